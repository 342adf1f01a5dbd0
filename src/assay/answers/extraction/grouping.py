r"""Boxes that form one statement: `\boxed{1} and \boxed{3}`, `-\boxed{256}`, `\boxed{5} meters`.

Boxes in one sentence with nothing between them but "and", "or", a comma or a name are one answer, a
list. A sign before a box and a unit, percent or degree sign after it belong to the answer.
"""

from __future__ import annotations

from typing import NamedTuple

from assay.answers.extraction.boxes import Box
from assay.answers.extraction.marks import tighten
from assay.answers.extraction.stretch import Same
from assay.answers.patterns import lazy

__all__ = ["Group", "grouped"]

_GLUE = lazy(
    r"(?:[\s$.,;:&~]|\+{3,8}|\\[()\[\],;! ]|\\\\|\\q?quad|\\text\s?\{\s?(?:and|or|,|\s)*\}|"
    r"\band\b|\bor\b|\bet\b|\boder\b|\bund\b|\by\b|和|或|与|、|，|；|"
    r"\\?[A-Za-z]\w?(?:_\{?\w{1,6}\}?)?\s?=|\(?[a-d]\)|\([ivx]{1,4}\))*\Z"
)
_SIGN = lazy(r"(?:[-−+]|\\pm|\\mp|\\?\$|€|£)\s{0,2}\Z")
_AFTER = lazy(
    r"\s{0,2}(?:\\?%|\^\s?\{?\s?\\circ\s?\}?(?:\s?[CF]\b)?|°[CF]?|\\degree|"
    r"(?:\\[,;:! ]|~)?\s?\\(?:text|mathrm|textrm|rm)\s?\{[^{}]{1,40}\}(?:\^\{?[-\d]\}?)?)+"
)
_BEYOND = lazy(
    r"\s{0,2}(?:\$|\\[)\]])?\s{0,2}((?:\\?%|percent|degrees?(?: (?:celsius|fahrenheit))?|"
    r"square |cubic )?\s?(?:mm|cm|dm|km|m|inch(?:es)?|in|f(?:oo|ee)t|ft|yards?|miles?|met(?:er|"
    r"re)s?|"
    r"(?:centi|kilo|milli)met(?:er|re)s?|kg|mg|g|grams?|(?:kilo|milli)grams?|pounds?|lbs?|"
    r"ounces?|oz|"
    r"ml|lit(?:er|re)s?|L|gallons?|seconds?|s|minutes?|min|hours?|h|days?|weeks?|months?|years?|"
    r"dollars?|cents?|euros?|mph|km/h|m/s|percent|%|degrees?|radians?)(?:\^?\{?[23²³]\}?)?"
    r"(?:\s?(?:/|per)\s?(?:h(?:our)?|s(?:ec(?:ond)?)?|min(?:ute)?|day|week|month|"
    r"year))?)(?![\w{\\])",
)
_UNIT_WORDS = ("square ", "cubic ")


class Group(NamedTuple):
    """One boxed answer: the box or boxes from `start` to `end`, content from `low` to `high`."""

    start: int
    end: int
    low: int
    high: int
    text: str
    rule: str
    plain: str


def grouped(text: str, found: list[Box], same: Same) -> list[Group]:
    """The boxes as answers, those of one statement joined."""
    groups: list[Group] = []
    run: list[Box] = []
    for box in found:
        if run and not _follows(text, run[-1], box):
            groups.append(_group(text, run, same))
            run = []
        run.append(box)
    if run:
        groups.append(_group(text, run, same))
    return groups


def _follows(text: str, one: Box, other: Box) -> bool:
    between = text[one.end : other.start]
    return len(between) <= 80 and _GLUE.match(between) is not None


def _group(text: str, run: list[Box], same: Same) -> Group:
    if len(run) > 1:
        return _list(text, run, same)
    box = run[0]
    low, high = tighten(text, box.low, box.high if box.closed else _unclosed(text, box))
    said = plain = text[low:high]
    start, end = low, high
    if said and (sign := _SIGN.search(text, max(0, box.start - 4), box.start)) is not None:
        mark = sign.group().strip()
        if mark != "$" and mark != "+":
            said, start = mark + said, sign.start()
    if said and box.closed and (unit := _unit(text, box.end)) is not None:
        said, end = f"{said} {unit[0]}" if unit[0][0].isalpha() else said + unit[0], unit[1]
    return Group(
        box.start,
        max(box.end, end),
        start,
        end,
        said,
        "box" if box.closed else "box_unclosed",
        plain,
    )


def _unit(text: str, at: int) -> tuple[str, int] | None:
    after = _AFTER.match(text, at, at + 80)
    if after is not None:
        return after.group().strip(), after.end()
    beyond = _BEYOND.match(text, at, at + 80)
    if beyond is not None and beyond.group(1).strip():
        return beyond.group(1).strip(), beyond.end(1)
    return None


def _unclosed(text: str, box: Box) -> int:
    """An unclosed box ends with its line, or with the mathematics it stands in."""
    ends = [text.find(mark, box.low, box.high) for mark in ("\n", "$", "\\)", "\\]")]
    return min((end for end in ends if end >= 0), default=box.high)


def _list(text: str, run: list[Box], same: Same) -> Group:
    spans = [tighten(text, box.low, box.high) for box in run]
    said = list(dict.fromkeys(text[low:high] for low, high in spans if low < high))
    if len(said) == 2 and same(*said) is True:
        said.pop()  # one value in two notations
    joined = ", ".join(said)
    return Group(run[0].start, run[-1].end, spans[0][0], spans[-1][1], joined, "boxes", joined)
