"""What another harness decided about an answer, brought to a verdict where it is a yes or a no.

    true, 1, "C", "pass"       pass
    false, 0, "I", "N", "fail" fail (inspect counts N, no answer, as 0)
    a number between           fail, with that score; so is "P", inspect's half
    null, NaN                  undecided: the scorer gave no score
    anything else              no verdict: a number above 1, a list

A verdict of ours that came along (in the metadata of `assay_answer`'s score) is told as it was.
"""

from __future__ import annotations

from math import isfinite, isnan
from typing import Any, NamedTuple

from assay.verdict import Status, Verdict

__all__ = ["Decision", "decision", "finite", "verdict_of"]

_WORDS: dict[str, float] = {
    "c": 1.0, "i": 0.0, "p": 0.5, "n": 0.0,
    "pass": 1.0, "passed": 1.0, "fail": 0.0, "failed": 0.0,
    "correct": 1.0, "incorrect": 0.0, "yes": 1.0, "no": 0.0, "true": 1.0, "false": 0.0,
}  # fmt: skip


class Decision(NamedTuple):
    """A decision that was recorded, and who made it: `match`, `exact_match,strict-match`."""

    status: Status
    score: float | None
    by: str
    said: str

    @property
    def passed(self) -> bool | None:
        """None where it could not be told."""
        return {"pass": True, "fail": False}.get(self.status)


def decision(value: object, by: str, ours: object = None) -> Decision | None:
    """The decision that a recorded value is; None where it is none. `ours` is a status that our
    own adapter left beside it."""
    said = f"recorded by {by}: {_shown(value)}"
    if ours in ("undecided", "error"):
        return Decision("undecided" if ours == "undecided" else "error", None, by, said)
    score = _score(value)
    if value is None or (isinstance(value, float) and isnan(value)):
        return Decision("undecided", None, by, said)
    if score is None or not 0 <= score <= 1:
        return None
    return Decision("pass" if score == 1 else "fail", score, by, said)


def verdict_of(made: Decision, kind: str) -> Verdict:
    """The decision as a verdict of a check of that kind, so that the two can be compared."""
    return Verdict(kind, made.status, made.passed, made.score, made.said, version="recorded")


def finite(value: Any) -> Any:
    """A recorded value as JSON can hold it: null in the place of NaN and the infinities."""
    if isinstance(value, float) and not isfinite(value):
        return None
    if isinstance(value, list):
        return [finite(item) for item in value]  # pyright: ignore[reportUnknownVariableType]
    if isinstance(value, dict):
        return {str(name): finite(item) for name, item in value.items()}  # pyright: ignore
    return value


def _score(value: object) -> float | None:
    if isinstance(value, bool | int | float):
        return float(value) if abs(value) <= 1 else None
    return _WORDS.get(value.strip().lower()) if isinstance(value, str) else None


def _shown(value: object) -> str:
    return value if isinstance(value, str) and len(value) <= 40 else f"{finite(value)!r:.60}"
