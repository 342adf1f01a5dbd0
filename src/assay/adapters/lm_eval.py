"""lm-evaluation-harness: `process_results` for a task, decided by Assay.

    # utils.py beside the task's YAML
    from assay.adapters.lm_eval import process_results_for
    process_results = process_results_for(gold="answer", kind="answer.math")

    # task.yaml
    process_results: !function utils.process_results
    metric_list:
      - {metric: exact_match, aggregation: mean, higher_is_better: true}
      - {metric: undecided, aggregation: mean, higher_is_better: false}

`exact_match` is 1.0 for a pass; `undecided` is 1.0 where no verdict could be given, so that what
was not told apart is seen beside what was wrong. Where a document has several responses both are
means over them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias, cast

from assay.adapters.asking import ask
from assay.errors import BadParameter
from assay.tasks.answers_fields import CHOOSING, gold_in, options_in, question_in, usual_gold
from assay.verdict import Verdict

__all__ = ["ProcessResults", "process_results", "process_results_for"]

ProcessResults: TypeAlias = Callable[[Mapping[str, Any], Sequence[Any]], dict[str, float]]


def process_results_for(
    gold: str | Callable[[Mapping[str, Any]], object] | None = None,
    kind: str = "answer.any",
    **parameters: Any,
) -> ProcessResults:
    """A `process_results` for a task.

    `gold` names the field of the document that holds the gold answer, or is a function of the
    document; without it the usual names are tried. With `choices` in the document an integer is
    the place of one, for the kinds that choose. `parameters` are those of the kind, such as
    `policy`.
    """

    def process(doc: Mapping[str, Any], results: Sequence[Any]) -> dict[str, float]:
        options = options_in(doc) if kind in CHOOSING else []
        golds, question = _golds(doc, gold, options), question_in(doc)
        verdicts = [
            ask(kind, golds, one, question=question, options=options, parameters=parameters)
            for one in _responses(results)
        ]
        return _metrics(verdicts)

    return process


process_results = process_results_for()
"""For documents whose gold answer stands in a field of one of the usual names."""


def _golds(doc: Mapping[str, Any], gold: Any, options: Sequence[str]) -> Any:
    if callable(gold):
        return gold_in({"gold": gold(doc)}, "gold", options)
    return gold_in(doc, gold or usual_gold(doc), options)


def _responses(results: Sequence[Any]) -> list[str]:
    """The responses: one text a filter leaves, or a list of several samples."""
    texts: list[str] = []
    for item in results:
        for one in cast("list[object]", item) if isinstance(item, list | tuple) else [item]:
            if not isinstance(one, str):
                hint = "a task with `output_type: generate_until` gives texts"
                raise BadParameter(f"expected a text, got {one!r:.60}; {hint}", "results")
            texts.append(one)
    if not texts:
        raise BadParameter("there is no response", "results")
    return texts


def _metrics(verdicts: Sequence[Verdict]) -> dict[str, float]:
    count = len(verdicts)
    return {
        "exact_match": sum(verdict.passed is True for verdict in verdicts) / count,
        "undecided": sum(verdict.passed is None for verdict in verdicts) / count,
    }
