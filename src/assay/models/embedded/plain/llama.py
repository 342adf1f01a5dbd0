"""The Llama of `assay.models.embedded.compiled`, one token at a time, over lists of numbers.

The same operations in an order that changes no bit, so that both give the same numbers.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from assay.models.embedded import layout
from assay.models.embedded.config import LARGEST_CONTEXT, Config
from assay.models.embedded.layout import VALUE_BITS, laid_out, largest, rates, value_unit
from assay.models.embedded.plain.exact import DOUBLE, Linear, Vector, bits_of, dot, snap, snap_to
from assay.models.embedded.tensors import Tensor

__all__ = ["Llama", "Memory"]

_LIKELY = DOUBLE - bits_of(LARGEST_CONTEXT)
_Matrix: TypeAlias = list[Vector]


@dataclass(frozen=True)
class _Layer:
    before_attention: Vector
    queries_keys_values: Linear
    output: Linear
    before_gate: Vector
    gate_and_up: Linear
    down: Linear
    value_unit: int


class Memory:
    """Keys and values of what was read and written of one text: by layer and head, keys by
    position, values by dimension."""

    def __init__(self, layers: int, heads: int, size: int) -> None:
        self.keys: list[list[_Matrix]] = [[[] for _ in range(heads)] for _ in range(layers)]
        self.values: list[list[_Matrix]] = [
            [[[] for _ in range(size)] for _ in range(heads)] for _ in range(layers)
        ]

    def copy(self) -> Memory:
        made = Memory(0, 0, 0)
        made.keys = [[list(head) for head in layer] for layer in self.keys]
        made.values = [[[list(row) for row in head] for head in layer] for layer in self.values]
        return made


class Llama:
    """Weights, and one pass over a token. Raises ModelError where a weight is missing."""

    def __init__(self, config: Config, weights: Mapping[str, Tensor]) -> None:
        self.config = config
        found = laid_out(config, weights, _rows, _largest)
        self._embeddings, (self._last,) = found.embeddings, found.last
        self._layers = [_layer(layer) for layer in found.layers]
        self._head = Linear(found.head)
        self._rates = rates(config)
        self._norm_bits = (DOUBLE - bits_of(config.hidden_size)) // 2
        self._head_bits = (DOUBLE - bits_of(config.head_size)) // 2

    def memory(self) -> Memory:
        """An empty one."""
        config = self.config
        return Memory(config.num_hidden_layers, config.key_heads, config.head_size)

    def forward(self, token: int, position: int, memory: Memory) -> Vector:
        """The last state of a token, which `memory` keeps."""
        x = self._embeddings[token]
        turns = [(math.cos(position * r), math.sin(position * r)) for r in self._rates]
        middle = self.config.intermediate_size
        for place, layer in enumerate(self._layers):
            every = layer.queries_keys_values(self._normed(x, layer.before_attention))
            x = _sum(x, layer.output(self._attended(layer, place, every, turns, memory)))
            both = layer.gate_and_up(self._normed(x, layer.before_gate))
            gated = [_silu(g) * u for g, u in zip(both[:middle], both[middle:], strict=True)]
            x = _sum(x, layer.down(gated))
        return x

    def logits(self, state: Vector) -> Vector:
        return self._head(self._normed(state, self._last))

    def _normed(self, x: Vector, gain: Vector) -> Vector:
        exact = snap(x, self._norm_bits)
        root = math.sqrt(dot(exact, exact) / len(x) + self.config.rms_norm_eps)
        return [value / root * by for value, by in zip(exact, gain, strict=True)]

    def _attended(
        self, layer: _Layer, place: int, every: Vector, turns: list[tuple[float, float]],
        memory: Memory,
    ) -> Vector:  # fmt: skip
        config, size, bits = self.config, self.config.head_size, self._head_bits
        heads = [every[start : start + size] for start in range(0, len(every), size)]
        queries, rest = heads[: config.num_attention_heads], heads[config.num_attention_heads :]
        keys, values = memory.keys[place], memory.values[place]
        for head in range(config.key_heads):
            keys[head].append(snap(_turned(rest[head], turns), bits))
            value = snap_to(rest[config.key_heads + head], layer.value_unit)
            for row, number in zip(values[head], value, strict=True):
                row.append(number)
        group = config.num_attention_heads // config.key_heads
        root, found = math.sqrt(size), list[float]()
        for number, query in enumerate(queries):
            q = snap([n / root for n in _turned(query, turns)], bits)
            shares = _shares([dot(q, key) for key in keys[number // group]])
            found += [dot(shares, row) for row in values[number // group]]
        return found


def _shares(scores: Vector) -> Vector:
    most = max(scores)
    likely = snap_to([math.exp(score - most) for score in scores], -_LIKELY)
    total = sum(likely)
    return snap_to([one / total for one in likely], -VALUE_BITS)


def _turned(x: Vector, turns: list[tuple[float, float]]) -> Vector:
    half = len(x) // 2
    pairs = list(zip(x[:half], x[half:], turns, strict=True))
    first = [a * cosine - b * sine for a, b, (cosine, sine) in pairs]
    return first + [b * cosine + a * sine for a, b, (cosine, sine) in pairs]


def _silu(x: float) -> float:
    return x / (1 + math.exp(-max(x, -700.0)))


def _sum(left: Vector, right: Vector) -> Vector:
    return [a + b for a, b in zip(left, right, strict=True)]


def _rows(tensor: Tensor) -> _Matrix:
    """A tensor's rows; a vector's only one."""
    numbers, columns = tensor.numbers(), tensor.shape[-1]
    return [numbers[start : start + columns] for start in range(0, len(numbers), columns)]


def _largest(rows: _Matrix) -> float:
    return max(map(largest, rows))


def _layer(layer: layout.Layer[_Matrix]) -> _Layer:
    (gain,), (before_gate,) = layer.before_attention, layer.before_gate
    return _Layer(
        before_attention=gain,
        queries_keys_values=Linear([*layer.queries, *layer.keys, *layer.values]),
        output=Linear(layer.output),
        before_gate=before_gate,
        gate_and_up=Linear([*layer.gate, *layer.up]),
        down=Linear(layer.down),
        value_unit=value_unit(gain, layer.values),
    )
