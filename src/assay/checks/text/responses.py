"""`text.responses`: several different answers in one response."""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random
from typing import Annotated, ClassVar

import msgspec

from assay.check import Check, Example
from assay.checks.text.base import Finding, TextCheck
from assay.checks.text.edges import folded
from assay.checks.text.wording import Phrase
from assay.context import Context
from assay.demands import Demands, amount, both
from assay.response import Response

__all__ = ["Responses"]


class Responses(TextCheck, kind="text.responses"):
    """There are `count` answers, all different, divided by `separator`.

    Case and white space make no difference between answers. A longer run of the separator's mark
    is another separator, but for a slip of one or two that stands alone in a line. Official (two
    answers, six asterisks): answers differ if one character does, and an empty one in the middle
    fails. Score: the different answers, `count` at most, over one more than there are, or than
    `count` where that is more.
    """

    version: ClassVar[str] = "2"

    count: Annotated[int, msgspec.Meta(ge=2)] = 2
    separator: Phrase = "******"

    def standard(self, response: Response, context: Context) -> Finding:
        mark = self.separator.strip() or self.separator
        first, last = re.escape(mark[0]), re.escape(mark[-1])
        alone = rf"(?<!{first}){re.escape(mark)}(?!{last})"
        if len(mark) > 2 and len(set(mark)) == 1:
            alone += rf"|(?m:^[ \t]*{first}{{{len(mark) + 1},{len(mark) + 2}}}[ \t\r]*$)"
        answers = [folded(piece) for piece in re.split(alone, response.text)]
        return self._judge([answer for answer in answers if answer])

    def official(self, response: Response, context: Context) -> Finding:
        pieces = [piece.strip() for piece in response.text.split(self.separator)]
        if not all(pieces[1:-1]):
            return Finding(False, "An answer in the middle is empty.")
        return self._judge([piece for piece in pieces if piece])

    def _judge(self, answers: list[str]) -> Finding:
        number, different = len(answers), len(set(answers))
        passed = number == different == self.count
        why = f"{number} answers, {different} different; exactly {self.count} required."
        near = min(different, self.count) / (max(number, self.count) + 1)
        return Finding(passed, why, None if passed else near)

    def describe(self) -> str:
        return f"Give {self.count} different answers, divided by {self.separator!r}."

    def demands(self) -> Demands | None:
        mark = self.separator.strip() or self.separator
        divider = amount("phrase", self.count - 1, None, (mark, "substring", "cased"))
        return both([amount("responses", self.count, self.count, (mark,)), divider])

    @classmethod
    def draw(cls, rng: Random, level: int) -> Check:
        """Two answers at first, up to five, and a divider of one's own at level 4."""
        separator = rng.choice(("######", "======", "~ or ~")) if level > 3 else "******"
        return cls(count=rng.randint(2, max(2, level)), separator=separator)

    @classmethod
    def examples(cls) -> Sequence[Example]:
        return (
            Example(cls(), "A crab.\n******\nA limpet.", True),
            Example(cls(), "A crab.\n********\nA limpet.", True),
            Example(cls(), "A crab.\n******\na  crab.", False),
            Example(cls(), "A crab. ******** A limpet.", False),
            Example(cls(), f"A crab.\n{60 * '*'}\nA limpet.", False),
            Example(cls(mode="official"), "A crab. ****** a crab.", True),
        )
