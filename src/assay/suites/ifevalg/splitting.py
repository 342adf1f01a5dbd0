"""Sentences as IFEval's `split_into_sentences` cuts them: by marks, with exceptions by pattern.

The steps and their order are the definition, its quirks included: a text that holds `<stop>` or
`<prd>` is cut or mended there, a full stop before a closing quotation mark changes places with
it, and after three words such as "Inc." a sentence goes on. Every step is linear.
"""

from __future__ import annotations

import re

from assay.response import Response
from assay.views.view import View

__all__ = ["in_sentences", "sentences"]

_DOT, _CUT = "<prd>", "<stop>"
_LETTER = "([A-Za-z])"
_OPENERS = (
    r"(Mr|Mrs|Ms|Dr|Prof|Capt|Cpt|Lt|He\s|She\s|It\s|They\s|Their\s|Our\s|We\s|But\s|However\s"
    r"|That\s|This\s|Wherever)"
)
_FIRMS = "(Inc|Ltd|Jr|Sr|Co)"
_ELLIPSIS = re.compile(r"\.{2,}")
_BEFORE_ELLIPSIS = [
    (r"(Mr|St|Mrs|Ms|Dr)[.]", rf"\1{_DOT}"),
    (r"[.](com|net|org|io|gov|edu|me)", rf"{_DOT}\1"),
    (r"([0-9])[.]([0-9])", rf"\1{_DOT}\2"),
]
_AFTER_ELLIPSIS = [
    (rf"\s{_LETTER}[.] ", rf" \1{_DOT} "),
    (rf"([A-Z][.][A-Z][.](?:[A-Z][.])?) {_OPENERS}", rf"\1{_CUT} \2"),
    (rf"{_LETTER}[.]{_LETTER}[.]{_LETTER}[.]", rf"\1{_DOT}\2{_DOT}\3{_DOT}"),
    (rf"{_LETTER}[.]{_LETTER}[.]", rf"\1{_DOT}\2{_DOT}"),
    (rf" {_FIRMS}[.] {_OPENERS}", rf" \1{_CUT} \2"),
    (rf" {_FIRMS}[.]", rf" \1{_DOT}"),
    (rf" {_LETTER}[.]", rf" \1{_DOT}"),
]
_SWAPS = ((".\u201d", "\u201d."), ('."', '".'), ('!"', '"!'), ('?"', '"?'))


def in_sentences(text: str) -> list[str]:
    """The sentences, stripped; the last is left out where it is empty."""
    text = f" {text}  ".replace("\n", " ")
    for pattern, put in _BEFORE_ELLIPSIS:
        text = re.sub(pattern, put, text)
    text = _ELLIPSIS.sub(lambda run: _DOT * len(run[0]) + _CUT, text)
    text = text.replace("Ph.D.", f"Ph{_DOT}D{_DOT}")
    for pattern, put in _AFTER_ELLIPSIS:
        text = re.sub(pattern, put, text)
    for old, new in _SWAPS:
        text = text.replace(old, new)
    for mark in ".?!":
        text = text.replace(mark, mark + _CUT)
    found = [piece.strip() for piece in text.replace(_DOT, ".").split(_CUT)]
    return found if found[-1] else found[:-1]


_VIEW = View("sentences:ifeval-split/1", in_sentences)


def sentences(response: Response) -> list[str]:
    """`in_sentences` of the whole response."""
    return response.view(_VIEW)
