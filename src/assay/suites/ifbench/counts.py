"""IFBench's `count:` instructions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from assay.response import Response
from assay.suites import Rule, UpstreamRaises
from assay.suites.ifbench.seen import EDGE, LOWERED, bare, split, words
from assay.views import treebank

__all__ = ["RULES"]

_CONJUNCTIONS = frozenset(("and", "but", "for", "nor", "or", "so", "yet"))

_NAMES = frozenset(
    (
        "Emma Liam Sophia Jackson Olivia Noah Ava Lucas Isabella Mason Mia Ethan Charlotte "
        "Alexander Amelia Benjamin Harper Leo Zoe Daniel Chloe Samuel Lily Matthew Grace Owen "
        "Abigail Gabriel Ella Jacob Scarlett Nathan Victoria Elijah Layla Nicholas Audrey David "
        "Hannah Christopher Penelope Thomas Nora Andrew Aria Joseph Claire Ryan Stella Jonathan"
    ).split()
)

_PRONOUNS = frozenset(
    (
        "i me we us you he him she her it they them my mine our ours your yours his hers its "
        "their theirs myself ourselves yourself yourselves himself herself itself themselves "
        "this that these those who whom whose which what whoever whomever whatever whichever "
        "anybody anyone anything everybody everyone everything nobody nothing somebody someone "
        "something each either neither both all some any none"
    ).split()
)

_TIMES = (1, 2, 3, 5, 7)
_DIGITS = re.compile(r"\d+")
_JAPANESE = re.compile("[\u3040-\u30ff\u4e00-\u9fff]")


def _word_count_range(response: Response, given: Mapping[str, Any]) -> bool:
    return given["min_words"] <= len(words(response)) <= given["max_words"]


def _unique_word_count(response: Response, given: Mapping[str, Any]) -> bool:
    # A word of marks only is one more: the empty one.
    count = response.keep(
        "ifbench:unique", lambda: len({word.strip(EDGE) for word in response.view(LOWERED)})
    )
    return count >= given["N"]


def _conjunctions(response: Response, given: Mapping[str, Any]) -> bool:
    # Distinct as written, marks and capitals included: "And" and "and," are two.
    found = response.keep(
        "ifbench:conjunctions",
        lambda: sum(word.strip(EDGE).lower() in _CONJUNCTIONS for word in set(split(response))),
    )
    return found >= given["small_n"]


def _person_names(response: Response, given: Mapping[str, Any]) -> bool:
    return len(_NAMES.intersection(words(response))) >= given["N"]


def _pronouns(response: Response, given: Mapping[str, Any]) -> bool:
    return response.keep("ifbench:pronouns", lambda: _count_pronouns(response.text)) >= given["N"]


def _count_pronouns(text: str) -> int:
    return sum(token in _PRONOUNS for token in treebank.tokens(text.replace("/", " ").lower()))


def _numbers(response: Response, given: Mapping[str, Any]) -> bool:
    # Marks are dropped first, so that "2020-2021" is one number.
    count = response.keep("ifbench:numbers", lambda: len(_DIGITS.findall(bare(response))))
    return count == given["N"]


def _punctuation(response: Response, _: Mapping[str, Any]) -> bool:
    text = response.text
    if "?!" in text:
        rest = text.replace("?!", "", 1)
    elif "!?" in text:
        rest = text.replace("!?", "", 1)
    else:
        rest = text
        if "\u203d" not in text:
            return False
    return all(mark in rest for mark in ".,!?;:")


def _keywords_multiple(response: Response, given: Mapping[str, Any]) -> bool:
    text = response.keep("ifbench:lower", response.text.lower)
    return all(
        text.count(given[f"keyword{place}"].strip().lower()) == times
        for place, times in enumerate(_TIMES, 1)
    )


def _words_japanese(response: Response, given: Mapping[str, Any]) -> bool:
    period = int(given["N"])
    if period == 0:
        raise UpstreamRaises("it divides by N = 0")
    chosen = (word.strip(EDGE) for word in split(response)[period - 1 :: period])
    return all(not word or word.isdigit() or _JAPANESE.search(word) for word in chosen)


RULES: dict[str, Rule] = {
    "count:word_count_range": _word_count_range,
    "count:unique_word_count": _unique_word_count,
    "count:conjunctions": _conjunctions,
    "count:person_names": _person_names,
    "count:pronouns": _pronouns,
    "count:numbers": _numbers,
    "count:punctuation": _punctuation,
    "count:keywords_multiple": _keywords_multiple,
    "count:words_japanese": _words_japanese,
}
