"""What several of IFBench's rules look at: words, sentences and tokens, each computed once."""

from __future__ import annotations

import re
import string

from assay.response import Response
from assay.views import punkt, treebank
from assay.views.view import View

__all__ = [
    "EDGE",
    "LOWERED",
    "LOWERED_BARE",
    "NO_MARKS",
    "WORDS",
    "bare",
    "sentences",
    "split",
    "tokens",
    "words",
]

EDGE = string.punctuation + " "
"""What is stripped from the ends of a word. Not other white space, and no mark beyond ASCII."""

NO_MARKS = dict.fromkeys(map(ord, string.punctuation))

_RUNS = re.compile(r"\w+")
_SPLIT = View("words:split/1", str.split)
_BARE = View("text:no-ascii-punctuation/1", lambda text: text.translate(NO_MARKS))
_SENTENCES = View(punkt.version, punkt.sentences)

WORDS = View("words:word-characters/1", _RUNS.findall)
LOWERED = View("words:split-lower/1", lambda text: text.lower().split())
LOWERED_BARE = View(
    "words:lower-no-ascii-punctuation/1", lambda text: text.lower().translate(NO_MARKS).split()
)
"""Lowered first: the other order gives another letter where a final sigma loses its mark."""


def words(response: Response) -> list[str]:
    """The runs of letters, digits and underscores."""
    return response.view(WORDS)


def split(response: Response) -> list[str]:
    """What stands between white space."""
    return response.view(_SPLIT)


def bare(response: Response) -> str:
    """The text without ASCII's punctuation."""
    return response.view(_BARE)


def sentences(response: Response) -> list[str]:
    """Punkt's sentences."""
    return response.view(_SENTENCES)


def tokens(response: Response) -> list[str]:
    """The tokens of `nltk.word_tokenize`."""
    return response.keep(
        treebank.VERSION, lambda: treebank.tokens_of_sentences(sentences(response))
    )
