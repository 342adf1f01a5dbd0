"""Parquet files and Hugging Face's data sets, from local paths. Needs the extras data and hf."""

from __future__ import annotations

import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from assay.errors import InputError, MissingExtra
from assay.tasks import columns as columns_module
from assay.tasks import open_task
from assay.tasks.validation import validate_task

RECORDS = [
    {"question": "6 times 7?", "answer": "42", "level": 1.0, "extra": {"when": None}},
    {"question": "6 times 8?", "answer": "48", "level": float("nan"),
     "extra": {"when": datetime.date(2026, 1, 2)}},
]  # fmt: skip


def test_without_the_library_the_extra_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def absent(name: str) -> Any:
        raise ImportError(name)

    monkeypatch.setattr(columns_module, "import_module", absent)
    (tmp_path / "s.parquet").write_bytes(b"PAR1")
    with pytest.raises(MissingExtra, match=r"assay\[data\]"):
        list(open_task(str(tmp_path / "s.parquet")).samples())
    with pytest.raises(MissingExtra, match=r"assay\[hf\]"):
        list(open_task(f"hf:{tmp_path}").samples())


@pytest.fixture
def parquet(tmp_path: Path) -> Path:
    arrow = pytest.importorskip("pyarrow", reason="the extra `data` (pyarrow) is not installed")
    from pyarrow import parquet

    path = tmp_path / "sums.parquet"
    parquet.write_table(arrow.Table.from_pylist(RECORDS), path)
    return path


def test_parquet_records_are_samples_that_validate(parquet: Path) -> None:
    task = open_task(str(parquet), {"keep": "level,extra.when"})
    first, second = task.samples()
    assert (first.prompt, first.reference) == ("6 times 7?", "42")
    assert first.meta == {"source": "sums", "level": 1.0, "extra.when": None}
    assert second.meta == {"source": "sums", "level": None, "extra.when": "2026-01-02"}
    assert validate_task(task).faults == []


def test_a_parquet_file_says_which_record_is_wrong(parquet: Path) -> None:
    with pytest.raises(InputError, match=r"sums\.parquet: \[1\]\.level: the gold answer is null"):
        list(open_task(str(parquet), {"answer": "level"}).samples())


def test_a_broken_parquet_file_is_one_clear_error(parquet: Path) -> None:
    parquet.write_bytes(parquet.read_bytes()[:-40])
    with pytest.raises(InputError, match="not readable as Parquet"):
        list(open_task(str(parquet)).samples())


def test_values_of_columns_become_values_of_json(tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow", reason="the extra `data` (pyarrow) is not installed")
    from pyarrow import parquet

    record = {"question": "?", "answer": Decimal("1.50"), "b": b"\xff", "l": [{"x": Decimal(2)}]}
    path = tmp_path / "v.parquet"
    parquet.write_table(arrow.Table.from_pylist([record]), path)
    (sample,) = open_task(str(path), {"keep": "l"}).samples()
    assert (sample.reference, sample.meta["l"]) == ("1.50", [{"x": 2}])
    with pytest.raises(InputError, match=r"b: expected a text or messages, got b'"):
        list(open_task(str(path), {"prompt": "b"}).samples())


@pytest.fixture
def saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.setenv("HF_DATASETS_CACHE", str(tmp_path / "cache"))
    datasets = pytest.importorskip("datasets", reason="the extra `hf` (datasets) is not installed")
    features = datasets.Features(
        {"question": datasets.Value("string"), "mood": datasets.ClassLabel(names=["sad", "glad"])}
    )
    data = {"question": ["Hooray!", "Alas."], "mood": [1, 0]}
    made = datasets.Dataset.from_dict(data, features=features)
    datasets.DatasetDict({"train": made, "test": made.select([0])}).save_to_disk(
        str(tmp_path / "moods")
    )
    return tmp_path / "moods"


def test_a_saved_data_set_is_read_by_split_with_the_names_of_labels(saved: Path) -> None:
    given = {"answer": "mood", "check": "answer.text", "split": "train"}
    task = open_task(f"hf:{saved}", given)
    assert [s.reference for s in task.samples()] == ["glad", "sad"]
    assert len(open_task(f"hf:{saved}", {**given, "split": "test"})) == 1
    assert len(task.digest) == 16


def test_a_split_must_be_said_and_be_there(saved: Path) -> None:
    with pytest.raises(InputError, match="say which split; it has train, test"):
        list(open_task(f"hf:{saved}", {"answer": "mood"}).samples())
    with pytest.raises(InputError, match="did you mean 'train'"):
        list(open_task(f"hf:{saved}", {"answer": "mood", "split": "trian"}).samples())


def test_no_data_set_is_one_clear_error(saved: Path) -> None:
    with pytest.raises(InputError, match="not readable as a data set"):
        list(open_task(f"hf:{saved.parent / 'nothing'}").samples())
