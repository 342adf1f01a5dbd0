"""verl's custom reward function, decided by Assay.

    custom_reward_function.path=pkg://assay.adapters.verl
    custom_reward_function.name=compute_score
    +custom_reward_function.reward_kwargs.undecided=raise

Every row gets a dict with the same keys: `score` (the reward), `acc` (1.0 for a pass, else 0.0),
`pred` (the answer in normal form, for votes), `status` and `why`. What an undecided verdict is
worth is an argument, because nobody else can know: "zero", "raise" or a number. verl's batch
reward manager turns an exception into zeros for the whole batch; its other managers pass it on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from math import isfinite
from typing import Any, Literal, TypeAlias, TypedDict, cast

from assay.adapters.asking import ask, compared
from assay.answers.policy import Policy, Preset
from assay.errors import BadParameter, Undecided
from assay.tasks.answers_fields import options_in, question_in
from assay.tasks.answers_golds import golds_in
from assay.verdict import Verdict

__all__ = ["Reward", "WhenUndecided", "compute_score", "compute_score_batch"]

WhenUndecided: TypeAlias = Literal["zero", "raise"] | float


_ARGUMENTS = ("kind", "policy", "undecided", "parameters")


class Reward(TypedDict):
    """What verl keeps of a row."""

    score: float
    acc: float
    pred: str
    status: str
    why: str


def compute_score(
    data_source: object,  # noqa: ARG001
    solution_str: str,
    ground_truth: object,
    extra_info: Mapping[str, Any] | None = None,
    *,
    kind: str = "answer.any",
    policy: Preset | Policy | Mapping[str, Any] = "default",
    undecided: WhenUndecided = "zero",
    parameters: Mapping[str, Any] | None = None,
    **others: object,
) -> Reward:
    """The reward of one response.

    `ground_truth` is a text, a number, a list of answers of which any will do, or one of these
    as JSON. The question and the options are taken from `extra_info` where it has them.
    `parameters` are further ones of the kind. What else verl hands over is not looked at, nor is
    `data_source`: the kind does not hang on the name of a data set.

    Raises Undecided where `undecided="raise"` and the verdict is undecided or an error, and
    BadParameter for a name so near to one of these that it must be a slip.
    """
    _check(undecided)
    _check_names(others)
    info = extra_info or {}
    verdict = ask(
        kind,
        golds_in(ground_truth),
        solution_str,
        question=question_in(info),
        options=options_in(info),
        parameters={**(parameters or {}), "policy": policy},
    )
    return _reward(verdict, undecided)


def compute_score_batch(
    data_sources: Sequence[object],
    solution_strs: Sequence[str],
    ground_truths: Sequence[object],
    extra_infos: Sequence[Mapping[str, Any] | None] | None = None,
    **kwargs: Any,
) -> list[Reward]:
    """The rewards of a batch, in order, for verl's batch reward manager.

    Raises BadParameter where the lists are not of one length.
    """
    infos = [None] * len(solution_strs) if extra_infos is None else extra_infos
    lengths = {len(data_sources), len(solution_strs), len(ground_truths), len(infos)}
    if len(lengths) > 1:
        raise BadParameter(f"expected lists of one length, got {sorted(lengths)}")
    rows = zip(data_sources, solution_strs, ground_truths, infos, strict=True)
    return [compute_score(*row, **kwargs) for row in rows]


def _reward(verdict: Verdict, undecided: WhenUndecided) -> Reward:
    if verdict.passed is None and undecided == "raise":
        raise Undecided(verdict.why)
    worth = 0.0 if isinstance(undecided, str) else float(undecided)
    return Reward(
        score=worth if verdict.score is None else float(verdict.score),
        acc=1.0 if verdict.passed else 0.0,
        pred=compared(verdict).found,
        status=verdict.status,
        why=verdict.why,
    )


def _check_names(others: Mapping[str, object]) -> None:
    """Refuses only what is very near: verl hands over names of its own, more in each version."""
    for name in others:
        near = get_close_matches(name, _ARGUMENTS, 1, cutoff=0.8)
        if near:
            raise BadParameter(f"there is no such argument; did you mean {near[0]!r}?", name)


def _check(undecided: object) -> None:
    if undecided in ("zero", "raise"):
        return
    number = isinstance(undecided, int | float) and not isinstance(undecided, bool)
    if not number or not isfinite(cast("float", undecided)):
        expected = "expected 'zero', 'raise' or a number"
        raise BadParameter(f"{expected}, got {undecided!r:.60}", "undecided")
