"""Runs as Every Eval Ever's files, held to its schema 0.3.0.

The schemas here are excerpts in our own words of what that schema demands; where the package
`every-eval-ever` is installed (Python 3.12 and later) the files are held to its own, too.
"""

from __future__ import annotations

import json
import re
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from uuid import UUID

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from interchange_runs import GOLD, line, rows_of, run_of, verdict

from assay.errors import BadParameter, InputError, RunError, Undecided
from assay.evaluate.exports.every_eval_ever import Written, write
from assay.evaluate.exports.identity import portable
from assay.evaluate.exports.source import open_source

TEXTS: dict[str, Any] = {"type": "object", "additionalProperties": {"type": "string"}}
TEXT = {"type": "string", "minLength": 1}


def shape(required: dict[str, Any], closed: bool = False, **more: Any) -> dict[str, Any]:
    """A schema of an object, all of whose fields that are named first must be there."""
    made = {"type": "object", "required": [*required], "properties": {**required, **more}}
    return {**made, "additionalProperties": False} if closed else made


SCORED = shape(
    {
        "metric_config": shape(
            {
                "lower_is_better": {"type": "boolean"},
                "min_score": {"type": "number"},
                "max_score": {"anyOf": [{"type": "number"}, {"const": "Infinity"}]},
                "score_type": {"const": "continuous"},
            },
            metric_id=TEXT,
            metric_parameters={"type": "object"},
        ),
        "score_details": shape(
            {"score": {"type": "number"}},
            details=TEXTS,
            uncertainty=shape(
                {"num_samples": {"type": "integer"}},
                confidence_interval=shape(
                    {"lower": {"type": "number"}, "upper": {"type": "number"}}
                ),
            ),
        ),
        "evaluation_name": TEXT,
        "source_data": shape(
            {"dataset_name": TEXT, "source_type": {"const": "other"}}, additional_details=TEXTS
        ),
    },
    evaluation_result_id=TEXT,
    generation_config=shape(
        {},
        generation_args=shape(
            {},
            closed=True,
            temperature={"type": "number"},
            top_p={"type": "number"},
            max_tokens={"type": "integer"},
        ),
        additional_details=TEXTS,
    ),
)
RESULTS = shape(
    {
        "schema_version": {"const": "0.3.0"},
        "evaluation_id": TEXT,
        "retrieved_timestamp": {"type": "string", "pattern": r"^\d+\.\d+$"},
        "source_metadata": shape(
            {
                "source_type": {"const": "evaluation_run"},
                "source_organization_name": TEXT,
                "evaluator_relationship": {
                    "enum": ["first_party", "third_party", "collaborative", "other"]
                },
            }
        ),
        "model_info": shape(
            {
                "name": {"type": "string"},
                "id": TEXT,
                "additional_details": {
                    **TEXTS,
                    "required": ["deployment_type", "model_availability"],
                },
            },
            inference_engine=shape({}, name=TEXT, version=TEXT),
            inference_platform=TEXT,
        ),
        "eval_library": shape({"name": TEXT, "version": TEXT}),
        "evaluation_results": {"type": "array", "minItems": 1, "items": SCORED},
    },
    closed=True,
    evaluation_timestamp={"type": "string"},
    detailed_evaluation_results=shape(
        {"format": {"const": "jsonl"}, "file_path": TEXT},
        hash_algorithm={"const": "sha256"},
        checksum={"type": "string"},
        total_rows={"type": "integer"},
    ),
)
COUNT = {"type": ["integer", "null"], "minimum": 0}
TURN = shape(
    {"turn_idx": {"type": "integer"}, "role": TEXT},
    content={"type": ["string", "null"]},
    tool_calls={
        "type": "array",
        "items": shape({"id": {"type": "string"}, "name": {}}, arguments=TEXTS),
    },
    tool_call_id={"type": "array", "items": {"type": "string"}},
)
ATTEMPT = shape(
    {
        "schema_version": {"const": "0.3.0"},
        "evaluation_id": TEXT,
        "model_id": TEXT,
        "evaluation_name": TEXT,
        "sample_id": {"type": "string"},
        "interaction_type": {"enum": ["single_turn", "multi_turn", "agentic"]},
        "input": shape(
            {
                "raw": {"type": "string"},
                "reference": {"type": "array", "items": {"type": "string"}},
            },
            choices={"type": "array", "items": {"type": "string"}},
        ),
        "answer_attribution": {
            "type": "array",
            "items": shape(
                {
                    "turn_idx": {"type": "integer"},
                    "source": TEXT,
                    "extracted_value": {"type": "string"},
                    "extraction_method": TEXT,
                    "is_terminal": {"type": "boolean"},
                }
            ),
        },
        "evaluation": shape(
            {"score": {"type": "number"}, "is_correct": {"type": "boolean"}},
            num_turns={"type": "integer", "minimum": 1},
            tool_calls_count=COUNT,
        ),
        "output": {},
        "messages": {},
    },
    closed=True,
    evaluation_result_id=TEXT,
    sample_hash={"type": "string"},
    token_usage=shape({"input_tokens": COUNT, "output_tokens": COUNT, "total_tokens": COUNT}),
    performance={"type": "object"},
    error={"type": ["string", "null"]},
    metadata=TEXTS,
)
ALONE = shape(
    {
        "output": shape(
            {"raw": {"type": "array", "items": {"type": "string"}}},
            reasoning_trace={"type": "array", "items": {"type": "string"}},
        ),
        "messages": {"type": "null"},
    }
)
SEVERAL = shape(
    {"output": {"type": "null"}, "messages": {"type": "array", "minItems": 1, "items": TURN}}
)


