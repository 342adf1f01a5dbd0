"""`text.affix`: words that begin or end with given letters."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Annotated, Any, ClassVar

import msgspec

from assay.check import Check, Example
from assay.checks.text.count import Count, Counted
from assay.checks.text.units import tally
from assay.context import Context
from assay.response import Response
from assay.views.folded import FOLDED
from assay.views.view import View

__all__ = ["Affix"]

Letters = Annotated[str, msgspec.Meta(max_length=64)]


class Affix(Count, kind="text.affix"):
    """The number of words that begin with `beginning` and end with `ending` is within bounds.

    At least one of the two is given; case is set aside, accents are not. A possessive 's is no
    part of the word. Whether the letters are an ending in the grammarian's sense is not asked:
    "family" ends with "ly".
    """

    noun: ClassVar[str] = "such word"
    nouns: ClassVar[str] = "such words"
    uses: ClassVar[tuple[View[Any], ...]] = (FOLDED,)

    beginning: Letters = ""
    ending: Letters = ""

    def validate(self) -> None:
        super().validate()
        if not (self.beginning or self.ending):
            raise ValueError("text.affix needs beginning, ending or both")
        if len((self.beginning + self.ending).split()) != 1:
            raise ValueError("beginning and ending hold no white space")

    def count(self, response: Response, context: Context) -> Counted:
        head, tail = self.beginning.casefold(), self.ending.casefold()
        said = response.view(FOLDED)
        bare = ((word, word.removesuffix("'s")) for word in set(said))
        wanted = {word for word, b in bare if b.startswith(head) and b.endswith(tail)}
        if not wanted:
            return 0
        return tally(response, [number for number, word in enumerate(said) if word in wanted])

    def describe(self) -> str:
        parts = [f"begin with {self.beginning!r}"] if self.beginning else []
        parts += [f"end with {self.ending!r}"] if self.ending else []
        noun = "word that" if self.last == 1 and self.max != 0 else "words that"
        verbs = " and ".join(parts)
        if noun == "word that":
            verbs = verbs.replace("begin ", "begins ").replace("end ", "ends ")
        what = super().describe()[:-1].removesuffix("such words").removesuffix("such word")
        return f"{what}{noun} {verbs}."

    @classmethod
    def examples(cls) -> Sequence[Example]:
        none = cls(ending="ly", max=0)
        return (
            Example(none, "The tide falls with speed.", True),
            Example(none, "The tide falls QUICKLY.", False),
            Example(cls(beginning="un", min=2), "Unseen and unheard.", True),
            Example(cls(beginning="s", ending="s", min=1), "Ships sail.", True),
            Example(cls(ending="ly", min=1), "A lyre.", False),
        )

    @classmethod
    def draw(cls, rng: Random, level: int) -> Check:
        """From a few words with a common letter to none with a common ending."""
        if level < 4:
            return cls(beginning=rng.choice("stcpbm"), min=2 ** (level + 1) - 1)
        return cls(ending=rng.choice(["ing", "ed", "s"] if level > 4 else ["ly", "tion"]), max=0)
