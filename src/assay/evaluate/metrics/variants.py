"""Robustness: the same item in several phrasings, or with its options in several orders."""

from __future__ import annotations

from collections import defaultdict
from random import Random
from typing import ClassVar, cast
from zlib import crc32

from assay.errors import BadParameter
from assay.evaluate.metrics.confidence import field_of
from assay.evaluate.metrics.metric import Mean, Measure
from assay.evaluate.metrics.outcome import Outcome
from assay.evaluate.metrics.votes import answer_in

__all__ = ["Orders", "Phrasings"]

_SHUFFLES = 100


class Phrasings:
    """Over items in several phrasings: mean, worst and spread of their accuracy.

    For an item with phrasings v of accuracy a_v (the share of attempts that pass): the mean over v,
    the least, and the greatest less the least; each a mean over items. Rows name their item in
    `meta.base`, or in the field after the colon. Items with one decided phrasing are unknown.
    `spread by chance` is what the spread would be were all attempts of an item exchanged among
    its phrasings (the mean of 100 seeded shuffles): with few attempts a phrasing most of a
    spread is chance. Sclar et al. 2023 (arXiv:2310.11324) for the spread; Mizrahi et al. 2024
    (arXiv:2401.00595) for mean and extremes over paraphrases.
    """

    formula: ClassVar[str] = "mean over items of mean, min and max - min over phrasings"
    source: ClassVar[str] = "Sclar et al. 2023, arXiv:2310.11324; Mizrahi et al. 2024"

    def __init__(self, name: str, setting: str = "") -> None:
        if setting and not setting.removeprefix("meta."):
            raise BadParameter(f"{name} wants the name of a field after meta.", "metrics")
        self.name = name
        self._field = setting.removeprefix("meta.") or "base"
        self._items: defaultdict[str, list[list[bool]]] = defaultdict(list)
        self._unknown = 0

    def add(self, row: Outcome) -> None:
        base = field_of(row.meta, self._field)
        if base is None or isinstance(base, dict | list):
            self._unknown += 1
            return
        decided = [value for value in row.passed() if value is not None]
        variants = self._items[str(base)]
        if decided:
            variants.append(decided)

    def measures(self) -> list[Measure]:
        names = ("mean", "worst", "spread", "spread by chance")
        means = [Mean() for _ in names]
        for base, variants in sorted(self._items.items()):
            values = _values(sorted(variants)) if len(variants) > 1 else (None,) * len(names)
            cluster = crc32(base.encode("utf-8", "replace"))
            for mean, value in zip(means, values, strict=True):
                mean.add(cluster, value, sum(map(len, variants)))
        why = f"no meta.{self._field} has two decided rows"
        return [
            mean.measure(f"{self.name} {name}", why=why)
            for mean, name in zip(means, names, strict=True)
        ]


def _values(variants: list[list[bool]]) -> tuple[float, float, float, float]:
    shares = [sum(variant) / len(variant) for variant in variants]
    spread = max(shares) - min(shares)
    return sum(shares) / len(shares), min(shares), spread, _by_chance(variants)


def _by_chance(variants: list[list[bool]]) -> float:
    """The mean spread where attempts change places."""
    everything = [value for variant in variants for value in variant]
    if all(everything) or not any(everything):
        return 0.0
    if all(len(variant) == 1 for variant in variants):
        return 1.0
    random, total = Random(0), 0.0  # noqa: S311
    for _ in range(_SHUFFLES):
        random.shuffle(everything)
        place, shares = 0, list[float]()
        for variant in variants:
            shares.append(sum(everything[place : place + len(variant)]) / len(variant))
            place += len(variant)
        total += max(shares) - min(shares)
    return total / _SHUFFLES


class Orders(Phrasings):
    """The same over orders of a question's options, and how often the choice stays the same.

    Pezeshkpour and Hruschka 2023 (arXiv:2308.11483); Zheng et al. 2023 (arXiv:2309.03882). Rows of
    one item have one `meta.base` (or the field after the colon); `meta.order` lists, for each
    option as it is shown, its place from 0 in the item's own order. `same choice` is the share of
    items whose first responses choose one option throughout; items with a choice that is no letter
    of an option, or without orders, are unknown.
    """

    formula: ClassVar[str] = "mean over items of mean, min, max - min and 1[one choice] over orders"
    source: ClassVar[str] = "Pezeshkpour and Hruschka 2023, arXiv:2308.11483"

    def __init__(self, name: str, setting: str = "") -> None:
        super().__init__(name, setting)
        self._choices: defaultdict[str, list[int | None]] = defaultdict(list)

    def add(self, row: Outcome) -> None:
        super().add(row)
        base = field_of(row.meta, self._field)
        if base is not None and not isinstance(base, dict | list):
            self._choices[str(base)].append(_choice(row))

    def measures(self) -> list[Measure]:
        mean = Mean()
        for base, choices in self._choices.items():
            known = len(choices) > 1 and None not in choices
            cluster = crc32(base.encode("utf-8", "replace"))
            mean.add(cluster, len(set(choices)) == 1 if known else None)
        why = "no item has two orders with a choice that is one of the options"
        return [*super().measures(), mean.measure(f"{self.name} same choice", why=why)]


def _choice(row: Outcome) -> int | None:
    """The place, in the item's own order, of the option that the first response chooses."""
    known, order = row.more(), row.meta.get("order")
    answer = answer_in(known[0]) if known else None
    if answer is None or not isinstance(order, list):
        return None
    letter = answer.strip("()., ").upper()
    shown = ord(letter) - ord("A") if len(letter) == 1 else -1
    places = cast("list[object]", order)
    place = places[shown] if 0 <= shown < len(places) else None
    return place if isinstance(place, int) else None
