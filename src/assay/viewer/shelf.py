"""The runs that are looked at together, and the pieces of them that the page asks for.

The served page fetches pieces by name; the static one carries them. A piece is `state` (runs and
how long they are), or one of a run's: `index` (its columns), `labels`, `line`, `numbers` and
`items` (the names of samples, by number).
"""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from pathlib import Path
from threading import Lock
from typing import Any

import msgspec

from assay.errors import RunError
from assay.evaluate.page.encode import encode
from assay.viewer.differences import compared
from assay.viewer.following import LABELS, Followed
from assay.viewer.numbers import numbers

__all__ = ["Shelf"]

_FRESH = 0.5
"""Seconds for which the runs are not looked at again, however many pages ask."""


class Shelf:
    """Runs, opened. Raises RunError where one cannot be."""

    def __init__(self, paths: Sequence[str | os.PathLike[str]], title: str = "") -> None:
        self.items: dict[str, int] = {}
        self.runs = [Followed(path, self.items) for path in paths]
        if not self.runs:
            raise RunError("no run to look at")
        self.names = _told_apart([run.folder.path.resolve() for run in self.runs])
        self.title = title or " · ".join(self.names)
        self._looked = float("-inf")
        self._lock = Lock()
        self._numbers: dict[Any, bytes] = {}
        self.refresh()

    def refresh(self) -> None:
        """Takes in what was written since. A run whose folder went away stays as it was."""
        with self._lock:
            if time.monotonic() - self._looked < _FRESH:
                return
            for run in self.runs:
                try:
                    run.refresh()
                except RunError:
                    if self._looked < 0:  # the first look
                        raise
            self._looked = time.monotonic()

    def state(self) -> dict[str, Any]:
        """What the page begins with."""
        named = zip(self.names, self.runs, strict=True)
        runs = [{"name": name, **run.about()} for name, run in named]
        return {"title": self.title, "labels": LABELS, "items": len(self.items), "runs": runs}

    def index(self, run: int, first: int) -> bytes:
        """The columns of a run from row `first` on."""
        return self.runs[run].index(run, first)

    def sample_names(self) -> bytes:
        """The names of the samples, in the order of their numbers."""
        return encode(list(self.items))

    def numbers(self, run: int) -> bytes:
        """The summary of a run as it is now: rates, curves and their intervals."""
        shown = self.runs[run]
        return self._kept((run, shown.epoch, len(shown)), lambda: numbers(shown))

    def compared(self, one: int, other: int) -> bytes:
        """What can be said of two runs' difference."""
        a, b = self.runs[one], self.runs[other]
        key = (one, a.epoch, len(a), other, b.epoch, len(b))
        return self._kept(key, lambda: compared(a, b))

    def _kept(self, key: tuple[Any, ...], make: Any) -> bytes:
        if key not in self._numbers:
            if len(self._numbers) > 64:
                self._numbers.clear()
            self._numbers[key] = encode(msgspec.to_builtins(make()))
        return self._numbers[key]


def _told_apart(paths: Sequence[Path]) -> list[str]:
    """The folders' names, with as much before them as it takes to tell them apart."""
    for depth in range(1, 4):
        names = ["/".join(path.parts[-depth:]) for path in paths]
        if len(set(names)) == len(names):
            return names
    return [f"{number}: {path.name}" for number, path in enumerate(paths, 1)]
