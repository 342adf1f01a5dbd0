"""Which verb groups are in a perfect or continuous tense: `tenses:assay/1` (English).

Auxiliaries are read from left to right (will, have, been), with up to three words of subject,
negation or adverb between two of them but no mark that ends a clause, and the participle or -ing
form that ends the group says which tense it is. `sure` is False for "'s" before a participle,
which may be "is" or "has", for "going to", which may be a future, and for "'d" ("had" or "would"
before forms that serve both).

NOT covered: simple tenses, for which a word's form says too little.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from assay.views.folded import folded
from assay.views.participles import is_participle, is_progressive
from assay.views.view import View
from assay.views.words import spans

__all__ = ["TENSES", "Found"]


class Found(NamedTuple):
    """A verb group: its tense, where it is, and whether that is sure."""

    tense: str
    start: int
    end: int
    sure: bool


_BE = {"am": "present", "is": "present", "are": "present", "was": "past", "were": "past"}
_HAVE = {"have": "present", "has": "present", "had": "past"}
_SHORT = {"'m": "am", "'re": "are", "'ve": "have", "'ll": "will", "'d": "had"}
_WILL = frozenset(("will", "shall"))
_NEGATED = {"won't": "will", "shan't": "shall", "can't": "can", "ain't": "is"}
# What may stand between auxiliary and verb: these, and words in -ly.
_BETWEEN = frozenset(
    """
    not never ever always already also just only now still yet often seldom rarely sometimes soon
    recently finally all both even almost nearly hardly long once probably
    """.split()
)
_SUBJECTS = frozenset("i you he she it we they there this that anyone someone everyone".split())
_ARTICLES = frozenset("the a an my your his her its our their these those any".split())
_BREAK = re.compile(r"[.!?;:,\n()\u2026\u2014]")
_GAP = 4


def groups(text: str) -> list[Found]:
    """The verb groups in one of the nine tenses."""
    said, places = folded(text), spans(text)
    found: list[Found] = []
    at = 0
    while at < len(said):
        group = _group(text, said, places, at)
        if group is not None:
            found.append(group[0])
            at = group[1]
        at += 1
    return found


TENSES = View("tenses:assay/1", groups)


def _auxiliary(word: str) -> str:
    """The auxiliary in a word: its own, or what its contraction stands for."""
    if word in _NEGATED:
        return _NEGATED[word]
    word = word.removesuffix("n't")
    head, mark, tail = word.partition("'")
    if not mark:
        return word
    return "'s" if tail == "s" and head else _SHORT.get(mark + tail, word)


def _group(
    text: str, said: list[str], places: list[tuple[int, int]], at: int
) -> tuple[Found, int] | None:
    """The group that an auxiliary begins, and its last word."""
    first = _auxiliary(said[at])
    if first == "'s":
        return _short_group(text, said, places, at)
    if first in _WILL:
        then = _next(text, said, places, at, ("have", "be"))
        if then is None:
            return None
        chain = "have" if said[then] == "have" else "be"
        return _finished(text, said, places, at, then, "future", chain)
    if first in _HAVE:
        return _finished(text, said, places, at, at, _HAVE[first], "have")
    if first in _BE:
        return _finished(text, said, places, at, at, _BE[first], "be")
    return None


def _finished(
    text: str,
    said: list[str],
    places: list[tuple[int, int]],
    first: int,
    last: int,
    time: str,
    chain: str,
) -> tuple[Found, int] | None:
    """The group once its tense verb stands: the participle or -ing form that follows it."""
    sure = not said[first].endswith("'d")
    if chain == "be":
        end = _next(text, said, places, last, None)
        if end is None or not is_progressive(said[end]):
            return None
        sure = sure and not (said[end] == "going" and said[end + 1 : end + 2] == ["to"])
        return _made(f"{time}_continuous", places, first, end, sure)
    end = _next(text, said, places, last, None)
    if end is None or not is_participle(said[end]):
        return None
    if said[end] == "been":
        verb = _next(text, said, places, end, None)
        if verb is not None and is_progressive(said[verb]):
            return _made(f"{time}_perfect_continuous", places, first, verb, True)
        return _made(f"{time}_perfect", places, first, end, True)
    sure = sure or not _plain_form(said[end])
    return _made(f"{time}_perfect", places, first, end, sure)


def _short_group(
    text: str, said: list[str], places: list[tuple[int, int]], at: int
) -> tuple[Found, int] | None:
    """A group that begins with 's: is before -ing, has before been, either before the others."""
    end = _next(text, said, places, at, None)
    if end is None:
        return None
    if is_progressive(said[end]):
        sure = said[at].partition("'")[0] in _SUBJECTS
        return _made("present_continuous", places, at, end, sure)
    if said[end] == "been":
        return _finished(text, said, places, at, at, "present", "have")
    if is_participle(said[end]):
        return _made("present_perfect", places, at, end, said[end] in ("got", "had"))
    return None


def _plain_form(word: str) -> bool:
    """Whether a participle is also the plain form, so that "I'd" before it may be "I would"."""
    return word in ("come", "become", "run", "cut", "put", "let", "set", "hit", "read", "cost")


def _made(
    tense: str, places: list[tuple[int, int]], first: int, last: int, sure: bool
) -> tuple[Found, int]:
    return Found(tense, places[first][0], places[last][1], sure), last


def _next(
    text: str,
    said: list[str],
    places: list[tuple[int, int]],
    at: int,
    wanted: tuple[str, ...] | None,
) -> int | None:
    """The next word of the group: one of `wanted`, or any; over what may stand between."""
    noun = False
    for place in range(at + 1, min(at + 2 + _GAP, len(said))):
        if _BREAK.search(text, places[place - 1][1], places[place][0]):
            return None
        word = said[place]
        if wanted is not None and word in wanted:
            return place
        if word in _ARTICLES and place == at + 1:
            noun = True  # a subject follows: "Have the crabs hidden?"
        elif noun:
            noun = False
        elif not (word in _BETWEEN or word in _SUBJECTS or word.endswith("ly")):
            return None if wanted is not None else place
    return None
