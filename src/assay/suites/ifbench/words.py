"""IFBench's `words:` instructions."""

from __future__ import annotations

import re
import string
from collections import Counter
from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from itertools import pairwise
from typing import Any

from assay.errors import MissingExtra
from assay.response import Response
from assay.suites import Rule
from assay.suites.ifbench.seen import (
    EDGE,
    LOWERED,
    LOWERED_BARE,
    bare,
    sentences,
    tokens,
)
from assay.suites.ifbench.verbs import opens_with_verb
from assay.views import treebank

__all__ = ["RULES"]

_LETTERS = string.ascii_lowercase
_CLUSTER = re.compile("[bcdfghjklmnpqrstvwxyz]{2}")
_PRIMES = frozenset(n for n in range(2, 100) if all(n % d for d in range(2, n)))
"""Upstream's list ends at 97 too: a word of 101 letters is none of prime length there."""


def _alphabet(response: Response, _: Mapping[str, Any]) -> bool:
    seen = bare(response).split()
    if not seen:
        return False
    first = seen[0][0].lower()
    if first not in _LETTERS:
        return False
    place = _LETTERS.index(first)
    for word in seen[1:]:
        place = (place + 1) % 26
        if word.lower()[0] != _LETTERS[place]:
            return False
    return True


def _vowel(response: Response, _: Mapping[str, Any]) -> bool:
    text = response.text.strip()
    return "\n" not in text and sum(vowel in text.lower() for vowel in "aeiou") <= 3


def _consonants(response: Response, _: Mapping[str, Any]) -> bool:
    return all(map(_CLUSTER.search, response.view(LOWERED)))


def _palindrome(response: Response, _: Mapping[str, Any]) -> bool:
    seen = bare(response).lower().split()
    return sum(len(word) >= 5 and word == word[::-1] for word in seen) >= 10


def _prime_lengths(response: Response, _: Mapping[str, Any]) -> bool:
    return all(len(word) in _PRIMES for word in bare(response).split())


def _repeats(response: Response, given: Mapping[str, Any]) -> bool:
    counted = response.keep(
        "ifbench:repeats", lambda: max(Counter(response.view(LOWERED_BARE)).values(), default=0)
    )
    return counted <= given["small_n"]


def _no_consecutive(response: Response, _: Mapping[str, Any]) -> bool:
    return all(a[0] != b[0] for a, b in pairwise(response.view(LOWERED_BARE)))


def _start_verb(response: Response, _: Mapping[str, Any]) -> bool:
    return opens_with_verb(tokens(response))


@cache
def _syllapy() -> Callable[[str], int]:
    try:
        return import_module("syllapy").count
    except ImportError:
        raise MissingExtra("syllapy, by which official mode counts syllables", "official") from None


def _odd_even_syllables(response: Response, _: Mapping[str, Any]) -> bool:
    count = _syllapy()
    parities = (count(word) % 2 for word in bare(response).lower().split())
    return all(a != b for a, b in pairwise(parities))


def _last_first(response: Response, _: Mapping[str, Any]) -> bool:
    for sentence, following in pairwise(sentences(response)):
        last = sentence.rstrip(EDGE).split()
        first = following.lstrip(EDGE).split(maxsplit=1)
        if not last or not first or last[-1].lower() != first[0].lower():
            return False
    return True


def _paragraph_last_first(response: Response, _: Mapping[str, Any]) -> bool:
    for line in response.text.split("\n"):
        seen = line.strip().lower().strip(EDGE).split()
        if seen and seen[0] != seen[-1]:
            return False
    return True


def _keywords_specific_position(response: Response, given: Mapping[str, Any]) -> bool:
    sentence, place = int(given["n"]), int(given["m"])
    known = sentences(response)
    if len(known) < sentence:
        return False
    seen = response.keep(
        ("ifbench:words of sentence", sentence),
        lambda: [t for t in treebank.tokens(known[sentence - 1]) if any(map(str.isalnum, t))],
    )
    return len(seen) >= place and seen[place - 1].lower() == given["keyword"].strip().lower()


def _words_position(response: Response, given: Mapping[str, Any]) -> bool:
    seen = tokens(response)
    if len(seen) < 2:
        return False
    # Only one mark at the end is passed over, and `in` asks for a stretch of the list of marks.
    last = 3 if seen[-1] in string.punctuation else 2
    if len(seen) < last:
        return False
    return seen[1].lower() == seen[-last].lower() == given["keyword"].strip().lower()


RULES: dict[str, Rule] = {
    "words:alphabet": _alphabet,
    "words:vowel": _vowel,
    "words:consonants": _consonants,
    "words:palindrome": _palindrome,
    "words:prime_lengths": _prime_lengths,
    "words:repeats": _repeats,
    "words:no_consecutive": _no_consecutive,
    "words:start_verb": _start_verb,
    "words:odd_even_syllables": _odd_even_syllables,
    "words:last_first": _last_first,
    "words:paragraph_last_first": _paragraph_last_first,
    "words:keywords_specific_position": _keywords_specific_position,
    "words:words_position": _words_position,
}
