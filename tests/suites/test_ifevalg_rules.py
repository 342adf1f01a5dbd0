"""IFEvalG's rules say what its own checkers say, quirks included, and no more than they know."""

from __future__ import annotations

import gzip
import json
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from assay.response import Response
from assay.suites import UpstreamRaises, rule
from assay.suites.ifevalg import RULES
from assay.suites.ifevalg.splitting import in_sentences

CROSS = (
    Path(__file__).parents[3] / "shared" / "data" / "instructions" / "ifevalg29_cross_dev.jsonl.gz"
)
PROMPT = "Name a crab."

CASES: list[tuple[str, str, dict[str, Any], str, bool]] = [
    (
        "case and outer blanks are free",
        "copy:copy",
        {"prompt_to_repeat": PROMPT},
        " name A crab.\n",
        True,
    ),
    (
        "inner blanks are not",
        "copy:copying_simple",
        {"prompt_to_repeat": PROMPT},
        "Name  a crab.",
        False,
    ),
    (
        "copies between six asterisks",
        "copy:copying_multiple",
        {"prompt_to_repeat": PROMPT, "N": 2},
        f"{PROMPT}\n******\n{PROMPT}",
        True,
    ),
    (
        "a divider at the end makes one more",
        "copy:copying_multiple",
        {"prompt_to_repeat": PROMPT, "N": 1},
        f"{PROMPT}******",
        False,
    ),
    (
        "the end of a span is left out",
        "new:copy_span_idx",
        {"prompt_to_repeat": PROMPT, "n_start": 5, "n_end": 11},
        "a crab",
        True,
    ),
    (
        "with its end a span is wrong",
        "new:copy_span_idx",
        {"prompt_to_repeat": PROMPT, "n_start": 5, "n_end": 11},
        "a crab.",
        False,
    ),
    (
        "one word changed",
        "copy:repeat_phrase",
        {"phrase": "low tide today", "small_n": 1},
        "So low sea today.",
        True,
    ),
    (
        "of several, only the last need be changed",
        "copy:repeat_phrase",
        {"phrase": "low tide today", "small_n": 2},
        "low tide today, low sea today",
        True,
    ),
    (
        "the last one unchanged is wrong",
        "copy:repeat_phrase",
        {"phrase": "low tide today", "small_n": 2},
        "low sea today, low tide today",
        False,
    ),
    (
        "a full stop in a word is any character",
        "copy:repeat_phrase",
        {"phrase": "a. tide b", "small_n": 1},
        "ax sea b",
        False,
    ),
    (
        "a keyword inside a word counts",
        "keywords:word_once",
        {"keyword": "cat"},
        "Concatenated.",
        True,
    ),
    ("two are not one", "keywords:word_once", {"keyword": "cat"}, "Cat, cat.", False),
    (
        "a relation decides",
        "keywords:word_count_different_numbers",
        {"keyword": "cat", "frequency": 2, "relation": "less than"},
        "A cat.",
        True,
    ),
    ("only between blanks", "keywords:exclude_word_harder", {"keyword": "cat"}, "The cat.", True),
    ("only in this case", "keywords:exclude_word_harder", {"keyword": "cat"}, "The Cat sat.", True),
    ("between blanks", "keywords:exclude_word_harder", {"keyword": "cat"}, "The cat sat.", False),
    (
        "marks are words",
        "keywords:keyword_specific_position",
        {"keyword": "tide", "n": 1, "m": 3},
        "Well, tide.",
        True,
    ),
    (
        "a list gives its first",
        "keywords:keyword_specific_position",
        {"keyword": ["tide", "x"], "n": 2, "m": 1},
        "So. tide falls.",
        True,
    ),
    (
        "the case counts",
        "keywords:keyword_specific_position",
        {"keyword": "tide", "n": 1, "m": 1},
        "Tide.",
        False,
    ),
    ("b after a", "keywords:no_adjacent_consecutive", {}, "A bird", False),
    ("a after b", "keywords:no_adjacent_consecutive", {}, "Bird alone", True),
    ("one word has no neighbour", "keywords:no_adjacent_consecutive", {}, "İ", True),
    ("a letter that lowers to two", "keywords:no_adjacent_consecutive", {}, "İ a", False),
    ("one letter is a palindrome", "keywords:palindrome", {}, "I see.", True),
    ("a mark spoils a palindrome", "keywords:palindrome", {}, "Level!", False),
    ("capitals spoil a palindrome", "keywords:palindrome", {}, "Level", False),
    ("the same word at both ends", "keywords:start_end", {}, "Tide is the tide", True),
    ("a full stop is the last word", "keywords:start_end", {}, "Tide is the tide.", False),
    ("one word is too few", "keywords:start_end", {}, "Tide", False),
    (
        "once and twice",
        "count:count_increment_word",
        {"keyword1": "crab", "keyword2": "tide"},
        "Crab, tide, tide.",
        True,
    ),
    ("words in small letters", "count:lowercase_counting", {"N": 1}, "The tide Falls", True),
    ("parts of a contraction are words", "count:lowercase_counting", {"N": 1}, "don't", False),
    ("commas repeat", "count:count_unique", {}, "one, two, three", False),
    ("capitals make another word", "count:count_unique", {}, "The tide, the sea.", True),
    (
        "three times one sentence of three tokens",
        "count:counting_composition",
        {"n_sent": 1, "n_words": 3},
        "Low tide.\n***\nLow sea.\n***\nLow sun.",
        True,
    ),
    (
        "a divider at the end fails",
        "count:counting_composition",
        {"n_sent": 1, "n_words": 3},
        "Low tide.\n***\nLow sea.\n***\nLow sun.\n***\n",
        False,
    ),
    (
        "letters of a to z",
        "letters:letter_counting",
        {"N": 3, "relation": "at least"},
        "é1 abc",
        True,
    ),
    (
        "of another relation nothing is true",
        "letters:letter_counting",
        {"N": 3, "relation": "at most"},
        "a",
        False,
    ),
    (
        "one letter in either case",
        "letters:letter_counting2",
        {"letter": "T", "let_frequency": 2, "let_relation": "at least"},
        "Tt",
        True,
    ),
    ("bold italics divide", "paragraphs:paragraphs", {}, "a ***b", True),
    ("a divider at the end is let pass", "paragraphs:paragraphs", {}, "a\n***\nb\n***", True),
    ("an empty paragraph between", "paragraphs:paragraphs", {}, "a\n***\n***\nb", False),
    ("a blank line parts", "paragraphs:paragraphs2", {}, "a\n\nb", True),
    ("two blank lines part twice", "paragraphs:paragraphs2", {}, "a\n\n\n\nb", False),
    (
        "marks are part of the first word",
        "first_word:first_word_answer",
        {"first_word": "low"},
        "Low, so.",
        False,
    ),
    ("but not of the last", "last_word:last_word_answer", {"last_word": "low"}, "So LOW!", True),
    (
        "each sentence starts so",
        "first_word:first_word_sent",
        {"first_word": "so"},
        "So it is. So be it.",
        True,
    ),
    (
        "nobody but Dr. has sentences",
        "first_word:first_word_sent",
        {"first_word": "dr."},
        "Dr. Low.",
        True,
    ),
    (
        "a list of first words",
        "first_word:first_word_sent",
        {"first_word": ["so"]},
        "So it is.",
        True,
    ),
    (
        "each sentence ends so",
        "last_word:last_word_sent",
        {"last_word": "so"},
        "It is so. Is it so?",
        True,
    ),
    ("an empty sentence fails", "last_word:last_word_sent", {"last_word": "so"}, "So?!", False),
    ("an odd word is not looked at", "detectable_format:bigram_wrapping", {}, "<<a b>> c", True),
    ("one word is no bigram", "detectable_format:bigram_wrapping", {}, "tide", True),
    (
        "a full stop outside of brackets",
        "detectable_format:square_brackets",
        {},
        "[The] [tide].",
        False,
    ),
    ("one bracket word", "detectable_format:square_brackets", {}, "[The] []", True),
    ("sentences with hyphens between", "detectable_format:sentence_hyphens", {}, "So it is.", True),
    (
        "a hyphen within a word",
        "detectable_format:sentence_hyphens",
        {},
        "A well-kept pool.",
        False,
    ),
    ("no dot at all", "punctuation:punctuation_dot", {}, "3.5", False),
    ("no exclamation", "punctuation:punctuation_exclamation", {}, "So?", True),
]


