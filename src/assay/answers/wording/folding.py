"""One form for one word: case, accents, ligatures, spelling, inflection, numerals.

A text becomes a sequence of words. Each has a `form` (folded, letters and digits only) and a
`key`, the form without its regular inflection and with American spelling, so that "theatres"
and "theater" share a key. Digits, letters and capitals inside a run divide it ("iPhone5",
"byAndrew"), because chat systems lose spaces around links and reference marks.

NOT covered: irregular plurals but the commonest, scripts without spaces (a run is one word).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import msgspec

from assay.answers.patterns import lazy
from assay.answers.wording.lexicon import CARDINALS, IRREGULAR, SPELLINGS
from assay.answers.wording.nations import NATIONS

__all__ = ["Word", "Words", "fold", "key_of", "repaired"]

_RUN = lazy(
    r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:st|nd|rd|th)(?![^\W_])|\d+(?:\.\d+)?"
    r"|[^\W\d_]+(?:['\u2019\u02bc`\u00b4][^\W\d_]+)*"
)
_MARKUP = lazy(
    r"\\(?:text(?:bf|it|rm|sf|tt|sc)?|math(?:rm|bf|it|sf|cal|bb)|mbox|boxed|fbox|operatorname"
    r"|emph|left|right|q?quad|displaystyle|underline)(?![A-Za-z])"
)
_HUMP = lazy(r"(?<=[^\W\d_A-Z])(?=[A-Z])")
_ISE = lazy(r"is(?=e$|ed$|ing$|ation$|er$)")
_MOJIBAKE = lazy("[\u00c2-\u00f4][\u0080-\u00ff\u0152-\u0192\u02c6-\u2122]{1,3}")
_LONGEST_WORD = 80
_SHORT = 5
_RAISED = dict.fromkeys(
    map(ord, "\u00b2\u00b3\u00b9\u2070\u2074\u2075\u2076\u2077\u2078\u2079"), " "
)
_UPPER = {"US": ("usa", "usa"), "USA": ("usa", "usa"), "UK": ("uk", "uk")} | {
    roman: (roman.lower(), str(number))
    for number, roman in enumerate(
        "II III IV - VI VII VIII IX - XI XII XIII XIV XV XVI XVII XVIII XIX XX".split(), 2
    )
    if roman != "-"
}
_LETTERS = str.maketrans(
    {
        "\u00f8": "o", "\u00e6": "ae", "\u0153": "oe", "\u00df": "ss", "\u0142": "l",
        "\u0111": "d", "\u00f0": "d", "\u00fe": "th", "\u0131": "i", "'": None,
        "\u2019": None, "\u02bc": None, "`": None, "\u00b4": None,
    }
)  # fmt: skip


class Word(msgspec.Struct, frozen=True, gc=False):
    """A word as it is compared; `capital` and `upper` are how it was written."""

    form: str
    key: str
    start: int
    end: int
    capital: bool
    upper: bool = False


Words = list[Word]


def fold(text: str) -> Words:
    """The words of a text, with where they stand in it."""
    if not text.isascii():
        text = text.translate(_RAISED)
    if "\\" in text:
        text = _MARKUP.sub(lambda match: " " * len(match[0]), text)
    found: Words = []
    add = found.append
    for match in _RUN.finditer(text):
        run, start = match[0], match.start()
        if len(run) == 2 and found and run.isdecimal():
            year = _later_year(found[-1], run, start)
            add(Word(year, year, start, start + 2, True))
            continue
        if len(run) > _LONGEST_WORD:
            run = run[:_LONGEST_WORD]
        for form, key, first, last, capital, upper in _parts(run):
            add(Word(form, key, start + first, start + last, capital, upper))
    return found


@lru_cache(maxsize=16_384)
def _parts(run: str) -> tuple[tuple[str, str, int, int, bool, bool], ...]:
    """The words of a run: one, or several where a capital follows a small letter."""
    if run.islower() or run[1:].islower() or run.isupper():
        return (_part(run, 0, len(run)),)
    found: list[tuple[str, str, int, int, bool, bool]] = []
    start = 0
    for piece in _HUMP.split(run):
        found.append(_part(piece, start, start + len(piece)))
        start += len(piece)
    return tuple(found)


def _part(word: str, start: int, end: int) -> tuple[str, str, int, int, bool, bool]:
    form, key = _UPPER.get(word) or _fold_word(word)
    return form, key, start, end, not word[0].islower(), word.isupper()


def _later_year(before: Word, run: str, start: int) -> str:
    """The end of a span of years in full: 1979-80 ends in 1980."""
    year = before.form
    if len(year) == 4 and year.isdecimal() and start == before.end + 1 and run > year[2:]:
        return year[:2] + run
    return run


def _fold_word(word: str) -> tuple[str, str]:
    """The form and the key of one word."""
    form = word.lower()
    if form.endswith(("'s", "\u2019s")):
        form = form[:-2]
    if not form.isascii() or "'" in form:
        decomposed = unicodedata.normalize("NFKD", form.casefold().translate(_LETTERS))
        form = "".join([c for c in decomposed if not unicodedata.combining(c)])
    form = form.replace(",", "") or word
    return form, key_of(form)


def key_of(form: str) -> str:
    """The form without plural ending, in American spelling, a numeral in digits."""
    if form[0].isdigit() and form[-1] in "tdh":
        return form if form[:-2] in ("1", "2") else form[:-2]
    if form in CARDINALS:
        return CARDINALS[form]
    if form in IRREGULAR:
        return IRREGULAR[form]
    if "." in form:
        return form.rstrip("0").rstrip(".")
    if len(form) > 3 and form[-1] == "s" and form[-2] not in "sui":
        if form.endswith("ies") and len(form) > 4:
            form = form[:-3] + "y"
        elif form.endswith(("ches", "shes", "sses", "xes", "zes")):
            form = form[:-2]
        else:
            form = form[:-1]
    form = _american(form)
    return NATIONS.get(form, form)


def _american(form: str) -> str:
    if form in SPELLINGS:
        return SPELLINGS[form]
    if len(form) <= _SHORT:
        return form
    if "is" in form:
        form = _ISE.sub("iz", form)
    return form[:-3] + "or" if form.endswith("our") else form


def repaired(text: str) -> str:
    """Undoes UTF-8 that was read as Windows-1252 ("D\u00c3\u00a1in"); offsets are not kept."""
    if text.isascii() or _MOJIBAKE.search(text) is None:
        return text
    return _MOJIBAKE.sub(_undo, text)


def _undo(match: re.Match[str]) -> str:
    try:
        return match[0].encode("cp1252").decode("utf-8")
    except UnicodeError:
        return match[0]
