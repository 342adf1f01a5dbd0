"""What each text kind decides by its standard rule, where it is easy to get wrong."""

from __future__ import annotations

from typing import Any

import pytest

from assay.context import Context
from assay.registry import parse
from assay.response import Response
from assay.verdict import Verdict

TABLE: list[tuple[str, dict[str, Any], str, bool | None]] = [
    ("bullets", {"min": 2, "max": 2, "top": True}, "- a\n  - x\n  - y\n- b", True),
    ("bullets", {"min": 4, "max": 4}, "- a\n  - x\n  - y\n- b", True),
    ("case", {"case": "upper"}, "123 !!!", False),
    ("case", {"case": "lower"}, "straße 3 潮", True),
    ("case", {"case": "title"}, "The 3rd Crab of the Pool", True),
    ("case", {"case": "title"}, "a Crab", False),
    ("case", {"case": "title"}, "**the Crab**", False),
    ("case", {"case": "capitalised"}, "The Crab of the Pool", False),
    ("case", {"case": "capitalised"}, "Cafe\u0301s Don't Close", True),
    (
        "case",
        {"case": "upper", "language": "fr"},
        "LA MER EST BASSE ET LES CRABES SE CACHENT.",
        True,
    ),
    ("characters", {"min": 4, "max": 4}, "  a bc \n", True),
    ("characters", {"min": 3, "max": 3, "of": "visible"}, "  a bc \n", True),
    ("characters", {"min": 2, "max": 2, "of": "letters"}, "a1-é", True),
    ("choice", {"options": ["no", "no idea"]}, "I have no idea.", True),
    ("choice", {"options": ["yes", "no"]}, "Not now.", False),
    ("choice", {"options": ["yes", "no"], "only": True}, "**Yes.**", True),
    ("choice", {"options": ["yes", "no"], "only": True}, "Yes, I do", False),
    ("code_blocks", {"min": 1, "language": "Python"}, "```python\nx\n```", True),
    ("code_blocks", {"min": 1, "language": "python"}, "```sh\nx\n```", False),
    ("commas", {"max": 0}, "潮、蟹", False),
    ("commas", {"max": 0}, "one; two", True),
    ("contains", {"words": ["don't"]}, "I don’t know.", True),
    ("contains", {"words": ["rock pool"]}, "rock\npool", True),
    ("contains", {"words": ["rock pool"]}, "rock pools", False),
    ("contains", {"words": ["tide", "crab", "weed"], "min": 2}, "Crab and weed", True),
    ("contains", {"words": ["蟹"]}, "小蟹隠れる", True),
    ("contains", {"words": ["cat"], "matching": "substring"}, "concatenated", True),
    ("contains", {"words": ["C++"]}, "in C++.", True),
    ("excludes", {"words": ["very"]}, "Everyone", True),
    ("excludes", {"words": ["very"], "matching": "substring"}, "Everyone", False),
    ("ends", {"phrase": "Is that all?"}, "So. Is that all?", True),
    ("ends", {"phrase": "the end"}, "the end.\n\nP.S. no", False),
    ("ends", {"phrase": "Is  it"}, 'so "is it".', True),
    ("equals", {"text": "a"}, "a b", False),
    ("headings", {"min": 1, "level": 2}, "## A\n### B", True),
    ("headings", {"max": 0}, "#hashtag", True),
    ("highlights", {"min": 1}, "snake_case_name", False),
    ("highlights", {"min": 2, "max": 2}, "*a* and **b c**", True),
    ("json", {"of": "array"}, "[1]", True),
    ("json", {"of": "array"}, "{}", False),
    ("json", {"of": "any"}, "null", True),
    ("json", {"keys": ["a", "b"]}, '{"a": 1}', False),
    ("json", {"of": "container", "keys": ["a"]}, "[1]", False),
    ("keyword", {"word": "tide", "max": 0}, "tidal tides", True),
    ("keyword", {"word": "a", "min": 2, "max": 2}, "A tide and a crab", True),
    ("letter", {"letter": "E", "min": 2, "max": 2}, "The sea", True),
    ("letter", {"letter": "é", "min": 1}, "É", True),
    ("lines", {"min": 2, "max": 2}, "a\n\n \nb", True),
    ("numbered_items", {"min": 2, "ordered": True}, "1. a\n   1. x\n   2. y\n2. b", True),
    ("numbered_items", {"min": 2, "ordered": True}, "1. a\n\nMore\n\n1. b\n2. c", True),
    ("numbered_items", {"min": 2, "ordered": True}, "2. a\n1. b\n3. c", False),
    ("numbers", {"min": 1, "max": 1}, "in 1,000.50 m", True),
    ("numbers", {"min": 2, "max": 2}, "2020-2021", True),
    ("numbers", {"max": 0}, "H2O, 1.5x, x9 and 1,000A", True),
    ("numbers", {"max": 0}, "1. crab\n   2) limpet", True),
    ("numbers", {"min": 1}, "1. crab 1", True),
    ("paragraph_start", {"index": 2, "word": "the crab"}, "A.\n\n“The  Crab hides.", True),
    ("paragraph_start", {"index": 2, "word": "the"}, "A.\n\nThere.", False),
    ("paragraph_start", {"index": 2, "word": "the"}, "The", False),
    ("paragraph_start", {"index": 1, "word": "the", "count": 1}, "The.\n\nB", False),
    ("paragraphs", {"min": 2, "max": 2, "divider": "***"}, "a\n\n* * *\n\nb", True),
    ("paragraphs", {"min": 2, "max": 2}, "a\r\n\r\n---\r\n\r\nb", True),
    ("placeholders", {"max": 0}, "[x] done [^1] a[0] [link](u) ![i](u)", True),
    ("placeholders", {"min": 2}, "[name] and [home address]", True),
    ("postscript", {}, "Low.\n\nPS: boots", True),
    ("postscript", {}, "P.S. first", False),
    ("postscript", {}, "Low.\n\nPS5 is a console.", False),
    ("postscript", {}, "Low.\n\nP.P.S. x", False),
    ("punctuation", {"marks": ".!", "min": 3, "max": 3}, "a. b! c. d?", True),
    ("quoted", {}, "“a”", True),
    ("quoted", {}, '"', False),
    ("quoted", {}, '" "', False),
    ("regex", {"pattern": "^b", "multiline": True}, "a\nb", True),
    ("regex", {"pattern": "B", "ignore_case": True, "need": "full"}, " b ", True),
    ("regex", {"pattern": "x", "need": "never"}, "y", True),
    ("repeats", {"text": "Name a crab."}, "name a  crab. The shore crab.", True),
    ("repeats", {"text": "Name a crab."}, "Name a crab.", False),
    ("repeats", {"text": "Name a crab.", "answer": False}, "Name a crab.", True),
    ("repeats", {}, "x", None),
    ("responses", {"count": 3}, "a\n******\nb\n******\nc", True),
    ("responses", {}, "a\n******\nA", False),
    ("responses", {"separator": "---"}, "a\n---\nb", True),
    ("sections", {"marker": "PART", "min": 2, "max": 2}, "**Part 1**\nx\n## part II: y", True),
    ("sections", {"marker": "Section", "min": 1}, "Sectional 1", False),
    ("starts", {"phrase": "The tide"}, "“The tide", True),
    ("starts", {"phrase": "The"}, "Theory", False),
    ("starts", {"phrase": '"Low'}, '"Low," she said', True),
    ("title", {}, "# <<Low water>>\r\ntext", True),
    ("title", {}, "<< >>", False),
    ("title", {}, "x<<y>>", False),
    ("unique_words", {"min": 2, "max": 2}, "Tide tide TIDE crab", True),
]


