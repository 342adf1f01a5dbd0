"""`code.output`: what a call gives, predicted."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from typing import Annotated, Any

import msgspec

from assay.check import Example
from assay.checks.code.base import CodeCheck
from assay.checks.code.literals import NoValue, alike, parsed, value_of
from assay.checks.code.predictions import said
from assay.checks.code.trusted import called
from assay.context import Context
from assay.response import Response
from assay.verdict import Span, Verdict, decided

__all__ = ["Output"]


class Output(CodeCheck, kind="code.output"):
    """The value that a function gives for an input, predicted (CRUXEval-O).

    `code` defines the function `name`, `input` is the text of its arguments: `"[1, 2], 'a'"`. The
    right value is what it gives in the sandbox, or `output`, its text, where that is known; then
    nothing is run. The response names the value, alone or as `f(...) == value`: where it is
    looked for is said in `assay.checks.code.predictions`. It is read as a literal and never run;
    what is no literal (an expression, the call itself) is wrong.

    Values are equal as Python has it, so that 1 is 1.0 and True; with `exact` their types must
    be the same at every depth. NaN is equal to NaN. Undecided where the function raises
    or gives no plain data.
    """

    code: Annotated[str, msgspec.Meta(min_length=1)]
    input: str
    output: str | None = None
    name: Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z_]\w*$")] = "f"
    exact: bool = False

    def validate(self) -> None:
        super().validate()
        if self.output is not None:
            try:
                value_of(parsed(self.output))
            except NoValue as fault:
                raise ValueError(f"output {self.output!r:.60} is no value: {fault}") from None

    def verify(self, response: Response, context: Context) -> Verdict:
        if response.silent:
            return self.undecided("There is no message of the assistant.")
        found = said(response, self._predicted)
        if isinstance(found, str):
            return self.decide(False, found, score=0.0)
        value, rule, span = found
        try:
            right = self._right()
        except NoValue as fault:
            return self.undecided(f"The right value is not known: {fault}.")
        if alike(right, value, exact=self.exact):
            return self._said(True, f"{_brief(value)} is what it gives.", rule, span)
        why = f"{_brief(value)} is predicted, and it gives {_brief(right)}."
        return self._said(False, why, rule, span)

    def _right(self) -> Any:
        if self.output is not None:
            return value_of(parsed(self.output))
        return called(self.code, self.name, (self.input,), self.limits)[0]

    def _predicted(self, node: ast.expr) -> Any:
        match node:
            case ast.Compare(left=left, ops=[ast.Eq() | ast.Is()], comparators=[right]):
                return value_of(left if self._is_call(right) else right)
            case _:
                return value_of(node)

    def _is_call(self, node: ast.expr) -> bool:
        return isinstance(node, ast.Call) and getattr(node.func, "id", "") == self.name

    def _said(self, passed: bool, why: str, rule: str, span: Span) -> Verdict:
        rules = (f"prediction:{rule}",)
        return decided(
            self.kind, passed, why, None, (span,), version=self.version, definitions=rules
        )

    def describe(self) -> str:
        call = f"{self.name}({self.input})"
        return f"Predict the value of {call} where {self.code!r}, and write it as a literal."

    @classmethod
    def examples(cls) -> Sequence[Example]:
        code = "def f(xs, mark):\n    return [mark * x for x in xs]\n"
        known = cls(code=code, input="[1, 2], 'a'", output="['a', 'aa']")
        return (
            Example(known, "[ANSWER]f([1, 2], 'a') == ['a', 'aa'][/ANSWER]", True),
            Example(known, "It is `['a', 'aa']`.", True),
            Example(known, "[ANSWER]['a', 'a'][/ANSWER]", False),
            Example(known, "[ANSWER]f([1, 2], 'a') == f([1, 2], 'a')[/ANSWER]", False),
        )


def _brief(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 80 else f"{text[:77]}..."
