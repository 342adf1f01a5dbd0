"""What models that wrap another model share."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from assay.model import Answer, Model

__all__ = ["Wrapped", "closing"]


class Wrapped(Model):
    """A model around another one, which it is taken for: its name, settings and identity."""

    def __init__(self, model: Model) -> None:
        self.name = model.name
        self.concurrency = model.concurrency
        self._model = model

    @property
    def settings(self) -> Mapping[str, Any]:
        return self._model.settings

    @property
    def identity(self) -> Mapping[str, Any]:
        return self._model.identity

    def close(self) -> None:
        self._model.close()


@contextmanager
def closing(answers: Iterator[Answer]) -> Generator[Iterable[Answer]]:
    """Closes a stream at the end, which cancels what is under way."""
    try:
        yield answers
    finally:
        close = getattr(answers, "close", None)
        if close:
            close()
