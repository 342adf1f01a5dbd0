"""An answer in a field: `<answer>42</answer>`, `{"answer": "42"}`."""

from __future__ import annotations

import re
from typing import NamedTuple

from assay.answers.extraction.marks import tighten
from assay.answers.patterns import lazy

__all__ = ["Field", "tagged"]

_TAG = lazy(r"<(/?)\s*(?:final[_ -]?)?answer\s*>", re.IGNORECASE)
_JSON = lazy(
    r"[\"'](?:final_?|correct_?|the_?)?answer[\"']\s*:\s*"
    r"(?:\"((?:[^\"\\\n]|\\.){0,4000})\"|'([^'\n]{0,4000})'|(-?[\d.eE+/%-]{1,400}|"
    r"\[[^\]\n]{0,4000}\]|true|false))",
    re.IGNORECASE,
)
_BEFORE = 16


class Field(NamedTuple):
    """Where the field begins, and what it holds from `low` to `high`."""

    lead: int
    low: int
    high: int
    rule: str


def tagged(text: str, start: int, at: int, end: int) -> Field | None:
    """The field whose name holds the word at `at`; an empty one for a closing tag."""
    head = max(start, at - _BEFORE)
    bracket = text.rfind("<", head, at)
    if bracket >= 0 and (tag := _TAG.match(text, bracket, end)) is not None:
        if tag.group(1):
            return Field(at, at, at, "tag")
        close = text.find("</", tag.end(), end)
        return Field(bracket, *tighten(text, tag.end(), close if close >= 0 else end), "tag")
    quote = max(text.rfind('"', head, at), text.rfind("'", head, at))
    if quote >= 0 and (pair := _JSON.match(text, quote, end)) is not None:
        return Field(quote, *tighten(text, *pair.span(pair.lastindex or 0)), "json")
    return None
