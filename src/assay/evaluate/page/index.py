"""The column index: what the page knows of every row before it unpacks any.

A chunk of up to `CHUNK` rows is seven columns, one after the other, little-endian:
`mask` u8 (statuses of its responses: pass 1, fail 2, undecided 4, error 8), `responses` u8,
`passes` u8, `entries` u8 (how many kinds the row has), `tops` u8 (how many of them not only
inside combinators; these come first), `score` u16 (0 to 10,000; 65,535 is
none), and then the entries, u16 each: kind number times 16 plus the mask of its statuses.
Parts of combinators count as kinds of the row.
Limits: 255 responses and 255 kinds a row are told apart, and 4,095 kinds in a page;
what is beyond counts as `(other kinds)` or is left out of the index, never of the row.
"""

import math
import sys
from array import array
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, cast

__all__ = ["CHUNK", "Columns", "label"]

CHUNK = 4096
BITS = {"pass": 1, "fail": 2, "undecided": 4, "error": 8}
NO_SCORE = 65_535
LAST_KIND = 4095
MAX_NODES = 10_000
ID_LENGTH = 40
LABEL_LENGTH = 110


class Columns:
    """The columns of the chunk being filled, and the kinds met so far in the page."""

    def __init__(self) -> None:
        self.kinds: dict[str, int] = {}
        self.labels: list[str] = []
        self._clear()

    def __len__(self) -> int:
        return len(self._mask)

    def add(self, row: Mapping[str, Any]) -> None:
        lists = _lists(row.get("verdicts"))
        statuses = _response_statuses(row, lists)
        entries, tops = self._entries(lists)
        self._mask.append(_union(statuses))
        self._responses.append(min(len(statuses), 255))
        self._passes.append(min(statuses.count(1), 255))
        self._counts.append(len(entries))
        self._tops.append(tops)
        self._score.append(_score(row.get("score")))
        self._flat.extend(entries)
        self.labels.extend(label(row))

    def take(self) -> tuple[bytes, list[str]]:
        """The finished chunk (columns, labels); the next one starts empty."""
        columns = (self._mask, self._responses, self._passes, self._counts, self._tops)
        wide = (self._score, self._flat)
        if sys.byteorder == "big":  # pragma: no cover
            for column in wide:
                column.byteswap()
        packed = b"".join(column.tobytes() for column in columns + wide)
        labels = self.labels
        self._clear()
        return packed, labels

    def _clear(self) -> None:
        self._mask, self._responses = array("B"), array("B")
        self._passes, self._counts, self._tops = array("B"), array("B"), array("B")
        self._score, self._flat = array("H"), array("H")
        self.labels = []

    def _entries(self, lists: list[list[Mapping[str, Any]]]) -> tuple[list[int], int]:
        found: dict[int, int] = {}
        outer = [verdict for verdicts in lists for verdict in verdicts]
        self._collect(outer, found)
        tops = len(found)
        self._collect(_inside(outer), found)
        return [kind << 4 | mask for kind, mask in list(found.items())[:255]], min(tops, 255)

    def _collect(self, verdicts: Iterable[Mapping[str, Any]], found: dict[int, int]) -> None:
        for verdict in verdicts:
            kind = self._kind(str(verdict.get("kind", "?"))[:200])
            found[kind] = found.get(kind, 0) | BITS.get(str(verdict.get("status")), 4)

    def _kind(self, name: str) -> int:
        number = self.kinds.get(name)
        if number is None:
            number = len(self.kinds)
            if number >= LAST_KIND:
                name, number = "(other kinds)", LAST_KIND
            self.kinds[name] = number
        return number


def label(row: Mapping[str, Any]) -> tuple[str, str]:
    """What the list shows of a row: its id and the beginning of its prompt."""
    name = row.get("id")
    text = " ".join(_prompt_text(row.get("prompt"))[: LABEL_LENGTH * 3].split())
    return ("" if name is None else str(name)[:ID_LENGTH]), text[:LABEL_LENGTH]


def _prompt_text(prompt: Any) -> str:
    """The last message of a user, or of anybody."""
    if isinstance(prompt, str):
        return prompt
    messages = _mappings(prompt)
    users = [message for message in messages if message.get("role") == "user"]
    for message in reversed(users or messages):
        content = message.get("content")
        parts = [content] if isinstance(content, str) else _part_texts(content)
        if any(parts):
            return " ".join(parts)
    return ""


def _part_texts(content: Any) -> list[str]:
    return [str(part.get("text", "")) for part in _mappings(content)]


def _mappings(value: Any) -> list[Mapping[str, Any]]:
    items = cast("list[Any]", value) if isinstance(value, list | tuple) else []
    return [cast("Mapping[str, Any]", item) for item in items if isinstance(item, Mapping)]


def _lists(verdicts: Any) -> list[list[Mapping[str, Any]]]:
    """One list a response; a flat list of verdicts is that of a single response."""
    if not isinstance(verdicts, list | tuple):
        return []
    items = cast("Sequence[Any]", verdicts)
    if any(isinstance(item, Mapping) for item in items):
        return [_mappings(verdicts)]
    return [_mappings(item) for item in items]


def _inside(verdicts: list[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """Every part of the verdicts, without recursion; stops after `MAX_NODES`."""
    waiting = deque(part for verdict in verdicts for part in _mappings(verdict.get("parts")))
    for _ in range(MAX_NODES):
        if not waiting:
            return
        part = waiting.popleft()
        yield part
        waiting.extend(_mappings(part.get("parts")))


def _response_statuses(row: Mapping[str, Any], lists: list[list[Mapping[str, Any]]]) -> list[int]:
    passed = row.get("passed")
    if isinstance(passed, list | tuple):
        values = list(cast("Sequence[Any]", passed))
    else:
        values = [passed] * max(len(lists), 1) if "passed" in row or not lists else []
    if not values:
        return [_worst(verdicts) for verdicts in lists]
    padded = lists + [[] for _ in range(len(values) - len(lists))]
    return [_status(value, padded[i]) for i, value in enumerate(values)]


def _status(passed: Any, verdicts: list[Mapping[str, Any]]) -> int:
    if isinstance(passed, bool):
        return BITS["pass"] if passed else BITS["fail"]
    errors = any(verdict.get("status") == "error" for verdict in verdicts)
    return BITS["error"] if errors else BITS["undecided"]


def _worst(verdicts: list[Mapping[str, Any]]) -> int:
    found = {str(verdict.get("status")) for verdict in verdicts}
    worst = next((name for name in ("fail", "error", "undecided") if name in found), "pass")
    return BITS[worst if found else "undecided"]


def _union(masks: list[int]) -> int:
    union = 0
    for mask in masks:
        union |= mask
    return union


def _score(score: Any) -> int:
    """The mean over the responses that have a score."""
    given = cast("Sequence[Any]", score) if isinstance(score, list | tuple) else [score]
    numbers = [float(item) for item in given if isinstance(item, int | float)]
    finite = [number for number in numbers if math.isfinite(number)]
    if not finite:
        return NO_SCORE
    return round(min(max(sum(finite) / len(finite), 0.0), 1.0) * 10_000)
