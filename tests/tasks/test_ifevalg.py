"""IFEvalG's instructions mean what their wording says, which official mode need not find."""

from __future__ import annotations

import json
from typing import Any

import pytest

from assay.context import Context
from assay.errors import BadParameter, UnknownKind
from assay.response import Response
from assay.suites.ifevalg import RULES
from assay.tasks.ifevalg import IFEVALG

PROMPT = "Name a crab."

MEANT: list[tuple[str, dict[str, Any], str, bool]] = [
    ("keywords:word_once", {"keyword": "cat"}, "Concatenated.", False),
    ("keywords:word_once", {"keyword": "cat"}, "Cat and cat.", True),
    (
        "keywords:word_count_different_numbers",
        {"keyword": "cat", "frequency": 2, "relation": "less than"},
        "A cat and a cat.",
        True,
    ),
    ("keywords:exclude_word_harder", {"keyword": "cat"}, "The cat.", False),
    (
        "keywords:keyword_specific_position",
        {"keyword": "tide", "n": 1, "m": 2},
        "Well, tide.",
        True,
    ),
    ("keywords:no_adjacent_consecutive", {}, "The (a) bird", False),
    ("keywords:palindrome", {}, "I see a pool.", False),
    ("keywords:palindrome", {}, "It is level!", True),
    ("keywords:start_end", {}, "Tide, so the tide", True),
    (
        "count:count_increment_word",
        {"keyword1": "in", "keyword2": "out"},
        "In, out, out, inside.",
        True,
    ),
    ("count:count_unique", {}, "One, two, three.", True),
    ("count:count_unique", {}, "The tide, the sea.", False),
    ("count:lowercase_counting", {"N": 1}, "I don't.", True),
    (
        "count:counting_composition",
        {"n_sent": 1, "n_words": 2},
        "Low tide.\n\n* * *\n\nLow sea.\n\n***\n\nLow sun.",
        True,
    ),
    ("letters:letter_counting", {"N": 4, "relation": "at least"}, "été!", False),
    ("letters:letter_counting", {"N": 3, "relation": "at least"}, "été!", True),
    (
        "letters:letter_counting2",
        {"letter": "#", "let_frequency": 1, "let_relation": "at least"},
        "# Tide",
        True,
    ),
    ("paragraphs:paragraphs", {}, "The ***tide*** falls.", False),
    ("paragraphs:paragraphs2", {}, "Low.\n\n\n\nHigh.", True),
    ("first_word:first_word_answer", {"first_word": "low"}, "Low, so low.", True),
    ("first_word:first_word_sent", {"first_word": "so"}, "So, it is. So be it.", True),
    ("last_word:last_word_answer", {"last_word": "low"}, "It is low!", True),
    ("last_word:last_word_sent", {"last_word": "low"}, "It is low. Is it low?", True),
    ("last_word:last_word_sent", {"last_word": "low"}, "It is low. It is high.", False),
    ("detectable_format:bigram_wrapping", {}, "<<The tide>> falls", False),
    ("detectable_format:bigram_wrapping", {}, "<<The tide>> <<falls now>>", True),
    ("detectable_format:square_brackets", {}, "[The] [tide] [falls].", True),
    ("detectable_format:sentence_hyphens", {}, "The tide falls.-Crabs hide.", True),
    ("detectable_format:sentence_hyphens", {}, "The tide falls. Crabs hide.", False),
    ("punctuation:punctuation_dot", {}, "It is 3.5", False),
    ("punctuation:punctuation_exclamation", {}, "So！", False),
    ("copy:copy", {"prompt_to_repeat": PROMPT}, "Name  a crab.", True),
    ("copy:copying_simple", {"prompt_to_repeat": PROMPT}, "Name a crab. Limpet.", False),
    (
        "copy:copying_multiple",
        {"prompt_to_repeat": PROMPT, "N": 2},
        f"{PROMPT}\n******\n{PROMPT}",
        True,
    ),
    (
        "copy:repeat_phrase",
        {"phrase": "the tide falls low", "small_n": 2},
        "the tide falls low, the tide runs low",
        False,
    ),
    (
        "copy:repeat_phrase",
        {"phrase": "the tide falls low", "small_n": 2},
        "the crab falls low, the tide runs low",
        True,
    ),
    ("new:copy_span_idx", {"prompt_to_repeat": PROMPT, "n_start": 5, "n_end": 10}, "a crab", True),
]


@pytest.mark.parametrize(("identity", "arguments", "text", "passed"), MEANT)
def test_what_an_instruction_means(
    identity: str, arguments: dict[str, Any], text: str, passed: bool
):
    check = IFEVALG.instruction(identity, arguments)
    assert Context().verify(check, Response(text)).passed is passed


def test_every_instruction_has_a_rule_and_a_meaning():
    assert set(IFEVALG.instructions) == set(RULES) == {case[0] for case in MEANT}


@pytest.mark.parametrize("identity", sorted(RULES))
def test_an_example_makes_a_check_that_describes_itself(identity: str):
    check = IFEVALG.instruction(identity, dict(IFEVALG.instructions[identity].example))
    assert check.describe().endswith((".", "...", "?", "!"))


def test_official_mode_has_the_rule_and_standard_mode_the_meaning():
    check = IFEVALG.instruction("keywords:palindrome", {})
    response = Response("I see a pool.")
    assert Context(mode="official").verify(check, response).passed is True
    assert Context(mode="standard").verify(check, response).passed is False


def test_a_keyword_that_is_no_pattern_has_no_official_verdict():
    check = IFEVALG.instruction("keywords:word_once", {"keyword": "(crab"})
    assert Context(mode="official").verify(check, Response("(crab")).passed is None
    assert Context(mode="standard").verify(check, Response("a (crab")).passed is True


def test_ifevals_instructions_are_taken_over():
    row = {
        "instruction_id_list": ["punctuation:no_comma", "count:count_unique"],
        "kwargs": json.dumps([{"N": None}, None]),
    }
    assert [check.kind for check in IFEVALG.checks_from(row)] == ["text.commas", "text.suite"]


def test_wrong_ids_and_arguments_are_errors():
    with pytest.raises(UnknownKind, match="did you mean"):
        IFEVALG.instruction("keywords:palindromes", {})
    with pytest.raises(BadParameter, match="needs the argument 'N'"):
        IFEVALG.instruction("count:lowercase_counting", {})
    with pytest.raises(BadParameter, match="expected a word"):
        IFEVALG.instructions["first_word:first_word_answer"].make({"first_word": ""})
