"""`text.case`: upper case, lower case or title case throughout."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from random import Random
from typing import Any, ClassVar, Literal

from assay.check import Check, Example
from assay.checks.text.base import Finding, TextCheck, spans_of
from assay.checks.text.upstream import OFFICIAL_LANGUAGE
from assay.context import Context
from assay.demands import Demands, amount, both
from assay.response import Response
from assay.views.language import LANGUAGE, matches, normalise
from assay.views.language_names import NAMES
from assay.views.view import View
from assay.views.words import WORDS

__all__ = ["Case"]

# A letter glued to a digit or a combining mark opens no word: "3rd", a decomposed "éa".
_WORD = re.compile(r"(?<![\w\u0300-\u036f])[^\W\d_]+(?:['\u2019][^\W\d_]+)*")
# It begins with a letter, so that the search skips to the next one.
_ASCII_WORD = re.compile(r"[A-Za-z](?<!\w.)[A-Za-z]*+(?:'[A-Za-z]++)*+", re.ASCII)
# Han and Hangul, by far the most of the letters without case.
_UNCASED = re.compile("[\u3005-\u9fff\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]+")
_FEW = 100
_SHOWN = 12
_SMALL = frozenset(
    "a an and as at but by for from in into nor of on or so the to up via with yet".split()
)


class Case(TextCheck, kind="text.case"):
    """Every letter is in the wanted case, and, if given, the text is in `language`.

    `case` is `upper`, `lower`, `title` (every word but the little ones begins with a capital) or
    `capitalised` (every word does). Letters without case are set aside; a text without any cased
    letter fails. Score: the share of letters, or words, that fit. Official (upper or lower with
    language `en`): langdetect says what is English, in capitals too, and counts as followed
    what it cannot tell.
    """

    official_uses: ClassVar[tuple[View[Any], ...]] = (OFFICIAL_LANGUAGE,)
    uses: ClassVar[tuple[View[Any], ...]] = (LANGUAGE,)

    case: Literal["upper", "lower", "title", "capitalised"]
    language: str | None = None

    def standard(self, response: Response, context: Context) -> Finding:
        misfit = self._misfit(response)
        if misfit is not None:
            return misfit
        return (
            self._in_language(response)
            if self.language
            else Finding(True, f"All in {self.case} case.")
        )

    def _misfit(self, response: Response) -> Finding | None:
        """The finding where a letter or word does not fit, or none has a case."""
        text = response.text
        if self.case in ("upper", "lower"):
            if text.isupper() if self.case == "upper" else text.islower():
                return None
            unit, (cased, wrong, shown) = "letters", _wrong_letters(text, self.case)
        else:
            unit, (cased, wrong, shown) = "words", _small_words(response, self.case)
        if cased and not wrong:
            return None
        if not wrong:
            return Finding(False, f"There are no {unit} with case; {self.case} case required.")
        why = f"{wrong} of {cased} {unit} are not in {self.case} case."
        return Finding(False, why, 1 - wrong / cased, spans_of(text, shown))

    def _in_language(self, response: Response) -> Finding:
        assert self.language is not None
        got = response.view(LANGUAGE)
        right = matches(got, self.language)
        why = f"All in {self.case} case; the language looks like {got.code} ({got.confidence:.2f})"
        return Finding(
            right, f"{why}; {self.language} required.", None if right is not False else 0.5
        )

    def official(self, response: Response, context: Context) -> Finding:
        if self.case not in ("upper", "lower") or self.language != "en":
            return self.standard(response, context)
        misfit = self._misfit(response)
        if misfit is not None:
            return misfit
        got = response.view(OFFICIAL_LANGUAGE)
        why = f"All in {self.case} case; langdetect says {got or 'nothing, which passes'}."
        return Finding(got in ("en", ""), why, None if got in ("en", "") else 0.5)

    def describe(self) -> str:
        how = {
            "upper": "in capital letters",
            "lower": "in lower-case letters",
            "title": "in title case",
            "capitalised": "with a capital at the start of every word",
        }
        name = NAMES.get(self.language or "", f"the language {self.language!r}")
        language = f", in {name}" if self.language else ""
        return f"Write everything {how[self.case]}{language}."

    def demands(self) -> Demands | None:
        languages = (normalise(self.language),) if self.language else ()
        letter = amount("characters", 1, None, ("letters",))
        return both([letter, Demands(cases=(self.case,), languages=languages)])

    @classmethod
    def draw(cls, rng: Random, level: int) -> Check:
        case = rng.choice(("lower", "upper", "lower", "upper", "title", "capitalised")[: level + 1])
        return cls(case=case, language="en" if level > 1 and rng.random() < 0.5 else None)

    @classmethod
    def examples(cls) -> Sequence[Example]:
        return (
            Example(cls(case="lower"), "the tide is low. 3 crabs.", True),
            Example(cls(case="upper", language="en"), "THE TIDE IS LOW AND THE CRABS HIDE.", True),
            Example(cls(case="upper"), "THE TIDE IS low.", False),
            Example(cls(case="title"), "The Crab in the Pool", True),
        )


Misfits = tuple[int, int, list[tuple[int, int]]]
"""How many units have a case, how many are in the wrong one, and where the first of those stand."""


def _wrong_letters(text: str, case: str) -> Misfits:
    rest = text if text.isascii() else _UNCASED.sub("", text)
    with_case = {c for c in set(rest) if c.islower() or c.istitle()}
    fitting = str.isupper if case == "upper" else str.islower
    misfits = {c for c in with_case if not fitting(c)}
    places = ((n, n + 1) for n, c in enumerate(text) if c in misfits)
    return _number(rest, with_case), _number(rest, misfits), list(islice(places, _SHOWN))


def _number(text: str, wanted: set[str]) -> int:
    """How many characters of the text are among those."""
    if len(wanted) < _FEW:
        return sum(map(text.count, wanted))
    return sum(map(wanted.__contains__, text))


def _small_words(response: Response, case: str) -> Misfits:
    text = response.text
    pattern = _ASCII_WORD if text.isascii() else _WORD
    found = _letter_words(response)
    fine = _SMALL if case == "title" else ()
    if text.isascii():
        lower = [word for word in found[1:] if word >= "a"]
    else:
        lower = [word for word in found[1:] if word[0].islower()]
    small = [word for word in lower if word not in fine]
    first = bool(found) and found[0][0].islower()
    wrong = len(small) + first
    if not wrong:
        return len(found), 0, []
    unfit = set(small)
    words = enumerate(pattern.finditer(text))
    shown = (m.span() for n, m in words if (m[0] in unfit if n else first))
    return len(found), wrong, list(islice(shown, _SHOWN))


def _letter_words(response: Response) -> list[str]:
    """The words that are letters, with apostrophes between them."""
    text = response.text
    if not text.isascii():
        return _WORD.findall(text)
    if "_" in text:
        return _ASCII_WORD.findall(text)
    found: list[str] = []
    for word in response.view(WORDS):  # a word of letters stands in one of these
        if word.isalpha():
            found.append(word)
        else:
            found += _ASCII_WORD.findall(word)
    return found
