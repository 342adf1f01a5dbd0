"""What is exported: a run's folder, or a file of verdict rows, read alike.

Of a file of rows the task is `meta.task`, else the file's name, and the model `generation.model`,
else `meta.model`, where all rows agree. A row with several responses is an attempt for each.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple, cast

import msgspec

from assay import __version__
from assay.errors import BadParameter, InputError
from assay.evaluate.metrics.outcome import every
from assay.evaluate.runs import Made, RunInfo, RunLine, ScoreLine, open_run
from assay.evaluate.runs.line import read_line
from assay.rows import NumberedLine, read_lines
from assay.sample import decode_json, encode_json, read_responses
from assay.verdict import Status, Verdict

__all__ = ["Source", "open_source"]

_NO_CHECK = Verdict("none", "undecided", None, None, "no check was asked")


class Source(NamedTuple):
    """A run, or what stands for one.

    `lines` begins anew at each call. Every line that has a response has a verdict, and those that
    had none say so; its `passed` is what its verdicts make together. `asked` says whether the run
    knows how the model was asked, which a file of rows does not.
    """

    info: RunInfo
    lines: Callable[[], Iterator[RunLine]]
    asked: bool = True


def open_source(path: str | os.PathLike[str], scores: str = "") -> Source:
    """The run in a folder, or the verdict rows in a file.

    `scores` names verdicts that were given later, to be told in place of the run's own. Raises
    RunError or InputError where there is neither, or no scores of that name.
    """
    place = Path(path)
    if place.is_dir() or place.name in ("run.json", "samples.jsonl"):
        run = open_run(place)
        if scores and scores not in run.scores():
            known = ", ".join(run.scores()) or "none"
            raise InputError(f"there are no scores {scores!r} (there is {known})", file=str(path))
        later = {line.key: line for line in run.scored(scores)} if scores else {}
        return Source(run.info, lambda: (_scored(line, scores, later) for line in run.lines()))
    if scores:
        raise InputError("a file of rows has no later scores", file=str(path))
    return Source(_info_of_rows(place), lambda: _rows(place), asked=False)


def _scored(line: RunLine, scores: str, later: Mapping[tuple[str, int], ScoreLine]) -> RunLine:
    """The line with the verdicts that count."""
    if scores and line.fault is None:
        judged = later.get(line.key)
        line = msgspec.structs.replace(
            line,
            verdicts=judged.verdicts if judged else [],
            passed=judged.passed if judged else None,
            score=judged.score if judged else None,
        )
    return _with_verdict(line)


def _with_verdict(line: RunLine) -> RunLine:
    """A response that nothing judged is undecided; one of which a log says whether it passed has
    a verdict of that."""
    if line.fault is not None:
        return line
    if line.verdict:
        passed = every([verdict.passed for verdict in line.verdict])
        return line if passed is line.passed else msgspec.structs.replace(line, passed=passed)
    made = _NO_CHECK
    if line.outcome is not None:
        status: Status = "pass" if line.outcome else "fail"
        score = line.score if isinstance(line.score, float) else float(line.outcome)
        made = Verdict("recorded", status, line.outcome, score, "recorded with the response")
    return msgspec.structs.replace(line, verdicts=[[made]])


def _rows(path: Path) -> Iterator[RunLine]:
    empty = True
    for line in read_lines(path):
        for attempt in _attempts(path, line):
            empty = False
            yield _with_verdict(attempt)
    if empty:
        raise InputError("there are no rows", file=str(path))


def _attempts(path: Path, line: NumberedLine) -> list[RunLine]:
    """A row as lines of a run, one for each response."""
    try:
        row = decode_json(line.line)
        if not isinstance(row, dict):
            raise ValueError("expected a JSON object")
        fields = cast("dict[str, Any]", row)
        fields["id"] = str(fields["id"]) if fields.get("id") is not None else str(line.number)
        fields = {name: value for name, value in fields.items() if value is not None}
        responses, several = read_responses(fields.get("response"))
        if not several or fields.get("fault"):
            return [read_line(encode_json(fields))]
        return [
            read_line(encode_json(_single(fields, place, response)))
            for place, response in enumerate(responses)
        ]
    except (ValueError, RecursionError, BadParameter) as fault:
        why = f"not a verdict row: {fault}"
        raise InputError(why, file=str(path), line=line.number) from None


def _single(fields: dict[str, Any], place: int, response: Any) -> dict[str, Any]:
    """The row of one of several responses."""
    made = {**fields, "response": response, "attempt": place}
    for name in ("verdicts", "passed", "score"):
        values: Any = fields.get(name)
        items = cast("list[Any]", values) if isinstance(values, list) else []
        one = items[place] if place < len(items) else None
        made.pop(name, None)
        if one is not None:
            made[name] = [one] if name == "verdicts" else one
    return made


def _info_of_rows(path: Path) -> RunInfo:
    try:
        changed = path.stat().st_mtime
    except OSError as fault:
        raise InputError(fault.strerror or str(fault), file=str(path)) from None
    tasks: set[str] = set()
    models: set[str] = set()
    for line in _rows(path):
        tasks.add(_text(line.meta.get("task")))
        models.add(
            (line.generation.model if line.generation else "") or _text(line.meta.get("model"))
        )
    models.discard("")
    task = tasks.pop() if len(tasks) == 1 else ""
    stem = path.name.removesuffix(".gz").removesuffix(".jsonl")
    return RunInfo(
        id=stem,
        task=Made(name=task or stem),
        model=Made(name=models.pop() if len(models) == 1 else ""),
        assay=__version__,
        created=datetime.fromtimestamp(changed, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        status="done",
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
