"""What a program gives a run as it has it, and what anybody's model may give back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from run_parts import Tides

from assay.checks import text
from assay.errors import CheckError, InputError, ModelError, TaskError
from assay.evaluate.runs import open_run
from assay.evaluate.runs.begin import run
from assay.model import Answer, Ask, Fault, Generation, Model, Token, Usage
from assay.sample import Sample
from assay.tasks.registry import task_names
from assay.tasks.task import Task


class Saying(Model):
    """Answers the first ask with whatever it is told, the others well."""

    name = "saying"

    def __init__(self, given: Any) -> None:
        self.given = given

    def stream(self, asks: Iterable[Ask]) -> Iterator[Answer]:
        for number, ask in enumerate(asks):
            fine = Answer(ask, Generation(text="ebb and flood"))
            given = self.given
            if number or isinstance(given, Answer):
                yield fine if number else msgspec.structs.replace(given, ask=ask)
            else:
                yield given


ODD: list[Any] = [
    Generation(text=None),  # type: ignore[arg-type]
    Generation(text=b"ebb"),  # type: ignore[arg-type]
    Generation(text="ebb", finish="weird"),  # type: ignore[arg-type]
    Generation(text="ebb", seconds=None),  # type: ignore[arg-type]
    Generation(text="ebb", seconds=float("nan")),
    Generation(text="ebb", tool_calls=({"f": object()},)),
    Generation(text="ebb", usage=None),  # type: ignore[arg-type]
    Generation(text="ebb", usage=Usage(prompt_tokens=1.5)),  # type: ignore[arg-type]
    Generation(text="ebb", usage=Usage(completion_tokens=-5)),
    Generation(text="ebb", usage=Usage(cost=float("nan"))),
    Generation(text="ebb", usage=Usage(cost=float("inf"))),
    "ebb",
]


@pytest.mark.parametrize("odd", ODD)
def test_what_no_run_can_keep_is_a_fault_of_one_ask(tmp_path: Path, odd: Any) -> None:
    folder = run(Tides(size=3), Saying(Answer(None, odd)), out=tmp_path / "r")  # type: ignore[arg-type]
    lines = list(open_run(folder.path).lines())
    assert lines[0].fault
    assert lines[0].fault.kind == "malformed"
    assert (folder.info.status, folder.info.totals.answers) == ("done", 2)


@pytest.mark.parametrize("odd", ["late", Fault(kind="strange", message="x")])  # type: ignore[arg-type]
def test_a_fault_that_is_none_is_one_of_its_own(tmp_path: Path, odd: Any) -> None:
    folder = run(Tides(size=3), Saying(Answer(None, fault=odd)), out=tmp_path / "r")  # type: ignore[arg-type]
    faults = [line.fault.kind for line in open_run(folder.path).lines() if line.fault]
    assert faults == ["malformed"]


def test_a_generation_counts_where_there_is_a_fault_beside_it(tmp_path: Path) -> None:
    both = Answer(None, Generation(text="ebb"), Fault(kind="budget", message="?"))  # type: ignore[arg-type]
    folder = run(Tides(size=3), Saying(both), out=tmp_path / "r")
    assert (folder.info.status, folder.info.totals.answers) == ("done", 3)


def test_an_infinite_logarithm_is_kept(tmp_path: Path) -> None:
    made = Generation(text="ebb", tokens=(Token("ebb", float("-inf")),))
    folder = run(Tides(size=1), Saying(Answer(None, made)), out=tmp_path / "r")  # type: ignore[arg-type]
    (line,) = folder.lines()
    assert line.generation
    assert line.generation.tokens == (("ebb", None),)


@pytest.mark.parametrize("given", ["text", None, 3])
def test_what_is_no_answer_ends_the_run_with_the_models_name(tmp_path: Path, given: Any) -> None:
    with pytest.raises(ModelError, match=r"saying gave .* no assay.model.Answer") as told:
        run(Tides(size=3), Saying(given), out=tmp_path / "r")
    assert not hasattr(told.value, "__notes__")


def test_a_function_is_a_model_and_a_list_is_a_task(tmp_path: Path) -> None:
    rows = [
        Sample(id="own", prompt="Name a tide.", checks=(text.Words(max=1),)),
        {"prompt": "Name two.", "checks": [text.Words(min=2)], "meta": {"level": 2}},
        {"prompt": "Name three.", "checks": [{"kind": "text.words", "min": 3}], "response": "no"},
        "Name four.",
    ]

    def sea(ask: Ask) -> str:
        return "ebb flood" if ask.attempt else "ebb"

    folder = run(rows, sea, n=2, checks=[text.Commas(max=0)], out=tmp_path / "r")
    assert (folder.info.task.name, folder.info.model.name) == ("samples", "sea")
    assert [line.id for line in folder.lines()][::2] == ["own", "2", "3", "4"]
    outcomes = [line.outcome for line in folder.lines()]
    assert outcomes == [True, False, False, True, False, False, True, True]
    assert "samples" not in task_names()
    again = run(rows, sea, n=2, checks=[text.Commas(max=0)], out=tmp_path / "r", resume=True)
    assert again.info.status == "done"


def test_a_single_check_and_metric_need_no_list(tmp_path: Path) -> None:
    folder = run(["a"], lambda _: "ebb", checks=text.Words(max=1), metrics="ece", out=tmp_path)
    assert (folder.info.totals.passed, folder.info.metrics) == (1, ["ece"])


def test_a_function_may_fail_at_one_ask(tmp_path: Path) -> None:
    def sea(ask: Ask) -> Any:
        if ask.prompt == "a":
            raise TimeoutError("60 s")
        if ask.prompt == "b":
            raise ConnectionResetError("gone")
        return None if ask.prompt == "c" else "ebb"

    folder = run(list("abcd"), sea, checks=[text.Words(max=1)], out=tmp_path / "r")
    kinds = [line.fault.kind if line.fault else "" for line in folder.lines()]
    assert kinds == ["timeout", "connection", "malformed", ""]
    with pytest.raises(ModelError, match="function: ValueError: invalid literal"):
        run(["a"], lambda _: int("broke"), out=tmp_path / "s")  # type: ignore[arg-type, return-value]


@pytest.mark.parametrize(
    ("task", "told"),
    [
        ([3], "samples:1: expected a sample"),
        ([{"prompt": "a", "checks": [{"kind": "text.wrds"}]}], r"samples:1: checks\[0\]"),
        ([{"prompt": object()}], "samples:1"),
        ([{"id": "a", "prompt": "x"}, {"id": "a", "prompt": "x"}], "samples: id: row 2"),
        ([], "there are no rows"),
    ],
)
def test_what_is_no_sample_is_told_with_its_number(tmp_path: Path, task: Any, told: str) -> None:
    with pytest.raises(InputError, match=told):
        run(task, lambda _: "ebb", out=tmp_path / "r")
    assert not (tmp_path / "r").exists()


class Frame:
    """As pandas has it: what is iterated over are the names of the columns."""

    columns, shape = ("prompt", "checks"), (3, 2)

    def __iter__(self) -> Iterator[str]:
        return iter(self.columns)


@pytest.mark.parametrize(
    ("task", "told"),
    [
        ({"prompt": "What is 1+1?", "checks": []}, "got dict; a single one stands in a list"),
        (Sample(prompt="a"), "got Sample; a single one"),
        (Frame(), "got Frame; give its rows"),
        (5, "got int"),
        (None, "got NoneType"),
        (Tides, "got StructMeta"),
    ],
)
def test_what_is_no_list_of_samples_is_told(tmp_path: Path, task: Any, told: str) -> None:
    with pytest.raises(InputError, match=f"expected a task, its name or file, or a list.*{told}"):
        run(task, lambda _: "ebb", out=tmp_path / "r")
    assert not (tmp_path / "r").exists()


def test_a_path_is_the_file_that_it_names(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text('{"prompt": "Name a tide.", "checks": [{"kind": "text.words", "max": 1}]}\n')
    folder = run(path, lambda _: "ebb", out=tmp_path / "r")
    assert (folder.info.config["task"], folder.info.totals.passed) == (str(path), 1)


def test_checks_may_be_what_json_says_of_them(tmp_path: Path) -> None:
    one = {"kind": "text.words", "max": 1}
    for number, given in enumerate((one, [one], text.Words(max=1))):
        folder = run(["a"], lambda _: "ebb", checks=given, out=tmp_path / f"{number}")
        assert folder.info.checks == [one]
    for given, told in (("text.words", "expected a check"), ([one, {}], r"checks\[1\]")):
        with pytest.raises(CheckError, match=told):
            run(["a"], lambda _: "ebb", checks=given, out=tmp_path / "r")  # type: ignore[arg-type]


@pytest.mark.parametrize("model", [3, None, str])
def test_what_is_no_model_is_told(tmp_path: Path, model: Any) -> None:
    with pytest.raises(ModelError, match="expected a model, its name or a function"):
        run(["a"], model, out=tmp_path / "r")


def test_a_sample_that_is_no_json_is_the_tasks_fault(tmp_path: Path) -> None:
    class Strange(Task, frozen=True):
        def samples(self) -> Iterator[Sample]:
            yield Sample(id="a", prompt="x", meta={"when": object()})

        def __len__(self) -> int:
            return 1

    with pytest.raises(TaskError, match=r"sample 'a' .* cannot be written as JSON"):
        run(Strange(), lambda _: "ebb", out=tmp_path / "r")


def test_a_run_that_never_began_leaves_no_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ModelError):
        run(["a"], "nosuch")
    assert not list(Path("runs").iterdir())


@pytest.mark.parametrize("name", ["settings", "model_settings"])
def test_settings_of_what_is_made_already_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(CheckError, match=f"{name}: an object has its own"):
        run(Tides(size=1), Saying("ebb"), out=tmp_path / "r", **{name: {"size": 2}})  # type: ignore[arg-type]
    assert not (tmp_path / "r").exists()
