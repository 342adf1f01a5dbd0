"""From a record of any data set to a sample: which field holds what, said once for all records.

What is not said is found by the usual names in the first record, and then asked of every other, so
that a field that is missing further down is an error and no silent change of meaning.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias, cast

from assay.check import Check
from assay.errors import BadParameter, CheckError
from assay.registry import find, parse, parse_all
from assay.response import Content, Response
from assay.sample import Sample, decode_json, encode_json, read_responses
from assay.tasks.answers_fields import CHOOSING, GOLDS, OPTIONS, QUESTIONS, gold_in, options_in
from assay.tasks.answers_golds import Gold
from assay.tasks.answers_layouts import ABSENT, at, missing
from assay.tasks.records import Record
from assay.tasks.task import Task
from assay.tasks.template import fields_in, filled

__all__ = ["Mapped", "checks_said", "samples_from"]

Json: TypeAlias = dict[str, Any]
_MOST = 10_000_000
"""Characters of a field. What is longer is no prompt, but a file in the wrong column."""
_IDS = ("id", "idx", "index", "key", "uid", "task_id", "question_id")
_NUMBERED = "-"
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Mapped(Task, frozen=True, kw_only=True):
    """A task over records, with what each thing is called in them: `Records` says what the names
    mean."""

    prompt: str = ""
    answer: str = ""
    options: str = ""
    id: str = ""
    response: str = ""
    checks: str = ""
    check: str = ""
    template: str = ""
    system: str = ""
    keep: str = ""

    def validate(self) -> None:
        if self.template and self.prompt:
            raise ValueError("template and prompt do not go together")
        fields_in(self.template)
        try:
            checks_said(self.check)
        except CheckError as fault:
            raise ValueError(f"check: {fault.message}") from None


def checks_said(text: str) -> list[dict[str, Any]]:
    """The checks in a kind's name, or in JSON of one check or a list of them.

    Raises ValueError for what is none.
    """
    if not text:
        return []
    if text.lstrip()[:1] not in ("{", "["):
        find(text)
        return [{"kind": text}]
    try:
        made: Any = decode_json(text)
    except (ValueError, RecursionError) as fault:
        raise ValueError(f"check: not JSON: {fault}") from None
    items = cast("list[Any]", made if isinstance(made, list) else [made])
    for item in items:
        if not isinstance(item, dict) or not isinstance(cast("Json", item).get("kind"), str):
            raise ValueError(f"check: expected an object with a kind, got {item!r:.60}")
        find(cast("Json", item)["kind"])
    return cast("list[Json]", items)


def samples_from(records: Iterable[Record], mapped: Mapped) -> Iterator[Sample]:
    """The samples, with their responses where `response` names them.

    Raises InputError, with file, line and field, for the first record that is malformed.
    """
    reading: _Reading | None = None
    for number, record in enumerate(records, 1):
        if reading is None:
            reading = _Reading(mapped, record)
        try:
            yield reading.sample(record, number)
        except CheckError as fault:
            raise record.fault(fault.message, fault.field) from None


class _Reading:
    """How the records of one file are read, as settled by its first."""

    def __init__(self, mapped: Mapped, first: Record) -> None:
        self.mapped = mapped
        self.own = mapped.checks
        if not self.own and not mapped.check and isinstance(first.fields.get("checks"), list):
            self.own = "checks"
        self.asked = checks_said(mapped.check or ("" if self.own else "answer.any"))
        golds = any(_takes(check["kind"], "gold") for check in self.asked)
        chooses = any(check["kind"] in CHOOSING for check in self.asked)
        self.prompt = mapped.prompt or (
            "" if mapped.template else _usual(first, QUESTIONS, "prompt")
        )
        self.answer = mapped.answer or (_usual(first, GOLDS, "gold answer") if golds else "")
        self.options = mapped.options or (_there(first, OPTIONS) if chooses else "")
        self.id = mapped.id or _there(first, _IDS)

    def sample(self, record: Record, number: int) -> Sample:
        options = self._options(record)
        golds = self._golds(record, options)
        responses, several = self._responses(record)
        return Sample(
            id=self._identity(record, number),
            prompt=self._prompt(record, options),
            responses=responses,
            several=several,
            checks=self._checks(record, golds, options),
            reference=(golds[0] if len(golds) == 1 else list(golds)) if golds else None,
            meta=self._meta(record),
        )

    def _identity(self, record: Record, number: int) -> str:
        if not self.id or self.id == _NUMBERED:
            return str(number)
        value = _value(record, self.id, "id")
        if not isinstance(value, str | int) or isinstance(value, bool) or value == "":
            raise BadParameter(f"expected a text or a whole number, got {value!r:.60}", self.id)
        return _short(str(value), self.id)

    def _prompt(self, record: Record, options: list[str]) -> Any:
        asked = self._asked(record, options)
        if not self.mapped.system:
            return asked
        told = {"role": "system", "content": self.mapped.system}
        if isinstance(asked, str):
            return [told, {"role": "user", "content": asked}]
        return [told, *asked]

    def _asked(self, record: Record, options: list[str]) -> Any:
        if self.mapped.template:
            return _filled(self.mapped.template, record, options)
        value = _value(record, self.prompt, "prompt")
        if isinstance(value, list) and value:
            return _messages(value, self.prompt)
        if not isinstance(value, str) or not value.strip():
            raise BadParameter(f"expected a text or messages, got {value!r:.60}", self.prompt)
        text = _short(value, self.prompt)
        return f"{text}\n{_listed(options)}" if options else text

    def _options(self, record: Record) -> list[str]:
        if not self.options:
            return []
        value = _value(record, self.options, "list of options")
        options = options_in({"options": value})
        if not options or len(options) > len(_LETTERS):
            raise BadParameter(f"expected a list of options, got {value!r:.60}", self.options)
        return options

    def _golds(self, record: Record, options: list[str]) -> tuple[Gold, ...]:
        if not self.answer:
            return ()
        value = _value(record, self.answer, "gold answer")
        if isinstance(value, str):
            _short(value, self.answer)
        golds = gold_in({self.answer: value}, self.answer, options)
        if not golds:
            raise BadParameter(f"expected an answer, got {value!r:.60}", self.answer)
        return golds

    def _checks(
        self, record: Record, golds: tuple[Gold, ...], options: list[str]
    ) -> tuple[Check, ...]:
        made = [parse(_completed(check, golds, options)) for check in self.asked]
        if not self.own:
            return tuple(made)
        field = self.own
        value = _value(record, field, "list of checks")
        if isinstance(value, str):
            try:
                value = decode_json(value)
            except (ValueError, RecursionError):
                raise BadParameter(f"expected a list of checks, got {value!r:.60}", field) from None
        if not isinstance(value, list):
            raise BadParameter(f"expected a list of checks, got {value!r:.60}", field)
        return (*made, *parse_all(cast("list[Any]", value), field))

    def _responses(self, record: Record) -> tuple[tuple[Content, ...], bool]:
        field = self.mapped.response
        if not field:
            return (), False
        try:
            return read_responses(_value(record, field, "response"))
        except CheckError as fault:
            raise BadParameter(fault.message, field) from None

    def _meta(self, record: Record) -> dict[str, Any]:
        paths = [name.strip() for name in self.mapped.keep.split(",") if name.strip()]
        return {"source": self.mapped.title, **{path: _jsonable(record, path) for path in paths}}


def _usual(record: Record, names: tuple[str, ...], what: str) -> str:
    """The first usual name that the record has, if need be with a null, which is then the error.
    Raises InputError where it has none."""
    found = _there(record, names) or next((name for name in names if name in record.fields), "")
    if not found:
        raise missing(record, names, what)
    return found


def _there(record: Record, names: tuple[str, ...]) -> str:
    return next((name for name in names if record.fields.get(name) is not None), "")


def _value(record: Record, path: str, what: str) -> Any:
    value = at(record.fields, path)
    if value is ABSENT:
        raise missing(record, (path,), what)
    if value is None:
        raise BadParameter(f"the {what} is null", path)
    return value


def _short(text: str, field: str) -> str:
    if len(text) > _MOST:
        raise BadParameter(f"{len(text):,} characters; {_MOST:,} are the most", field)
    return text


def _messages(value: Any, field: str) -> Any:
    try:
        return list(Response(value).messages)
    except CheckError as fault:
        raise BadParameter(fault.message, field) from None


def _filled(template: str, record: Record, options: list[str]) -> str:
    """The template with the fields of the record in its braces."""

    def field(path: str) -> str:
        if path == "options" and options:
            return _listed(options)
        value = _value(record, path, "field of the template")
        if isinstance(value, str):
            return _short(value, path)
        return encode_json(value).decode()

    return filled(template, field)


def _listed(options: list[str]) -> str:
    return "\n".join(f"{_LETTERS[place]}. {text}" for place, text in enumerate(options))


def _completed(
    check: dict[str, Any], golds: tuple[Gold, ...], options: list[str]
) -> dict[str, Any]:
    """The check with the record's gold and options, where it takes them and has none of its own."""
    given: dict[str, Any] = {}
    if golds and _takes(check["kind"], "gold"):
        given["gold"] = golds[0] if len(golds) == 1 else list(golds)
    if options and _takes(check["kind"], "options"):
        given["options"] = options
    return {**given, **check}


def _takes(kind: str, field: str) -> bool:
    return field in find(kind).__struct_fields__


def _jsonable(record: Record, path: str) -> Any:
    value = at(record.fields, path)
    if value is ABSENT:
        raise missing(record, (path,), "field to keep")
    try:
        encode_json(value)
    except (TypeError, ValueError, RecursionError):
        raise BadParameter(f"it cannot be written as JSON: {value!r:.60}", path) from None
    return value
