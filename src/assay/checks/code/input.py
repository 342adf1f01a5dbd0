"""`code.input`: an input for which a call gives a certain value, predicted."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from typing import Annotated

import msgspec

from assay.check import Example
from assay.checks.code.base import CodeCheck
from assay.checks.code.literals import NoValue, alike, parsed, value_of
from assay.checks.code.predictions import said
from assay.checks.code.trusted import Raised, called
from assay.context import Context
from assay.response import Response
from assay.verdict import Verdict, decided

__all__ = ["Input"]


class Input(CodeCheck, kind="code.input"):
    """Arguments for which a function gives a certain value, predicted (CRUXEval-I).

    `code` defines the function `name`, `output` is the text of the value that it must give. Any
    arguments that give it are right. The response names them as a call, `f(1, 'a')`, perhaps
    compared with the value, or alone, `1, 'a'`; they are read as literals, and then the function
    is called with them in the sandbox. A call that raises or takes too long is wrong.

    Values are equal as Python has it; with `exact` their types must be the same at every depth.
    """

    code: Annotated[str, msgspec.Meta(min_length=1)]
    output: Annotated[str, msgspec.Meta(min_length=1)]
    name: Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z_]\w*$")] = "f"
    exact: bool = False

    def validate(self) -> None:
        super().validate()
        try:
            value_of(parsed(self.output))
        except NoValue as fault:
            raise ValueError(f"output {self.output!r:.60} is no value: {fault}") from None

    def verify(self, response: Response, context: Context) -> Verdict:
        if response.silent:
            return self.undecided("There is no message of the assistant.")
        found = said(response, self._arguments, typed=True)
        if isinstance(found, str):
            return self.decide(False, found, score=0.0)
        arguments, rule, span = found
        try:
            value = called(self.code, self.name, (arguments,), self.limits)[0]
            passed = alike(value_of(parsed(self.output)), value, exact=self.exact)
            gives = f"gives {_brief(repr(value))}"
        except Raised as fault:
            passed, gives = False, str(fault)
        except NoValue as fault:
            return self.undecided(f"What it gives is not known: {fault}.")
        why = f"{self.name}({_brief(arguments)}) {gives}"
        why = f"{why}." if passed else f"{why}, expected {_brief(self.output)}."
        rules = (f"prediction:{rule}",)
        return decided(
            self.kind, passed, why, None, (span,), version=self.version, definitions=rules
        )

    def _arguments(self, node: ast.expr) -> str:
        """The arguments as a text, made anew from literals."""
        match node:
            case ast.Compare(left=left, ops=[ast.Eq()], comparators=[right]):
                node = left if self._is_call(left) else right
            case _:
                pass
        if isinstance(node, ast.Call) and self._is_call(node):
            return _rewritten(node)
        value_of(node)
        if isinstance(node, ast.Tuple) and node.elts and node.col_offset == node.elts[0].col_offset:
            return ", ".join(map(ast.unparse, node.elts))  # without brackets: several arguments
        return ast.unparse(node)

    def _is_call(self, node: ast.expr) -> bool:
        return isinstance(node, ast.Call) and getattr(node.func, "id", "") == self.name

    def describe(self) -> str:
        return f"Find arguments with which {self.name} gives {self.output} where {self.code!r}."

    @classmethod
    def examples(cls) -> Sequence[Example]:
        check = cls(code="def f(xs):\n    return sorted(xs)[-1]\n", output="7")
        return (
            Example(check, "[ANSWER]f([7, 1]) == 7[/ANSWER]", True),
            Example(check, "[ANSWER]f([7, 8])[/ANSWER]", False),
            Example(check, "[ANSWER]f(__import__('os').environ)[/ANSWER]", False),
        )


def _rewritten(call: ast.Call) -> str:
    """The arguments of a call, if all are literals."""
    for argument in (*call.args, *(keyword.value for keyword in call.keywords)):
        value_of(argument)
    if any(keyword.arg is None for keyword in call.keywords):
        raise NoValue("it is not written as values")
    keywords = [f"{k.arg}={ast.unparse(k.value)}" for k in call.keywords]
    return ", ".join([*map(ast.unparse, call.args), *keywords])


def _brief(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:77]}..."
