"""Records of anybody's data files as samples, by the names of their fields."""

from __future__ import annotations

import csv
import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assay.errors import AssayError, InputError, TaskError
from assay.sample import Sample
from assay.tasks import open_task
from assay.tasks.template import fields_in, filled
from assay.tasks.validation import validate_task

SUMS = [
    {"question": "6 times 7?", "gold": "6*7=42 #### 42", "extra": {"level": 1}},
    {"question": "6 times 8?", "gold": "#### 48", "extra": {"level": 2}},
]


def written(path: Path, records: list[Any]) -> str:
    path.write_text("".join(json.dumps(record) + "\n" for record in records))
    return str(path)


def samples(spec: str, **given: Any) -> list[Sample]:
    return list(open_task(spec, given).samples())


def fault_of(spec: str, **given: Any) -> str:
    with pytest.raises(InputError) as fault:
        samples(spec, **given)
    return str(fault.value)


def test_fields_are_found_by_their_usual_names(tmp_path: Path) -> None:
    first, second = samples(f"jsonl:{written(tmp_path / 's.jsonl', SUMS)}")
    assert (first.id, first.prompt, first.reference) == ("1", "6 times 7?", "42")
    assert (second.checks[0].kind, second.meta) == ("answer.any", {"source": "s"})


def test_settings_that_name_fields_make_json_lines_records(tmp_path: Path) -> None:
    path = written(tmp_path / "s.jsonl", [{"q": "6 times 7?", "a": 42, "n": 9}])
    (made,) = samples(path, prompt="q", answer="a", id="n", check="answer.math", keep="n, a")
    assert (made.id, made.prompt, made.checks[0].kind) == ("9", "6 times 7?", "answer.math")
    assert made.meta == {"source": "s", "n": 9, "a": 42}


def test_gold_answers_of_records_verify(tmp_path: Path) -> None:
    found = validate_task(open_task(f"jsonl:{written(tmp_path / 's.jsonl', SUMS)}"))
    assert (found.solutions, found.faults) == (2, [])


@pytest.mark.parametrize(
    ("name", "text", "given"),
    [
        ("s.csv", 'question,gold\n"6 times 7,\nplease?",42\n', {}),
        ("s.csv", '\ufeffquestion,gold\r\n"6 times 7,\nplease?",42\r\n', {}),
        ("s.tsv", 'question\tgold\n"6 times 7,\nplease?"\t42\n', {}),
        ("s.csv", 'question;gold\n"6 times 7,\nplease?";42\n', {"delimiter": ";"}),
        ("s.json", '[{"question": "6 times 7,\\nplease?", "gold": 42}]', {}),
        ("s.json", '\ufeff[\n{"question": "6 times 7,\\nplease?", "gold": 42}]', {}),
    ],
)
def test_every_form_of_text_gives_the_same(
    tmp_path: Path, name: str, text: str, given: dict[str, Any]
) -> None:
    (tmp_path / name).write_bytes(text.encode())
    (made,) = samples(str(tmp_path / name), **given)
    assert made.prompt == "6 times 7,\nplease?"
    assert validate_task(open_task(str(tmp_path / name), given)).faults == []


def test_several_files_by_a_star_are_read_in_order(tmp_path: Path) -> None:
    for number in (2, 1):
        written(tmp_path / f"p{number}.jsonl", [{"id": number, "question": "?", "answer": "x"}])
    assert [s.id for s in samples(f"jsonl:{tmp_path}/p*.jsonl")] == ["1", "2"]


def test_options_stand_below_the_prompt_and_in_the_check(tmp_path: Path) -> None:
    record = {"question": "Largest?", "choices": ["Mars", "Jupiter"], "answer": 1}
    path = written(tmp_path / "c.jsonl", [record])
    (made,) = samples(path, answer="answer")
    assert made.prompt == "Largest?\nA. Mars\nB. Jupiter"
    assert (made.checks[0].options, made.checks[0].gold) == (("Mars", "Jupiter"), "B")
    assert validate_task(open_task(path, {"answer": "answer"})).faults == []


def test_a_template_places_fields_and_options(tmp_path: Path) -> None:
    record = {"q": "Largest?", "o": ["Mars", "Jupiter"], "a": "B", "x": {"y": 3}}
    path = written(tmp_path / "c.jsonl", [record])
    (made,) = samples(path, template="{{{x.y}}} {q}\n{options}", options="o", answer="a")
    assert made.prompt == "{3} Largest?\nA. Mars\nB. Jupiter"


def test_messages_and_a_system_message(tmp_path: Path) -> None:
    chat = [{"role": "user", "content": "6 times 7?"}]
    path = written(tmp_path / "m.jsonl", [{"prompt": chat, "answer": 42}])
    (made,) = samples(path, answer="answer", system="Be brief.")
    assert list(made.prompt) == [{"role": "system", "content": "Be brief."}, *chat]


