"""Worker processes: none is left behind, however the run ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import bad_checks
import pytest

import assay
from assay.engine.keeper import Keeper
from assay.engine.pool import Pool

HERE = str(Path(bad_checks.__file__).parent)
PROGRAM = """
import sys
sys.path.insert(0, sys.argv[1])
import assay, bad_checks
assay.verify("x", bad_checks.Spawn(note=sys.argv[2], hold=sys.argv[3] == "hold"))
"""


def wait_for(condition: Callable[[], bool], seconds: float = 30.0) -> bool:
    give_up = time.monotonic() + seconds
    while time.monotonic() < give_up:
        if condition():
            return True
        time.sleep(0.01)
    return False


def is_gone(process: int) -> bool:
    """Whether a process is no more, or only a name in the table."""
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return True
    return state in "ZX"


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("what", ["hang", "hold"])
def test_the_death_of_the_program_ends_workers_and_what_they_started(
    how: signal.Signals, what: str, tmp_path: Path
) -> None:
    note = tmp_path / "note"
    command = [sys.executable, "-c", PROGRAM, HERE, str(note), what]
    program = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    assert wait_for(note.exists)
    processes = [int(word) for word in note.read_text().split()]
    assert not any(map(is_gone, processes))
    program.send_signal(how)
    program.wait(timeout=30)
    assert wait_for(lambda: all(map(is_gone, processes)))


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_a_deadline_ends_what_the_check_started_too(tmp_path: Path) -> None:
    note = tmp_path / "note"
    assert assay.verify("x", bad_checks.Brief(note=str(note))).status == "error"
    assert wait_for(lambda: all(is_gone(int(word)) for word in note.read_text().split()))


def test_a_worker_killed_while_idle_is_replaced() -> None:
    with assay.Engine() as engine:
        ((first,),) = engine.run([assay.Job(["x"], [bad_checks.Leaky()])])
        os.kill(int(first[0].why.split()[0]), signal.SIGKILL)
        ((second,),) = engine.run([assay.Job(["x"], [bad_checks.Leaky()])])
    assert second[0].passed is True
    assert second[0].why != first[0].why


def test_workers_that_never_come_up_are_an_engine_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with assay.Engine() as engine, pytest.raises(assay.EngineError, match="exit status 1"):
        list(engine.run(assay.Job([str(n)], [bad_checks.Sound()]) for n in range(100)))


def test_an_interpreter_that_is_not_there_leaks_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    before = len(os.listdir("/dev/fd"))
    for _ in range(3):
        with pytest.raises(assay.EngineError, match="cannot start"):
            Keeper(512)
    assert len(os.listdir("/dev/fd")) == before


def test_closing_gives_back_every_descriptor() -> None:
    before = len(os.listdir("/dev/fd"))
    for _ in range(3):
        with assay.Engine(2) as engine:
            list(engine.run(assay.Job([str(n)], [bad_checks.Sound()]) for n in range(130)))
    assert len(os.listdir("/dev/fd")) == before


def test_too_little_memory_to_import_the_kinds_is_said() -> None:
    with assay.Engine(memory=40) as engine:
        try:
            ((row,),) = engine.run([assay.Job(["x"], [bad_checks.Sound()])])
        except assay.EngineError as fault:
            said = str(fault)
        else:
            assert row[0].status == "error"
            said = row[0].why
    assert "process" in said


def test_a_pool_that_is_asked_for_what_it_never_took_says_so() -> None:
    pool = Pool(1, assay.Settings(), 512)
    with pytest.raises(assay.EngineError):
        pool.collect(7)
