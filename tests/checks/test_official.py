"""Official mode gives the public checkers' verdicts, bugs included; standard mode does not.

`official_cases.jsonl` holds instruction id, arguments, response and verdict as recorded from the
public IFEval checkers (nltk 3.9.1), run over some hundred thousand random texts; kept are those of
few characters, most of them such that the standard rule decides otherwise.
"""

from __future__ import annotations

import gzip
import json
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

import assay
from assay.context import Context, Mode
from assay.registry import parse
from assay.response import Response
from assay.tasks.ifeval import IFEVAL

HERE = Path(__file__).parent
CASES = [json.loads(line) for line in (HERE / "official_cases.jsonl").read_text().splitlines()]
GPT4 = HERE.parents[2] / "shared" / "data" / "instructions" / "ifeval_gpt4.jsonl.gz"


def passed(check: dict[str, Any], text: str, mode: Mode) -> bool | None:
    return (
        Context(mode=mode)
        .verify(parse({"kind": f"text.{check.pop('kind')}", **check}), Response(text))
        .passed
    )


@pytest.mark.parametrize(("identity", "arguments", "text", "verdict"), CASES)
def test_the_recorded_verdict_is_given(identity: str, arguments: Any, text: str, verdict: bool):
    check = IFEVAL.instruction(identity, arguments)
    got = Context(mode="official").verify(check, Response(text))
    assert got.passed is verdict, (check, got.why)


QUIRKS: list[tuple[str, dict[str, Any], str, bool | None, bool | None]] = [
    (
        "a random letter for one that is none of a to z",
        {"kind": "letter", "letter": "#", "min": 1},
        "# Tide",
        None,
        True,
    ),
    (
        "digits are French, since langdetect gives up",
        {"kind": "language", "language": "fr"},
        "12345 !!!",
        True,
        None,
    ),
    (
        "a keyword inside a longer word",
        {"kind": "contains", "words": ["war"]},
        "Move forward.",
        True,
        False,
    ),
    (
        "a keyword is counted inside longer words",
        {"kind": "keyword", "word": "cat", "min": 1},
        "concatenated",
        True,
        False,
    ),
    (
        "a full stop in a keyword is any character",
        {"kind": "contains", "words": ["a.b"]},
        "axb",
        True,
        False,
    ),
    (
        "repetition signs in a keyword repeat",
        {"kind": "contains", "words": ["c++"]},
        "a cup",
        True,
        False,
    ),
    (
        "brackets in a forbidden word are a group",
        {"kind": "excludes", "words": ["f(x)"]},
        "Plot f(x) now.",
        True,
        False,
    ),
    (
        "blank paragraphs are not counted and yet numbered",
        {"kind": "paragraph_start", "index": 1, "count": 1, "word": "crabs"},
        "\n\nCrabs hide.",
        False,
        True,
    ),
    (
        "a first word of two words never fits",
        {"kind": "paragraph_start", "index": 1, "word": "the crab"},
        "The crab hides.",
        False,
        True,
    ),
    (
        "emphasis is part of the first word",
        {"kind": "paragraph_start", "index": 1, "word": "crabs"},
        "**Crabs** hide.",
        False,
        True,
    ),
    (
        "a colon is part of the first word",
        {"kind": "paragraph_start", "index": 1, "word": "crabs"},
        "Crabs: they hide.",
        False,
        True,
    ),
    (
        "Chinese sentences are one",
        {"kind": "sentences", "min": 2},
        "潮が引く。蟹が隠れる。",
        False,
        True,
    ),
    ("don't is two words", {"kind": "words", "max": 1}, "don't", False, True),
    ("well-known is two words", {"kind": "words", "max": 1}, "well-known", False, True),
    ("a Chinese sentence is one word", {"kind": "words", "min": 3}, "潮水退去", False, True),
    ("underscores are words", {"kind": "words", "min": 3}, "_ _ _", True, False),
    ("a rule is a bullet", {"kind": "bullets", "max": 0}, "a\n\n---\n\nb", False, True),
    ("a negative number is a bullet", {"kind": "bullets", "max": 0}, "-5 degrees", False, True),
    (
        "emphasis that opens a line is a bullet",
        {"kind": "bullets", "max": 0},
        "*so* it is",
        False,
        True,
    ),
    ("code holds bullets", {"kind": "bullets", "max": 0}, "```\n- x\n```", False, True),
    ("a round bullet is none", {"kind": "bullets", "min": 1}, "• crab", False, True),
    ("a plus is no bullet", {"kind": "bullets", "min": 1}, "+ crab", False, True),
    ("a product is highlighted", {"kind": "highlights", "min": 1}, "2 * 3 * 4 is 24", True, False),
    (
        "underscores highlight nothing",
        {"kind": "highlights", "min": 1},
        "the _tide_ falls",
        False,
        True,
    ),
    (
        "bold text counts once for each pattern",
        {"kind": "highlights", "min": 2},
        "**a** b **c**",
        True,
        True,
    ),
    (
        "a link is a placeholder",
        {"kind": "placeholders", "min": 1},
        "See [it](https://example.org).",
        True,
        False,
    ),
    ("an index is a placeholder", {"kind": "placeholders", "min": 1}, "x = a[0]", True, False),
    ("shifts are a title", {"kind": "title"}, "Write cout << x >> y there.", True, False),
    (
        "a postscript anywhere",
        {"kind": "postscript"},
        "The tide, p.s. and so on, is low.",
        True,
        False,
    ),
    (
        "the tail of a word ends a text",
        {"kind": "ends", "phrase": "end"},
        "Until the weekend",
        True,
        False,
    ),
    (
        "emphasis hides the end",
        {"kind": "ends", "phrase": "The end."},
        "So. **The end.**",
        False,
        True,
    ),
    (
        "sections in the middle of a line",
        {"kind": "sections", "marker": "Section", "min": 2},
        "See Section 1 and Section 2.",
        True,
        False,
    ),
    (
        "an answer as part of another word",
        {"kind": "choice", "options": ["My answer is no.", "My answer is yes."]},
        "My answer is no. My answer is yes.",
        True,
        False,
    ),
    ("NaN is JSON", {"kind": "json"}, '{"a": NaN}', True, False),
    ("42 is JSON", {"kind": "json"}, "42", True, False),
    ("a key may stand twice", {"kind": "json"}, '{"a": 1, "a": 2}', True, False),
    ("curly quotation marks are none", {"kind": "quoted"}, "“The tide.”", False, True),
    (
        "bold italics divide paragraphs",
        {"kind": "paragraphs", "divider": "***", "min": 3},
        "The ***tide*** falls.",
        True,
        False,
    ),
    (
        "a spaced rule divides none",
        {"kind": "paragraphs", "divider": "***", "min": 2},
        "a\n\n* * *\n\nb",
        False,
        True,
    ),
    (
        "one letter is a word in capitals",
        {"kind": "capital_words", "min": 1},
        "I see.",
        True,
        False,
    ),
]


