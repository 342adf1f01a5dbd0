"""Files of IFEval's form as rows: prompts with instructions, and responses joined to them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from typing import Any, cast

from assay.errors import BadParameter, CheckError, InputError, did_you_mean
from assay.rows import read_lines
from assay.sample import decode_json, read_responses
from assay.tasks.suites import Suite

__all__ = ["convert"]

Path = str | os.PathLike[str]


def convert(suite: Suite, prompts: Path, responses: Path | None = None) -> Iterator[dict[str, Any]]:
    """The rows, in the order of the prompts; several responses to one prompt make a list.

    Without a second file the prompts must bring their `response` along.
    Raises InputError, with file, line and field, for a row that is malformed, for an unknown
    instruction, for a prompt without a response and for a response without a prompt.
    """
    given = None if responses is None else _responses(responses)
    for number, row in _objects(prompts):
        try:
            yield _row(suite, row, given)
        except CheckError as fault:
            raise InputError(
                fault.message, file=str(prompts), line=number, field=fault.field
            ) from None
    for prompt, entry in (given or {}).items():
        if not entry.used:
            raise InputError(
                f"no prompt reads {prompt!r:.60}", file=str(responses), line=entry.line
            )


class _Entry:
    """The responses to one prompt, and the line where the first of them stands."""

    def __init__(self, line: int) -> None:
        self.line = line
        self.texts: list[Any] = []
        self.used = False


def _row(suite: Suite, row: Mapping[str, Any], given: dict[str, _Entry] | None) -> dict[str, Any]:
    prompt = row.get("prompt")
    if not isinstance(prompt, str):
        raise BadParameter(f"expected a text, got {prompt!r:.60}", "prompt")
    made: dict[str, Any] = {"id": str(row["key"])} if row.get("key") is not None else {}
    made["prompt"] = prompt
    made["response"] = _response(row, prompt, given)
    made["checks"] = suite.checks_from(row)
    made["meta"] = {"source": suite.name, "instruction_id_list": row["instruction_id_list"]}
    return made


def _response(row: Mapping[str, Any], prompt: str, given: dict[str, _Entry] | None) -> Any:
    if given is None:
        if "response" not in row:
            raise BadParameter("there is no response, and no file of responses", "response")
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
    for number, row in _objects(path):
        for field in ("prompt", "response"):
            if not isinstance(row.get(field), str):
                raise InputError(
                    f"expected a text, got {row.get(field)!r:.60}",
                    file=str(path),
                    line=number,
                    field=field,
                )
        found.setdefault(row["prompt"], _Entry(number)).texts.append(row["response"])
    return found


def _objects(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, line in read_lines(path):
        try:
            row = decode_json(line)
        except (ValueError, RecursionError) as fault:
            raise InputError(f"not JSON: {fault}", file=str(path), line=number) from None
        if not isinstance(row, dict):
            raise InputError("expected a JSON object", file=str(path), line=number)
        yield number, cast("dict[str, Any]", row)
