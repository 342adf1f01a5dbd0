"""A view: one named, versioned way to look at a text.

What a word, a sentence or a bullet is differs between tools, so every definition has a name
and a version (`words:assay/1`), and a verdict lists the ones it rests on. A view is computed at
most once for a response (`Response.view`), however many checks look.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

__all__ = ["View"]

T = TypeVar("T")


class View(Generic[T]):
    """A definition: its name with version, and the pure function from text to value.

    The name may be a function, where the version depends on what is installed.
    """

    __slots__ = ("_name", "compute")

    def __init__(self, name: str | Callable[[], str], compute: Callable[[str], T]) -> None:
        self._name = name
        self.compute = compute

    @property
    def name(self) -> str:
        """Such as `words:assay/1`."""
        return self._name if isinstance(self._name, str) else self._name()

    def __repr__(self) -> str:
        return f"View({self.name!r})"
