"""M-IFEval's French rules say what its own checkers say, quirks included."""

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
from assay.suites.mifeval.fr import RULES
from assay.suites.mifeval.fr_sentences import count_sentences

REAL = (
    Path(__file__).parents[3] / "shared" / "data" / "instructions" / "ifeval_fr_dev_models.jsonl.gz"
)
LEAST, LESS = {"relation": "au moins"}, {"relation": "moins de"}

CASES: list[tuple[str, dict[str, Any], str, bool]] = [
    ("keywords:existence", {"keywords": ["mer"]}, "Un merle.", True),
    ("keywords:frequency", {"keyword": "mer", "frequency": 2, **LESS}, "Mer, mer.", False),
    ("keywords:forbidden_words", {"forbidden_words": ["mer"]}, "Un merle.", True),
    (
        "keywords:letter_frequency",
        {"letter": "e", "let_frequency": 1, "let_relation": "moins de"},
        "é",
        True,
    ),
    ("language:response_language", {"language": "zh"}, "12345 !!!", True),
    ("length_constraints:number_words", {"num_words": 3, **LEAST}, "L'eau-là", True),
    ("length_constraints:number_sentences", {"num_sentences": 2, **LESS}, "Oui. Non.", False),
    ("length_constraints:number_paragraphs", {"num_paragraphs": 2}, "***\na\n***\nb", True),
    (
        "length_constraints:nth_paragraph_first_word",
        {"num_paragraphs": 1, "nth_paragraph": 1, "first_word": "L"},
        "L'eau",
        True,
    ),
    (
        "length_constraints:nth_paragraph_first_word",
        {"num_paragraphs": 1, "nth_paragraph": 1, "first_word": "eau"},
        "**Eau** douce",
        False,
    ),
    ("detectable_content:number_placeholders", {"num_placeholders": 1}, "a[0]", True),
    ("detectable_content:postscript", {"postscript_marker": "P.S."}, "Or, p. s. tout", True),
    ("detectable_content:postscript", {"postscript_marker": "p.-s."}, "pa-sx", True),
    ("detectable_content:postscript", {"postscript_marker": "PS"}, "Les corps.", True),
    ("detectable_content:informal_address", {}, "Le ton de vous", True),
    ("detectable_content:informal_address", {}, "Je t'aime", True),
    ("detectable_content:informal_address", {}, "Vous", False),
    ("detectable_content:no_digits", {}, "²", True),
    ("detectable_content:no_digits", {}, "٣", False),
    ("detectable_format:number_bullet_lists", {"num_bullets": 2}, "* a\n- b", True),
    ("detectable_format:constrained_response", {}, "Non. Oui.", True),
    ("detectable_format:number_highlighted_sections", {"num_highlights": 1}, "2 * 3 * 4", True),
    (
        "detectable_format:multiple_sections",
        {"section_spliter": "Partie", "num_sections": 2},
        "Partie 1 et Partie2",
        True,
    ),
    ("detectable_format:json_format", {}, "NaN", True),
    ("detectable_format:title", {}, "##a##", True),
    ("detectable_format:title", {}, "## a\n## b", False),
    ("detectable_format:title", {}, "#####", False),
    ("combination:two_responses", {}, "a******a ", False),
    ("combination:repeat_prompt", {"prompt_to_repeat": "Dis a."}, "dis a.", True),
    ("punctuation:no_comma", {}, "a,b", False),
    ("startend:end_checker", {"end_phrase": "Fin."}, 'La fin."', True),
    ("startend:quotation", {}, "« a » et « b »", True),
    ("startend:quotation", {}, "'a'", True),
    ("startend:quotation", {}, "«a'", False),
    (
        "change_case:capital_word_frequency",
        {"capital_frequency": 1, "capital_relation": "moins de"},
        "A",
        False,
    ),
    ("change_case:french_capital", {}, "123", False),
    ("change_case:french_lowercase", {}, "À", False),
    ("special_character:ethel_or_cedilla", {"forbidden_char": "œ"}, "Œuf", False),
    ("special_character:ethel_or_cedilla", {"forbidden_char": "ç"}, "ca", True),
    ("special_character:no_accents", {}, "œuf a\u0301", True),
    ("special_character:no_accents", {}, "ça", False),
    ("special_character:accents", {"word_to_accentuate": {"lecon": "leçon"}}, "rien", True),
    ("special_character:accents", {"word_to_accentuate": {"lecon": "leçon"}}, "Lecon", False),
    ("special_character:accents", {"word_to_accentuate": {"a": "à"}}, "il a", False),
]


@pytest.mark.parametrize(("identity", "arguments", "text", "verdict"), CASES)
def test_a_rule_says_what_upstream_says(
    identity: str, arguments: dict[str, Any], text: str, verdict: bool
):
    assert rule("mifeval", f"fr:{identity}")(Response(text), arguments) is verdict


def test_every_rule_has_a_case():
    assert {f"fr:{case[0]}" for case in CASES} == set(RULES)
    assert len(RULES) == 30


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Des fruits, etc. et du pain. Fin.", 2),
        ("M. Dupont est là. Il dort.", 2),
        ("En 50 av. J.-C. la Gaule tombe. Fin.", 2),
        ("Euh... Le chat.", 2),
        ("Euh... Dupont.", 1),
        ("1. Partez ! 2. Revenez.", 4),
    ],
)
def test_sentences_are_punkts_with_french_abbreviations(text: str, count: int):
    assert count_sentences(text) == count


@pytest.mark.slow
@pytest.mark.parametrize("unit", ["#", "[", "a. ", "\n", "- ", "«", "A. ", "t'", "\ud800", "1. "])
def test_hostile_texts_get_a_verdict_or_none(unit: str):
    response = Response(unit * (20_000 // len(unit)))
    for identity, arguments, _, _ in CASES:
        with suppress(UpstreamRaises):
            assert isinstance(rule("mifeval", f"fr:{identity}")(response, arguments), bool)


@pytest.mark.skipif(not REAL.is_file(), reason="the recorded verdicts (shared/data) are not here")
def test_the_shipped_verdicts_are_given():
    with gzip.open(REAL) as file:
        rows = [json.loads(line) for line in islice(file, 0, None, 12)]
    asked = 0
    for row in rows:
        response = Response(row["response"])
        asks = zip(row["instruction_id_list"], row["kwargs"], row["strict"], strict=True)
        for identity, arguments, verdict in asks:
            asked += 1
            passed = response.text.strip() and rule("mifeval", identity)(response, arguments)
            assert bool(passed) is verdict, (row["key"], identity)
    assert asked > 200
