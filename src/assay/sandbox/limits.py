"""What a program may take before it is stopped. All of it is bounded; nothing is 'unlimited'."""

from __future__ import annotations

import msgspec

from assay.errors import BadParameter

__all__ = ["Limits"]


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """Bounds on one run. Times are in seconds, sizes in MiB (2**20 bytes).

    `cpu` is processor time of the program and all that it starts, together, so that a verdict does
    not flip with the load of the machine; `wall` is the clock, for programs that only wait. While
    a program is ready to run and others have the processors, that clock stands still, up to
    `patience` times `wall` in all.
    `memory` bounds all processes together where a control group or the supervisor can see them,
    and each process by itself everywhere. `output` is kept of standard output and of standard
    error, each; a program that writes more is stopped. `messages` bounds what comes back over
    the channel of a driver, each message counting for 256 bytes more than it holds. `scratch`
    and `inodes` bound the private folder, `file` one file; `stack` is what a process may use of
    it unless it raises that itself, within `memory`.

    Raises BadParameter where a bound is not positive and finite, or `patience` is below 1.
    """

    cpu: float = 10.0
    wall: float = 20.0
    memory: int = 1024
    processes: int = 64
    output: float = 8.0
    messages: float = 64.0
    scratch: int = 128
    inodes: int = 16_384
    file: int = 64
    descriptors: int = 256
    stack: int = 8
    patience: float = 8.0

    def __post_init__(self) -> None:
        for name in self.__struct_fields__:
            value = getattr(self, name)
            if not 0 < value < float("inf"):
                raise BadParameter(f"expected a positive finite number, got {value!r:.40}", name)
        if self.patience < 1:
            raise BadParameter(
                f"expected a number from 1 up, got {self.patience!r:.40}", "patience"
            )
