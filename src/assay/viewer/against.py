"""Which kinds of checks did not pass a row: a bit for each kind, in columns of eight kinds."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence

from assay.verdict import Verdict

__all__ = ["Against", "Kinds"]

_MOST_KINDS = 128
_OTHERS = "(other kinds)"
_LONGEST_NAME = 200
_MOST_PARTS = 10_000


class Kinds:
    """The kinds that are told apart, by number; all beyond `_MOST_KINDS` are one."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self._numbers: dict[str, int] = {}

    def number(self, name: str) -> int:
        """The number of a kind; a new one gets the next."""
        if name not in self._numbers and len(self.names) >= _MOST_KINDS - 1:
            name = _OTHERS
        if name not in self._numbers:
            self._numbers[name] = len(self.names)
            self.names.append(name)
        return self._numbers[name]


class Against:
    """The kinds that did not pass, row by row. Bit b of column c stands for kind 8 c + b."""

    def __init__(self, kinds: Kinds, rows: int = 0) -> None:
        self.columns: list[array[int]] = []
        self._kinds = kinds
        self._rows = rows

    def append(self) -> None:
        """One more row, with nothing against it so far."""
        self._rows += 1
        for column in self.columns:
            column.append(0)

    def fill(self, row: int, verdicts: Sequence[Verdict]) -> None:
        """What stands against a row, in the place of what stood there."""
        for column in self.columns:
            column[row] = 0
        for name in _not_passed(verdicts):
            place, bit = divmod(self._kinds.number(name[:_LONGEST_NAME]), 8)
            while place >= len(self.columns):
                self.columns.append(array("B", bytes(self._rows)))
            self.columns[place][row] |= 1 << bit


def _not_passed(verdicts: Sequence[Verdict]) -> Iterator[str]:
    """The kinds of verdicts that did not pass, and of those parts of them that did not: what
    failed within a combinator that passed speaks against nobody."""
    waiting = [verdict for verdict in verdicts if verdict.status != "pass"]
    for _ in range(_MOST_PARTS):
        if not waiting:
            return
        verdict = waiting.pop()
        yield verdict.kind
        waiting.extend(part for part in verdict.parts if part.status != "pass")
