"""What has been made of words and short texts before: a memory of bounded size.

`table[word]` is what `make` gives for a word, from memory where it was asked before, and
`map(table.__getitem__, words)` asks for many at the cost of a look-up each.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

__all__ = ["Remembered"]

T = TypeVar("T")
_EACH = 8  # characters that an entry counts for besides its own


class Remembered(dict[str, T]):
    """What `make` gives for each text. All is forgotten when the texts come to `most` characters.

    `make` must be pure, and nobody may change what it gave.
    """

    __slots__ = ("_make", "_most", "_size")

    def __init__(self, make: Callable[[str], T], most: int = 1_000_000) -> None:
        super().__init__()
        self._make = make
        self._most = most
        self._size = 0

    def __missing__(self, text: str) -> T:
        made = self._make(text)
        size = len(text) + _EACH
        if self._size + size > self._most:
            self.clear()
            self._size = 0
        self._size += size
        self[text] = made
        return made
