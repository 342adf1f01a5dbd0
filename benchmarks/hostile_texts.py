"""Hostile texts: many characters of one nuisance each, and those that aim at a certain kind."""

from __future__ import annotations

import random

BIDI = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"

FOUNDATION = {
    "spaces": " ",
    "newlines": "\n",
    "[": "[",
    "<<": "<<",
    "*": "*",
    '"': '"',
    "one letter": "a",
    "surrogates": "\ud800",
    "bidi marks": BIDI,
    "NUL": "\0",
}
"""What the foundation is measured on, and the public checkers beside it."""

AIMED = {
    # brackets, quotation marks and marks of wrapping
    "([{": "([{",
    "([{}])": "([{}])",
    "(": "(",
    "{": "{",
    "[[]]": "[[]] ",
    "[x] ": "[x] ",
    "[1]": "[1]",
    "[1](": "[1](",
    ">>": ">>",
    "<<a>>": "<<a>>\n",
    "'": "'",
    "it's ": "it's ",
    "a's'": "a's'",
    '"a" ': '"a" ',
    "“‘": "“‘",
    "«": "«",
    "「": "「",
    "「a」": "「潮」",
    "『「": "『「",
    "《": "《",
    "**a** ": "**a** ",
    "*a": "*a",
    "_a_ ": "_a_ ",
    "`": "`",
    "```": "```\n",
    "~~~": "~~~\n",
    # tables, lists, headings, quotations, records
    "|": "|",
    "|a|": "|a|b|\n",
    "|-|": "|-|-|\n",
    "| in one line": "|a",
    "- line": "- \n",
    "1. line": "1. \n",
    "- a": "- a\n",
    "* a": "* a\n",
    "1. a": "1. a\n",
    "  - a": "- a\n  - b\n    - c\n",
    "- - -": "- ",
    "1. 1. ": "1. ",
    "> ": "> ",
    ">": ">",
    "> a": "> a\n\n",
    "#": "#",
    "# a": "# a\n",
    "# ": "# \n",
    "***": "***\n",
    "***a": "***\na\n",
    "---": "---\n",
    ",": ",",
    ",a": "a,",
    '"a,"': '"a,\n"',
    '""': '"",',
    "tabs": "\t",
    "a tab": "a\t",
    "SECTION": "SECTION 1\n",
    "P.S. ": "P.S. ",
    "P.S. line": "P.S.\n",
    "第1章": "第1章\n",
    "第": "第",
    # code, data, markup
    "<a>": "<a>",
    "<a></a>": "<a></a>",
    "</a>": "</a>",
    "<": "<",
    "<!--": "<!--",
    "<![CDATA[": "<![CDATA[",
    "<a b=": "<a b='",
    "&a;": "&a;",
    "&#1;": "&#1;",
    "<think>": "<think>",
    "</think>": "</think>",
    "<think></think>": "<think></think>",
    '{"a":': '{"a":',
    '{"a":1}': '{"a":1}',
    "[1,": "[1,",
    "['a', ": "['a', ",
    "\\": "\\",
    "\\n": "\\n",
    "'\\": "'\\",
    "{x}": "{x}",
    "{{": "{{",
    "1": "1",
    "1 ": "1 ",
    "1,": "1,",
    "1.": "1.",
    "1e": "1e",
    "1/2 ": "1/2 ",
    "2024-01-01": "2024-01-01 ",
    "1/1/20": "1/1/20 ",
    "May 1, ": "May 1, ",
    "5%": "5% ",
    "-": "-",
    "—": "—",
    # words and sentences
    ".": ".",
    ". ": ". ",
    "? ": "? ",
    "?!": "?!",
    "!": "!",
    "...": "... ",
    "A. ": "A. ",
    "a. A": "a. A",
    "Mr. ": "Mr. ",
    "e.g. ": "e.g. ",
    "a.b": "a.b",
    "a ": "a ",
    "a I ": "I a ",
    "a b ": "a b ",
    "A ": "A ",
    "aB ": "aB ",
    "Aa": "Aa",
    "a-": "a-",
    "a- ": "a-b ",
    "the ": "the ",
    "The cat sat. ": "The cat sat. ",
    "Is it? ": "Is it? ",
    "had been ": "had been ",
    "will have ": "will have been ",
    "crying ": "running cried ",
    "first, ": "first, second ",
    "zzz ": "bcdfgh ",
    "zzz": "bcdfgh",
    "aeiou": "aeiou",
    "ing": "ing",
    "noon ": "noon ",
    "ab": "ab",
    "line": "a\n",
    "two lines": "a\n\n",
    "CR": "\r",
    "CRLF": "\r\n",
    "LS": "\u2028",
    "NBSP": "a\u00a0",
    "zero width": "a\u200b",
    "; ": "; ",
    ": ": ": ",
    "a: ": "a: b\n",
    "and ": "and ",
    "for example, ": "for example, ",
    # scripts
    "。": "。",
    "、": "、",
    "潮。": "潮。",
    "潮": "潮",
    "潮、": "潮、",
    "です。": "です。",
    "ますか": "ますか",
    "あ": "あ",
    "あア": "あア",
    "漢字(かんじ)": "漢字(かんじ)",
    "漢(": "漢(",
    "一": "一",
    "一二": "一十百千万億",
    "国國": "国國",
    "a潮": "a潮",
    "aя": "aя",
    "я ": "я ",
    "한": "한글 ",
    "ส": "สวัสดี",
    "न": "नमस्ते ",
    "ع": "عربي ",
    "ß": "ß",
    "İ": "İ",
    "ſ": "ſ",
    "ﬁ": "ﬁ",
    "é": "é ",
    "¿": "¿",
    "¡Hola! ": "¡Hola! ",
    "ñ": "año ",
    "combining": "\u0301",
    "e + combining": "e\u0301",
    "much combining": "e" + "\u0301" * 50,
    "emoji": "😀",
    "emoji ZWJ": "👩\u200d👩\u200d👧",
    "ZWJ": "\u200d",
    "flags": "🇫🇷",
    "one flag letter": "🇫",
    "skin": "👍🏽",
    "VS16": "\ufe0f",
    "high, low": "\udc00\ud800",
    "private": "\ue000",
    "noncharacter": "\uffff\ufffe",
}
"""What aims at a certain kind."""


