"""Votes over final answers: which answers are the same, and which of them wins a draw."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import comb
from typing import NamedTuple

from assay.evaluate.metrics.outcome import Known

__all__ = ["Camp", "answer_in", "chance_of_right", "classes"]


class Camp(NamedTuple):
    """The responses with one answer: how many, and the share of them that pass, None where none
    is decided."""

    size: int
    right: float | None


def answer_in(known: Known) -> str | None:
    """The final answer of a response: as a verdict has found it, else by extraction."""
    if known.answer is not None:
        return known.answer
    if known.response is None:
        return None
    from assay.answers.extraction import extract
    from assay.response import Response

    final = extract(Response(known.response).text).final
    return None if final is None else final.text


def classes(answers: Sequence[str]) -> list[int]:
    """A number for each answer, one number for all that are equal.

    Equal by the default policy of `assay.answers`. Equality within a tolerance is not transitive:
    an answer joins the first class whose first answer it equals; where that cannot be decided it
    stands for itself.
    """
    from assay.answers.hints import NONE
    from assay.answers.policy import DEFAULT
    from assay.checks.answer.comparing import same_by

    same = same_by(NONE, DEFAULT)
    firsts: list[str] = []
    numbers: dict[str, int] = {}
    for answer in answers:
        if answer not in numbers:
            equal = (place for place, first in enumerate(firsts) if same(first, answer))
            numbers[answer] = next(equal, len(firsts))
            if numbers[answer] == len(firsts):
                firsts.append(answer)
    return [numbers[answer] for answer in answers]


def chance_of_right(camps: Sequence[Camp], silent: Camp, k: int) -> float | None:
    """The chance that the answer with most votes among k drawn responses is right.

    Over all C(n, k) draws; of camps level on votes each is as likely to be named. `silent` ones
    give no answer and no vote; where only such are drawn, theirs is what counts. None where a
    camp may win of which nothing is decided. Raises ValueError where k is more than n.
    """
    sizes = [camp.size for camp in camps]
    n = sum(sizes) + silent.size
    if k > n:
        raise ValueError(f"cannot draw {k} of {n} responses")
    total = 0.0
    for place, camp in enumerate(camps):
        others = tuple(sorted(sizes[:place] + sizes[place + 1 :]))
        chance = _wins(camp.size, others, silent.size, k)
        if chance and camp.right is None:
            return None
        total += chance * (camp.right or 0.0)
    unheard = comb(silent.size, k) / comb(n, k)
    if unheard and silent.right is None:
        return None
    return min(1.0, total + unheard * (silent.right or 0.0))


@lru_cache(maxsize=4096)
def _wins(own: int, others: tuple[int, ...], silent: int, k: int) -> float:
    """The chance that a camp is named, draws with ties counted by their share."""
    n = own + sum(others) + silent
    won = 0.0
    for votes in range(1, min(own, k) + 1):
        ways = comb(own, votes) * _beaten(others, silent, k - votes, votes)
        won += ways / comb(n, k)
    return won


def _beaten(others: tuple[int, ...], silent: int, left: int, votes: int) -> float:
    """In how many ways `left` responses are drawn from other camps, none of which gets more than
    `votes`; a way in which t of them get as many counts 1 / (t + 1)."""
    ways: dict[tuple[int, int], int] = {(0, 0): 1}
    for size in others:
        grown: dict[tuple[int, int], int] = {}
        for (drawn, level), count in ways.items():
            for more in range(min(size, votes, left - drawn) + 1):
                key = drawn + more, level + (more == votes)
                grown[key] = grown.get(key, 0) + count * comb(size, more)
        ways = grown
    return sum(
        count * comb(silent, left - drawn) / (level + 1) for (drawn, level), count in ways.items()
    )
