"""`text.marks`: which punctuation marks must stand in the text, and which may."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from random import Random
from typing import Annotated, Literal

import msgspec

from assay.check import Check, Example
from assay.checks.text.base import Finding, TextCheck, spans_of
from assay.checks.text.punctuation import variants
from assay.context import Context
from assay.demands import Demands, amount, both
from assay.response import Response

__all__ = ["Marks"]

Mark = Annotated[str, msgspec.Meta(min_length=1, max_length=3)]

STANDARD = (".", ",", "!", "?", ";", ":")
# It begins with all that it may begin with, so that the search skips from mark to mark.
_INTERROBANG = re.compile(
    "[?!\uff1f\uff01\u203d\u2048\u2049]"
    "(?:(?<=[\u203d\u2048\u2049])|(?<=[?\uff1f])[!\uff01]|(?<=[!\uff01])[?\uff1f])"
)
_SUBSTANCE = re.compile(r"[^\W_]")
_TWOFOLD = frozenset("\u2026\u203d\u2048\u2049")
_INTERROBANGS = ("?!", "!?", "\u203d")
_IN_WORDS = frozenset("'\u2019-\u2010\u2011")
_IN_NUMBERS = frozenset(".,:'\u2019-")
# Punctuation of Unicode outside ASCII, seen coarsely; `+ < = > ^ | ~ $` and the backtick are
# symbols.
_PUNCTUATION = re.compile(
    "[!-#%-*,-/:;?@\\[-\\]{}\u00a1\u00a7\u00ab\u00b6\u00b7\u00bb\u00bf\u037e\u0387\u055a-\u055f"
    "\u0589\u05be\u060c\u061b\u061f\u066a-\u066d\u06d4\u0964\u0965\u2010-\u2027\u2030-\u205e"
    "\u3001-\u3003\u3008-\u3011\u3014-\u301f\u30fb\ufe30-\ufe6b\uff01-\uff0f\uff1a\uff1b\uff1f"
    "\uff20\uff3b-\uff3d\uff3f\uff5b\uff5d\uff5f-\uff65]"
)


# A rule, or what opens a heading, a quote or an item.
_OPENING = re.compile(
    r"^[ \t]{0,20}(?:(?:[-*_][ \t]{0,5}){3,}$|(?:[-*>]|#{1,6})(?=[ \t]))", re.MULTILINE
)
_EMPHASIS = re.compile(r"(?<![*_])(?:(?<!\w)[*_]{1,3}(?=[^\s*_])|(?<=[^\s*_])[*_]{1,3}(?!\w))")
_SINGLE = re.compile(r"(?<!\w)['\u2018]\w")
_POSSESSIVE = re.compile(r"(?<=s)['\u2019](?= \w)")
_MARKUP = (_OPENING, _EMPHASIS, _POSSESSIVE)


class Marks(TextCheck, kind="text.marks"):
    """Every mark in `required` stands in the text, and no punctuation but `allowed`.

    `?!` means an interrobang, however it is written (`?!`, `!?`, one character); the parts of
    the first one do not count as a question and an exclamation mark besides. `...` and the
    ellipsis character are one mark. A mark that holds a word or a number together (`don't`, `3.5`)
    is spelling, no punctuation, as is the apostrophe of a plural's possessive; full-width and curly
    marks are the plain ones. The marks of Markdown that open a line (bullets, headings, quotes,
    rules) or make emphasis are no punctuation. `standard_set` requires the six marks `. , ! ? ; :`
    besides. Marks without text fail.
    Score: the share of the required marks that are there, times 1/(1+n) for n marks that are not
    allowed.
    """

    required: tuple[Mark, ...] = ()
    allowed: str | None = None
    standard_set: bool = False

    def validate(self) -> None:
        if not self.wanted and self.allowed is None:
            raise ValueError("text.marks needs required, allowed or standard_set")
        if self.allowed is not None:
            foreign = [m for m in self.wanted for c in m if c not in self.allowed]
            if foreign:
                raise ValueError(f"{foreign[0]!r} is required but not allowed")

    @property
    def wanted(self) -> tuple[str, ...]:
        """Every mark that must be there."""
        return tuple(dict.fromkeys((STANDARD if self.standard_set else ()) + self.required))

    def standard(self, response: Response, context: Context) -> Finding:
        text = response.text
        if _SUBSTANCE.search(text) is None:
            return Finding(False, "There are marks only, and no text.", 0.0)
        plain = text.isascii()
        both = None if plain and not ("?" in text and "!" in text) else _INTERROBANG.search(text)
        missing = [m for m in self.wanted if not _stands(m, text, both)]
        foreign = _outside(text, self.allowed)
        share = 1 - len(missing) / len(self.wanted) if self.wanted else 1.0
        score = share / (1 + len(foreign))
        if missing:
            return Finding(False, f"Missing: {' '.join(missing)}.", score)
        if foreign:
            shown = " ".join(dict.fromkeys(text[a:b] for a, b in foreign[:8]))
            why = f"{len(foreign)} marks that are not allowed, such as {shown}."
            return Finding(False, why, score, spans_of(text, foreign))
        return Finding(True, "The punctuation marks are as required.")

    def demands(self) -> Demands | None:
        """The marks that must be there, apart from those that can be written in two ways."""
        plain = [m for m in self.wanted if len(m) == 1 and m not in _TWOFOLD]
        return both([amount("punctuation", 1, None, (mark,)) for mark in plain]) if plain else None

    def describe(self) -> str:
        parts: list[str] = []
        if self.wanted:
            parts.append(
                f"Use each of these punctuation marks at least once: {_said(self.wanted)}."
            )
        if self.allowed is not None:
            only = " ".join(self.allowed)
            parts.append(
                f"Use no punctuation marks other than these: {only}."
                if only
                else "Use no punctuation marks at all."
            )
        return " ".join(parts)

    @classmethod
    def draw(cls, rng: Random, level: int) -> Check:
        """One mark more a level; the interrobang from 4 on, and no other marks at 5."""
        wanted = tuple(rng.sample(";:!?\u2014(", min(4, level)))
        wanted += ("?!",) if level >= 4 else ()
        allowed = "".join(dict.fromkeys(".,!?)" + "".join(wanted))) if level == 5 else None
        return cls(required=wanted, allowed=allowed)

    @classmethod
    def examples(cls) -> Sequence[Example]:
        every = cls(standard_set=True, required=("?!",))
        few = cls(allowed=".,")
        return (
            Example(every, "Low tide: noon; high, six. Crabs! Where? Here?!", True),
            Example(every, "Low tide: noon; high, six. Crabs here?!", False),
            Example(few, "The tide, at 12:30, isn't low.", True),
            Example(few, "The tide is low!", False),
            Example(cls(required=("\u00bf", "?")), "\u00bfBaja la marea?", True),
        )


@lru_cache(maxsize=256)
def _class(mark: str) -> re.Pattern[str]:
    if mark in ("...", "\u2026"):
        return re.compile(r"\.\.\.|\u2026")
    return re.compile("".join("[" + re.escape(variants(c)) + "]" for c in mark))


def _stands(mark: str, text: str, interrobang: re.Match[str] | None) -> bool:
    """Whether a mark stands somewhere as punctuation, and not in the first interrobang."""
    if mark in _INTERROBANGS:
        return interrobang is not None
    if mark.isascii() and text.isascii() and mark not in text:
        return False
    start, end = interrobang.span() if interrobang is not None else (-1, -1)
    return any(
        not start <= found.start() < end and not _spelt(text, found.start())
        for found in _class(mark).finditer(text)
    )


def _spelt(text: str, place: int) -> bool:
    """Whether a mark holds a word or a number together."""
    mark, before, after = text[place], text[place - 1 : place], text[place + 1 : place + 2]
    if mark in _IN_WORDS and before.isalpha() and after.isalpha():
        return True
    return mark in _IN_NUMBERS and before.isdigit() and after.isdigit()


def _outside(text: str, allowed: str | None) -> list[tuple[int, int]]:
    """Where punctuation stands that is not allowed."""
    if allowed is None:
        return []
    fine = {v for mark in allowed for v in variants(mark)}
    if "?" in fine and "!" in fine:
        fine |= set("\u203d\u2048\u2049")
    foreign = [
        found.span()
        for found in _PUNCTUATION.finditer(text)
        if found[0] not in fine and not _spelt(text, found.start())
    ]
    return _without_markup(text, foreign) if foreign else foreign


def _without_markup(text: str, places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Those places that are neither markup nor the apostrophe of a possessive."""
    markup = bytearray(len(text))
    for pattern in (_OPENING, _EMPHASIS) if _SINGLE.search(text) else _MARKUP:
        for found in pattern.finditer(text):
            start, end = found.span()
            markup[start:end] = b"\1" * (end - start)
    return [place for place in places if not markup[place[0]]]


def _said(marks: tuple[str, ...]) -> str:
    named: dict[str, Literal["an interrobang (?!)"]] = dict.fromkeys(
        _INTERROBANGS, "an interrobang (?!)"
    )
    return " ".join(named.get(mark, mark) for mark in marks)
