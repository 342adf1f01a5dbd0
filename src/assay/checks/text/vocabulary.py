"""`text.vocabulary`: how many words from a list."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from random import Random
from typing import Any, ClassVar, Literal, TypeAlias

import msgspec

from assay.check import Check, Example
from assay.checks.text.base import Finding
from assay.checks.text.count import Count, Counted, bound_phrase
from assay.checks.text.counted import contractions, counted
from assay.checks.text.units import tally
from assay.checks.text.wording import Phrase
from assay.context import Context
from assay.response import Response
from assay.views.folded import FOLDED
from assay.views.view import View
from assay.views.word_lists import LISTS, NAMES, ONE
from assay.views.words import WORD_STARTS

__all__ = ["Vocabulary"]

Name: TypeAlias = Literal[
    "conjunctions", "pronouns", "person_names", "weekdays", "months", "colours"
]
_VERBS = frozenset(("may", "march"))
_DRAWN: tuple[Name, ...] = ("conjunctions", "pronouns", "weekdays", "months", "person_names")


class Vocabulary(Count, kind="text.vocabulary"):
    """The number of words from a list is within bounds; with `distinct`, of different ones.

    The list is `words`, or one of ours: coordinating `conjunctions`, `pronouns` (personal,
    possessive, reflexive, demonstrative, indefinite, interrogative), `person_names` (the fifty of
    IFBench, which need their capital), `weekdays`, `months` (`may` and `march` need theirs),
    `colours`. Whole words, upper and lower case taken as one; a contraction or a possessive counts
    as the word that it begins with ("I'm" is "I").
    """

    noun: ClassVar[str] = "listed word"
    nouns: ClassVar[str] = "listed words"
    uses: ClassVar[tuple[View[Any], ...]] = (FOLDED,)

    words: tuple[Phrase, ...] = ()
    list: Name | None = None
    distinct: bool = False

    def validate(self) -> None:
        super().validate()
        if bool(self.words) == (self.list is not None):
            raise ValueError("text.vocabulary needs words or list, and not both")
        if any(len(word.split()) != 1 for word in self.words):
            raise ValueError("each of words is one word; text.contains finds phrases")
        if self.distinct and (self.min or 0) > len(_wanted(self.words, self.list)):
            raise ValueError(f"min is {self.min}, more than there are words in the list")

    def count(self, response: Response, context: Context) -> Counted:
        listed = _wanted(self.words, self.list)
        known = {word: word for word in counted(response).keys() & listed}
        for word in contractions(response):
            head = word.partition("'")[0]
            if word not in listed and head in listed:
                known[word] = head
        if not known:
            return []
        said = response.view(FOLDED)
        if self.list in ("person_names", "months"):
            starts = response.view(WORD_STARTS)
            places = [n for n, word in enumerate(said) if word in known]
            places = [n for n in places if self._stands(known[said[n]], response.text[starts[n]])]
        elif self.distinct:
            places = sorted(map(said.index, known))
        else:
            places = [n for n, word in enumerate(said) if word in known]
        if self.distinct:
            places = list({known[said[n]]: n for n in reversed(places)}.values())[::-1]
        return tally(response, sorted(places))

    def _stands(self, word: str, letter: str) -> bool:
        """Whether a word that needs a capital begins with one."""
        capital = self.list == "person_names" or word in _VERBS
        return not capital or letter.isupper()

    def judge(self, found: Counted, text: str) -> Finding:
        made = super().judge(found, text)
        return msgspec.structs.replace(made, why=made.why.replace("listed", self._sort, 1))

    @property
    def _sort(self) -> str:
        return "different listed" if self.distinct else "listed"

    def describe(self) -> str:
        different = "different " if self.distinct else ""
        bound = bound_phrase(self.min, self.max)
        if self.list is None:
            noun = "word" if self.last == 1 else "words"
            return f"Use {bound} {different}{noun} of this list: {', '.join(self.words)}."
        noun = NAMES[self.list]
        if self.last == 1 and self.max != 0:
            noun, different = ONE[self.list], ""
        if self.list == "person_names":
            names = ", ".join(name.capitalize() for name in LISTS["person_names"])
            return f"Mention {bound} {different}{noun} from this list: {names}."
        return f"Use {bound} {different}{noun}."

    @classmethod
    def examples(cls) -> Sequence[Example]:
        three = cls(list="conjunctions", distinct=True, min=3)
        return (
            Example(three, "Gulls and crabs, or so they say, but yet.", True),
            Example(three, "And and AND, and.", False),
            Example(cls(list="pronouns", min=3), "I'm sure that she's right.", True),
            Example(cls(list="person_names", distinct=True, min=2), "Emma met Liam's dog.", True),
            Example(cls(list="person_names", min=1), "Grace is a virtue; grace is rare.", True),
            Example(cls(list="person_names", min=1), "They laid a mason's rule with grace.", False),
            Example(cls(words=("tide", "crab"), min=1), "Crabtree is riptide.", False),
        )

    @classmethod
    def draw(cls, rng: Random, level: int) -> Check:
        """More and more different words of one list."""
        name = rng.choice(_DRAWN)
        most = min(len(LISTS[name]), 5 * level)
        return cls(list=name, distinct=level > 1, min=max(1, most * level // 5))


@lru_cache(maxsize=256)
def _wanted(words: tuple[str, ...], name: str | None) -> frozenset[str]:
    given = LISTS[name] if name is not None else words
    return frozenset(word.casefold().replace("\u2019", "'") for word in given)
