"""Problems in a benchmark's own files as a task, read as `assay convert --unanswered` reads them.

`humaneval:HumanEval.jsonl.gz` on a command line, or the setting `files` of the task `suite`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from assay.errors import did_you_mean
from assay.sample import Sample, encode_json, read_row
from assay.tasks.formats import OTHERS, SUITES, reader
from assay.tasks.given import mistakes_in, solutions_in
from assay.tasks.rows_task import digest_of, existing, identified, stem, unanswered
from assay.tasks.task import Task

__all__ = ["SuiteFiles"]


class SuiteFiles(Task, frozen=True):
    """The prompts of a benchmark's own files, with checks of ours for what they ask.

    `format` is one that `assay convert` reads and that has prompts of its own; `files` are several
    where a comma stands between them.
    """

    name = "suite"
    format: str
    files: str

    @property
    def title(self) -> str:
        """The format and the file's name."""
        return f"{self.format}:{stem(self.files.partition(',')[0])}"

    @property
    def digest(self) -> str:
        files = [file for file in self.files.split(",") if Path(file).is_file()]
        return digest_of(*files) if files else ""

    def validate(self) -> None:
        formats = {**SUITES, **OTHERS}
        if self.format not in formats:
            near = did_you_mean(self.format, formats)
            raise ValueError(f"there is no format {self.format!r}{near}")
        for file in self.files.split(","):
            if not Path(file).is_dir():
                existing(file)

    def samples(self) -> Iterator[Sample]:
        return map(unanswered, identified(self._read(), self.files))

    def _read(self) -> Iterator[Sample]:
        for row in reader(self.format)(*self.files.split(","), answered=False):
            yield read_row(encode_json(row), file=self.files, answered=False).sample

    def solutions(self, sample: Sample) -> list[str]:
        return solutions_in(sample)

    def mistakes(self, sample: Sample) -> list[str]:
        return mistakes_in(sample)

    def __len__(self) -> int:
        return sum(1 for _ in self.samples())
