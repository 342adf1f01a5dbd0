"""Values in rows and on the wire: what goes in comes out, and no bytes can do harm."""

from __future__ import annotations

import marshal
import struct
from collections import Counter, OrderedDict, defaultdict, deque
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from enum import IntEnum
from fractions import Fraction
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assay.checks.code.calls import driver
from assay.checks.code.equality import strict_equal
from assay.checks.code.values import Digest, from_json, shown, to_json
from assay.checks.code.wire import Array, Foreign, Iterated, Sub, WireError, decode, encode
from assay.sample import decode_json, encode_json

ATOMS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.integers(min_value=-(10**400), max_value=10**400)
    | st.floats(allow_nan=False)
    | st.complex_numbers(allow_nan=False)
    | st.text()
    | st.binary()
)
KEYS = st.integers() | st.text() | st.booleans() | st.tuples(st.integers(), st.text())
VALUES = st.recursive(
    ATOMS,
    lambda inner: (
        st.lists(inner)
        | st.lists(inner).map(tuple)
        | st.dictionaries(KEYS, inner)
        | st.sets(KEYS)
        | st.frozensets(KEYS)
    ),
    max_leaves=20,
)


@given(VALUES)
def test_a_value_comes_back_from_the_wire(value):
    assert strict_equal(decode(encode(value)), value)
    assert strict_equal(decode(encode(value), strict=True), value)


@given(VALUES)
def test_a_value_comes_back_from_a_row(value):
    row = decode_json(encode_json(to_json(value)))
    assert strict_equal(from_json(row), value)


@given(VALUES)
def test_a_value_is_shown_shortly(value):
    assert len(shown(value, 80)) <= 80


def test_numbers_that_json_lacks_stand_in_rows():
    for value in (float("inf"), float("-inf"), 2**64, -(10**5000), 1.5e300, complex(1, -0.0)):
        assert strict_equal(from_json(decode_json(encode_json(to_json(value)))), value)
    assert str(from_json(to_json(float("nan")))) == "nan"


def test_a_key_with_a_dollar_is_no_tag():
    value = {"$tuple": [1], "plain": 2}
    assert from_json(to_json(value)) == value


@pytest.mark.parametrize(
    "data",
    [
        {"$tuple": 3},
        {"$nothing": []},
        {"$float": "x"},
        {"$set": [[1]]},
        {"$dict": [[1]]},
        {"$bytes": "*"},
        {"$complex": ["1"]},
        {"$int": "0xg"},
        {"$python": "open('x')"},
        {"$python": "("},
        {"$digest": {"size": 3}},
    ],
)
def test_a_malformed_tag_is_refused(data):
    with pytest.raises(ValueError, match=r"\w"):
        from_json([data])


def test_what_a_row_cannot_hold_is_refused():
    for value in (object(), Fraction(1, 2), [deque()], {1: range(3)}):
        with pytest.raises(ValueError, match="builtin"):
            to_json(value)


def test_depth_is_bounded():
    deep: list = []
    for _ in range(5000):
        deep = [deep]
    with pytest.raises(ValueError, match="deep"):
        from_json({"$tuple": [deep]})
    with pytest.raises(ValueError, match="deep"):
        to_json(deep)
    with pytest.raises(WireError):
        decode(b"[\x01\x00\x00\x00" * 100_000 + b"N")
    assert shown(deep)


@settings(max_examples=500)
@given(st.binary(max_size=200))
def test_any_bytes_are_a_value_or_no_value(data):
    with suppress(WireError):
        decode(data)


@settings(max_examples=300)
@given(VALUES, st.integers(min_value=0), st.binary(min_size=1, max_size=5))
def test_changed_bytes_are_a_value_or_no_value(value, place, change):
    data = bytearray(encode(value))
    place %= len(data)
    data[place : place + len(change)] = change
    with suppress(WireError):
        decode(bytes(data))


@given(VALUES)
def test_a_value_that_was_cut_off_is_no_value(value):
    data = encode(value)
    for end in {0, len(data) // 2, len(data) - 1}:
        with pytest.raises(WireError):
            decode(data[:end])
    with pytest.raises(WireError):
        decode(data + b"N")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[\xff\xff\xff\x7f",
        b"[\xff\xff\xff\xff",
        b"(\x02\x00\x00\x00.N",
        b"(\x01\x00\x00\x00.",
        b".",
        b"0",
        b"[\x01\x00\x00\x000",
        b"{N0",
        b"{i\x01\x00\x00\x00Ni\x01\x00\x00\x00N0",
        b"<\x02\x00\x00\x00NN",
        b"<\x01\x00\x00\x00[\x00\x00\x00\x00",
        b"u\x01\x00\x00\x00\xff",
        b"l\xff\xff\xff\x7f",
        b"l\x01\x00\x00\x00\xff\xff",
        b"c" + b"\x00" * 60,
        b"R\x00\x00\x00\x00",
        b"S",
        marshal.dumps(compile("1", "x", "eval"), 2),
        marshal.dumps((..., "decimal", "1" * 9999), 2),
        marshal.dumps((..., "fraction", 1, 0), 2),
        marshal.dumps((..., "range", 0, 1, 0), 2),
        marshal.dumps((..., "deque", 3), 2),
        marshal.dumps((..., "datetime", "never"), 2),
        marshal.dumps((..., "timedelta", 10**20, 0, 0), 2),
        marshal.dumps((..., "sub"), 2),
        marshal.dumps((..., "other", 3), 2),
        marshal.dumps((..., "array", "int64", 3, []), 2),
        marshal.dumps([..., 1], 2),
        marshal.dumps({1: ...}, 2),
    ],
)
def test_forged_bytes_are_no_value(data):
    with pytest.raises(WireError):
        decode(data)


