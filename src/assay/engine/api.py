"""Verifying in one call: one response, a batch, a file of rows."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, cast

from assay.check import Check
from assay.context import Mode
from assay.engine.engine import MEMORY, Engine
from assay.engine.job import Job, Settings, Verdicts, run_job
from assay.engine.rows import RowVerdicts, verify_stream
from assay.errors import BadParameter
from assay.registry import parse
from assay.response import Content, Response
from assay.rows import check_rows, read_rows
from assay.verdict import Verdict

__all__ = ["verify", "verify_batch", "verify_rows"]

_engines = threading.local()


def verify(
    response: Content | Response,
    check: Check | Mapping[str, Any],
    *,
    prompt: str | Sequence[Mapping[str, Any]] | None = "",
    reference: object = None,
    mode: Mode = "standard",
    loose: bool = False,
) -> Verdict:
    """The verdict of one check, or of its JSON form, on one response.

    Raises BadParameter for a response, check or mode of the wrong form, and CheckError where the
    check cannot be made in a worker that it needs; whatever the check itself raises is a verdict
    with status `error`.
    """
    asked = _asked(prompt)
    job = Job([response], [parse(check)], prompt=asked, reference=reference)
    (verdicts,) = _engine(Settings(mode, loose)).run([job])
    return verdicts[0][0]


def verify_batch(
    responses: Sequence[Content | Response],
    checks: Sequence[Check | Mapping[str, Any]],
    *,
    prompt: str | Sequence[Mapping[str, Any]] | None = "",
    reference: object = None,
    mode: Mode = "standard",
    loose: bool = False,
) -> Verdicts:
    """The verdicts of every check on every response: a list for each response.

    The prompt is that of all the responses, a text or the messages of a chat.
    This is the hot path: with checks that run inline it costs little more than their work.
    """
    if isinstance(responses, str):
        raise BadParameter("expected a list of responses, got a text; `verify` takes one")
    settings = _settings(mode, loose)
    made = [parse(check) for check in checks]
    asked = _asked(prompt)
    job = Job(responses, made, prompt=asked, reference=reference)
    if not [check for check in made if check.where(mode) != "inline"]:
        return run_job(job, settings)
    jobs = (Job([r], made, prompt=asked, reference=reference) for r in responses)
    return [verdicts[0] for verdicts in _engine(settings).run(jobs)]


def verify_rows(
    path: str | os.PathLike[str],
    *,
    workers: int = 1,
    mode: Mode = "standard",
    loose: bool = False,
    memory: int = MEMORY,
) -> Iterator[RowVerdicts]:
    """The verdicts of a file of rows, in order, read as they are needed.

    The whole file is checked first: raises InputError, with file, line and field, for the first
    row that is malformed or states an unknown kind or a bad parameter, before anything runs.
    """
    check_rows(path)
    with Engine(workers, Settings(mode, loose), memory) as engine:
        yield from verify_stream(read_rows(path), engine)


def _asked(prompt: Any) -> Any:
    """The prompt, if it is one: a text, messages, or none."""
    if isinstance(prompt, str) or not prompt:
        return prompt or ""
    if not isinstance(prompt, Sequence) or not all(
        isinstance(message, Mapping) for message in cast("Sequence[Any]", prompt)
    ):
        raise BadParameter(
            f"expected one prompt, a text or chat messages, got {prompt!r:.60}", "prompt"
        )
    return cast("Any", prompt)


@lru_cache(maxsize=16)
def _settings(mode: Mode, loose: bool) -> Settings:
    return Settings(mode, loose)


def _engine(settings: Settings) -> Engine:
    """This thread's engine for these settings; its worker, if it needs one, stays warm."""
    engines: dict[Settings, Engine] = _engines.__dict__.setdefault("kept", {})
    if settings not in engines:
        engines[settings] = Engine(1, settings)
    return engines[settings]
