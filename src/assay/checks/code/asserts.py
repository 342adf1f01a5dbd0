"""code.asserts: assertions about a function hold."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Sequence
from typing import Any, ClassVar

import msgspec

from assay.check import Example
from assay.checks.code.base import ending
from assay.checks.code.calls import Called, Sources, called, packed, said
from assay.checks.code.extraction import Found
from assay.checks.code.judging import Tested, beyond_data, free_names, tested
from assay.checks.code.python import PythonCheck
from assay.checks.code.translation import Assertion, translated
from assay.checks.code.values import shown
from assay.checks.code.wire import WireError, decode
from assay.context import Context
from assay.response import Response
from assay.sandbox import shared
from assay.verdict import Verdict

__all__ = ["Asserts"]

_KEPT = 256


class Asserts(PythonCheck, kind="code.asserts"):
    """Assertions about a function hold: HumanEval's `check(candidate)`, MBPP's lists, and so on.

    `tests` is test code, or several pieces of it. Assertions that can be are translated: the calls
    in them run in the program's jail, and their results are compared here. Tests that cannot be
    (loops, functions of their own) run as they are in a second jail, in which what they call is
    a stand-in for the program; results travel between the two as plain data. The verdict says
    which way was taken (`definitions`). Either way no object of the program meets an assertion.

    Equality is what the tests say: Python's ==, without a tolerance of ours. All assertions are
    asked, also after one that failed; the score is the share that held.
    """

    version: ClassVar[str] = "1"

    tests: str | tuple[str, ...]

    def validate(self) -> None:
        super().validate()
        try:
            free_names("\n".join(self.pieces), self.entry_point)
        except (SyntaxError, ValueError, RecursionError, MemoryError) as fault:
            raise ValueError(f"tests are no Python: {fault}") from None
        if "assert" not in "".join(self.pieces):
            raise ValueError("tests assert nothing")
        if not any(re.search(rf"\b(?:{self.defined}|def check)\b", piece) for piece in self.pieces):
            raise ValueError(f"tests never call {self.entry_point}")

    @property
    def pieces(self) -> tuple[str, ...]:
        """The tests, piece by piece."""
        return (self.tests,) if isinstance(self.tests, str) else self.tests

    def describe(self) -> str:
        """Names the function; tests are not given away."""
        return f"Define the Python function {self.entry_point}; tests will be run on it."

    def time_allowed(self) -> float:
        return 2 * super().time_allowed()

    def outcomes(self, response: Response, context: Context) -> tuple[bool, ...]:
        """Assertion by assertion, whether it holds; nothing where they are not translated."""
        prompt = self.begun(context)
        found, ready = self.found(response, prompt), _prepared(self)
        if found is None or ready.assertions is None:
            return ()
        run = self._called(self.sources(found, prompt), ready)
        held, place = [not run.fault] * len(ready.assertions), 0
        for number, assertion in enumerate(ready.assertions):
            messages = run.messages[place : place + len(assertion.calls)]
            place += len(assertion.calls)
            held[number] = held[number] and not _failing(assertion, messages)
        return () if run.run.outcome == "broken" else tuple(held)

    def verify(self, response: Response, context: Context) -> Verdict:
        prompt = self.begun(context)
        found = self.found(response, prompt)
        if found is None:
            return self.no_program(response)
        sources = self.sources(found, prompt)
        ready = _prepared(self)
        if ready.assertions is None:
            whole = "\n".join(self.pieces)
            beyond = beyond_data(whole, self.entry_point)
            if beyond:
                return self.undecided(f"Only data travels between program and tests, and {beyond}.")
            seconds = self.case_cpu
            ran = tested(shared(), sources, whole, self.entry_point, self.limits, seconds)
            if ran.program.fault:
                return self.not_loaded(ran.program.fault, sources, found)
            return self._judged(ran, found)
        run = self._called(sources, ready)
        if run.fault:
            return self.not_loaded(run.fault, sources, found)
        return self._compared(run, ready.assertions, found)

    def _called(self, sources: Sources, ready: _Prepared) -> Called:
        return called(sources, (self.entry_point,), ready.calls, self.limits, self.case_cpu)

    def _compared(self, run: Called, assertions: Sequence[Assertion], found: Found) -> Verdict:
        """The verdict by assertions that were translated."""
        asked = sum(len(one.calls) for one in assertions)
        if len(run.messages) < asked and run.run.outcome == "broken":
            return self.undecided(ending(run.run, self.limits)[1])
        place = held = 0
        first = ""
        for assertion in assertions:
            messages = run.messages[place : place + len(assertion.calls)]
            place += len(assertion.calls)
            why = _failing(assertion, messages)
            held += not why
            if why and not first:
                tail = f" {self.cut_short(run)}" if len(messages) < len(assertion.calls) else ""
                first = f"assert {assertion.text:.200}: {why}.{tail}"
        return self._counted(held, len(assertions), first, found, "translated")

    def _judged(self, ran: Tested, found: Found) -> Verdict:
        """The verdict by tests that ran in a jail for judging."""
        gone = not ran.answered or ran.ended == "gone"
        if gone and "broken" in (ran.program.run.outcome, ran.judge and ran.judge.outcome):
            return self.undecided("The sandbox broke.")
        if ran.judge is not None and not ran.answered and ran.program.run.ok:
            if ran.judge.outcome in ("exit", "broken"):
                return self.undecided(f"The tests did not end. {ending(ran.judge, self.limits)[1]}")
            return self._told(False, "The results are too much for the tests.", found, 0.0)
        first = f"assert {ran.first}: it does not hold." if ran.first else ""
        if gone:
            first = first or f"Tests were cut short. {self.cut_short(ran.program)}"
        elif ran.ended:
            first = first or f"The tests raised {ran.ended}."
        asserted = ran.held + ran.failed + bool(gone or ran.ended)
        if not asserted:
            return self.undecided("The tests asserted nothing.")
        return self._counted(ran.held, asserted, first, found, "judged apart")

    def _counted(self, held: int, total: int, first: str, found: Found, way: str) -> Verdict:
        if held == total:
            what = "The assertion holds." if total == 1 else f"All {total} assertions hold."
            return self._told(True, what, found, None, way)
        why = f"{first} ({held} of {total} assertions hold.)"
        return self._told(False, why, found, held / total, way)

    def _told(
        self, passed: bool, why: str, found: Found, score: float | None, way: str = ""
    ) -> Verdict:
        made = self.say(passed, why, found, score)
        ways = (f"asserts:{way}",) if way else ()
        return msgspec.structs.replace(made, definitions=(*made.definitions, *ways))

    @classmethod
    def examples(cls) -> Sequence[Example]:
        one = cls(
            entry_point="twice", tests=("assert twice(2) == 4", "assert len(twice('a')) == 2")
        )
        whole = cls(
            entry_point="evens",
            tests="def check(f):\n    for n in range(4):\n        assert len(f(n)) == n\n",
        )
        return (
            Example(one, "```python\ndef twice(x):\n    return x + x\n```", True),
            Example(one, "def twice(x):\n    return 4", False),
            Example(whole, "```\ndef evens(n):\n    return [2 * i for i in range(n)]\n```", True),
            Example(whole, "```\ndef evens(n):\n    return [2, 4]\n```", False),
        )


class _Prepared:
    """The assertions of a check as far as they could be translated, and their calls."""

    def __init__(self, check: Asserts) -> None:
        self.check = check
        self.assertions = translated(check.pieces, check.entry_point)
        self.calls: tuple[bytes, ...] = ()
        if self.assertions is not None:
            steps = [step for one in self.assertions for step in one.calls]
            try:
                self.calls = packed([(step.args, step.kwargs) for step in steps])
            except ValueError:
                self.assertions = None


_ready: OrderedDict[int, _Prepared] = OrderedDict()


def _prepared(check: Asserts) -> _Prepared:
    """What the check has ready; kept for the last few, which are held so that none is mistaken."""
    made = _ready.get(id(check))
    if made is None or made.check is not check:
        made = _ready[id(check)] = _Prepared(check)
        while len(_ready) > _KEPT:
            _ready.popitem(last=False)
    return made


def _failing(assertion: Assertion, messages: Sequence[tuple[bytes, bytes]]) -> str:
    """Why an assertion does not hold; nothing where it does."""
    results: list[Any] = []
    for step, (kind, body) in zip(assertion.calls, messages, strict=False):
        if kind == b"E":
            return f"{step.name} raised {said(body)}"
        try:
            results.append(decode(body if kind == b"V" else b""))
        except WireError:
            return f"{step.name} gave something that is no data"
    if len(results) < len(assertion.calls):
        return "it was not reached"
    try:
        if assertion.holds(results):
            return ""
    except Exception as fault:
        return f"with {', '.join(map(shown, results))} it raises {type(fault).__name__}: {fault}"[
            :300
        ]
    if assertion.equals is not None:
        return f"got {shown(results[0])}, expected {shown(assertion.equals[0])}"
    return f"got {' and '.join(map(shown, results))}" if results else "it does not hold"
