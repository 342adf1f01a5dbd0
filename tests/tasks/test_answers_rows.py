"""Graded answers of other projects as rows: every record one row, or an error that names it."""

from __future__ import annotations

import csv
import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from assay.errors import BadParameter, InputError, UnknownKind
from assay.sample import encode_json, read_row
from assay.tasks.answers_layouts import Fields
from assay.tasks.answers_rows import convert

VERL = {
    "data_source": "openai/gsm8k",
    "prompt": [{"role": "user", "content": "What is 6 times 7?"}],
    "ability": "math",
    "reward_model": {"style": "rule", "ground_truth": "42"},
    "extra_info": {"split": "test", "index": 3},
    "responses": [r"\boxed{42}", r"\boxed{41}"],
}
ROLLOUT = {"input": "What is 6 times 7?", "output": "42", "gts": "42", "score": 1.0, "step": 5}
LM_EVAL = {
    "doc_id": 7,
    "doc": {"question": "What is 6 times 7?", "answer": "6*7 = 42\n#### 42"},
    "target": "6*7 = 42\n#### 42",
    "arguments": {"gen_args_0": {"arg_0": "Q: What is 6 times 7?\nA:", "arg_1": {}}},
    "resps": [["It is 42."]],
    "filtered_resps": ["42"],
    "filter": "strict-match",
    "exact_match": 1.0,
}
COMPASS = {
    "0": {"origin_prompt": "What is 6 times 7?", "prediction": "42", "gold": "42"},
    "1": {
        "origin_prompt": [{"role": "HUMAN", "prompt": "And 6 times 8?"}],
        "prediction": ["48", "84"],
        "gold": 48,
    },
}


def lines(path: Path, *records: Any) -> str:
    path.write_text("".join(json.dumps(record) + "\n" for record in records))
    return str(path)


def rows_of(format: str, *files: str, **named: str) -> list[dict[str, Any]]:
    """The rows, each of which must be one that `assay verify` reads."""
    rows = list(convert(format, *files, named=Fields(**named)))
    for row in rows:
        read_row(encode_json(row))
    return rows


def test_verl_data(tmp_path: Path) -> None:
    (row,) = rows_of("verl", lines(tmp_path / "v.jsonl", VERL))
    assert row["id"] == "3"
    assert row["prompt"] == VERL["prompt"]
    assert row["response"] == VERL["responses"]
    assert row["checks"] == [{"kind": "answer.any", "gold": "42"}]
    assert row["meta"] == {"source": "verl", "data_source": "openai/gsm8k"}


def test_what_a_verl_trainer_dumps(tmp_path: Path) -> None:
    (row,) = rows_of("verl", lines(tmp_path / "v.jsonl", ROLLOUT))
    assert (row["prompt"], row["response"]) == ("What is 6 times 7?", "42")
    assert row["meta"] == {"source": "verl", "score": 1.0}


def test_lm_eval_samples(tmp_path: Path) -> None:
    (row,) = rows_of("lm-eval", lines(tmp_path / "s.jsonl", LM_EVAL))
    assert (row["id"], row["prompt"]) == ("7", "What is 6 times 7?")
    assert row["response"] == "It is 42."
    assert row["checks"][0]["gold"] == "42"
    assert row["meta"] == {"source": "lm-eval", "exact_match": 1.0, "filter": "strict-match"}


def test_lm_eval_samples_in_one_array_and_without_a_question(tmp_path: Path) -> None:
    record = {**LM_EVAL, "doc": {}, "resps": [["a"], ["b"]]}
    (tmp_path / "s.json").write_text(json.dumps([record, LM_EVAL], indent=1))
    first, second = rows_of("lm-eval", str(tmp_path / "s.json"))
    assert first["prompt"].startswith("Q:")
    assert first["response"] == ["a", "b"]
    assert second["response"] == "It is 42."


def test_lm_eval_choices_are_options(tmp_path: Path) -> None:
    doc = {"question": "Which?", "choices": ["Mars", "Jupiter"], "answer": 1}
    record = {"doc_id": 0, "doc": doc, "target": 1, "resps": [["(B)"]]}
    (row,) = rows_of("lm-eval", lines(tmp_path / "s.jsonl", record))
    check = {"kind": "answer.any", "gold": "B", "options": ["Mars", "Jupiter"]}
    assert row["checks"] == [check]


