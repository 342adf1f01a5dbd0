"""IFEvalG's instructions on first and last words, brackets, hyphens and marks."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from assay.response import Response
from assay.suites import Rule
from assay.suites.given import first_text, text
from assay.suites.ifevalg.splitting import in_sentences, sentences

__all__ = ["RULES"]

_MARKS = re.compile(r"[^\w\s]")


def _first(value: str) -> str:
    return value.split()[0].lower()


def _last(value: str) -> str:
    return _MARKS.sub("", value.split()[-1]).lower()


def _wanted(given: Mapping[str, Any], name: str, take: Callable[..., str]) -> str | None:
    """The word in lower case; None where one of hundreds would be drawn, which hardly ever fits."""
    return take(given, name).lower() if given.get(name) else None


def _first_word(response: Response, given: Mapping[str, Any]) -> bool:
    # Marks are part of the word.
    return _first(response.text) == _wanted(given, "first_word", text)


def _last_word(response: Response, given: Mapping[str, Any]) -> bool:
    return _last(response.text) == _wanted(given, "last_word", text)


def _first_words(response: Response, given: Mapping[str, Any]) -> bool:
    wanted = _wanted(given, "first_word", first_text)
    return all(sentence and _first(sentence) == wanted for sentence in sentences(response))


def _last_words(response: Response, given: Mapping[str, Any]) -> bool:
    wanted = _wanted(given, "last_word", first_text)
    return all(sentence and _last(sentence) == wanted for sentence in sentences(response))


def _bigrams(response: Response, _: Mapping[str, Any]) -> bool:
    # An odd last word is not looked at.
    words = response.text.split()
    pairs = zip(words[::2], words[1::2], strict=False)
    return all(one.startswith("<<") and other.endswith(">>") for one, other in pairs)


def _brackets(response: Response, _: Mapping[str, Any]) -> bool:
    return all(word[0] == "[" and word[-1] == "]" for word in response.text.split())


def _hyphens(response: Response, _: Mapping[str, Any]) -> bool:
    """The pieces between hyphens, as far as there are sentences in the text without hyphens,
    are those sentences."""
    wanted = in_sentences(response.text.replace("-", " "))
    return all(
        piece.strip() == piece == sentence
        for piece, sentence in zip(response.text.split("-"), wanted, strict=False)
    )


def _without(mark: str) -> Rule:
    def rule(response: Response, _: Mapping[str, Any]) -> bool:
        return mark not in response.text

    return rule


RULES: dict[str, Rule] = {
    "first_word:first_word_answer": _first_word,
    "first_word:first_word_sent": _first_words,
    "last_word:last_word_answer": _last_word,
    "last_word:last_word_sent": _last_words,
    "detectable_format:bigram_wrapping": _bigrams,
    "detectable_format:square_brackets": _brackets,
    "detectable_format:sentence_hyphens": _hyphens,
    "punctuation:punctuation_dot": _without("."),
    "punctuation:punctuation_exclamation": _without("!"),
}
