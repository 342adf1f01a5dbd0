"""One final answer beside the golds: read once, compared until one is equal."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

import msgspec

from assay.answers.chemistry.smiles import is_smiles, same_smiles
from assay.answers.equality import compare
from assay.answers.hints import NONE, Hints
from assay.answers.limits import TooMuch
from assay.answers.outcome import Outcome
from assay.answers.policy import Policy
from assay.answers.reading import read
from assay.answers.showing import show
from assay.answers.trees import Num
from assay.answers.values import Collection, Quantity, Reading, Scalar, Value

__all__ = [
    "Compared",
    "closest",
    "first_value",
    "measured",
    "members",
    "numeral",
    "ruled",
    "same_by",
]

_CACHED = 200
"""Longest text whose reading is kept: a batch asks for one gold many times."""


class Compared(NamedTuple):
    """The outcome with the gold that decided it, and the normal forms of both sides."""

    outcome: Outcome
    expected: str
    found: str


def closest(golds: tuple[str, ...], answer: str, hints: Hints, rules: Policy) -> Compared:
    """The first gold that the answer equals; else the first undecided; else the first."""
    held: Compared | None = None
    for gold in golds:
        compared = _compared(gold, answer, hints, rules)
        if compared.outcome.equal:
            return compared
        if held is None or (held.outcome.equal is False and compared.outcome.equal is None):
            held = compared
    assert held is not None
    return held


def ruled(rules: Policy, hints: Hints) -> Policy:
    """The rules with what the question asks for: so many places, an order that matters."""
    if hints is NONE:
        return rules
    if hints.ordered is not None and hints.ordered is not rules.order:
        rules = msgspec.structs.replace(rules, order=hints.ordered)
    asked = hints.significant if hints.significant is not None else hints.places
    if asked is not None and asked < rules.digits:
        rules = msgspec.structs.replace(rules, digits=max(asked, 1))
    return rules


def measured(answer: str, unit: str) -> str:
    """An answer in the unit that it is meant in, unless it names one itself."""
    from assay.answers.measures.units import split_unit

    return answer if split_unit(answer) else f"{answer}\\ \\text{{{unit}}}"


def members(golds: tuple[str, ...], hints: Hints) -> int:
    """How many members the longest gold lists; a response may list about as many."""
    return max(_members(gold, hints) for gold in golds)


def _members(gold: str, hints: Hints) -> int:
    try:
        value = _reading(gold, hints)[0]
    except TooMuch:
        return gold.count(",") + 1
    return len(value.items) if isinstance(value, Collection) else 1


def numeral(text: str, hints: Hints) -> bool:
    """Whether an answer is one numeral, with a unit or without, and nothing to be worked out."""
    value = first_value(text, hints)
    return isinstance(value, Scalar | Quantity) and isinstance(value.tree, Num)


def first_value(text: str, hints: Hints) -> Value | None:
    """The likeliest reading of an answer; None where it takes too much to read."""
    try:
        return _reading(text, hints)[0]
    except TooMuch:
        return None


def same_by(hints: Hints, rules: Policy) -> Callable[[str, str], bool | None]:
    """Whether two stretches of a response say the same answer."""

    def same(one: str, other: str) -> bool | None:
        return _compared(one, other, hints, rules).outcome.equal

    return same


def _compared(gold: str, answer: str, hints: Hints, rules: Policy) -> Compared:
    if gold.strip() == answer.strip() and "\x00" not in gold:
        shown = gold.strip()[:120]
        return Compared(Outcome(True, "string"), shown, shown)
    if _molecules(gold, answer):
        return Compared(same_smiles(gold.strip(), answer.strip()), gold[:120], answer[:120])
    try:
        expected, found = _reading(gold, hints), _reading(answer, hints)
        if hints.unit and isinstance(found[0], Scalar) and _has_dimension(expected):
            found = _reading(measured(answer, hints.unit), hints)
        elif hints.unit and isinstance(expected[0], Scalar) and _has_dimension(found):
            expected = _reading(measured(gold, hints.unit), hints)
        outcome = compare(expected, found, rules)
    except TooMuch as beyond:
        return Compared(Outcome(None, "none", str(beyond)), gold[:120], answer[:120])
    one, other = _likest(expected, found)
    return Compared(outcome, show(one), show(other))


def _molecules(gold: str, answer: str) -> bool:
    """Whether both are SMILES; their marks alone tell most texts apart at once."""
    return is_smiles(gold.strip()) and is_smiles(answer.strip())


def _has_dimension(reading: Reading) -> bool:
    """Whether an answer states a unit other than a percent or a degree."""
    units = [value.unit for value in reading if isinstance(value, Quantity)]
    return any(any(unit.dimension) or unit.tag for unit in units)


def _likest(expected: Reading, found: Reading) -> tuple[Value, Value]:
    """The first two readings of one type, which say best what was compared."""
    for one in expected:
        for other in found:
            if type(one) is type(other):
                return one, other
    return expected[0], found[0]


def _reading(text: str, hints: Hints) -> Reading:
    return _kept(text, hints) if len(text) <= _CACHED else read(text, hints)


@lru_cache(maxsize=8192)
def _kept(text: str, hints: Hints) -> Reading:
    return read(text, hints)
