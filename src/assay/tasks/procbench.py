"""ProcBench's rows as ours (Fujisawa et al. 2024, arXiv:2410.03117): procedures step by step.

A record reads `{"prompt": "...", "label": {"init": "cab", "intermediate": ["acb"], "final": "abc"},
"task_name": "task01", "example_name": "0000", "problem_name": "task01_0000"}`, as the suite's
`preprocess.py` writes them; the label may also stand as a JSON text. What the model said stands
beside it as `response`, `responses`, `output` or `pred`: the text, or the object with
`intermediate` and `final` that the suite has a model extract from it. The score of a row is the
suite's prefix accuracy (PA), and it passes where that is 1 (SM).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, cast

from assay.checks.text.procedure import Procedure
from assay.errors import BadParameter
from assay.tasks.records import FilePath
from assay.tasks.suite_lines import Given, converted, said, text_in

__all__ = ["convert"]

_OUTPUTS = ("response", "responses", "output", "pred")


def convert(*files: FilePath, answered: bool = True) -> Iterator[dict[str, Any]]:
    """The rows. Raises InputError, with file, line and field, for a record that is malformed."""
    return converted(files, _rows, answered=answered)


def _rows(given: Given) -> Iterator[dict[str, Any]]:
    label = _label(given)
    check = Procedure(
        initial=label.get("init"),
        intermediate=label.get("intermediate", ()),
        final=label["final"],
    )
    task = str(given.get("task_name", ""))
    yield {
        "id": str(given.get("problem_name") or f"{task}_{given.get('example_name', '')}"),
        "prompt": text_in(given, "prompt"),
        "response": said({**given, **_written(given)}, *_OUTPUTS),
        "checks": [check],
        "meta": {"source": "procbench", "task_name": task},
    }


def _label(given: Given) -> dict[str, Any]:
    """The expected states."""
    label = given.get("label")
    if isinstance(label, str):
        try:
            label = json.loads(label)
        except ValueError:
            raise BadParameter(f"expected JSON, got {label!r:.60}", "label") from None
    if not isinstance(label, dict) or "final" not in label:
        raise BadParameter(f"expected an object with the final state, got {label!r:.60}", "label")
    return cast("dict[str, Any]", label)


def _written(given: Given) -> dict[str, Any]:
    """What the model said where it stands as an object, as the JSON text of it."""
    return {
        field: json.dumps(given[field], ensure_ascii=False)
        for field in _OUTPUTS
        if isinstance(given.get(field), dict)
    }
