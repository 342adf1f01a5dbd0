"""IFEvalG's instructions that count words, letters, sentences and paragraphs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from assay.response import Response
from assay.suites import Rule
from assay.suites.given import agreed, letters, numbers, relations
from assay.suites.ifevalg.keywords import LESS, compared, tokens
from assay.suites.ifevalg.splitting import in_sentences
from assay.views import treebank

__all__ = ["RULES"]

_LOWER = re.compile(r"\b[a-z]+\b")
_LETTERS = re.compile(r"[a-zA-Z]+")
_STARS = re.compile(r"\s?\*\*\*\s?")


def _lower_words(response: Response, given: Mapping[str, Any]) -> bool:
    count = len(_LOWER.findall(response.text))
    return agreed("N", (count <= n for n in numbers(given, "N")))


def _all_letters(response: Response, given: Mapping[str, Any]) -> bool:
    known = (given["relation"],) if given.get("relation") else LESS
    count = sum(map(len, _LETTERS.findall(response.text)))
    # Of any other relation nothing is true.
    return known[0] in LESS and compared(count, numbers(given, "N"), known)


def _one_letter(response: Response, given: Mapping[str, Any]) -> bool:
    bounds = numbers(given, "let_frequency", range(1, 11), zero=True)
    known = relations(given, "let_relation", LESS)
    lowered = response.text.lower()
    return agreed(
        "letter",
        (compared(lowered.count(one), bounds, known) for one in letters(given, "letter")),
    )


def _unique(response: Response, _: Mapping[str, Any]) -> bool:
    # Marks are words, and "The" is another word than "the".
    seen: set[str] = set()
    for token in tokens(response):
        if token in seen:
            return False
        seen.add(token)
    return True


def _composition(response: Response, given: Mapping[str, Any]) -> bool:
    """Three stretches between dividers, of so many sentences, of so many tokens each.

    An empty stretch at an end has no sentences, by which it fails.
    """
    pieces = _STARS.split(response.text)
    many, long = numbers(given, "n_sent"), numbers(given, "n_words")
    if len(pieces) != 3 or not all(piece.strip() for piece in pieces):
        return False
    found = [in_sentences(piece) for piece in pieces]
    if any(len(one) not in many for one in found):
        return False
    counts = {len(treebank.tokens(sentence)) for one in found for sentence in one}
    return agreed(
        "n_sent or n_words",
        (all(len(one) == m for one in found) and counts == {n} for m in many for n in long),
    )


def _two_between(divider: re.Pattern[str]) -> Rule:
    """Two paragraphs; empty ones are let pass at the ends only."""

    def rule(response: Response, _: Mapping[str, Any]) -> bool:
        pieces = divider.split(response.text)
        blank = [place for place, piece in enumerate(pieces) if not piece.strip()]
        if any(0 < place < len(pieces) - 1 for place in blank):
            return False
        return len(pieces) - len(blank) == 2

    return rule


RULES: dict[str, Rule] = {
    "count:lowercase_counting": _lower_words,
    "count:count_unique": _unique,
    "count:counting_composition": _composition,
    "letters:letter_counting": _all_letters,
    "letters:letter_counting2": _one_letter,
    "paragraphs:paragraphs": _two_between(_STARS),
    "paragraphs:paragraphs2": _two_between(re.compile("\n\n")),
}
