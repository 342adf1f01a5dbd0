"""Logged conversations as a task: each answer in them is asked for anew."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from assay.check import Check
from assay.errors import CheckError
from assay.registry import find, parse
from assay.response import Response
from assay.sample import Sample
from assay.tasks.chats import Exchange, conversation_in, exchanges
from assay.tasks.given import mistakes_in
from assay.tasks.mapping import checks_said
from assay.tasks.records import Record, json_records
from assay.tasks.rows_task import digest_of, existing, identified, stem, unanswered
from assay.tasks.task import Task

__all__ = ["Chats"]


class Chats(Task, frozen=True):
    """Logged conversations (JSON lines of OpenAI's or ShareGPT's form), asked for their answers.

    With `turns=last` the last answer of each is asked for, with `every` each one, after all that
    was said before it. `check` is JSON of a check or several that every answer must satisfy, or a
    kind that takes a gold, which is then the logged answer. `field` is where the messages stand,
    `id` the field of the id. The logged answers are responses: `assay tasks FILE --rows` writes
    them for `assay verify`.
    """

    name = "chat"
    path: str
    check: str = ""
    turns: Literal["last", "every"] = "last"
    field: str = ""
    id: str = ""

    @property
    def title(self) -> str:
        """The file's name."""
        return stem(self.path)

    @property
    def digest(self) -> str:
        return digest_of(self.path)

    def validate(self) -> None:
        existing(self.path)
        try:
            checks_said(self.check)
        except CheckError as fault:
            raise ValueError(f"check: {fault.message}") from None

    def samples(self) -> Iterator[Sample]:
        return map(unanswered, self.recorded())

    def recorded(self) -> Iterator[Sample]:
        return identified(self._read(), self.path)

    def _read(self) -> Iterator[Sample]:
        asked = checks_said(self.check)
        for number, record in enumerate(json_records(self.path), 1):
            try:
                messages = conversation_in(record.fields, self.field)
                name = _name(record, self.id, number)
                for exchange in exchanges(messages, every=self.turns == "every"):
                    yield self._sample(exchange, name, asked)
            except CheckError as fault:
                raise record.fault(fault.message, fault.field) from None

    def _sample(self, exchange: Exchange, name: str, asked: list[dict[str, Any]]) -> Sample:
        answer = exchange.answer
        return Sample(
            id=name if self.turns == "last" else f"{name}-{exchange.turn}",
            prompt=exchange.prompt,
            responses=() if answer is None else ([answer],),
            checks=tuple(_made(check, exchange) for check in asked),
            meta={"source": self.title, "turn": exchange.turn},
        )

    def solutions(self, sample: Sample) -> list[str]:
        golds = [getattr(check, "gold", None) for check in sample.checks]
        return [gold for gold in golds[:1] if isinstance(gold, str)]

    def mistakes(self, sample: Sample) -> list[str]:
        return mistakes_in(sample)

    def __len__(self) -> int:
        return sum(1 for _ in self.samples())


def _made(check: dict[str, Any], exchange: Exchange) -> Check:
    """The check; one that takes a gold and has none is given the logged answer."""
    takes = "gold" in find(check["kind"]).__struct_fields__ and "gold" not in check
    if takes and exchange.answer is not None:
        return parse({**check, "gold": Response([exchange.answer]).text})
    return parse(check)


def _name(record: Record, field: str, number: int) -> str:
    for name in (field,) if field else ("id", "conversation_id", "uuid"):
        value = record.fields.get(name)
        if isinstance(value, str | int) and not isinstance(value, bool) and value != "":
            return str(value)
    if field:
        raise record.fault(f"expected an id, got {record.fields.get(field)!r:.60}", field)
    return str(number)
