"""docs/answers.md names whatever a user can set or meet, and its tables are those of the code."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from assay import kinds
from assay.answers.extraction import FlagName
from assay.answers.extraction.found import RULES
from assay.answers.hints import AnswerType, Hints
from assay.answers.outcome import Stage
from assay.answers.policy import DEFAULT, LENIENT, STRICT, Policy
from assay.answers.wording import Method
from assay.registry import find

PAGE = (Path(__file__).resolve().parent.parent / "docs/answers.md").read_text(encoding="utf-8")
NAMED = frozenset(re.findall(r"`([\w.]+)", PAGE))
FLAGS: tuple[str, ...] = get_args(FlagName)
KINDS = [kind for kind in kinds() if kind.startswith("answer.")]


def test_every_name_that_a_user_meets_is_there() -> None:
    names = {*KINDS, *FLAGS, *get_args(Stage), *get_args(Method), *get_args(AnswerType)}
    names |= {*RULES, *Policy.__struct_fields__, *Hints.__struct_fields__}
    names |= {name for kind in KINDS for name in find(kind).__struct_fields__}
    assert sorted(names - NAMED) == []


@pytest.mark.parametrize("flag", FLAGS)
def test_what_a_flag_does_is_what_the_policies_say(flag: str) -> None:
    (line,) = re.findall(rf"^\| `{flag}` \|.*$", PAGE, re.MULTILINE)
    actions = [getattr(policy, flag) for policy in (DEFAULT, STRICT, LENIENT)]
    assert [cell.strip() for cell in line.split("|")[3:6]] == actions


def test_the_values_of_the_presets_are_those_of_the_table() -> None:
    table = PAGE[PAGE.index("| field | what it rules |") :]
    for line in table[: table.index("\n\n")].splitlines()[3:-1]:
        fields, _, *stated = line.strip("| ").split(" | ")
        names = re.findall(r"`(\w+)`", fields)
        for policy, cell in zip((DEFAULT, STRICT, LENIENT), stated, strict=True):
            values = [getattr(policy, name) for name in names]
            if names[0] == "rounding" and not policy.rounding:
                values = values[:1]
            assert cell == ", ".join(map(shown, values)), line


def shown(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else str(value)
