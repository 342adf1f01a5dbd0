"""What is shown of a line in the list, and what a search reads in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast

from assay.evaluate.page.index import label
from assay.evaluate.runs.line import RunLine, ScoreLine
from assay.verdict import Verdict

__all__ = ["REASONING", "labels", "texts"]

REASONING = ("reasoning", "reasoning_content")
"""Fields of a message in which a model's reasoning stands apart from its answer."""
_LENGTH = 110
_MOST_PARTS = 10_000


def labels(line: RunLine, later: Sequence[ScoreLine | None] = ()) -> tuple[str | None, ...]:
    """The id, the beginning of the prompt, and what one wants to know next: the fault, the first
    reason against the response, or how a response that passed ends. Then the same by each later
    scoring, or None where that did not judge it."""
    name, prompt = label({"id": line.id, "prompt": line.prompt})
    notes = [None if score is None else _cut(_note(line, score.verdict)) for score in later]
    return name, prompt, _cut(_note(line, line.verdict)), *notes


def texts(line: RunLine, later: Sequence[ScoreLine] = ()) -> Iterator[str]:
    """All a reader may search for: id, prompt, response, reasoning, fault, and the reasons, those
    of later scores too.

    Each is a string of the line's JSON, so that a line may be refused by its bytes alone. The
    page's own search (`search.js`) reads the same.
    """
    yield line.id
    yield from _messages(line.prompt)
    if line.response is not None:
        yield from _messages(line.response)
    if line.fault is not None:
        yield line.fault.kind
        yield line.fault.message
    for judged in (line, *later):
        for verdict in _all(judged.verdict):
            yield verdict.why


def _note(line: RunLine, verdicts: Sequence[Verdict]) -> str:
    if line.fault is not None:
        return f"{line.fault.kind}: {line.fault.message}"
    against = [verdict for verdict in verdicts if verdict.status != "pass"]
    if against:
        worst = min(against, key=lambda verdict: verdict.status != "fail")
        return f"{worst.kind}: {worst.why}"
    written = "\n".join(_messages(line.response or "")).rstrip()
    return written[written.rfind("\n") + 1 :]


def _cut(text: str) -> str:
    return " ".join(text[: 3 * _LENGTH].split())[:_LENGTH]


def _messages(value: str | Sequence[Any]) -> Iterator[str]:
    if isinstance(value, str):
        yield value
        return
    for message in value:
        if isinstance(message, str):
            yield message
        if not isinstance(message, Mapping):
            continue
        fields = cast("Mapping[str, Any]", message)
        for name in REASONING:
            if isinstance(fields.get(name), str):
                yield fields[name]
        content = fields.get("content")
        if isinstance(content, str):
            yield content
        else:
            yield from _parts(content)


def _parts(content: Any) -> Iterator[str]:
    for part in cast("list[Any]", content) if isinstance(content, list) else []:
        text: Any = cast("dict[str, Any]", part).get("text") if isinstance(part, dict) else None
        if isinstance(text, str):
            yield text


def _all(verdicts: Sequence[Verdict]) -> Iterator[Verdict]:
    """Verdicts and their parts, without recursion; the first `_MOST_PARTS` of them."""
    waiting = list(reversed(verdicts))
    for _ in range(_MOST_PARTS):
        if not waiting:
            return
        verdict = waiting.pop()
        yield verdict
        waiting.extend(reversed(verdict.parts))
