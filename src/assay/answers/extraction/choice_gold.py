"""The gold of a multiple-choice question as letters, whatever it was written as.

`C`, `(C)`, `C. 40 m`, `AC`, `A,C`, `D,A,B` (several questions, in order), `III` or `3` where
options are numbered so, or the content of an option.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from assay.answers.extraction.choice_content import matched
from assay.answers.extraction.choice_letters import LETTERS, Scheme, grammar
from assay.answers.extraction.choice_options import Options, options_of
from assay.answers.patterns import lazy

__all__ = ["Gold", "read_gold"]

_SEPARATOR = lazy(r"[\s,，、;；/&]+|\band\b|和")
_DRESS = lazy(r"[\s()（）\[\]*.。:$_{}'\"]|\\(?:boxed|text(?:bf)?|mathrm|mathbf)")
_LABELLED = lazy(r"\s*[(（\[]?([A-Z])\s?[.):：、）\]]\s*\S")


class Gold(NamedTuple):
    """The letters of a gold in the order written, and how its options are named."""

    letters: tuple[str, ...]
    scheme: Scheme | None = None

    @property
    def shown(self) -> str:
        return ",".join(self.letters)

    def equals(self, given: tuple[str, ...], *, ordered: bool = False) -> bool:
        """Whether letters are the gold's: in order, or as a set where the gold reads as one.

        `ordered` says that `given` answers numbered questions, one after another.
        """
        if given == self.letters:
            return True
        if ordered:
            return False
        if "".join(given) == "".join(self.letters):
            return True
        several = len(self.letters) > 1 and _ascending(self.letters)
        return several and set(given) == set(self.letters)


def read_gold(
    gold: str,
    options: Sequence[str] = (),
    letters: str = LETTERS,
    *,
    question: str = "",
    scheme: Scheme | None = None,
) -> Gold | None:
    """What a gold says; None where it names no option.

    A gold of letters is letters, even where an option's content is the letter of another.
    """
    plain = _letters(gold, letters)
    known = options_of(options, question, letters) if options or question else Options({})
    scheme = scheme or known.scheme
    if plain is not None and (scheme == "letters" or plain[0] not in "IVX"):
        return Gold(plain, "letters")
    by_content = matched(gold, known.contents) if known.contents else None
    if by_content is not None:
        return Gold((by_content,))
    return _numeral(gold, letters, scheme) or _lower(gold, letters)


def _lower(gold: str, letters: str) -> Gold | None:
    """One letter in lower case, where that means nothing else."""
    letter = _DRESS.sub("", gold[:40]).upper()
    return Gold((letter,), "letters") if len(letter) == 1 and letter in letters else None


def _letters(gold: str, letters: str) -> tuple[str, ...] | None:
    """The letters of a gold that consists of nothing else, or labels an option's content."""
    pieces = [piece for piece in _SEPARATOR.split(_DRESS.sub(" ", gold[:400]).strip()) if piece]
    found = [char for piece in pieces for char in piece]
    if found and all(char in letters for char in found):
        if all(len(piece) == 1 for piece in pieces):
            return tuple(found)
        return tuple(pieces if len(pieces) > 1 else found) if all(map(_ascending, pieces)) else None
    labelled = _LABELLED.match(gold)
    return (labelled[1],) if labelled is not None and labelled[1] in letters else None


def _ascending(letters: Sequence[str]) -> bool:
    return list(letters) == sorted(set(letters))


def _numeral(gold: str, letters: str, scheme: Scheme) -> Gold | None:
    """Options by numeral: of the question's scheme, else of the one that fits."""
    schemes: tuple[Scheme, ...] = (scheme,) if scheme != "letters" else ("roman", "numbers")
    for kind in schemes:
        named = grammar(letters, kind).read(gold, 0, len(gold))
        if named is not None and not gold[named.end :].strip(" .)"):
            return Gold(named.letters, kind)
    return None
