"""What is read of an inspect log, and a sample of it as an attempt.

Only the fields that are needed are declared: msgspec skips the rest (the events, above all, which
are most of a log) without making objects of it.
"""

from __future__ import annotations

from typing import Any, cast

import msgspec

from assay.model import Fault
from assay.sample import encode_json
from assay.tasks.logs.recorded import decision
from assay.tasks.logs.rows import Attempt, Said, finish_of, usage_of
from assay.tasks.logs.values import fields_of, items_of, objects_in, text_of

__all__ = ["Log", "Sample", "attempt_of"]

_ATTACHMENT = "attachment://"


class _Dataset(msgspec.Struct):
    name: str | None = None
    sample_ids: list[str | int] | None = None


class _Scorer(msgspec.Struct):
    name: str = ""


class _Spec(msgspec.Struct):
    task: str = ""
    task_version: Any = None
    model: str = ""
    created: str = ""
    dataset: _Dataset = msgspec.field(default_factory=_Dataset)
    packages: dict[str, str] = {}
    scorers: list[_Scorer] | None = None


class _Headline(msgspec.Struct):
    scorer: str = ""


class _Scored(msgspec.Struct):
    """A result: a scorer gives several where its score has several parts, each with a name."""

    name: str = ""
    scorer: str | None = None


class _Results(msgspec.Struct):
    headline: _Headline | None = None
    scores: list[_Scored] = []
    scorer: _Scorer | None = None


class Score(msgspec.Struct):
    """What a scorer gave; `metadata` holds our own verdict where ours was the scorer."""

    value: Any = None
    answer: str | None = None
    explanation: str | None = None
    metadata: dict[str, Any] | None = None

    @property
    def ours(self) -> object:
        """The status of the verdict that `assay_answer` left here."""
        return fields_of((self.metadata or {}).get("verdict")).get("status")


class _Choice(msgspec.Struct):
    message: Any = None
    stop_reason: str | None = None


class _Output(msgspec.Struct):
    model: str | None = None
    choices: list[_Choice] = []
    completion: str | None = None
    usage: dict[str, Any] | None = None
    time: float | None = None
    error: str | None = None


class _Error(msgspec.Struct):
    message: str = ""


class Sample(msgspec.Struct):
    """A sample and an epoch of it, as it was run. `score` stands in old logs alone."""

    id: str | int
    epoch: int = 1
    input: str | list[dict[str, Any]] = ""
    choices: list[str] | None = None
    target: str | list[str] = ""
    messages: list[dict[str, Any]] = []
    output: _Output = msgspec.field(default_factory=_Output)
    scores: dict[str, Score] | None = None
    score: Score | None = None
    metadata: dict[str, Any] = {}
    model_usage: Any = None
    limit: Any = None
    error: _Error | None = None
    attachments: dict[str, str] = {}


class Log(msgspec.Struct):
    """A log; of an archive its header alone, without samples."""

    eval: _Spec
    results: _Results | None = None
    samples: list[Sample] | None = None

    @property
    def scorers(self) -> list[str]:
        """Their names, in the order of the task."""
        results = self.results or _Results()
        listed = [scorer.name for scorer in self.eval.scorers or ()]
        listed = listed or [scored.scorer or scored.name for scored in results.scores]
        return listed or ([results.scorer.name] if results.scorer else [])

    def scores_of(self, sample: Sample) -> dict[str, Score]:
        """What the scorers gave a sample, by their names."""
        if sample.scores is None and sample.score is not None:
            return {next(iter(self.scorers), "score"): sample.score}
        return sample.scores or {}


def attempt_of(sample: Sample, log: Log, scorer: str) -> Attempt:
    """A sample as an attempt; what `scorer` gave is the decision."""
    messages = [_message(one, sample.attachments) for one in sample.messages]
    spoken = _first_spoken(sample.messages)
    prompt = _prompt(sample, messages[:spoken])
    scores = log.scores_of(sample)
    meta: dict[str, Any] = {
        "source": "inspect", "task": log.eval.task, "model": log.eval.model, "epoch": sample.epoch,
        "recorded": {name: _recorded(score) for name, score in scores.items()},
    }  # fmt: skip
    if scorer in scores:
        meta["recorded_by"] = scorer
    if sample.metadata:
        meta["metadata"] = sample.metadata
    if limit := text_of(fields_of(sample.limit).get("type")):
        meta["limit"] = limit
    others = [fields_of(choice.message) for choice in sample.output.choices[1:]]
    if others:
        meta["other_choices"] = [_message(one, sample.attachments) for one in others]
    score = scores.get(scorer)
    return Attempt(
        id=str(sample.id),
        attempt=max(0, sample.epoch - 1),
        prompt=prompt,
        said=None if sample.error else _said(sample, log, messages[spoken:]),
        fault=_fault(sample),
        reference=sample.target or None,
        meta=meta,
        decision=None
        if score is None
        else decision(score.value, f"inspect's {scorer}", score.ours),
    )


