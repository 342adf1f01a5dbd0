"""Which kind of answer a gold is: a choice among options, words, or mathematics."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, TypeAlias

from assay.answers.chemistry.smiles import is_smiles
from assay.answers.hints import NONE, Hints
from assay.answers.limits import TooMuch
from assay.answers.reading import read
from assay.answers.values import Moment, Text

__all__ = ["Inferred", "inferred", "wordy"]

Inferred: TypeAlias = Literal["choice", "text", "math"]

_LETTER = re.compile(r"\W{0,2}[A-J]\W{0,2}")
_LETTERS = re.compile(r"\W*(?:[A-Z]|[A-Z](?:\W{1,3}|\W*and\W*)(?:[A-Z]\W*){1,9})\W*")
_OPTIONS = re.compile(r"(?:^|[\s(（])(?:A|B)[).:：、．]\s*\S", re.MULTILINE)
_MOST = 20_000


def inferred(
    golds: tuple[str, ...], options: tuple[str, ...], question: str, hints: Hints | None
) -> Inferred:
    """The kind that a gold shows; `hints.type` has the last word."""
    if hints is not None and hints.type is not None:
        return hints.type if hints.type in ("choice", "text") else "math"
    if options:
        return "choice"
    if all(_LETTER.fullmatch(gold[:40]) for gold in golds):
        return "choice"
    if all(_LETTERS.fullmatch(gold[:40]) for gold in golds) and _lists_options(question):
        return "choice"
    return "text" if any(map(wordy, golds)) else "math"


def _lists_options(question: str) -> bool:
    """Whether the question lists at least its options A and B."""
    return len(set(_OPTIONS.findall(question[-_MOST:]))) >= 2


@lru_cache(maxsize=4096)
def wordy(gold: str) -> bool:
    """Whether a gold is words or a date, and nothing that could be computed with."""
    if is_smiles(gold.strip()):
        return False
    try:
        value = read(gold, NONE)[0]
    except TooMuch:
        return False
    return isinstance(value, Text) or (isinstance(value, Moment) and value.hour is None)
