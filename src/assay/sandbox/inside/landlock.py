"""Landlock: what a process and its children may open, connect to and signal, whoever they are."""

from __future__ import annotations

import ctypes
import fcntl
import os
from collections.abc import Iterable

from .kernel import call

__all__ = ["ALL", "DEVICE", "READ", "Rules", "abi"]

_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR = 1, 2, 4, 8
_MAKE_CHAR, _MAKE_BLOCK, _IOCTL_DEV = 1 << 6, 1 << 11, 1 << 15
READ = _EXECUTE | _READ_FILE | _READ_DIR
DEVICE = _READ_FILE | _WRITE_FILE | _READ_DIR | _IOCTL_DEV
ALL = ((1 << 16) - 1) & ~(_MAKE_CHAR | _MAKE_BLOCK)
_FILE_ONLY = _EXECUTE | _WRITE_FILE | _READ_FILE | (1 << 14) | _IOCTL_DEV


def abi() -> int:
    """The version of Landlock that the kernel speaks; 0 where there is none."""
    try:
        return call("landlock_create_ruleset", 0, 0, 1)
    except OSError:
        return 0


class Rules:
    """A set of rules, made once and taken on by each program.

    `places` are paths and what may be done beneath them; a path that is not there is left out.
    TCP is denied from version 4, signals and abstract sockets that leave the program from 6.
    """

    def __init__(self, version: int, places: Iterable[tuple[str, int]]) -> None:
        self._files = (1 << {1: 13, 2: 14, 3: 15, 4: 15}.get(version, 16)) - 1
        words = [self._files, 0b11 if version >= 4 else 0, 0b11 if version >= 6 else 0]
        size = 8 if version < 4 else 16 if version < 6 else 24
        attributes = (ctypes.c_uint64 * 3)(*words)
        self.fd = call("landlock_create_ruleset", ctypes.byref(attributes), size, 0)
        for path, rights in places:
            self._allow(path, rights)

    def _allow(self, path: str, rights: int) -> None:
        try:
            place = os.open(path, os.O_PATH | os.O_CLOEXEC)
        except OSError:
            return
        rights &= self._files
        if not os.path.isdir(path):
            rights &= _FILE_ONLY
        rule = rights.to_bytes(8, "little") + place.to_bytes(4, "little")
        try:
            call("landlock_add_rule", self.fd, 1, ctypes.c_char_p(rule), 0)
        finally:
            os.close(place)

    def take(self) -> None:
        """From here on, this process and what it starts are bound."""
        call("landlock_restrict_self", self.fd, 0)

    def keep_above(self, lowest: int) -> None:
        """Moves the descriptor out of the way of those that a program is given."""
        old, self.fd = self.fd, fcntl.fcntl(self.fd, fcntl.F_DUPFD_CLOEXEC, lowest)
        os.close(old)

    def close(self) -> None:
        os.close(self.fd)
