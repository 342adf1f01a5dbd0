"""Who a process is: an ordinary user, a user namespace of its own, no capabilities."""

from __future__ import annotations

import ctypes
import os

from .kernel import CLONE_USER, call, prctl, unshare

__all__ = ["INSIDE", "drop_capabilities", "drop_to", "lock_privileges", "own_users", "spare_user"]

INSIDE = 1000  # the user that a program sees itself to be

_PR_SET_DUMPABLE, _PR_CAPBSET_DROP, _PR_SET_SECUREBITS, _PR_SET_NO_NEW_PRIVS = 4, 24, 28, 38
_LAST_CAPABILITY = 63
_HEADER = ctypes.byref((ctypes.c_uint32 * 2)(0x20080522, 0))
_NOTHING = ctypes.byref((ctypes.c_uint32 * 6)())
# no root, no set-user-id fix-up, no keeping, no raising of ambient capabilities; all locked
_SECUREBITS = 0b1110_1111


def spare_user(first: int = 61_500, count: int = 400) -> int:
    """A user id that owns no process and has no name, so that nothing else counts against it; -1
    where this namespace of users has no such id, as where root is somebody else outside."""
    import pwd

    ids = [n for n in range(first, first + count) if _mapped("uid", n) and _mapped("gid", n)]
    if not ids:
        return -1

    taken: set[int] = set()
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                taken.add(os.stat(f"/proc/{name}").st_uid)
            except OSError:
                continue
    named = {entry.pw_uid for entry in pwd.getpwall()}
    return next((n for n in ids if n not in named and n not in taken), ids[0])


def _mapped(kind: str, number: int) -> bool:
    """Whether the namespace of users that this process is in has the id."""
    with open(f"/proc/self/{kind}_map", encoding="ascii") as file:
        spans = [tuple(map(int, line.split())) for line in file]
    return any(first <= number < first + size for first, _, size in spans)


def drop_to(user: int) -> None:
    """From root to an ordinary user and group, for good."""
    os.setgroups([])
    os.setresgid(user, user, user)
    os.setresuid(user, user, user)


def own_users(inside: int) -> None:
    """A user namespace in which this process has every capability, and seems to be `inside`."""
    user, group = os.getuid(), os.getgid()
    prctl(_PR_SET_DUMPABLE, 1)  # or its own files under /proc belong to root
    unshare(CLONE_USER, "user")
    maps = {"uid_map": f"{inside} {user} 1", "gid_map": f"{inside} {group} 1"}
    for name, text in {"setgroups": "deny", **maps}.items():
        fd = os.open(f"/proc/self/{name}", os.O_WRONLY)
        try:
            os.write(fd, text.encode())
        finally:
            os.close(fd)


def can_own_users(user: int) -> bool:
    """Whether `user` may have a user namespace here; tried in a process of its own."""
    pid = os.fork()
    if not pid:
        try:
            if user >= 0:
                drop_to(user)
            own_users(INSIDE)
            os._exit(0)
        finally:
            os._exit(1)
    return os.waitpid(pid, 0)[1] == 0


def open_to_all(path: str) -> bool:
    """Whether a user who owns nothing could come to `path`."""
    while path != "/":
        if not os.stat(path).st_mode & 0o001:
            return False
        path = os.path.dirname(path)
    return True


def lock_privileges() -> None:
    """No process started from here gains a privilege by executing a file. Who has no privilege
    cannot say so; no_new_privs says it then."""
    if not _privileges():
        return
    for capability in range(_LAST_CAPABILITY + 1):
        try:
            prctl(_PR_CAPBSET_DROP, capability)
        except OSError:
            break
    prctl(_PR_SET_SECUREBITS, _SECUREBITS)


def _privileges() -> int:
    """The capabilities that this process may have, as bits."""
    data = (ctypes.c_uint32 * 6)()
    call("capget", _HEADER, ctypes.byref(data))
    return data[1] | data[4] << 32


def administers() -> bool:
    """Whether this process may make namespaces and mounts as it is; root in a container may not."""
    return os.getuid() == 0 and bool(_privileges() >> 21 & 1)


def no_new_privileges() -> None:
    prctl(_PR_SET_NO_NEW_PRIVS, 1)


def hide_memory(hidden: bool) -> None:
    """Whether other processes of the same user are kept from this one's memory and files."""
    prctl(_PR_SET_DUMPABLE, 0 if hidden else 1)


def drop_capabilities() -> None:
    call("capset", _HEADER, _NOTHING)
