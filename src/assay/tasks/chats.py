"""Conversations as others log them, brought to chat messages.

    {"messages": [{"role": "user", "content": "..."}, {"role": "assistant", "content": "..."}]}
    {"conversations": [{"from": "human", "value": "..."}, {"from": "gpt", "value": "..."}]}

The first is OpenAI's form (logs, fine-tuning files), the second ShareGPT's and its descendants'.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple, cast

from assay.errors import BadParameter, did_you_mean
from assay.response import Response

__all__ = ["Exchange", "conversation_in", "exchanges"]

_FIELDS = ("messages", "conversations", "conversation")
_ROLES = {
    "system": "system", "developer": "developer", "user": "user", "human": "user",
    "prompter": "user", "assistant": "assistant", "gpt": "assistant", "chatgpt": "assistant",
    "bot": "assistant", "model": "assistant", "bing": "assistant", "bard": "assistant",
    "function_call": "assistant", "tool": "tool", "function": "tool", "observation": "tool",
    "function_response": "tool",
}  # fmt: skip
_MOST = 10_000
"""Messages of one conversation."""


class Exchange(NamedTuple):
    """What was said before an answer, and the answer; none where there was no answer yet."""

    turn: int
    prompt: list[Mapping[str, Any]]
    answer: Mapping[str, Any] | None


def conversation_in(record: Mapping[str, Any], field: str = "") -> list[Mapping[str, Any]]:
    """The messages of a record, with the roles that everybody knows.

    `field` is where they stand; without it, where they usually do. Raises BadParameter for a record
    without them, for an unknown role and for a message that is none.
    """
    name = field or next((name for name in _FIELDS if name in record), _FIELDS[0])
    if name not in record:
        near = did_you_mean(name, record) or f" (there is {', '.join(record) or 'no field'})"
        raise BadParameter(f"there is no conversation{near}", name)
    value = record[name]
    if not isinstance(value, list) or not value:
        raise BadParameter(f"expected a list of messages, got {value!r:.60}", name)
    items = cast("list[Any]", value)
    if len(items) > _MOST:
        raise BadParameter(f"{len(items):,} messages; {_MOST:,} are the most", name)
    made = [_message(item, f"{name}[{place}]") for place, item in enumerate(items)]
    if isinstance(system := record.get("system"), str) and system and not _told(made):
        made.insert(0, {"role": "system", "content": system})
    try:
        return list(Response(made).messages)
    except BadParameter as fault:
        raise BadParameter(fault.message, name) from None


def exchanges(messages: Sequence[Mapping[str, Any]], *, every: bool) -> Iterator[Exchange]:
    """The last answer with what came before it, or every one.

    Answers that only call a tool are part of the way to the next. A conversation that ends with a
    user's message is asked as it stands. Raises BadParameter where nobody asks anything.
    """
    if not any(message["role"] == "user" for message in messages):
        raise BadParameter("there is no message of a user")
    answers = [
        place
        for place, message in enumerate(messages)
        if _answers(message) and any(m["role"] == "user" for m in messages[:place])
    ]
    found = [Exchange(n, list(messages[:at]), messages[at]) for n, at in enumerate(answers, 1)]
    if messages[-1]["role"] == "user":
        found.append(Exchange(len(answers) + 1, list(messages), None))
    if not found:
        raise BadParameter("there is no answer, and the last message is no user's")
    yield from found if every else found[-1:]


def _message(item: object, place: str) -> dict[str, Any]:
    if not isinstance(item, Mapping):
        raise BadParameter(f"expected a message, got {item!r:.60}", place)
    given = {str(name): value for name, value in cast("Mapping[Any, Any]", item).items()}
    if "role" not in given and "from" in given:
        given["role"] = given.pop("from")
    if "content" not in given and "value" in given:
        given["content"] = given.pop("value")
    role = given.get("role")
    if not isinstance(role, str) or role.lower() not in _ROLES:
        near = did_you_mean(role.lower(), _ROLES) if isinstance(role, str) else ""
        raise BadParameter(f"expected a role, got {role!r:.60}{near}", place)
    if "content" not in given and not given.get("tool_calls"):
        near = did_you_mean("content", given)
        raise BadParameter(f"the message has no content{near}", place)
    return {**given, "role": _ROLES[role.lower()]}


def _told(messages: Sequence[Mapping[str, Any]]) -> bool:
    return any(message["role"] in ("system", "developer") for message in messages)


def _answers(message: Mapping[str, Any]) -> bool:
    """Whether this is the assistant's, and more than a call of a tool."""
    return message["role"] == "assistant" and bool(message.get("content"))