def test_a_list_that_lies_about_its_length_is_no_value():
    numbers = b"".join([b"i" + struct.pack("<i", n) for n in range(20)])
    assert decode(b"[" + struct.pack("<i", 20) + numbers) == list(range(20))
    for said in (19, 21, 1 << 30, -1):
        with pytest.raises(WireError):
            decode(b"[" + struct.pack("<i", said) + numbers)


class Point(NamedTuple):
    x: int
    y: int


class Colour(IntEnum):
    RED = 1


class Bag(list):
    def __eq__(self, other: object) -> bool:
        return True

    __hash__ = None  # type: ignore[assignment]


def tagged(value):
    """As the driver sends it."""
    space: dict = {}
    exec(driver("calls").source, space)
    message = space["_said"](b"\0\0\0\0", value)
    return message[:1], message[5:]


@pytest.mark.parametrize(
    ("value", "same"),
    [
        (Counter("aab"), {"a": 2, "b": 1}),
        (OrderedDict(a=1), {"a": 1}),
        (defaultdict(list, {1: [2]}), {1: [2]}),
        (Point(1, 2), (1, 2)),
        (Colour.RED, 1),
        (Bag([1, Bag([2])]), [1, [2]]),
        (deque([1, 2]), deque([1, 2])),
        (Decimal("1.50"), Decimal("1.5")),
        (Fraction(1, 3), Fraction(1, 3)),
        (datetime(2020, 2, 29, 1, tzinfo=UTC), datetime(2020, 2, 29, 1, tzinfo=UTC)),
        (date(2020, 2, 29), date(2020, 2, 29)),
        (time(1, 2), time(1, 2)),
        (timedelta(1, 2, 3), timedelta(1, 2, 3)),
        (range(3, 9, 2), range(3, 9, 2)),
        (bytearray(b"sss"), b"sss"),
        ({"a": 1}.keys(), {"a"}),
        (["s" * 3, {"s": (1, "s")}], ["sss", {"s": (1, "s")}]),
        (list(range(60_000)), list(range(60_000))),
        ([(n, "s") for n in range(60_000)], [(n, "s") for n in range(60_000)]),
    ],
)
def test_known_types_equal_what_python_says_they_equal(value, same):
    kind, body = tagged(value)
    assert kind == b"V"
    assert decode(body) == same


def test_strict_reading_keeps_the_class():
    assert decode(tagged(Point(1, 2))[1], strict=True) == Sub("Point", (1, 2))
    assert type(decode(tagged(Colour.RED)[1], strict=True)) is Sub


@pytest.mark.parametrize("value", [object(), print, ..., type, (3).real])
def test_objects_that_are_no_data_are_named(value):
    kind, body = tagged(value)
    if value == 3:
        assert (kind, decode(body)) == (b"V", 3)
    else:
        assert kind == b"F"
        assert decode(body) == type(value).__name__


def test_iterators_can_be_gone_through_and_equal_nothing():
    for value in (iter([1, 2]), (n for n in (1, 2)), map(int, "12"), {1: 1, 2: 2}.values()):
        found = decode(tagged(value)[1])
        assert isinstance(found, Iterated)
        assert found.items[0] == 1
        assert found != found.items
    endless = (n for n in iter(int, 1))
    assert tagged(endless)[0] == b"F"


def test_an_object_inside_equals_nothing():
    found = decode(tagged([1, object()])[1])
    assert found[1] != found[1]
    assert isinstance(found[1], Foreign)


def test_a_value_in_itself_is_no_data():
    loop: list = []
    loop.append(loop)
    kind, body = tagged(loop)
    assert kind == b"V"
    assert "[[[" in shown(decode(body))


def test_arrays_and_numbers_of_numpy():
    numpy = pytest.importorskip("numpy")
    assert decode(tagged(numpy.int64(3))[1]) == 3
    assert decode(tagged([numpy.float64(0.5), True])[1]) == [0.5, True]
    assert decode(tagged(numpy.array(3))[1]) == 3
    assert decode(tagged(numpy.array([[1, 2]]))[1]) == Array("int64", (1, 2), [[1, 2]])


def test_a_result_of_many_megabytes_is_sent_as_a_digest():
    kind, body = tagged("x" * (17 << 20))
    assert kind == b"D"
    name, length, size, sha = decode(body)
    assert (name, length, size) == ("str", 17 << 20, (17 << 20) + 5)
    assert len(sha) == 32


def test_a_long_list_is_digested_as_it_would_be_whole():
    value = [float(n) for n in range(2_000_000)]
    kind, body = tagged(value)
    import hashlib

    assert kind == b"D"
    assert decode(body)[3] == hashlib.sha256(marshal.dumps(value, 2)).digest()


def test_a_digest_stands_in_rows():
    digest = Digest("list", 3, 70_000, "ab" * 32)
    assert from_json(decode_json(encode_json(to_json(digest)))) == digest
