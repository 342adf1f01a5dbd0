"""The strength of the tests that a row carries.

Three questions to a suite that judges programs: does it notice small changes of a right program
(mutants), does it refuse the programs that differ from the reference on inputs it does not have
(false passes), and does it accept the reference itself. Rows that need no answer of a model can be
asked too: mutants are made here.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence
from typing import Any

import msgspec

from assay.audit.differential import Comparison, Difference, References, compare, references
from assay.audit.inputs import Arguments, further_inputs
from assay.audit.mutants import Mutant, mutants
from assay.audit.vocabulary import Vocabulary, constants_of
from assay.checks.code.asserts import Asserts
from assay.checks.code.equality import Equality
from assay.checks.code.expected import INLINE
from assay.checks.code.function import Case, Function
from assay.checks.code.python import PythonCheck
from assay.checks.code.translation import translated
from assay.checks.code.values import from_json, to_json
from assay.checks.code.wire import WireError, decode
from assay.context import Context
from assay.response import Response
from assay.sample import Sample
from assay.sandbox import Limits

__all__ = ["FalsePass", "Settings", "SuiteAudit", "audit_tests"]


class Settings(msgspec.Struct, frozen=True):
    """How much is tried: mutants and inputs a row, and the processor time of one program, in s."""

    mutants: int = 40
    inputs: int = 300
    cpu: float = 5.0
    memory: int = 2048
    seed: int = 0


class FalsePass(msgspec.Struct, frozen=True):
    """A response that the row's tests accept, and an input on which it is not the reference."""

    response: int
    kind: str
    why: str


class SuiteAudit(msgspec.Struct, frozen=True):
    """What was found out about one row's tests; `fault` says why nothing was, or not all.

    `tests` counts the inputs that the suite has, `killed` the mutants it refuses, `survivors` says
    what the others changed; `accepted` counts the responses that pass. `added` are the cases that
    tell the false passes and the surviving mutants from the reference.
    """

    id: str
    tests: int = 0
    mutants: int = 0
    killed: int = 0
    survivors: tuple[str, ...] = ()
    responses: int = 0
    accepted: int = 0
    false_passes: tuple[FalsePass, ...] = ()
    added: tuple[Case, ...] = ()
    fault: str = ""


def audit_tests(sample: Sample, settings: Settings | None = None) -> SuiteAudit:
    """Asks the tests of one row. Raises nothing for what is wrong with the row: `fault` says it."""
    try:
        return _audited(sample, settings or Settings())
    except (RecursionError, MemoryError, OverflowError, ValueError) as fault:
        # a program nested too deeply to be written out again, a number too long to be shown
        why = f"The row is beyond what can be audited ({type(fault).__name__}: {fault})."
        return SuiteAudit(sample.id, fault=why)


def _audited(sample: Sample, settings: Settings) -> SuiteAudit:
    suite = [c for c in sample.checks if isinstance(c, Asserts | Function) and not _stubborn(c)]
    if not suite:
        return SuiteAudit(sample.id, fault="The row has no tests of a Python function.")
    entry_point = suite[0].entry_point
    reference = _reference(sample, suite)
    if not reference:
        why = "The row has no reference: a program that is right, in Python that can be read."
        return SuiteAudit(sample.id, fault=why)
    suite = [c for c in suite if c.entry_point == entry_point]
    context = Context("standard", sample.prompt, None, sample.meta)
    refused = _refusal(reference, suite, context, settings)
    if refused:
        return SuiteAudit(sample.id, fault=f"The tests refuse the reference. {refused}")
    audit = _Audit(sample, suite, reference, context, settings)
    return audit.result() if not audit.fault else SuiteAudit(sample.id, fault=audit.fault)


