"""Records in columns: Parquet files (extra `data`) and Hugging Face's data sets (extra `hf`)."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from typing import Any, cast

from assay.errors import InputError, MissingExtra, did_you_mean
from assay.tasks.records import FilePath, Record

__all__ = ["dataset_records", "parquet_records"]

_BATCH = 256


def parquet_records(path: FilePath) -> Iterator[Record]:
    """The rows of a Parquet file, a few hundred in memory at a time.

    Raises MissingExtra without pyarrow, InputError where the file cannot be read.
    """
    parquet = _library("pyarrow.parquet", "pyarrow", "data")
    number = 0
    try:
        with parquet.ParquetFile(str(path)) as file:
            for batch in file.iter_batches(batch_size=_BATCH):
                for fields in batch.to_pylist():
                    yield _record(str(path), number, fields)
                    number += 1
    except (OSError, ValueError, ArithmeticError, NotImplementedError) as fault:
        if isinstance(fault, InputError):
            raise
        raise InputError(f"not readable as Parquet: {_line(fault)}", file=str(path)) from None


def dataset_records(name: str, config: str = "", split: str = "") -> Iterator[Record]:
    """The rows of a data set: a folder that `save_to_disk` wrote, a folder of data files, or a name
    on the Hugging Face Hub, which is downloaded and cached by `datasets` itself.

    Raises MissingExtra without `datasets`, InputError where there is no such data set or split.
    """
    datasets = _library("datasets", "datasets", "hf")
    try:
        found = _loaded(datasets, name, config)
    except Exception as fault:  # whatever a network, a cache or a format comes up with
        raise InputError(f"not readable as a data set: {_line(fault)}", file=name) from None
    if isinstance(found, Mapping):
        found = _split(cast("Mapping[str, Any]", found), name, split)
    labels = {
        column: feature.names
        for column, feature in found.features.items()
        if hasattr(feature, "int2str")
    }
    for number, fields in enumerate(found):
        named = {c: _named(fields[c], names) for c, names in labels.items() if c in fields}
        yield _record(name, number, {**fields, **named})


def _loaded(datasets: Any, name: str, config: str) -> Any:
    place = Path(name)
    if (place / "dataset_dict.json").is_file() or (place / "state.json").is_file():
        return datasets.load_from_disk(name)
    return datasets.load_dataset(name, config or None)


def _split(found: Mapping[str, Any], name: str, split: str) -> Any:
    """The split asked for, or the only one."""
    if split in found:
        return found[split]
    has = f"it has {', '.join(map(str, found))}"
    if split:
        near = did_you_mean(split, found) or f" ({has})"
        raise InputError(f"there is no split {split!r}{near}", file=name, field="split")
    if len(found) == 1:
        return next(iter(found.values()))
    raise InputError(f"say which split; {has}", file=name, field="split")


def _named(value: Any, names: list[str]) -> Any:
    """A label's name for its number; -1 stands for none."""
    known = isinstance(value, int) and 0 <= value < len(names)
    return names[value] if known else None


def _record(file: str, number: int, fields: Mapping[str, Any]) -> Record:
    return Record(file, 0, f"[{number}]", {str(k): _plain(v) for k, v in fields.items()})


def _plain(value: Any) -> Any:
    """A value as JSON would hold it: what is not a number is null, times and decimals are texts."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else str(value)
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(k): _plain(v) for k, v in cast("Mapping[Any, Any]", value).items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in cast("list[Any]", value)]
    return value


def _library(module: str, package: str, extra: str) -> Any:
    try:
        return import_module(module)
    except ImportError:
        raise MissingExtra(package, extra) from None


def _line(fault: Exception) -> str:
    return " ".join(str(fault).split())[:300] or type(fault).__name__
