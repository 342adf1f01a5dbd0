"""`text.regex`: a regular expression that must, or must not, match."""

from __future__ import annotations

import re
import warnings
from collections.abc import Sequence
from functools import lru_cache
from random import Random
from typing import Annotated, ClassVar, Literal

import msgspec

from assay.check import Check, Example, Runs
from assay.checks.text.base import Finding, TextCheck, spans_of
from assay.checks.text.drawing import TOPICS
from assay.context import Context
from assay.response import Response

__all__ = ["Regex"]


class Regex(TextCheck, kind="text.regex"):
    """The regular expression `pattern` (Python's `re`) matches.

    `need` says how: `search` somewhere, `full` the whole text (white space around it removed),
    `never` nowhere. A pattern may take exponential time, so this kind runs in a worker that is
    killed at its deadline.
    """

    runs: ClassVar[Runs] = "worker"
    deadline: ClassVar[float] = 2.0
    blank_fails: ClassVar[bool] = False

    pattern: Annotated[str, msgspec.Meta(min_length=1, max_length=10_000)]
    need: Literal["search", "full", "never"] = "search"
    ignore_case: bool = False
    multiline: bool = False

    def validate(self) -> None:
        try:
            self._compiled()
        except (re.error, OverflowError, RecursionError) as fault:
            raise ValueError(
                f"pattern {self.pattern!r:.80} is no regular expression: {fault}"
            ) from None

    def _compiled(self) -> re.Pattern[str]:
        flags = re.IGNORECASE if self.ignore_case else re.NOFLAG
        return _compile(self.pattern, flags | (re.MULTILINE if self.multiline else re.NOFLAG))

    def standard(self, response: Response, context: Context) -> Finding:
        pattern = self._compiled()
        if self.need == "full":
            matched = pattern.fullmatch(response.text.strip()) is not None
            how = "matches" if matched else "does not match"
            return Finding(matched, f"The whole text {how} {self.pattern!r}.")
        found = pattern.search(response.text)
        evidence = spans_of(response.text, [found.span()]) if found else ()
        why = f"{self.pattern!r} {'matches' if found else 'matches nowhere'}."
        return Finding((found is None) == (self.need == "never"), why, None, evidence)

    def describe(self) -> str:
        verb = {
            "search": "contains a match of",
            "full": "as a whole matches",
            "never": "never matches",
        }
        return f"Write a text that {verb[self.need]} the regular expression {self.pattern!r}."

    @classmethod
    def draw(cls, rng: Random, level: int) -> Check:
        """A word at first, then a date, a time or a code, at level 5 the form of the whole text."""
        one, other = rng.sample(TOPICS, 2)
        digits = rng.randint(2, 5)
        patterns = {
            1: (rf"\b{one}s?\b", rf"\b(?:{one}|{other})\b"),
            2: (rf"\b\d{{{digits}}}\b", rf"\b{one}\W+{other}\b", rf"(?:^|\s){one}[.!?]"),
            3: (r"\b\d{4}-\d{2}-\d{2}\b", r"\b\d{2}:\d{2}\b", rf"\b[A-Z]{{2}}-\d{{{digits}}}\b"),
            4: (rf"\b{one}\b", rf"\b\w{{{8 + digits},}}\b", rf"[{one[0]}{other[0]}]\w*ing\b"),
            5: (
                rf"{one.capitalize()}\b[^!?]*\b{other}\.",
                rf"(?:[A-Z][a-z ]*\b{one}\b[a-z ]*\.\s*){{{digits}}}",
            ),
        }
        pattern = rng.choice(patterns[level])
        if level > 3:
            return cls(pattern=pattern, need="never" if level == 4 else "full")
        return cls(pattern=pattern, ignore_case=level < 3)

    @classmethod
    def examples(cls) -> Sequence[Example]:
        return (
            Example(cls(pattern=r"\d{4}-\d{2}-\d{2}"), "Low water on 2026-03-01.", True),
            Example(cls(pattern=r"[a-z ]+", need="full"), "Low water.", False),
            Example(cls(pattern=r"\bvery\b", need="never"), "It was very cold.", False),
        )


@lru_cache(maxsize=256)
def _compile(pattern: str, flags: re.RegexFlag) -> re.Pattern[str]:
    with warnings.catch_warnings():
        # Of constructs that Python may read otherwise some day: nothing that a user can act on.
        warnings.simplefilter("ignore", FutureWarning)
        return re.compile(pattern, flags)
