"""How a zygote gets its code: a few lines on the command line, the rest over the line to it."""

from __future__ import annotations

import marshal
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import CodeType
from typing import Any

__all__ = ["BOOT", "MODULES", "bundle"]

# in the order in which they import each other
MODULES = ("kernel", "identity", "first", "bounds", "landlock", "calls", "seccomp", "jail",
           "places", "scratch", "processes", "watch", "collect", "program", "walls",
           "zygote")  # fmt: skip
BOOT = """
import _socket, marshal, sys
def boot(fd):
    line = _socket.socket(fileno=fd)
    data = line.recv(1 << 16)
    size = int.from_bytes(data[:8], "little")
    while len(data) < size + 8:
        part = line.recv(1 << 16)
        if not part:
            sys.exit("the host has gone")
        data += part
    modules, config = marshal.loads(data[8:])
    module = type(sys)
    package = sys.modules["inside"] = module("inside")
    package.__path__ = []
    for name, code in modules:
        made = sys.modules["inside." + name] = module("inside." + name)
        made.__package__ = "inside"
        setattr(package, name, made)
        exec(code, made.__dict__)
    return sys.modules["inside.zygote"].main, line.detach(), config
main, fd, config = boot(int(sys.argv[1]))
main(fd, {**config, "opened": [int(n) for n in sys.argv[2:]]})
"""


def bundle(config: Mapping[str, Any]) -> bytes:
    """The zygote's own code and what it is told, behind their length."""
    data = marshal.dumps((_modules(), dict(config)))
    return len(data).to_bytes(8, "little") + data


@cache
def _modules() -> list[tuple[str, CodeType]]:
    """The zygote's own code, compiled here: the interpreter is the same. No docstrings, since
    every page of its memory is copied for every program."""
    folder = Path(__file__).parent / "inside"
    return [
        (name, compile((folder / f"{name}.py").read_bytes(), f"inside/{name}.py", "exec",
                       dont_inherit=True, optimize=2))
        for name in MODULES
    ]  # fmt: skip
