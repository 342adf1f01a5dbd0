"""Spacing: what only moves ink about, at the ends of an answer, and what prints no ink at all.

`\\,42\\;`, `\\displaystyle 42` and `\\left. 42 \\right.` are 42 for every reader, so the ends are
bared once before any of them looks. A phantom takes room and shows nothing: one without figures or
letters aligns columns and is dropped, one with them makes the answer unreadable, since neither its
content nor its absence is what was printed.
"""

from __future__ import annotations

import re

from assay.answers.patterns import lazy

__all__ = ["hides_text", "trimmed", "without_phantoms"]

_NAMES = (
    "quad qquad enspace thinspace medspace thickspace negthinspace displaystyle textstyle"
    " scriptstyle left. right. hfill"
).split()
_LEADING = re.compile(
    r"(?:[\s~]|\\[,;:!>/ ]|\\(?:q?quad|enspace|(?:neg)?thinspace|medspace|thickspace"
    r"|(?:display|text|script)style|hfill)(?![A-Za-z])|\\(?:left|right)\s?\.)+"
)
_TRAILING = (
    *(f"\\{name}" for name in _NAMES),
    *("\\" + sign for sign in ",;:!>/"),
    "~",
    "\\",
)
_FIRST = frozenset("\\~")
_LAST = frozenset(",;:!>/~\\.dekl")
"""What a trailing piece can end in: the signs, and `quad`, `style`, `space`, `hfill`."""
_ALIGNING = lazy(r"\\[hv]?phantom\s*\{[^{}0-9A-Za-z\\]{0,20}\}")
_PHANTOM = lazy(r"\\[hv]?phantom(?![A-Za-z])")


def trimmed(text: str) -> str:
    """The text without blanks and spacing commands at its ends."""
    text = text.strip()
    if text[:1] in _FIRST and (lead := _LEADING.match(text)):
        text = text[lead.end() :]
    while text[-1:] in _LAST and text:
        piece = next((each for each in _TRAILING if text.endswith(each)), "")
        if not piece:
            break
        text = text[: -len(piece)].rstrip()
    return text


def without_phantoms(text: str) -> str:
    """The text without phantoms that hold signs alone."""
    return _ALIGNING.sub(" ", text)


def hides_text(text: str) -> bool:
    """Whether figures or letters stand in a phantom."""
    return _PHANTOM.search(text) is not None
