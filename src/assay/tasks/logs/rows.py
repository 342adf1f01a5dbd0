"""A verdict row for an attempt that a log tells of, in the form of a line of a run.

    {"id": "7", "attempt": 0, "prompt": "...", "response": "...", "checks": [...],
     "reference": "4", "meta": {"source": "inspect", "checks_from": "target", "recorded": {...}},
     "generation": {...}, "verdicts": [[...]], "passed": true, "score": 1.0}

`passed` is what the log decided; `verdicts` say the same of the row's check, where it has exactly
one. An attempt without an answer has a `fault`, and `"response": []`. Where a log keeps several
responses and one decision about all of them, the row has them all and no verdict.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType
from typing import Any, NamedTuple

import msgspec

from assay.errors import BadParameter, CheckError, InputError
from assay.model import Fault, Finish, Usage
from assay.response import Response
from assay.sample import decode_json, encode_json
from assay.tasks.logs.asked import Chosen
from assay.tasks.logs.recorded import Decision, finite, verdict_of
from assay.tasks.logs.values import fields_of, items_of, objects_in
from assay.tasks.records import FilePath

__all__ = ["TWICE", "Attempt", "Said", "distinct", "finish_of", "placed", "row_of", "usage_of"]

_FINISHES: dict[str, Finish] = {
    "stop": "stop", "end_turn": "stop", "completed": "stop", "stop_sequence": "stop",
    "length": "length", "max_tokens": "length", "model_length": "length",
    "max_output_tokens": "length", "content_filter": "filter", "filter": "filter",
    "tool_calls": "tool_calls", "function_call": "tool_calls",
}  # fmt: skip
_DEEPEST = 200
TWICE = "stands twice; convert one run at a time"


class Said(NamedTuple):
    """An answer: a text or an assistant's messages, how it ended, what it took."""

    content: Any
    finish: Finish = "unknown"
    usage: Usage = Usage()
    model: str = ""
    seconds: float = 0.0
    response_id: str = ""

    @property
    def generation(self) -> dict[str, Any]:
        """As a line of a run has it."""
        made: dict[str, Any] = {"finish": self.finish}
        if self.usage != Usage():
            made["usage"] = msgspec.to_builtins(self.usage)
        if self.seconds:
            made["seconds"] = self.seconds
        if self.model:
            made["model"] = self.model
        return made


class Attempt(NamedTuple):
    """One attempt at one sample: `said` or `fault` is there, and only one of them."""

    id: str
    prompt: Any
    said: Said | None = None
    fault: Fault | None = None
    attempt: int = 0
    reference: Any = None
    meta: Mapping[str, Any] = MappingProxyType({})
    decision: Decision | None = None


@contextmanager
def placed(fault: Callable[[str, str], InputError]) -> Generator[None]:
    """Says of what cannot be a row where it stands, by `fault` of a message and a field."""
    try:
        yield
    except CheckError as wrong:
        raise fault(wrong.message, wrong.field) from None
    except RecursionError:
        raise fault("nested too deeply", "") from None


def row_of(attempt: Attempt, chosen: Chosen) -> dict[str, Any]:
    """The row. Raises BadParameter for a prompt or a response that is no text and no messages, and
    for what is nested too deeply to be written again."""
    said = attempt.said
    _refuse_depth([attempt.prompt, said and said.content, attempt.reference, dict(attempt.meta)])
    several = said is not None and _several(said.content)
    row: dict[str, Any] = {"id": attempt.id}
    if not several:
        row["attempt"] = attempt.attempt
    row["prompt"] = attempt.prompt
    _refuse(attempt.prompt, "prompt")
    if said is not None and not several:
        _refuse(said.content, "response")
    row["response"] = said.content if said is not None else []
    row["checks"] = chosen.checks
    row["reference"] = finite(attempt.reference)
    row["meta"] = finite({**attempt.meta, "checks_from": chosen.source})
    if said is None:
        fault = attempt.fault or Fault(kind="cancelled", message="there is no answer")
        row["fault"] = msgspec.to_builtins(fault)
        return {**row, "verdicts": [], "passed": None, "score": None}
    if said.response_id:
        row["meta"]["response_id"] = said.response_id
    row["generation"] = said.generation
    if (made := attempt.decision) is not None and not several:
        kinds = [check["kind"] for check in chosen.checks]
        if len(kinds) == 1:
            row["verdicts"] = [[decode_json(encode_json(verdict_of(made, kinds[0])))]]
        row |= {"passed": made.passed, "score": made.score}
    return row


def distinct(rows: Iterable[dict[str, Any]], file: FilePath) -> Iterator[dict[str, Any]]:
    """The rows of one file, or of several. Raises InputError where an attempt stands twice, as it
    does in the logs of a run and of its retry."""
    seen: set[tuple[str, int]] = set()
    for row in rows:
        name, number = row["id"], row.get("attempt", 0)
        if (name, number) in seen:
            raise InputError(f"attempt {number} at {name!r:.80} {TWICE}", file=str(file))
        seen.add((name, number))
        yield row


def finish_of(reason: object) -> Finish:
    """Why an answer ended, in the words of this project."""
    return _FINISHES.get(reason, "unknown") if isinstance(reason, str) else "unknown"


def usage_of(given: object) -> Usage:
    """Tokens as OpenAI's endpoints, Anthropic's and inspect count them; what is no count is 0."""
    fields = fields_of(given)

    def count(*paths: str) -> int:
        for path in paths:
            value: Any = fields
            for step in path.split("."):
                value = fields_of(value).get(step)
            if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**53:
                return value
        return 0

    return Usage(
        prompt_tokens=count("prompt_tokens", "input_tokens"),
        completion_tokens=count("completion_tokens", "output_tokens"),
        reasoning_tokens=count(
            "reasoning_tokens",
            "completion_tokens_details.reasoning_tokens",
            "output_tokens_details.reasoning_tokens",
        ),
        cached_tokens=count(
            "input_tokens_cache_read",
            "prompt_tokens_details.cached_tokens",
            "input_tokens_details.cached_tokens",
        ),
    )


def _refuse_depth(value: Any) -> None:
    """Level by level, as Python's own stack may not be deep enough."""
    level: list[Any] = [value]
    for _ in range(_DEEPEST):
        lists = [[*fields_of(one).values(), *items_of(one)] for one in level]
        level = [inner for several in lists for inner in several]
        if not level:
            return
    raise BadParameter(f"it is nested more than {_DEEPEST} deep")


def _several(content: object) -> bool:
    """Whether these are several responses and not one text or the messages of one."""
    return len(items_of(content)) > len(objects_in(content))


def _refuse(content: Any, field: str) -> None:
    if isinstance(content, str):
        return
    try:
        Response(content)
    except BadParameter as fault:
        raise fault.under(field) from None
