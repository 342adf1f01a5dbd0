"""`answer.text`: a short answer in words."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Annotated

import msgspec

from assay.answers.extraction import extract
from assay.answers.extraction.flags import pleading
from assay.answers.extraction.found import Candidate, Extraction, Flag, FlagName
from assay.answers.extraction.loops import echo
from assay.answers.patterns import lazy
from assay.answers.wording import MAX_RESPONSE, Judgement, Method, judge_text, split_aliases
from assay.check import Example
from assay.checks.answer.base import AnswerCheck, Judged, named
from assay.context import Context
from assay.response import Response
from assay.verdict import Comparison
from assay.views.reasoning import split

__all__ = ["Text"]

_SILENT = frozenset(("whole", "last", "output", "bold", "therefore"))
"""Rules of extraction by which a response in prose announces nothing."""

_AS_WRITTEN = frozenset(("exact", "normalised", "phrase"))
_ARTICLE = 4
_NEAR = 16
_WORD_BEFORE = lazy(r"\b[A-Z][a-z]{1,12} \Z")
_LONGEST = 400
"""Characters of a line among which the rest of an announced answer is sought."""
_FLAGS: dict[str, FlagName] = {
    "echo": "echo", "one-of-many": "shotgun", "hedge": "hedge", "refusal": "refusal",
    "empty": "empty",
}  # fmt: skip
_NAMES = "Ada Mary Jane Rosa Lise Emmy Vera Nina Olga Ruth".split()
_SURNAMES = "Keller Lopez Novak Osei Quinn Rossi Sato Unger Vogel Weiss".split()


class Text(AnswerCheck, kind="answer.text"):
    """The response gives `gold`, or one of several golds, in words.

    `method` is `exact`, `normalised` (SQuAD), `f1` (token F1), `contains` (as a phrase, neither
    denied nor one of many nor an echo of the question) or `standard`: that, and dates, names,
    numerals, spelling, initials, lists and the share of the words. `threshold` is the F1 or the
    share that is enough. `separator` divides one gold into its aliases. What a response announces
    ("The answer is ...", a box) is judged alone, otherwise all of it but its reasoning.
    """

    method: Method = "standard"
    threshold: Annotated[float, msgspec.Meta(gt=0.0, le=1.0)] = 0.5
    separator: str = ""

    def judge(self, response: Response, context: Context, golds: tuple[str, ...]) -> Judged:
        if self.separator:
            golds = tuple([part for gold in golds for part in split_aliases(gold, self.separator)])
        text, question = response.text, context.question
        place = _judged_part(text, question)
        found = self._found(text[place.start : place.end], golds, question)
        if not found.passed and place.rule not in _SILENT:
            place, found = self._longer(text, place, found, golds, question)
        reasoning = split(text).reasoning if "<" in text else None
        if found.rule == "empty" and reasoning is not None:
            place = Candidate(text[slice(*reasoning)], *reasoning, "reasoning")
            found = self._found(place.text, golds, question)
        return self._made(text, place, found, golds, question)

    def _longer(
        self,
        text: str,
        place: Candidate,
        found: Judgement,
        golds: tuple[str, ...],
        question: str,
    ) -> tuple[Candidate, Judgement]:
        """The same with the rest of the line, which may belong to a name ("Panic! at the Disco"):
        right where a gold stands at the beginning of it, word for word."""
        stop = text.find("\n", place.end)
        start = _with_word(text, place.start)
        line = text[start : stop if stop >= 0 else len(text)][:_LONGEST]
        if len(line) <= place.end - place.start:
            return place, found
        longer = self._found(line, golds, question)
        if not longer.passed or longer.rule not in _AS_WRITTEN or longer.start > _ARTICLE:
            return place, found
        return Candidate(line, start, start + len(line), place.rule), longer

    def _found(self, part: str, golds: tuple[str, ...], question: str) -> Judgement:
        return judge_text(
            part, golds, question=question, method=self.method, threshold=self.threshold
        )

    def _made(
        self, text: str, place: Candidate, found: Judgement, golds: tuple[str, ...], question: str
    ) -> Judged:
        low, high = place.start + found.start, place.start + found.end
        evidence = Candidate(text[low:high], low, high, place.rule) if found.end else None
        extraction = Extraction(evidence, (place,), _flags(text, place, found, question))
        comparison = Comparison(
            found.rule,
            (found.gold or golds[0])[:120] if golds else "",
            (evidence.text if evidence else place.text)[:120],
            place.rule,
            named(self),
            tuple([flag.name for flag in extraction.flags]),
        )
        return Judged(
            found.passed, f"The response {found.why}.", extraction, comparison, found.score
        )

    def describe(self) -> str:
        return "Give a short answer in words."

    @classmethod
    def examples(cls) -> Sequence[Example]:
        return (
            Example(cls(gold="Jane Austen"), "It was written by Jane Austen.", True),
            Example(cls(gold="Jane Austen"), "It was not written by Jane Austen.", False),
            Example(cls(gold="9 February 2018"), "On February 9th, 2018.", True),
            Example(cls(gold="9 February 2018"), "On February 10th, 2018.", False),
            Example(cls(gold=("NYC", "New York")), "The answer is New York.", True),
            Example(cls(gold="twenty-seven"), "There are 27 of them.", True),
            Example(cls(gold="European imperial powers"), "imperial ambitions", None),
            Example(cls(gold="Paris", method="normalised"), "the Paris!", True),
        )

    @classmethod
    def draw(cls, rng: Random, level: int) -> Text:
        """A check whose gold is a name, with `level` aliases."""
        names = [f"{rng.choice(_NAMES)} {rng.choice(_SURNAMES)}" for _ in range(level)]
        return cls(gold=tuple(names))


def _with_word(text: str, start: int) -> int:
    """The start of a capitalised word right before, which may belong to the name: "Simply Food"."""
    found = _WORD_BEFORE.search(text, max(0, start - _NEAR), start)
    return start if found is None else found.start()


def _judged_part(text: str, question: str) -> Candidate:
    """What the response announces as its answer, or all of it that is no reasoning."""
    start, end = split(text).answer if "<" in text else (0, len(text))
    final = extract(text, question=question, want="text").final
    if final is not None and final.rule not in _SILENT and start <= final.start:
        return final
    if end - start > MAX_RESPONSE and final is not None:
        return final
    return Candidate(text[start:end], start, end, "whole")


def _flags(text: str, place: Candidate, found: Judgement, question: str) -> tuple[Flag, ...]:
    flags: list[Flag] = []
    if found.rule in _FLAGS:
        flags.append(Flag(_FLAGS[found.rule], found.why, place.start, place.end))
    if place.rule == "reasoning":
        why = "the answer stands only inside the reasoning"
        flags.append(Flag("reasoning_only", why, place.start, place.end))
    begged = pleading(text, place.start, place.end, instead=False)
    copied = None if found.passed else echo(text, place.start, place.end, question)
    return (*flags, *[flag for flag in (begged, copied) if flag is not None])
