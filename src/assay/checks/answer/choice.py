"""`answer.choice`: the option that a response chooses."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from assay.answers.extraction.choice import extract_choice
from assay.answers.extraction.choice_gold import Gold, read_gold
from assay.answers.extraction.choice_letters import LETTERS, Scheme
from assay.answers.extraction.found import Extraction
from assay.check import Example
from assay.checks.answer.base import AnswerCheck, Judged, named
from assay.context import Context
from assay.response import Response
from assay.verdict import Comparison, Span

__all__ = ["Choice"]

_POLAR = {
    "yes": ("Yes", "No"),
    "no": ("Yes", "No"),
    "true": ("True", "False"),
    "false": ("True", "False"),
}


class Choice(AnswerCheck, kind="answer.choice"):
    """The response chooses the option `gold`.

    `gold` is a letter, several ("AC"), the letters of several questions in order ("D,A,B"), a
    Roman numeral or a number where options are named so, or an option's content. `options` are
    the contents in order; without them they are read out of the question. With `several` the
    letters are a set; without it that is so where the gold has several.
    """

    options: tuple[str, ...] = ()
    letters: str = LETTERS
    several: bool | None = None

    def judge(self, response: Response, context: Context, golds: tuple[str, ...]) -> Judged:
        question = context.question
        options = self.options or _polar(golds)
        read = [read_gold(gold, options, self.letters, question=question) for gold in golds]
        expected = [gold for gold in read if gold is not None]
        several = (
            any(len(gold.letters) > 1 for gold in expected)
            if self.several is None
            else self.several
        )
        scheme = expected[0].scheme if expected else None

        def extracted(scheme: Scheme | None) -> Extraction:
            return extract_choice(
                response.text,
                letters=self.letters,
                options=options,
                question=question,
                several=several,
                scheme=scheme,
            )

        found = extracted(scheme)
        if found.final is None and scheme in ("numbers", "roman") and not options:
            lettered = extracted("letters")
            if lettered.final is not None:
                return self._unmatched(lettered, golds[0])
        return self._judged(response.text, found, golds, expected)

    def _unmatched(self, found: Extraction, gold: str) -> Judged:
        """A letter beside a gold that is a numeral, and nothing tells which option is which."""
        assert found.final is not None
        said = found.final.text
        compared = Comparison("none", gold[:120], said, found.final.rule, named(self))
        why = f"Cannot tell whether {said} is {gold[:80]}: the options are not known."
        return Judged(None, why, found, compared)

    def _judged(
        self, text: str, found: Extraction, golds: tuple[str, ...], expected: list[Gold]
    ) -> Judged:
        wanted = " or ".join([gold.shown for gold in expected]) or golds[0][:120]
        comparison = self._comparison(found, wanted)
        final = found.final
        if not expected:
            return Judged(None, f"The gold {golds[0][:80]!r} names no option.", found, comparison)
        if final is None:
            reason = found.flags[0].why if found.flags else "it names no option"
            return Judged(False, f"No option is chosen: {reason}.", found, comparison)
        given = tuple(final.text.split(","))
        same = any(gold.equals(given, ordered=final.rule == "parts") for gold in expected)
        why = f"{final.text} is {'' if same else 'not '}{wanted}."
        evidence = Span(text[final.start : final.end], final.start, final.end)
        return Judged(same, why, found, comparison, evidence=(evidence,))

    def _comparison(self, found: Extraction, wanted: str) -> Comparison:
        given, rule = ("", "") if found.final is None else (found.final.text, found.final.rule)
        names = tuple([flag.name for flag in found.flags])
        stage = "string" if given else "none"
        return Comparison(stage, wanted, given, rule, named(self), names)

    def describe(self) -> str:
        return "Give the letter of the right option after the words 'The answer is'."

    @classmethod
    def examples(cls) -> Sequence[Example]:
        letter = cls(gold="C")
        content = cls(gold="40 m", options=("20 m", "30 m", "40 m"))
        several = cls(gold="AC")
        return (
            Example(letter, "The answer is (C).", True),
            Example(letter, "I first thought of A, but the correct answer is **C**.", True),
            Example(letter, "The answer is (A).", False),
            Example(letter, "The answer is B or C.", False),
            Example(letter, "A, B, C, D", False),
            Example(letter, "【答案】C", True),
            Example(content, "So it fell 40 m.", True),
            Example(content, "The answer is (B).", False),
            Example(several, "The answers are A and C.", True),
            Example(several, "The answer is A.", False),
            Example(cls(gold="D,A,B"), "71.【答案】D\n72.【答案】A\n73.【答案】B", True),
        )

    @classmethod
    def draw(cls, rng: Random, level: int) -> Choice:
        """A check with one of the first letters as gold."""
        return cls(gold=rng.choice(LETTERS[: level + 1]))


def _polar(golds: tuple[str, ...]) -> tuple[str, ...]:
    """The options of a question to be answered by yes or no, true or false."""
    return _POLAR.get(golds[0].strip().lower(), ())
