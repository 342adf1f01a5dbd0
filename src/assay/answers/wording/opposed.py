"""Words that look like a slip of one another and mean something else: nitrite and nitrate.

A short table of endings and stems that differ on purpose, and of names that only begin alike.
"""

from __future__ import annotations

from functools import lru_cache

__all__ = ["CLOCK_AND_ERA", "opposed", "other_half"]

_PAIRS = (
    ("ite", "ate"), ("ide", "ate"), ("ide", "ite"), ("endo", "exo"), ("ctit", "gmit"),
    ("hyper", "hypo"), ("inter", "intra"), ("macro", "micro"), ("mitos", "meios"),
)  # fmt: skip
_APART = (
    ("dominica", "dominican"), ("niger", "nigeria"), ("austria", "australia"),
    ("slovakia", "slovenia"), ("mauritius", "mauritania"), ("austrian", "australian"),
)  # fmt: skip
_KNOWN = frozenset(frozenset(pair) for pair in _APART)
_HALVES = {"bc": "ad ce", "bce": "ad ce", "ad": "bc bce", "ce": "bc bce", "am": "pm", "pm": "am"}
CLOCK_AND_ERA = frozenset(_HALVES)
_OPPOSITES = (
    "left right", "north south", "east west", "northern southern", "eastern western",
    "upper lower", "inner outer", "male female", "positive negative", "anterior posterior",
    "father son mother daughter", "brother sister", "husband wife", "king queen",
    "prince princess", "uncle aunt nephew niece", "increase decrease", "increased decreased",
    "maximum minimum", "highest lowest", "largest smallest", "longest shortest", "winter summer",
    "morning evening", "artery vein", "proton neutron electron", "convex concave", "odd even",
    "buy sell", "import export", "clockwise anticlockwise counterclockwise",
)  # fmt: skip
for _group in map(str.split, _OPPOSITES):
    _HALVES.update({word: " ".join({*_group} - {word}) for word in _group})


@lru_cache(maxsize=4_096)
def opposed(one: str, other: str) -> bool:
    """Whether two words that resemble each other are known to differ."""
    if frozenset((one, other)) in _KNOWN:
        return True
    return any(
        one.replace(a, b, 1) == other or one.replace(b, a, 1) == other
        for a, b in _PAIRS
        if (a in one and b in other) or (b in one and a in other)
    )


def other_half(form: str) -> frozenset[str]:
    """The words for the other era, half of the day, side, sex or direction."""
    return frozenset(_HALVES.get(form, "").split())
