"""`text.table`: a Markdown table of a certain size, with certain headers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random
from typing import Any, ClassVar

from assay.check import Check, Example
from assay.checks.text.base import Finding, TextCheck, spans_of
from assay.checks.text.count import Bound, bound_phrase, bound_score
from assay.checks.text.edges import QUOTES, folded
from assay.context import Context
from assay.demands import Demands, amount
from assay.response import Response
from assay.views.blocks import hollow
from assay.views.tables import TABLES
from assay.views.tables import Table as Found
from assay.views.view import View

__all__ = ["Table"]


class Table(TextCheck, kind="text.table"):
    """There is a Markdown table, and every one has this size and these `headers`.

    Rows are counted without the header row, columns in it; a row of blank cells or dashes is none,
    and one row is needed unless `max_rows` is 0. `headers` must stand among the header
    cells, whatever their case and emphasis; with `exact` they are all of them, in that order. With
    `optional` a text without a table passes. Score: the mean over the tables of the mean over
    what is asked, each the share of it that is there.
    """

    uses: ClassVar[tuple[View[Any], ...]] = (TABLES,)

    min_rows: Bound | None = None
    max_rows: Bound | None = None
    min_columns: Bound | None = None
    max_columns: Bound | None = None
    headers: tuple[str, ...] = ()
    exact: bool = False
    optional: bool = False

    def validate(self) -> None:
        if self.exact and not self.headers:
            raise ValueError("exact needs headers")
        for low, high, noun in self._bounds():
            if low is not None and high is not None and low > high:
                raise ValueError(f"of {noun} the least is {low} but the most is {high}")

    def _bounds(self) -> tuple[tuple[int | None, int | None, str], ...]:
        return (
            (self.min_rows, self.max_rows, "rows"),
            (self.min_columns, self.max_columns, "columns"),
        )

    def standard(self, response: Response, context: Context) -> Finding:
        tables = response.view(TABLES)
        if not tables:
            return Finding(self.optional, "There is no Markdown table.", float(self.optional))
        scores: list[float] = []
        wrong: list[tuple[int, int]] = []
        first = ""
        for table in tables:
            made = list(self._judged(table)) or [("", 1.0)]
            scores.append(sum(score for _, score in made) / len(made))
            faults = " ".join(fault for fault, _ in made if fault)
            if faults:
                first = first or faults
                wrong.append((table.start, table.end))
        why = first or f"{len(tables)} Markdown table{'s' if len(tables) > 1 else ''} as required."
        score = sum(scores) / len(scores)
        return Finding(not wrong, why, score if wrong else None, spans_of(response.text, wrong))

    def _judged(self, table: Found) -> Iterator[tuple[str, float]]:
        """What each requirement has to complain of in a table, and how far it is met."""
        rows = sum(not all(map(hollow, row)) for row in table.rows)
        if not rows and self.min_rows is None and self.max_rows != 0:
            yield "A table has no row with text in it.", 0.0
        for number, (low, high, noun) in zip(
            (rows, len(table.header)), self._bounds(), strict=True
        ):
            if low is not None or high is not None:
                fine = (low is None or number >= low) and (high is None or number <= high)
                fault = "" if fine else f"{number} {noun}; {bound_phrase(low, high)} required."
                yield fault, 1.0 if fine else bound_score(number, low, high)
        if self.headers:
            yield self._headers([folded(cell.strip(QUOTES)) for cell in table.header])

    def _headers(self, cells: list[str]) -> tuple[str, float]:
        wanted = [folded(header.strip(QUOTES)) for header in self.headers]
        missing = [h for h, plain in zip(self.headers, wanted, strict=True) if plain not in cells]
        share = 1 - len(missing) / len(wanted)
        if missing:
            return f"Headers missing: {', '.join(map(repr, missing[:5]))}.", share
        if self.exact and cells != wanted:
            return "The headers are not these alone in this order.", 0.5
        return "", 1.0

    def demands(self) -> Demands | None:
        return None if self.optional else amount("lines", 2 + (self.min_rows or 0))

    def describe(self) -> str:
        asked: list[str] = []
        for low, high, noun in self._bounds():
            if low is not None or high is not None:
                last = low if high is None else high
                asked.append(f"{bound_phrase(low, high)} {noun[:-1] if last == 1 else noun}")
        if self.headers:
            only = "exactly " if self.exact else ""
            asked.append(f"{only}the headers {', '.join(map(repr, self.headers))}")
        having = f" with {' and '.join(asked)}" if asked else ""
        head = "If you use a Markdown table, make it one" if self.optional else ""
        return f"{head or 'Include a Markdown table'}{having}{_UNCOUNTED if asked else ''}."

    @classmethod
    def draw(cls, rng: Random, level: int) -> Check:
        """Any size at 1; rows, columns and headers with the level, exact at 5."""
        names = ["Name", "Place", "Tide", "Depth", "Colour"]
        columns = rng.randint(2, level + 1) if level > 1 else None
        rows = rng.randint(2, 2 * level)
        exact = level == 5
        return cls(
            min_rows=rows,
            max_rows=rows if level >= 4 else None,
            min_columns=columns,
            max_columns=columns if exact else None,
            headers=tuple(rng.sample(names, 2)) if level >= 3 else (),
        )

    @classmethod
    def examples(cls) -> Sequence[Example]:
        table = "| Name | Legs |\n| --- | --- |\n| crab | 10 |\n| limpet | 1 |"
        return (
            Example(cls(min_rows=2, max_columns=2, headers=("legs",)), table, True),
            Example(cls(max_rows=1), table, False),
            Example(cls(headers=("Depth",)), table, False),
            Example(cls(min_rows=1), "a | b, and c | d", False),
            Example(cls(max_rows=3, optional=True), "No table.", True),
        )


_UNCOUNTED = ", the header row not counted"
