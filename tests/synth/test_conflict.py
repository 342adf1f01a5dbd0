"""Conflicts that must be named, and sets that only look like ones."""

from __future__ import annotations

from typing import Any

import pytest

from assay.check import Check
from assay.registry import parse
from assay.synth import conflict, passes, witness


def checks(*stated: dict[str, Any]) -> list[Check]:
    return [parse(one) for one in stated]


def t(name: str, **given: Any) -> dict[str, Any]:
    return {"kind": f"text.{name}", **given}


def each(unit: str, check: dict[str, Any]) -> dict[str, Any]:
    return {"kind": "each", "unit": unit, "check": check}


def rule(check: dict[str, Any], **given: Any) -> dict[str, Any]:
    return {"kind": "rule", "check": check, **given}


def dialogue(*rules: dict[str, Any], **given: Any) -> dict[str, Any]:
    return {"kind": "dialogue", "rules": rules, **given}


def when(condition: dict[str, Any], then: dict[str, Any], **given: Any) -> dict[str, Any]:
    return {"kind": "if", "condition": condition, "then": then, **given}


FEW, MANY = t("words", max=5), t("sentences", min=6)
LONG = each("sentence", t("words", min=10))

CONFLICTS = {
    "few words in many long sentences": [t("words", max=50), t("sentences", min=10), LONG],
    "two languages": [t("language", language="en"), t("language", language="fr")],
    "forbidden and required": [t("excludes", words=["tide"]), t("contains", words=["tide"])],
    "a forbidden word in a phrase": [
        t("excludes", words=["tide"]),
        t("contains", words=["high tide"]),
    ],
    "a forbidden word at the end": [t("excludes", words=["tide"]), t("ends", phrase="the tide")],
    "a forbidden letter in a word": [
        t("letter", letter="e", max=0),
        t("contains", words=["tide"]),
    ],
    "a comma in an opening": [t("commas", max=0), t("starts", phrase="Dear reader, hello")],
    "a letter of the marker": [t("letter", letter="s", max=0), t("sections", min=2)],
    "a small key in capitals": [t("json", keys=["crab"]), t("case", case="upper")],
    "upper and lower case": [t("case", case="upper"), t("case", case="lower")],
    "capitals in small letters": [t("case", case="lower"), t("capital_words", min=2)],
    "JSON and an opening": [t("json"), t("starts", phrase="Dear")],
    "JSON and bullets": [t("json"), t("bullets", min=1)],
    "JSON and quotation marks": [t("json"), t("quoted")],
    "the request first and quotation marks": [t("repeats", text="Name a crab."), t("quoted")],
    "two openings": [t("starts", phrase="Dear"), t("starts", phrase="Hello")],
    "two endings": [t("ends", phrase="the end"), t("ends", phrase="goodbye")],
    "a fixed answer and many words": [
        t("choice", options=["yes", "no"], only=True),
        t("words", min=20),
    ],
    "a fixed text in another language": [
        t("equals", text="Low tide is near."),
        t("language", language="fr"),
    ],
    "two exact counts": [t("words", min=5, max=5), t("words", min=6, max=6)],
    "more different words than words": [t("unique_words", min=6), t("words", max=5)],
    "more sentences than words": [t("sentences", min=6), t("words", max=5)],
    "more paragraphs than lines": [t("paragraphs", min=4), t("lines", max=3)],
    "more items than lines": [
        t("bullets", min=2),
        t("numbered_items", min=2),
        t("lines", max=3),
    ],
    "letters in few characters": [
        t("letter", letter="a", min=15),
        t("letter", letter="b", min=10),
        t("characters", max=20),
    ],
    "keywords in few characters": [t("keyword", word="tide", min=10), t("characters", max=30)],
    "a long phrase in few words": [
        t("contains", words=["the pool near the old town"]),
        t("words", max=3),
    ],
    "short lines, few of them, many words": [
        each("line", t("words", max=5)),
        t("lines", max=3),
        t("words", min=30),
    ],
    "both ways out barred": [
        t("choice", options=["yes", "no"]),
        t("excludes", words=["yes"]),
        t("excludes", words=["no"]),
    ],
    "two of three, two of them forbidden": [
        t("contains", words=["tide", "pool", "crab"], min=2),
        t("excludes", words=["tide", "pool"]),
    ],
    "what must not hold": [
        {"kind": "not", "check": t("words", min=10)},
        t("words", min=12),
    ],
    "a fixed answer in small letters and upper case": [
        t("equals", text="low tide"),
        t("case", case="upper"),
    ],
    "each line and the text begin": [
        each("line", t("starts", phrase="Thank")),
        t("starts", phrase="Dear"),
    ],
    "each line in small letters and words in capitals": [
        each("line", t("case", case="lower")),
        t("capital_words", min=2),
    ],
    "each paragraph without a letter of a word": [
        each("paragraph", t("letter", letter="e", max=0)),
        t("contains", words=["tide"]),
    ],
    "JSON in a block of code has no sentences": [
        t("json"),
        t("code_blocks", min=1),
        t("sentences", min=2),
    ],
    "headings on every line and sentences": [
        t("headings", min=4),
        t("lines", max=4),
        t("sentences", min=2),
    ],
    "blocks of code in two languages": [
        t("code_blocks", min=2, language="python"),
        t("code_blocks", min=2, language="bash"),
        t("lines", max=6),
    ],
    "two kinds of sections": [
        t("sections", min=3, marker="Part"),
        t("sections", min=3, marker="Chapter"),
        t("lines", max=5),
    ],
    "fields without commas": [t("csv", columns=["Day", "Tide"]), t("commas", max=0)],
    "rows in quotes without quotation marks": [
        t("csv", quoted="all", delimiter="tab"),
        t("letter", letter='"', max=3),
    ],
    "a column's name in capitals": [t("csv", columns=["Day", "Tide"]), t("case", case="upper")],
    "another script": [t("script", only=["cyrillic"]), t("language", language="en")],
    "without the letters of the language": [
        t("script", without=["cyrillic"]),
        t("language", language="uk"),
    ],
    "a word in another script": [t("script", only=["greek"]), t("contains", words=["tide"])],
    "few letters of its script": [
        t("script_count", script="latin", max=3),
        t("keyword", word="tide", min=1),
    ],
    "a long opening": [t("starts", phrase="The old boat is here"), t("words", max=4)],
    "a long ending": [t("ends", phrase="the old boat is here"), t("words", max=4)],
    "an opening and an ending": [
        t("starts", phrase="the old boat"),
        t("ends", phrase="is not here"),
        t("words", max=4),
    ],
    "what follows from what is asked": [
        when(t("words", min=10), t("contains", words=["tide"])),
        t("words", min=12),
        t("excludes", words=["tide"]),
    ],
    "what follows from what is not there": [
        when(t("words", min=10), t("title"), **{"else": t("contains", words=["tide"])}),
        t("words", max=9),
        t("excludes", words=["tide"]),
    ],
    "rules on every turn": [dialogue(FEW, rule(MANY, **{"from": 3}))],
    "rules on one turn": [dialogue(rule(FEW, until=3), rule(MANY, **{"from": 2}), turns=[2])],
    "two dialogues on one turn": [dialogue(FEW, turns=[2]), dialogue(MANY, turns=[1, 2])],
    "a rule and the text": [rule(FEW), MANY],
    "links of a chain": [{"kind": "chain", "checks": [FEW, MANY]}],
    "two of three": [
        {"kind": "at_least", "count": 2, "checks": [FEW, t("words", min=6), t("words", max=3)]},
        MANY,
    ],
    "one of two words missing": [
        {"kind": "not", "check": t("contains", words=["tide", "pool"])},
        t("contains", words=["tide pool"]),
    ],
    "headings, a title and an opening": [
        t("headings", min=5),
        t("title", marks=["//", "//"]),
        t("repeats", text="Write about the sea."),
        t("lines", max=6),
    ],
    "sections, a title and an opening": [
        t("sections", min=2),
        t("title", marks=["==", "=="]),
        t("starts", phrase="Dear"),
        t("lines", max=3),
    ],
    "numbered items and a title": [
        t("numbered_items", min=7),
        t("title", marks=["~~", "~~"]),
        t("lines", max=7),
    ],
    "blocks of code beside an item": [
        each("item", t("words", min=1)),
        t("code_blocks", min=3),
        t("lines", max=5),
    ],
    "blocks of code after a quotation mark": [
        t("code_blocks", min=2),
        t("quoted"),
        t("lines", max=3),
    ],
    "words that come again inside a wording": [
        t("repeats", text="Write about the crab and the pool and the tide."),
        t("words", max=20),
        t("unique_words", min=19),
    ],
    "letters beyond the words": [
        t("keyword", word="ocean", min=4),
        t("words", min=90),
        t("characters", max=100),
    ],
    "marks of headings beyond the words": [
        t("headings", min=4, levels=3),
        t("words", min=90),
        t("characters", max=98),
    ],
    "sections and an opening in capitals": [
        t("sections", min=3, marker="Chapter"),
        t("starts", phrase="Thank you for asking"),
        t("case", case="upper"),
        t("capital_words", max=6),
    ],
    "wordings in capitals": [
        t("contains", words=["step by step"]),
        t("ends", phrase="and so it goes"),
        t("case", case="upper"),
        t("capital_words", max=5),
    ],
    "an answer alone and a divider": [
        t("choice", options=["low tide", "high tide"], only=True),
        t("responses", count=3, separator="======"),
    ],
    "a first line that is no item": [t("bullets", min=5), t("lines", max=5), t("quoted")],
}

