"""code.function: a function gives the expected results."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from typing import Any, ClassVar

import msgspec

from assay.check import Example
from assay.checks.code.base import ending
from assay.checks.code.calls import Call, Called, Sources, called, packed, said
from assay.checks.code.equality import RTOL, Compare, Equality
from assay.checks.code.expected import Expected, Reader, expected_of
from assay.checks.code.extraction import Found
from assay.checks.code.python import PythonCheck
from assay.checks.code.values import from_json, shown, wire_of
from assay.checks.code.wire import WireError, decode
from assay.context import Context
from assay.response import Response
from assay.sandbox import Limits
from assay.verdict import Verdict

__all__ = ["Case", "Function"]

_MIB = 1 << 20
_MESSAGES = 64
_CALLS_A_MIB = 2048
_KEPT = 64


class Case(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """One call: its arguments and what it should give, in JSON or the tagged forms for the rest.

    `either` are other results that will do as well. Without `expected` the check's `reference` or
    `judge` knows what is right.
    """

    args: tuple[Any, ...] = ()
    kwargs: dict[str, Any] = {}
    expected: Any = msgspec.UNSET
    either: tuple[Any, ...] = ()

    def __hash__(self) -> int:
        """Of what cannot hold a list; equality looks at all of it."""
        return hash((len(self.args), *sorted(self.kwargs)))


class Function(PythonCheck, kind="code.function"):
    """A function gives the expected result for every case.

    A case has `args`, `kwargs`, `expected` and `either` (other results that will do); values that
    JSON lacks are tagged: {"$tuple": [1, 2]}, see the documentation. Instead of `expected`,
    `reference` may be a program that is right, run in a jail of its own, or `judge` a program that
    defines `accepts(result, *args)`, run in another.

    `compare`: `python` (as ==), `strict` (the same types too), `unordered`, `set`, `not_none`,
    `returned`. `atol` and `rtol` are a tolerance for numbers; without them floats, and lists of
    floats alone, may be off by 1e-6.

    All cases run in one process, one after another, each with fresh arguments. Expected results
    never enter it. The score is the share of cases passed; cases that were not reached have failed.
    """

    version: ClassVar[str] = "1"

    cases: tuple[Case, ...]
    reference: str = ""
    judge: str = ""
    compare: Compare = "python"
    atol: float | None = None
    rtol: float = RTOL

    def __hash__(self) -> int:
        """Of what cannot hold a list; equality looks at all of it."""
        given = (self.reference, self.judge, self.prelude, self.prompt, self.compare)
        return hash((self.kind, self.entry_point, self.cases, *given))

    def validate(self) -> None:
        super().validate()
        if not self.cases:
            raise ValueError("there are no cases")
        if self.atol is not None and not 0 <= self.atol < float("inf"):
            raise ValueError(f"atol is {self.atol}; expected a number from 0 up")
        if not 0 <= self.rtol < float("inf"):
            raise ValueError(f"rtol is {self.rtol}; expected a number from 0 up")
        if self.reference or self.judge or self.compare == "returned":
            return
        missing = next((n for n, c in enumerate(self.cases) if c.expected is msgspec.UNSET), None)
        if missing is not None:
            raise ValueError(f"cases[{missing}] has no expected result, and there is no reference")

    def describe(self) -> str:
        case = self.cases[0]
        call = f"{self.entry_point}({', '.join(shown(from_json(a), 40) for a in case.args)})"
        tail = ""
        if case.expected is not msgspec.UNSET:
            tail = f"; {call} gives {shown(from_json(case.expected), 60)}"
        return f"Define the Python function {self.entry_point}{tail}."

    def time_allowed(self) -> float:
        return super().time_allowed() * (1 + bool(self.reference) + bool(self.judge))

    def verify(self, response: Response, context: Context) -> Verdict:
        made = self._judgement(response, context)
        return made.verdict() if isinstance(made, _Judgement) else made

    def outcomes(self, response: Response, context: Context) -> tuple[bool, ...]:
        """Case by case, whether it passed; nothing where the program cannot be judged."""
        made = self._judgement(response, context)
        if not isinstance(made, _Judgement) or made.verdict().passed is None:
            return ()
        return tuple(made.outcomes)

    def _judgement(self, response: Response, context: Context) -> Verdict | _Judgement:
        """The program's results, ready to be judged; a verdict where there are none."""
        prompt = self.begun(context)
        found = self.found(response, prompt)
        if found is None:
            return self.no_program(response)
        try:
            prepared = _prepared(self)
        except ValueError as fault:
            return self.undecided(f"The check cannot be run: {fault}.")
        if prepared.fault:
            return self.undecided(prepared.fault)
        limits = msgspec.structs.replace(self.limits, messages=prepared.messages)
        sources = self.sources(found, prompt)
        run = called(sources, (self.entry_point,), prepared.calls, limits, self.case_cpu)
        return _Judgement(self, found, prepared, run, sources)

    @classmethod
    def examples(cls) -> Sequence[Example]:
        twice = cls(
            entry_point="twice",
            cases=(Case(args=(2,), expected=4), Case(args=("a",), expected="aa")),
        )
        near = cls(entry_point="third", cases=(Case(args=(1,), expected=0.3333333),))
        pair = cls(
            entry_point="ends",
            cases=(Case(args=([1, 2, 3],), expected={"$tuple": [1, 3]}),),
            compare="strict",
        )
        return (
            Example(twice, "```python\ndef twice(x):\n    return x + x\n```", True),
            Example(twice, "def twice(x):\n    return 2 * x + 0", False),
            Example(near, "```python\ndef third(x):\n    return x / 3\n```", True),
            Example(pair, "```python\ndef ends(x):\n    return x[0], x[-1]\n```", True),
            Example(pair, "```python\ndef ends(x):\n    return [x[0], x[-1]]\n```", False),
            Example(twice, "I would rather not.", False),
        )


