"""`text.syllables`: how many syllables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random
from typing import Annotated, Any, ClassVar

import msgspec

from assay.check import Check, Example
from assay.checks.text.base import Finding, TextCheck, spans_of
from assay.checks.text.count import Bound, bound_phrase, bound_score
from assay.checks.text.units import lengths, some_units, units
from assay.context import Context
from assay.response import Response
from assay.views.blocks import LINES
from assay.views.syllables import SYLLABLES, Range
from assay.views.view import View

__all__ = ["Syllables"]

_UNSURE = "Some words can be read with more or fewer syllables, and it would matter."
_ALIKE = re.compile("0(?=0)|1(?=1)")


class Syllables(TextCheck, kind="text.syllables"):
    """The number of syllables, of English words, is as asked.

    One of three: `min` and `max` bound the syllables of the text; `pattern` lists those of each
    line, as 5, 7, 5 of a haiku, and there are exactly so many lines; `alternating` asks that words
    with an odd and an even number of syllables take turns. A text without words fails. A word
    whose syllables nobody can tell for sure (`syllables:assay/1`) makes it undecided where it
    matters. Score: how near the count comes to the bounds; of a pattern the mean over its lines,
    lowered by lines too many; else the share of neighbours that take turns.
    """

    uses: ClassVar[tuple[View[Any], ...]] = (SYLLABLES, LINES)

    min: Bound | None = None
    max: Bound | None = None
    pattern: tuple[Annotated[int, msgspec.Meta(ge=1, le=1000)], ...] = ()
    alternating: bool = False

    def validate(self) -> None:
        bounded = self.min is not None or self.max is not None
        if bounded + bool(self.pattern) + self.alternating != 1:
            raise ValueError("text.syllables needs min and max, or pattern, or alternating")
        if self.min is not None and self.max is not None and self.min > self.max:
            raise ValueError(f"min is {self.min} but max is {self.max}")

    def standard(self, response: Response, context: Context) -> Finding:
        counts = response.view(SYLLABLES)
        if not counts:
            return Finding(False, "There are no words.", 0.0)
        if self.alternating:
            return self._turns(counts, response)
        if self.pattern:
            return self._lines(response)
        total = sum(low for low, _ in counts), sum(high for _, high in counts)
        passed = _within(total, self.min, self.max)
        why = f"{_said(total)} syllables; {bound_phrase(self.min, self.max)} required."
        if passed is None:
            return Finding(None, f"{_UNSURE} {why}")
        return Finding(passed, why, None if passed else _score(total, self.min, self.max))

    def _lines(self, response: Response) -> Finding:
        found = lengths(response, "line", "syllables")
        wanted = self.pattern
        pairs = list(zip(found, wanted, strict=False))
        holds = [_within(have, want, want) for have, want in pairs]
        if len(found) == len(wanted) and False not in holds:
            if None in holds:
                return Finding(None, f"{_UNSURE} Line {holds.index(None) + 1} is one.")
            return Finding(True, f"The lines have {', '.join(map(str, wanted))} syllables.")
        scores = [_score(have, want, want) for have, want in pairs]
        score = sum(scores) / max(len(found), len(wanted))
        if len(found) != len(wanted):
            return Finding(False, f"{len(found)} lines; {len(wanted)} required.", min(score, 0.99))
        bad = holds.index(False)
        why = f"Line {bad + 1} has {_said(found[bad])} syllables; {wanted[bad]} required."
        line = units(response, "line")[bad]
        return Finding(False, why, score, spans_of(response.text, [line]))

    def _turns(self, counts: list[Range], response: Response) -> Finding:
        if len(counts) < 2:
            return Finding(False, "1 word; at least 2 required.", 0.0)
        # Which words have an odd number of syllables (1), which an even one (0).
        odd = "".join(["01"[low & 1] if low == high else "?" for low, high in counts])
        ones, others = odd[::2], odd[1::2]
        if any(a not in ones and b not in others for a, b in ("01", "10")):
            if "?" in odd:
                return Finding(None, _UNSURE)
            return Finding(True, f"All {len(counts)} words take turns.")
        alike = [at for at in (odd.find("00"), odd.find("11")) if at >= 0]
        if alike:
            at = min(alike)
            wrong = len(_ALIKE.findall(odd))
            first, second = some_units(response, "word", (at, at + 1))
            evidence = spans_of(response.text, [(first[0], second[1])])
            why = f"The words {at + 1} and {at + 2} are both {'odd' if odd[at] == '1' else 'even'}."
            pairs = len(odd) - 1
            return Finding(False, why, (pairs - wrong) / pairs, evidence)
        return Finding(False, "The turns get out of step.", 0.99)

    def describe(self) -> str:
        if self.alternating:
            return "Alternate between words with odd and even numbers of syllables."
        if self.pattern:
            counts = ", ".join(map(str, self.pattern))
            return f"Write {len(self.pattern)} lines with {counts} syllables, in that order."
        noun = "syllable" if (self.max if self.max is not None else self.min) == 1 else "syllables"
        return f"Use {bound_phrase(self.min, self.max)} {noun}."

    @classmethod
    def examples(cls) -> Sequence[Example]:
        haiku = cls(pattern=(5, 7, 5))
        turns = cls(alternating=True)
        return (
            Example(
                haiku, "Low tide in the bay\na crab beneath a cold stone\nlistens to the rain", True
            ),
            Example(haiku, "Low tide\na crab beneath a cold stone\nlistens", False),
            Example(cls(min=5, max=6), "The water is low.", True),
            Example(cls(max=3), "The water is low.", False),
            Example(turns, "Crabs never sleep under stones.", True),
            Example(turns, "Crabs hide.", False),
            Example(turns, "Crabs 17 stones", None),
        )

    @classmethod
    def draw(cls, rng: Random, level: int) -> Check:
        """From a limit to a haiku, then turns in every word."""
        if level < 3:
            return cls(max=60 // level + rng.randint(0, 9))
        if level == 5:
            return cls(alternating=True)
        return cls(pattern=(5, 7, 5) if level == 3 else (5, 7, 5, 7, 7))


def _within(total: Range, low: int | None, high: int | None) -> bool | None:
    """Whether a number somewhere in a range is within bounds: None where it depends."""
    least, most = total
    if (low is not None and most < low) or (high is not None and least > high):
        return False
    inside = (low is None or least >= low) and (high is None or most <= high)
    return True if inside else None


def _score(total: Range, low: int | None, high: int | None) -> float:
    """How near the count comes to its bounds, at its most favourable."""
    if _within(total, low, high) is not False:
        return 1.0
    number = total[1] if low is not None and total[1] < low else total[0]
    return bound_score(number, low, high)


def _said(total: Range) -> str:
    return str(total[0]) if total[0] == total[1] else f"{total[0]} to {total[1]}"
