"""Assay's verifier behind the signatures of others: one line swaps the grader.

`math_verify` (parse and verify), `verl` (compute_score), `lm_eval` (process_results), `inspect`
(a scorer), `opencompass` (an evaluator). None of them imports the project that it serves until it
is used, and only `inspect` does then. What a signature cannot say, that a verdict is undecided,
each says in its own way, which its docstring states.
"""

from __future__ import annotations

__all__: list[str] = []