COMPATIBLE = {
    "keywords bound together": [t("keyword", word="tide", min=20), t("words", max=10)],
    "upper case and a small keyword": [t("case", case="upper"), t("contains", words=["tide"])],
    "paragraphs without words": [t("paragraphs", min=10), t("words", max=5)],
    "ideographs are words": [t("characters", max=12), t("words", min=10)],
    "JSON with a title and a postscript": [t("json"), t("title"), t("postscript")],
    "upper case and a choice in small letters": [
        t("case", case="upper"),
        t("choice", options=["yes", "no"]),
    ],
    "upper case and a small opening": [t("case", case="upper"), t("starts", phrase="dear")],
    "JSON with sections": [t("json"), t("sections", min=3)],
    "a forbidden part of a longer word": [
        t("excludes", words=["tid"]),
        t("keyword", word="tide", min=1),
    ],
    "openings of which one holds the other": [
        t("starts", phrase="Dear"),
        t("starts", phrase="Dear reader"),
    ],
    "an opening in a list": [t("bullets", min=5), t("lines", max=5), t("starts", phrase="Dear")],
    "an opening in quotation marks": [t("quoted"), t("starts", phrase="Dear")],
    "sections without numerals": [t("sections", min=3), t("numbers", max=0)],
    "items are no numbers": [t("numbered_items", min=3), t("numbers", max=0)],
    "a postscript without full stops": [t("postscript"), t("punctuation", marks=".", max=0)],
    "no letter e": [t("letter", letter="e", max=0), t("words", min=100)],
    "each line starts alike": [each("line", t("starts", phrase="The")), t("lines", min=4)],
    "each item holds a word": [each("item", t("contains", words=["tide"])), t("bullets", min=3)],
    "an opening that ends as the text does": [
        t("starts", phrase="the old boat"),
        t("ends", phrase="old boat"),
        t("words", max=3),
    ],
    "JSON with a title": [t("json"), t("title")],
    "a table need not fail by its lines": [
        {"kind": "not", "check": t("table")},
        t("lines", min=5),
    ],
    "explanations need not fail by their words": [
        {"kind": "not", "check": t("quotations_explained", min=1, words=3)},
        t("words", min=9),
    ],
    "an edge need not fail by its mark": [
        {"kind": "not", "check": t("edge", at="end", characters="!")},
        t("punctuation", marks="!", min=2),
    ],
    "sections in JSON without colons": [
        t("json"),
        t("sections", min=2),
        t("punctuation", marks=":", max=0),
    ],
    "sections in JSON with short lines": [
        t("json"),
        t("sections", min=5),
        each("line", t("words", min=3, max=10)),
    ],
    "sections in JSON with few commas": [t("json"), t("sections", min=6), t("commas", max=1)],
    "few short sentences and many words": [
        each("sentence", t("words", min=4, max=5)),
        t("sentences", min=11, max=11),
        t("words", min=259, max=305),
    ],
    "emphasis in few characters": [
        t("highlights", min=4),
        t("characters", max=154),
        t("words", min=71, max=71),
        t("responses", count=3, separator="~ or ~"),
    ],
    "many words of English in few characters": [
        t("language", language="en"),
        t("words", min=256),
        t("characters", max=290),
    ],
    "many letters in few words in capitals": [
        t("case", case="upper", language="en"),
        t("capital_words", max=8),
        t("characters", min=900, of="letters"),
    ],
    "few words and many characters": [
        t("words", min=23, max=23),
        t("characters", min=386, max=386, of="visible"),
        t("language", language="zh"),
    ],
    "wordings bound together": [
        t("keyword", word="step by step", min=3, max=3),
        t("words", max=7),
    ],
    "a condition that is not met": [
        when(t("words", min=10), t("contains", words=["tide"])),
        t("excludes", words=["tide"]),
    ],
    "two answers in one paragraph": [t("responses"), t("paragraphs", max=1)],
}  # fmt: skip