@pytest.mark.parametrize(
    ("identity", "arguments", "text", "verdict"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
)
def test_a_rule_says_what_upstream_says(
    identity: str, arguments: dict[str, Any], text: str, verdict: bool
):
    assert rule("ifevalg", identity)(Response(text), arguments) is verdict


def test_every_rule_has_a_case():
    assert {case[1] for case in CASES} == set(RULES)
    assert len(RULES) == 29


@pytest.mark.parametrize(
    ("identity", "arguments", "text"),
    [
        ("keywords:word_once", {"keyword": "(crab"}, "crab"),
        ("copy:repeat_phrase", {"phrase": "(a b c", "small_n": 1}, "a b c"),
        ("copy:copy", {}, "a"),
        ("keywords:word_once", {}, "a"),
        ("keywords:word_once", {"keyword": ["a"]}, "a"),
        ("keywords:keyword_specific_position", {"keyword": "a", "n": 1.0, "m": 1}, "a b"),
        (
            "letters:letter_counting2",
            {"letter": "#", "let_frequency": 1, "let_relation": "at least"},
            "abc",
        ),
        (
            "keywords:word_count_different_numbers",
            {"keyword": "a", "frequency": 1, "relation": "most"},
            "a",
        ),
    ],
)
def test_where_upstream_dies_or_draws_there_is_no_verdict(
    identity: str, arguments: dict[str, Any], text: str
):
    with pytest.raises(UpstreamRaises):
        rule("ifevalg", identity)(Response(text), arguments)


def test_what_holds_whatever_is_drawn_is_a_verdict():
    given = {"N": 0}
    few, many = Response("a b"), Response("a b c d")
    assert rule("ifevalg", "count:lowercase_counting")(few, given) is True
    assert rule("ifevalg", "count:lowercase_counting")(many, given) is False
    with pytest.raises(UpstreamRaises, match="drawn at random"):
        rule("ifevalg", "count:lowercase_counting")(Response("a b c"), given)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("So. It is", ["So.", "It is"]),
        ("Dr. Low is in. See b.com.", ["Dr. Low is in.", "See b.com."]),
        ("Wait... what", ["Wait...", "what"]),
        ('He said "so." Then', ['He said "so".', "Then"]),
        ("3.5 of U.S. ships", ["3.5 of U.S. ships"]),
        ("Low Inc. He sells", ["Low Inc", "He sells"]),
        ("A?! B", ["A?", "!", "B"]),
        ("a<stop>b", ["a", "b"]),
    ],
)
def test_sentences_are_cut_by_marks_and_exceptions(text: str, sentences: list[str]):
    assert in_sentences(text) == sentences


