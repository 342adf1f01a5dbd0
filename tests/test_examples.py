"""The example data set says what it shows: every verdict is the one expected by its author.

The expectations in `meta.expected` were written from the instructions, before any check ran; a
failure here is a change of what Assay decides, or a mistake in a row. Verdicts are those of the
standard rules: the official ones need an extra. A row that needs one all the same names the module
in `meta.needs`, and is left out where it is missing.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import assay
from assay.check import Check
from assay.context import Context
from assay.response import Response

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
OUTPUTS = EXAMPLES / "outputs.jsonl"
ROWS: list[dict[str, Any]] = [json.loads(line) for line in OUTPUTS.read_bytes().splitlines()]


def tree(check: Check) -> Iterator[Check]:
    yield check
    for child in check.children():
        yield from tree(child)


def checks(row: dict[str, Any]) -> list[Check]:
    return [assay.parse(data) for data in row["checks"]]


@pytest.fixture(scope="module")
def verdicts() -> dict[str, assay.RowVerdicts]:
    return {found.sample.id: found for found in assay.verify_rows(OUTPUTS)}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_verdicts_are_the_expected_ones(
    row: dict[str, Any], verdicts: dict[str, assay.RowVerdicts]
) -> None:
    if "needs" in row["meta"]:
        pytest.importorskip(row["meta"]["needs"])
    found = [[v.status for v in line] for line in verdicts[row["id"]].verdicts]
    reasons = [[v.why for v in line] for line in verdicts[row["id"]].verdicts]
    assert found == row["meta"]["expected"], reasons


def test_ids_are_unique() -> None:
    assert Counter(row["id"] for row in ROWS).most_common(1)[0][1] == 1


def test_prompts_are_many_and_different() -> None:
    assert len({json.dumps(row["prompt"]) for row in ROWS}) == len(ROWS) > 150


def test_every_kind_of_text_check_and_every_combinator_is_shown() -> None:
    shown = {part.kind for row in ROWS for check in checks(row) for part in tree(check)}
    built_in = {k for k in assay.kinds() if "." not in k or k.startswith("text.")}
    assert built_in - shown == set()


def test_every_kind_is_shown_where_it_holds() -> None:
    held = {
        part.kind
        for row in ROWS
        for place, check in enumerate(checks(row))
        if any(line[place] == "pass" for line in row["meta"]["expected"])
        for part in tree(check)
    }
    shown = {part.kind for row in ROWS for check in checks(row) for part in tree(check)}
    assert held == shown


def test_most_rows_pass_and_none_is_expected_to_break() -> None:
    expected = [{s for line in row["meta"]["expected"] for s in line} for row in ROWS]
    assert 0.5 < sum(statuses == {"pass"} for statuses in expected) / len(ROWS) < 0.7
    assert set().union(*expected) == {"pass", "fail", "undecided"}


def test_rows_hold_texts_chats_and_several_of_either() -> None:
    single = {type(row["response"]) for row in ROWS}
    several = [row["response"] for row in ROWS if isinstance(row["response"], list)]
    assert single == {str, list}
    assert {type(samples[0]) for samples in several} == {str, dict, list}


def test_the_readme_says_what_each_row_shows() -> None:
    page = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    listed = [line for line in page.splitlines() if line.startswith("| `")]
    assert listed == [f"| `{row['id']}` | {row['meta']['shows']} |" for row in ROWS]


def test_the_check_in_one_file_loads_and_keeps_its_examples() -> None:
    shout = assay.load(f"{EXAMPLES / 'shout.py'}:Shout")
    assert shout.kind == "example.shout"
    for example in shout.examples():
        verdict = Context().verify(example.check, Response(example.response))
        assert verdict.passed is example.passed, verdict.why


def test_the_rows_of_the_check_in_one_file_are_as_expected() -> None:
    assay.load(f"{EXAMPLES / 'shout.py'}:Shout")
    found = list(assay.verify_rows(EXAMPLES / "custom.jsonl"))
    statuses = [[[v.status for v in line] for line in row.verdicts] for row in found]
    assert statuses == [row.sample.meta["expected"] for row in found]
    assert len(found) == 3