def _as_call(given: Any) -> Any:
    """Arguments and keywords as the driver takes them: of its first function."""
    args, kwargs = given
    return 0, tuple(args), kwargs


class _Prepared:
    """What a check has ready for all responses: calls as they travel, expected results."""

    def __init__(self, check: Function) -> None:
        self.check = check
        self.calls = tuple([wire_of([list(c.args), c.kwargs], _as_call) for c in check.cases])
        self.fault = ""
        self.expected: list[tuple[Expected, ...]] = []
        if check.judge or (check.compare == "returned" and not check.reference):
            self.expected = [()] * len(self.calls)
        else:
            self._expect(check)
        size = sum(len(e) if isinstance(e, bytes) else e.size for es in self.expected for e in es)
        self.messages = _MESSAGES + 2 * size / _MIB + len(self.calls) / _CALLS_A_MIB

    def args(self, number: int) -> Call:
        """The arguments of a case."""
        case = self.check.cases[number]
        kwargs = {name: from_json(value) for name, value in case.kwargs.items()}
        return [from_json(arg) for arg in case.args], kwargs

    def _expect(self, check: Function) -> None:
        missing = [n for n, case in enumerate(check.cases) if case.expected is msgspec.UNSET]
        computed = dict(zip(missing, self._computed(check, missing), strict=False))
        if self.fault:
            return
        for number, case in enumerate(check.cases):
            one = computed.get(number)
            first = expected_of(case.expected) if one is None else one
            others = [expected_of(value) for value in case.either]
            self.expected.append((first, *others))

    def _computed(self, check: Function, missing: list[int]) -> list[Expected]:
        """What the reference gives, in a jail of its own."""
        if not missing:
            return []
        calls = tuple([self.calls[n] for n in missing])
        limits = Limits(cpu=check.cpu, wall=check.limits.wall, memory=check.memory, messages=1024)
        sources = [("prelude", check.prelude), ("reference", check.reference)]
        run = called([s for s in sources if s[1]], (check.entry_point,), calls, limits)
        if run.fault:
            self.fault = f"The reference does not load: {run.fault}."
            return []
        results: list[Expected] = []
        for place, (kind, body) in enumerate(run.messages):
            if kind != b"V":
                self.fault = f"The reference has no result for case {missing[place] + 1}: "
                self.fault += said(body) if kind == b"E" else "it is no data, or too large"
                return []
            results.append(body)
        if len(results) < len(calls):
            _, why = ending(run.run, limits)
            self.fault = f"The reference did not answer case {missing[len(results)] + 1}. {why}"
        return results


_ready: OrderedDict[int, _Prepared] = OrderedDict()


