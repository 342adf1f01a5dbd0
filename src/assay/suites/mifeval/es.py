"""M-IFEval's 30 Spanish instructions, by its own checkers (lightblue's, of 2024).

Its words are spaCy's tokens (`es_tokens`); its sentences a parser's, which `es_sentences` only
approaches.
"""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Mapping
from typing import Any

from assay.response import Response
from assay.suites import Rule
from assay.suites.given import agreed, drawn, numbers, raising, relations
from assay.suites.mifeval.es_sentences import count_sentences
from assay.suites.mifeval.es_tokens import words, words_of
from assay.suites.mifeval.shared import (
    Relation,
    common,
    ends_with,
    exactly,
    in_language,
    lowered_language,
    opening,
    postscript,
    starred,
    title,
)

__all__ = ["OPTIONS", "RELATIONS", "RULES"]

OPTIONS = ("Sí.", "No.", "Quizás.")
"""The fixed answers of `detectable_format:constrained_response`."""

RELATIONS: Relation = {
    "al menos": lambda count, bound: count >= bound,
    "como máximo": lambda count, bound: count <= bound,
}
_ACCENTED = frozenset("áéíóúÁÉÍÓÚ")
_ITEM = re.compile(r"(?<!\S)(?:\d+\.|[-*])\s*")
_NO_MARKS = dict.fromkeys(map(ord, string.punctuation))


def _compared(count: int, given: Mapping[str, Any], name: str, relation: str, draws: range) -> bool:
    bounds = numbers(given, name, draws, zero=True)
    known = relations(given, relation, ("al menos", "como máximo"))
    return agreed(name, (RELATIONS[how](count, bound) for bound in bounds for how in known))


def unlisted(text: str) -> str:
    r"""The text without the numbers and marks of list items and the blank lines before them.

    As upstream's `^\s*[-*]\s*` takes them away, which scans a run of newlines once for each.
    """
    kept: list[str] = []
    end = 0
    for item in _ITEM.finditer(text):
        start = run = item.start()
        while run > end and text[run - 1].isspace():
            run -= 1
        if run > 0 and not (run == end and text[run - 1] == "\n"):
            run = text.find("\n", run, start) + 1
            if not run:
                continue
        kept.append(text[end:run])
        end = item.end()
    return "".join([*kept, text[end:]])


def _number_words(response: Response, given: Mapping[str, Any]) -> bool:
    count = response.keep(
        "mifeval:es words", lambda: len(words_of(unlisted(response.text).replace("\n", " ")))
    )
    return _compared(count, given, "num_words", "relation", range(1, 501))


def _number_sentences(response: Response, given: Mapping[str, Any]) -> bool:
    count = response.keep("mifeval:es sentences", lambda: count_sentences(unlisted(response.text)))
    return _compared(count, given, "num_sentences", "relation", range(1, 21))


def _upper_words(response: Response, given: Mapping[str, Any]) -> bool:
    if given.get("capital_frequency") is None:
        raise drawn("capital_frequency")
    count = sum(map(str.isupper, words(response)))
    bound = given["capital_frequency"]
    known = relations(given, "capital_relation", ("al menos", "como máximo"))
    return agreed("capital_relation", (RELATIONS[how](count, bound) for how in known))


def _accented(response: Response, given: Mapping[str, Any]) -> bool:
    count = sum(not _ACCENTED.isdisjoint(word) for word in words(response))
    return _compared(count, given, "num_words", "relation", range(1, 501))


def _with_letter(letter: str) -> Rule:
    def rule(response: Response, given: Mapping[str, Any]) -> bool:
        count = sum(letter in word.lower() for word in words(response))
        bounds = range(1, 21) if (n := given.get("let_frequency")) is None else (n,)
        return agreed("let_frequency", (count == bound for bound in bounds))

    return rule


def _bullets(response: Response, given: Mapping[str, Any]) -> bool:
    return exactly(starred(response), given, "num_bullets")


def _first_words(response: Response, given: Mapping[str, Any]) -> bool:
    """The words that open a paragraph, their ASCII marks apart."""
    paragraph, wanted = opening(given, response)
    known = wanted.split()
    found = [word.translate(_NO_MARKS).lower() for word in paragraph.split()[: len(known)]]
    return bool(paragraph) and found == known


def _ends(response: Response, given: Mapping[str, Any]) -> bool:
    # A full stop at the very end is taken away, so that a phrase that ends in one never fits.
    return ends_with(response.text.strip().strip('"').lower().removesuffix("."), given)


def _in_capitals(response: Response, _: Mapping[str, Any]) -> bool:
    plain = unicodedata.normalize("NFKD", response.text)
    if not all(c.isupper() or not c.isalpha() or unicodedata.combining(c) for c in set(plain)):
        return False
    return lowered_language(response) in ("es", "")


def _in_small_letters(response: Response, _: Mapping[str, Any]) -> bool:
    return response.text.islower() and in_language(response, "es")


def _quoted(response: Response, _: Mapping[str, Any]) -> bool:
    text = response.text.strip()
    return len(text) > 1 and text[0] == text[-1] == '"'


def _enclosed(opening: str, closing: str) -> Rule:
    """Something between the marks, over lines too."""

    def rule(response: Response, _: Mapping[str, Any]) -> bool:
        text, end = response.text, 0
        while (start := text.find(opening, end)) >= 0:
            end = text.find(closing, start) + 1
            if not end:
                return False
            if text[start:end].lstrip(opening).rstrip(closing).strip():
                return True
        return False

    return rule


_OWN: dict[str, Rule] = {
    "length_constraints:number_words": _number_words,
    "length_constraints:number_sentences": _number_sentences,
    "length_constraints:nth_paragraph_first_word": _first_words,
    "detectable_content:postscript": postscript({"P.D.": r"p\.\s?d\.", "Nota": "nota"}),
    "detectable_format:number_bullet_lists": _bullets,
    "detectable_format:title": title("<<", ">>"),
    "punctuation:question_marks": _enclosed("¿", "?"),
    "punctuation:exclamation_marks": _enclosed("¡", "!"),
    "startend:end_checker": _ends,
    "startend:quotation": _quoted,
    "change_case:capital_word_frequency": _upper_words,
    "change_case:spanish_capital": _in_capitals,
    "change_case:spanish_lowercase": _in_small_letters,
    "special_character:enie": _with_letter("ñ"),
    "special_character:tildes": _accented,
    "special_character:dieresis": _with_letter("ü"),
}

RULES: dict[str, Rule] = raising(
    {f"es:{name}": rule for name, rule in (common(RELATIONS, OPTIONS) | _OWN).items()}
)
