"""Starting a program once: in a warm interpreter where it is Python, as a command otherwise."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from assay.checks.code.languages import Built
from assay.sandbox import Driver, Limits, Program, Run, Sandbox

__all__ = ["driver", "start"]


@cache
def driver(name: str) -> Driver:
    """The driver of that name, whose source is a file in the folder `drivers`."""
    source = (Path(__file__).parent / "drivers" / f"{name}.py").read_text(encoding="utf-8")
    return Driver(name=f"assay.code.{name}", source=source)


def start(
    sandbox: Sandbox,
    built: Built,
    stdin: bytes,
    limits: Limits,
    *arguments: str,
    beside: dict[str, bytes] | None = None,
) -> Run:
    """One run of the program in a fresh folder that holds it, and the files beside it."""
    files = {**(beside or {}), **built.files}
    if built.argv[0] == "python":
        head = json.dumps([*built.argv[1:], *arguments]).encode()
        return sandbox.call(driver("script"), head + b"\n" + stdin, limits, files)
    return sandbox.run(Program(argv=(*built.argv, *arguments), stdin=stdin, files=files), limits)
