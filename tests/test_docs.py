"""What the documentation shows is what happens.

In README.md, CONTRIBUTING.md and docs/: a ```python block runs; a ```pycon block prints what it
shows; in a ```console block each command (after `$ `) prints what follows it, timings apart. Blocks
of one page share a folder, into which a ```FILE block (```shout.py, say) is written first.
"""

from __future__ import annotations

import doctest
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")])
BLOCK = re.compile(r"^```([\w./-]+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
TIMES = re.compile(r"[\d,.]+(?= µs)|(?<= · )\d+:\d\d$|(?<=\s)[\d,]+(?=\s*$)", re.MULTILINE)


def blocks(page: Path) -> list[tuple[str, str]]:
    return BLOCK.findall(page.read_text(encoding="utf-8"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    return tmp_path


def run(command: str, folder: Path) -> str:
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    done = subprocess.run(
        command,
        shell=True,
        cwd=folder,
        env={**os.environ, "PATH": path, "COLUMNS": "100"},
        capture_output=True,
        text=True,
        timeout=120,
    )
    return done.stdout + done.stderr


def same(shown: str, printed: str) -> None:
    def plain(text: str) -> list[str]:
        text = TIMES.sub("N", re.sub("─+", "─", text))
        return [" ".join(line.split()) for line in text.strip().splitlines()]

    assert plain(printed) == plain(shown)


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_example_of_a_page_does_what_it_shows(page: Path, folder: Path) -> None:
    for language, text in blocks(page):
        if "." in language:
            (folder / language).write_text(text, encoding="utf-8")
        elif language == "python":
            (folder / "block.py").write_text(text, encoding="utf-8")
            same("", run(f"{sys.executable} block.py", folder))
        elif language == "console":
            for part in text.split("$ ")[1:]:
                command, _, shown = part.partition("\n")
                same(shown, run(command, folder))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_sessions_of_a_page_print_what_they_show(page: Path) -> None:
    session = "\n".join(text for language, text in blocks(page) if language == "pycon")
    example = doctest.DocTestParser().get_doctest(session, {}, page.name, str(page), 0)
    assert doctest.DocTestRunner(verbose=False).run(example).failed == 0


def test_the_docstring_of_the_package_is_true() -> None:
    import assay

    assert doctest.testmod(assay).failed == 0


@pytest.mark.slow
def test_generated_pages_are_up_to_date() -> None:
    made = subprocess.run(
        [sys.executable, "scripts/write_docs.py", "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert made.returncode == 0, made.stdout
