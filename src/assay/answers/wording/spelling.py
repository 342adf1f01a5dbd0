"""Words that are one word but for a slip of the pen, or for an ending.

One letter more, less, different or exchanged is a slip in a word of six letters or more, two in
one of ten or more; the first letter must stand. Two words are related when they share a stem
of five letters or more and differ in short endings ("sharecropping", "sharecroppers").
"""

from __future__ import annotations

__all__ = ["near", "related"]

_ENDINGS = frozenset(
    "s es d ed r er ers ing ings ion ions ation ations ational al ally ic ics ical ically ly n an"
    " ian ans ish ist ists ism ity ities ment ments or ors y ies ied ive ative ous e t ant ent"
    " ance ence ancy ency ary ory ure able ible a ae ia us um i is ise ize ized izing ship hood"
    " ness ful less eer ese ite ric rics ry ries ial te tic tics tion tional tive per pers ping"
    "".split()
) | {""}

_STEM = 5
_OVERLAP = 2
"""Letters that two endings may begin alike: "ic" and "ism"."""


def near(one: str, other: str) -> bool:
    """Whether two words differ by a slip."""
    if one == other:
        return True
    short = min(len(one), len(other))
    if short < 6 or one[0] != other[0] or not (one.isalpha() and other.isalpha()):
        return False
    return _within(one, other, 2 if short >= 10 else 1)


def related(one: str, other: str) -> bool:
    """Whether two words have a stem in common and differ in endings only."""
    shared = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        shared += 1
    return any(
        one[cut:] in _ENDINGS and other[cut:] in _ENDINGS
        for cut in range(shared, max(_STEM, shared - _OVERLAP) - 1, -1)
    )


def _within(one: str, other: str, most: int) -> bool:
    """Whether `most` edits turn one into the other; neighbours exchanged are one edit."""
    while one and other and one[0] == other[0]:
        one, other = one[1:], other[1:]
    while one and other and one[-1] == other[-1]:
        one, other = one[:-1], other[:-1]
    if max(len(one), len(other)) <= most:
        return True
    if not most or abs(len(one) - len(other)) > most:
        return False
    if (
        one[:2] == other[1::-1]
        and len(one) > 1
        and len(other) > 1
        and _within(one[2:], other[2:], most - 1)
    ):
        return True
    return (
        _within(one[1:], other, most - 1)
        or _within(one, other[1:], most - 1)
        or _within(one[1:], other[1:], most - 1)
    )
