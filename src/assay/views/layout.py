"""The order of the blocks of a Markdown text: `layout:assay/1`.

Each run of blocks of one sort is one `Run`: prose (its paragraphs), bullets and numbered (their
items), headings, table (its rows), code (its blocks), quote (its lines). A line that continues a
list item belongs to the list, and so do items nested in it, which count only where they are of the
list's own sort; an item, a heading or a code block without text counts for nothing. Rules divide
nothing and are passed over.
"""

from __future__ import annotations

from collections import deque
from typing import Literal, NamedTuple, TypeAlias

from assay.views.blocks import MARKDOWN, Fences, Item, Markdown, filled, hollow, is_rule, markdown
from assay.views.tables import tables
from assay.views.view import Known, View

__all__ = ["LAYOUT", "Run", "Sort"]

Sort: TypeAlias = Literal["prose", "bullets", "numbered", "headings", "table", "code", "quote"]
_LISTS = ("bullets", "numbered")


class Run(NamedTuple):
    """Blocks of one sort that follow one another: where they stand and how many they are."""

    sort: Sort
    start: int
    end: int
    number: int


def layout(text: str) -> tuple[Run, ...]:
    """The runs, by one pass over the lines."""
    return _known_layout(text, {})


def _known_layout(text: str, known: Known) -> tuple[Run, ...]:
    pass_ = _Pass(text, known)
    position = 0
    for line in text.split("\n"):
        pass_.take(line, position)
        position += len(line) + 1
    return tuple(Run(sort, *span) for sort, span in zip(pass_.sorts, pass_.spans, strict=True))


class _Pass:
    """What a line is, seen from what stands before it."""

    def __init__(self, text: str, known: Known) -> None:
        blocks: Markdown = known[MARKDOWN] if MARKDOWN in known else markdown(text)
        self.sorts: list[Sort] = []
        self.spans: list[list[int]] = []
        self.fences = Fences()
        self.items = {item.start: item for item in blocks.items}
        self.filled = {item.start for item in blocks.items if filled(text, item)}
        self.headings = {heading.start for heading in blocks.headings if not hollow(heading.title)}
        self.tables = deque(tables(text))
        self.last: Sort | None = None
        self.blank = True
        self.indent = 0
        self.counted = True

    def take(self, line: str, start: int) -> None:
        """Takes in the next line."""
        end = start + len(line.rstrip())
        inside = self.fences.language is not None
        head = line.lstrip()[:1]
        if head and head in "`~" and self.fences.marks(line):
            if inside or self.fences.language is not None:
                self.add("code", start, end, 0)
                self.counted = inside
        elif inside:
            new = not self.counted and bool(head)
            self.add("code", start, end, int(new))
            self.counted = self.counted or new
        elif not head or (head in "*-_" and is_rule(line)):
            self.blank = True
            return
        else:
            self.text(line, start, end)
        self.blank = False

    def text(self, line: str, start: int, end: int) -> None:
        """Takes in a line that is not code."""
        while self.tables and self.tables[0].end < start:
            self.tables.popleft()
        item = self.items.get(start)
        if item is not None and not self.tables:
            self.item(item, start, end)
        elif self.tables and self.tables[0].start <= start:
            first = self.tables[0].start == start
            self.add("table", start, end, len(self.tables[0].rows) if first else 0)
        elif item is not None:
            self.item(item, start, end)
        elif start in self.headings:
            self.add("headings", start, end, 1)
        elif line[:4].lstrip(" ").startswith(">"):
            self.add("quote", start, end, 1)
        elif self.last in _LISTS and (not self.blank or line[:2].isspace()):
            self.add(self.sorts[-1], start, end, 0)
        else:
            new = self.blank or self.last != "prose"
            self.add("prose", start, end, int(new))

    def item(self, item: Item, start: int, end: int) -> None:
        """Takes in a list item."""
        sort: Sort = "numbered" if item.numbered else "bullets"
        one = int(start in self.filled)
        if self.last in _LISTS and item.indent > self.indent:
            self.add(self.sorts[-1], start, end, one * (self.last == sort))
            return
        self.indent = item.indent
        self.add(sort, start, end, one)

    def add(self, sort: Sort, start: int, end: int, count: int) -> None:
        """Puts a line to the run it belongs to."""
        if self.last == sort:
            span = self.spans[-1]
            span[1] = end
            span[2] += count
        else:
            self.last = sort
            self.sorts.append(sort)
            self.spans.append([start, end, count])


LAYOUT = View("layout:assay/1", layout, _known_layout)
