"""The folder that a program may write to: a filesystem of bounded bytes and inodes, or a folder."""

from __future__ import annotations

import ctypes
import os
from contextlib import suppress

from .kernel import MS_NOATIME, MS_NODEV, MS_NOSUID, call, mount, umount

__all__ = ["Disk", "Memory", "Scratch", "no_shared_memory"]


class Scratch:
    """`top` may be written to; `work` is where a program starts, and its home."""

    top: str
    work: str
    tools: str = ""
    base: str = ""
    bounded: bool
    fresh: bool = False  # made since it was last asked

    def prepare(self, size: int, inodes: int) -> None:
        """Makes it new, unless nothing was ever written to it."""
        raise NotImplementedError

    def full(self) -> bool:
        """Whether its bytes or its files are all used."""
        raise NotImplementedError

    def clean(self) -> bool:
        """Takes everything away; False where that could not be done."""
        raise NotImplementedError

    def close(self) -> None:
        """The zygote ends."""


class Memory(Scratch):
    """A filesystem in memory over /tmp, in this mount namespace. It is kept for the next program
    where the last one left no trace on it: not a file, not a time of change, not an attribute."""

    bounded = True
    _OWN = 4  # the inodes that are there before a program starts

    def __init__(self, user: int, bounded: bool) -> None:
        self._sized = bounded
        self.top, self.work = "/tmp", "/tmp/work"  # noqa: S108
        self._user = user
        self._folders = (self.top, self.work, "/tmp/shm")  # noqa: S108
        self._bounds = (0, 0)
        self._state: object = None

    def prepare(self, size: int, inodes: int) -> None:
        self.fresh = False
        if self._state is not None and self._bounds == (size, inodes):
            return
        if self._state is not None:
            umount(self.top)
            self._state = None
        bounds = (size, inodes + self._OWN) if self._sized else (0, 0)
        data = f"size={bounds[0]}m,nr_inodes={bounds[1]},mode=1777"
        mount("tmpfs", self.top, "tmpfs", MS_NOSUID | MS_NODEV | MS_NOATIME, data)
        for folder in self._folders[1:]:
            os.mkdir(folder)
            os.chmod(folder, 0o1777)  # noqa: S103
            if self._user >= 0:
                os.chown(folder, self._user, self._user)
        self._bounds, self.fresh = (size, inodes), True
        self._state = self._look()

    def _look(self) -> object:
        """All that a program could have changed: a time of change tells of the rest, where the
        clock by which it is kept is fine enough."""
        top, work, shared = self._folders
        stats = os.lstat(top), os.lstat(work), os.lstat(shared)
        space = os.statvfs(top)
        return (
            stats, [s.st_ctime_ns for s in stats], space.f_bfree, space.f_ffree,
            os.listxattr(top), os.listxattr(work), os.listxattr(shared),
        )  # fmt: skip

    def full(self) -> bool:
        space = os.statvfs(self.top)
        return self._sized and not (space.f_bfree and space.f_ffree)

    def clean(self) -> bool:
        try:
            same = self._look() == self._state
        except OSError:  # its folders are gone, or something else stands in their place
            same = False
        if not same:
            umount(self.top)
            self._state = None
        return True


class Disk(Scratch):
    """A folder on disk, where nothing can be mounted: its size is looked at, not bounded. Its name
    stays, and it is made anew for every program."""

    bounded = False

    def __init__(self, user: int, python: str) -> None:
        import tempfile

        self._user, self._bounds = user, (0, 0)
        self.base = tempfile.mkdtemp(prefix="sandbox-")
        os.chmod(self.base, 0o711)  # noqa: S103
        self.tools = os.path.join(self.base, "bin")
        os.mkdir(self.tools)
        for name in ("python", "python3"):
            os.symlink(python, os.path.join(self.tools, name))
        self.top = os.path.join(self.base, "scratch")
        self.work = os.path.join(self.top, "work")

    def prepare(self, size: int, inodes: int) -> None:
        for folder in (self.top, self.work):
            os.mkdir(folder)
            if self._user >= 0:
                os.chown(folder, self._user, self._user)
        self._bounds, self.fresh = (size, inodes), True

    def full(self) -> bool:
        size = files = 0
        for folder, folders, names in os.walk(self.top):
            for name in names:
                with suppress(OSError):
                    size += os.lstat(os.path.join(folder, name)).st_blocks * 512
            files += len(folders) + len(names)
            if files - 1 > self._bounds[1]:
                break
        return size >> 20 >= self._bounds[0] or files > self._bounds[1]

    def clean(self) -> bool:
        import shutil

        shutil.rmtree(self.top, onerror=_unlock)
        if os.path.lexists(self.top):
            shutil.rmtree(self.top, ignore_errors=True)
        return not os.path.lexists(self.top)

    def close(self) -> None:
        import shutil

        shutil.rmtree(self.base, ignore_errors=True)


def _unlock(_: object, path: str, __: object) -> None:
    """A folder that its owner may not enter: open it, then try again."""
    with suppress(OSError):
        os.chmod(os.path.dirname(path), 0o700)
        os.chmod(path, 0o700, follow_symlinks=False)


def no_shared_memory() -> bool:
    """Whether no System V segment is left; the filter lets none be made, where it stands."""
    counts = ctypes.create_string_buffer(256)
    try:
        call("shmctl", 0, 14, ctypes.byref(counts))
    except OSError:
        return True
    return int.from_bytes(counts.raw[:4], "little") == 0
