"""Tasks of lm-evaluation-harness that rank choices: the likeliest one is the response.

Such a task generates no text. Its log keeps for each choice the log-likelihood of the choice after
the prompt, and `acc` is whether the likeliest is the right one; so the likeliest is what the model
answered. Where the choices differ in the prompt and not in what follows it is named by its letter.
"""

from __future__ import annotations

from math import isfinite
from typing import Any, NamedTuple

from assay.errors import BadParameter
from assay.tasks.answers_fields import question_in
from assay.tasks.logs.asked import Target
from assay.tasks.logs.values import fields_of, items_of
from assay.tasks.records import Record

__all__ = ["Ranked", "ranked_in"]

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Ranked(NamedTuple):
    """What was asked, the choice that was likeliest, and which is right among which."""

    prompt: str
    said: str
    target: Target


def ranked_in(record: Record) -> Ranked | None:
    """What a record of such a task says; None for a record of any other.

    Raises BadParameter where there are likelihoods, and no choices that they belong to.
    """
    likelihoods = _likelihoods(record.fields.get("resps"))
    if likelihoods is None:
        return None
    asked = _arguments(record.fields.get("arguments"))
    if len(likelihoods) < 2 or not len(likelihoods) <= len(asked) <= len(_LETTERS):
        raise BadParameter("log-likelihoods are no response; this task generates no text", "resps")
    likeliest = max(range(len(likelihoods)), key=likelihoods.__getitem__)
    asked = asked[: len(likelihoods)]
    prompts, choices = [pair[0] for pair in asked], [pair[1].strip() for pair in asked]
    if len({*choices}) < len(choices):
        choices, prompts = prompts, [question_in(fields_of(record.fields.get("doc")))]
    said = choices[likeliest] if choices[0] != asked[0][0] else _LETTERS[likeliest]
    right = _right(record, choices, likeliest)
    golds = () if right is None else (_LETTERS[right],)
    return Ranked(prompts[0], said, Target(golds, tuple(choices)))


def _right(record: Record, choices: list[str], likeliest: int) -> int | None:
    """The place of the right choice: the target is its number or its text. Where digits could be
    either, `acc` tells which."""
    target = str(record.fields.get("target")).strip()
    places: list[int] = []
    if target.isdecimal() and len(target) < 4 and int(target) < len(choices):
        places.append(int(target))
    if target in choices:
        places.append(choices.index(target))
    if len({*places}) > 1:
        acc = record.fields.get("acc")
        places = [place for place in places if acc in (0, 1) and (place == likeliest) == bool(acc)]
    return places[0] if len({*places}) == 1 else None


def _likelihoods(given: object) -> list[float] | None:
    """One for each choice, where these are pairs of a log-likelihood and whether it is greedy."""
    found: list[float] = []
    for value in items_of(given):
        inner = items_of(value)
        likelihood = _likelihood(items_of(inner[0]) if len(inner) == 1 else inner)
        if likelihood is None:
            return None
        found.append(likelihood)
    return found or None


def _likelihood(pair: list[Any]) -> float | None:
    if len(pair) != 2 or not (isinstance(pair[1], bool) or pair[1] in ("True", "False")):
        return None
    try:
        made = float(pair[0])
    except (TypeError, ValueError):
        return None
    return made if isfinite(made) else float("-inf") if made < 0 else None


def _arguments(given: object) -> list[tuple[str, str]]:
    """Prompt and continuation of each request: an object of `gen_args_N`, or a list of lists."""
    named = fields_of(given)
    listed = [fields_of(named.get(f"gen_args_{number}")) for number in range(len(named))]
    pairs: list[list[Any]] = [[one.get("arg_0"), one.get("arg_1")] for one in listed]
    pairs += [items_of(pair)[:2] for pair in items_of(given)]
    texts = [[text for text in pair if isinstance(text, str)] for pair in pairs]
    return [(pair[0], pair[1]) for pair in texts if len(pair) == 2]
