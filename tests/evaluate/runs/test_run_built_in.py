"""Every task that draws its own samples runs with nothing but its defaults."""

from __future__ import annotations

from pathlib import Path

import pytest

import assay

DRAWN = [
    "arithmetic", "countdown", "forms", "functions", "letters", "procedures", "words-and-forms",
]  # fmt: skip


@pytest.mark.parametrize("name", DRAWN)
def test_a_built_in_task_runs_with_its_defaults(name: str, tmp_path: Path) -> None:
    run = assay.run(name, "echo", n=2, limit=2, out=tmp_path / "run")
    lines = list(run.lines())
    assert len(lines) == 4
    assert all(line.fault is None and line.passed is not None for line in lines)
    assert (tmp_path / "run" / "run.json").exists()
