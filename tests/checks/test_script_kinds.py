"""What the kinds about scripts, special letters and Japanese decide where it is easy to err."""

from __future__ import annotations

import importlib
import random
from typing import Any

import pytest

from assay.context import Context
from assay.errors import BadParameter, MissingExtra
from assay.registry import find, parse
from assay.response import Response
from assay.views.chinese import telling
from assay.views.japanese import sentences, unquoted
from assay.views.scripts import letter_script, letters

KINDS = (
    "script script_count every_nth kanji_numerals furigana accents words_with han_variant "
    "sentence_endings nominal_endings address bracketed numbered_heads"
).split()

TABLE: list[tuple[str, dict[str, Any], str, bool | None]] = [
    ("script", {"only": ["latin"]}, "Café, naïve — 3.5 €", True),
    ("script", {"only": ["latin"]}, "Cafe\u0301", True),
    ("script", {"only": ["latin"]}, "Τide", False),  # a Greek tau
    ("script", {"only": ["latin"]}, "𝐓𝐢𝐝𝐞 ｔｉｄｅ", True),
    ("script", {"only": ["greek"]}, "Ώρα 6", True),
    ("script", {"only": ["katakana"]}, "ｶﾆ、ウミー！", True),
    ("script", {"only": ["katakana"]}, "ー", False),
    ("script", {"only": ["hiragana", "katakana"]}, "うみとカニ", True),
    ("script", {"without": ["hiragana", "katakana"]}, "海ー", False),
    ("script", {"without": ["katakana"]}, "12:30", True),
    ("script", {"without": ["han"]}, "々", False),
    ("script", {"only": ["hangul"]}, "\u1112\u1161\u11ab", True),
    ("script_count", {"script": "han", "min": 2, "max": 2}, "\uf9f4\U00020000", True),
    ("script_count", {"script": "hiragana", "max": 0}, "ヶー", True),
    ("every_nth", {"n": 2}, "a 海! b — カニー", True),
    ("every_nth", {"n": 2}, "a 海x b", False),
    ("every_nth", {"n": 1}, "海 3", False),
    ("every_nth", {"n": 2}, "one", False),
    ("kanji_numerals", {}, "二〇二六年三月", True),
    ("kanji_numerals", {}, "二〇二六年３月", False),
    ("kanji_numerals", {}, "第①章は一つ", False),
    ("kanji_numerals", {"min": 2}, "三匹", False),
    ("furigana", {"every": True}, "日本（にほん）の海（うみ）", True),
    ("furigana", {"every": True}, "日本の海（にほんのうみ）", True),
    ("furigana", {"every": True}, "日本の海（うみ）", False),
    ("furigana", {"every": True}, "海（深い）", False),
    ("furigana", {"every": True}, "海（sea）", False),
    ("furigana", {"min": 1}, "海（うみ", False),
    ("furigana", {"max": 0}, "うみ（海）", True),
    ("accents", {"max": 0}, "が ё й ø œ", True),
    ("accents", {"min": 3, "max": 3}, "Ấ ñ ά", True),
    ("accents", {"min": 1, "marks": ["cedilla"]}, "garçon", True),
    ("accents", {"max": 0, "marks": ["acute", "grave"]}, "forêt, Noël", True),
    ("words_with", {"letters": "éèê", "min": 2, "max": 2}, "élève, forêt, mer", True),
    ("words_with", {"letters": "n", "max": 0}, "ñ", True),
    ("words_with", {"letters": "ß", "min": 1}, "STRASSE", False),
    ("words_with", {"letters": "ü", "min": 1}, "pingu\u0308ino", True),
    ("han_variant", {"variant": "traditional"}, "這裡的海水後來變冷了", True),
    ("han_variant", {"variant": "simplified"}, "这里的海水后来变冷了", True),
    ("han_variant", {"variant": "simplified"}, "这里的海水後来变冷了", False),
    ("han_variant", {"variant": "simplified"}, "皇后在床上", None),
    ("han_variant", {"variant": "simplified"}, "12:30", False),
    ("sentence_endings", {"endings": ["です"]}, "「青い！広い。」が口癖です。", True),
    ("sentence_endings", {"endings": ["です"]}, "海です（青い。）。", False),
    ("sentence_endings", {"endings": ["ます"]}, "- 見ます。\n- **行きます**。\n\n1. 鳥", True),
    ("sentence_endings", {"endings": ["です"]}, "海です\n山です", True),
    ("sentence_endings", {"endings": ["です"]}, "海です\n山", False),
    ("sentence_endings", {"endings": ["です"]}, "```\n海。\n```", False),
    ("sentence_endings", {"endings": ["です"]}, "「海です。川です。", True),
    ("nominal_endings", {"min": 1}, "たどり着いたのは静かな村。", True),
    ("nominal_endings", {"min": 1}, "「海。」と言いました。", False),
    ("nominal_endings", {"min": 1}, "Buy stocks! Sell bonds.", False),
    ("nominal_endings", {"max": 0}, "雨が降りそう。まるで夢のよう。", True),
    ("nominal_endings", {"min": 1, "max": 1}, "海\ud800。", None),
    ("address", {"language": "fr", "form": "informal"}, "Viens-tu ? Je t’attends.", True),
    ("address", {"language": "fr", "form": "informal"}, "Le rendez-vous est à six heures.", None),
    ("address", {"language": "fr", "form": "informal"}, "Prenez la chaise chez Gomez.", False),
    (
        "address",
        {"language": "fr", "form": "informal"},
        "The tide falls and the crabs hide.",
        False,
    ),
    (
        "address",
        {"language": "fr", "form": "informal"},
        "C'est assez pour aller chez Sanchez.",
        None,
    ),
    ("address", {"language": "fr", "form": "formal"}, "Voulez-vous votre manteau ?", True),
    ("address", {"language": "es", "form": "informal"}, "¿Tienes tus botas? Su mar es fría.", True),
    ("address", {"language": "es", "form": "formal"}, "Usted y tú.", False),
    ("address", {"language": "de", "form": "formal"}, "Sie kommen. Sie gehen.", None),
    ("address", {"language": "de", "form": "formal"}, "Haben Sie Ihre Stiefel?", True),
    ("address", {"language": "de", "form": "formal"}, "Haben Sie deine Stiefel?", False),
    ("address", {"language": "de", "form": "informal"}, "Hast du ihre Stiefel?", True),
    ("bracketed", {"pair": "<<>>", "min": 1, "max": 1}, "<<a>> << >>", True),
    ("bracketed", {"pair": "《》", "min": 1}, "》海《", False),
    ("bracketed", {"pair": "「」", "whole": True}, "**「海」**", True),
    ("bracketed", {"pair": "「」", "whole": True}, "「海", False),
    ("bracketed", {"pair": "「」", "whole": True}, "「 」", False),
    ("numbered_heads", {"template": "Part {n}", "min": 2}, "# Part 1\nx\n> PART 2: y", True),
    ("numbered_heads", {"template": "Part {n}", "min": 1}, "Part 1st", False),
    ("numbered_heads", {"template": "第{n}項", "max": 0}, "第1項目", False),
]


