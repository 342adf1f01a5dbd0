"""What every test shares: no packet leaves the machine, and laws are tried as often as asked."""

from __future__ import annotations

import gc
import signal
import socket
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import settings

settings.register_profile("full", deadline=None, derandomize=True, database=None)
settings.register_profile("quick", settings.get_profile("full"), max_examples=25)


def pytest_configure(config: pytest.Config) -> None:
    """A run without the slow tests tries each law a quarter as often (see `effort.tried`)."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # as in the background of a shell:
        signal.signal(signal.SIGINT, signal.default_int_handler)  # programs would inherit it
    settings.load_profile("quick" if "not slow" in config.option.markexpr else "full")


def pytest_collection_finish() -> None:
    """Twenty thousand tests are not looked through again each time that memory is cleaned up."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True, scope="session")
def _stay_at_home() -> Iterator[None]:
    """Lets a socket connect to the loopback or to a path, and to nothing else."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        host = address[0] if isinstance(address, tuple) else ""
        if host and host not in ("127.0.0.1", "::1", "localhost"):
            raise RuntimeError(f"a test tried to connect to {host}")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded)
        yield
