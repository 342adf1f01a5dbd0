"""MathIF's rows as ours (Fu et al. 2025, arXiv:2505.14810): mathematics under constraints.

A record reads `{"id": "...", "question": "...", "answer": "2", "constraint_desc": ["..."],
"constraint_name": ["keywords:existence"], "constraint_args": [{"keywords": ["find"]}]}`; what the
model said stands beside it as `response`, `responses` or `output`. The constraints bind what
follows the reasoning part. The gold answer goes into `reference`, so that HAcc and SAcc
(`--metrics prompt,csr`) are of the constraints alone, as the suite has them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from assay.scope import On
from assay.tasks.ifeval import IFEVAL
from assay.tasks.records import FilePath
from assay.tasks.suite_lines import Given, converted, said, text_in
from assay.tasks.suites import Suite, listed

__all__ = ["MATHIF", "convert"]

_WORDS = "length_constraint_checkers:number_words"

MATHIF = Suite(
    "mathif",
    {_WORDS: IFEVAL.instructions["length_constraints:number_words"]},
    (IFEVAL,),
)


def convert(*files: FilePath, answered: bool = True) -> Iterator[dict[str, Any]]:
    """The rows. Raises InputError, with file, line and field, for a record that is malformed."""
    return converted(files, _rows, answered=answered)


def _rows(given: Given) -> Iterator[dict[str, Any]]:
    asked = MATHIF.checks_from(given, "constraint_name", "constraint_args")
    described = [str(text) for text in given.get("constraint_desc") or ()]
    yield {
        "id": str(given.get("id", "")),
        "prompt": " ".join([text_in(given, "question"), *described]),
        "response": said(given, "response", "responses", "output"),
        "checks": [On(part="answer", check=check) for check in asked],
        "reference": given.get("answer"),
        "meta": {"source": "mathif", "instruction_id_list": listed(given, "constraint_name")},
    }
