"""Lines and configurations that anybody may have written: read, or refused in words."""

from __future__ import annotations

import json
import tomllib
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.errors import RunError
from assay.evaluate.runs.config import Config, as_toml, make_config, read_config
from assay.evaluate.runs.line import RunGeneration, RunLine, read_line, read_score, write_line
from assay.evaluate.runs.place import without_secrets
from assay.model import Fault, Sampling, Usage
from effort import tried

TEXT = st.text(st.characters(exclude_categories=()), max_size=20)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)  # fmt: skip
FIELDS = st.sampled_from([*RunLine.__struct_fields__, "more"])


@given(st.binary(max_size=60) | st.dictionaries(FIELDS, JSON).map(lambda d: json.dumps(d).encode()))
@tried(200)
def test_what_is_no_line_is_refused_in_words(data: bytes) -> None:
    for read in (read_line, read_score):
        with suppress(ValueError):
            line = read(data)
            assert isinstance(line.key, tuple)
            assert line.verdict is not None


@given(
    st.builds(
        RunLine,
        id=TEXT,
        attempt=st.integers(0, 9),
        prompt=TEXT,
        response=TEXT,
        reference=JSON,
        meta=st.dictionaries(TEXT, JSON, max_size=3),
        generation=st.builds(
            RunGeneration,
            usage=st.builds(Usage, prompt_tokens=st.integers(0, 10**9)),
            tokens=st.none() | st.just((("a", -0.5), ("b", None))),
        ),
        passed=st.sampled_from([True, False, None]),
    )
)
@tried(100)
def test_a_line_is_read_as_it_was_written(line: RunLine) -> None:
    data = write_line(line)
    assert data.count(b"\n") == 1
    again = read_line(data)
    assert bytes(again.checks) == b"[]"
    for name in ("id", "attempt", "prompt", "response", "meta", "reference", "generation"):
        assert getattr(again, name) == getattr(line, name)
    assert again.outcome is line.passed


def test_a_token_of_probability_zero_is_no_hindrance() -> None:
    line = RunLine(id="a", response="x", generation=RunGeneration(tokens=(("x", float("-inf")),)))
    again = read_line(write_line(line))
    assert again.generation
    assert again.generation.tokens == (("x", None),)


@pytest.mark.parametrize("field", ["meta", "reference", "checks"])
def test_a_line_that_is_nested_without_end_is_refused_in_words(field: str) -> None:
    deep = "[" * 100_000 + "]" * 100_000
    data = f'{{"id": "a", "response": "b", "{field}": {deep}}}'.encode()
    for read in (read_line, read_score):
        with suppress(ValueError):
            assert read(data).id == "a"


def test_a_fault_has_nothing_beside_it() -> None:
    line = RunLine(id="a", fault=Fault(kind="timeout", message="late"))
    fields = json.loads(write_line(line))
    assert fields["response"] == fields["verdicts"] == []
    assert "generation" not in fields
    assert read_line(write_line(line)).response is None


@given(st.dictionaries(st.sampled_from([*Config.__struct_fields__, "x"]), JSON, max_size=4))
@tried(200)
def test_what_is_no_configuration_is_refused_in_words(fields: dict[str, Any]) -> None:
    with suppress(RunError):
        assert isinstance(make_config(fields), Config)


PLAIN = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
VALUES = st.recursive(
    st.booleans() | st.integers(-(2**63), 2**63 - 1) | PLAIN
    | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(PLAIN, inner, max_size=3),
    max_leaves=6,
)  # fmt: skip


@given(st.dictionaries(PLAIN, VALUES, max_size=5))
@tried(200)
def test_toml_says_what_it_was_given(fields: dict[str, Any]) -> None:
    assert tomllib.loads(as_toml(fields)) == fields


def test_numbers_that_toml_has_no_word_for_are_refused() -> None:
    with pytest.raises(ValueError, match="JSON compliant"):
        as_toml({"a": float("nan")})


@pytest.mark.parametrize(
    ("value", "told"), [("nan", "expected a finite"), ("inf", "finite"), ("2026-01-01", "a text")]
)
def test_what_json_cannot_say_is_no_setting(tmp_path: Path, value: str, told: str) -> None:
    path = tmp_path / "run.toml"
    path.write_text(f"[sampling.extra]\na = [{{b = {value}}}]\n")
    with pytest.raises(RunError, match=rf"run.toml: sampling.extra.a\[0\].b: .*{told}"):
        read_config(path)


def test_what_a_schema_calls_a_key_is_written_down() -> None:
    extra = {
        "response_format": {"json_schema": {"schema": {"properties": {"key": {"type": "string"}}}}},
        "prompt_cache_key": "tides",
    }
    assert without_secrets(Config(sampling=Sampling(extra=extra))).sampling.extra == extra


@pytest.mark.parametrize("settings", [{"key": b"sk-1234"}, {"headers": {"X-Key": b"sk-1234"}}])
def test_a_key_of_the_wrong_type_is_not_told(settings: dict[str, Any]) -> None:
    with pytest.raises(RunError, match=r"expected a text, .* got bytes") as told:
        make_config({"model_settings": settings})
    assert "sk-1234" not in str(told.value)


@pytest.mark.parametrize(
    ("name", "secret"),
    [
        *((name, True) for name in ("key", "api_key", "apiKey", "APIKEY", "x-api-key", "hf_token")),
        *((name, True) for name in ("accessToken", "clientSecret", "bearerToken", "accesskey")),
        *((name, True) for name in ("passphrase", "session-cookie", "cookies", "extra_headers")),
        *((name, False) for name in ("max_tokens", "key_env", "monkey", "organization", "compass")),
    ],
)
def test_what_may_be_a_secret_is_not_written_down(name: str, secret: bool) -> None:
    hidden = {name: "sk-1234"}
    for config in (
        Config(model_settings=hidden),
        Config(model_settings={"proxy": [{"of": hidden}]}),
        Config(sampling=Sampling(extra={"of": hidden, "top_k": 3})),
    ):
        told = without_secrets(config)
        assert ("sk-1234" in repr(told)) is not secret
        assert told.sampling.extra.get("top_k") == config.sampling.extra.get("top_k")
