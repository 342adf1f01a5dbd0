"""Final answers: found, read into types, compared by rules that are stated and versioned.

`answer.math` is the class `Math` in `assay.checks.answer.math`; a class is imported when it is
first named. The stub beside this file, written by `scripts/write_docs.py`, tells type checkers.
"""

from __future__ import annotations

__all__: list[str] = []


def __getattr__(name: str) -> object:
    from assay.registry import class_in

    return class_in(__name__, name)
