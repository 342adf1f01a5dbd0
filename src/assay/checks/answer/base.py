"""What all answer checks share: whose answer it is, which rules hold, what a flag does.

A check of this family has a gold answer, finds the final answer of a response by the one
extractor of `assay.answers.extraction`, and compares. `policy` states every rule of equality and
what each flag of the extraction does; it is named, with its version, in the verdict.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, ClassVar, TypeAlias, cast

import msgspec

from assay.answers.extraction.found import Extraction
from assay.answers.hints import NONE, Hints
from assay.answers.policy import POLICIES, Policy, Preset
from assay.check import Check, Runs
from assay.context import Context
from assay.response import Response
from assay.verdict import Comparison, Span, Verdict, decided, undecided

__all__ = ["AnswerCheck", "Gold", "Judged", "asked_hints", "golds_of", "named"]

Gold: TypeAlias = str | int | float | bool
_MOST_QUESTION = 4000


class Judged(msgspec.Struct, frozen=True, gc=False):
    """What a kind made of a response, before flags and policy: see `AnswerCheck.judge`."""

    passed: bool | None
    why: str
    extraction: Extraction
    comparison: Comparison
    score: float | None = None
    evidence: tuple[Span, ...] = ()


class AnswerCheck(Check):
    """A check of a final answer.

    `gold` is the expected answer, or several of which any will do; without it the row's
    `reference` is. `policy` is a preset (`default`, `strict`, `lenient`) or rules of your own.
    """

    runs: ClassVar[Runs] = "inline"

    gold: Gold | tuple[Gold, ...] | None = None
    policy: Preset | Policy = "default"

    def validate(self) -> None:
        if self.gold is not None and golds_of(self.gold) is None:
            raise ValueError("gold holds no answer")
        if isinstance(self.gold, float) and self.gold != self.gold:
            raise ValueError("gold is NaN, which equals nothing")

    @property
    def rules(self) -> Policy:
        """The policy, with what this check's own parameters change of it."""
        return POLICIES[self.policy] if isinstance(self.policy, str) else self.policy

    def judge(self, response: Response, context: Context, golds: tuple[str, ...]) -> Judged:
        """Finds the answer and compares it with the golds."""
        raise NotImplementedError

    def verify(self, response: Response, context: Context) -> Verdict:
        if response.silent:
            return self.undecided("There is no message of the assistant.")
        golds = golds_of(self.gold if self.gold is not None else context.reference)
        if golds is None:
            return self.undecided("There is no gold answer: no `gold`, no reference.")
        judged = self.judge(response, context, golds)
        verdict = self._verdict(judged, response.text)
        if context.mode == "robust" and verdict.passed and judged.extraction.final is not None:
            from assay.checks.answer.restated import restated

            if restated(judged.extraction.final.text, golds, context.question):
                return self._refused(judged, response.text)
        return verdict

    def _refused(self, judged: Judged, text: str) -> Verdict:
        """The pass as a fail that names the guard."""
        why = "Refused by the guard echo: it repeats what the question asks to work out."
        return msgspec.structs.replace(self._failed(why, judged, text), mode="robust", guard="echo")

    def _verdict(self, judged: Judged, text: str) -> Verdict:
        """The verdict, after the policy has had its say about what is suspect."""
        rules = self.rules
        compared = judged.comparison
        for flag in judged.extraction.flags:
            action = getattr(rules, flag.name)
            if action == "fail" and judged.passed is not False:
                return self._failed(f"Refused as {_spoken(flag.name)}: {flag.why}.", judged, text)
            if action == "undecided" and judged.passed is not None:
                why = f"Not decided for {_spoken(flag.name)}: {flag.why}."
                return undecided(self.kind, why, version=self.version, comparison=compared)
        if judged.passed is None:
            return undecided(self.kind, judged.why, version=self.version, comparison=compared)
        return decided(
            self.kind,
            judged.passed,
            judged.why,
            judged.score,
            judged.evidence or _evidence(judged.extraction, text),
            version=self.version,
            comparison=compared,
        )

    def _failed(self, why: str, judged: Judged, text: str) -> Verdict:
        evidence = _evidence(judged.extraction, text)
        return decided(
            self.kind, False, why, 0.0, evidence, version=self.version, comparison=judged.comparison
        )


def golds_of(given: Any) -> tuple[str, ...] | None:
    """The gold answers as texts; None where what is given is not an answer.

    A reference may be a text, a number, true or false, a list of them, or an object whose
    `answer` or `gold` is one.
    """
    if isinstance(given, dict):
        fields = cast("dict[str, Any]", given)
        given = fields.get("gold", fields.get("answer"))
    if isinstance(given, (list, tuple)):
        several = [_text(item) for item in cast("Sequence[Any]", given)]
        return tuple([text for text in several if text is not None]) or None
    text = _text(given)
    return None if text is None else (text,)


def _text(given: Any) -> str | None:
    if isinstance(given, bool):
        return "True" if given else "False"
    if isinstance(given, str):
        return given if given.strip() else None
    if isinstance(given, int):
        return hex(given) if given.bit_length() > 4000 else str(given)
    if isinstance(given, float) and given == given:
        return repr(given)
    return None


def asked_hints(hints: Hints | None, question: str) -> Hints:
    """The caller's hints where given, otherwise what the question says of its answer."""
    if hints is not None:
        return hints
    return _asked(question[-_MOST_QUESTION:]) if question else NONE


@lru_cache(maxsize=1024)
def _asked(question: str) -> Hints:
    from assay.answers.extraction.asked import asked

    return asked(question)


def _evidence(extraction: Extraction, text: str) -> tuple[Span, ...]:
    """Where the final answer stands, as it is written there."""
    final = extraction.final
    if final is None or final.end <= final.start:
        return ()
    return (Span(text[final.start : final.end], final.start, final.end),)


def _spoken(name: str) -> str:
    return name.replace("_", " ")


def named(check: AnswerCheck) -> str:
    """The policy's name and version, as a verdict states them."""
    return f"{check.rules.name}/{check.rules.version}"
