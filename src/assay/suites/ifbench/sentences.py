"""IFBench's `sentence:` instructions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from assay.response import Response
from assay.suites import Rule
from assay.suites.ifbench.seen import EDGE, NO_MARKS, sentences

__all__ = ["RULES"]


def _keyword(response: Response, given: Mapping[str, Any]) -> bool:
    place = int(given["N"])
    known = sentences(response)
    if len(known) < place:
        return False
    pattern = rf"\b{re.escape(given['word'])}\b"
    return re.search(pattern, known[place - 1], re.IGNORECASE) is not None


def _alliteration_increment(response: Response, _: Mapping[str, Any]) -> bool:
    before = -1
    for sentence in sentences(response):
        count = _alliterated(sentence)
        if count <= before:
            return False
        before = count
    return True


def _alliterated(sentence: str) -> int:
    """How many words share their first character with a neighbour, over all the runs there are."""
    stripped = (word.lstrip(EDGE) for word in sentence.lower().split())
    letters = [word[0] for word in stripped if word]
    count, running = 0, False
    for one, other in pairwise(letters):
        count += (1 if running else 2) if one == other else 0
        running = one == other
    return count


def _increment(response: Response, given: Mapping[str, Any]) -> bool:
    counts = response.keep(
        "ifbench:words a sentence",
        lambda: [len(sentence.translate(NO_MARKS).split()) for sentence in sentences(response)],
    )
    return all(after == before + given["small_n"] for before, after in pairwise(counts))


RULES: dict[str, Rule] = {
    "sentence:keyword": _keyword,
    "sentence:alliteration_increment": _alliteration_increment,
    "sentence:increment": _increment,
}