def test_opencompass_predictions(tmp_path: Path) -> None:
    (tmp_path / "p.json").write_text(json.dumps(COMPASS, indent=4))
    first, second = rows_of("opencompass", str(tmp_path / "p.json"))
    assert (first["id"], first["response"]) == ("0", "42")
    assert second["prompt"] == [{"role": "user", "content": "And 6 times 8?"}]
    assert second["response"] == ["48", "84"]
    assert second["checks"][0]["gold"] == 48


def test_math_verify_tables(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["answer", "gold", "is_correct"])
        writer.writerow(["First line,\n\nthen \\boxed{42}.", "42", "True"])
        writer.writerow(["", "7", ""])
        writer.writerow(["x" * 300_000, "8", ""])
    first, second, third = rows_of("math-verify", str(path))
    assert first["response"] == "First line,\n\nthen \\boxed{42}."
    assert first["meta"] == {"source": "math-verify", "is_correct": "True"}
    assert (second["response"], second["checks"][0]["gold"]) == ("", "7")
    assert len(third["response"]) == 300_000
    assert csv.field_size_limit() == 131_072


def test_a_row_of_a_table_is_named_by_the_line_where_it_begins(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text('answer,gold\n"a\nb",1\nc,\n')
    with pytest.raises(InputError, match=r"t\.csv:4: gold: expected an answer") as fault:
        rows_of("math-verify", str(tmp_path / "t.csv"))
    assert fault.value.line == 4


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("answer,gold\na,b,c\n", ":2: expected 2 cells"),
        ("answer,golden\na,b\n", ":2: there is no gold answer.*did you mean 'golden'"),
        ('answer,gold\na,1\n"b,2\n', ":3: a quotation mark is not closed"),
        ("answer,gold\n", "no records"),
        ("", "no records"),
    ],
)
def test_tables_that_are_none(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "t.csv").write_text(text)
    with pytest.raises(InputError, match=said):
        rows_of("math-verify", str(tmp_path / "t.csv"))


def test_tables_in_other_bytes(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_bytes(b"\xef\xbb\xbfanswer,gold\r\n1,1\r\n")
    assert len(rows_of("math-verify", str(tmp_path / "t.csv"))) == 1
    (tmp_path / "t.csv.gz").write_bytes(gzip.compress(b"answer,gold\n1,1\n"))
    assert len(rows_of("math-verify", str(tmp_path / "t.csv.gz"))) == 1
    (tmp_path / "t.csv").write_bytes(b"answer,gold\n\xff,1\n")
    with pytest.raises(InputError, match="UTF-8"):
        rows_of("math-verify", str(tmp_path / "t.csv"))


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ({"question": "q", "response": "r", "gold": "1"}, ("q", "r", "1")),
        ({"problem": "q", "output": "r", "answer": "1"}, ("q", "r", "1")),
        ({"prompt": "q", "prediction": "r", "ground_truth": 1}, ("q", "r", 1)),
        ({"input": "q", "model_output": "r", "solution": "so \\boxed{1}"}, ("q", "r", "1")),
    ],
)
def test_fields_are_guessed(tmp_path: Path, record: Any, expected: Any) -> None:
    (row,) = rows_of("answers", lines(tmp_path / "a.jsonl", record))
    assert (row["prompt"], row["response"], row["checks"][0]["gold"]) == expected


def test_fields_are_named_by_paths(tmp_path: Path) -> None:
    record = {"a.b": "r", "x": {"gold": ["1", "2"], "ask": "q", "of": ["m", "n"]}, "n": 9}
    path = lines(tmp_path / "a.jsonl", record)
    named = {"response": "a.b", "gold": "x.gold", "prompt": "x.ask", "id": "n"}
    (row,) = rows_of("answers", path, **named, options="x.of")
    assert (row["id"], row["prompt"], row["response"]) == ("9", "q", "r")
    assert row["checks"][0] == {"kind": "answer.any", "gold": ["1", "2"], "options": ["m", "n"]}


def test_the_kind_is_the_callers(tmp_path: Path) -> None:
    record = {"question": "q", "response": "r", "gold": "1", "options": ["1", "2"]}
    path = lines(tmp_path / "a.jsonl", record)
    (row,) = convert("answers", path, kind="answer.math")
    assert row["checks"] == [{"kind": "answer.math", "gold": "1"}]
    with pytest.raises(UnknownKind, match=r"answer\.math"):
        list(convert("answers", path, kind="answer.maths"))
    with pytest.raises(BadParameter, match=r"text\.words takes no gold answer"):
        list(convert("answers", path, kind="text.words"))


