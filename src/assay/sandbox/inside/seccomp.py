"""The filter of system calls: what is refused, searched as a binary tree."""

from __future__ import annotations

import ctypes
import errno
import os
import struct

from .calls import ABSENT, IN_MEMORY, MODES, OTHERS, OWNERS, PRIVILEGED, SIGNALS, number
from .kernel import AUDIT_ARCH, MACHINE, prctl

__all__ = ["Filter", "available"]

_PR_SET_SECCOMP, _PR_GET_SECCOMP = 22, 21
_KILL, _ALLOW, _ERRNO = 0x80000000, 0x7FFF0000, 0x00050000
_LOAD, _EQUAL, _GREATER, _AND, _RETURN = 0x20, 0x15, 0x25, 0x54, 0x06
_NUMBER, _ARCH, _ARGUMENTS = 0, 4, 16
_X32 = 0x40000000  # the bit of the 32-bit names of the same calls on x86-64

_NEW_NAMESPACES = 0x7E020000
_AF_UNIX = 1
_TERMINAL_INPUT = (0x5412, 0x541C)
_SENT_TO = (0x8901, 0x8902)  # ioctl FIOSETOWN, SIOCSPGRP: who is sent a signal
_SENT_TO_TOO = (8, 10, 15)  # fcntl F_SETOWN, F_SETSIG, F_SETOWN_EX
_BUFFERS = (7, 8, 32, 33)  # setsockopt SO_SNDBUF, SO_RCVBUF and their FORCE
_OWN = 0x7FFFFFF1  # stands for the number of the program's own process


def _code(code: int, k: int, yes: int = 0, no: int = 0) -> bytes:
    return struct.pack("<HBBI", code, yes, no, k)


def _refuse(error: int = errno.EPERM) -> bytes:
    return _code(_RETURN, _ERRNO | error)


_ALLOWED = _code(_RETURN, _ALLOW)


def _load(argument: int) -> bytes:
    return _code(_LOAD, _ARGUMENTS + 8 * argument)


def _refuse_if(argument: int, values: tuple[int, ...]) -> bytes:
    """Refused where the argument is one of the values."""
    left = range(len(values), 0, -1)
    tests = b"".join(_code(_EQUAL, v, n, 0) for v, n in zip(values, left, strict=True))
    return _load(argument) + tests + _ALLOWED + _refuse()


def _refuse_unless(argument: int, value: int) -> bytes:
    return _load(argument) + _code(_EQUAL, value, 0, 1) + _ALLOWED + _refuse()


def _tree(rules: list[tuple[int, bytes]]) -> bytes:
    """Instructions that find the number, loaded already, among the rules, or allow the call."""
    if len(rules) == 1:
        value, body = rules[0]
        return _code(_EQUAL, value, 0, len(body) // 8) + body + _ALLOWED
    middle = len(rules) // 2
    low, high = _tree(rules[:middle]), _tree(rules[middle:])
    return _code(_GREATER, rules[middle][0] - 1, len(low) // 8, 0) + low + high


def _rules(
    *, memory_counted: bool, alone: bool, scoped: bool, apart: bool, foreign: bool
) -> dict[str, bytes]:
    rules = dict.fromkeys(PRIVILEGED, _refuse())
    rules |= dict.fromkeys(ABSENT, _refuse(errno.ENOSYS))
    rules["socket"] = _refuse_unless(0, _AF_UNIX)
    rules["clone"] = _load(0) + _code(_AND, _NEW_NAMESPACES)
    rules["clone"] += _code(_EQUAL, 0, 0, 1) + _ALLOWED + _refuse()
    rules["ioctl"] = _refuse_if(1, _TERMINAL_INPUT)
    # the zygote is of the same user, and its limits could be lowered until it fails
    rules["prlimit64"] = _refuse_unless(0, 0)
    if not memory_counted:
        rules |= dict.fromkeys(IN_MEMORY, _refuse(errno.ENOSYS))
        rules["setsockopt"] = _load(1) + _code(_EQUAL, 1, 1, 0) + _ALLOWED
        rules["setsockopt"] += _refuse_if(2, _BUFFERS)
    if not apart:  # sockets of the host have names among its files
        rules |= dict.fromkeys(("socket", "connect"), _refuse())
    if not foreign:
        rules |= dict.fromkeys(MODES, _refuse(0)) | dict.fromkeys(OWNERS, _refuse())
    if not alone:
        rules |= {name: _refuse_unless(argument, 0) for name, argument in OTHERS.items()}
    if not (alone or scoped):
        rules |= dict.fromkeys(SIGNALS, _refuse())
        rules["tgkill"] = _refuse_unless(0, _OWN)
        rules["ioctl"] = _refuse_if(1, _TERMINAL_INPUT + _SENT_TO)
        rules["fcntl"] = _refuse_if(1, _SENT_TO_TOO)
    return rules


class Filter:
    """A filter, made once and taken on by each program.

    `memory_counted`: memory is counted whoever holds it, so that files in memory may be made.
    `alone`: there is no other process to be seen; `scoped`: none can be signalled; `apart`: there
    are no sockets of others to connect to; `foreign`: no file that can be named belongs to the
    program's user but its own.
    """

    def __init__(self, **walls: bool) -> None:
        found = _rules(**walls)
        numbers = {number(name): body for name, body in found.items()}
        rules = [(value, body) for value, body in numbers.items() if value is not None]
        code = (
            _code(_LOAD, _ARCH)
            + _code(_EQUAL, AUDIT_ARCH[MACHINE], 1, 0)
            + _code(_RETURN, _KILL)
            + _code(_LOAD, _NUMBER)
            + _code(_GREATER, _X32 - 1, 0, 1)
            + _refuse(errno.ENOSYS)
            + _tree(sorted(rules))
        )
        self._own = code.find(_code(_EQUAL, _OWN, 0, 1))
        self._code = ctypes.create_string_buffer(code, len(code))
        program = struct.pack("<H6xQ", len(code) // 8, ctypes.addressof(self._code))
        self._program = ctypes.create_string_buffer(program, 16)
        self._pointer = ctypes.byref(self._program)

    def take(self) -> None:
        if self._own >= 0:
            struct.pack_into("<I", self._code, self._own + 4, os.getpid())
        prctl(_PR_SET_SECCOMP, 2, self._pointer)


def available() -> bool:
    try:
        prctl(_PR_GET_SECCOMP)
    except OSError:
        return False
    return MACHINE >= 0