def ask(kind: str, parameters: dict[str, Any], response: str) -> Verdict:
    check = parse({"kind": f"text.{kind}", **parameters})
    return Context().verify(check, Response(response))


@pytest.mark.parametrize(
    ("kind", "parameters", "response", "passed"),
    TABLE,
)
def test_standard_rule(kind: str, parameters: dict[str, Any], response: str, passed: bool | None):
    verdict = ask(kind, parameters, response)
    assert verdict.passed is passed, verdict.why
    assert verdict.mode == "standard"


@pytest.mark.parametrize(
    ("response", "count"),
    [("I saw NASA at the BBC.", 2), ("A I x Nasa", 0), ("U.S.A. and É ÉCOLE", 2)],
)
def test_words_in_capitals(response: str, count: int):
    assert ask("capital_words", {"min": count, "max": count}, response).passed is True


@pytest.mark.parametrize(
    ("kind", "parameters", "response", "why"),
    [
        ("words", {"min": 5}, "The tide", "2 words; at least 5 required."),
        ("words", {"min": 1, "max": 1}, "Tide", "1 word; exactly 1 required."),
        ("commas", {"max": 0}, "a, b", "1 comma; none allowed."),
        ("case", {"case": "upper"}, "123", "There are no letters with case; upper case required."),
        ("case", {"case": "upper"}, "AbC", "1 of 3 letters are not in upper case."),
    ],
)
def test_why_says_what_was_seen_and_what_was_required(
    kind: str, parameters: dict[str, Any], response: str, why: str
):
    assert ask(kind, parameters, response).why == why


