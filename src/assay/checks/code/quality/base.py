"""What instructions about a program's quality share: a list of places that are right or wrong."""

from __future__ import annotations

from typing import ClassVar, NamedTuple

from assay.check import Check, Runs
from assay.checks.code.extraction import Found, find
from assay.checks.code.quality.source import Source, Unread, read
from assay.context import Context
from assay.errors import CheckError
from assay.response import Response
from assay.verdict import Span, Verdict, decided

__all__ = ["Finding", "QualityCheck", "counted", "listed", "spans"]

_SHOWN = 12


class Finding(NamedTuple):
    """What a rule found: of `all` places those that are `wrong`, each its line and what is wrong.

    Where there is no place at all nothing follows the instruction; `nothing` says so. A finding
    with its own `score` counts otherwise than by places.
    """

    wrong: list[tuple[int, str]]
    all: int
    nothing: str
    right: str
    score: float | None = None


class QualityCheck(Check):
    """A check of a Python program as it is written; it is not run.

    `entry_point` is the function or class by which the program is found where a response has
    several.
    """

    runs: ClassVar[Runs] = "worker"
    scoring: ClassVar[str] = "The share of places that are right; 1.0 exactly when all are."

    entry_point: str = ""

    def finding(self, source: Source) -> Finding:
        """Applies the rule to a program."""
        raise CheckError(f"{type(self).__name__} has no rule")

    def verify(self, response: Response, context: Context) -> Verdict:
        if response.silent:
            return self.undecided("There is no message of the assistant.")
        found = find(response, "python", self.entry_point)
        if found is None:
            return self.decide(False, "The response holds no program in Python.", score=0.0)
        try:
            source = read(found.text)
            if found.rule in ("whole", "lines") and not source.does:
                return self.decide(False, "The response holds no program in Python.", score=0.0)
            return self._told(self.finding(source), response, found)
        except Unread as fault:
            if fault.wrong:
                return self._say(False, fault.why, found, 0.0)
            return self.undecided(fault.why)

    def _told(self, finding: Finding, response: Response, found: Found) -> Verdict:
        if not finding.all:
            return self._say(False, finding.nothing, found, 0.0)
        if not finding.wrong:
            return self._say(True, finding.right, found, 1.0)
        lines = sorted(finding.wrong)
        shown = "; ".join(f"line {line}: {what}" for line, what in lines[:3])
        more = f"; {len(lines) - 3} more" if len(lines) > 3 else ""
        score = finding.score
        if score is None:
            score = max(0.0, 1 - len(lines) / finding.all)
        evidence = spans(lines, response, found)
        return self._say(
            False, f"{shown[0].upper()}{shown[1:]}{more}.", found, min(score, 0.999), evidence
        )

    def _say(
        self,
        passed: bool,
        why: str,
        found: Found,
        score: float,
        evidence: tuple[Span, ...] = (),
    ) -> Verdict:
        return decided(
            self.kind,
            passed,
            why,
            score,
            evidence or (found.span,),
            version=self.version,
            definitions=(f"program:{found.rule}",),
        )


def spans(lines: list[tuple[int, str]], response: Response, found: Found) -> tuple[Span, ...]:
    """The lines in the response; nothing where the program is not a stretch of it as it is."""
    start, end = found.span.start, found.span.end
    if start is None or end is None or response.text[start:end] != found.text:
        return ()
    starts = [0]
    for line in found.text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    spans: list[Span] = []
    for number in dict.fromkeys(line for line, _ in lines):
        if 1 <= number < len(starts) and len(spans) < _SHOWN:
            first, last = start + starts[number - 1], start + starts[number] - 1
            spans.append(Span(response.text[first:last], first, last))
    return tuple(spans)


def counted(number: int, noun: str, nouns: str = "") -> str:
    """A number with its noun."""
    return f"{number} {noun if number == 1 else nouns or noun + 's'}"


def listed(words: tuple[str, ...] | list[str], last: str = "and") -> str:
    """Words in a row: a, b and c."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"
