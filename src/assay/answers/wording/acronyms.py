"""Initials that stand for a name, and a name for its initials: "DMV", "UCLA", "World Wrestling
Entertainment". Three letters or more, each the first of a word; function words may be skipped.
"""

from __future__ import annotations

from assay.answers.wording.golds import Variant
from assay.answers.wording.passage import Passage

__all__ = ["find_acronym"]

_LEAST = 3
_MOST = 7


def find_acronym(passage: Passage, variant: Variant) -> tuple[int, int] | None:
    """Where the response has the initials of the gold answer, or the words of its initials."""
    words = variant.words
    if len(words) == 1 and words[0].upper and _LEAST <= len(words[0].form) <= _MOST:
        return _spelt_out(passage, words[0].form)
    if not _LEAST <= len(words) <= _MOST or not all(word.capital for word in words):
        return None
    short = "".join([word.form[0] for word in words])
    word = passage.upper.get(short)
    return (word.start, word.end) if word else None


def _spelt_out(passage: Passage, short: str) -> tuple[int, int] | None:
    words = passage.core.words
    place = passage.initials.find(short)
    while place >= 0:
        run = words[place : place + len(short)]
        if all(word.capital and len(word.form) > 1 for word in run):
            return run[0].start, run[-1].end
        place = passage.initials.find(short, place + 1)
    return None
