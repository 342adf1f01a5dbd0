"""An attempt as a record of Every Eval Ever's file of instances (schema 0.3.0).

A record must say whether the answer was right, so only attempts of which that is known have one;
the others are told apart. What stands in maps must be text, so other values are written as JSON.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any, cast

from assay.evaluate.runs import RunLine
from assay.sample import decode_json, encode_json
from assay.verdict import Verdict

__all__ = ["SCHEMA", "instance_of", "texts_of"]

SCHEMA = "0.3.0"


def instance_of(
    line: RunLine, evaluation: str, model: str, name: str, result: str
) -> dict[str, Any]:
    """The record of an attempt whose outcome is known, for the aggregate `result`."""
    asked = _messages(line.prompt, "user")
    said = _messages(line.response, "assistant")
    reference = _reference(line)
    raw = "\n\n".join(_text(message) for message in asked if message["role"] != "assistant")
    calls = sum(len(message.get("tool_calls") or ()) for message in said)
    turns = [message for message in [*asked, *said] if message["role"] == "assistant"]
    kind = "agentic" if calls else "multi_turn" if len(turns) > 1 else "single_turn"
    made: dict[str, Any] = {
        "schema_version": SCHEMA,
        "evaluation_id": evaluation,
        "model_id": model,
        "evaluation_name": name,
        "evaluation_result_id": result,
        "sample_id": line.id,
        "sample_hash": _hash(raw, reference),
        "interaction_type": kind,
        "input": {"raw": raw, "reference": reference},
    }
    options = _options(line)
    if options:
        made["input"]["choices"] = options
    if kind == "single_turn":
        made["output"] = {"raw": [_text(said[-1]) if said else ""]}
        thought = said[-1].get("reasoning") if said else None
        if isinstance(thought, str) and thought:
            made["output"]["reasoning_trace"] = [thought]
        made["messages"] = None
    else:
        made["output"] = None
        made["messages"] = [_turn(n, message) for n, message in enumerate([*asked, *said])]
    place = 0 if kind == "single_turn" else len(asked) + len(said) - 1
    source = "output.raw" if kind == "single_turn" else f"messages[{place}].content"
    made["answer_attribution"] = [
        found for verdict in line.verdict if (found := _attribution(verdict, place, source))
    ]
    score = line.score if isinstance(line.score, int | float) else float(line.outcome is True)
    made["evaluation"] = {"score": float(score), "is_correct": line.outcome is True}
    if kind != "single_turn":
        made["evaluation"] |= {"num_turns": max(1, len(turns)), "tool_calls_count": calls}
    return {**made, **_costs(line), "error": None, "metadata": _metadata(line)}


def texts_of(given: Mapping[str, Any]) -> dict[str, str]:
    """A map of texts: other values as JSON."""
    return {
        str(name): value if isinstance(value, str) else encode_json(value).decode()
        for name, value in given.items()
        if value is not None
    }


def _costs(line: RunLine) -> dict[str, Any]:
    generation = line.generation
    if generation is None:
        return {}
    made: dict[str, Any] = {}
    usage = generation.usage
    if usage.prompt_tokens or usage.completion_tokens:
        made["token_usage"] = {
            "input_tokens": usage.prompt_tokens,
            "output_tokens": usage.completion_tokens,
            "total_tokens": usage.prompt_tokens + usage.completion_tokens,
            "input_tokens_cache_read": usage.cached_tokens or None,
            "reasoning_tokens": usage.reasoning_tokens or None,
        }
    if generation.seconds and not generation.cached:
        made["performance"] = {"latency_ms": round(generation.seconds * 1000, 3)}
    return made


def _metadata(line: RunLine) -> dict[str, str]:
    about: dict[str, Any] = {"attempt": line.attempt}
    if line.generation is not None:
        about["finish"] = line.generation.finish
    about["verdicts"] = [{"kind": one.kind, "status": one.status} for one in line.verdict]
    return texts_of({**line.meta, **about})


def _attribution(verdict: Verdict, place: int, source: str) -> dict[str, Any] | None:
    comparison = verdict.comparison
    found = getattr(comparison, "found", "")
    if not found:
        return None
    rule = getattr(comparison, "rule", "")
    return {
        "turn_idx": place,
        "source": source,
        "extracted_value": found,
        "extraction_method": f"{verdict.kind}:{rule}" if rule else verdict.kind,
        "is_terminal": True,
    }


def _turn(number: int, message: Mapping[str, Any]) -> dict[str, Any]:
    made: dict[str, Any] = {"turn_idx": number, "role": message["role"], "content": _text(message)}
    if isinstance(message.get("reasoning"), str):
        made["reasoning_trace"] = message["reasoning"]
    calls = [_call(call) for call in message.get("tool_calls") or ()]
    if calls:
        made["tool_calls"] = calls
    if isinstance(message.get("tool_call_id"), str):
        made["tool_call_id"] = [message["tool_call_id"]]
    return made


def _call(call: Any) -> dict[str, Any]:
    given = cast("dict[str, Any]", call) if isinstance(call, dict) else {}
    function: Any = given.get("function")
    asked = cast("dict[str, Any]", function) if isinstance(function, dict) else given
    arguments: Any = asked.get("arguments")
    if isinstance(arguments, str):
        try:
            arguments = decode_json(arguments)
        except (ValueError, RecursionError):
            arguments = {"arguments": arguments}
    if not isinstance(arguments, dict):
        arguments = {} if arguments is None else {"arguments": arguments}
    return {
        "id": str(given.get("id") or ""),
        "name": str(asked.get("name") or ""),
        "arguments": texts_of(cast("dict[str, Any]", arguments)),
    }


def _messages(content: Any, role: str) -> list[dict[str, Any]]:
    if isinstance(content, str):
        return [{"role": role, "content": content}]
    return [dict(message) for message in cast("list[dict[str, Any]]", content or [])]


def _text(message: Mapping[str, Any]) -> str:
    content = message.get("content")
    if isinstance(content, str):
        return content
    parts = cast("list[Any]", content) if isinstance(content, list) else []
    texts = [cast("dict[str, Any]", part).get("text") for part in parts if isinstance(part, dict)]
    return "".join(text for text in texts if isinstance(text, str))


def _reference(line: RunLine) -> list[str]:
    """The right answers: the row's reference, else the golds of its checks."""
    given: list[Any] = [line.reference]
    if line.reference is None:
        given = [check.get("gold") for check in _checks(line)]
    lists = [cast("list[Any]", one) if isinstance(one, list) else [one] for one in given]
    flat = [one for several in lists for one in several if one is not None]
    texts = [one if isinstance(one, str) else encode_json(one).decode() for one in flat]
    return list(dict.fromkeys(texts))


def _options(line: RunLine) -> list[str]:
    for check in _checks(line):
        options: Any = check.get("options")
        if isinstance(options, list) and options:
            return [str(option) for option in cast("list[Any]", options)]
    return []


def _checks(line: RunLine) -> list[dict[str, Any]]:
    made = decode_json(bytes(line.checks))
    items = cast("list[Any]", made) if isinstance(made, list) else []
    return [cast("dict[str, Any]", check) for check in items if isinstance(check, dict)]


def _hash(raw: str, reference: list[str]) -> str:
    """As Every Eval Ever joins samples of different models by it."""
    made = json.dumps({"raw": raw, "reference": reference}, sort_keys=True, separators=(",", ":"))
    return sha256(made.encode()).hexdigest()
