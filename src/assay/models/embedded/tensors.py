"""Reads a safetensors file: a length, a JSON header, then the numbers.

    8 bytes  length of the header, little-endian
    header   {"NAME": {"dtype": "F16", "shape": [2, 3], "data_offsets": [0, 12]}, …}
    data     the tensors, side by side, without gap or overlap

The format: https://huggingface.co/docs/safetensors. Read are floating-point tensors of files up to
`LARGEST` bytes; no file, however made, does more than raise ModelError.
"""

from __future__ import annotations

import json
import math
import struct
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple, TypeGuard, cast

from assay.errors import ModelError

__all__ = ["LARGEST", "Tensor", "tensors"]

LARGEST = 1 << 30
_LARGEST_HEADER = 1 << 20
_SIZES = {"F64": 8, "F32": 4, "F16": 2, "BF16": 2}
_FORMATS = {"F64": "d", "F32": "f", "F16": "e"}


class Tensor(NamedTuple):
    """A tensor's numbers as the file has them."""

    dtype: str
    shape: tuple[int, ...]
    data: bytes

    def numbers(self) -> list[float]:
        """Its numbers in a row."""
        count = math.prod(self.shape)
        if self.dtype != "BF16":
            return list(struct.unpack(f"<{count}{_FORMATS[self.dtype]}", self.data))
        # the upper half of a float of 32 bits
        halves = struct.unpack(f"<{count}H", self.data)
        return list(
            struct.unpack(f"<{count}f", struct.pack(f"<{count}I", *[n << 16 for n in halves]))
        )


def tensors(data: bytes, file: Path) -> dict[str, Tensor]:
    """Tensors by name. `file` is for messages. Raises ModelError where the bytes are no such
    file."""
    try:
        header, start = _header(data)
        entries = {name: _entry(name, value) for name, value in header.items()}
        _side_by_side(entries.values(), len(data) - start)
    except _Wrong as wrong:
        raise ModelError(f"{file}: no safetensors file as expected: {wrong}") from None
    return {
        name: Tensor(dtype, shape, data[start + first : start + last])
        for name, (dtype, shape, first, last) in entries.items()
    }


class _Wrong(Exception):
    """What does not fit."""


_Entry = tuple[str, tuple[int, ...], int, int]


def _header(data: bytes) -> tuple[dict[str, Any], int]:
    length = int.from_bytes(data[:8], "little")
    if len(data) < 8 or length > min(_LARGEST_HEADER, len(data) - 8):
        raise _Wrong(f"its header ends behind the file's end ({len(data)} bytes) or is too long")
    try:
        header = json.loads(data[8 : 8 + length].decode(), object_pairs_hook=_unique)
    except (ValueError, RecursionError) as error:
        raise _Wrong(f"the header is no JSON ({error})") from None
    if not isinstance(header, dict):
        raise _Wrong("the header is no JSON object")
    named = cast("dict[str, Any]", header)
    return {name: value for name, value in named.items() if name != "__metadata__"}, 8 + length


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name stands twice")
    return found


def _entry(name: str, value: Any) -> _Entry:
    if not isinstance(value, dict):
        raise _Wrong(f"{name!r} is described by no JSON object")
    fields = cast("dict[str, Any]", value)
    dtype, shape, offsets = (fields.get(key) for key in ("dtype", "shape", "data_offsets"))
    if not isinstance(dtype, str) or dtype not in _SIZES:
        raise _Wrong(f"{name!r} has dtype {dtype!r}; read are {', '.join(_SIZES)}")
    if not _naturals(shape) or len(shape) > 8:
        raise _Wrong(f"{name!r} has no shape of numbers from 0 up, but {shape!r}")
    if not _naturals(offsets) or len(offsets) != 2 or offsets[0] > offsets[1]:
        raise _Wrong(f"{name!r} has no two rising data_offsets, but {offsets!r}")
    if math.prod(shape) * _SIZES[dtype] != offsets[1] - offsets[0]:
        raise _Wrong(f"{name!r} has shape {shape}, which does not fill its data_offsets {offsets}")
    return dtype, tuple(shape), offsets[0], offsets[1]


def _naturals(value: Any) -> TypeGuard[list[int]]:
    """Whether these are numbers from 0 up. JSON's true and 1.0 are none."""
    return isinstance(value, list) and all(
        type(number) is int and number >= 0 for number in cast("list[Any]", value)
    )


def _side_by_side(entries: Iterable[_Entry], size: int) -> None:
    end = 0
    for _, _, first, last in sorted(entries, key=lambda entry: entry[2:]):
        if first != end:
            raise _Wrong(f"its tensors leave a gap or overlap at byte {end} of the data")
        end = last
    if end != size:
        raise _Wrong(f"its tensors end at byte {end} of the data, which has {size}")
