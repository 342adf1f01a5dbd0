"""Two programs on the same inputs: where they differ, the suite that accepts both is too weak.

Differential testing (McKeeman 1998, "Differential Testing for Software"): the reference decides
what an input should give, and which inputs are allowed at all: those on which it gives a plain
result. Each program runs in a jail of its own; results are compared outside.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, NamedTuple, TypeAlias, cast

from assay.audit.inputs import Arguments
from assay.checks.code.base import ending
from assay.checks.code.calls import Called, called, packed, said
from assay.checks.code.equality import Equality
from assay.checks.code.expected import Reader
from assay.checks.code.values import shown
from assay.checks.code.wire import WireError, decode
from assay.sandbox import Limits

__all__ = ["Comparison", "Difference", "Program", "References", "compare", "references"]

Program: TypeAlias = Sequence[tuple[str, str]]
"""Named sources, run one after another in one module."""

_PATIENCE = 20.0
_LEAST = 2.0
"""A program that takes 20 times as long as the reference, and 2 s at least, is too slow."""


class Difference(NamedTuple):
    """An input on which a program is not as the reference is, and how."""

    kind: Literal["result", "exception", "limit"]
    arguments: Arguments
    expected: str
    given: str

    def __str__(self) -> str:
        call = ", ".join(shown(argument, 60) for argument in self.arguments)
        return f"({call}) should give {self.expected}; it {self.given}"


class References(NamedTuple):
    """The inputs that the reference accepts, in the order of their cost, and what it gives."""

    entry_point: str
    inputs: list[Arguments]
    calls: tuple[bytes, ...]
    expected: list[bytes]
    cpu: float


class Comparison(NamedTuple):
    """How many inputs were compared, and the first difference; `fault` where none could be."""

    tried: int
    difference: Difference | None
    fault: str = ""


def references(
    reference: Program, entry_point: str, inputs: Sequence[Arguments], limits: Limits
) -> References:
    """Runs the reference on the inputs and keeps those it accepts.

    An assertion of its contract, any other exception, a result that is no plain data, and the
    processor time at its end all refuse an input. Cheap inputs come first, so that only dear ones
    are lost to the time.
    """
    ordered = sorted(inputs, key=_weight)
    calls = packed([(arguments, {}) for arguments in ordered])
    run = called(list(reference), (entry_point,), calls, limits)
    kept = [
        (arguments, call, body)
        for arguments, call, (kind, body) in zip(ordered, calls, run.messages, strict=False)
        if kind == b"V"
    ]
    return References(
        entry_point,
        [arguments for arguments, _, _ in kept],
        tuple([call for _, call, _ in kept]),
        [body for _, _, body in kept],
        run.run.cpu,
    )


def compare(
    program: Program, known: References, limits: Limits, rule: Equality | None = None
) -> Comparison:
    """Runs a program on the inputs of the reference, up to the first difference."""
    if not known.inputs:
        return Comparison(0, None, "The reference accepts none of the inputs.")
    cpu = min(limits.cpu, max(_LEAST, _PATIENCE * known.cpu))
    bounded = Limits(cpu=cpu, wall=2 * cpu + 5, memory=limits.memory, messages=limits.messages)
    run = called(list(program), (known.entry_point,), known.calls, bounded)
    if run.run.outcome == "broken" and len(run.messages) < len(known.calls):
        return Comparison(len(run.messages), None, ending(run.run, bounded)[1])
    place, kind, given = _first(run, known, rule or Equality(), bounded)
    if not given:
        return Comparison(len(known.inputs), None)
    expected = shown(_read(known.expected[place]))
    return Comparison(place + 1, Difference(kind, known.inputs[place], expected, given))


def _first(
    run: Called, known: References, rule: Equality, limits: Limits
) -> tuple[int, Literal["result", "exception", "limit"], str]:
    if run.fault:
        return 0, "exception", f"does not load: {run.fault}"
    reader = Reader(rule)
    for place, (kind, body) in enumerate(run.messages):
        if kind == b"E":
            return place, "exception", f"raised {said(body)}"
        judged = reader.judged(kind, body, [known.expected[place]])
        if not judged.passed:
            return place, "result", f"gave {judged.shown}"
    if len(run.messages) < len(known.calls):
        why = ending(run.run, limits)[1] or "The program ended before."
        return len(run.messages), "limit", f"had no result. {why}"
    return 0, "result", ""


def _read(body: bytes) -> Any:
    try:
        return decode(body)
    except WireError:
        return "a result that cannot be read"


def _weight(arguments: Arguments) -> int:
    """A guess at how much work an input is: the largest number in it, or its length."""
    return max((_magnitude(argument) for argument in arguments), default=0)


def _magnitude(value: Any) -> int:
    if isinstance(value, int | float):
        return int(abs(value)) if abs(value) < 1e18 else 10**18
    if isinstance(value, str):
        return len(value)
    if isinstance(value, list | tuple | set | frozenset):
        items = cast("Sequence[Any]", value)
        return max((len(items), *map(_magnitude, items)), default=0)
    return 0
