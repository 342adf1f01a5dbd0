"""How the problems of reasoning-gym's data sets are judged: strictly, by checks of ours.

A plain number is judged by `answer.number`, another answer word for word by `answer.exact`, a
calculation by `answer.expression`. Where many answers are right the data set's own scorer is asked
for full marks (`answer.gym`). What can be judged by none of these is left out, and says why.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, TypeAlias, cast

from assay.check import Check
from assay.checks.answer.exact import Exact
from assay.checks.answer.expression import Expression
from assay.checks.answer.gym import JUDGED, Gym
from assay.checks.answer.number import Number

__all__ = ["LEFT_OUT", "answer_of", "check_of"]

Entry: TypeAlias = Mapping[str, Any]

_OTHER = "it draws other problems in every process, in the order of a set of texts"
LEFT_OUT = {
    "codeio": "many inputs give the output that is asked about, and some of its programs draw at "
    "random",
    "composite": "it mixes other data sets; open those",
    "intermediate_integration": "antiderivatives differ by constants of many forms, and its own "
    "scorer runs the answer as Python",
    "simple_integration": "antiderivatives differ by constants of many forms, and its own scorer "
    "runs the answer as Python",
    "isomorphic_strings": _OTHER,
    "ransom_note": _OTHER,
    "propositional_logic": "any premise, repeated, is a right conclusion, also by its own scorer",
    "polynomial_multiplication": "the question repeated is equal to its answer, and its own scorer "
    "runs the answer as Python",
}
"""Data sets that cannot be judged strictly, and why."""

_EXACT = frozenset("base_conversion bf string_manipulation string_insertion ab".split())
"""Strings that may look like numbers."""
_NUMBERS = frozenset("pool_matrix number_sorting number_filtering".split())
"""Lists of numbers, which may be written 4.5 or 4.50."""
_SPACELESS = frozenset(
    "advanced_geometry game_of_life list_functions number_filtering number_sorting".split()
)
"""Lists and objects, in which white space says nothing."""
_CASED = frozenset("emoji_mystery sentence_reordering bf".split())
_NUMBER = re.compile(r"-?\d{1,40}(?:\.\d{1,40})?(?:e-?\d{1,3})?")
_FIGURES = 3
"""That power_function asks for."""


def answer_of(name: str, entry: Entry) -> str | None:
    """A right answer; None where the data set gives none."""
    answer, meta = entry.get("answer"), entry.get("metadata", {})
    if answer is None and name in _SHOWN:
        answer = _SHOWN[name](meta)
    if name == "polynomial_equations" and answer == "":
        return '""'  # as its question asks to say that there is no real value
    if name == "power_function":
        return f"{Decimal(str(answer)):.{_FIGURES - 1}e}"
    return None if answer is None or not str(answer).strip() else str(answer)


_SHOWN: dict[str, Callable[[Entry], Any]] = {
    "graph_color": lambda meta: _json(meta.get("possible_answer")),
    "rubiks_cube": lambda meta: meta.get("example_correct_answer"),
}
"""Where data sets keep an example of a right answer, apart from `answer`."""


def check_of(
    name: str, entry: Entry, index: int, *, seed: int, size: int, config: str
) -> Check | None:
    """The check for a problem; None where there is neither an answer nor a scorer."""
    if name in JUDGED:
        return Gym(dataset=name, index=index, seed=seed, size=size, config=config)
    answer, meta = answer_of(name, entry), entry.get("metadata", {})
    if answer is None:
        return None
    if name == "countdown":
        return Expression(gold=int(meta["target"]), numbers=tuple(map(int, meta["numbers"])))
    if name == "puzzle24":
        return Expression(gold=24, numbers=tuple(map(int, meta["numbers"])))
    if name == "n_queens":
        return Exact(gold=tuple(cast("list[str]", meta["valid_answers"])))
    if name == "complex_arithmetic":
        return Exact(gold=_complex(*meta["result"]), spaces="none", numbers=True)
    plain = name == "power_function" or _NUMBER.fullmatch(answer.strip())
    if plain and name not in _EXACT:
        return Number(gold=answer.strip(), numeral=True)
    return Exact(
        gold=answer,
        case=name in _CASED,
        spaces="none" if name in _SPACELESS else "runs",
        numbers=name in _NUMBERS,
    )


def _json(value: Any) -> str | None:
    return None if value is None else json.dumps(value)


def _complex(real: int, imaginary: int) -> tuple[str, ...]:
    """The ways to write a complex number; `answer.math` would take the question for it, too."""
    sign, size = ("-" if imaginary < 0 else "+"), abs(imaginary)
    units = [f"{size}i", f"{size}*i"] + ["i"] * (size == 1)
    golds = [f"{real}{sign}{unit}" for unit in units]
    minus = sign.replace("+", "")
    golds += [f"{minus}{unit}" for unit in units if not real]
    golds += [f"{minus}{unit}+{real}".replace("+-", "-") for unit in units]
    golds += [str(real)] * (not imaginary)
    return (*golds, *[f"({gold})" for gold in golds])
