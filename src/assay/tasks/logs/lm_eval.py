"""Sample logs of lm-evaluation-harness as rows: `samples_TASK_TIME.jsonl`, a row for each document.

    {"doc_id": 0, "doc": {...}, "target": "4", "arguments": {...}, "resps": [["It is 4."]],
     "filtered_resps": ["4"], "filter": "strict-match", "metrics": ["exact_match"],
     "exact_match": 1.0}

A log has a line for each document and filter; they are one row here, with every metric in
`meta.recorded` as the harness names it in its results: `exact_match,strict-match`. The metric that
counts is the one that is named, else `exact_match`, else `acc`, else the first by its name, of the
first filter. `results_TIME.json` beside the samples says which model it was.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

from assay.errors import InputError, did_you_mean
from assay.registry import parse
from assay.tasks.answers_fields import CHOOSING
from assay.tasks.answers_layouts import Fields, layout_of
from assay.tasks.answers_rows import check_named, golds_of, identity_of, options_of
from assay.tasks.answers_said import prompt_in, response_in
from assay.tasks.logs.asked import Asked, Chosen, Target, with_gold
from assay.tasks.logs.lm_eval_ranked import ranked_in
from assay.tasks.logs.recorded import decision
from assay.tasks.logs.rows import TWICE, Attempt, Said, distinct, placed, row_of
from assay.tasks.logs.values import fields_of, items_of, text_of
from assay.tasks.records import FilePath, Record, json_records

__all__ = ["convert"]

_NAME = re.compile(r"samples_(?P<task>.+)_\d{4}-\d\d-\d\dT[\d.:-]+\.jsonl(?:\.gz)?")
_FIELDS = frozenset(
    "doc_id doc target arguments resps filtered_resps filter metrics doc_hash prompt_hash"
    " target_hash schema_version".split()
)
"""What is no metric, in logs that do not list theirs."""
_PREFERRED = ("exact_match", "acc", "pass@1")


class _Source(NamedTuple):
    """A file of samples: the task it tells of, the model where that is known, and whether its rows
    stand beside those of others."""

    path: str
    task: str
    model: str
    several: bool


class _Told(NamedTuple):
    """What a record says: the prompt, the response, and what is right."""

    prompt: Any
    response: Any
    target: Target
    chosen: Chosen


def convert(
    *files: FilePath, asked: Asked | None = None, named: Fields | None = None
) -> Iterator[dict[str, Any]]:
    """The rows of sample logs, document by document; a folder stands for all that are in it.

    With several files ids begin with the task's name. Raises InputError, with file, line and field,
    for a record that is malformed, lacks a response or a gold answer, or has no such metric, and
    for a document that comes twice, as it does in a folder with two runs of one task.
    """
    rows = (
        row
        for source in _sources(files)
        for row in _rows(source, asked or Asked(), named or Fields())
    )
    return distinct(rows, ", ".join(map(str, files)))


def _sources(files: Sequence[FilePath]) -> list[_Source]:
    paths = [path for file in files for path in _found(Path(file))]
    samples = [path for path in paths if not path.name.startswith("results_")]
    if not samples:
        raise InputError("there are no samples_*.jsonl", file=str(files[0]))
    models = {_model(path) for path in paths if path not in samples}
    model = models.pop() if len(models) == 1 else ""
    named = [(path, _NAME.fullmatch(path.name)) for path in samples]
    several = len(samples) > 1
    return [
        _Source(str(path), name["task"] if name else "", model, several) for path, name in named
    ]


def _found(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    return sorted([*path.rglob("samples_*.jsonl"), *path.rglob("results_*.json")])


def _model(path: Path) -> str:
    """The model that a file of results names."""
    try:
        fields = json.loads(path.read_bytes())
    except OSError as fault:
        raise InputError(fault.strerror or str(fault), file=str(path)) from None
    except (ValueError, RecursionError) as fault:
        raise InputError(f"not JSON: {fault}", file=str(path)) from None
    return text_of(fields_of(fields).get("model_name"))


def _rows(source: _Source, asked: Asked, named: Fields) -> Iterator[dict[str, Any]]:
    recorded = _recorded(source.path)
    first: dict[str, str] = {}
    for record, key, filtered in _told_apart(source.path):
        if first.setdefault(key, filtered) == filtered:
            yield _row(record, source, recorded[key], asked, named)
    if not first:
        raise InputError("there are no records", file=source.path)


def _recorded(path: str) -> dict[str, dict[str, Any]]:
    """The metrics of every document, of all filters: they stand far apart in the file."""
    found: dict[str, dict[str, Any]] = {}
    for record, key, filtered in _told_apart(path):
        fields = record.fields
        kept = found.setdefault(key, {})
        others = [name for name in fields if name not in _FIELDS]
        for name in [*items_of(fields.get("metrics", others)), *_PREFERRED]:
            if isinstance(name, str) and name in fields:
                kept.setdefault(f"{name},{filtered}", fields[name])
    return found


def _told_apart(path: str) -> Iterator[tuple[Record, str, str]]:
    """The records, each with its document and its filter, which old logs do not name: there a
    document that comes again with the same responses is told of by the next filter. Raises
    InputError where the responses are others: that is another attempt."""
    seen: Counter[str] = Counter()
    said: dict[str, bytes] = {}
    for record in json_records(path, pythonic=True):
        key, filtered = _key(record)
        if "filter" not in record.fields:
            responses = _digest(record)
            if said.setdefault(key, responses) != responses:
                raise record.fault(f"attempt 0 at {key!r:.80} {TWICE}")
            seen[key] += 1
            filtered = filtered if seen[key] == 1 else str(seen[key])
        yield record, key, filtered


def _digest(record: Record) -> bytes:
    """What tells the responses of one record from those of another: a log may hold many."""
    with placed(record.fault):
        return blake2b(repr(record.fields.get("resps")).encode(), digest_size=16).digest()


def _key(record: Record) -> tuple[str, str]:
    """The document that a record is about, and the filter that it tells of."""
    return str(record.fields.get("doc_id", record.key)), str(record.fields.get("filter", "none"))


def _row(
    record: Record, source: _Source, metrics: dict[str, Any], asked: Asked, named: Fields
) -> dict[str, Any]:
    by = _metric(record, metrics, asked.scorer)
    meta: dict[str, Any] = {"source": "lm-eval"}
    meta |= {name: value for name, value in source._asdict().items() if value and name != "path"}
    meta.pop("several", None)
    meta |= {"recorded": metrics, "recorded_by": by} if by else {"recorded": metrics}
    layout = layout_of("lm-eval", named)
    identity = identity_of(record, layout)
    if source.several and source.task:
        identity = f"{source.task}/{identity}"
    check_named(record, named)
    with placed(record.fault):
        told = _told(record, identity, asked, named)
        for check in told.chosen.checks:
            parse(check)
        attempt = Attempt(
            id=identity,
            prompt=told.prompt,
            said=Said(told.response, model=source.model),
            reference=_reference(told.target),
            meta=meta,
            decision=decision(metrics[by], f"lm-eval's {by}") if by else None,
        )
        return row_of(attempt, told.chosen)


def _told(record: Record, identity: str, asked: Asked, named: Fields) -> _Told:
    ranked = ranked_in(record)
    if ranked is not None:
        said, target = ranked.said, ranked.target
        chosen = asked.chosen(identity, target, True, "")
        if chosen.source == "choices and target":
            chosen = chosen._replace(source="choices and target; the response is the likeliest")
        return _Told(ranked.prompt, said, target, chosen)
    layout = layout_of("lm-eval", named)
    kinds = [check["kind"] for check in asked.checks] or ["answer.any"]
    options = options_of(record, layout) if CHOOSING & {*kinds} else []
    stated = asked.by_id is not None or bool(asked.checks)
    try:
        target = Target(golds_of(record, layout, options)[1], tuple(options))
    except InputError:
        if not stated:
            raise
        target = Target()
    prompt, response = prompt_in(record, layout), response_in(record, layout)
    if stated:
        return _Told(prompt, response, target, asked.chosen(identity, target, True, ""))
    return _Told(
        prompt, response, target, Chosen([with_gold({"kind": "answer.any"}, target)], "target")
    )


def _reference(target: Target) -> Any:
    golds = target.golds
    return None if not golds else golds[0] if len(golds) == 1 else [*golds]


def _metric(record: Record, metrics: dict[str, Any], wanted: str) -> str:
    """The metric whose word counts: `exact_match`, with its filter `exact_match,strict-match`."""
    filtered = _key(record)[1]
    if wanted:
        for name in (wanted, f"{wanted},{filtered}"):
            if name in metrics:
                return name
        near = did_you_mean(wanted, metrics) or f" (it has {', '.join(metrics) or 'none'})"
        raise record.fault(f"there is no metric {wanted!r}{near}")
    own = [f"{name},{filtered}" for name in _PREFERRED]
    given = [name for name in metrics if metrics[name] is not None]
    decided = sorted(name for name in given if decision(metrics[name], "") is not None)
    return next((name for name in own if name in decided), next(iter(decided), ""))
