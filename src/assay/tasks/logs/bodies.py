"""What OpenAI's endpoints answered, as attempts: the bodies of their responses.

    /v1/chat/completions   "object": "chat.completion": `choices[].message`
    /v1/completions        "object": "text_completion": `choices[].text`
    /v1/responses          "object": "response": `output[]` of messages, reasoning, function calls

Each choice is an answer of its own. A refusal is the answer's text: the model said it.
"""

from __future__ import annotations

from typing import Any, cast

from assay.errors import BadParameter
from assay.model import Fault
from assay.sample import encode_json
from assay.tasks.logs.rows import Said, finish_of, usage_of
from assay.tasks.logs.values import fields_of, items_of, objects_in, text_of

__all__ = ["fault_of", "prompt_of", "said_in"]

_REASONING = ("reasoning_content", "reasoning")


def said_in(body: dict[str, Any]) -> list[Said | Fault]:
    """What a body says, choice by choice.

    Raises BadParameter, with the field, for a body that is none of the three.
    """
    if isinstance(body.get("choices"), list):
        return _choices(body)
    if isinstance(body.get("output"), list):
        return [_response(body)]
    if isinstance(body.get("error"), dict):
        return [fault_of(body["error"], None)]
    raise BadParameter(
        "expected `choices` or `output`: no body of a chat, a completion, a response"
    )


def prompt_of(request: dict[str, Any]) -> Any:
    """What a request asks: its messages, its prompt, or its instructions and input."""
    if messages := items_of(request.get("messages")):
        return messages
    if isinstance(request.get("prompt"), str):
        return request["prompt"]
    given: Any = request.get("input", "")
    plain = isinstance(given, str)
    items: list[Any] = [{"role": "user", "content": given}] if plain else _inputs(given)
    if isinstance(request.get("instructions"), str):
        return [{"role": "system", "content": request["instructions"]}, *items]
    return given if plain else items


def fault_of(error: object, status: int | None) -> Fault:
    """An error of the endpoint: its object, or what stands in its place, and HTTP's status."""
    given = fields_of(error) or {"message": error}
    code = str(given.get("code") or given.get("type") or "")
    message = str(given.get("message") or code or "the endpoint gave an error")
    kind: Any = "refused"
    if status == 429 or "rate_limit" in code:
        kind = "rate_limit"
    elif status in (408, 504) or "expired" in code or "timeout" in code:
        kind = "timeout"
    elif "cancel" in code:
        kind = "cancelled"
    elif (status or 0) >= 500 or code == "server_error":
        kind = "server"
    text = f"{code}: {message}" if code and code not in message else message
    return Fault(kind=kind, message=text[:2000], status=status)


def _choices(body: dict[str, Any]) -> list[Said | Fault]:
    choices = items_of(body["choices"])
    if not choices:
        return [Fault(kind="malformed", message="the body has no choices")]
    made: list[Said | Fault] = []
    for place, choice in enumerate(choices):
        if not isinstance(choice, dict):
            raise BadParameter(f"expected an object, got {choice!r:.60}", f"choices[{place}]")
        made.append(_choice(cast("dict[str, Any]", choice), body, first=place == 0))
    return made


def _choice(choice: dict[str, Any], body: dict[str, Any], *, first: bool) -> Said | Fault:
    finish = finish_of(choice.get("finish_reason"))
    usage = usage_of(body.get("usage") if first else None)
    about = finish, usage, text_of(body.get("model")), 0.0, text_of(body.get("id"))
    if isinstance(choice.get("text"), str):
        return Said(choice["text"], *about)
    given = fields_of(choice.get("message"))
    if not given:
        return Fault(kind="malformed", message="a choice has neither a message nor a text")
    text = _content(given.get("content")) or text_of(given.get("refusal"))
    thought = next((given[name] for name in _REASONING if isinstance(given.get(name), str)), "")
    return Said(_message(text, thought, given.get("tool_calls")), *about)


def _response(body: dict[str, Any]) -> Said | Fault:
    if isinstance(body.get("error"), dict):
        return fault_of(body["error"], None)
    texts: list[str] = []
    thoughts: list[str] = []
    calls: list[Any] = []
    for given in objects_in(body["output"]):
        if given.get("type") == "message":
            texts.append(_content(given.get("content")))
        elif given.get("type") == "reasoning":
            thoughts += [_content(given.get(name)) for name in ("content", "summary")]
        elif given.get("type") == "function_call":
            function = {"name": given.get("name"), "arguments": given.get("arguments")}
            calls.append({"id": given.get("call_id"), "type": "function", "function": function})
    status = body.get("status")
    reason = fields_of(body.get("incomplete_details")).get("reason", status)
    if not (texts or calls) and status in ("cancelled", "failed", "queued", "in_progress"):
        return Fault(kind="cancelled", message=f"the response is {status}")
    content = _message("".join(texts), "\n".join(filter(None, thoughts)), calls)
    finish = "tool_calls" if calls and not texts else finish_of(reason)
    usage = usage_of(body.get("usage"))
    return Said(content, finish, usage, text_of(body.get("model")), 0.0, text_of(body.get("id")))


def _message(text: str, thought: str, calls: Any) -> Any:
    """The text alone, or the assistant's message with what else there is."""
    message: dict[str, Any] = {"role": "assistant", "content": text}
    if thought:
        message["reasoning"] = thought
    if made := items_of(calls):
        message["tool_calls"] = made
    return [message] if len(message) > 2 else text


def _inputs(items: object) -> list[Any]:
    """The input of a response as messages: its items, of which other things than messages are told
    as they stand."""
    made: list[Any] = []
    for item in items_of(items):
        given = fields_of(item)
        if isinstance(given.get("role"), str):
            made.append({"role": given["role"], "content": _parts(given.get("content"))})
        else:
            made.append({"role": "tool", "content": encode_json(item).decode()})
    return made


def _parts(content: Any) -> Any:
    if not isinstance(content, list):
        return content
    parts = objects_in(cast("object", content))
    plain = all(str(part.get("type", "")).endswith("text") for part in parts)
    return _content(content) if plain else parts


def _content(content: Any) -> str:
    """The text of a message's content: a text, or the texts of its parts."""
    if isinstance(content, str):
        return content
    texts: list[str] = []
    for part in objects_in(content):
        texts += [text_of(part.get(name)) for name in ("text", "refusal")]
    return "".join(texts)
