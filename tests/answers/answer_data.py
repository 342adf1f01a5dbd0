"""The labelled sets of answers, which stand beside the project and are no part of it.

A row has `question`, `gold`, `response`, `label` (1 where the response is right) and `meta`. The
check asked of it is the one that a user would choose who knows the set by its name and the row by
its question, gold and options, never by its label or its response.
"""

from __future__ import annotations

import gzip
import json
import os
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from assay.check import Check
from assay.context import Context
from assay.registry import parse
from assay.response import Response

__all__ = ["FOLDER", "MISSING", "Tally", "check_of", "options_of", "passed", "read_set", "tally"]

HERE = Path(__file__).parent
DATA = Path(os.environ.get("ASSAY_DATA") or HERE.parents[2] / "shared" / "data")
FOLDER = DATA / "answers" if (DATA / "answers").is_dir() else DATA
MISSING = f"the labelled answers are not in {FOLDER}: set ASSAY_DATA to the folder that has them"

CHOICE = frozenset(("gaokao_mcq_zh", "judgebench_mcq", "mmlupro_mcq", "mrben_mcq"))
PLAIN = frozenset(("gsm8k_released", "math_real_full", "math_real_pairs"))


class Tally(NamedTuple):
    """How the verdicts on a set agree with its labels; undecided counts as not passed."""

    right: int
    false: int
    missed: int
    refused: int

    @property
    def accuracy(self) -> float:
        return 100 * (self.right + self.refused) / max(sum(self), 1)

    @property
    def precision(self) -> float:
        return 100 * self.right / max(self.right + self.false, 1)

    @property
    def f1(self) -> float:
        return 2 * self.right / max(2 * self.right + self.false + self.missed, 1)

    @property
    def false_positives(self) -> float:
        """False positives among the wrong responses, in per cent."""
        return 100 * self.false / max(self.false + self.refused, 1)


@lru_cache(maxsize=2)
def read_set(name: str) -> tuple[dict[str, Any], ...]:
    """The rows of a set; those whose label its makers doubt are left out."""
    with gzip.open(FOLDER / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return tuple([row for row in rows if not row["meta"].get("label_suspect")])


def options_of(row: dict[str, Any]) -> list[str]:
    """The options of a row where it brings them along; else they stand in its question."""
    return list(row["meta"].get("options") or row["meta"].get("choices") or ())


def check_of(name: str, row: dict[str, Any]) -> Check:
    """The check that a user of the set would ask of a row."""
    gold, separator = row["gold"], row["meta"].get("gold_alternatives_sep")
    if separator:
        aliases = [alias for alias in gold.split(separator) if alias.strip()]
        return parse({"kind": "answer.text", "gold": aliases})
    options = options_of(row)
    if options or name in CHOICE:
        return parse({"kind": "answer.choice", "gold": gold, "options": options})
    return parse({"kind": "answer.math" if name in PLAIN else "answer.any", "gold": gold})


def passed(check: Check, response: str, question: str) -> bool | None:
    verdict = Context(prompt=question).verify(check, Response(response))
    assert verdict.status != "error", verdict.why
    return verdict.passed


def tally(name: str) -> Tally:
    """How the verdicts on every row of a set agree with its labels."""
    counts = {(said, label): 0 for said in (True, False) for label in (True, False)}
    for row in read_set(name):
        said = passed(check_of(name, row), row["response"], row["question"]) is True
        counts[said, bool(row["label"])] += 1
    return Tally(counts[True, True], counts[True, False], counts[False, True], counts[False, False])
