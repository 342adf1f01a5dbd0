"""A view: one named, versioned way to look at a text.

What a word, a sentence or a bullet is differs between tools, so every definition has a name
and a version (`words:assay/1`), and a verdict lists the ones it rests on. A view is computed at
most once for a response (`Response.view`), however many checks look.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeAlias, TypeVar

__all__ = ["Known", "View"]

T = TypeVar("T")
Known: TypeAlias = dict[object, Any]
"""What is known of a text already, by view; what is found on the way may be put there."""


class View(Generic[T]):
    """A definition: its name with version, and the pure function from text to value.

    The name may be a function, where the version depends on what is installed. `share` gives the
    same value as `compute`, the sooner for what other views have found in the text.
    """

    __slots__ = ("_name", "compute", "share")

    def __init__(
        self,
        name: str | Callable[[], str],
        compute: Callable[[str], T],
        share: Callable[[str, Known], T] | None = None,
    ) -> None:
        self._name = name
        self.compute = compute
        self.share = share

    @property
    def name(self) -> str:
        """Such as `words:assay/1`."""
        return self._name if isinstance(self._name, str) else self._name()

    def value(self, text: str, known: Known) -> T:
        """The value, from what is known of the text where that helps."""
        return self.compute(text) if self.share is None else self.share(text, known)

    def __repr__(self) -> str:
        return f"View({self.name!r})"
