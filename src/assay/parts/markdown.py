"""Sections, code blocks and block quotes of a Markdown text.

A section counted by number goes from under a heading to the next one, whatever the levels. A
section called by name goes on to the next heading of its own level or above, so that it holds its
subsections; where no heading has the name, a line that consists of it alone (`**Results**`,
`Results:`) heads a section that ends at the next such bold line or heading.
"""

from __future__ import annotations

import re
import unicodedata

from assay.response import Response
from assay.views.blocks import MARKDOWN, Fences, Heading

__all__ = ["code", "quotes", "section", "sections"]

Offsets = tuple[int, int]

_SAME = {
    "py": "python", "python3": "python", "js": "javascript", "ts": "typescript", "sh": "bash",
    "shell": "bash", "zsh": "bash", "yml": "yaml", "c++": "cpp", "cs": "csharp", "c#": "csharp",
    "rb": "ruby", "rs": "rust", "golang": "go", "md": "markdown", "jsonc": "json",
}  # fmt: skip
_QUOTE = re.compile(r" {0,3}> ?")
_BOLD_LINE = re.compile(r"(?:\*\*|__)\S.*(?:\*\*|__):?$")
_EMPHASIS = re.compile("[*_`]+")
_AROUND = " \t\r#:.-\u2013\u2014!?\"'\u201c\u201d\u2018\u2019\u00ab\u00bb()[]"
_NUMBER = re.compile(
    r"(?:(?:section|part|chapter|step)\s+)?"
    r"(?:\d{1,3}(?:\.\d{1,3}){0,5}|[ivx]{1,6}|[a-z])[.):]?\s+"
)


def sections(response: Response) -> list[Offsets]:
    """From under each heading to the next heading, whatever the levels."""
    headings = response.view(MARKDOWN).headings
    ends = [h.start for h in headings[1:]] + [len(response.text)]
    return [_under(response, heading, end) for heading, end in zip(headings, ends, strict=False)]


def section(response: Response, title: str) -> list[Offsets]:
    """The sections under the headings of that name."""
    headings, wanted = response.view(MARKDOWN).headings, _named(title)
    found: list[Offsets] = []
    for place, heading in enumerate(headings):
        if wanted in _names(heading.title):
            after = (h.start for h in headings[place + 1 :] if h.level <= heading.level)
            found.append(_under(response, heading, next(after, len(response.text))))
            if len(found) >= _MOST:
                break
    return found or _informal(response, wanted)


_MOST = 100
"""Sections of one name that are looked at."""


def _informal(response: Response, wanted: str) -> list[Offsets]:
    """Under a line that is the name alone, to the next bold line or heading."""
    found: list[Offsets] = []
    opened: int | None = None
    starts = {heading.start for heading in response.view(MARKDOWN).headings}
    position = 0
    for line in response.text.split("\n"):
        if not line:
            position += 1
            continue
        here = len(line) <= 2 * len(wanted) + 40 and wanted in _names(line)
        heads = here or position in starts or _BOLD_LINE.match(line.strip()) is not None
        if opened is not None and heads:
            found.append(_trim(response.text, opened, position))
            opened = None
        position += len(line) + 1
        if here:
            opened = min(position, len(response.text))
    if opened is not None:
        found.append(_trim(response.text, opened, len(response.text)))
    return found


def _under(response: Response, heading: Heading, end: int) -> Offsets:
    return _trim(response.text, min(heading.end + 1, len(response.text)), end)


def _named(title: str) -> str:
    name = _EMPHASIS.sub("", title).strip(_AROUND)
    if not name.isascii() and len(name) < 1000:
        start, end = 0, len(name)
        while start < end and _around(name[start]):
            start += 1
        while start < end and _around(name[end - 1]):
            end -= 1
        name = name[start:end]
    return " ".join(name.casefold().split())


def _around(character: str) -> bool:
    """Whether it is a mark or (a part of) an emoji, which may stand around a name."""
    return character in _AROUND or unicodedata.category(character) in ("So", "Sk", "Mn", "Cf")


def _names(title: str) -> tuple[str, str]:
    """What a heading may be called, emoji and marks apart: with and without its number."""
    name = _named(title)
    return name, _NUMBER.sub("", name, count=1).strip(_AROUND)


def code(response: Response, language: str | None) -> list[Offsets]:
    """The contents of the fenced code blocks, of one language or of all."""
    blocks = response.view(MARKDOWN).code
    if language is None:
        return [(block.start, block.end) for block in blocks]
    wanted = _plain(language)
    return [(block.start, block.end) for block in blocks if _plain(block.language) == wanted]


def _plain(language: str) -> str:
    name = language.strip().lower()
    return _SAME.get(name, name)


def quotes(response: Response) -> tuple[Response, ...]:
    """The block quotes, their marks taken off; those in code are code."""
    if ">" not in response.text:
        return ()
    found: list[Response] = []
    fences, lines, opened, position = Fences(), list[str](), 0, 0
    for line in [*response.text.split("\n"), ""]:
        code = fences.marks(line) or fences.language is not None
        mark = None if code else _QUOTE.match(line)
        if mark is not None:
            opened = opened if lines else position + mark.end()
            lines.append(line[mark.end() :].rstrip("\r"))
        elif lines:
            found.append(Response("\n".join(lines), opened if len(lines) == 1 else None))
            lines = []
        position += len(line) + 1
    return tuple(found)


def _trim(text: str, start: int, end: int) -> Offsets:
    piece = text[start:end]
    head = start + len(piece) - len(piece.lstrip())
    return head, max(head, start + len(piece.rstrip()))
