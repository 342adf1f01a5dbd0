"""What of the host can be seen inside: the system's tools, this Python and its packages."""

from __future__ import annotations

import os
import re
import sys
import sysconfig
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

__all__ = ["can_be_seen", "find", "interpreter", "surroundings"]

_VENV = "/opt/venv"
_SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32")
_TAKEN = ("/tmp", "/proc", "/dev", "/etc", "/run", "/var", "/opt/venv")  # noqa: S108
_TOOLS = ("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin")
_OURS = re.compile(r"(_editable_impl_|__editable__[._]+(finder__)?)?assay([-_.].*)?$", re.ASCII)


def interpreter() -> str:
    """The interpreter that runs Assay, not that of its virtual environment."""
    base = getattr(sys, "_base_executable", None) or sys.executable
    return os.path.realpath(base)


def _within(path: str, folders: Sequence[str]) -> bool:
    return any(path == f or path.startswith(f + "/") for f in folders)


def can_be_seen(path: str) -> bool:
    """Whether a folder of the host can stand inside under its own name."""
    return not _within(path, _TAKEN) and not any(_within(t, (path,)) for t in (*_TAKEN, *_SYSTEM))


def _moved(prefix: str) -> str:
    """Where the interpreter's folder is inside: in its own place, unless that is needed."""
    return "/opt/python" if _within(prefix, _TAKEN) else prefix


def _packages() -> list[str]:
    paths = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    return sorted(os.path.realpath(path) for path in paths if os.path.isdir(path))


def _inside(path: str, visible: Mapping[str, str]) -> str:
    for inside, outside in visible.items():
        if _within(path, (outside,)):
            return inside + path[len(outside) :]
    return path


@cache
def surroundings(extra: tuple[str, ...]) -> dict[str, Any]:
    """The part of a zygote's configuration that says where things are. `extra`: further folders
    of the host, readable under their own names."""
    base = os.path.realpath(sys.base_prefix)
    visible = {path: path for path in extra}
    if not _within(base, _SYSTEM):
        visible[_moved(base)] = base
    python = _inside(interpreter(), visible)
    written = {f"{_VENV}/bin/{name}": f"-> {python}" for name in ("python", "python3")}
    packages = _packages()
    if sys.prefix != sys.base_prefix:
        short = f"python{sys.version_info.major}.{sys.version_info.minor}"
        inside = f"{_VENV}/lib/{short}/site-packages"
        visible |= {f"{inside}{n or ''}": path for n, path in enumerate(packages)}
        written[f"{_VENV}/pyvenv.cfg"] = f"home = {os.path.dirname(python)}\n"
    libraries = [sysconfig.get_path("stdlib"), f"{sysconfig.get_path('stdlib')}/lib-dynload"]
    tools = [os.path.dirname(python), *_TOOLS]
    return {
        "visible": visible,
        "hidden": [_inside(path, visible) for path in _own(packages)],
        "written": written,
        "path": [_inside(os.path.realpath(p), visible) for p in (*libraries, *packages)],
        "search": ":".join([f"{_VENV}/bin", *dict.fromkeys(tools)]),
        # without a root of its own, by their names on the host
        "readable": [base, *_SYSTEM, sys.prefix, *packages, *extra, "/etc/ld.so.cache",
                     "/etc/alternatives", "/proc/cpuinfo", "/proc/meminfo", "/proc/stat"],
        "open_path": [*libraries, *packages],
        "open_python": sys.executable,
        "open_search": ":".join(dict.fromkeys(tools)),
    }  # fmt: skip


def _own(packages: Sequence[str]) -> list[str]:
    """Assay itself, wherever it is installed: no program needs to read its judge."""
    return [
        os.path.join(folder, name)
        for folder in packages
        for name in sorted(os.listdir(folder))
        if _OURS.match(name)
    ]


def find(tool: str, extra: tuple[str, ...]) -> str:
    """The host's path of a tool that can be run inside; nothing where there is none."""
    around = surroundings(extra)
    if tool in ("python", "python3"):
        return interpreter()
    seen = [*_SYSTEM, "/etc/alternatives", *around["visible"].values()]
    for folder in around["search"].split(":"):
        path = os.path.join(folder, tool)
        real = os.path.realpath(path)
        if _within(real, seen) and os.path.isfile(real) and os.access(real, os.X_OK):
            return path
    return ""
