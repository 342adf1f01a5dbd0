"""A verifier that raises, hangs, exits, crashes or eats memory costs one verdict, no more."""

from __future__ import annotations

import bad_checks
import pytest

import assay
from assay.combine import All, Not
from assay.scope import Each

SOUND = bad_checks.Sound()


def bad(way: str) -> bad_checks.Bad:
    return bad_checks.Late() if way in ("hang", "hold") else bad_checks.Bad()


SAID = {
    "raise": "KeyError: 'gone'",
    "exit": "exit status 7",
    "sys.exit": "SystemExit",
    "segfault": "SIGSEGV",
    "sigkill": "SIGKILL",
    "memory": "MemoryError",
    "hang": "deadline",
    "hold": "deadline",
    "recurse": "RecursionError",
}


@pytest.mark.parametrize("way", bad_checks.WAYS)
def test_each_way_of_misbehaving_costs_its_own_verdict_which_says_how(way: str) -> None:
    checks = [SOUND, bad(way), SOUND]
    before, broken, after = assay.verify_batch(["good", way, "good"], checks)
    assert [v.status for v in before + after] == ["pass"] * 6
    expected = "fail" if way == "none" else "error"
    assert [v.status for v in broken] == ["pass", expected, "pass"]
    if expected == "error":
        assert (broken[1].passed, broken[1].score) == (None, None)
    assert SAID.get(way, "") in broken[1].why


def test_many_faults_in_one_run_keep_order_and_neighbours() -> None:
    ways = ["exit", "good", "raise", "good", "sigkill", "segfault", "good"] * 3
    jobs = [assay.Job([way], [SOUND, bad_checks.Bad()]) for way in ways]
    with assay.Engine(2) as engine:
        results = [row for (row,) in engine.run(jobs)]
    assert [row[0].status for row in results] == ["pass"] * len(ways)
    assert [row[1].status == "pass" for row in results] == [way == "good" for way in ways]


def test_a_check_that_kills_again_and_again_is_given_up_and_the_others_are_asked() -> None:
    job = assay.Job(["exit"] * 12 + ["good"], [bad_checks.Bad(), SOUND])
    with assay.Engine() as engine:
        (rows,) = engine.run([job])
    assert [row[1].status for row in rows] == ["pass"] * 13
    assert {row[0].status for row in rows} == {"error"}
    assert "4 times" in rows[8][0].why


def test_a_fault_inside_a_combinator_stays_unknown() -> None:
    verdict = assay.verify("exit", All(checks=(SOUND, Not(check=bad_checks.Bad()))))
    assert verdict.passed is None
    assert next(part.status for part in verdict.parts) == "pass"
    assert "exit status 7" in str(verdict.parts)


def test_units_of_each_fail_alone() -> None:
    verdict = assay.verify("good\nexit\ngood", Each(unit="line", check=bad_checks.Bad()))
    assert [part.status for part in verdict.parts].count("error") == 1
    assert verdict.passed is None


@pytest.mark.parametrize("workers", [1, 2])
def test_an_answer_that_is_no_verdict_is_an_error(workers: int) -> None:
    bad_answers = ("none", "text", "why", "evidence", "passed", "truth", "nan", "inf", "half")
    jobs = [assay.Job([text, "good"], [bad_checks.Answer()]) for text in bad_answers]
    with assay.Engine(workers) as engine:
        for answer, ((no_verdict,), (good,)) in zip(bad_answers, engine.run(jobs), strict=True):
            found = (no_verdict.status, no_verdict.passed, no_verdict.score)
            assert found == ("error", None, None), answer
            assert good.passed is True


def test_text_that_utf8_cannot_carry_comes_back_from_a_worker() -> None:
    with assay.Engine(2) as engine:
        ((row,),) = engine.run([assay.Job(["surrogate"], [bad_checks.Answer()])])
    assert row[0].why == "No \ud800."


def test_sys_exit_in_an_inline_check_ends_nothing() -> None:
    verdict = assay.verify("x", bad_checks.Inline())
    assert verdict.status == "error"
    assert "SystemExit" in verdict.why


def test_prints_and_forks_of_a_check_do_not_reach_the_protocol(
    capfd: pytest.CaptureFixture[str],
) -> None:
    checks = [bad_checks.Loud(), SOUND]
    with assay.Engine() as engine:
        results = list(engine.run([assay.Job([str(n)], checks) for n in range(5)]))
    assert [[v.status for v in row] for (row,) in results] == [["pass", "pass"]] * 5
    captured = capfd.readouterr()
    assert captured.out == ""
    assert "loud" in captured.err


def test_a_version_that_is_a_number_and_a_deadline_that_is_none_break_one_verdict() -> None:
    verdicts = assay.verify_batch(["x"], [bad_checks.Versioned(), SOUND])[0]
    assert [v.status for v in verdicts] == ["error", "pass"]
    assert verdicts[0].version == "2"
