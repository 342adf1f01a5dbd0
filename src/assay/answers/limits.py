"""How much of anything an answer may hold: guards that come before any operation.

Nothing here needs a clock. Text is cut off before it is read, trees are refused before they are
built too deep, and a power, factorial or binomial is estimated before it is computed. What is
beyond a limit is undecided, with the limit in the reason, and never wrong for want of time.
"""

from __future__ import annotations

__all__ = [
    "MAX_BITS",
    "MAX_CHARS",
    "MAX_DEPTH",
    "MAX_DIGITS",
    "MAX_ITEMS",
    "MAX_NODES",
    "MAX_READINGS",
    "TooMuch",
]

MAX_CHARS = 4_000
"""Characters of one final answer; what is longer is no final answer."""

MAX_NODES = 1_500
"""Nodes of one expression tree."""

MAX_DEPTH = 60
"""Nesting of brackets, fractions, roots and powers."""

MAX_ITEMS = 256
"""Elements of a list, entries of a matrix, parts of a union."""

MAX_DIGITS = 1_000
"""Digits of one numeral as it is written."""

MAX_BITS = 20_000
"""Bits of an exact number that a computation may produce; beyond it, arithmetic modulo primes."""

MAX_READINGS = 4
"""Readings kept of an ambiguous answer: (0, 1) is a point and an interval."""


class TooMuch(Exception):
    """An answer is beyond one of the limits; the message says which, and how far."""
