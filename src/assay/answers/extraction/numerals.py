"""Numbers in running text, as far as extraction must know them."""

from __future__ import annotations

import re

from assay.answers.extraction.marks import Span
from assay.answers.patterns import lazy

__all__ = ["NUMBER", "SCALED", "WORDS", "denied", "narrow", "unnamed", "worded"]

NUMBER = lazy(
    r"(?<![\w.])[-+−–]?[$€£¥₹]?[-−]?(?:\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
    r"(?:[eE][-+]?\d{1,4}(?!\w))?(?:\s?/\s?\d+(?![\d.]))?(?::\d+(?!\d))*(?:\s?%)?"
)

_SCALE = (
    r"(?:(?:\s(?:hundred|thousand|million|billion|trillion|lakh|crore|dozen)s?\b){1,2}|"
    r"[kK](?![\w/])|\s?(?:[xX×*·]|\\times|\\cdot)\s?10\s?(?:\^|\*\*)\s?\{?\s?[-+−]?\d{1,4}\s?\}?|"
    r"\s?[万亿萬億])"
)
SCALED = lazy(rf"{NUMBER.pattern}{_SCALE}?", re.IGNORECASE)
"""A number with what multiplies it: 1.5 million, 2 x 10^6."""

WORDS = (
    "(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|"
    "fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|"
    "ninety|hundred|half|none)"
)
"""Numerals in words, as a pattern."""


_WORD = lazy(r"[^\W\d_]{2,}")
_UNITS = (
    r"(?:(?:milli|centi|deci|kilo|micro|nano)?(?:met(?:er|re)|gram|lit(?:er|re)|second|joule|watt|"
    r"volt|newton|pascal)s?|minutes?|hours?|days?|weeks?|months?|years?|inch(?:es)?|feet|foot|"
    r"yards?|miles?|pounds?|ounces?|gallons?|dollars?|cents?|euros?|degrees?|percent|radians?|"
    r"[kmcdnμµ]?(?:m|g|s|L|l|J|W|V|N|Pa|Hz)|min|h|ft|in|lb|oz|mph|km/h|m/s)(?:\^?[23²³])?(?![\w/^])"
)
_MEASURED = lazy(rf"{NUMBER.pattern}(?i:{_SCALE})?\s?{_UNITS}")
_ALONE = lazy(rf"{NUMBER.pattern}(?i:{_SCALE})?(?:\s?{_UNITS})?\Z")
_SEVERAL = lazy(r"\d\W{0,4}\b(?:and|or)\b\W{0,4}\d", re.IGNORECASE)
_EQUATED = lazy(r"\d\W{0,4}\b(?:is|are|makes?|equals?|gives?)\b\W{0,4}\d", re.IGNORECASE)
_NAMED = lazy(r"[^\W\d_]\w{0,12}\s?=\s?(?=[-−+$€£]{0,2}[.\d])")
_FUNCTION = frozenset({"sin", "cos", "tan", "log", "ln", "exp", "sqrt", "pi", "mod", "max", "min"})
_DENIED = lazy(r"(?:\bnot|n['’]t|\bnever|≠|!=)\s{1,3}(?:[a-z]{2,12}\s){0,2}\Z", re.IGNORECASE)


def denied(text: str, start: int, at: int) -> bool:
    """Whether the number at `at` is one that the text says it is not."""
    return _DENIED.search(text, max(start, at - 32), at) is not None


def worded(text: str, start: int, end: int) -> bool:
    """Whether a stretch is prose around a number, not a number, a measure or a formula."""
    if text.find("\\", start, end) >= 0 or _ALONE.match(text, start, end) is not None:
        return False
    if _SEVERAL.search(text, start, end) is not None:
        return _EQUATED.search(text, start, end) is not None
    return any(found.group() not in _FUNCTION for found in _WORD.finditer(text, start, end))


def unnamed(text: str, start: int, end: int) -> Span:
    """The value of what is a name with its number and nothing else: 7 of x = 7."""
    named = _NAMED.match(text, start, end)
    value = None if named is None else _ALONE.match(text, named.end(), end)
    return (start, end) if value is None else value.span()


def narrow(text: str, start: int, end: int) -> Span:
    """The number in an answer in words, with its unit; a formula is left as it is."""
    if _NAMED.match(text, start, end) is not None or not worded(text, start, end):
        return unnamed(text, start, end)
    equals = max(text.rfind("=", start, end), text.rfind("≈", start, end))
    found = SCALED.search(text, equals + 1, end) if equals >= 0 else None
    found = found or SCALED.search(text, start, end)
    if found is None or denied(text, start, found.start()):
        return start, end
    measured = _MEASURED.match(text, found.start(), end)
    return (measured or found).span()
