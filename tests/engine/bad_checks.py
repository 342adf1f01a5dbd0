"""Checks that misbehave in every way we know of, for the tests of the engine."""

from __future__ import annotations

import ctypes
import os
import re
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any, ClassVar

from assay import Check, Context, Response, Verdict

WAYS = (
    "raise", "recurse", "unprintable", "exit", "sys.exit", "interrupt", "segfault", "sigkill",
    "sigrtmin", "memory", "none", "number", "hang", "hold",
)  # fmt: skip
"""Each costs the check its own verdict; nothing else."""


class Unprintable(Exception):
    def __str__(self) -> str:
        raise ValueError("not even this")


class Bad(Check, kind="bad.way"):
    """Passes a response of `good`; misbehaves on any other in the way that it reads."""

    good: str = "good"

    def verify(self, response: Response, context: Context) -> Verdict:
        if response.text != self.good:
            misbehave(response.text)
        return self.decide(response.text == self.good, f"It reads {response.text[:20]}.")


class Late(Bad, kind="bad.late"):
    """Has one second, which the good responses need far less of."""

    deadline: ClassVar[float] = 1.0


class Answer(Check, kind="bad.answer"):
    """Answers with something that is no verdict, in the way that the response reads."""

    runs: ClassVar[Any] = "inline"

    def verify(self, response: Response, context: Context) -> Any:
        return {
            "good": self.decide(True, "Good."),
            "none": None,
            "text": "pass",
            "why": self.decide(True, 3),
            "evidence": self.decide(False, "No.", evidence=("it",)),
            "passed": Verdict(self.kind, "pass", None, None, "No."),
            "truth": Verdict(self.kind, "pass", Truth(1), 1.0, "No."),
            "nan": Verdict(self.kind, "fail", False, float("nan"), "No."),
            "inf": Verdict(self.kind, "fail", False, float("inf"), "No."),
            "half": Verdict(self.kind, "pass", True, None, "No."),
            "surrogate": self.decide(False, "No \ud800."),
        }[response.text]


class Truth(int):
    """What NumPy's truth values are to JSON: unheard of."""


class Inline(Check, kind="bad.inline"):
    """Leaves by sys.exit() although it runs in the caller's own process."""

    runs: ClassVar[Any] = "inline"

    def verify(self, response: Response, context: Context) -> Verdict:
        sys.exit(3)


class Sound(Check, kind="bad.sound"):
    """Passes, in a worker process."""

    def verify(self, response: Response, context: Context) -> Verdict:
        return self.decide(True, "Sound.")


class Loud(Check, kind="bad.loud"):
    """Prints wherever it can, and forks."""

    def verify(self, response: Response, context: Context) -> Verdict:
        sys.stdout.write('{"number": 0, "verdicts": []}')
        sys.stdout.flush()
        os.write(1, b"\0" * 64)
        subprocess.run(["echo", "loud"], check=True)
        os.fork()  # both go on; only one is the worker
        return self.decide(True, "Loud.")


class Spawn(Check, kind="bad.spawn"):
    """Starts a process that outlives it, writes down who is who, and hangs."""

    deadline: ClassVar[float] = 60.0

    note: str
    hold: bool = False

    def verify(self, response: Response, context: Context) -> Verdict:
        child = subprocess.Popen(["sleep", "600"])
        part = Path(f"{self.note}.part")
        part.write_text(f"{os.getpid()} {child.pid}")
        part.rename(self.note)
        misbehave("hold" if self.hold else "hang")
        return self.decide(True, "Never.")


class Brief(Spawn, kind="bad.brief"):
    """Has less time."""

    deadline: ClassVar[float] = 0.5


class Endless(Check, kind="bad.hour"):
    """Takes an hour."""

    deadline: ClassVar[float] = 3600.0

    def verify(self, response: Response, context: Context) -> Verdict:
        time.sleep(3600)
        return self.decide(True, "At last.")


class Slow(Check, kind="bad.slow"):
    """Takes a moment, so that a run can be killed in its midst."""

    seconds: float = 0.001

    def verify(self, response: Response, context: Context) -> Verdict:
        time.sleep(self.seconds)
        return self.decide(len(response.text) % 2 == 0, f"{len(response.text)} characters.")


class Listed(Check, kind="bad.listed"):
    """Has a parameter that cannot be hashed."""

    words: list[str]

    def verify(self, response: Response, context: Context) -> Verdict:
        return self.decide(response.text in self.words, "Looked up.")


class Versioned(Check, kind="bad.versioned"):
    """Its version is a number and it has no deadline, which are mistakes easily made."""

    version: ClassVar[Any] = 2
    deadline: ClassVar[Any] = None

    def verify(self, response: Response, context: Context) -> Verdict:
        return self.decide(True, "Yes.")


class Leaky(Check, kind="bad.leaky"):
    """Tells which thread and process it ran in."""

    def verify(self, response: Response, context: Context) -> Verdict:
        return self.decide(True, f"{os.getpid()} {threading.get_ident()}")


def misbehave(way: str) -> None:
    match way:
        case "raise":
            raise KeyError("gone")
        case "recurse":
            misbehave(way)
        case "unprintable":
            raise Unprintable
        case "exit":
            os._exit(7)
        case "sys.exit":
            sys.exit(0)
        case "interrupt":
            raise KeyboardInterrupt
        case "segfault":
            ctypes.string_at(0)
        case "sigkill":
            os.kill(os.getpid(), signal.SIGKILL)
        case "sigrtmin":
            os.kill(os.getpid(), signal.SIGRTMIN + 3)
        case "memory":
            bytearray(50 << 30)
        case "number":
            raise ValueError(10**50)
        case "hang":
            time.sleep(3600)
        case "hold":  # a regular expression does not let go of the interpreter
            re.match(r"(a|a)*b", "a" * 60)
        case _:
            pass


class Patient(Check, kind="bad.patient"):
    """Notes when it is asked; may take `seconds`."""

    note: str
    seconds: float = 0.0

    def time_allowed(self) -> float:
        return max(self.seconds, self.deadline)

    def verify(self, response: Response, context: Context) -> Verdict:
        with Path(self.note).open("a", encoding="utf-8") as file:
            file.write(f"{response.text}\n")
        return self.decide(True, response.text)
