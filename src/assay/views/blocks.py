"""Lines, paragraphs and the Markdown blocks of a text.

`paragraphs:assay/1`: stretches of lines between blank lines; a line that is only a rule
(`***`, `---`) belongs to none. `markdown:assay/1`: one pass over the lines finds headings,
list items, code fences and rules as CommonMark 0.31 defines them, as far as a line shows it.
NOT covered: setext headings (underlined), link reference definitions, indented code.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from assay.views.view import View

__all__ = [
    "LINES",
    "MARKDOWN",
    "PARAGRAPHS",
    "Code",
    "Fences",
    "Heading",
    "Item",
    "Markdown",
    "filled",
    "hollow",
    "is_rule",
]

_BULLET = re.compile(r"([ \t]*)([-*+\u2022\u2023\u25e6\u2043\u2219\u25cf\u25aa])(?:[ \t]+|$)")
_NUMBER = re.compile(r"([ \t]*)(\d{1,9}[.)])(?:[ \t]+|$)")
_HEADING = re.compile(r" {0,3}(#{1,6})(?=[ \t]|$)")
_RULE = re.compile(r"[ \t]{0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_FENCE = re.compile(r"[ \t]*(`{3,}(?=[^`]*$)|~{3,})[ \t]*([^`\s]*)")
# The lines that can open a block: all that a pass over the text need look at.
_OPENING = re.compile(
    r"^([ \t]*)"
    r"(?:([-*+\u2022\u2023\u25e6\u2043\u2219\u25cf\u25aa]|\d{1,9}[.)])([ \t]+|(?=\r*$))"
    r"|(#|```|~~~)).*",
    re.MULTILINE,
)

_HOLLOW = " \t\r\n\xa0\u3000.-\u2026\u2013\u2014\u00b7"

# A whole answer is often wrapped in one of these; what is inside is Markdown, not code.
_TRANSPARENT = ("markdown", "md")

Offsets = tuple[int, int]


class Item(NamedTuple):
    """A list item: where its line is, where its text begins, its marker and indentation."""

    start: int
    text: int
    end: int
    marker: str
    indent: int

    @property
    def numbered(self) -> bool:
        """Whether the marker is a number."""
        return self.marker[0].isdigit()


class Heading(NamedTuple):
    """An ATX heading: where its line is, its level (1 to 6) and its title."""

    start: int
    end: int
    level: int
    title: str


class Code(NamedTuple):
    """A fenced code block: where its content is and the language it names."""

    start: int
    end: int
    language: str


class Markdown(NamedTuple):
    """The blocks of a text, each kind in order of appearance."""

    headings: tuple[Heading, ...]
    items: tuple[Item, ...]
    code: tuple[Code, ...]


def hollow(text: str) -> bool:
    """Whether there is nothing but white space, full stops and dashes."""
    return not text.strip(_HOLLOW)


def filled(text: str, item: Item) -> bool:
    """Whether a list item has text of its own, on its line or indented on the next one."""
    if not hollow(text[item.text : item.end]):
        return True
    start = text.find("\n", item.end) + 1
    if not text[start : start + 1].isspace():
        return False
    end = text.find("\n", start)
    line = text[start : end if end >= 0 else len(text)] if start else ""
    indent = len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())
    opens = _BULLET.match(line) is not None or _NUMBER.match(line) is not None
    return not hollow(line) and indent > item.indent and not opens


def is_rule(line: str) -> bool:
    """Whether a line is a thematic break: three or more `*`, `-` or `_` alone."""
    return line.strip()[:1] in ("*", "-", "_") and _RULE.match(line.rstrip()) is not None


def lines(text: str) -> list[Offsets]:
    """Where the lines are that hold more than white space."""
    found: list[Offsets] = []
    position = 0
    for line in text.split("\n"):
        if line.strip():
            found.append((position, position + len(line.rstrip("\r"))))
        position += len(line) + 1
    return found


def paragraphs(text: str) -> list[Offsets]:
    """Where the paragraphs are."""
    found: list[Offsets] = []
    start: int | None = None
    position = end = 0
    for line in text.split("\n"):
        if line.strip() and not is_rule(line):
            start = position if start is None else start
            end = position + len(line.rstrip())
        elif start is not None:
            found.append((start, end))
            start = None
        position += len(line) + 1
    if start is not None:
        found.append((start, end))
    return found


def markdown(text: str) -> Markdown:
    """The blocks, by one pass over the lines."""
    headings: list[Heading] = []
    items: list[Item] = []
    code: list[Code] = []
    fences = Fences()
    opened = 0
    for found in _OPENING.finditer(text):
        indent, marker, _, head = found.groups()
        position, before = found.start(), fences.language
        if marker is not None:
            line = found[0] if before is None else ""
            if line and not _is_ruled(line, marker):
                end = position + len(line.rstrip())
                width = len(indent.expandtabs(4)) if indent else 0
                items.append(Item(position, min(found.end(3), end), end, marker, width))
        elif len(head) == 3 and fences.marks(found[0]):
            if before is not None:
                code.append(Code(opened, max(opened, position - 1), before))
            opened = min(found.end() + 1, len(text))
        elif before is None and head == "#":
            headings.extend(_heading(found[0].rstrip("\r"), position))
    if fences.language is not None:
        code.append(Code(opened, len(text), fences.language))
    return Markdown(tuple(headings), tuple(items), tuple(code))


class Fences:
    """Follows code fences line by line. `language` is what the open block names, or None.

    A fence around Markdown (a whole answer is often wrapped in one) hides nothing.
    """

    def __init__(self) -> None:
        self.language: str | None = None
        self._mark = ""
        self._hollow = False

    def marks(self, line: str) -> bool:
        """Whether the line is a fence, and not content; takes note of it."""
        found = _FENCE.match(line)
        if found is None:
            return False
        mark, language = found[1], found[2].lower()
        if self.language is not None:
            if language or not mark.startswith(self._mark):
                return False
            self.language = None
        elif language in _TRANSPARENT or (self._hollow and not language):
            self._hollow = bool(language)
        else:
            self.language, self._mark = language, mark
        return True


def _heading(line: str, position: int) -> tuple[Heading, ...]:
    found = _HEADING.match(line)
    if found is None:
        return ()
    title = line[found.end() :].strip()
    if title.endswith("#") and title.rstrip("#")[-1:] in ("", " ", "\t"):
        title = title.rstrip("#").rstrip()
    return (Heading(position, position + len(line), len(found[1]), title),)


def _is_ruled(line: str, marker: str) -> bool:
    """Whether what opens as a list item is a rule."""
    return marker in "*-" and line.count(marker) > 2 and _RULE.match(line.rstrip("\r")) is not None


LINES = View("lines:assay/1", lines)
PARAGRAPHS = View("paragraphs:assay/1", paragraphs)
MARKDOWN = View("markdown:assay/1", markdown)
