"""Units by name in English, each with the symbol it stands for, singular and plural.

SI names take the names of the prefixes (`kilometres`, `megawatt hours` as two words). `month` and
`year` are the Julian ones of astronomy, 365.25 days to the year. A pound is one of mass; `pound
force` says otherwise. Gallons, pints and cups are those of the United States.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

from assay.answers.measures.dimensions import dimension, named
from assay.answers.measures.symbols import prefix, symbol
from assay.answers.values import Unit

__all__ = ["by_name", "singular"]

_PREFIXES = {
    "quetta": "Q", "ronna": "R", "yotta": "Y", "zetta": "Z", "exa": "E", "peta": "P", "tera": "T",
    "giga": "G", "mega": "M", "kilo": "k", "hecto": "h", "deca": "da", "deka": "da", "deci": "d",
    "centi": "c", "milli": "m", "micro": "μ", "nano": "n", "pico": "p", "femto": "f", "atto": "a",
    "zepto": "z", "yocto": "y", "kibi": "Ki", "mebi": "Mi", "gibi": "Gi", "tebi": "Ti",
}  # fmt: skip

_SI_NAMES = {
    "metre": "m", "meter": "m", "gram": "g", "gramme": "g", "second": "s", "ampere": "A",
    "amp": "A", "kelvin": "K", "mole": "mol", "candela": "cd", "hertz": "Hz", "newton": "N",
    "pascal": "Pa", "joule": "J", "watt": "W", "coulomb": "C", "volt": "V", "ohm": "Ω",
    "siemens": "S", "farad": "F", "henry": "H", "tesla": "T", "weber": "Wb", "lumen": "lm",
    "lux": "lx", "becquerel": "Bq", "curie": "Ci", "gray": "Gy", "sievert": "Sv", "katal": "kat",
    "litre": "L", "liter": "L", "electronvolt": "eV", "bar": "bar", "calorie": "cal", "byte": "B",
    "bit": "bit", "parsec": "pc", "dalton": "Da", "radian": "rad", "steradian": "sr",
    "gauss": "G", "poise": "P", "stokes": "St", "jansky": "Jy", "torr": "torr", "ton": "t",
    "tonne": "t", "erg": "erg", "dyne": "dyn", "molar": "M", "arcsecond": "as",
}  # fmt: skip

_OTHER_NAMES = {
    "minute": "min", "hour": "h", "day": "d", "week": "wk", "month": "mo", "year": "y",
    "inch": "in", "foot": "ft", "yard": "yd", "mile": "mi", "angstrom": "Å", "ångström": "Å",
    "micron": "μ", "knot": "kn", "pound": "lb", "ounce": "oz", "atmosphere": "atm",
    "hectare": "ha", "gallon": "gal", "quart": "qt", "teaspoon": "tsp", "tablespoon": "tbsp",
    "barrel": "bbl", "horsepower": "hp", "lightyear": "ly", "light-year": "ly", "debye": "D",
    "decibel": "dB", "degree": "°", "percent": "%", "per cent": "%", "percentage": "%",
    "revolution": "rev", "rpm": "rpm", "arcminute": "arcmin", "permille": "‰",
    "celsius": "°C", "centigrade": "°C", "fahrenheit": "°F", "hartree": "E_h", "rydberg": "Ry",
    "celcius": "°C", "gradian": "grad", "feet": "ft", "inche": "in", "mph": "mph",
    "micrometre": "μm", "hectopascal": "hPa", "sec": "s", "hr": "h", "mil": "mil",
}  # fmt: skip

_DERIVED: dict[str, tuple[str, str]] = {
    "floz": ("0.0000295735295625", "L^3"),
    "acre": ("4046.8564224", "L^2"), "pint": ("0.000473176473", "L^3"),
    "cup": ("0.0002365882365", "L^3"), "stone": ("6.35029318", "M"), "decade": ("315576000", "T"),
    "century": ("3155760000", "T"), "millennium": ("31557600000", "T"),
    "fortnight": ("1209600", "T"), "league": ("4828.032", "L"), "furlong": ("201.168", "L"),
    "fathom": ("1.8288", "L"), "carat": ("0.0002", "M"), "grain": ("0.00006479891", "M"),
    "slug": ("14.593902937206365", "M"), "therm": ("105505585.262", "L^2 M T^-2"),
    "rod": ("5.0292", "L"), "poundal": ("0.138254954376", "L M T^-2"),
}  # fmt: skip

_IRREGULAR = {
    "feet": "foot", "inches": "inch", "centuries": "century", "henries": "henry",
    "millennia": "millennium", "people": "person", "persons": "person", "children": "child",
    "men": "man", "women": "woman", "mice": "mouse", "geese": "goose", "teeth": "tooth",
    "dice": "die", "vertices": "vertex", "matrices": "matrix", "axes": "axis", "leaves": "leaf",
    "loaves": "loaf", "halves": "half", "knives": "knife", "shelves": "shelf", "calves": "calf",
    "oxen": "ox", "data": "datum", "roots": "root", "indices": "index", "fish": "fish",
    "sheep": "sheep", "series": "series", "species": "species", "movies": "movie",
    "brownies": "brownie", "cookies": "cookie", "pies": "pie", "ties": "tie", "lives": "life",
    "wives": "wife",
    "wolves": "wolf", "potatoes": "potato", "tomatoes": "tomato", "heroes": "hero",
    "hertz": "hertz", "lux": "lux", "siemens": "siemens", "celsius": "celsius", "gauss": "gauss",
    "stokes": "stokes", "cents": "cent", "bus": "bus", "gas": "gas", "lens": "lens",
}  # fmt: skip


def singular(word: str) -> str:
    """The singular of an English noun in lower case; a noun that is none is left as it is."""
    known = _IRREGULAR.get(word)
    if known is not None:
        return known
    if len(word) > 4 and word.endswith("ies") and not word.endswith(("calories", "curies")):
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    if len(word) > 2 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


@lru_cache(maxsize=1024)
def by_name(word: str) -> Unit | None:
    """The unit of an English name; None where it is no name of a unit."""
    lower = singular(word.lower())
    found = _OTHER_NAMES.get(lower) or _SI_NAMES.get(lower)
    if found is not None:
        return symbol(found)
    if lower == "unit":
        return Unit(lower, tag=lower)
    derived = _DERIVED.get(lower)
    if derived is not None:
        return Unit(lower, Fraction(derived[0]), dimension=dimension(derived[1]))
    return _with_prefix(lower)


def _with_prefix(word: str) -> Unit | None:
    for name, sign in _PREFIXES.items():
        if not word.startswith(name):
            continue
        base = _SI_NAMES.get(word[len(name) :])
        unit = symbol(base) if base else None
        scale = prefix(sign)
        if unit is not None and scale is not None:
            scaled = Unit(unit.name, unit.factor * scale, unit.pi, dimension=unit.dimension)
            return named(scaled, sign + unit.name)
    return None
