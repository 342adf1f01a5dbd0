"""Nuclides and particles: `^{14}_6C`, `carbon-14`, `U-235`, `^4_2\\alpha`, `^1_0n`, `^0_{-1}e`.

A nuclide is an atom whose symbol carries its mass number (`14C`); the charge of a nucleus follows
from its element and is left out.
"""

from __future__ import annotations

import re

from assay.answers.chemistry.elements import ELEMENT_NAMES, ELEMENTS
from assay.answers.values import Formula

__all__ = ["read_isotope"]

_RAISED = re.compile(r"\^ ?(\d{1,3}) ?(?:_ ?(-?\d{1,3}) ?)?(\\[a-z]+|[A-Z][a-z]?|n|p|e|α|β)")
_LOWERED = re.compile(r"_ ?(-?\d{1,3}) ?\^ ?(\d{1,3}) ?(\\[a-z]+|[A-Z][a-z]?|n|p|e|α|β)")
_HYPHENATED = re.compile(r"([A-Za-z]{1,14})-(\d{1,3})")
_NAMED = {
    "oxygen": "O", "hydrogen": "H", "nitrogen": "N", "iodine": "I", "chlorine": "Cl",
    "fluorine": "F", "phosphorus": "P", "sulfur": "S", "sulphur": "S", "bromine": "Br",
}  # fmt: skip
_SHORT = 3
_PARTICLES = {"α": "4He", "\\alpha": "4He", "n": "1n", "p": "1H", "D": "2H"}


def read_isotope(typed: str) -> Formula | None:
    """The nuclide or particle that the whole text states; None where it is none."""
    raised = _RAISED.fullmatch(typed)
    if raised is not None:
        return _nuclide(raised[1], raised[2], raised[3])
    lowered = _LOWERED.fullmatch(typed)
    if lowered is not None:
        return _nuclide(lowered[2], lowered[1], lowered[3])
    hyphenated = _HYPHENATED.fullmatch(typed)
    if hyphenated is None:
        return None
    name = hyphenated[1].lower()
    symbol = ELEMENT_NAMES.get(name) or _NAMED.get(name)
    if symbol is None and hyphenated[1] in ELEMENTS and len(hyphenated[0]) > _SHORT:
        symbol = hyphenated[1]
    return Formula(((hyphenated[2] + symbol, 1),)) if symbol else None


def _nuclide(mass: str, charge: str | None, symbol: str) -> Formula | None:
    if symbol in ("e", "β", "\\beta") and mass == "0":
        return Formula((), 1 if charge in ("1", "+1") else -1)
    particle = _PARTICLES.get(symbol)
    if particle is not None and particle.startswith(mass):
        return Formula(((particle, 1),))
    return Formula(((mass + symbol, 1),)) if symbol in ELEMENTS else None
