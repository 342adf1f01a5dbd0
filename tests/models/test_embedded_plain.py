"""The embedded model where NumPy is missing: the same texts, to the last bit of a probability."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest
import tiny_llama

import assay.models.embedded.model
from assay.errors import ModelError
from assay.model import Ask, Sampling
from assay.models.embedded import Embedded


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_llama.write(tmp_path_factory.mktemp("plain") / "tiny")


@pytest.fixture
def plain(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Embedded:
    monkeypatch.setattr(assay.models.embedded.model, "_has_numpy", lambda: False)
    return Embedded(folder)


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


def test_both_ways_write_the_same(folder: Path, plain: Embedded) -> None:
    given = asks(12)
    slow = {a.ask.key: a.generation for a in plain.stream(given)}
    fast = {a.ask.key: a.generation for a in Embedded(folder).stream(given)}
    assert slow.keys() == fast.keys() == {ask.key for ask in given}
    for key, one in slow.items():
        other = fast[key]
        assert one is not None
        assert other is not None
        assert (one.text, one.finish, one.usage) == (other.text, other.finish, other.usage)
        assert one.tokens is not None
        assert other.tokens is not None
        assert [t.text for t in one.tokens] == [t.text for t in other.tokens]
        found = [t.logprob for t in one.tokens]
        assert found == pytest.approx([t.logprob for t in other.tokens], abs=1e-6)


def test_a_run_begun_one_way_goes_on_the_other(folder: Path, plain: Embedded) -> None:
    assert plain.identity == Embedded(folder).identity


def test_what_cannot_be_read_is_refused_as_ever(plain: Embedded) -> None:
    (answer,) = plain.stream([Ask(key="k", prompt="ä")])
    assert answer.fault is not None
    assert answer.fault.kind == "refused"


@pytest.mark.parametrize("wrong", [{"model.norm.weight": ([2, 12], [1.0] * 24)}, None])
def test_weights_that_do_not_fit_are_one_error(
    wrong: tiny_llama.Weights | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assay.models.embedded.model, "_has_numpy", lambda: False)
    folder = tiny_llama.write(tmp_path / "tiny")
    tensors = tiny_llama.weights(tiny_llama.SHAPE)
    if wrong is None:
        del tensors["model.norm.weight"]
    else:
        tensors |= wrong
    (folder / "model.safetensors").write_bytes(tiny_llama.safetensors(tensors))
    with pytest.raises(ModelError, match=r"model\.norm\.weight"):
        Embedded(folder)


def test_nothing_of_numpy_is_imported_where_it_is_hidden(folder: Path) -> None:
    program = (
        "import sys; sys.modules['numpy'] = None\n"
        "import importlib.util as util; find = util.find_spec\n"
        "util.find_spec = lambda name, *a: None if name == 'numpy' else find(name, *a)\n"
        "from assay.models.embedded import Embedded\n"
        "from assay.model import Sampling\n"
        "made = Embedded(sys.argv[1]).generate('abc', 1, Sampling(max_tokens=4))\n"
        "assert made[0].generation is not None\n"
    )
    subprocess.run([sys.executable, "-c", program, str(folder)], check=True)
