"""`answer.number`: a final answer that is one number."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Annotated

import msgspec

from assay.answers.extraction import extract
from assay.answers.hints import Hints
from assay.answers.policy import Policy
from assay.check import Example
from assay.checks.answer.base import AnswerCheck, Judged, asked_hints, named
from assay.checks.answer.comparing import measured, numeral, ruled, same_by
from assay.checks.answer.math import compared_verdict
from assay.context import Context
from assay.response import Response

__all__ = ["Number"]

Tolerance = Annotated[float, msgspec.Meta(ge=0.0, lt=1.0)]


class Number(AnswerCheck, kind="answer.number"):
    """The response's final answer is the number `gold`.

    Where nothing announces an answer the last number of the response counts. `relative` and
    `absolute` are tolerances in place of the policy's: of the larger magnitude, and in units of
    the answer. `unit` is the unit that a number without one is taken to have. With `numeral` the
    answer must be written as one numeral, such as 42, 4.50 or 3e8: else `Answer: 6*7`, the question
    repeated, is right wherever the question is a calculation.
    """

    relative: Tolerance | None = None
    absolute: Annotated[float, msgspec.Meta(ge=0.0)] | None = None
    unit: str = ""
    numeral: bool = False

    @property
    def rules(self) -> Policy:
        rules = super().rules
        relative = rules.relative if self.relative is None else self.relative
        absolute = rules.absolute if self.absolute is None else self.absolute
        if (relative, absolute) == (rules.relative, rules.absolute):
            return rules
        return msgspec.structs.replace(rules, relative=relative, absolute=absolute)

    def judge(self, response: Response, context: Context, golds: tuple[str, ...]) -> Judged:
        asked = asked_hints(None, context.question)
        hints = Hints(
            type="number",
            places=asked.places,
            significant=asked.significant,
            unit=self.unit or asked.unit,
            base=asked.base,
        )
        rules = ruled(self.rules, hints)
        if self.unit:
            golds = tuple([measured(gold, self.unit) for gold in golds])
        same = same_by(hints, rules)
        found = extract(response.text, question=context.question, want="number", same=same)
        judged = compared_verdict(found, golds, hints, rules, named(self))
        final = found.final
        if not self.numeral or not judged.passed or final is None or numeral(final.text, hints):
            return judged
        why = f"{final.text[:120]!r} is no numeral: the value is not worked out."
        return msgspec.structs.replace(judged, passed=False, why=why)

    def describe(self) -> str:
        if self.numeral:
            return "Give the final answer as a number, worked out."
        return "Give the final answer as a number."

    @classmethod
    def examples(cls) -> Sequence[Example]:
        return (
            Example(cls(gold=42), "6 times 7 makes 42.", True),
            Example(cls(gold=1200), "#### 1,200", True),
            Example(cls(gold=42), "It is 42 at first, but in the end 41.", False),
            Example(cls(gold=9.81, relative=0.01), "The answer is 9.8.", True),
            Example(cls(gold=9.81), "The answer is 9.9.", False),
            Example(cls(gold=1.5, unit="km"), "The answer is 1500 m.", True),
            Example(cls(gold=42, numeral=True), "The answer is 6*7 = 42.", True),
            Example(cls(gold=42, numeral=True), "The answer is 6*7.", False),
        )

    @classmethod
    def draw(cls, rng: Random, level: int) -> Number:
        """A check whose gold has `level` digits."""
        return cls(gold=rng.randrange(10 ** (level - 1), 10**level))
