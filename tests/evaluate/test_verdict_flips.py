"""Flips: policies put into any tree of checks, and rows joined whatever their order."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assay.answers.policy import LENIENT, STRICT
from assay.engine import Engine
from assay.errors import BadParameter, InputError
from assay.evaluate.flips import (
    Flip,
    FlipTally,
    Unmatched,
    between_policies,
    recorded_and_now,
    recorded_in,
    under,
)
from assay.evaluate.flips_files import between_files
from assay.registry import parse
from assay.sample import encode_json, read_row

KM = {"kind": "answer.math", "gold": "1 km"}
WORDS = {"kind": "text.words", "min": 1}


def row(*checks: Any, response: Any = "The answer is 1000 m.", **more: Any) -> Any:
    return read_row(encode_json({"response": response, "checks": list(checks), **more}))


def verdict(status: str, why: str = "w", kind: str = "answer.math") -> dict[str, Any]:
    return {"kind": kind, "status": status, "why": why}


def judged(identity: Any, *statuses: str, response: str = "r", kind: str = "answer.math") -> Any:
    verdicts = [[verdict(status, f"is {status}", kind) for status in statuses]]
    return {"id": identity, "response": response, "verdicts": verdicts}


def file(path: Path, *rows: Any) -> str:
    path.write_text("".join(json.dumps(one) + "\n" for one in rows))
    return str(path)


@pytest.mark.parametrize(
    "nested",
    [
        {"kind": "all", "checks": [KM, WORDS]},
        {"kind": "not", "check": KM},
        {"kind": "cascade", "checks": [KM, WORDS]},
        {"kind": "if", "condition": WORDS, "then": KM, "else": KM},
        {"kind": "if", "condition": WORDS, "then": KM},
        {"kind": "on", "part": "answer", "check": KM},
        {"kind": "each", "unit": "line", "check": {"kind": "any", "checks": [KM]}},
        {"kind": "answer.parts", "of": [KM, KM]},
    ],
)
def test_a_policy_reaches_every_answer_check_of_a_tree(nested: Any) -> None:
    changed = under(parse(nested), STRICT)
    answers = [check for check in changed.tree() if check.kind == "answer.math"]
    assert answers
    assert {check.policy for check in answers} == {STRICT}  # type: ignore[attr-defined]
    assert parse(json.loads(encode_json(changed))) == changed
    assert under(changed, STRICT) == changed


def test_other_checks_are_as_they_were() -> None:
    check = parse(WORDS)
    assert under(check, STRICT) is check


def test_flips_go_both_ways_with_both_reasons() -> None:
    tally = FlipTally()
    rows = [row(KM, id="a"), row({**KM, "policy": "strict"}, id="b"), row(WORDS, id="c")]
    with Engine() as engine:
        lost = list(between_policies(rows, engine, LENIENT, STRICT, tally))
        gained = list(between_policies(rows, engine, STRICT, LENIENT, FlipTally()))
        stated = list(between_policies(rows, engine, None, LENIENT, FlipTally()))
    assert [(f.id, f.row, f.before, f.after) for f in lost if isinstance(f, Flip)] == [
        ("a", 1, "pass", "fail"),
        ("b", 2, "pass", "fail"),
    ]
    first = lost[0]
    assert isinstance(first, Flip)
    assert "unit" in first.why_after
    assert first.why_after != first.why_before
    assert [getattr(f, "after", "") for f in gained] == ["pass", "pass"]
    assert [getattr(f, "id", "") for f in stated] == ["b"]
    summary = tally.summary("x", "y")
    assert (summary.rows, summary.verdicts, summary.flips, summary.aside) == (3, 2, 2, 1)
    assert summary.table["pass"]["fail"] == 2


def test_each_response_and_check_has_its_place() -> None:
    one = row(WORDS, KM, {"kind": "not", "check": KM}, response=["1 km", "1000 m", "2 km"])
    with Engine() as engine:
        found = list(between_policies([one], engine, None, STRICT, FlipTally()))
    places = [(f.response, f.check, f.kind) for f in found if isinstance(f, Flip)]
    assert places == [(1, 0, "answer.math"), (1, 1, "not")]


def test_recorded_verdicts_against_those_of_now() -> None:
    rows = [
        row(KM, id="same", verdicts=[[verdict("pass")]]),
        row(KM, id="flips", verdicts=[[verdict("fail", "as it was")]]),
        row(KM, id="none"),
        row(KM, id="other", verdicts=[[verdict("pass", kind="text.words")]]),
        row(KM, id="more", verdicts=[[verdict("pass"), verdict("fail")]]),
        row(KM, id="broken", verdicts=[{"x": 1}]),
        row(KM, id="mode", verdicts=[[{**verdict("pass"), "mode": "official"}]]),
    ]
    tally = FlipTally()
    with Engine() as engine:
        found = list(recorded_and_now(rows, engine, tally))
    assert [type(one).__name__ for one in found] == ["Flip"] + ["Unmatched"] * 5
    flip, *others = found
    assert isinstance(flip, Flip)
    assert (flip.id, flip.why_before, flip.after) == ("flips", "as it was", "pass")
    whys = [one.why for one in others if isinstance(one, Unmatched)]
    for part, why in zip(
        ("no recorded", "text.words", "none after", "verdicts"), whys, strict=False
    ):
        assert part in why
    assert "official" in whys[-1]
    assert tally.unmatched == 5


def test_recorded_outcomes_are_looked_at() -> None:
    assert recorded_in([[verdict("pass")]])[0][0].status == "pass"
    for wrong in (None, 3, [[verdict("passed")]], [[{"kind": "x"}]], {}):
        with pytest.raises(BadParameter, match="verdicts"):
            recorded_in(wrong)


def test_files_in_the_same_order(tmp_path: Path) -> None:
    old = file(tmp_path / "o", judged("a", "pass", "fail"), judged("b", "undecided"))
    new = file(tmp_path / "n", judged("a", "fail", "fail"), judged("b", "pass"))
    tally = FlipTally()
    found = list(between_files(old, new, tally))
    assert [(f.id, f.check, f.before, f.after) for f in found if isinstance(f, Flip)] == [
        ("a", 0, "pass", "fail"),
        ("b", 0, "undecided", "pass"),
    ]
    assert (tally.rows, tally.verdicts, tally.unmatched) == (2, 3, 0)
    assert not list(between_files(old, old, FlipTally()))


def test_the_order_of_the_rows_does_not_matter(tmp_path: Path) -> None:
    rows = [judged(str(n), "pass") for n in range(50)]
    other = [judged(str(n), "fail" if n % 7 == 0 else "pass") for n in range(50)]
    straight = list(
        between_files(file(tmp_path / "o", *rows), file(tmp_path / "n", *other), FlipTally())
    )
    turned = list(
        between_files(file(tmp_path / "o", *rows), file(tmp_path / "r", *other[::-1]), FlipTally())
    )
    names = sorted(one.id for one in straight)
    assert names == sorted(one.id for one in turned)
    assert len(names) == 8


def test_rows_without_an_id_are_joined_by_what_they_say(tmp_path: Path) -> None:
    old = file(
        tmp_path / "o", judged(None, "pass", response="x"), judged(None, "pass", response="y")
    )
    new = file(
        tmp_path / "n", judged(None, "fail", response="y"), judged(None, "pass", response="x")
    )
    (flip,) = between_files(old, new, FlipTally())
    assert isinstance(flip, Flip)
    assert (flip.row, flip.after) == (1, "fail")


def test_rows_of_one_id_go_in_order(tmp_path: Path) -> None:
    old = file(tmp_path / "o", judged("a", "pass"), judged("a", "fail"), judged("b", "pass"))
    new = file(tmp_path / "n", judged("b", "pass"), judged("a", "pass"), judged("a", "fail"))
    assert not list(between_files(old, new, FlipTally()))


def test_what_has_no_counterpart_is_named(tmp_path: Path) -> None:
    old = file(tmp_path / "o", judged("a", "pass"), judged("b", "pass"), judged("c", "pass"))
    new = file(
        tmp_path / "n",
        judged("b", "pass", response="another"),
        judged("c", "pass", kind="answer.any"),
        judged("d", "pass"),
    )
    tally = FlipTally()
    found = [one for one in between_files(old, new, tally) if isinstance(one, Unmatched)]
    assert {one.id: one.why.split()[1] for one in found} == {
        "a": "new",
        "b": "prompt",
        "c": "1",
        "d": "old",
    }
    assert (tally.rows, tally.unmatched, tally.verdicts) == (4, 4, 0)


@pytest.mark.parametrize("line", ["{", "[1]", '{"id": "a"}', '{"verdicts": [[{"kind": 1}]]}'])
def test_what_is_no_verdict_row_is_an_error_with_its_line(tmp_path: Path, line: str) -> None:
    good = file(tmp_path / "o", judged("a", "pass"))
    (tmp_path / "n").write_text(json.dumps(judged("a", "pass")) + "\n" + line + "\n")
    with pytest.raises(InputError, match=":2"):
        list(between_files(good, str(tmp_path / "n"), FlipTally()))
