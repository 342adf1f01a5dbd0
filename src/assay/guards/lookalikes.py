"""Characters that look like others, or like nothing.

A word that mixes Latin with Cyrillic, Greek or Armenian letters is spelt in the script of most of
its letters; a word of look-alikes alone is Latin in a text that is. Letters of styled alphabets
(mathematical, full-width, circled) are the plain ones. Invisible characters go: zero-width ones
and joiners (but between letters of scripts that need them and in emoji), directional controls,
soft hyphens, fillers, variation selectors and tags on letters; blanks that are no white space
become spaces.

NOT covered: look-alikes within one script (rn for m, l for I) and the rarer ones of Unicode
TR 39.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import zip_longest

from assay.guards.reduced import Reduced, remade
from assay.response import Response
from assay.views.scripts import count_scripts

__all__ = ["plain", "unmasked"]

_CYRILLIC = dict(
    zip("асеорхуіјѕԁһԛԝАВЕКМНОРСТХУІЈЅҮ", "aceopxyijsdhqwABEKMHOPCTXYIJSY", strict=True)
)
_GREEK = dict(zip("οναιρυγΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ovaipuyABEZHIKMNOPTYX", strict=True))
_OTHER = dict(zip("ոսհօցɑɡℓᴏᴄᴠᴡᴢꜱ", "nuhogaglocvwzs", strict=True))
_LATIN = str.maketrans({**_CYRILLIC, **_GREEK, **_OTHER})
_TO_CYRILLIC = str.maketrans({latin: other for other, latin in _CYRILLIC.items()})
_TO_GREEK = str.maketrans({latin: other for other, latin in _GREEK.items()})
_BACK = {"cyrillic": _TO_CYRILLIC, "greek": _TO_GREEK}
_SUSPECT = frozenset((*_CYRILLIC, *_GREEK, *_OTHER))

_LETTER = re.compile(r"[^\W\d_]")
_LETTERS = re.compile(r"[^\W\d_]++")
_FOREIGN = re.compile("[\u0251\u0261\u2113\u0370-\u058f\u1d00-\u1d22\ua731]")
_NEAR_LATIN = re.compile("[\\x00-\u024f\u1e00-\u1eff\u2000-\u2bff\ud800-\uf8ff\uff21-\uff5a]")
_STYLED = re.compile(
    "[\uff21-\uff5a\u1d2c-\u1d6a\u2071\u207f\u2090-\u209c\u2100-\u2138\u24b6-\u24c1\u24c3-\u24e9"
    "\U0001d400-\U0001d7cb\U0001f130-\U0001f149]+"
)
_BLANK = re.compile("[\u2800\u3164\uffa0\u115f\u1160]")
_NOWHERE = (
    "\u00ad\u034f\u061c\u180b-\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
)
# Joiners and selectors where they shape nothing: after what is ASCII, Latin, Greek, Cyrillic.
_AFTER = (
    ("\\x00-\u058f", "\u200c\u200d"),
    ("A-Za-z\u00c0-\u058f", "\ufe00-\ufe0f"),
    ("\\x00-\u058f", "\U000e0000-\U000e007f"),
    ("\\x00-\u058f", "\U000e0100-\U000e01ef"),
)
# A class comes first, so that the search goes from one such character to the next.
_INVISIBLE = re.compile(
    f"[{_NOWHERE}{''.join(these for _, these in _AFTER)}](?:(?<=[{_NOWHERE}])|"
    + "|".join(f"(?<=[{before}][{these}])[{these}]*" for before, these in _AFTER)
    + ")"
)
_MARKS = {"\u2024": ".", "\ua4f8": ".", "\ua4f9": ",", "\u037e": ";", "\u01c3": "!"}
_LOW_COMMA = re.compile("\u201a(?<=\\w\u201a)(?=\\s|$)")


def unmasked(response: Response) -> Reduced | None:
    """The response with plain characters only; None where it has no others."""
    return response.keep("unmasked", lambda: _unmasked(response))


def _unmasked(response: Response) -> Reduced | None:
    made = remade(response, lambda turn: plain(turn.text))
    if made is response:
        return None
    was = response.turns if response.messages else (response,)
    now = made.turns if made.messages else (made,)
    pairs = (
        pair for old, new in zip(was, now, strict=True) for pair in zip_longest(old.text, new.text)
    )
    seen = next(a for a, b in pairs if a != b)
    name = unicodedata.name(seen, f"U+{ord(seen):04X}")
    return Reduced(made, f"look-alike or invisible characters (the first is {name})")


def plain(text: str) -> str:
    """The text as it looks."""
    if text.isascii():
        return text
    text = _INVISIBLE.sub("", _BLANK.sub(" ", text))
    for mark, usual in _MARKS.items():
        text = text.replace(mark, usual)
    text = _STYLED.sub(lambda run: "".join(map(_normal, run[0])), _LOW_COMMA.sub(",", text))
    if _FOREIGN.search(text) is None:
        return text
    return _respelt(text, _mostly_latin(text))


def _respelt(text: str, latin: bool) -> str:
    """The text with its words of several scripts in one each."""
    made: list[str] = []
    known: dict[str, str] = {}
    kept = end = 0
    while (found := _FOREIGN.search(text, end)) is not None:
        start = found.start()
        last = _LETTERS.match(text, start)
        if last is None:
            end = found.end()
            continue
        while start > end and _LETTER.match(text, start - 1) is not None:
            start -= 1
        end = last.end()
        word = text[start:end]
        if word not in known:
            known[word] = _spelt(word, latin)
        if known[word] != word:
            made += text[kept:start], known[word]
            kept = end
    return "".join((*made, text[kept:]))


@lru_cache(maxsize=2048)
def _normal(letter: str) -> str:
    """The plain letter of a styled one; itself where that is no single one of ASCII."""
    made = unicodedata.normalize("NFKC", letter)
    return made if len(made) == 1 and made.isascii() else letter


def _mostly_latin(text: str) -> bool:
    scripts = count_scripts(text)
    return bool(scripts) and max(scripts, key=lambda script: scripts[script]) == "latin"


def _spelt(word: str, latin: bool) -> str:
    """A word with letters of several scripts, in one of them."""
    if not latin and _NEAR_LATIN.search(word) is None:
        return word
    scripts = count_scripts(word)
    foreign = sum(number for script, number in scripts.items() if script != "latin")
    if scripts.get("latin", 0) > foreign or (latin and _SUSPECT.issuperset(_strange(word))):
        return word.translate(_LATIN)
    main = max(scripts, key=lambda script: scripts[script], default="latin")
    return word.translate(_BACK[main]) if "latin" in scripts and main in _BACK else word


def _strange(word: str) -> set[str]:
    return {letter for letter in word if not letter.isascii()}
