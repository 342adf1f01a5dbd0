"""Yosys: whether two designs are equal for all inputs and times.

Both are flattened into one circuit that says whether their outputs differ, with the clock a signal
as any other (`clk2fflogic`), so that another edge or another clock is another design. A SAT solver
then looks for inputs that make them differ, step by step from the initial state, and tries temporal
induction to show that there are none. Bits that the golden design leaves unknown may be anything.

Outputs of the commands are written to files of their own and read by fixed sentences; what a design
might print while it is read stands in none of them. A circuit that contradicts itself (several
drivers of one signal, a loop through gates) would make every proof succeed: such are not proven.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, Literal, TypeAlias

import msgspec

from assay.checks.code.hdl.simulator import Broken, Unsuited, mismatch
from assay.checks.code.hdl.source import renamed
from assay.checks.code.hdl.stimuli import Port, Slot, Stimuli
from assay.sandbox import Limits, Program, Run, Sandbox

__all__ = ["Answer", "Proof", "prove"]

Answer: TypeAlias = Literal["equal", "different", "ports", "unread", "open"]

_SIMPLE = re.compile(r"[A-Za-z_][A-Za-z0-9_$]*\Z")
_STEP = 5
_STRONGER_STEPS = 3

_READ = """
read_verilog -sv golden.sv
hierarchy -check -top {golden}
proc
flatten; memory
opt_clean
rename {golden} gold
write_json golden.json
write_rtlil golden.il
design -reset
read_verilog -sv given.sv
hierarchy -check -top {given}
proc
flatten
tee -o check.log check
memory
opt_clean
tee -a check.log check
tee -o loops.log scc
rename {given} gate
write_json given.json
write_rtlil given.il
"""
_PROVE = """
read_rtlil golden.il
read_rtlil given.il
{exposed}
miter -equiv -ignore_gold_x -flatten gold gate miter
hierarchy -top miter
{clocks}
opt_merge -share_all
opt_clean
tee -o alive.log sat -seq {alive} -enable_undef -set-init-undef -set-def-inputs miter
tee -o proof.log sat {induction} -enable_undef -set-def-inputs -prove trigger 0 \
-show-inputs -timeout {seconds} -dump_vcd found.vcd miter
"""
_PROVEN = ("Induction step proven: SUCCESS!", "SAT proof finished - no model found: SUCCESS!")
_REFUTED = ("model found for base case: FAIL!", "SAT proof finished - model found: FAIL!")
_REGISTERS = ("$dff", "$dffe", "$sdff", "$sdffe", "$sdffce")
_OTHER_STATE = ("$adff", "$adffe", "$aldff", "$aldffe", "$dffsr", "$dffsre", "$dlatch", "$adlatch",
                "$dlatchsr", "$sr", "$ff", "$mem", "$mem_v2", "$memrd", "$memwr")  # fmt: skip


class Proof(msgspec.Struct, frozen=True):
    """What came of it, why it stays open, and the inputs at which the designs differ."""

    answer: Answer
    why: str = ""
    found: Stimuli | None = None
    ports: tuple[Port, ...] = ()


def prove(
    sandbox: Sandbox, golden: tuple[str, str], given: tuple[str, str], steps: int, limits: Limits
) -> Proof:
    """Compares two designs, each its source and its top module.

    Raises Unsuited where the golden one cannot be read, Broken where the sandbox fails.
    """
    for _, top in (golden, given):
        if not _SIMPLE.match(top):
            raise Unsuited(f"the module's name {top!r:.40} has unusual characters")
    read = _run(
        sandbox,
        _READ.format(golden=golden[1], given=given[1]),
        {"golden.sv": _plain(golden[0]), "given.sv": _plain(given[0])},
        limits,
    )
    if "golden.il" not in read.files:
        raise Unsuited(f"Yosys does not read the reference: {_error(read)}")
    ours = _netlist(read.files["golden.json"], "gold")
    wanted = _ports(ours)
    if not read.ok or "given.il" not in read.files:
        return Proof("unread", _error(read), None, wanted)
    theirs = _netlist(read.files["given.json"], "gate")
    refused = _refused(read, wanted, _ports(theirs))
    if refused is not None:
        return refused
    clock = _clock(ours, theirs)
    circuits = {name: read.files[name] for name in ("golden.il", "given.il")}
    clocks = "" if clock else "clk2fflogic"
    state = any(
        cell["type"] in _REGISTERS or cell["type"] in _OTHER_STATE
        for module in (ours, theirs)
        for cell in module["cells"].values()
    )

    def prover(exposed: str, most: int, seconds: int) -> Proof:
        script = _PROVE.format(
            exposed=exposed,
            clocks=clocks,
            alive=3 if state else 1,
            induction=f"-tempinduct -set-init-undef -maxsteps {most}" if state else "",
            seconds=seconds,
        )
        return _concluded(_run(sandbox, script, circuits, limits), wanted, clock)

    if _registers(ours) & _registers(theirs):
        # Registers of the same name that stay equal make the induction short, where they do.
        proof = prover("expose -shared -dff gold gate", _STRONGER_STEPS, 2)
        if proof.answer == "equal":
            return proof
    return prover("", steps, max(1, int(limits.cpu)))


def _run(sandbox: Sandbox, script: str, files: Mapping[str, bytes], limits: Limits) -> Run:
    run = sandbox.run(
        Program(
            argv=("yosys", "-q", "-s", "script.ys"),
            files={"script.ys": script.encode(), **files},
            collect=("*.json", "*.log", "*.il", "found.vcd"),
        ),
        limits,
    )
    if run.outcome == "broken":
        raise Broken(run.why)
    return run


def _plain(source: str) -> bytes:
    """SystemVerilog's kinds of `always` as `always`: what they promise is checked nowhere else."""
    source = renamed(renamed(source, "always_comb", "always @*"), "always_latch", "always @*")
    return renamed(source, "always_ff", "always").encode("utf-8", "replace")


