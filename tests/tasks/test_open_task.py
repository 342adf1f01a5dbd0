"""One function opens every task: built in, in a file, rows, a benchmark's own files."""

from __future__ import annotations

import gzip
import json
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

import assay
from assay.errors import InputError, TaskError
from assay.tasks import Task, open_task, registry
from assay.tasks.registry import BUILT_IN, task_names

ROWS = [
    {"id": "7", "prompt": "6 times 7?", "checks": [{"kind": "answer.math", "gold": "42"}]},
    {"prompt": "6 times 8?", "reference": 48, "response": "47",
     "checks": [{"kind": "answer.math", "gold": "48"}],
     "meta": {"solutions": ["It is 48."], "mistakes": ["84"]}},
]  # fmt: skip

OWN = '''
from collections.abc import Iterator
from assay.checks import text
from assay.sample import Sample
from assay.tasks import Task

class Greeting(Task):
    """Greet somebody."""
    name = "greeting-of-mine"
    size: int = 2
    def validate(self) -> None:
        if self.size < 1:
            raise ValueError(f"expected a size from 1 up, got {self.size}")
    def samples(self) -> Iterator[Sample]:
        for number in range(self.size):
            yield Sample(id=str(number), prompt="Greet.", checks=(text.Words(min=1),))

three = Greeting(size=3)
nothing = 3
'''


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    path = tmp_path / "rows.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in ROWS))
    return path


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "own.py"
    path.write_text(OWN)
    return path


def test_a_file_of_rows_is_a_task_whose_samples_have_no_responses(rows: Path) -> None:
    task = open_task(str(rows))
    first, second = task.samples()
    assert (first.id, second.id) == ("7", "2")
    assert second.responses == ()
    assert len(task) == 2
    assert task.title == "rows"
    assert open_task(task.name, task.settings) == task


def test_rows_bring_their_solutions_and_mistakes_along(rows: Path) -> None:
    task = open_task(str(rows))
    first, second = task.samples()
    assert task.solutions(first) == ["42"]
    assert task.solutions(second) == ["48", "It is 48."]
    assert task.mistakes(second) == ["84"]


def test_rows_may_be_gzipped(rows: Path) -> None:
    packed = rows.with_name("packed.jsonl.gz")
    packed.write_bytes(gzip.compress(rows.read_bytes()))
    assert list(open_task(str(packed)).samples()) == list(open_task(str(rows)).samples())


def test_an_id_that_stands_twice_is_an_error(rows: Path) -> None:
    rows.write_text('{"id": "2", "prompt": "a"}\n{"prompt": "a"}\n')
    with pytest.raises(InputError, match=r"rows\.jsonl: id: row 2 has the id '2'"):
        list(open_task(str(rows)).samples())


def test_an_empty_file_is_an_error(rows: Path) -> None:
    rows.write_text("\n")
    with pytest.raises(InputError, match="no rows"):
        len(open_task(str(rows)))


def test_a_class_in_a_file_of_python(own: Path) -> None:
    task = open_task(f"{own}:Greeting", {"size": "5"})
    assert len(list(task.samples())) == 5
    assert task.settings == {"size": 5}
    assert [s.id for s in open_task(f"{own}:three").samples()] == ["0", "1", "2"]
    assert open_task(f"{own}:three", {"size": 1}).settings == {"size": 1}


@pytest.mark.parametrize(
    ("spec", "settings", "said"),
    [
        ("rwos", {}, "there is no task 'rwos'; did you mean 'rows'"),
        ("row.jsonl", {}, "there is no file"),
        ("humanevil:x.jsonl", {}, "did you mean 'humaneval:x.jsonl'"),
        ("humaneval:x.jsonl", {}, "there is no file 'x.jsonl'"),
        ("suite", {"format": "ifevil", "files": "x"}, "did you mean 'ifeval'"),
        ("rows", {"paht": "x"}, "paht: task 'rows' has no such setting; did you mean 'path'"),
        ("rows", {}, "missing required field `path`"),
        ("nowhere.py:Name", {}, "there is no file 'nowhere.py'"),
        ("{own}:Greting", {}, "has no 'Greting'; did you mean 'Greeting'"),
        ("{own}:nothing", {}, "no task class"),
        ("{own}:Greeting", {"size": "0"}, "expected a size from 1 up, got 0"),
        ("{own}:Greeting", {"size": "many"}, "Expected `int`"),
        ("{own}:Greeting", {"size": "9" * 5000}, "size"),
        ("", {}, "there is no task ''"),
    ],
)
def test_what_cannot_be_opened_is_named(
    own: Path, spec: str, settings: dict[str, object], said: str
) -> None:
    with pytest.raises(TaskError) as fault:
        open_task(spec.format(own=own), settings)
    assert said in str(fault.value)


def test_the_names_of_built_in_tasks_are_listed_without_importing_them() -> None:
    assert set(BUILT_IN) <= set(task_names())


def test_a_package_offers_tasks_by_entry_points(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(own.parent))
    points = [
        EntryPoint("greeting", "own:Greeting", registry.GROUP),
        EntryPoint("gone", "own_gone:Greeting", registry.GROUP),
        EntryPoint("three", "own:three", registry.GROUP),
    ]
    monkeypatch.setattr(registry, "entry_points", lambda group: points if group else [])
    assert {"greeting", "gone", "three"} <= set(task_names())
    assert len(list(open_task("greeting", {"size": 4}).samples())) == 4
    with pytest.raises(TaskError, match="task 'gone' does not load: No module named 'own_gone'"):
        open_task("gone")
    with pytest.raises(TaskError, match="no task class"):
        open_task("three")


def test_assay_offers_it() -> None:
    assert assay.open_task is open_task
    assert assay.Task is Task
