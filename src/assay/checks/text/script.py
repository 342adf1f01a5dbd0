"""`text.script`: the writing systems of the letters."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from random import Random
from typing import Any, ClassVar, get_args

from assay.check import Check, Example
from assay.checks.text.base import Finding, TextCheck, spans_of
from assay.context import Context
from assay.demands import Demands, amount, both, either
from assay.response import Response
from assay.verdict import Span
from assay.views.scripts import LETTERS, letter_script
from assay.views.scripts import Script as Name
from assay.views.view import View

__all__ = ["Script"]

_KANA = frozenset({"hiragana", "katakana"})
_SHOWN = 12


class Script(TextCheck, kind="text.script"):
    """Every letter is in one of the scripts `only`, and none in one of `without`.

    Digits, punctuation and symbols are of no script. The prolonged sound mark `ー` goes with
    either kana and alone is neither. With `only` a text without letters fails. Score: the share of
    letters that fit.
    """

    uses: ClassVar[tuple[View[Any], ...]] = (LETTERS,)

    only: tuple[Name, ...] = ()
    without: tuple[Name, ...] = ()

    def validate(self) -> None:
        if not self.only and not self.without:
            raise ValueError("text.script needs only, without or both")
        both = sorted(set(self.only) & set(self.without))
        if both:
            raise ValueError(f"{both[0]!r} is in only and in without")

    def standard(self, response: Response, context: Context) -> Finding:
        counts = response.view(LETTERS)
        wrong = {script: n for script, n in counts.items() if not self._fits(script)}
        total, misfits = sum(counts.values()), sum(wrong.values())
        if self.only and total == counts.get("kana", 0):
            return Finding(False, f"There are no letters; {self._wanted()}.", 0.0)
        if not wrong:
            return Finding(True, f"All of {total} letters fit; {self._wanted()}.")
        named = ", ".join(sorted(wrong, key=lambda script: -wrong[script])[:3])
        why = f"{misfits} of {total} letters do not fit ({named}); {self._wanted()}."
        return Finding(False, why, 1 - misfits / total, self._evidence(response.text))

    def _fits(self, script: str) -> bool:
        if script == "kana":  # shared by both, so forbidden only where both are
            shared = not self.only or not _KANA.isdisjoint(self.only)
            return shared and not set(self.without) >= _KANA
        return script not in self.without and (not self.only or script in self.only)

    def _evidence(self, text: str) -> tuple[Span, ...]:
        """The first letters that do not fit."""
        scripts = ((place, letter_script(character)) for place, character in enumerate(text))
        wrong = (place for place, script in scripts if script and not self._fits(script))
        return spans_of(text, [(place, place + 1) for place in islice(wrong, _SHOWN)])

    def _wanted(self) -> str:
        only = f"only {_listed(self.only)} required" if self.only else ""
        without = f"no {_listed(self.without)} allowed" if self.without else ""
        return " and ".join(filter(None, (only, without)))

    def describe(self) -> str:
        only = f"Write all letters in {_listed(self.only)} script." if self.only else ""
        without = f"Do not use any letters of {_listed(self.without)} script."
        return " ".join(filter(None, (only, without if self.without else "")))

    def demands(self) -> Demands | None:
        """None of the scripts that are ruled out; a letter of one of `only`."""
        barred = [
            s for s in get_args(Name) if s in self.without or (self.only and s not in self.only)
        ]
        none = [amount("script_count", 0, 0, (script,)) for script in barred]
        some = [amount("script_count", 1, None, (script,)) for script in self.only]
        return both([*none, either(some)] if some else none)

    @classmethod
    def examples(cls) -> Sequence[Example]:
        return (
            Example(cls(only=("cyrillic",)), "Отлив начался в 6:30!", True),
            Example(cls(only=("cyrillic",)), "Отлив начался, OK?", False),
            Example(cls(only=("hiragana",)), "うみはひろいなー。", True),
            Example(cls(without=("katakana",)), "海で蟹を見た。", True),
            Example(cls(without=("katakana",)), "海でｶﾆを見た。", False),
            Example(cls(only=("greek",)), "12:30", False),
        )

    @classmethod
    def draw(cls, rng: Random, level: int) -> Check:
        """From a script that is easily done without to one that must do alone."""
        rare: Sequence[Name] = ("arabic", "thai", "hangul")
        kana: Sequence[Name] = ("hiragana", "katakana")
        if level == 1:
            return cls(without=(rng.choice(rare),))
        if level == 2:
            return cls(only=("latin",), without=(rng.choice(rare),))
        if level == 3:
            return cls(only=(rng.choice(("cyrillic", "greek")),))
        if level == 4:
            return cls(only=("han", "hiragana"), without=("katakana",))
        return cls(only=(rng.choice(kana),))


def _listed(scripts: Sequence[str]) -> str:
    return " or ".join(script.capitalize() for script in scripts)
