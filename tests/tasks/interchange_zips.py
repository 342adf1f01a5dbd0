"""Zip files as a test wants them, honest or not, and logs of inspect_ai in that form."""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest

STORED, DEFLATED, ZSTANDARD = 0, 8, 93


class Entry(NamedTuple):
    """A member; what is given beside name and data is a lie about it."""

    name: str
    data: bytes
    method: int = DEFLATED
    checksum: int | None = None
    packed: bytes | None = None
    size: int | None = None
    offset: int | None = None
    flags: int = 0


def zstandard() -> Any:
    """Python's Zstandard or its backport; the test is skipped without either."""
    try:
        return pytest.importorskip("compression.zstd")
    except pytest.skip.Exception:
        return pytest.importorskip("backports.zstd")


def zipped(entries: Sequence[Entry], comment: bytes = b"", tail: bytes = b"") -> bytes:
    """The bytes of a zip file."""
    body, directory = b"", b""
    for entry in entries:
        packed = _packed(entry) if entry.packed is None else entry.packed
        checksum = zlib.crc32(entry.data) if entry.checksum is None else entry.checksum
        size = len(packed) if entry.size is None else entry.size
        name = entry.name.encode()
        sizes = (checksum, size, len(entry.data), len(name), 0)
        offset = len(body) if entry.offset is None else entry.offset
        body += struct.pack("<4s5H3L2H", b"PK\3\4", 20, entry.flags, entry.method, 0, 0, *sizes)
        body += name + packed
        directory += struct.pack(
            "<4s6H3L5H2L", b"PK\1\2", 20, 20, entry.flags, entry.method, 0, 0, *sizes, 0, 0, 0, 0,
            offset,
        ) + name  # fmt: skip
    count = len(entries) & 0xFFFF
    end = struct.pack(
        "<4s4H2LH", b"PK\5\6", 0, 0, count, count, len(directory), len(body), len(comment)
    )
    return body + directory + end + comment + tail


def _packed(entry: Entry) -> bytes:
    if entry.method == DEFLATED:
        deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
        return deflate.compress(entry.data) + deflate.flush()
    return entry.data if entry.method != ZSTANDARD else zstandard().compress(entry.data)


def sample(identity: Any = "a", said: str = "The answer is 4.", **fields: Any) -> dict[str, Any]:
    """A sample of an inspect log, as inspect_ai 0.3.285 writes it."""
    question = fields.pop("input", "2+2?")
    asked = {"role": "user", "content": question, "source": "input", "id": "m1"}
    answer = {"role": "assistant", "content": said, "source": "generate", "id": "m2"}
    return {
        "id": identity,
        "epoch": 1,
        "input": question,
        "target": "4",
        "messages": [asked, answer],
        "output": {
            "model": "mockllm/model",
            "choices": [{"message": answer, "stop_reason": "stop"}],
            "completion": said,
            "usage": {"input_tokens": 3, "output_tokens": 5, "total_tokens": 8},
            "time": 0.25,
        },
        "scores": {"match": {"value": "C", "answer": "4", "explanation": said, "history": []}},
        "metadata": {},
        "store": {},
        "events": [{"event": "info", "data": {"deep": [1, {"a": None}]}}],
        "attachments": {},
        **fields,
    }


def header(**fields: Any) -> dict[str, Any]:
    """The header of a log."""
    spec = {
        "task": "arith",
        "model": "mockllm/model",
        "created": "2026-11-21T18:08:25+00:00",
        "dataset": {"samples": 1, "sample_ids": fields.pop("ids", None)},
        "scorers": fields.pop("scorers", [{"name": "match"}]),
    }
    return {"version": 2, "status": "success", "eval": spec, **fields}


def eval_log(
    path: Path, *samples: dict[str, Any], head: dict[str, Any] | None = None, method: int = DEFLATED
) -> str:
    """Writes a `.eval` file; says its name."""
    told = [("header.json", head or header())]
    told += [(f"samples/{one['id']}_epoch_{one['epoch']}.json", one) for one in samples]
    path.write_bytes(zipped([Entry(name, json.dumps(v).encode(), method) for name, v in told]))
    return str(path)
