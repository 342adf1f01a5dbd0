"""ruff as a judge of single rules: what it says of a program, by rule and line.

It gets the program on standard input, with no configuration but ours, and what the program says to
it (`# noqa`) is not heard. It parses and does not run anything; a clock bounds it all the same.
"""

from __future__ import annotations

import re
import subprocess
import tempfile
from collections.abc import Callable
from functools import cache
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import NamedTuple

__all__ = ["Fault", "NoLinter", "faults", "linter_version"]

_SECONDS = 20
_MOST = 4000
_LINE = re.compile(r"response\.py:(\d+):\d+: (\S+?):? (?:\[\*\] )?(.*)")


class NoLinter(Exception):
    """ruff is not installed, or did not answer."""


class Fault(NamedTuple):
    """What a rule has against a line."""

    line: int
    rule: str
    says: str


@cache
def linter_version() -> str:
    """Which ruff there is; empty where there is none."""
    try:
        return version("ruff")
    except PackageNotFoundError:
        return ""


def faults(
    text: str, rules: tuple[str, ...], settings: tuple[tuple[str, object], ...]
) -> list[Fault]:
    """What the rules have against a program. Raises NoLinter."""
    if not linter_version():
        raise NoLinter("ruff is not installed (pip install 'assay[code]')")
    find_bin: Callable[[], str] = import_module("ruff.__main__").find_ruff_bin
    argv = [find_bin(), "check", "--isolated", "--no-cache", "--ignore-noqa"]
    argv += ["--target-version", "py313", "--output-format", "concise"]
    argv += ["--stdin-filename", "response.py", "--select", ",".join(rules)]
    for name, value in settings:
        argv += ["--config", f"{name}={_toml(value)}"]
    try:
        with tempfile.TemporaryDirectory() as folder:
            done = subprocess.run(  # noqa: S603, a fixed command; the program is its input
                [*argv, "-"],
                input=text.encode("utf-8", "replace"),
                capture_output=True,
                check=False,
                timeout=_SECONDS,
                cwd=folder,
                env={"NO_COLOR": "1"},
            )
    except (OSError, subprocess.TimeoutExpired) as fault:
        raise NoLinter(f"ruff gave no answer: {fault}"[:200]) from None
    said = done.stderr.decode("utf-8", "replace").strip()
    if done.returncode not in (0, 1) or "no effect" in said or "no rules" in said.lower():
        raise NoLinter(f"ruff cannot apply the rules: {' '.join(said.split())[-200:]}")
    lines = done.stdout.decode("utf-8", "replace").splitlines()
    found = [match for line in lines[:_MOST] if (match := _LINE.fullmatch(line))]
    return [Fault(int(m.group(1)), m.group(2), m.group(3)) for m in found]


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int) else f"'{value}'"
