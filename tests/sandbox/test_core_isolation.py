"""Each layer holds: what a program can see, reach and change."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from core_runs import ask, execute

from assay.sandbox import Limits, Program, Sandbox

HERE = str(Path(__file__).resolve())


def test_level_is_full_where_the_layers_stand(full: Sandbox) -> None:
    assert {"pid", "mount", "proc", "network", "ipc", "scratch", "seccomp"} <= set(full.layers)
    assert {"no_new_privs", "rlimits", "capabilities"} <= set(full.layers)


@pytest.mark.parametrize("path", [HERE, "/etc/shadow", "/etc/hostname.real", "/sys/kernel"])
def test_files_of_the_host_are_not_there(sandbox: Sandbox, path: str) -> None:
    assert ask(sandbox, f"open({path!r}).read()") in (
        "FileNotFoundError", "PermissionError", "NotADirectoryError",
    )  # fmt: skip


def test_home_of_the_caller_is_not_there(full: Sandbox) -> None:
    seen = ask(full, f"os.listdir({os.path.expanduser('~')!r})")
    assert seen in ("FileNotFoundError", "PermissionError", []) or set(seen) <= {".pyenv", ".local"}


def test_accounts_are_invented(full: Sandbox) -> None:
    text = ask(full, "open('/etc/passwd').read()")
    assert text.count("\n") == 2
    assert "runner" in text


def test_assay_cannot_be_imported(full: Sandbox) -> None:
    assert ask(full, "__import__('assay').__name__") == "ModuleNotFoundError"
    assert ask(full, "[n for n in __import__('sys').modules if 'assay' in n]") == []


def test_environment_of_the_host_is_gone(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_TOKEN", "abc")
    seen = ask(sandbox, "dict(os.environ)")
    assert set(seen) == {"PATH", "HOME", "TMPDIR", "LANG", "PYTHONHASHSEED"}
    with Sandbox() as fresh:
        assert "SECRET_TOKEN" not in ask(fresh, "dict(os.environ)")
        run = fresh.run(Program(argv=("/usr/bin/env",), env={"GIVEN": "1"}))
    assert b"SECRET_TOKEN" not in run.stdout
    assert b"GIVEN=1" in run.stdout


def test_processes_of_the_host_are_not_there(full: Sandbox) -> None:
    assert len(ask(full, "[p for p in os.listdir('/proc') if p.isdigit()]")) == 1
    assert ask(full, "os.kill(1, 9)") == "PermissionError"
    assert ask(full, f"os.kill({os.getpid()}, 0)") in ("PermissionError", "ProcessLookupError")
    for name in ("environ", "mem", "maps", "fd"):
        path = f"/proc/1/{name}"
        assert ask(full, f"os.path.exists({path!r}) and open({path!r}).read()") in (
            False, "FileNotFoundError", "PermissionError", "IsADirectoryError",
        )  # fmt: skip


def test_only_four_descriptors_are_open(sandbox: Sandbox) -> None:
    found = ask(sandbox, "[n for n in range(300) if _try(n)]", _TRY)
    assert found == [0, 1, 2, 3]


_TRY = """os
def _try(n):
    try:
        os.fstat(n)
    except OSError:
        return False
    return True
