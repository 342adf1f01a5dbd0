"""What is counted: `12 apples`, `3 main veins`, `5 people`, `2 \\text{ solutions}`.

One to three words that are no unit name what is counted; the tag is in the singular. Words that
only say how (`in total`, `long`, `each`) go, and what measures keeps its unit: `5 pounds of sugar`
are pounds. A word that joins or qualifies (`and`, `if`, `or`) means that this is no count.
"""

from __future__ import annotations

import re
from functools import lru_cache

from assay.answers.measures.bare import bare_unit
from assay.answers.measures.dimensions import power, product
from assay.answers.measures.expressions import MAX_UNIT_CHARS, read_unit
from assay.answers.measures.names import singular
from assay.answers.measures.plain import plain
from assay.answers.values import Unit

__all__ = ["counted"]

_WORD = re.compile(r"[A-Za-z][a-z]+(?:['’-][a-z]+)*")
_QUALIFIERS = frozenset(
    "total all altogether old tall long wide high deep thick away apart each left remaining more "
    "less fewer longer shorter older younger later earlier ago age length height width area volume "
    "overall exactly in".split()
)
_JOINERS = frozenset(
    "and or if for where when from to is are was were the then but not with by at as on than that "
    "so no only any between because since which who it he she they we you be have has had do does "
    "into mod modulo sin cos tan log ln exp lim max min even odd true false yes none both hundred "
    "thousand million billion trillion dozen half quarter third thirds plus minus times squared "
    "cubed per st nd rd th am pm bc ad bce ce base choose of in".split()
)
_MAX_WORDS = 6
_MAX_NOUN = 3


@lru_cache(maxsize=1024)
def counted(text: str) -> Unit | None:
    """What is counted or measured in words, as a unit; None where the words are no count."""
    if len(text) > MAX_UNIT_CHARS:
        return None
    said = plain(text).strip(" .")
    thing, stroke, measure = said.partition(" per ") if " per " in said else said.partition("/")
    return _rate(thing, measure) if stroke else _count(said.split())


def _rate(thing: str, measure: str) -> Unit | None:
    """`beats per minute`, `people/km^2`."""
    above, below = _count(thing.split()), read_unit(measure)
    inverse = power(below, -1) if below is not None else None
    return product(above, inverse) if above is not None and inverse is not None else None


def _count(words: list[str]) -> Unit | None:
    """A noun with what goes with it, or a unit among words that only say how."""
    if not words or len(words) > _MAX_WORDS or not all(map(_WORD.fullmatch, words)):
        return None
    while len(words) > 1 and words[-1].lower() in _QUALIFIERS:
        words.pop()
    if "of" in words[1:]:
        words = words[: words.index("of")]
    found = bare_unit(" ".join(words), apart=True)
    return found[0] if found is not None and found[1] else _noun(words)


def _noun(words: list[str]) -> Unit | None:
    lower = [word.lower() for word in words]
    if len(lower) > _MAX_NOUN or not _JOINERS.isdisjoint(lower) or len(lower[-1]) < 3:
        return None
    lower[-1] = singular(lower[-1])
    name = " ".join(lower)
    return Unit(name, tag=name)