def export(
    path: str, out: Path, *, scores: str = "", **asked: Any
) -> tuple[dict[str, Any], list[dict[str, Any]], Written]:
    """The results and the attempts that were written, held to the schema."""
    written = write(open_source(path, scores), out, **asked)
    results = json.loads(written.results.read_bytes())
    told = written.samples.read_bytes()
    attempts = [json.loads(one) for one in told.splitlines()]
    jsonschema.Draft7Validator(RESULTS).validate(results)
    for attempt in attempts:
        jsonschema.Draft7Validator(ATTEMPT).validate(attempt)
        kind = ALONE if attempt["interaction_type"] == "single_turn" else SEVERAL
        jsonschema.Draft7Validator(kind).validate(attempt)
        assert attempt["evaluation_id"] == results["evaluation_id"]
        assert attempt["model_id"] == results["model_info"]["id"]
    _as_its_gate_asks(results, attempts, written, out, told)
    _as_its_own_schema_asks(results, attempts)
    return results, attempts, written


def _as_its_gate_asks(
    results: Any, attempts: list[Any], written: Written, out: Path, told: bytes
) -> None:
    detail = results["detailed_evaluation_results"]
    assert detail["checksum"] == sha256(told).hexdigest()
    assert detail["total_rows"] == len(attempts) == written.attempts
    assert out / detail["file_path"] == written.samples
    parts = written.results.relative_to(out).parts
    assert len(parts) == 5
    assert parts[0] == "data"
    name = written.results.stem
    assert written.samples.name == f"{name}_samples.jsonl"
    assert str(UUID(name)) == name
    assert UUID(name).version == 4
    known = {one["evaluation_result_id"] for one in results["evaluation_results"]}
    assert {attempt["evaluation_result_id"] for attempt in attempts} <= known
    for one in results["evaluation_results"]:
        low, high = (one["metric_config"][bound] for bound in ("min_score", "max_score"))
        assert low <= one["score_details"]["score"] <= float(high)


def _as_its_own_schema_asks(results: Any, attempts: list[Any]) -> None:
    found = find_spec("every_eval_ever")
    if found is None or found.origin is None:
        return
    schemas = Path(found.origin).parent / "schemas"
    jsonschema.validate(results, json.loads((schemas / "eval.schema.json").read_bytes()))
    own = json.loads((schemas / "instance_level_eval.schema.json").read_bytes())
    for attempt in attempts:
        jsonschema.validate(attempt, own)


