"""Units written in bare letters, which may be variables side by side: `5 kg`, `3ab`, `PA`.

Only the symbols that answers really use are units here; `\\mathrm{PA}` may be petaamperes, `PA` is
a segment. Names in words (`5 metres`) are units wherever they stand.
"""

from __future__ import annotations

import re
from functools import lru_cache

from assay.answers.measures.expressions import MAX_UNIT_CHARS, read_unit
from assay.answers.measures.plain import plain
from assay.answers.values import Unit

__all__ = ["bare_unit"]

_COMMON = frozenset(
    "km cm mm dm nm μm pm fm um Å kg mg μg ug mcg ng lb lbs oz Da kDa amu mi ft in yd nmi ly "
    "pc kpc Mpc AU au ms ns μs us ps min mins hr hrs sec secs yr yrs Myr Gyr mL ml dL cL μL "
    "kL gal qt tbsp tsp cc ha kN mN MN lbf kgf kip kJ MJ GJ mJ cal kcal BTU eV keV MeV GeV "
    "TeV meV kWh MWh Wh mAh Pa kPa MPa hPa GPa psi ksi atm bar mbar torr Torr mmHg inHg Hz "
    "kHz MHz GHz THz kW MW GW mW hp mV kV MV μV mA μA kΩ MΩ mΩ nF pF μF mF mH μH nC μC mC pC "
    "Wb mT μT nT mK μK nK mol mmol μmol kmol mM μM nM cd lm lx kB MB GB TB KB KiB MiB GiB bit "
    "bits bps kbps Mbps Gbps mph kph rpm rps rad mrad deg sr dB ppm ppb pH Gy mGy Sv mSv Bq "
    "kBq MBq Ci mCi USD EUR GBP CNY RMB JPY INR °C °F KM CM MM KG Kg Km ML KW Kw kw kwh KWH "
    "khz hz Mpa Kpa KHz Kj KJ ev Ev kmh kn mil amps sq cu".split()
)
_SINGLE = frozenset("m s g h d L l N J W V A K C F T M u c H t Ω μ".split())
_SHORT_NAMES = frozenset(
    "per day year hour foot feet inch mile bar amp amps won yen ton tons cup cups gram volt watt "
    "mole unit week yard pint acre dyne erg days".split()
)
_PREFIXES = frozenset("kMGTmμunpf")
_SI = frozenset("m s g A K mol Hz N Pa J W C V Ω S F H T Wb Bq Gy Sv L eV".split())
_RATES = re.compile(
    r"(?:k?m|c?m|g|N|J|V|W|rad|mol|C|L) ?/ ?(?:s|h|mol|m|K|C|L|kg|g|min)"
    r"(?:(?:\^|\*\*)\{?[23]\}?|[²³23])?"
)
_WORD = 4
_AMBIGUOUS = frozenset(("pm", "am"))
_LETTERS = re.compile(r"°?[A-Za-zμΩÅåö]+")


@lru_cache(maxsize=1024)
def bare_unit(text: str, apart: bool) -> tuple[Unit, bool] | None:
    """The unit in bare letters and whether it is certain; `apart` where a blank stands before."""
    if len(text) > MAX_UNIT_CHARS:
        return None
    symbols: list[str] = _LETTERS.findall(plain(text))
    if not symbols or not all(map(_known, symbols)):
        return None
    unit = read_unit(text)
    if unit is None:
        return None
    longest = max(symbols, key=len)
    if longest in _AMBIGUOUS or (longest in ("in", "cd", "min") and not apart):
        return unit, False
    if apart and text == longest and _is_prefixed(text):
        return unit, True
    sure = len(longest) >= _WORD or longest in _COMMON or longest in _SHORT_NAMES
    return unit, sure or (apart and _RATES.fullmatch(text) is not None)


def _known(letters: str) -> bool:
    if len(letters) >= _WORD or letters in _COMMON or letters in _SINGLE:
        return True
    return _is_prefixed(letters) or letters in _SHORT_NAMES or letters.lower() in _SHORT_NAMES


def _is_prefixed(letters: str) -> bool:
    """Whether this is an SI symbol with a prefix of everyday use: `nW`, `mPa`, `GN`."""
    return letters[0] in _PREFIXES and letters[1:] in _SI
