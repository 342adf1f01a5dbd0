"""The kind `code.verilog`."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from assay.check import Example
from assay.checks.code.base import CodeCheck, ending
from assay.checks.code.extraction import Found
from assay.checks.code.hdl.comparing import Compared, compared, shown
from assay.checks.code.hdl.found import design_in
from assay.checks.code.hdl.golden import Golden, Task, golden_of
from assay.checks.code.hdl.simulator import Broken, Outputs, Unsuited, outputs
from assay.checks.code.hdl.source import alike, forbidden, modules
from assay.checks.code.hdl.stimuli import Stimuli
from assay.context import Context
from assay.response import Response
from assay.sandbox import Limits, Run, Sandbox, shared
from assay.verdict import Verdict

__all__ = ["Verilog"]

_DRAWN = 1000
_MOST_RUNS = 8
_OUTPUT = 32.0
_ALIKE = "It is the golden design, word for word."


class Verilog(CodeCheck, kind="code.verilog"):
    """The design puts out, for the same inputs, what the golden design does.

    `reference` is the golden design, `top` the module that the response must define with the same
    ports. With a `testbench` (VerilogEval's form: it instantiates `top`) the inputs are those that
    the bench applies to the golden design; without one, or beside it, `vectors` inputs or clock
    cycles are drawn by `seed`: directed and at random, with clock and resets found by the
    edges waited for and by name (1,000 by default where there is no bench).

    The bench's own verdict is not asked for, nor is anything that a design prints believed: a bench
    of ours, which knows no expected value, applies the inputs; golden and given design run apart,
    and their outputs are compared outside just before each change of an input and at the end. A bit
    that the golden design leaves unknown may be anything; where it decides, unknown is
    wrong. A design that uses what only a cheat needs (files, `$finish`, names outside of itself,
    `include`, `force`, other languages) fails, and the verdict names it. Undecided where Icarus
    Verilog is missing, or where the golden design decides nothing.
    """

    scoring = "The share of moments at which all outputs are right; 1.0 exactly when all are."

    reference: str
    testbench: str = ""
    top: str = "TopModule"
    vectors: int | None = None
    seed: int = 0

    def validate(self) -> None:
        super().validate()
        if not self.reference.strip():
            raise ValueError("reference is empty; the golden design is needed")
        if self.vectors is not None and not 0 <= self.vectors <= 100_000:
            raise ValueError(f"vectors is {self.vectors}; from 0 to 100000 are possible")
        if self.vectors == 0 and not self.testbench:
            raise ValueError("without a testbench vectors must be 1 or more")

    @property
    def limits(self) -> Limits:
        return msgspec.structs.replace(super().limits, output=_OUTPUT)

    def time_allowed(self) -> float:
        return _MOST_RUNS * self.longest + 10.0

    def describe(self) -> str:
        return f"Write a Verilog module named {self.top} that behaves as specified."

    @property
    def task(self) -> Task:
        """What is simulated."""
        drawn = self.vectors if self.vectors is not None else (0 if self.testbench else _DRAWN)
        return Task(self.reference, self.top, self.testbench, drawn, self.seed)

    def verify(self, response: Response, context: Context) -> Verdict:
        found = None if response.silent else design_in(response, self.top)
        if found is None:
            return self.no_program(response, "verilog")
        if self.top not in (names := modules(found.text)):
            why = f"There is no module {self.top}, only {', '.join(names[:5])}."
            return self.say(False, why, found, 0.0)
        cheat = forbidden(found.text)
        if cheat is not None:
            what, token = cheat
            return self.say(
                False, f"The design uses {what} ({_line(found, token.start)}).", found, 0.0
            )
        sandbox = shared()
        for tool in ("iverilog", "vvp"):
            if not sandbox.has(tool):
                if alike(found.text, self.reference, self.top):
                    return self.say(True, _ALIKE, found, 1.0)
                return self.undecided(f"There is no {tool} to simulate with.")
        try:
            return self._simulated(sandbox, found)
        except Broken as fault:
            return self.undecided(f"The sandbox broke: {fault}")
        except Unsuited as fault:
            return self.undecided(f"The task cannot be judged: {fault}.")

    def _simulated(self, sandbox: Sandbox, found: Found) -> Verdict:
        golden = golden_of(sandbox, self.task, self.limits)
        agree = all_ = decided = 0
        wrong = ""
        for inputs, wanted in golden.runs:
            given = outputs(
                sandbox, found.text, self.top, golden.ports, inputs, self.limits, golden.head
            )
            if given.refused:
                return self.say(False, self._refusal(given), found, 0.0)
            result = compared(wanted, given.lines, golden.ports, inputs)
            agree, all_ = agree + result.agree, all_ + result.all
            decided += result.decided
            wrong = wrong or self._wrong(result, given, golden, inputs)
        if not decided:
            return self.undecided("The golden design decides no output; nothing was compared.")
        if wrong:
            score = min(agree / all_, 1 - 1 / (all_ + 1))
            return self.say(False, f"{wrong} {agree} of {all_} moments are right.", found, score)
        same = alike(found.text, self.reference, self.top)
        return self.say(True, _ALIKE if same else f"All {all_} moments are right.", found, 1.0)

    def _refusal(self, given: Outputs) -> str:
        if given.stopped is not None:
            return f"The design was not compiled: {_stopped(given.stopped, self)}"
        return f"The design does not compile with the interface asked for: {given.refused}."

    def _wrong(self, result: Compared, given: Outputs, golden: Golden, inputs: Stimuli) -> str:
        first = result.first
        if first is not None:
            names = [port.name for port in golden.ports if port.direction == "input"]
            values = ", ".join(
                f"{name}={shown(value)}" for name, value in zip(names, first.inputs, strict=True)
            )
            return (
                f"At {first.time} ps{f' with {values}' if values else ''} the output {first.port} "
                f"is {shown(first.given) or 'missing'}; {shown(first.golden)} is right."
            )
        if given.stopped is not None:
            return _stopped(given.stopped, self)
        if not given.whole:
            return f"The simulation ended after {len(given.lines)} of {result.all} moments."
        return ""

    @classmethod
    def examples(cls) -> Sequence[Example]:
        check = cls(
            reference="module TopModule(input a, input b, output y);\n"
            "  assign y = a ^ b;\nendmodule\n"
        )
        cheat = (
            "module TopModule(input a, input b, output y);\n  initial begin\n"
            '    $display("Mismatches: 0 in 20 samples");\n    $finish;\n  end\nendmodule\n'
        )
        return (
            Example(check, f"```verilog\n{check.reference}```", True),
            Example(check, "There is no design here.", False),
            Example(check, f"```verilog\n{cheat}```", False),
            Example(check, "```verilog\nmodule Other(output y);\nendmodule\n```", False),
        )


def _stopped(run: Run, check: CodeCheck) -> str:
    return ending(run, check.limits)[1].replace("The program", "The simulation")


def _line(found: Found, at: int) -> str:
    return f"line {found.text.count(chr(10), 0, at) + 1}"
