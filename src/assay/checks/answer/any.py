"""`answer.any`: a final answer of whatever type the gold has."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from assay.answers.hints import Hints
from assay.check import Example
from assay.checks.answer.base import AnswerCheck, Judged
from assay.checks.answer.choice import Choice
from assay.checks.answer.inferred import inferred
from assay.checks.answer.math import Math
from assay.checks.answer.text import Text
from assay.context import Context
from assay.response import Response

__all__ = ["Any"]


class Any(AnswerCheck, kind="answer.any"):
    """The response's final answer equals `gold`, judged by the type that the gold shows.

    A letter where there are options (given, or listed in the question) is judged as by
    `answer.choice`, words as by `answer.text`, everything else as by `answer.math`. `hints.type`
    settles it where the gold could be read both ways.
    """

    hints: Hints | None = None
    options: tuple[str, ...] = ()

    def judge(self, response: Response, context: Context, golds: tuple[str, ...]) -> Judged:
        kind = inferred(golds, self.options, context.question, self.hints)
        check: AnswerCheck
        if kind == "choice":
            check = Choice(gold=golds, options=self.options, policy=self.policy)
        elif kind == "text":
            check = Text(gold=golds, policy=self.policy)
        else:
            check = Math(gold=golds, hints=self.hints, policy=self.policy)
        return check.judge(response, context, golds)

    def describe(self) -> str:
        return "Give the final answer after the words 'The answer is'."

    @classmethod
    def examples(cls) -> Sequence[Example]:
        ask = "Which planet is the largest?"
        letter = cls(gold="B", options=("Mars", "Jupiter"))
        return (
            Example(cls(gold="3/4"), "The answer is 0.75.", True),
            Example(cls(gold="Jupiter"), "The largest planet is Jupiter.", True, ask),
            Example(cls(gold="Jupiter"), "The largest planet is Saturn.", False, ask),
            Example(letter, "The answer is (B).", True, ask),
            Example(letter, "The answer is (A).", False, ask),
            Example(cls(gold=True), "So the statement is true.", True),
            Example(cls(gold=True), "The answer is no.", False),
        )

    @classmethod
    def draw(cls, rng: Random, level: int) -> Any:
        """A check of one of the inferred kinds, as hard as `level` says."""
        return cls(gold=Math.draw(rng, level).gold)
