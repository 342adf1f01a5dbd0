"""What an import drags along; time is measured by the benchmarks, weight is checked here."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

HEAVY = {
    "asyncio", "click", "concurrent.futures", "ctypes", "http", "langdetect", "multiprocessing",
    "numpy", "pickle", "rich", "sqlite3", "ssl", "subprocess", "torch", "transformers",
}  # fmt: skip
"""Not `socket` and `urllib.parse`, which Python's own importlib.metadata brings."""


def imported(program: str) -> set[str]:
    """The modules that a program has imported in the end, beyond those of a bare start."""
    ending = "\nimport json, sys; print(json.dumps(sorted(sys.modules)), file=sys.stderr)"
    command = [sys.executable, "-I", "-c", program + ending]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return set(json.loads(done.stderr.splitlines()[-1]))


BARE = imported("")


@pytest.mark.parametrize(
    ("program", "spared"),
    [
        ("import assay", {"msgspec", "json", "difflib", "random"}),
        ("from assay.checks import text; text.Words(min=3)", set[str]()),
        ("import assay; assay.parse({'kind': 'text.words', 'min': 3})", set[str]()),
        (
            "import assay; assay.verify('x', assay.parse({'kind': 'text.words', 'min': 3}))",
            set[str](),
        ),
    ],
)
def test_an_import_brings_nothing_heavy(program: str, spared: set[str]) -> None:
    assert (imported(program) - BARE) & (HEAVY | spared) <= set[str]()


def test_help_brings_no_checks_and_no_tables() -> None:
    program = "import sys; sys.argv = ['assay', '--help']\nimport assay.cli\n"
    brought = imported(program + "try: assay.cli.main()\nexcept SystemExit: pass")
    assert not brought & {"rich", "sqlite3", "subprocess", "assay.engine.engine"}
    assert not [name for name in brought if name.startswith("assay.checks")]
