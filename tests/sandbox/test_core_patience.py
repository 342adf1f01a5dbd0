"""The clock of a program stands still while others have the processors, and only then."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import pytest

from assay.errors import BadParameter
from assay.sandbox import Driver, Limits, Sandbox
from assay.sandbox.inside import processes
from assay.sandbox.inside.processes import Process, Queue

DRIVER = Driver(name="given", source="def main(payload, channel):\n    exec(payload.decode())\n")
BUSY = b"import time\nwhile time.process_time() < 0.4: pass\nchannel.send(b'done')"


def test_who_sleeps_is_ended_by_the_clock() -> None:
    with Sandbox(workers=1) as sandbox:
        run = sandbox.call(DRIVER, b"import time; time.sleep(60)", Limits(wall=0.5))
    assert run.outcome == "wall"
    assert run.seconds < 5


@pytest.mark.skipif(not os.path.exists("/proc/self/schedstat"), reason="the kernel counts no waits")
def test_who_waits_for_a_processor_is_given_longer() -> None:
    """Others of the same priority leave it a fraction of one processor."""
    spin = "import os, sys\nwhile os.getppid() == int(sys.argv[1]): pass"
    count = 4 * len(os.sched_getaffinity(0))
    with Sandbox(workers=1) as sandbox:
        if "proc" not in sandbox.call(DRIVER, b"pass").layers:
            pytest.skip("no /proc of its own: the program's waits are not seen")
        command = [sys.executable, "-c", spin, str(os.getpid())]
        others = [subprocess.Popen(command) for _ in range(count)]
        try:
            run = sandbox.call(DRIVER, BUSY, Limits(wall=2.5, cpu=30, patience=50))
        finally:
            for other in others:
                other.kill()
                other.wait()
    assert run.messages == (b"done",), (run.outcome, run.why, run.waited)


def test_waits_add_up_as_the_clock_allows() -> None:
    own = Process(os.getpid(), 0, 0, 0.0, 0.0, 1, 0.0, 0)
    now = time.monotonic()
    queue = Queue(now)
    queue.look([own], now + 0.01, 0.0)
    assert 0 <= queue.seconds <= 0.01 + 1e-6
    queue.look([], now + 0.02, 0.0)
    assert 0 <= queue.seconds <= 0.01 + 1e-6


@pytest.mark.parametrize(
    ("used", "counted"),
    [
        (2.0, 0.0),  # it had two processors all the time: what waited, waited for its own
        (1.0, 0.5),  # others had half of both
        (0.0, 1.0),
    ],
)
def test_what_a_program_waits_for_itself_is_no_waiting(
    monkeypatch: pytest.MonkeyPatch, used: float, counted: float
) -> None:
    monkeypatch.setattr(processes, "_PROCESSORS", 2)
    waited = iter([(0, 10**9)] * 20)
    monkeypatch.setattr(processes, "_queued", lambda *_: next(waited))
    monkeypatch.setattr(processes, "_is_ready", lambda *_: True)
    crowd = [Process(number, 0, 0, 0.0, 0.0, 1, 0.0, 0) for number in range(2, 10)]
    queue = Queue(100.0)
    queue.look(crowd, 101.0, used)
    assert queue.seconds == pytest.approx(counted)
    queue.look([], 102.0, used)
    assert queue.seconds == pytest.approx(counted)


def test_a_crowd_ends_by_the_clock() -> None:
    """More busy processes than processors, which wait for each other."""
    crowd = b"import os\nfor _ in range(5): os.fork()\nwhile True: pass"
    with Sandbox(workers=1) as sandbox:
        run = sandbox.call(DRIVER, crowd, Limits(wall=0.5, cpu=60, processes=64, patience=1000))
    assert run.outcome == "wall"


@pytest.mark.parametrize("patience", [0.5, 0.0, float("nan"), float("inf")])
def test_patience_is_one_or_more(patience: float) -> None:
    with pytest.raises(BadParameter, match="patience"):
        Limits(patience=patience)