def test_checks_of_the_records_own_and_for_all(tmp_path: Path) -> None:
    words = {"kind": "text.words", "min": 3}
    path = written(tmp_path / "k.jsonl", [{"ask": "Go.", "must": [words]}])
    (made,) = samples(path, prompt="ask", checks="must", check='{"kind": "text.commas", "max": 0}')
    assert [check.kind for check in made.checks] == ["text.commas", "text.words"]


def test_responses_are_kept_apart_from_samples(tmp_path: Path) -> None:
    path = written(tmp_path / "r.jsonl", [{**SUMS[0], "said": ["42", "43"]}])
    task = open_task(path, {"answer": "gold", "response": "said"})
    assert next(task.samples()).responses == ()
    assert next(task.recorded()).responses == ("42", "43")


@pytest.mark.parametrize(
    ("record", "given", "said"),
    [
        ({"qestion": "?", "gold": 1}, {}, "there is no prompt"),
        ({"question": "?", "golld": 1}, {}, "did you mean 'golld'"),
        ({"question": None, "gold": 1}, {"prompt": "question"}, "question: the prompt is null"),
        ({"question": " ", "gold": 1}, {}, "question: expected a text or messages"),
        ({"question": 3, "gold": 1}, {}, "question: expected a text or messages, got 3"),
        ({"question": [], "gold": 1}, {}, "expected a text or messages, got []"),
        ({"question": [3], "gold": 1}, {}, "question: "),
        ({"question": "?", "gold": "  "}, {}, "gold: expected an answer"),
        ({"question": "?", "gold": {}}, {}, "gold: expected an answer"),
        ({"question": "?", "gold": 1, "id": [1]}, {}, "id: expected a text or a whole number"),
        ({"question": "?", "gold": 1, "id": True}, {}, "id: expected a text or a whole number"),
        ({"question": "?", "gold": 1}, {"id": "nr"}, "there is no id: no field 'nr'"),
        ({"question": "?", "gold": 1}, {"keep": "lvl"}, "there is no field to keep"),
        ({"question": "?", "gold": 1}, {"options": "gold"}, "expected a list of options"),
        ({"question": "?", "gold": 1}, {"template": "{qestion}"}, "did you mean 'question'"),
        ({"question": "?", "m": [{"kind": "text.wordz"}]}, {"checks": "m"}, "m[0].kind: unknown"),
        ({"question": "?", "m": 3}, {"checks": "m"}, "m: expected a list of checks"),
        ({"question": "x" * 10_000_001, "gold": 1}, {}, "10,000,000 are the most"),
        ({"question": "?", "gold": 1, "r": 3}, {"response": "r"}, "r: expected a text"),
        (3, {}, "expected a JSON object"),
    ],
)
def test_what_is_wrong_is_named_by_file_line_and_field(
    tmp_path: Path, record: Any, given: dict[str, Any], said: str
) -> None:
    path = tmp_path / "w.jsonl"
    path.write_text("\n" + json.dumps(record) + "\n")
    message = fault_of(f"jsonl:{path}", **given)
    assert f"{path}:2" in message
    assert said in message


def test_a_field_that_is_missing_further_down_is_no_other_field(tmp_path: Path) -> None:
    path = written(tmp_path / "d.jsonl", [SUMS[0], {"input": "?", "gold": 1}])
    assert ":2: there is no prompt: no field 'question'" in fault_of(f"jsonl:{path}")


def test_a_null_in_the_first_record_is_said_to_be_one(tmp_path: Path) -> None:
    path = tmp_path / "q.jsonl"
    path.write_text('{"question": null, "answer": "1"}\n')
    with pytest.raises(InputError, match="question: the prompt is null"):
        list(open_task(str(path), {"check": "answer.any"}).samples())


def test_what_is_no_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "loop.csv").symlink_to(tmp_path / "loop.csv")
    os.mkfifo(tmp_path / "pipe.csv")
    for name, said in (("loop.csv", "a link that leads nowhere"), ("pipe.csv", "a pipe")):
        with pytest.raises(TaskError, match=said):
            open_task(str(tmp_path / name))


