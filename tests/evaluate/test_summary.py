"""What a run amounts to: counts of four statuses, rates of the decided."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest

from assay.engine.rows import RowVerdicts
from assay.evaluate.metrics import metrics
from assay.evaluate.summary import Summary, Tally
from assay.sample import encode_json, read_row
from assay.verdict import Verdict, decided, error, undecided


def verdict(letter: str, kind: str = "a") -> Verdict:
    made = {"p": True, "f": False}
    if letter in made:
        return decided(kind, made[letter], "So.")
    return undecided(kind, "Cannot tell.") if letter == "u" else error(kind, "Broke.")


def summed(*rows: tuple[Any, list[str]]) -> Summary:
    """A summary of rows, each of a prompt and the letters of the verdicts of each response."""
    tally = Tally()
    for prompt, responses in rows:
        fields: dict[str, Any] = {"response": ["x"] * len(responses)}
        if prompt is not None:
            fields["prompt"] = prompt
        verdicts = [[verdict(c, "ab"[n % 2]) for n, c in enumerate(r)] for r in responses]
        tally.add(RowVerdicts(read_row(json.dumps(fields).encode()), verdicts))
    return tally.summary(source="s", mode="standard", version="0")


def test_the_four_statuses_are_counted_apart() -> None:
    found = summed(("q", ["pf", "ue"]), ("r", ["pp"]))
    assert found.statuses == {"pass": 3, "fail": 1, "undecided": 1, "error": 1}
    assert (found.rows, found.responses, found.verdicts) == (2, 3, 6)
    assert [(k.kind, k.asked, k.unknown) for k in found.kinds] == [("a", 3, 1), ("b", 3, 1)]


def test_what_is_unknown_moves_no_rate() -> None:
    plain, beside = summed(("q", ["pf"])), summed(("q", ["pf"]), ("r", ["ue"]))
    assert beside.check_rate == plain.check_rate
    assert beside.prompt_rate == plain.prompt_rate


@pytest.mark.parametrize(
    ("letters", "rate", "n"), [("pp", 1.0, 1), ("pf", 0.0, 1), ("fu", 0.0, 1), ("pu", None, 0)]
)
def test_a_response_passes_where_all_its_checks_do(
    letters: str, rate: float | None, n: int
) -> None:
    found = summed(("q", [letters])).prompt_rate
    assert (found.rate, found.n) == (rate, n)


@pytest.mark.parametrize("prompt", [None, "", []])
def test_rows_without_a_prompt_are_no_cluster(prompt: object) -> None:
    apart = summed(*((f"q{n}", ["p" if n % 3 else "f"]) for n in range(30)))
    bare = summed(*((prompt, ["p" if n % 3 else "f"]) for n in range(30)))
    assert bare.prompt_rate == apart.prompt_rate


def test_rows_of_one_prompt_are_a_cluster_wherever_they_stand() -> None:
    apart = summed(*((f"q{n}", ["p" if n < 20 else "f"]) for n in range(30)))
    same = summed(*((f"q{n % 10 if n < 20 else 10 + n % 5}", ["p" if n < 20 else "f"])
                    for n in range(30)))  # fmt: skip
    assert apart.prompt_rate.low is not None
    assert same.prompt_rate.low is not None
    assert same.prompt_rate.low < apart.prompt_rate.low


def test_nothing_asked_is_a_summary_too() -> None:
    found = summed(("q", []))
    assert found.verdicts == 0
    assert found.check_rate.rate is None
    assert found.slowest() == []


def test_the_summary_is_json() -> None:
    data = json.loads(encode_json(summed(("q\ud800", ["pu"]))))
    assert data["kinds"][0]["pass"] == 1


def measured(*rows: dict[str, Any]) -> dict[str, Any]:
    """The measures of rows whose response is `p` or `f`, as its verdict."""
    tally = Tally(metrics(["accuracy", "pass@2", "majority@3", "brier"]))
    for fields in rows:
        letters = [one for one in fields["response"] if one in "pfu"]
        row = read_row(json.dumps(fields).encode(), answered=False)
        tally.add(RowVerdicts(row, [[verdict(letter)] for letter in letters]))
    made = tally.summary(source="s", mode="standard", version="0")
    assert made.metrics is not msgspec.UNSET
    return {one.name: one for one in made.metrics}


def attempt(number: int, letter: str, **more: Any) -> dict[str, Any]:
    return {"id": "1", "prompt": "q", "attempt": number, "response": letter, **more}


def test_rows_that_say_which_attempt_they_are_make_one_sample() -> None:
    letters = "pfp"
    rows = [attempt(k, letter) for k, letter in enumerate(letters)]
    several = {"id": "1", "prompt": "q", "response": list(letters)}
    for made in (rows, rows[::-1]):
        found = measured(*made)
        assert found["pass@2"].value == pytest.approx(1.0)
        assert found["pass@2"] == measured(several)["pass@2"]
        assert found["majority@3"] == measured(several)["majority@3"]


def test_each_attempt_keeps_what_its_own_row_says() -> None:
    sure = [attempt(k, "pf"[k], meta={"confidence": c}) for k, c in enumerate((0.9, 0.2))]
    assert measured(*sure)["brier"].value == pytest.approx((0.01 + 0.04) / 2)


def test_attempts_of_other_prompts_and_repeated_ones_are_samples_of_their_own() -> None:
    assert measured(attempt(0, "p"), attempt(1, "p", prompt="r"))["pass@2"].n == 0
    again = measured(attempt(0, "p"), attempt(1, "f"), attempt(0, "f"), attempt(1, "f"))
    assert (again["pass@2"].n, again["pass@2"].value) == (2, 0.5)


@pytest.mark.parametrize("given", [None, "0", 1.5, True, [0], {}])
def test_what_is_no_number_of_an_attempt_makes_no_sample_of_several(given: object) -> None:
    rows = [attempt(0, "p") | {"attempt": given} for _ in range(2)]
    assert measured(*rows)["pass@2"].n == 0


def test_an_attempt_without_a_response_is_a_fault_of_its_sample() -> None:
    fault = attempt(1, "p") | {"response": [], "fault": {"kind": "timeout"}}
    found = measured(attempt(0, "p"), fault, attempt(2, "f"))
    assert (found["pass@2"].n, found["pass@2"].faults) == (1, 1)