class _Audit:
    """One row under way."""

    def __init__(
        self,
        sample: Sample,
        suite: Sequence[PythonCheck],
        reference: str,
        context: Context,
        settings: Settings,
    ) -> None:
        self.sample, self.suite, self.reference = sample, suite, reference
        self.context, self.settings = context, settings
        self.entry_point = suite[0].entry_point
        self.prelude = suite[0].prelude
        self.known = [arguments for check in suite for arguments in _inputs(check)]
        contract = sample.meta.get("contract")
        self.judge = contract if isinstance(contract, str) and contract.strip() else reference
        self.fault = (
            "" if contract is None or contract is self.judge else "meta.contract is no program."
        )
        self.limits = Limits(
            cpu=settings.cpu, wall=2 * settings.cpu + 5, memory=settings.memory, messages=512.0
        )
        function = next((c for c in suite if isinstance(c, Function)), None)
        self.rule = (
            Equality(function.compare, function.atol, function.rtol) if function else Equality()
        )
        self.telling: list[Arguments] = []
        if not self.fault and self.known and not self._accepted(self.known).inputs:
            self.fault = "The reference, with its contract, accepts none of the tests' inputs."

    def result(self) -> SuiteAudit:
        made = mutants(self.reference, most=self.settings.mutants, seed=self.settings.seed)
        alive = [m for m in made if not _refusal(m.source, self.suite, self.context, self.settings)]
        killed = len(made) - len(alive)
        told = [self._told(mutant) for mutant in alive]
        passes: list[FalsePass] = []
        accepted = 0
        for number, content in enumerate(self.sample.responses):
            response = Response(content)
            if all(self.context.verify(check, response).passed for check in self.suite):
                accepted += 1
                passes.extend(self._false_pass(number, response))
        return SuiteAudit(
            self.sample.id,
            tests=len(self.known),
            mutants=len(made),
            killed=killed,
            survivors=tuple(told),
            responses=len(self.sample.responses),
            accepted=accepted,
            false_passes=tuple(passes),
            added=self._cases(),
            fault="" if self.known else "No input could be read from the tests.",
        )

    def _told(self, mutant: Mutant) -> str:
        """What a surviving mutant changed, and an input that tells it from the reference."""
        found = self._compared([("mutant.py", mutant.source)], mutant.source)
        said = f"line {mutant.line}: {mutant.change}"
        return f"{said}; {found}" if found else said

    def _false_pass(self, number: int, response: Response) -> list[FalsePass]:
        check = self.suite[0]
        prompt = check.begun(self.context)
        program = check.found(response, prompt)
        if program is None:
            return []
        sources = check.sources(program, prompt)
        found = self._compared(sources, program.text)
        return [FalsePass(number, found.kind, f"{self.entry_point}{found}")] if found else []

    def _compared(self, sources: Sequence[tuple[str, str]], text: str) -> Difference | None:
        """The first difference from the reference, on inputs that tell others or are new."""
        if not self.known:
            return None
        if self.telling:
            found = compare(sources, self._accepted(self.telling), self.limits, self.rule)
            if found.difference:
                return found.difference
        words = Vocabulary([self.known, constants_of(self.reference), constants_of(text)])
        amount, seed = self.settings.inputs, self.settings.seed
        inputs = list(further_inputs(self.known, words, amount=amount, seed=seed))
        found: Comparison = compare(sources, self._accepted(inputs), self.limits, self.rule)
        if found.difference:
            self.telling.append(found.difference.arguments)
        return found.difference

    def _accepted(self, inputs: Sequence[Arguments]) -> References:
        sources = [("prelude", self.prelude), ("reference", self.judge)]
        named = [source for source in sources if source[1]]
        return references(named, self.entry_point, inputs, self.limits)

    def _cases(self) -> tuple[Case, ...]:
        """The inputs that told programs apart, with what the reference gives."""
        if not self.telling:
            return ()
        accepted = self._accepted(self.telling)
        cases: list[Case] = []
        for arguments, body in zip(accepted.inputs, accepted.expected, strict=True):
            if len(body) > INLINE:
                continue
            try:
                args = tuple(to_json(argument) for argument in arguments)
                cases.append(Case(args=args, expected=to_json(decode(body))))
            except (WireError, ValueError):
                continue
        return tuple(cases)


def _stubborn(check: PythonCheck) -> bool:
    """Whether a check has no one right result that a reference could give."""
    return isinstance(check, Function) and (bool(check.judge) or check.compare == "returned")


def _reference(sample: Sample, suite: Sequence[PythonCheck]) -> str:
    own = next((c.reference for c in suite if isinstance(c, Function) and c.reference), "")
    given = own or sample.reference
    if not isinstance(given, str):
        return ""
    try:
        ast.parse(given)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ""
    return given


def _refusal(
    source: str, suite: Sequence[PythonCheck], context: Context, settings: Settings
) -> str:
    """Why the suite refuses a whole program; nothing where it accepts it."""
    response = Response(source)
    for check in suite:
        bounds: dict[str, Any] = {"form": "program", "cpu": min(check.cpu, settings.cpu)}
        verdict = context.verify(msgspec.structs.replace(check, **bounds), response)
        if not verdict.passed:
            return verdict.why
    return ""


def _inputs(check: PythonCheck) -> list[Arguments]:
    """The positional arguments of a suite's calls; those with names are left out."""
    if isinstance(check, Function):
        return [[from_json(a) for a in case.args] for case in check.cases if not case.kwargs]
    if not isinstance(check, Asserts):
        return []
    steps = [
        step
        for assertion in translated(check.pieces, check.entry_point) or ()
        for step in assertion.calls
    ]
    return [list(step.args) for step in steps if not step.kwargs]
