"""A Llama of a few hundred numbers: its files, and itself in plain Python, number by number."""

from __future__ import annotations

import json
import math
import random
import struct
from pathlib import Path
from typing import Any

SPECIAL = ["<pad>", "<unk>", "<user>", "<assistant>", "<end>"]
CHARACTERS = "\nabcdefghij 0123456789.,"
SHAPE: dict[str, Any] = {
    "model_type": "llama", "architectures": ["LlamaForCausalLM"],
    "vocab_size": len(SPECIAL) + len(CHARACTERS), "hidden_size": 24, "intermediate_size": 40,
    "num_hidden_layers": 2, "num_attention_heads": 4, "num_key_value_heads": 2, "head_dim": 8,
    "max_position_embeddings": 96, "rms_norm_eps": 1e-5, "rope_theta": 10000.0,
    "tie_word_embeddings": True, "hidden_act": "silu", "eos_token_id": 4, "pad_token_id": 0,
}  # fmt: skip

Weights = dict[str, tuple[list[int], list[float]]]
"""Name to shape and numbers, row by row."""


def shapes(shape: dict[str, Any]) -> dict[str, list[int]]:
    hidden, middle, size = shape["hidden_size"], shape["intermediate_size"], shape["head_dim"]
    wide, narrow = shape["num_attention_heads"] * size, shape["num_key_value_heads"] * size
    found = {"model.embed_tokens.weight": [shape["vocab_size"], hidden]}
    for place in range(shape["num_hidden_layers"]):
        own = {
            "input_layernorm": [hidden], "post_attention_layernorm": [hidden],
            "self_attn.q_proj": [wide, hidden], "self_attn.k_proj": [narrow, hidden],
            "self_attn.v_proj": [narrow, hidden], "self_attn.o_proj": [hidden, wide],
            "mlp.gate_proj": [middle, hidden], "mlp.up_proj": [middle, hidden],
            "mlp.down_proj": [hidden, middle],
        }  # fmt: skip
        found |= {f"model.layers.{place}.{name}.weight": sizes for name, sizes in own.items()}
    found["model.norm.weight"] = [hidden]
    if not shape["tie_word_embeddings"]:
        found["lm_head.weight"] = [shape["vocab_size"], hidden]
    return found


def weights(shape: dict[str, Any], seed: int = 0) -> Weights:
    """Random numbers that half precision holds, large enough for sharp distributions."""
    numbers = random.Random(seed)

    def one(spread: float) -> float:
        return struct.unpack("<e", struct.pack("<e", numbers.gauss(0, spread)))[0]

    return {
        name: (sizes, [one(0.3 if len(sizes) > 1 else 1.0) for _ in range(math.prod(sizes))])
        for name, sizes in shapes(shape).items()
    }


def safetensors(tensors: Weights, dtype: str = "F16") -> bytes:
    header: dict[str, Any] = {"__metadata__": {"format": "pt"}}
    data = b""
    for name, (sizes, numbers) in tensors.items():
        part = struct.pack(f"<{len(numbers)}{'f' if dtype == 'F32' else 'e'}", *numbers)
        offsets = [len(data), len(data) + len(part)]
        header[name] = {"dtype": dtype, "shape": sizes, "data_offsets": offsets}
        data += part
    head = json.dumps(header).encode()
    return struct.pack("<Q", len(head)) + head + data


def tokenizer() -> dict[str, Any]:
    added = [
        {"id": place, "content": token, "single_word": False, "lstrip": False, "rstrip": False,
         "normalized": False, "special": True}
        for place, token in enumerate(SPECIAL)
    ]  # fmt: skip
    vocabulary = {token: place for place, token in enumerate([*SPECIAL, *CHARACTERS])}
    model = {"type": "BPE", "unk_token": "<unk>", "vocab": vocabulary, "merges": []}
    return {"version": "1.0", "added_tokens": added, "decoder": {"type": "Fuse"}, "model": model}


