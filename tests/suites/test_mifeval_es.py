"""M-IFEval's Spanish rules say what its own checkers say, quirks included."""

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
from assay.suites.mifeval.es import RULES, unlisted
from assay.suites.mifeval.es_tokens import tokens, words_of

REAL = (
    Path(__file__).parents[3] / "shared" / "data" / "instructions" / "ifeval_es_dev_models.jsonl.gz"
)
LEAST, MOST = {"relation": "al menos"}, {"relation": "como máximo"}

CASES: list[tuple[str, dict[str, Any], str, bool]] = [
    ("keywords:existence", {"keywords": ["mar"]}, "La marea.", True),
    ("keywords:frequency", {"keyword": "mar", "frequency": 2, **MOST}, "Mar, mar.", True),
    ("keywords:frequency", {"keyword": "mar", "frequency": 1, **MOST}, "Mar, mar.", False),
    ("keywords:forbidden_words", {"forbidden_words": ["mar"]}, "La marea.", True),
    ("keywords:forbidden_words", {"forbidden_words": ["mar"]}, "El Mar.", False),
    (
        "keywords:letter_frequency",
        {"letter": "A", "let_frequency": 2, "let_relation": "al menos"},
        "marea á",
        True,
    ),
    ("language:response_language", {"language": "de"}, "12345 !!!", True),
    ("length_constraints:number_words", {"num_words": 2, **MOST}, "La marea, ¡baja!", False),
    ("length_constraints:number_words", {"num_words": 3, **MOST}, "1. La marea baja.", True),
    ("length_constraints:number_words", {"num_words": 1, **MOST}, "medio-ambiente", True),
    ("length_constraints:number_words", {"num_words": 3, **LEAST}, "a\n\nb", True),
    ("length_constraints:number_sentences", {"num_sentences": 2, **LEAST}, "Baja. Sube.", True),
    ("length_constraints:number_paragraphs", {"num_paragraphs": 2}, "a\n***\nb", True),
    (
        "length_constraints:nth_paragraph_first_word",
        {"num_paragraphs": 2, "nth_paragraph": 2, "first_word": "Diría que"},
        "Sí.\n\n**Diría** que: no.",
        True,
    ),
    (
        "length_constraints:nth_paragraph_first_word",
        {"num_paragraphs": 1, "nth_paragraph": 1, "first_word": "si"},
        "\n\nsi",
        False,
    ),
    ("detectable_content:number_placeholders", {"num_placeholders": 1, **MOST}, "[a][b]", True),
    ("detectable_content:postscript", {"postscript_marker": "P.D."}, "Así, p. d. etc.", True),
    ("detectable_content:postscript", {"postscript_marker": "Nota"}, "Lo denota.", True),
    ("detectable_format:number_bullet_lists", {"num_bullets": 1}, "* a\n- b", True),
    ("detectable_format:constrained_response", {}, "No. Sí.", True),
    (
        "detectable_format:number_highlighted_sections",
        {"num_highlights": 2, **LEAST},
        "**a**",
        False,
    ),
    (
        "detectable_format:number_highlighted_sections",
        {"num_highlights": 2, **LEAST},
        "*a* *b*",
        True,
    ),
    (
        "detectable_format:multiple_sections",
        {"section_spliter": "Sección", "num_sections": 1, **LEAST},
        "en la Sección 1",
        True,
    ),
    ("detectable_format:json_format", {}, "```json\n42\n```", True),
    ("detectable_format:title", {}, "cout << x >> y", True),
    ("detectable_format:title", {}, "<< >>", False),
    ("combination:two_responses", {}, "a******b", True),
    ("combination:two_responses", {}, "a******A a******", True),
    ("combination:repeat_prompt", {"prompt_to_repeat": "Di a."}, " DI A. b", True),
    ("punctuation:no_comma", {}, "a、b", True),
    ("punctuation:question_marks", {}, "¿\nqué?", True),
    ("punctuation:question_marks", {}, "¿? qué?", False),
    ("punctuation:exclamation_marks", {}, "Oh!", False),
    ("startend:end_checker", {"end_phrase": "Un saludo"}, 'Muy un saludo."', True),
    ("startend:end_checker", {"end_phrase": "Un saludo."}, "Un saludo.", False),
    ("startend:quotation", {}, '"a" y "b"', True),
    (
        "change_case:capital_word_frequency",
        {"capital_frequency": 2, "capital_relation": "al menos"},
        "A EE. UU.",
        True,
    ),
    (
        "change_case:capital_word_frequency",
        {"capital_frequency": 2, "capital_relation": "al menos"},
        "EE. UU.",
        False,
    ),
    ("change_case:spanish_capital", {}, "123", True),
    ("change_case:spanish_lowercase", {}, "123", False),
    ("special_character:enie", {"let_frequency": 1}, "Ñandú, nandu", True),
    ("special_character:tildes", {"num_words": 1, **LEAST}, "nandú", True),
    ("special_character:tildes", {"num_words": 1, **LEAST}, "à", False),
    ("special_character:dieresis", {"let_frequency": 1}, "pingüino/güe", False),
]


