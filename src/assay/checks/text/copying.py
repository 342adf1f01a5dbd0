"""What the kinds that ask for a copy share: the text to copy, and when a copy is one."""

from __future__ import annotations

from typing import Annotated

import msgspec

from assay.checks.text.edges import QUOTES, folded, folded_words
from assay.context import Context
from assay.views.remembered import Remembered
from assay.views.view import Known, View

__all__ = [
    "NO_SOURCE",
    "PLAIN_TEXT",
    "TOKENS",
    "Source",
    "common",
    "plain_text",
    "short",
    "source",
    "tokens",
    "uncovered",
]

Source = Annotated[str, msgspec.Meta(min_length=1, max_length=100_000)]
NO_SOURCE = "There is no text to copy: the row has no prompt."
_MARKS = QUOTES + ".,;:!?\u2026\u3002\uff0c\uff01\uff1f\u2013\u2014-[]{}<>"


def source(text: str | None, context: Context) -> str:
    """The text to copy: the one given or, without one, the prompt."""
    return text if text is not None else context.question


def plain_text(text: str) -> str:
    """The text to copy, for comparison: kept, since many responses are compared with it."""
    return _plain_texts[text]


def tokens(text: str) -> list[str]:
    """The words of the text to copy, as `TOKENS` has those of a response. Not to be changed."""
    return _tokens_of[text]


def _tokens(text: str) -> list[str]:
    """The words between white space, without case, quotation marks and marks around them."""
    return _bare(folded_words(text))


def _bare(words: list[str]) -> list[str]:
    found = [word if word.isalnum() else word.strip(_MARKS) for word in words]
    return found if all(found) else [word for word in found if word]


_plain_texts: Remembered[str] = Remembered(folded)
_tokens_of: Remembered[list[str]] = Remembered(_tokens)


def _known_tokens(text: str, known: Known) -> list[str]:
    plain: str | None = known.get(PLAIN_TEXT)
    return _tokens(text) if plain is None else _bare(plain.split())


PLAIN_TEXT = View("text-folded:assay/1", folded)
TOKENS = View("copied-words:assay/1", _tokens, _known_tokens)


def uncovered(given: str, wanted: str) -> str:
    """What is given without the quotation marks around the whole that the text lacks."""
    for mark in ('"', "'", "`", "\u00ab", "\u300c"):
        close = {"\u00ab": "\u00bb", "\u300c": "\u300d"}.get(mark, mark)
        inner = given[len(mark) : -len(close)].strip()
        if inner == wanted and given.startswith(mark) and given.endswith(close):
            return inner
    return given


def common(one: str | list[str], other: str | list[str]) -> int:
    """How much of both is the same from the start."""
    size = min(len(one), len(other))
    low = 0
    while low < size:  # the first places, then twice as many, until some differ
        step = max(1, low)
        if one[low : low + step] != other[low : low + step]:
            break
        low += step
    pairs = zip(one[low:size], other[low:size], strict=True)
    return next((low + at for at, (a, b) in enumerate(pairs) if a != b), size)


def short(text: str) -> str:
    """The text as it is named in an instruction or a reason."""
    return repr(text if len(text) <= 200 else f"{text[:200]}\u2026")
