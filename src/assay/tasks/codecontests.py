"""CodeContests as rows (Li et al. 2022, arXiv:2203.07814).

A problem reads `{"name": "1575_A. Another Sorting Problem", "description": ..., "public_tests":
{"input": [...], "output": [...]}, "private_tests": ..., "generated_tests": ..., "solutions":
{"language": [...], "solution": [...]}, "time_limit": {"seconds": 2}, "memory_limit_bytes": ...}`.
Samples are joined by `name`. Without them the problem's own solutions in Python 3 are the
responses, in C++ where it has none. Words are compared one by one, numbers within 1e-5. A program
in Python gets three times the time that the problem allows.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from assay.errors import BadParameter
from assay.tasks.answered import Given, answered_rows
from assay.tasks.contest_checks import by_output
from assay.tasks.records import FilePath
from assay.tasks.suite_lines import text_in

__all__ = ["convert"]

_PYTHON, _CPP = (3, "PYTHON3"), (2, "CPP")
_MOST_OWN = 5
_MIB = 1 << 20


def convert(*files: FilePath, answered: bool = True) -> Iterator[dict[str, Any]]:
    """The rows. Raises InputError, with file, line and field, for a problem that is malformed."""
    samples = len(files) == 2
    return answered_rows(
        files,
        lambda given: _row(given, samples or not answered),
        lambda given: _own(given)[1],
        key=("name",),
        said=("response", "responses", "output", "outputs", "generation", "generations"),
        answered=answered,
    )


def _row(given: Given, samples: bool) -> dict[str, Any]:
    language = str(given.get("language") or ("python" if samples else _own(given)[0]))
    seconds = _seconds(given) * (3 if language == "python" else 1)
    memory = given.get("memory_limit_bytes")
    pairs = [
        (read, (wrote,))
        for field in ("public_tests", "private_tests", "generated_tests")
        for read, wrote in _pairs(given, field)
    ]
    check = by_output(
        pairs,
        compare="floats",
        field="public_tests",
        atol=1e-5,
        rtol=1e-5,
        language=language,
        cpu=seconds,
        memory=max(256, memory // _MIB if isinstance(memory, int) else 0),
    )
    return {
        "id": str(given["name"]),
        "prompt": text_in(given, "description"),
        "checks": [check],
        "meta": {"source": "codecontests", "difficulty": given.get("difficulty")},
    }


def _own(given: Given) -> tuple[str, list[str]]:
    """The language of the problem's own solutions, and some of them."""
    kept = given.get("solutions")
    found = cast("dict[str, Any]", kept) if isinstance(kept, dict) else {}
    told = list(zip(found.get("language") or (), found.get("solution") or (), strict=False))
    for name, codes in (("python", _PYTHON), ("cpp", _CPP)):
        texts = [str(text) for language, text in told if language in codes]
        if texts:
            return name, texts[:_MOST_OWN]
    return "python", []


def _seconds(given: Given) -> float:
    limit = given.get("time_limit")
    if isinstance(limit, dict):
        parts = cast("dict[str, Any]", limit)
        limit = float(parts.get("seconds") or 0) + float(parts.get("nanos") or 0) / 1e9
    return float(limit) if isinstance(limit, int | float) and limit > 0 else 3.0


def _pairs(given: Given, field: str) -> list[tuple[str, str]]:
    kept = given.get(field)
    if not kept:
        return []
    found = cast("dict[str, Any]", kept) if isinstance(kept, dict) else {}
    reads, wrote = found.get("input"), found.get("output")
    if not isinstance(reads, list) or not isinstance(wrote, list):
        raise BadParameter("expected lists of input and output", field)
    pairs = list(zip(cast("list[Any]", reads), cast("list[Any]", wrote), strict=False))
    if not all(isinstance(text, str) for pair in pairs for text in pair):
        raise BadParameter("expected texts", field)
    return pairs
