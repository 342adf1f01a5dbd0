"""Checks in words: several natural phrasings of each, and the generic kinds in five languages.

`Check.describe` says a check once, in plain English. Here it is said in several ways, so that
instructions drawn from checks do not all sound alike: phrasings of our own for the generic kinds,
in English, Spanish, French, Japanese and Chinese, and for every other kind its description in
several frames. Whatever the words, a phrasing says all that the check asks and nothing else.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from random import Random

from assay.check import Check
from assay.errors import BadParameter, did_you_mean
from assay.phrasing.wording import Table, Wording, table

__all__ = ["LANGUAGES", "phrasings", "say"]

LANGUAGES = ("en", "es", "fr", "ja", "zh")
_MODULES = {"en": "english", "es": "spanish", "fr": "french", "ja": "japanese", "zh": "chinese"}


def phrasings(check: Check, language: str = "en") -> tuple[str, ...]:
    """Every way to say the check in that language, the plainest first.

    In English three at least for every check; in the others none where the kind, or a parameter,
    is not among the generic ones.
    Raises BadParameter for a language that is not one of LANGUAGES.
    """
    if language not in _MODULES:
        near = did_you_mean(language, LANGUAGES)
        raise BadParameter(
            f"expected one of {', '.join(LANGUAGES)}, got {language!r:.40}{near}", "language"
        )
    meant = check.children()[0] if check.kind == "text.suite" else check
    own, phrases = _known(language)
    found = phrases.get(meant.kind)
    said = found.said(meant) if found else _composed(meant, language, own)
    if language != "en":
        return said
    from assay.phrasing.english import framed

    plain = check.describe()
    return tuple(dict.fromkeys([*said, plain, *framed(plain)]))


def say(check: Check, rng: Random | None = None, language: str = "en") -> str:
    """One of the phrasings: at random with `rng`, else the plainest.

    Raises BadParameter where the language has none for this check.
    """
    known = phrasings(check, language)
    if not known:
        raise BadParameter(f"{check.kind} with these parameters has no phrasing in {language!r}")
    return known[0] if rng is None else rng.choice(known)


@cache
def _known(language: str) -> tuple[Wording, Table]:
    own: Wording = import_module(f"assay.phrasing.{_MODULES[language]}").WORDING
    return own, table(own)


def _composed(check: Check, language: str, own: Wording) -> tuple[str, ...]:
    """The phrasings of a check over others, from those of its parts."""
    parts = [phrasings(child, language) for child in check.children()]
    if check.kind not in ("all", "each") or not parts or not all(parts):
        return ()
    turns = range(max(map(len, parts)))
    made = (own.over(check, [part[n % len(part)] for part in parts]) for n in turns)
    return tuple(dict.fromkeys(text for text in made if text))
