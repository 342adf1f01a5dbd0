"""Where a check looks: `on` a part of the response, or at `each` unit of it.

Scopes multiply the kinds: `text.words` on the reasoning, `text.starts` for each list item,
`text.case` for each JSON element. What the part is missing from is a question of its own, and
the answer is a parameter, `missing`, never a silent pass.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from random import Random
from typing import Annotated, Any, ClassVar, Literal

import msgspec

from assay.check import Check, Example, Nested
from assay.combine import Combinator
from assay.context import Context
from assay.demands import Amount, Demands, Units, both, either, units_of
from assay.parts import ANYWHERE, Part, Unit, Where, json_part, json_path, part_at, parts_of
from assay.registry import parse
from assay.response import Response
from assay.verdict import Verdict, decided, error, undecided

__all__ = ["Each", "On"]

_REASONED = ("word", "sentence", "paragraph", "line", "item")
Missing = Literal["fail", "pass", "undecided"]
_SHOWN = 8
_SILENT = "There is no message of the assistant."
_MOST = 5000
"""Units judged of one response: what keeps `each` from costing seconds on a hostile text."""
_NAMES = {
    "item": "list item", "code": "code block", "json": "JSON element", "quote": "block quote",
    "row": "table row", "column": "table column", "cell": "table cell",
}  # fmt: skip
_TABULAR = ("table", "row", "column", "cell")
_TAKES = {
    "path": ("json",), "heading": ("section",), "language": ("code",), "table": _TABULAR,
    "row": ("row", "cell"), "column": ("column", "cell"), "role": ("message",),
}  # fmt: skip
"""Which parts each parameter helps to choose."""


class Scope(Combinator):
    """What the two scopes share: which parts are meant, and what holds where there are none."""

    nested: ClassVar[tuple[str, ...]] = ("check",)

    check: Nested
    path: str = "$"
    heading: str | None = None
    language: str | None = None
    table: int | None = None
    row: int | str | None = None
    column: int | str | None = None
    role: str | None = None
    missing: Missing = "fail"

    def choose(self, unit: str) -> None:
        """Raises ValueError where a parameter does not go with the unit."""
        for name, units in _TAKES.items():
            given = getattr(self, name)
            if given not in (None, "$") and unit not in units:
                raise ValueError(f"{name} chooses a {' or '.join(units)}, not a {unit}")
            if given == 0 or given == "":
                raise ValueError(f"{name} is {given!r}: count from 1, or from -1 at the end")
        json_path(None, self.path)

    @property
    def place(self) -> Where:
        """Which parts are meant."""
        given = (
            self.path, self.heading, self.language, self.table, self.row, self.column, self.role
        )  # fmt: skip
        return ANYWHERE if given == ANYWHERE else Where(*given)

    def absent(self, what: str) -> Verdict:
        """The verdict where the part is not there."""
        why = f"There is no {what} in the response."
        if self.missing == "undecided":
            return undecided(self.kind, why, version=self.version)
        return decided(self.kind, self.missing == "pass", why, version=self.version)

    def named(self, unit: str) -> str:
        """The unit as a person would call it, without its number."""
        if unit == "message" and self.role:
            return f"{self.role} message"
        if unit == "code" and self.language:
            return f"{self.language} code block"
        return _NAMES.get(unit, unit)

    def chosen(self) -> str:
        """What the parameters add to the unit's name."""
        if self.heading is None and self.row is self.column is self.table is None:
            return ""
        words = [
            f"under the heading {self.heading!r}" if self.heading else "",
            _chosen("row", self.row),
            _chosen("column", self.column),
            f"of table {self.table}" if self.table else "",
        ]
        return "".join(f" {word}" for word in words if word)


