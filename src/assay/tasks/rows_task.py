"""A file of rows as a task: each row brings its prompt and its checks along.

    {"id": "7", "prompt": "What is 6 times 7?", "checks": [{"kind": "answer.math", "gold": "42"}]}

A response in a row is passed over. A row without an id is called by its number.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from assay.errors import InputError, did_you_mean
from assay.rows import read_lines
from assay.sample import Sample, read_row
from assay.tasks.answers_fields import QUESTIONS
from assay.tasks.given import mistakes_in, solutions_in
from assay.tasks.task import Task

__all__ = ["Rows", "digest_of", "existing", "identified", "stem", "unanswered"]


class Rows(Task, frozen=True):
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

    @property
    def digest(self) -> str:
        return digest_of(self.path)

    def validate(self) -> None:
        existing(self.path)

    def samples(self) -> Iterator[Sample]:
        return map(unanswered, self.recorded())

    def recorded(self) -> Iterator[Sample]:
        return identified(self._read(), self.path)

    def _read(self) -> Iterator[Sample]:
        for number, line in read_lines(self.path):
            row = read_row(line, file=self.path, number=number, answered=False)
            if not row.sample.prompt:
                theirs = next((name for name in QUESTIONS if name in row.fields), "")
                hint = f"; --set prompt={theirs} reads that field instead" if theirs else ""
                message = f"a row needs a prompt{hint}"
                raise InputError(message, file=self.path, line=number, field="prompt")
            yield row.sample

    def solutions(self, sample: Sample) -> list[str]:
        return solutions_in(sample)

    def mistakes(self, sample: Sample) -> list[str]:
        return mistakes_in(sample)

    def __len__(self) -> int:
        return sum(1 for _ in self.samples())


def identified(samples: Iterable[Sample], file: str) -> Iterator[Sample]:
    """The samples, each with an id of its own: its place where it has none.

    Raises InputError where an id stands twice, and where there is no sample at all.
    """
    seen: set[str] = set()
    number = 0
    for number, sample in enumerate(samples, 1):
        name = sample.id or str(number)
        if name in seen:
            raise InputError(
                f"row {number} has the id {name!r:.80} of a row before it", file=file, field="id"
            )
        seen.add(name)
        yield sample if sample.id else msgspec.structs.replace(sample, id=name)
    if not number:
        raise InputError("there are no rows", file=file)


def unanswered(sample: Sample) -> Sample:
    """The sample without its responses."""
    if not sample.responses and not sample.several:
        return sample
    return msgspec.structs.replace(sample, responses=(), several=False)


def existing(path: str) -> None:
    """Raises ValueError, with the nearest name in its folder, where there is no such file."""
    place = Path(path)
    if not path:
        raise ValueError("expected the name of a file")
    if place.is_file():
        return
    if place.is_dir():
        raise ValueError(f"{path!r} is a folder, not a file")
    if place.is_symlink():
        raise ValueError(f"{path!r} is a link that leads nowhere")
    if place.exists():
        raise ValueError(f"{path!r} is a pipe or a device; a file is read more than once")
    beside = [f.name for f in place.parent.iterdir()] if place.parent.is_dir() else []
    raise ValueError(f"there is no file {path!r}{did_you_mean(place.name, beside)}")


def digest_of(*paths: str) -> str:
    """The first 16 hexadecimal digits of the SHA-256 of these files.

    Raises InputError where one cannot be read.
    """
    digest = hashlib.sha256()
    for path in paths:
        try:
            with Path(path).open("rb") as file:
                while piece := file.read(1 << 20):
                    digest.update(piece)
        except OSError as fault:
            raise InputError(fault.strerror or str(fault), file=path) from None
    return digest.hexdigest()[:16]


def stem(path: str) -> str:
    """A file's name without what says its format."""
    name = Path(path).name.removesuffix(".gz")
    return name.rpartition(".")[0] or name
