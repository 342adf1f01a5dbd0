"""Keys and values of what was read and written so far, a row for each text under way."""

from __future__ import annotations

import numpy as np

from assay.models.embedded.llama import Attend, Integers, Llama
from assay.models.embedded.safetensors import Array

__all__ = ["Cache", "Kept"]

_STEP = 64
_GROUP = 16
_SMALL = 1 << 18

Kept = list[tuple[Array, Array]]
"""Keys and values, layer by layer, of one text: (heads, positions, size)."""


class Cache:
    """Room for `slots` texts, grown as they get longer.

    `reading` and `writing` give the attention of one pass: of a piece of one text, or of the next
    token of each of the first rows.
    """

    def __init__(self, llama: Llama, slots: int) -> None:
        self._llama = llama
        config = llama.config
        shape = (slots, config.key_heads, 0, config.head_size)
        self._keys = [np.zeros(shape) for _ in range(config.num_hidden_layers)]
        self._values = [np.zeros(shape) for _ in range(config.num_hidden_layers)]
        self._rows = 0
        self._group = config.num_attention_heads // config.key_heads

    def reserve(self, rows: int, positions: int) -> None:
        """Makes room for texts of so many tokens in the first rows."""
        self._rows = max(self._rows, rows)
        have = self._keys[0].shape[2]
        if positions > have:
            room = max(-(-positions // _STEP) * _STEP, have * 3 // 2)
            for arrays in (self._keys, self._values):
                for place, array in enumerate(arrays):
                    slots, heads, _, size = array.shape
                    arrays[place] = np.zeros((slots, heads, room, size))
                    arrays[place][: self._rows, :, :have] = array[: self._rows]

    def move(self, source: int, target: int, length: int) -> None:
        """Brings a text of `length` tokens from one row to another."""
        for arrays in (self._keys, self._values):
            for array in arrays:
                array[target, :, :length] = array[source, :, :length]

    def keep(self, row: int, length: int) -> Kept:
        """A copy of what is held of the first `length` tokens."""
        return [
            (keys[row, :, :length].copy(), values[row, :, :length].copy())
            for keys, values in zip(self._keys, self._values, strict=True)
        ]

    def put(self, row: int, kept: Kept) -> None:
        """Sets a row to what `keep` gave."""
        length = kept[0][0].shape[1]
        self.reserve(row + 1, length)
        for place, (keys, values) in enumerate(kept):
            self._keys[place][row, :, :length] = keys
            self._values[place][row, :, :length] = values

    def reading(self, row: int, start: int, stop: int) -> Attend:
        """For the tokens from `start` up to `stop` of one text."""
        self.reserve(row + 1, stop)
        later = np.arange(stop) > np.arange(start, stop)[:, None]
        hidden = np.where(later, -np.inf, 0.0)

        def attend(layer: int, q: Array, k: Array, v: Array) -> Array:
            keys, values = self._keys[layer][row, :, :stop], self._values[layer][row, :, :stop]
            keys[:, start:], values[:, start:] = k.swapaxes(0, 1), v.swapaxes(0, 1)
            found = np.empty_like(q)
            step = max(1, _SMALL // (self._group * q.shape[2] * stop))
            for first in range(0, len(q), step):
                piece = slice(first, first + step)
                found[piece] = self._piece(q[piece], keys, values, hidden[piece])
            return found

        return attend

    def _piece(self, q: Array, keys: Array, values: Array, hidden: Array) -> Array:
        tokens, heads, size = q.shape
        grouped = q.reshape(tokens, -1, self._group, size).transpose(1, 2, 0, 3)
        flat = grouped.reshape(len(grouped), -1, size)
        seen = self._llama.seen(flat, keys, values, np.tile(hidden, (self._group, 1)))
        return seen.reshape(grouped.shape).transpose(2, 0, 1, 3).reshape(tokens, heads, size)

    def writing(self, positions: Integers) -> Attend:
        """For one token of each of the first `len(positions)` rows, at those positions."""
        rows = np.arange(len(positions))
        self.reserve(len(positions), int(positions.max()) + 1)
        groups: list[tuple[slice, int, Array]] = []
        for first in range(0, len(positions), _GROUP):
            own = positions[first : first + _GROUP, None]
            length = int(own.max()) + 1
            hidden = np.where(np.arange(length) > own, -np.inf, 0.0)[:, None, None]
            groups.append((slice(first, first + len(own)), length, hidden))

        def attend(layer: int, q: Array, k: Array, v: Array) -> Array:
            keys, values = self._keys[layer], self._values[layer]
            keys[rows, :, positions], values[rows, :, positions] = k, v
            grouped = q.reshape(len(q), -1, self._group, q.shape[2])
            found = np.empty_like(grouped)
            for own, length, hidden in groups:
                found[own] = self._llama.seen(
                    grouped[own], keys[own, :, :length], values[own, :, :length], hidden
                )
            return found

        return attend
