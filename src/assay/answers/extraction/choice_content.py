r"""Which option a stretch of text says, when it gives the content instead of the letter.

By the same folded text, else by the same number (`matched`), else by the only option that it
contains (`contained`). Two options contained, unless one is inside the other, decide nothing:
there is no guessing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from assay.answers.patterns import lazy

if TYPE_CHECKING:
    from assay.answers.values import Reading

__all__ = ["MAX_ANSWER", "concluded", "contained", "fold", "matched"]

MAX_ANSWER = 400
MAX_VALUE = 100
MAX_OPTIONS = 26
_PROSE = lazy(r"[a-z]{2,}\s[a-z]{2,}\s[a-z]", re.IGNORECASE)
_VALUE = lazy(r"\d|\\[a-zA-Z]|^\W*[a-zA-Z]\W*$|[=+^/]")
_LATEX = lazy(
    r"\\(?:mathrm|text(?:bf|it|rm)?|math(?:bf|bb|sf|it)|operatorname|boxed|mbox|left|right|displaystyle|rm|bf|"
    r"dfrac(?=\b)|tfrac(?=\b))(?![a-zA-Z])|\\[,;!: ]|[${}~\\]|\^\s?\\?(?:circ|degree)|\*\*|[`*_]"
)
_DEGREE = lazy(r"\^?\s?\{?\\circ\}?|\\degree|\s?degrees?\b", re.IGNORECASE)
_SPACE = lazy(r"\s+")
_ARTICLE = lazy(r"^(?:the|a|an|approximately|about)\s+")
_LOOSE = frozenset(
    ("no", "a", "i", "one", "none", "all", "can", "may", "it", "both", "is", "or", "and")
)
"""Words that mean an option only at the end of a clause."""
_NUMBER = lazy(r"[-+−]?\d[\d,]*(?:\.\d+)?|[-+−]?\.\d+")


@lru_cache(maxsize=1024)
def fold(text: str) -> str:
    """A text in one case, without LaTeX's dress, articles and closing punctuation."""
    plain = (
        _DEGREE.sub("°", text[:MAX_ANSWER])
        .replace("\\dfrac", "\\frac")
        .replace("\\tfrac", "\\frac")
    )
    plain = _LATEX.sub(" ", plain).casefold()
    plain = _SPACE.sub(" ", plain.replace("−", "-").replace("’", "'")).strip(
        " .,;:!?\"'()。，；：“”"
    )
    return _ARTICLE.sub("", plain)


def matched(text: str, options: Mapping[str, str]) -> str | None:
    """The letter of the option that a short text says; None where it is none or several."""
    said = fold(text)
    if not said:
        return None
    squeezed = said.replace(" ", "")
    same = [
        letter for letter, content in options.items() if fold(content).replace(" ", "") == squeezed
    ]
    if same:
        return same[0]
    return _numbered(said, options) or _equal(text, options)


def contained(text: str, options: Mapping[str, str]) -> str | None:
    """The letter of the only option whose content stands in a text as whole words."""
    said = f" {fold(text)} "
    found: dict[str, tuple[int, int]] = {}
    for letter, content in options.items():
        option = fold(content)
        place = _whole(said, option) if option else -1
        if place >= 0 and not (option[0].isdigit() and _digits(said, place, place + len(option))):
            found[letter] = (place, place + len(option))
    return _outermost(found)


def concluded(text: str, options: Mapping[str, str]) -> str | None:
    """The same for a sentence with a calculation: a number counts only where it comes last."""
    said = f" {fold(text)} "
    last = _last_number(said)
    found: dict[str, tuple[int, int]] = {}
    for letter, content in options.items():
        option = fold(content)
        numeric = option[:1].isdigit()
        place = _whole(said, option, last if numeric else 0) if option else -1
        if place >= 0:
            found[letter] = (place, place + len(option))
    return _outermost(found)


def _outermost(found: Mapping[str, tuple[int, int]]) -> str | None:
    """The only option found that stands inside no other."""
    outer = [
        letter
        for letter, (low, high) in found.items()
        if not any(a <= low and high <= b and (a, b) != (low, high) for a, b in found.values())
    ]
    return outer[0] if len(outer) == 1 else None


def _digits(said: str, low: int, high: int) -> bool:
    """Whether there are other numbers in a text besides the one at a place."""
    return any(char.isdigit() for char in said[:low] + said[high:])


def _last_number(said: str) -> int:
    """Where the last number of a text begins."""
    last = 0
    for match in _NUMBER.finditer(said):
        last = match.start() + (not match[0][0].isdigit())
    return last


def _whole(text: str, part: str, start: int = 0) -> int:
    """Where a part stands in a text as whole words, a plural of it too; -1 where it does not."""
    place = text.find(part, start)
    while place >= 0:
        end = place + len(part)
        if text[end] == "s" and len(part) > 3 and part[-1].isalpha() and part[-1] != "e":
            end += 1
        if _apart(text, part, place, end):
            return place
        place = text.find(part, place + 1)
    return -1


def _apart(text: str, part: str, place: int, end: int) -> bool:
    """Whether a part at a place is no piece of a longer word or number."""
    before, after = text[place - 1], text[end]
    if (_wordy(before) and _wordy(part[0])) or (_wordy(after) and _wordy(part[-1])):
        return False
    if part in _LOOSE:
        return after != " " or end + 1 >= len(text)
    if part[-1].isdigit() and after in ".," and text[end + 1].isdigit():
        return False
    return not (part[0].isdigit() and before in ".-/√^_")


def _wordy(char: str) -> bool:
    return char.isalnum() and not "\u4e00" <= char <= "\u9fff"


def _numbered(said: str, options: Mapping[str, str]) -> str | None:
    """The only option with the number that a text consists of, with or without its unit."""
    number, unit = _quantity(said)
    if number is None:
        return None
    same: list[str] = []
    for letter, content in options.items():
        other, named = _quantity(fold(content))
        if other == number and (not unit or not named or unit == named):
            same.append(letter)
    return same[0] if len(same) == 1 else None


def _equal(text: str, options: Mapping[str, str]) -> str | None:
    """The only option that is the same value: 1/2 and 0.5, 40 m and 4000 cm."""
    if (
        len(text) > MAX_VALUE
        or len(options) > MAX_OPTIONS
        or not _VALUE.search(text)
        or _PROSE.search(text)
    ):
        return None
    from assay.answers.equality import compare
    from assay.answers.limits import TooMuch

    try:
        given = _reading(text)
        same = [
            letter
            for letter, content in options.items()
            if len(content) <= MAX_VALUE and compare(_reading(content), given).equal
        ]
    except TooMuch:
        return None
    return same[0] if len(same) == 1 else None


@lru_cache(maxsize=512)
def _reading(text: str) -> Reading:
    from assay.answers.reading import read

    return read(text)


def _quantity(folded: str) -> tuple[float | None, str]:
    match = _NUMBER.match(folded)
    if match is None or len(match[0]) > 40:
        return None, ""
    rest = folded[match.end() :].replace(" ", "").rstrip(".")
    if any(char.isdigit() for char in rest) or len(rest) > 12:
        return None, ""
    return float(match[0].replace(",", "").replace("−", "-")), rest
