"""Full-text search through a run."""

from __future__ import annotations

import pytest
from run_folders import line, many, verdict, write_run, write_score

from assay.viewer.following import Followed
from assay.viewer.search import search
from assay.viewer.texts import texts


@pytest.fixture
def run(tmp_path):
    chat = [
        {"role": "assistant", "content": [{"type": "text", "text": "Tide"}, {"text": "Pool"}]},
        {"role": "assistant", "content": "", "reasoning": "Straße to the SEA"},
    ]
    inner = verdict("not", "fail", "deep reason")
    fault = {"kind": "server", "message": "said 500"}
    lines = [
        line("first", 'He said "ÉTÉ" \\ and\nwent', [], meta={"secret": "kelp"}),
        line("second", chat, [verdict("all", "fail", "whole", parts=[inner])]),
        line("third\ud83d", [], []) | {"fault": fault, "generation": None, "verdicts": []},
        line("fourth", "x", [verdict("zig", "pass", "zag")], prompt=[{"content": "the prompt"}]),
    ]
    found = Followed(write_run(tmp_path / "r", lines), {})
    found.refresh()
    return found


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("FIRST", [0]),
        ("été", [0]),
        ('"ÉTÉ" \\ and', [0]),
        ("and\nwent", [0]),
        ("pool", [1]),
        ("tidepool", []),  # parts of a message are searched one by one
        ("straße", [1]),
        ("Deep Reason", [1]),
        ("said 500", [2]),
        ("\ud83d", [2]),
        ("the prompt", [3]),
        ("zag", [3]),
        ("zig", []),  # kinds, field names and meta are for the filters
        ("kelp", []),
        ("response", []),
        ("prompt of", [0, 1, 2]),
        ("", [0, 1, 2, 3]),
    ],
)
def test_parts_of_words_are_found_in_any_case(run, query, rows):
    assert search(run, query) == (rows, None)


def test_reasons_of_later_scores_are_found(tmp_path):
    folder = write_run(tmp_path / "r", [line(name, "x", []) for name in "ab"])
    inner = verdict("not", "fail", "Deep down")
    write_score(
        folder, "later", [{"id": "b", "verdicts": [[verdict("all", "fail", parts=[inner])]]}]
    )
    run = Followed(folder, {})
    run.refresh()
    assert search(run, "deep DOWN") == ([1], None)
    assert search(run, "later") == ([], None)


def test_a_search_goes_on_where_it_stopped(tmp_path):
    run = Followed(write_run(tmp_path / "r", many(300, 3)), {})
    run.refresh()
    whole = search(run, "moon", seconds=60).rows
    found, first = [], 0
    while first is not None:
        hits = search(run, "moon", first, seconds=0)
        found += hits.rows
        first = hits.next
    assert found == whole
    held = [
        i for i, one in enumerate(run.folder.lines()) if any("moon" in text for text in texts(one))
    ]
    assert found == held
    assert 0 < len(found) < 900
