"""The comparison as a whole: difference, test, flips, slices, and what could have been seen."""

from __future__ import annotations

import os
from collections.abc import Sequence
from math import ceil
from typing import TypeAlias

import msgspec

from assay.errors import BadParameter, did_you_mean
from assay.evaluate.compare.difference import Difference, detectable, wanted
from assay.evaluate.compare.items import Compared, Worth, mean_square, within, worth_of
from assay.evaluate.compare.pairing import Flip, Item, Paired, Unpaired, paired
from assay.evaluate.compare.sides import Side, read_side
from assay.evaluate.compare.significance import Test, holm
from assay.evaluate.metrics.confidence import field_of
from assay.sample import encode_json

__all__ = ["Comparison", "Slice", "compare"]

FilePath: TypeAlias = str | os.PathLike[str]
_MOST_SLICES = 1000
_LOOKED_AT = 100
_LEAST_ALPHA = 1e-12
"""Below it 1 - alpha has too few digits for a quantile."""
_ROUNDING = 1e-12
"""A fall by exactly what is allowed is no more than that."""


class Slice(msgspec.Struct, frozen=True, kw_only=True):
    """The items of one value of a field. `adjusted_p` is Holm's over all slices of all fields."""

    field: str
    value: str
    items: int
    pairs: int
    gained: int
    lost: int
    difference: Difference
    test: Test
    adjusted_p: float = 1.0


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """What changes from A to B, over the attempts that are decided on both.

    `items` are samples, of so many different `prompts`, `pairs` attempts; `gained` and `lost` count
    flips. `unpaired` counts what is left out by reason, `left_out` names it; `short` counts items
    with too few attempts for the metric. `detectable` is the least difference that a test at
    `alpha` finds in 80 % of such comparisons, `wanted` how many items would find the one seen; each
    None where none would.
    """

    a: str
    b: str
    metric: str
    alpha: float
    items: int
    prompts: int
    pairs: int
    short: int
    gained: int
    lost: int
    difference: Difference
    test: Test
    detectable: float | None
    wanted: int | None
    unpaired: dict[str, int]
    slices: list[Slice]
    notes: list[str]
    flips: list[Flip]
    left_out: list[Unpaired]

    @property
    def significant(self) -> bool:
        """Whether the test finds a difference, in either direction."""
        return self.test.p < self.alpha

    def regressed(self, over: float | None = None, *, significantly: bool = False) -> bool:
        """Whether B is worse than A: by more than `over` where given, and significantly where that
        is asked for."""
        value = self.difference.value
        if value is None or value >= 0:
            return False
        return -value - (over or 0.0) > _ROUNDING and (self.significant or not significantly)


def compare(
    a: FilePath,
    b: FilePath,
    *,
    metric: str = "accuracy",
    by: Sequence[str] = (),
    alpha: float = 0.05,
) -> Comparison:
    """Compares two run folders, scores in them (`RUN/scores/NAME.jsonl`) or verdict-row files.

    `metric` is `accuracy`, `pass@K` or `pass^K`; `by` names fields (`meta.level`) whose values make
    slices. The interval is of level 1 - `alpha`.

    Raises RunError or InputError for what cannot be read, BadParameter for an unknown metric, an
    alpha out of range, or a field that no item has or that makes more than a thousand slices.
    """
    if not _LEAST_ALPHA <= alpha < 1:
        raise BadParameter(
            f"expected a number from {_LEAST_ALPHA:g} to less than 1, got {alpha}", "alpha"
        )
    worth = worth_of(metric)
    sides = read_side(a), read_side(b)
    found = paired(*sides)
    whole = within(found.items, worth, alpha, single=metric == "accuracy")
    square = mean_square(whole.moved)
    return Comparison(
        a=sides[0].name,
        b=sides[1].name,
        metric=metric,
        alpha=alpha,
        items=whole.items,
        prompts=len(whole.moved),
        pairs=whole.pairs,
        short=len(found.items) - whole.items,
        gained=sum(flip.gained for flip in found.flips),
        lost=sum(not flip.gained for flip in found.flips),
        difference=whole.difference,
        test=whole.test,
        detectable=detectable(square, len(whole.moved), alpha),
        wanted=_wanted(whole, square, alpha),
        unpaired=found.reasons,
        slices=_slices(found, by, worth, alpha, single=metric == "accuracy"),
        notes=_notes(*sides),
        flips=found.flips,
        left_out=found.unpaired,
    )


def _wanted(whole: Compared, square: float, alpha: float) -> int | None:
    prompts = wanted(whole.difference.value or 0.0, square, alpha)
    return None if prompts is None else ceil(prompts * whole.items / len(whole.moved))


def _slices(
    found: Paired, by: Sequence[str], worth: Worth, alpha: float, *, single: bool
) -> list[Slice]:
    slices: list[Slice] = []
    for field in dict.fromkeys(by):
        groups = _groups(found.items, field)
        if len(groups) > _MOST_SLICES:
            raise BadParameter(f"{field} has {len(groups):,} values, too many for slices", "by")
        slices += [
            _slice(field, value, groups[value], within(groups[value], worth, alpha, single=single))
            for value in sorted(groups, key=_natural)
        ]
    adjusted = holm([one.test.p for one in slices])
    return [
        msgspec.structs.replace(one, adjusted_p=p) for one, p in zip(slices, adjusted, strict=True)
    ]


def _groups(items: Sequence[Item], field: str) -> dict[str, list[Item]]:
    """The items by the value of a field. Raises BadParameter where none has such a field."""
    groups: dict[str, list[Item]] = {}
    path, absent = field.removeprefix("meta."), True
    for item in items:
        value = field_of(item.meta, path)
        absent = absent and value is None
        groups.setdefault(_shown(value), []).append(item)
    if absent and items:
        known = sorted({f"meta.{name}" for item in items[:_LOOKED_AT] for name in item.meta})
        raise BadParameter(f"no item has {field!r:.60}{did_you_mean(field, known)}", "by")
    return groups


def _slice(field: str, value: str, items: list[Item], compared: Compared) -> Slice:
    flat = [pair for item in items for pair in item.pairs]
    return Slice(
        field=field,
        value=value,
        items=compared.items,
        pairs=compared.pairs,
        gained=sum(other and not one for one, other in flat),
        lost=sum(one and not other for one, other in flat),
        difference=compared.difference,
        test=compared.test,
    )


def _shown(value: object) -> str:
    """A value of a field as the name of its slice."""
    if value is None:
        return "none"
    return value if isinstance(value, str) else encode_json(value).decode()


def _natural(name: str) -> tuple[bool, float, str]:
    """Numbers by their size, then texts."""
    try:
        number = float(name)
    except ValueError:
        return True, 0.0, name
    return (False, number, name) if number == number else (True, 0.0, name)


def _notes(a: Side, b: Side) -> list[str]:
    """In what the two runs differ beside the model."""
    one, other = a.info, b.info
    if one is None or other is None:
        return []
    pairs = {
        "task": (one.task.name, other.task.name),
        "task version": (one.task.version, other.task.version),
        "task settings": (one.task.settings, other.task.settings),
        "sampling": (one.sampling, other.sampling),
        "n": (one.n, other.n),
        "seed": (one.seed, other.seed),
        "checks": (one.checks, other.checks),
    }
    notes = [
        f"{name} differs: {encode_json(first).decode()} in A, {encode_json(second).decode()} in B"
        for name, (first, second) in pairs.items()
        if first != second
    ]
    for side, info in (("A", one), ("B", other)):
        if info.status != "done":
            notes.append(f"{side} is not finished: {info.status}")
    return notes