@pytest.mark.parametrize(("identity", "arguments", "text", "verdict"), CASES)
def test_a_rule_says_what_upstream_says(
    identity: str, arguments: dict[str, Any], text: str, verdict: bool
):
    assert rule("mifeval", f"es:{identity}")(Response(text), arguments) is verdict


def test_every_rule_has_a_case():
    assert {f"es:{case[0]}" for case in CASES} == set(RULES)
    assert len(RULES) == 30


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("¡Hola, mundo!", ["¡", "Hola", ",", "mundo", "!"]),
        ("EE. UU. y EE.UU.", ["EE. UU.", "y", "EE.UU."]),
        ("el Sr. Gil, etc.)", ["el", "Sr.", "Gil", ",", "etc.", ")"]),
        ("10km y 5€ al 50%", ["10", "km", "y", "5", "€", "al", "50%"]),
        ("y/o 3pm x.com/a:b", ["y", "/", "o", "3", "pm", "x.com/a:b"]),
        ("a 180°C.", ["a", "180", "°C", "."]),
        ("fin.Otra vez...", ["fin", ".", "Otra", "vez", "..."]),
        ("a \n b  c ", ["a", "\n ", "b", " ", "c"]),
        ("del pal", ["del", "pa", "l"]),
        ("«¿Qué?»", ["«", "¿", "Qué", "?", "»"]),
    ],
)
def test_tokens_are_those_of_spacy(text: str, expected: list[str]):
    assert tokens(text) == expected


def test_words_are_what_is_no_mark():
    assert words_of("¿Qué + *eso*? 5€ \n ...") == ["Qué", "+", "eso", "5", "€", "\n "]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. a\n2. b", "a\nb"),
        ("a:\n\n- b", "a:\nb"),
        ("  * a", "a"),
        ("**a** - b", "*a** - b"),
        ("\n\n\n1.\n* a", "a"),
        ("a - b\n-c 3.5\n3.5", "a - b\nc 3.5\n5"),
    ],
)
def test_list_marks_go_with_the_blank_lines_before_them(text: str, expected: str):
    assert unlisted(text) == expected


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit", ["(", "…", "a. ", "\n", "- ", "¿", "a,b", "°C", "a@", "\ud800", ". "]
)
def test_hostile_texts_get_a_verdict_or_none(unit: str):
    response = Response(unit * (20_000 // len(unit)))
    for identity, arguments, _, _ in CASES:
        with suppress(UpstreamRaises):
            assert isinstance(rule("mifeval", f"es:{identity}")(response, arguments), bool)


@pytest.mark.skipif(not REAL.is_file(), reason="the recorded verdicts (shared/data) are not here")
def test_the_shipped_verdicts_are_given():
    with gzip.open(REAL) as file:
        rows = [json.loads(line) for line in islice(file, 0, None, 6)]
    asked = wrong = 0
    for row in rows:
        response = Response(row["response"])
        asks = zip(row["instruction_id_list"], row["kwargs"], row["strict"], strict=True)
        for identity, arguments, verdict in asks:
            asked += 1
            passed = response.text.strip() and rule("mifeval", identity)(response, arguments)
            right = bool(passed) is verdict
            # spaCy's parser, by which sentences are counted there, is only approached.
            assert right or identity == "es:length_constraints:number_sentences", row["key"]
            wrong += not right
    assert wrong <= asked * 0.01
