"""The records of a data file as a task: JSON lines, CSV, Parquet, or Hugging Face's `datasets`.

assay run questions.csv --set prompt=question answer=gold check=answer.math
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from glob import glob, has_magic
from pathlib import Path
from typing import Literal, TypeAlias

from assay.sample import Sample
from assay.tasks.columns import dataset_records, parquet_records
from assay.tasks.given import mistakes_in, solutions_in
from assay.tasks.mapping import Mapped, samples_from
from assay.tasks.records import Record, csv_records, json_records
from assay.tasks.rows_task import digest_of, existing, identified, stem, unanswered

__all__ = ["SUFFIXES", "Format", "Records"]

Format: TypeAlias = Literal["", "jsonl", "json", "csv", "tsv", "parquet", "hf"]
SUFFIXES: dict[str, Format] = {
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json", ".csv": "csv", ".tsv": "tsv",
    ".parquet": "parquet",
}  # fmt: skip


class Records(Mapped, frozen=True):
    """The records of a data file, each made a sample by the names of its fields.

    `path` is a file, several by `*`, or with `format=hf` a folder or a name on the Hugging Face
    Hub (then `config` and `split` say which part). `prompt`, `answer`, `options`, `id`, `response`
    and `checks` are names of fields, also paths such as `extra_info.answer`; prompt, answer,
    options and id are found by the usual names where they are not given. `id=-` numbers the
    records. Options are written below the prompt, with letters. `template` is the whole prompt,
    with fields in braces; `system` a message before it. `check` is a kind that takes the answer as
    its gold (`answer.any` without it), or JSON of one check or several; `checks` names a field that
    holds the record's own. `keep` names fields for `meta`, by which results can be sliced, with
    commas between. Extras: `data` for Parquet, `hf` for data sets.
    """

    name = "records"
    path: str
    format: Format = ""
    delimiter: str = ","
    config: str = ""
    split: str = ""

    @property
    def title(self) -> str:
        """The file's name."""
        return stem(self.path)

    @property
    def digest(self) -> str:
        if self._format() != "hf":
            return digest_of(*self._files())
        files = sorted(str(file) for file in Path(self.path).rglob("*") if file.is_file())
        return digest_of(*files) if files else ""

    def validate(self) -> None:
        if not self._format():
            names = ", ".join(sorted(set(SUFFIXES.values())))
            raise ValueError(f"cannot tell the format of {self.path!r}; format is {names} or hf")
        if len(self.delimiter) != 1:
            raise ValueError(f"delimiter: expected one character, got {self.delimiter!r:.20}")
        if (self.config or self.split) and self.format != "hf":
            raise ValueError("config and split go with format=hf")
        super().validate()
        if self._format() != "hf":
            self._files()

    def samples(self) -> Iterator[Sample]:
        return map(unanswered, self.recorded())

    def recorded(self) -> Iterator[Sample]:
        return identified(samples_from(self._records(), self), self.path)

    def _records(self) -> Iterator[Record]:
        if self._format() == "hf":
            yield from dataset_records(self.path, self.config, self.split)
            return
        readers: dict[str, Callable[[str], Iterator[Record]]] = {
            "jsonl": json_records,
            "json": json_records,
            "csv": partial(csv_records, delimiter=self.delimiter),
            "tsv": partial(csv_records, delimiter="\t"),
            "parquet": parquet_records,
        }
        for file in self._files():
            yield from readers[self._format()](file)

    def _format(self) -> Format:
        return self.format or SUFFIXES.get(Path(self.path.removesuffix(".gz")).suffix, "")

    def _files(self) -> list[str]:
        """The files, in order of their names. Raises ValueError where there is none."""
        if has_magic(self.path) and not Path(self.path).exists():
            found = sorted(glob(self.path, recursive=True))
            if not found:
                raise ValueError(f"there is no file like {self.path!r}")
            return found
        existing(self.path)
        return [self.path]

    def solutions(self, sample: Sample) -> list[str]:
        return solutions_in(sample)

    def mistakes(self, sample: Sample) -> list[str]:
        return mistakes_in(sample)

    def __len__(self) -> int:
        return sum(1 for _ in self.samples())
