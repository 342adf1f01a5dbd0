"""Which tensors a Llama of some shape has, by the names of transformers' `LlamaForCausalLM`."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Generic, NamedTuple, Protocol, TypeVar

from assay.errors import ModelError
from assay.models.embedded.config import Config

__all__ = ["LARGEST", "VALUE_BITS", "Layer", "Layout", "laid_out", "largest", "rates", "value_unit"]

LARGEST = 65504.0
"""Half precision's largest number: with weights up to it nothing here can overflow."""
VALUE_BITS = 26
"""Of a value, and of a share of attention. Shares add up to 1, so their products with values are
sums below 2^53 units, however many there are."""


class _Shaped(Protocol):
    @property
    def shape(self) -> tuple[int, ...]: ...


S = TypeVar("S", bound=_Shaped)
T = TypeVar("T")


class Layer(NamedTuple, Generic[T]):
    """The tensors of a layer. Matrices are (outputs, inputs)."""

    before_attention: T
    queries: T
    keys: T
    values: T
    output: T
    before_gate: T
    gate: T
    up: T
    down: T


class Layout(NamedTuple, Generic[T]):
    """All tensors. `head` is `embeddings` where the two are tied."""

    embeddings: T
    layers: list[Layer[T]]
    last: T
    head: T


def laid_out(
    config: Config, weights: Mapping[str, S], read: Callable[[S], T], largest: Callable[[T], float]
) -> Layout[T]:
    """The weights, each as `read` makes it of the file's tensor; `largest` says how far its numbers
    go from 0. Raises ModelError where one is missing, has another shape, or goes too far."""

    def take(name: str, *shape: int) -> T:
        if name not in weights:
            raise ModelError(f"the weights lack {name!r}")
        found = weights[name]
        if found.shape != shape:
            raise ModelError(f"{name!r} has shape {found.shape}, where {shape} was expected")
        made = read(found)
        if not largest(made) <= LARGEST:
            raise ModelError(f"{name!r} holds numbers beyond half precision's")
        return made

    hidden, middle = config.hidden_size, config.intermediate_size
    wide = config.num_attention_heads * config.head_size
    narrow = config.key_heads * config.head_size

    def layer(place: int) -> Layer[T]:
        prefix = f"model.layers.{place}."
        return Layer(
            before_attention=take(f"{prefix}input_layernorm.weight", hidden),
            queries=take(f"{prefix}self_attn.q_proj.weight", wide, hidden),
            keys=take(f"{prefix}self_attn.k_proj.weight", narrow, hidden),
            values=take(f"{prefix}self_attn.v_proj.weight", narrow, hidden),
            output=take(f"{prefix}self_attn.o_proj.weight", hidden, wide),
            before_gate=take(f"{prefix}post_attention_layernorm.weight", hidden),
            gate=take(f"{prefix}mlp.gate_proj.weight", middle, hidden),
            up=take(f"{prefix}mlp.up_proj.weight", middle, hidden),
            down=take(f"{prefix}mlp.down_proj.weight", hidden, middle),
        )

    embeddings = take("model.embed_tokens.weight", config.vocab_size, hidden)
    tied = config.tie_word_embeddings or "lm_head.weight" not in weights
    return Layout(
        embeddings=embeddings,
        layers=[layer(place) for place in range(config.num_hidden_layers)],
        last=take("model.norm.weight", hidden),
        head=embeddings if tied else take("lm_head.weight", config.vocab_size, hidden),
    )


def largest(numbers: Sequence[float]) -> float:
    """How far the numbers go from 0: to infinity where one is not finite."""
    return max(map(abs, numbers)) if all(map(math.isfinite, numbers)) else math.inf


def rates(config: Config) -> list[float]:
    """The angles by which a position turns the pairs of a head's numbers."""
    size = config.head_size
    return [config.theta ** (-place / size) for place in range(0, size, 2)]


def value_unit(gain: Sequence[float], values: Sequence[Sequence[float]]) -> int:
    """The exponent of the unit that a layer's values are rounded to, from the gain of the norm
    before them and the rows of their matrix: one for the layer, since values of different
    positions are summed."""
    # A normed row is never longer than √hidden, so no value exceeds that times its weights'.
    longest = max(math.fsum((n * g) ** 2 for n, g in zip(row, gain, strict=True)) for row in values)
    return math.frexp(math.sqrt(len(gain)) * math.sqrt(longest) * 1.01)[1] - VALUE_BITS
