"""open-instruct's training rows as ours: instructions in a `ground_truth` column.

A row reads

    {"messages": [{"role": "user", "content": "..."}], "response": "...", "ground_truth":
     "[{\"instruction_id\": [\"keywords:existence\"], \"kwargs\": [{\"keywords\": [\"a\"]}]}]"}

with the ids of IFEvalG (Pyatkin et al. 2025, arXiv:2507.02833). The column may be an object, a
list of one, or either as JSON or as a Python literal, JSON within it too; `prompt` may stand in
the place of `messages`, which may end with what the model said. The older form (Lambert et al.
2024, arXiv:2411.15124) names a function instead: `{"func_name": "verify_keywords", "keyword_list":
["a"]}`. The checks bind what follows the reasoning part, as upstream has it; upstream's reward is
the mean of their verdicts.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from typing import Any, cast

from assay.check import Check
from assay.errors import BadParameter, CheckError
from assay.sample import decode_json
from assay.scope import On
from assay.tasks.if_functions import IF_FUNCTIONS
from assay.tasks.ifevalg import IFEVALG
from assay.tasks.records import FilePath
from assay.tasks.suite_lines import Given, converted, said
from assay.tasks.suites import listed

__all__ = ["checks_from", "convert"]

_RESPONSES = ("response", "responses", "output", "outputs", "completion")


def convert(*files: FilePath, answered: bool = True) -> Iterator[dict[str, Any]]:
    """The rows. Raises InputError, with file, line and field, for a row that is malformed."""
    return converted(files, _rows, answered=answered)


def checks_from(ground_truth: Any) -> list[Check]:
    """The checks that a `ground_truth` asks for, one an instruction, in order.

    Raises CheckError with the path to the fault.
    """
    truth = _truth(ground_truth)
    if "func_name" in truth:
        given = {name: value for name, value in truth.items() if name != "func_name"}
        return [IF_FUNCTIONS.instruction(str(truth["func_name"]), given)]
    if "instruction_id" not in truth:
        raise BadParameter("holds neither an instruction_id nor a func_name")
    return IFEVALG.checks_from(truth, "instruction_id")


def _rows(given: Given) -> Iterator[dict[str, Any]]:
    prompt, answer = _asked(given)
    try:
        found = checks_from(given.get("ground_truth"))
    except CheckError as fault:
        raise fault.under("ground_truth") from None
    row: dict[str, Any] = {"id": str(given["key"])} if given.get("key") is not None else {}
    yield row | {
        "prompt": prompt,
        "response": said(given, *_RESPONSES) if answer is None else answer,
        "checks": [On(part="answer", check=check) for check in found],
        "meta": {
            "source": "rlvr",
            "dataset": given.get("dataset"),
            "instruction_id_list": _ids(_truth(given.get("ground_truth"))),
        },
    }


def _ids(truth: Mapping[str, Any]) -> list[Any]:
    return [truth["func_name"]] if "func_name" in truth else listed(truth, "instruction_id")


def _asked(given: Given) -> tuple[Any, str | None]:
    """The prompt, and what the model said where the messages end with that."""
    messages = given.get("messages")
    if messages is None:
        if not isinstance(given.get("prompt"), str | list):
            raise BadParameter("there is neither messages nor a prompt", "messages")
        return given["prompt"], None
    if not isinstance(messages, list) or not messages:
        raise BadParameter(f"expected messages, got {messages!r:.60}", "messages")
    turns = cast("list[Any]", messages)
    if not all(isinstance(turn, Mapping) for turn in turns):
        raise BadParameter("expected objects with role and content", "messages")
    last = cast("Mapping[str, Any]", turns[-1])
    answered = last.get("role") == "assistant" and not any(given.get(name) for name in _RESPONSES)
    if answered and not isinstance(last.get("content"), str):
        raise BadParameter("the last message holds no text", "messages")
    turns = turns[:-1] if answered else turns
    alone = len(turns) == 1 and isinstance(turns[0].get("content"), str)
    return turns[0]["content"] if alone else turns, last["content"] if answered else None


def _truth(value: Any) -> Mapping[str, Any]:
    """The object, out of the lists and texts it may be wrapped in."""
    for _ in range(4):
        if isinstance(value, str):
            value = _read(value)
        elif isinstance(value, list) and len(cast("list[Any]", value)) == 1:
            value = cast("list[Any]", value)[0]
        else:
            break
    if not isinstance(value, Mapping):
        raise BadParameter(f"expected an object of instructions, got {value!r:.60}")
    return cast("Mapping[str, Any]", value)


def _read(text: str) -> Any:
    """JSON, or a Python literal, which upstream writes."""
    try:
        return decode_json(text)
    except (ValueError, RecursionError):
        pass
    try:
        return ast.literal_eval(text.strip())
    except (ValueError, SyntaxError, RecursionError, MemoryError):
        raise BadParameter(f"expected JSON or a Python literal, got {text!r:.60}") from None
