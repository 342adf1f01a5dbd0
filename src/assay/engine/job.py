"""The unit of work: the responses of one prompt and the checks that are asked of each.

`run_job` is the whole of judging; where it runs (here, or in a worker process) changes nothing
about the verdicts. A `Watch` is told of every leaf check before it runs and may answer in its
stead: so a worker's keeper learns what a dead worker was doing, and so a check that killed its
worker is not asked again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, Protocol

import msgspec

from assay.check import Check
from assay.context import Context, Mode
from assay.response import Content, Response
from assay.verdict import Span, Verdict

__all__ = ["Job", "Settings", "Verdicts", "Watch", "run_job"]

Verdicts = list[list[Verdict]]


class Settings(msgspec.Struct, frozen=True):
    """How to judge. `loose` also accepts the seven edits of IFEval's loose evaluation."""

    mode: Mode = "standard"
    loose: bool = False


class Job(msgspec.Struct, frozen=True, gc=False):
    """Responses and checks, with what the row brings along."""

    responses: Sequence[Content | Response]
    checks: Sequence[Check]
    prompt: str | Sequence[Mapping[str, Any]] = ""
    reference: Any = None
    meta: Mapping[str, Any] = {}


class Watch(Protocol):
    """Told of every leaf check before it runs."""

    def enter(self, check: Check) -> Verdict | None:
        """A verdict to take in its stead, or None to let it run."""
        ...


class _WatchedContext(Context):
    """A context that reports leaf checks to a watch."""

    __slots__ = ("_watch",)

    def __init__(self, watch: Watch, *args: Any) -> None:
        super().__init__(*args)
        self._watch = watch

    def verify(self, check: Check, response: Response) -> Verdict:
        if check.nested:
            return super().verify(check, response)
        known = self._watch.enter(check)
        return super().verify(check, response) if known is None else known


def run_job(job: Job, settings: Settings, watch: Watch | None = None) -> Verdicts:
    """The verdicts: for each response a list, in the order of the checks."""
    fixed = (settings.mode, job.prompt, job.reference, job.meta)
    context = Context(*fixed) if watch is None else _WatchedContext(watch, *fixed)
    verify = context.verify
    if settings.loose:
        verify = partial(_ask_loosely, context)
    verdicts: Verdicts = []
    for content in job.responses:
        response = content if isinstance(content, Response) else Response(content)
        verdicts.append([verify(check, response) for check in job.checks])
    return verdicts


def _ask_loosely(context: Context, check: Check, response: Response) -> Verdict:
    """The verdict of the response as it is or, where that is no pass, of the first edit of it
    that passes (Zhou et al. 2023, arXiv:2311.07911, section 3.2)."""
    strict = context.verify(check, response)
    mode = f"{strict.mode}+loose"
    if strict.passed is not True:
        for variant in response.variants:
            loose = context.verify(check, variant)
            if loose.passed is True:
                why = f"Passes once edited for loose evaluation: {loose.why}"
                evidence = tuple(Span(span.text) for span in loose.evidence)
                return msgspec.structs.replace(loose, mode=mode, why=why, evidence=evidence)
    return msgspec.structs.replace(strict, mode=mode)