@pytest.mark.parametrize(
    ("kind", "parameters", "said"),
    [
        ("words", {"min": 1, "max": 3}, "Use 1 to 3 words."),
        ("words", {"min": 1}, "Use at least 1 word."),
        ("keyword", {"word": "tide", "min": 1, "max": 3}, "Use the word 'tide' 1 to 3 times."),
        ("letter", {"letter": "e", "max": 0}, "Do not use the letter 'e'."),
        ("characters", {"max": 9, "of": "letters"}, "Use at most 9 letters."),
        ("code_blocks", {"min": 1, "language": "python"}, "Use at least 1 code block in python."),
        ("headings", {"min": 2, "level": 2}, "Use at least 2 headings of level 2 (##)."),
        (
            "paragraphs",
            {"min": 2, "divider": "***"},
            "Use at least 2 paragraphs, with the divider *** between them.",
        ),
    ],
)
def test_a_description_says_all_that_is_required(kind: str, parameters: dict[str, Any], said: str):
    assert parse({"kind": f"text.{kind}", **parameters}).describe() == said


@pytest.mark.parametrize(
    ("kind", "parameters", "response", "evidence"),
    [
        ("commas", {"max": 0}, "a, b", [","]),
        ("contains", {"words": ["Tide"]}, "the tide", ["tide"]),
        ("bullets", {"min": 1}, "x\n- a", ["- a"]),
        ("case", {"case": "upper"}, "AbC", ["b"]),
        ("starts", {"phrase": "the"}, "**The** tide", ["The"]),
        ("title", {}, "x\n<<T>>", ["<<T>>"]),
        ("numbers", {"min": 1}, "1. in 3.5 m", ["3.5"]),
    ],
)
def test_evidence_shows_what_decided(
    kind: str, parameters: dict[str, Any], response: str, evidence: list[str]
):
    assert [span.text for span in ask(kind, parameters, response).evidence] == evidence


def test_a_verdict_names_the_definitions_it_rests_on():
    assert ask("words", {"min": 1}, "x").definitions == ("words:assay/1",)
    official = parse({"kind": "text.words", "min": 1, "mode": "official"})
    assert Context().verify(official, Response("x")).definitions == ("words:ifeval/1",)


@pytest.mark.parametrize("kind", ["contains", "excludes", "keyword"])
def test_a_word_with_repetition_signs_runs_in_a_worker_in_official_mode_only(kind: str):
    named = {"word": "a+", "min": 1} if kind == "keyword" else {"words": ["a+"]}
    check = parse({"kind": f"text.{kind}", **named})
    assert (check.where("standard"), check.where("official")) == ("inline", "worker")
