"""What was asked and answered in a record of somebody else's, as a row takes it."""

from __future__ import annotations

from typing import Any, cast

from assay.errors import BadParameter, CheckError
from assay.response import Response
from assay.sample import read_responses
from assay.tasks.answers_layouts import Layout, first, found
from assay.tasks.records import Record

__all__ = ["prompt_in", "response_in"]

_ROLES = {"human": "user", "bot": "assistant"}


def prompt_in(record: Record, layout: Layout) -> Any:
    """The prompt: a text, or messages, those of OpenCompass in the names of everyone else.

    Raises InputError for a list of anything else.
    """
    value = first(record, layout.prompt, "")
    if not isinstance(value, list):
        return value if isinstance(value, str) else str(value)
    messages: Any = [_message(item) for item in cast("list[object]", value)]
    try:
        return list(Response(messages).messages)
    except BadParameter as fault:
        raise record.fault(fault.message, "prompt") from None


def _message(item: object) -> object:
    if not isinstance(item, dict):
        return item
    given = cast("dict[str, Any]", item)
    if "prompt" not in given:
        return given
    role = str(given.get("role", "user")).lower()
    return {"role": _ROLES.get(role, role), "content": given["prompt"]}


def response_in(record: Record, layout: Layout) -> Any:
    """The response, or several: texts, or messages. Raises InputError where there is none."""
    path, given = found(record, layout.response, "response")
    value = _unwrapped(given)
    try:
        if _is_likelihood(value):
            raise BadParameter("log-likelihoods are no response; this task generates no text")
        responses, _ = read_responses(value)
        if not responses:
            raise BadParameter("there is no response in an empty list")
    except CheckError as fault:
        raise record.fault(fault.message, path) from None
    return value


def _unwrapped(given: object) -> object:
    """The response without the list that lm-eval keeps for each repeat of a request.

    Pairs of a number and a bool are log-likelihoods, which are no response.
    """
    if isinstance(given, int | float) and not isinstance(given, bool):
        return str(given)
    if not isinstance(given, list):
        return given
    items = cast("list[object]", given)
    if items and all(_is_texts(item) for item in items):
        items = [text for item in items for text in cast("list[str]", item)]
    return items[0] if len(items) == 1 and isinstance(items[0], str) else items


def _is_texts(item: object) -> bool:
    return isinstance(item, list) and all(isinstance(x, str) for x in cast("list[object]", item))


def _is_likelihood(value: object) -> bool:
    """Whether a value is what lm-eval keeps of a task that ranks its choices."""
    nested = False
    while isinstance(value, list) and value:
        items = cast("list[object]", value)
        greedy = items[1] if len(items) == 2 else None
        if isinstance(greedy, bool) or (nested and greedy in ("True", "False")):
            return True
        value, nested = items[0], True
    return False
