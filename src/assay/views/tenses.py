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
from functools import cached_property
from typing import NamedTuple

from assay.views.folded import FOLDED
from assay.views.participles import is_participle, is_progressive
from assay.views.view import Known, View
from assay.views.words import WORD_SPANS

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
# Before "have" they make it another tense than the present: "would have gone", "to have gone".
_MODAL = frozenset("would could should might may must can cannot will shall to ought need".split())
_FIRST = _WILL.union(_BE, _HAVE)
_NEGATED = {"won't": "will", "shan't": "shall", "can't": "can", "ain't": "is"}
# What may stand between auxiliary and verb: these, and words in -ly.
_BETWEEN = frozenset(
    """
    not never ever always already also just only now still yet often seldom rarely sometimes soon
    recently finally all both even almost nearly hardly long once probably
    """.split()
)
_NOMINATIVE = frozenset("i he she we they".split())
# Participles that are plain forms too, so that "I'd" before them may be "I would".
_PLAIN = frozenset("become bet burst come cost cut hit hurt let put read run set shut".split())
_SUBJECTS = frozenset("i you he she it we they there this that anyone someone everyone".split())
_ARTICLES = frozenset("the a an my your his her its our their these those any".split())
_ASKING = frozenset("what who why when where how which whom".split())
_BREAK = re.compile(r"[.!?;:,\n()\u2026\u2014]")
_GAP = 4


def groups(text: str) -> list[Found]:
    """The verb groups in one of the nine tenses."""
    return _groups(_Reader(text, {}))


def _known_groups(text: str, known: Known) -> list[Found]:
    return _groups(_Reader(text, known))


def _groups(reader: _Reader) -> list[Found]:
    found: list[Found] = []
    last = -1
    for at in [n for n, word in enumerate(reader.said) if word in _FIRST or "'" in word]:
        if at <= last:
            continue
        group = reader.group(at)
        if group is not None:
            found.append(reader.made(group))
            last = group.last
    return found


TENSES = View("tenses:assay/1", groups, _known_groups)


class _Group(NamedTuple):
    """A verb group by the places of its first and last words."""

    tense: str
    first: int
    last: int
    sure: bool


class _Reader:
    """The words of a text, read for what an auxiliary begins."""

    def __init__(self, text: str, known: Known) -> None:
        self.text = text
        self.known = known
        self.said: list[str] = known[FOLDED] if FOLDED in known else FOLDED.value(text, known)

    @cached_property
    def places(self) -> list[tuple[int, int]]:
        known = self.known
        return known[WORD_SPANS] if WORD_SPANS in known else WORD_SPANS.value(self.text, known)

    def made(self, group: _Group) -> Found:
        start, end = self.places[group.first][0], self.places[group.last][1]
        return Found(group.tense, start, end, group.sure)

    def group(self, at: int) -> _Group | None:
        """The group that begins with the word there."""
        word = _auxiliary(self.said[at])
        if word == "'s":
            return self._short(at)
        if word in _WILL:
            then = self._next(at, ("have", "be"))
            if then is None:
                return None
            continuous = self.said[then] == "be"
            return (self._continuous if continuous else self._perfect)(at, then, "future")
        if word == "have" and self._modal(at):
            return None
        if word in _HAVE:
            return self._perfect(at, at, _HAVE[word])
        return self._continuous(at, at, _BE[word]) if word in _BE else None

    def _continuous(self, first: int, last: int, time: str) -> _Group | None:
        end = self._next(last)
        if end is None or not is_progressive(self.said[end]):
            return None
        future = self.said[end] == "going" and self.said[end + 1 : end + 2] == ["to"]
        return _Group(f"{time}_continuous", first, end, not future)

    def _perfect(self, first: int, last: int, time: str) -> _Group | None:
        end = self._next(last)
        if end is None or not is_participle(self.said[end]):
            return None
        if self.said[end] == "been":
            verb = self._next(end)
            if verb is not None and is_progressive(self.said[verb]):
                return _Group(f"{time}_perfect_continuous", first, verb, True)
        plain = self.said[first].endswith("'d") and self.said[end] in _PLAIN
        return _Group(f"{time}_perfect", first, end, not plain)

    def _short(self, at: int) -> _Group | None:
        """What begins with 's: it is "is" before -ing, "has" before been, else either."""
        end = self._next(at)
        if end is None or self.said[at] == "let's":
            return None
        verb = self.said[end]
        if is_progressive(verb):
            owner = self.said[at].partition("'")[0]
            sure = owner in _SUBJECTS and owner != "there"
            sure = sure and not (verb == "going" and self.said[end + 1 : end + 2] == ["to"])
            return _Group("present_continuous", at, end, sure)
        if verb == "been":
            return self._perfect(at, at, "present")
        if is_participle(verb):
            return _Group("present_perfect", at, end, verb in ("got", "had"))
        return None

    def _next(self, at: int, wanted: tuple[str, ...] = ()) -> int | None:
        """The next word of the group, one of `wanted` if any are, over what may stand between."""
        asks = self._asks(at)
        noun = False
        for place in range(at + 1, min(at + 2 + _GAP, len(self.said))):
            if self._parted(place):
                return None
            word = self.said[place]
            if word in wanted:
                return place
            if noun:
                noun = False
            elif asks and place == at + 1 and word in _ARTICLES:
                noun = True  # a subject follows: "Have the crabs hidden?"
            elif not (word in _BETWEEN or word.endswith("ly") or self._subject(word, asks)):
                return None if wanted else place
        return None

    def _modal(self, at: int) -> bool:
        """Whether a modal verb or "to" goes with the "have" there: before it, or in its word."""
        word = self.said[at]
        if word != "have":
            return _bare_modal(word.partition("'")[0] if word.endswith("'ve") else "")
        for place in range(at, max(at - _GAP, 0), -1):
            if self._parted(place):
                return False
            before = self.said[place - 1]
            if _bare_modal(before):
                return True
            if not (before in _BETWEEN or before in _SUBJECTS or before.endswith("ly")):
                return False
        return False

    def _subject(self, word: str, asks: bool) -> bool:
        return word in _NOMINATIVE or (asks and word in _SUBJECTS)

    def _asks(self, at: int) -> bool:
        """Whether the word stands where a question begins, so that its subject follows."""
        return at == 0 or self.said[at - 1] in _ASKING or self._parted(at)

    def _parted(self, place: int) -> bool:
        """Whether a mark stands before that word."""
        before = self.places[place - 1][1]
        return _BREAK.search(self.text, before, self.places[place][0]) is not None


def _bare_modal(word: str) -> bool:
    return word.removesuffix("n't") in _MODAL or word in _NEGATED or word.endswith(("'d", "'ll"))


def _auxiliary(word: str) -> str:
    """The auxiliary in a word: its own, or what its contraction stands for."""
    if word in _NEGATED:
        return _NEGATED[word]
    word = word.removesuffix("n't")
    head, mark, tail = word.partition("'")
    if not mark:
        return word
    return "'s" if tail == "s" and head else _SHORT.get(mark + tail, word)
