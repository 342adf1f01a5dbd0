"""A phrasing says all that its check asks, in its language, and never just one way."""

from __future__ import annotations

import re
from itertools import product
from random import Random
from typing import Any

import pytest

from assay.errors import BadParameter
from assay.phrasing import LANGUAGES, phrasings, say
from assay.registry import parse
from assay.response import Response
from every_kind import checks_of, every_kind

GENERIC: list[dict[str, Any]] = [
    {"kind": "text.words", "min": 37},
    {"kind": "text.words", "max": 37},
    {"kind": "text.words", "min": 37, "max": 37},
    {"kind": "text.words", "min": 37, "max": 48},
    {"kind": "text.sentences", "min": 3},
    {"kind": "text.lines", "max": 1},
    {"kind": "text.characters", "max": 280},
    {"kind": "text.unique_words", "min": 37},
    {"kind": "text.numbers", "max": 0},
    {"kind": "text.commas", "max": 0},
    {"kind": "text.commas", "min": 3},
    {"kind": "text.capital_words", "min": 2},
    {"kind": "text.bullets", "min": 3, "max": 3},
    {"kind": "text.numbered_items", "min": 3},
    {"kind": "text.headings", "min": 2},
    {"kind": "text.code_blocks", "min": 1},
    {"kind": "text.placeholders", "min": 2},
    {"kind": "text.highlights", "min": 2},
    {"kind": "text.contains", "words": ["xylem", "phloem"]},
    {"kind": "text.contains", "words": ["xylem", "phloem"], "min": 1},
    {"kind": "text.excludes", "words": ["xylem"]},
    {"kind": "text.excludes", "words": ["xylem", "phloem", "root"]},
    {"kind": "text.keyword", "word": "xylem", "min": 2},
    {"kind": "text.letter", "letter": "q", "max": 4},
    {"kind": "text.language", "language": "fr"},
    {"kind": "text.case", "case": "upper"},
    {"kind": "text.case", "case": "lower", "language": "en"},
    {"kind": "text.starts", "phrase": "Xylem first"},
    {"kind": "text.ends", "phrase": "xylem last"},
    {"kind": "text.sections", "min": 3},
    {"kind": "text.paragraphs", "min": 3, "max": 3},
    {"kind": "text.paragraphs", "min": 3, "max": 3, "divider": "***"},
    {"kind": "text.paragraph_start", "index": 2, "word": "xylem", "count": 4},
    {"kind": "text.title"},
    {"kind": "text.postscript", "marker": "P.P.S."},
    {"kind": "text.quoted"},
    {"kind": "text.json"},
    {"kind": "text.choice", "options": ["xylem", "phloem"]},
    {"kind": "text.responses"},
    {"kind": "text.repeats"},
    {"kind": "text.repeats", "text": "Name a xylem."},
    {"kind": "each", "unit": "sentence", "check": {"kind": "text.words", "max": 9}},
    {"kind": "all", "checks": [{"kind": "text.title"}, {"kind": "text.commas", "max": 0}]},
]
every_generic = pytest.mark.parametrize("given", GENERIC, ids=str)
every_language = pytest.mark.parametrize("language", LANGUAGES)


def values(given: object) -> list[str]:
    """The numbers, words and phrases that an instruction must name."""
    if isinstance(given, dict):
        return [v for name, item in given.items() if name not in _SAID for v in values(item)]
    if isinstance(given, list):
        return [v for item in given for v in values(item)]
    return [] if given == 0 else [str(given)]


_SAID = ("kind", "language", "case", "unit", "divider")
"""What phrasings say in words of their own."""


@every_generic
def test_the_generic_kinds_are_said_in_every_language(given: dict[str, Any]):
    wanted = [v for v in values(given) if (v, given.get("max")) != ("1", 1)]
    for language in LANGUAGES:
        said = phrasings(parse(given), language)
        assert said, language
        for text, value in product(said, wanted):
            assert value in text, (language, value, text)


@every_generic
def test_english_has_several_ways(given: dict[str, Any]):
    assert len(set(phrasings(parse(given)))) >= 3


@every_language
def test_no_two_checks_are_said_alike(language: str):
    said: dict[str, dict[str, Any]] = {}
    for given in GENERIC:
        for text in set(phrasings(parse(given), language)):
            assert said.setdefault(text, given) is given, (text, given, said[text])


@every_language
def test_a_phrasing_is_in_its_language(language: str):
    text = " ".join(said for given in GENERIC for said in phrasings(parse(given), language)[:2])
    text = re.sub(r"[A-Za-z]*ylem|phloem", "", text)
    assert Response(text).language.code == language


@every_kind
def test_every_kind_can_be_said(kind: str):
    for check in checks_of(kind):
        said = phrasings(check)
        assert check.kind == "text.suite" or check.describe() in said
        assert len(said) >= 3, said
        assert all(text.strip() for text in said)


@every_kind
def test_a_parameter_that_is_not_spoken_of_keeps_silent(kind: str):
    for check, language in product(checks_of(kind), LANGUAGES):
        assert "None" not in " ".join(phrasings(check, language)), (check, language)


def test_what_a_table_cannot_say_is_not_said():
    nested = parse({"kind": "text.bullets", "min": 3, "top": True})
    assert phrasings(nested, "es") == ()
    assert all("nested" in text for text in phrasings(nested))
    assert phrasings(parse({"kind": "text.sections", "max": 0}), "fr") == ()


def test_one_at_random_is_one_of_all():
    check = parse({"kind": "text.words", "min": 37})
    rng = Random(0)
    assert {say(check, rng) for _ in range(60)} == set(phrasings(check))
    assert say(check) == phrasings(check)[0]
    with pytest.raises(BadParameter, match=r"no phrasing in 'ja'"):
        say(parse({"kind": "text.table"}), rng, "ja")


def test_an_unknown_language_is_refused():
    with pytest.raises(BadParameter, match="expected one of en, es, fr, ja, zh"):
        phrasings(parse({"kind": "text.title"}), "de")
