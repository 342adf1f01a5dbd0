"""`text.sequence`: the items asked for, all of them, in the order asked for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence as Several
from functools import lru_cache
from random import Random
from typing import Annotated, Any, ClassVar, Literal, NamedTuple

import msgspec

from assay.check import Check, Example
from assay.checks.text.base import Finding, TextCheck, Trait
from assay.checks.text.drawing import TOPICS
from assay.context import Context
from assay.response import Response
from assay.views.folded import plain
from assay.views.view import View
from assay.views.words import WORDS, words

__all__ = ["Sequence"]

_Name = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
_MARKER = re.compile(r"[ \t]*(?:[-*+\u2022>]|\d{1,6}[.)])[ \t]+(?=\S)")
_BETWEEN = str.maketrans(dict.fromkeys("-,;:/|\u2010\u2011\u2012\u2013\u2014\u2015\u2192", " "))
_CONNECTIVES = ("and", "then")
_ORDERS = {
    "given": "in this order",
    "any": "in any order",
    "ascending": "in alphabetical order",
    "descending": "in reverse alphabetical order",
}
Entry = tuple[int | None, str]
"""Which item an entry is, if it is one, and the entry itself."""


class Sequence(TextCheck, kind="text.sequence"):
    """The text lists `items`, each of them once, in the order asked for.

    An item may be given as several names, any of which will do; case, accents, list markers and
    marks are set aside. `order` is `given`, `any`, or `ascending` or `descending` by the names as
    they are written. `separator` says what stands between items: a `line` break, a `comma`, or
    `any` mark or space. With `exact` nothing but the items may stand there (an "and" between
    them may, where the separator is `any`); otherwise other text is passed over.
    Score: the longest part that is in order, over the number of items or of entries, whichever
    is more.
    """

    uses: ClassVar[tuple[View[Any], ...]] = (WORDS,)

    items: Annotated[tuple[_Name | tuple[_Name, ...], ...], msgspec.Meta(min_length=1)]
    order: Literal["given", "any", "ascending", "descending"] = "given"
    separator: Literal["any", "line", "comma"] = "any"
    exact: bool = True

    def validate(self) -> None:
        seen: dict[str, int] = {}
        for number, item in enumerate(self.items):
            for name in _names(item):
                if not _plain(name):
                    raise ValueError(f"the item {name!r} holds no word")
                if seen.setdefault(_plain(name), number) != number:
                    raise ValueError(f"{name!r} names two items")
            if not _names(item):
                raise ValueError("an item has no name")

    def standard(self, response: Response, context: Context) -> Finding:
        entries = _entries(response.text, self.items, self.separator)
        known = [(item, name) for item, name in entries if item is not None]
        total = len(entries) if self.exact else len(known)
        other = len(entries) - len(known)
        ordered = _longest(self._ranks(known))
        all_there = sorted(item for item, _ in known) == list(range(len(self.items)))
        passed = all_there and ordered == len(known) and total == len(known)
        listed = len({item for item, _ in known})
        why = f"{listed} of {len(self.items)} items listed, {ordered} of {len(known)} in order"
        if self.exact and other:
            why += f", {other} other entries"
        wanted = f"all, once, {_ORDERS[self.order]}"
        score = 1.0 if passed else 0.99 * ordered / max(len(self.items), total)
        return Finding(passed, f"{why}; {wanted} required.", score)

    def _ranks(self, known: list[tuple[int, str]]) -> list[int]:
        """The place of each entry in the order that is asked for."""
        if self.order == "given":
            return [item for item, _ in known]
        if self.order == "any":
            first = {item: place for place, (item, _) in reversed(list(enumerate(known)))}
            return [first[item] for item, _ in known]
        names = sorted({name for _, name in known}, reverse=self.order == "descending")
        places = {name: place for place, name in enumerate(names)}
        return [places[name] for _, name in known]

    def invites(self) -> tuple[Trait, ...]:
        return ("brevity", "copying")

    def describe(self) -> str:
        names = ", ".join(_names(item)[0] for item in self.items)
        how = {"any": "", "line": ", each on a line of its own", "comma": ", separated by commas"}
        only = ", and nothing else" if self.exact else ""
        return f"List these items {_ORDERS[self.order]}{how[self.separator]}{only}: {names}."

    @classmethod
    def draw(cls, rng: Random, level: int) -> Check:
        """A few words as given at 1; multiples of a number, and words to be sorted, later."""
        if level >= 4 and rng.random() < 0.5:
            step = rng.randint(6, 19)
            return cls(items=tuple(str(step * n) for n in range(1, 2 * level + 1)))
        order = ("given", "given", "ascending", "descending", "descending")[level - 1]
        names = tuple(rng.sample(TOPICS, 2 * level + 1))
        separator = rng.choice(("line", "comma")) if level > 1 else "any"
        return cls(items=names, order=order, separator=separator, exact=level > 2)

    @classmethod
    def examples(cls) -> Several[Example]:
        sevens = cls(items=("14", "21", "28"))
        coast = cls(
            items=("Senegal", ("C\u00f4te d'Ivoire", "Ivory Coast"), "Guinea-Bissau"),
            order="descending",
            separator="line",
            exact=False,
        )
        return (
            Example(sevens, "14,21,28", True),
            Example(sevens, "1. 14\n2. 21\n3. 28", True),
            Example(sevens, "14, 28, 21", False),
            Example(sevens, "14, 21, 28, 35", False),
            Example(sevens, "Sure: 14, 21, 28", False),
            Example(coast, "Here:\n- Senegal\n- Ivory Coast\n- Guinea-Bissau", True),
            Example(coast, "Guinea-Bissau\nSenegal\nCote d'Ivoire", False),
        )


def _names(item: str | tuple[str, ...]) -> tuple[str, ...]:
    return (item,) if isinstance(item, str) else item


def _folded(text: str) -> str:
    """The words of a text in lower case, without accents and marks."""
    return plain(" ".join(words(text.translate(_BETWEEN)))).replace("'", " ")


_plain = lru_cache(maxsize=8192)(_folded)
"""The same for a name."""


@lru_cache(maxsize=128)
def _index(items: tuple[str | tuple[str, ...], ...]) -> _Index:
    """The items by their names, and the lengths in words of the names that begin with a word."""
    names = {_plain(name): number for number, item in enumerate(items) for name in _names(item)}
    lengths: dict[str, set[int]] = {}
    for name in names:
        pieces = name.split()
        lengths.setdefault(pieces[0], set()).add(len(pieces))
    longest = {word: sorted(found, reverse=True) for word, found in lengths.items()}
    return _Index(names, longest, 2 * max(map(len, names)) + 60)


class _Index(NamedTuple):
    names: dict[str, int]
    lengths: dict[str, list[int]]
    most: int


def _entries(text: str, items: tuple[str | tuple[str, ...], ...], separator: str) -> list[Entry]:
    """What the text lists, list markers taken off."""
    index = _index(items)
    lines = [_MARKER.sub("", line, count=1) for line in text.split("\n")]
    if separator == "any":
        return _spotted(_folded("\n".join(lines)).split(), index)
    pieces = lines if separator == "line" else "\n".join(lines).split(",")
    # What is far longer than any name is none, and need not be looked at more closely.
    bare = (_plain(piece) if len(piece) <= index.most else piece[:1] for piece in pieces)
    return [(index.names.get(piece), piece) for piece in bare if piece.strip()]


def _spotted(found: list[str], index: _Index) -> list[Entry]:
    """The names in a row of words, the longest that fits at each place; other words stay alone."""
    entries: list[Entry] = []
    at = 0
    while at < len(found):
        for length in index.lengths.get(found[at], ()):
            name = " ".join(found[at : at + length])
            if name in index.names:
                entries.append((index.names[name], name))
                at += length
                break
        else:
            if found[at] not in _CONNECTIVES or not entries:
                entries.append((None, found[at]))
            at += 1
    return entries


def _longest(ranks: list[int]) -> int:
    """The length of the longest subsequence that rises, by patience sorting."""
    tops: list[int] = []
    for rank in ranks:
        place = bisect_left(tops, rank)
        tops[place : place + 1] = [rank]
    return len(tops)
