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

_LETTERS = re.compile(r"[^\W\d_]+")
_FOREIGN = re.compile("[\u0251\u0261\u2113\u0370-\u058f\u1d00-\u1d22\ua731]")
_STYLED = re.compile(
    "[\uff21-\uff5a\u1d2c-\u1d6a\u2071\u207f\u2090-\u209c\u2100-\u2138\u24b6-\u24c1\u24c3-\u24e9"
    "\U0001d400-\U0001d7cb\U0001f130-\U0001f149]"
)
_BLANK = re.compile("[\u2800\u3164\uffa0\u115f\u1160]")
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u180b-\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
    # Joiners and selectors where they shape nothing: after what is ASCII, Latin, Greek, Cyrillic.
    "|(?<=[\\x00-\u058f])[\u200c\u200d]+|(?<=[A-Za-z\u00c0-\u058f])[\ufe00-\ufe0f]+"
    "|(?<=[\\x00-\u058f])[\U000e0000-\U000e007f]+|(?<=[\\x00-\u058f])[\U000e0100-\U000e01ef]+"
)
_MARKS = str.maketrans({"\u2024": ".", "\ua4f8": ".", "\ua4f9": ",", "\u037e": ";", "\u01c3": "!"})
_LOW_COMMA = re.compile("(?<=\\w)\u201a(?=\\s|$)")


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
    text = _LOW_COMMA.sub(",", text.translate(_MARKS))
    styled = {ord(letter): _normal(letter) for letter in set(_STYLED.findall(text))}
    text = text.translate(styled) if styled else text
    if _FOREIGN.search(text) is None:
        return text
    latin = _mostly_latin(text)
    return _LETTERS.sub(lambda found: _spelt(found[0], latin), text)


def _normal(letter: str) -> str:
    """The plain letter of a styled one; itself where that is no single one of ASCII."""
    made = unicodedata.normalize("NFKC", letter)
    return made if len(made) == 1 and made.isascii() else letter


def _mostly_latin(text: str) -> bool:
    scripts = count_scripts(text)
    return bool(scripts) and max(scripts, key=lambda script: scripts[script]) == "latin"


def _spelt(word: str, latin: bool) -> str:
    """A word with letters of several scripts, in one of them."""
    if word.isascii() or _FOREIGN.search(word) is None:
        return word
    scripts = count_scripts(word)
    foreign = sum(number for script, number in scripts.items() if script != "latin")
    if scripts.get("latin", 0) > foreign or (latin and _SUSPECT.issuperset(_strange(word))):
        return word.translate(_LATIN)
    main = max(scripts, key=lambda script: scripts[script], default="latin")
    return word.translate(_BACK[main]) if "latin" in scripts and main in _BACK else word


def _strange(word: str) -> set[str]:
    return {letter for letter in word if not letter.isascii()}
