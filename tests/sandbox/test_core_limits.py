"""Each limit ends a program, is named, and is waited for no longer than a second."""

from __future__ import annotations

from time import monotonic

import pytest
from core_runs import execute

from assay.errors import BadParameter
from assay.sandbox import Limits, Program, Run, Sandbox

LATE = 1.0


def timed(sandbox: Sandbox, code: str, limits: Limits) -> Run:
    started = monotonic()
    run = execute(sandbox, code, limits)
    assert monotonic() - started < limits.wall + LATE
    return run


BURN = "while True: pass"
DEAF = """import signal, time
for n in range(1, 65):
    try: signal.signal(n, signal.SIG_IGN)
    except (OSError, ValueError): pass
time.sleep(90)"""
FORKS = """import os
while True:
    try: os.fork()
    except OSError: pass"""
MAP = """import mmap
m = mmap.mmap(-1, 1 << 31)
for i in range(0, 1 << 31, 4096): m[i] = 1"""
CHILDREN = """import os, time
os.fork(); os.fork(); os.fork()
x = bytearray(b'x') * (30 << 20)
time.sleep(20)"""
FOLDER = """n = 0
while True:
    n += 1
    open(f'{n}', 'wb').write(b'x' * 1000000)"""
NAMES = """n = 0
while True:
    n += 1
    open(f'{n}', 'wb')"""
THREADS = """import threading, time
for n in range(99):
    threading.Thread(target=time.sleep, args=(1,), daemon=True).start()
    time.sleep(.01)"""
CASES: dict[str, tuple[str, Limits, str]] = {
    "loop": (BURN, Limits(cpu=0.3, wall=20), "cpu"),
    "loops": ("import os\nos.fork(); os.fork()\n" + BURN, Limits(cpu=0.5, wall=20), "cpu"),
    "sleep": ("import time; time.sleep(90)", Limits(wall=0.3), "wall"),
    "stopped": ("import os; os.kill(os.getpid(), 19)", Limits(wall=0.3), "wall"),
    "deaf": (DEAF, Limits(wall=0.3), "wall"),
    "forks": (FORKS, Limits(cpu=1, wall=3, processes=20), "cpu or wall"),
    "object": ("x = bytearray(1 << 31)", Limits(memory=100), "memory"),
    "list": ("x = []\nwhile True: x.append('a' * 1000000)", Limits(memory=100), "memory"),
    "map": (MAP, Limits(memory=100), "memory"),
    "children": (CHILDREN, Limits(memory=150, wall=15), "memory"),
    "flood": ("while True: print('x' * 1000)", Limits(output=0.5), "output"),
    "errors": ("import os\nwhile True: os.write(2, b'x' * 999)", Limits(output=0.5), "output"),
    "messages": ("while True: channel.send(b'x' * 100000)", Limits(messages=1), "output"),
    "empty messages": ("while True: channel.send(b'')", Limits(messages=1), "output"),
    "file": ("f = open('f', 'wb')\nwhile True: f.write(b'x' * 999999)", Limits(file=2), "disk"),
    "folder": (FOLDER, Limits(scratch=8), "disk"),
    "names": (NAMES, Limits(inodes=50), "disk"),
    "threads": (THREADS, Limits(processes=10), "processes"),
}


@pytest.mark.parametrize("name", CASES)
def test_limit_ends_it(full: Sandbox, name: str) -> None:
    code, limits, outcome = CASES[name]
    run = timed(full, code, limits)
    assert run.outcome in outcome.split(" or "), run
    assert run.why
    assert not run.ok
    assert execute(full, "channel.send(b'next')").messages == (b"next",)


IGNORED = """import os, signal, time
signal.signal(signal.SIGCHLD, signal.SIG_IGN)
while True:
    if not os.fork():
        while time.process_time() < .3: pass
        os._exit(0)
    time.sleep(.4)"""


@pytest.mark.parametrize("without", [(), ("cgroup",)])
def test_time_of_children_that_nobody_waits_for_counts(full: Sandbox, without: list[str]) -> None:
    with Sandbox(without=without) as made:
        run = timed(made, IGNORED, Limits(cpu=1, wall=20))
    assert run.outcome == "cpu", run
    assert run.cpu >= 1
    assert full.level == "full"


TABLES = """import ctypes, mmap
m = ctypes.CDLL(None)
m.mmap.restype = ctypes.c_void_p
p = m.mmap(0, ctypes.c_size_t(1 << 39), 1, 0x4022, -1, 0)
for n in range(0, 1 << 39, 1 << 21):
    ctypes.c_char.from_address(p + n).value"""


def test_tables_of_pages_are_memory(full: Sandbox) -> None:
    for without in ((), ("cgroup",)):
        with Sandbox(without=without) as made:
            run = timed(made, TABLES, Limits(memory=200, cpu=20, wall=30))
        assert run.outcome == "memory", run
    assert full.level == "full"


