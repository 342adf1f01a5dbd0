"""The files that come back: regular files, no links followed, bounded, after the program's end."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Sequence

__all__ = ["collect"]

_DEEPEST, _MOST = 64, 20_000


def collect(top: str, patterns: Sequence[str], out: int, most: int) -> None:
    """Writes each file that fits a pattern to `out`: two lengths, the name, the bytes."""
    wanted = [re.compile(_expression(pattern), re.DOTALL) for pattern in patterns]
    plain = {pattern for pattern in patterns if not any(c in pattern for c in "*?[")}
    left = most
    base = os.open(top, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    shallow = len(plain) == len(patterns)
    names = _found(base, plain) if shallow else _walk(base, "", _DEEPEST, [_MOST])
    for name, fd in names:
        try:
            if not shallow and not any(w.fullmatch(name) for w in wanted):
                continue
            with open(fd, "rb", closefd=False) as file:
                data = file.read(left + 1)
            if len(data) > left:
                continue
            left -= len(data)
            raw = os.fsencode(name)
            head = len(raw).to_bytes(4, "little") + len(data).to_bytes(8, "little")
            _write(out, head + raw + data)
        finally:
            os.close(fd)


def _write(out: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(out, view) :]


def _expression(pattern: str) -> str:
    """`**` is any number of folders, `*` and `?` stay within a name."""
    parts = re.split(r"(\*\*/|\*\*|\*|\?|\[[^]/]+\])", pattern)
    known = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    return "".join(
        known.get(p, p if p.startswith("[") and p.endswith("]") else re.escape(p)) for p in parts
    )


def _regular(name: str, folder: int) -> int:
    """A descriptor of the file where it is a regular one; -1 otherwise."""
    try:
        flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
        if not stat.S_ISREG(os.stat(name, dir_fd=folder, follow_symlinks=False).st_mode):
            return -1
        fd = os.open(name, flags, dir_fd=folder)
    except OSError:
        return -1
    if stat.S_ISREG(os.fstat(fd).st_mode):
        return fd
    os.close(fd)
    return -1


def _inner(name: str, folder: int) -> int:
    flags = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
    return os.open(name, flags, dir_fd=folder)


def _found(base: int, names: set[str]) -> Iterator[tuple[str, int]]:
    for name in sorted(names):
        *folders, last = name.split("/")
        if ".." in folders or not last:
            continue
        here = os.dup(base)
        try:
            for part in folders:
                below = _inner(part, here)
                os.close(here)
                here = below
            fd = _regular(last, here)
        except OSError:
            fd = -1
        finally:
            os.close(here)
        if fd >= 0:
            yield name, fd


def _walk(folder: int, prefix: str, depth: int, left: list[int]) -> Iterator[tuple[str, int]]:
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        return
    for name in names:
        left[0] -= 1
        if left[0] < 0:
            return
        fd = _regular(name, folder)
        if fd >= 0:
            yield prefix + name, fd
        elif depth:
            try:
                below = _inner(name, folder)
            except OSError:
                continue
            try:
                yield from _walk(below, f"{prefix}{name}/", depth - 1, left)
            finally:
                os.close(below)