@pytest.mark.parametrize(
    ("named", "said"),
    [
        ({"prompt": "quest"}, "there is no prompt: no field 'quest'; did you mean 'question'"),
        ({"id": "idd"}, "there is no id: no field 'idd'"),
        ({"options": "choices"}, "there is no list of options: no field 'choices'"),
        ({"options": "question"}, "question: expected a list of options, got 'q'"),
    ],
)
def test_a_field_that_is_named_must_be_there(tmp_path: Path, named: Any, said: str) -> None:
    path = lines(tmp_path / "a.jsonl", {"question": "q", "response": "r", "gold": "1"})
    with pytest.raises(InputError, match=said):
        rows_of("answers", path, **named)


def test_options_by_their_letters(tmp_path: Path) -> None:
    record = {"question": "q", "response": "(B)", "answer": "n", "options": {"A": "m", "B": "n"}}
    (row,) = rows_of("answers", lines(tmp_path / "a.jsonl", record))
    assert row["checks"][0]["options"] == ["m", "n"]


GOOD = {"response": "r", "gold": "1"}
FAULTS: list[tuple[Any, str]] = [
    ({"response": "r"}, r"a\.jsonl:2: there is no gold answer"),
    ({"respones": "r", "gold": "1"}, "did you mean 'respones'"),
    ({"response": None, "gold": "1"}, "a.jsonl:2: response: the response is null"),
    ({"response": {"x": 1}, "gold": "1"}, "a.jsonl:2: response: expected a text"),
    ({"response": [], "gold": "1"}, "empty list"),
    ({"response": [[["-1.5", "False"]]], "gold": "1"}, "a.jsonl:2: response: log-likelihoods"),
    ({"response": [[-1.5, False], [-2.0, True]], "gold": "1"}, "log-likelihoods are no response"),
    ({"response": [[1]], "gold": "1"}, "a.jsonl:2: response: expected a message"),
    ({"response": "r", "gold": {"x": 1}}, "a.jsonl:2: gold: expected an answer"),
    ({"response": "r", "gold": " "}, "a.jsonl:2: gold: expected an answer"),
    ([1], "a.jsonl:2: expected a JSON object"),
    ({**GOOD, "prompt": [1]}, "a.jsonl:2: prompt: expected a message"),
]


@pytest.mark.parametrize(("record", "said"), FAULTS)
def test_a_record_that_is_none_is_an_error_that_names_it(
    tmp_path: Path, record: Any, said: str
) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(GOOD) + "\n" + json.dumps(record) + "\n")
    with pytest.raises(InputError, match=said):
        rows_of("answers", str(path))


@pytest.mark.parametrize(
    ("format", "text", "said"),
    [
        ("answers", "{", r":1: not JSON"),
        ("answers", '[{"response": 1}, 2]', r"gold answer"),
        ("answers", "[" * 100_000, "deeply|not JSON"),
        ("answers", "", "no records"),
        ("opencompass", "[1]", "numbered records"),
        ("opencompass", '{"0": 1}', "0: expected a JSON object"),
        ("opencompass", '{"0": {"prediction": "1"}}', "there is no gold answer"),
    ],
)
def test_files_that_are_none(tmp_path: Path, format: str, text: str, said: str) -> None:
    (tmp_path / "f.json").write_text(text)
    with pytest.raises(InputError, match=said):
        rows_of(format, str(tmp_path / "f.json"))


def test_conversations_stay_apart(tmp_path: Path) -> None:
    said = [{"role": "assistant", "content": "1"}]
    (row,) = rows_of("answers", lines(tmp_path / "a.jsonl", {**GOOD, "response": [said, said]}))
    assert row["response"] == [said, said]


def test_parquet_is_refused_with_the_way_out(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="to_json"):
        rows_of("verl", str(tmp_path / "v.parquet"))


def test_several_files_make_one(tmp_path: Path) -> None:
    one = lines(tmp_path / "1.jsonl", GOOD)
    two = lines(tmp_path / "2.jsonl", GOOD, GOOD)
    assert len(rows_of("answers", one, two)) == 3
