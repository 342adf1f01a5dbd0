"""Free constants by other names: x**2 + C and x**2 + K, c_1 e**x + c_2 e**-x and its twin in C.

Only the names that such constants bear are renamed (c, C, k, K, with or without an index), and
only where each stands in both sides as a term or as a plain coefficient. A coefficient without an
index keeps its letter up to case, as k x and c x may be a spring and a wave; so do plain c and k.
"""

from __future__ import annotations

import re
from itertools import permutations

from assay.answers.equality.building import parts, substituted
from assay.answers.equality.constants import same_up_to_constant
from assay.answers.equality.profiles import profile
from assay.answers.outcome import Outcome
from assay.answers.trees import Add, Mul, Node, Sym

__all__ = ["is_free_constant", "same_with_other_constants"]

_NAME = re.compile(r"[cCkK](?:_\d)?")
_MOST = 3


def is_free_constant(name: str) -> bool:
    return _NAME.fullmatch(name) is not None


def same_with_other_constants(one: Node, other: Node) -> Outcome | None:
    """Equal where some renaming of the free constants of `other` makes it `one`; else None."""
    from assay.answers.equality.scalars import same_function

    first, second = profile(one).symbols, profile(other).symbols
    mine = sorted(filter(is_free_constant, first))
    theirs = sorted(filter(is_free_constant, second))
    if not len(mine) == len(theirs) <= _MOST or first - set(mine) != second - set(theirs):
        return None
    if len(first) == len(mine):
        return None
    if not all(_is_coefficient(one, name) for name in mine):
        return None
    if not all(_is_coefficient(other, name) for name in theirs):
        return None
    for order in permutations(mine):
        pairs = list(zip(theirs, order, strict=True))
        if all(old == new for old, new in pairs) or not all(
            _may_be_called(one, new, other, old) for old, new in pairs
        ):
            continue
        renamed = substituted(other, {old: Sym(new) for old, new in pairs})
        same = same_function(one, renamed)
        if (same is not None and same.equal) or same_up_to_constant(one, renamed, frozenset(mine)):
            return Outcome(True, "points", "with free constants of other names")
    return None


def _may_be_called(one: Node, new: str, other: Node, old: str) -> bool:
    if ("_" in old and "_" in new) or old.casefold() == new.casefold():
        return True
    plain = {old, new} == {"c", "k"}
    return not plain and _is_term(one, new) and _is_term(other, old)


def _is_term(node: Node, name: str) -> bool:
    return isinstance(node, Add) and Sym(name) in node.terms


def _is_coefficient(node: Node, name: str) -> bool:
    """Whether the letter stands under sums and products only."""
    if name not in profile(node).symbols:
        return True
    if isinstance(node, (Add, Mul)):
        return all(_is_coefficient(part, name) for part in parts(node))
    return isinstance(node, Sym)
