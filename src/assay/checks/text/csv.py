"""`text.csv`: delimited data with the columns and rows asked for."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any, ClassVar, Literal

from assay.check import Check, Example
from assay.checks.text.base import Finding, TextCheck
from assay.checks.text.count import Bound, bound_phrase, bound_score
from assay.checks.text.drawing import TOPICS, bounds
from assay.context import Context
from assay.demands import Demands, amount, both
from assay.response import Response
from assay.views.csvtext import Field, csv_view
from assay.views.view import View

__all__ = ["Csv"]

_DELIMITERS = {"comma": ",", "tab": "\t", "semicolon": ";", "pipe": "|"}
_USUAL = " .-:/%"


class Csv(TextCheck, kind="text.csv"):
    """The response is delimited data: a header with exactly `columns`, and rows of as many fields.

    The whole answer, or the one code block it is, counts. Without `columns` there is no header and
    all rows have as many fields as the first, two or more; two rows are needed where `min` does
    not say. `min` and `max` bound the rows under the header; a row of blank fields is wrong.
    `quoted` asks for double quotes around `all` fields, the header's too, or around one field at
    least that holds a `special` character: none of letters, digits, spaces and `.-:/%`. Score: the
    mean share of what is asked that is right: the header, the rows of the right width, their
    number (the share of the bound) and the quotes; 0 where it cannot be read.
    """

    uses: ClassVar[tuple[View[Any], ...]] = (csv_view(","),)

    columns: tuple[str, ...] = ()
    delimiter: Literal["comma", "tab", "semicolon", "pipe"] = "comma"
    min: Bound | None = None
    max: Bound | None = None
    quoted: Literal["all", "special"] | None = None

    def validate(self) -> None:
        if self.min is not None and self.max is not None and self.min > self.max:
            raise ValueError(f"min is {self.min} but max is {self.max}")
        if self.columns and any(name != name.strip() or not name for name in self.columns):
            raise ValueError("a column's name is blank or has white space around it")

    def standard(self, response: Response, context: Context) -> Finding:
        rows, fault = response.view(csv_view(_DELIMITERS[self.delimiter]))
        if fault:
            return Finding(False, f"It cannot be read: {fault}.", 0.0)
        header = tuple(field.value for field in rows[0]) if self.columns and rows else ()
        body = rows[1:] if self.columns else rows
        width = len(self.columns) or (max(len(rows[0]), 2) if rows else 2)
        wide = sum(len(row) == width and any(field.value for field in row) for row in body)
        said = [f"{len(body)} row{_s(len(body))}, {wide} of them with {width} fields"]
        shares = [wide / len(body) if body else float(self.max == 0)]
        if self.columns:
            shares.append(float(header == self.columns))
            said.append(f"the header {'is' if header == self.columns else 'is not'} the one asked")
        low, high = self.min, self.max
        if low is None and not self.columns:  # one line with a comma may be any sentence
            low = min(2, high) if high is not None else 2
        many = (low is None or len(body) >= low) and (high is None or len(body) <= high)
        shares.append(1.0 if many else bound_score(len(body), low, high))
        if self.quoted == "all":
            fields = [field for row in rows for field in row]
            quoted = sum(field.quoted for field in fields)
            shares.append(quoted / len(fields) if fields else 0.0)
            said.append(f"{quoted} of {len(fields)} fields in quotes")
        elif self.quoted == "special":
            special = any(_is_special(field) for row in body for field in row)
            shares.append(float(special))
            said.append(f"{'a' if special else 'no'} special character in quotes")
        passed = all(share == 1.0 for share in shares)
        wanted = "all alike required"
        if (low, high) != (None, None):
            wanted = f"{bound_phrase(low, high)} row{_s(low if high is None else high)} required"
        return Finding(passed, f"{', '.join(said)}; {wanted}.", sum(shares) / len(shares))

    def demands(self) -> Demands | None:
        """The delimiters, quotes and names that the rows have at least."""
        rows = self.min or (0 if self.max == 0 else 1 if self.columns else min(2, self.max or 2))
        rows += bool(self.columns)
        fields = rows * (len(self.columns) or 2)
        quotes = {"all": 2 * fields, "special": 2}.get(self.quoted or "", 0)
        asked = [amount("letter", quotes, None, ('"',))]
        if self.delimiter != "tab":
            mark = _DELIMITERS[self.delimiter]
            asked.append(amount("letter", fields - rows, None, (mark,)))
        plain = [n for n in self.columns if n.isascii() and n.isprintable() and '"' not in n]
        named = (amount("phrase", 1, None, (name, "substring", "cased")) for name in plain)
        return both([*asked, *named])

    def describe(self) -> str:
        name = "vertical bar" if self.delimiter == "pipe" else self.delimiter
        text = f"Write nothing but {name}-delimited data"
        if self.columns:
            text += f" with the columns {', '.join(self.columns)}"
        if self.min is not None or self.max is not None:
            last = self.min if self.max is None else self.max
            under = " under the header" if self.columns else ""
            text += f" and {bound_phrase(self.min, self.max)} row{_s(last)}{under}"
        if self.quoted == "all":
            text += ", each field in double quotes"
        elif self.quoted == "special":
            text += ", with one field that holds a special character and stands in double quotes"
        return f"{text}."

    @classmethod
    def draw(cls, rng: Random, level: int) -> Check:
        """Commas and a few columns at 1; other delimiters and quotes with the level."""
        names = tuple(word.capitalize() for word in rng.sample(TOPICS, level + 2))
        delimiters = ("comma", "comma", "tab", "semicolon", "pipe")
        asked = bounds(rng, level, 2, 4 + 3 * level)
        return cls(
            columns=names,
            delimiter=rng.choice(delimiters[:level]),
            quoted=(None, None, "special", "all", rng.choice(("all", "special")))[level - 1],
            min=asked.get("min"),
            max=asked.get("max"),
        )

    @classmethod
    def examples(cls) -> Sequence[Example]:
        two = cls(columns=("ID", "City"), min=2, max=2)
        special = cls(columns=("ID", "City"), quoted="special")
        every = cls(columns=("ID", "City"), delimiter="tab", quoted="all")
        return (
            Example(two, "ID,City\n1,Oslo\n2,Riga\n\n", True),
            Example(two, "```csv\nID, City\n1, Oslo\n2, Riga\n```", True),
            Example(two, "ID,City\n1,Oslo", False),
            Example(two, "ID,Town\n1,Oslo\n2,Riga", False),
            Example(two, "ID,City\n1,Oslo,x\n2,Riga", False),
            Example(two, "Here it is:\nID,City\n1,Oslo\n2,Riga", False),
            Example(special, 'ID,City\n1,"Oslo & Riga"', True),
            Example(special, 'ID,City\n1,Oslo & Riga\n2,"Riga"', False),
            Example(every, '"ID"\t"City"\n"1"\t"Oslo"', True),
            Example(every, '"ID"\t"City"\n1\t"Oslo"', False),
        )


def _s(number: int | None) -> str:
    return "" if number == 1 else "s"


def _is_special(field: Field) -> bool:
    return field.quoted and any(not c.isalnum() and c not in _USUAL for c in field.value)
