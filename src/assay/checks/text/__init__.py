"""Form and wording: pure functions of a text, each linear in its length.

`text.words` is the class `Words` in `assay.checks.text.words`; a class is imported when it is
first named. The stub beside this file, written by `scripts/write_docs.py`, tells type checkers.
"""

from __future__ import annotations

from typing import Any

__all__: list[str] = []


def __getattr__(name: str) -> Any:
    from assay.registry import class_in

    return class_in(__name__, name)
