"""What the page knows of every line before it asks for any: a column for each thing to filter by.

Sent as a piece: the length of a header (u32), the header (JSON, padded to four bytes), and the
columns one after the other, little-endian, each padded to four bytes. The header names them with
their types (`u1`, `u2`, `u4`, `f8`) and spells out what the codes of a column stand for; code 0 is
always "none". Scores are u2, 0 to 10,000, and 65,535 where there is none; unknown costs and
seconds are -1. `against N` holds the kinds that did not pass (see `against.py`).
"""

from __future__ import annotations

import struct
import sys
from array import array
from collections.abc import Mapping
from math import inf
from typing import Any, NamedTuple

from assay.evaluate.metrics.of_lines import cluster_of
from assay.evaluate.page.encode import encode
from assay.evaluate.runs.line import RunGeneration, RunLine, ScoreLine
from assay.model import Usage
from assay.viewer.against import Against, Kinds

__all__ = ["NOT_SCORED", "STATUSES", "Codes", "Columns", "status_of"]

STATUSES = ("pass", "fail", "undecided", "error", "fault")
NOT_SCORED = len(STATUSES)
NO_SCORE = 65_535
_MOST_VALUES = 100
_MOST_SLICES = 24
_LONGEST_VALUE = 60
_TYPES = {"B": "u1", "H": "u2", "I": "u4", "d": "f8"}


class Codes:
    """A column of few different values, by number; 0 is none. Beyond `_MOST_VALUES` it is full.

    `shared` says whether any value stands in two samples; where none does, the values are but
    other names of the samples, and nothing to group them by.
    """

    def __init__(self, rows: int = 0) -> None:
        self.codes = array("B", bytes(rows))
        self.names: list[str] = [""]
        self.shared = False
        self._numbers = {"": 0}
        self._owners = [-1]

    def number(self, name: str) -> int | None:
        """The code of a value, or None where there is room for no more."""
        number = self._numbers.get(name)
        if number is None and len(self.names) <= _MOST_VALUES:
            number = self._numbers[name] = len(self.names)
            self.names.append(name)
        return number

    def put(self, row: int, number: int, item: int) -> None:
        """Fills a row, which is one of that sample's."""
        self.codes[row] = number
        if number == len(self._owners):
            self._owners.append(item)
        self.shared = self.shared or self._owners[number] != item


class Judged(NamedTuple):
    """What one scoring made of each row: its status, its score, and what did not pass."""

    status: array[int]
    score: array[int]
    against: Against


