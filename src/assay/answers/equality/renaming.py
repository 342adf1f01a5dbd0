"""The same expression in other letters: consistent renaming, where the policy allows it."""

from __future__ import annotations

from itertools import permutations

import msgspec

from assay.answers.equality.building import substituted
from assay.answers.equality.profiles import profile
from assay.answers.outcome import Outcome
from assay.answers.policy import Policy
from assay.answers.trees import Node, Sym

__all__ = ["same_renamed"]

_LETTERS = 3


def same_renamed(one: Node, other: Node, policy: Policy) -> Outcome | None:
    """Equal where some renaming of the letters of `other` makes it `one`; else None."""
    from assay.answers.equality.scalars import same_scalar

    mine, theirs = sorted(profile(one).symbols), sorted(profile(other).symbols)
    if len(mine) != len(theirs) or len(mine) > _LETTERS:
        return None
    plain = msgspec.structs.replace(policy, rename=False, symbolic=False)
    for order in permutations(mine):
        letters: dict[str, Node] = {old: Sym(new) for old, new in zip(theirs, order, strict=True)}
        if same_scalar(one, substituted(other, letters), plain).equal:
            return Outcome(True, "points", "in other letters")
    return None