def test_an_id_that_stands_twice_is_an_error_unless_records_are_numbered(tmp_path: Path) -> None:
    path = written(tmp_path / "t.jsonl", [{**SUMS[0], "id": 1}, {**SUMS[1], "id": "1"}])
    assert "row 2 has the id '1'" in fault_of(f"jsonl:{path}")
    assert [s.id for s in samples(f"jsonl:{path}", id="-")] == ["1", "2"]


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("u.csv", "question,gold\n?,1\n".encode("utf-16"), "not UTF-8"),
        ("n.csv", b"question,gold\n?\0,1\n", "NUL"),
        ("h.csv", b"question,gold,gold\n?,1,2\n", "two columns of the header are called 'gold'"),
        ("q.csv", b'question,gold\n"?,1\n', "quotation mark is not closed"),
        ("c.csv", b"question,gold\n?\n", "expected 2 cells"),
        ("e.csv", b"", "there are no rows"),
        ("o.csv", b"question,gold\n", "there are no rows"),
        ("n.json", b'[{"question": "?", "gold": NaN}]', "NaN"),
        ("t.json", b'[{"question": "?"', "not JSON"),
        ("b.jsonl.gz", b"\x1f\x8b\x08broken", "b.jsonl.gz"),
    ],
)
def test_files_that_are_broken_are_one_clear_error(
    tmp_path: Path, name: str, data: bytes, said: str
) -> None:
    (tmp_path / name).write_bytes(data)
    assert said in fault_of(str(tmp_path / name), answer="gold")


@pytest.mark.parametrize(
    ("spec", "given", "said"),
    [
        ("records", {"path": "{here}/s.jsonl", "check": "answer.mth"}, "mean 'answer.math'"),
        ("records", {"path": "{here}/s.jsonl", "check": "{{"}, "check: not JSON"),
        ("records", {"path": "{here}/s.jsonl", "template": "{q"}, "names no field"),
        ("records", {"path": "{here}/s.jsonl", "split": "test"}, "go with format=hf"),
        ("records", {"path": "{here}/s.jsonl", "format": "xls"}, "Invalid enum value 'xls'"),
        ("records", {"path": "{here}/s.jsonl", "delimiter": ""}, "expected one character"),
        ("records", {"path": "{here}/nothing*.jsonl"}, "no file like"),
        ("records", {"path": "{here}/s.xls"}, "cannot tell the format"),
        ("records", {"path": "{here}/s.jsonl", "prompt": "q", "template": "q"}, "go together"),
        ("{here}/s.jsonl", {"promt": "q"}, "did you mean 'prompt'"),
    ],
)  # fmt: skip
def test_settings_that_cannot_be_are_refused(
    tmp_path: Path, spec: str, given: dict[str, str], said: str
) -> None:
    written(tmp_path / "s.jsonl", SUMS)
    filled_in = {key: value.replace("{here}", str(tmp_path)) for key, value in given.items()}
    with pytest.raises(TaskError) as fault:
        open_task(spec.replace("{here}", str(tmp_path)), filled_in)
    assert said in str(fault.value)


def test_rows_of_others_are_told_how_to_be_read(tmp_path: Path) -> None:
    path = written(tmp_path / "s.jsonl", SUMS)
    assert f"{path}:1: prompt: a row needs a prompt; --set prompt=question" in fault_of(path)


TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(records=st.lists(st.tuples(TEXTS, st.integers(-999, 999)), min_size=1, max_size=4))
def test_json_and_csv_of_the_same_records_give_the_same_samples(
    tmp_path: Path, records: list[tuple[str, int]]
) -> None:
    fields = [{"question": q, "gold": str(g)} for q, g in records]
    lines = written(tmp_path / "h.jsonl", fields)
    with (tmp_path / "h.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ["question", "gold"])
        writer.writeheader()
        writer.writerows(fields)
    results: list[Any] = []
    for path in (f"jsonl:{lines}", str(tmp_path / "h.csv")):
        try:
            results.append([(s.prompt, s.reference) for s in samples(path)])
        except InputError:  # a blank question
            results.append(None)
    assert results[0] == results[1]
    if all(q.strip() for q, _ in records):
        assert results[0] == [(q, str(g)) for q, g in records]


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=200), name=st.sampled_from(["x.csv", "x.jsonl", "x.json", "x.tsv"]))
def test_any_bytes_are_samples_or_one_clear_error(tmp_path: Path, data: bytes, name: str) -> None:
    (tmp_path / name).write_bytes(data)
    with suppress(AssayError):
        for sample in open_task(str(tmp_path / name), {"id": "-"}).samples():
            assert sample.id


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["gold", "answer", "question", "id", "kind", "x"]), inner)
    ),
    max_leaves=8,
)


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    record=st.dictionaries(
        st.sampled_from(["question", "gold", "id", "options", "checks", "meta"]), JSON
    )
)
def test_any_json_is_a_sample_or_one_clear_error(tmp_path: Path, record: dict[str, Any]) -> None:
    path = written(tmp_path / "j.jsonl", [record])
    with suppress(InputError):
        (sample,) = samples(f"jsonl:{path}")
        assert sample.prompt
        assert sample.checks or record["checks"] == []


@given(template=st.text("{}ab .", max_size=12))
def test_templates_are_filled_or_refused(template: str) -> None:
    try:
        names = fields_in(template)
    except ValueError:
        return
    asked: list[str] = []
    made = filled(template, lambda name: asked.append(name) or "v")
    assert asked == names
    assert len(made) <= len(template)
