"""`text.multiple_choice`: questions with options to choose from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from random import Random
from typing import Annotated

import msgspec

from assay.check import Check, Example
from assay.checks.text.base import Finding, TextCheck
from assay.checks.text.count import bound_score
from assay.context import Context
from assay.response import Response

__all__ = ["MultipleChoice"]

_OPTION = re.compile(
    r"[ \t]*(?:[-*+][ \t]+)?(?:\*\*|__)?\(?([A-Za-z])[.):](?:\*\*|__)?[ \t]*(?=\S)"
)
_RULE = re.compile(r"[-*_= \t]{3,}$")
_AROUND = " \t\r*_#"


class _Question(msgspec.Struct):
    text: str
    options: list[str]
    more: int = 0


class MultipleChoice(TextCheck, kind="text.multiple_choice"):
    """There are exactly `questions` questions, each with exactly `options` options.

    A question begins with a line that opens with `label` and a number or mark (`Question 1:`,
    `Question:`), or with a number alone where `label` is blank; its options follow on lines of
    their own, lettered in order from A. With `growing` each question is longer, in characters and
    without its options, than the one before; with `only` nothing else may stand there, before,
    between or after.
    Score: the share of what is asked that is right: the count, the options and, where they are
    asked for, the lengths and that nothing else is there.
    """

    questions: Annotated[int, msgspec.Meta(ge=1, le=1000)]
    options: Annotated[int, msgspec.Meta(ge=2, le=26)]
    label: Annotated[str, msgspec.Meta(max_length=100)] = "Question"
    growing: bool = False
    only: bool = False

    def standard(self, response: Response, context: Context) -> Finding:
        found, before = self._parse(response.text)
        if not found:
            what = f"that opens with the label {self.label!r}" if self.label else "with a number"
            return Finding(False, f"There is no question {what}.", 0.0)
        right = sum(self._lettered(question) for question in found)
        few = min(len(found), self.questions)
        shares = [1.0 if len(found) == self.questions else self._near(len(found))]
        shares.append(right / len(found))
        why = f"{len(found)} questions, {right} of them with {self.options} options"
        if self.growing:
            longer = sum(len(a.text) < len(b.text) for a, b in pairwise(found))
            shares.append(longer / (len(found) - 1) if len(found) > 1 else float(few == 1))
            why += f", {longer} longer than the one before"
        if self.only:
            other = before + sum(question.more for question in found)
            shares.append(1 / (1 + other))
            why += f", {other} lines of other text"
        passed = all(share == 1.0 for share in shares)
        wanted = f"{self.questions} questions with {self.options} options each"
        return Finding(passed, f"{why}; {wanted} required.", sum(shares) / len(shares))

    def _near(self, number: int) -> float:
        return bound_score(number, self.questions, self.questions)

    def _lettered(self, question: _Question) -> bool:
        letters = [chr(65 + place) for place in range(self.options)]
        return question.options == letters and any(map(str.isalnum, question.text))

    def _parse(self, text: str) -> tuple[list[_Question], int]:
        """The questions, and how many lines of other text stand before them."""
        opening = _opening(self.label)
        found: list[_Question] = []
        before = 0
        for line in text.split("\n"):
            bare = line.strip(_AROUND)
            if not bare or _RULE.match(bare) or bare.startswith("```"):
                continue
            head = opening.match(line)
            option = _OPTION.match(line)
            if head is not None:
                found.append(_Question(line[head.end() :].strip(_AROUND), []))
            elif not found:
                before += 1
            elif option is not None and (found[-1].options or option[1] in "aA"):
                found[-1].options.append(option[1].upper())
            elif found[-1].options:
                found[-1].more += 1
            else:
                found[-1].text = f"{found[-1].text} {bare}".strip()
        return found, before

    def describe(self) -> str:
        start = "number the questions"
        if self.label:
            start = f"start each with the label '{self.label}' and its number"
        noun = "question" if self.questions == 1 else "questions"
        text = f"Write exactly {self.questions} multiple choice {noun}"
        text += f" with {self.options} options each, lettered from A, each on a line; {start}."
        if self.growing:
            text += " Make each question longer than the one before."
        return f"{text} Do not write anything else." if self.only else text

    @classmethod
    def draw(cls, rng: Random, level: int) -> Check:
        """Two questions at 1; more, growing ones and nothing else with the level."""
        label = rng.choice(("Question", "Problem", "Item")) if level > 2 else "Question"
        return cls(
            questions=rng.randint(level, level + 2),
            options=min(3 + rng.randint(0, level), 6),
            label=label,
            growing=level >= 3,
            only=level >= 4,
        )

    @classmethod
    def examples(cls) -> Sequence[Example]:
        two = cls(questions=2, options=2, growing=True, only=True)
        first = "Question 1: Is it low?\nA) Yes\nB) No\n\n"
        second = "**Question 2:** Is the tide low now?\n- A. Yes\n- B. No"
        return (
            Example(two, first + second, True),
            Example(two, first + "Question 2: Low?\nA) Yes\nB) No", False),
            Example(two, "Here you are:\n" + first + second, False),
            Example(two, first + second + "\nC. Perhaps", False),
            Example(two, "Question 1: Is it low?", False),
            Example(cls(questions=1, options=2, label=""), "1. Low?\nA) Yes\nB) No", True),
        )


@lru_cache(maxsize=64)
def _opening(label: str) -> re.Pattern[str]:
    words = r"[ \t]+".join(map(re.escape, label.split()))
    number = r"\d{1,6}(?!\d)[.:)*_|\u2013\u2014-]{0,5}"
    head = rf"{words}[ \t]*(?:#?{number}|[.:)*_|\u2013\u2014-]{{1,5}})" if words else f"Q?{number}"
    return re.compile(rf"[ \t>*_#]{{0,20}}{head}", re.IGNORECASE)
