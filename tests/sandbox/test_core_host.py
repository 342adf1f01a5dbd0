"""The host's side: threads, forks, dead zygotes, levels, and nothing left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import monotonic, sleep

import pytest
from core_runs import QUICK, ask, execute

from assay.errors import BadParameter, NotIsolated
from assay.sandbox import Limits, Program, Sandbox, shared
from assay.sandbox.levels import LAYERS, level
from assay.sandbox.surroundings import can_be_seen


def _zygotes(sandbox: Sandbox) -> list[int]:
    return [cell.pid for cell in sandbox.pool.cells]


@pytest.mark.usefixtures("sandbox")
def test_threads_share_cells() -> None:
    with Sandbox(workers=2) as two, ThreadPoolExecutor(6) as pool:
        got = list(pool.map(lambda n: execute(two, f"print({n})").stdout, range(60)))
        assert got == [f"{n}\n".encode() for n in range(60)]
        assert len(_zygotes(two)) == 2


def test_a_fork_makes_cells_of_its_own(sandbox: Sandbox) -> None:
    assert execute(sandbox, "print(1)").ok
    before = _zygotes(sandbox)
    pid = os.fork()
    if not pid:
        try:
            good = execute(sandbox, "print(2)").stdout == b"2\n" and _zygotes(sandbox) != before
            sandbox.close()
            os._exit(0 if good else 1)
        finally:
            os._exit(2)
    assert os.waitpid(pid, 0)[1] == 0
    assert execute(sandbox, "print(3)").ok
    assert _zygotes(sandbox) == before


def test_a_zygote_that_is_killed_is_replaced() -> None:
    with Sandbox() as made:
        assert execute(made, "print(1)").ok
        first = _tree(_zygotes(made)[0])
        os.kill(first[0], signal.SIGKILL)
        while any(os.path.exists(f"/proc/{pid}/exe") for pid in first):
            sleep(0.01)
        assert execute(made, "print(2)").ok


def test_a_zygote_killed_while_a_program_runs_is_no_fault_of_it() -> None:
    with Sandbox() as made, ThreadPoolExecutor(1) as pool:
        assert execute(made, "print(1)").ok
        run = pool.submit(execute, made, "import time; time.sleep(30)")
        sleep(0.2)
        os.kill(_zygotes(made)[0], signal.SIGKILL)
        assert run.result(5).outcome == "broken"
        assert execute(made, "print(2)").ok


@pytest.mark.usefixtures("full")
def test_a_zygote_that_hangs_does_not_hold_the_host() -> None:
    with Sandbox() as made:
        assert execute(made, "print(1)").ok
        session = made.open(_sleeper(), b"", Limits(wall=0.3))
        for pid in _tree(_zygotes(made)[0]):
            os.kill(pid, signal.SIGSTOP)
        started = monotonic()
        assert session.finish().outcome == "wall"
        assert monotonic() - started < 1.3
        assert execute(made, "print(2)").ok


def _sleeper():
    from assay.sandbox import Driver

    return Driver(name="sleep", source="def main(p, c):\n    import time; time.sleep(60)\n")


def _tree(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(found for child in children for found in _tree(int(child)))]


def test_nothing_is_left_when_it_is_closed() -> None:
    made = Sandbox(workers=2)
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda _: execute(made, "print(1)"), range(4)))
    pids = [pid for zygote in _zygotes(made) for pid in _tree(zygote)]
    files = len(os.listdir("/proc/self/fd"))
    made.close()
    assert len(os.listdir("/proc/self/fd")) < files
    until = monotonic() + 5
    while monotonic() < until and any(os.path.exists(f"/proc/{pid}") for pid in pids):
        sleep(0.01)
    assert not [pid for pid in pids if os.path.exists(f"/proc/{pid}")]
    assert execute(made, "print(1)").ok, "it can be used again"
    made.close()


def test_runs_leave_no_descriptors_and_no_processes(sandbox: Sandbox) -> None:
    execute(sandbox, "print(1)")
    files = len(os.listdir("/proc/self/fd"))
    processes = [len(_tree(pid)) for pid in _zygotes(sandbox)]
    for n in range(40):
        execute(sandbox, ["print(1)", "open('x', 'w')", "1/0", "import os; os.fork()"][n % 4])
    assert len(os.listdir("/proc/self/fd")) == files
    assert [len(_tree(pid)) for pid in _zygotes(sandbox)] == processes


@pytest.mark.usefixtures("sandbox")
def test_a_level_that_is_not_reached_is_refused() -> None:
    with (
        Sandbox(without={"seccomp", "landlock", "pid", "mount"}) as made,
        pytest.raises(NotIsolated, match="'partial' is required"),
    ):
        made.run(Program(argv=("true",)))
    with (
        Sandbox(require="full", without={"network"}) as made,
        pytest.raises(NotIsolated, match="network: taken away"),
    ):
        made.run(Program(argv=("true",)))


@pytest.mark.usefixtures("sandbox")
@pytest.mark.parametrize("layer", sorted(LAYERS))
def test_a_layer_that_is_taken_away_is_not_named(layer: str) -> None:
    with Sandbox(without={layer}, require="none") as made:
        run = execute(made, "print(1)")
        assert run.stdout == b"1\n", run
        assert layer not in run.layers
        assert layer in made.missing


@pytest.mark.usefixtures("sandbox")
def test_a_host_that_is_killed_leaves_nothing() -> None:
    code = (
        "import sys, time\nfrom assay.sandbox import Driver, Sandbox\nmade = Sandbox()\n"
        "driver = Driver(name='d', source='def main(p, c):\\n    import time; time.sleep(60)')\n"
        "session = made.open(driver, b'')\ncell = next(iter(made.pool.cells))\n"
        "print(cell.pid, *(cell.group.parents if cell.group else []), flush=True)\ntime.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as host:
        assert host.stdout is not None
        pid, *groups = host.stdout.readline().decode().split()
        pids = _tree(int(pid))
        host.kill()
    until = monotonic() + 10
    places = [f"/proc/{pid}" for pid in pids]
    places += [f"{group}/assay-{host.pid}-0" for group in groups]
    while monotonic() < until and any(map(_there, places)):
        sleep(0.02)
    assert not [place for place in places if _there(place)]


def _there(place: str) -> bool:
    """Whether a group, or a process that has not ended, is there."""
    try:
        return ") Z " not in Path(f"{place}/stat").read_text()
    except OSError:
        return os.path.exists(place) and not place.startswith("/proc/")


SPACES = ("user", "pid", "mount", "proc", "network", "ipc", "uts")


@pytest.mark.usefixtures("sandbox")
def test_without_namespaces_it_is_partial() -> None:
    with Sandbox(without=SPACES) as made:
        if "landlock" not in made.layers:
            pytest.skip("the kernel has no Landlock")
        assert made.level == "partial"
        assert ask(made, "open('/etc/passwd').read()") == "PermissionError"
        assert ask(made, "os.listdir('/proc')") == "PermissionError"
        assert ask(made, "os.kill(os.getppid(), 9)") == "PermissionError"
        assert ask(made, "open('/tmp/x', 'w')") == "PermissionError"
        code = "import os, time\nfor n in range(3):\n    if not os.fork():\n"
        code += "        os.setsid(); os.fork(); time.sleep(60)\nprint('x')"
        started = monotonic()
        assert execute(made, code).stdout == b"x\n"
        assert execute(made, "import time; time.sleep(9)", Limits(wall=0.3)).outcome == "wall"
        assert execute(made, "while True: pass", Limits(cpu=0.3)).outcome == "cpu"
        assert monotonic() - started < 8
        run = made.run(Program(argv=("python", "-c", "print(6 * 7)")), QUICK)
        assert run.stdout == b"42\n", run
        where = ask(made, "os.environ['TMPDIR']")
        assert os.listdir(os.path.dirname(where)) == ["bin"]
        for pid in _zygotes(made):
            assert len(_tree(pid)) == 1
    assert not os.path.exists(os.path.dirname(where))


def test_levels() -> None:
    assert level(LAYERS) == "full"
    assert level(set(LAYERS) - {"user", "cgroup", "landlock", "uts"}) == "full"
    assert level(set(LAYERS) - {"mount"}) == "partial"
    assert level(set(LAYERS) - {"seccomp"}) == "partial"
    assert level(set(LAYERS) - {"seccomp", "pid"}) == "none"
    assert level(()) == "none"


def test_parameters_are_checked() -> None:
    for wrong in ({"workers": 0}, {"require": "some"}, {"without": {"walls"}}):
        with pytest.raises(BadParameter):
            Sandbox(**wrong)  # pyright: ignore


def test_the_shared_one_is_the_same() -> None:
    assert shared() is shared()


def test_further_folders_can_be_seen(full: Sandbox) -> None:
    place = str(Path(__file__).parent)
    if not can_be_seen(place):
        pytest.skip("the tests stand in a folder that is another one inside")
    assert ask(full, f"os.path.exists({place!r})") is False
    with Sandbox(visible=[place]) as made:
        assert "core_runs.py" in ask(made, f"os.listdir({place!r})")
        assert ask(made, f"open({place + '/x'!r}, 'w')") in ("OSError", "PermissionError")
    for taken in ("/tmp", "/", "/etc/ssl", "/proc"):
        with pytest.raises(BadParameter, match="visible"):
            Sandbox(visible=[taken])


def test_further_modules_are_found_imported(sandbox: Sandbox) -> None:
    for module in ("numpy", "hypothesis", "wave"):
        with Sandbox(preload=(module, "no_such_module")) as made:
            there = ask(made, f"{module!r} in sys.modules", "sys")
            assert there is (ask(sandbox, f"__import__({module!r}) and True") is True)
