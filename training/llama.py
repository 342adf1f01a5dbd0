"""The Llama architecture in its standard form (Touvron et al., arXiv:2302.13971), and its files.

Names of weights, rotary convention and configuration are those of transformers'
`LlamaForCausalLM`, so that what `save` writes is loaded there as it is.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

import tokens
import torch
from safetensors.torch import load_file, save_file
from torch import Tensor, nn
from torch.nn import functional

ROOM = 48
"""Positions for which keys and values are given room at a time."""


@dataclass(frozen=True)
class Shape:
    """How large the model is; `hidden` is a multiple of `heads`, and a head's size is even."""

    hidden: int = 128
    layers: int = 5
    heads: int = 4
    intermediate: int = 352
    positions: int = 512
    theta: float = 10000.0
    eps: float = 1e-5
    vocabulary: int = len(tokens.VOCABULARY)


def norm(x: Tensor, weight: Tensor, eps: float) -> Tensor:
    return functional.rms_norm(x, (x.shape[-1],), weight, eps)


class Past:
    """Keys and values of what stands before, with room to grow."""

    def __init__(self) -> None:
        self.length = 0
        self.parts: list[Tensor] = []

    def grown(self, *new: Tensor) -> tuple[Tensor, ...]:
        """All keys and values, the new ones at the end."""
        stop = self.length + new[0].shape[2]
        if not self.parts or stop > self.parts[0].shape[2]:
            wider = [part.new_empty(*part.shape[:2], stop + ROOM, part.shape[3]) for part in new]
            for wide, part in zip(wider, self.parts, strict=False):
                wide[:, :, : self.length] = part[:, :, : self.length]
            self.parts = wider
        for part, added in zip(self.parts, new, strict=True):
            part[:, :, self.length : stop] = added
        self.length = stop
        return tuple(part[:, :, :stop] for part in self.parts)

    def repeated(self, times: int) -> None:
        self.parts = [part.repeat_interleave(times, 0) for part in self.parts]

    def kept(self, rows: Tensor) -> None:
        self.parts = [part[rows] for part in self.parts]


class Attention(nn.Module):
    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        for name in ("q_proj", "k_proj", "v_proj", "o_proj"):
            setattr(self, name, nn.Linear(shape.hidden, shape.hidden, bias=False))

    def forward(self, x: Tensor, turns: tuple[Tensor, Tensor], past: Past | None) -> Tensor:
        rows, length, hidden = x.shape
        parts = [
            project(x).view(rows, length, self.heads, -1).transpose(1, 2)
            for project in (self.q_proj, self.k_proj, self.v_proj)
        ]
        q, k, v = rotated(parts[0], turns), rotated(parts[1], turns), parts[2]
        if past is not None:
            k, v = past.grown(k, v)
        causal = past is None or k.shape[2] == length
        mixed = functional.scaled_dot_product_attention(q, k, v, is_causal=causal)
        return self.o_proj(mixed.transpose(1, 2).reshape(rows, length, hidden))


