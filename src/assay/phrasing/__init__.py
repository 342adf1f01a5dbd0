"""Checks in words: several natural phrasings of each, and the generic kinds in five languages.

`Check.describe` says a check once, in plain English. Here it is said in several ways, so that
instructions drawn from checks do not all sound alike: phrasings of our own for the generic kinds,
in English, Spanish, French, Japanese and Chinese, and for every other kind its description in
several frames. Whatever the words, a phrasing says all that the check asks and nothing else.
"""

from __future__ import annotations

from importlib import import_module
from random import Random

from assay.check import Check
from assay.errors import BadParameter, did_you_mean
from assay.phrasing.phrases import Table, said_by

__all__ = ["LANGUAGES", "phrasings", "say"]

LANGUAGES = ("en", "es", "fr", "ja", "zh")
_TABLES = {"en": "english", "es": "spanish", "fr": "french", "ja": "japanese", "zh": "chinese"}


def phrasings(check: Check, language: str = "en") -> tuple[str, ...]:
    """Every way to say the check in that language, the plainest first.

    In English at least one for every check; in the others none where the kind, or a parameter,
    is not among the generic ones.
    Raises BadParameter for a language that is not one of LANGUAGES.
    """
    if language not in _TABLES:
        near = did_you_mean(language, LANGUAGES)
        raise BadParameter(
            f"expected one of {', '.join(LANGUAGES)}, got {language!r:.40}{near}", "language"
        )
    own = import_module(f"assay.phrasing.{_TABLES[language]}")
    table: Table = own.PHRASES
    said = said_by(table, _meant(check)) or _composed(_meant(check), language, own)
    if language != "en":
        return said
    plain = check.describe()
    return tuple(dict.fromkeys([*said, plain, *own.framed(plain)]))


def say(check: Check, rng: Random | None = None, language: str = "en") -> str:
    """One of the phrasings: at random with `rng`, else the plainest.

    Raises BadParameter where the language has none for this check.
    """
    known = phrasings(check, language)
    if not known:
        raise BadParameter(f"{check.kind} with these parameters has no phrasing in {language!r}")
    return known[0] if rng is None else rng.choice(known)


def _meant(check: Check) -> Check:
    """What an instruction of a suite means."""
    return check.children()[0] if check.kind == "text.suite" else check


def _composed(check: Check, language: str, own: object) -> tuple[str, ...]:
    """The phrasings of a check over others, from those of its parts."""
    frames = getattr(own, "FRAMES", {})
    make = frames.get(check.kind)
    parts = [phrasings(child, language) for child in check.children()]
    if make is None or not parts or not all(parts):
        return ()
    count = max(map(len, parts))
    turns = [[part[n % len(part)] for part in parts] for n in range(count)]
    made = (make(check, turn) for turn in turns)
    return tuple(dict.fromkeys(text for text in made if text))