def test_a_run_with_its_metrics_and_attempts(tmp_path: Path) -> None:
    lines = [
        line("a"),
        line("a", "fail", attempt=1),
        line("b", "fail"),
        line("b", "fail", attempt=1),
    ]
    run = run_of(tmp_path / "run", *lines)
    results, attempts, written = export(run, tmp_path / "out", organization="Tide Lab")
    assert results["evaluation_id"] == "countdown/gpt-x/2026-11-21T18:06:23Z"
    assert results["source_metadata"]["source_organization_name"] == "Tide Lab"
    assert results["model_info"]["inference_platform"] == "api.example.org"
    accuracy, passing = results["evaluation_results"]
    assert accuracy["score_details"]["score"] == 0.25
    assert passing["metric_config"]["metric_id"] == "pass_at_k"
    assert passing["metric_config"]["metric_parameters"] == {"k": 2}
    assert passing["score_details"]["score"] == 0.5
    assert accuracy["generation_config"]["generation_args"] == {
        "temperature": 0.7, "top_p": 1.0, "max_tokens": 64,
    }  # fmt: skip
    assert accuracy["source_data"]["additional_details"] == {
        "version": "2",
        "settings": '{"level":2}',
    }
    first = attempts[0]
    assert (first["sample_id"], first["evaluation"]) == ("a", {"score": 1.0, "is_correct": True})
    assert first["input"] == {"raw": "2+2?", "reference": ["4"]}
    assert first["output"]["raw"] == ["It is 4."]
    assert first["answer_attribution"][0]["extracted_value"] == "4"
    assert first["answer_attribution"][0]["extraction_method"] == "answer.number:last"
    assert first["token_usage"]["total_tokens"] == 8
    assert first["performance"] == {"latency_ms": 250.0}
    assert [attempt["metadata"]["attempt"] for attempt in attempts] == ["0", "1"] * 2
    assert written.left_out == 0
    assert not written.apart.exists()


def test_what_is_neither_right_nor_wrong_is_told_apart(tmp_path: Path) -> None:
    lines = [line("a"), line("b", "undecided"), line("c", "error"), line("d", "fault")]
    run = run_of(tmp_path / "run", *lines)
    results, attempts, written = export(run, tmp_path / "out")
    assert [attempt["sample_id"] for attempt in attempts] == ["a"]
    details = results["evaluation_results"][0]["score_details"]
    assert details["score"] == 1.0
    assert details["details"] == {"undecided": "2", "faults": "1"}
    apart = [json.loads(one) for one in written.apart.read_bytes().splitlines()]
    assert [one["id"] for one in apart] == ["b", "c", "d"]
    assert apart[0]["undecided"][0]["why"] == "it is undecided"
    assert apart[2]["fault"]["kind"] == "timeout"


def test_a_second_export_takes_the_place_of_the_first(tmp_path: Path) -> None:
    run = run_of(tmp_path / "run", line("a"), line("b", "undecided"))
    export(run, tmp_path / "out")
    run = run_of(tmp_path / "run", line("a"), line("b"))
    *_, written = export(run, tmp_path / "out")
    files = [path for path in (tmp_path / "out").rglob("*") if path.is_file()]
    assert sorted(files) == sorted([written.results, written.samples])


def test_turns_and_tools(tmp_path: Path) -> None:
    call = {"id": "c", "type": "function", "function": {"name": "add", "arguments": '{"x": 1}'}}
    said = [
        {"role": "assistant", "content": None, "tool_calls": [call]},
        {"role": "tool", "content": "4", "tool_call_id": "c"},
        {"role": "assistant", "content": "4"},
    ]
    turns = [
        {"role": "user", "content": "Hi"},
        {"role": "assistant", "content": "Hello"},
        {"role": "user", "content": [{"type": "text", "text": "2+2?"}]},
    ]
    thought = [{"role": "assistant", "content": "4", "reasoning": "carry"}]
    lines = [
        line("a", response=said),
        line("b", prompt=turns),
        line("c", response=thought, generation={"usage": {}}),
        line("d", checks=[{"kind": "answer.choice", "gold": "B", "options": ["3", "4"]}]),
    ]
    _, attempts, _ = export(run_of(tmp_path / "run", *lines), tmp_path / "out")
    agent, several, alone, choice = attempts
    assert agent["interaction_type"] == "agentic"
    assert agent["messages"][1]["tool_calls"] == [
        {"id": "c", "name": "add", "arguments": {"x": "1"}}
    ]
    assert agent["messages"][2]["tool_call_id"] == ["c"]
    assert agent["evaluation"]["tool_calls_count"] == 1
    assert agent["answer_attribution"][0]["turn_idx"] == 3
    assert several["interaction_type"] == "multi_turn"
    assert several["input"]["raw"] == "Hi\n\n2+2?"  # no answer of the model's in it
    assert [turn["role"] for turn in several["messages"]] == [
        "user",
        "assistant",
        "user",
        "assistant",
    ]
    assert alone["output"] == {"raw": ["4"], "reasoning_trace": ["carry"]}
    assert "token_usage" not in alone
    assert choice["input"]["choices"] == ["3", "4"]


