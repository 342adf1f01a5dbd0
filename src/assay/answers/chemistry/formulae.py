"""Chemical formulae and names, read into compositions and structures.

`SO_4^{2-}`, `SO₄²⁻`, `SO4 2-`, `\\ce{SO4^{2-}}`, `CuSO4·5H2O`, `[Fe(CN)6]^{4-}`, `CH3CH2OH`,
`sodium chloride`, `C2H6O (ethanol)`, `carbon-14`. A first look turns away what cannot be a species,
and only then is the reader loaded.
"""

from __future__ import annotations

import re

from assay.answers.values import Formula

__all__ = ["read_formula"]

_MAX_CHARS = 200
_LOCANT = re.compile(r"\d(?:,\d){0,3}-[a-z]{3}")
_CANNOT = re.compile(r"[<>&?!|/;\"]|\\[dt]?frac|\\sqrt|\\pi|\\left|\\begin|\\in|\\circ")
_CAN = re.compile(
    r"[A-Z][a-z]?[_\d({}\[A-Z^₀-₉⁺⁻²³+\-()=·.]|\\(?:ce|mathrm|text|rm|mbox)|^\W*[A-Z][a-z]\W*$"
    r"|[A-Za-z]{3}|e\^|\^\s*\{?\d|_\s*\{?\d"
)


def read_formula(text: str) -> Formula | None:
    """The species that the whole text states, by formula or by name; None where it is none."""
    if not text or len(text) > _MAX_CHARS or text[0] in "-+.":
        return None
    if "0" <= text[0] <= "9" and not _LOCANT.match(text):
        return None
    if _CANNOT.search(text) or not _CAN.search(text):
        return None
    from assay.answers.chemistry.species import species

    return species(text)
