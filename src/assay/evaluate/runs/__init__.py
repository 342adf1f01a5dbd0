"""Runs: a task asked of a model, kept in a folder that can be taken up again after anything.

Here is what reads them; `assay.run` and `assay run` make them (`assay.evaluate.runs.begin`).
"""

from __future__ import annotations

from assay.evaluate.runs.folder import RunFolder, open_run
from assay.evaluate.runs.info import Made, RunInfo, Totals
from assay.evaluate.runs.line import RunGeneration, RunLine, ScoreLine

__all__ = [
    "Made",
    "RunFolder",
    "RunGeneration",
    "RunInfo",
    "RunLine",
    "ScoreLine",
    "Totals",
    "open_run",
]