def test_every_metric_says_which_way_is_better_and_where_it_ends(tmp_path: Path) -> None:
    sure = [(0.9, "pass"), (0.8, "fail"), (0.1, "pass"), (0.05, "fail"), (0.9, "fail")]
    lines = [
        line(str(k), status, attempt=n, meta={"confidence": [c, c], "base": str(k // 2)})
        for k, (c, status) in enumerate(sure)
        for n in (0, 1)
    ]
    asked = "pass@2,pass-curve,pass^2,ece,brier,aurc,cost:tokens,phrasings,cot-pass@1:a.b"
    results, *_ = export(
        run_of(tmp_path / "run", *lines), tmp_path / "out", metrics=asked.split(",")
    )
    made = results["evaluation_results"]
    configs = {one["metric_config"]["metric_name"]: one["metric_config"] for one in made}
    identities = [one["evaluation_result_id"] for one in made]
    assert len(identities) == len(set(identities))
    lower = {name for name, one in configs.items() if one["lower_is_better"]}
    assert lower == {
        *("ece", "ece equal-mass", "brier", "brier reliability", "brier uncertainty"),
        *("aurc", "e-aurc", "cost:tokens", "phrasings spread", "phrasings spread by chance"),
    }
    ends = {name: (one["min_score"], one["max_score"]) for name, one in configs.items()}
    assert ends["brier resolution"] == (-1, 1)
    assert ends["ece"] == ends["accuracy"] == (0, 1)
    assert ends["cost:tokens"] == (0, "Infinity")


def test_samples_are_joined_by_a_hash_of_question_and_reference(tmp_path: Path) -> None:
    _, (attempt,), _ = export(run_of(tmp_path / "run", line("a")), tmp_path / "out")
    given = json.dumps({"raw": "2+2?", "reference": ["4"]}, sort_keys=True, separators=(",", ":"))
    assert attempt["sample_hash"] == sha256(given.encode()).hexdigest()


@pytest.mark.parametrize(
    ("model", "identity", "folder"),
    [
        ("embedded", "assay/embedded", "assay/embedded"),
        ("openai:org/name", "org/name", "org/name"),
        ("http://127.0.0.1:8000/v1#org/name", "org/name", "org/name"),
        ("local:/models/org/name/", "org/name", "org/name"),
        ("gpt-x", "gpt-x", "unknown/gpt-x"),
        ("../../x", "../../x", "unknown/_x"),
        ("con/data", "con/data", "con_/data_"),
    ],
)
def test_models_in_the_names_of_the_datastore(
    tmp_path: Path, model: str, identity: str, folder: str
) -> None:
    run = run_of(tmp_path / "run", line("a"), model={"name": model, "settings": {}})
    results, _, written = export(run, tmp_path / "out")
    assert results["model_info"]["id"] == identity
    place = written.results.parent.relative_to(tmp_path / "out")
    assert re.fullmatch(r"data/countdown/[^/]+/[^/]+", str(place))
    if "." not in model:
        assert str(place) == f"data/countdown/{folder}"


def test_a_model_that_is_named(tmp_path: Path) -> None:
    run = run_of(tmp_path / "run", line("a"))
    results, _, written = export(run, tmp_path / "out", model="org/name", collection="my/set")
    assert results["model_info"]["id"] == "org/name"
    assert results["model_info"]["developer"] == "org"
    assert "data/my_set/org/name" in str(written.results)


def test_verdict_rows(tmp_path: Path) -> None:
    meta = {"task": "arith", "model": "org/name"}
    rows = [
        line("a", meta=meta, generation=None) | {"extra": [1]},
        {"prompt": "p", "response": ["x", "y", "z"], "checks": [GOLD], "meta": meta,
         "verdicts": [[verdict("pass")], [verdict("fail")], [verdict("undecided")]],
         "passed": [True, False, None], "score": [1.0, 0.0, None]},
        {"id": 3, "response": "only recorded", "passed": True, "meta": meta},
        {"id": 4, "response": "nothing known", "meta": meta},
        {"id": 5, "response": [], "fault": {"kind": "server", "message": "oops"}, "meta": meta},
    ]  # fmt: skip
    results, attempts, written = export(rows_of(tmp_path / "r.jsonl", *rows), tmp_path / "out")
    assert results["model_info"]["id"] == "org/name"
    assert results["evaluation_id"].startswith("arith/org/name/")
    told = [
        (a["sample_id"], a["metadata"]["attempt"], a["evaluation"]["is_correct"]) for a in attempts
    ]
    assert told == [("a", "0", True), ("2", "0", True), ("2", "1", False), ("3", "0", True)]
    apart = [json.loads(one)["id"] for one in written.apart.read_bytes().splitlines()]
    assert apart == ["2", "4", "5"]
    assert "generation_config" not in results["evaluation_results"][0]


def test_verdicts_that_were_given_later(tmp_path: Path) -> None:
    run = run_of(tmp_path / "run", line("a"), line("b"), line("c"))
    (tmp_path / "run/scores").mkdir()
    scored = [{"id": "a", "verdicts": [[verdict("fail")]], "passed": False, "score": 0.0}]
    rows_of(tmp_path / "run/scores/strict.jsonl", *scored, {"id": "b", "verdicts": []})
    _, attempts, written = export(run, tmp_path / "out", scores="strict")
    assert [one["evaluation"]["is_correct"] for one in attempts] == [False]
    assert written.left_out == 2
    with pytest.raises(InputError, match=r"no scores 'stric' .there is strict"):
        open_source(run, "stric")


def test_what_cannot_be_exported(tmp_path: Path) -> None:
    with pytest.raises(Undecided, match="nothing was decided"):
        export(run_of(tmp_path / "run", line("a", "undecided")), tmp_path / "out")
    with pytest.raises(RunError, match="not a run"):
        export(str(tmp_path), tmp_path / "out")
    with pytest.raises(InputError, match="No such file"):
        export(str(tmp_path / "nothing.jsonl"), tmp_path / "out")
    run = run_of(tmp_path / "run", line("a"))
    with pytest.raises(BadParameter, match="unknown metric"):
        export(run, tmp_path / "out", metrics=["acuracy"])
    with pytest.raises(RunError, match=r"Not a directory|File exists"):
        export(run, Path(rows_of(tmp_path / "file", line("a"))))
    rows = rows_of(tmp_path / "r.jsonl", line("a", generation=None))
    with pytest.raises(BadParameter, match="--model-id"):
        export(rows, tmp_path / "out")
    for bad in ("{", "[]", '{"response": 3}', '{"response": "x", "verdicts": [[3]]}'):
        (tmp_path / "bad.jsonl").write_text(f"{bad}\n")
        with pytest.raises(InputError, match=r"bad\.jsonl:1: not a verdict row"):
            open_source(str(tmp_path / "bad.jsonl"))


STATUS = st.sampled_from(["pass", "fail", "undecided", "error", "fault"])


@given(
    st.lists(st.tuples(st.text(max_size=5), st.text(max_size=10), STATUS), min_size=1, max_size=8)
)
def test_counts_come_back_as_they_were(
    tmp_path_factory: pytest.TempPathFactory, told: list[tuple[str, str, str]]
) -> None:
    folder = tmp_path_factory.mktemp("runs")
    lines = [line(i, s, attempt=n, prompt=p) for n, (i, p, s) in enumerate(told)]
    run = run_of(folder / "run", *lines)
    decided = [(i, s == "pass") for i, _, s in told if s in ("pass", "fail")]
    if not decided:
        with pytest.raises(Undecided):
            export(run, folder / "out")
        return
    _, attempts, written = export(run, folder / "out", metrics=["accuracy"])
    assert [(a["sample_id"], a["evaluation"]["is_correct"]) for a in attempts] == decided
    assert written.left_out == len(told) - len(decided)


@given(st.text(max_size=120))
def test_parts_of_paths_are_names_everywhere(name: str) -> None:
    made = portable(name)
    assert re.fullmatch(r"[A-Za-z0-9_+-][A-Za-z0-9._+-]*", made)
    assert made not in ("data", "con", "nul")
    assert len(made) <= 101
    assert made[-1] not in ". "
