"""The forward pass against one in plain Python, and that no batch changes a bit of it."""

from __future__ import annotations

import json
import math
import random
from pathlib import Path

import numpy as np
import pytest
import tiny_llama
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from assay.errors import ModelError
from assay.models.embedded import Embedded
from assay.models.embedded.cache import Cache
from assay.models.embedded.config import read_config
from assay.models.embedded.exact import WEIGHT_BITS, Linear, snap
from assay.models.embedded.llama import Llama
from assay.models.embedded.safetensors import Array, read

SHAPES = {
    "grouped queries": {},
    "one key head": {"num_key_value_heads": 1},
    "a key head each": {"num_key_value_heads": 4},
    "own output weights": {"tie_word_embeddings": False},
    "wider heads than hidden": {"head_dim": 12, "rope_theta": 500.0},
}


def llama(folder: Path) -> Llama:
    file = folder / "model.safetensors"
    return Llama(read_config(folder)[0], read(file.read_bytes(), file))


def read_in_pieces(model: Llama, tokens: list[int], cuts: list[int]) -> Array:
    cache, found = Cache(model, 2), []
    for start, stop in zip([0, *cuts], [*cuts, len(tokens)], strict=True):
        attend = cache.reading(1, start, stop)
        states = model.forward(np.array(tokens[start:stop]), np.arange(start, stop), attend)
        found.append(model.logits(states))
    return np.concatenate(found)


@pytest.mark.parametrize("changed", SHAPES.values(), ids=SHAPES)
def test_logits_are_those_of_plain_python(tmp_path: Path, changed: dict[str, object]) -> None:
    folder = tiny_llama.write(tmp_path, **changed)
    shape = tiny_llama.SHAPE | changed
    tokens = random.Random(1).choices(range(shape["vocab_size"]), k=9)
    expected = tiny_llama.logits(shape, tiny_llama.weights(shape), tokens)
    found = read_in_pieces(llama(folder), tokens, [])
    assert np.abs(np.array(expected)).max() > 1
    np.testing.assert_allclose(found, expected, atol=2e-5)


def test_how_a_prompt_is_cut_changes_no_bit(tmp_path: Path) -> None:
    model = llama(tiny_llama.write(tmp_path))
    tokens = random.Random(2).choices(range(28), k=90)
    whole = read_in_pieces(model, tokens, [])
    for cuts in ([1], [89], [33, 64], list(range(1, 90))):
        assert (read_in_pieces(model, tokens, cuts) == whole).all()


def test_what_stands_in_the_batch_changes_no_bit(tmp_path: Path) -> None:
    model = llama(tiny_llama.write(tmp_path))
    numbers = random.Random(3)
    texts = [numbers.choices(range(28), k=numbers.randint(2, 80)) for _ in range(40)]
    alone = [read_in_pieces(model, text, [])[-1] for text in texts]
    for size in (1, 3, 40):
        cache = Cache(model, size)
        for row, text in enumerate(texts[:size]):
            attend = cache.reading(row, 0, len(text) - 1)
            model.forward(np.array(text[:-1]), np.arange(len(text) - 1), attend)
        positions = np.array([len(text) - 1 for text in texts[:size]])
        last = np.array([text[-1] for text in texts[:size]])
        found = model.logits(model.forward(last, positions, cache.writing(positions)))
        assert (found == np.array(alone[:size])).all()


ROWS = arrays.arrays(
    np.float64, (3, 7), elements=st.floats(-1e6, 1e6, allow_subnormal=False, width=32)
)


@given(ROWS, st.integers(8, 30))
def test_snap_rounds_each_row_by_itself(rows: Array, bits: int) -> None:
    found = snap(rows, bits)
    peaks = np.abs(rows).max(1, keepdims=True)
    assert (np.abs(found - rows) <= peaks * 2.0**-bits).all()
    assert (found[1] == snap(rows[1:2], bits)[0]).all()
    units = np.ldexp(found, bits - np.frexp(peaks)[1])
    assert (units == np.rint(units)).all()
    assert (snap(found, bits) == found).all()


@given(ROWS, arrays.arrays(np.float64, (5, 7), elements=st.floats(-4, 4, width=16)))
def test_a_product_is_the_same_in_every_order(rows: Array, weight: Array) -> None:
    order = np.array([4, 1, 6, 0, 3, 5, 2])
    expected = Linear(weight)(rows)
    assert (Linear(weight[:, order])(rows[:, order]) == expected).all()
    assert (Linear(weight[::-1])(rows)[:, ::-1] == expected).all()
    assert (np.concatenate([Linear(weight)(row[None]) for row in rows]) == expected).all()
    np.testing.assert_allclose(expected, rows @ weight.T, atol=1e-4 * (1 + np.abs(rows).max()))


