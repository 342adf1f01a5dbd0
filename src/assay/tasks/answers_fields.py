"""Where data sets keep the gold, the question and the options of a row, by the names they use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from assay.errors import BadParameter, did_you_mean
from assay.tasks.answers_golds import Gold, golds_in

__all__ = [
    "CHOOSING",
    "GOLDS",
    "OPTIONS",
    "QUESTIONS",
    "gold_in",
    "options_in",
    "question_in",
    "usual_gold",
]

CHOOSING = frozenset({"answer.any", "answer.choice"})
"""The kinds that take options."""

GOLDS = (
    "gold",
    "gold_answer",
    "ground_truth",
    "reference",
    "reference_answer",
    "expected",
    "expected_answer",
    "correct_answer",
    "answer",
    "answerKey",
    "target",
    "final_answer",
    "label",
    "solution",
)
"""In the order in which they are tried."""
QUESTIONS = ("question", "problem", "query", "prompt", "input", "instruction")
OPTIONS = ("options", "choices")
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def question_in(row: Mapping[str, Any]) -> str:
    """The question of a row; an empty text where none of the usual fields holds one."""
    texts = [row[name] for name in QUESTIONS if isinstance(row.get(name), str)]
    return texts[0] if texts else ""


def options_in(row: Mapping[str, Any]) -> list[str]:
    """The contents of the options of a row, in order; none where it has none.

    They stand in a list, in an object by their letters (`{"A": ..., "B": ...}`, as in MedQA), or
    as `text` in an object beside their labels, as in ARC.
    """
    for name in OPTIONS:
        value: object = row.get(name)
        if isinstance(value, Mapping):
            value = _by_letter(cast("Mapping[str, object]", value))
        if isinstance(value, list | tuple) and value:
            items = cast("Sequence[object]", value)
            if all(isinstance(item, str | int | float) for item in items):
                return [str(item) for item in items]
    return []


def _by_letter(value: Mapping[str, object]) -> object:
    letters = list(_LETTERS[: len(value)])
    return list(value.values()) if list(value) == letters else value.get("text")


def usual_gold(row: Mapping[str, Any]) -> str:
    """The first of the usual fields that holds a gold.

    Raises BadParameter where none does, with the nearest field there is.
    """
    for name in GOLDS:
        if row.get(name) is not None:
            return name
    near = next((hint for name in GOLDS if (hint := did_you_mean(name, row))), "")
    has = near or f" (it has {', '.join(map(str, row)) or 'none'})"
    raise BadParameter(f"the row has none of the usual fields of a gold answer{has}", "gold")


def gold_in(row: Mapping[str, Any], field: str, options: Sequence[str]) -> tuple[Gold, ...]:
    """The golds in a field of a row; with options an integer is the place of one, from 0.

    Raises BadParameter where there is no such field, with the nearest there is.
    """
    if field not in row:
        near = did_you_mean(field, row) or f" (it has {', '.join(map(str, row)) or 'none'})"
        raise BadParameter(f"the row has no field {field!r}{near}", field)
    golds = golds_in(row[field])
    if options and str(row[field]) not in options:
        return tuple([_letter(gold, options) for gold in golds])
    return golds


def _letter(gold: Gold, options: Sequence[str]) -> Gold:
    place = type(gold) is int and 0 <= gold < min(len(options), len(_LETTERS))
    return _LETTERS[cast("int", gold)] if place else gold
