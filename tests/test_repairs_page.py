"""docs/repairs.md names enough of what is repaired, and each of its examples shows a repair.

That the examples print what they show is tested with all pages, in test_docs.py.
"""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pytest

from assay.tasks.formats import suite

PAGE = Path(__file__).resolve().parent.parent / "docs" / "repairs.md"
EXAMPLE = re.compile(
    r"^`(?P<named>[^`\n]+)`: (?:[^\n]+\n)+\n```pycon\n"
    r'>>> both\("(?P<suite>\w+)", "(?P<id>[^"]+)",.*?\n'
    r"\((?P<official>\w+), (?P<standard>\w+)\)\n```$",
    re.MULTILINE | re.DOTALL,
)
LEAST = {"ifeval": 25, "ifbench": 30, "ifevalg": 12, "mifeval": 8}
"""How many of each suite's instructions have an example at the least."""


def text() -> str:
    return PAGE.read_text(encoding="utf-8")


def examples() -> list[re.Match[str]]:
    return list(EXAMPLE.finditer(text()))


def test_every_example_has_the_form_that_is_read_here() -> None:
    assert len(examples()) == text().count(">>> both(")


@pytest.mark.parametrize("example", examples(), ids=lambda found: found["id"])
def test_an_example_names_an_instruction_and_shows_two_verdicts(example: re.Match[str]) -> None:
    assert example["named"] == example["id"]
    assert example["id"] in suite(example["suite"]).instructions
    assert example["official"] != example["standard"]


@pytest.mark.parametrize("name", LEAST)
def test_enough_instructions_of_a_suite_have_an_example(name: str) -> None:
    shown: defaultdict[str, set[str]] = defaultdict(set)
    for example in examples():
        shown[example["suite"]].add(example["id"])
    assert len(shown[name]) >= LEAST[name]


def test_all_of_ifeval_has_an_example() -> None:
    shown = {example["id"] for example in examples() if example["suite"] == "ifeval"}
    assert shown == set(suite("ifeval").instructions)
