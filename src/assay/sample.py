"""A row: what was asked, what was answered, and what must hold.

    {"id": "7", "prompt": "Describe a tide pool in at least 60 words.", "response": "...",
     "checks": [{"kind": "text.words", "min": 60}], "reference": null, "meta": {}}

`response` is a text, the messages of a chat, or a list of either (several samples of one
prompt). Fields that Assay does not know are kept and written back as they came.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

import msgspec

from assay.check import Check
from assay.errors import BadParameter, CheckError, InputError, did_you_mean
from assay.registry import parse
from assay.response import Content, Response

__all__ = [
    "RESULT_FIELDS",
    "Row",
    "Sample",
    "decode_json",
    "encode_json",
    "read_responses",
    "read_row",
]

RESULT_FIELDS = ("verdicts", "passed", "score", "fingerprint")
"""What a verdict row adds; dropped from a row that is read again."""

Json = dict[str, msgspec.Raw]
_checks_seen: dict[bytes, tuple[Check, ...]] = {}
_CHECKS_KEPT = 4096
_CHECKS_BYTES = 4096
_DIGITS = 4000
_DEEPEST = 64
"""Far more than anyone writes, and well within Python's limit when they are asked."""


class Sample(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One thing to judge. `several` tells a list of responses from a single one."""

    id: str = ""
    prompt: str | Sequence[Mapping[str, Any]] = ""
    responses: tuple[Content, ...] = ()
    several: bool = False
    checks: tuple[Check, ...] = ()
    reference: Any = None
    meta: Mapping[str, Any] = {}


class _Known(msgspec.Struct):
    """The fields that a row may have, not looked at yet."""

    response: Any = msgspec.UNSET
    id: Any = None
    prompt: Any = None
    checks: msgspec.Raw = msgspec.Raw(b"[]")
    reference: Any = None
    meta: Any = None
    verdicts: Any = msgspec.UNSET
    passed: Any = msgspec.UNSET
    score: Any = msgspec.UNSET
    fingerprint: Any = msgspec.UNSET

    @property
    def judged(self) -> bool:
        """Whether the row brings results along that a run has written."""
        given = (self.verdicts, self.passed, self.score, self.fingerprint)
        return given != _NO_RESULTS


_NO_RESULTS = (msgspec.UNSET,) * len(RESULT_FIELDS)
_known = msgspec.json.Decoder(_Known)
_fields = msgspec.json.Decoder(Json)


class Row(msgspec.Struct, frozen=True, gc=False):
    """A sample and the line of JSON it was read from, without white space around it.

    `judged` says whether the line holds results of an earlier run.
    """

    sample: Sample
    line: bytes
    judged: bool = False

    @property
    def fields(self) -> Json:
        """The fields of the line, in their order, as they were written."""
        try:
            return _fields.decode(self.line)
        except msgspec.DecodeError:  # unpaired surrogates
            given = cast("dict[str, Any]", _decode_slowly(self.line))
            return {name: msgspec.Raw(encode_json(value)) for name, value in given.items()}


def decode_json(data: bytes | str) -> Any:
    """JSON to Python, unpaired surrogates included, which msgspec refuses.

    Raises ValueError where it is not JSON (NaN and Infinity are not) or is nested too deeply.
    """
    try:
        return msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return _decode_slowly(data)


def encode_json(value: Any) -> bytes:
    """Python to JSON; text that UTF-8 cannot carry is written as escapes."""
    try:
        return msgspec.json.encode(value)
    except UnicodeEncodeError:
        return json.dumps(msgspec.to_builtins(value), separators=(",", ":")).encode()


def read_row(line: bytes, *, file: str = "", number: int = 0, answered: bool = True) -> Row:
    """The row in one line of JSON; it may lack its response where it need not be `answered`.

    Raises InputError with file, line and field where the line is no JSON object, a field is of
    the wrong type, a kind is unknown or a parameter is bad.
    """
    try:
        # A bare carriage return can only be white space between tokens, and ends no line.
        line = line.strip().replace(b"\r", b" ")
        try:
            known = _known.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError):
            known, line = _rewritten(line)
        if known.response is msgspec.UNSET:
            known.response = _unanswered(line, answered)
        return Row(_sample(known), line, known.judged)
    except CheckError as fault:
        raise InputError(fault.message, file=file, line=number, field=fault.field) from None
    except (ValueError, RecursionError) as fault:
        raise InputError(_not_json(fault), file=file, line=number) from None


def _rewritten(line: bytes) -> tuple[_Known, bytes]:
    """What a line that msgspec refuses says, and the line anew, in ASCII where need be."""
    decoded = _decode_slowly(line)
    if not isinstance(decoded, dict):
        raise BadParameter(f"expected a JSON object, got {_named(decoded)}")
    given = cast("dict[str, Any]", decoded)
    known = {name: given[name] for name in _Known.__struct_fields__ if name in given}
    if "checks" in known:
        known["checks"] = msgspec.Raw(encode_json(known["checks"]))
    return _Known(**known), encode_json(given)


def _unanswered(line: bytes, answered: bool) -> list[Any]:
    """No responses, where that will do; a field with nearly that name is named."""
    if not answered:
        return []
    others = set(cast("dict[str, Any]", _decode_slowly(line))) - set(_Known.__struct_fields__)
    near = did_you_mean("response", sorted(others))
    raise BadParameter(f"a row needs the field 'response'{near}", "response")


def _sample(known: _Known) -> Sample:
    responses, several = read_responses(known.response)
    return Sample(
        id=_identity(known.id),
        prompt=_prompt(known.prompt),
        responses=responses,
        several=several,
        checks=_checks(bytes(known.checks)),
        reference=known.reference,
        meta=_meta(known.meta),
    )


def _identity(value: Any) -> str:
    return "" if value is None else value if isinstance(value, str) else str(value)


def _prompt(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    try:
        return Response(value).messages
    except BadParameter as fault:
        raise fault.under("prompt") from None


def _meta(value: Any) -> Mapping[str, Any]:
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise BadParameter(f"expected an object, got {_named(value)}", "meta")
    return cast("dict[str, Any]", value)


def read_responses(value: Any) -> tuple[tuple[Content, ...], bool]:
    """The responses, and whether the row holds several of them."""
    if isinstance(value, str):
        return (value,), False
    if not isinstance(value, list):
        raise BadParameter(
            f"expected a text, messages or a list of either, got {_named(value)}", "response"
        )
    items = cast("list[Any]", value)
    if items and all(isinstance(item, dict) for item in items):
        return (_content(items, "response"),), False
    return tuple(_content(v, f"response[{n}]") for n, v in enumerate(items)), True


def _content(value: Any, field: str) -> Content:
    try:
        Response(value)
    except BadParameter as fault:
        raise fault.under(field) from None
    return value


def _checks(raw: bytes) -> tuple[Check, ...]:
    """The checks; a run asks the same ones of many rows, so they are made once."""
    made = _checks_seen.get(raw)
    if made is None:
        made = _parse_checks(_decode_slowly(raw, _unique))
        if len(_checks_seen) >= _CHECKS_KEPT:
            _checks_seen.clear()
        if len(raw) <= _CHECKS_BYTES:
            _checks_seen[raw] = made
    return made


def _parse_checks(value: Any) -> tuple[Check, ...]:
    if not isinstance(value, list):
        raise BadParameter(f"expected a list of checks, got {_named(value)}", "checks")
    made: list[Check] = []
    for place, item in enumerate(cast("list[Any]", value)):
        try:
            made.append(_parse_check(item))
        except CheckError as fault:
            raise fault.under(f"checks[{place}]") from None
    return tuple(made)


def _parse_check(value: object) -> Check:
    check = parse(value)
    level: Sequence[Check] = (check,)
    for _ in range(_DEEPEST):
        level = [child for parent in level for child in parent.children()]
        if not level:
            return check
    raise BadParameter(f"checks stand inside each other more than {_DEEPEST} deep")


def _decode_slowly(
    data: bytes | str, make: Callable[[list[tuple[str, Any]]], Any] | None = None
) -> Any:
    integer = _integer if _has_long_number(data) else None
    return json.loads(
        data, parse_constant=_refuse_constant, parse_int=integer, object_pairs_hook=make
    )


def _has_long_number(data: bytes | str) -> bool:
    """Whether more than `_DIGITS` digits stand in a row. Such a row covers one place in every
    `_DIGITS`, so no other is looked at."""
    raw = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    for place in range(_DIGITS, len(raw), _DIGITS):
        if raw[place : place + 1].isdigit():
            before, after = raw[place - _DIGITS : place], raw[place : place + _DIGITS]
            left = len(before) - len(before.rstrip(b"0123456789"))
            right = len(after) - len(after.lstrip(b"0123456789"))
            if left + right > _DIGITS:
                return True
    return False


def _integer(digits: str) -> int | str:
    """Python refuses to read integers of thousands of digits; they are kept as texts."""
    return int(digits) if len(digits) <= _DIGITS else digits


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise BadParameter(f"the key {twice!r:.60} stands twice", "checks")
    return made


def _refuse_constant(name: str) -> Any:
    raise ValueError(f"{name} is not JSON")


def _named(value: Any) -> str:
    names = {"dict": "an object", "list": "a list", "str": "a text", "bool": "a truth value"}
    if value is None:
        return "null"
    return f"{names.get(type(value).__name__, 'a number')} ({value!r:.40})"


def _not_json(fault: Exception) -> str:
    if isinstance(fault, RecursionError):
        return "nested too deeply"
    if isinstance(fault, UnicodeDecodeError):
        return f"not UTF-8 at byte {fault.start}"
    return f"not JSON: {fault}"
