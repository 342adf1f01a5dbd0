"""Answers that no words announce: the whole response, what code printed, bold, the last sentence.

These rules guess, and the weaker the later: a response which breaks off in the middle is not asked
for them. In a sentence the value after its last "is", "are", "=" counts, else its last mathematics,
else its last number.
"""

from __future__ import annotations

import re

from assay.answers.extraction.bare import THEREFORE
from assay.answers.extraction.code import Fence, output
from assay.answers.extraction.marks import Span, last_match, tighten
from assay.answers.extraction.numerals import SCALED, denied
from assay.answers.extraction.phrases import sentences
from assay.answers.extraction.statements import Statement
from assay.answers.extraction.told import value_in
from assay.answers.patterns import lazy

__all__ = ["closing"]

TAIL = 1500
"""Characters at the end of a response among which the last sentence is sought."""

_BOLD = lazy(r"\*\*([^*\n]{1,200})\*\*")
_SENTENCES = 6


def closing(
    text: str, start: int, end: int, blocks: list[Fence], *, number: bool
) -> Statement | None:
    """The answer by the strongest of the silent rules that finds one."""
    if blocks and not text[blocks[-1].end : end].strip():
        printed = output(text, blocks)
        return None if printed is None else _made("output", tighten(text, *printed))
    low = blocks[-1].end if blocks else start
    if end - low > TAIL:
        # At a blank line, so that no mathematics is entered in the middle.
        paragraph = text.find("\n\n", end - TAIL, end)
        low = paragraph if paragraph >= 0 else end - TAIL
    spans = sentences(text, low, end)[-_SENTENCES:]
    if number:
        return _last_number(text, spans)
    if (bold := _bold(text, low, end)) is not None:
        return bold
    for first, last in reversed(spans):
        concludes = THEREFORE.match(text, first, last)
        rule = "last" if concludes is None else "therefore"
        if (value := value_in(text, first, last)) is not None:
            return _made(rule, value)
        if concludes is not None:
            return _made(rule, tighten(text, concludes.end(), last))
    return None


def _made(rule: str, span: Span) -> Statement | None:
    return Statement(span[0], span[0], span[1], rule) if span[0] < span[1] else None


def _last_number(text: str, spans: list[Span]) -> Statement | None:
    for first, last in reversed(spans):
        found = last_match(SCALED, text, first, last)
        if found is not None and not denied(text, first, found.start()):
            return _made("last_number", tighten(text, *found.span()))
    return None


def _bold(text: str, low: int, end: int) -> Statement | None:
    """The last value in bold that is the only one in its line."""
    found = [bold for bold in _BOLD.finditer(text, low, end) if _is_value(bold.group(1))]
    lines = [text.count("\n", low, bold.start()) for bold in found]
    for bold, line in zip(reversed(found), reversed(lines), strict=True):
        if lines.count(line) == 1:
            return _made("bold", tighten(text, *bold.span(1)))
    return None


def _is_value(said: str) -> bool:
    return _DIGIT.search(said) is not None and _LABEL.match(said) is None and not said.endswith(":")


_DIGIT = lazy(r"\d|\\(?:pi|sqrt|infty)|π")
_LABEL = lazy(
    r"\s*(?:step|part|case|question|problem|method|example|option|round|day|week|month|year|stage|"
    r"phase|level|equation|note|figure|table|item|point|\d{1,2}[.)])\b|.{60,}|\s*\d{1,2}[.)]\s",
    re.IGNORECASE,
)
