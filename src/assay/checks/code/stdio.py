"""`code.stdio`: a program judged by what it writes for what it reads."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Annotated, Literal, NamedTuple

import msgspec

from assay.check import Example
from assay.checks.code.base import CodeCheck, ending, last_line
from assay.checks.code.checker import Checker
from assay.checks.code.extraction import Found
from assay.checks.code.languages import Built, build, known_as, unfit
from assay.checks.code.outputs import Rule, Tolerance, as_bytes, difference
from assay.checks.code.programs import start
from assay.context import Context
from assay.response import Response
from assay.sandbox import Limits, Run, Sandbox, shared
from assay.verdict import Span, Verdict

__all__ = ["Case", "Stdio"]

_COMPILING = 70.0
_STACK = 256
_MIB = 1 << 20


class Case(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """What the program reads, and what it must write: one text, or any of several."""

    stdin: str = ""
    stdout: str | tuple[str, ...] = ""


class _Judged(NamedTuple):
    """What became of a case; `passed` is None where nobody can tell."""

    passed: bool | None
    why: str
    over: bool = False


class Stdio(CodeCheck, kind="code.stdio"):
    """A program that reads standard input and writes the right standard output.

    For each of `cases` the program is run afresh in the sandbox with `stdin`, and what it writes is
    compared outside with `stdout` by the rule `compare`: `exact`, byte for byte; `lines`, without
    white space at the ends of lines and of the output; `decimals`, lines trimmed on both sides and
    lines of numbers by their values (LiveCodeBench's rule); `tokens`, word for word however spaced;
    `floats`, the same with numbers within `atol` or `rtol`; `unordered`, lines in any order. Where
    `stdout` is a list, any of its texts may be written. With a `checker` that program decides
    instead: it is given the files of input, output and answer as arguments, and ends with status
    0 to accept and 1 or 2 to refuse, as testlib's checkers do (Codeforces).

    The program is found in the response by rule; with `form` set to `program` it is the whole
    response. `language` is python, c, cpp, javascript or shell. C and C++ are compiled once, and
    what does not compile has failed. A `prelude` in Python is run before each program in Python, in
    the same module. `status` is `zero` where a program that writes the right output and then ends
    with another status, or raises, fails; with `any` only the output counts. After a case that runs
    out of time no other is tried, and those count as not passed.

    The score is the share of cases passed. Undecided where the language's tool is missing, the
    sandbox or the checker breaks, or the checker finds fault with the answer; a case that fails
    decides whatever befell the others.
    """

    cases: Annotated[tuple[Case, ...], msgspec.Meta(min_length=1)]
    language: str = "python"
    compare: Rule = "lines"
    atol: float = 1e-6
    rtol: float = 1e-6
    checker: Checker | None = None
    status: Literal["zero", "any"] = "zero"
    prelude: str = ""
    form: Literal["auto", "program"] = "auto"

    def validate(self) -> None:
        super().validate()
        if not (0 <= self.atol < float("inf") and 0 <= self.rtol < float("inf")):
            raise ValueError(
                f"atol is {self.atol} and rtol {self.rtol}; both are finite, 0 or more"
            )
        for number, case in enumerate(self.cases):
            if case.stdout == ():
                raise ValueError(f"case {number} accepts no output at all")

    @property
    def limits(self) -> Limits:
        bounds = super().limits
        longest = max(len(text) for case in self.cases for text in _answers(case)) / _MIB
        bounds = msgspec.structs.replace(bounds, output=max(bounds.output, 4 * longest))
        if known_as(self.language) in ("c", "cpp"):  # as contests have it: the stack is memory
            return msgspec.structs.replace(bounds, stack=min(self.memory, _STACK))
        return bounds

    def time_allowed(self) -> float:
        each = self.longest * (2 if self.checker else 1)
        return _COMPILING * (2 if self.checker else 1) + len(self.cases) * (each + 1)

    def verify(self, response: Response, context: Context) -> Verdict:
        language = known_as(self.language)
        found = self._found(response, language)
        if found is None:
            return self.no_program(response, language)
        sandbox = shared()
        built = build(sandbox, language, found.text)
        if built.undecided:
            return self.undecided(built.undecided)
        if built.refused and not unfit(sandbox, language):
            return self.say(False, f"{built.refused[0].upper()}{built.refused[1:]}.", found, 0.0)
        checker = self.checker.built(sandbox) if self.checker else None
        if checker is not None and not checker.argv:
            return self.undecided(f"The checker: {checker.undecided or checker.refused}")
        judged = [] if built.refused else self._judge(sandbox, built, checker)
        if not any(case.passed for case in judged):
            fault = unfit(sandbox, language) or _broken(sandbox, self.prelude)
            if fault:
                return self.undecided(fault)
        failed = [(n, j) for n, j in enumerate(judged, 1) if j.passed is False]
        unclear = [(n, j) for n, j in enumerate(judged, 1) if j.passed is None]
        right = sum(j.passed is True for j in judged)
        total = len(self.cases)
        if failed:
            number, first = failed[0]
            why = f"{right} of {total} cases passed; case {number}: {first.why}"
            return self.say(False, why, found, right / total)
        if unclear:
            number, first = unclear[0]
            return self.undecided(f"Case {number}: {first.why}")
        return self.say(True, f"{_all(total)} passed.", found)

    def outcomes(self, response: Response, context: Context) -> tuple[bool, ...]:
        """Whether each case passed; empty where the program cannot be tried, or not all decided."""
        sandbox, language = shared(), known_as(self.language)
        found = self._found(response, language)
        built = build(sandbox, language, found.text) if found else None
        checker = self.checker.built(sandbox) if self.checker else None
        if built is None or built.undecided or (checker is not None and not checker.argv):
            return ()
        judged = [] if built.refused else self._judge(sandbox, built, checker)
        if any(case.passed is None for case in judged):
            return ()
        passed = [case.passed is True for case in judged]
        return tuple(passed + [False] * (len(self.cases) - len(passed)))

    def _found(self, response: Response, language: str) -> Found | None:
        if self.form == "auto":
            return self.program(response, language)
        text = response.text
        return Found(text, "whole, as told", Span(text, 0, len(text))) if text.strip() else None

    def _judge(self, sandbox: Sandbox, built: Built, checker: Built | None) -> list[_Judged]:
        judged: list[_Judged] = []
        limits = self.limits
        for case in self.cases:
            judged.append(self._case(sandbox, built, checker, case, limits))
            if judged[-1].over:
                break
        return judged

    def _case(
        self, sandbox: Sandbox, built: Built, checker: Built | None, case: Case, limits: Limits
    ) -> _Judged:
        run = start(sandbox, built, as_bytes(case.stdin), limits, prelude=self.prelude)
        passed, why = ending(run, limits)
        if run.outcome != "exit" or (self.status == "zero" and run.status):
            return _Judged(passed, why, over=run.outcome in ("cpu", "wall"))
        answers = _answers(case)
        if self.checker is not None and checker is not None:
            said = [
                self.checker.decides(sandbox, checker, case.stdin, run.stdout, answer, limits)
                for answer in answers
            ]
            best = next((s for s in said if s[0]), None) or said[0]
            return _Judged(*best)
        return self._compared(run, answers)

    def _compared(self, run: Run, answers: Sequence[str]) -> _Judged:
        tolerance = Tolerance(self.atol, self.rtol)
        why = ""
        for answer in answers:
            differs = difference(self.compare, as_bytes(answer), run.stdout, tolerance)
            if not differs:
                return _Judged(True, "")
            why = why or differs
        return _Judged(False, f"{why}{_among(answers)}.")

    def describe(self) -> str:
        return (
            f"Write a program in {self.language} that reads standard input and writes standard "
            f"output; one of its inputs is {_brief(self.cases[0].stdin)}."
        )

    @classmethod
    def examples(cls) -> Sequence[Example]:
        double = cls(cases=(Case("3\n", "6\n"), Case("-4\n", "-8\n")))
        root = cls(cases=(Case("2\n", "1.4142135\n"),), compare="floats")
        return (
            Example(double, "```python\nprint(2 * int(input()))\n```", True),
            Example(double, "```python\nprint(6)\n```", False),
            Example(double, "```python\nprint(2 * int(input()))\n1 / 0\n```", False),
            Example(root, "```python\nprint(float(input()) ** 0.5)\n```", True),
            Example(cls(cases=double.cases, language="cobol"), "STOP RUN.", None),
        )


@lru_cache(maxsize=64)
def _broken(sandbox: Sandbox, prelude: str) -> str:
    """What is wrong with a prelude that does not run by itself; empty where nothing is."""
    if not prelude:
        return ""
    nothing = Built({"program.py": b""}, ("python", "program.py"))
    run = start(sandbox, nothing, b"", Limits(), prelude=prelude)
    return "" if run.ok else f"The prelude does not run: {last_line(run.stderr) or run.why}."


def _answers(case: Case) -> tuple[str, ...]:
    return (case.stdout,) if isinstance(case.stdout, str) else case.stdout


def _all(total: int) -> str:
    return "The only case" if total == 1 else f"All {total} cases"


def _among(answers: Sequence[str]) -> str:
    return f" (and none of {len(answers) - 1} other answers fits)" if len(answers) > 1 else ""


def _brief(text: str) -> str:
    return repr(text if len(text) <= 80 else f"{text[:77]}...")
