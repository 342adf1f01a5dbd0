"""What a text lists: items that are known by their names, in the order in which they stand."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from typing import Annotated, NamedTuple, TypeAlias

import msgspec

from assay.response import Response
from assay.views.folded import FOLDED, plain
from assay.views.words import words

__all__ = ["Entry", "Item", "entries_of", "longest_rise", "names_of", "plain_name"]

_Name = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
Item: TypeAlias = _Name | tuple[_Name, ...]
"""An item by its name, or by any of several."""
Entry: TypeAlias = tuple[int, str]
"""Which item an entry is, and its name."""
_MARKER = re.compile(r"[ \t]*(?:[-*+\u2022>]|\d{1,6}[.)])[ \t]+(?=\S)")
_NUMBERED = re.compile(r"\d[.)][ \t]")
_FIRST = re.compile(r"[^\W_]+")
_BETWEEN = str.maketrans(dict.fromkeys("-,;:/|\u2010\u2011\u2012\u2013\u2014\u2015\u2192", " "))
_CONNECTIVES = ("and", "then")


def names_of(item: Item) -> tuple[str, ...]:
    return (item,) if isinstance(item, str) else item


def _folded(text: str) -> str:
    """The words of a text in lower case, without accents and marks."""
    return plain(" ".join(words(text.translate(_BETWEEN)))).replace("'", " ")


plain_name = lru_cache(maxsize=8192)(_folded)
"""The same for a name."""


class _Index(NamedTuple):
    """The items by their names, the lengths in words of the names that begin with a word, the
    letters and digits that names begin with, and how long an entry may be that is a name."""

    names: dict[str, int]
    lengths: dict[str, list[int]]
    heads: frozenset[str]
    most: int


@lru_cache(maxsize=128)
def _index(items: tuple[Item, ...]) -> _Index:
    names = {
        plain_name(name): number for number, item in enumerate(items) for name in names_of(item)
    }
    lengths: dict[str, set[int]] = {}
    for name in names:
        pieces = name.split()
        lengths.setdefault(pieces[0], set()).add(len(pieces))
    longest = {word: sorted(found, reverse=True) for word, found in lengths.items()}
    heads = frozenset(first[0] for name in names if (first := _FIRST.search(name)))
    return _Index(names, longest, heads, 2 * max(map(len, names)) + 60)


def entries_of(
    response: Response, items: tuple[Item, ...], separator: str
) -> tuple[list[Entry], int]:
    """The items that the text lists, and how many other entries it has; list markers are taken
    off."""
    index = _index(items)
    if separator == "any":
        return _spotted(response.keep("listed words", lambda: _listed_words(response)), index)
    lines = _unmarked(response.text)
    known: list[Entry] = []
    pieces = lines if separator == "line" else "\n".join(lines).split(",")
    entries = 0
    for piece in pieces:
        first = _FIRST.search(piece)
        if first is None:
            continue
        entries += 1
        # What is far longer than any name is none, nor what begins with other letters.
        if len(piece) > index.most or (piece.isascii() and first[0].lower() not in index.heads):
            continue
        name = plain_name(piece)
        if name in index.names:
            known.append((index.names[name], name))
    return known, entries - len(known)


def _unmarked(text: str) -> list[str]:
    """The lines without their list markers."""
    lines = text.split("\n")
    return [line[m.end() :] if (m := _MARKER.match(line)) else line for line in lines]


def _listed_words(response: Response) -> list[str]:
    """The words, in lower case, without accents, marks and the numbers of list items."""
    if _NUMBERED.search(response.text):
        return _folded("\n".join(_unmarked(response.text))).split()
    said = " ".join(response.view(FOLDED)).translate(_BETWEEN)
    return plain(said).replace("'", " ").split()


def _spotted(found: list[str], index: _Index) -> tuple[list[Entry], int]:
    """The names in a row of words, the longest that fits at each place, and how many other words
    there are; what joins the entries of a list is none of them."""
    known: list[Entry] = []
    free = taken = 0
    passed = sum(map(found[1:].count, _CONNECTIVES))
    for at in [at for at, word in enumerate(found) if word in index.lengths]:
        if at < free:
            continue
        for length in index.lengths[found[at]]:
            name = " ".join(found[at : at + length])
            if name in index.names:
                known.append((index.names[name], name))
                free = at + length
                taken += length
                passed -= sum(map(found[max(at, 1) : free].count, _CONNECTIVES))
                break
    return known, len(found) - taken - passed


def longest_rise(ranks: list[int]) -> int:
    """The length of the longest subsequence that rises, by patience sorting."""
    tops: list[int] = []
    for rank in ranks:
        place = bisect_left(tops, rank)
        tops[place : place + 1] = [rank]
    return len(tops)
