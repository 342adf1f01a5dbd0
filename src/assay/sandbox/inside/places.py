"""The places that a program may read and write, as Landlock is told of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .jail import DEVICES
from .landlock import ALL, DEVICE, READ

__all__ = ["places"]


def places(config: Mapping[str, Any], top: str, *, mounted: bool) -> list[tuple[str, int]]:
    """With a root of its own, all that can be seen may be read; without, the system's tools, the
    interpreter, its packages and the program's own /proc. `top`: the folder to write to."""
    if mounted:
        return [("/", READ), ("/dev", DEVICE), (top, ALL)]
    names = [*config["readable"], "/proc/self"]
    devices = [(f"/dev/{name}", DEVICE) for name in DEVICES]
    return [*((name, READ) for name in names), *devices, (top, ALL)]
