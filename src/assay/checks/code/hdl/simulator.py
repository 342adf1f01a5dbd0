"""Icarus Verilog: compiling and running a design in the sandbox, and what its outputs were."""

from __future__ import annotations

import re
from collections.abc import Mapping
from secrets import token_hex
from typing import Literal

import msgspec

from assay.checks.code.hdl.bench import VECTORS, driving, record, stimuli_of, vectors, watching
from assay.checks.code.hdl.source import renamed, timescale, tokens
from assay.checks.code.hdl.stimuli import Port, Stimuli
from assay.sandbox import Limits, Program, Run, Sandbox

__all__ = ["Broken", "Outputs", "Unsuited", "compiles", "mismatch", "outputs", "ports", "watched"]

_BUILT = "design.vvp"
_SCOPE = re.compile(r'^S_\w+ \.scope module, "(?P<instance>[^"]*)" "(?P<module>[^"]*)"')
_PORT = re.compile(
    r'^    \.port_info \d+ /(?P<way>INPUT|OUTPUT|INOUT) (?P<width>\d+) "(?P<name>.*)";'
)
_WAYS: dict[str, Literal["input", "output", "inout"]] = {
    "INPUT": "input",
    "OUTPUT": "output",
    "INOUT": "inout",
}


class Broken(Exception):
    """The sandbox failed; nothing is known of the design."""


class Unsuited(Exception):
    """A design or bench of ours cannot be used here."""


class Outputs(msgspec.Struct, frozen=True):
    """What a design put out before each change of its inputs, and how its run ended.

    `refused`: what the compiler said. `ended`: the run of the simulator. `whole`: whether the bench
    came to its end, with one line for each moment.
    """

    lines: tuple[str, ...] = ()
    refused: str = ""
    stopped: Run | None = None
    whole: bool = False


def ports(sandbox: Sandbox, source: str, top: str, limits: Limits) -> tuple[Port, ...]:
    """The ports of a trusted design, as elaborated. Raises Unsuited where it does not compile."""
    run, built = _compiled(sandbox, {"golden.sv": source.encode()}, top, limits)
    if built is None:
        raise Unsuited(_complaint(run))
    found = _ports_in(built, top)
    if not any(port.direction == "output" for port in found):
        raise Unsuited(f"{top} has no output")
    if any(port.direction == "inout" for port in found):
        raise Unsuited(f"{top} has a port that is input and output at once")
    return found


def watched(
    sandbox: Sandbox, bench: str, golden: str, golden_top: str, top: str,
    found: tuple[Port, ...], limits: Limits,
) -> Stimuli:  # fmt: skip
    """The inputs that a bench applies to the design, with the golden design in its place.

    Nothing untrusted is in this run. Raises Unsuited where the bench does not compile or end.
    """
    word = f"w{token_hex(6)}"
    inner = f"golden_{word}"
    copy = renamed(golden, golden_top, inner)
    files = {"bench.sv": bench, "copy.sv": copy, "watch.sv": watching(top, inner, found, word)}
    names = {token.text for token in tokens(bench)}
    if golden_top != top and golden_top in names:
        # The copy has the golden design's other modules too; those of the original would clash.
        files["bench.sv"] = renamed(bench, golden_top, inner)
    head = timescale(bench)
    files["copy.sv"] = f"{head}\n{copy}" if head else copy
    run, built = _compiled(sandbox, {n: t.encode() for n, t in files.items()}, "", limits)
    if built is None:
        raise Unsuited(f"the test bench does not compile: {_complaint(run)}")
    run = sandbox.run(Program(argv=("vvp", "-n", _BUILT), files={_BUILT: built}), limits)
    _sane(run)
    applied = stimuli_of(run.stdout, word) if run.ok else None
    if applied is None:
        raise Unsuited("the test bench does not come to its end with the golden design")
    return applied