def _prompt(sample: Sample, asked: list[dict[str, Any]]) -> Any:
    """All that was said before the model spoke; a text where that is one message of the user's."""
    if not sample.messages and isinstance(sample.input, str):
        return _attached(sample.input, sample.attachments)
    if not sample.messages:
        asked = [_message(one, sample.attachments) for one in objects_in(sample.input)]
    plain = len(asked) == 1 and asked[0]["role"] == "user" and len(asked[0]) == 2
    return asked[0]["content"] if plain and isinstance(asked[0]["content"], str) else asked


def _said(sample: Sample, log: Log, spoken: list[dict[str, Any]]) -> Said:
    """The response: messages only where they say more than the completion that was scored. The
    tokens are those of all its turns, where the log has them."""
    output = sample.output
    text = output.completion
    if text is None:  # as old logs have it
        chosen = output.choices[:1]
        text = "".join(_text(_message(fields_of(c.message), sample.attachments)) for c in chosen)
    content: Any = text
    last = spoken[-1] if spoken else None
    if last is not None and last["role"] == "assistant" and _text(last) == text:
        content = text if spoken == [{"role": "assistant", "content": text}] else spoken
    return Said(
        content,
        finish_of(output.choices[0].stop_reason if output.choices else None),
        usage_of(fields_of(sample.model_usage).get(log.eval.model) or output.usage),
        output.model or log.eval.model,
        max(0.0, output.time or 0.0),
    )


def _fault(sample: Sample) -> Fault | None:
    if sample.error is None:
        return None
    message = sample.error.message
    kind = "timeout" if "timeout" in message.lower() else "cancelled"
    return Fault(kind=kind, message=message[:2000] or "the sample ended in an error")


def _recorded(score: Score) -> dict[str, Any]:
    made = {
        "value": score.value, "answer": score.answer, "explanation": score.explanation,
        "metadata": score.metadata or None,
    }  # fmt: skip
    return {name: value for name, value in made.items() if value is not None or name == "value"}


def _first_spoken(messages: list[dict[str, Any]]) -> int:
    """Where the model first spoke: a message marked so, else the last of the assistant's."""
    own = [place for place, one in enumerate(messages) if one.get("role") == "assistant"]
    marked = [place for place in own if messages[place].get("source") == "generate"]
    return marked[0] if marked else own[-1] if own else len(messages)


def _message(given: dict[str, Any], attachments: dict[str, str]) -> dict[str, Any]:
    """A message of inspect in the form that everyone's endpoints take."""
    parts: Any = given.get("content")
    made: dict[str, Any] = {"role": given.get("role")}
    if isinstance(parts, list):
        kept = objects_in(cast("object", parts))
        thought = [_thought(part) for part in kept if part.get("type") == "reasoning"]
        shown = [_part(part, attachments) for part in kept if part.get("type") != "reasoning"]
        plain = all(part.get("type") == "text" for part in shown)
        made["content"] = "\n".join(text_of(p.get("text")) for p in shown) if plain else shown
        if any(thought):
            made["reasoning"] = "\n".join(filter(None, thought))
    else:
        made["content"] = _attached(parts, attachments) if isinstance(parts, str) else parts
    if calls := items_of(given.get("tool_calls")):
        made["tool_calls"] = [_call(call) for call in calls]
    if isinstance(given.get("tool_call_id"), str):
        made["tool_call_id"] = given["tool_call_id"]
    return made


def _thought(part: dict[str, Any]) -> str:
    """What was thought; where that is encrypted, its summary."""
    return text_of(part.get("summary" if part.get("redacted") else "reasoning"))


def _part(part: dict[str, Any], attachments: dict[str, str]) -> dict[str, Any]:
    if part.get("type") == "text":
        return {"type": "text", "text": _attached(part.get("text"), attachments)}
    if part.get("type") == "image":
        url = _attached(part.get("image"), attachments)
        return {"type": "image_url", "image_url": {"url": url}}
    return {name: _attached(value, attachments) for name, value in part.items()}


def _call(call: Any) -> Any:
    given = fields_of(call)
    arguments = encode_json(given.get("arguments") or {}).decode()
    function = {"name": given.get("function"), "arguments": arguments}
    return {"id": given.get("id"), "type": "function", "function": function}


def _attached(value: Any, attachments: dict[str, str]) -> Any:
    """What a reference to an attachment stands for."""
    if isinstance(value, str) and value.startswith(_ATTACHMENT):
        return attachments.get(value.removeprefix(_ATTACHMENT), value)
    return value


def _text(message: dict[str, Any]) -> str:
    """Its texts, put together as inspect does it for its scorers."""
    content = message.get("content")
    if isinstance(content, str):
        return content
    return "\n".join(text_of(part["text"]) for part in objects_in(content) if "text" in part)
