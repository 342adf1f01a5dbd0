"""The shape of a language's phrases: for a kind, what says it and which parameters that covers.

A phrase must say all that its check asks. So each entry names the parameters it speaks of, and a
check with any other one set is not said by it at all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

import msgspec

from assay.check import Check

__all__ = [
    "Bounds",
    "Frames",
    "Phrases",
    "Say",
    "Table",
    "bounds_of",
    "covers",
    "listed",
    "said_by",
    "templates",
]

Say: TypeAlias = Callable[[Any], Sequence[str]]
Frames: TypeAlias = Mapping[str, Callable[[Any, Sequence[str]], str]]
"""For a kind over others, what makes one text of its parts' phrasings; empty where it cannot."""


class Phrases(NamedTuple):
    """What says a kind: the phrasings of a check, and the parameters that they speak of.

    `none` says whether a bound of 0 is among what they can say.
    """

    say: Say
    of: frozenset[str]
    none: bool = False


Table: TypeAlias = Mapping[str, Phrases]


class Bounds(NamedTuple):
    """The four ways to bound a count, as templates of one language.

    `n` is the bound, `a` and `b` the two ends of a range, `unit` the noun in the number that goes
    with the count before it.
    """

    least: str
    most: str
    exact: str
    range: str
    few: Callable[[int], bool] = lambda n: n == 1

    def said(self, low: int | None, high: int | None, one: str, many: str) -> str:
        """The bounds with the noun, such as `at least 3 words`."""
        last = low if high is None else high
        assert last is not None
        unit = one if self.few(last) else many
        if low is None:
            return self.most.format(n=high, unit=unit)
        if high is None:
            return self.least.format(n=low, unit=unit)
        if low == high:
            return self.exact.format(n=low, unit=unit)
        return self.range.format(a=low, b=high, unit=unit)


def bounds_of(check: Any) -> tuple[int | None, int | None]:
    """A check's `min` and `max`."""
    return check.min, check.max


def covers(*names: str) -> frozenset[str]:
    """The parameters that a phrase speaks of."""
    return frozenset(names)


def templates(*texts: str, of: Sequence[str] = ()) -> Phrases:
    """Phrases that are templates over the check, named `c` in them."""

    def say(check: Any) -> Sequence[str]:
        return [text.format(c=check) for text in texts]

    return Phrases(say, frozenset(of))


def listed(items: Sequence[str], comma: str, last: str) -> str:
    """The items as a list in running text, such as `a, b and c`."""
    if len(items) < 2:
        return "".join(items)
    return f"{comma.join(items[:-1])}{last}{items[-1]}"


def said_by(table: Table, check: Check) -> tuple[str, ...]:
    """The phrasings that a table has for a check; none where it would leave something out."""
    found = table.get(check.kind)
    if found is None or not _set(check) <= found.of:
        return ()
    if getattr(check, "max", None) == 0 and not found.none:
        return ()
    return tuple(found.say(check))


def _set(check: Check) -> set[str]:
    """The parameters that are set to something else than their default, the rule mode apart."""
    fields = msgspec.structs.fields(check)
    return {f.name for f in fields if getattr(check, f.name) != f.default} - {"mode"}
