"""A run from nothing to its end: what is asked, what is kept, what it amounts to."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from run_parts import Backwards, Counting, Parrot, Tides, said, totals

import assay
from assay.checks import text
from assay.errors import ModelError, RunError, TaskError
from assay.evaluate.runs import open_run
from assay.evaluate.runs.begin import run
from assay.evaluate.runs.config import Budget
from assay.model import Fault, Sampling
from assay.rows import check_rows
from assay.sample import Sample
from assay.tasks.task import Task


def test_a_run_asks_each_sample_n_times_and_keeps_what_was_decided(tmp_path: Path) -> None:
    model = Parrot()
    folder = run(Tides(size=5), model, n=3, out=tmp_path / "r", metrics=["accuracy"])
    assert sorted(model.asked.values()) == [1] * 15
    lines = list(folder.lines())
    assert [line.key for line in lines] == [(f"t{k}", a) for k in range(5) for a in range(3)]
    first = lines[0]
    assert first.prompt == "Describe tide 0."
    assert first.response == "Describe tide 0."[: len(str(first.response))]
    assert first.generation
    assert first.generation.usage.prompt_tokens == 3
    assert first.generation.model == "parrot-1"
    for line in lines:
        assert line.outcome is (len(str(line.response).split()) >= 2 + line.meta["level"])
        assert line.verdict[0].kind == "text.words"
        assert line.score == line.verdict[0].score
    info = open_run(tmp_path / "r").info
    assert info == folder.info
    assert (info.status, info.n, info.samples, info.metrics) == ("done", 3, 5, ["accuracy"])
    assert info.task.settings == {"size": 5}
    assert info.totals.passed == sum(line.outcome is True for line in lines)
    assert info.totals.passed + info.totals.failed == info.totals.answers == 15
    assert info.totals.tokens == info.totals.prompt_tokens + info.totals.completion_tokens


def test_the_lines_are_rows_that_anything_reads(tmp_path: Path) -> None:
    model = Counting({1: Fault(kind="timeout", message="late")})
    folder = run(Tides(size=3), model, out=tmp_path / "r")
    assert check_rows(folder.path / "samples.jsonl") == 3
    rows = [json.loads(line) for line in (folder.path / "samples.jsonl").read_text().splitlines()]
    assert [("fault" in row, "generation" in row) for row in rows] == [
        (False, True),
        (True, False),
        (False, True),
    ]
    assert rows[1]["response"] == rows[1]["verdicts"] == []
    assert rows[1]["passed"] is None


def test_the_order_in_which_answers_come_changes_nothing(tmp_path: Path) -> None:
    forward = run(Tides(size=40), Parrot(), n=2, out=tmp_path / "a")
    backward = run(Tides(size=40), Backwards(), n=2, out=tmp_path / "b")
    assert said(forward) == said(backward)
    assert totals(forward) == totals(backward)


def test_checks_of_the_run_are_asked_beside_the_tasks_own(tmp_path: Path) -> None:
    folder = run(Tides(size=4), Parrot(), out=tmp_path / "r", checks=[text.Regex(pattern="tide")])
    for line in folder.lines():
        assert [v.kind for v in line.verdict] == ["text.words", "text.regex"]
        assert line.outcome is all(v.passed for v in line.verdict)
    assert folder.info.checks == [{"kind": "text.regex", "pattern": "tide"}]


def test_checks_that_run_in_workers_are_judged_too(tmp_path: Path) -> None:
    checks = [text.Regex(pattern="(t|ti)+de")]
    one = run(Tides(size=20), Parrot(), out=tmp_path / "a", checks=checks)
    two = run(Tides(size=20), Backwards(), out=tmp_path / "b", checks=checks, workers=2)
    assert said(one) == said(two)


def test_a_request_that_fails_costs_one_line(tmp_path: Path) -> None:
    fault = Fault(kind="server", message="it broke", status=500, tries=4)
    folder = run(Tides(size=5), Counting({2: fault}), out=tmp_path / "r")
    lines = list(folder.lines())
    assert [line.fault for line in lines] == [None, None, fault, None, None]
    assert (lines[2].response, lines[2].outcome, lines[2].verdict) == (None, None, [])
    assert (folder.info.status, folder.info.totals.faults) == ("done", 1)


def test_a_model_that_leaves_asks_unanswered_does_not_end_a_run_well(tmp_path: Path) -> None:
    folder = run(Tides(size=5), Counting({3: None}), out=tmp_path / "r")
    assert (folder.info.status, folder.info.totals.answers) == ("stopped", 4)
    assert "1 asks without an answer" in folder.info.why


def test_what_a_model_raises_stops_the_run_and_keeps_what_is_there(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="parrot: ZeroDivisionError: oh") as told:
        run(Tides(size=5), Counting({3: ZeroDivisionError("oh")}), out=tmp_path / "r")
    assert told.value.__notes__ == [f"what was decided until then is kept: resume {tmp_path / 'r'}"]
    folder = open_run(tmp_path / "r")
    assert (folder.info.status, folder.info.why) == ("stopped", "parrot: ZeroDivisionError: oh")
    assert len(list(folder.lines())) == folder.info.totals.answers == 3


MODEL = """
from assay.errors import ModelError
from assay.model import Answer, Generation, Model

