"""Answers that are no formula but have a form: truth values, options, dates, chemistry, numerals in
words, numbers in a base.

Each reader is behind a test of a few characters, because most answers are none of these. The
modules of measures and of chemistry are imported when the first such answer comes.
"""

from __future__ import annotations

import re
from fractions import Fraction

from assay.answers.hints import Hints
from assay.answers.patterns import lazy
from assay.answers.reading.bases import in_base
from assay.answers.reading.numerals import numeral
from assay.answers.reading.progressions import progression
from assay.answers.reading.words import chosen, folded, known
from assay.answers.trees import Num
from assay.answers.values import Collection, Ratio, Scalar, Text, Value

__all__ = ["special"]

_WORDY = lazy(
    r"(?<![\\A-Za-z])[A-Za-z]{2}|[A-Z:]|\(?[a-j]\)|[^\x00-\x7f]|\\(?:text|ce\b|math|mbox)|\d[-/]\d+[-/]\d"
)
"""What an answer of this kind has somewhere: a word, a capital, a colon, another script, a date."""

_MOMENT = lazy(
    r"\d\s{0,3}:\s{0,3}\d\d|\d[-/]\d{1,2}[-/]\d|\d\s?(?:\\?[a-z~ {]{0,20})?[ap]\.?\s?m\b"
    r"|[年月日时点]|o'?clock|\bin \d{4}|\b(?:year|jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec"
    r"|mon|tues|wednes|thurs|fri|satur|sun|noon|midnight)[a-z]{0,8}\b",
    re.IGNORECASE,
)
_DURATION = lazy(
    r"\d\s{0,3}(?:\\[a-z]+\{?\s{0,3})?(?:h|hrs?|hours?|min|minutes?|days?|weeks?|years?|小时|分|天)\b.{0,30}?\d",
    re.IGNORECASE,
)
_COMPOUND = lazy(
    r"\d\s?(?:ft|feet|foot|yd|yards?|lbs?|pounds?|m|km|kg|°|\^?\s?\{?\s?\\circ\s?\}?|小时|米|千克)"
    r"\s{0,2}(?:and\s)?\d"
)
_CHINESE = lazy("[零〇一二三四五六七八九十百千万亿两半]")
_CHEMICAL = lazy(
    r"\\ce\s*\{.*|(?=.*[A-Z](?:[a-z](?![a-z])|[A-Z]|[_^]?\{?\d))(?:[A-Z][a-z]?"
    r"|\\(?:text|mathrm|cdot|to|rightarrow|longrightarrow|rightleftharpoons)\b"
    r"|[-0-9_{}()\[\]^+=<> .,$]|\\[,; ])+(?:\([a-z ]+\))?",
    re.DOTALL,
)
_REACTION = lazy(
    r"->|\\(?:long)?(?:right|leftrigh|rightleft)|<=>|\\to\b|[A-Z][a-z]?\w*\s*\+.*=.*[A-Z]"
)
_EUROPEAN = lazy(r"([-+]?)(\d{1,3}(?:\.\d{3})+|\d+),(\d+)")
_LETTERS = lazy(r"[a-z][a-z, -]{2,}")
_NAME = lazy(r"[A-Za-z]{3,20}(?: [a-z]{3,20}| \([IV]+\)){0,2}")
_RATIO = lazy(r"(\d{1,9}) to (\d{1,9})")
_SCALED = lazy(r"[\d.,]{1,20} (?:thousand|million|billion|trillion)")
_YEAR = lazy(r"(?:in\s+)?(?:the\s+)?(?:year\s+)?(\d{4})", re.IGNORECASE)
_STATEMENTS = lazy(r"(?:\(\d{1,2}\)\s*,?\s*){2,}")
_FIGURES = lazy(r"\d+")
_SPACED_DECIMAL = lazy(r"(\d+)\. (\d+)")


_SIZED = lazy(r"\\(?:left|right)(?![A-Za-z])")
_LONGEST_WORDS = 160


