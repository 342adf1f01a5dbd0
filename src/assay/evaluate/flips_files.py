"""Two files of verdict rows, joined by id while both are read.

Files in the same order take no memory. A row that comes at another place in the other file waits
for its counterpart; rows without an id are joined by what was asked and answered, and of several
with one id the first goes with the first.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator
from hashlib import blake2b
from itertools import zip_longest
from typing import Any, NamedTuple, TypeAlias, cast

from assay.errors import BadParameter, InputError
from assay.evaluate.flips import FlipTally, Found, Outcome, recorded_in
from assay.rows import read_lines
from assay.sample import decode_json, encode_json

__all__ = ["between_files"]

FilePath: TypeAlias = str | os.PathLike[str]


class _Judged(NamedTuple):
    """A verdict row, as far as it is compared."""

    id: str
    row: int
    said: bytes
    outcomes: list[list[Outcome]]


_Waiting: TypeAlias = dict[str, deque[_Judged]]


def between_files(old: FilePath, new: FilePath, tally: FlipTally) -> Iterator[Found]:
    """What flips between two verdict files; a row has its number in the new one, if it is there.

    A row that is missing in one of them, or answers otherwise there, is unmatched. Raises
    InputError, with file, line and field, for a row that holds no verdicts.
    """
    sides: tuple[_Waiting, _Waiting] = ({}, {})
    for pair in zip_longest(_judged(old), _judged(new)):
        for side, item in enumerate(pair):
            if item is None:
                continue
            other = _taken(sides[1 - side], item)
            if other is None:
                sides[side].setdefault(_key(item), deque()).append(item)
            else:
                before, after = (other, item) if side else (item, other)
                yield from _compared(before, after, tally)
    for side, name in zip(sides, ("the new", "the old"), strict=True):
        for item in (item for several in side.values() for item in several):
            tally.step()
            yield tally.unmatch(item.id, item.row, f"{name} file has no such row")


def _compared(before: _Judged, after: _Judged, tally: FlipTally) -> Iterator[Found]:
    tally.step()
    if before.said != after.said:
        yield tally.unmatch(after.id, after.row, "the prompt or the response is another one")
        return
    yield from tally.compare(after.id, after.row, before.outcomes, after.outcomes)


def _taken(waiting: _Waiting, item: _Judged) -> _Judged | None:
    several = waiting.get(_key(item))
    if not several:
        return None
    taken = several.popleft()
    if not several:
        del waiting[_key(item)]
    return taken


def _key(item: _Judged) -> str:
    return item.id or item.said.hex()


def _judged(path: FilePath) -> Iterator[_Judged]:
    for place, (line, data) in enumerate(read_lines(path), 1):
        try:
            row = decode_json(data)
        except (ValueError, RecursionError) as fault:
            raise InputError(f"not JSON: {fault}", file=str(path), line=line) from None
        if not isinstance(row, dict):
            raise InputError("expected a JSON object", file=str(path), line=line)
        given = cast("dict[str, Any]", row)
        try:
            outcomes = recorded_in(given.get("verdicts"))
        except BadParameter as fault:
            raise InputError(fault.message, file=str(path), line=line, field=fault.field) from None
        identity = "" if given.get("id") is None else str(given["id"])
        said = encode_json([given.get("prompt"), given.get("response")])
        yield _Judged(identity, place, blake2b(said, digest_size=16).digest(), outcomes)
