"""What the reader gives for good files, and that for any other bytes it says one clear error."""

from __future__ import annotations

import contextlib
import json
import math
import struct
from pathlib import Path
from typing import Any

import pytest
import tiny_llama
from hypothesis import given
from hypothesis import strategies as st

from assay.errors import ModelError
from assay.models.embedded.tensors import tensors

FILE = Path("some.safetensors")
GOOD = tiny_llama.safetensors({"a": ([2, 3], [1, 2, 3, 4, 5, 6]), "b": ([], [0.5]), "c": ([0], [])})


def packed(header: Any, data: bytes = b"") -> bytes:
    head = header if isinstance(header, bytes) else json.dumps(header).encode()
    return struct.pack("<Q", len(head)) + head + data


def entry(dtype: Any = "F32", shape: Any = (1,), offsets: Any = (0, 4)) -> dict[str, Any]:
    return {"dtype": dtype, "shape": shape, "data_offsets": offsets}


def test_tensors_come_by_name() -> None:
    found = tensors(GOOD, FILE)
    assert found["a"].shape == (2, 3)
    assert found["a"].numbers() == [1, 2, 3, 4, 5, 6]
    assert (found["b"].shape, found["b"].numbers()) == ((), [0.5])
    assert (found["c"].shape, found["c"].numbers()) == ((0,), [])


@given(
    st.sampled_from([("F64", "d"), ("F32", "f"), ("F16", "e")]),
    st.lists(st.floats(width=16, allow_nan=False, allow_infinity=False), max_size=9),
)
def test_every_precision_is_read(kind: tuple[str, str], numbers: list[float]) -> None:
    data = struct.pack(f"<{len(numbers)}{kind[1]}", *numbers)
    header = {"x": entry(kind[0], [len(numbers)], [0, len(data)]), "__metadata__": {"a": "b"}}
    assert tensors(packed(header, data), FILE)["x"].numbers() == numbers


def test_the_short_float_of_sixteen_bits_is_read() -> None:
    data = struct.pack("<3H", 0x3F80, 0xC020, 0x4248)
    header = {"x": entry("BF16", [3], [0, 6])}
    assert tensors(packed(header, data), FILE)["x"].numbers() == [1.0, -2.5, 50.0]


def test_a_padded_header_is_read() -> None:
    header = json.dumps({"x": entry()}).encode() + b"   "
    assert tensors(packed(header, struct.pack("<f", 2.5)), FILE)["x"].numbers() == [2.5]


FOUR = bytes(4)
HOSTILE = {
    "nothing": b"",
    "half a length": b"\x01\x00",
    "an endless header": struct.pack("<Q", 1 << 63) + b"{}",
    "a header longer than the file": struct.pack("<Q", 100) + b"{}",
    "no JSON": packed(b"{]"),
    "no UTF-8": packed(b'{"\xff": 1}'),
    "a list": packed([1]),
    "deep brackets": packed(b'{"x":' * 100_000),
    "a long number": packed(b'{"x": ' + b"9" * 5000 + b"}"),
    "a name twice": packed(b'{"x": %s, "x": %s}' % (2 * (json.dumps(entry()).encode(),)), FOUR),
    "a number for an entry": packed({"x": 5}),
    "no dtype": packed({"x": {"shape": [1], "data_offsets": [0, 4]}}, FOUR),
    "a dtype that is not read": packed({"x": entry("I32")}, FOUR),
    "a dtype that is a list": packed({"x": entry([])}, FOUR),
    "a negative shape": packed({"x": entry(shape=[-1])}, FOUR),
    "a shape of truths": packed({"x": entry(shape=[True])}, FOUR),
    "a shape of fractions": packed({"x": entry(shape=[1.0])}, FOUR),
    "a shape too large": packed({"x": entry(shape=[1 << 62, 1 << 62])}, FOUR),
    "many dimensions": packed({"x": entry(shape=[1] * 9)}, FOUR),
    "offsets that fall": packed({"x": entry(offsets=[4, 0])}, FOUR),
    "offsets beyond the end": packed({"x": entry(offsets=[4, 8])}, FOUR),
    "three offsets": packed({"x": entry(offsets=[0, 4, 8])}, FOUR),
    "too little data": packed({"x": entry()}, b"123"),
    "data left over": packed({"x": entry()}, bytes(5)),
    "a gap": packed({"x": entry(), "y": entry(offsets=[8, 12])}, bytes(12)),
    "an overlap": packed({"x": entry(), "y": entry(offsets=[0, 4])}, FOUR),
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
def test_hostile_files_are_one_clear_error(data: bytes) -> None:
    with pytest.raises(ModelError, match=r"^some\.safetensors: no safetensors file as expected: "):
        tensors(data, FILE)


@given(st.integers(0, len(GOOD) - 1))
def test_a_truncated_file_is_an_error(length: int) -> None:
    with pytest.raises(ModelError):
        tensors(GOOD[:length], FILE)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for header in (data, packed(data), packed({"x": entry()}, data)):
        with contextlib.suppress(ModelError):
            tensors(header, FILE)


@given(st.integers(0, len(GOOD) - 1), st.integers(0, 255))
def test_a_changed_byte_is_read_or_refused(place: int, byte: int) -> None:
    changed = bytearray(GOOD)
    changed[place] = byte
    try:
        found = tensors(bytes(changed), FILE)
    except ModelError:
        return
    assert all(math.prod(one.shape) == len(one.numbers()) for one in found.values())


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(["dtype", "shape", "data_offsets"]), JSON))
def test_any_entry_is_read_or_refused(value: dict[str, Any]) -> None:
    with pytest.raises(ModelError):
        tensors(packed({"x": entry() | {"dtype": "F64"} | value}, FOUR), FILE)
