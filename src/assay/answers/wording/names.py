"""Persons: the surname must be there, what stands before it must be able to be the given name.

"James Wilson Marshall", "J. W. Marshall", "Marshall" and "Dr. Marshall" are James W. Marshall;
"Penny Marshall" is not, and "James" alone does not say. NOT covered: names that are written
with the family name first.
"""

from __future__ import annotations

from assay.answers.wording.folding import Word
from assay.answers.wording.given_names import same_given
from assay.answers.wording.golds import Variant
from assay.answers.wording.initials import middles_agree
from assay.answers.wording.lexicon import (
    DIRECTIONS,
    FUNCTION,
    INSTITUTIONS,
    SUFFIXES,
    TITLES,
)
from assay.answers.wording.passage import Passage
from assay.answers.wording.spelling import near

__all__ = ["another_middle", "could_be_person", "find_person"]

_JOINTS = frozenset(("", ".", "-", '"', "\u201c", "\u201d", "'", ". ", "*", "**"))
_MOST_BEFORE = 3
_MOST_PLACES = 32


def could_be_person(variant: Variant) -> bool:
    """Whether a gold answer is written as a name of one to five words: no place, no ruler, whose
    number tells him from others."""
    words = variant.words
    if not 1 <= len(words) <= 5 or words[0].form in DIRECTIONS or words[-1].key in INSTITUTIONS:
        return False
    if len(words) == 2 and words[1].key.isdecimal():
        return False
    return all(word.capital and word.form.isalpha() for word in words)


def find_person(
    passage: Passage, variant: Variant, asked: frozenset[str]
) -> tuple[int, int] | None:
    """Where the response names this person: the offsets of the name."""
    words = [word for word in variant.words if word.form not in SUFFIXES]
    while len(words) > 1 and words[0].form in TITLES:
        words = words[1:]
    if not words:
        return None
    if len(words) == 1:
        return _single(passage, words[0], asked)
    surname, given = words[-1], [word.form for word in words[:-1]]
    for at in passage.places.get(surname.key, [])[:_MOST_PLACES]:
        before = _before(passage, at)
        if not before:
            if surname.key not in asked and _alone(passage, at):
                return passage.words[at].start, passage.words[at].end
        elif _compatible(given, before):
            return before[0].start, passage.words[at].end
    return _misspelt(passage, surname, given)


def _single(passage: Passage, name: Word, asked: frozenset[str]) -> tuple[int, int] | None:
    """A name of one word: itself, or its short form."""
    if len(name.form) < 3:
        return None
    for at in passage.capitals(name.form[0]):
        word = passage.words[at]
        if len(word.form) >= 3 and word.key not in asked and same_given(word.form, name.form):
            return word.start, word.end
    return None


def _misspelt(passage: Passage, surname: Word, given: list[str]) -> tuple[int, int] | None:
    if len(surname.form) < 5 or not given:
        return None
    for at in passage.capitals(surname.form[0]):
        word = passage.words[at]
        if word.key != surname.key and near(word.form, surname.form):
            before = _before(passage, at)
            if before and _compatible(given, before):
                return before[0].start, word.end
    return None


def _compatible(given: list[str], before: list[Word]) -> bool:
    names = [word.form for word in before if word.form not in TITLES]
    if not middles_agree(given, names) or _another_first(given, names):
        return False
    return not names or any(same_given(ours, theirs) for ours in given for theirs in names)


def _another_first(given: list[str], names: list[str]) -> bool:
    """Whether both state a first name in full, and neither has the other's anywhere."""
    if not names or min(len(given[0]), len(names[0])) < 2:
        return False
    ours = any(same_given(one, names[0]) for one in given)
    return not ours and not any(same_given(given[0], other) for other in names)


def another_middle(passage: Passage, variant: Variant) -> bool:
    """Whether wherever the surname stands with given names, their initials are other ones."""
    words = [word for word in variant.words if word.form not in SUFFIXES]
    while len(words) > 1 and words[0].form in TITLES:
        words = words[1:]
    if len(words) < 3 or not could_be_person(variant):
        return False
    given = [word.form for word in words[:-1]]
    clashes = [
        not middles_agree(given, names)
        for at in passage.places.get(words[-1].key, [])[:_MOST_PLACES]
        if (names := [word.form for word in _before(passage, at) if word.form not in TITLES])
    ]
    return bool(clashes) and all(clashes)


def _before(passage: Passage, at: int) -> list[Word]:
    """The capitalised words that run up to a place without a break."""
    words, text = passage.words, passage.text
    first = at
    while first > 0 and at - first < _MOST_BEFORE:
        word = words[first - 1]
        between = text[word.end : words[first].start].strip(" ")
        if not word.capital or word.form in FUNCTION or between not in _JOINTS:
            break
        first -= 1
    return words[first:at]


def _alone(passage: Passage, at: int) -> bool:
    """Whether a capitalised word stands without a further one after it."""
    words, text = passage.words, passage.text
    if not words[at].capital and len(words) > 4:
        return False
    if at + 1 >= len(words):
        return True
    after = words[at + 1]
    return not after.capital or after.form in SUFFIXES or text[words[at].end : after.start] != " "
