"""Other checks of a run's responses, asked later: no model is asked anything.

    {"id": "7", "attempt": 0, "verdicts": [[...]], "passed": true, "score": 1.0}

A line of `scores/NAME.jsonl` for each response, in the order of the run's lines. The file appears
once it is whole.
"""

from __future__ import annotations

import os
import re
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeAlias, cast

from assay.check import Check
from assay.context import Mode
from assay.engine import Engine, Job, Settings
from assay.engine.rows import mean_score, together
from assay.errors import AssayError, BadParameter, RunError
from assay.evaluate.runs.folder import SCORES, RunFolder, open_run
from assay.evaluate.runs.given import GivenChecks, as_checks
from assay.evaluate.runs.journal import locked
from assay.evaluate.runs.line import RunLine, ScoreLine
from assay.sample import encode_json
from assay.tasks.registry import open_task
from assay.tasks.sampled import samples_of

__all__ = ["ChecksOf", "checks_of_task", "refuse_name", "same_checks", "score", "score_run"]

ChecksOf: TypeAlias = Callable[[RunLine], tuple[Check, ...]]
"""The checks that a line's response is judged by."""
_NAME = re.compile(r"[\w][\w.-]{0,99}", re.ASCII)


def checks_of_task(folder: RunFolder) -> ChecksOf:
    """The checks of the run's task as they are now, sample by sample.

    Raises RunError where the task no longer has a sample of the run, or asks something else.
    """
    info = folder.info
    spec = str(info.config.get("task") or info.task.name)
    task = open_task(spec, info.task.settings)
    try:
        samples = {sample.id: sample for sample in samples_of(task, info.limit)}
    except AssayError as fault:
        raise RunError(f"{folder.path}: the samples cannot be drawn again: {fault}") from None

    def checks_of(line: RunLine) -> tuple[Check, ...]:
        sample = samples.get(line.id)
        if sample is None or encode_json(sample.prompt) != encode_json(line.prompt):
            raise RunError(
                f"{folder.path}: task {task.title!r} no longer asks sample {line.id!r} as it did"
            )
        return sample.checks

    return checks_of


def same_checks(checks: Sequence[Check]) -> ChecksOf:
    """These checks, whatever the line."""
    given = tuple(checks)
    return lambda _: given


def refuse_name(folder: RunFolder, name: str, *, replace: bool) -> None:
    """Raises RunError where scores cannot have that name, or have it already."""
    if not _NAME.fullmatch(name):
        raise RunError(f"{name!r} cannot name scores: letters, digits and -._ can")
    if name in folder.scores() and not replace:
        raise RunError(f"{folder.path} has scores {name!r} already: replace them, or name others")


def score_run(
    folder: RunFolder, name: str, checks_of: ChecksOf, engine: Engine, *, replace: bool = False
) -> Iterator[tuple[RunLine, ScoreLine]]:
    """The lines that have a response, each with what the checks make of it, as they are written.

    What was written under that name before is replaced once all is judged, and not where the
    iterator is given up. Raises RunError where it cannot be written.
    """
    refuse_name(folder, name, replace=replace)
    path = folder.path / SCORES / f"{name}.jsonl"
    new = path.with_name(f"{name}.new")
    try:
        path.parent.mkdir(exist_ok=True)
        with locked(new) as file:
            try:
                file.truncate(0)
                for line, made in _judged(folder, checks_of, engine):
                    file.write(encode_json(made) + b"\n")
                    yield line, made
                file.flush()
                refuse_name(folder, name, replace=replace)  # another process may have been quicker
                new.replace(path)
            except BaseException:  # once it is in its place, that name may be another process's
                new.unlink(missing_ok=True)
                raise
    except OSError as fault:
        raise RunError(f"{path}: {fault.strerror or fault}") from None


def score(
    run: RunFolder | str | os.PathLike[str],
    checks: GivenChecks | None = None,
    *,
    name: str = "",
    mode: Mode = "standard",
    workers: int = 1,
    replace: bool = False,
) -> list[ScoreLine]:
    """What other checks make of a run's responses, without asking the model again; also written to
    `scores/NAME.jsonl` of the run's folder.

    `checks` are one or several, also as JSON objects; without them, those of the run's task as they
    are now. `name` is what the scores are called, by default `checks` or `task`. Raises CheckError
    for what is no check and for none at all, RunError where there are scores of that name that are
    not to be replaced, and where the folder cannot be read or written.
    """
    folder = run if isinstance(run, RunFolder) else open_run(run)
    called = name or ("task" if checks is None else "checks")
    refuse_name(folder, called, replace=replace)
    given = None if checks is None else as_checks(checks)
    if given == ():
        raise BadParameter("none; leave it out for those of the task", "checks")
    asked = checks_of_task(folder) if given is None else same_checks(given)
    with Engine(workers, Settings(mode)) as engine:
        return [made for _, made in score_run(folder, called, asked, engine, replace=replace)]


def _judged(
    folder: RunFolder, checks_of: ChecksOf, engine: Engine
) -> Iterator[tuple[RunLine, ScoreLine]]:
    waiting: deque[RunLine] = deque()

    def jobs() -> Iterator[Job]:
        for line in folder.lines():
            if line.response is not None:
                waiting.append(line)
                yield Job(
                    (cast("Any", line.response),),
                    checks_of(line),
                    line.prompt,
                    line.reference,
                    line.meta,
                )

    for verdicts in engine.run(jobs()):
        line, row = waiting.popleft(), verdicts[0]
        yield (
            line,
            ScoreLine(
                id=line.id,
                attempt=line.attempt,
                verdicts=verdicts,
                passed=together([v.passed for v in row]),
                score=mean_score([v.score for v in row]),
            ),
        )
