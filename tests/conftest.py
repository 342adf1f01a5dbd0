"""What every test shares: no packet leaves the machine."""

from __future__ import annotations

import socket
from typing import Any

import pytest
from hypothesis import settings

settings.register_profile("assay", deadline=None, derandomize=True, database=None)
settings.load_profile("assay")


@pytest.fixture(autouse=True)
def _stay_at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets a socket connect to the loopback or to a path, and to nothing else."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        host = address[0] if isinstance(address, tuple) else ""
        if host and host not in ("127.0.0.1", "::1", "localhost"):
            raise RuntimeError(f"a test tried to connect to {host}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)
