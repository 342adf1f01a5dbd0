"""What data sets call the right answer, brought to golds that a check takes.

A gold may be a text, a number, true or false, an array or list of them (any will do), an object
that holds one, or such a thing written as JSON. A text that is a whole solution (`... #### 18`, or
prose with a box) is cut down to its final answer. A JSON list counts as several golds only where
all its items are texts: `[2, 3]` is an interval or a vector as it stands.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isfinite
from typing import Any, TypeAlias, cast

from assay.sample import decode_json

__all__ = ["Gold", "final_of", "golds_in", "text_of"]

Gold: TypeAlias = str | int | float | bool

_NAMES = ("gold", "answer", "target", "ground_truth", "answers", "aliases")
_LONGEST_JSON = 100_000
_DEEPEST = 4
"""A gold in JSON in an object in JSON; what is deeper is no gold."""
_JSON_BITS = 63
_DECIMAL_BITS = 4000


def golds_in(given: object) -> tuple[Gold, ...]:
    """The golds in what a data set gives; none where there is no answer in it."""
    return _golds(given, _DEEPEST)


def _golds(given: object, depth: int) -> tuple[Gold, ...]:
    plain = _plain(given)
    if depth == 0:
        return ()
    if isinstance(plain, Mapping):
        fields = cast("Mapping[str, Any]", plain)
        named = [fields[name] for name in _NAMES if fields.get(name) is not None]
        return _golds(named[0], depth - 1) if named else ()
    if isinstance(plain, list | tuple):
        items = cast("Sequence[object]", plain)
        return tuple([gold for item in items for gold in _single(_plain(item))])
    if isinstance(plain, str) and (decoded := _written(plain)) is not None:
        return _golds(decoded, depth - 1)
    return _single(plain)


def final_of(text: str) -> str:
    """The final answer of a gold that is a whole solution; the text itself where it is none."""
    head, marked, tail = text.rpartition("####")
    if marked and head.strip() and tail.strip():
        return tail.strip()
    if "\\boxed" in text or "\\fbox" in text:
        from assay.answers.extraction import extract

        final = extract(text).final
        return text if final is None else final.text
    return text


def _single(given: object) -> tuple[Gold, ...]:
    if isinstance(given, str):
        return (final_of(given),) if given.strip() else ()
    if isinstance(given, bool):
        return (given,)
    if isinstance(given, int):
        return (given if given.bit_length() < _JSON_BITS else text_of(given),)
    if isinstance(given, float) and isfinite(given):
        return (given,)
    return ()


def text_of(number: int) -> str:
    """An integer as a text; in hexadecimal where Python refuses to write so many digits."""
    return str(number) if number.bit_length() < _DECIMAL_BITS else hex(number)


def _plain(given: object) -> object:
    """Arrays and scalars of NumPy, pandas and PyTorch as Python's own."""
    to_list = getattr(given, "tolist", None)
    return to_list() if callable(to_list) else given


def _written(text: str) -> object | None:
    """What a JSON text holds, if it is one that states golds: see the docstring of the module."""
    body = text.strip()
    if body[:1] not in ("[", "{", '"') or len(body) > _LONGEST_JSON:
        return None
    try:
        made = decode_json(body)
    except (ValueError, RecursionError):
        return None
    if isinstance(made, list):
        items = cast("list[object]", made)
        return items if items and all(isinstance(item, str) for item in items) else None
    if isinstance(made, dict):
        fields = cast("dict[str, object]", made)
        return fields if any(name in fields for name in _NAMES) else None
    return cast("object", made) if isinstance(made, str) and made.strip() else None
