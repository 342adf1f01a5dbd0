"""A model from its name: what there is, and what is said where there is not."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from assay.errors import AssayError, BadParameter, MissingExtra, ModelError
from assay.model import Model
from assay.models import SECRETS, make
from assay.models.echo import Echo
from assay.models.openai import OpenAI

OWN = """
from __future__ import annotations
from assay.models.scripted import Scripted

def mine(reply: str = "a", *, times: int = 1) -> Scripted:
    return Scripted(lambda ask: reply * times)

def wrong():
    return 3
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    file = tmp_path / "own.py"
    file.write_text(OWN)
    return file


def said(model: Model) -> str:
    (answer,) = model.generate("hi")
    assert answer.generation
    return answer.generation.text


def test_each_backend(own: Path, tmp_path: Path) -> None:
    script = tmp_path / "script.jsonl"
    script.write_text('"ho"\n')
    assert said(make("echo")) == "hi"
    assert said(make(f"scripted:{script}")) == "ho"
    assert said(make(f"{own}:mine", reply="b", times=2)) == "bb"
    assert make("openai:m", base_url="http://h/v1").name == "openai:m"
    model = make("http://127.0.0.1:8000/v1#org/name:7b")
    assert isinstance(model, OpenAI)
    assert model.name == "http://127.0.0.1:8000/v1#org/name:7b"
    assert dict(model.identity)["model"] == "org/name:7b"


def test_an_endpoint_is_made_again_from_its_name_and_settings() -> None:
    for name in ("openai:m", "http://h:1/v1#m"):
        first = make(name, timeout=3, **({} if "#" in name else {"base_url": "http://h/v1"}))
        again = make(first.name, **first.settings)
        assert (again.name, again.settings) == (first.name, first.settings)


def test_the_address_may_be_the_whole_path() -> None:
    model = make("openai:m", base_url="http://h/v1/chat/completions/")
    assert model.settings["base_url"] == "http://h/v1"


def test_numbers_may_come_as_text() -> None:
    model = make("openai:m", base_url="http://h/v1", timeout="2.5", concurrency="3")
    assert (model.settings["timeout"], model.settings["concurrency"]) == (2.5, 3)


@pytest.mark.parametrize(
    ("spec", "settings", "error", "told"),
    [
        ("ecko", {}, ModelError, "no model 'ecko'; did you mean 'echo'? (there are echo,"),
        ("", {}, ModelError, "no model ''"),
        ("gpt-4", {}, ModelError, "no model 'gpt-4'"),
        ("echo:x", {}, ModelError, "expected echo alone"),
        ("openai", {}, ModelError, "expected openai:NAME"),
        ("openai:", {}, ModelError, "expected openai:NAME"),
        ("http://h/v1", {}, ModelError, "http://HOST/v1#NAME"),
        ("scripted:", {}, ModelError, "expected scripted:FILE"),
        ("scripted:/no/such/file", {}, AssayError, "/no/such/file"),
        ("echo", {"x": 1}, BadParameter, "x: echo has no such setting"),
        ("openai:m", {"timout": 1}, BadParameter, "no such setting; did you mean 'timeout'?"),
        ("openai:m", {"timeout": "long"}, BadParameter, "timeout: Expected `float`"),
        ("openai:m", {"timeout": 0}, BadParameter, "timeout: expected seconds above 0"),
        ("openai:m", {"timeout": float("nan")}, BadParameter, "timeout"),
        ("openai:m", {"tries": 0}, BadParameter, "tries: expected a number from 1 up"),
        ("openai:m", {"price_in": -1}, BadParameter, "price_in"),
        ("openai:m", {"price_in": 1}, BadParameter, "both"),
        ("openai:m", {"api": "chats"}, BadParameter, "api"),
        ("openai:m", {"base_url": "h/v1"}, ModelError, "expected a base URL such as"),
        ("openai:m", {"base_url": "ftp://h"}, ModelError, "expected a base URL such as"),
        ("openai:m", {"base_url": "http://h:port"}, ModelError, "no address"),
        ("http://h/v1#m", {"base_url": "http://g/v1"}, BadParameter, "another address"),
    ],
)  # fmt: skip
def test_what_there_is_not(
    spec: str, settings: dict[str, Any], error: type[AssayError], told: str
) -> None:
    with pytest.raises(error) as caught:
        make(spec, **settings)
    assert told in str(caught.value)


def test_a_file_of_ones_own(own: Path, tmp_path: Path) -> None:
    for spec, told in [
        (f"{own}:min", "no function 'min'; did you mean 'mine'?"),
        (f"{own}:wrong", "gives a int, which is no assay.model.Model"),
        (f"{tmp_path / 'none.py'}:mine", "there is no file"),
    ]:
        with pytest.raises(ModelError) as caught:
            make(spec)
        assert told in str(caught.value)
    with pytest.raises(BadParameter, match="did you mean 'times'"):
        make(f"{own}:mine", tims=2)


def test_secrets_are_named() -> None:
    assert set(SECRETS) == {"headers", "key"}
    model = make("openai:m", base_url="http://h/v1", key="k-e-y", headers={"a": "b"})
    assert not set(SECRETS) & set(model.settings)


def test_echo_tells_the_last_message_back() -> None:
    parts = [{"type": "text", "text": "a"}, {"type": "image_url"}, {"type": "text", "text": "b"}]
    messages = [{"role": "system", "content": "s"}, {"role": "user", "content": parts}]
    (answer,) = Echo().generate(messages)
    assert answer.generation
    assert answer.generation.text == "a b"
    assert answer.generation.usage.prompt_tokens == 3
    (answer,) = Echo().generate([])
    assert answer.generation
    assert answer.generation.text == ""


def test_nothing_heavy_is_loaded_before_it_is_asked() -> None:
    code = (
        "import sys, assay, assay.models; m = assay.models.make('openai:m', base_url='http://h');"
        "print(sorted({'httpx2', 'sqlite3', 'numpy', 'ssl', 'asyncio'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "httpx2" not in done.stdout
    assert "numpy" not in done.stdout
    code = "import sys, assay, assay.models; print('asyncio' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_an_endpoint_without_its_client_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assay.models.openai.model.find_spec", lambda _: None)
    with pytest.raises(MissingExtra, match=r"assay\[http\]"):
        make("http://127.0.0.1:9/v1#m")
