"""Words that say nothing new: one stretch over and over, or the question once more.

A loop is looked for only where no answer is stated: a right answer that is said too often is still
an answer.
"""

from __future__ import annotations

from assay.answers.extraction.found import Flag
from assay.answers.patterns import lazy

__all__ = ["chanted", "echo", "once", "repetition"]

_WHITE = lazy(r"\s+")
_HEADED = lazy(
    r"(?:the|my|answer|boxed|fbox|text|question|problem|prompt|task|q|is|user|human|问题|题目|[^\w]|_)*\Z"
)
_SEPARATORS = ",;&，、；"
_CLOSING = ".?!:。？！：*#\"'"
MIN_ROUNDS = 40
"""Rounds of a loop that is all there is: shorter ones may be a row of equal values."""


def repetition(text: str, start: int, end: int) -> Flag | None:
    """The end is one stretch over and over: at least three times, 160 characters in all."""
    period = _period(text, start, end)
    if not period:
        return None
    low = max(start, end - max(160, 3 * period))
    return Flag("repetition", f"it ends in a loop of {period} characters", low, end)


def once(text: str, start: int, end: int) -> int:
    """Where the first round of a loop at the end is over; `end` where there is no loop.

    What was stated before a loop is found from there: a search backwards has its limits.
    """
    period = _period(text, start, end)
    if not period:
        return end
    known, beyond = 2 * period, end - start + 1
    while beyond - known > 1:
        tried = (known + beyond) // 2
        low = end - tried
        if text[low : end - period] == text[low + period : end]:
            known = tried
        else:
            beyond = tried
    return end - known + period


def _period(text: str, start: int, end: int) -> int:
    """How long one round is; 0 where the end is no loop."""
    if end - start < 160:
        return 0
    needle = text[end - 24 : end]
    previous = text.rfind(needle, start, end - 1)
    if previous < 0:
        return 0
    period = end - 24 - previous
    low = max(start, end - max(160, 3 * period))
    looped = end - low >= 3 * period and text[low : end - period] == text[low + period : end]
    return period if looped else 0


def chanted(text: str, start: int, end: int) -> Flag | None:
    """All that is said is one word over and over; a list of equal members is none."""
    words = text[start:end].split() if end - start >= 2 * MIN_ROUNDS else []
    if len(words) < MIN_ROUNDS or len(set(words)) > 1 or words[0][-1] in _SEPARATORS:
        return None
    return Flag("repetition", f"it says {words[0][:40]!r} {len(words)} times", start, end)


def echo(text: str, start: int, end: int, question: str) -> Flag | None:
    """It says what the question says, and hardly anything else."""
    if not question or end - start > 3 * len(question) + 200:
        return None
    said, asked = _plain(text[start:end]), _plain(question)
    if len(asked) >= 4 and (said == asked or _around(said, asked) or _last_part(said, asked)):
        return Flag("echo", "it only repeats the question", start, end)
    return None


def _around(said: str, asked: str) -> bool:
    """Whether the question stands there with nothing but a heading."""
    at = said.find(asked) if len(said) <= len(asked) + 24 else -1
    return at >= 0 and _HEADED.match(said[:at] + said[at + len(asked) :]) is not None


def _last_part(said: str, asked: str) -> bool:
    """Whether it is the end of the question, or most of it; an option of a choice is neither."""
    if len(said) < 12 or said not in asked:
        return False
    return len(said) * (4 if asked.endswith(said) else 2) >= len(asked)


def _plain(text: str) -> str:
    return _WHITE.sub("", text).casefold().strip(_CLOSING)
