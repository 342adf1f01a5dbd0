"""A file of rows as a task: each row brings its prompt and its checks along.

    {"id": "7", "prompt": "What is 6 times 7?", "checks": [{"kind": "answer.math", "gold": "42"}]}

A response in a row is passed over. A row without an id is called by its number.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from assay.errors import InputError, did_you_mean
from assay.rows import read_rows
from assay.sample import Row, Sample
from assay.tasks.given import mistakes_in, solutions_in
from assay.tasks.task import Task

__all__ = ["Rows", "existing", "stem", "unanswered"]


class Rows(Task):
    """The rows of a file (JSON lines, also gzipped), with the checks they state.

    Gold answers in `reference`, `meta.solutions` or a single check's `gold` are the solutions,
    `meta.mistakes` the mistakes, that `assay validate` tries.
    """

    name = "rows"
    path: str

    @property
    def title(self) -> str:
        """The file's name."""
        return stem(self.path)

    def validate(self) -> None:
        existing(self.path)

    def samples(self) -> Iterator[Sample]:
        return unanswered(read_rows(self.path, answered=False), self.path)

    def solutions(self, sample: Sample) -> list[str]:
        return solutions_in(sample)

    def mistakes(self, sample: Sample) -> list[str]:
        return mistakes_in(sample)

    def __len__(self) -> int:
        return sum(1 for _ in self.samples())


def unanswered(rows: Iterable[Row], file: str) -> Iterator[Sample]:
    """The samples of rows, each with an id of its own and without responses.

    Raises InputError where an id stands twice, and where there is no row at all.
    """
    seen: set[str] = set()
    number = 0
    for number, row in enumerate(rows, 1):
        given = row.sample
        name = given.id or str(number)
        if name in seen:
            raise InputError(
                f"row {number} has the id {name!r:.80} of a row before it", file=file, field="id"
            )
        seen.add(name)
        yield Sample(
            id=name,
            prompt=given.prompt,
            checks=given.checks,
            reference=given.reference,
            meta=given.meta,
        )
    if not number:
        raise InputError("there are no rows", file=file)


def existing(path: str) -> None:
    """Raises ValueError, with the nearest name in its folder, where there is no such file."""
    place = Path(path)
    if place.is_file():
        return
    if place.is_dir():
        raise ValueError(f"{path!r} is a folder, not a file")
    beside = [f.name for f in place.parent.iterdir()] if place.parent.is_dir() else []
    raise ValueError(f"there is no file {path!r}{did_you_mean(place.name, beside)}")


def stem(path: str) -> str:
    """A file's name without what says its format."""
    name = Path(path).name.removesuffix(".gz")
    return name.rpartition(".")[0] or name
