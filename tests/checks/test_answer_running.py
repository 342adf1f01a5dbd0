"""Answers are judged alike one by one, in a batch, a thread, a loop, a process and the engine."""

from __future__ import annotations

import asyncio
import json
import multiprocessing
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeAlias

import pytest

import assay
from assay.context import Context
from assay.registry import parse
from assay.response import Response

Said: TypeAlias = tuple[str, bool | None, float | None, str, str]

TOWER = "9" + "^{9" * 40 + "}" * 40
ASKED: list[tuple[dict[str, Any], str]] = [
    ({"kind": "answer.math", "gold": "1/2"}, "So it is \\boxed{0.5}."),
    ({"kind": "answer.math", "gold": "[2, 3)"}, "Hence $2 \\le x \\le 3$."),
    ({"kind": "answer.math", "gold": "\\zeta(3)"}, "\\boxed{\\sum_{n=1}^\\infty n^{-3}}"),
    ({"kind": "answer.math", "gold": "7"}, f"\\boxed{{{TOWER}}}"),
    ({"kind": "answer.math", "gold": "\\sin^2 x"}, "\\boxed{1-\\cos^2 x}"),
    ({"kind": "answer.number", "gold": 9.81, "relative": 0.01}, "The answer is 9.8."),
    ({"kind": "answer.choice", "gold": "C"}, "The answer is (C)."),
    ({"kind": "answer.choice", "gold": "C"}, "The answer is either (A) or (C)."),
    ({"kind": "answer.text", "gold": ["NYC", "New York"]}, "It was in New York."),
    ({"kind": "answer.any", "gold": "3.2 kJ"}, "The work is 3200 J."),
    ({"kind": "answer.any", "gold": "Jupiter"}, "The largest planet is Saturn."),
    (
        {"kind": "answer.parts", "of": [{"kind": "answer.math", "gold": n} for n in (5, 7)]},
        "(a) The answer is 5.\n(b) The answer is 8.",
    ),
]


def plain(verdict: assay.Verdict) -> Said:
    return (verdict.kind, verdict.passed, verdict.score, verdict.why, repr(verdict.comparison))


def judged(place: int) -> Said:
    check, response = ASKED[place]
    return plain(Context().verify(parse(check), Response(response)))


EVERY = range(len(ASKED))


@pytest.fixture(scope="module")
def expected() -> list[Said]:
    return [judged(place) for place in EVERY]


def test_the_cases_have_all_three_verdicts(expected: list[Said]) -> None:
    assert {said[1] for said in expected} == {True, False, None}


def test_asking_twice_changes_nothing(expected: list[Said]) -> None:
    assert [judged(place) for place in reversed(EVERY)] == expected[::-1]


def test_threads(expected: list[Said]) -> None:
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(judged, list(EVERY) * 10)) == expected * 10


def test_coroutines(expected: list[Said]) -> None:
    async def one(place: int) -> Said:
        await asyncio.sleep(0)
        return judged(place)

    async def together() -> list[Said]:
        return await asyncio.gather(*[one(place) for place in EVERY])

    assert asyncio.run(together()) == expected


@pytest.mark.slow
def test_spawned_processes(expected: list[Said]) -> None:
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(2, mp_context=spawn) as pool:
        assert list(pool.map(judged, EVERY)) == expected


@pytest.mark.parametrize("workers", [1, 2])
def test_rows_of_a_file_beside_a_check_that_needs_a_worker(
    expected: list[Said], workers: int, tmp_path: Path
) -> None:
    beside = {"kind": "text.regex", "pattern": "."}
    rows = [{"response": response, "checks": [check, beside]} for check, response in ASKED]
    file = tmp_path / "rows.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows * 3), encoding="utf-8")
    found = assay.verify_rows(file, workers=workers)
    assert [plain(row.verdicts[0][0]) for row in found] == expected * 3


def test_a_batch_is_its_responses_one_by_one() -> None:
    responses = [response for _, response in ASKED] + ["", "I do not know."]
    for check, _ in ASKED:
        together = assay.verify_batch(responses, [check])
        alone = [assay.verify(response, check) for response in responses]
        assert [plain(row[0]) for row in together] == [plain(verdict) for verdict in alone]


def test_many_golds_for_one_response_do_not_disturb_each_other() -> None:
    golds = [str(number) for number in range(300)]
    checks = [{"kind": "answer.math", "gold": gold} for gold in golds]
    (row,) = assay.verify_batch(["The answer is 137."], checks)
    assert [gold for gold, verdict in zip(golds, row, strict=True) if verdict.passed] == ["137"]
