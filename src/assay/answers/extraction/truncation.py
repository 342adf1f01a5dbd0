"""Texts that break off: in code, in mathematics, in braces, in the middle of a sentence.

Where an answer is stated only what is opened and not closed counts; an answer that is stated in
full ends a response well enough without a full stop.
"""

from __future__ import annotations

import re

from assay.answers.extraction.code import Fence
from assay.answers.extraction.found import Flag
from assay.answers.patterns import lazy

__all__ = ["broken_off", "truncated"]

_COMPLETE = lazy(r"[.。!?](?:\s|\$|\\[)\]]|[*_\"'”)])*\Z")
_OPEN_END = lazy(r"[\w,(+\-*/=<>&{\[\\^_$]\Z|\\(?:[a-zA-Z]+|[(\[])\Z")
_DOLLAR = lazy(r"(?<!\\)\$\$?")
_TEX = lazy(r"\\[A-Za-z]|[\^_]")
_ITEM = lazy(r"\s*(?:[-*•|]|\d{1,2}[.)])\s{1,4}(?:\S[^.\n]{3,}|\S+\s*\|)(?<![.,:;])\Z")
_LAST_LINE = lazy(
    r"\W*(?:therefore|thus|hence|so|final|total|answer|donc|daher|por|quindi|portanto|итак|因此|"
    r"所以|综上|故)\b"
    r".*[\d$%)}]\Z|.*[:=：]\s*\W{0,4}[\d.,]+\W{0,3}\Z|\W*[\d.,]+\W*\Z",
    re.IGNORECASE,
)


def truncated(text: str, start: int, end: int, blocks: list[Fence], *, stated: bool) -> Flag | None:
    """The text stops in the middle: of code, of mathematics, of a brace or of a sentence."""
    why = ""
    low = max(start, end - 4_000)
    if blocks and not blocks[-1].closed:
        why = "a block of code is not closed"
    elif blocks and blocks[-1].end >= end:
        return None
    elif text.rfind("\\[", low, end) > text.rfind("\\]", low, end) and not _linebreak(
        text, low, end
    ):
        why = "displayed mathematics is not closed"
    elif _in_dollars(text, low, end) or text.rfind("\\(", low, end) > text.rfind("\\)", low, end):
        why = "mathematics is not closed"
    elif text.rfind("\\begin{", low, end) > text.rfind("\\end{", low, end):
        why = "an environment is not closed"
    elif not stated and (
        broken_off(text, start, end) is not None or (end - start > 160 and _stops(text, low, end))
    ):
        why = "it stops in the middle of a sentence"
    return Flag("truncated", why, end, end) if why else None


_UNFINISHED = lazy(
    r"[\s,](?:and|or|but|so|because|since|that|which|therefore|thus|hence|then|if|when|while|as|"
    r"the|a|an|of|to|in|on|at|by|for|from|with|into|than|we|he|she|they|it|you|is|are|was|were|"
    r"be|been|has|have|had|will|would|can|could|should|must|may|might|do|does|their|its|his|her|"
    r"our)\Z"
)
_CUT = lazy(r"(?:\w\s?[,(+=*/<{\[]|\s[-−])\Z")


def broken_off(text: str, start: int, end: int) -> Flag | None:
    """A sentence without an end: its last word or sign asks for another."""
    low = max(start, end - 400)
    if text[low:end].count(" ") < 3:
        return None
    if _UNFINISHED.search(text, max(low, end - 16), end) is None:
        words = _LETTERED.findall(text, low, end)
        if len(words) < 3 or _CUT.search(text, max(low, end - 4), end) is None:
            return None
    return Flag("truncated", "it stops in the middle of a sentence", end, end)


_LETTERED = lazy(r"[^\W\d_]{2,}")


def _in_dollars(text: str, low: int, end: int) -> bool:
    """Whether the text ends within `$...` or `$$...`, money aside."""
    low = max(low, text.rfind("\n\n", low, end))
    if text.find("$", low, end) < 0:
        return False
    opened, since = "", low
    for mark in _DOLLAR.finditer(text, low, end):
        if not opened:
            opened, since = mark.group(), mark.end()
        elif mark.group() == opened:
            opened = ""
    return bool(opened) and _TEX.search(text, since, end) is not None


def _stops(text: str, low: int, end: int) -> bool:
    if _OPEN_END.search(text, end - 24, end) is None or _COMPLETE.search(text, end - 24, end):
        return False
    line = max(low, text.rfind("\n", low, end) + 1, end - 400)
    if _ITEM.match(text, line, end) is not None and line > low:
        before = max(low, text.rfind("\n", low, line - 1) + 1, line - 400)
        if _ITEM.match(text, before, line - 1) is not None:
            return False  # the items of a list end without a full stop
    return _LAST_LINE.match(text, max(line, text.rfind(". ", low, end) + 2), end) is None


def _linebreak(text: str, low: int, end: int) -> bool:
    """Whether the last `\\[` is a line break with a length, as in a matrix: `\\\\[2pt]`."""
    at = text.rfind("\\[", low, end)
    return at > 0 and text[at - 1] == "\\"
