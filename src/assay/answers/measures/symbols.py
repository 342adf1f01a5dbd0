"""Units by symbol: each with its factor in the base unit and its dimension, and the prefixes.

The base units are metre, kilogram, second, ampere, kelvin, mole, candela and bit. Factors are
exact by definition (SI brochure, 9th edition; international yard and pound of 1959) but for what
is measured: the atomic mass unit and the masses of bodies (CODATA 2022, IAU 2015). A factor may
end in `pi` or `/pi`. A symbol is looked up as it stands, then as a prefix and a symbol that takes
one, then in another case (`KG`, `khz`).
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

from assay.answers.measures.dimensions import dimension
from assay.answers.values import Unit

__all__ = ["prefix", "symbol"]

_PREFIXES: dict[str, str] = {
    "Q": "1e30", "R": "1e27", "Y": "1e24", "Z": "1e21", "E": "1e18", "P": "1e15", "T": "1e12",
    "G": "1e9", "M": "1e6", "k": "1e3", "h": "1e2", "da": "1e1", "d": "1e-1", "c": "1e-2",
    "m": "1e-3", "μ": "1e-6", "u": "1e-6", "n": "1e-9", "p": "1e-12", "f": "1e-15", "a": "1e-18",
    "z": "1e-21", "y": "1e-24", "K": "1e3", "Ki": "1024", "Mi": "1048576", "Gi": "1073741824",
    "Ti": "1099511627776", "Pi": "1125899906842624",
}  # fmt: skip

_FORCE, _PRESSURE, _ENERGY, _POWER = "L M T^-2", "L^-1 M T^-2", "L^2 M T^-2", "L^2 M T^-3"
_VOLT, _OHM, _SPEED, _TESLA = "L^2 M T^-3 I^-1", "L^2 M T^-3 I^-2", "L T^-1", "M T^-2 I^-1"
_SIEMENS = "L^-2 M^-1 T^3 I^2"

_PREFIXED: dict[str, tuple[str, str]] = {
    "m": ("1", "L"), "g": ("1/1000", "M"), "s": ("1", "T"), "A": ("1", "I"), "K": ("1", "K"),
    "mol": ("1", "N"), "cd": ("1", "J"), "sec": ("1", "T"), "Hz": ("1", "T^-1"),
    "N": ("1", _FORCE), "Pa": ("1", _PRESSURE), "J": ("1", _ENERGY), "W": ("1", _POWER),
    "C": ("1", "T I"), "V": ("1", _VOLT), "Ω": ("1", _OHM), "S": ("1", _SIEMENS),
    "F": ("1", "L^-2 M^-1 T^4 I^2"), "H": ("1", "L^2 M T^-2 I^-2"), "T": ("1", _TESLA),
    "Wb": ("1", "L^2 M T^-2 I^-1"), "lm": ("1", "J"), "lx": ("1", "L^-2 J"), "Bq": ("1", "T^-1"),
    "Ci": ("3.7e10", "T^-1"), "Gy": ("1", "L^2 T^-2"), "Sv": ("1", "L^2 T^-2"),
    "rem": ("0.01", "L^2 T^-2"), "kat": ("1", "N T^-1"), "L": ("1/1000", "L^3"),
    "l": ("1/1000", "L^3"), "eV": ("1.602176634e-19", _ENERGY), "bar": ("100000", _PRESSURE),
    "cal": ("4.184", _ENERGY), "M": ("1000", "L^-3 N"), "B": ("8", "B"), "b": ("1", "B"),
    "bit": ("1", "B"), "bps": ("1", "T^-1 B"), "pc": ("96939420213600000/pi", "L"),
    "yr": ("31557600", "T"), "Da": ("1.66053906892e-27", "M"), "Wh": ("3600", _ENERGY),
    "Ah": ("3600", "T I"), "VA": ("1", _POWER), "var": ("1", _POWER), "G": ("1e-4", _TESLA),
    "erg": ("1e-7", _ENERGY), "dyn": ("1e-5", _FORCE), "P": ("0.1", "L^-1 M T^-1"),
    "St": ("1e-4", "L^2 T^-1"), "Jy": ("1e-26", "M T^-2"), "rad": ("1", ""), "sr": ("1", ""),
    "Torr": ("20265/152", _PRESSURE), "torr": ("20265/152", _PRESSURE), "t": ("1000", "M"),
    "ly": ("9460730472580800", "L"), "as": ("1/648000pi", ""), "arcsec": ("1/648000pi", ""),
    "Gal": ("0.01", "L T^-2"), "tex": ("1e-6", "L^-1 M"), "mho": ("1", _SIEMENS),
}  # fmt: skip

_DEFINED: dict[str, tuple[str, str]] = {
    "min": ("60", "T"), "h": ("3600", "T"), "hr": ("3600", "T"), "hrs": ("3600", "T"),
    "d": ("86400", "T"), "secs": ("1", "T"), "mins": ("60", "T"), "wk": ("604800", "T"),
    "wks": ("604800", "T"), "yrs": ("31557600", "T"), "mo": ("2629800", "T"),
    "mos": ("2629800", "T"), "y": ("31557600", "T"), "in": ("0.0254", "L"), "ft": ("0.3048", "L"),
    "yd": ("0.9144", "L"), "yds": ("0.9144", "L"), "mi": ("1609.344", "L"), "nmi": ("1852", "L"),
    "Å": ("1e-10", "L"), "μ": ("1e-6", "L"), "au": ("149597870700", "L"),
    "AU": ("149597870700", "L"), "mil": ("0.0000254", "L"), "mph": ("0.44704", _SPEED),
    "kph": ("5/18", _SPEED), "kmh": ("5/18", _SPEED), "kmph": ("5/18", _SPEED),
    "kn": ("463/900", _SPEED), "kts": ("463/900", _SPEED), "fps": ("0.3048", _SPEED),
    "c": ("299792458", _SPEED), "lb": ("0.45359237", "M"), "lbs": ("0.45359237", "M"),
    "lbm": ("0.45359237", "M"), "oz": ("0.028349523125", "M"), "u": ("1.66053906892e-27", "M"),
    "gm": ("1/1000", "M"), "gms": ("1/1000", "M"), "kgs": ("1", "M"), "kms": ("1000", "L"),
    "amu": ("1.66053906892e-27", "M"), "lbf": ("4.4482216152605", _FORCE),
    "kgf": ("9.80665", _FORCE), "kip": ("4448.2216152605", _FORCE),
    "psi": ("8896443230521/1290320000", _PRESSURE), "atm": ("101325", _PRESSURE),
    "ksi": ("8896443230521/1290320", _PRESSURE), "mmHg": ("133.322387415", _PRESSURE),
    "cmHg": ("1333.22387415", _PRESSURE), "inHg": ("3386.388640341", _PRESSURE),
    "mb": ("100", _PRESSURE), "Cal": ("4184", _ENERGY), "BTU": ("1055.05585262", _ENERGY),
    "Btu": ("1055.05585262", _ENERGY), "hp": ("745.69987158227022", _POWER),
    "ha": ("10000", "L^2"), "cc": ("1e-6", "L^3"), "gal": ("0.003785411784", "L^3"),
    "qt": ("0.000946352946", "L^3"), "tsp": ("0.00000492892159375", "L^3"),
    "tbsp": ("0.00001478676478125", "L^3"), "bbl": ("0.158987294928", "L^3"),
    "cfs": ("0.028316846592", "L^3 T^-1"), "cfm": ("0.0004719474432", "L^3 T^-1"),
    "gpm": ("0.0000630901964", "L^3 T^-1"), "mpg": ("1609344000000000/3785411784", "L^-2"),
    "D": ("3.33564095198152e-30", "L T I"), "rpm": ("1/30pi", "T^-1"), "rps": ("2pi", "T^-1"),
    "rev": ("2pi", ""), "revs": ("2pi", ""), "ppm": ("1e-6", ""), "ppb": ("1e-9", ""),
    "ppt": ("1e-12", ""), "arcmin": ("1/10800pi", ""), "deg": ("1/180pi", ""),
    "grad": ("1/200pi", ""), "gon": ("1/200pi", ""), "°": ("1/180pi", ""), "%": ("1/100", ""),
    "‰": ("1/1000", ""), "′": ("1/10800pi", ""), "″": ("1/648000pi", ""), "°R": ("5/9", "K"),
    "M☉": ("1.98841e30", "M"), "M⊕": ("5.97217e24", "M"), "R☉": ("695700000", "L"),
    "R⊕": ("6378100", "L"), "L☉": ("3.828e26", _POWER), "E_h": ("4.359744722206e-18", _ENERGY),
    "Ry": ("2.179872361103e-18", _ENERGY), "°C": ("1", "K"), "°F": ("5/9", "K"), "°K": ("1", "K"),
    "degC": ("1", "K"), "degF": ("5/9", "K"), "degK": ("1", "K"), "bits": ("1", "B"),
}  # fmt: skip

_OFFSETS = {"°C": "273.15", "degC": "273.15", "°F": "459.67/1.8", "degF": "459.67/1.8"}
_TAGGED = ("dB", "pH", "dBm", "px", "dpi", "IU")
_OTHER_CASE = (
    "km cm mm kg mg ml kw kwh mw hz khz mhz ghz kpa mpa ev kev mev gev kj mj kcal btu db mol "
    "kb gb tb mbps kbps gbps ft in lb lbs oz min hr hrs sec mph rpm atm psi rad"
).split()
_CANONICAL = (
    "km cm mm kg mg mL kW kWh MW Hz kHz MHz GHz kPa MPa eV keV MeV GeV kJ MJ kcal BTU dB mol "
    "kB GB TB Mbps kbps Gbps ft in lb lbs oz min hr hrs sec mph rpm atm psi rad"
).split()


def prefix(text: str) -> Fraction | None:
    """The factor of an SI or binary prefix by symbol."""
    factor = _PREFIXES.get(text)
    return Fraction(factor) if factor else None


@lru_cache(maxsize=1024)
def symbol(text: str) -> Unit | None:
    """The unit of a symbol, with or without a prefix; None where there is none."""
    return _listed(text) or _with_prefix(text) or _in_other_case(text)


def _listed(text: str) -> Unit | None:
    entry = _DEFINED.get(text) or _PREFIXED.get(text)
    if entry is None:
        return Unit(text, tag=text) if text in _TAGGED else None
    factor, pi = _factor(entry[0])
    offset = _OFFSETS.get(text)
    return Unit(text, factor, pi, _ratio(offset) if offset else Fraction(), dimension(entry[1]))


def _with_prefix(text: str) -> Unit | None:
    for width in (1, 2):
        factor = _PREFIXES.get(text[:width])
        if factor is None or text[width:] not in _PREFIXED or not _allowed(text):
            continue
        base = _listed(text[width:])
        if base is not None:
            scale = Fraction(factor)
            return Unit(text, base.factor * scale, base.pi, dimension=base.dimension)
    return None


def _allowed(text: str) -> bool:
    """A capital K means a thousand before bits and bytes alone."""
    return text[0] != "K" or text[-1] in "Bb" or text[1:] in ("bit", "bps")


def _in_other_case(text: str) -> Unit | None:
    lower = text.lower()
    if len(text) < 2 or lower not in _OTHER_CASE:
        return None
    canonical = _CANONICAL[_OTHER_CASE.index(lower)]
    return None if canonical == text else symbol(canonical)


def _factor(text: str) -> tuple[Fraction, int]:
    if text.endswith("/pi"):
        return Fraction(text[:-3]), -1
    return (Fraction(text[:-2]), 1) if text.endswith("pi") else (Fraction(text), 0)


def _ratio(text: str) -> Fraction:
    top, _, bottom = text.partition("/")
    return Fraction(top) / Fraction(bottom or 1)
