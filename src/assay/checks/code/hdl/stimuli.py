"""Inputs for a design, as data: when which inputs change, and to what.

In one moment the clock changes first and the rest follows by non-blocking assignment, as in a bench
that writes `@(posedge clk) in <= value`; so a register takes what stood before the edge.
"""

from __future__ import annotations

import re
from random import Random
from typing import Literal

import msgspec

from assay.checks.code.hdl.source import edges

__all__ = ["Port", "Roles", "Slot", "Stimuli", "drawn", "roles"]

_HALF = 5
"""Picoseconds between two edges of the clock."""
_CLOCK = re.compile(r"(?:^|_)(?:clk|clock|ck|cp)(?:$|_|\d)|clk|clock", re.IGNORECASE)
_RESET = re.compile(r"(?:rst|reset|clr|clear|areset)", re.IGNORECASE)
_LOW = re.compile(r"(?:_n|n|_b|_l)$|^n_?rst|^n_?reset", re.IGNORECASE)


class Port(msgspec.Struct, frozen=True):
    """A port as it was elaborated: parameters are numbers by then."""

    name: str
    direction: Literal["input", "output", "inout"]
    width: int


class Slot(msgspec.Struct, frozen=True):
    """A moment in picoseconds: which input changes first, and what all are after it, as bits."""

    time: int
    first: int
    values: tuple[str, ...]


class Stimuli(msgspec.Struct, frozen=True):
    """What the inputs are before anything happens, when they change, when it ends."""

    start: tuple[str, ...]
    slots: tuple[Slot, ...]
    end: int


class Roles(msgspec.Struct, frozen=True):
    """Places among the inputs: clocks, and resets with the level at which each holds."""

    clocks: tuple[int, ...] = ()
    resets: tuple[tuple[int, str], ...] = ()


def roles(source: str, inputs: tuple[Port, ...]) -> Roles:
    """Which inputs of a design are clocks and resets: by the edges waited for, then by name."""
    waited = edges(source)
    clocks: list[int] = []
    resets: list[tuple[int, str]] = []
    for place, port in enumerate(inputs):
        if port.width != 1:
            continue
        if _RESET.search(port.name):
            held = waited.get(port.name, set())
            low = "negedge" in held or (not held and _LOW.search(port.name) is not None)
            resets.append((place, "0" if low else "1"))
        elif port.name in waited or (_CLOCK.search(port.name) and waited):
            clocks.append(place)
    return Roles(tuple(clocks), tuple(resets))


def drawn(inputs: tuple[Port, ...], found: Roles, vectors: int, seed: int) -> Stimuli:
    """Directed and random inputs: `vectors` of them, or cycles of the clock where there is one."""
    rng = Random(f"{seed}:stimuli")  # noqa: S311, reproducible by design
    if not inputs:
        return Stimuli((), (), 2 * _HALF)
    if found.clocks:
        return _clocked(inputs, found, vectors, rng)
    rows = _directed(inputs, vectors) or _free(inputs, vectors, rng)
    slots = tuple(Slot((n + 1) * _HALF, 0, row) for n, row in enumerate(rows))
    return Stimuli(tuple("x" * p.width for p in inputs), slots, (len(slots) + 1) * _HALF)


def _directed(inputs: tuple[Port, ...], most: int) -> list[tuple[str, ...]]:
    """Every input there is, where they are few; otherwise nothing."""
    bits = sum(port.width for port in inputs)
    if bits > 16 or 1 << bits > most:
        return []
    return [_cut(format(n, f"0{bits}b"), inputs) for n in range(1 << bits)]


def _free(inputs: tuple[Port, ...], most: int, rng: Random) -> list[tuple[str, ...]]:
    """All zeros, all ones, each bit alone, then at random."""
    bits = sum(port.width for port in inputs)
    rows = ["0" * bits, "1" * bits]
    lone = range(bits) if 4 * bits <= most else rng.sample(range(bits), min(bits, most // 4))
    rows += ["0" * n + "1" + "0" * (bits - n - 1) for n in lone]
    found = [_cut(row, inputs) for row in rows[:most]]
    last = found[-1]
    while len(found) < most:
        last = tuple(_word(rng, port.width, old) for port, old in zip(inputs, last, strict=True))
        found.append(last)
    return found


def _word(rng: Random, width: int, old: str) -> str:
    """A value: most often uniform, sometimes what stood, a corner, few ones, or a neighbour."""
    if width == 1:
        return rng.choice("01")
    way = rng.random()
    if way < 0.55:
        value = rng.getrandbits(width)
    elif way < 0.65:
        return old.replace("x", "0")
    elif way < 0.75:
        value = rng.choice((0, (1 << width) - 1, 1, 1 << (width - 1), (1 << (width - 1)) - 1))
    elif way < 0.85:
        value = 1 << rng.randrange(width)
    elif way < 0.92:
        value = rng.randrange(min(1 << width, 16))
    else:
        value = (int(old.replace("x", "0"), 2) + rng.choice((1, -1))) % (1 << width)
    return format(value, f"0{width}b")


def _clocked(inputs: tuple[Port, ...], found: Roles, cycles: int, rng: Random) -> Stimuli:
    """Reset, then phases of different manners: free, held for some cycles, mostly 0, mostly 1."""
    clocks, resets = set(found.clocks), dict(found.resets)
    values = ["0" if n in clocks else "x" * port.width for n, port in enumerate(inputs)]
    start = tuple(values)
    slots: list[Slot] = []
    first = found.clocks[0]
    hold, ones = [0.0] * len(inputs), [0.5] * len(inputs)
    pulse = 0
    for half in range(2 * cycles):
        time = (half + 1) * _HALF
        if half % 64 == 0:
            hold = [rng.choice((0.0, 0.5, 0.9)) for _ in inputs]
            ones = [rng.choice((0.5, 0.5, 0.1, 0.9)) for _ in inputs]
        for place in clocks:
            if place == first or rng.random() < 0.6:
                values[place] = "1" if values[place] == "0" else "0"
        # Mostly at the rising edge; now and then at the falling one, for what waits for both.
        moves = half == 0 or (half >= 6 and (values[first] == "1" or rng.random() < 0.1))
        if resets and half >= 6 and pulse == 0 and rng.random() < 0.02:
            pulse = rng.choice((1, 2, 3))
        resetting = half < 6 or pulse > 0
        pulse = max(0, pulse - 1)
        for place, port in enumerate(inputs):
            if place in resets:
                level = resets[place]
                values[place] = level if resetting else ("0" if level == "1" else "1")
            elif place not in clocks and moves and rng.random() >= hold[place]:
                values[place] = (
                    "01"[rng.random() < ones[place]]
                    if port.width == 1
                    else _word(rng, port.width, values[place])
                )
            elif place not in clocks and half == 0:
                values[place] = "0" * port.width
        slots.append(Slot(time, first, tuple(values)))
    return Stimuli(start, tuple(slots), (2 * cycles + 1) * _HALF)


def _cut(bits: str, inputs: tuple[Port, ...]) -> tuple[str, ...]:
    found: list[str] = []
    at = 0
    for port in inputs:
        found.append(bits[at : at + port.width])
        at += port.width
    return tuple(found)