def _refused(run: Run, wanted: tuple[Port, ...], given: tuple[Port, ...]) -> Proof | None:
    """Why the given design cannot be compared; None where it can."""
    wrong = mismatch(given, wanted)
    extra = [port.name for port in given if port.name not in {p.name for p in wanted}]
    if wrong or extra:
        return Proof("ports", wrong or f"the port {extra[0]} is not asked for", None, wanted)
    check = run.files.get("check.log", b"")
    if b"multiple conflicting drivers" in check:
        return Proof("open", "a signal has several drivers", None, wanted)
    loops = run.files.get("loops.log", b"").rstrip()
    if b"found logic loop" in check or not loops.endswith(b"Found 0 SCCs."):
        return Proof("open", "there is a loop through gates", None, wanted)
    return None


def _clock(golden: dict[str, Any], given: dict[str, Any]) -> str:
    """The input that is the clock of every register in both designs, at one and the same edge.

    Then one step of the solver can be one period of it, and its level plays no part. Empty where
    there are several clocks or edges, asynchronous resets, latches, or a clock used as data; and
    where there is no register at all.
    """
    found: set[tuple[str, str]] = set()
    for module in (golden, given):
        names = {
            port["bits"][0]: name
            for name, port in module["ports"].items()
            if port["direction"] == "input" and len(port["bits"]) == 1
        }
        used: set[object] = set()
        for cell in module["cells"].values():
            kind = cell["type"]
            if kind in _OTHER_STATE:
                return ""
            for pin, bits in cell["connections"].items():
                if kind in _REGISTERS and pin == "CLK":
                    edge = str(cell["parameters"]["CLK_POLARITY"])[-1]
                    found.add((names.get(bits[0], ""), edge))
                else:
                    used.update(bits)
        for port in module["ports"].values():
            if port["direction"] != "input":
                used.update(port["bits"])
        if any(names.get(bit) == name for bit in used for name, _ in found):
            return ""
    if len(found) != 1:
        return ""
    name, edge = found.pop()
    return f"{name} {edge}" if name else ""


def _registers(module: dict[str, Any]) -> set[tuple[str, int]]:
    """The registers of a design by name and width."""
    driven = {
        tuple(cell["connections"].get("Q", ()))
        for cell in module["cells"].values()
        if cell["type"] in _REGISTERS or cell["type"] in _OTHER_STATE
    }
    return {
        (name, len(net["bits"]))
        for name, net in module.get("netnames", {}).items()
        if tuple(net["bits"]) in driven
    }


def _concluded(run: Run, wanted: tuple[Port, ...], clock: str) -> Proof:
    text = {name: body.decode("utf-8", "replace") for name, body in run.files.items()}
    if "SAT solving finished - model found" not in text.get("alive.log", ""):
        return Proof("open", _stopped(run) or "no state is possible at all", None, wanted)
    log = text.get("proof.log", "")
    if run.ok and any(said in log for said in _PROVEN):
        return Proof("equal", "", None, wanted)
    if any(said in log for said in _REFUTED):
        inputs = tuple(port for port in wanted if port.direction == "input")
        return Proof("different", "", _inputs(text.get("found.vcd", ""), inputs, clock), wanted)
    late = "TIMEOUT" in log or "Timeout" in log
    why = "the solver ran out of time" if late else "induction came to no end"
    return Proof("open", _stopped(run) or why, None, wanted)


