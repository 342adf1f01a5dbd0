"""IFEvalG's `keywords:` instructions, and those that count keywords."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, pairwise
from typing import Any

from assay.response import Response
from assay.suites import Rule
from assay.suites.given import agreed, drawn, first_text, numbers, relations, text
from assay.suites.ifevalg.splitting import sentences
from assay.suites.patterns import compiled
from assay.views import punkt, treebank
from assay.views.view import View

__all__ = ["LESS", "RULES", "compared", "tokens"]

LESS = ("less than", "at least")


_PUNKT = View(punkt.version, punkt.sentences)


def tokens(response: Response, backwards: bool = False) -> Iterator[str]:
    """The tokens of `nltk.word_tokenize`, one after the other: marks are tokens too."""
    known = response.view(_PUNKT)
    for sentence in reversed(known) if backwards else known:
        found = treebank.tokens_of_sentences((sentence,))
        yield from reversed(found) if backwards else found


def _found(keyword: str, response: Response) -> int:
    """How often the keyword, a pattern, is found anywhere, inside of words too."""
    return len(compiled(keyword, response.text, re.IGNORECASE).findall(response.text))


def compared(count: int, bounds: Sequence[int], known: Sequence[str]) -> bool:
    """Whether the count keeps to the bound in the relation, whichever of them are drawn."""
    return agreed(
        "the bound",
        ((count < n if how == LESS[0] else count >= n) for n in bounds for how in known),
    )


def _once(response: Response, given: Mapping[str, Any]) -> bool:
    return _found(text(given, "keyword"), response) == 1


def _once_and_twice(response: Response, given: Mapping[str, Any]) -> bool:
    one, other = text(given, "keyword1"), text(given, "keyword2")
    counts = _found(one, response), _found(other, response)
    return counts == (1, 2)


def _number(response: Response, given: Mapping[str, Any]) -> bool:
    keyword = text(given, "keyword")
    bounds = numbers(given, "frequency", (1, 2, 3), zero=True)
    known = relations(given, "relation", LESS)
    return compared(_found(keyword, response), bounds, known)


def _excluded(response: Response, given: Mapping[str, Any]) -> bool:
    # Between two blanks only, in this case only.
    return f" {text(given, 'keyword')} " not in response.text


def _placed(response: Response, given: Mapping[str, Any]) -> bool:
    keyword = first_text(given, "keyword")
    place: int | None = given.get("n")
    word: int | None = given.get("m")
    if not place or not word:
        raise drawn("m" if place else "n")
    known = sentences(response)
    if len(known) < place:
        return False
    found = treebank.tokens(known[place - 1])
    return len(found) >= word and found[word - 1] == keyword


def _no_neighbours(response: Response, _: Mapping[str, Any]) -> bool:
    initials = [word[0].lower() for word in response.text.split()]
    if len(initials) > 1 and any(len(initial) != 1 for initial in initials):
        return False
    return all(ord(after) - ord(before) != 1 for before, after in pairwise(initials))


def _palindrome(response: Response, _: Mapping[str, Any]) -> bool:
    # A word of one letter is one.
    return any(word == word[::-1] for word in response.text.split())


def _start_end(response: Response, _: Mapping[str, Any]) -> bool:
    first = list(islice(tokens(response), 2))
    return len(first) == 2 and first[0].lower() == next(tokens(response, backwards=True)).lower()


RULES: dict[str, Rule] = {
    "keywords:word_once": _once,
    "keywords:word_count_different_numbers": _number,
    "keywords:exclude_word_harder": _excluded,
    "keywords:keyword_specific_position": _placed,
    "keywords:no_adjacent_consecutive": _no_neighbours,
    "keywords:palindrome": _palindrome,
    "keywords:start_end": _start_end,
    "count:count_increment_word": _once_and_twice,
}
