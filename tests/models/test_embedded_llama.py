"""The forward pass against one without roundings, and that no batch changes a bit of it."""

from __future__ import annotations

import json
import random
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import tiny_llama
from embedded_ways import WAYS, Logits, compiled_logits, llama, plain_logits, read
from hypothesis import given
from hypothesis import strategies as st

from assay.errors import ModelError
from assay.models.embedded import Embedded

SHAPES = {
    "grouped queries": {},
    "one key head": {"num_key_value_heads": 1},
    "a key head each": {"num_key_value_heads": 4},
    "own output weights": {"tie_word_embeddings": False},
    "wider heads than hidden": {"head_dim": 12, "rope_theta": 500.0},
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize("changed", SHAPES.values(), ids=SHAPES)
def test_logits_are_those_of_the_architecture(
    tmp_path: Path, changed: dict[str, object], way: Logits
) -> None:
    folder = tiny_llama.write(tmp_path, **changed)
    shape = tiny_llama.SHAPE | changed
    tokens = random.Random(1).choices(range(shape["vocab_size"]), k=9)
    expected = tiny_llama.logits(shape, tiny_llama.weights(shape), tokens)
    assert max(map(abs, expected[-1])) > 1
    for count in (1, 5, 9):
        found = way(folder, tokens[:count])
        assert found == pytest.approx(expected[count - 1], abs=2e-5)


@given(st.data())
def test_both_ways_have_the_same_bits_in_every_shape(data: st.DataObject) -> None:
    key_heads = data.draw(st.integers(1, 3))
    shape: dict[str, Any] = {
        "vocab_size": data.draw(st.integers(29, 33)), "hidden_size": data.draw(st.integers(1, 13)),
        "intermediate_size": data.draw(st.integers(1, 13)),
        "num_hidden_layers": data.draw(st.integers(1, 2)),
        "num_attention_heads": key_heads * data.draw(st.integers(1, 2)),
        "num_key_value_heads": key_heads, "head_dim": 2 * data.draw(st.integers(1, 5)),
        "rms_norm_eps": data.draw(st.sampled_from([1e-6, 0.5])),
        "tie_word_embeddings": data.draw(st.booleans()),
    }  # fmt: skip
    tokens = data.draw(st.lists(st.integers(0, 28), min_size=1, max_size=19))
    with TemporaryDirectory() as name:
        folder = tiny_llama.write(Path(name), seed=data.draw(st.integers(0, 99)), **shape)
        assert compiled_logits(folder, tokens) == plain_logits(folder, tokens)


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize("sign", [0.0, 1.0, -1.0])
def test_the_largest_and_the_smallest_weights_do_not_overflow(
    tmp_path: Path, way: Logits, sign: float
) -> None:
    folder = tiny_llama.write(tmp_path)
    numbers = {
        name: (shape, [sign * 65504.0] * len(values))
        for name, (shape, values) in tiny_llama.weights(tiny_llama.SHAPE).items()
    }
    (folder / "model.safetensors").write_bytes(tiny_llama.safetensors(numbers))
    found = way(folder, [3, 1, 2])
    assert found == plain_logits(folder, [3, 1, 2])
    assert all(abs(logit) < 1e300 for logit in found)


def test_how_a_prompt_is_cut_changes_no_bit(tmp_path: Path) -> None:
    model = llama(tiny_llama.write(tmp_path))
    tokens = random.Random(2).choices(range(28), k=90)
    whole = read(model, tokens).logits
    for cuts in ([1], [89], [33, 64], list(range(1, 90))):
        assert read(model, tokens, cuts).logits == whole


def test_what_stands_in_the_batch_changes_no_bit(tmp_path: Path) -> None:
    model = llama(tiny_llama.write(tmp_path))
    numbers = random.Random(3)
    texts = [numbers.choices(range(28), k=numbers.randint(2, 80)) for _ in range(40)]
    alone = [read(model, text).logits for text in texts]
    for size in (1, 3, 8, 9, 40):
        begun = [read(model, text[:-1]) for text in texts[:size]]
        last = [text[-1] for text in texts[:size]]
        model.read(last, [len(text) - 1 for text in texts[:size]], begun)
        assert [text.logits for text in begun] == alone[:size]


def test_whole_texts_can_be_read_in_one_pass(tmp_path: Path) -> None:
    model = llama(tiny_llama.write(tmp_path))
    texts = [[1, 2, 3], [4], [5, 6]]
    made = [model.text() for _ in texts]
    rows = [(made[k], place, id) for k, text in enumerate(texts) for place, id in enumerate(text)]
    model.read([id for *_, id in rows], [p for _, p, _ in rows], [text for text, *_ in rows])
    assert [text.logits for text in made] == [read(model, text).logits for text in texts]


def test_a_copy_goes_its_own_way(tmp_path: Path) -> None:
    model = llama(tiny_llama.write(tmp_path))
    first, second = read(model, [1, 2, 3, 4]), read(model, [9] * 80)
    second.take(first, 4)
    assert second.logits == first.logits
    model.read([5], [4], [first])
    model.read([6], [4], [second])
    assert first.logits == read(model, [1, 2, 3, 4, 5]).logits
    assert second.logits == read(model, [1, 2, 3, 4, 6]).logits


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
