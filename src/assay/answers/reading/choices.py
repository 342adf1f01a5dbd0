"""Forks of reading: where one notation has two meanings, each reading takes one way at each.

The first pass takes the likelier way everywhere and notes which forks it met; a further pass for
each of them takes the other way there. Two forks give three readings, not four: answers that
differ from the likely reading in two places at once are not worth their time.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

__all__ = ["Choices", "Fork", "Unreadable"]

Fork: TypeAlias = Literal["pair", "unit", "signs", "log", "slash", "word", "imaginary", "product"]
"""`pair`: (0, 1) a point or an interval. `unit`: `5 m` a length or a product. `signs`: a ± b two
values or an expression. `log`: natural or to base 10. `slash`: a/bc is (a/b)c or a/(bc). `word`:
letters a word or a product. `imaginary`: j a variable or the unit. `product`: (2)(3) a list of
numbered statements or a product."""


class Unreadable(Exception):
    """These tokens are no such thing; another reading may be."""


class Choices:
    """Which way to take at each fork, and which forks were met."""

    __slots__ = ("met", "taken")

    def __init__(self, taken: Fork | None = None) -> None:
        self.taken = taken
        self.met: list[Fork] = []

    def other(self, fork: Fork) -> bool:
        """Whether to take the less likely way at `fork`."""
        if fork not in self.met:
            self.met.append(fork)
        return fork == self.taken
