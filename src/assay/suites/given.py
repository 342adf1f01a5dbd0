"""What a suite's checker does with the arguments it is given, and with those it is not given.

The public checkers draw a missing argument at random, and die of one of the wrong type. What
follows whatever is drawn is a verdict; what hangs on the draw is none, nor is a death, so that
both raise `UpstreamRaises` here.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Mapping, Sequence
from functools import wraps
from typing import Any, cast

from assay.response import Response
from assay.suites import Rule, UpstreamRaises

__all__ = ["agreed", "drawn", "first_text", "letters", "numbers", "raising", "relations", "text"]

_DEADLY = (
    AttributeError,
    IndexError,
    KeyError,
    OverflowError,
    RecursionError,
    TypeError,
    ValueError,
    re.error,
)


def raising(rules: Mapping[str, Rule]) -> dict[str, Rule]:
    """The rules, with what they die of told as `UpstreamRaises`."""
    return {identity: _told(rule) for identity, rule in rules.items()}


def _told(rule: Rule) -> Rule:
    @wraps(rule)
    def told(response: Response, given: Mapping[str, Any]) -> bool:
        try:
            return bool(rule(response, given))
        except _DEADLY as fault:
            raise UpstreamRaises(f"{type(fault).__name__}: {fault}") from None

    return told


def drawn(name: str) -> UpstreamRaises:
    """What to raise where the verdict hangs on what upstream draws for the argument `name`."""
    return UpstreamRaises(f"{name} is missing or of no use, so that one is drawn at random")


def agreed(name: str, verdicts: Iterable[bool]) -> bool:
    """The verdict that holds whatever is drawn for the argument `name`."""
    found = set(verdicts)
    if len(found) != 1:
        raise drawn(name)
    return found.pop()


def text(given: Mapping[str, Any], name: str) -> str:
    """A text without the white space around it."""
    value = given.get(name)
    if not value:
        raise drawn(name)
    return cast("str", value.strip())


def first_text(given: Mapping[str, Any], name: str) -> str:
    """A text, or the first of a list of them."""
    value = given.get(name)
    return text(given if not value or isinstance(value, str) else {name: value[0]}, name)


def numbers(
    given: Mapping[str, Any], name: str, draws: Sequence[int] = (2, 3), zero: bool = False
) -> Sequence[int]:
    """The number given, or those that may be drawn: for none, and for 0 or where `zero`, below."""
    value = given.get(name)
    use = value is not None and value >= 0 if zero else value
    return (cast("int", value),) if use else draws


def relations(given: Mapping[str, Any], name: str, known: tuple[str, str]) -> Sequence[str]:
    """The relation given, one of the two that the suite knows, or both where it is drawn."""
    value = given.get(name)
    if value is None:
        return known
    if value not in known:
        raise ValueError(f"{name} must be one of {known}")
    return (cast("str", value),)


def letters(given: Mapping[str, Any], name: str) -> str:
    """The letter given, in lower case, or all of a to z where it is none of them."""
    value = given.get(name)
    if not value or len(value) > 1 or not 97 <= ord(value.lower()) <= 122:
        return string.ascii_lowercase
    return cast("str", value.lower())
