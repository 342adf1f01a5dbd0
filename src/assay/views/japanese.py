"""Japanese text as words and as sentences.

Words come with their parts of speech (`tokens:janome-0.5/1`). The tagger is Janome with the IPADIC
dictionary that it carries (extra `japanese`); its parts of speech are IPADIC's, in Japanese: a
noun's begins with `NOUN`. Time is linear in the text, some hundred microseconds a word. Without
Janome the view raises MissingExtra.

A sentence (`sentences:japanese/1`) ends at `。`, `！`, `？` or their ASCII and half-width forms,
outside brackets and corner brackets, where a Latin full stop needs white space after it; it does
not cross a line. Headings, rules and code are no sentences. What has no mark at its end is one
where no other stretch of the text has a mark.

`unquoted` takes quotations out: `「...」` and then `『...』`, none of which crosses a line.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module
from typing import Any, NamedTuple

from assay.errors import MissingExtra
from assay.views.blocks import Fences
from assay.views.view import View

__all__ = [
    "JAPANESE_SENTENCES",
    "NOUN",
    "TOKENS",
    "UNQUOTED",
    "UNQUOTED_TOKENS",
    "Token",
    "tokens",
    "unquoted",
]

NOUN = "名詞"

_QUOTES = (("「", "」"), ("『", "』"))


class Token(NamedTuple):
    """A word as it stands, and its part of speech with subclasses, divided by commas."""

    surface: str
    part: str


@cache
def _tagger() -> Any:
    try:
        module = import_module("janome.tokenizer")
    except ImportError:
        raise MissingExtra("janome, which tells Japanese words apart,", "japanese") from None
    return module.Tokenizer()


def tokens(text: str) -> tuple[Token, ...]:
    """The words and marks of the text, in order.

    Raises MissingExtra without Janome and UnicodeEncodeError for lone surrogates.
    """
    found = _tagger().tokenize(text)
    return tuple([Token(token.surface, token.part_of_speech) for token in found])


def unquoted(text: str) -> str:
    """The text without what stands in corner brackets, single ones first."""
    for opened, closed in _QUOTES:
        if opened in text:
            text = "\n".join([_without(line, opened, closed) for line in text.split("\n")])
    return text


def _without(line: str, opened: str, closed: str) -> str:
    kept: list[str] = []
    place = 0
    while (start := line.find(opened, place)) >= 0:
        end = line.find(closed, start + 1)
        if end < 0:
            break
        kept.append(line[place:start])
        place = end + 1
    return "".join(kept) + line[place:]


TOKENS = View("tokens:janome-0.5/1", tokens)
UNQUOTED = View("unquoted:japanese/1", unquoted)
UNQUOTED_TOKENS = View("tokens-unquoted:janome-0.5/1", lambda text: tokens(unquoted(text)))


# What opens a line: a heading, table row or rule (the group), or the mark of a list item.
_HEAD = re.compile(
    r"[ \t\u3000]*(?:(#{1,6}[ \t]|\||[-*_=]{3,}[ \t]*$)"
    r"|(?:[-*+](?=[ \t\u3000])|[・•●○◆■>]|[(（]?\d{1,4}[.)）．、](?!\d))[ \t\u3000]*)"
)
_STOP = "[。．｡！？!?…‼⁇⁈⁉]+|\\.(?=\\s|$)"
_END = re.compile(_STOP)
_BRACKET = re.compile("[「『（(【［[」』）)】］\\]]")
_MARK = re.compile(f"{_STOP}|{_BRACKET.pattern}")
_OPENED = dict(zip("「『（(【［[", "」』）)】］]", strict=True))
_CLOSED = frozenset(_OPENED.values())
_SUBSTANCE = re.compile(r"[^\W_]")
_BLANK = " \t\r\u3000*_"


class Sentence(NamedTuple):
    """Where a sentence stands, its mark left out, and whether it has one."""

    start: int
    end: int
    marked: bool


def sentences(text: str) -> list[Sentence]:
    """The sentences, their marks and white space around them left out."""
    found: list[Sentence] = []
    fences = Fences()
    position = 0
    bracketed = _BRACKET.search(text) is not None
    for line in text.split("\n"):
        fence = line[:1] in " \t`~" and fences.marks(line)
        if line and not fence and fences.language is None:
            head = None if line[0].isalpha() else _HEAD.match(line)
            if head is None or not head[1]:
                start = position + (head.end() if head else 0)
                found += _in_line(text, start, position + len(line), bracketed)
        position += len(line) + 1
    marked = [sentence for sentence in found if sentence.marked]
    return marked or found


def _in_line(text: str, start: int, end: int, bracketed: bool) -> list[Sentence]:
    found: list[Sentence] = []
    closing: list[str] = []
    bracketed = bracketed and _BRACKET.search(text, start, end) is not None
    last = {closed: text.rfind(closed, start, end) for closed in _CLOSED} if bracketed else {}
    for match in (_MARK if bracketed else _END).finditer(text, start, end):
        mark = match[0]
        if mark in _OPENED:
            # One that closes nowhere on the line encloses nothing.
            if last[_OPENED[mark]] > match.start():
                closing.append(_OPENED[mark])
        elif mark in _CLOSED:
            if closing and closing[-1] == mark:
                closing.pop()
        elif not closing:
            _add(found, text, start, match.start(), True)
            start = match.end()
    _add(found, text, start, end, False)
    return found


def _add(found: list[Sentence], text: str, start: int, end: int, marked: bool) -> None:
    """Notes the stretch where it is a sentence."""
    if start < end and (text[start].isalnum() or _SUBSTANCE.search(text, start, end) is not None):
        if text[start] in _BLANK or text[end - 1] in _BLANK:
            piece = text[start:end]
            start, end = end - len(piece.lstrip()), start + len(piece.rstrip(_BLANK))
        found.append(Sentence(start, end, marked))


JAPANESE_SENTENCES = View("sentences:japanese/1", sentences)
