"""Files of IFEval's form as rows: prompts with instructions, and responses joined to them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from typing import Any

from assay.errors import BadParameter, CheckError, did_you_mean
from assay.sample import read_responses
from assay.tasks.records import Record, json_records
from assay.tasks.suite_lines import text_in
from assay.tasks.suites import Suite, listed

__all__ = ["convert"]

Path = str | os.PathLike[str]


def convert(
    suite: Suite, prompts: Path, responses: Path | None = None, *, answered: bool = True
) -> Iterator[dict[str, Any]]:
    """The rows, in the order of the prompts; several responses to one prompt make a list.

    Without a second file the prompts must bring their `response` along, unless rows are not to be
    `answered`: then they have none.
    Raises InputError, with file, line and field, for a row that is malformed, for an unknown
    instruction, for a prompt without a response and for a response without a prompt.
    """
    given = None if responses is None else _responses(responses)
    for record in json_records(prompts):
        try:
            row = _row(suite, record.fields, given, answered)
        except CheckError as fault:
            raise record.fault(fault.message, fault.field) from None
        yield row
    for prompt, entry in (given or {}).items():
        if not entry.used:
            raise entry.record.fault(f"no prompt reads {prompt!r:.60}")


class _Entry:
    """The responses to one prompt, and the record of the first of them."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.texts: list[Any] = []
        self.used = False


def _row(
    suite: Suite, row: Mapping[str, Any], given: dict[str, _Entry] | None, answered: bool
) -> dict[str, Any]:
    prompt = text_in(row, "prompt")
    made: dict[str, Any] = {"id": str(row["key"])} if row.get("key") is not None else {}
    made["prompt"] = prompt
    if answered:
        made["response"] = _response(row, prompt, given)
    made["checks"] = suite.checks_from(row)
    made["meta"] = {"source": suite.name, "instruction_id_list": listed(row, "instruction_id_list")}
    return made


def _response(row: Mapping[str, Any], prompt: str, given: dict[str, _Entry] | None) -> Any:
    if given is None:
        if "response" not in row:
            raise BadParameter(
                "there is no response, and no file of responses; --unanswered does without",
                "response",
            )
        read_responses(row["response"])
        return row["response"]
    entry = given.get(prompt)
    if entry is None:
        near = did_you_mean(prompt[:60], [known[:60] for known in given])
        raise BadParameter(f"no response to the prompt {prompt!r:.60}{near}", "prompt")
    entry.used = True
    return entry.texts if len(entry.texts) > 1 else entry.texts[0]


def _responses(path: Path) -> dict[str, _Entry]:
    found: dict[str, _Entry] = {}
    for record in json_records(path):
        try:
            prompt, text = (text_in(record.fields, field) for field in ("prompt", "response"))
        except BadParameter as fault:
            raise record.fault(fault.message, fault.field) from None
        found.setdefault(prompt, _Entry(record)).texts.append(text)
    return found
