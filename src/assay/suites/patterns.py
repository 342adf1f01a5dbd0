"""Arguments that a suite's checker takes as regular expressions: keywords, markers, phrases.

Upstream hands them to `re` as they are, so that one may take exponential time. Here it is asked
beforehand how long it may take in this text; where that is too long there is no verdict.
"""

from __future__ import annotations

import re

from assay.suites import UpstreamRaises

__all__ = ["compiled"]

_QUANTIFIED = re.compile(r"(\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|.)(?:[*+]|\{\d*,?\d*\})", re.DOTALL)
_QUANTIFIERS = frozenset("*+{")
_OPTIONAL = 10
_STEPS = 50_000_000


def compiled(pattern: str, text: str, flags: int = 0, starts: int = -1) -> re.Pattern[str]:
    """The pattern, if it can be searched for in the text in good time.

    `starts` says at how many places it may begin, where that is known: anywhere, otherwise.

    Raises re.error where it is none, as upstream does, and UpstreamRaises where it may take too
    long: a repeated group, or so many repetitions of what the text has long runs of.
    """
    made = re.compile(pattern, flags)
    if pattern.count("?") > _OPTIONAL:
        raise _too_long(pattern)
    if _QUANTIFIERS.isdisjoint(pattern):
        return made
    steps = 1 + (len(text) if starts < 0 else starts)
    for match in _QUANTIFIED.finditer(pattern):
        if match[1] == ")":
            raise _too_long(pattern)
        steps *= _longest(match[1], text, flags) + 1
    if steps > _STEPS:
        raise _too_long(pattern)
    return made


def _longest(atom: str, text: str, flags: int) -> int:
    """How often the atom may match on end, at most."""
    if atom == ".":
        return max(map(len, text.split("\n")))
    if len(atom) > 1:
        return len(text)
    runs = re.findall(f"{re.escape(atom)}+", text, flags & re.IGNORECASE)
    return max(map(len, runs), default=0)


def _too_long(pattern: str) -> UpstreamRaises:
    return UpstreamRaises(f"{pattern!r:.60} as a regular expression may take too long")
