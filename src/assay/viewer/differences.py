"""What two runs' difference is worth: as `assay compare` says it, from the columns."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from typing import Any

from assay.evaluate.compare.items import within, worth_of
from assay.evaluate.compare.pairing import Item
from assay.viewer.columns import STATUSES, Columns
from assay.viewer.following import Followed

__all__ = ["compared"]

_PASS, _FAIL = STATUSES.index("pass"), STATUSES.index("fail")
_ALPHA = 0.05


def compared(a: Followed, b: Followed) -> dict[str, Any]:
    """The difference of accuracies with its interval, and its test; by the runs' own verdicts
    under the name "", and by each later scoring that both have."""
    names = ["", *(name for name in a.columns.scored if name in b.columns.scored)]
    return {name: _judged(a.columns, b.columns, name) for name in names}


def _judged(one: Columns, other: Columns, name: str) -> dict[str, Any]:
    items: dict[int, Item] = {}
    for number, prompt, pair in _pairs(one, other, name):
        # Samples of one prompt hang together: it is what tells items apart.
        items.setdefault(number, Item(str(prompt), {}, [])).pairs.append(pair)
    found = within(list(items.values()), worth_of("accuracy"), _ALPHA, single=True)
    return {
        "items": len(items),
        "pairs": found.pairs,
        "difference": found.difference,
        "test": found.test,
    }


def _pairs(one: Columns, other: Columns, name: str) -> Iterator[tuple[int, int, tuple[bool, bool]]]:
    """Attempts of both runs that were asked the same and are decided, with their sample and its
    prompt."""
    here, there = _statuses(one, name), _statuses(other, name)
    for key, row in list(one.rows.items()):
        place = other.rows.get(key)
        if place is None or one.cluster[row] != other.cluster[place]:
            continue
        statuses = here[row], there[place]
        if all(status in (_PASS, _FAIL) for status in statuses):
            yield key[0], one.cluster[row], (statuses[0] == _PASS, statuses[1] == _PASS)


def _statuses(columns: Columns, name: str) -> array[int]:
    return columns.scored[name].status if name else columns.status
