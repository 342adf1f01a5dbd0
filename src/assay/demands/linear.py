"""Bounds on whole numbers, narrowed by linear inequalities until nothing moves."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Generic, NamedTuple, TypeVar

__all__ = ["Bounds", "Inequality", "narrowed"]

Name = TypeVar("Name", bound=Hashable)
_ROUNDS = 40


class Bounds(NamedTuple):
    """From `low` to `high`, both inclusive; None is no upper bound."""

    low: int = 0
    high: int | None = None

    @property
    def empty(self) -> bool:
        """Whether no number lies between."""
        return self.high is not None and self.low > self.high

    def meet(self, low: int, high: int | None) -> Bounds:
        """What both allow."""
        highs = [h for h in (self.high, high) if h is not None]
        return Bounds(max(self.low, low), min(highs) if highs else None)


class Inequality(NamedTuple, Generic[Name]):
    """The sum of factor times number is at least `least`."""

    terms: tuple[tuple[Name, int], ...]
    least: int = 0


def narrowed(
    given: Mapping[Name, Bounds], laws: Sequence[Inequality[Name]]
) -> dict[Name, Bounds] | None:
    """The bounds that the laws leave; None where they leave nothing.

    Sound, and complete for one inequality at a time; several together are narrowed in turn.
    """
    now = dict(given)
    for _ in range(_ROUNDS):
        moved = False
        for law in laws:
            for place, (name, factor) in enumerate(law.terms):
                best = _others(now, law, place)
                if best is None:
                    continue
                old = now.get(name, Bounds())
                rest = law.least - best
                # Ceiling for a positive factor, floor for a negative one.
                new = (
                    old.meet(-(-rest // factor), None)
                    if factor > 0
                    else old.meet(0, rest // factor)
                )
                if new != old:
                    now[name], moved = new, True
                if new.empty:
                    return None
        if not moved:
            break
    return None if any(bounds.empty for bounds in now.values()) else now


def _others(now: Mapping[Name, Bounds], law: Inequality[Name], but: int) -> int | None:
    """The most that all terms but one can add up to; None where there is no limit."""
    total = 0
    for place, (name, factor) in enumerate(law.terms):
        if place == but:
            continue
        bounds = now.get(name, Bounds())
        if factor > 0:
            if bounds.high is None:
                return None
            total += factor * bounds.high
        else:
            total += factor * bounds.low
    return total
