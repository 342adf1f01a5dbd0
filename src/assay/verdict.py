"""What a check decided, and why.

A verdict is one of four things. `pass` and `fail` are decisions. `undecided` means that the
check cannot tell (no reference, unparsable, a tool missing) and `error` that it broke
(an exception, a deadline, a crash); for both `passed` and `score` are None, never a number,
so that no reward or metric can mistake "I do not know" for "wrong".
"""

from __future__ import annotations

from typing import Literal, NamedTuple

import msgspec

__all__ = ["Comparison", "Cost", "Span", "Status", "Verdict", "decided", "error", "undecided"]

Status = Literal["pass", "fail", "undecided", "error"]


class Span(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """A piece of the response that a verdict rests on.

    `start` and `end` are offsets in code points of the response's text, end exclusive. They
    are None where the piece does not stand there as it is (a decoded JSON string, say).
    """

    text: str
    start: int | None = None
    end: int | None = None

    def shifted(self, offset: int | None) -> Span:
        """The span seen from a text in which this one's begins at `offset`."""
        if offset is None or self.start is None or self.end is None:
            return Span(self.text)
        return Span(self.text, self.start + offset, self.end + offset)


class Comparison(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """How an answer was compared with what was expected, for kinds that compare.

    `stage` names what decided, `expected` and `found` are the normal forms of both sides, `rule`
    the extraction rule that found the answer, `policy` the rules of equality with their version,
    `flags` what was suspect about the response.
    """

    stage: str = ""
    expected: str = ""
    found: str = ""
    rule: str = ""
    policy: str = ""
    flags: tuple[str, ...] = ()


class Cost(NamedTuple):
    """What a verdict took: wall time and tokens of models."""

    seconds: float
    tokens: int


class Verdict(msgspec.Struct, frozen=True, gc=False):
    """The decision of one check on one response, with its evidence.

    `score` is in [0, 1] and 1.0 exactly when passed; `seconds` is the wall time spent;
    `mode` names the rule mode that decided, `version` the version of the check, and
    `definitions` the versions of the views (what counts as a word, say) that it used.
    `parts` are the verdicts of the checks inside a combinator, in the order they were asked.
    `comparison` is there for kinds that compare with a reference, and unset for all others;
    `guard` names the guard of robust mode that refused a pass, and is unset otherwise.
    """

    kind: str
    status: Status
    passed: bool | None
    score: float | None
    why: str
    evidence: tuple[Span, ...] = ()
    seconds: float = 0.0
    tokens: int = 0
    version: str = "1"
    mode: str = "standard"
    definitions: tuple[str, ...] = ()
    parts: tuple[Verdict, ...] = ()
    comparison: Comparison | msgspec.UnsetType = msgspec.UNSET
    guard: str | msgspec.UnsetType = msgspec.UNSET

    @property
    def cost(self) -> Cost:
        """Seconds and tokens spent."""
        return Cost(self.seconds, self.tokens)

    def __bool__(self) -> bool:
        """Refused: `if verdict` would read undecided as a pass. Ask `verdict.passed is True`."""
        raise TypeError("a Verdict has no truth value; use verdict.passed, which may be None")


def decided(
    kind: str,
    passed: bool,
    why: str,
    score: float | None = None,
    evidence: tuple[Span, ...] = (),
    *,
    version: str = "1",
    mode: str = "standard",
    definitions: tuple[str, ...] = (),
    parts: tuple[Verdict, ...] = (),
    comparison: Comparison | msgspec.UnsetType = msgspec.UNSET,
) -> Verdict:
    """A pass or a fail. `score` defaults to 1.0 or 0.0.

    Raises ValueError for a score that is not finite, not in [0, 1], or 1.0 on a fail, or
    below 1.0 on a pass: the two must tell the same story.
    """
    if score is None:
        score = 1.0 if passed else 0.0
    elif not 0.0 <= score <= 1.0 or (score == 1.0) is not passed:  # NaN is in no range
        raise ValueError(f"score {score!r} does not fit passed={passed}")
    return Verdict(
        kind,
        "pass" if passed else "fail",
        passed,
        score,
        why,
        evidence,
        0.0,
        0,
        version,
        mode,
        definitions,
        parts,
        comparison,
    )


def undecided(
    kind: str,
    why: str,
    *,
    version: str = "1",
    mode: str = "standard",
    definitions: tuple[str, ...] = (),
    parts: tuple[Verdict, ...] = (),
    comparison: Comparison | msgspec.UnsetType = msgspec.UNSET,
) -> Verdict:
    """The check cannot tell; `why` says what is missing."""
    return Verdict(
        kind,
        "undecided",
        None,
        None,
        why,
        version=version,
        mode=mode,
        definitions=definitions,
        parts=parts,
        comparison=comparison,
    )


def error(
    kind: str,
    why: str,
    *,
    version: str = "1",
    mode: str = "standard",
    parts: tuple[Verdict, ...] = (),
    seconds: float = 0.0,
) -> Verdict:
    """The check broke; `why` says how."""
    return Verdict(
        kind, "error", None, None, why, version=version, mode=mode, parts=parts, seconds=seconds
    )
