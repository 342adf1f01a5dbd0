"""Two runs compared: what is paired, what is left out, what the difference is and could be."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import assay
from assay.errors import BadParameter, InputError, RunError
from assay.evaluate.compare.difference import detectable, of_attempts, of_single, wanted
from assay.evaluate.compare.significance import mcnemar, sign_flips

Truth = bool | None
STATUS = {True: "pass", False: "fail", None: "undecided"}


def line(name: str, passed: Truth | str, attempt: int | None = None, **more: Any) -> dict[str, Any]:
    """A verdict row; a text in the place of a truth value is a fault."""
    row: dict[str, Any] = {"id": name, "prompt": f"What is {name}?", "meta": {}, **more}
    if attempt is not None:
        row["attempt"] = attempt
    if isinstance(passed, str):
        return row | {
            "response": [],
            "verdicts": [],
            "fault": {"kind": "timeout", "message": passed},
        }
    verdict = {
        "kind": "answer.number",
        "status": STATUS[passed],
        "passed": passed,
        "score": None if passed is None else float(passed),
        "why": f"{name} {STATUS[passed]}",
    }
    return row | {"response": "7", "verdicts": [[verdict]], "passed": passed}


def rows(path: Path, *lines: dict[str, Any]) -> Path:
    path.write_text("".join(json.dumps(one) + "\n" for one in lines), encoding="utf-8")
    return path


def run(path: Path, *lines: dict[str, Any], **info: Any) -> Path:
    path.mkdir()
    made = {"format": 1, "id": path.name, "task": {"name": "t"}, "model": {"name": "m"}}
    (path / "run.json").write_text(json.dumps({**made, "status": "done", **info}))
    rows(path / "samples.jsonl", *lines)
    return path


def test_attempts_are_paired_by_id_and_number_in_any_order(tmp_path: Path):
    a = rows(tmp_path / "a", line("x", True, 0), line("x", False, 1), line("y", True, 0))
    b = rows(tmp_path / "b", line("y", False, 0), line("x", True, 1), line("x", True, 0))
    found = assay.compare(a, b)
    assert (found.items, found.pairs, found.gained, found.lost) == (2, 3, 1, 1)
    assert [(f.id, f.attempt, f.gained) for f in found.flips] == [("x", 1, True), ("y", 0, False)]
    assert (found.flips[1].why_a, found.flips[1].why_b) == ("y pass", "y fail")
    assert found.difference.value == pytest.approx((0.5 - 1) / 2)
    assert found.unpaired == {}


def test_what_cannot_be_compared_is_named_and_no_failure(tmp_path: Path):
    a = rows(
        tmp_path / "a",
        line("both", True),
        line("gone", True),
        line("unsure", None),
        line("slow", "no answer in 60 s"),
        line("other", True),
        line("twice", True, 0),
        line("twice", False, 0),
    )
    b = rows(
        tmp_path / "b",
        line("both", True),
        line("new", False),
        line("unsure", False),
        line("slow", True),
        line("other", False, prompt="Something else?"),
        line("twice", True, 0),
    )
    found = assay.compare(a, b)
    assert found.unpaired == {
        "asked otherwise": 1,
        "comes again in A": 1,
        "no response in A": 1,
        "only in A": 1,
        "only in B": 1,
        "undecided in A": 1,
    }
    named = {one.reason: (one.id, one.detail) for one in found.left_out}
    assert named["no response in A"] == ("slow", "timeout: no answer in 60 s")
    assert named["undecided in A"] == ("unsure", "unsure undecided")
    assert (found.items, found.difference.value) == (2, 0.0)


def test_rows_without_attempt_numbers_count_them_by_id(tmp_path: Path):
    several = line("x", True) | {"response": ["7", "8"]}
    several["verdicts"] = [several["verdicts"][0], line("x", False)["verdicts"][0]]
    a = rows(tmp_path / "a", several)
    b = rows(tmp_path / "b", line("x", True), line("x", True))
    found = assay.compare(a, b)
    assert [(f.attempt, f.gained) for f in found.flips] == [(1, True)]


def test_rows_without_ids_go_by_their_prompt(tmp_path: Path):
    a = rows(tmp_path / "a", line("x", True) | {"id": None}, line("y", True) | {"id": None})
    b = rows(tmp_path / "b", line("y", False) | {"id": None}, line("x", True) | {"id": None})
    found = assay.compare(a, b)
    assert (found.items, found.lost) == (2, 1)


def test_runs_say_in_what_else_they_differ(tmp_path: Path):
    a = run(tmp_path / "a", line("x", True, 0), task={"name": "t", "settings": {"level": 1}})
    b = run(tmp_path / "b", line("x", True, 0), seed=3, status="stopped")
    found = assay.compare(a, b)
    assert found.notes == [
        'task settings differs: {"level":1} in A, {} in B',
        "seed differs: null in A, 3 in B",
        "B is not finished: stopped",
    ]


def test_later_scores_are_a_side(tmp_path: Path):
    lines = [line("x", True, 0), line("y", True, 0), line("z", "gone", 0)]
    folder = run(tmp_path / "a", *lines)
    (folder / "scores").mkdir()
    judged = [{k: v for k, v in line("x", False, 0).items() if k not in ("prompt", "meta")}]
    rows(folder / "scores" / "strict.jsonl", *judged)
    found = assay.compare(folder, folder / "scores" / "strict.jsonl")
    assert [flip.id for flip in found.flips] == ["x"]
    assert found.unpaired == {"no response in A": 1, "undecided in B": 1}
    with pytest.raises(InputError, match="no such scores; it has strict"):
        assay.compare(folder, folder / "scores" / "lenient.jsonl")


def test_slices_are_tested_together(tmp_path: Path):
    before = [
        line(f"{k}", k % 3 == 0, meta={"level": k % 2, "deep": {"er": "s"}}) for k in range(40)
    ]
    after = [line(f"{k}", k % 2 == 0, meta={"level": k % 2}) for k in range(40)]
    a, b = rows(tmp_path / "a", *before), rows(tmp_path / "b", *after)
    found = assay.compare(a, b, by=["meta.level", "deep.er"])
    assert [(s.field, s.value, s.items) for s in found.slices] == [
        ("meta.level", "0", 20),
        ("meta.level", "1", 20),
        ("deep.er", "s", 40),
    ]
    assert sum(s.gained for s in found.slices[:2]) == found.gained
    for one in found.slices:
        assert one.test.p <= one.adjusted_p <= min(1.0, 3 * one.test.p)


def test_items_of_one_prompt_are_one_observation(tmp_path: Path):
    """Attempts under ids of their own are no more independent than attempts under one."""

    def sides(name: str, ids: Callable[[int, int], str]) -> Path:
        passes = {"a": 1, "b": 3}[name]
        return rows(
            tmp_path / name,
            *(
                line(ids(k, n), n < passes + (k % 2), prompt=f"What is {k}?")
                for k in range(6)
                for n in range(4)
            ),
        )

    def compared(ids: Callable[[int, int], str]) -> assay.Comparison:
        return assay.compare(sides("a", ids), sides("b", ids))

    together, apart = compared(lambda k, _: f"{k}"), compared(lambda k, n: f"{k}-{n}")
    assert (apart.items, together.items) == (24, 6)
    assert apart.difference.value == pytest.approx(together.difference.value)
    assert apart.difference.low == pytest.approx(together.difference.low)
    assert apart.difference.high == pytest.approx(together.difference.high)
    assert apart.test == together.test
    assert apart.prompts == together.prompts == 6


def test_unequally_many_items_a_prompt_keep_their_mean(tmp_path: Path):
    def side(name: str, passes: str) -> Path:
        prompts = "xxxxyz"
        lines = [line(f"{k}", one == "p", prompt=prompts[k]) for k, one in enumerate(passes)]
        return rows(tmp_path / name, *lines)

    found = assay.compare(side("a", "ffffpp"), side("b", "ppppff"))
    assert found.difference.value == pytest.approx(2 / 6)
    assert found.test.name == "sign flips, exact"
    assert found.difference.low < 0 < found.difference.high
    better = assay.compare(side("a", "ffffff"), side("b", "pppppp"))
    assert better.difference.value == 1.0
    assert better.test.p == 2 / 2**3  # three prompts, whatever their items


def test_one_prompt_that_comes_twice_leaves_the_test_exact(tmp_path: Path):
    """6,001 items of 6,000 prompts: what they are scaled by is nothing to a test of signs."""

    def side(name: str, passes: Callable[[int], bool]) -> Path:
        lines = [line(f"{k}", passes(k), prompt=f"What is {min(k, 5999)}?") for k in range(6001)]
        return rows(tmp_path / name, *lines)

    found = assay.compare(side("a", lambda k: k >= 40), side("b", lambda k: not 40 <= k < 45))
    assert (found.items, found.prompts, found.gained, found.lost) == (6001, 6000, 40, 5)
    assert found.test.name == "sign flips, exact"
    assert found.test.p == pytest.approx(mcnemar(40, 5).exact_p, rel=1e-9)


def test_pass_at_k_is_compared_over_items_with_enough_attempts(tmp_path: Path):
    a = rows(tmp_path / "a", *(line("x", k == 0, k) for k in range(4)), line("short", True, 0))
    b = rows(tmp_path / "b", *(line("x", k < 2, k) for k in range(4)), line("short", True, 0))
    found = assay.compare(a, b, metric="pass@2")
    assert (found.items, found.short) == (1, 1)
    assert found.difference.value == pytest.approx(5 / 6 - 3 / 6)
    every = assay.compare(a, b, metric="pass^2")
    assert every.difference.value == pytest.approx(1 / 6)


@pytest.mark.parametrize(
    ("settings", "field"),
    [({"metric": "passes"}, "metric"), ({"alpha": 0.0}, "alpha"), ({"alpha": 1.0}, "alpha")],
)
def test_what_cannot_be_asked_is_refused(tmp_path: Path, settings: dict[str, Any], field: str):
    side = rows(tmp_path / "a", line("x", True))
    with pytest.raises(BadParameter) as fault:
        assay.compare(side, side, **settings)
    assert fault.value.field == field


def test_a_folder_that_is_no_run_and_rows_without_verdicts_are_refused(tmp_path: Path):
    side = rows(tmp_path / "a", line("x", True))
    with pytest.raises(RunError, match="not a run"):
        assay.compare(side, tmp_path)
    bare = rows(tmp_path / "bare", {"id": "x", "response": "7"})
    with pytest.raises(InputError, match=r"bare:1: verdicts"):
        assay.compare(side, bare)
    (tmp_path / "broken").write_text('{"id": \n')
    with pytest.raises(InputError, match=r"broken:1: not JSON"):
        assay.compare(side, tmp_path / "broken")
    nobody = rows(tmp_path / "nobody", {"response": "7", "verdicts": []})
    with pytest.raises(InputError, match="needs an id or a prompt"):
        assay.compare(side, nobody)


def test_a_field_that_no_item_has_is_refused_by_its_nearest_name(tmp_path: Path):
    side = rows(tmp_path / "a", line("x", True, meta={"level": 1}))
    with pytest.raises(BadParameter, match=r"no item has 'meta.levl'; did you mean 'meta.level'"):
        assay.compare(side, side, by=["meta.levl"])


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-2, 2)
    | st.floats(allow_nan=False)
    | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=4,
)
verdicts = st.fixed_dictionaries(
    {"kind": st.just("a.b"), "status": st.sampled_from([*STATUS.values(), "error"])}
)
fields = st.fixed_dictionaries(
    {},
    optional={
        "id": json_values,
        "attempt": json_values,
        "prompt": json_values,
        "meta": json_values,
        "fault": json_values,
        "verdicts": json_values | st.lists(st.lists(verdicts, max_size=2), max_size=2),
    },
)


@given(st.lists(fields, max_size=4), st.lists(fields, max_size=4))
@settings(max_examples=150, deadline=None)
def test_whatever_rows_say_is_compared_or_refused(
    tmp_path_factory: pytest.TempPathFactory, ones: list[Any], others: list[Any]
):
    folder = tmp_path_factory.mktemp("sides")
    with suppress(InputError):
        found = assay.compare(rows(folder / "a", *ones), rows(folder / "b", *others))
        assert found.pairs >= found.gained + found.lost


def test_nothing_to_compare_is_no_number(tmp_path: Path):
    a, b = rows(tmp_path / "a", line("x", True)), rows(tmp_path / "b", line("y", True))
    found = assay.compare(a, b)
    assert (found.items, found.difference.value, found.detectable) == (0, None, None)
    assert found.difference.why
    assert not found.regressed()


@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=40))
def test_sides_exchanged_turn_every_sign(pairs: list[tuple[bool, bool]]):
    gained = sum(b and not a for a, b in pairs)
    lost = sum(a and not b for a, b in pairs)
    ones, others = sum(a for a, _ in pairs), sum(b for _, b in pairs)
    there = of_single(ones, others, gained, lost, len(pairs), 0.95)
    back = of_single(others, ones, lost, gained, len(pairs), 0.95)
    assert there.value == -back.value
    assert there.low == pytest.approx(-back.high, abs=1e-9)
    assert there.high == pytest.approx(-back.low, abs=1e-9)
    assert -1 <= there.low <= there.value <= there.high <= 1
    assert there.high > there.low  # no flips in a few items prove nothing
    assert mcnemar(gained, lost) == mcnemar(lost, gained)


shares = st.sampled_from([0.0, 0.25, 0.5, 0.75, 1.0])


@given(st.lists(st.tuples(shares, shares), min_size=2, max_size=40), st.randoms())
def test_several_attempts_turn_with_their_sides_and_have_no_order(
    pairs: list[tuple[float, float]], random: Random
):
    there = of_attempts([a for a, _ in pairs], [b for _, b in pairs], 0.95)
    back = of_attempts([b for _, b in pairs], [a for a, _ in pairs], 0.95)
    assert there.low == pytest.approx(-back.high)
    assert there.high == pytest.approx(-back.low)
    assert -1 <= there.low <= there.value <= there.high <= 1
    assert there.high > there.low
    moved = [Fraction(b - a) for a, b in pairs]
    shuffled = random.sample(moved, len(moved))
    assert sign_flips(moved) == sign_flips(shuffled)
    assert 0 < sign_flips(moved).p <= 1


def test_a_detectable_difference_is_found_as_often_as_is_said():
    """Connor's formula against runs of the test it speaks of."""
    n, changed = 200, 0.3
    least = detectable(changed, n, 0.05)
    assert least is not None
    assert wanted(least, changed, 0.05) in (n, n + 1)
    random, hits = Random(11), 0
    better = (changed + least) / 2
    for _ in range(600):
        drawn = [random.random() for _ in range(n)]
        gained, lost = sum(x < better for x in drawn), sum(better <= x < changed for x in drawn)
        hits += mcnemar(gained, lost).p < 0.05
    assert hits / 600 == pytest.approx(0.8, abs=0.06)


def test_few_items_can_show_nothing():
    assert detectable(0.1, 3, 0.05) is None
    assert detectable(0.1, 0, 0.05) is None
    assert wanted(0.0, 0.1, 0.05) is None


@pytest.mark.slow
def test_intervals_of_differences_cover_what_they_should():
    for n, attempts in ((15, 4), (40, 4), (60, 1), (200, 1)):
        covered, runs = 0, 500
        for seed in range(runs):
            random = Random(seed)
            ones: list[float] = []
            others: list[float] = []
            for _ in range(n):
                p = random.betavariate(2, 2)
                ones.append(sum(random.random() < p for _ in range(attempts)) / attempts)
                q = min(1.0, p + 0.1 * (1 - p))
                others.append(sum(random.random() < q for _ in range(attempts)) / attempts)
            if attempts > 1:
                found = of_attempts(ones, others, 0.95)
            else:
                gained = sum(b > a for a, b in zip(ones, others, strict=True))
                lost = sum(b < a for a, b in zip(ones, others, strict=True))
                found = of_single(int(sum(ones)), int(sum(others)), gained, lost, n, 0.95)
            covered += found.low <= 0.05 <= found.high
        assert 0.925 <= covered / runs <= 0.985, (n, attempts)
