"""`text.every_nth`: every n-th word in another writing system."""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random
from typing import Annotated

import msgspec

from assay.check import Check, Example
from assay.checks.text.base import Finding, TextCheck, spans_of
from assay.context import Context
from assay.demands import Demands, amount, either
from assay.response import Response
from assay.views.scripts import Script, letter_script

__all__ = ["EveryNth"]

_FILLED = re.compile(r"[^\W_]")
_SHOWN = 12
_JAPANESE: tuple[Script, ...] = ("han", "hiragana", "katakana")
_KANA = frozenset({"hiragana", "katakana"})


class EveryNth(TextCheck, kind="text.every_nth"):
    """Every `n`-th word is written in `scripts`, by default those of Japanese.

    A word is what stands between white space and holds a letter or digit; it is in the scripts
    where all its letters are, and it has one. A text of fewer than `n` words fails. Score: the
    share of the words asked for that fit.
    """

    n: Annotated[int, msgspec.Meta(ge=1, le=10**6)]
    scripts: Annotated[tuple[Script, ...], msgspec.Meta(min_length=1)] = _JAPANESE

    def standard(self, response: Response, context: Context) -> Finding:
        runs = response.text.split()
        if not all(map(str.isalnum, runs)):
            runs = [run for run in runs if run[0].isalnum() or _FILLED.search(run)]
        asked = runs[self.n - 1 :: self.n]
        if not asked:
            return Finding(False, f"{len(runs)} words; there is no word {self.n}.", 0.0)
        fitting = self._scripts()
        marked = "latin" not in fitting  # then no word in ASCII fits
        wrong = [
            place
            for place, run in enumerate(asked, 1)
            if (marked and run.isascii()) or not _fits(run, fitting)
        ]
        why = f"{len(asked) - len(wrong)} of {len(asked)} words asked for fit; all required."
        score = None if not wrong else 1 - len(wrong) / len(asked)
        shown = _places(response.text, runs, [place * self.n for place in wrong[:_SHOWN]])
        return Finding(not wrong, why, score, spans_of(response.text, shown))

    def _scripts(self) -> frozenset[str]:
        given = frozenset[str](self.scripts)
        return given if given.isdisjoint(_KANA) else given | {"kana"}

    def describe(self) -> str:
        nth = "Every word" if self.n == 1 else f"Every {_ordinal(self.n)} word"
        if set(self.scripts) == set(_JAPANESE):
            return f"{nth} of your response must be in Japanese."
        names = " or ".join(script.capitalize() for script in self.scripts)
        return f"{nth} of your response must be in {names} script."

    def demands(self) -> Demands | None:
        """A letter of one of the scripts."""
        some = [amount("script_count", 1, None, (script,)) for script in self.scripts]
        return either(some)

    @classmethod
    def examples(cls) -> Sequence[Example]:
        return (
            Example(cls(n=3), "I like 海、 and the カニ。", True),
            Example(cls(n=3), "I like 海 and the crab", False),
            Example(cls(n=9), "I like 海", False),
            Example(cls(n=2, scripts=("greek",)), "the άμμος is ζεστή!", True),
        )

    @classmethod
    def draw(cls, rng: Random, level: int) -> Check:
        """Words that stand closer together with the level, from every tenth or so to every one."""
        n = 1 if level == 5 else rng.randint(*((8, 10), (5, 7), (3, 4), (2, 2))[level - 1])
        scripts: tuple[tuple[Script, ...], ...] = (_JAPANESE, ("greek",), ("cyrillic",))
        return cls(n=n, scripts=rng.choice(scripts))


def _places(text: str, runs: list[str], numbers: list[int]) -> list[tuple[int, int]]:
    """Where the words of those numbers, in ascending order from 1, stand: each at the first
    place after the last, since what is passed over holds no letter or digit."""
    end = 0
    spans = [
        (start := text.find(run, end), end := start + len(run))
        for run in runs[: numbers[-1] if numbers else 0]
    ]
    return [spans[number - 1] for number in numbers]


def _fits(word: str, scripts: frozenset[str]) -> bool:
    """Whether the word has letters, and all of these scripts."""
    found = {script for script in map(letter_script, set(word)) if script}
    return bool(found) and found <= scripts


def _ordinal(n: int) -> str:
    teen = n % 100 in (11, 12, 13)
    return f"{n}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(n % 10, 'th')}"
