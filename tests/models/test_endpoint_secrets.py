"""A key goes into one header of a request, and nowhere else."""

from __future__ import annotations

import logging
import pickle
from pathlib import Path
from typing import Any

import msgspec
import pytest
from asking import asks, model_of, one
from endpoint import Behaviour, Endpoint

from assay.errors import BadParameter, ModelError
from assay.model import Model
from assay.models import make
from assay.models.openai import OpenAI

KEY = "sk-very-secret-0123456789"


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    monkeypatch.delenv("OPENAI_BASE_URL", raising=False)


def sent(endpoint: Endpoint, model: Model) -> dict[str, str]:
    """The headers of one request."""
    with model:
        (answer,) = model.generate("hi")
    assert answer.generation
    return endpoint.asked[-1]["headers"]


def test_the_key_is_an_argument_or_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    with Endpoint(Behaviour(logged=True)) as endpoint:
        url = endpoint.url
        assert "authorization" not in sent(endpoint, make("openai:m", base_url=url))
        told = sent(endpoint, make("openai:m", base_url=url, key=f" {KEY}\n"))
        assert told["authorization"] == f"Bearer {KEY}"
        monkeypatch.setenv("OPENAI_API_KEY", KEY)
        monkeypatch.setenv("OPENAI_BASE_URL", url)
        assert sent(endpoint, make("openai:m"))["authorization"] == f"Bearer {KEY}"
        monkeypatch.setenv("OTHER", "other-key")
        told = sent(endpoint, make("openai:m", key_env="OTHER"))
        assert told["authorization"] == "Bearer other-key"


def test_a_key_of_the_environment_is_not_sent_to_any_address(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    with Endpoint(Behaviour(logged=True)) as endpoint:
        assert "authorization" not in sent(endpoint, make(f"{endpoint.url}#m"))
        told = sent(endpoint, make(f"{endpoint.url}#m", key_env="OPENAI_API_KEY"))
        assert told["authorization"] == f"Bearer {KEY}"


def test_headers_are_sent_and_as_secret_as_the_key() -> None:
    with Endpoint(Behaviour(logged=True, script=["ok", "400"])) as endpoint:
        model = model_of(endpoint, headers={"api-key": KEY})
        with model:
            assert one(model).generation
            assert endpoint.asked[-1]["headers"]["api-key"] == KEY
            assert KEY not in repr(vars(model))


def test_the_key_is_in_no_answer_setting_log_error_or_file(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    cache = tmp_path / "answers.db"
    shares = {"400": 0.2, "500": 0.2, "broken": 0.2, "reset": 0.1}
    with Endpoint(Behaviour(shares=shares, script=["ok"])) as endpoint:
        settings = {"base_url": endpoint.url, "backoff": 0.001, "tries": 2}
        model = make("openai:m", key=KEY, cache=cache, **settings)
        with model:
            answers = list(model.stream(asks(40)))
            told = [repr(model), repr(vars(model)), repr(model.settings), model.name]
            told += [repr(answers), msgspec.json.encode(answers).decode(), caplog.text]
    assert any(answer.fault for answer in answers)
    assert "sk-very" not in "".join(told)
    for file in tmp_path.iterdir():
        assert b"sk-very" not in file.read_bytes()


def test_an_endpoint_that_tells_the_key_back_is_not_repeated() -> None:
    class Telling(Endpoint):
        def __init__(self) -> None:
            super().__init__(Behaviour(script=["ok"]))

    def refuse(body: dict[str, object]) -> dict[str, object]:
        raise AssertionError(body)

    with Telling() as endpoint, model_of(endpoint, key=KEY, tries=1) as model:
        assert one(model).generation
        endpoint.service.reply = lambda _: {"choice": {"error": f"wrong key {KEY}!"}}
        answer = one(model, "again")
    assert answer.fault
    assert answer.fault.message == "HTTP 500: wrong key (secret)!"


def test_an_endpoint_that_answers_with_the_key_does_not_get_it_into_files() -> None:
    said = {"content": f"your headers: Bearer {KEY}", "reasoning": KEY}
    with Endpoint(reply=lambda _: said) as endpoint, model_of(endpoint, key=KEY) as model:
        made = one(model).generation
    assert made
    assert (made.text, made.reasoning) == ("your headers: Bearer (secret)", "(secret)")


def test_a_key_that_is_a_word_spoils_no_answer() -> None:
    headers = {"X-Kind": "application/json-seq"}
    with Endpoint() as endpoint, model_of(endpoint, key="EMPTY", headers=headers) as model:
        made = one(model, "EMPTY application/json-seq").generation
    assert made
    assert made.text == "EMPTY application/json-seq"


def test_headers_that_are_no_keys_part_the_cache() -> None:
    def identity(**headers: str) -> object:
        return OpenAI("m", base_url="http://h", headers=headers).identity

    assert identity(version="1") == identity(Version="1") != identity(version="2")
    assert identity(**{"api-key": "1"}) == identity(**{"api-key": "2"}) == identity()
    assert "secret-deployment" not in repr(identity(deployment="secret-deployment"))


@pytest.mark.parametrize("key", ["a\nb", "a\0b", "schlüssel", "\x7f"])
def test_a_key_that_no_header_carries_is_refused_without_showing_it(key: str) -> None:
    with pytest.raises(ModelError) as caught:
        OpenAI("m", key=key)
    assert key not in str(caught.value)


@pytest.mark.parametrize("headers", ["api-key: x", {"api-key": 3}, [1], 7])
def test_what_are_no_headers_is_refused(headers: Any) -> None:
    with pytest.raises(BadParameter, match="headers: expected names and values"):
        make("openai:m", headers=headers)


@pytest.mark.parametrize(
    "url", ["http://user:pass@host/v1", "http://host/v1?key=abc", "http://:pass@host"]
)
def test_an_address_holds_no_secret(url: str) -> None:
    with pytest.raises(ModelError) as caught:
        OpenAI("m", base_url=url)
    assert "pass@" not in str(caught.value)
    assert "abc" not in str(caught.value)


def test_a_missing_variable_is_named() -> None:
    with pytest.raises(ModelError, match="NO_SUCH_KEY"):
        OpenAI("m", key_env="NO_SUCH_KEY")


def test_a_key_is_not_pickled() -> None:
    with pytest.raises(TypeError):
        pickle.dumps(OpenAI("m", key=KEY)._headers)
