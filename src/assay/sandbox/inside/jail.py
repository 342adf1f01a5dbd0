"""The root that programs see: a small read-only tree with the system's tools and a Python."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence

from .kernel import (
    MS_BIND,
    MS_NODEV,
    MS_NOEXEC,
    MS_NOSUID,
    MS_REC,
    MS_SLAVE,
    make_read_only,
    mount,
    pivot_root,
    umount,
)  # fmt: skip

__all__ = ["DEVICES", "build"]

_SYSTEM = ("bin", "sbin", "lib", "lib32", "lib64", "libx32", "usr")
DEVICES = ("null", "zero", "full", "random", "urandom")
_ETC = {
    "passwd": "root:x:0:0:root:/:/bin/sh\nrunner:x:{user}:{user}:runner:/tmp/work:/bin/sh\n",
    "group": "root:x:0:\nrunner:x:{user}:\n",
    "hosts": "127.0.0.1 localhost\n",
    "hostname": "sandbox\n",
    "nsswitch.conf": "passwd: files\ngroup: files\nhosts: files\n",
}
_OLD = "/old"


def build(
    *,
    visible: Mapping[str, str],
    hidden: Sequence[str],
    written: Mapping[str, str],
    user: int,
    own_proc: bool,
) -> str:
    """Builds it in this mount namespace and moves in. Says why /proc is not there, or nothing.

    `visible`: host folders by their path inside; `hidden`: paths inside that shall seem empty;
    `written`: further small files; a text that begins with `-> ` is a link.
    """  # fmt: skip
    mount("none", "/", "", MS_SLAVE | MS_REC)
    mount("tmpfs", "/tmp", "tmpfs", MS_NOSUID | MS_NODEV, "size=4m,mode=755")  # noqa: S108
    os.mkdir("/tmp/old")  # noqa: S108
    os.mkdir("/tmp/new")  # noqa: S108
    pivot_root("/tmp", "/tmp/old")  # noqa: S108
    os.chdir("/")
    mount("tmpfs", "/new", "tmpfs", MS_NOSUID | MS_NODEV, "size=4m,mode=755")
    os.umask(0o022)
    for name in _SYSTEM:
        _same(name)
    for inside, outside in visible.items():
        _bind(_OLD + outside, "/new" + inside)
    texts = {f"/etc/{name}": text.format(user=user) for name, text in _ETC.items()}
    for path, text in {**texts, **written}.items():
        _write("/new" + path, text)
    _etc()
    _devices()
    for path in hidden:
        _hide("/new" + path)
    for name in ("tmp", "proc", "run", "var", "root", "home"):
        os.makedirs(f"/new/{name}", exist_ok=True)
    os.symlink("/tmp", "/new/var/tmp")  # noqa: S108
    lost = _proc(own_proc)
    os.chdir("/new")
    pivot_root(".", ".")
    umount(".")
    os.chdir("/")
    make_top_read_only()
    return lost


def make_top_read_only() -> None:
    from .kernel import MS_RDONLY, MS_REMOUNT

    mount("none", "/", "", MS_REMOUNT | MS_BIND | MS_RDONLY | MS_NOSUID | MS_NODEV)


def _same(name: str) -> None:
    source, target = f"{_OLD}/{name}", f"/new/{name}"
    if os.path.islink(source):
        os.symlink(os.readlink(source), target)
    elif os.path.isdir(source):
        _bind(source, target)


def _bind(source: str, target: str) -> None:
    if os.path.isdir(source):
        os.makedirs(target, exist_ok=True)
    elif os.path.exists(source):
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with open(target, "w", encoding="utf-8"):
            pass
    else:
        return
    mount(source, target, "", MS_BIND | MS_REC)
    make_read_only(target)


def _write(target: str, text: str) -> None:
    os.makedirs(os.path.dirname(target), exist_ok=True)
    if text.startswith("-> "):
        os.symlink(text[3:], target)
    else:
        with open(target, "w", encoding="utf-8") as file:
            file.write(text)


def _etc() -> None:
    """What the loader and Debian's names of tools need; nothing else of the host's /etc."""
    for name in ("alternatives", "ld.so.cache", "ld.so.conf", "ld.so.conf.d"):
        if os.path.exists(f"{_OLD}/etc/{name}"):
            _bind(f"{_OLD}/etc/{name}", f"/new/etc/{name}")


def _devices() -> None:
    os.mkdir("/new/dev")
    for name in DEVICES:
        with open(f"/new/dev/{name}", "w", encoding="utf-8"):
            pass
        mount(f"{_OLD}/dev/{name}", f"/new/dev/{name}", "", MS_BIND)
    links = {"fd": "/proc/self/fd", "stdin": "/proc/self/fd/0", "stdout": "/proc/self/fd/1",
             "stderr": "/proc/self/fd/2", "shm": "/tmp/shm"}  # fmt: skip  # noqa: S108
    for name, target in links.items():
        os.symlink(target, f"/new/dev/{name}")


def _hide(target: str) -> None:
    if os.path.isdir(target):
        mount("tmpfs", target, "tmpfs", MS_NOSUID | MS_NODEV, "size=4k,nr_inodes=1,mode=555")
    elif os.path.exists(target):
        mount(f"{_OLD}/dev/null", target, "", MS_BIND)


def _proc(own: bool) -> str:
    """A /proc of this namespace of processes; the host's where there is no such namespace."""
    if not own:
        mount(f"{_OLD}/proc", "/new/proc", "", MS_BIND | MS_REC)
        return ""
    try:
        flags = MS_NOSUID | MS_NODEV | MS_NOEXEC
        mount("proc", "/new/proc", "proc", flags, "hidepid=2")
    except OSError as error:
        return str(error)
    return ""
