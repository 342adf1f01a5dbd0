"""Finding the final answer in a response: one extractor for all kinds of answers.

    found = extract("... so the answer is \\\\boxed{42}.")
    found.final.text, found.final.rule      # "42", "box"

It strips reasoning parts (`assay.views.reasoning`) and the residue of chat templates, collects what
is boxed and what is stated, falls back on silent rules, and flags what is suspect. What a question
asks of its answer is told by the module `asked`, which is loaded where it is needed.
"""

from __future__ import annotations

from assay.answers.extraction.extractor import extract
from assay.answers.extraction.found import Candidate, Extraction, Flag, FlagName

__all__ = ["Candidate", "Extraction", "Flag", "FlagName", "extract"]
