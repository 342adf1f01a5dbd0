"""Language identification: right on plain sentences, silent where nothing can be told."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.views import language
from assay.views.language import LANGUAGES, NO, YES, Language, identify, is_language, normalise
from assay.views.scripts import SCRIPTS, count_scripts, script_of
from effort import tried

LANGDETECT = (
    "af ar bg bn ca cs cy da de el en es et fa fi fr gu he hi hr hu id it ja kn ko lt lv mk ml mr"
    " ne nl no pa pl pt ro ru sk sl so sq sv sw ta te th tl tr uk ur vi zh"
)
ENGLISH = "Yesterday we walked to the market with some friends to buy fresh fruit."


@cache
def sentences() -> list[tuple[str, str]]:
    """Our own sentences, two a language: code, tab, sentence."""
    path = Path(__file__).with_name("language_sentences.tsv")
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    return [(code, sentence) for code, sentence in rows]


@cache
def pages() -> dict[str, str]:
    """Both sentences of each language, one after the other."""
    joined: dict[str, str] = {}
    for code, sentence in sentences():
        joined[code] = f"{joined.get(code, '')} {sentence}".strip()
    return joined


def right(pairs: list[tuple[str, str]]) -> float:
    return sum(identify(text).code == code for code, text in pairs) / len(pairs)


def test_the_languages_of_langdetect_are_known_and_tested() -> None:
    assert set(LANGDETECT.split()) <= LANGUAGES
    assert set(LANGDETECT.split()) <= set(pages())


def test_sentences() -> None:
    assert right(sentences()) >= 0.97


def test_two_sentences_are_named_with_confidence() -> None:
    for code, page in pages().items():
        found = identify(page)
        assert (found.code, found.confidence >= YES) == (code, True), (code, found)


def test_capitals_work_as_well_as_small_letters() -> None:
    assert right([(code, sentence.upper()) for code, sentence in sentences()]) >= 0.97
    for code, page in pages().items():
        assert identify(page.upper()).code == code, code


@pytest.mark.parametrize("text", [ENGLISH, "Je ne sais pas quand le train arrive ce soir."])
def test_case_changes_nothing_in_plain_letters(text: str) -> None:
    assert identify(text.upper()) == identify(text.lower()) == identify(text)


def test_noise_does_not_disturb() -> None:
    def noisy(text: str) -> str:
        first, rest = text[: len(text) // 2], text[len(text) // 2 :]
        code = "```python\nfor item in the_list_of_things: print(item)\n```"
        return (
            f"# 1. **{first}{rest}**\n\n{code}\n\n- [Your Name], [Company Address]\n"
            f"See https://example.com/the/first/of/many?and=that or `is_the_one`.\n\n> {text} 42 %"
        )

    assert right([(code, noisy(page)) for code, page in pages().items()]) >= 0.97


def test_a_link_keeps_its_words() -> None:
    assert identify(f"[{ENGLISH}](https://example.com/de/und/der/die/das)").code == "en"


def test_what_is_all_in_brackets_or_a_fence_is_still_read() -> None:
    assert identify("```\nDas ist eine Antwort, die ganz in einem Block steht.\n```").code == "de"
    assert identify("[Esta es una respuesta entre corchetes.]").code == "es"


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n",
        "42",
        "3.14 + 2 = 5.14",
        "!!! ... ???",
        "🎉🎉",
        "_",
        "\u06f1\u06f2 \u06f3",
        "\u0967\u0968",
        "\u0661",
        "\u0e51",
        "\u309b",
        "\u0301\u0301",
    ],
)
def test_no_letters_is_unknown(text: str) -> None:
    assert identify(text) == Language("und", 0.0, "und", 0.0)
    assert is_language(text, "en") is None


@pytest.mark.parametrize("text", ["OK", "Yes.", "A", "x", "No", "Hm", "q q q q q q q q q q q q"])
def test_a_word_is_not_told_with_confidence(text: str) -> None:
    found = identify(text)
    assert found.code == "und" or found.confidence < YES
    assert is_language(text, "en") is None


def test_repetition_adds_no_confidence() -> None:
    assert identify("Avocado! " * 200).confidence <= identify("Avocado!").confidence + 0.05
    assert identify("a" * 1000).confidence < YES


@pytest.mark.parametrize(
    "text",
    [
        "Á morgun förum við að kaupa ferskan fisk því að það er gott veður og enginn þarf að róa.",
        "Кеше без дусларыбыз белән базарга бардык һәм җиләк-җимеш сатып алдык, өйгә соң кайттык.",
        "Bhí na páistí ag súgradh sa ghairdín inné nuair a tháinig a seanmháthair abhaile arís.",
    ],
)
def test_an_unknown_language_is_not_claimed(text: str) -> None:
    assert identify(text).confidence < NO


def test_the_predominant_language_wins_wherever_it_stands() -> None:
    french = "Le soir, les enfants rentrent à la maison et racontent leur journée à table. "
    english = "In the evening the children come home and talk about their day at the table. "
    for text in (english + french * 3, french * 3 + english, french * 2 + english + french):
        found = identify(text)
        assert found.code == "fr"
        assert 0.5 < found.share < 1.0


def test_a_mixture_is_less_sure() -> None:
    for other in (
        "昨日は友達と市場へ行って果物を買いました。",
        "Вчера мы ходили на рынок с друзьями. " * 2,
    ):
        mixed = identify(ENGLISH + " " + other)
        assert mixed.confidence < identify(ENGLISH).confidence
        assert mixed.share < 0.8


def test_a_long_text_is_read_to_its_end() -> None:
    start, page = ENGLISH * 20, pages()["it"] * 200
    assert identify(start + page).code == "it"


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("这本书讲的是一个关于时间和记忆的故事。", "Hans"),
        ("這本書講的是一個關於時間和記憶的故事。", "Hant"),
        ("中文", ""),
    ],
)
def test_chinese_characters(text: str, script: str) -> None:
    found = identify(text)
    assert (found.code, found.script) == ("zh", script)


def test_kanji_that_only_japanese_writes() -> None:
    assert identify("駅前広場改装工事完了、働込辻").code == "ja"


def test_turkish_capitals() -> None:
    assert identify("IŞIĞI GÖRMEDEN İÇERİ GİRMEDİK ÇÜNKÜ KAPI KAPALIYDI").code == "tr"


def test_is_language_has_three_answers() -> None:
    assert is_language(ENGLISH, "en") is True
    assert is_language(ENGLISH, "fr") is False
    assert is_language("OK", "en") is None
    assert is_language(ENGLISH, "tlh") is None


@pytest.mark.parametrize(
    ("given_code", "plain"),
    [
        ("EN", "en"),
        ("pt-BR", "pt"),
        ("iw", "he"),
        ("fil", "tl"),
        ("nb", "no"),
        ("nn-NO", "no"),
        ("in", "id"),
        ("zh_CN", "zh-hans"),
        ("zh-TW", "zh-hant"),
        ("zh", "zh"),
    ],
)
def test_codes(given_code: str, plain: str) -> None:
    assert normalise(given_code) == plain
    code = plain.partition("-")[0]
    page = {"zh-hant": "這本書講的是一個關於時間和記憶的故事。"}.get(plain, sentences_of(code))
    assert is_language(page, given_code) is True


def sentences_of(code: str) -> str:
    if code == "zh":
        return "这本书讲的是一个关于时间和记忆的故事。"
    return pages()[code]


def test_chinese_by_region() -> None:
    simplified = "这本书讲的是一个关于时间和记忆的故事。"
    assert is_language(simplified, "zh-tw") is False
    assert is_language("人山人海大小多少天下太平日月山水中文", "zh-cn") is None
    assert is_language("人山人海大小多少天下太平日月山水中文", "zh") is True


@given(st.text(max_size=300))
@tried(200)
def test_any_text_has_an_answer(text: str) -> None:
    found = identify(text)
    assert found.code == "und" or found.code in LANGUAGES
    assert found.runner_up == "und" or found.runner_up in LANGUAGES
    assert 0.0 <= found.confidence <= 1.0
    assert 0.0 <= found.share <= 1.0
    assert identify(text) == found


@given(st.sampled_from(sentences()), st.integers(1, 9))
@tried(60)
def test_white_space_and_digits_change_nothing(pair: tuple[str, str], n: int) -> None:
    text = pair[1]
    spaced = "\n" * n + text.replace(" ", " " * n) + f" {n}\t"
    assert identify(spaced).code == identify(text).code


def hostile() -> list[str]:
    rng = random.Random(0)
    units = ' \n[<*"`a(\ud800\u202e\0中ก'
    spread = "".join(chr(rng.randrange(0x110000)) for _ in range(100_000))
    long = ["<<" * 50_000, "```" * 33_333, "[a](" * 25_000, "http" * 25_000, "a " * 50_000, spread]
    return [unit * 100_000 for unit in units] + long + ["I\u0307" * 50_000, "é" * 100_000]


def test_hostile_text_is_answered() -> None:
    """What it costs is measured by benchmarks/language.py."""
    for text in hostile():
        assert 0.0 <= identify(text).confidence <= 1.0, text[:10]


def test_scripts() -> None:
    assert script_of("a") == "latin"
    assert script_of("ж") == "cyrillic"
    assert script_of("5") == ""
    assert script_of("ꓐ") == "other"
    assert count_scripts("abc abc") == {"latin": 1}
    assert count_scripts("ab 中 ア") == {"latin": 2, "han": 3, "kana": 3}
    assert {"latin", "han", "kana", "hangul"} <= SCRIPTS


def test_names_that_are_public() -> None:
    assert all(hasattr(language, name) for name in language.__all__)
    assert language.VERSION == "language:assay-ngram/1"
