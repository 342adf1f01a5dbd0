"""Inside the outer containment: one harness judges hostile programs, and is looked at from outside.

    python programs_hostile_inside.py HARNESS PYTHON CATALOGUE SECONDS

Names of programs come on standard input, a line each; results go out as JSON lines. The harness is
a process of its own (`programs_hostile_drive.py`) that is started again where it died or hung.
Here everything but it may be looked at and cleared away: no other process runs in this namespace,
and the folders for temporary files are empty at first.
"""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "tests" / "sandbox"))

import msgspec  # noqa: E402
from hostile_programs import TASKS, Hostile, own, read_open  # noqa: E402
from hostile_runs import function  # noqa: E402
from hostile_world import Snapshot, World, descendants, reaper, settled  # noqa: E402

LOADING, PATIENCE = 120.0, 12.0
CROWD = 40
PRIVATE = ("/tmp", "/var/tmp", "/dev/shm")
_SAME = {"HumanEval/53": "add", "HumanEval/4": "deviation"}
_ROOTS = ([[[1, 2]], [[-6, 11, -6, 1]]], [-0.5, 1.0])


class Drive:
    """The harness's process."""

    def __init__(self, harness: str, python: str) -> None:
        given, self._ask = os.pipe()
        self._answer, told = os.pipe()
        self.process = subprocess.Popen(
            [python, str(HERE / "programs_hostile_drive.py"), harness, str(given), str(told)],
            pass_fds=(given, told),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        os.close(given)
        os.close(told)
        self._rest = b""
        self.ours = harness.startswith("assay")
        self.heard = ""
        """What programs said, where the harness is the sandbox alone."""
        if self._line(LOADING) != "ready":
            raise SystemExit(f"{harness} does not start")

    def ask(self, asked: dict[str, Any]) -> str:
        with suppress(OSError):
            os.write(self._ask, json.dumps(asked).encode() + b"\n")
        said = self._line(PATIENCE)
        if said is None:
            return "hang" if self.process.poll() is None else "killed"
        if "crash" in said:
            return "crash"
        if isinstance(said["passed"], str):
            self.heard += said["passed"]
            return "fail"
        return {True: "pass", False: "fail", None: "undecided"}[said["passed"]]

    def _line(self, seconds: float) -> Any:
        end = time.monotonic() + seconds
        while b"\n" not in self._rest:
            left = end - time.monotonic()
            if left <= 0 or not select.select([self._answer], [], [], min(left, 0.2))[0]:
                if left <= 0 or self.process.poll() is not None:
                    return None
                continue
            part = os.read(self._answer, 1 << 16)
            if not part:
                return None
            self._rest += part
        line, _, self._rest = self._rest.partition(b"\n")
        return json.loads(line)

    def stop(self) -> None:
        with suppress(OSError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.kill()
        self.process.wait()
        for fd in (self._ask, self._answer):
            with suppress(OSError):
                os.close(fd)
        self._ask = self._answer = -1


def asked_of(program: Hostile, world: World, seconds: float, ours: bool) -> dict[str, Any]:
    task = program.task
    like = TASKS.get(_SAME.get(task.id, ""), task)
    inputs: list[Any] = _ROOTS[0]
    expected: list[Any] = _ROOTS[1]
    if like.inputs:
        space: dict[str, Any] = {}
        exec(like.prompt + like.solution, space)
        inputs = json.loads(json.dumps(list(like.inputs)))
        expected = [space[like.entry](*json.loads(json.dumps(call))) for call in inputs]
    check = msgspec.to_builtins(function(program, min(seconds, 0.5))) if ours else None
    return {
        "source": world.source(program), "entry": task.entry, "test": task.test,
        "calls": inputs, "wanted": expected, "atol": like.tolerance or 1e-4 * (not like.inputs),
        "seconds": seconds, "check": check,
    }  # fmt: skip


def left_in(world: World) -> set[str]:
    """What stands in the folders for temporary files."""
    return {
        f"{folder}/{name}"
        for folder in PRIVATE
        if os.path.isdir(folder)
        for name in os.listdir(folder)
        if name != world.folder.name
    }


def clear(keep: set[int], world: World, files: set[str]) -> None:
    """Ends and removes what a program left, so that the next one begins as the first did."""
    more = set(descendants()) - keep
    if len(more) > CROWD:  # too many to be ended one by one: the harness goes, too
        more = {-1}
    for pid in more:
        with suppress(OSError):
            os.kill(pid, signal.SIGKILL)
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    gone = sorted(left_in(world) - files)
    subprocess.run(["chmod", "-R", "u+rwx", *gone], check=False, capture_output=True)
    subprocess.run(["rm", "-rf", *gone], check=False, capture_output=True)
    subprocess.run(["ipcrm", "--all"], check=False, capture_output=True)


def main() -> None:
    harness, python, catalogue, seconds = sys.argv[1:]
    known = {p.id: p for p in (own() if catalogue == "own" else read_open(Path(catalogue)))}
    names = sys.stdin.read().split()
    with reaper():
        world, drive = World(), None
        keep, files = set[int](), set[str]()
        for name in names:
            tell({"id": name, "said": "started"})
            if drive is None:
                drive = Drive(harness, python)
                drive.ask(asked_of(CONTROL, world, float(seconds), drive.ours))
                keep, files = set(descendants()), left_in(world)
                world.changes()
            result = judged(drive, known[name], world, float(seconds), files)
            tell(result)
            clear(keep, world, files)
            gone = drive.process.poll() is not None or not keep <= set(descendants())
            if gone or result["said"] == "crash":  # its limits may have been set, say
                drive.stop()
                drive = None


CONTROL = Hostile("control", "control", "must_pass", TASKS["add"], "", "    return x + y")


def judged(
    drive: Drive, program: Hostile, world: World, seconds: float, files: set[str]
) -> dict[str, Any]:
    before, drive.heard = Snapshot.take(), ""
    said, started = "", time.monotonic()
    for _ in range(1 + program.again):
        started = time.monotonic()
        said = drive.ask(asked_of(program, world, seconds, drive.ours))
    took = time.monotonic() - started
    if said in ("hang", "killed"):
        drive.stop()
    faults = world.changes() + world.told(drive.heard)
    faults += [f for f in settled(before) if not f.startswith("left /")]
    faults += [f"left {path}" for path in sorted(left_in(world) - files)]
    return {"id": program.id, "said": said, "seconds": round(took, 2), "faults": faults}


def tell(said: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(said) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
