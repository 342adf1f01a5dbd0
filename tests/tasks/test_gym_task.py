"""reasoning-gym's data sets as tasks, judged strictly. Needs the extra gym."""

from __future__ import annotations

import json
import random

import pytest

from assay import verify
from assay.checks.answer import Gym as GymCheck
from assay.checks.answer import gym as gym_module
from assay.errors import BadParameter, TaskError
from assay.tasks import gym_task, open_task
from assay.tasks.gym_checks import LEFT_OUT, check_of
from assay.tasks.validation import validate_task


@pytest.fixture
def installed() -> None:
    pytest.importorskip("reasoning_gym", reason="the extra `gym` (reasoning-gym) is not installed")


def test_without_the_library_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(gym_task, "import_module", absent)
    with pytest.raises(TaskError, match=r"assay\[gym\]"):
        open_task("gym", {"dataset": "gcd"})


def test_without_the_library_its_scorer_is_undecided(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(gym_module, "import_module", absent)
    gym_module.problems.cache_clear()
    from assay.context import Context
    from assay.response import Response

    verdict = GymCheck(dataset="jugs", index=0).verify(Response("[]"), Context())
    assert (verdict.passed, "assay[gym]" in verdict.why) == (None, True)


@pytest.mark.parametrize(
    ("name", "answer", "meta", "kind"),
    [
        ("gcd", "12", {}, "answer.number"),
        ("coin_flip", "1.5e-05", {}, "answer.number"),
        ("base_conversion", "1010", {}, "answer.exact"),
        ("caesar_cipher", "LET US GO", {}, "answer.exact"),
        ("complex_arithmetic", "-15.0 + 3.0i", {"result": (-15, 3)}, "answer.exact"),
        ("countdown", "6*7", {"target": 42, "numbers": [6, 7]}, "answer.expression"),
        ("puzzle24", "4*6*1*1", {"numbers": [4, 6, 1, 1]}, "answer.expression"),
        ("n_queens", "Q", {"valid_answers": ["_ Q", "Q _"]}, "answer.exact"),
        ("jugs", "[]", {}, "answer.gym"),
    ],
)
def test_how_a_data_set_is_judged(name: str, answer: str, meta: object, kind: str) -> None:
    entry = {"question": "?", "answer": answer, "metadata": meta}
    check = check_of(name, entry, 0, seed=1, size=2, config="{}")
    assert check is not None
    assert check.kind == kind


@pytest.mark.parametrize(
    ("result", "right", "wrong"),
    [((-5, 20), ["-5.0 + 20.0i", "-5+20i", "20i - 5", "(-5 + 20i)"],
      ["(1 + 10i) - (6 - 10i)", "-5"]),
     ((0, -1), ["-i", "0.0 - 1.0i", "-1i"], ["i", "0"]),
     ((3, 0), ["3", "3.0 + 0.0i"], ["3i"])],
)  # fmt: skip
def test_a_complex_number_is_worked_out(
    result: tuple[int, int], right: list[str], wrong: list[str]
) -> None:
    entry = {"question": "?", "answer": "?", "metadata": {"result": result}}
    check = check_of("complex_arithmetic", entry, 0, seed=1, size=2, config="{}")
    assert check is not None
    assert [verify(f"<answer>{answer}</answer>", check).passed for answer in right] == [True] * len(
        right
    )
    assert not any(verify(f"<answer>{answer}</answer>", check).passed for answer in wrong)


def test_the_sum_that_is_asked_for_is_no_answer_to_it() -> None:
    entry = {"question": "State the final answer to: 4 + 3 =", "answer": "7", "metadata": {}}
    check = check_of("chain_sum", entry, 0, seed=1, size=2, config="{}")
    assert check is not None
    assert verify("<answer>7</answer>", check).passed
    assert not verify("<answer>4 + 3</answer>", check).passed


def test_a_power_is_asked_to_three_figures() -> None:
    entry = {"question": "?", "answer": "-0.0013674811612376526", "metadata": {}}
    check = check_of("power_function", entry, 0, seed=1, size=2, config="{}")
    assert check is not None
    assert verify("<answer>-1.37e-3</answer>", check).passed
    assert not verify("<answer>-1.36e-3</answer>", check).passed


@pytest.mark.parametrize("name", sorted(LEFT_OUT))
def test_what_cannot_be_judged_strictly_is_left_out_and_says_why(name: str) -> None:
    with pytest.raises(TaskError, match=f"{name} is left out: "):
        open_task(f"gym:{name}")


def test_a_scorer_that_is_not_asked_is_refused() -> None:
    with pytest.raises(BadParameter, match="expected one of boxnet"):
        GymCheck(dataset="countdown", index=0)
    with pytest.raises(BadParameter, match="config"):
        GymCheck(dataset="jugs", index=0, config="[")


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize("name", ["gcd", "rotate_matrix", "countdown", "kakurasu"])
def test_answers_verify_and_others_do_not(name: str) -> None:
    found = validate_task(open_task(f"gym:{name}", {"count": 3, "seed": 5}))
    assert (found.faults, found.solutions, found.unproven) == ([], 3, 0)


@pytest.mark.usefixtures("installed")
def test_partial_credit_is_not_given() -> None:
    """reasoning-gym itself gives 0.5 and more for an answer that stands in a longer text."""
    task = open_task("gym:caesar_cipher", {"count": 1, "seed": 1})
    (sample,) = task.samples()
    (check,) = sample.checks
    said = str(sample.reference)
    assert verify(f"<answer>{said}</answer>", check, prompt=sample.prompt).passed
    near = verify(f"<answer>{said} OR NOT</answer>", check, prompt=sample.prompt)
    assert (near.passed, near.score) == (False, 0.0)


@pytest.mark.usefixtures("installed")
def test_halting_is_no_longer_right_whatever_is_said() -> None:
    """Its own scorer compares the truth of texts, so that "False" equals "True"."""
    task = open_task("gym:game_of_life_halting", {"count": 1, "seed": 1})
    (sample,) = task.samples()
    other = "True" if sample.reference == "False" else "False"
    assert not verify(f"<answer>{other}</answer>", sample.checks[0]).passed


@pytest.mark.usefixtures("installed")
def test_another_problem_than_the_prompts_is_undecided() -> None:
    check = GymCheck(dataset="graph_color", index=0, seed=1)
    assert verify("{}", check, prompt="Colour this.").passed is None


@pytest.mark.usefixtures("installed")
def test_problems_are_the_same_each_time_and_nobodys_random_numbers_are_touched() -> None:
    """list_functions draws from Python's shared source of random numbers too."""
    random.seed(5)
    expected = random.random()
    task = open_task("gym:list_functions", {"count": 20, "seed": 77})
    random.seed(5)
    first = list(task.samples())
    assert random.random() == expected
    assert list(task.samples()) == first


@pytest.mark.usefixtures("installed")
def test_parameters_of_data_sets_are_json() -> None:
    config = json.dumps({"min_numbers": 2, "max_numbers": 2})
    assert len(list(open_task("gym:gcd", {"config": config, "count": 2}).samples())) == 2
    with pytest.raises(TaskError, match="frobs"):
        open_task("gym:gcd", {"config": '{"frobs": 1}'})
    with pytest.raises(TaskError, match="not JSON"):
        open_task("gym:gcd", {"config": "{"})
    with pytest.raises(TaskError, match="mean 'gcd'"):
        open_task("gym:gdc")
