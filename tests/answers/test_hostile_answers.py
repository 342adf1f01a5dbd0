"""No answer, however hostile, breaks a verdict, is executed, or is judged for want of ability."""

from __future__ import annotations

import asyncio
import json
import multiprocessing
import signal
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hostile_answers import ATTACKS, CANARY, Attack

import assay
from assay.answers.equality import compare
from assay.answers.extraction import extract
from assay.answers.limits import TooMuch
from assay.answers.reading import read
from assay.errors import BadParameter, InputError
from assay.sample import read_row

pytestmark = pytest.mark.slow

EXACT = ("answer.math", "answer.any", "answer.number")
"""Kinds that must never pass a wrong answer of the catalogue."""
KINDS = (*EXACT, "answer.text", "answer.choice")

each_attack = pytest.mark.parametrize("attack", ATTACKS, ids=[a.title for a in ATTACKS])


@pytest.fixture(autouse=True)
def _nothing_is_executed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Runs in a folder of its own, in which no payload may leave its file."""
    monkeypatch.chdir(tmp_path)
    yield
    assert not (tmp_path / CANARY).exists()


def forbidden(attack: Attack, passed: bool | None) -> bool:
    """Whether a verdict is the one that must not come of an attack."""
    return passed is {"pass": True, "fail": False}.get(attack.never or "", ...)


def verdict_of(attack: Attack, kind: str) -> assay.Verdict | None:
    """A kind's verdict on an attack; None where it refuses the gold, as it may."""
    gold = "B" if kind == "answer.choice" else attack.gold
    try:
        check = assay.parse({"kind": kind, "gold": gold})
    except BadParameter:
        return None
    return assay.verify(attack.said, check)


def outcomes() -> list[str]:
    """What `answer.any` says of the whole catalogue."""
    verdicts = [verdict_of(attack, "answer.any") for attack in ATTACKS]
    return ["refused" if verdict is None else verdict.status for verdict in verdicts]


def test_the_catalogue_is_large_and_its_titles_are_unique():
    assert len(ATTACKS) >= 150
    assert len({attack.title for attack in ATTACKS}) == len(ATTACKS)


@each_attack
def test_comparing_never_gives_the_forbidden_outcome(attack: Attack):
    try:
        gold, given = read(attack.gold), read(attack.response)
    except TooMuch:
        return
    there, back = compare(gold, given), compare(given, gold)
    assert not forbidden(attack, there.equal), there.why
    assert there.equal is back.equal


@each_attack
def test_extracting_never_raises_and_its_span_is_in_the_text(attack: Attack):
    for question in ("", "What is it?", attack.said):
        found = extract(attack.said, question=question)
        for candidate in (*found.candidates, *([found.final] if found.final else [])):
            if candidate.start is not None:
                assert 0 <= candidate.start <= candidate.end <= len(attack.said)


@each_attack
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_gives_an_honest_verdict(kind: str, attack: Attack):
    verdict = verdict_of(attack, kind)
    if verdict is None:
        return
    assert verdict.status != "error", verdict.why
    assert len(verdict.why) < 2000
    for span in verdict.evidence:
        assert span.start is None or attack.said[span.start : span.end] == span.text
    if kind in EXACT and not (kind == "answer.number" and attack.never == "fail"):
        assert not forbidden(attack, verdict.passed), verdict.why


@each_attack
def test_the_attack_as_a_gold_of_itself_is_never_wrong(attack: Attack):
    """Whatever was read as a final answer equals itself, or is too much to tell."""
    try:
        reading = read(attack.response)
    except TooMuch:
        return
    assert compare(reading, reading).equal is not False


def modular_forgeries() -> dict[str, tuple[str, str]]:
    """Wrong answers that vanish modulo the prime, and at the point, of another process of ours."""
    asked = (
        "from assay.answers.equality.modular import Residues; from assay.answers.trees import Sym;"
        "known = Residues(); print(known.p, known.value(Sym('x')))"
    )
    said = subprocess.run([sys.executable, "-c", asked], capture_output=True, check=True)
    multiple, root = map(int, said.stdout.split())
    order, roots = multiple - 1, f"(x-{root})"
    return {
        "coefficient": ("x", f"x+{multiple}x^3"),
        "coefficient in two": ("x", f"x+{multiple - 1}x^3+x^3"),
        "exponent": ("x", f"x^{{{order + 1}}}"),
        "exponent of a number": ("1", f"7^{{{order}}}"),
        "exponent of a tower": ("2^{10^{10}}", f"2^{{10^{{10}}+{order}}}"),
        "exponent with a letter": ("2^n", f"2^{{n+{order}n}}"),
        "radicand": ("\\sqrt{2}", f"\\sqrt{{{2 + multiple}}}"),
        "denominator": ("\\frac{x}{3}", f"\\frac{{x}}{{{3 + multiple}}}"),
        "roots at our points": ("x", f"x+{roots}"),
    }


@pytest.mark.parametrize(("gold", "forged"), modular_forgeries().values(), ids=modular_forgeries())
def test_knowing_our_primes_does_not_help(gold: str, forged: str):
    assert compare(read(gold), read(forged)).equal is not True