@pytest.mark.parametrize(("kind", "parameters", "text", "expected"), TABLE)
def test_standard(kind: str, parameters: dict[str, Any], text: str, expected: bool | None):
    verdict = Context().verify(parse({"kind": f"text.{kind}", **parameters}), Response(text))
    if kind == "nominal_endings" and "\ud800" in text:
        assert verdict.status != "error"
        return
    assert verdict.passed is expected, verdict.why
    if verdict.passed is False:
        assert verdict.score is not None
        assert 0 <= verdict.score < 1


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("level", range(1, 6))
def test_draws_are_valid_and_say_themselves(kind: str, level: int):
    for seed in range(20):
        drawn = find(f"text.{kind}").draw(random.Random(seed), level)
        assert drawn.describe().endswith(".")


@pytest.mark.parametrize("kind", KINDS)
def test_levels_differ(kind: str):
    cls = find(f"text.{kind}")
    drawn = [
        {cls.draw(random.Random(seed), level).describe() for seed in range(8)} for level in (1, 5)
    ]
    assert drawn[0] != drawn[1]


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "piece", ["漢（", "海。", "「", "》", "第1章\n", "e\u0301", "\ud800", "tu ", "\n・"]
)
def test_hostile_texts_are_decided(kind: str, piece: str):
    text = piece * (20_000 // len(piece))
    for example in find(f"text.{kind}").examples()[:2]:
        assert Context().verify(example.check, Response(text)).status != "error"


@pytest.mark.parametrize(
    ("kind", "parameters"),
    [
        ("script", {}),
        ("script", {"only": ["latin"], "without": ["latin"]}),
        ("script", {"only": ["runes"]}),
        ("bracketed", {"pair": "《》"}),
        ("bracketed", {"pair": "||", "min": 1}),
        ("bracketed", {"pair": "<<>", "min": 1}),
        ("bracketed", {"pair": "「」", "whole": True, "min": 1}),
        ("numbered_heads", {"template": "{n}   ", "min": 1}),
        ("numbered_heads", {"template": "Part 1", "min": 1}),
        ("words_with", {"letters": "!?", "max": 0}),
        ("words_with", {"letters": "é"}),
        ("furigana", {}),
        ("every_nth", {"n": 0}),
        ("sentence_endings", {"endings": []}),
        ("han_variant", {"variant": "han"}),
    ],
)
def test_parameters_that_make_no_check(kind: str, parameters: dict[str, Any]):
    with pytest.raises(BadParameter):
        parse({"kind": f"text.{kind}", **parameters})


def test_scripts_are_reasoned_about_across_kinds():
    latin = parse({"kind": "text.script", "only": ["latin"]})
    others = [
        parse({"kind": "text.every_nth", "n": 3}),
        parse({"kind": "text.script_count", "script": "han", "min": 1}),
        parse({"kind": "text.furigana", "every": True}),
    ]
    assert latin.conflicts(others) == tuple(others)
    assert parse({"kind": "text.script", "only": ["latin", "han"]}).conflicts(others) == ()


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("script", {"only": ["latin"]}, {"only": ["greek"]}),
        ("script", {"only": ["latin"]}, {"without": ["latin"]}),
        ("han_variant", {"variant": "simplified"}, {"variant": "traditional"}),
        ("sentence_endings", {"endings": ["です"]}, {"endings": ["である"]}),
        (
            "address",
            {"language": "fr", "form": "formal"},
            {"language": "fr", "form": "informal"},
        ),
        ("script_count", {"script": "han", "min": 3}, {"script": "han", "max": 2}),
    ],
)
def test_conflicts(kind: str, one: dict[str, Any], other: dict[str, Any]):
    first, second = (parse({"kind": f"text.{kind}", **given}) for given in (one, other))
    assert first.conflicts((second,)) == (second,)
    assert second.conflicts((first,)) == (first,)
    assert first.conflicts((first,)) == ()