class Gated(nn.Module):
    """SwiGLU (Shazeer, arXiv:2002.05202)."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.gate_proj = nn.Linear(shape.hidden, shape.intermediate, bias=False)
        self.up_proj = nn.Linear(shape.hidden, shape.intermediate, bias=False)
        self.down_proj = nn.Linear(shape.intermediate, shape.hidden, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        return self.down_proj(functional.silu(self.gate_proj(x)) * self.up_proj(x))


class Layer(nn.Module):
    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.self_attn, self.mlp, self.eps = Attention(shape), Gated(shape), shape.eps
        self.input_layernorm = Scale(shape.hidden)
        self.post_attention_layernorm = Scale(shape.hidden)

    def forward(self, x: Tensor, turns: tuple[Tensor, Tensor], past: Past | None) -> Tensor:
        x = x + self.self_attn(norm(x, self.input_layernorm.weight, self.eps), turns, past)
        return x + self.mlp(norm(x, self.post_attention_layernorm.weight, self.eps))


class Scale(nn.Module):
    def __init__(self, size: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.ones(size))


class Llama(nn.Module):
    """Embeddings are tied: they are the output's weights too."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.embed_tokens = nn.Embedding(shape.vocabulary, shape.hidden)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        self.norm = Scale(shape.hidden)
        size = shape.hidden // shape.heads
        rates = shape.theta ** (-torch.arange(0, size, 2).float() / size)
        angles = torch.outer(torch.arange(shape.positions).float(), rates).repeat(1, 2)
        self.register_buffer("cosines", angles.cos(), persistent=False)
        self.register_buffer("sines", angles.sin(), persistent=False)
        for name, weight in self.named_parameters():
            if weight.dim() == 2:
                out = name.endswith(("o_proj.weight", "down_proj.weight"))
                nn.init.normal_(weight, std=0.02 / (2 * shape.layers) ** 0.5 if out else 0.02)

    def states(self, ids: Tensor, past: list[Past] | None = None) -> Tensor:
        """What stands before the output layer; `past` (one a layer) is read and grown."""
        start = past[0].length if past else 0
        stop = start + ids.shape[1]
        turns = (self.cosines[start:stop], self.sines[start:stop])
        x = self.embed_tokens(ids)
        for place, layer in enumerate(self.layers):
            x = layer(x, turns, None if past is None else past[place])
        return norm(x, self.norm.weight, self.shape.eps)

    def logits(self, states: Tensor) -> Tensor:
        return functional.linear(states, self.embed_tokens.weight)


def rotated(x: Tensor, turns: tuple[Tensor, Tensor]) -> Tensor:
    """Rotary positions (Su et al., arXiv:2104.09864), first half against second half."""
    cosines, sines = turns
    first, second = x.chunk(2, -1)
    return x * cosines + torch.cat((-second, first), -1) * sines


def save(model: Llama, folder: Path) -> None:
    """Weights in half precision, configuration and tokenizer."""
    folder.mkdir(parents=True, exist_ok=True)
    shape = model.shape
    weights = {
        f"model.{name}": weight.detach().cpu().to(torch.float16).contiguous()
        for name, weight in model.state_dict().items()
    }
    part = folder / "model.safetensors.part"
    save_file(weights, str(part), metadata={"format": "pt"})
    part.replace(folder / "model.safetensors")
    config = {
        "architectures": ["LlamaForCausalLM"], "model_type": "llama", "hidden_act": "silu",
        "hidden_size": shape.hidden, "intermediate_size": shape.intermediate,
        "num_hidden_layers": shape.layers, "num_attention_heads": shape.heads,
        "num_key_value_heads": shape.heads, "head_dim": shape.hidden // shape.heads,
        "max_position_embeddings": shape.positions, "rms_norm_eps": shape.eps,
        "rope_theta": shape.theta, "vocab_size": shape.vocabulary,
        "tie_word_embeddings": True, "attention_bias": False, "mlp_bias": False,
        "attention_dropout": 0.0, "initializer_range": 0.02, "torch_dtype": "float16",
        "bos_token_id": None, "eos_token_id": tokens.END, "pad_token_id": tokens.PAD,
        "use_cache": True,
    }  # fmt: skip
    _dump(folder / "config.json", config)
    generation = {
        "do_sample": True, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "max_new_tokens": 320,
        "eos_token_id": tokens.END, "pad_token_id": tokens.PAD,
    }  # fmt: skip
    _dump(folder / "generation_config.json", generation)
    tokens.write(folder)


def load(folder: Path) -> Llama:
    """The model that `save` wrote, in single precision."""
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    shape = Shape(
        hidden=config["hidden_size"], layers=config["num_hidden_layers"],
        heads=config["num_attention_heads"], intermediate=config["intermediate_size"],
        positions=config["max_position_embeddings"], vocabulary=config["vocab_size"],
    )  # fmt: skip
    model = Llama(shape)
    weights = load_file(str(folder / "model.safetensors"))
    model.load_state_dict({name.removeprefix("model."): w.float() for name, w in weights.items()})
    return model


def described(shape: Shape) -> dict[str, object]:
    return asdict(shape)


def _dump(file: Path, value: object) -> None:
    file.write_text(json.dumps(value, indent=1) + "\n", encoding="utf-8")
