"""Scripts: in order, by prompt, by attempt, from files; and what is said of broken ones."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.errors import InputError
from assay.model import Answer, Ask, Fault, Generation, Token
from assay.models import make
from assay.models.scripted import Scripted, read_script
from effort import tried


def told(answers: list[Answer]) -> list[str]:
    return [answer.generation.text if answer.generation else "-" for answer in answers]


def of_lines(tmp_path: Path, *lines: Any) -> Scripted:
    path = tmp_path / "script.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return Scripted.of_file(path)


def test_in_order() -> None:
    model = Scripted(["a", "", "c"])
    assert told(model.generate("x", 2)) == ["a", ""]
    assert told(model.generate("y", 2)) == ["c", "-"]


def test_by_prompt_and_attempt() -> None:
    model = Scripted({"x": ["a", "b"], "y": "c"})
    assert told(model.generate("x", 3)) == ["a", "b", "-"]
    assert told(model.generate("y", 3)) == ["c", "c", "c"]
    assert told(model.generate([{"role": "user", "content": "x"}], 1)) == ["a"]
    (answer,) = model.generate("z")
    assert answer.fault
    assert answer.fault.kind == "refused"


def test_by_function() -> None:
    def reply(ask: Ask) -> str | Fault:
        return Fault(kind="server", message="no") if ask.attempt else str(ask.prompt)

    assert told(Scripted(reply).generate("x", 2)) == ["x", "-"]


def test_a_file(tmp_path: Path) -> None:
    model = of_lines(
        tmp_path,
        "first",
        {"prompt": "x", "response": "for x"},
        {"prompt": "y", "attempt": 1, "response": "second of y"},
        {"prompt": "y", "attempt": 0, "response": "first of y"},
        {"response": "second", "finish": "length", "tokens": [["se", -1.0], ["cond", -2.0]]},
        {"fault": {"kind": "server", "message": "down"}},
        {"response": [{"role": "assistant", "content": "m", "reasoning": "r"}]},
    )
    assert told(model.generate("x", 2)) == ["for x", "for x"]
    assert told(model.generate("y", 2)) == ["first of y", "second of y"]
    answers = model.generate("other", 5)
    assert told(answers) == ["first", "second", "-", "m", "-"]
    second, _, message = (answers[index].generation for index in (1, 2, 3))
    assert second
    assert second.finish == "length"
    assert second.tokens == (Token("se", -1.0), Token("cond", -2.0))
    assert message
    assert message.reasoning == "r"
    assert answers[2].fault == Fault(kind="server", message="down")


def test_a_script_is_known_by_its_digest(tmp_path: Path) -> None:
    first = of_lines(tmp_path, "a").settings
    assert first != of_lines(tmp_path, "b").settings
    assert first == of_lines(tmp_path, "a").settings


def test_a_runs_lines_are_a_script(tmp_path: Path) -> None:
    line = {
        "id": "1", "attempt": 0, "prompt": "x", "response": "a", "checks": [], "meta": {},
        "generation": {"finish": "stop"}, "verdicts": [[]], "passed": True, "score": 1.0,
    }  # fmt: skip
    fault = {
        "id": "1", "attempt": 1, "prompt": "x", "response": [],
        "fault": {"kind": "timeout", "message": "late", "tries": 3},
    }  # fmt: skip
    model = of_lines(tmp_path, line, fault)
    assert told(model.generate("x", 2)) == ["a", "-"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{", "s.jsonl:2"),
        ("3", "s.jsonl:2: Expected `str | object`"),
        ("{}", "s.jsonl:2: response: expected a response or a fault"),
        ('{"response": [{"role": "assistant", "tool_calls": 5}]}', "s.jsonl:2: response: Expected"),
        ('{"response": [{"tool_calls": "abc"}]}', "s.jsonl:2: response: Expected"),
        ('{"response": [{"content": 3}]}', "s.jsonl:2: response: Expected"),
        ('{"response": 3}', "s.jsonl:2: Expected `str | array | null`"),
        ('{"response": "a", "finish": "done"}', "s.jsonl:2"),
        ('{"fault": {"kind": "server"}}', "message"),
    ],
)
def test_a_broken_line_is_named(text: str, told: str) -> None:
    with pytest.raises(InputError) as caught:
        read_script(b'"a"\n' + text.encode(), "s.jsonl")
    assert told in str(caught.value)


def test_a_lone_surrogate_is_played_back(tmp_path: Path) -> None:
    path = tmp_path / "s.jsonl"
    path.write_text('{"prompt": "x", "response": "\\ud800"}\n')
    with make(f"scripted:{path}", cache=tmp_path / "c.db") as model:
        assert told(model.generate("x", 1)) == ["\ud800"]
        (again,) = model.generate("x", 1)
    assert again.generation
    assert (again.generation.text, again.generation.cached) == ("\ud800", True)


@tried(100)
@given(st.binary())
def test_any_bytes_are_a_script_or_an_error(raw: bytes) -> None:
    try:
        lines = read_script(raw, "s.jsonl")
    except InputError:
        return
    assert all(isinstance(line.reply(), str | Generation | Fault) for line in lines)