def test_nominal_endings_are_undecided_without_a_tagger(monkeypatch: pytest.MonkeyPatch):
    def missing(_: str) -> None:
        raise MissingExtra("janome", "japanese")

    monkeypatch.setattr("assay.checks.text.nominal_endings.tokens", missing)
    verdict = Context().verify(
        parse({"kind": "text.nominal_endings", "min": 1}), Response("青い海。")
    )
    assert verdict.passed is None
    assert "japanese" in verdict.why


def test_the_script_of_a_letter():
    shown = {c: letter_script(c) for c in "aªéΩЖאبकกრ한ひカｶー漢々ㄅ𝐀ʼ1!"}
    assert list(shown.values()) == [
        "latin", "latin", "latin", "greek", "cyrillic", "hebrew", "arabic", "devanagari", "thai",
        "georgian", "hangul", "hiragana", "katakana", "katakana", "kana", "han", "han", "bopomofo",
        "latin", "", "", "",
    ]  # fmt: skip
    assert letters("海と ocean") == {"han": 1, "hiragana": 1, "latin": 5}


def test_characters_that_tell_simplified_from_traditional():
    assert telling("这們后里面着") == ([0], [1])
    assert importlib.import_module("assay.views.chinese").HAN.name == "han:assay/1"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# 海\n\n海です。 山です！", ["海です", "山です"]),
        ("・海です。\n1. 山です", ["海です"]),
        ("「海。山。」と（川。）です。空", ["「海。山。」と（川。）です"]),
        ("「海。山。", ["「海", "山"]),
        ("海。」山。", ["海", "」山"]),
        ("海\n山", ["海", "山"]),
        ("値は3.14です. 次です", ["値は3.14です"]),
        ("**海です。**", ["**海です"]),
        ("|海。|\n---\n> 山。", ["山"]),
    ],
)
def test_japanese_sentences(text: str, expected: list[str]):
    assert [text[start:end] for start, end, _ in sentences(text)] == expected


def test_quotations_taken_out_line_by_line():
    assert unquoted("「海」と『川「山」』と「空\n」。") == "と『川』と「空\n」。".replace(
        "『川』", ""
    )
    assert unquoted("」「") == "」「"
