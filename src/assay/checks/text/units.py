"""The units of a text that are compared with each other, and how their lengths are measured."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Any, Literal, TypeAlias

from assay.checks.text.base import SHOWN
from assay.checks.text.count import Tally
from assay.parts.cut import Cut
from assay.response import Response
from assay.views.blocks import LINES, PARAGRAPHS
from assay.views.folded import FOLDED
from assay.views.sentences import SENTENCES
from assay.views.syllables import SYLLABLES, Range
from assay.views.view import View
from assay.views.words import WORD_SPANS, WORD_STARTS, WORDS, places

__all__ = [
    "PLURAL",
    "UNITS",
    "Measure",
    "Offsets",
    "Unit",
    "lengths",
    "some_units",
    "tally",
    "units",
    "words_by_unit",
    "words_of_units",
]

_LONG = 10_000

Unit: TypeAlias = Literal["sentence", "paragraph", "line", "word"]
Measure: TypeAlias = Literal["words", "characters", "syllables"]
Offsets: TypeAlias = tuple[int, int]

UNITS: dict[str, View[list[Offsets]]] = {
    "sentence": SENTENCES,
    "paragraph": PARAGRAPHS,
    "line": LINES,
    "word": WORD_SPANS,
}
PLURAL = {"sentence": "sentences", "paragraph": "paragraphs", "line": "lines", "word": "words"}


def units(response: Response, unit: Unit) -> list[Offsets]:
    """Where the units are."""
    return response.view(UNITS[unit])


def lengths(response: Response, unit: Unit, measure: Measure) -> list[Range]:
    """The length of each unit: between which two numbers, which differ only for syllables."""
    if measure == "characters":
        sizes = (end - start for start, end in units(response, unit))
        return [(size, size) for size in sizes]
    if measure == "words":
        sizes = (end - first for first, end in words_of_units(response, unit))
        return [(size, size) for size in sizes]
    if unit == "word":
        return response.view(SYLLABLES)
    counted = words_by_unit(response, unit, SYLLABLES)
    return [(sum([low for low, _ in unit]), sum([high for _, high in unit])) for unit in counted]


def some_units(response: Response, unit: Unit, numbers: Sequence[int]) -> list[Offsets]:
    """Where the units of those numbers, in ascending order, are."""
    if unit == "word" and isinstance(response, Cut):
        return response.word_places(numbers)
    if unit != "word":
        found = units(response, unit)
        return [found[number] for number in numbers]
    said = response.view(WORDS)
    if numbers and len(response.text) > _LONG:
        found = places(response.text, said[: numbers[-1] + 1])
        return [found[number] for number in numbers]
    starts = response.view(WORD_STARTS)
    return [(start := starts[number], start + len(said[number])) for number in numbers]


def tally(response: Response, numbers: Sequence[int]) -> Tally:
    """The words of those numbers, counted."""
    return Tally(len(numbers), some_units(response, "word", numbers[:SHOWN]))


def words_by_unit(
    response: Response, unit: Unit, view: View[list[Any]] = FOLDED
) -> list[list[Any]]:
    """What `view` says of each word, unit by unit; units without a word give an empty list."""
    values = response.view(view)
    return [values[first:end] for first, end in words_of_units(response, unit)]


def words_of_units(response: Response, unit: Unit) -> list[Offsets]:
    """Which words stand in each unit: the number of the first, and of the one after the last."""
    return response.keep(("words of", unit), lambda: _words_of(response, unit))


def _words_of(response: Response, unit: Unit) -> list[Offsets]:
    starts = response.view(WORD_STARTS)
    made: list[Offsets] = []
    place = 0
    for start, end in units(response, unit):
        first = bisect_left(starts, start, place)
        place = bisect_left(starts, end, first)
        made.append((first, place))
    return made
