"""What a word is: `words:assay/1`.

A run of letters, digits and combining marks; an apostrophe, hyphen, full stop, `@`, `&` or `+`
holds two such runs together (`don't`, `well-known`, `U.S.A`, `3.14` are one word each), a comma,
colon or slash only two digits (`1,000` is one word, `yes/no` two). Underscores and
punctuation are no words. Chinese, Japanese and Thai do not mark words by spaces: each
ideograph is a word, as word processors count them, and each unbroken run of kana or of Thai is
one. NOT covered: segmentation of Japanese and Thai by dictionary.

`words:ifeval/1` is the public checkers' `\\w+`, by which `don't` is two words, a Hindi word
falls apart at its vowel signs and a Chinese sentence is one word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice, pairwise

from assay.views.marks import BEYOND, WITHIN
from assay.views.view import Known, View

__all__ = ["OFFICIAL_WORDS", "WORDS", "WORD_SPANS", "WORD_STARTS", "first_spans", "places"]

# In each pattern most words are done with at the first look ahead: no joiner follows. Only single
# classes are repeated possessively: Python before 3.11.5 goes wrong on groups that are.
_ASCII = re.compile(
    r"[A-Za-z0-9]++(?:(?![',\-./:@&+][A-Za-z0-9])"
    r"|(?:(?:['\-.@&+]|(?<=\d)[,:/](?=\d))[A-Za-z0-9]++)*)"
)
_IDEOGRAPH = "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_JOINER = "(?:['\u2019\u02bc\u00ad\\-\u2010\u2011.@&+\u00b7]|(?<=\\d)[,:/](?=\\d))"
_JOINING = "'\u2019\u02bc\u00ad\\-\u2010\u2011.@&+\u00b7,:/"
# For texts without combining marks and ideographs.
_UNMARKED = re.compile(f"\\w++(?:(?![{_JOINING}]\\w)|(?:{_JOINER}\\w++)*)")
# Where marks and ideographs stand, seen coarsely. The variation selectors that follow emoji are
# left out here and below: no word has one.
_INTRICATE = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0590-\u1fff\u20d0-\u20ff\u2c80-\u2dff\u3005-\ud7ff\uf900-\ufb1e"
    "\ufe20-\ufe2f\U00010000-\U0001e950\U00020000-\U0003ffff]"
)
# Most texts that are not ASCII are so for these alone. Each is replaced by one character, so
# that offsets stay.
_TYPOGRAPHIC = (
    ("\u2019", "'"), ("\u2018", " "), ("\u201c", " "), ("\u201d", " "), ("\u2014", " "),
    ("\u2013", " "), ("\u2026", " "), ("\u2022", " "), ("\u00a0", " "),
)  # fmt: skip
_official = re.compile(r"\w+")


def spans(text: str) -> list[tuple[int, int]]:
    """Where the words are: offsets in code points, end exclusive."""
    pattern, text = _prepared(text)
    if pattern is _ASCII or pattern is _UNMARKED:
        return [match.span() for match in pattern.finditer(text)]
    found: list[tuple[int, int]] = []
    end = 0
    for run in _runs(text):
        found += [match.span() for match in pattern.finditer(text, end, run.start())]
        start, end = run.span()
        found += pairwise(range(start, end + 1))
    found += [match.span() for match in pattern.finditer(text, end)]
    return found


def words(text: str) -> list[str]:
    """The words as they stand, a curly apostrophe in them made straight."""
    pattern, text = _prepared(text)
    if pattern is _ASCII or pattern is _UNMARKED:
        return pattern.findall(text)
    found: list[str] = []
    end = 0
    for run in _runs(text):
        found += pattern.findall(text, end, run.start())
        found += run[0]
        end = run.end()
    found += pattern.findall(text, end)
    return found


def first_spans(text: str, number: int) -> list[tuple[int, int]]:
    """Where the first words are, so many of them."""
    pattern, text = _prepared(text)
    return [match.span() for match in islice(pattern.finditer(text), number)]


def official_words(text: str) -> list[str]:
    """The words of the public checkers."""
    return _official.findall(text)


def _known_words(text: str, known: Known) -> list[str]:
    """The words, cut out where they are known to stand."""
    places: list[tuple[int, int]] | None = known.get(WORD_SPANS)
    if places is None:
        return words(text)
    _, text = _prepared(text)
    return [text[start:end] for start, end in places]


def _known_spans(text: str, known: Known) -> list[tuple[int, int]]:
    said: list[str] | None = known.get(WORDS)
    if said is None:
        return spans(text)
    begun: list[int] | None = known.get(WORD_STARTS)
    if begun is None:
        return places(text, said)
    return [(start, start + len(word)) for start, word in zip(begun, said, strict=True)]


def starts(text: str) -> list[int]:
    """Where each word begins."""
    return _begun(text, words(text))


def _begun(text: str, said: list[str]) -> list[int]:
    _, text = _prepared(text)
    find = text.find
    end = 0
    return [end - len(word) for word in said if (end := find(word, end) + len(word))]


def _known_starts(text: str, known: Known) -> list[int]:
    spans: list[tuple[int, int]] | None = known.get(WORD_SPANS)
    if spans is not None:
        return [start for start, _ in spans]
    if WORDS not in known:
        known[WORDS] = WORDS.value(text, known)
    return _begun(text, known[WORDS])


def places(text: str, said: list[str]) -> list[tuple[int, int]]:
    """Where the words, or the first of them, stand: each at the first place after the last, since
    all that words are made of stands in one."""
    _, text = _prepared(text)
    find = text.find
    end = 0
    return [(start := find(word, end), end := start + len(word)) for word in said]


WORDS = View("words:assay/1", words, _known_words)
WORD_SPANS = View("words:assay/1", spans, _known_spans)
WORD_STARTS = View("words:assay/1", starts, _known_starts)
OFFICIAL_WORDS = View("words:ifeval/1", official_words)


def _prepared(text: str) -> tuple[re.Pattern[str], str]:
    """The pattern for the scripts of a text, and the text with its underscores out of the way."""
    if not text.isascii():
        for mark, plain in _TYPOGRAPHIC:
            text = text.replace(mark, plain)
    if text.isascii():
        return _ASCII, text
    text = text.replace("_", " ")
    return (_UNMARKED if _INTRICATE.search(text) is None else _marked_pattern()), text


def _runs(text: str) -> Iterator[re.Match[str]]:
    """Long runs of ideographs, which need no pattern to be told apart. No word crosses one."""
    return _many_ideographs().finditer(text)


@cache
def _many_ideographs() -> re.Pattern[str]:
    return re.compile(f"[{_IDEOGRAPH}]{{8,}}")


@cache
def _marked_pattern() -> re.Pattern[str]:
    """Built at first need: so large a class takes some milliseconds."""
    # A long class is slow beyond the first plane: what is surely none of it goes by at a look.
    near = f"{WITHIN}\u200c\u200d"
    far = f"{BEYOND[0]}-{BEYOND[-1]}"
    marks = f"(?:[{near}]++|(?=[{far}])[{BEYOND}]++)"
    letter = f"[^\\W{_IDEOGRAPH}]"
    more = f"(?:{marks}{letter}*+)*"
    joined = f"(?![{near}{_JOINING}{far}])|{more}(?:{_JOINER}{letter}++{more})*"
    return re.compile(f"[\\w{_IDEOGRAPH}](?:(?<=[{_IDEOGRAPH}])|{letter}*+(?:{joined}))")
