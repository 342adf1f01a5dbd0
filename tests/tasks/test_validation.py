"""`validate_task` finds every way in which a task breaks its word."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest

from assay.checks.answer import Math
from assay.checks.text import Words
from assay.errors import TaskError
from assay.sample import Sample
from assay.tasks import open_task
from assay.tasks.sampled import length, samples_of
from assay.tasks.task import Task
from assay.tasks.validation import validate_task

_calls = itertools.count()


class Broken(Task, frozen=True):
    """Sums, with one fault of the kind that `how` names."""

    how: str = ""

    def samples(self) -> Iterator[Sample]:
        for number in range(4):
            name = "" if (self.how, number) == ("nameless", 2) else str(number)
            if (self.how, number) == ("twice", 2):
                name = "1"
            if (self.how, number) == ("raises", 2):
                raise ZeroDivisionError("division by zero")
            prompt = f"1 + {number}?"
            if (self.how, number) == ("fickle", 2):
                prompt += f" {next(_calls)}"
            if (self.how, number) == ("no sample", 2):
                yield prompt  # type: ignore
            if (self.how, number) == ("nothing", 2):
                yield None  # type: ignore
            meta = {"thing": object()} if (self.how, number) == ("unwritable", 2) else {}
            checks = () if (self.how, number) == ("unchecked", 2) else (Math(gold=number + 1),)
            if (self.how, number) == ("several", 2):
                checks = (Math(gold=3), Words(min=1))
            yield Sample(id=name, prompt=prompt, checks=checks, meta=meta)

    def solutions(self, sample: Sample) -> list[str]:
        if self.how == "wrong gold" and sample.id == "2":
            return ["4"]
        if self.how == "solver raises" and sample.id == "2":
            raise KeyError("two")
        return [str(int(sample.prompt[4]) + 1)]

    def mistakes(self, sample: Sample) -> list[str]:
        return ["3"] if self.how == "lenient" and sample.id == "2" else ["12"]


class Endless(Task, frozen=True):
    """Numbers."""

    def samples(self) -> Iterator[Sample]:
        for number in itertools.count():
            yield Sample(id=str(number), prompt="Go on.", checks=(Words(min=1),))

    def __len__(self) -> int:
        return Task.__len__(self)


def test_a_sound_task_has_no_fault() -> None:
    found = validate_task(Broken())
    assert found.faults == []
    assert (found.samples, found.solutions, found.mistakes) == (4, 4, 4)
    assert (found.unproven, found.blank, found.proven) == (0, 0, True)


@pytest.mark.parametrize(
    ("how", "problem", "sample", "why"),
    [
        ("wrong gold", "solution", "2", "4 is not 3"),
        ("lenient", "mistake", "2", "answer.math"),
        ("unchecked", "undecided", "2", "there is no check"),
        ("nameless", "id", "#3", "there is no id"),
        ("twice", "id", "1", "another sample has this id"),
        ("fickle", "drawing", "2", "drawn again it is another"),
        ("unwritable", "row", "2", "cannot be written"),
    ],
)
def test_each_fault_is_named(how: str, problem: str, sample: str, why: str) -> None:
    faults = validate_task(Broken(how=how)).faults
    assert {(fault.sample, fault.problem) for fault in faults} >= {(sample, problem)}
    assert why in next(fault.why for fault in faults if fault.problem == problem)


def test_rows_without_checks_are_a_fault_though_nothing_is_known_of_them(tmp_path: Path) -> None:
    (tmp_path / "r.jsonl").write_text('{"id": "1", "prompt": "Go."}\n')
    (fault,) = validate_task(open_task(str(tmp_path / "r.jsonl"))).faults
    assert (fault.sample, fault.why) == ("1", "there is no check")


def test_a_check_that_takes_anything_shows(tmp_path: Path) -> None:
    row = '{{"id": "{0}", "prompt": "{0}+0?", "reference": "{0}", "checks": [{1}]}}\n'
    anything = '{"kind": "text.words", "min": 1}'
    (tmp_path / "r.jsonl").write_text("".join(row.format(n, anything) for n in range(4)))
    found = validate_task(open_task(str(tmp_path / "r.jsonl")))
    assert (found.faults, found.blank, found.echoed) == ([], 0, 4)
    assert (found.swapped, found.swaps) == (3, 3)
    sums = validate_task(Broken())
    assert (sums.swapped, sums.swaps) == (0, 3)


def test_faults_of_a_set_of_checks_name_the_check_that_fails() -> None:
    assert validate_task(Broken(how="several")).faults == []


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ("raises", "broke at sample 3: ZeroDivisionError"),
        ("no sample", "sample 3 of task '' is '1 + 2?'"),
        ("nothing", "sample 3 of task '' is None"),
        ("solver raises", "broke at the solutions of '2': KeyError"),
    ],
)
def test_a_task_that_breaks_is_one_clear_error(how: str, said: str) -> None:
    with pytest.raises(TaskError) as fault:
        validate_task(Broken(how=how))
    assert said in str(fault.value)


def test_a_limit_ends_a_task_without_end() -> None:
    found = validate_task(Endless(), limit=5)
    assert (found.samples, found.unproven, found.proven) == (5, 5, False)
    assert length(Endless()) is None


def test_samples_for_a_run_are_as_many_as_asked_and_have_ids_of_their_own() -> None:
    assert len(list(samples_of(Endless(), 7))) == 7
    assert len(list(samples_of(Broken(how=""), 2))) == 2
    with pytest.raises(TaskError, match="no end"):
        list(samples_of(Endless()))
    with pytest.raises(TaskError, match="has the id '1'"):
        list(samples_of(Broken(how="twice"), 4))
    with pytest.raises(TaskError, match="has no id"):
        list(samples_of(Broken(how="nameless"), 4))
