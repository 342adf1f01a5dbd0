"""Run inside by the doctor: tries what each layer forbids, and says how that went, as JSON.

Read as text by `assay.sandbox.doctor` and run as a program of its own: it imports the standard
library only. Its argument holds facts of the host. A proof gives True where the layer holds, False
where it does not, None where that cannot be seen from in here; and a few words on what was done.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import socket
import sys
from collections.abc import Callable
from typing import Any

FACTS: dict[str, Any] = json.loads(sys.argv[1]) if len(sys.argv) > 1 else {}
_MIB = 1 << 20
_INFINITE = resource.RLIM_INFINITY
_NEW_USERS = 0x10000000


def _status(name: str) -> str:
    with open("/proc/self/status", encoding="utf-8") as lines:
        return next(line.split(":", 1)[1].strip() for line in lines if line.startswith(name + ":"))


def _space(kind: str) -> tuple[bool, str]:
    held = os.readlink(f"/proc/self/ns/{kind}") != FACTS["spaces"][kind]
    return held, f"its namespace ({kind}) is another than the host's"


def user() -> tuple[bool, str]:
    return _space("user")


def uid() -> tuple[bool, str]:
    with open("/proc/self/uid_map", encoding="ascii") as file:
        lines = [[int(word) for word in line.split()] for line in file]
    me = os.getuid()
    outside = next(
        (out + me - first for first, out, many in lines if first <= me < first + many), 0
    )
    return outside != 0, f"user {outside} outside"


def pid() -> tuple[bool, str]:
    return _space("pid")


def mount() -> tuple[bool, str]:
    path, said = FACTS["file"], "a file of the host was opened to be read and to be written"
    for flags in (os.O_RDONLY, os.O_WRONLY):
        try:
            os.close(os.open(path, flags))
        except OSError:
            continue
        return False, said
    return True, said


def proc() -> tuple[bool | None, str]:
    said = "processes of others are looked for in /proc"
    if not os.path.isdir("/proc/self"):
        return None, said
    mine = {str(os.getpid()), str(os.getppid()), "1"}
    return not {name for name in os.listdir("/proc") if name.isdigit()} - mine, said


def network() -> tuple[bool, str]:
    try:
        socket.create_connection(("127.0.0.1", FACTS["port"]), 0.5).close()
    except OSError:
        return True, "a service on the host's loopback was called"
    return False, "a service on the host's loopback answered"


def ipc() -> tuple[bool, str]:
    return _space("ipc")


def uts() -> tuple[bool, str]:
    return _space("uts")


def scratch() -> tuple[bool | None, str]:
    most, written = FACTS["scratch"], 0
    if not most:  # what only looks now and then would end this program
        return None, "not tried"
    try:
        for number in range(2 * most):
            with open(f"{number}.fill", "wb") as file:
                written += file.write(b"x" * _MIB)
    except OSError:
        pass
    for number in range(2 * most):
        if os.path.exists(f"{number}.fill"):
            os.unlink(f"{number}.fill")
    return written <= most * _MIB, f"{written // _MIB} MiB could be written of {most} allowed"


def capabilities() -> tuple[bool, str]:
    held = [int(_status(name), 16) for name in ("CapEff", "CapPrm", "CapInh", "CapAmb")]
    to_be_had = int(_status("CapBnd"), 16) and _status("NoNewPrivs") != "1"
    return not any(held) and not to_be_had, "the process holds none, and can get none"


def no_new_privs() -> tuple[bool, str]:
    return _status("NoNewPrivs") == "1", "the kernel says so"


def rlimits() -> tuple[bool, str]:
    kinds = (resource.RLIMIT_CPU, resource.RLIMIT_FSIZE, resource.RLIMIT_NOFILE)
    hard = [resource.getrlimit(kind)[1] for kind in (*kinds, resource.RLIMIT_DATA)]
    return _INFINITE not in hard, "hard limits on processor time, files, descriptors and memory"


def landlock() -> tuple[bool, str]:
    said = "a file that only Landlock forbids was opened to be written"
    try:
        os.close(os.open("/proc/self/comm", os.O_WRONLY))
    except PermissionError:
        return True, said
    return False, said


def seccomp() -> tuple[bool, str]:
    libc = ctypes.CDLL(None, use_errno=True)
    refused = libc.unshare(_NEW_USERS) != 0
    return refused and _status("Seccomp") == "2", "a namespace of its own was refused"


def cgroup() -> tuple[bool, str]:
    with open("/proc/self/cgroup", encoding="utf-8") as file:
        return file.read() != FACTS["groups"], "its control group is another than the host's"


_PROOFS: tuple[Callable[[], tuple[bool | None, str]], ...] = (
    user, uid, pid, mount, proc, network, ipc, uts, scratch, capabilities, no_new_privs, rlimits,
    landlock, cgroup, seccomp,
)  # fmt: skip


def main() -> None:
    found: dict[str, tuple[bool | None, str]] = {}
    for proof in _PROOFS:
        try:
            found[proof.__name__] = proof()
        except Exception as error:  # a proof that cannot be had is no proof
            found[proof.__name__] = (None, f"could not be tried: {type(error).__name__}: {error}")
    print(json.dumps(found))  # noqa: T201


if __name__ == "__main__":
    main()
