"""What all text checks share: two rules for one meaning, and which definitions they rest on.

`standard` decides what the instruction says. `official` gives, bit for bit, the verdict of the
public checkers (IFEval, arXiv:2311.07911), bugs included; a kind that they do not have decides
by its standard rule in either mode, and the verdict names the mode that really decided.
Both are pure functions of the response's views and linear in its length.
"""

from __future__ import annotations

from functools import cache
from typing import Any, ClassVar, Literal, TypeAlias

import msgspec

from assay.check import Check, Runs
from assay.context import Context, Mode
from assay.errors import CheckError
from assay.response import Response
from assay.verdict import Span, Verdict, decided, undecided
from assay.views.view import View

__all__ = ["SHOWN", "Finding", "TextCheck", "Trait", "spans_of"]

SHOWN = 12
Trait: TypeAlias = Literal["brevity", "copying", "echo", "repetition", "lookalikes"]


class Finding(msgspec.Struct, frozen=True, gc=False):
    """What a rule found. `passed` is None where it cannot tell; `score` defaults to 0 or 1."""

    passed: bool | None
    why: str
    score: float | None = None
    evidence: tuple[Span, ...] = ()


class TextCheck(Check):
    """A check of form or wording. `mode` fixes the rule; without it the run's mode applies.

    A blank response follows no instruction about it and fails unseen, as in the evaluation loop
    of the public checkers; a kind for which blank may be right unsets `blank_fails`.
    """

    runs: ClassVar[Runs] = "inline"
    scoring: ClassVar[str] = "1.0 for a pass, 0.0 for a fail."
    blank_fails: ClassVar[bool] = True
    uses: ClassVar[tuple[View[Any], ...]] = ()
    official_uses: ClassVar[tuple[View[Any], ...]] = ()

    mode: Mode | None = None

    def standard(self, response: Response, context: Context) -> Finding:
        """Decides what the instruction says."""
        raise CheckError(f"{type(self).__name__} has no standard rule")

    def official(self, response: Response, context: Context) -> Finding:
        """Decides as the public checkers do, where they know this kind."""
        return self.standard(response, context)

    def invites(self) -> tuple[Trait, ...]:
        """What this instruction asks for that robust mode would refuse elsewhere.

        `brevity`: a word or none may do; `copying`: of a part of the prompt; `echo`: nothing
        but a copy; `repetition`: of a phrase; `lookalikes`: letters of other scripts beside
        Latin ones.
        """
        return ()

    @classmethod
    def definitions(cls) -> tuple[str, ...]:
        return _names(cls.uses + cls.official_uses)

    def verify(self, response: Response, context: Context) -> Verdict:
        mode: Mode = self.mode or context.mode
        views: tuple[View[Any], ...] = ()
        if mode == "official" and type(self).official is TextCheck.official:
            mode = "standard"
        if response.messages and response.silent:
            finding = Finding(None, "There is no message of the assistant.")
        elif self.blank_fails and (not response.text or response.text.isspace()):
            finding = Finding(False, "The response is blank.", 0.0)
        elif mode == "official":
            finding, views = self.official(response, context), self.official_uses
        else:
            finding, views = self.standard(response, context), self.uses
        kind, version, names = self.kind, self.version, _names(views) if views else ()
        passed, why = finding.passed, finding.why
        if passed is None:
            return undecided(kind, why, version=version, mode=mode, definitions=names)
        return decided(
            kind,
            passed,
            why,
            finding.score,
            finding.evidence,
            version=version,
            mode=mode,
            definitions=names,
        )


@cache
def _names(views: tuple[View[Any], ...]) -> tuple[str, ...]:
    return tuple(view.name for view in views)


def spans_of(text: str, offsets: list[tuple[int, int]], most: int = SHOWN) -> tuple[Span, ...]:
    """The first few stretches as evidence."""
    if not offsets:
        return ()
    return tuple([Span(text[start:end], start, end) for start, end in offsets[:most]])
