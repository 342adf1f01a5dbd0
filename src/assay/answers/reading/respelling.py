"""Notations that only their surroundings explain, brought into the usual spelling.

`n \\equiv 1, 3 \\pmod 4` is two congruences, `(1, 2) U (3, 4)` a union, `R - \\{0\\}` the real
line without a point; `^{10}C_3`, `{}_{10}C_3` and a bare `10C3` are binomial coefficients.
Everywhere else U and C are letters and `-` a minus.
"""

from __future__ import annotations

import re

from assay.answers.patterns import lazy

__all__ = ["respelled"]

_UNION = lazy(r"(?<=[)\]}])\s{0,3}U\s{0,3}(?=[(\[]|\\\{|\\left)")
_WITHOUT = lazy(r"(\\mathbb\s?(?:\{\s?R\s?\}|R)|\\R|(?:(?<=^)|(?<=[ =]))R)\s{0,3}-(?=\s{0,3}\\\{)")
_CHOSEN = lazy(r"(?<![\w)}\]'])(?:\{\})?[\^_](?:\{(\d{1,4})\}|(\d))\s?C_(?:\{(\d{1,4})\}|(\d))")
_BARE = lazy(r"(\d{1,3})C(\d{1,3})")
_RESIDUES = lazy(
    r"([A-Za-z](?:\^\{?\d\}?)?)\s*(?:\\equiv|=)\s*(-?\d{1,9}(?:\s?(?:,|,?\s?(?:\\text\s?\{)?\s?(?:and|or)\s?\}?)\s?-?\d{1,9}){1,20})"
    r"\s*(\(?\s*\\?[pb]?mod\s*\{?\s*[A-Za-z0-9]{1,9}\s*\}?\s*\)?)"
)
_FIGURES = lazy(r"-?\d+")


_AGAIN = lazy(
    r"([^A-Za-z]{1,60}|\\[^ ]{1,60}),? (?:that is|i\.e\.|or equivalently),? "
    r"(?![A-Za-z]{3})([^ ]{1,80})"
)


def respelled(text: str) -> str:
    """`text` with `\\cup` and `\\binom` for the letters that mean them."""
    if "U" in text and "," in text:
        text = _UNION.sub(r"\\cup ", text)
    if "R" in text and "-" in text:
        text = _WITHOUT.sub(r"\1\\setminus ", text)
    if ("that is" in text or "i.e." in text or "equiv" in text) and (
        again := _AGAIN.fullmatch(text)
    ):
        return f"{again[1].rstrip(', ')} = {again[2]}"
    if "C" in text:
        text = _CHOSEN.sub(_binomial, text) if "C_" in text else text
        if bare := _BARE.fullmatch(text):
            return f"\\binom{{{bare[1]}}}{{{bare[2]}}}"
    if "mod" in text and (found := _RESIDUES.fullmatch(text)):
        left, residues, modulus = found.groups()
        each = (f"{left} \\equiv {residue} {modulus}" for residue in _FIGURES.findall(residues))
        return ", ".join(each)
    return text


def _binomial(found: re.Match[str]) -> str:
    return f"\\binom{{{found[1] or found[2]}}}{{{found[3] or found[4]}}}"