class On(Scope, kind="on"):
    """The check holds on one part of the response.

    `part` is `reasoning` or `answer` (what stands before and after the end of a think tag), or
    the `index`-th word, sentence, paragraph, line, list item, section, code block, block quote,
    table, table row, column or cell, message or assistant turn, counted from 1, from the end where
    negative; or the JSON value at `path`. The others choose what is counted: `heading` names a
    section (with its subsections), `language` that of code blocks, `role` that of messages,
    `table`, `row` and `column` (numbers from 1, or the first cell's text and the header) the place
    in a table. `missing` says what the verdict is where there is no such part.
    Score: that of the check on the part.
    """

    part: Part
    index: int = 1

    def validate(self) -> None:
        if self.index == 0:
            raise ValueError("index counts from 1, or from -1 at the end; 0 is neither")
        self.choose(self.part)

    def verify(self, response: Response, context: Context) -> Verdict:
        if response.silent and self.part != "message":
            return self.undecided(_SILENT)
        part = self._cut(response)
        name = self._named()
        if part is None:
            return self.absent(name)
        verdict = _placed(context.verify(self.check, part), part)
        why = f"In the {name}: {verdict.why}"
        return self.outcome(verdict.passed, why, (verdict,), verdict.score or 0.0, verdict.evidence)

    def _cut(self, response: Response) -> Response | None:
        if self.part == "json":
            return json_part(response, self.path)
        return part_at(response, self.part, self.index, self.place)

    def _named(self) -> str:
        if self.part == "json":
            return f"JSON value at {self.path}"
        if self.part in ("reasoning", "answer"):
            return f"{self.part} part"
        return _numbered(self.named(self.part), self.index, self.chosen())

    def describe(self) -> str:
        return f"In the {self._named()}: {self.check.describe()}"

    def demands(self) -> Demands | None:
        """That there are so many parts, and one of which it holds."""
        asked = self.check.demands()
        if asked is None or self.place != Where() or self.part not in _REASONED:
            return None
        there = Demands(amounts=(Amount(units_of(self.part), abs(self.index)),))
        if self.missing == "pass":
            return None
        return both([there, Demands(units=(Units(self.part, asked, 1),))])

    @classmethod
    def draw(cls, rng: Random, level: int) -> Check:
        """A bound of words on a part further in the higher the level."""
        part = rng.choice(("sentence", "paragraph", "item", "line"))
        return cls(part=part, index=rng.randint(1, level), check=_words(max=45 - 8 * level))

    @classmethod
    def examples(cls) -> Sequence[Example]:
        second = cls(part="paragraph", index=2, check=_words(max=3))
        thought = cls(part="reasoning", check=_words(min=2))
        named = cls(part="section", heading="Crabs", check=_words(max=3))
        cell = cls(part="cell", row="crab", column="legs", check=_words(max=1))
        table = "| animal | legs |\n|---|---|\n| crab | {} |"
        return (
            Example(second, "One two three four.\n\nFive six.", True),
            Example(second, "Only one paragraph.", False),
            Example(thought, "<think>let me see</think>42", True),
            Example(named, "# Tide\n\nIt is low now.\n\n## 2. Crabs\n\nThey hide.", True),
            Example(named, "# Tide\n\nIt is low.", False),
            Example(cell, table.format("ten"), True),
            Example(cell, table.format("ten, two of them claws"), False),
        )


