"""IFBench's `custom:` instructions: each is one prompt."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from assay.response import Response
from assay.suites import Rule, UpstreamRaises
from assay.suites.ifbench.seen import EDGE, NO_MARKS, sentences

__all__ = ["RULES"]

_DIGITS = re.compile(r"\d+")
_MULTIPLES = [str(number) for number in range(14, 51, 7)]
_QUESTION = re.compile(r"Question \d+[.|):;]?\s*")
_OPTION = re.compile(r"[A-Ea-e][.|)]\s*\w")
_COUNTRIES = 52
_PIECE = 64
_CAPITALS = (
    "Reykjavik Helsinki Oslo Tallinn Stockholm Riga Moscow Copenhagen Vilnius Minsk Dublin Berlin "
    "Amsterdam Warsaw London Brussels Prague Luxembourg Paris Vienna Bratislava Budapest Vaduz "
    "Chisinau Bern Ljubljana Zagreb"
).split()
_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})$")
_SHORT_MONTHS = {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}
_SYMBOL = re.compile(r"[^\w\s]")


def _multiples(response: Response, _: Mapping[str, Any]) -> bool:
    return _DIGITS.findall(response.text) == _MULTIPLES


def _mcq_count_length(response: Response, _: Mapping[str, Any]) -> bool:
    if not response.text.startswith("Question"):
        return False
    questions = [part.strip() for part in _QUESTION.split(response.text) if part.strip()]
    if len(questions) != 4:
        return False
    lengths: list[int] = []
    for question in questions:
        lines = [line.strip() for line in question.split("\n")]
        options = [at for at, line in enumerate(lines) if _OPTION.match(line)]
        if len(options) != 5:
            return False
        lengths.append(len(" ".join(lines[: options[0]]).strip()))
    return all(before < after for before, after in pairwise(lengths))


def _reverse_newline(response: Response, _: Mapping[str, Any]) -> bool:
    lines = [line for line in (part.strip(EDGE) for part in response.text.split("\n")) if line]
    start = next((at for at, line in enumerate(lines) if "Zimbabwe" in line), len(lines))
    countries = list(map(_ascii, lines[start:]))
    return len(countries) >= _COUNTRIES and all(a >= b for a, b in pairwise(countries))


def _ascii(text: str) -> str:
    """What is left of the compatibility decomposition without all beyond ASCII.

    Piece by piece, which is the same for what is kept: sorting a long run of combining marks
    takes the square of its length.
    """
    if text.isascii():
        return text
    pieces = (text[at : at + _PIECE] for at in range(0, len(text), _PIECE))
    normal = "".join(unicodedata.normalize("NFKD", piece) for piece in pieces)
    return normal.encode("ascii", "ignore").decode()


def _word_reverse(response: Response, _: Mapping[str, Any]) -> bool:
    # That the reversed text is one of its own sentences is always so: it has no marks left.
    words = response.text.lower().translate(NO_MARKS).split()
    return "bald eagle" in " ".join(reversed(words))


def _character_reverse(response: Response, _: Mapping[str, Any]) -> bool:
    return "elgae dlab" in response.text.lower()


def _sentence_alphabet(response: Response, _: Mapping[str, Any]) -> bool:
    known = sentences(response)
    return len(known) == 26 and all(
        sentence.lstrip()[:1].lower()[:1] == chr(97 + place) for place, sentence in enumerate(known)
    )


def _european_capitals_sort(response: Response, _: Mapping[str, Any]) -> bool:
    capitals = [part.strip() for part in _ascii(response.text).split(",")]
    return [capital for capital in capitals if capital] == _CAPITALS


def _csv_city(response: Response, _: Mapping[str, Any]) -> bool:
    rows = _table(response.text, ",")
    if len(rows) != 8 or rows[0] != ["ID", "Country", "City", "Year", "Count"]:
        return False
    return all(len(row) == 5 for row in rows[1:])


def _header(names: str, delimiter: str) -> re.Pattern[str]:
    return re.compile(delimiter.join(f'(?:{name}|"{name}")' for name in names.split()) + "$")


_PRODUCTS = _header("ProductID Category Brand Price Stock", r",[ \t]*")
_STUDENTS = _header("StudentID Subject Grade Semester Score", r"\t *")


def _csv_special_character(response: Response, _: Mapping[str, Any]) -> bool:
    if not _PRODUCTS.match(response.text.partition("\n")[0].strip()):
        return False
    rows = _table(response.text.replace('"', '"""'), ",")
    if len(rows) != 15:
        return False
    for row in rows[1:]:
        if len(row) != 5:
            return False
        if any(map(_has_quoted_symbol, row)):
            return True
    return False


def _has_quoted_symbol(field: str) -> bool:
    """Whether the first line opens with a quote and has a symbol before the last quote."""
    line = field.partition("\n")[0]
    return line.startswith('"') and bool(_SYMBOL.search(line, 1, max(line.rfind('"'), 1)))


def _csv_quotes(response: Response, _: Mapping[str, Any]) -> bool:
    if not _STUDENTS.match(response.text.partition("\n")[0].strip()):
        return False
    rows = _table(response.text.replace('"', '"""'), "\t")
    return len(rows) == 4 and all(len(row) == 5 and all(map(_is_quoted, row)) for row in rows)


def _is_quoted(field: str) -> bool:
    stripped = field.strip()
    if not stripped:
        raise UpstreamRaises("it asks for the first character of an empty field")
    return stripped[0] == '"' == stripped[-1]


def _table(text: str, delimiter: str) -> list[list[str]]:
    try:
        return list(csv.reader(io.StringIO(text), delimiter=delimiter))
    except csv.Error as fault:
        raise UpstreamRaises(f"the csv module says: {fault}") from None


def _date_format_list(response: Response, _: Mapping[str, Any]) -> bool:
    return all(_is_date(date.strip()) for date in response.text.split(","))


def _is_date(text: str) -> bool:
    found = _DATE.match(text)
    if found is None:
        return False
    year, month, day = map(int, found.groups())
    # Month and day may be 00.
    last = 99 if month == 0 else _SHORT_MONTHS.get(month, 31)
    return 1769 <= year <= 1821 and month <= 12 and day <= last


RULES: dict[str, Rule] = {
    "custom:multiples": _multiples,
    "custom:mcq_count_length": _mcq_count_length,
    "custom:reverse_newline": _reverse_newline,
    "custom:word_reverse": _word_reverse,
    "custom:character_reverse": _character_reverse,
    "custom:sentence_alphabet": _sentence_alphabet,
    "custom:european_capitals_sort": _european_capitals_sort,
    "custom:csv_city": _csv_city,
    "custom:csv_special_character": _csv_special_character,
    "custom:csv_quotes": _csv_quotes,
    "custom:date_format_list": _date_format_list,
}
