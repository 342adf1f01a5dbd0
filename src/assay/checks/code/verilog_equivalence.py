"""The kind `code.verilog_equivalence`."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from assay.check import Example
from assay.checks.code.base import CodeCheck
from assay.checks.code.extraction import Found
from assay.checks.code.hdl.comparing import Compared, compared, shown
from assay.checks.code.hdl.found import design_in
from assay.checks.code.hdl.proof import Proof, prove
from assay.checks.code.hdl.simulator import Broken, Unsuited, compiles, outputs
from assay.checks.code.hdl.source import alike, forbidden, modules, top_of
from assay.checks.code.hdl.stimuli import Stimuli, drawn, roles
from assay.context import Context
from assay.response import Response
from assay.sandbox import Limits, Sandbox, shared
from assay.verdict import Verdict

__all__ = ["VerilogEquivalence"]

_MOST_RUNS = 6
_TRIED = 200


class VerilogEquivalence(CodeCheck, kind="code.verilog_equivalence"):
    """The design is equal to the golden one for all inputs, at all times: proven, or refuted.

    `reference` is the golden design, `top` the module that the response must define, with the same
    ports and no others. Yosys compares the two as circuits: a SAT solver looks for inputs that make
    the outputs differ, up to `steps` changes of the inputs from the initial state, and shows by
    temporal induction that there are none. Proven equal passes; where inputs are found, both
    designs are simulated with them, apart, and the design fails where that confirms it. All else is
    undecided and says why: no proof within the limits, a circuit that Yosys does not read, a loop
    through gates, several drivers of one signal, a simulation that contradicts the proof.

    Where the golden design leaves an output unknown, as before a reset, it may be anything. What
    cannot be built as a circuit (delays, printing) plays no part.
    """

    scoring = "1.0 for a pass, 0.0 for a fail."

    reference: str
    top: str = "TopModule"
    steps: int = 24

    def validate(self) -> None:
        super().validate()
        if not self.reference.strip():
            raise ValueError("reference is empty; the golden design is needed")
        if not 1 <= self.steps <= 1000:
            raise ValueError(f"steps is {self.steps}; from 1 to 1000 are possible")

    @property
    def limits(self) -> Limits:
        return msgspec.structs.replace(super().limits, output=32.0)

    def time_allowed(self) -> float:
        return _MOST_RUNS * self.longest + 10.0

    def describe(self) -> str:
        return (
            f"Write a synthesisable Verilog module named {self.top} that is equivalent to the "
            "circuit specified."
        )

    def verify(self, response: Response, context: Context) -> Verdict:
        found = None if response.silent else design_in(response, self.top)
        if found is None:
            return self.no_program(response, "verilog")
        if self.top not in (names := modules(found.text)):
            why = f"There is no module {self.top}, only {', '.join(names[:5])}."
            return self.say(False, why, found, 0.0)
        cheat = forbidden(found.text)
        if cheat is not None:
            return self.say(False, f"The design uses {cheat[0]}.", found, 0.0)
        if alike(found.text, self.reference, self.top):
            return self.say(True, "It is the golden design, word for word.", found, 1.0)
        sandbox = shared()
        for tool in ("yosys", "iverilog", "vvp"):
            if not sandbox.has(tool):
                return self.undecided(f"There is no {tool} to compare with.")
        try:
            return self._proven(sandbox, found)
        except Broken as fault:
            return self.undecided(f"The sandbox broke: {fault}")
        except Unsuited as fault:
            return self.undecided(f"The task cannot be judged: {fault}.")

    def _proven(self, sandbox: Sandbox, found: Found) -> Verdict:
        golden = top_of(self.reference, ("RefModule", self.top))
        if not golden:
            raise Unsuited("the reference defines no module")
        proof = prove(
            sandbox, (self.reference, golden), (found.text, self.top), self.steps, self.limits
        )
        if proof.answer == "ports":
            return self.say(
                False, f"The interface is not the one asked for: {proof.why}.", found, 0.0
            )
        if proof.answer == "unread":
            complaint = compiles(sandbox, found.text, self.top, self.limits)
            if complaint:
                return self.say(False, f"The design does not compile: {complaint}.", found, 0.0)
            return self.undecided(f"Yosys does not read the design: {proof.why}.")
        if proof.answer == "different" and proof.found is not None:
            result = self._simulated(sandbox, golden, found, proof, proof.found)
            if result is None or result.first is None:
                return self.undecided(
                    "The solver finds inputs that make the outputs differ, and the simulation "
                    "does not confirm it."
                )
            return self.say(False, _difference(result, proof), found, 0.0)
        if proof.answer == "equal":
            return self._confirmed(sandbox, golden, found, proof)
        return self.undecided(
            f"It is neither proven nor refuted: {proof.why or 'the solver shows no inputs'}."
        )

    def _confirmed(self, sandbox: Sandbox, golden: str, found: Found, proof: Proof) -> Verdict:
        """A pass, unless a short simulation contradicts what the circuits say."""
        ins = tuple(port for port in proof.ports if port.direction == "input")
        tried = drawn(ins, roles(self.reference, ins), _TRIED, 0)
        result = self._simulated(sandbox, golden, found, proof, tried)
        if result is None or result.agree < result.all:
            why = _difference(result, proof) if result is not None and result.first else ""
            return self.undecided(
                f"The circuits are proven equal, and the simulation contradicts it. {why}".strip()
            )
        return self.say(True, "Proven equal to the golden design.", found, 1.0)

    def _simulated(
        self, sandbox: Sandbox, golden: str, found: Found, proof: Proof, inputs: Stimuli
    ) -> Compared | None:
        """Both designs with those inputs; None where one does not run."""
        sides = [(self.reference, golden), (found.text, self.top)]
        runs = [
            outputs(sandbox, source, top, proof.ports, inputs, self.limits) for source, top in sides
        ]
        if any(run.refused or not run.whole for run in runs):
            return None
        return compared(runs[0].lines, runs[1].lines, proof.ports, inputs)

    @classmethod
    def examples(cls) -> Sequence[Example]:
        check = cls(reference="module TopModule(input a, output y);\n  assign y = ~a;\nendmodule\n")
        same = "module TopModule(input a, output y);  // inverts\n  assign y = ~a;\nendmodule\n"
        return (
            Example(check, f"```verilog\n{same}```", True),
            Example(check, "It is an inverter.", False),
            Example(
                check, "```verilog\nmodule Inverter(input a, output y);\nendmodule\n```", False
            ),
        )


def _difference(result: Compared, proof: Proof) -> str:
    first = result.first
    if first is None:
        return ""
    names = [port.name for port in proof.ports if port.direction == "input"]
    values = ", ".join(
        f"{name}={shown(value)}" for name, value in zip(names, first.inputs, strict=True)
    )
    return (
        f"After {result.agree} equal steps{f', with {values},' if values else ''} the output "
        f"{first.port} is {shown(first.given)}; {shown(first.golden)} is right."
    )
