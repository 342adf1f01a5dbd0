"""`text.suite`: an instruction of a public suite, with what it means."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, Literal

import msgspec

from assay.check import Check, Example, Nested, Runs
from assay.context import Context, Mode
from assay.demands import Demands
from assay.registry import parse
from assay.response import Response
from assay.suites import UpstreamRaises, rule, slow
from assay.verdict import Verdict, decided, undecided

__all__ = ["Suite"]


class Suite(Check, kind="text.suite"):
    """An instruction of a public suite: the suite's own rule, and the check that it means.

    In official mode the rule of `suite` for the instruction `id` with its `arguments` decides, as
    the suite's checker would, bugs included; in every other mode `check` does. Where the suite's
    checker would raise, the official verdict is undecided and says so. Score: that of `check`;
    1.0 or 0.0 in official mode.
    """

    nested: ClassVar[tuple[str, ...]] = ("check",)
    runs: ClassVar[Runs] = "inline"

    suite: Literal["ifbench", "ifevalg", "mifeval"]
    id: str
    check: Nested
    arguments: dict[str, Any] = msgspec.field(default_factory=dict[str, Any])

    def validate(self) -> None:
        rule(self.suite, self.id)

    def __hash__(self) -> int:
        return hash((self.kind, self.suite, self.id, self.check))

    def where(self, mode: Mode) -> Runs:
        if mode == "official":
            return "worker" if slow(self.suite, self.id) else "inline"
        return self.check.where(mode)

    def verify(self, response: Response, context: Context) -> Verdict:
        if context.mode == "official":
            return self._official(response)
        part = context.verify(self.check, response)
        # Without the part's time, which the context would only copy the verdict to replace.
        return msgspec.structs.replace(part, kind=self.kind, parts=(part,), seconds=0.0)

    def _official(self, response: Response) -> Verdict:
        definitions = (f"{self.suite}:{self.id}",)
        if not response.text.strip():
            passed, why = False, "The response is blank."
        else:
            try:
                passed = rule(self.suite, self.id)(response, self.arguments)
            except UpstreamRaises as fault:
                why = f"{self.suite}'s own checker gives no verdict here: {fault}."
                return undecided(self.kind, why, version=self.version, mode="official")
            why = f"{self.suite}'s rule for {self.id} says {'yes' if passed else 'no'}."
        return decided(
            self.kind,
            passed,
            why,
            version=self.version,
            mode="official",
            definitions=definitions,
        )

    def describe(self) -> str:
        return self.check.describe()

    def demands(self) -> Demands | None:
        return self.check.demands()

    @classmethod
    def examples(cls) -> Sequence[Example]:
        digits = cls(
            suite="ifbench",
            id="count:numbers",
            arguments={"N": 2},
            check=parse({"kind": "text.numbers", "min": 2, "max": 2}),
        )
        return (
            Example(digits, "Low tide at 6, high tide at 12.", True),
            Example(digits, "Low tide at 6.", False),
        )
