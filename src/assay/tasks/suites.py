"""What suites of verifiable instructions have in common: ids, arguments, and rows that hold both.

A prompt row of IFEval's form, which the later suites share, reads

    {"key": 1000, "prompt": "...", "instruction_id_list": ["punctuation:no_comma", ...],
     "kwargs": [{}, {"relation": "at least", "num_words": 300}]}

Arguments may be padded with None, or be JSON in a text, as data hubs store them. Each instruction
becomes one check, in order, so that repeated ids keep their places.
An id that is not known, or an argument that is missing, unknown or of the wrong type, is an error
that names the row: the public checkers draw a missing argument at random.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias, cast

import msgspec

from assay.check import Check
from assay.checks.text.suite import Suite as SuiteCheck
from assay.errors import BadParameter, CheckError, UnknownKind, did_you_mean
from assay.sample import decode_json
from assay.suites import SUITES
from assay.unchecked import Unchecked

__all__ = [
    "Arguments",
    "Impossible",
    "Instruction",
    "Maker",
    "Suite",
    "absent",
    "bounds",
    "exactly",
    "listed",
    "whole",
]

Arguments: TypeAlias = Mapping[str, Any]
Maker: TypeAlias = Callable[[Arguments], Check]


class Instruction(msgspec.Struct, frozen=True):
    """One instruction of a suite.

    `make` turns its arguments into the check that it means. `example` holds arguments that it may
    be given: its keys are the names it takes, all needed but those in `optional`.
    """

    make: Maker
    example: Arguments = {}
    optional: tuple[str, ...] = ()


class Impossible(BadParameter):
    """An argument of the right type that asks for what cannot be, such as fewer than 0 words."""


def _meant(identity: str, known: Instruction, given: dict[str, Any]) -> Check:
    """What the instruction means; unchecked where its arguments ask for what cannot be.

    Suites hold such instructions, and their own rules still give a verdict on them. An argument
    that cannot be read is a fault of the row all the same.
    """
    try:
        return known.make(given)
    except BadParameter as fault:
        if fault.field.partition("[")[0] in known.example and not isinstance(fault, Impossible):
            raise
        why = f"These arguments ask for what cannot be: {fault.message}."
        return Unchecked(requirement=f"Satisfy {identity} with {given!r:.200}.", why=why)


def _named(fault: BadParameter, given: Arguments) -> BadParameter:
    """The fault of a check's parameter by the name of the argument that holds the bad value."""
    if fault.field in given:
        return fault
    held = [name for name, value in given.items() if fault.message.endswith(f"got {value!r:.60}")]
    return BadParameter(fault.message, held[0]) if len(held) == 1 else fault


class Suite(msgspec.Struct, frozen=True):
    """A suite: its name, the instructions it knows, and the suites whose ids it takes over."""

    name: str
    instructions: Mapping[str, Instruction]
    inherits: tuple[Suite, ...] = ()

    def instruction(self, identity: str, arguments: object) -> Check:
        """The check for one instruction.

        Where the suite has a rule of its own the check is a `text.suite` that holds both.
        Raises UnknownKind for an id that the suite does not have and BadParameter for arguments
        that do not fit it.
        """
        for suite in (self, *self.inherits):
            if identity in suite.instructions:
                return suite._made(identity, _arguments(arguments))
        every = [i for suite in (self, *self.inherits) for i in suite.instructions]
        raise UnknownKind(
            f"unknown {self.name} instruction {identity!r:.60}{did_you_mean(identity, every)}"
        )

    def _made(self, identity: str, arguments: dict[str, Any]) -> Check:
        known = self.instructions[identity]
        given = {k: v for k, v in arguments.items() if v is not None}
        for name in given:
            if name not in known.example:
                near = did_you_mean(name, known.example)
                takes = ", ".join(known.example) or "none"
                raise BadParameter(
                    f"{identity} has no argument {name!r:.60}{near} (it takes {takes})", name
                )
        for name in known.example:
            if name not in given and name not in known.optional:
                raise BadParameter(f"{identity} needs the argument {name!r}", name)
        try:
            check = known.make(given) if self.name not in SUITES else _meant(identity, known, given)
        except BadParameter as fault:
            raise _named(fault, given) from None
        if self.name not in SUITES:
            return check
        return SuiteCheck(suite=cast("Any", self.name), id=identity, arguments=given, check=check)

    def checks_from(
        self, row: Mapping[str, Any], ids: str = "instruction_id_list", kwargs: str = "kwargs"
    ) -> list[Check]:
        """The checks of a row, one an instruction, in order; `ids` and `kwargs` name its fields.

        Raises CheckError with the path to the fault.
        """
        identities = listed(row, ids)
        arguments = listed(row, kwargs)
        if len(arguments) != len(identities):
            raise BadParameter(
                f"{len(identities)} instructions but {len(arguments)} arguments", kwargs
            )
        made: list[Check] = []
        for place, (identity, given) in enumerate(zip(identities, arguments, strict=True)):
            try:
                made.append(self.instruction(str(identity), given))
            except UnknownKind as fault:
                raise fault.under(f"{ids}[{place}]") from None
            except CheckError as fault:
                raise fault.under(f"{kwargs}[{place}]") from None
        return made


def bounds(relation: str, number: str) -> Callable[[Arguments], dict[str, Any]]:
    """`at least n` and `less than n`, the two relations there are, as inclusive bounds."""

    def made(given: Arguments) -> dict[str, Any]:
        count = whole(given, number)
        if given[relation] == "at least":
            return {"min": count}
        if given[relation] != "less than":
            raise BadParameter(
                f"expected 'at least' or 'less than', got {given[relation]!r}", relation
            )
        if count < 1:
            raise Impossible(f"less than {count} of something cannot be", number)
        return {"max": count - 1}

    return made


def whole(given: Arguments, name: str) -> int:
    value = given[name]
    whole = isinstance(value, int) or (isinstance(value, float) and value.is_integer())
    if isinstance(value, bool) or not whole:
        raise BadParameter(f"expected a whole number, got {value!r:.60}", name)
    return int(value)


def exactly(given: Arguments, name: str) -> dict[str, Any]:
    return {"min": whole(given, name), "max": whole(given, name)}


def absent(row: Mapping[str, Any], field: str) -> BadParameter:
    """The error for a field that a row must have, with the nearest of those it has."""
    return BadParameter(f"there is no such field{did_you_mean(field, row)}", field)


def listed(row: Mapping[str, Any], field: str) -> list[Any]:
    """A field that must hold a list, or a list as JSON in a text."""
    if field not in row:
        raise absent(row, field)
    value = row[field]
    if isinstance(value, str):
        value = _decoded(value, field)
    if not isinstance(value, list):
        raise BadParameter(f"expected a list, got {value!r:.60}", field)
    return cast("list[Any]", value)


def _arguments(value: object) -> dict[str, Any]:
    if isinstance(value, str):
        value = _decoded(value, "")
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise BadParameter(f"expected an object, got {value!r:.60}")
    return cast("dict[str, Any]", value)


def _decoded(text: str, field: str) -> Any:
    try:
        return decode_json(text)
    except (ValueError, RecursionError):
        raise BadParameter(f"expected JSON, got {text!r:.60}", field) from None
