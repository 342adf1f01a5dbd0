"""From what the zygote recorded and the host saw to what happened, in one word and a sentence."""

from __future__ import annotations

import os
import signal
from typing import Any, NamedTuple

from assay.sandbox.limits import Limits
from assay.sandbox.run import Outcome, Run

__all__ = ["Seen", "told"]


class Seen(NamedTuple):
    """What the host saw. `stopped`: why it ended the program; `broken`: what the zygote failed at;
    `cut`: the channel ended within a message; `killed`, `refused`: what the control group says of
    memory and of processes."""

    stdout: bytes
    stderr: bytes
    sizes: list[int]
    messages: tuple[bytes, ...]
    files: bytes
    cut: bool
    stopped: str
    broken: str
    seconds: float
    layers: tuple[str, ...]
    killed: bool
    refused: bool


def told(record: dict[str, Any] | None, seen: Seen, limits: Limits) -> Run:
    record = record or {}
    outcome, why = _outcome(record, seen, limits)
    raw = record.get("status", -1)
    ended = max(raw, 0)
    killed = os.WTERMSIG(ended) if os.WIFSIGNALED(ended) else 0
    if seen.cut and outcome in ("exit", "signal"):
        why += "; its channel ended within a message"
    return Run(
        outcome=outcome,
        status=os.WEXITSTATUS(ended) if raw >= 0 and not killed else -killed or -1,
        signal=killed if outcome == "signal" else 0,
        stdout=seen.stdout,
        stderr=seen.stderr,
        stdout_size=seen.sizes[0],
        stderr_size=seen.sizes[1],
        messages=seen.messages,
        files=_files(seen.files),
        seconds=record.get("seconds", seen.seconds),
        cpu=record.get("cpu", 0.0),
        memory=record.get("memory", 0.0),
        waited=record.get("waited", 0.0),
        layers=seen.layers,
        why=why,
    )


def _outcome(record: dict[str, Any], seen: Seen, limits: Limits) -> tuple[Outcome, str]:
    if seen.stopped == "wall":
        return "wall", f"it ran for more than {limits.wall:g} s, and had to be ended from outside"
    if seen.killed:
        return "memory", f"it and its files took more than {limits.memory} MiB of memory"
    if seen.broken:
        return "broken", f"the sandbox failed: {seen.broken}"
    if record["setup"]:
        return "broken", f"the program could not be started: {record['setup']}"
    if seen.stopped == "output":
        return "output", f"it wrote more than {limits.output:g} MiB"
    if seen.stopped == "messages":
        return "output", f"its channel carried more than {limits.messages:g} MiB, or no messages"
    if record["by"] and record["by"] != "host":
        return record["by"], _beyond(record, limits)
    return _itself(record, seen, limits)


def _beyond(record: dict[str, Any], limits: Limits) -> str:
    return {
        "cpu": f"it used {record['cpu']:.2f} s of processor time, {limits.cpu:g} allowed",
        "wall": f"it ran for more than {limits.wall:g} s",
        "memory": f"it used {record['memory']:.0f} MiB of memory, {limits.memory} allowed",
        "disk": f"it wrote more than {limits.scratch} MiB or {limits.inodes} files",
        "processes": f"it wanted more than {limits.processes} processes",
    }[record["by"]]


def _itself(record: dict[str, Any], seen: Seen, limits: Limits) -> tuple[Outcome, str]:
    """It ended by itself; a limit may have been why."""
    status = record["status"]
    if os.WIFSIGNALED(status):
        number = os.WTERMSIG(status)
        spent = record["cpu"] >= limits.cpu
        if number == signal.SIGXCPU or (number == signal.SIGKILL and spent):
            return "cpu", _beyond({**record, "by": "cpu"}, limits)
        if number == signal.SIGXFSZ:
            return "disk", f"it wrote a file of more than {limits.file} MiB"
        if number == signal.SIGABRT and b"bad_alloc" in seen.stderr[-2000:]:
            return "memory", f"it was refused memory beyond {limits.memory} MiB"
        return "signal", f"it was ended by {_named(number)}"
    code = os.WEXITSTATUS(status)
    last = seen.stderr[-2000:].rstrip().rpartition(b"\n")[2]
    if code and last.startswith(b"MemoryError"):
        return "memory", f"it was refused memory beyond {limits.memory} MiB"
    if code and b"[Errno 27]" in last:
        return "disk", f"it wrote a file of more than {limits.file} MiB"
    if code and record["full"]:
        return "disk", f"its folder of {limits.scratch} MiB, {limits.inodes} files was full"
    refused = (
        seen.refused
        or b"can't start new thread" in last
        or b"Resource temporarily unavailable" in last
    )
    if code and (refused or record["processes"] >= limits.processes):
        return "processes", f"it had all of {limits.processes} processes, and ended with {code}"
    return "exit", f"it ended with status {code}"


def _named(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"


def _files(data: bytes) -> dict[str, bytes]:
    """The files that came back: two lengths, the name, the bytes."""
    files: dict[str, bytes] = {}
    place = 0
    while len(data) - place >= 12:
        name = int.from_bytes(data[place : place + 4], "little")
        size = int.from_bytes(data[place + 4 : place + 12], "little")
        place += 12
        if len(data) - place < name + size:
            break
        body = data[place + name : place + name + size]
        files[os.fsdecode(data[place : place + name])] = body
        place += name + size
    return files
