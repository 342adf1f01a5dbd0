"""The unit of work: the responses of one prompt and the checks that are asked of each.

`run_job` is the whole of judging; where it runs (here, or in a worker process) changes nothing
about the verdicts. A `Watch` is told of every leaf check before it runs and may answer in its
stead: so a worker's keeper learns what a dead worker was doing, and so a check that killed its
worker is not asked again. What checks of others answer is looked at before it is believed, so
that a `why` that is a number or a NumPy truth value breaks one verdict and not the run.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, Protocol, TypeAlias

import msgspec

from assay.check import Check
from assay.context import MODES, Context, Mode
from assay.errors import BadParameter, did_you_mean
from assay.response import Content, Response
from assay.verdict import Span, Verdict, error

__all__ = ["Job", "Settings", "Verdicts", "Watch", "run_job", "with_invitations"]

Verdicts = list[list[Verdict]]
Ask: TypeAlias = Callable[[Check, Response], Verdict]


class Settings(msgspec.Struct, frozen=True):
    """How to judge. `loose` also accepts the seven edits of IFEval's loose evaluation."""

    mode: Mode = "standard"
    loose: bool = False

    def __post_init__(self) -> None:
        if self.mode not in MODES:
            near = did_you_mean(str(self.mode), MODES)
            raise BadParameter(
                f"expected one of {', '.join(MODES)}, got {self.mode!r}{near}", "mode"
            )


class Job(msgspec.Struct, frozen=True, gc=False):
    """Responses and checks, with what the row brings along.

    `invites` is what checks of the row that are judged elsewhere ask for (`assay.guards`).
    """

    responses: Sequence[Content | Response]
    checks: Sequence[Check]
    prompt: str | Sequence[Mapping[str, Any]] = ""
    reference: Any = None
    meta: Mapping[str, Any] = {}
    invites: tuple[str, ...] = ()


class Watch(Protocol):
    """Told of every leaf check before it runs."""

    def enter(self, check: Check) -> Verdict | None:
        """A verdict to take in its stead, or None to let it run."""
        ...


class _GuardedContext(Context):
    """A context that reports leaf checks to a watch and trusts no check that is not Assay's."""

    __slots__ = ("_watch",)

    def __init__(self, watch: Watch | None, *args: Any) -> None:
        super().__init__(*args)
        self._watch = watch

    def verify(self, check: Check, response: Response) -> Verdict:
        if self._watch is None and type(check) in _trusted:
            return Context.verify(self, check, response)
        try:
            known = None if self._watch is None or check.nested else self._watch.enter(check)
            verdict = super().verify(check, response) if known is None else known
            fault = "" if _ours(check) else _fault(verdict)
        except KeyboardInterrupt:
            raise
        except BaseException as failure:  # sys.exit(), and exceptions that cannot be printed
            fault = f"{type(failure).__name__} left the check."
        else:
            if not fault:
                return verdict
        return error(check.kind, fault, version=str(check.version), mode=self.mode)


_trusted: set[type[Check]] = set()
"""Kinds of Assay's that have been asked already."""


def _ours(check: Check) -> bool:
    kind = type(check)
    if kind in _trusted:
        return True
    if not kind.__module__.startswith("assay."):
        return False
    _trusted.add(kind)
    return True


_PASSED = {"pass": True, "fail": False, "undecided": None, "error": None}


def _fault(verdict: Verdict) -> str:
    """What keeps a verdict from being one; nothing where it is sound."""
    texts = (verdict.kind, verdict.why, verdict.version, verdict.mode, *verdict.definitions)
    if not all(type(text) is str for text in texts):
        return f"The check's verdict holds something that is no text: {texts!r:.160}."
    if _PASSED.get(verdict.status, verdict) is not verdict.passed:
        return f"The check gave passed={verdict.passed!r:.80} with status {verdict.status!r:.80}."
    if (verdict.score is None) is not (verdict.passed is None):
        return f"The check gave the score {verdict.score!r:.80} with passed={verdict.passed}."
    if type(verdict.score) not in (float, int, type(None)) or type(verdict.tokens) is not int:
        return f"The check gave the score {verdict.score!r:.80}, which is no plain number."
    if not all(_is_span(span) for span in verdict.evidence):
        return f"The check's evidence is not made of spans: {verdict.evidence!r:.160}."
    faults = [_fault(part) for part in verdict.parts]
    return next((fault for fault in faults if fault), "")


def _is_span(span: object) -> bool:
    if type(span) is not Span or type(span.text) is not str:
        return False
    return all(place is None or type(place) is int for place in (span.start, span.end))


def run_job(job: Job, settings: Settings, watch: Watch | None = None) -> Verdicts:
    """The verdicts: for each response a list, in the order of the checks."""
    fixed = (settings.mode, job.prompt, job.reference, job.meta)
    plain = watch is None and not [c for c in job.checks if c.nested or not _ours(c)]
    context = Context(*fixed) if plain else _GuardedContext(watch, *fixed)
    verify = context.verify
    if settings.loose:
        verify = partial(_ask_loosely, context)
    if _wary(job, settings):
        traits = frozenset(with_invitations(job, settings).invites)
        verify = partial(_ask_warily, context, traits, verify)
    verdicts: Verdicts = []
    for content in job.responses:
        response = content if isinstance(content, Response) else Response(content)
        verdicts.append([verify(check, response) for check in job.checks])
    return verdicts


def _wary(job: Job, settings: Settings) -> bool:
    """Whether the guards of robust mode watch, for the run or for one check that asks for it."""
    if settings.mode == "robust":
        return True
    return any(getattr(check, "mode", None) == "robust" for check in job.checks)


def with_invitations(job: Job, settings: Settings) -> Job:
    """The job, with what its own checks invite too, where the guards watch."""
    if not _wary(job, settings):
        return job
    from assay.guards import invited  # no other mode pays for loading it

    traits = {*job.invites, *invited(job.checks)}
    return msgspec.structs.replace(job, invites=tuple(sorted(traits)))


def _ask_warily(
    context: Context, traits: frozenset[str], ask: Ask, check: Check, response: Response
) -> Verdict:
    """The verdict, unless it is a pass that a guard of robust mode refuses."""
    from assay.guards import guarded

    verdict = ask(check, response)
    if context.mode != "robust" and getattr(check, "mode", None) != "robust":
        return verdict
    return guarded(check, response, context, verdict, traits, ask)


def _ask_loosely(context: Context, check: Check, response: Response) -> Verdict:
    """The verdict of the response as it is or, where that is no pass, of the first edit of it
    that passes (Zhou et al. 2023, arXiv:2311.07911, section 3.2)."""
    strict = context.verify(check, response)
    if strict.passed is True:  # needs no edit, and its mode says so
        return strict
    mode = f"{strict.mode}+loose"
    for variant in response.variants:
        loose = context.verify(check, variant)
        if loose.passed is True:
            why = f"Passes once edited for loose evaluation: {loose.why}"
            evidence = tuple(Span(span.text) for span in loose.evidence)
            return msgspec.structs.replace(loose, mode=mode, why=why, evidence=evidence)
    return msgspec.structs.replace(strict, mode=mode)
