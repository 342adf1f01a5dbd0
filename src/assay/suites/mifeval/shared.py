"""What M-IFEval's Spanish and French checkers share with each other, and mostly with IFEval's.

Each finds in linear time what upstream's patterns find.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from assay.response import Response
from assay.suites import Rule, UpstreamRaises
from assay.suites.given import agreed, drawn, letters, numbers, relations, text
from assay.suites.patterns import compiled
from assay.views.langdetect import LANGDETECT, language

__all__ = [
    "Relation",
    "at_least",
    "common",
    "ends_with",
    "exactly",
    "has_between",
    "in_language",
    "lowered_language",
    "opening",
    "postscript",
    "starred",
    "title",
]

Relation = Mapping[str, Callable[[int, int], bool]]
"""The two words of comparison that a language has, and what they say of a count and a bound."""

_HIGHLIGHT = re.compile(r"\*[^\n*]*\*")
_DOUBLE = re.compile(r"\*\*[^\n*]*\*\*")
_STARRED = re.compile(r"^[^\S\n]*\*[^*].*$", re.MULTILINE)
_STARS = re.compile(r"\s?\*\*\*\s?")
_SPECIAL = frozenset("*+?{}[]()|^$\\")
_FENCES = ("```json", "```Json", "```JSON", "```")


def at_least(count: int, given: Mapping[str, Any], name: str, most: int) -> bool:
    """Whether the count reaches the argument, which is drawn of 1 to `most` where it is no use."""
    bounds = numbers(given, name, range(1, most + 1), zero=True)
    return agreed(name, (count >= bound for bound in bounds))


def starred(response: Response) -> int:
    """Lines that open with an asterisk and something else."""
    return len(_STARRED.findall(response.text))


def has_between(value: str, opening: str, closing: str) -> bool:
    """Whether a line has more than the marks' own characters from the first to the last of them."""
    for line in value.split("\n") if opening in value else ():
        start, end = line.find(opening), line.rfind(closing)
        if 0 <= start <= end - 3:
            inner = line[start : end + 2].lstrip(opening[0]).rstrip(closing[0])
            if inner.strip():
                return True
    return False


def lowered_language(response: Response) -> str:
    """What langdetect takes the text for, written in lower case; empty where it gives up."""
    return response.keep("langdetect:lower", lambda: language(response.text.lower()))


def in_language(response: Response, code: str) -> bool:
    """Whether langdetect says so, or gives up."""
    return response.view(LANGDETECT) in (code, "")


def title(opening: str, closing: str) -> Rule:
    """A title between the marks."""

    def rule(response: Response, _: Mapping[str, Any]) -> bool:
        return has_between(response.text, opening, closing)

    return rule


def opening(given: Mapping[str, Any], response: Response) -> tuple[str, str]:
    """The paragraph that is asked for, empty where it or their number is wrong, and the words
    that are to open it.

    Blank paragraphs are not counted, and yet numbered.
    """
    nth: int | None = given.get("nth_paragraph")
    expected: int | None = given.get("num_paragraphs")
    wanted: str | None = given.get("first_word")
    if expected is None or expected < 0 or nth is None or not 0 < nth <= expected:
        raise drawn("num_paragraphs or nth_paragraph")
    if wanted is None:
        raise drawn("first_word")
    pieces = response.text.split("\n\n")
    count = sum(bool(piece.strip()) for piece in pieces)
    return pieces[nth - 1].strip() if count == expected else "", wanted.lower()


def postscript(patterns: Mapping[str, str]) -> Rule:
    """A postscript marker anywhere; `patterns` holds those that upstream knows by heart."""

    def rule(response: Response, given: Mapping[str, Any]) -> bool:
        if given.get("postscript_marker") is None:
            raise drawn("postscript_marker")
        marker = given["postscript_marker"].strip()
        pattern = patterns.get(marker, marker.lower())
        if not _SPECIAL.isdisjoint(marker):
            pattern = rf"\s*{pattern}.*$"
        # Around a plain marker upstream's \s* and .*$ match everywhere and decide nothing.
        lowered = response.text.lower()
        return compiled(pattern, lowered, re.MULTILINE).search(lowered) is not None

    return rule


def ends_with(value: str, given: Mapping[str, Any]) -> bool:
    """Whether the text ends with the argument `end_phrase`."""
    if given.get("end_phrase") is None:
        raise drawn("end_phrase")
    return value.endswith(given["end_phrase"].strip().lower())


def _language(response: Response, given: Mapping[str, Any]) -> bool:
    if given.get("language") is None:
        raise drawn("language")
    return in_language(response, given["language"])


def _keywords(response: Response, given: Mapping[str, Any]) -> bool:
    if not given.get("keywords"):
        raise drawn("keywords")
    return all(
        compiled(word, response.text, re.IGNORECASE).search(response.text)
        for word in sorted(given["keywords"])
    )


