"""Whether demands can hold together, and which few of them cannot.

Each way to settle the choices is looked at on its own; there the forms are compared, and the
bounds on amounts are narrowed by the laws. `contradiction` is sound: what it says cannot be,
cannot. It is not complete: what it lets pass may be impossible all the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

import msgspec

from assay.demands.asked import Amount, Demands, Quantity, Units, both
from assay.demands.forms import clash, facts, shape
from assay.demands.laws import CAPITALS, WORDS, laws, units_of, unshared
from assay.demands.linear import Bounds, narrowed
from assay.demands.overlaps import Wording, least
from assay.demands.wordings import capitals, pieces

__all__ = ["bounds_of", "conflict", "contradiction", "ways"]

_WAYS = 512
"""Ways to settle the choices that are looked at; where there are more, nothing is said."""
_SIZE = 4
"""Subsets are looked at one by one up to this size; a larger one is whittled down."""
_INHERITED = {"words", "characters", "letter", "commas", "punctuation", "phrase", "numbers"}
_ONE = {"line": ("lines", ()), "item": ("lines", ()), "sentence": ("paragraphs", ("blank",)),
        "paragraph": ("paragraphs", ("blank",))}  # fmt: skip


_LETTERS = Quantity("characters", ("letters",))


def conflict(asked: Sequence[Demands | None]) -> tuple[int, ...]:
    """The places of a smallest subset that cannot hold together; none where none is known.

    None among the demands cannot be reasoned about and is in no conflict.
    """
    places = [n for n, one in enumerate(asked) if one is not None]
    if not contradiction([one for one in asked if one is not None]):
        return ()

    def fails(some: Sequence[int]) -> bool:
        return contradiction([one for n in some if (one := asked[n]) is not None])

    for size in range(1, min(_SIZE, len(places)) + 1):
        for some in combinations(places, size):
            if fails(some):
                return some
    for place in list(places):
        fewer = [n for n in places if n != place]
        if fails(fewer):
            places = fewer
    return tuple(places)


def contradiction(asked: Sequence[Demands]) -> bool:
    """Whether it is certain that no text meets all of the demands."""
    for found, way in enumerate(ways(both(asked))):
        if found >= _WAYS or bounds_of(way) is not None:
            return False
    return True


def ways(asked: Demands) -> Iterator[Demands]:
    """The demands with each choice settled, in every way that is no contradiction at once."""
    if not asked.choices:
        yield asked
        return
    first, *others = asked.choices
    rest = msgspec.structs.replace(asked, choices=tuple(others))
    for chosen in first:
        settled = both([rest, chosen])
        if bounds_of(msgspec.structs.replace(settled, choices=())) is not None:
            yield from ways(settled)


def bounds_of(way: Demands) -> dict[Quantity, Bounds] | None:
    """The bounds that demands without choices leave; None where they contradict each other."""
    if clash(way):
        return None
    amounts = [
        *way.amounts,
        *facts(way, [units_of(u.unit) for u in way.units]),
        *(Amount(units_of(u.unit), u.least or 1) for u in way.units if not u.apart),
    ]
    amounts += _spread(amounts, "upper" in way.cases)
    bounds: dict[Quantity, Bounds] = {}
    for quantity, low, high in amounts:
        bounds[quantity] = bounds.get(quantity, Bounds()).meet(low, high)
        if bounds[quantity].empty:
            return None
    for quantity, low in _in_all(bounds):
        bounds[quantity] = bounds[quantity].meet(low, None)
        if bounds[quantity].empty:
            return None
    named = [*bounds, *(a.quantity for u in way.units for a in u.asked.amounts)]
    if _barely_fenced(way):
        return None
    left = narrowed(bounds, [*laws(named, way.units), *shape(way)])
    if left is None or any(contradiction([_inside(way, u)]) for u in _merged(way.units)):
        return None
    return left


def _spread(amounts: Sequence[Amount], loud: bool) -> list[Amount]:
    """The words that wordings of several words need, two of which may share the outer one.

    Those of all of them that have no word in common, as they stand apart. Where all is `loud`, the
    words in capitals too.
    """
    found: list[Amount] = []
    for whole, counted in ((WORDS, pieces), *([(CAPITALS, capitals)] if loud else [])):
        more: dict[Quantity, int] = {}
        for quantity, low, _ in amounts:
            if quantity.what == "phrase" and low and quantity.of[0].isascii():
                inner = low * (counted(quantity.of[0]) - 1)
                more[quantity] = max(more.get(quantity, 0), inner)
        most = max([sum(more[q] for q in unshared(list(more))), *more.values()], default=0)
        found.append(Amount(whole, most + 1 if most > 0 else 0))
    return found


def _in_all(bounds: Mapping[Quantity, Bounds]) -> Iterator[tuple[Quantity, int]]:
    """How many of each capped letter the wordings and the sections' markers have together."""
    held: dict[Wording, int] = {}
    for q, bound in bounds.items():
        if q.what in ("phrase", "sections") and bound.low:
            one = Wording(q.of[0], bounded=q.what == "sections" or q.of[1] == "word")
            held[one] = max(held.get(one, 0), bound.low)
    for q, bound in bounds.items():
        letter = q.what == "letter" and q.of[0].isascii() and q.of[0].isalpha()
        if letter and bound.high is not None:
            yield q, least(held, q.of[0])


def _barely_fenced(way: Demands) -> bool:
    """Whether JSON in a block of code has a last line that is not as every line must be."""
    if not way.json or not any(a.quantity.what == "code_blocks" and a.min for a in way.amounts):
        return False
    none = Demands(amounts=(Amount(Quantity("words"), 0, 0), Amount(_LETTERS, 0, 0)))
    every = [unit for unit in _merged(way.units) if unit.unit == "line" and unit.least is None]
    return any(unit.asked.edges or contradiction([unit.asked, none]) for unit in every)


def _merged(units: Sequence[Units]) -> list[Units]:
    """What is asked of every unit of a name, at once; what is asked of some, each on its own."""
    every: dict[str, list[Demands]] = {}
    for unit in units:
        if unit.least is None:
            every.setdefault(unit.unit, []).append(unit.asked)
    merged = [Units(name, both(asked)) for name, asked in every.items()]
    return [
        *merged,
        *(
            Units(u.unit, both([u.asked, *every.get(u.unit, [])]), u.least)
            for u in units
            if u.least is not None
        ),
    ]


def _inside(way: Demands, units: Units) -> Demands:
    """What is asked of one unit: its own demands, and what the whole must not exceed."""
    if units.apart:
        return units.asked
    capped = _INHERITED - ({"numbers"} if units.unit == "word" else set())
    kept = [a for a in way.amounts if a.max is not None and a.quantity.what in capped]
    asked = tuple(Amount(a.quantity, 0, a.max) for a in kept)
    if units.unit in _ONE:
        asked += (Amount(Quantity(*_ONE[units.unit]), 0, 1),)
    cases = way.cases if units.asked.cases else ()
    return both([units.asked, Demands(amounts=asked, cases=cases)])
