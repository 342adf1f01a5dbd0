"""inspect_ai: a scorer decided by Assay.

    from assay.adapters.inspect import answer_scorer
    Task(dataset=..., solver=generate(), scorer=answer_scorer("answer.math"))

A pass is `C`, a fail `I`. An undecided verdict is `N` (no answer), which inspect's accuracy counts
as 0, or with `undecided="unscored"` left out of every metric; its explanation says what could not
be told. The score's metadata holds the whole verdict. inspect_ai is imported at the first call.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Any, Literal

from assay.adapters.asking import ask, compared
from assay.errors import AssayError
from assay.sample import decode_json, encode_json
from assay.tasks.answers_golds import golds_in
from assay.verdict import Verdict

__all__ = ["answer_scorer"]

_VALUES = {True: "C", False: "I", None: "N"}


def answer_scorer(
    kind: str = "answer.any",
    undecided: Literal["noanswer", "unscored"] = "noanswer",
    **parameters: Any,
) -> Any:
    """A scorer of one answer kind; `parameters` are those of the kind, such as `policy`.

    Any of the target's texts is right. The choices of a sample are its options.
    Raises AssayError where inspect_ai is not installed.
    """
    return _registered()(kind=kind, undecided=undecided, parameters=parameters)


@cache
def _registered() -> Callable[..., Any]:
    """The scorer as inspect_ai knows it, by name and metrics."""
    try:
        scorers = import_module("inspect_ai.scorer")
    except ModuleNotFoundError as missing:
        raise AssayError(f"{missing.name} is not installed; pip install inspect_ai") from None

    @scorers.scorer(metrics=[scorers.accuracy(), scorers.stderr()], name="assay_answer")
    def assay_answer(kind: str, undecided: str, parameters: dict[str, Any]) -> Any:
        async def score(state: Any, target: Any) -> Any:
            verdict = ask(
                kind,
                golds_in(list(target)),
                state.output.completion,
                question=state.input_text,
                options=[choice.value for choice in state.choices],
                parameters=parameters,
            )
            return _score(scorers.Score, verdict, undecided)

        return score

    return assay_answer


def _score(score: Any, verdict: Verdict, undecided: str) -> Any:
    said: dict[str, Any] = {
        "answer": compared(verdict).found or None,
        "explanation": verdict.why,
        "metadata": {"verdict": decode_json(encode_json(verdict))},
    }
    if verdict.passed is None and undecided == "unscored":
        return score.unscored(**said)
    return score(value=_VALUES[verdict.passed], **said)
