"""Attempts of both sides, paired by item and attempt; what has no counterpart is named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import msgspec

from assay.evaluate.compare.sides import Attempt, Side

__all__ = ["Flip", "Item", "Paired", "Unpaired", "paired"]


class Flip(msgspec.Struct, frozen=True, kw_only=True):
    """An attempt that passes on one side only. `gained` where it is the second."""

    id: str
    attempt: int
    gained: bool
    why_a: str
    why_b: str
    meta: Mapping[str, Any] = {}


class Unpaired(msgspec.Struct, frozen=True, kw_only=True):
    """An attempt that is not compared: the reason, one of a few, and what more there is to say."""

    id: str
    attempt: int
    reason: str
    detail: str = ""


class Item(NamedTuple):
    """A sample with the attempts that are decided on both sides: whether each passes on A, on B.

    `asked` is a digest of its prompt, empty where that is not known.
    """

    id: str
    meta: Mapping[str, Any]
    pairs: list[tuple[bool, bool]]
    asked: bytes = b""


class Paired(NamedTuple):
    """What can be compared, and what cannot."""

    items: list[Item]
    flips: list[Flip]
    unpaired: list[Unpaired]

    @property
    def reasons(self) -> dict[str, int]:
        """How many attempts are left out for which reason."""
        return dict(sorted(Counter(one.reason for one in self.unpaired).items()))


def paired(a: Side, b: Side) -> Paired:
    """Pairs two sides, in the order of the first.

    A pair is compared where both were asked the same and both are decided.
    """
    items: dict[str, Item] = {}
    flips: list[Flip] = []
    unpaired = [
        Unpaired(id=name, attempt=attempt, reason=f"comes again in {side}")
        for side, twice in (("A", a.twice), ("B", b.twice))
        for name, attempt in twice
    ]
    for key, one in a.attempts.items():
        other = b.attempts.get(key)
        left_out = ("only in A", "") if other is None else _undecided(one, other)
        if other is None or left_out is not None:
            reason, detail = left_out or ("", "")
            unpaired.append(Unpaired(id=key[0], attempt=key[1], reason=reason, detail=detail))
            continue
        pair = one.passed is True, other.passed is True
        item = Item(key[0], one.meta, [], one.asked or other.asked)
        items.setdefault(key[0], item).pairs.append(pair)
        flips += _flip(key, one, other)
    for name, attempt in b.attempts.keys() - a.attempts.keys():
        unpaired.append(Unpaired(id=name, attempt=attempt, reason="only in B"))
    unpaired.sort(key=lambda one: (one.reason, one.id, one.attempt))
    return Paired(list(items.values()), flips, unpaired)


def _undecided(one: Attempt, other: Attempt) -> tuple[str, str] | None:
    """Why two attempts cannot be compared."""
    if one.asked and other.asked and one.asked != other.asked:
        return "asked otherwise", "the prompts are not the same"
    for side, attempt in (("A", one), ("B", other)):
        if attempt.fault:
            return f"no response in {side}", attempt.fault
    for side, attempt in (("A", one), ("B", other)):
        if attempt.passed is None:
            return f"undecided in {side}", attempt.why
    return None


def _flip(key: tuple[str, int], one: Attempt, other: Attempt) -> Iterator[Flip]:
    if one.passed is not other.passed:
        yield Flip(
            id=key[0],
            attempt=key[1],
            gained=other.passed is True,
            why_a=one.why,
            why_b=other.why,
            meta=one.meta,
        )