class Each(Scope, kind="each"):
    """The check holds on every `unit` of the response, or on at least `min` of them.

    `unit` is word, sentence, paragraph, line, list item, section, code block, block quote, table,
    table row, column or cell, message, assistant turn, or element of the JSON array at `path`;
    `heading`, `language`, `role`, `table`, `row` and `column` choose among them as in `on`.
    `missing` says what the verdict is where there is none: by default a response without list
    items does not pass as if all of them were fine.
    Score: the mean of the scores of the units that must hold, the best ones; a unit that is not
    there scores 0.
    """

    unit: Unit
    min: Annotated[int, msgspec.Meta(ge=1)] | None = None

    def validate(self) -> None:
        self.choose(self.unit)

    def verify(self, response: Response, context: Context) -> Verdict:
        if response.silent and self.unit != "message":
            return self.undecided(_SILENT)
        units = parts_of(response, self.unit, self.place)
        if not units:
            return self.absent(f"{self.named(self.unit)}{self.chosen()}")
        if len(units) > _MOST:
            return self.undecided(f"There are {len(units)} {self.unit} units; {_MOST} is the most.")
        verdicts = [context.verify(self.check, unit) for unit in units]
        passed, why = self._tally(verdicts)
        need = self.min or len(verdicts)
        best = sorted([v.score or 0.0 for v in verdicts], reverse=True)[:need]
        score = sum(best) / need
        unmet = [n for n, v in enumerate(verdicts) if v.passed is not True]
        places = unmet[:_SHOWN] or range(min(_SHOWN, len(verdicts)))
        shown = tuple([_placed(verdicts[n], units[n]) for n in places])
        evidence = tuple([span for v in shown for span in v.evidence[:2]]) if unmet else ()
        if passed is None and any(v.status == "error" for v in verdicts):
            made = error(self.kind, why, version=self.version, parts=shown)
            return msgspec.structs.replace(made, evidence=evidence)
        return self.outcome(passed, why, shown, score, evidence)

    def _tally(self, verdicts: Sequence[Verdict]) -> tuple[bool | None, str]:
        held = [v.passed for v in verdicts]
        sure, doubtful = held.count(True), held.count(None)
        need = len(verdicts) if self.min is None else self.min
        passed = True if sure >= need else None if sure + doubtful >= need else False
        wanted = "all" if self.min is None else f"at least {need}"
        why = f"{sure} of {len(verdicts)} {self.unit} units hold; {wanted} required."
        first = next((n for n, passed in enumerate(held, 1) if passed is not True), None)
        if passed is not True and first is not None:
            why += f" Unit {first}: {verdicts[first - 1].why}"
        return passed, why

    def describe(self) -> str:
        name, chosen = self.named(self.unit), self.chosen()
        some = f"at least {self.min} {name}{'s' if self.min != 1 else ''}"
        return f"In {f'each {name}' if self.min is None else some}{chosen}: {self.check.describe()}"

    def demands(self) -> Demands | None:
        asked = self.check.demands()
        if asked is None or asked.choices or self.place != Where() or self.unit not in _REASONED:
            return None
        held = Demands(units=(Units(self.unit, asked, self.min),))
        if self.missing != "pass":
            return held
        none = Demands(amounts=(Amount(units_of(self.unit), 0, 0),))
        return either([held, none])

    @classmethod
    def draw(cls, rng: Random, level: int) -> Check:
        """A bound of words on every unit, narrower the higher the level."""
        unit = rng.choice(("sentence", "item", "line"))
        return cls(unit=unit, check=_words(min=max(1, level - 1), max=30 - 5 * level))

    @classmethod
    def examples(cls) -> Sequence[Example]:
        short = cls(unit="sentence", check=_words(max=3))
        prices = cls(unit="cell", column="Price", check=_words(max=1))
        table = "| Fish | Price |\n|---|---|\n| cod | 4 |\n| crab | {} |"
        return (
            Example(short, "The tide falls. Crabs hide.", True),
            Example(short, "The tide falls. Crabs hide under the dark rocks.", False),
            Example(short, "", False),
            Example(prices, table.format("7"), True),
            Example(prices, table.format("ask the cook"), False),
        )


def _chosen(name: str, choice: int | str | None) -> str:
    if choice is None:
        return ""
    return f"in {name} {choice}" if isinstance(choice, int) else f"in the {name} {choice!r}"


@lru_cache(maxsize=1024)
def _numbered(name: str, index: int, chosen: str) -> str:
    """The part of that number, as a person would call it."""
    if chosen and index == 1:
        return f"{name}{chosen}"
    if index == -1:
        return f"last {name}{chosen}"
    end = " from the end" if index < 0 else ""
    return f"{_ordinal(abs(index))} {name}{end}{chosen}"


def _ordinal(number: int) -> str:
    words = {1: "first", 2: "second", 3: "third"}
    tails = {} if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}
    return words.get(number) or f"{number}{tails.get(number % 10, 'th')}"


def _placed(verdict: Verdict, part: Response) -> Verdict:
    """The verdict with its evidence shown where it stands in the whole."""
    if not verdict.evidence or part.offset == 0:
        return verdict
    evidence = tuple(span.shifted(part.offset) for span in verdict.evidence)
    return msgspec.structs.replace(verdict, evidence=evidence)


def _words(**bounds: Any) -> Check:
    """The leaf of the examples. By name: the families stand above this room."""
    return parse({"kind": "text.words", **bounds})
