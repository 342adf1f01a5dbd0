"""`text.rephrase`: only the marked parts of a text are changed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random

from assay.check import Check, Example
from assay.checks.text.base import Finding, TextCheck, Trait
from assay.checks.text.copying import Source, short
from assay.checks.text.drawing import TOPICS
from assay.checks.text.edges import folded
from assay.context import Context
from assay.response import Response

__all__ = ["Rephrase"]

_MARKED = re.compile(r"\*([^*\n]+)\*")
_MARKS = " *_"


class Rephrase(TextCheck, kind="text.rephrase"):
    """The response is `text` with the parts between asterisks, `*such as these*`, changed.

    What stands outside them must be as it was, and each marked part must be something else, in
    more than white space and marks; the asterisks may stay or go. Case, runs of white space and
    the kind of quotation marks are set aside. After IFEval's dormant `detectable_format:rephrase`
    (arXiv:2311.07911), which asks for the asterisks and lets a part stay as it was. Score: the
    share of the parts, fixed and marked, that are right.
    """

    text: Source

    def validate(self) -> None:
        if not _MARKED.search(self.text):
            raise ValueError("the text marks no part to change, such as *this*")

    def standard(self, response: Response, context: Context) -> Finding:
        pieces = _MARKED.split(self.text)
        fixed = [folded(piece).strip(_MARKS) for piece in pieces[::2]]
        marked = [folded(piece).strip(_MARKS) for piece in pieces[1::2]]
        text = folded(response.text).replace("*", "")
        gaps, kept = _gaps(text, [piece.replace("*", "") for piece in fixed])
        total = len(fixed) + len(marked)
        if gaps is None:
            why = (
                f"{kept} of {len(fixed)} parts that are not marked are as they were; all required."
            )
            return Finding(False, why, 0.99 * kept / total)
        changed = sum(_changed(gap, was) for gap, was in zip(gaps, marked, strict=True))
        why = f"{changed} of {len(marked)} marked parts are changed; all required."
        return Finding(changed == len(marked), why, (len(fixed) + changed) / total)

    def invites(self) -> tuple[Trait, ...]:
        return ("copying", "echo", "brevity")

    def describe(self) -> str:
        return (
            "Rewrite this text, changing only the parts between asterisks and leaving all else "
            f"as it is: {short(self.text)}."
        )

    @classmethod
    def draw(cls, rng: Random, level: int) -> Check:
        """One part of a short text at 1; five in a longer one at 5."""
        parts = [f"The {a} *was near* the {b}" for a, b in _pairs(rng, level)]
        return cls(text=f"{', and t'.join(parts)}.".replace("and tThe", "and the"))

    @classmethod
    def examples(cls) -> Sequence[Example]:
        one = cls(text="The tide *is low* today.")
        return (
            Example(one, "The tide *has gone out* today.", True),
            Example(one, "The tide has gone out today.", True),
            Example(one, "The tide *is low* today.", False),
            Example(one, "The tide is high tonight.", False),
            Example(one, "Sure! The tide is high today.", False),
        )


def _changed(gap: str, was: str) -> bool:
    """Whether a marked part has become something else, in its letters if it has any."""
    letters = "".join(filter(str.isalnum, was))
    if not letters:
        return bool(gap) and gap != was
    return "".join(filter(str.isalnum, gap)) not in ("", letters)


def _gaps(text: str, fixed: list[str]) -> tuple[list[str] | None, int]:
    """What stands between the fixed pieces, or None, and how many of them were found in order.

    The first opens the text and the last closes it. Each is sought from the end of the one before,
    so that all of it takes one pass.
    """
    if not text.startswith(fixed[0]):
        return None, 0
    at, gaps = len(fixed[0]), list[str]()
    for number, piece in enumerate(fixed[1:-1], 1):
        found = text.find(piece, at + 1)
        if found < 0:
            return None, number
        gaps.append(text[at:found].strip(_MARKS))
        at = found + len(piece)
    end = len(text) - len(fixed[-1])
    if end < at or not text.endswith(fixed[-1]):
        return None, len(fixed) - 1
    return [*gaps, text[at:end].strip(_MARKS)], len(fixed)


def _pairs(rng: Random, number: int) -> list[tuple[str, str]]:
    words = rng.sample(TOPICS, 2 * number)
    return list(zip(words[::2], words[1::2], strict=True))
