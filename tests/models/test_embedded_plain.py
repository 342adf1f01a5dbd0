"""The embedded model where nothing was compiled: the same texts and probabilities, bit by bit."""

from __future__ import annotations

import math
import random
from pathlib import Path

import pytest
import tiny_llama
from embedded_ways import WAYS, compiled

from assay.errors import ModelError
from assay.model import Ask, Sampling
from assay.models.embedded import Embedded
from assay.models.embedded.compiled import library


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_llama.write(tmp_path_factory.mktemp("plain") / "tiny")


def without_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library, "FILE", Path("nowhere"))


@pytest.fixture
def fast(folder: Path) -> Embedded:
    compiled()
    found = Embedded(folder)
    assert found.compiled
    return found


@pytest.fixture
def plain(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Embedded:
    without_library(monkeypatch)
    found = Embedded(folder)
    assert not found.compiled
    return found


def asks(count: int) -> list[Ask]:
    numbers = random.Random(count)
    made: list[Ask] = []
    for place in range(count):
        prompt = "".join(numbers.choices(tiny_llama.CHARACTERS, k=numbers.randint(0, 40)))
        sampling = Sampling(
            temperature=numbers.choice([0.0, 0.6, 1.0]),
            top_p=numbers.choice([0.7, 1.0]),
            max_tokens=numbers.choice([3, 12]),
            stop=numbers.choice([(), ("b", "3 ")]),
            seed=place,
            logprobs=True,
        )
        made += [
            Ask(key=f"{place}.{n}", prompt=prompt, sampling=sampling, attempt=n) for n in (0, 1)
        ]
    return made


def test_both_ways_write_the_same(fast: Embedded, plain: Embedded) -> None:
    given = asks(12)
    slow, quick = (
        {a.ask.key: a.generation for a in model.stream(given)} for model in (plain, fast)
    )
    assert slow.keys() == quick.keys() == {ask.key for ask in given}
    for key, one in slow.items():
        other = quick[key]
        assert one is not None
        assert other is not None
        assert (one.text, one.finish, one.usage) == (other.text, other.finish, other.usage)
        assert one.tokens == other.tokens


def test_weights_just_below_a_power_of_two_are_the_same_both_ways(tmp_path: Path) -> None:
    folder = tiny_llama.write(tmp_path)
    below = {
        name: (shape, [math.copysign(1 - 2.0**-24, number) for number in numbers])
        for name, (shape, numbers) in tiny_llama.weights(tiny_llama.SHAPE).items()
    }
    (folder / "model.safetensors").write_bytes(tiny_llama.safetensors(below, "F32"))
    compiled()
    tokens = [3, 1, 4, 1, 5]
    assert WAYS["compiled"](folder, tokens) == WAYS["plain"](folder, tokens)


def test_a_run_begun_one_way_goes_on_the_other(fast: Embedded, plain: Embedded) -> None:
    assert plain.identity == fast.identity


@pytest.mark.parametrize("content", [b"", b"\x7fELF", b"#!/bin/sh\n"])
def test_what_is_no_library_is_passed_over(
    folder: Path, tmp_path: Path, content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "libllama.so"
    file.write_bytes(content)
    monkeypatch.setattr(library, "FILE", file)
    assert not Embedded(folder).compiled


def test_what_cannot_be_read_is_refused_as_ever(plain: Embedded) -> None:
    (answer,) = plain.stream([Ask(key="k", prompt="ä")])
    assert answer.fault is not None
    assert answer.fault.kind == "refused"


@pytest.mark.parametrize("way", ["compiled", "plain"])
@pytest.mark.parametrize(
    "wrong",
    [
        {"model.norm.weight": ([2, 12], [1.0] * 24)},
        {"model.norm.weight": ([24], [1.0] * 23 + [math.inf])},
        {"model.norm.weight": ([24], [math.nan] * 24)},
        None,
    ],
)
def test_weights_that_do_not_fit_are_one_error(
    wrong: tiny_llama.Weights | None, way: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if way == "plain":
        without_library(monkeypatch)
    folder = tiny_llama.write(tmp_path / "tiny")
    tensors = tiny_llama.weights(tiny_llama.SHAPE)
    if wrong is None:
        del tensors["model.norm.weight"]
    else:
        tensors |= wrong
    (folder / "model.safetensors").write_bytes(tiny_llama.safetensors(tensors))
    with pytest.raises(ModelError, match=r"model\.norm\.weight"):
        Embedded(folder)


def test_a_library_of_other_sources_is_told_and_passed_over(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled()
    (tmp_path / "changed.c").write_text("int changed;\n")
    monkeypatch.setattr(library, "__file__", str(tmp_path / "library.py"))
    with pytest.warns(RuntimeWarning, match="install again"):
        assert not Embedded(folder).compiled
