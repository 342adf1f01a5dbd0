"""Reading one final answer: every meaning its text can have, the most plausible first.

A bare numeral takes a short way of a few microseconds. Everything else is brought into one
spelling, cut into tokens, and read as a structure of expressions once, then once more for each
fork that was met. Dates, formulae of chemistry and numerals in words are asked for only where a
cheap look at the text allows them. What nothing can read is its words.
"""

from __future__ import annotations

import re

from assay.answers.hints import NONE, Hints
from assay.answers.limits import MAX_CHARS, MAX_READINGS, TooMuch
from assay.answers.reading.choices import Choices, Unreadable
from assay.answers.reading.clean import boxed, flattened, normalised, unwrapped
from assay.answers.reading.lines import Line
from assay.answers.reading.lists import both
from assay.answers.reading.numerals import plain
from assay.answers.reading.ranges import ranged
from assay.answers.reading.respelling import respelled
from assay.answers.reading.sentences import stated
from assay.answers.reading.shapes import Shapes
from assay.answers.reading.spacing import hides_text, trimmed, without_phantoms
from assay.answers.reading.special import special
from assay.answers.reading.tokens import tokenised
from assay.answers.reading.typed import ordered
from assay.answers.reading.words import folded, listed
from assay.answers.trees import Num, Sym
from assay.answers.values import (
    BaseNumber,
    Quantity,
    Reading,
    Relation,
    Scalar,
    Text,
    Unit,
    Value,
)

__all__ = ["read"]

_RANGING = frozenset("0123456789bf")
"""What a range begins with: a figure, or "between" or "from"."""
_DETERMINANT = re.compile(r"\\begin\{[vV]matrix|\\det|\|")
_ALTERNATIVES = re.compile(r"\\?#\s{0,3}\\?#")


def read(text: str, hints: Hints = NONE) -> Reading:
    """What `text` can mean; raises TooMuch beyond the limits and nothing else."""
    if len(text) > MAX_CHARS:
        raise TooMuch(f"an answer of {len(text)} characters, limit {MAX_CHARS}")
    text = trimmed(text)
    tree = plain(text)
    if tree is not None and hints is NONE:
        return (Scalar(tree),)
    if "phantom" in text and hides_text(text := without_phantoms(text)):
        return (Text(folded(text)),)
    source = respelled(unwrapped(boxed(normalised(text))))
    if len(source) > 2 * MAX_CHARS:
        raise TooMuch(f"an answer of {len(source)} characters in LaTeX, limit {2 * MAX_CHARS}")
    try:
        return _distinct(_alternatives(text, source, hints))
    except RecursionError as error:
        # The limits keep recursion shallow; a caller's own stack may be nearly full.
        raise TooMuch("no room on the stack") from error


def _alternatives(text: str, source: str, hints: Hints) -> list[Value]:
    """The meanings, of both parts where `##` stands between two ways to write one answer."""
    if "#" in source and len(parts := _ALTERNATIVES.split(source)) == 2:
        return [value for part in parts for value in _meanings(text, part, hints)]
    return _meanings(text, source, hints)


def _meanings(text: str, source: str, hints: Hints) -> list[Value]:
    """All that one normal form can mean, in order."""
    if source[:1] in _RANGING and (range_ := ranged(source)) is not None:
        return [range_, Text(folded(source))]
    values = special(text, source, hints)
    marked = _is_marked(text, source)
    formulae, certain = _formulae(source, marked, hints)
    # What a determinant could not be read as is no product of its entries either.
    if not formulae and not values and "\\begin{" in source and not _DETERMINANT.search(source):
        formulae, certain = _formulae(flattened(source), marked, hints)
    if certain and not (values and isinstance(values[0], BaseNumber)):
        values = [*formulae, *values]
    elif certain:
        values += formulae
    else:
        values += [*_worded(source, told=bool(values)), *formulae]
    if "pound" in source and "ounce" not in source and "oz" not in source:
        values += [_sterling(each) for each in values if _is_in_pounds(each)]
    return ordered(values, hints)


def _is_in_pounds(value: Value) -> bool:
    """Whether a quantity is in pounds alone, which weigh something or are money."""
    return isinstance(value, Quantity) and value.unit.name == "lb"


def _sterling(value: Value) -> Value:
    assert isinstance(value, Quantity)
    return Quantity(value.tree, Unit("GBP", tag="GBP"))


def _is_marked(text: str, source: str) -> bool:
    """Whether the whole answer stood between marks of mathematics, and is no word all the same."""
    if "$" not in text or "$" in source or (source.isalpha() and len(source) > 3):
        return False
    return "\\text" not in text and "\\m" not in text


def _worded(source: str, told: bool) -> list[Value]:
    """The text in words, the items of a list in words, and the numbers of a sentence.

    `told`: the text has a meaning already, so that its numbers are only a part of that.
    """
    words = folded(source)
    found: list[Value] = [Text(words)]
    items = listed(words)
    if items is not None:
        found.append(items)
    numbers = None if told else stated(source)
    if numbers is not None:
        found.append(numbers)
    return found


def _formulae(source: str, marked: bool, hints: Hints) -> tuple[list[Value], bool]:
    """What the text says as a formula, and whether the likeliest way of reading succeeded."""
    line = tokenised(source, formula=marked)
    found, certain = _readings(line, hints)
    if line.ambiguous:
        found += _readings(tokenised(source, grouped=False), hints)[0]
    return found, certain


def _readings(line: Line, hints: Hints) -> tuple[list[Value], bool]:
    choices = Choices()
    found: list[Value] = []
    _take(line, choices, hints, found)
    certain = bool(found)
    for fork in choices.met[: MAX_READINGS - 1]:
        _take(line, Choices(fork), hints, found)
    return found, certain


def _take(line: Line, choices: Choices, hints: Hints, found: list[Value]) -> None:
    shapes = Shapes(line, choices, hints)
    try:
        value = shapes.whole()
        found.append(both(shapes, value))
    except Unreadable:
        return
    if isinstance(value, Relation) and _is_rounded(value):
        found.append(value.sides[0])


def _is_rounded(value: Relation) -> bool:
    """Whether a number is followed by its decimal value: `sqrt(2) ≈ 1.41`."""
    if value.operators != ("~",):
        return False
    exact, rounded = value.sides
    return (
        isinstance(exact, Scalar)
        and not isinstance(exact.tree, Sym)
        and isinstance(rounded, Scalar)
        and isinstance(rounded.tree, Num)
    )


def _distinct(values: list[Value]) -> Reading:
    """The readings without repetition, as many as are kept."""
    kept: list[Value] = []
    for value in values:
        if value not in kept:
            kept.append(value)
    return tuple(kept[:MAX_READINGS])
