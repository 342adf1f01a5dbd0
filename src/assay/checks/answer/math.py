"""`answer.math`: a final answer in mathematics and its applications."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import msgspec

from assay.answers.extraction import extract
from assay.answers.extraction.found import Candidate, Extraction
from assay.answers.hints import Hints
from assay.answers.policy import Policy
from assay.check import Example
from assay.checks.answer.base import AnswerCheck, Judged, asked_hints, named
from assay.checks.answer.choice import Choice
from assay.checks.answer.comparing import closest, members, ruled, same_by
from assay.checks.answer.inferred import wordy
from assay.context import Context
from assay.response import Response
from assay.verdict import Comparison

__all__ = ["Math", "compared_verdict"]

_POLAR = frozenset({"true", "false", "yes", "no"})


class Math(AnswerCheck, kind="answer.math"):
    """The response's final answer equals `gold`: numbers, units, sets, equations, matrices ...

    The final answer is found by rules that the verdict names (a box, "the answer is", "####",
    the last line, ...), read into a typed value and compared by a cascade: normal form, exact
    rationals, polynomial identity modulo primes, points in high precision, and with the policy's
    `symbolic` a computer algebra system (extra `[math]`). Where none can tell the verdict is
    undecided. `hints` say what is known of the answer; without them the question is asked.
    """

    hints: Hints | None = None

    def judge(self, response: Response, context: Context, golds: tuple[str, ...]) -> Judged:
        said = response.text.strip()
        if said in [gold.strip() for gold in golds]:
            return self._verbatim(said, response.text.index(said))
        hints = asked_hints(self.hints, context.question)
        rules = ruled(self.rules, hints)
        found = extract(
            response.text,
            question=context.question,
            same=same_by(hints, rules),
            expected_items=members(golds, hints),
        )
        judged = compared_verdict(found, golds, hints, rules, named(self))
        if judged.passed is not None or found.final is None:
            return judged
        if all(map(wordy, golds)):
            return _worded(judged, found.final.text, golds, context.question)
        if all(gold.strip().lower() in _POLAR for gold in golds):
            return Choice(policy=self.policy).judge(response, context, golds)
        return judged

    def _verbatim(self, said: str, start: int) -> Judged:
        """The response is a gold character for character, whatever it may mean."""
        whole = Candidate(said, start, start + len(said), "whole")
        compared = Comparison("string", said[:120], said[:120], "whole", named(self))
        found = Extraction(whole, (whole,))
        return Judged(True, "The response is the gold answer.", found, compared)

    def describe(self) -> str:
        return "Give the final answer, in a box or after the words 'The answer is'."

    @classmethod
    def examples(cls) -> Sequence[Example]:
        half = cls(gold="0.5")
        return (
            Example(half, "So the answer is $\\boxed{\\frac{1}{2}}$.", True),
            Example(half, "The answer is 50%.", True),
            Example(half, "The answer is 2/4, that is 1/2.", True),
            Example(half, "The answer is 0.25.", False),
            Example(half, "Alternatively the answer is either 1/2 or 1/3.", False),
            Example(cls(gold="[2, 3)"), "Therefore $2 \\le x < 3$.", True),
            Example(cls(gold="[2, 3)"), "Therefore $2 \\le x \\le 3$.", False),
            Example(cls(gold="3.2 J"), "The work is $3.2\\times 10^{-3}\\ \\text{kJ}$.", True),
            Example(cls(gold="3.2 J"), "The work is 3.2 kJ.", False),
            Example(cls(gold="\\{1, 2\\}"), "x = 2 or x = 1", True),
            Example(cls(gold="x^2-1"), "\\boxed{(x-1)(x+1)}", True),
            Example(cls(gold="\\zeta(3)"), "\\boxed{\\sum_{n=1}^\\infty 1/n^3}", None),
        )

    @classmethod
    def draw(cls, rng: Random, level: int) -> Math:
        """A check whose gold has about `level` digits."""
        return cls(gold=rng.randrange(10 ** (level - 1), 10**level))


def compared_verdict(
    found: Extraction, golds: tuple[str, ...], hints: Hints, rules: Policy, policy: str
) -> Judged:
    """What the comparison of an extracted answer with its golds makes of a response."""
    flags = tuple([flag.name for flag in found.flags])
    if found.final is None:
        comparison = Comparison("none", golds[0][:120], "", "", policy, flags)
        return Judged(False, _nothing(found), found, comparison)
    outcome, expected, shown = closest(golds, found.final.text, hints, rules)
    made = Comparison(outcome.stage, expected, shown, found.final.rule, policy, flags)
    return Judged(outcome.equal, _why(outcome.equal, outcome.why, made), found, made)


def _worded(judged: Judged, answer: str, golds: tuple[str, ...], question: str) -> Judged:
    """Words that overlap with a gold in words, judged as a short text."""
    from assay.answers.wording import judge_text

    found = judge_text(answer, golds, question=question)
    if found.passed is None:
        return judged
    why = f"{answer[:120]!r} beside {golds[0][:120]!r}: it {found.why}."
    comparison = msgspec.structs.replace(judged.comparison, stage=found.rule)
    return Judged(found.passed, why, judged.extraction, comparison)


def _nothing(found: Extraction) -> str:
    reason = found.flags[0].why if found.flags else "no rule of extraction matched"
    return f"There is no final answer: {reason}."


def _why(equal: bool | None, why: str, compared: Comparison) -> str:
    """One sentence: what was found, what was required, why they differ or cannot be told."""
    said, wanted = compared.found, compared.expected
    reason = f": {why}" if why else ""
    if equal:
        return f"{said} is {wanted}, by {compared.stage}{reason}."
    if equal is None:
        return f"Cannot tell whether {said} is {wanted}{reason}."
    return f"{said} is not {wanted}{reason}."
