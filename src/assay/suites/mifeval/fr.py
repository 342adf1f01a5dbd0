"""M-IFEval's 30 French instructions, by its own checkers (lightblue's, of 2024).

Its sentences are Punkt's with a French model and upstream's own abbreviations (`fr_sentences`);
its tokens, strangely, are cut by the English one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from assay.response import Response
from assay.suites import Rule
from assay.suites.given import agreed, drawn, numbers, raising, relations
from assay.suites.mifeval.fr_sentences import count_sentences
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
from assay.views import treebank

__all__ = ["OPTIONS", "RELATIONS", "RULES"]

OPTIONS = ("Oui.", "Non.", "Peut-être.")
"""The fixed answers of `detectable_format:constrained_response`."""

RELATIONS: Relation = {
    "moins de": lambda count, bound: count < bound,
    "au moins": lambda count, bound: count >= bound,
}
_WORD = re.compile(r"\w+")
_DASHED = re.compile(r"^[^\S\n]*-.*$", re.MULTILINE)
_DIGIT = re.compile(r"\d")
_FAMILIAR = re.compile(r"\b(?:tu|te|t'\b|toi|ton|ta|tes)\b", re.IGNORECASE)
_ACCENTED = frozenset("àáâãäåçèéêëìíîïñòóôõöùúûüýÿÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÖÙÚÛÜÝ")
_QUOTES = ('""', "''", "«»")
_PARTING = re.compile("[.,?!'\"]")


def _compared(count: int, given: Mapping[str, Any], name: str, relation: str, draws: range) -> bool:
    bounds = numbers(given, name, draws, zero=True)
    known = relations(given, relation, ("moins de", "au moins"))
    return agreed(name, (RELATIONS[how](count, bound) for bound in bounds for how in known))


def _number_words(response: Response, given: Mapping[str, Any]) -> bool:
    count = len(_WORD.findall(response.text))
    return _compared(count, given, "num_words", "relation", range(100, 501))


def _number_sentences(response: Response, given: Mapping[str, Any]) -> bool:
    count = response.keep("mifeval:fr sentences", lambda: count_sentences(response.text))
    return _compared(count, given, "num_sentences", "relation", range(1, 21))


def _upper_words(response: Response, given: Mapping[str, Any]) -> bool:
    if given.get("capital_frequency") is None:
        raise drawn("capital_frequency")
    count = response.keep("mifeval:upper", lambda: treebank.count_upper(response.text))
    bound = given["capital_frequency"]
    known = relations(given, "capital_relation", ("moins de", "au moins"))
    return agreed("capital_relation", (RELATIONS[how](count, bound) for how in known))


def _bullets(response: Response, given: Mapping[str, Any]) -> bool:
    return exactly(starred(response) + len(_DASHED.findall(response.text)), given, "num_bullets")


def _first_word(response: Response, given: Mapping[str, Any]) -> bool:
    """The word that opens a paragraph, up to its first mark."""
    paragraph, wanted = opening(given, response)
    if not paragraph:
        return False
    found = paragraph.split(maxsplit=1)[0].lstrip("'").lstrip('"')
    return "".join(map(str.lower, _PARTING.split(found, maxsplit=1)[0])) == wanted


def _ends(response: Response, given: Mapping[str, Any]) -> bool:
    return ends_with(response.text.strip().strip('"').lower(), given)


def _in_capitals(response: Response, _: Mapping[str, Any]) -> bool:
    return response.text.isupper() and lowered_language(response) in ("fr", "")


def _in_small_letters(response: Response, _: Mapping[str, Any]) -> bool:
    return response.text.islower() and in_language(response, "fr")


def _quoted(response: Response, _: Mapping[str, Any]) -> bool:
    text = response.text.strip()
    return len(text) > 1 and text[0] + text[-1] in _QUOTES


def _without_character(response: Response, given: Mapping[str, Any]) -> bool:
    if not given.get("forbidden_char"):
        raise drawn("forbidden_char")
    pattern = re.escape(given["forbidden_char"])
    return re.search(pattern, response.text, re.IGNORECASE) is None


def _familiar(response: Response, _: Mapping[str, Any]) -> bool:
    return _FAMILIAR.search(response.text) is not None


def _no_accents(response: Response, _: Mapping[str, Any]) -> bool:
    return _ACCENTED.isdisjoint(response.text)


def _accents(response: Response, given: Mapping[str, Any]) -> bool:
    """Of the words that are asked for, none is written in another way; none need be there."""
    wanted = given["word_to_accentuate"]
    return all(
        (plain := _unaccented(word)) not in wanted or word == wanted[plain]
        for word in set(_WORD.findall(response.text.lower()))
    )


def _unaccented(word: str) -> str:
    parts = unicodedata.normalize("NFKD", word)
    return "".join(part for part in parts if not unicodedata.combining(part))


def _no_digits(response: Response, _: Mapping[str, Any]) -> bool:
    return _DIGIT.search(response.text) is None


_OWN: dict[str, Rule] = {
    "length_constraints:number_words": _number_words,
    "length_constraints:number_sentences": _number_sentences,
    "length_constraints:nth_paragraph_first_word": _first_word,
    "detectable_content:postscript": postscript({"P.P.S": r"p\.\s?p\.\s?s", "P.S.": r"p\.\s?s\."}),
    "detectable_content:informal_address": _familiar,
    "detectable_content:no_digits": _no_digits,
    "detectable_format:number_bullet_lists": _bullets,
    "detectable_format:title": title("##", "##"),
    "startend:end_checker": _ends,
    "startend:quotation": _quoted,
    "change_case:capital_word_frequency": _upper_words,
    "change_case:french_capital": _in_capitals,
    "change_case:french_lowercase": _in_small_letters,
    "special_character:ethel_or_cedilla": _without_character,
    "special_character:no_accents": _no_accents,
    "special_character:accents": _accents,
}

RULES: dict[str, Rule] = raising(
    {f"fr:{name}": rule for name, rule in (common(RELATIONS, OPTIONS) | _OWN).items()}
)
