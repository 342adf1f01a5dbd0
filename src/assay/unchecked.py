"""`unchecked`: a requirement that no rule here can decide, kept so that it is not forgotten."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, ClassVar

import msgspec

from assay.check import Check, Example, Runs
from assay.context import Context
from assay.response import Response
from assay.verdict import Verdict

__all__ = ["Unchecked"]


class Unchecked(Check, kind="unchecked"):
    """A requirement in words, always undecided: importers put it where a suite asks a judge.

    `requirement` is what is asked, `why` what keeps it from being checked by rule. A `cascade`
    may hand it on to a check that can decide.
    """

    runs: ClassVar[Runs] = "inline"

    requirement: Annotated[str, msgspec.Meta(min_length=1)]
    why: str = "No rule decides this."

    def verify(self, response: Response, context: Context) -> Verdict:
        return self.undecided(self.why)

    def describe(self) -> str:
        text = self.requirement.strip()
        return f"{text[:1].upper()}{text[1:]}{'' if text.endswith('.') else '.'}"

    @classmethod
    def examples(cls) -> Sequence[Example]:
        return (Example(cls(requirement="Write in a warm tone."), "Dear crab,", None),)