def write(folder: Path, seed: int = 0, **changed: Any) -> Path:
    """The files of a model, with `changed` in its configuration."""
    shape = SHAPE | changed
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.json").write_text(json.dumps(shape))
    (folder / "tokenizer.json").write_text(json.dumps(tokenizer()))
    (folder / "model.safetensors").write_bytes(safetensors(weights(shape, seed)))
    return folder


def logits(shape: dict[str, Any], tensors: Weights, tokens: list[int]) -> list[list[float]]:
    """For each token those of the next, with nothing kept from one to the other."""

    def matrix(name: str) -> list[list[float]]:
        (rows, columns), numbers = tensors[name]
        return [numbers[row * columns : (row + 1) * columns] for row in range(rows)]

    def times(rows: list[list[float]], x: list[float]) -> list[float]:
        return [math.fsum(w * value for w, value in zip(row, x, strict=True)) for row in rows]

    def normed(x: list[float], name: str) -> list[float]:
        root = math.sqrt(math.fsum(v * v for v in x) / len(x) + shape["rms_norm_eps"])
        return [v / root * gain for v, gain in zip(x, tensors[name][1], strict=True)]

    def heads(x: list[float], position: int | None) -> list[list[float]]:
        size = shape["head_dim"]
        parts = [x[start : start + size] for start in range(0, len(x), size)]
        return parts if position is None else [turned(part, position) for part in parts]

    def turned(x: list[float], position: int) -> list[float]:
        half, found = len(x) // 2, list(x)
        for place in range(half):
            angle = position * shape["rope_theta"] ** (-2 * place / len(x))
            a, b = x[place], x[place + half]
            found[place] = a * math.cos(angle) - b * math.sin(angle)
            found[place + half] = b * math.cos(angle) + a * math.sin(angle)
        return found

    def seen(query: list[float], keys: list[list[float]], values: list[list[float]]) -> list[float]:
        scores = [
            math.fsum(a * b for a, b in zip(query, key, strict=True)) / math.sqrt(len(query))
            for key in keys
        ]
        shares = [math.exp(score - max(scores)) for score in scores]
        return [
            math.fsum(share * value[place] for share, value in zip(shares, values, strict=True))
            / math.fsum(shares)
            for place in range(len(query))
        ]

    states = [matrix("model.embed_tokens.weight")[token] for token in tokens]
    for layer in range(shape["num_hidden_layers"]):
        prefix = f"model.layers.{layer}."
        w = {
            name: matrix(f"{prefix}{name}_proj.weight")
            for name in ("self_attn.q", "self_attn.k", "self_attn.v", "self_attn.o",
                         "mlp.gate", "mlp.up", "mlp.down")
        }  # fmt: skip
        queries, keys, values = [], [], []
        for position, x in enumerate(states):
            inner = normed(x, prefix + "input_layernorm.weight")
            queries.append(heads(times(w["self_attn.q"], inner), position))
            keys.append(heads(times(w["self_attn.k"], inner), position))
            values.append(heads(times(w["self_attn.v"], inner), None))
        share = shape["num_attention_heads"] // shape["num_key_value_heads"]
        for position, x in enumerate(states):
            mixed: list[float] = []
            for head, query in enumerate(queries[position]):
                past = slice(0, position + 1)
                own = head // share
                mixed += seen(
                    query, [key[own] for key in keys[past]], [value[own] for value in values[past]]
                )
            after = [a + b for a, b in zip(x, times(w["self_attn.o"], mixed), strict=True)]
            inner = normed(after, prefix + "post_attention_layernorm.weight")
            gates, ups = times(w["mlp.gate"], inner), times(w["mlp.up"], inner)
            gated = [g / (1 + math.exp(-g)) * u for g, u in zip(gates, ups, strict=True)]
            states[position] = [
                a + b for a, b in zip(after, times(w["mlp.down"], gated), strict=True)
            ]
    head = matrix("model.embed_tokens.weight" if shape["tie_word_embeddings"] else "lm_head.weight")
    return [times(head, normed(x, "model.norm.weight")) for x in states]
