"""Units named in several words, each with the symbol it stands for."""

from __future__ import annotations

import re
from functools import cache

__all__ = ["with_symbols"]

_PHRASES = {
    r"light[ -]years?": "ly",
    r"degrees? celsius|degrees? centigrade|deg\.? ?C|degrees? C|° ?celsius|celsius degrees?": "°C",
    r"degrees? fahrenheit|deg\.? ?F|degrees? F|° ?fahrenheit": "°F",
    r"degrees? kelvin|deg\.? ?K|degrees? K": "K",
    r"degrees? of arc|angular degrees?|degrees? of angle": "°",
    r"(?:minutes? of arc|arc[ -]minutes?)": "arcmin",
    r"(?:seconds? of arc|arc[ -]seconds?)": "arcsec",
    r"electron[ -]volts?": "eV",
    r"nautical miles?": "nmi",
    r"(?:unified )?atomic mass units?|a\.m\.u\.?": "u",
    r"astronomical units?": "au",
    r"(?:pounds?|lbs?)[ -]force": "lbf",
    r"(?:foot|feet|ft)[ ·-]?(?:pounds?|lbs?)": "ft·lbf",
    r"pounds? per square inch|lb/sq\.? ?in\.?": "psi",
    r"kilowatt[ -]?hours?|kW[ ·-]h(?:rs?)?": "kWh",
    r"watt[ -]?hours?|W[ ·-]h(?:rs?)?": "Wh",
    r"megawatt[ -]?hours?|MW[ ·-]h": "MWh",
    r"gigawatt[ -]?hours?": "GWh",
    r"milliamp(?:ere)?[ -]?hours?|mA[ ·-]h": "mAh",
    r"fluid ounces?|fl\.? ?oz\.?": "floz",
    r"per ?cent|percentage points?": "%",
    r"solar mass(?:es)?": "M☉",
    r"earth mass(?:es)?": "M⊕",
    r"solar radi(?:us|i)": "R☉",
    r"parts per million": "ppm",
    r"parts per billion": "ppb",
    r"per thousand|per mille?": "‰",
    r"metric tons?": "t",
    r"(?:mm|millimet(?:er|re)s?) ?(?:of )?(?:Hg|mercury)": "mmHg",
    r"(?:in|inches) ?(?:of )?(?:Hg|mercury)": "inHg",
    r"(?:us|u\.s\.|american|united states) dollars?": "USD",
    r"meters? per second|metres? per second": "m/s",
}


@cache
def _pattern() -> tuple[re.Pattern[str], tuple[str, ...]]:
    groups = "|".join(f"({phrase})" for phrase in _PHRASES)
    return re.compile(rf"(?<![A-Za-z])(?:{groups})(?![A-Za-z])", re.IGNORECASE), tuple(
        _PHRASES.values()
    )


def with_symbols(text: str) -> str:
    """The text with symbols for names in several words, and a dot for a hyphen between units."""
    if " " in text or "-" in text or "·" in text or "deg" in text:
        pattern, symbols = _pattern()
        text = pattern.sub(lambda phrase: symbols[(phrase.lastindex or 1) - 1], text)
        text = re.sub("(?<=[A-Za-z])-(?=[A-Za-z])", "·", text)
    return text
