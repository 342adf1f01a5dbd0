"""What a text lists: items that are known by their names, in the order in which they stand."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from typing import Annotated, NamedTuple, TypeAlias

import msgspec

from assay.views.folded import plain
from assay.views.words import words

__all__ = ["Entry", "Item", "entries_of", "longest_rise", "names_of", "plain_name"]

_Name = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
Item: TypeAlias = _Name | tuple[_Name, ...]
"""An item by its name, or by any of several."""
Entry: TypeAlias = tuple[int | None, str]
"""Which item an entry is, if it is one, and the entry itself."""
_MARKER = re.compile(r"(?<![ \t])[ \t]*(?:[-*+\u2022>]|\d{1,6}[.)])[ \t]+(?=\S)")
_BETWEEN = str.maketrans(dict.fromkeys("-,;:/|\u2010\u2011\u2012\u2013\u2014\u2015\u2192", " "))
_CONNECTIVES = ("and", "then")


def names_of(item: Item) -> tuple[str, ...]:
    return (item,) if isinstance(item, str) else item


def _folded(text: str) -> str:
    """The words of a text in lower case, without accents and marks."""
    return plain(" ".join(words(text.translate(_BETWEEN)))).replace("'", " ")


plain_name = lru_cache(maxsize=8192)(_folded)
"""The same for a name."""


@lru_cache(maxsize=128)
def _index(items: tuple[Item, ...]) -> _Index:
    """The items by their names, and the lengths in words of the names that begin with a word."""
    names = {
        plain_name(name): number for number, item in enumerate(items) for name in names_of(item)
    }
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


def entries_of(text: str, items: tuple[Item, ...], separator: str) -> list[Entry]:
    """What the text lists, list markers taken off."""
    index = _index(items)
    lines = [_MARKER.sub("", line, count=1) for line in text.split("\n")]
    if separator == "any":
        return _spotted(_folded("\n".join(lines)).split(), index)
    pieces = lines if separator == "line" else "\n".join(lines).split(",")
    # What is far longer than any name is none, and need not be looked at more closely.
    bare = (plain_name(piece) if len(piece) <= index.most else piece[:1] for piece in pieces)
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


def longest_rise(ranks: list[int]) -> int:
    """The length of the longest subsequence that rises, by patience sorting."""
    tops: list[int] = []
    for rank in ranks:
        place = bisect_left(tops, rank)
        tops[place : place + 1] = [rank]
    return len(tops)
