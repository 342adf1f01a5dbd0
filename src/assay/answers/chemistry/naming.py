"""Species by name: a table of common compounds, and the rules for salts and binary compounds.

`iron(III) chloride`, `copper(II) sulfate pentahydrate`, `dinitrogen pentoxide`, `sulfate ion`. The
result is a formula in plain notation, with `^` before the charge of an ion.
"""

from __future__ import annotations

import re
from functools import lru_cache
from math import gcd

from assay.answers.chemistry.compounds import ANIONS, CATIONS, COMPOUNDS
from assay.answers.chemistry.elements import ELEMENT_NAMES

__all__ = ["formula_of_name"]

_MAX_CHARS = 80
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8}
_COUNTS = {
    "mono": 1, "di": 2, "tri": 3, "tetra": 4, "penta": 5, "hexa": 6, "hepta": 7, "octa": 8,
    "nona": 9, "deca": 10, "tetr": 4, "pent": 5, "hex": 6, "hept": 7, "oct": 8, "mon": 1,
}  # fmt: skip
_HYDRATE = re.compile(r"(.+?) (mono|di|tri|tetra|penta|hexa|hepta|octa|nona|deca)hydrate")
_OXIDATION = re.compile(r"([a-z]+) ?\((i{1,3}|iv|v|vi{0,2}|viii)\)")
_BINARY = re.compile(
    r"(?:(di|tri|tetra|penta|hexa|hepta|octa|nona|deca)(?=[a-z]{4}))?([a-z]+) "
    r"(mono|mon|di|tri|tetra|tetr|penta|pent|hexa|hex|hepta|hept|octa|deca)([a-z]+ide)"
)
_NONMETALS = {
    "hydrogen": "H", "carbon": "C", "nitrogen": "N", "oxygen": "O", "sulfur": "S", "sulphur": "S",
    "phosphorus": "P", "chlorine": "Cl", "bromine": "Br", "iodine": "I", "fluorine": "F",
    "silicon": "Si", "boron": "B", "arsenic": "As", "selenium": "Se", "xenon": "Xe",
}  # fmt: skip
_TRANSLATED = (("sulph", "sulf"), ("aluminium", "aluminum"), ("caesium", "cesium"))


@lru_cache(maxsize=512)
def formula_of_name(text: str) -> str:
    """The formula of an English name; empty where the name is none that is known."""
    if len(text) > _MAX_CHARS or len(text) < 3:
        return ""
    name = " ".join(text.lower().split())
    for british, american in _TRANSLATED:
        name = name.replace(british, american)
    name = name.removeprefix("the ").removeprefix("a ")
    return _named(name)


def _named(name: str) -> str:
    found = COMPOUNDS.get(name) or COMPOUNDS.get(name.removesuffix(" gas"))
    if found:
        return found
    hydrate = _HYDRATE.fullmatch(name)
    if hydrate is not None:
        salt = _named(hydrate[1])
        return f"{salt}·{_COUNTS[hydrate[2]]}H2O" if salt and "^" not in salt else ""
    for ending in (" ion", " cation", " anion", " ions"):
        if name.endswith(ending):
            return _ion(name.removesuffix(ending))
    return _element(name) or _salt(name) or _binary(name) or _ion_alone(name)


def _element(name: str) -> str:
    if name.endswith(" metal"):
        name = name.removesuffix(" metal")
    return ELEMENT_NAMES.get(name, "")


def _cation(name: str) -> tuple[str, int] | None:
    """The cation of a name, with the charge that Roman numerals may give."""
    oxidation = _OXIDATION.fullmatch(name)
    if oxidation is not None:
        element = ELEMENT_NAMES.get(oxidation[1]) or (CATIONS.get(oxidation[1]) or ("", 0))[0]
        return (element, _ROMAN[oxidation[2]]) if element else None
    return CATIONS.get(name)


def _ion(name: str) -> str:
    positive = _cation(name)
    if positive is not None:
        return f"{positive[0]}^{positive[1]}+"
    negative = ANIONS.get(name)
    return f"{negative[0]}^{negative[1]}-" if negative is not None else ""


def _ion_alone(name: str) -> str:
    """An anion named without `ion`: only those that are nothing else (`sulfate`, not `hydride`)."""
    return _ion(name) if name.endswith(("ate", "ite", "ium", "onium")) and name in ANIONS else ""


def _salt(name: str) -> str:
    words = name.split(" ")
    for width in (2, 1):
        anion, cation = ANIONS.get(" ".join(words[-width:])), _cation(" ".join(words[:-width]))
        if anion is not None and cation is not None:
            return _neutral(cation, anion)
    return ""


def _neutral(cation: tuple[str, int], anion: tuple[str, int]) -> str:
    """As many of each ion as leave no charge."""
    step = gcd(cation[1], anion[1])
    return _times(cation[0], anion[1] // step) + _times(anion[0], cation[1] // step)


def _times(group: str, count: int) -> str:
    if count == 1:
        return group
    single = len(group) == 1 or (len(group) == 2 and group[1].islower())
    return f"{group}{count}" if single else f"({group}){count}"


def _binary(name: str) -> str:
    found = _BINARY.fullmatch(name)
    if found is None:
        return ""
    first = _NONMETALS.get(found[2]) or ELEMENT_NAMES.get(found[2])
    ending = found[4] if found[4] in ANIONS else "o" + found[4]
    second = ANIONS.get(ending)
    if first is None or second is None:
        return ""
    return _times(first, _COUNTS.get(found[1] or "mono", 1)) + _times(second[0], _COUNTS[found[3]])
