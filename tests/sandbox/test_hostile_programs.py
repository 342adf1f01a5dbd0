"""Every hostile program gets the verdict it deserves, in time, and leaves and learns nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import hostile_runs
import pytest
from hostile_programs import OPEN, Hostile, own, read_open
from hostile_runs import Result, Runs

from assay.errors import NotIsolated
from assay.sandbox import shared

OWN = own()
QUICK = [p for p in OWN if not (p.slow or p.waits)]
SLOW = [p for p in OWN if p.slow]
WAITING = [p for p in OWN if p.waits]
OUTWARD = ("leaks", "escapes", "persistence")
CATALOGUE = read_open() if OPEN.is_file() else []
ORDINARY = ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"]


@pytest.fixture(scope="module")
def runs() -> Iterator[Runs]:
    try:
        level = shared().level
    except NotIsolated as error:
        pytest.skip(str(error))
    if level != "full":
        missing = "; ".join(f"{layer}: {why}" for layer, why in shared().missing.items())
        pytest.skip(f"isolation here is {level!r}, and these programs need all of it ({missing})")
    with hostile_runs.runs(cpu=0.3, wall=1.0) as made:
        yield made


def named(programs: list[Hostile]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("program", programs, ids=[p.id for p in programs])


def clean(result: Result) -> None:
    assert result.faults == [], f"{result.said} after {result.seconds:.2f} s: {result.why}"


def test_names_are_unique() -> None:
    assert len({program.id for program in OWN}) == len(OWN) >= 120


def test_right_answers_are_right() -> None:
    """The expected values of the tasks are those of their solutions, by the rows' own tests."""
    for task in {program.task.id: program.task for program in OWN}.values():
        space: dict[str, object] = {}
        exec(f"{task.prompt}{task.solution}\n{task.test}\ncheck({task.entry})\n", space)


@named(QUICK)
def test_a_check_judges_it(runs: Runs, program: Hostile) -> None:
    clean(runs.by_check(program))


@named([p for p in QUICK if p.category in OUTWARD])
def test_the_sandbox_holds_it(runs: Runs, program: Hostile) -> None:
    clean(runs.by_sandbox(program))


@pytest.mark.slow
@named(SLOW)
def test_a_check_judges_it_in_time(runs: Runs, program: Hostile) -> None:
    clean(runs.by_check(program))


@pytest.mark.slow
@named([*SLOW, *WAITING, *(p for p in QUICK if p.category not in OUTWARD)])
def test_the_sandbox_holds_it_in_time(runs: Runs, program: Hostile) -> None:
    clean(runs.by_sandbox(program))


@pytest.mark.slow
@pytest.mark.skipif(not CATALOGUE, reason=f"the open catalogue is not here: no {OPEN.name}")
@named(CATALOGUE)
def test_the_open_catalogue(runs: Runs, program: Hostile) -> None:
    clean(runs.by_sandbox(program))
    if program.id != "sleep_forever":
        clean(runs.by_check(program))


def test_afterwards_it_still_judges(runs: Runs) -> None:
    assert runs.after() == []


@pytest.mark.slow
@pytest.mark.skipif(os.getuid() != 0, reason="these tests are run by an ordinary user already")
def test_an_ordinary_user_is_as_safe() -> None:
    """The quick ones again by a user who is nobody, where that user may read all it needs."""
    here = Path(__file__)
    try:
        script = "import hostile_runs, pytest; assert hostile_runs.shared().layers"
        command = [*ORDINARY, sys.executable, "-c", script]
        path = {**os.environ, "PYTHONPATH": str(here.parent), "PYTHONDONTWRITEBYTECODE": "1"}
        ready = subprocess.run(command, env=path, cwd="/", capture_output=True)
    except OSError as error:
        pytest.skip(f"nobody else can be become: {error}")
    if ready.returncode:
        pytest.skip("another user may not read this interpreter, or this repository")
    tests = ["-m", "not slow", "-k", "test_the_sandbox_holds_it or test_afterwards", str(here)]
    done = subprocess.run(
        [*ORDINARY, sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *tests],
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "HOME": "/tmp"},
        cwd=here.parents[2],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout[-3000:]
    assert "passed" in done.stdout
