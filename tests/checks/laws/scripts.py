"""Laws of the kinds about scripts, special letters and Japanese."""

from __future__ import annotations

from checks.laws import Law

POLITE = "海は青いです。蟹がいます。"
FURIGANA = "海（うみ）に蟹（かに）がいる。"
NOMINAL = "目の前に広がる青い海。鳥が鳴きます。"


def spaced(text: str) -> str:
    return f"\n{text} \n"


def numbered(text: str) -> str:
    return f"{text} 12:30!"


LAWS: dict[str, Law] = {
    "text.script": Law(
        {"kind": "text.script", "only": ["cyrillic"]},
        "Отлив начался.",
        keep=(spaced, numbered, str.upper),
        flip=(lambda text: f"{text} OK", lambda text: text.replace("О", "O"), "12:30"),
    ),
    "text.script_count": Law(
        {"kind": "text.script_count", "script": "han", "min": 2, "max": 2},
        "海は青い。",
        keep=(spaced, numbered, lambda text: text.replace("い", "イ")),
        flip=(lambda text: f"{text}川", lambda text: text.replace("海", "うみ")),
    ),
    "text.every_nth": Law(
        {"kind": "text.every_nth", "n": 2},
        "the 海 is 青い",
        keep=(lambda text: text.replace(" ", " \n"), lambda text: f"{text} !", str.upper),
        flip=(lambda text: f"so {text}", lambda text: text.replace("青い", "blue")),
    ),
    "text.kanji_numerals": Law(
        {"kind": "text.kanji_numerals"},
        "蟹は二十三匹です。",
        keep=(spaced, lambda text: f"{text}貝は四つです。"),
        flip=(lambda text: text.replace("二十三", "２３"), lambda text: f"{text}①"),
    ),
    "text.furigana": Law(
        {"kind": "text.furigana", "every": True},
        FURIGANA,
        keep=(spaced, lambda text: text.replace("（", "(").replace("）", ")")),
        flip=(lambda text: f"{text}空", lambda text: text.replace("（うみ）", "")),
    ),
    "text.accents": Law(
        {"kind": "text.accents", "min": 1, "max": 1},
        "La mer\u00e9e monte.",
        keep=(spaced, lambda text: text.replace("\u00e9", "e\u0301"), str.upper),
        flip=(lambda text: text.replace("\u00e9", "e"), lambda text: f"{text} \u00c0 midi."),
    ),
    "text.words_with": Law(
        {"kind": "text.words_with", "letters": "\u00f1", "max": 1},
        "El ni\u00f1o duerme.",
        keep=(spaced, str.upper, lambda text: text.replace("\u00f1", "n\u0303\u00f1")),
        flip=(lambda text: f"{text} La ni\u00f1a no.", lambda text: f"{text} Man\u0303ana."),
    ),
    "text.han_variant": Law(
        {"kind": "text.han_variant", "variant": "simplified"},
        "螃蟹躲在岩石后面，数量很多。",
        keep=(spaced, numbered, lambda text: f"{text}海水很冷。"),
        flip=(lambda text: text.replace("数", "數"), "The crabs hide."),
    ),
    "text.sentence_endings": Law(
        {"kind": "text.sentence_endings", "endings": ["です", "ます"]},
        POLITE,
        keep=(spaced, lambda text: text.replace("。", "！"), lambda text: f"# 海\n\n{text}"),
        flip=(lambda text: f"{text}青い。", lambda text: text.replace("います", "いた")),
    ),
    "text.nominal_endings": Law(
        {"kind": "text.nominal_endings", "min": 1, "max": 1},
        NOMINAL,
        keep=(spaced, lambda text: f"{text}「海。」と言いました。", lambda text: f"- 鳥\n\n{text}"),
        flip=(lambda text: f"{text}静かな夜。", lambda text: text.replace("海。", "海です。")),
    ),
    "text.address": Law(
        {"kind": "text.address", "language": "fr", "form": "informal"},
        "Si tu viens, prends tes bottes.",
        keep=(spaced, str.upper, lambda text: f"{text} Au rendez-vous !"),
        flip=(lambda text: f"{text} Et vous ?", "Si vous venez, prenez vos bottes."),
    ),
    "text.bracketed": Law(
        {"kind": "text.bracketed", "pair": "《》", "min": 2, "max": 2},
        "《海》と《川》です。",
        keep=(spaced, lambda text: f"{text}《》", lambda text: f"{text}《山\n空》"),
        flip=(lambda text: f"{text}《山》", lambda text: text.replace("《海》", "海")),
    ),
    "text.numbered_heads": Law(
        {"kind": "text.numbered_heads", "template": "第{n}章", "min": 2, "max": 2},
        "第1章 海\n海は広い。\n第2章 川\n川は長い。",
        keep=(
            spaced,
            lambda text: text.replace("1", "一").replace("2", "２"),
            lambda text: f"{text}第1章を見てください。",
        ),
        flip=(lambda text: f"{text}\n第3章 山", lambda text: text.replace("第2章", "次に")),
    ),
}
