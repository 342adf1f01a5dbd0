"""`text.edge`: the character or number that the text begins or ends with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random
from typing import Annotated, Literal

import msgspec

from assay.check import Check, Example
from assay.checks.text.base import Finding, TextCheck, spans_of
from assay.checks.text.edges import QUOTES
from assay.checks.text.punctuation import variants
from assay.context import Context
from assay.demands import Demands, amount, either
from assay.response import Response

__all__ = ["Edge"]

# `1.`, `2)`, `(3)`, `4、`, `第5` and the like, and what is numbered.
_NUMBER = re.compile(
    r"[\s*_#>]{0,40}(?:[(\uff08]?\d{1,6}(?:\.\d{1,6}){0,5}[.):\uff09\uff0e\uff1a\u3001]?[\])]?"
    r"|[\u7b2c]?[\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u5341]{1,4}[\u3001.\uff0e])"
    r"(?=[\s*_]|[^\W\d_])"
)
_MARKED = re.compile(r"[.):\uff09\uff0e\uff1a\u3001(\uff08\u7b2c]")


class Edge(TextCheck, kind="text.edge"):
    """The text begins, or with `at` = "end" ends, with one of `characters`; with `number` it
    begins with a number marker: `1.`, `(2)`, `3)`, `4:`.

    Case is set aside; a full-width mark is the mark, three full stops are `…`. White space is
    passed over, and so are quotation marks, brackets and Markdown emphasis, as far as they are not
    among `characters`. Meant for `each`: every sentence that ends with `!`, every line that begins
    with a number.
    """

    at: Literal["start", "end"] = "start"
    characters: Annotated[str, msgspec.Meta(max_length=200)] = ""
    number: bool = False

    def validate(self) -> None:
        if self.number == bool(self.characters.strip()):
            raise ValueError("text.edge needs either characters or number")
        if self.number and self.at == "end":
            raise ValueError("a number marker stands at the start")

    def standard(self, response: Response, context: Context) -> Finding:
        if self.number:
            return self._numbered(response.text)
        fine = {v for c in self.characters for v in variants(c)}
        passed_over = "".join(c for c in QUOTES if c not in fine)
        text = response.text
        bare = text.lstrip(passed_over) if self.at == "start" else text.rstrip(passed_over)
        bare = bare or text.strip()
        place = len(text) - len(bare) if self.at == "start" else len(bare) - 1
        found = text[place]
        verb = "begins" if self.at == "start" else "ends"
        wanted = " or ".join(self.characters)
        why = f"The text {verb} with {found!r}; {wanted} required."
        passed = found in fine or found.casefold() in {c.casefold() for c in fine}
        passed = passed or ("\u2026" in fine and bare.endswith("..."))
        return Finding(passed, why, None, spans_of(text, [(place, place + 1)]))

    def _numbered(self, text: str) -> Finding:
        found = _NUMBER.match(text)
        if found is None or _MARKED.search(found[0]) is None:
            return Finding(False, f"The text begins with {text.strip()[:20]!r}; a number required.")
        return Finding(True, f"The text begins with the number {found[0].strip()!r}.")

    def demands(self) -> Demands | None:
        """One of the marks; of letters and numbers nothing is said."""
        if self.number or any(c.isalnum() or c.isspace() for c in self.characters):
            return None
        one = [amount("punctuation", 1, None, (mark,)) for mark in dict.fromkeys(self.characters)]
        return one[0] if len(one) == 1 else either(one)

    def describe(self) -> str:
        if self.number:
            return "Begin with a number marker such as 1."
        verb = "Begin" if self.at == "start" else "End"
        return f"{verb} with {' or '.join(map(repr, self.characters))}."

    @classmethod
    def draw(cls, rng: Random, level: int) -> Check:
        """A full stop at the end at 1, other marks at 2 and 3, a letter at the start at 4 and 5."""
        if level <= 3:
            return cls(
                at="end", characters=(".", rng.choice("!?"), rng.choice(";\u2026"))[level - 1]
            )
        return cls(characters=rng.choice("STAW" if level == 4 else "JQVY"))

    @classmethod
    def examples(cls) -> Sequence[Example]:
        return (
            Example(cls(at="end", characters="!?"), 'She said: "Look out!"', True),
            Example(cls(characters="T"), "**The tide** falls.", True),
            Example(cls(characters="T"), "Low tide.", False),
            Example(cls(number=True), "2) Crabs hide.", True),
            Example(cls(number=True), "2 crabs hide.", False),
        )
