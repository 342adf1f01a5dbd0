"""The words of a query, as far as it takes to see whether and how it orders its rows."""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["Variant", "outermost", "reads", "statement", "variants"]

_BEGINS = re.compile(
    r"[ \t>`*]*(?=(?:SELECT|WITH|VALUES|INSERT|UPDATE|DELETE|REPLACE|CREATE|DROP|ALTER|BEGIN)\b)",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"\s*(?:--|/\*)")
_TOKEN = re.compile(
    r"(?P<comment>--[^\n]*|/\*.*?(?:\*/|\Z))|'(?:[^']|'')*'?|\"(?:[^\"]|\"\")*\"?|`[^`]*`?"
    r"|\[[^\]]*\]?|\w+|[^\s\w]",
    re.DOTALL,
)
_NUMBER = "row_number() OVER ()"
_NAME = '"number of the row"'


class Variant(NamedTuple):
    """A query that orders as another does, ties apart; `numbered` where it has a column more."""

    query: str
    numbered: bool


class _Word(NamedTuple):
    text: str
    start: int
    end: int
    depth: int


def outermost(query: str) -> set[str]:
    """The words of a query that stand in no brackets, quotes or comments, in lower case."""
    return {word.text for word in _words(query) if word.depth == 0 and word.text.isidentifier()}


def reads(query: str) -> bool:
    """Whether its first word is that of a query."""
    words = _words(query[:10_000])
    return bool(words) and words[0].text in ("select", "with", "values", "(")


def statement(text: str) -> tuple[int, int]:
    """Where the SQL in a text without fences stands.

    All of it, unless it begins as prose: then from the last line that begins as a statement does,
    first in its paragraph or behind a colon, to the end of the paragraph.
    """
    place, before, found = 0, "", None
    for line in text.split("\n"):
        begins = _BEGINS.match(line)
        if begins and (not before or before.endswith(":")):
            found = place + begins.end()
        if line.strip() and not before and not found and _COMMENT.match(line):
            return 0, len(text)
        place += len(line) + 1
        before = line.strip()
    if found is None or not text[:found].strip(" \t\n\r>`*"):
        return 0, len(text)
    end = text.find("\n\n", found)
    return found, len(text) if end < 0 else end


def variants(query: str) -> list[Variant]:
    """The query with its ties broken one way and the other; none where it orders no rows.

    A last column numbers the rows, so that equal ones can be told apart, except under DISTINCT.
    SQLite refuses a variant of what is not a plain SELECT, and so it shows nothing.
    """
    words = _words(query)
    begins = [
        place
        for place, word in enumerate(words[:-1])
        if (word.text, word.depth, words[place + 1].text) == ("order", 0, "by")
    ]
    if not begins:
        return []
    last = words[begins[-1] + 1]
    for word in words[begins[-1] + 2 :]:
        if word.depth == 0 and word.text in ("limit", ";"):
            break
        last = word
    source = next((word.start for word in words if (word.text, word.depth) == ("from", 0)), None)
    if source is None or "distinct" in outermost(query):
        return [_ordered(query, last.end, how) for how in (_NUMBER, f"-{_NUMBER}")]
    column = f", {_NUMBER} AS {_NAME} "
    numbered = query[:source] + column + query[source:]
    end = last.end + len(column)
    return [
        _ordered(numbered, end, how)._replace(numbered=True) for how in (_NAME, f"{_NAME} DESC")
    ]


def _ordered(query: str, end: int, how: str) -> Variant:
    return Variant(f"{query[:end]}, {how} {query[end:]}", False)


def _words(query: str) -> list[_Word]:
    depth = 0
    words: list[_Word] = []
    for found in _TOKEN.finditer(query):
        if found["comment"]:
            continue
        depth -= found[0] == ")"
        words.append(_Word(found[0].lower(), found.start(), found.end(), depth))
        depth += found[0] == "("
    return words