"""


@pytest.mark.parametrize("family", ["AF_INET", "AF_INET6", "AF_NETLINK", "AF_PACKET", "AF_VSOCK"])
def test_there_is_no_network(sandbox: Sandbox, family: str) -> None:
    assert ask(sandbox, f"socket.socket(socket.{family}) and 1", "socket") == "PermissionError"


def test_pairs_of_sockets_and_threads_work(sandbox: Sandbox) -> None:
    assert ask(sandbox, "len(socket.socketpair())", "socket") == 2
    loop = "asyncio.new_event_loop().run_until_complete(asyncio.sleep(0, 5))"
    assert ask(sandbox, loop, "asyncio") == 5
    pool = "list(f.ThreadPoolExecutor(4).map(abs, [-1, -2]))"
    assert ask(sandbox, pool, "concurrent.futures as f") == [1, 2]


@pytest.mark.parametrize("path", ["/usr/x", "/etc/x", "/x", "/proc/self/comm", "/opt/x"])
def test_nothing_can_be_written_but_the_scratch_folder(sandbox: Sandbox, path: str) -> None:
    assert ask(sandbox, f"open({path!r}, 'w').write('x')") in (
        "OSError", "PermissionError", "FileNotFoundError",
    )  # fmt: skip
    assert not os.path.exists("/usr/x")


def test_scratch_folder_is_new_for_each_program(sandbox: Sandbox) -> None:
    where = "os.environ['TMPDIR'] + '/left'"
    assert ask(sandbox, f"open({where}, 'w').write('x')") == 1
    assert ask(sandbox, f"os.path.exists({where})") is False
    assert ask(sandbox, "os.chmod(os.environ['HOME'], 0o711)") is None
    assert ask(sandbox, "os.stat(os.environ['HOME']).st_mode & 0o777") != 0o711


def test_attributes_do_not_stay(full: Sandbox) -> None:
    ask(full, "os.setxattr('/tmp', 'user.left', b'x')")
    assert ask(full, "os.listxattr('/tmp')") in ([], "OSError")


def test_no_capability_is_left(sandbox: Sandbox) -> None:
    lines = ask(sandbox, "[l.split() for l in open('/proc/self/status')]")
    caps = {line[0]: line[1] for line in lines if line and line[0].startswith("Cap")}
    assert int(caps["CapEff:"], 16) == int(caps["CapPrm:"], 16) == 0
    assert ["Seccomp:", "2"] in lines
    assert ["NoNewPrivs:", "1"] in lines


CALLS = [
    "libc.unshare(0x10000000)",
    "libc.unshare(0x00020000)",
    "libc.mount(b'a', b'/tmp', b'tmpfs', 0, 0)",
    "libc.ptrace(16, 1, 0, 0)",
    "libc.setns(0, 0)",
    "libc.chroot(b'/tmp')",
    "libc.sethostname(b'x', 1)",
    "libc.prlimit(1, 7, b'\\3' + bytes(7) + b'\\3' + bytes(7), 0)",
    "libc.setpriority(0, 1, 19)",
    "libc.sched_setaffinity(1, 128, b'\\1' * 128)",
    "libc.shmget(5, 4096, 0o1600)",
    "libc.ioctl(0, 0x5412, b'x')",
    "libc.syscall(425, 1, 0)",  # io_uring_setup
    "libc.syscall(321, 0, 0, 0)",  # bpf
    "libc.syscall(298, 0, 0, 0, 0, 0)",  # perf_event_open
    "libc.syscall(248, 0, 0, 0, 0, 0)",  # add_key
    "libc.syscall(56, 0x10000011, 0)",  # clone with a user namespace
    "libc.syscall(0x40000000 + 39)",  # a 32-bit name of getpid
]


@pytest.mark.parametrize("call", CALLS)
def test_calls_to_the_kernel_are_refused(sandbox: Sandbox, call: str) -> None:
    if os.uname().machine != "x86_64" and "syscall" in call:
        pytest.skip("numbers of x86-64")
    got = ask(sandbox, f"({call}, ctypes.get_errno())", _LIBC)
    assert got[0] == -1
    assert got[1] in (1, 38)


_LIBC = "ctypes\nlibc = ctypes.CDLL(None, use_errno=True)"


OTHERS = [
    ("libc.tgkill(os.getppid(), os.getppid(), 0)", -1),
    ("libc.syscall(234, os.getppid(), os.getppid(), 0)", -1),
    ("libc.syscall(234, os.getpid(), os.getpid(), 0)", 0),
    ("libc.kill(os.getppid(), 0)", -1),
    ("libc.syscall(302, os.getppid(), 7, 0, 0)", -1),
    ("libc.syscall(302, 0, 7, 0, 0)", 0),
    ("libc.sched_setaffinity(os.getppid(), 128, b'\\xff' * 128)", -1),
    ("libc.setpriority(0, os.getppid(), 19)", -1),
    ("libc.fcntl(0, 8, os.getppid())", -1),
    ("libc.fcntl(0, 10, 9)", -1),
    ("libc.ioctl(0, 0x8901, b'1234')", -1),
    ("libc.socket(1, 1, 0)", -1),
    ("libc.connect(0, b'', 0)", -1),
    ("libc.setxattr(b'.', b'user.x', b'x', 1, 0)", -1),
    ("os.chmod('.', 0o711) or os.stat('.').st_mode & 0o777", 0o755),
]


@pytest.mark.usefixtures("sandbox")
@pytest.mark.skipif(os.uname().machine != "x86_64", reason="numbers of x86-64")
def test_the_filter_alone_keeps_other_processes_apart() -> None:
    """Without namespaces and Landlock, as on older kernels: not even the host's own user."""
    names = ("user", "pid", "mount", "network", "ipc", "uts", "landlock", "uid")
    with Sandbox(without=names, require="none") as made:
        for call, result in OTHERS:
            got = ask(made, f"({call}, ctypes.get_errno())", "os, " + _LIBC)
            assert got[0] == result, (call, got)
        assert execute(made, "import os; os.abort()").signal == 6
        assert ask(made, "len(socket.socketpair())", "socket") == 2


def test_files_in_memory_are_made_only_where_memory_is_counted(sandbox: Sandbox) -> None:
    with Sandbox(without={"cgroup"}) as made:
        assert ask(made, "os.memfd_create('x')") == "OSError"
    if "cgroup" in sandbox.layers:
        assert ask(sandbox, "os.memfd_create('x')") == 4
        code = "import os\nfor n in range(99):\n    fd = os.memfd_create('x')\n"
        code += "    for _ in range(9): os.write(fd, b'x' * 1000000)"
        run = execute(sandbox, code, Limits(memory=50, scratch=10))
        assert run.outcome == "memory"
        assert execute(sandbox, "print(1)").ok


def test_set_user_id_gives_nothing(sandbox: Sandbox) -> None:
    run = sandbox.run(Program(argv=("sh", "-c", "grep NoNewPrivs /proc/self/status")))
    assert run.stdout.split() == [b"NoNewPrivs:", b"1"]


def test_a_seed_is_the_same_for_all(sandbox: Sandbox) -> None:
    first = ask(sandbox, "random.random()", "random")
    assert ask(sandbox, "random.random()", "random") == first
    assert ask(sandbox, "hash('text')") == ask(sandbox, "hash('text')")


def test_memory_of_one_program_is_not_in_the_next(sandbox: Sandbox) -> None:
    execute(sandbox, "x = 'needle-' * 1000\nchannel.send(x.encode())")
    found = "any(re.search(rb'(?:needle-){9}', _read(l)) for l in open('/proc/self/maps'))"
    assert ask(sandbox, found, _READ) is False


_READ = """os, re
def _read(line):
    place, mode = line.split()[:2]
    start, end = (int(n, 16) for n in place.split('-'))
    if 'w' not in mode:
        return b''
    with open('/proc/self/mem', 'rb', 0) as file:
        file.seek(start)
        return file.read(end - start)
"""