class Columns:
    """The columns of one run, filled line by line.

    `items` numbers the samples of all runs that are looked at together. A scalar of `meta` that
    takes few values is a slice; one that takes many is forgotten.
    """

    def __init__(self, items: dict[str, int]) -> None:
        self._items = items
        self.rows: dict[tuple[int, int], int] = {}
        self.item, self.attempt = array("I"), array("I")
        self.status, self.score = array("B"), array("H")
        self.tokens, self.seconds, self.cost = array("I"), array("d"), array("d")
        self.prompt_tokens = array("I")
        self.cluster = array("I")
        self.logprob, self.spelt = array("d"), array("I")  # their sum, over how many tokens
        self.confidence = array("d")  # what `meta.confidence` says; -1 is nothing
        self.faults = Codes()
        self.slices: dict[str, Codes] = {}
        self._dropped: set[str] = set()
        self.kinds = Kinds()
        self.against = Against(self.kinds)
        self.scored: dict[str, Judged] = {}

    def __len__(self) -> int:
        return len(self.status)

    def add(self, line: RunLine) -> tuple[int, bool]:
        """Counts a line; says in which row it stands, and whether it took the place of another
        of the same attempt."""
        item = self._items.setdefault(line.id, len(self._items))
        key = item, line.attempt & 0xFFFFFFFF
        row = self.rows.setdefault(key, len(self))
        again = row < len(self)
        if not again:
            self._append(key)
        self._fill(row, line)
        return row, again

    def add_score(self, name: str, line: ScoreLine) -> int | None:
        """Counts what later checks decided, and says of which row; of one that is not there,
        nothing."""
        row = self.rows.get((self._items.get(line.id, -1), line.attempt))
        if row is None:
            return None
        if name not in self.scored:
            blank = bytes([NOT_SCORED]) * len(self)
            nothing = Against(self.kinds, len(self))
            unknown = array("H", [NO_SCORE]) * len(self)
            self.scored[name] = Judged(array("B", blank), unknown, nothing)
        judged = self.scored[name]
        judged.status[row] = status_of(line.passed, line)
        judged.score[row] = _score(line.score)
        judged.against.fill(row, line.verdict)
        return row

    def encode(self, first: int, about: Mapping[str, Any]) -> bytes:
        """The piece from row `first` on, with `about` in its header."""
        named = self._named()
        last = len(self)
        head = encode(
            {
                **about,
                "from": first,
                "rows": last,
                "columns": [[name, _TYPES[column.typecode]] for name, column in named],
                "slices": {name: codes.names for name, codes in self.slices.items()},
                "alone": [name for name, codes in self.slices.items() if not codes.shared],
                "faults": self.faults.names,
                "kinds": self.kinds.names,
                "scores": list(self.scored),
            }
        )
        head += b" " * (-len(head) % 4)
        packed = [_packed(column[first:last]) for _, column in named]
        return b"".join([struct.pack("<I", len(head)), head, *packed])

    def _named(self) -> list[tuple[str, array[Any]]]:
        plain = ("item", "attempt", "cluster", "status", "score", "tokens", "seconds", "cost")
        named: list[tuple[str, array[Any]]] = [(name, getattr(self, name)) for name in plain]
        named.append(("fault", self.faults.codes))
        named += [(f"slice {name}", codes.codes) for name, codes in self.slices.items()]
        named += [(f"against {n}", column) for n, column in enumerate(self.against.columns)]
        for name, judged in self.scored.items():
            named += [(f"status {name}", judged.status), (f"score {name}", judged.score)]
            columns = enumerate(judged.against.columns)
            named += [(f"against {n} {name}", column) for n, column in columns]
        return named

    def _append(self, key: tuple[int, int]) -> None:
        self.item.append(key[0])
        self.attempt.append(key[1])
        self.tokens.append(0)
        for column in (self.prompt_tokens, self.cluster, self.spelt):
            column.append(0)
        self.logprob.append(0.0)
        for column in (self.seconds, self.cost, self.confidence):
            column.append(-1.0)
        self.score.append(NO_SCORE)
        self.faults.codes.append(0)
        for codes in self.slices.values():
            codes.codes.append(0)
        self.against.append()
        for judged in self.scored.values():
            judged.status.append(NOT_SCORED)
            judged.score.append(NO_SCORE)
            judged.against.append()
        self.status.append(0)  # the last, for it says how many rows there are

    def _fill(self, row: int, line: RunLine) -> None:
        """All that the line says, in the place of what an earlier one said."""
        fault = line.fault
        self.status[row] = STATUSES.index("fault") if fault else status_of(line.passed, line)
        self.score[row] = _score(line.score)
        self.against.fill(row, line.verdict)
        self.faults.codes[row] = (self.faults.number(fault.kind) or 0) if fault else 0
        self._fill_costs(row, line.generation)
        self.confidence[row] = _confidence(line.meta.get("confidence"))
        self.cluster[row] = cluster_of(line.prompt or line.id)
        for codes in self.slices.values():
            codes.codes[row] = 0
        for name, value in line.meta.items():
            self._slice(row, name, value)

    def _fill_costs(self, row: int, made: RunGeneration | None) -> None:
        usage, spelt = (made.usage, made.tokens or ()) if made else (Usage(), ())
        self.tokens[row] = _u4(usage.completion_tokens)
        self.prompt_tokens[row] = _u4(usage.prompt_tokens)
        self.seconds[row] = made.seconds if made else -1.0
        self.cost[row] = -1.0 if usage.cost is None else usage.cost
        self.spelt[row] = len(spelt)
        self.logprob[row] = sum([-inf if one is None else one for _, one in spelt])

    def _slice(self, row: int, name: str, value: object) -> None:
        text = _slice_value(value)
        if not text or name in self._dropped:
            return
        codes = self.slices.get(name)
        if codes is None:
            if len(self.slices) >= _MOST_SLICES:
                return
            codes = self.slices[name] = Codes(len(self))
        number = codes.number(text)
        if number is None:
            del self.slices[name]
            self._dropped.add(name)
        else:
            codes.put(row, number, self.item[row])


def status_of(passed: object, line: RunLine | ScoreLine) -> int:
    """The number of a status; what is neither passed nor failed is an error where a check broke."""
    if isinstance(passed, bool):
        return STATUSES.index("pass" if passed else "fail")
    broke = any(verdict.status == "error" for verdict in line.verdict)
    return STATUSES.index("error" if broke else "undecided")


def _confidence(sure: object) -> float:
    if isinstance(sure, bool) or not isinstance(sure, int | float) or not 0 <= sure <= 1:
        return -1.0
    return sure


def _u4(number: int) -> int:
    return min(max(number, 0), 0xFFFFFFFF)


def _slice_value(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str | int) and (isinstance(value, str) or value.bit_length() < 64):
        text = str(value)
        return text if len(text) <= _LONGEST_VALUE else ""
    return ""


def _score(score: object) -> int:
    if isinstance(score, bool) or not isinstance(score, int | float) or not 0 <= score <= 1:
        return NO_SCORE
    return round(score * 10_000)


def _packed(column: array[Any]) -> bytes:
    if sys.byteorder == "big":  # pragma: no cover
        column.byteswap()
    data = column.tobytes()
    return data + b"\0" * (-len(data) % 4)