def _stopped(run: Run) -> str:
    return "" if run.ok else _error(run)


def _error(run: Run) -> str:
    """The first error that Yosys reports."""
    if run.outcome != "exit":
        return f"Yosys was stopped ({run.outcome})"
    lines = (run.stderr + b"\n" + run.stdout).decode("utf-8", "replace").splitlines()
    first = next((line for line in lines if "ERROR" in line), "it gives no reason")
    return re.sub(r"\s+", " ", first)[:160]


def _netlist(text: bytes, top: str) -> dict[str, Any]:
    """A module in Yosys' own JSON."""
    try:
        found: dict[str, Any] = json.loads(text)["modules"][top]
    except (ValueError, KeyError, TypeError, RecursionError):
        return {"ports": {}, "cells": {}}
    return found


def _ports(module: dict[str, Any]) -> tuple[Port, ...]:
    return tuple(Port(n, p["direction"], len(p["bits"])) for n, p in module["ports"].items())


def _inputs(dump: str, inputs: tuple[Port, ...], clock: str) -> Stimuli | None:
    """The inputs in a dump of the solver's, as something to simulate; None where it has none."""
    steps = _steps(dump, inputs)
    if not steps:
        return None
    if clock:
        return _periods(steps, inputs, *clock.split())
    slots = tuple(
        Slot((n + 1) * _STEP, _first(steps, n, inputs), step) for n, step in enumerate(steps)
    )
    start = tuple(
        steps[0][n] if port.width == 1 and len(steps) > 1 else "x" * port.width
        for n, port in enumerate(inputs)
    )
    return Stimuli(start, slots, (len(steps) + 1) * _STEP)


def _steps(dump: str, inputs: tuple[Port, ...]) -> list[tuple[str, ...]]:
    """The values of the inputs at each step of the solver. What is not said stays as it was."""
    places = {f"in_{port.name}": place for place, port in enumerate(inputs)}
    marks: dict[str, int] = {}
    values = ["0" * port.width for port in inputs]
    steps: list[tuple[str, ...]] = []
    # The dump begins with the registers at #0, where there are any, and then the first step follows
    # behind `$end`; otherwise it begins with the first step, at #1, or at #-1 where it is the only.
    started = dumped = False
    for line in dump.splitlines():
        parts = line.split()
        if line.startswith("$var") and len(parts) >= 5:
            place = places.get(parts[4].removeprefix("\\"))
            if place is not None:
                marks[parts[3]] = place
        elif line.startswith("#") and (started or line != "#0"):
            if started:
                steps.append(tuple(values))
            started = True
        elif line == "$end":
            started = dumped
        elif line == "$dumpvars":
            dumped = True
        elif line[:1] == "b" and len(parts) == 2 and parts[1] in marks:
            place = marks[parts[1]]
            values[place] = parts[0][1:].rjust(inputs[place].width, "0")
        elif line[:1] in ("0", "1", "x") and line[1:] in marks:
            values[marks[line[1:]]] = line[0]
    return steps


def _periods(
    steps: list[tuple[str, ...]], inputs: tuple[Port, ...], clock: str, edge: str
) -> Stimuli:
    """Each step as a period of the clock: inputs change at the idle edge, then the other comes."""
    place = next(n for n, port in enumerate(inputs) if port.name == clock)
    idle = "0" if edge == "1" else "1"
    start = tuple(idle if n == place else "x" * port.width for n, port in enumerate(inputs))
    slots: list[Slot] = []
    for step in steps:
        for level in (idle, edge):
            values = tuple(level if n == place else value for n, value in enumerate(step))
            slots.append(Slot((len(slots) + 1) * _STEP, place, values))
    return Stimuli(start, tuple(slots), (len(slots) + 1) * _STEP)


def _first(steps: list[tuple[str, ...]], n: int, inputs: tuple[Port, ...]) -> int:
    """The input that changes first: a clock by its name, where one changes."""
    if not n:
        return 0
    pairs = zip(inputs, steps[n - 1], steps[n], strict=True)
    changed = [place for place, (_, old, new) in enumerate(pairs) if old != new]
    clocks = [p for p in changed if re.search(r"clk|clock", inputs[p].name, re.IGNORECASE)]
    return (clocks or changed or [0])[0]
