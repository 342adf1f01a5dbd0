"""Middle names that tell two persons apart: George W. Bush is not George H. W. Bush.

What stands on one side only is optional. Where both sides have middle names and one of them writes
initials, the shorter row must be the beginning of the longer, each name by its first letter.
"""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["middles_agree"]


def middles_agree(given: Sequence[str], names: Sequence[str]) -> bool:
    """Whether two rows of folded given names, the first name included, can be one person's."""
    if len(given) < 2 or len(names) < 2 or given[0][0] != names[0][0]:
        return True
    ours, theirs = given[1:], names[1:]
    if all(len(name) > 1 for name in (*ours, *theirs)):
        return True
    short, long = (ours, theirs) if len(ours) <= len(theirs) else (theirs, ours)
    return all(one[0] == other[0] for one, other in zip(short, long, strict=False)) and (
        len(short) == len(long) or any(len(name) == 1 for name in short)
    )
