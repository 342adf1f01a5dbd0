"""JSON that a browser can always read, whatever the value holds.

The fast path is msgspec. What it refuses (unpaired surrogates, endless nesting, foreign
objects) takes a slower path that replaces the offending piece and keeps the rest.
Texts longer than `MAX_TEXT` are cut there, and say so.
Not covered: the replaced pieces cannot be read back; the JSONL file stays the record.
"""

import base64
import json
import math
import re
import zlib
from collections.abc import Mapping, Sequence
from typing import Any, cast

import msgspec

__all__ = ["MAX_TEXT", "encode", "inline", "pack"]

MAX_TEXT = 2_000_000
MAX_DEPTH = 60
LEVEL = 5  # half the time of 6 for six per cent more bytes
GZIP = 31  # the window of 15 bits, with a gzip header
# Two surrogates that stand apart in Python would merge into one character in JavaScript and
# shift every later offset, so the first of such a pair becomes U+FFFD.
FALSE_PAIR = re.compile("[\ud800-\udbff](?=[\udc00-\udfff])")


def encode(value: Any) -> bytes:
    """One line of UTF-8 JSON."""
    try:
        line = msgspec.json.encode(value)
    except (ValueError, TypeError, RecursionError, OverflowError):
        return _slow(value)
    return _slow(value) if len(line) > MAX_TEXT else line


def inline(value: Any) -> str:
    """ASCII JSON that may stand inside a <script> element."""
    text = json.dumps(_plain(value, 0), separators=(",", ":"))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def pack(data: bytes) -> bytes:
    """Gzip (without a date, so that equal rows give equal pages), then base64."""
    deflate = zlib.compressobj(LEVEL, zlib.DEFLATED, GZIP)
    return base64.b64encode(deflate.compress(data) + deflate.flush())


def _slow(value: Any) -> bytes:
    return json.dumps(_plain(value, 0), separators=(",", ":")).encode("ascii")


def _plain(value: Any, depth: int) -> Any:
    if isinstance(value, str):
        return _text(value)
    if value is None or isinstance(value, bool | int):
        return _integer(value)
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if depth >= MAX_DEPTH:
        return "… (nested too deeply)"
    if isinstance(value, Mapping):
        items = cast("Mapping[Any, Any]", value).items()
        return {_text(str(key)): _plain(item, depth + 1) for key, item in items}
    if isinstance(value, Sequence) and not isinstance(value, bytes | bytearray | memoryview):
        return [_plain(item, depth + 1) for item in cast("Sequence[Any]", value)]
    return _text(repr(cast("object", value)))


def _integer(value: int | None) -> int | str | None:
    """An integer of thousands of digits has no place in JSON (and `str` refuses it)."""
    huge = isinstance(value, int) and value.bit_length() > 1024
    return f"{value:#x}"[:80] + "…" if huge else value


def _text(value: str) -> str:
    if len(value) > MAX_TEXT:
        value = f"{value[:MAX_TEXT]}\n… ({len(value) - MAX_TEXT} more characters not kept here)"
    return FALSE_PAIR.sub("\ufffd", value)