@pytest.mark.parametrize("name", CONFLICTS)
def test_a_conflict_is_named_whole(name: str):
    stated = checks(*CONFLICTS[name])
    assert conflict(stated) == tuple(stated)
    easy = parse(t("numbers", max=5000))
    assert conflict([easy, *stated]) == tuple(stated)


@pytest.mark.parametrize("name", COMPATIBLE)
def test_what_only_looks_like_a_conflict_has_a_witness(name: str):
    stated = checks(*COMPATIBLE[name])
    assert conflict(stated) == ()
    text = witness(stated)
    assert text is not None
    assert passes(stated, text)


def test_a_check_names_those_it_conflicts_with():
    few, many, other = checks(t("words", max=5), t("sentences", min=9), t("commas", max=0))
    assert few.conflicts([many, other]) == (many,)
    assert other.conflicts([few, many]) == ()


def test_rules_on_different_turns_are_in_no_conflict():
    replaced = rule(MANY, replaces=["few"], **{"from": 2})
    for stated in (
        [dialogue(rule(FEW, id="few"), replaced)],
        [dialogue(rule(FEW, until=3), rule(MANY, **{"from": 2}))],
        [dialogue(FEW, turns=[1]), dialogue(MANY, turns=[2])],
        [dialogue(FEW, turns=[1]), MANY],
    ):
        assert conflict(checks(*stated)) == ()


def test_what_may_stand_around_an_answer_is_in_no_conflict():
    alone = t("choice", options=["low tide"], only=True)
    wrapped = t("contains", words=["(low"], matching="substring")
    assert conflict(checks(alone, wrapped)) == ()
    assert passes(checks(alone, wrapped), "(low tide)")


def test_what_cannot_be_reasoned_about_is_in_no_conflict():
    stated = checks(t("regex", pattern="a"), t("regex", pattern="a", need="never"))
    assert conflict(stated) == ()


def test_the_official_rule_is_not_reasoned_about():
    official, ours = checks(t("words", min=9, mode="official"), t("words", max=5))
    assert conflict([official, ours]) == ()
