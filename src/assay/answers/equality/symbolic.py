"""The last stage: a computer algebra system in a process of its own, killed at its deadline.

One worker a process is kept warm behind a lock. It is a fresh interpreter, not a fork, so that it
works the same from threads, event loops and spawned processes; it is spoken to in lines of JSON
over pipes, and waited for with `select`. What does not answer in time is killed and replaced at
the next question; the verdict is then undecided, with that reason. Trees travel as lists, and are
turned into sympy's objects on the other side: no text is ever parsed there.
"""

from __future__ import annotations

import atexit
import importlib.util
import json
import os
import select
import subprocess
import sys
import threading
import time
from typing import Any

from assay.answers.equality.building import parts
from assay.answers.outcome import Outcome
from assay.answers.trees import Add, Call, Const, Mul, Node, Num, Pow, Sym
from assay.errors import MissingExtra

__all__ = ["ask"]

_START = 30.0
"""Seconds the worker may take to import sympy; the deadline counts from then on."""

_COMMAND = [sys.executable, "-m", "assay.answers.equality.symbolic_worker"]


def ask(one: Node, other: Node, deadline: float) -> Outcome:
    """Whether sympy finds the two equal. Raises MissingExtra where it is not installed."""
    if importlib.util.find_spec("sympy") is None:
        raise MissingExtra("sympy", "math")
    question = json.dumps([_listed(one), _listed(other)])
    with _Turn.lock:
        answer = _Worker.current().answer(question, deadline)
    if answer is None:
        return Outcome(None, "symbolic", f"no answer from sympy within {deadline:g} s")
    if not answer:
        return Outcome(None, "symbolic", "the process that runs sympy ended")
    equal = {"equal": True, "different": False}.get(answer)
    return Outcome(equal, "symbolic", "" if equal else f"sympy: {answer}")


def _listed(node: Node) -> list[Any]:
    if isinstance(node, Num):
        return ["num", hex(node.value.numerator), hex(node.value.denominator)]
    if isinstance(node, (Sym, Const)):
        return ["sym" if isinstance(node, Sym) else "const", node.name]
    kinds = {Add: "add", Mul: "mul", Pow: "pow"}
    head = f"call {node.name}" if isinstance(node, Call) else kinds[type(node)]
    return [head, *[_listed(part) for part in parts(node)]]


class _Worker:
    """One process, ended where it is late (`answer` is None) or gone (`answer` is empty)."""

    _current: _Worker | None = None

    def __init__(self) -> None:
        environment = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join(part for part in sys.path if part),
        }
        self._owner = os.getpid()
        self._buffer = b""
        self._process = subprocess.Popen(  # noqa: S603
            _COMMAND,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
        )
        self._ready = self._line(_START) == b"ready"

    @classmethod
    def current(cls) -> _Worker:
        """The worker of this process, started anew where there is none that lives."""
        worker = cls._current
        if worker is None or not worker.alive():
            worker = cls._current = _Worker()
        return worker

    def alive(self) -> bool:
        """A worker inherited through a fork belongs to the parent."""
        return self._ready and self._owner == os.getpid() and self._process.poll() is None

    def answer(self, question: str, deadline: float) -> str | None:
        if not self._ready:
            self.end()
            return ""
        try:
            self._pipe(self._process.stdin).write(question.encode() + b"\n")
            self._pipe(self._process.stdin).flush()
            line = self._line(deadline)
        except OSError:
            line = b""
        if not line:
            self.end()
        return None if line is None else line.decode("ascii", "replace")

    def _pipe(self, pipe: Any) -> Any:
        if pipe is None:
            raise OSError("no pipe")
        return pipe

    def _line(self, seconds: float) -> bytes | None:
        """The next line the worker writes, None where it is late, nothing where it has ended."""
        end = time.monotonic() + seconds
        descriptor = self._pipe(self._process.stdout).fileno()
        while b"\n" not in self._buffer:
            left = end - time.monotonic()
            if left <= 0 or not select.select([descriptor], [], [], left)[0]:
                return None
            chunk = os.read(descriptor, 65536)
            if not chunk:
                return b""
            self._buffer += chunk
        line, _, self._buffer = self._buffer.partition(b"\n")
        return line

    def end(self) -> None:
        """Kill the process if it is ours, and close its pipes."""
        self._ready = False
        if self._owner != os.getpid():
            return
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()


class _Turn:
    """One question at a time. A fork may happen while another thread holds the lock, so the
    child starts with a new one."""

    lock = threading.Lock()


def _renew_lock() -> None:
    _Turn.lock = threading.Lock()


def _end_current() -> None:
    worker = _Worker._current  # pyright: ignore[reportPrivateUsage]
    if worker is not None:
        worker.end()


atexit.register(_end_current)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_renew_lock)