def foundation(size: int) -> dict[str, str]:
    """The nuisances of the foundation, by name."""
    rng = random.Random(7)
    points = [*range(0x20, 0xD800), *range(0xE000, 0x110000)]
    texts = {name: (unit * size)[:size] for name, unit in FOUNDATION.items()}
    # A blank text fails unseen, here and there: the white space must stand inside something.
    texts["a, spaces, a"] = f"a{' ' * (size - 2)}a"
    texts["a, newlines, a"] = "a" + "\n" * (size - 2) + "a"
    texts["random Unicode"] = "".join(map(chr, rng.choices(points, k=size)))
    return texts


def aimed(size: int) -> dict[str, str]:
    """Those that aim at a certain kind: one unit, halves that mirror each other, and mixtures."""
    texts = {name: (unit * size)[:size] for name, unit in AIMED.items()}
    half = size // 2
    for left, right in ("()", "[]", "{}", "「」", "“”", "<>"):
        texts[f"{left}...{right}"] = left * half + right * half
    texts["spaces, a"] = " " * size + "a"
    texts["newlines, a"] = "\n" * size + "a"
    texts["a, spaces"] = "a" + " " * size
    texts["a, spaces, lines"] = ("a" + " " * 999 + "\n") * (size // 1001)
    texts["deep JSON"] = '{"a":' * (size // 6) + "1" + "}" * (size // 6)
    texts["deep list"] = "[" * half + "]" * half
    texts["deep XML"] = "<a>" * (size // 7) + "</a>" * (size // 7)
    texts["entity bomb"] = _entities(size)
    texts["wide JSON"] = "{" + ",".join(f'"k{n}":{n}' for n in range(size // 12)) + "}"
    texts["digits in JSON"] = '{"a": ' + "1" * size + "}"
    texts["CSV"] = "a,b,c\n" + '"x, y",1,2024-01-01\n' * (size // 20)
    texts["wide CSV"] = ",".join("ab" for _ in range(size // 3))
    texts["wide table"] = f"|{'a|' * half}\n|{'-|' * half}\n"
    texts["long words"] = " ".join("a" * n for n in range(1, int((2 * size) ** 0.5)))
    texts["different words"] = " ".join(_word(n) for n in range(size // 5))
    texts["ascending numbers"] = " ".join(str(n) for n in range(size // 6))
    texts["items"] = "\n".join(f"{n}. {_word(n)}" for n in range(size // 12))
    texts["indents"] = "\n".join(" " * (n % 200) + "- a" for n in range(size // 105))
    texts["think, once"] = "<think>" + "a " * half + "</think>"
    rng = random.Random(11)
    for name, letters in _MIXTURES.items():
        texts[name] = "".join(rng.choices(letters, k=size))
    texts["mixed units"] = "".join(rng.choices([*AIMED.values()], k=size))[:size]
    texts["words"] = " ".join(rng.choices(_ENGLISH, k=size // 5))
    texts["sentences"] = ". ".join(
        " ".join(rng.choices(_ENGLISH, k=8)).capitalize() for _ in range(size // 40)
    )
    texts["markdown"] = "".join(rng.choices(_MARKDOWN, k=size // 8))
    return texts


_MIXTURES = {
    "ASCII": [chr(n) for n in range(0x80)],
    "marks": [*'[]<>*_"`#-. \n'],
    "brackets": [*"()[]{}<>「」“”\"' a"],
    "Japanese": [*"潮が満ちる。、「」あアｱ1一です\n "],
    "letters and spaces": [*"abcde      "],
    "ideographs": [chr(n) for n in range(0x4E00, 0x9FFF)],
    "marks of Arabic and Hindi": [*map(chr, (*range(0x621, 0x660), *range(0x900, 0x970))), " "],
    "emoji and joiners": [*"👩👨👧💻👍❤\u200d\ufe0f🏽"],
    "JSON signs": [*'{}[]",:1a\\ '],
    "XML signs": [*"<>/a=&;'! "],
    "list signs": [*"-*+1.)\n a"],
}
_ENGLISH = (
    "the tide was rising and a crab had been walking over wet sand before it ran to its hole "
    "level noon we I would have gone first then because however is are it's don't Monday 12"
).split()
_MARKDOWN = [
    "# Tide\n",
    "- crab\n",
    "  - claw\n",
    "1. one\n",
    "> said\n",
    "| a | b |\n",
    "|---|---|\n",
    "```py\nx\n```\n",
    "\n",
    "**bold** text. ",
    "[x](y) ",
    "Why? ",
]


def _word(number: int) -> str:
    letters = ""
    for _ in range(4):
        number, digit = divmod(number, 26)
        letters += chr(97 + digit)
    return letters


def _entities(size: int) -> str:
    """Entities that grow by ten at each level, as in a billion laughs."""
    levels = "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' if n else '<!ENTITY a0 "ha">' for n in range(50)
    )
    text = f"<?xml version='1.0'?><!DOCTYPE a [{levels}]><a>&a49;</a>"
    return text + "&a9;" * ((size - len(text)) // 4)