def test_one_gold_and_many_hostile_responses_at_once():
    check = assay.parse({"kind": "answer.math", "gold": "\\frac{1}{2}"})
    said = [attack.said for attack in ATTACKS]
    verdicts = [line[0] for line in assay.verify_batch([*said, "\\boxed{0.5}"], [check])]
    assert [v.why for v in verdicts if v.status == "error"] == []
    assert verdicts[-1].passed is True


@pytest.fixture(scope="module")
def expected() -> list[str]:
    return outcomes()


def test_the_same_in_threads(expected: list[str]):
    with ThreadPoolExecutor(2) as pool:
        runs = [pool.submit(outcomes) for _ in range(2)]
    assert [run.result() for run in runs] == [expected, expected]


def test_threads_that_start_together_share_one_secret():
    """In a process of its own, where nothing has been asked yet."""
    raced = """
import sys, threading
from assay.answers.equality.modular import Residues
from assay.answers.trees import Sym

def ask():
    gate.wait()
    known = Residues()
    found.add((known.p, known.value(Sym("x"))))

sys.setswitchinterval(1e-5)
gate, found = threading.Barrier(6), set()
threads = [threading.Thread(target=ask) for _ in range(6)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(len(found))
"""
    said = subprocess.run([sys.executable, "-c", raced], capture_output=True, check=True)
    assert said.stdout.strip() == b"1"


def test_the_same_on_an_event_loop(expected: list[str]):
    async def both() -> list[list[str]]:
        return [outcomes(), await asyncio.to_thread(outcomes)]

    assert asyncio.run(both()) == [expected, expected]


def test_the_same_in_a_spawned_process(expected: list[str]):
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        assert pool.apply(outcomes) == expected


def test_a_pending_alarm_of_the_host_is_left_alone():
    before = signal.signal(signal.SIGALRM, signal.SIG_IGN)
    try:
        signal.alarm(1000)
        outcomes()
        assert 0 < signal.alarm(0) <= 1000
        assert signal.getsignal(signal.SIGALRM) is signal.SIG_IGN
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


@pytest.mark.slow
def test_no_attack_takes_a_hundred_megabytes():
    verdict_of(ATTACKS[0], "answer.any")
    tracemalloc.start()
    try:
        for attack in ATTACKS:
            tracemalloc.reset_peak()
            before, _ = tracemalloc.get_traced_memory()
            verdict_of(attack, "answer.any")
            _, peak = tracemalloc.get_traced_memory()
            assert peak - before < 100e6, attack.title
    finally:
        tracemalloc.stop()


GOLDS: dict[str, Any] = {
    "none": None,
    "bytes": b"5",
    "empty list": [],
    "empty object": {},
    "list in list": [[]],
    "list of none": [None],
    "object": {"a": 1},
    "nan": float("nan"),
    "infinity": float("inf"),
    "minus infinity": -float("inf"),
    "huge float": 1e308,
    "true": True,
    "huge integer": 10**5000,
    "huge negative integer": -(10**5000),
    "fraction": Fraction(1, 3),
    "something": object(),
    "complex": 5j,
    "nothing": "",
    "blank": " ",
    "surrogate": "\ud800",
    "text and none": ["5", None],
    "five thousand": ["5"] * 5000,
    "long": "5" * 100_000,
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("gold", GOLDS.values(), ids=GOLDS)
def test_a_gold_of_any_type_is_refused_or_judged(kind: str, gold: Any):
    try:
        check = assay.parse({"kind": kind, "gold": gold})
    except BadParameter:
        return
    verdict = assay.verify("The answer is \\boxed{5}.", check)
    assert verdict.status != "error", verdict.why


ROWS = [
    '"gold": NaN',
    '"gold": Infinity',
    '"gold": -Infinity',
    '"gold": 1e999',
    '"gold": -0.0',
    '"gold": ' + "9" * 5000,
    '"gold": ' + "[" * 500 + "]" * 500,
    '"gold": "\\ud800"',
    '"gold": "\\u0000"',
    '"gold": null',
    '"gold": [1, "2", true, 2.5]',
    '"gold": {"$ref": "x"}',
    '"gold": "5", "policy": {"relative": 1e999}',
    '"gold": "5", "policy": {"relative": -1}',
    '"gold": "5", "policy": {"digits": -1}',
    '"gold": "5", "policy": "__import__"',
]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("fields", ROWS, ids=[row[:40] for row in ROWS])
def test_a_row_of_any_form_is_refused_or_judged(kind: str, fields: str):
    line = f'{{"response": "It is 5.", "checks": [{{"kind": "{kind}", {fields}}}]}}'
    try:
        row = read_row(line.encode())
    except InputError:
        return
    for verdict in assay.verify_batch(row.sample.responses, row.sample.checks)[0]:
        assert verdict.status != "error", verdict.why


def test_a_verdict_on_every_attack_can_be_written_as_json():
    for attack in ATTACKS:
        verdict = verdict_of(attack, "answer.any")
        if verdict is not None:
            assert json.loads(assay.sample.encode_json(verdict))
