"""Answers kept in an sqlite file, so that no question is paid for twice.

The key is the SHA-256 of everything that decides an answer: the model's identity (its name and
what of its settings matters), the prompt, the whole sampling with `extra`, and the attempt.
Faults are never kept. Each entry has a digest of its own: one that does not fit is thrown away
and asked for again, and a file that sqlite finds damaged is an error, never a source of answers.

Several processes and threads may share a file (sqlite's WAL mode: not over a network file
system). An answer is on its way to disk before the caller has it, and survives the process.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import threading
import warnings
from collections import deque
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from assay.errors import ModelError
from assay.model import Answer, Ask, Generation, Model, Sampling
from assay.models.wrapping import Wrapped, closing
from assay.sample import decode_json, encode_json

__all__ = ["Cached", "Store"]

MARK = 0x41737361  # sqlite's application_id
FORMAT = 1
PATIENCE = 30.0  # seconds to wait for another process's write
AHEAD = 1_000  # known answers found while others are under way, before they are handed out
FAULTS = (sqlite3.Error, UnicodeDecodeError)  # the second from sqlite's messages about damage
TABLE = "CREATE TABLE IF NOT EXISTS answers (key BLOB PRIMARY KEY, digest BLOB, value BLOB)"


class Cached(Wrapped):
    """A model whose answers are kept in the file at `path`, and given from there when the same is
    asked again (`Generation.cached`). The same question twice under way is asked once. With
    `by_key`, asks with different keys are different questions, whatever they ask: samples that
    are alike stay independent, as a run wants it that only keeps its own answers.

    Raises ModelError where the file is damaged or something else.
    """

    def __init__(self, model: Model, path: str | Path, *, by_key: bool = False) -> None:
        super().__init__(model)
        self._by_key = by_key
        self._store = Store(Path(path))
        self._identity = msgspec.json.encode(model.identity, order="deterministic")

    def stream(self, asks: Iterable[Ask]) -> Iterator[Answer]:
        source = iter(asks)
        for ask in source:
            known = self._known(ask, self._key(ask))
            if known:
                yield known
            else:
                yield from self._asked(ask, source)

    def close(self) -> None:
        super().close()
        self._store.close()

    def _asked(self, first: Ask, source: Iterator[Ask]) -> Iterator[Answer]:
        """Asks the model for this ask and for what of the others is not known."""
        known: deque[Answer] = deque()
        waiting: dict[bytes, list[Ask]] = {}
        unknown = self._unknown(first, source, known, waiting)
        with closing(self._model.stream(unknown)) as answers:
            for answer in answers:
                key = self._key(answer.ask)
                alike = waiting.pop(key, [answer.ask])
                if answer.generation:
                    self._store.put(key, answer.generation)
                while known:
                    yield known.popleft()
                yield answer
                yield from _told_again(answer, alike[1:])
        yield from known

    def _unknown(
        self,
        first: Ask,
        source: Iterator[Ask],
        known: deque[Answer],
        waiting: dict[bytes, list[Ask]],
    ) -> Iterator[Ask]:
        waiting[self._key(first)] = [first]
        yield first
        while len(known) < AHEAD:
            ask = next(source, None)
            if ask is None:
                return
            key = self._key(ask)
            found = None if key in waiting else self._known(ask, key)
            if found:
                known.append(found)
            elif key in waiting:
                waiting[key].append(ask)
            else:
                waiting[key] = [ask]
                yield ask

    def _known(self, ask: Ask, key: bytes) -> Answer | None:
        found = self._store.get(key)
        return Answer(ask, msgspec.structs.replace(found, cached=True)) if found else None

    def _key(self, ask: Ask) -> bytes:
        own = ask.key if self._by_key else None
        try:
            asked = msgspec.json.encode(
                [ask.prompt, _sampling(ask.sampling), ask.attempt, own],
                order="deterministic",
            )
        except (TypeError, ValueError, RecursionError):
            asked = repr(ask).encode("utf-8", "replace")  # cannot be sent either: the model says so
        return hashlib.sha256(self._identity + b"\n" + asked).digest()


def _sampling(given: Sampling) -> dict[str, Any]:
    """Its fields; a temperature of 1 is one of 1.0."""
    fields = msgspec.structs.asdict(given)
    return {**fields, "temperature": float(given.temperature), "top_p": float(given.top_p)}


def _told_again(answer: Answer, asks: Iterable[Ask]) -> Iterator[Answer]:
    """The answer once more, for others that asked the same."""
    made = answer.generation
    again = msgspec.structs.replace(made, cached=True) if made else None
    for ask in asks:
        yield Answer(ask, again, answer.fault)


class Store:
    """The file. Safe for threads; opened anew in a forked process."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.RLock()
        self._of_parent: list[sqlite3.Connection] = []  # never closed here: they are not ours
        self._warned = self._closed = False
        self._open()

    def get(self, key: bytes) -> Generation | None:
        with self._ours():
            if self._closed:
                return None
            try:
                row = self._connection.execute(
                    "SELECT digest, value FROM answers WHERE key = ?", (key,)
                ).fetchone()
            except FAULTS as fault:
                raise self._damaged(fault) from None
            if row is None:
                return None
            try:
                if row[0] != _digest(key, row[1]):
                    raise ValueError
                return msgspec.convert(decode_json(row[1]), Generation)
            except (ValueError, TypeError, msgspec.MsgspecError):
                self._write("DELETE FROM answers WHERE key = ?", (key,))
                return None

    def put(self, key: bytes, made: Generation) -> None:
        """Keeps the answer; the first one where two processes asked the same."""
        value = encode_json(made)
        row = (key, _digest(key, value), value)
        self._write("INSERT OR IGNORE INTO answers VALUES (?, ?, ?)", row)

    def close(self) -> None:
        """Answers that still arrive are given, and not kept."""
        with self._ours():
            self._closed = True
            self._connection.close()

    def _ours(self) -> threading.RLock:
        """The lock on a connection that this process opened."""
        if self._process != os.getpid():
            self._lock = threading.RLock()  # the parent's may be held by a thread that is not here
            self._of_parent.append(self._connection)
            self._open()
        return self._lock

    def _open(self) -> None:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(
                self._path, timeout=PATIENCE, isolation_level=None, check_same_thread=False
            )
            self._process = os.getpid()
            self._prepare()
        except (OSError, *FAULTS) as fault:
            raise self._damaged(fault) from None

    def _prepare(self) -> None:
        run = self._connection.execute
        run(f"PRAGMA busy_timeout = {PATIENCE * 1000:.0f}")
        run("BEGIN IMMEDIATE")
        mark = run("PRAGMA application_id").fetchone()[0]
        version = run("PRAGMA user_version").fetchone()[0]
        tables = run("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if (mark, version) != (MARK, FORMAT) and (tables or mark or version):
            self._connection.close()
            raise ModelError(f"{self._path} is no cache of answers, or one of another version")
        run(f"PRAGMA application_id = {MARK}")
        run(f"PRAGMA user_version = {FORMAT}")
        run(TABLE)
        run("COMMIT")
        run("PRAGMA journal_mode = WAL")
        run("PRAGMA synchronous = NORMAL")

    def _write(self, statement: str, given: tuple[Any, ...]) -> None:
        """A write that cannot be made (a full disk, a lock held for long) loses no answer."""
        with self._ours():
            if self._closed:
                return
            try:
                self._connection.execute(statement, given)
            except sqlite3.OperationalError as fault:
                if not self._warned:
                    warnings.warn(f"{self._path}: answers are not kept: {fault}", stacklevel=2)
                self._warned = True
            except FAULTS as fault:
                raise self._damaged(fault) from None

    def _damaged(self, fault: Exception) -> ModelError:
        told = f"the cache {self._path} cannot be used: {fault}"
        busy = isinstance(fault, sqlite3.OperationalError | OSError)
        return ModelError(told if busy else f"{told}; delete it, or name another")


def _digest(key: bytes, value: bytes) -> bytes:
    return hashlib.blake2b(value, key=key, digest_size=16).digest()
