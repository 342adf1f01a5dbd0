"""Comparing what two designs put out, line by line, outside of both.

A bit that the golden design leaves unknown (x) or undriven (z) may be anything, as in VerilogEval's
benches; where the golden design decides, unknown is wrong.
"""

from __future__ import annotations

import msgspec

from assay.checks.code.hdl.stimuli import Port, Stimuli

__all__ = ["Compared", "Difference", "compared", "shown"]

_SHOWN = 40


class Difference(msgspec.Struct, frozen=True):
    """The first moment at which the outputs differ."""

    time: int
    port: str
    golden: str
    given: str
    inputs: tuple[str, ...]


class Compared(msgspec.Struct, frozen=True):
    """How many moments agree of all, how many bits the golden design decided, and what differs."""

    agree: int
    all: int
    decided: int
    first: Difference | None = None


def compared(
    golden: tuple[str, ...], given: tuple[str, ...], ports: tuple[Port, ...], inputs: Stimuli
) -> Compared:
    """Compares two records; a moment that is missing from the second does not agree."""
    outs = [port for port in ports if port.direction == "output"]
    times = [slot.time for slot in inputs.slots if slot.time] + [inputs.end]
    skipped = len(inputs.slots) + 1 - len(times)
    agree = decided = 0
    first: Difference | None = None
    for n, line in enumerate(golden):
        wanted = line.split()
        decided += sum(value.count("0") + value.count("1") for value in wanted)
        if n >= len(given):
            continue
        if given[n] == line:
            agree += 1
            continue
        have = given[n].split()
        wrong = next((p for p, w in enumerate(wanted) if not _same(w, _at(have, p))), None)
        if wrong is None:
            agree += 1
        elif first is None:
            before = n + skipped - 1
            values = inputs.slots[before].values if before >= 0 else inputs.start
            first = Difference(times[n], outs[wrong].name, wanted[wrong], _at(have, wrong), values)
    return Compared(agree, len(golden), decided, first)


def _same(golden: str, given: str) -> bool:
    if golden == given:
        return True
    return len(golden) == len(given) and all(
        w in "xz" or w == g for w, g in zip(golden, given, strict=True)
    )


def _at(values: list[str], place: int) -> str:
    return values[place] if place < len(values) else ""


def shown(bits: str) -> str:
    """Bits as Verilog writes them, short."""
    if len(bits) == 1:
        return bits
    if len(bits) > _SHOWN and set(bits) <= {"0", "1"}:
        return f"{len(bits)}'h{int(bits, 2):x}"[:_SHOWN]
    return f"{len(bits)}'b{bits[:_SHOWN]}{'...' if len(bits) > _SHOWN else ''}"
