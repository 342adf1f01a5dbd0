"""What a comparison found: equal, different, or that it cannot tell, at which stage, and why."""

from __future__ import annotations

from typing import Literal, TypeAlias

import msgspec

__all__ = ["Outcome", "Stage"]

Stage: TypeAlias = Literal["string", "exact", "modular", "points", "structure", "symbolic", "none"]
"""In the order they are asked: one normal form; exact rational arithmetic; polynomial identity
modulo primes; values at random points in high precision; the shape alone (other type, other
length, other brackets); a computer algebra system; `none` where nothing could decide."""


class Outcome(msgspec.Struct, frozen=True, gc=False):
    """`equal` is None where it is undecided; `why` is one clause, without a full stop, such as
    "upper bound open, expected closed"; empty where the two are plainly equal."""

    equal: bool | None
    stage: Stage
    why: str = ""