def outputs(
    sandbox: Sandbox, source: str, top: str, found: tuple[Port, ...], inputs: Stimuli,
    limits: Limits, head: str = "",
) -> Outputs:  # fmt: skip
    """What a design puts out for those inputs. `head`: a `timescale line for its delays."""
    word = f"n{token_hex(6)}"
    files = {
        "bench.sv": driving(top, found, inputs, word).encode(),
        "design.sv": (f"{head}\n{source}" if head else source).encode("utf-8", "replace"),
    }
    run, built = _compiled(sandbox, files, f"bench_{word}", limits)
    if built is None:
        return Outputs(
            refused=_complaint(run, word), stopped=None if run.outcome == "exit" else run
        )
    wrong = mismatch(_ports_in(built, top), found)
    if wrong:
        return Outputs(refused=wrong)
    data = {_BUILT: built, VECTORS: vectors(inputs).encode()}
    run = sandbox.run(Program(argv=("vvp", "-n", _BUILT), files=data), limits)
    _sane(run)
    lines, whole = record(run.stdout, word)
    whole = whole and run.ok and len(lines) == len(_moments(inputs))
    return Outputs(tuple(lines), stopped=None if run.ok else run, whole=whole)


def _moments(inputs: Stimuli) -> list[int]:
    """The moments at which the outputs are looked at: before each change, and at the end."""
    return [slot.time for slot in inputs.slots if slot.time] + [inputs.end]


def _compiled(
    sandbox: Sandbox, files: Mapping[str, bytes], top: str, limits: Limits
) -> tuple[Run, bytes | None]:
    argv = ["iverilog", "-g2012", "-o", _BUILT]
    if top:
        argv += ["-s", top]
    program = Program(argv=(*argv, *files), files=files, collect=(_BUILT,))
    run = sandbox.run(program, limits)
    _sane(run)
    return run, run.files.get(_BUILT) if run.ok else None


def _sane(run: Run) -> None:
    if run.outcome == "broken":
        raise Broken(run.why)


def _ports_in(built: bytes, module: str) -> tuple[Port, ...]:
    """The ports of a module, from what iverilog made of it."""
    found: list[Port] = []
    inside = False
    for line in built.decode("utf-8", "replace").split("\n"):
        scope = _SCOPE.match(line)
        if scope is not None:
            if inside:
                break
            inside = scope.group("module") == module.removeprefix("\\")
        elif inside:
            port = _PORT.match(line)
            if port is not None:
                way = _WAYS[port.group("way")]
                found.append(Port(port.group("name"), way, int(port.group("width"))))
    return tuple(found)


def mismatch(given: tuple[Port, ...], wanted: tuple[Port, ...]) -> str:
    """What is wrong with the ports of a design; empty where nothing is."""
    has = {port.name: port for port in given}
    for port in wanted:
        mine = has.get(port.name)
        if mine is None:
            return f"there is no port {port.name}"
        if mine.direction != port.direction:
            return f"the port {port.name} is an {mine.direction}, it must be an {port.direction}"
        if mine.width != port.width:
            return f"the port {port.name} has {mine.width} bits, it must have {port.width}"
    return ""


def _complaint(run: Run, word: str = "") -> str:
    """The first error of the compiler, without the names that we made up."""
    if run.outcome != "exit":
        return f"the compiler was stopped ({run.outcome})"
    text = (run.stderr or run.stdout).decode("utf-8", "replace")
    lines = [line for line in text.splitlines() if line.strip()]
    first = next((line for line in lines if "error" in line.lower()), lines[0] if lines else "")
    missing = re.search(r"port ``(.+)'' is not a port of", first)
    if missing is not None:
        return f"there is no port {missing.group(1)}"
    if word:
        first = first.replace(f"bench_{word}.", "").replace(f"dut_{word}", "the design")
        first = first.replace(word, "")
    return re.sub(r"\s+", " ", first)[:200].rstrip(" .")


def compiles(sandbox: Sandbox, source: str, top: str, limits: Limits) -> str:
    """What the compiler has against a design; empty where it has nothing."""
    files = {"design.sv": source.encode("utf-8", "replace")}
    run, built = _compiled(sandbox, files, top, limits)
    return _complaint(run) if built is None else ""