HOSTILE = ("a b ", "[", "<<", "a. b z ", "***", "A. ", "-", '"', "\n\n", "\ud800", "İ ")


@pytest.mark.parametrize("unit", HOSTILE)
def test_hostile_texts_get_a_verdict_or_none(unit: str):
    response = Response(unit * (20_000 // len(unit)))
    for identity in RULES:
        arguments = next(case[2] for case in CASES if case[1] == identity)
        with suppress(UpstreamRaises):
            assert isinstance(rule("ifevalg", identity)(response, arguments), bool)


@pytest.mark.skipif(not CROSS.is_file(), reason="the cross verdicts (shared/data) are not here")
def test_the_recorded_verdicts_are_given():
    with gzip.open(CROSS) as file:
        rows = [json.loads(line) for line in islice(file, 80)]
    asked = 0
    for row in rows:
        response = Response(row["response"])
        for check in row["checks"]:
            if not isinstance(check["verdict"], bool):
                continue
            # With an argument of no use upstream draws one, on which its verdict may hang.
            with suppress(UpstreamRaises):
                got = rule("ifevalg", check["id"])(response, check["kwargs"])
                asked += 1
                assert got is check["verdict"], (row["key"], check)
    assert asked > 0.99 * sum(len(row["checks"]) for row in rows)
