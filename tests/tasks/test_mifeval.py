"""M-IFEval's Spanish and French instructions mean what their wording says."""

from __future__ import annotations

from typing import Any

import pytest

from assay.context import Context
from assay.errors import BadParameter
from assay.response import Response
from assay.suites.mifeval import RULES
from assay.tasks.mifeval import MIFEVAL

MEANT: list[tuple[str, dict[str, Any], str, bool]] = [
    (
        "es:keywords:frequency",
        {"keyword": "mar", "frequency": 1, "relation": "como máximo"},
        "Mar y mareas.",
        True,
    ),
    (
        "es:keywords:frequency",
        {"keyword": "mar", "frequency": 1, "relation": "como máximo"},
        "Mar y mar.",
        False,
    ),
    (
        "es:length_constraints:number_words",
        {"num_words": 2, "relation": "como máximo"},
        "La marea",
        True,
    ),
    (
        "es:detectable_content:number_placeholders",
        {"num_placeholders": 1, "relation": "como máximo"},
        "De [a] a [b].",
        False,
    ),
    ("es:detectable_content:number_placeholders", {"num_placeholders": 1}, "De [a] a [b].", True),
    ("es:detectable_format:title", {}, "cout << x >> y", False),
    ("es:punctuation:question_marks", {}, "¿Sube la marea?", True),
    ("es:punctuation:question_marks", {}, "Sube la marea?", False),
    ("es:punctuation:exclamation_marks", {}, "¡Sube!", True),
    ("es:special_character:enie", {"let_frequency": 2}, "Un niño en España.", True),
    ("es:special_character:dieresis", {"let_frequency": 1}, "Un pingüino/cigüeña", False),
    ("es:special_character:tildes", {"num_words": 2, "relation": "al menos"}, "Así está.", True),
    ("es:startend:end_checker", {"end_phrase": "Un saludo"}, "Muy atento, un saludo.", True),
    ("es:change_case:spanish_capital", {}, "LA MAREA BAJA Y LOS CANGREJOS SE ESCONDEN.", True),
    (
        "fr:keywords:frequency",
        {"keyword": "mer", "frequency": 1, "relation": "moins de"},
        "Un merle.",
        True,
    ),
    (
        "fr:length_constraints:number_words",
        {"num_words": 3, "relation": "moins de"},
        "La mer monte",
        False,
    ),
    ("fr:detectable_format:title", {}, "##La mer##\n\nElle monte.", True),
    ("fr:detectable_format:title", {}, "## La mer\n\n## La terre", False),
    ("fr:detectable_content:informal_address", {}, "Regarde, tu vois ton crabe.", True),
    ("fr:detectable_content:informal_address", {}, "Vous voyez votre crabe.", False),
    ("fr:detectable_content:no_digits", {}, "Il y a 3 crabes.", False),
    ("fr:startend:quotation", {}, "« La mer monte. »", True),
    ("fr:special_character:ethel_or_cedilla", {"forbidden_char": "ç"}, "Ça va.", False),
    ("fr:special_character:no_accents", {}, "La mer monte.", True),
    (
        "fr:special_character:accents",
        {"word_to_accentuate": {"maree": "marée", "a": "à"}},
        "La marée va à la côte, il y a du vent.",
        True,
    ),
    ("fr:special_character:accents", {"word_to_accentuate": {"maree": "marée"}}, "Rien.", False),
]


@pytest.mark.parametrize(("identity", "arguments", "text", "passed"), MEANT)
def test_what_an_instruction_means(
    identity: str, arguments: dict[str, Any], text: str, passed: bool
):
    check = MIFEVAL.instruction(identity, arguments)
    verdict = Context().verify(check, Response(text))
    assert verdict.passed is passed, verdict.why


def test_every_instruction_has_a_rule_and_a_meaning():
    assert set(MIFEVAL.instructions) == set(RULES)
    assert {identity[:2] for identity in RULES} == {"es", "fr", "ja"}


@pytest.mark.parametrize("identity", sorted(RULES))
def test_an_example_makes_a_check_that_describes_itself(identity: str):
    check = MIFEVAL.instruction(identity, dict(MIFEVAL.instructions[identity].example))
    assert check.describe()


@pytest.mark.parametrize("identity", ["punctuation:no_comma", "en:punctuation:no_comma"])
def test_english_ids_are_ifevals_with_their_language_or_without(identity: str):
    assert MIFEVAL.instruction(identity, {}).kind == "text.commas"


def test_relations_are_those_of_the_language():
    spanish = MIFEVAL.instructions["es:length_constraints:number_words"]
    french = MIFEVAL.instructions["fr:length_constraints:number_words"]
    with pytest.raises(BadParameter, match="al menos, como máximo"):
        spanish.make({"num_words": 3, "relation": "at least"})
    with pytest.raises(BadParameter, match="cannot be"):
        french.make({"num_words": 0, "relation": "moins de"})


def test_official_mode_has_the_rule_and_standard_mode_the_meaning():
    check = MIFEVAL.instruction("fr:keywords:existence", {"keywords": ["mer"]})
    assert Context(mode="official").verify(check, Response("Un merle.")).passed is True
    assert Context(mode="standard").verify(check, Response("Un merle.")).passed is False
