"""Japanese text as words with their parts of speech: `tokens:janome-0.5/1`.

The tagger is Janome with the IPADIC dictionary that it carries (extra `japanese`); its parts of
speech are IPADIC's, in Japanese: a noun's begins with `NOUN`. Time is linear in the text, some
hundred microseconds a word. Without Janome the view raises MissingExtra.

`unquoted` takes quotations out: `「...」` and then `『...』`, none of which crosses a line.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Any, NamedTuple

from assay.errors import MissingExtra
from assay.views.view import View

__all__ = ["NOUN", "TOKENS", "UNQUOTED", "UNQUOTED_TOKENS", "Token", "tokens", "unquoted"]

NOUN = "名詞"

_QUOTES = (("「", "」"), ("『", "』"))


class Token(NamedTuple):
    """A word as it stands, and its part of speech with subclasses, divided by commas."""

    surface: str
    part: str


@cache
def _tagger() -> Any:
    try:
        module = import_module("janome.tokenizer")
    except ImportError:
        raise MissingExtra("janome, which tells Japanese words apart,", "japanese") from None
    return module.Tokenizer()


def tokens(text: str) -> tuple[Token, ...]:
    """The words and marks of the text, in order.

    Raises MissingExtra without Janome and UnicodeEncodeError for lone surrogates.
    """
    found = _tagger().tokenize(text)
    return tuple([Token(token.surface, token.part_of_speech) for token in found])


def unquoted(text: str) -> str:
    """The text without what stands in corner brackets, single ones first."""
    for opened, closed in _QUOTES:
        if opened in text:
            text = "\n".join([_without(line, opened, closed) for line in text.split("\n")])
    return text


def _without(line: str, opened: str, closed: str) -> str:
    kept: list[str] = []
    place = 0
    while (start := line.find(opened, place)) >= 0:
        end = line.find(closed, start + 1)
        if end < 0:
            break
        kept.append(line[place:start])
        place = end + 1
    return "".join(kept) + line[place:]


TOKENS = View("tokens:janome-0.5/1", tokens)
UNQUOTED = View("unquoted:japanese/1", unquoted)
UNQUOTED_TOKENS = View("tokens-unquoted:janome-0.5/1", lambda text: tokens(unquoted(text)))
