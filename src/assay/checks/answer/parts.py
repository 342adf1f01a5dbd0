"""`answer.parts`: the answers to the parts of one question, each judged by its own check."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

import msgspec

from assay.answers.extraction.parted import parted
from assay.check import Check, Example, Nested, Runs
from assay.checks.answer.math import Math
from assay.context import Context, Mode
from assay.response import Response
from assay.verdict import Verdict, decided, undecided

__all__ = ["Parts"]


class Parts(Check, kind="answer.parts"):
    """Every part of the question is answered as its check in `of` requires.

    The answers are told apart by `labels` where given, else by (a), (b) ..., 1., 2. ..., else by
    one box each, else as the members of the final answer. The score is the share of the parts
    that pass; a part that is undecided leaves the whole undecided unless another one fails.
    """

    runs: ClassVar[Runs] = "inline"
    nested: ClassVar[tuple[str, ...]] = ("of",)

    of: tuple[Nested, ...]
    labels: tuple[str, ...] = ()

    def validate(self) -> None:
        if not self.of:
            raise ValueError("`of` names no part")
        if self.labels and len(self.labels) != len(self.of):
            raise ValueError(f"{len(self.labels)} labels for {len(self.of)} parts")

    def where(self, mode: Mode) -> Runs:
        return "worker" if any(c.where(mode) == "worker" for c in self.of) else "inline"

    def verify(self, response: Response, context: Context) -> Verdict:
        if response.silent:
            return self.undecided("There is no message of the assistant.")
        stretches = parted(response.text, len(self.of), self.labels)
        if stretches is None:
            why = f"The answers to the {len(self.of)} parts cannot be told apart."
            return self.undecided(why) if response.text.strip() else self.decide(False, why)
        found = [
            _shifted(context.verify(check, Response(response.text[a:b], a)), a)
            for check, (a, b) in zip(self.of, stretches, strict=True)
        ]
        return self._together(tuple(found))

    def _together(self, parts: tuple[Verdict, ...]) -> Verdict:
        wrong = [n for n, part in enumerate(parts, 1) if part.passed is False]
        unknown = [n for n, part in enumerate(parts, 1) if part.passed is None]
        right = len(parts) - len(wrong) - len(unknown)
        why = f"{right} of {len(parts)} parts are right"
        if wrong:
            why += f"; part {wrong[0]} is not: {parts[wrong[0] - 1].why}"
        elif unknown:
            why += f"; part {unknown[0]} is undecided: {parts[unknown[0] - 1].why}"
            return undecided(self.kind, why, version=self.version, parts=parts)
        why = why if why.endswith(".") else f"{why}."
        evidence = tuple([span for part in parts for span in part.evidence])
        score = right / len(parts)
        return decided(
            self.kind, not wrong, why, score, evidence, version=self.version, parts=parts
        )

    def describe(self) -> str:
        names = self.labels or tuple("abcdefghijklmnopqrstuvwxyz"[: len(self.of)])
        return f"Answer the parts one by one, as {', '.join(f'({name})' for name in names)}."

    @classmethod
    def examples(cls) -> Sequence[Example]:
        both = cls(of=(Math(gold=5), Math(gold="1/2")))
        return (
            Example(both, "(a) The answer is 5.\n(b) The answer is 0.5.", True),
            Example(both, "(a) The answer is 5.\n(b) The answer is 2.", False),
            Example(both, "The answer is 5, 1/2.", True),
            Example(both, "The answer is 5.", None),
            Example(both, "1. We get \\boxed{5}.\n2. We get \\boxed{0.5}.", True),
        )


def _shifted(verdict: Verdict, offset: int) -> Verdict:
    """The verdict on a stretch, with its evidence placed in the whole response."""
    evidence = tuple([span.shifted(offset) for span in verdict.evidence])
    return msgspec.structs.replace(verdict, evidence=evidence) if evidence else verdict
