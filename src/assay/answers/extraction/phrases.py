"""Where an answer ends that begins after "the answer is": sentence ends that respect mathematics.

A full stop between digits, in `$...$`, in braces or in an abbreviation ends nothing, and neither
does a line break in an environment or in displayed mathematics.
"""

from __future__ import annotations

import re

from assay.answers.extraction.marks import Span, money, tighten
from assay.answers.limits import MAX_CHARS
from assay.answers.patterns import lazy

__all__ = ["phrase", "sentences"]

_MARK = lazy(
    r"\n|(?<!\\)[.!?](?=[\s\"'”’)*<]|\Z)|\.(?=[A-Z][a-z])|[。！？；]|\$\$?|\\[$\\]|\\[()\[\]]|\\(?:begin|"
    r"end)\{[A-Za-z]{1,16}\*?\}|"
    r"\{|\}|<eo[a-z]>|</|\*\*"
)
_ABBREVIATION = lazy(
    r"(?:\b(?:approx|ca|vs|resp|etc|No|Nr|Mr|Mrs|Ms|Dr|St|Jr|Sr|Prof|Fig|Eq|i\.e|e\.g|a\.m|p\.m|"
    r"U\.S|sq|cu|ft|in|lb|oz|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)|\b[A-Z])\.\Z"
)
_CLAUSE = lazy(
    r"[,;]?\s+(?:because|since|which(?! (?:rounds|simplifies|equals|reduces|is equal))|"
    r"therefore|thus|hence|assuming|given that|due to|"
    r"after (?:the|all|sub|round)|obtained|rounded|as (?:the|it|there|we|they|this|shown|required)|"
    r"so (?:the|we|that|it)|but (?:the|this|it|we|not)|"
    r"(?:is|are) (?:the|our) (?:final |correct |required )?(?:answer|solution)|"
    r"weil|da (?:die|der|das)|porque|parce que|car|perché|потому)(?![a-z])|"
    r"\s*[(（](?:option|choice|rounded|approx|since|because|to the nearest|as |i\.e|which|that is)",
    re.IGNORECASE,
)
_DANGLING = lazy(r",?\s+(?:and|or|but|so|then|as|is|when|if)\Z")
_SPACED = lazy(r"\s*(?:[A-Z\n]|\Z)")
_LABEL = lazy(r"\d{1,2}[.)]\s+(?=\S)")
_EVENTS = 600


def phrase(text: str, start: int, end: int, *, clauses: bool = True) -> Span:
    """The answer that begins at `start`: to the end of its sentence or line, marks removed."""
    end = min(end, start + MAX_CHARS)
    while start < end and text[start] in " \t\r\n:：*#_":
        start += 1
    stop = _sentence_end(text, start, end)
    if clauses:
        clause = _CLAUSE.search(text, start, stop)
        if (
            clause is not None
            and clause.start() > start
            and text.count("$", start, clause.start()) % 2 == 0
        ):
            stop = clause.start()
    low, high = tighten(text, start, stop)
    if (dangling := _DANGLING.search(text, max(low, high - 12), high)) is not None:
        high = dangling.start()
    return low, high


def _sentence_end(text: str, start: int, end: int) -> int:
    depth = 0
    closing = ""  # the delimiter that ends the mathematics we are in
    bold = text.startswith("**", max(0, start - 2), start)
    for _, found in zip(range(_EVENTS), _MARK.finditer(text, start, end), strict=False):
        mark = found.group()
        if mark == "{" or mark.startswith("\\b"):
            depth += 1
        elif mark == "}" or mark.startswith("\\e"):
            depth -= 1
            if depth < 0:
                return found.start()
        elif closing:
            if mark == closing:
                closing = ""
                if text[found.start() - 1] == "." and _SPACED.match(text, found.end(), end):
                    return found.end()
        elif mark in _CLOSING:
            closing = _closing(text, found, end)
        elif mark[0] == "\\" or depth > 0:
            continue
        elif _ends(text, start, found, bold=bold):
            return found.start()
    return end


_CLOSING = {"$": "$", "$$": "$$", "\\(": "\\)", "\\[": "\\]"}


def _closing(text: str, found: re.Match[str], end: int) -> str:
    """What closes this mark; nothing for a dollar that is money."""
    mark = found.group()
    return "" if mark == "$" and money(text, found.start(), end) else _CLOSING[mark]


def _ends(text: str, start: int, found: re.Match[str], *, bold: bool) -> bool:
    mark = found.group()
    if mark == "**":
        return bold
    if mark == ".":
        return _ABBREVIATION.search(text, max(start, found.start() - 8), found.end()) is None
    if mark == "!":
        return found.start() == start or text[found.start() - 1] not in "0123456789)!nk}"
    return True


def sentences(text: str, start: int, end: int) -> list[Span]:
    """The sentences and lines of a stretch that hold anything, in order."""
    found: list[Span] = []
    while start < end:
        while start < end and text[start] in " \t\r\n.。!?":
            start += 1
        if (label := _LABEL.match(text, start, end)) is not None:
            start = label.end()
        stop = _sentence_end(text, start, end)
        if stop > start:
            found.append((start, stop))
        start = stop + 1
    return found
