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
    if built.argv[0] == "python":
        name = built.argv[1]
        source = built.files[name]
        head = {"argv": [name, *arguments], "prelude": prelude, "size": len(source)}
        payload = b"".join([json.dumps(head).encode(), b"\n", source, stdin])
        others = {path: data for path, data in built.files.items() if path != name}
        return sandbox.call(driver("script"), payload, limits, {**(beside or {}), **others})
    files = {**(beside or {}), **built.files}
    return sandbox.run(Program(argv=(*built.argv, *arguments), stdin=stdin, files=files), limits)
