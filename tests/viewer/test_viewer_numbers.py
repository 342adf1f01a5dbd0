"""The page's numbers are those that the command line prints of the same runs."""

from __future__ import annotations

import json

import pytest
from run_folders import line, many, verdict, write_run, write_score

from assay.evaluate.compare import compare
from assay.evaluate.metrics import measure
from assay.evaluate.metrics.of_lines import outcomes_of
from assay.evaluate.runs import open_run
from assay.viewer.shelf import Shelf

NAMES = ["accuracy", "pass-curve", "cost", "cost:tokens", "cost:seconds"]


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    root = tmp_path_factory.mktemp("runs")
    return [write_run(root / str(seed), many(60, 3, seed)) for seed in (7, 8)]


def numbers(shelf, run=0, name=""):
    return json.loads(shelf.numbers(run))[name]


def near(found, wanted):
    for name in ("value", "low", "high", "n", "unknown", "faults"):
        assert found[name] == pytest.approx(getattr(wanted, name)), (found["name"], name)


def test_measures_are_those_of_the_lines(runs):
    given = [*NAMES, "ece:logprob", "brier:logprob", "aurc:logprob"]
    wanted = measure(given, outcomes_of(open_run(runs[0]).lines()))
    found = {one["name"]: one for one in numbers(Shelf(runs))["measures"]}
    assert len(found) >= 10
    for one in wanted:
        if one.value is not None:
            near(found[one.name], one)
    assert len(found["pass@2"].get("curve", [])) == 0
    assert [point["x"] for point in found["pass@3"]["curve"]] == [1, 2, 3]


def test_slices_are_measured_one_by_one(runs):
    found = {one["value"]: one["rate"] for one in numbers(Shelf(runs))["slices"]["level"]}
    for level in range(1, 6):
        lines = [one for one in open_run(runs[0]).lines() if one.meta["level"] == level]
        (wanted,) = measure(["accuracy"], outcomes_of(lines))
        assert found[str(level)]["rate"] == pytest.approx(wanted.value)
        assert found[str(level)]["low"] == pytest.approx(wanted.low)
        assert found[str(level)]["n"] == wanted.n


def test_stated_confidences_come_before_those_of_tokens(tmp_path):
    lines = [
        line(f"s{i}", "x", [verdict("k", "pass" if i % 3 else "fail")], meta={"confidence": i / 20})
        for i in range(20)
    ]
    shelf = Shelf([write_run(tmp_path / "r", lines)])
    wanted = measure(["ece", "brier"], outcomes_of(open_run(tmp_path / "r").lines()))
    found = {one["name"]: one for one in numbers(shelf)["measures"]}
    near(found["ece"], wanted[0])
    assert len(found["ece"]["curve"]) == len(wanted[0].curve)


def test_undecided_is_not_wrong(tmp_path):
    statuses = ["pass", "fail", "undecided", "error"]
    lines = [line(status, "x", [verdict("k", status)]) for status in statuses]
    found = numbers(Shelf([write_run(tmp_path / "r", lines)]))
    accuracy = found["measures"][0]
    assert (accuracy["value"], accuracy["n"], accuracy["unknown"]) == (0.5, 2, 2)
    assert found["statuses"] == dict.fromkeys(statuses, 1) | {"fault": 0}


def test_later_scores_have_numbers_of_their_own(tmp_path):
    folder = write_run(tmp_path / "r", [line(f"s{i}", "x", [verdict("k", "pass")]) for i in (0, 1)])
    score = {"id": "s1", "verdicts": [[verdict("late", "fail")]], "passed": False, "score": 0.0}
    write_score(folder, "strict", [score])
    shelf = Shelf([folder])
    assert numbers(shelf)["measures"][0]["value"] == 1.0
    later = numbers(shelf, name="strict")["measures"][0]
    assert (later["value"], later["n"]) == (0.0, 1)


def is_that_of_assay_compare(runs):
    wanted = compare(*runs)
    found = json.loads(Shelf(runs).compared(0, 1))[""]
    assert (found["items"], found["pairs"]) == (wanted.items, wanted.pairs)
    for name in ("a", "b", "value", "low", "high"):
        assert found["difference"][name] == pytest.approx(getattr(wanted.difference, name))
    assert found["test"]["p"] == pytest.approx(wanted.test.p)


def test_the_difference_is_that_of_assay_compare(runs):
    is_that_of_assay_compare(runs)


def test_samples_of_one_prompt_are_compared_as_assay_compare_does(tmp_path):
    for name, seed in (("a", 7), ("b", 8)):
        prompts = (
            one | {"prompt": f"Prompt {int(one['id'][1:]) // 3}"} for one in many(60, 2, seed)
        )
        write_run(tmp_path / name, prompts)
    is_that_of_assay_compare([tmp_path / "a", tmp_path / "b"])


def test_a_run_of_nothing_has_no_numbers(tmp_path):
    shelf = Shelf([write_run(tmp_path / name, []) for name in ("a", "b")])
    assert numbers(shelf)["measures"] == []
    assert json.loads(shelf.compared(0, 1))[""]["difference"]["value"] is None
