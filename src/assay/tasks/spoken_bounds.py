"""Bounds as instructions say them: "at least five", "between 50 and 100", "no more than 3".

Read are the phrases of English instructions about counts; what is not read gives None, and the
caller says that it cannot check it.
"""

from __future__ import annotations

import re

__all__ = ["Bounds", "bounds_said"]

Bounds = dict[str, int]
"""`min`, `max` or both, inclusive."""

_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen twenty"
).split()
_TENS = {"thirty": 30, "forty": 40, "fifty": 50, "a hundred": 100, "one hundred": 100}
_VALUES = {word: n for n, word in enumerate(_WORDS)} | _TENS | {"a single": 1, "single": 1}
_NUMBER = rf"(\d[\d,]{{0,8}}|{'|'.join(sorted(_VALUES, key=len, reverse=True))})\b"
_AT_MOST = "(?:at most|up to|maximum (?:length |number )?of|limit(?:ed|ation)?(?: of| to))"
_RULES: tuple[tuple[str, str], ...] = (
    (rf"between {_NUMBER}(?: (?:and|to) |[-\u2013]){_NUMBER}", "range"),
    (rf"\b{_NUMBER}(?: to | ?[-\u2013] ?){_NUMBER}", "range"),
    (rf"(?:no|not) (?:fewer|less) than {_NUMBER}", "min"),
    (rf"(?:no|not) (?:be )?(?:more|longer|greater) than {_NUMBER}", "max"),
    (rf"(?:no|not) more than (?:a )?total of {_NUMBER}", "max"),
    (rf"exceed(?:ing)? (?:a total of )?{_NUMBER}", "max"),
    (rf"(?:at least|at minimum|minimum (?:length |number )?of|or more than) {_NUMBER}", "min"),
    (rf"{_AT_MOST} (?:a (?:maximum|total) of |no more than |at most )?{_NUMBER}", "max"),
    (rf"limit(?:ed|s)? (?:[\w']+ ){{1,4}}to {_NUMBER}", "max"),
    (rf"maximum(?: length)?(?: of|:)? {_NUMBER}", "max"),
    (rf"(?:fewer|less|under) (?:than )?{_NUMBER}", "below"),
    (rf"(?:more|longer) than {_NUMBER}|over {_NUMBER}", "above"),
    (rf"{_NUMBER} (?:\w+ )?or (?:more|longer)", "min"),
    (rf"{_NUMBER} (?:\w+ )?or (?:fewer|less)", "max"),
    (rf"(?:exactly|precisely|only|strictly) (?:containing )?(?:exactly )?{_NUMBER}", "exact"),
)  # fmt: skip
_COMPILED = tuple((re.compile(pattern, re.IGNORECASE), sense) for pattern, sense in _RULES)
_LONGEST = 2000


def bounds_said(text: str) -> Bounds | None:
    """The bounds that a sentence sets; None where it sets none that is understood."""
    text = " ".join(text[:_LONGEST].split())
    for pattern, sense in _COMPILED:
        found = pattern.search(text)
        if found is not None:
            return _bounds(sense, [_value(group) for group in found.groups() if group])
    return None


def _bounds(sense: str, numbers: list[int]) -> Bounds | None:
    first = numbers[0]
    if sense == "range":
        return {"min": first, "max": numbers[1]} if first <= numbers[1] else None
    made = {
        "min": {"min": first},
        "max": {"max": first},
        "exact": {"min": first, "max": first},
        "above": {"min": first + 1},
        "below": {"max": first - 1},
    }[sense]
    return made if min(made.values()) >= 0 else None


def _value(said: str) -> int:
    known = _VALUES.get(said.lower())
    return int(said.replace(",", "")) if known is None else known