@pytest.mark.parametrize("inputs", [3, 256, 432, 1000])
def test_a_product_of_the_largest_rows_is_not_rounded(inputs: int) -> None:
    numbers = np.random.default_rng(inputs)
    rows, weight = numbers.uniform(0.99, 1, (3, inputs)), numbers.uniform(0.99, 1, (5, inputs))
    linear = Linear(weight)
    x, w = snap(rows, linear.bits), snap(weight, WEIGHT_BITS)
    found = linear(rows)
    for row, column in np.ndindex(3, 5):
        terms = zip(x[row].tolist(), w[column].tolist(), strict=True)
        assert found[row, column] == math.fsum(a * b for a, b in terms)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"model_type": "gpt2"}, "'gpt2', not 'llama'"),
        ({"hidden_act": "gelu"}, "not 'silu'"),
        ({"rope_scaling": {"rope_type": "linear", "factor": 2}}, "rotary positions are scaled"),
        ({"rope_parameters": {"rope_theta": "x"}}, "rope_theta is not above 0"),
        ({"num_key_value_heads": 3}, "no multiple"),
        ({"head_dim": 7}, "odd"),
        ({"hidden_size": 0}, "hidden_size is 0"),
        ({"attention_bias": True}, "biases"),
        ({"max_position_embeddings": 1 << 40}, "max_position_embeddings is above"),
        ({"vocab_size": "many"}, "Expected `int`"),
        ({"vocab_size": 5}, "tokenizer.json has 29 tokens"),
    ],
)
def test_a_configuration_that_is_not_done_here_is_said(
    tmp_path: Path, changed: dict[str, object], said: str
) -> None:
    tiny_llama.write(tmp_path)
    config = tmp_path / "config.json"
    config.write_bytes(json.dumps(tiny_llama.SHAPE | changed).encode())
    with pytest.raises(ModelError, match=said):
        Embedded(tmp_path)


@pytest.mark.parametrize("name", ["config.json", "tokenizer.json", "model.safetensors"])
def test_a_missing_or_broken_file_is_named(tmp_path: Path, name: str) -> None:
    tiny_llama.write(tmp_path)
    (tmp_path / name).write_bytes(b"[" * 100_000)
    with pytest.raises(ModelError, match=name):
        Embedded(tmp_path)
    (tmp_path / name).unlink()
    with pytest.raises(ModelError, match=name):
        Embedded(tmp_path)


def test_a_weight_that_is_missing_or_of_another_shape_is_named(tmp_path: Path) -> None:
    tiny_llama.write(tmp_path)
    tensors = tiny_llama.weights(tiny_llama.SHAPE)
    gain = tensors.pop("model.norm.weight")
    file = tmp_path / "model.safetensors"
    file.write_bytes(tiny_llama.safetensors(tensors))
    with pytest.raises(ModelError, match=r"lack 'model\.norm\.weight'"):
        Embedded(tmp_path)
    file.write_bytes(tiny_llama.safetensors(tensors | {"model.norm.weight": ([2, 12], gain[1])}))
    with pytest.raises(ModelError, match=r"shape \(2, 12\), where \(24,\) was expected"):
        Embedded(tmp_path)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"merges": [["a", "b"]]}, "single characters"),
        ({"type": "Unigram"}, "single characters"),
        ({"vocab": {"ab": 5}}, "single characters"),
        ({"vocab": {"a": "x"}}, "Expected `int`"),
        ({"vocab": {"a": -1}}, "Expected `int` >= 0"),
    ],
)
def test_a_tokenizer_of_another_kind_is_refused(
    tmp_path: Path, changed: dict[str, object], said: str
) -> None:
    tiny_llama.write(tmp_path)
    found = tiny_llama.tokenizer()
    found["model"] |= changed
    (tmp_path / "tokenizer.json").write_text(json.dumps(found))
    with pytest.raises(ModelError, match=said):
        Embedded(tmp_path)
    found = tiny_llama.tokenizer()
    found["added_tokens"] = found["added_tokens"][:3]
    (tmp_path / "tokenizer.json").write_text(json.dumps(found))
    with pytest.raises(ModelError, match="lacks <assistant>, <end>"):
        Embedded(tmp_path)


@pytest.mark.parametrize("added", [False, True])
def test_two_tokens_of_one_id_are_refused(tmp_path: Path, added: bool) -> None:
    tiny_llama.write(tmp_path)
    found = tiny_llama.tokenizer()
    vocabulary = found["model"]["vocab"]
    if added:
        found["added_tokens"][-1]["id"] = vocabulary["b"]
    else:
        vocabulary["a"] = vocabulary["b"]
    (tmp_path / "tokenizer.json").write_text(json.dumps(found))
    with pytest.raises(ModelError, match="two tokens have one id"):
        Embedded(tmp_path)