def _forbidden(response: Response, given: Mapping[str, Any]) -> bool:
    if not given.get("forbidden_words"):
        raise drawn("forbidden_words")
    words = sorted(set(given["forbidden_words"]))
    return not any(
        compiled(rf"\b{word}\b", response.text, re.IGNORECASE).search(response.text)
        for word in words
    )


def _placeholders(response: Response, given: Mapping[str, Any]) -> bool:
    count = 0
    for line in response.text.split("\n") if "[" in response.text else ():
        closed = -1
        while (opened := line.find("[", closed + 1)) >= 0:
            closed = line.find("]", opened + 1)
            if closed < 0:
                break
            count += 1
    return at_least(count, given, "num_placeholders", 4)


def _highlights(response: Response, given: Mapping[str, Any]) -> bool:
    """Stretches between single asterisks, and again those between double ones."""
    single = sum(bool(one.strip("*").strip()) for one in _HIGHLIGHT.findall(response.text))
    double = (one[2:-2] for one in _DOUBLE.findall(response.text))
    count = single + sum(bool(one.strip()) for one in double)
    return at_least(count, given, "num_highlights", 4)


def _sections(response: Response, given: Mapping[str, Any]) -> bool:
    if given.get("section_spliter") is None:
        raise drawn("section_spliter")
    marker = given["section_spliter"].strip()
    # The digits alone take no more than linear time.
    compiled(marker, response.text)
    pieces = re.split(rf"\s?{marker}\s?\d+\s?", response.text)
    return at_least(len(pieces) - 1, given, "num_sections", 5)


def _paragraphs(response: Response, given: Mapping[str, Any]) -> bool:
    pieces = _STARS.split(response.text)
    blank = [place for place, piece in enumerate(pieces) if not piece.strip()]
    if any(0 < place < len(pieces) - 1 for place in blank):
        return False
    count = len(pieces) - len(blank)
    return exactly(count, given, "num_paragraphs")


def exactly(count: int, given: Mapping[str, Any], name: str) -> bool:
    """Whether the count is the argument, which is drawn of 1 to 5 where it is of no use."""
    return agreed(name, (count == n for n in numbers(given, name, range(1, 6), zero=True)))


def _json(response: Response, _: Mapping[str, Any]) -> bool:
    body = response.text.strip()
    for fence in _FENCES:
        body = body.removeprefix(fence)
    try:
        json.loads(body.removesuffix("```").strip())
    except ValueError:
        return False
    return True


def _two(response: Response, _: Mapping[str, Any]) -> bool:
    pieces = response.text.split("******")
    full = [piece.strip() for piece in pieces if piece.strip()]
    if any(not piece.strip() for piece in pieces[1:-1]):
        return False
    return len(full) == 2 and full[0] != full[1]


def _repeats(response: Response, given: Mapping[str, Any]) -> bool:
    prompt = given.get("prompt_to_repeat")
    if not prompt:
        raise UpstreamRaises("prompt_to_repeat must be set")
    return response.text.strip().lower().startswith(prompt.strip().lower())


def _no_comma(response: Response, _: Mapping[str, Any]) -> bool:
    return "," not in response.text


def common(relation: Relation, options: Sequence[str]) -> dict[str, Rule]:
    """The rules of one language that differ by its words only, without the language's prefix."""
    known = tuple(relation)
    assert len(known) == 2

    def frequency(response: Response, given: Mapping[str, Any]) -> bool:
        keyword = compiled(text(given, "keyword"), response.text, re.IGNORECASE)
        count = len(keyword.findall(response.text))
        bounds = numbers(given, "frequency", (1, 2, 3), zero=True)
        hows = relations(given, "relation", known)
        return agreed("the bound", (relation[how](count, n) for n in bounds for how in hows))

    def one_letter(response: Response, given: Mapping[str, Any]) -> bool:
        # More may be drawn than this where no frequency is given; ten decide nearly always.
        bounds = numbers(given, "let_frequency", range(1, 21), zero=True)
        hows = relations(given, "let_relation", known)
        lowered = response.text.lower()
        counts = {lowered.count(letter) for letter in letters(given, "letter")}
        return agreed(
            "letter", (relation[how](c, n) for c in counts for n in bounds for how in hows)
        )

    def constrained(response: Response, _: Mapping[str, Any]) -> bool:
        return any(option in response.text for option in options)

    return {
        "keywords:existence": _keywords,
        "keywords:frequency": frequency,
        "keywords:forbidden_words": _forbidden,
        "keywords:letter_frequency": one_letter,
        "language:response_language": _language,
        "length_constraints:number_paragraphs": _paragraphs,
        "detectable_content:number_placeholders": _placeholders,
        "detectable_format:constrained_response": constrained,
        "detectable_format:number_highlighted_sections": _highlights,
        "detectable_format:multiple_sections": _sections,
        "detectable_format:json_format": _json,
        "combination:two_responses": _two,
        "combination:repeat_prompt": _repeats,
        "punctuation:no_comma": _no_comma,
    }
