"""The Llama architecture (Touvron et al., arXiv:2302.13971) with NumPy, in double precision.

Root-mean-square norms (arXiv:1910.07467), rotary positions (arXiv:2104.09864), grouped queries
(arXiv:2305.13245), SwiGLU (arXiv:2002.05202). Weights by the names of transformers'
`LlamaForCausalLM`. All sums are exact (see `exact`), so a token's logits depend on the tokens
before it and on nothing else: not on the batch, nor on how a prompt is cut into pieces.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from assay.models.embedded import layout
from assay.models.embedded.config import LARGEST_CONTEXT, Config
from assay.models.embedded.exact import DOUBLE, Linear, bits_of, snap, snap_to
from assay.models.embedded.layout import laid_out
from assay.models.embedded.safetensors import Array

__all__ = ["Attend", "Integers", "Llama"]

Integers: TypeAlias = NDArray[np.int64]
Attend: TypeAlias = Callable[[int, Array, Array, Array], Array]
"""(layer, queries, keys, values) of new tokens, each (tokens, heads, head size), to what the
queries see."""
_VALUE = _SHARE = 26
"""Bits of a value and of a share of attention. Shares add up to 1, so their products with values
are sums below 2^53 units, however many there are."""
_LIKELY = DOUBLE - bits_of(LARGEST_CONTEXT)


@dataclass(frozen=True)
class _Layer:
    before_attention: Array
    queries_keys_values: Linear
    output: Linear
    before_gate: Array
    gate_and_up: Linear
    down: Linear
    value_unit: int
    """Exponent of the unit that values are rounded to: one for the layer, since values of
    different positions are summed."""


class Llama:
    """Weights, and one pass over new tokens. Raises ModelError where a weight is missing."""

    def __init__(self, config: Config, weights: Mapping[str, Array]) -> None:
        self.config = config
        found = laid_out(config, weights, lambda array: array, _largest)
        self._embeddings, self._last = found.embeddings, found.last
        self._layers = [_layer(layer) for layer in found.layers]
        self._head = Linear(found.head)
        size = config.head_size
        rates = config.theta ** (-np.arange(0, size, 2) / size)
        angles = np.outer(np.arange(config.max_position_embeddings), rates)
        self._cosines, self._sines = np.cos(angles), np.sin(angles)
        self._middle = config.intermediate_size

    def forward(self, tokens: Integers, positions: Integers, attend: Attend) -> Array:
        """The last states of `tokens`, which stand at `positions`; `attend` keeps what is to be
        remembered of them."""
        x = self._embeddings[tokens]
        turns = self._cosines[positions][:, None], self._sines[positions][:, None]
        for place, layer in enumerate(self._layers):
            q, k, v = self._parts(layer, self._normed(x, layer.before_attention), turns)
            x = x + layer.output(attend(place, q, k, v).reshape(len(x), -1))
            both = layer.gate_and_up(self._normed(x, layer.before_gate))
            gate, up = both[:, : self._middle], both[:, self._middle :]
            x = x + layer.down(_silu(gate) * up)
        return x

    def logits(self, states: Array) -> Array:
        return self._head(self._normed(states, self._last))

    def _parts(
        self, layer: _Layer, x: Array, turns: tuple[Array, Array]
    ) -> tuple[Array, Array, Array]:
        config = self.config
        heads, size = config.num_attention_heads, config.head_size
        every = layer.queries_keys_values(x).reshape(len(x), -1, size)
        q, k, v = (
            every[:, :heads],
            every[:, heads : -config.key_heads],
            every[:, -config.key_heads :],
        )
        bits = (DOUBLE - bits_of(size)) // 2
        q = snap(_turned(q, turns) / math.sqrt(size), bits)
        return q, snap(_turned(k, turns), bits), snap_to(v, layer.value_unit)

    def _normed(self, x: Array, gain: Array) -> Array:
        size = x.shape[-1]
        exact = snap(x, (DOUBLE - bits_of(size)) // 2)
        mean = np.add.reduce(exact * exact, -1, keepdims=True) / size
        return exact / np.sqrt(mean + self.config.rms_norm_eps) * gain

    def seen(self, q: Array, keys: Array, values: Array, hidden: Array) -> Array:
        """Scaled dot-product attention.

        `q` is (rows, key heads, queries, size), `keys` and `values` (rows, key heads, positions,
        size); `hidden` is 0 where a query may look and -inf where not.
        """
        scores = q @ keys.swapaxes(-1, -2)
        scores += hidden
        scores -= np.maximum.reduce(scores, -1, keepdims=True)
        likely = snap_to(np.exp(scores, out=scores), -_LIKELY)
        likely /= np.add.reduce(likely, -1, keepdims=True)
        return snap_to(likely, -_SHARE) @ values


def _largest(array: Array) -> float:
    return float(np.abs(array).max(initial=0))


def _layer(layer: layout.Layer[Array]) -> _Layer:
    gain, values = layer.before_attention, layer.values
    # A normed row is never longer than √hidden, so no value exceeds that times its weights'.
    most = math.sqrt(len(gain)) * float(np.sqrt(((values * gain) ** 2).sum(1)).max())
    return _Layer(
        before_attention=gain,
        queries_keys_values=Linear(np.concatenate([layer.queries, layer.keys, values])),
        output=Linear(layer.output),
        before_gate=layer.before_gate,
        gate_and_up=Linear(np.concatenate([layer.gate, layer.up])),
        down=Linear(layer.down),
        value_unit=math.frexp(most * 1.01)[1] - _VALUE,
    )


def _turned(x: Array, turns: tuple[Array, Array]) -> Array:
    """Rotary positions: the first half of a head turned against the second."""
    cosines, sines = turns
    half = x.shape[-1] // 2
    first, second = x[..., :half], x[..., half:]
    found = np.empty_like(x)
    found[..., :half] = first * cosines - second * sines
    found[..., half:] = second * cosines + first * sines
    return found


def _silu(x: Array) -> Array:
    """x · sigmoid(x). The sigmoid of what lies below -700 is 0 either way, and cannot overflow."""
    return x / (1 + np.exp(-np.maximum(x, -700)))
