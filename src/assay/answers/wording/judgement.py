"""What was found about a short answer."""

from __future__ import annotations

from typing import Literal, TypeAlias

import msgspec

__all__ = ["Judgement", "Method", "Rule"]

Method: TypeAlias = Literal["standard", "exact", "normalised", "f1", "contains"]

Rule: TypeAlias = Literal[
    "exact", "normalised", "f1", "polar", "phrase", "symbol", "date", "person", "acronym", "words",
    "another-date", "denied", "withdrawn", "one-of-many", "hedge", "echo", "refusal", "partial",
    "nothing", "empty", "no-gold", "too-long", "too-many",
]  # fmt: skip
"""First the rules that accept, then what speaks against an answer."""


class Judgement(msgspec.Struct, frozen=True, gc=False):
    """`passed` is None where words cannot decide. `score` is 1.0 exactly where it passed, else the
    best token F1 over the aliases, at most 0.99. `start` and `end` bound the evidence in the
    response, `gold` is the alias that it matches, `why` one clause whose
    subject is the response."""

    passed: bool | None
    score: float
    why: str
    rule: Rule
    gold: str = ""
    start: int = 0
    end: int = 0
