"""Patterns that are compiled when they are first used.

A room of a hundred patterns costs tens of milliseconds to compile, and a response needs few.
"""

from __future__ import annotations

import re
from typing import cast

__all__ = ["lazy"]

_METHODS = ("finditer", "findall", "fullmatch", "match", "search", "split", "sub")


def lazy(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern in all but the moment of its compilation."""
    return cast("re.Pattern[str]", _Lazy(pattern, flags))


class _Lazy:
    """The source of a pattern, and its methods once one of them was asked for."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self.flags = flags

    def __getattr__(self, name: str) -> object:
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self.flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)
