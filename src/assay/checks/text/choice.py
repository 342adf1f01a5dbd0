"""`text.choice`: one of a few fixed answers."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Annotated, ClassVar

import msgspec

from assay.check import Check, Example
from assay.checks.text.base import Finding, TextCheck, Trait, spans_of
from assay.checks.text.drawing import TOPICS
from assay.checks.text.edges import QUOTES, folded
from assay.checks.text.wording import Phrase, find_phrase
from assay.context import Context
from assay.demands import Demands, Fixed, amount, both, either, phrase
from assay.response import Response
from assay.views.language import told
from assay.views.words import WORDS

__all__ = ["Choice"]


class Choice(TextCheck, kind="text.choice"):
    """The response gives exactly one of `options`, whatever its case.

    With `only`, nothing else may stand there but quotation marks and emphasis. An option inside
    a longer one that is there does not count, nor does an everyday word inside a sentence (`yes`,
    `no`) where another option stands as a sentence of its own. Official: any option as part of
    the text, several too.
    """

    version: ClassVar[str] = "2"

    options: Annotated[tuple[Phrase, ...], msgspec.Meta(min_length=1)]
    only: bool = False

    def standard(self, response: Response, context: Context) -> Finding:
        if self.only:
            bare = response.text.strip(QUOTES)
            most = max(len(option.split()) for option in self.options)
            if len(bare.split(None, most + 1)) > most + 1:  # longer than any option
                return Finding(False, self._why(0))
            given, whole = folded(bare).rstrip("."), folded(response.text)
            hit = [o for o in self.options if folded(o) == whole or folded(o).rstrip(".") == given]
            return Finding(bool(hit), "One option and nothing else." if hit else self._why(0))
        options = {folded(option).rstrip("."): option for option in self.options}
        found = {o: find_phrase(response, o.rstrip(".") or o, "word") for o in options.values()}
        chosen = {o: where for o, where in found.items() if where and not _inside(o, found)}
        if len(chosen) > 1 and not any(" " in option for option in chosen):
            alone = {o: w for o, w in chosen.items() if any(_stands(response.text, at) for at in w)}
            chosen = alone if len(alone) == 1 else chosen
        spans = spans_of(response.text, [where[0] for where in chosen.values()])
        return Finding(len(chosen) == 1, self._why(len(chosen)), None, spans)

    def official(self, response: Response, context: Context) -> Finding:
        text = response.text.strip()
        found = [option for option in self.options if option in text]
        return Finding(bool(found), self._why(len(found)))

    def _why(self, number: int) -> str:
        alone = ", alone," if self.only else ""
        return f"{number} of {len(self.options)} options given; exactly one{alone} required."

    def invites(self) -> tuple[Trait, ...]:
        return ("brevity", "copying", "echo")

    def describe(self) -> str:
        only = " and nothing else" if self.only else ""
        return f"Answer with one of {', '.join(map(repr, self.options))}{only}."

    def demands(self) -> Demands | None:
        if self.only:
            return either(_alone(option) for option in self.options)
        options = list({folded(o).rstrip("."): o.rstrip(".") or o for o in self.options}.values())
        return either(both(_chosen(option, options)) for option in options)

    @classmethod
    def draw(cls, rng: Random, level: int) -> Check:
        """One of six words at level 1; at level 5 one of two sentences and nothing else."""
        options = rng.sample(TOPICS, 7 - level)
        if level > 2:
            options = [f"My answer is {option}." for option in options]
        return cls(options=tuple(options), only=level > 3)

    @classmethod
    def examples(cls) -> Sequence[Example]:
        options = ("My answer is yes.", "My answer is no.")
        return (
            Example(cls(options=options), "My answer is yes.", True),
            Example(cls(options=options), "My answer is yes. Or: my answer is no.", False),
            Example(cls(options=("Yes.", "No.")), "Yes. It is low, and no crab hides.", True),
            Example(cls(options=("Yes.", "No.")), "Yes. No.", False),
            Example(cls(options=options, only=True), "My answer is yes. It is low.", False),
        )


def _stands(text: str, span: tuple[int, int]) -> bool:
    """Whether what stands there is a whole sentence, or a line."""
    start, end = span
    before, after = text[:start].rstrip(_WRAPPING), text[end:].lstrip(_WRAPPING)
    opens = not before or before[-1] in _ENDS or "\n" in text[len(before) : start]
    return opens and (not after or after[0] in _ENDS or after[0] == "\n")


_ENDS = ".!?\n\u2026\u3002\uff01\uff1f"
_WRAPPING = QUOTES.replace("\n", "")


def _alone(option: str) -> Demands:
    """That the option is all there is."""
    fixed = Demands(fixed=(Fixed(option, "wrapped"),), languages=(told(option),))
    number = len(WORDS.compute(option))
    return both([fixed, amount("words", number, number)]) if option.isascii() else fixed


def _chosen(option: str, options: list[str]) -> list[Demands]:
    """That this option stands there and none that is no part of it does."""
    barred = [o for o in options if folded(o) not in folded(option)]
    return [phrase(option, 1), *(phrase(other, 0, 0) for other in barred)]


def _inside(option: str, found: dict[str, list[tuple[int, int]]]) -> bool:
    """Whether each place of the option is covered by a longer option's."""
    longer = [span for other, where in found.items() if len(other) > len(option) for span in where]
    return all(any(a <= start and end <= b for a, b in longer) for start, end in found[option])
