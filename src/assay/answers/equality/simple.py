"""Kinds whose comparison is short: ratios, numerals of a base, labels, letters, words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assay.answers.equality.building import quotient
from assay.answers.equality.exact import exact_or_none
from assay.answers.equality.scalars import same_scalar
from assay.answers.equality.verdicts import SAME_STRING, different, every, undecided
from assay.answers.limits import MAX_DIGITS
from assay.answers.outcome import Outcome
from assay.answers.trees import Num
from assay.answers.values import (
    BaseNumber,
    Boolean,
    Choice,
    Formula,
    Labelled,
    Moment,
    NamedSet,
    Ratio,
    Reaction,
    Scalar,
    SetBuilder,
    Text,
)

if TYPE_CHECKING:
    from assay.answers.equality.judge import Judge

__all__ = [
    "base_number_without",
    "same_base_number",
    "same_boolean",
    "same_builder",
    "same_choice",
    "same_formula_kind",
    "same_labelled",
    "same_moment_kind",
    "same_named_set",
    "same_ratio",
    "same_reaction_kind",
    "same_text",
    "without_base_number",
]


def same_ratio(judge: Judge, one: Ratio, other: Ratio) -> Outcome:
    """5:8 = 10:16; the first part measures the others, but where a part is zero: 12:00 is a time
    and not 1:0."""
    if len(one.parts) != len(other.parts):
        return different(f"{len(other.parts)} parts, expected {len(one.parts)}")
    pairs = list(zip(one.parts, other.parts, strict=True))
    if any(exact_or_none(part) == 0 for pair in pairs for part in pair):
        return every(same_scalar(a, b, judge.policy) for a, b in pairs)
    left, right = pairs[0]
    return every(
        same_scalar(quotient(a, left), quotient(b, right), judge.policy) for a, b in pairs[1:]
    )


def same_base_number(_judge: Judge, one: BaseNumber, other: BaseNumber) -> Outcome:
    """The base is part of the answer."""
    if one.base != other.base:
        return different(f"base {other.base}, expected base {one.base}")
    if one.value == other.value:
        return SAME_STRING
    return Outcome(False, "exact", f"other digits in base {one.base}")


def base_number_without(judge: Judge, one: BaseNumber, other: Scalar) -> Outcome:
    """The digits as they stand; what has letters among them can only be meant in its base."""
    digits = one.digits
    if len(digits) > MAX_DIGITS:
        return undecided(f"more than {MAX_DIGITS} digits")
    plain = digits.isascii() and digits.isdigit()
    same = same_scalar(Num(int(digits) if plain else one.value), other.tree, judge.policy)
    if same.equal is False:
        return Outcome(False, same.stage, f"not the digits of {digits[:40]} in base {one.base}")
    return same


def without_base_number(judge: Judge, one: Scalar, other: BaseNumber) -> Outcome:
    return base_number_without(judge, other, one)


def same_labelled(judge: Judge, one: Labelled, other: Labelled) -> Outcome:
    if one.label.casefold() != other.label.casefold():
        return different(f"labelled {other.label}, expected {one.label}")
    return judge.same(one.value, other.value)


def same_boolean(_judge: Judge, one: Boolean, other: Boolean) -> Outcome:
    if one.value == other.value:
        return SAME_STRING
    return different(f"{other.value}, expected {one.value}".casefold())


def same_choice(_judge: Judge, one: Choice, other: Choice) -> Outcome:
    if sorted(one.letters) == sorted(other.letters):
        return SAME_STRING
    return different(f"{', '.join(other.letters)}, expected {', '.join(one.letters)}")


def same_named_set(_judge: Judge, one: NamedSet, other: NamedSet) -> Outcome:
    if one.name == other.name or {one.name, other.name} in _SYNONYMS:
        return SAME_STRING
    return different(f"{other.name}, expected {one.name}")


_SYNONYMS: tuple[set[str], ...] = ({"N+", "Z+"}, {"N*", "Z+"}, {"N+", "N*"})


def same_builder(judge: Judge, one: SetBuilder, other: SetBuilder) -> Outcome:
    outcome = every(
        (judge.same(one.element, other.element), judge.same(one.condition, other.condition))
    )
    return outcome if outcome.equal else undecided("sets described in different words")


def same_moment_kind(_judge: Judge, one: Moment, other: Moment) -> Outcome:
    from assay.answers.measures.moments import same_moment

    return same_moment(one, other)


def same_formula_kind(_judge: Judge, one: Formula, other: Formula) -> Outcome:
    from assay.answers.chemistry.comparing import same_formula

    return same_formula(one, other)


def same_reaction_kind(_judge: Judge, one: Reaction, other: Reaction) -> Outcome:
    from assay.answers.chemistry.comparing import same_reaction

    return same_reaction(one, other)


def same_text(_judge: Judge, one: Text, other: Text) -> Outcome:
    """Equal word for word; different where they share no word; else for others to judge."""
    if one.words == other.words:
        return SAME_STRING
    first, second = set(one.words.split()), set(other.words.split())
    if first & second or not first or not second:
        return undecided("words that overlap")
    from assay.answers.equality.prose import is_prose

    if not is_prose(one.words) and not is_prose(other.words):
        return undecided("words that may be mathematics")
    return different("other words")
