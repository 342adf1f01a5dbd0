"""The computer algebra system behind the last stage: asked rarely, killed in time."""

from __future__ import annotations

import asyncio
import importlib.util
import multiprocessing
import subprocess
import sys
import threading

import msgspec
import pytest

from assay.answers.equality import compare
from assay.answers.equality.symbolic import ask
from assay.answers.policy import DEFAULT
from assay.answers.reading import read
from assay.answers.trees import Call, Node, Num, Pow, Sym
from assay.errors import MissingExtra

SYMBOLIC = msgspec.structs.replace(DEFAULT, symbolic=True)
X = Sym("x")
INTEGRAL = Call("integral", (Pow(X, Num(2)), X, Num(0), Num(3)))
TOWER = Pow(Num(9), Pow(Num(9), Pow(Num(9), Num(9))))

needs_sympy = pytest.mark.skipif(
    importlib.util.find_spec("sympy") is None, reason="needs the extra [math]"
)


@needs_sympy
@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [
        (INTEGRAL, Num(9), True),
        (INTEGRAL, Num(8), False),
        (Call("derivative", (Call("sin", (X,)), X)), Call("cos", (X,)), True),
        (Call("limit", (Pow(X, Num(-1)), X, Num(2))), Pow(Num(2), Num(-1)), True),
    ],
)
def test_sympy_decides(one: Node, other: Node, equal: bool) -> None:
    assert ask(one, other, 20).equal is equal


@needs_sympy
def test_compare_asks_only_where_the_policy_says_so() -> None:
    one, other = read(r"\int_0^3 x^2 dx"), read("9")
    assert compare(one, other).equal is None
    outcome = compare(one, other, SYMBOLIC)
    assert (outcome.equal, outcome.stage) == (True, "symbolic")


@needs_sympy
@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [
        (r"\sum_{n=1}^\infty 1/n^2", r"\pi^2/6", True),
        (r"\sum_{n=1}^\infty \frac{1}{n^2}", r"\frac{\pi^2}{5}", False),
    ],
)
def test_infinite_sums_are_handed_on(one: str, other: str, equal: bool) -> None:
    assert compare(read(one), read(other)).equal is None
    outcome = compare(read(one), read(other), SYMBOLIC)
    assert (outcome.equal, outcome.stage) == (equal, "symbolic")


@needs_sympy
def test_the_worker_bounds_its_memory() -> None:
    resource = pytest.importorskip("resource")
    code = (
        "import resource; from assay.answers.equality.symbolic_worker import _bound_memory;"
        "_bound_memory(); print(resource.getrlimit(resource.RLIMIT_AS)[0])"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert resource.RLIM_INFINITY != int(said.stdout) <= 2 << 30


@pytest.mark.slow
@needs_sympy
def test_a_late_answer_is_undecided_and_the_next_question_is_answered() -> None:
    outcome = ask(TOWER, Num(3), 0.5)
    assert outcome.equal is None
    assert "within 0.5 s" in outcome.why
    assert ask(INTEGRAL, Num(9), 20).equal is True


@needs_sympy
def test_threads_and_event_loops() -> None:
    found: list[bool | None] = []
    threads = [
        threading.Thread(target=lambda: found.append(ask(INTEGRAL, Num(9), 20).equal))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    outcome = asyncio.run(asyncio.to_thread(ask, INTEGRAL, Num(9), 20))
    assert [*found, outcome.equal] == [True] * 5


def in_a_process(queue: multiprocessing.SimpleQueue[bool | None]) -> None:
    queue.put(ask(INTEGRAL, Num(9), 20).equal)


@needs_sympy
@pytest.mark.slow
def test_spawned_processes() -> None:
    context = multiprocessing.get_context("spawn")
    queue = context.SimpleQueue()
    process = context.Process(target=in_a_process, args=(queue,))
    process.start()
    process.join(60)
    assert queue.get() is True


def test_a_missing_sympy_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    with pytest.raises(MissingExtra, match="math"):
        ask(X, Num(1), 1)


def test_nothing_heavy_is_imported() -> None:
    code = (
        "import sys; from assay.answers.equality import compare;"
        "assert not {'sympy', 'mpmath'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
