"""What a run amounts to: counts of four statuses, rates of the decided."""

from __future__ import annotations

import json
from typing import Any

import pytest

from assay.engine.rows import RowVerdicts
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