class Sea(Model):
    name = "sea"

    def stream(self, asks):
        for ask in asks:
            if "tide 0" not in ask.prompt:
                raise ModelError("no such model")
            yield Answer(ask, Generation(text="ebb"))
"""


def test_an_error_before_anything_is_decided_leaves_no_folder(tmp_path: Path) -> None:
    (tmp_path / "sea.py").write_text(MODEL)
    (tmp_path / "rows.jsonl").write_text('{"prompt": "Describe a tide.", "checks": []}\n')
    task, model = str(tmp_path / "rows.jsonl"), f"{tmp_path / 'sea.py'}:Sea"
    with pytest.raises(ModelError, match="no such model") as told:
        run(task, model, out=tmp_path / "r")
    with pytest.raises(TaskError, match="asks nothing") as empty:
        run([""], Parrot(), out=tmp_path / "r")
    assert not hasattr(told.value, "__notes__")
    assert not hasattr(empty.value, "__notes__")
    assert not (tmp_path / "r").exists()


def test_a_task_that_asks_nothing_later_is_mended_by_no_resuming(tmp_path: Path) -> None:
    with pytest.raises(TaskError, match="asks nothing") as told:
        run(["a", ""], Parrot(), out=tmp_path / "r")
    assert not hasattr(told.value, "__notes__")
    assert len(list(open_run(tmp_path / "r").lines())) == 1


def test_an_answer_that_was_received_is_kept_whatever_the_error(tmp_path: Path) -> None:
    (tmp_path / "sea.py").write_text(MODEL)
    (tmp_path / "rows.jsonl").write_text('{"prompt": "Describe tide 0.", "checks": []}\n')
    task, model = str(tmp_path / "rows.jsonl"), f"{tmp_path / 'sea.py'}:Sea"
    with pytest.raises(ModelError, match="a budget of tokens cannot be kept"):
        run(task, model, budget=Budget(tokens=9), out=tmp_path / "r")
    again = run(task, model, out=tmp_path / "r", resume=True)
    (line,) = again.lines()
    assert line.generation
    assert line.generation.cached


def test_an_error_leaves_what_earlier_sittings_decided(tmp_path: Path) -> None:
    late = Fault(kind="timeout", message="late")
    run(Tides(size=1), Counting({0: late}), out=tmp_path / "r")
    with pytest.raises(ModelError, match="gone"):
        run(Tides(size=1), Counting({0: ModelError("gone")}), out=tmp_path / "r", resume=True)
    assert open_run(tmp_path / "r").info.status == "stopped"


def test_ctrl_c_keeps_what_is_there(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        run(Tides(size=5), Counting({3: KeyboardInterrupt()}), out=tmp_path / "r")
    folder = open_run(tmp_path / "r")
    assert (folder.info.status, folder.info.why) == ("stopped", "interrupted")
    assert len(list(folder.lines())) == 3


@pytest.mark.parametrize(
    ("budget", "answers"), [({"tokens": 20}, 5), ({"dollars": 0.55}, 6), ({"tokens": 10**6}, 30)]
)
def test_a_spent_budget_stops_the_asking(
    tmp_path: Path, budget: dict[str, int], answers: int
) -> None:
    folder = run(Tides(size=30), Parrot(), out=tmp_path / "r", budget=Budget(**budget))
    assert folder.info.totals.answers == len(list(folder.lines())) == answers
    if answers < 30:
        assert folder.info.status == "stopped"
        assert folder.info.why.startswith("the budget of")
    again = run(Tides(size=30), Parrot(), out=tmp_path / "r", budget=Budget(**budget), resume=True)
    assert again.info.totals.answers == answers  # what was spent before counts
    assert Budget(**budget) == Budget(**folder.info.config["budget"])


def test_models_that_end_asks_themselves_for_a_budget_leave_them_open(tmp_path: Path) -> None:
    spent = Fault(kind="budget", message="the purse is empty")
    folder = run(Tides(size=5), Counting({3: spent, 4: spent}), out=tmp_path / "r")
    assert (folder.info.status, folder.info.why) == ("stopped", "the purse is empty")
    assert folder.info.totals.answers == 3
    assert folder.info.totals.faults == 0


class Odd(Task, frozen=True):
    name = "odd"
    fault: str = ""

    def samples(self) -> Iterator[Sample]:
        yield Sample(id="a", prompt="p")
        if self.fault == "raises":
            raise ZeroDivisionError("oh")
        if self.fault == "twice":
            yield Sample(id="a", prompt="q")
        yield Sample(id="" if self.fault == "nameless" else "b", prompt="")

    def __len__(self) -> int:
        if self.fault == "endless":
            raise TypeError
        return 0 if self.fault == "empty" else 3


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ("raises", "ZeroDivisionError: oh"),
        ("twice", "'a'"),
        ("nameless", "no id"),
        ("silent", "asks nothing"),
        ("endless", "no end"),
        ("empty", "no samples"),
    ],
)
def test_a_task_that_is_wrong_is_one_clear_error(tmp_path: Path, fault: str, said: str) -> None:
    with pytest.raises(TaskError, match=said):
        run(Odd(fault=fault), Parrot(), out=tmp_path / "r")


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(RunError, match="not empty"):
        run(Tides(), Parrot(), out=tmp_path)
    run(Tides(), Parrot(), out=tmp_path / "r")
    before = said(tmp_path / "r")
    with pytest.raises(RunError, match="holds a run"):
        run(Tides(), Parrot(), out=tmp_path / "r")
    assert said(tmp_path / "r") == before


def test_without_a_name_a_run_has_a_folder_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    one, other = (assay.run("letters", "echo", limit=2) for _ in range(2))
    assert one.path.parent == other.path.parent == Path("runs")
    assert one.path.name == one.info.id != other.info.id
    assert "letters-echo" in one.info.id


def test_texts_that_utf8_cannot_carry_come_back(tmp_path: Path) -> None:
    class Surrogates(Parrot):
        def answer(self, ask):  # type: ignore[no-untyped-def]
            from assay.model import Answer, Generation

            return Answer(ask, Generation(text="a \ud800 tide"))

    folder = run(Tides(size=2), Surrogates(), out=tmp_path / "r", sampling=Sampling(seed=1))
    assert [line.response for line in folder.lines()] == ["a \ud800 tide"] * 2
    again = run(Tides(size=2), Parrot(), out=tmp_path / "r", sampling=Sampling(seed=1), resume=True)
    assert again.info.totals.answers == 2
