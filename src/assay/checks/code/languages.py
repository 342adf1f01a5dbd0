"""The languages in which programs are run: what compiles them, and what starts them.

Python runs in the sandbox's warm interpreters; C, C++, JavaScript and shell through the command
that the system has for them. Where it has none, and for any other language, there is no verdict.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from assay.checks.code.outputs import as_bytes, shown
from assay.sandbox import Limits, Program, Run, Sandbox

__all__ = ["ALIASES", "LANGUAGES", "Built", "Language", "build", "known_as", "typed", "unfit"]

_COMPILING = Limits(
    cpu=30.0, wall=60.0, memory=2048, processes=32, output=16.0, scratch=256, file=128
)
_MODULE = re.compile(r"^(?:import\b[^(;]{0,500}?from\b|import\s*['\"]|export\b)", re.MULTILINE)


class Language(NamedTuple):
    """How a program in this language is kept, compiled and run."""

    file: str
    tool: str
    compiled_by: tuple[str, ...] = ()
    run_by: tuple[str, ...] = ()
    plain: str = ""


class Built(NamedTuple):
    """A program that can be run; or what its compiler said; or why it cannot be tried here."""

    files: Mapping[str, bytes]
    argv: tuple[str, ...]
    refused: str = ""
    undecided: str = ""


LANGUAGES: Mapping[str, Language] = {
    "python": Language("program.py", "python", (), ("python", "program.py")),
    "c": Language(
        "program.c",
        "gcc",
        ("gcc", "-O2", "-std=gnu17", "-w", "-o", "program", "program.c", "-lm"),
        plain='#include <stdio.h>\nint main(void) { puts("ok"); }',
    ),
    "cpp": Language(
        "program.cpp",
        "g++",
        ("g++", "-O2", "-w", "-o", "program", "program.cpp"),
        plain='#include <iostream>\nint main() { std::cout << "ok"; }',
    ),
    "javascript": Language(
        "program.js", "node", (), ("node", "program.js"), plain='console.log("ok")'
    ),
    "shell": Language("program.sh", "bash", (), ("bash", "program.sh"), plain="echo ok"),
}
"""`plain` is a program that writes `ok`, wherever the language's tool works."""

ALIASES: Mapping[str, str] = {
    "py": "python",
    "python3": "python",
    "c++": "cpp",
    "cxx": "cpp",
    "cc": "cpp",
    "js": "javascript",
    "node": "javascript",
    "nodejs": "javascript",
    "bash": "shell",
    "sh": "shell",
}

_STARTED = ("bash", "-c", 'chmod +x program; exec ./program "$@"', "program")


def known_as(language: str) -> str:
    """The name under which a language is known here."""
    name = language.strip().lower()
    return ALIASES.get(name, name)


def typed(command: str) -> str:
    """What is typed in a transcript, where the first line shows a prompt; else all of it."""
    command = command.replace("\r\n", "\n").removesuffix("\r")
    lines = [line.strip() for line in command.splitlines() if line.strip()]
    if lines and lines[0].startswith("$ "):
        return "\n".join(line[2:] for line in lines if line.startswith("$ "))
    return command


def build(
    sandbox: Sandbox, language: str, source: str, extra: Mapping[str, bytes] | None = None
) -> Built:
    """The program, compiled where its language is; `extra` files lie beside it meanwhile."""
    name = known_as(language)
    found = LANGUAGES.get(name)
    if found is None:
        return _cannot(f"Programs in {language!r:.40} are not run here.")
    if name != "python" and not sandbox.has(found.tool):
        return _cannot(f"{found.tool} is not installed, which runs programs in {name}.")
    if name == "shell":
        source = typed(source)
    files = {**(extra or {}), found.file: as_bytes(source)}
    if found.compiled_by:
        return _compiled(sandbox, found, files)
    if name == "javascript" and _MODULE.search(source):
        return Built({"program.mjs": files[found.file]}, ("node", "program.mjs"))
    return Built(files, found.run_by)


@lru_cache(maxsize=64)
def unfit(sandbox: Sandbox, language: str) -> str:
    """Why no program in the language can be judged here; empty where a plain one runs.

    A tool may be there and not work: a compiler without its library, say. That is asked for only
    where a program has failed.
    """
    name = known_as(language)
    found = LANGUAGES.get(name)
    if found is None or not found.plain:
        return ""
    built = build(sandbox, name, found.plain)
    if built.argv:
        run = sandbox.run(Program(argv=built.argv, files=built.files), Limits())
        if run.stdout.strip() == b"ok":
            return ""
    why = built.undecided or built.refused or "a plain program does not run"
    return f"{found.tool} does not work here: {why.rstrip('.')}."


def _compiled(sandbox: Sandbox, language: Language, files: Mapping[str, bytes]) -> Built:
    run = sandbox.run(
        Program(argv=language.compiled_by, files=files, collect=("program",)), _COMPILING
    )
    program = run.files.get("program")
    if run.outcome == "broken":
        return _cannot(f"The sandbox failed while compiling: {run.why}")
    if run.ok and program is not None:
        return Built({"program": program}, _STARTED)
    return Built({}, (), refused=_said(run))


def _said(run: Run) -> str:
    """The first complaint of the compiler."""
    if run.outcome != "exit":
        return f"the compiler was stopped: {run.why or run.outcome}"
    lines = run.stderr.splitlines()
    errors = [line for line in lines if b"error" in line] or lines[:1] or [b"no message"]
    return f"it does not compile: {shown(errors[0], 200)}"


def _cannot(why: str) -> Built:
    return Built({}, (), undecided=why)
