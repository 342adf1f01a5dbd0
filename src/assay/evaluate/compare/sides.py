"""One side of a comparison: a run's folder, later scores in it, or a file of verdict rows.

All come down to attempts: an id, a number, and whether all checks pass.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple, cast

from assay.errors import BadParameter, InputError
from assay.evaluate.flips import Outcome, recorded_in
from assay.evaluate.metrics.outcome import Truth
from assay.evaluate.runs import RunFolder, RunInfo, RunLine, ScoreLine, open_run
from assay.rows import read_lines
from assay.sample import decode_json, encode_json

__all__ = ["Attempt", "Side", "read_side"]

Key = tuple[str, int]


class Attempt(NamedTuple):
    """One response: what was asked (a digest, empty where unknown), whether all checks pass, why,
    and for one that failed to come what went wrong."""

    asked: bytes
    passed: Truth
    why: str
    fault: str
    meta: Mapping[str, Any]


class Side(NamedTuple):
    """A side by its name; `info` is what a run says of itself. `twice` are attempts that came
    again; the first of each counts."""

    name: str
    attempts: dict[Key, Attempt]
    twice: list[Key]
    info: RunInfo | None = None


def read_side(path: str | os.PathLike[str]) -> Side:
    """Reads a side whole.

    Raises RunError for a folder that is no run, InputError with file, line and field for a row
    that holds no verdicts.
    """
    place = Path(path)
    name = os.fspath(path)
    if place.is_dir() or (place.name == "samples.jsonl" and (place.parent / "run.json").exists()):
        run = open_run(place)
        return _side(name, _of_run(run, {}), run.info)
    if place.parent.name == "scores" and (place.parent.parent / "run.json").exists():
        run = open_run(place.parent.parent)
        if place.stem not in run.scores():
            known = ", ".join(run.scores()) or "none"
            raise InputError(f"the run has no such scores; it has {known}", file=name)
        scores = {score.key: score for score in run.scored(place.stem)}
        return _side(name, _of_run(run, scores, later=True), run.info)
    return _side(name, _of_rows(name), None)


def _side(name: str, found: Iterator[tuple[Key, Attempt]], info: RunInfo | None) -> Side:
    attempts: dict[Key, Attempt] = {}
    twice: list[Key] = []
    for key, attempt in found:
        if key in attempts:
            twice.append(key)
        else:
            attempts[key] = attempt
    return Side(name, attempts, twice, info)


def _of_run(
    run: RunFolder, scores: Mapping[Key, ScoreLine], *, later: bool = False
) -> Iterator[tuple[Key, Attempt]]:
    for line in run.lines():
        if line.fault is not None:
            fault = f"{line.fault.kind}: {line.fault.message}"
            yield line.key, Attempt(_asked(line.prompt), None, "", fault, line.meta)
        else:
            judged = scores.get(line.key) if later else line
            yield line.key, _judged(line, judged)


def _judged(line: RunLine, judged: RunLine | ScoreLine | None) -> Attempt:
    asked = _asked(line.prompt)
    if judged is None:
        return Attempt(asked, None, "not judged by these checks", "", line.meta)
    lines = judged.verdicts
    outcomes = [Outcome(v.kind, v.status, v.why, v.mode) for v in (lines[0] if lines else ())]
    passed = judged.passed if isinstance(judged.passed, bool) else None
    return Attempt(asked, passed, _reason(outcomes, passed), "", line.meta)


def _of_rows(path: str) -> Iterator[tuple[Key, Attempt]]:
    """The responses of verdict rows. A row that does not say which attempt it is comes after
    those of its id before it; without an id it goes by its prompt."""
    seen: Counter[str] = Counter()
    for number, data in read_lines(path):
        row = _row(path, number, data)
        prompt = row.get("prompt")
        asked = _asked(prompt)
        identity = str(row["id"]) if row.get("id") is not None else asked.hex()[:12]
        if not identity:
            raise InputError("a row needs an id or a prompt", file=path, line=number, field="id")
        meta = cast("dict[str, Any]", row["meta"]) if isinstance(row.get("meta"), dict) else {}
        first = row.get("attempt")
        first = first if type(first) is int else seen[identity]
        attempts = list(_in_row(path, number, row, asked, meta))
        seen[identity] = max(seen[identity], first + len(attempts))
        for place, attempt in enumerate(attempts):
            yield (identity, first + place), attempt


def _row(path: str, number: int, data: bytes) -> dict[str, Any]:
    try:
        row = decode_json(data)
    except (ValueError, RecursionError) as fault:
        raise InputError(f"not JSON: {fault}", file=path, line=number) from None
    if not isinstance(row, dict):
        raise InputError("expected a JSON object", file=path, line=number)
    return cast("dict[str, Any]", row)


def _in_row(
    path: str, number: int, row: Mapping[str, Any], asked: bytes, meta: Mapping[str, Any]
) -> Iterator[Attempt]:
    fault = row.get("fault")
    if isinstance(fault, dict):
        said = cast("dict[str, Any]", fault)
        what = f"{said.get('kind', 'fault')}: {said.get('message', '')}"
        yield Attempt(asked, None, "", what, meta)
        return
    try:
        lines = recorded_in(row.get("verdicts"))
    except BadParameter as wrong:
        raise InputError(wrong.message, file=path, line=number, field=wrong.field) from None
    for outcomes in lines:
        passed = _together(outcomes)
        yield Attempt(asked, passed, _reason(outcomes, passed), "", meta)


def _together(outcomes: Sequence[Outcome]) -> Truth:
    """Whether all pass, by Kleene's conjunction; unknown without checks."""
    statuses = {one.status for one in outcomes}
    if "fail" in statuses:
        return False
    return True if statuses == {"pass"} else None


def _reason(outcomes: Sequence[Outcome], passed: Truth) -> str:
    """The reason of the first check that decides."""
    for one in outcomes:
        if passed is None:
            if one.status not in ("pass", "fail"):
                return one.why
        elif (one.status == "pass") is passed:
            return one.why
    return "no check was asked" if not outcomes else ""


def _asked(prompt: object) -> bytes:
    return blake2b(encode_json(prompt), digest_size=12).digest() if prompt else b""
