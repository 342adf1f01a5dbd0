"""Japanese phrasings of the generic kinds."""

from __future__ import annotations

from assay.phrasing.wording import Wording

__all__ = ["WORDING"]


def _amount(low: int | None, high: int | None, noun: tuple[str, str]) -> str:
    """A noun is a name and its counter: `読点やコンマを3個以上`; a bare counter has no name."""
    name, counter = noun
    if low is None:
        count = f"{high}{counter}以下"
    elif high is None:
        count = f"{low}{counter}以上"
    elif low == high:
        count = f"ちょうど{low}{counter}"
    else:
        count = f"{low}{counter}から{high}{counter}"
    return f"{name}を{count}" if name else count


def _name(noun: tuple[str, str]) -> str:
    return noun[0]


WORDING = Wording(
    amount=_amount,
    nouns={
        "text.unique_words": ("異なる単語", "語"),
        "text.numbers": ("数字", "個"),
        "text.commas": ("読点やコンマ", "個"),
        "text.capital_words": ("すべて大文字の単語", "個"),
        "text.bullets": ("箇条書きの項目", "個"),
        "text.numbered_items": ("番号付きの項目", "個"),
        "text.headings": ("Markdownの見出し", "個"),
        "text.code_blocks": ("コードブロック", "個"),
        "text.placeholders": ("[住所]のような角括弧のプレースホルダー", "個"),
        "text.highlights": ("*このような*Markdownの強調箇所", "個"),
    },
    counted=("{amount}使ってください。", "回答には{amount}入れなければなりません。"),
    absent=_name,
    none=("{noun}を使わないでください。", "回答に{noun}を含めてはいけません。"),
    lengths={
        "text.words": ("", "語"),
        "text.sentences": ("", "文"),
        "text.lines": ("", "行"),
        "text.characters": ("", "文字"),
    },
    length=("{amount}で答えてください。", "回答の長さは{amount}にしてください。"),
    languages={
        "ar": "アラビア語", "de": "ドイツ語", "en": "英語", "es": "スペイン語",
        "fi": "フィンランド語", "fr": "フランス語", "hi": "ヒンディー語", "it": "イタリア語",
        "ja": "日本語", "ko": "韓国語",
        "nl": "オランダ語", "pl": "ポーランド語", "pt": "ポルトガル語", "ru": "ロシア語",
        "sv": "スウェーデン語", "th": "タイ語", "tr": "トルコ語", "uk": "ウクライナ語",
        "vi": "ベトナム語", "zh": "中国語",
    },
    language=(
        "すべて{name}で答えてください。",
        "{name}で回答してください。他の言語は使わないでください。",
    ),
    cases={
        "upper": "すべて英大文字で",
        "lower": "すべて英小文字で",
        "capitalised": "各単語の先頭を大文字にして",
    },
    case=("{how}書いてください。", "回答は{how}記述してください。"),
    case_in=("{name}を使い、{how}書いてください。", "回答は{name}を使い、{how}記述してください。"),
    quote="「{}」",
    comma="、",
    last_and="、",
    last_or="、",
    last_nor="、",
    keyword=("", ""),
    contains=(
        "回答に{words}という言葉を必ず入れてください。",
        "{words}を含めて答えてください。",
    ),
    some=("次の言葉のうち{min}つ以上を使ってください：{words}。",),
    word=("", ""),
    excludes=(
        "{words}という言葉は使わないでください。",
        "回答に{words}を含めてはいけません。",
    ),
    what_word="「{}」という言葉",
    what_letter="「{}」という文字",
    time=("", "回"),
    times=("{what}を{times}使ってください。", "回答の中に{what}を{times}入れてください。"),
    never=("{what}を使わないでください。", "回答に{what}を含めてはいけません。"),
    section=("", "個"),
    sections=(
        ("回答を{amount}のセクションに分け、各セクションの始めに「{marker} X」（例：{marker} 1）と"
        "書いてください。"),
        "「{marker} 1」のような行で始まるセクションを{amount}書いてください。",
    ),
    paragraph=("", "段落"),
    blank="空行",
    stars="***",
    paragraphs=(
        "{amount}で答え、段落と段落の間は{between}で区切ってください。",
        "回答は{amount}にし、{between}で段落を分けてください。",
    ),
    paragraph_start=(
        "第{index}段落は「{word}」という言葉で始めてください。",
        "{index}番目の段落の冒頭に「{word}」と書いてください。",
    ),
    paragraph_start_of=(
        ("ちょうど{count}段落で答え、段落は空行で区切ってください。第{index}段落は「{word}」という"
        "言葉で始めてください。"),
        "{count}段落を書き、{index}番目の段落は「{word}」で始めてください。",
    ),
    choice=(
        "次のいずれかで答えてください：{options}。",
        "{options}の中からちょうど一つを選んで答えてください。",
    ),
    repeats=(
        "まず依頼文を一字一句そのまま繰り返し、それから答えてください。",
        "答える前に、依頼文をそのまま繰り返してください。",
    ),
    repeats_text=(
        "まず次の文を一字一句そのまま繰り返し、それから答えてください：「{text}」。",
        "答える前に、次の文をそのまま繰り返してください：「{text}」。",
    ),
    plain={
        "text.starts": (
            (
                "回答は「{phrase}」で始めてください。",
                "冒頭に必ず「{phrase}」と書いてください。",
            ),
            ("phrase",),
        ),
        "text.ends": (
            (
                "回答の最後は「{phrase}」という言葉で終えてください。",
                "「{phrase}」で締めくくり、その後には何も書かないでください。",
            ),
            ("phrase",),
        ),
        "text.title": (
            (
                "回答には<<題名>>のように二重山括弧で囲んだ題名を付けてください。",
                "<<と>>で囲んだタイトルを必ず入れてください。",
            ),
            (),
        ),
        "text.postscript": (
            (
                "回答の最後に「{marker}」で始まる追伸を書き加えてください。",
                "「{marker}」で始まる追伸で終えてください。",
            ),
            ("marker",),
        ),
        "text.quoted": (
            (
                "回答全体を二重引用符で囲んでください。",
                "回答は二重引用符で始め、二重引用符で終えてください。",
            ),
            (),
        ),
        "text.json": (
            ("出力全体を正しいJSON形式にしてください。", "JSONだけで答えてください。"),
            (),
        ),
        "text.responses": (
            (
                "{separator} で区切って、異なる回答を{count}つ書いてください。",
                "互いに異なる{count}つの回答を示し、間に {separator} を入れてください。",
            ),
            ("count", "separator"),
        ),
    },
    units={"word": "単語", "sentence": "文", "paragraph": "段落", "line": "行", "item": "項目"},
    each="それぞれの{unit}について：{part}",
    join="",
)  # fmt: skip