@pytest.mark.parametrize(
    ("check", "text", "official", "standard"), [q[1:] for q in QUIRKS], ids=[q[0] for q in QUIRKS]
)
def test_a_quirk_is_in_official_mode_only(
    check: dict[str, Any], text: str, official: bool | None, standard: bool | None
):
    assert passed(dict(check), text, "official") is official
    assert passed(dict(check), text, "standard") is standard


def test_a_check_may_fix_its_own_mode():
    check = parse({"kind": "text.contains", "words": ["war"], "mode": "official"})
    assert Context(mode="standard").verify(check, Response("forward")).passed is True
    check = parse({"kind": "text.contains", "words": ["war"], "mode": "standard"})
    assert Context(mode="official").verify(check, Response("forward")).passed is False


@pytest.mark.parametrize(
    ("kind", "mode"),
    [("text.words", "official"), ("text.lines", "standard"), ("text.starts", "standard")],
)
def test_a_verdict_names_the_mode_that_really_decided(kind: str, mode: str):
    check = assay.find(kind).examples()[0].check
    assert Context(mode="official").verify(check, Response("The tide.")).mode == mode


@pytest.mark.parametrize("text", ["", " \n\t"])
def test_a_blank_response_follows_nothing(text: str):
    for check in (
        IFEVAL.instruction("punctuation:no_comma", {}),
        IFEVAL.instruction("keywords:forbidden_words", {"forbidden_words": ["a"]}),
    ):
        assert Context(mode="official").verify(check, Response(text)).passed is False


def test_a_keyword_that_is_no_regular_expression_is_an_error_as_upstream():
    check = IFEVAL.instruction("keywords:existence", {"keywords": ["(tide"]})
    assert Context(mode="official").verify(check, Response("tide")).status == "error"
    assert Context(mode="standard").verify(check, Response("the (tide")).passed is True


def test_a_postscript_marker_is_glued_into_upstreams_pattern():
    for marker, text, verdict in (
        ("+", "x", True),
        ("$", "x", True),
        ("p|q", "q", True),
        ("b$", "b\nc", True),
    ):
        check = parse({"kind": "text.postscript", "marker": marker})
        assert check.where("official") == "worker"
        assert Context(mode="official").verify(check, Response(text)).passed is verdict


def test_json_nested_too_deeply_for_upstream_is_undecided():
    check = parse({"kind": "text.json"})
    assert Context(mode="official").verify(check, Response("[" * 100_000)).passed is None
    assert Context(mode="standard").verify(check, Response("[" * 100_000)).passed is False


@pytest.mark.skipif(
    not GPT4.is_file(), reason="the recorded GPT-4 responses (shared/data) are not here"
)
@pytest.mark.parametrize("rule", ["strict", "loose"])
def test_the_recorded_verdicts_on_real_responses_are_given(rule: str):
    with gzip.open(GPT4) as file:
        rows = [json.loads(line) for line in islice(file, 60)]
    asked = 0
    for row in rows:
        checks = IFEVAL.checks_from(row)
        (verdicts,) = assay.verify_batch(
            [row["response"]], checks, mode="official", loose=rule == "loose"
        )
        for place, verdict in enumerate(verdicts):
            if place not in row.get("unstable", ()):
                asked += 1
                identity = row["instruction_id_list"][place]
                assert verdict.passed is row[rule][place], (row["key"], identity, verdict.why)
    assert asked > 60
