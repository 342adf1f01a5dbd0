"""System calls that the standard library lacks, by ctypes; numbers for x86-64 and 64-bit ARM."""

from __future__ import annotations

import ctypes
import os
import platform

__all__ = [
    "AUDIT_ARCH", "CLONE_IPC", "CLONE_MOUNT", "CLONE_NET", "CLONE_PID", "CLONE_USER", "CLONE_UTS",
    "MACHINE", "MS_BIND", "MS_NOATIME", "MS_NODEV", "MS_NOEXEC", "MS_NOSUID", "MS_PRIVATE",
    "MS_RDONLY", "MS_REC", "MS_REMOUNT", "MS_SLAVE", "call", "fork", "make_read_only", "mount",
    "name_host", "pivot_root", "prctl", "umount", "unshare",
]  # fmt: skip

MACHINE = {"x86_64": 0, "aarch64": 1}.get(platform.machine(), -1)
AUDIT_ARCH = (0xC000003E, 0xC00000B7)

CLONE_MOUNT, CLONE_UTS, CLONE_IPC = 0x00020000, 0x04000000, 0x08000000
CLONE_USER, CLONE_PID, CLONE_NET = 0x10000000, 0x20000000, 0x40000000

MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC, MS_REMOUNT = 1, 2, 4, 8, 32
MS_NOATIME, MS_BIND, MS_REC, MS_PRIVATE, MS_SLAVE = 1024, 4096, 16384, 1 << 18, 1 << 19
_MNT_DETACH = 2

_NUMBERS = {
    "capget": (125, 90),
    "capset": (126, 91),
    "landlock_add_rule": (445, 445),
    "landlock_create_ruleset": (444, 444),
    "landlock_restrict_self": (446, 446),
    "mount_setattr": (442, 442),
    "pivot_root": (155, 41),
    "shmctl": (31, 195),
    "msgctl": (71, 187),
    "semctl": (66, 191),
}

# PyDLL keeps the interpreter's lock: no other thread runs here, and it saves two switches a call.
_libc = ctypes.PyDLL(None, use_errno=True)
_libc.syscall.restype = ctypes.c_long


def _checked(result: int, what: str) -> int:
    if result < 0:
        error = ctypes.get_errno()
        raise OSError(error, f"{what}: {os.strerror(error)}")
    return result


def call(name: str, *arguments: object) -> int:
    """The system call of that name; whole numbers are passed as 64-bit words."""
    words = [ctypes.c_long(a) if isinstance(a, int) else a for a in arguments]
    return _checked(_libc.syscall(ctypes.c_long(_NUMBERS[name][MACHINE]), *words), name)


def fork() -> int:
    """The C library's fork. The interpreter's own also runs what modules ask to have run in a
    child (`random` draws a new seed, say): this process has one thread, and its children are
    meant to be alike, at half the price."""
    return _checked(_libc.fork(), "fork")


def prctl(option: int, *arguments: object) -> int:
    words = [ctypes.c_ulong(a) if isinstance(a, int) else a for a in arguments]
    words += [ctypes.c_ulong(0)] * (4 - len(words))
    return _checked(_libc.prctl(ctypes.c_int(option), *words), f"prctl {option}")


def name_host(name: str) -> None:
    _checked(_libc.sethostname(name.encode(), ctypes.c_size_t(len(name))), "the host's name")


def unshare(flags: int, what: str) -> None:
    _checked(_libc.unshare(ctypes.c_int(flags)), f"a {what} namespace")


def mount(source: str, target: str, kind: str = "", flags: int = 0, data: str = "") -> None:
    result = _libc.mount(
        source.encode(), target.encode(), kind.encode() or None, ctypes.c_ulong(flags),
        data.encode() or None,
    )  # fmt: skip
    _checked(result, f"mount {kind or source} on {target}")


def umount(target: str) -> None:
    _checked(_libc.umount2(target.encode(), ctypes.c_int(_MNT_DETACH)), f"unmount {target}")


def pivot_root(new: str, old: str) -> None:
    call("pivot_root", new.encode(), old.encode())


def make_read_only(target: str) -> None:
    """Nothing under `target` can be written, no device opened, no set-user-id honoured."""
    attributes = (ctypes.c_uint64 * 4)(MS_RDONLY | MS_NOSUID | MS_NODEV, 0, 0, 0)
    recursive = 0x8000
    try:
        call("mount_setattr", -100, target.encode(), recursive, ctypes.byref(attributes), 32)
    except OSError:  # before Linux 5.12: this mount only, keeping the flags that are locked
        kept = os.statvfs(target).f_flag & (MS_NOEXEC | MS_NOATIME)
        flags = MS_REMOUNT | MS_BIND | MS_RDONLY | MS_NOSUID | MS_NODEV | kept
        mount("none", target, "", flags)
