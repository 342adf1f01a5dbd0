"""Reference marks that a chat system has run into a year: "released in 19392." is 1939, note 2."""

from __future__ import annotations

from assay.answers.patterns import lazy

__all__ = ["without_marks"]

_MARKED_YEAR = lazy(r"(?<![\d.,$\u00a3\u20ac])((?:1\d|20)\d\d)([1-9]\d?)(?=[.,;:)]?(?:\s|$))")


def without_marks(text: str) -> str:
    """The text with such marks as spaces, so that offsets stay; other numbers are untouched."""
    return _MARKED_YEAR.sub(lambda match: match[1] + " " * len(match[2]), text)
