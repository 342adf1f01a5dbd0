"""What happened when a program ran."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias

import msgspec

__all__ = ["Outcome", "Run"]

Outcome: TypeAlias = Literal[
    "exit", "signal", "cpu", "wall", "memory", "output", "processes", "disk", "broken"
]


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """The end of a program, and what it left.

    `outcome`: `exit` with `status`; `signal` with `signal`, its own doing; `cpu`, `wall`, `memory`,
    `output`, `processes` and `disk` name the limit that ended it; `broken` says that the sandbox
    itself failed, and nothing about the program. `messages` came over the driver's channel, in
    order. `stdout` and `stderr` are what was kept, the `_size` of each what was written. `cpu` in
    seconds over all processes, `memory` the peak in MiB. `waited`: seconds in which it was ready
    to run and others had the processors, as far as it was looked at. `files` are those asked for.
    `layers` names every layer of isolation that held this run. `why` is one sentence.
    """

    outcome: Outcome
    status: int = -1
    signal: int = 0
    stdout: bytes = b""
    stderr: bytes = b""
    stdout_size: int = 0
    stderr_size: int = 0
    messages: tuple[bytes, ...] = ()
    files: Mapping[str, bytes] = {}
    seconds: float = 0.0
    cpu: float = 0.0
    memory: float = 0.0
    waited: float = 0.0
    layers: tuple[str, ...] = ()
    why: str = ""

    @property
    def ok(self) -> bool:
        """Whether it ended by itself with status 0."""
        return self.outcome == "exit" and self.status == 0
