"""Japanese phrasings of the generic kinds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assay.phrasing.phrases import Frames, Phrases, Table, bounds_of, covers, templates

__all__ = ["FRAMES", "PHRASES"]

_LANGUAGES = {
    "ar": "アラビア語", "de": "ドイツ語", "en": "英語", "es": "スペイン語", "fi": "フィンランド語",
    "fr": "フランス語", "hi": "ヒンディー語", "it": "イタリア語", "ja": "日本語", "ko": "韓国語",
    "nl": "オランダ語", "pl": "ポーランド語", "pt": "ポルトガル語", "ru": "ロシア語",
    "sv": "スウェーデン語", "th": "タイ語", "tr": "トルコ語", "uk": "ウクライナ語",
    "vi": "ベトナム語", "zh": "中国語",
}  # fmt: skip


def _amount(low: int | None, high: int | None, counter: str) -> str:
    """The bounds with the counter, such as `3個以上`."""
    if low is None:
        return f"{high}{counter}以下"
    if high is None:
        return f"{low}{counter}以上"
    return f"ちょうど{low}{counter}" if low == high else f"{low}{counter}から{high}{counter}"


def _count(noun: str, counter: str) -> Phrases:
    def say(check: Any) -> Sequence[str]:
        low, high = bounds_of(check)
        if high == 0:
            return (f"{noun}を使わないでください。", f"回答に{noun}を含めてはいけません。")
        amount = _amount(low, high, counter)
        return (
            f"{noun}を{amount}使ってください。",
            f"回答には{noun}が{amount}なければなりません。",
        )

    return Phrases(say, covers("min", "max"), none=True)


def _length(counter: str) -> Phrases:
    def say(check: Any) -> Sequence[str]:
        amount = _amount(*bounds_of(check), counter)
        return (f"{amount}で答えてください。", f"回答の長さは{amount}にしてください。")

    return Phrases(say, covers("min", "max"))


def _words(words: Sequence[str]) -> str:
    return "、".join(f"「{word}」" for word in words)


def _contains(check: Any) -> Sequence[str]:
    words = _words(check.words)
    if check.min is not None and check.min != len(check.words):
        return (f"次の言葉のうち{check.min}つ以上を使ってください：{words}。",)
    return (
        f"回答に{words}という言葉を必ず入れてください。",
        f"{words}を含めて答えてください。",
    )


def _excludes(check: Any) -> Sequence[str]:
    words = _words(check.words)
    return (f"{words}という言葉は使わないでください。", f"回答に{words}を含めてはいけません。")


def _times(check: Any, what: str) -> Sequence[str]:
    low, high = bounds_of(check)
    if high == 0:
        return (f"{what}を使わないでください。", f"回答に{what}を含めてはいけません。")
    amount = _amount(low, high, "回")
    return (f"{what}を{amount}使ってください。", f"回答の中に{what}を{amount}入れてください。")


def _language(check: Any) -> Sequence[str]:
    name = _LANGUAGES.get(check.language)
    if name is None:
        return ()
    return (
        f"すべて{name}で答えてください。",
        f"{name}で回答してください。他の言語は使わないでください。",
    )


_CASES = {
    "upper": "すべて英大文字で",
    "lower": "すべて英小文字で",
    "capitalised": "各単語の先頭を大文字にして",
}


def _case(check: Any) -> Sequence[str]:
    how, name = _CASES.get(check.case), _LANGUAGES.get(check.language)
    if how is None or (check.language and name is None):
        return ()
    where = f"{name}を使い、" if name else ""
    return (f"{where}{how}書いてください。", f"回答は{where}{how}記述してください。")


def _sections(check: Any) -> Sequence[str]:
    amount = _amount(*bounds_of(check), "個")
    return (
        (
            f"回答を{amount}のセクションに分け、各セクションの始めに「{check.marker} X」"
            f"（例：{check.marker} 1）と書いてください。"
        ),
        f"「{check.marker} 1」のような行で始まるセクションを{amount}書いてください。",
    )


def _paragraphs(check: Any) -> Sequence[str]:
    amount = _amount(*bounds_of(check), "段落")
    between = "空行" if check.divider == "blank" else "***"
    return (
        f"{amount}で答え、段落と段落の間は{between}で区切ってください。",
        f"回答は{amount}にし、{between}で段落を分けてください。",
    )


def _paragraph_start(check: Any) -> Sequence[str]:
    start = f"第{check.index}段落は「{check.word}」という言葉で始めてください。"
    if check.count is None:
        return (start, f"{check.index}番目の段落の冒頭に「{check.word}」と書いてください。")
    return (
        f"ちょうど{check.count}段落で答え、段落は空行で区切ってください。{start}",
        f"{check.count}段落を書き、{check.index}番目の段落は「{check.word}」で始めてください。",
    )


def _keyword(c: Any) -> Sequence[str]:
    return _times(c, f"「{c.word}」という言葉")


def _letter(c: Any) -> Sequence[str]:
    return _times(c, f"「{c.letter}」という文字")


def _choice(c: Any) -> Sequence[str]:
    return (
        f"次のいずれかで答えてください：{_words(c.options)}。",
        f"{_words(c.options)}の中からちょうど一つを選んで答えてください。",
    )


def _repeats(c: Any) -> Sequence[str]:
    return (
        (f"まず次の文を一字一句そのまま繰り返し、それから答えてください：「{c.text}」。",)
        if c.text
        else ("まず依頼文を一字一句そのまま繰り返し、それから答えてください。",)
    )


PHRASES: Table = {
    "text.words": _length("語"),
    "text.sentences": _length("文"),
    "text.lines": _length("行"),
    "text.characters": _length("文字"),
    "text.unique_words": _count("異なる単語", "語"),
    "text.numbers": _count("数字", "個"),
    "text.commas": _count("読点やコンマ", "個"),
    "text.capital_words": _count("すべて大文字の単語", "個"),
    "text.bullets": _count("箇条書きの項目", "個"),
    "text.numbered_items": _count("番号付きの項目", "個"),
    "text.headings": _count("Markdownの見出し", "個"),
    "text.code_blocks": _count("コードブロック", "個"),
    "text.placeholders": _count("[住所]のような角括弧のプレースホルダー", "個"),
    "text.highlights": _count("*このような*Markdownの強調箇所", "個"),
    "text.contains": Phrases(_contains, covers("words", "min")),
    "text.excludes": Phrases(_excludes, covers("words")),
    "text.keyword": Phrases(_keyword, covers("word", "min", "max"), none=True),
    "text.letter": Phrases(_letter, covers("letter", "min", "max"), none=True),
    "text.language": Phrases(_language, covers("language")),
    "text.case": Phrases(_case, covers("case", "language")),
    "text.starts": templates(
        "回答は「{c.phrase}」で始めてください。",
        "冒頭に必ず「{c.phrase}」と書いてください。",
        of=("phrase",),
    ),
    "text.ends": templates(
        "回答の最後は「{c.phrase}」という言葉で終えてください。",
        "「{c.phrase}」で締めくくり、その後には何も書かないでください。",
        of=("phrase",),
    ),
    "text.sections": Phrases(_sections, covers("marker", "min", "max")),
    "text.paragraphs": Phrases(_paragraphs, covers("divider", "min", "max")),
    "text.paragraph_start": Phrases(_paragraph_start, covers("index", "word", "count")),
    "text.title": templates(
        "回答には<<題名>>のように二重山括弧で囲んだ題名を付けてください。",
        "<<と>>で囲んだタイトルを必ず入れてください。",
    ),
    "text.postscript": templates(
        "回答の最後に「{c.marker}」で始まる追伸を書き加えてください。",
        "「{c.marker}」で始まる追伸で終えてください。",
        of=("marker",),
    ),
    "text.quoted": templates(
        "回答全体を二重引用符で囲んでください。",
        "回答は二重引用符で始め、二重引用符で終えてください。",
    ),
    "text.json": templates(
        "出力全体を正しいJSON形式にしてください。", "JSONだけで答えてください。"
    ),
    "text.choice": Phrases(_choice, covers("options")),
    "text.responses": templates(
        "{c.separator} で区切って、異なる回答を{c.count}つ書いてください。",
        "互いに異なる{c.count}つの回答を示し、間に {c.separator} を入れてください。",
        of=("count", "separator"),
    ),
    "text.repeats": Phrases(_repeats, covers("text")),
}

_UNITS = {"word": "単語", "sentence": "文", "paragraph": "段落", "line": "行", "item": "項目"}


def _each(check: Any, parts: Sequence[str]) -> str:
    unit = _UNITS.get(check.unit)
    return f"それぞれの{unit}について：{parts[0]}" if unit and check.min is None else ""


def _all(_: Any, parts: Sequence[str]) -> str:
    return "".join(parts)


FRAMES: Frames = {"all": _all, "each": _each}
"""How checks over others are said."""
