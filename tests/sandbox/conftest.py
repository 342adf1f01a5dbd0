from __future__ import annotations

from collections.abc import Iterator

import pytest

from assay.errors import NotIsolated
from assay.sandbox import Sandbox


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    """One sandbox for all tests, with every layer that stands here."""
    with Sandbox() as made:
        try:
            _ = made.layers
        except NotIsolated as error:
            pytest.skip(str(error))
        yield made


@pytest.fixture(scope="session")
def full(sandbox: Sandbox) -> Sandbox:
    if sandbox.level != "full":
        pytest.skip(f"full isolation is not to be had here: {sandbox.missing}")
    return sandbox
