"""Programs: run in the sandbox, judged outside it.

`code.function` is the class `Function` in `assay.checks.code.function`; a class is imported when it
is first named. The stub beside this file, written by `scripts/write_docs.py`, tells type checkers.
"""

from __future__ import annotations

__all__: list[str] = []


def __getattr__(name: str) -> object:
    from assay.registry import class_in

    return class_in(__name__, name)