def test_a_folder_that_is_replaced_costs_no_zygote(full: Sandbox) -> None:
    code = "import os, shutil\nshutil.rmtree('/tmp/work'); os.symlink('/etc', '/tmp/work')"
    before = {cell.pid for cell in full.pool.cells}
    for way in (code, "import os\nos.rename('/tmp/work', '/tmp/other')"):
        run = execute(full, way)
        assert run.ok, run
    assert execute(full, "import os; print(os.getcwd())").stdout == b"/tmp/work\n"
    assert {cell.pid for cell in full.pool.cells} == before


def test_descriptors_and_cores_are_bounded(sandbox: Sandbox) -> None:
    code = "import os\nn = 0\ntry:\n    while True:\n        os.dup(0); n += 1\n"
    code += "except OSError:\n    channel.send(str(n).encode())"
    run = execute(sandbox, code, Limits(descriptors=32))
    assert run.messages == (b"28",)
    assert execute(sandbox, "import os; os.abort()").signal == 6


def test_limits_cannot_be_raised(sandbox: Sandbox) -> None:
    code = "import resource as r\nfor k in (r.RLIMIT_CPU, r.RLIMIT_NPROC, r.RLIMIT_FSIZE):\n"
    code += "    try: r.setrlimit(k, (r.RLIM_INFINITY, r.RLIM_INFINITY)); print('raised')\n"
    code += "    except (ValueError, OSError): pass\n"
    code += "r.setrlimit(r.RLIMIT_STACK, (1 << 27, r.RLIM_INFINITY)); print('stack')"
    assert execute(sandbox, code).stdout == b"stack\n"


def test_megabytes_from_a_correct_program_are_kept(sandbox: Sandbox) -> None:
    run = execute(sandbox, "print('x' * 3_000_000)\nchannel.send(b'y' * 3_000_000)")
    assert run.ok
    assert run.stdout == b"x" * 3_000_000 + b"\n"
    assert run.stdout_size == 3_000_001
    assert len(run.messages[0]) == 3_000_000


def test_output_beyond_the_limit_is_cut_and_counted(sandbox: Sandbox) -> None:
    run = execute(sandbox, "print('x' * 3_000_000)", Limits(output=1))
    assert run.outcome == "output"
    assert len(run.stdout) == 1 << 20
    assert run.stdout_size > 1 << 20


ENDS = {
    "import sys; sys.exit(7)": ("exit", 7, 0),
    "import sys; sys.exit()": ("exit", 0, 0),
    "import os; os._exit(0)": ("exit", 0, 0),
    "raise ValueError('no')": ("exit", 1, 0),
    "import os; os.kill(os.getpid(), 11)": ("signal", -11, 11),
    "import os; os.kill(os.getpid(), 9)": ("signal", -9, 9),
    "import os; os.abort()": ("signal", -6, 6),
    "import ctypes; ctypes.string_at(0)": ("signal", -11, 11),
    "import os; os.closerange(0, 300)": ("exit", 1, 0),
    "import os; os.write(3, b'\\5\\0\\0\\0ab'); os._exit(2)": ("exit", 2, 0),
    "import os\ntry: os.kill(1, 9)\nexcept OSError: pass": ("exit", 0, 0),
    "import os\ntry: os.kill(-1, 9)\nexcept OSError: pass": ("exit", 0, 0),
}


@pytest.mark.parametrize("code", ENDS)
def test_its_own_end_is_its_own(full: Sandbox, code: str) -> None:
    run = execute(full, code)
    assert (run.outcome, run.status, run.signal) in (ENDS[code], ("exit", 0, 0))


def test_forged_lengths_end_the_session(sandbox: Sandbox) -> None:
    run = execute(sandbox, "import os, time\nos.write(3, b'\\xff' * 4)\ntime.sleep(9)")
    assert run.outcome == "output"
    assert "channel" in run.why


def test_whatever_was_started_ends_with_it(full: Sandbox) -> None:
    code = "import os, time\nif not os.fork():\n    os.setsid()\n    if not os.fork():\n"
    code += "        time.sleep(90)\n    os._exit(0)\nos.wait()\nprint('done')"
    started = monotonic()
    run = execute(full, code)
    assert monotonic() - started < 5
    assert run.stdout == b"done\n"


def test_sums_of_time_and_memory(sandbox: Sandbox) -> None:
    code = "import os, time\nif not os.fork():\n    x = bytearray(b'x') * (50 << 20)\n"
    code += "    while time.process_time() < .2: pass\n    os._exit(0)\nos.wait()"
    run = execute(sandbox, code)
    assert run.cpu >= 0.2
    assert 50 <= run.memory < 200


@pytest.mark.parametrize("field", ["cpu", "memory", "stack", "output"])
@pytest.mark.parametrize("value", [0, -1, float("inf"), float("nan")])
def test_limits_are_positive_and_finite(field: str, value: float) -> None:
    with pytest.raises(BadParameter, match=field):
        Limits(**{field: value})


def test_files_stay_within_the_folder(sandbox: Sandbox) -> None:
    for name in ("../x", "/x", "a/../../x", ""):
        with pytest.raises(BadParameter, match="files"):
            sandbox.run(Program(argv=("true",), files={name: b""}))
