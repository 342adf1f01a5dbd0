"""The marks around an answer: blanks, markdown, math delimiters, quotes, closing punctuation.

`tighten` moves both ends of a stretch inwards until neither is a mark; what it returns is still a
stretch of the original text. A factorial sign, a percent sign and a bracket are not marks.
"""

from __future__ import annotations

import re
from typing import TypeAlias

from assay.answers.patterns import lazy

__all__ = ["COMMAND", "Span", "last_match", "money", "tighten"]

Span: TypeAlias = tuple[int, int]

COMMAND = lazy(
    r"\\(?:text|mathrm|textbf|mbox|operatorname)\s{0,2}\{[^{}]{0,200}\}|\\[A-Za-z]+|<[^<>]{0,20}>"
)
"""Words of LaTeX, with the text they hold, and tags: no words of the response."""

_PAIRS = (
    ("$$", "$$"),
    ("\\[", "\\]"),
    ("\\(", "\\)"),
    ("**", "**"),
    ("__", "__"),
    ("```", "```"),
    ("$", "$"),
    ("*", "*"),
    ("`", "`"),
    ('"', '"'),
    ("“", "”"),
    ("「", "」"),
    ("'", "'"),
)
_STARTS = tuple({pair[0] for pair in _PAIRS})
_BLANK = " \t\r\n\u3000\xa0\u200b"
_LEADING = _BLANK + ":：,，;；。"
_TRAILING = _BLANK + ".,;:。，；：、．"
_LONE_START = ("**", "__")
_LONE_END = (
    "**",
    "__",
    "\\)",
    "\\]",
    "$$",
    "```",
    "\\,",
    "\\;",
    "\\!",
    "\\:",
    "\\ ",
    "\\quad",
    "\\qquad",
)
_HEDGING = lazy(
    r"(?:(?:exactly|either|approximately|approx\.?|about|around|roughly|nearly|simply|just|"
    r"equal to|"
    r"therefore|thus|then|also|indeed|given by|environ|aproximadamente|etwa|circa|ungefähr|"
    r"примерно|约为?|大约|約)\b\s*|[:：]\s*)+",
    re.IGNORECASE,
)
_SPACING = lazy(r"(?:\\(?:[,;:! ]|(?:q?quad|displaystyle|textstyle)(?![A-Za-z]))\s{0,4}){1,8}")
_TAG = lazy(
    r"</?(?:b|strong|i|em|u|p|span|div|font|mark|code|center|big|small|h[1-6]|li|td)"
    r"(?:\s[^<>]{0,80})?>",
    re.IGNORECASE,
)
_COPULAS = ("です", "である", "だ", "となります", "になります", "입니다", "이다", "이에요", "예요")
_PROSE = lazy(r"[a-z]{2,},?\s[a-z]{2,}\s")
_ROUNDS = 12


def money(text: str, at: int, end: int) -> bool:
    """Whether the dollar at `at` is a currency sign: no partner in its line, or prose before it."""
    begin = at + 1
    while begin < end and text[begin] in " \t\n":
        begin += 1
    line = text.find("\n", begin, end)
    partner = text.find("$", begin, line + 3 if line >= 0 else end)
    if partner < 0:
        return True
    return text[begin].isdigit() and _PROSE.search(text, begin, partner) is not None


def last_match(pattern: re.Pattern[str], text: str, start: int, end: int) -> re.Match[str] | None:
    """The last match of a pattern in a stretch."""
    last = None
    for found in pattern.finditer(text, start, end):
        last = found
    return last


def tighten(text: str, start: int, end: int) -> Span:
    """The stretch without the marks around it; empty where there is nothing but marks."""
    for _ in range(_ROUNDS):
        before = start, end
        while start < end and text[start] in _LEADING:
            start += 1
        while end > start and text[end - 1] in _TRAILING and text[end - 2 : end - 1] != "\\":
            end -= 1
        start, end = _lone(text, *_unwrap(text, *_untagged(text, *_unspaced(text, start, end))))
        if text.endswith(_COPULAS, start, end):
            end -= next(len(word) for word in _COPULAS if text.endswith(word, start, end))
        hedging = _HEDGING.match(text, start, end)
        if hedging is not None and hedging.end() < end:
            start = hedging.end()
        if (start, end) == before:
            break
    return start, end


def _unspaced(text: str, start: int, end: int) -> Span:
    """Without a command of spacing or of size at the start."""
    if start < end and text[start] == "\\":
        spacing = _SPACING.match(text, start, end)
        if spacing is not None and spacing.end() < end:
            start = spacing.end()
    return start, end


def _untagged(text: str, start: int, end: int) -> Span:
    """Without a tag of HTML at either end, as long as something is left."""
    if start < end and text[start] == "<":
        tag = _TAG.match(text, start, end)
        if tag is not None and tag.end() < end:
            start = tag.end()
    if start < end and text[end - 1] == ">":
        at = text.rfind("</", start, end)
        if at > start and _TAG.fullmatch(text, at, end) is not None:
            end = at
    return start, end


def _unwrap(text: str, start: int, end: int) -> Span:
    """Without a pair of marks that opens at the start and closes at the end, not before."""
    if not text.startswith(_STARTS, start, end):
        return start, end
    for opening, closing in _PAIRS:
        if not text.startswith(opening, start, end):
            continue
        low, high = start + len(opening), end - len(closing)
        if low <= high and text.startswith(closing, high) and text.find(closing, low, high) < 0:
            return low, high
    return start, end


def _lone(text: str, start: int, end: int) -> Span:
    """Without a mark at one end whose partner is not in the stretch."""
    for mark in _LONE_START:
        if text.startswith(mark, start, end) and text.find(mark, start + 2, end) < 0:
            return start + 2, end
    if text.startswith(("\\(", "\\[", "$$"), start, end):
        closing = {"\\(": "\\)", "\\[": "\\]", "$$": "$$"}[text[start : start + 2]]
        if text.find(closing, start + 2, end) < 0:
            return start + 2, end
    for mark in _LONE_END:
        if text.endswith(mark, start, end) and not _opened(text, start, end - len(mark), mark):
            return start, end - len(mark)
    lone = text.endswith("$", start, end) and not text.endswith("\\$", start, end)
    return (start, end - 1) if lone and text.count("$", start, end) % 2 else (start, end)


def _opened(text: str, start: int, end: int, mark: str) -> bool:
    """Whether a closing mark has a partner before it."""
    opening = {"\\)": "\\(", "\\]": "\\["}.get(mark, mark)
    if mark.startswith("\\") and mark not in ("\\)", "\\]"):
        return False
    return text.rfind(opening, start, end) >= 0
