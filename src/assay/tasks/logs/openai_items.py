"""Answers of OpenAI's endpoints kept one a line, as rows.

    a body                  of /v1/chat/completions, /v1/completions or /v1/responses
    a request with it       {"request": {...}, "response": {...}}; also `input` and `output`
    an item of an eval      "object": "eval.run.output_item": `sample` with input and output, and
                            `results` with what each grader decided

The id is the line's `id` or `custom_id`, of an item that of its datum. Of an item's graders the one
that is named counts, else all together: it passed where every one did.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from assay.errors import BadParameter, did_you_mean
from assay.model import Fault
from assay.tasks.logs.asked import Asked, Target
from assay.tasks.logs.bodies import fault_of, prompt_of, said_in
from assay.tasks.logs.recorded import Decision, decision
from assay.tasks.logs.rows import Attempt, Said, finish_of, placed, row_of, usage_of
from assay.tasks.logs.values import fields_of, objects_in, text_of
from assay.tasks.records import FilePath, Record, json_records

__all__ = ["convert"]

_WHY = "an answer alone states no target"
_PAIRS = (("request", "response"), ("input", "output"), ("request", "body"))


def convert(*files: FilePath, asked: Asked | None = None) -> Iterator[dict[str, Any]]:
    """The rows of files, line by line; a line with several choices is several.

    Raises InputError, with file, line and field, for a line that is none of the three.
    """
    wanted = asked or Asked()
    for file in files:
        for record in json_records(file):
            with placed(record.fault):
                rows = [_row(attempt, wanted) for attempt in _attempts(record, wanted)]
            yield from rows


def _row(attempt: Attempt, asked: Asked) -> dict[str, Any]:
    return row_of(attempt, asked.chosen(attempt.id, Target(), False, _WHY))


def _attempts(record: Record, asked: Asked) -> Iterator[Attempt]:
    fields = record.fields
    if fields.get("object") == "eval.run.output_item":
        yield _item(fields, asked.scorer)
        return
    request, body = _pair(fields)
    identity = next((fields[n] for n in ("custom_id", "id") if isinstance(fields.get(n), str)), "")
    identity = identity or str(record.line or record.key)
    meta: dict[str, Any] = {"source": "openai"}
    if isinstance(body.get("metadata"), dict) and body["metadata"]:
        meta["metadata"] = body["metadata"]
    for number, said in enumerate(said_in(body)):
        yield _attempt(Attempt(identity, prompt_of(request), attempt=number, meta=meta), said)


def _attempt(attempt: Attempt, said: Said | Fault) -> Attempt:
    if isinstance(said, Said):
        return attempt._replace(said=said)
    return attempt._replace(fault=said)


def _pair(fields: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """A request and the body of its response; the request is empty where there is only a body."""
    if isinstance(fields.get("choices"), list) or fields.get("object") == "response":
        return {}, fields
    for asked, answered in _PAIRS:
        request, body = fields.get(asked), fields.get(answered)
        if isinstance(request, dict) and isinstance(body, dict):
            return fields_of(request), fields_of(body)  # pyright: ignore[reportUnknownArgumentType]
    return {}, fields


def _item(fields: dict[str, Any], scorer: str) -> Attempt:
    """An item of an eval's run."""
    given = fields_of(fields.get("sample"))
    if not given:
        raise BadParameter("expected an object", "sample")
    graded = objects_in(fields.get("results"))
    recorded = {str(r.get("name")): {n: r.get(n) for n in ("passed", "score")} for r in graded}
    meta: dict[str, Any] = {"source": "openai-eval", "recorded": recorded}
    if isinstance(fields.get("datasource_item"), dict):
        meta["item"] = fields["datasource_item"]
    made = _graded(recorded, scorer)
    if made is not None:
        meta["recorded_by"] = made.by
    identity = fields.get("datasource_item_id", fields.get("id"))
    attempt = Attempt(str(identity), _messages(given.get("input")), meta=meta, decision=made)
    outputs = _messages(given.get("output"))
    if not outputs:
        error = fields_of(given.get("error")) or "the item has no output"
        return attempt._replace(fault=fault_of(error, None), decision=None)
    text = outputs[0]["content"] if len(outputs) == 1 and len(outputs[0]) == 2 else outputs
    usage, finish = usage_of(given.get("usage")), finish_of(given.get("finish_reason"))
    return attempt._replace(said=Said(text, finish, usage, text_of(given.get("model"))))


def _graded(recorded: dict[str, dict[str, Any]], scorer: str) -> Decision | None:
    if scorer:
        if scorer not in recorded:
            near = did_you_mean(scorer, recorded) or f" (it has {', '.join(recorded) or 'none'})"
            raise BadParameter(f"there is no grader {scorer!r}{near}", "results")
        return decision(recorded[scorer]["passed"], scorer)
    if not recorded:
        return None
    passed = [result["passed"] for result in recorded.values()]
    whole = False if False in passed else None if None in passed else True
    return decision(whole, " and ".join(recorded) if len(recorded) < 4 else "all graders")


def _messages(value: Any) -> list[dict[str, Any]]:
    """Messages with a role and a content, as an eval's item keeps them."""
    if isinstance(value, str):
        return [{"role": "user", "content": value}]
    spoken = [given for given in objects_in(value) if isinstance(given.get("role"), str)]
    return [{"role": given["role"], "content": given.get("content")} for given in spoken]
