"""Starting a program once: in a warm interpreter where it is Python, as a command otherwise."""

from __future__ import annotations

import json

from assay.checks.code.calls import driver
from assay.checks.code.languages import Built
from assay.sandbox import Limits, Program, Run, Sandbox

__all__ = ["start"]


def start(
    sandbox: Sandbox,
    built: Built,
    stdin: bytes,
    limits: Limits,
    *arguments: str,
    beside: dict[str, bytes] | None = None,
    prelude: str = "",
) -> Run:
    """One run of the program in a fresh folder that holds it, and the files beside it.

    A `prelude` is run before a program in Python, in its module.
    """
    files = {**(beside or {}), **built.files}
    if built.argv[0] == "python":
        head = json.dumps({"argv": [*built.argv[1:], *arguments], "prelude": prelude}).encode()
        return sandbox.call(driver("script"), head + b"\n" + stdin, limits, files)
    return sandbox.run(Program(argv=(*built.argv, *arguments), stdin=stdin, files=files), limits)
