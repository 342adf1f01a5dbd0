"""`text.thesis`: every section opens with a thesis in italics."""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random
from typing import Annotated, Any, ClassVar, Literal

import msgspec

from assay.check import Check, Example
from assay.checks.text.base import Finding, TextCheck, spans_of
from assay.context import Context
from assay.response import Response
from assay.views.blocks import MARKDOWN, is_rule
from assay.views.view import View
from assay.views.words import words

__all__ = ["Thesis"]

_HEADING = re.compile(
    r"[ \t]*(?:<h[1-6][ >]|(?:\*\*|__)[^*_\s][^*_\n]*(?:\*\*|__):?[ \t]*$"
    r"|(?:section|part|chapter)[ \t]+(?:[0-9]{1,4}|[ivxlc]{1,8})\b[^\n<*]{0,80}$)",
    re.IGNORECASE,
)
_HTML = re.compile(r"(?:<p[^<>\n]{0,200}>\s*)?<(i|em)>", re.IGNORECASE)
_STARRED = re.compile(r"(\*(?!\*)|_(?!_)|\*{3}(?!\*)|_{3}(?!_))(?=\S)")
_SHOWN = 400
Offsets = tuple[int, int]


class Thesis(TextCheck, kind="text.thesis"):
    """Each section begins with a statement in italics, and goes on after it in plain text.

    `markup` says how italics are made: `html` (`<i>` or `<em>`), `markdown` (one asterisk or
    underscore on either side, or three, which is bold besides) or `any` of them. A section begins
    at a heading (Markdown, HTML, a line in bold, or one such as `Section 1`) or after a rule;
    without either, the text is one section. What stands before the first heading is none, nor is a
    heading with nothing under it. A statement has `words` words or more. Score: the share of the
    sections that are right.
    """

    uses: ClassVar[tuple[View[Any], ...]] = (MARKDOWN,)

    markup: Literal["any", "html", "markdown"] = "any"
    words: Annotated[int, msgspec.Meta(ge=1, le=100)] = 3

    def standard(self, response: Response, context: Context) -> Finding:
        text = response.text
        sections = _sections(response)
        if not sections:
            return Finding(False, "There is no section with text in it.", 0.0)
        wrong = [place for place in sections if not self._opens(text[slice(*place)])]
        right = len(sections) - len(wrong)
        why = f"{right} of {len(sections)} sections open with a thesis in italics; all required."
        shown = [(start, min(end, start + _SHOWN)) for start, end in wrong]
        return Finding(not wrong, why, right / len(sections), spans_of(text, shown))

    def _opens(self, section: str) -> bool:
        """Whether the section begins with italics that something follows."""
        html = _HTML.match(section) if self.markup != "markdown" else None
        starred = _STARRED.match(section) if self.markup != "html" else None
        if html is not None:
            closing = re.compile(f"</{html[1]}>", re.IGNORECASE).search(section, html.end())
            start, end, after = html.end(), closing and closing.start(), closing and closing.end()
        elif starred is not None:
            start = starred.end()
            mark = starred[1]
            edge = re.escape(mark[0])
            close = re.compile(f"(?<!{edge}){re.escape(mark)}(?!{edge})").search(section, start)
            end, after = (close.start(), close.end()) if close is not None else (None, None)
        else:
            return False
        if end is None or after is None:
            return False
        thesis, rest = section[start:end], section[after:]
        return "\n\n" not in thesis and len(words(thesis)) >= self.words and bool(words(rest))

    def describe(self) -> str:
        how = {"any": "", "html": ", with HTML for the italics"}.get(
            self.markup, ", with Markdown for the italics"
        )
        long = f" of at least {self.words} words" if self.words > 3 else ""
        return (
            f"Begin each section with a thesis statement{long} in italics{how}, and go on after it "
            "in plain text."
        )

    @classmethod
    def draw(cls, rng: Random, level: int) -> Check:
        """Any italics at 1, one sort of them from 2, longer statements with the level."""
        markup = "any" if level == 1 else rng.choice(("html", "markdown"))
        return cls(markup=markup, words=2 * level + 1)

    @classmethod
    def examples(cls) -> Sequence[Example]:
        html = cls(markup="html")
        return (
            Example(html, "<i>The tide rules all.</i> Crabs hide from it.", True),
            Example(
                html,
                "# Tide\n<em>The tide rules all.</em> It falls.\n\n# Crab\nCrabs hide.",
                False,
            ),
            Example(html, "*The tide rules all.* Crabs hide from it.", False),
            Example(cls(), "## Tide\n\n*The tide rules all.* It falls.", True),
            Example(cls(), "<i>The tide rules all.</i>", False),
            Example(cls(), "**The tide rules all.** Crabs hide from it.", False),
        )


def _sections(response: Response) -> list[Offsets]:
    """The text under each heading and after each rule, where there is some."""
    headings = {heading.start for heading in response.view(MARKDOWN).headings}
    found: list[Offsets] = []
    start = position = 0
    for line in response.text.split("\n"):
        heads = position in headings or _HEADING.match(line) is not None
        if heads or is_rule(line):
            if found or not heads:
                found.append((start, position))
            else:  # what stands before the first heading
                found.append((position, position))
            start = min(position + len(line) + 1, len(response.text))
        position += len(line) + 1
    found.append((start, len(response.text)))
    trimmed = (_trimmed(response.text, *place) for place in found)
    return [place for place in trimmed if place[0] < place[1]]


def _trimmed(text: str, start: int, end: int) -> Offsets:
    piece = text[start:end]
    head = len(piece) - len(piece.lstrip())
    return start + head, max(start + head, start + len(piece.rstrip()))
