"""What models that wrap another model share."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Protocol, runtime_checkable

from assay.model import Answer, Model

__all__ = ["Identified", "closing", "identity_of"]


@runtime_checkable
class Identified(Protocol):
    """A model that knows which of its settings decide what it answers."""

    @property
    def identity(self) -> Mapping[str, Any]: ...


def identity_of(model: Model) -> Mapping[str, Any]:
    """What decides a model's answers, beside the ask: all settings where it does not say."""
    if isinstance(model, Identified):
        return model.identity
    return {"name": model.name, "settings": model.settings}


@contextmanager
def closing(answers: Iterator[Answer]) -> Generator[Iterator[Answer]]:
    """Closes a stream at the end, which cancels what is under way."""
    try:
        yield answers
    finally:
        close = getattr(answers, "close", None)
        if close:
            close()
