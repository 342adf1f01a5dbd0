"""No command writes over what it reads."""

from __future__ import annotations

from pathlib import Path

import pytest

from assay.cli.writing import refuse_overwriting, writing
from assay.errors import InputError


@pytest.fixture
def read(tmp_path: Path) -> Path:
    path = tmp_path / "read.jsonl"
    path.write_text("{}\n")
    return path


def test_a_file_that_is_read_is_refused_by_each_of_its_names(read: Path):
    hard, soft = read.with_name("hard"), read.with_name("soft")
    hard.hardlink_to(read)
    soft.symlink_to(read)
    for name in (read, hard, soft, read.parent / "." / "read.jsonl"):
        with pytest.raises(InputError, match="write somewhere else"):
            refuse_overwriting(str(name), str(read))


def test_so_is_anything_in_a_folder_that_is_read(tmp_path: Path):
    run = tmp_path / "run"
    run.mkdir()
    for name in ("run.json", "new", "scores/new"):
        with pytest.raises(InputError):
            refuse_overwriting(str(run / name), str(run))


def test_anything_else_is_written(read: Path):
    for name in (None, "-", "/dev/null", str(read.with_name("new"))):
        refuse_overwriting(name, str(read), "not there")
    refuse_overwriting("/dev/null", "/dev/null")
    with writing(str(read.with_name("new"))) as file:
        file.write(b"x")
    assert read.with_name("new").read_bytes() == b"x"