def special(text: str, source: str, hints: Hints) -> list[Value]:
    """What `text` means beyond formulae; `source` is its normal form. Mostly nothing."""
    found: list[Value] = []
    letters = any(map(str.isalpha, source)) if not source.isascii() else not source.isdigit()
    if letters or hints.base:
        _lettered(text, source, hints, found)
    if source[:1] == "(" and _STATEMENTS.fullmatch(source):
        numbers = (Scalar(numeral(each)) for each in _FIGURES.findall(source))
        found.append(Collection("list", tuple(numbers)))
    if "+" in source and ("dots" in source or "..." in source):
        total = progression(source)
        if total is not None:
            found.append(Scalar(total))
    if ". " in source and (spaced := _SPACED_DECIMAL.fullmatch(source)):
        found.append(Scalar(numeral(f"{spaced[1]}.{spaced[2]}")))
    if "," in source and (european := _EUROPEAN.fullmatch(source)):
        found.append(Scalar(numeral(european[2].replace(".", "") + "." + european[3])))
    return found


def _lettered(text: str, source: str, hints: Hints, found: list[Value]) -> None:
    if (
        "_" in source
        or "base" in source
        or source[1:2] in "xXbBoO"
        or source[:1] in "+-"
        or hints.base
    ):
        based = in_base(source, hints)
        if based is not None:
            found.append(based)
    if len(source) < 80 and _COMPOUND.search(source):
        _compounds(text, found)
    if not _WORDY.search(source):
        return
    if (option := chosen(source)) is not None:
        found.append(option)
    words = folded(source) if len(source) < _LONGEST_WORDS else ""
    if words and (value := known(words)) is not None:
        found += [value, Text(words)]
    if " to " in source and (ratio := _RATIO.fullmatch(words)) is not None:
        found.append(Ratio((Num(int(ratio[1])), Num(int(ratio[2])))))
    if _MOMENT.search(source):
        _moments(text, source, found)
    if _DURATION.search(source):
        _durations(text, found)
    if len(source) <= 200:
        _numerals(source, words, found)
        if "\\left" in source:
            source = text = _SIZED.sub("", source)
        _chemistry(text, source, found)


def _compounds(text: str, found: list[Value]) -> None:
    from assay.answers.measures.compounds import compound

    quantity = compound(text)
    if quantity is not None:
        found.insert(0, quantity)


def _durations(text: str, found: list[Value]) -> None:
    from assay.answers.measures.moments import read_duration

    duration = read_duration(text)
    if duration is not None:
        found.insert(0, duration)


def _moments(text: str, source: str, found: list[Value]) -> None:
    from assay.answers.measures.moments import read_moment

    moment = read_moment(text) or read_moment(source)
    if moment is None:
        return
    found.append(moment)
    if year := _YEAR.fullmatch(source):
        found.append(Scalar(Num(int(year[1]))))


def _numerals(source: str, words: str, found: list[Value]) -> None:
    value: Fraction | None = None
    if not source.isascii() and _CHINESE.search(source):
        from assay.answers.measures.numerals import read_chinese

        value = read_chinese(source)
    elif words.isascii() and (_LETTERS.fullmatch(words) or _SCALED.fullmatch(words)):
        from assay.answers.measures.numerals import read_words

        value = read_words(words)
    if value is not None:
        found.append(Scalar(Num(value.numerator if value.denominator == 1 else value)))


def _chemistry(text: str, source: str, found: list[Value]) -> None:
    if not _CHEMICAL.fullmatch(source) and not _NAME.fullmatch(source):
        return
    if _REACTION.search(source):
        from assay.answers.chemistry.reactions import read_reaction

        reaction = read_reaction(text) or read_reaction(source)
        if reaction is not None:
            found.append(reaction)
    elif len(source) < 80:
        from assay.answers.chemistry.formulae import read_formula

        formula = read_formula(text) or read_formula(source)
        if formula is not None:
            found.append(formula)
