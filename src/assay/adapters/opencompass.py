"""OpenCompass: an evaluator whose `score` is decided by Assay.

    # a dataset's configuration
    eval_cfg = dict(evaluator=dict(type="assay.adapters.opencompass.AnswerEvaluator"))

OpenCompass asks an evaluator for `score(predictions, references, test_set)`; a class of its own
that derives from its BaseEvaluator takes ours in as a base: `class Ours(AnswerEvaluator,
BaseEvaluator)`. Accuracies are per cent, as everywhere there. `accuracy` is over all rows;
`undecided` is the share that no verdict could be given of, and each detail says why.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from assay.adapters.asking import ask, compared
from assay.errors import BadParameter
from assay.tasks.answers_fields import CHOOSING, gold_in, options_in, question_in
from assay.verdict import Verdict

__all__ = ["AnswerEvaluator"]


class AnswerEvaluator:
    """Judges predictions by one answer kind; `parameters` are those of the kind."""

    def __init__(self, kind: str = "answer.any", **parameters: Any) -> None:
        super().__init__()
        self.kind = kind
        self.parameters = parameters

    def score(
        self,
        predictions: Sequence[str],
        references: Sequence[object],
        test_set: Iterable[Mapping[str, Any]] | None = None,
    ) -> dict[str, Any]:
        """`accuracy` and `undecided` in per cent, and `details`, one for each prediction.

        Raises BadParameter where there are not as many references as predictions.
        """
        rows: list[Mapping[str, Any]] = [{}] * len(predictions)
        if test_set is not None:
            rows = list(test_set)
        if not len(predictions) == len(references) == len(rows):
            counts = f"{len(predictions)}, {len(references)} and {len(rows)}"
            raise BadParameter(f"expected as many references and rows as predictions, got {counts}")
        asked = zip(predictions, references, rows, strict=True)
        verdicts = [self._verdict(*one) for one in asked]
        passed = [verdict.passed for verdict in verdicts]
        return {
            "accuracy": _share(passed.count(True), len(passed)),
            "undecided": _share(passed.count(None), len(passed)),
            "details": [
                _detail(*one) for one in zip(predictions, references, verdicts, strict=True)
            ],
        }

    def _verdict(self, prediction: str, reference: object, row: Mapping[str, Any]) -> Verdict:
        options = options_in(row) if self.kind in CHOOSING else []
        return ask(
            self.kind,
            gold_in({"reference": reference}, "reference", options),
            prediction,
            question=question_in(row),
            options=options,
            parameters=self.parameters,
        )


def _share(count: int, total: int) -> float:
    return 100.0 * count / total if total else 0.0


def _detail(prediction: str, reference: object, verdict: Verdict) -> dict[str, Any]:
    return {
        "pred": prediction,
        "answer": reference,
        "extracted": compared(verdict).found,
        "correct": verdict.passed is True,
        "status": verdict.status,
        "why": verdict.why,
    }
