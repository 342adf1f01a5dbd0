"""What a check may know besides the response, and the boundary that no failure crosses.

`Context.verify` is the one call by which a check is asked, by the engine and by combinators
alike. Whatever escapes a check there becomes a verdict with status `error` that names the
exception; the time spent is noted; nothing else in the run is touched.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from time import perf_counter
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from msgspec.structs import force_setattr, replace

from assay.errors import MissingExtra
from assay.response import Response
from assay.verdict import Verdict, error, undecided

if TYPE_CHECKING:
    from assay.check import Check

__all__ = ["MODES", "Context", "Mode"]

Mode: TypeAlias = Literal["standard", "official", "robust"]
MODES: tuple[Mode, ...] = ("standard", "official", "robust")


class Context:
    """The setting of one judgement.

    `mode` is the rule mode for checks that do not name their own: `standard` decides what the
    instruction says, `official` gives the verdict of the public checkers, bugs included, `robust`
    decides as `standard` does and refuses a pass that was not earned (`assay.guards`).
    `prompt` is what was asked (text or chat messages), `reference` what the row brings along
    to compare with, `meta` whatever else it carries.
    """

    __slots__ = ("meta", "mode", "prompt", "reference")

    def __init__(
        self,
        mode: Mode = "standard",
        prompt: str | Sequence[Mapping[str, Any]] | None = "",
        reference: object = None,
        meta: Mapping[str, Any] | None = None,
    ) -> None:
        self.mode: Mode = mode
        self.prompt: str | Sequence[Mapping[str, Any]] = prompt or ""
        self.reference = reference
        self.meta: Mapping[str, Any] = meta or {}

    @property
    def question(self) -> str:
        """The text asked: the prompt itself, or its last user message."""
        if isinstance(self.prompt, str):
            return self.prompt
        users = [m for m in self.prompt if m.get("role") == "user"]
        return Response([{**users[-1], "role": "assistant"}]).text if users else ""

    def verify(self, check: Check, response: Response) -> Verdict:
        """The check's verdict, or an error verdict for whatever it raised instead.

        Where something optional is not installed the verdict is undecided and names the extra.
        """
        started = perf_counter()
        try:
            verdict = check.verify(response, self)
            score = verdict.score
            if score is not None and not 0.0 <= score <= 1.0:
                raise ValueError(f"the check gave the score {score!r}, not in [0, 1]")
        except MissingExtra as missing:
            verdict = undecided(check.kind, f"{missing}.", version=check.version, mode=self.mode)
        except Exception as failure:
            why = _blame(failure)
            verdict = error(check.kind, why, version=check.version, mode=self.mode)
        seconds = int((perf_counter() - started) * 1e7 + 0.5) / 1e7
        if verdict.seconds:  # one that a check keeps and gives again
            return replace(verdict, seconds=seconds)
        force_setattr(verdict, "seconds", seconds)
        return verdict


def _blame(failure: Exception) -> str:
    """One line that names the exception, and where it was raised."""
    trace = failure.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    message = " ".join(str(failure).split())[:200] or "no message"
    name = type(failure).__name__
    if trace is None:
        return f"{name}: {message}."
    code = trace.tb_frame.f_code
    return f"{name}: {message} (in {code.co_name}, line {trace.tb_lineno})."
