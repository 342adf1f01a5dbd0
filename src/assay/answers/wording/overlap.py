"""Token overlap as reading comprehension is scored (Rajpurkar et al. 2016, arXiv:1606.05250).

Normal form: lower case, no ASCII punctuation, no articles, single spaces. F1 is the harmonic mean
of the precision and the recall of the tokens as a multiset.
"""

from __future__ import annotations

import string
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from assay.answers.patterns import lazy

__all__ = ["best_f1", "normal"]

_PUNCTUATION = str.maketrans("", "", string.punctuation)
_ARTICLES = lazy(r"\b(?:a|an|the)\b")


def normal(text: str) -> str:
    """The normal form of SQuAD."""
    return " ".join(_ARTICLES.sub(" ", text.lower().translate(_PUNCTUATION)).split())


def best_f1(response: str, golds: Sequence[str]) -> tuple[float, str]:
    """The highest F1 over the golds, and the gold that has it; two empty texts are alike."""
    given = normal(response).split()
    bag = Counter(given)
    best, which = 0.0, ""
    for gold in golds:
        expected = _tokens(gold)
        score = _f1(expected, given, bag)
        if score > best:
            best, which = score, gold
    return best, which


@lru_cache(maxsize=4_096)
def _tokens(gold: str) -> tuple[str, ...]:
    return tuple(normal(gold).split())


def _f1(expected: tuple[str, ...], given: list[str], bag: Counter[str]) -> float:
    if not expected or not given:
        return float(not expected and not given)
    if len(set(expected)) == len(expected):
        common = sum([token in bag for token in expected])
    else:
        common = sum([min(count, bag[token]) for token, count in Counter(expected).items()])
    return 2 * common / (len(expected) + len(given))
