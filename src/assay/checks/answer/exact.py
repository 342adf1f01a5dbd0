"""`answer.exact`: a final answer taken word for word: a string, a grid, a list of moves."""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random
from typing import ClassVar, Literal

from assay.answers.verbatim import place_of, unwrapped
from assay.check import Check, Example, Runs
from assay.context import Context
from assay.response import Response
from assay.verdict import Span, Verdict

__all__ = ["Exact"]

_SHOWN = 80
_LONGEST_WORD = 10_000
_DIGITS = re.compile(r"(\d+)(?:\.(\d+))?")


class Exact(Check, kind="answer.exact"):
    """The final answer is `gold`, or one of several golds, word for word.

    It stands in the last `<answer>` field, else after the last `Answer:`, else it is the last
    lines, as many as the gold has; nothing else may stand there. Runs of white space are one space
    and blank lines are nothing, or with `spaces` `"none"` all white space is nothing. Capitals
    count where `case` is set. With `numbers` 4.50 is 4.5; a full stop at the end never counts.
    Score: 0 or 1.
    """

    runs: ClassVar[Runs] = "inline"

    gold: str | tuple[str, ...]
    case: bool = False
    spaces: Literal["runs", "none"] = "runs"
    numbers: bool = False

    def validate(self) -> None:
        if not self._golds() or not all(self._golds()):
            raise ValueError("gold holds no answer")

    def verify(self, response: Response, context: Context) -> Verdict:
        if response.silent:
            return self.undecided("There is no message of the assistant.")
        golds = [gold for gold in self._golds() if gold]
        text = response.text
        place = place_of(text, len(self._lines(golds[0])))
        said = unwrapped(text[place.start : place.end])
        if not said:
            return self.decide(False, "There is no final answer.")
        evidence = (Span(text[place.start : place.end], place.start, place.end),)
        read = self._lines(said)
        wanted = [self._lines(unwrapped(gold)) for gold in golds]
        if read in wanted:
            return self.decide(True, f"The answer is {_shown(said)}.", evidence=evidence)
        why = f"The answer is {_shown(said)}, not {_shown(golds[0])}."
        return self.decide(False, why, evidence=evidence)

    def _golds(self) -> tuple[str, ...]:
        given = (self.gold,) if isinstance(self.gold, str) else self.gold
        return tuple([gold.strip() for gold in given])

    def _lines(self, text: str) -> list[list[str]]:
        """The words of each line, as they are compared."""
        folded = text if self.case else text.casefold()
        if self.spaces == "none":
            word = "".join(folded.split()).rstrip(".")
            return [[_number(word) if self.numbers else word]]
        lines = [line.split() for line in folded.splitlines()]
        kept = [line for line in lines if line]
        if kept and len(kept[-1][-1]) > 1:
            kept[-1][-1] = kept[-1][-1].rstrip(".")
        return [[_number(word) for word in line] for line in kept] if self.numbers else kept

    def describe(self) -> str:
        return "Give the final answer after the word 'Answer:', and nothing after it."

    @classmethod
    def examples(cls) -> Sequence[Example]:
        word, grid = cls(gold="nolem"), cls(gold="1 2\n3 4")
        return (
            Example(word, "Backwards it reads so:\nAnswer: nolem", True),
            Example(word, "<answer>Nolem</answer>", True),
            Example(word, "It may be melon or nolem.", False),
            Example(word, "<answer>nolem or melon</answer>", False),
            Example(word, "", False),
            Example(cls(gold="nolem", case=True), "Nolem", False),
            Example(grid, "I turn it:\n1  2\n3  4", True),
            Example(grid, "```\n1 2\n3 4\n```", True),
            Example(grid, "1 2 3 4", False),
            Example(cls(gold="[1,2]", spaces="none"), "Answer: [1, 2]", True),
            Example(cls(gold="0.50 2", numbers=True), "0.5 2.0", True),
        )

    @classmethod
    def draw(cls, rng: Random, level: int) -> Exact:
        """A string of letters, longer at higher levels."""
        return cls(gold="".join(rng.choices("abcdefgh", k=level + 1)))


def _number(word: str) -> str:
    """The word with each number in its shortest form: no zero that says nothing."""
    return _DIGITS.sub(_shortest, word) if len(word) <= _LONGEST_WORD else word


def _shortest(match: re.Match[str]) -> str:
    whole, rest = match[1].lstrip("0") or "0", (match[2] or "").rstrip("0")
    return f"{whole}.{rest}" if rest else whole


def _shown(text: str) -> str:
    line = " / ".join(text.split("\n"))
    return repr(line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…")