def _prepared(check: Function) -> _Prepared:
    """What the check has ready; kept for the last few, which are held so that none is mistaken."""
    made = _ready.get(id(check))
    if made is None or made.check is not check:
        made = _Prepared(check)
        _ready[id(check)] = made
        while len(_ready) > _KEPT:
            _ready.popitem(last=False)
    return made


class _Judgement:
    """The verdict on what came back."""

    def __init__(
        self, check: Function, found: Found, ready: _Prepared, run: Called, sources: Sources
    ) -> None:
        self.check, self.found, self.ready, self.run = check, found, ready, run
        self.sources = sources
        self.first, self.place = "", len(ready.calls)
        self.outcomes = [False] * len(ready.calls)

    def verdict(self) -> Verdict:
        run, total = self.run, len(self.ready.calls)
        if run.fault:
            return self.check.not_loaded(run.fault, self.sources, self.found)
        reached = len(run.messages)
        if reached < total and run.run.outcome == "broken":
            return self.check.undecided(ending(run.run, self.check.limits)[1])
        if self.check.judge:
            fault = self._by_judge()
            if fault:
                return self.check.undecided(fault)
        else:
            self._by_equality()
        if reached < total:
            self._note(reached, f"has no result. {self.check.cut_short(run)}")
        passed = sum(self.outcomes)
        if passed == total:
            cases = "The case passed." if total == 1 else f"All {total} cases passed."
            return self.check.say(True, cases, self.found)
        why = f"{self.first} ({passed} of {total} cases passed.)"
        return self.check.say(False, why, self.found, passed / total)

    def _by_equality(self) -> None:
        check = self.check
        reader = Reader(Equality(check.compare, check.atol, check.rtol))
        for number, (kind, body) in enumerate(self.run.messages):
            if kind == b"E":
                self._note(number, f"raised {said(body)}.")
                continue
            expected = self.ready.expected[number]
            judged = reader.judged(kind, body, expected)
            if judged.passed:
                self.outcomes[number] = True
            elif number < self.place:
                wanted = " or ".join(_shown(one) for one in expected)
                self._note(number, f"gave {judged.shown}, expected {wanted}.")

    def _by_judge(self) -> str:
        """Asks the check's judge, in a jail of its own; says what it could not be asked for."""
        calls: list[Call] = []
        places: list[int] = []
        shown_as: dict[int, str] = {}
        for number, (kind, body) in enumerate(self.run.messages):
            if kind == b"E":
                self._note(number, f"raised {said(body)}.")
                continue
            args, kwargs = self.ready.args(number)
            try:
                result = decode(body if kind == b"V" else b"")
                packed([([result], {})])
            except (WireError, ValueError):
                self._note(number, "gave something that is no data.")
                continue
            shown_as[number] = shown(result)
            calls.append(([result, *args], kwargs))
            places.append(number)
        limits = self.check.limits
        run = called([("judge", self.check.judge)], ("accepts",), packed(calls), limits)
        if run.fault:
            return f"The judge does not load: {run.fault}."
        reached = len(run.messages)
        if reached < len(calls):
            if run.run.outcome in ("exit", "broken"):
                return f"The judge did not answer. {ending(run.run, limits)[1]}"
            self._note(
                places[reached], f"gave {shown_as[places[reached]]}, too much for the judge."
            )
        for number, (kind, body) in zip(places, run.messages, strict=False):
            if kind == b"V" and body == b"T":
                self.outcomes[number] = True
            elif kind == b"V" and _holds(body):
                return f"The judge gave {shown(decode(body))}, expected True or False."
            else:
                why = f" ({said(body)})" if kind == b"E" else ""
                self._note(number, f"gave {shown_as[number]}, which the judge refuses{why}.")
        return ""

    def _note(self, number: int, what: str) -> None:
        """Keeps what is said of the first case that failed."""
        if number < self.place:
            args, kwargs = self.ready.args(number)
            given = [shown(arg, 60) for arg in args]
            given += [f"{name}={shown(value, 60)}" for name, value in kwargs.items()]
            call = f"{self.check.entry_point}({', '.join(given)})"
            self.place = number
            self.first = f"Case {number + 1} of {len(self.ready.calls)}, {call:.300}, {what}"


def _holds(body: bytes) -> bool:
    """Whether a judge's answer, which is no True, would count as one."""
    try:
        return bool(decode(body))
    except (WireError, ValueError):
        return False


def _shown(expected: Expected) -> str:
    return shown(decode(expected) if isinstance(expected, bytes) else expected)
