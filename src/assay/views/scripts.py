"""Which writing systems a text is in, by counting letters of a sample spread over all of it.

At most `SAMPLE` characters are looked at, at even steps, so the cost does not grow with the text.
A Han, kana or Hangul character counts three times: it carries about as much as three letters.
Digits, punctuation, spaces and symbols count for nothing.

Not covered: letters of scripts that are not in `SCRIPTS` count as `other`, and marks that combine
with letters of every script are ignored.

`letters` looks at every letter instead, and tells the two kana apart (`letters:unicode/1`). The
script of a letter is what its Unicode name begins with; a styled or compatibility letter is the
plain one (`𝐀` is Latin, `ｶ` katakana, `㈱` no letter). `kana` are the marks that both kana share
(`ー`), "" letters of no script (`ʼ`).
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from functools import cache, lru_cache
from typing import Literal, TypeAlias

from assay.views.view import View

__all__ = [
    "LETTERS",
    "SAMPLE",
    "SCRIPTS",
    "Script",
    "count_scripts",
    "letter_script",
    "letters",
    "script_of",
]

Script: TypeAlias = Literal[
    "arabic",
    "armenian",
    "bengali",
    "bopomofo",
    "burmese",
    "cyrillic",
    "devanagari",
    "ethiopic",
    "georgian",
    "greek",
    "gujarati",
    "gurmukhi",
    "han",
    "hangul",
    "hebrew",
    "hiragana",
    "kannada",
    "katakana",
    "khmer",
    "lao",
    "latin",
    "malayalam",
    "mongolian",
    "odia",
    "sinhala",
    "tamil",
    "telugu",
    "thai",
    "tibetan",
]
"""The scripts that a check may name."""

SAMPLE = 256

# First and last code point of the letters, in order; what lies between two ranges is ignored.
_RANGES: tuple[tuple[int, int, str], ...] = (
    (0x41, 0x5A, "latin"),
    (0x61, 0x7A, "latin"),
    (0xC0, 0x24F, "latin"),
    (0x250, 0x2AF, "other"),
    (0x370, 0x3FF, "greek"),
    (0x400, 0x52F, "cyrillic"),
    (0x531, 0x587, "armenian"),
    (0x5D0, 0x5F4, "hebrew"),
    (0x620, 0x6FF, "arabic"),
    (0x700, 0x74F, "other"),
    (0x750, 0x77F, "arabic"),
    (0x780, 0x8FF, "other"),
    (0x900, 0x97F, "devanagari"),
    (0x980, 0x9FF, "bengali"),
    (0xA00, 0xA7F, "gurmukhi"),
    (0xA80, 0xAFF, "gujarati"),
    (0xB00, 0xB7F, "odia"),
    (0xB80, 0xBFF, "tamil"),
    (0xC00, 0xC7F, "telugu"),
    (0xC80, 0xCFF, "kannada"),
    (0xD00, 0xD7F, "malayalam"),
    (0xD80, 0xDFF, "sinhala"),
    (0xE00, 0xE7F, "thai"),
    (0xE80, 0xEFF, "lao"),
    (0xF00, 0xFFF, "other"),
    (0x1000, 0x109F, "burmese"),
    (0x10A0, 0x10FF, "georgian"),
    (0x1100, 0x11FF, "hangul"),
    (0x1200, 0x177F, "other"),
    (0x1780, 0x17FF, "khmer"),
    (0x1800, 0x1C8F, "other"),
    (0x1C90, 0x1CBF, "georgian"),
    (0x1CC0, 0x1DBF, "other"),
    (0x1E00, 0x1EFF, "latin"),
    (0x1F00, 0x1FFF, "greek"),
    (0x2C00, 0x2DFF, "other"),
    (0x3005, 0x3007, "han"),
    (0x3041, 0x309F, "kana"),
    (0x30A1, 0x30FA, "kana"),
    (0x30FC, 0x30FF, "kana"),
    (0x3105, 0x312F, "other"),
    (0x3131, 0x318E, "hangul"),
    (0x31F0, 0x31FF, "kana"),
    (0x3400, 0x4DBF, "han"),
    (0x4E00, 0x9FFF, "han"),
    (0xA000, 0xABFF, "other"),
    (0xAC00, 0xD7A3, "hangul"),
    (0xF900, 0xFAFF, "han"),
    (0xFB1D, 0xFB4F, "hebrew"),
    (0xFB50, 0xFDFF, "arabic"),
    (0xFE70, 0xFEFC, "arabic"),
    (0xFF21, 0xFF3A, "latin"),
    (0xFF41, 0xFF5A, "latin"),
    (0xFF66, 0xFF9F, "kana"),
    (0x10000, 0x1CFFF, "other"),
    (0x1E100, 0x1EFFF, "other"),
    (0x20000, 0x323AF, "han"),
)
_STARTS = [first for first, _, _ in _RANGES]
_HEAVY = frozenset({"han", "kana", "hangul"})
_ASCII_LETTER = re.compile("[A-Za-z]")

SCRIPTS = frozenset(script for _, _, script in _RANGES) - {"other"}


def script_of(character: str) -> str:
    """The script of one letter, "other" for a rarer script, "" for what is no letter."""
    code = ord(character)
    at = bisect_right(_STARTS, code) - 1
    return _RANGES[at][2] if at >= 0 and code <= _RANGES[at][1] else ""


def count_scripts(text: str) -> dict[str, int]:
    """The weight of each script in a sample of the text; empty where there are no letters.

    Text whose sample has nothing beyond Latin is answered with a single weight of 1.
    """
    if text.isascii():
        return {"latin": 1} if _ASCII_LETTER.search(text) else {}
    # An odd step cannot fall into time with "a b c", where every other character is a space.
    sample = text if len(text) <= SAMPLE else text[:: -(-len(text) // SAMPLE) | 1]
    if not _beyond_latin().search(sample):
        return {"latin": 1} if any(map(str.isalpha, sample)) else {}
    return _weigh(sample)


@cache
def _beyond_latin() -> re.Pattern[str]:
    """Compiled at first need: it takes some milliseconds."""
    return re.compile("[\u0250-\u1dff\u1f00-\u1fff\u2c00-\ud7ff\uf900-\U0010ffff]")


def _weigh(sample: str) -> dict[str, int]:
    weights: dict[str, int] = {}
    for character, n in Counter(sample).items():
        script = script_of(character)
        if script:
            weights[script] = weights.get(script, 0) + n * (3 if script in _HEAVY else 1)
    return weights


# Where the first word of a letter's Unicode name is not the name of its script.
_NAMED = {
    "cjk": "han",
    "ideographic": "han",
    "katakana-hiragana": "kana",
    "myanmar": "burmese",
    "oriya": "odia",
    "kelvin": "latin",
    "feminine": "latin",
    "masculine": "latin",
    "modifier": "",
}
# The scripts that have most letters, which need not be told one by one.
_MOST_LETTERS = {
    "han": re.compile("[\u3400-\u9fff\U00020000-\U0010ffff]+"),
    "hangul": re.compile("[\uac00-\ud7a3]+"),
}
_LONG = 10_000
_WIDTHS = ("halfwidth ", "fullwidth ")


@lru_cache(maxsize=16384)
def letter_script(character: str) -> str:
    """The script of one letter by its Unicode name, "" for what is no letter of any script."""
    if not character.isalpha():
        return ""
    if "\u3400" <= character <= "\u9fff" or character >= "\U00020000":
        return "han"
    if "\uac00" <= character <= "\ud7a3":
        return "hangul"
    plain = unicodedata.normalize("NFKC", character)[:1] or character
    name = unicodedata.name(plain, "").lower()
    for width in _WIDTHS:
        name = name.removeprefix(width)
    first = name.split(" ", 1)[0]
    return _NAMED.get(first, first)


def letters(text: str) -> dict[str, int]:
    """How many letters of each script stand in the text, all of it."""
    found: dict[str, int] = {}
    if len(text) > _LONG and not text.isascii():
        text = "".join(filter(str.isalpha, text))
        for script, pattern in _MOST_LETTERS.items():
            left = pattern.sub("", text)
            if len(left) < len(text):
                found[script] = len(text) - len(left)
            text = left
    for character, n in Counter(text).items():
        script = letter_script(character) if character.isalpha() else ""
        if script:
            found[script] = found.get(script, 0) + n
    return found


LETTERS = View("letters:unicode/1", letters)
