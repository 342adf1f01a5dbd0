"""Prompts with fields in braces: `{question}` and `{extra.hint}`, `{{` and `}}` for braces."""

from __future__ import annotations

import re
from collections.abc import Callable

__all__ = ["fields_in", "filled"]

_BRACES = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")


def fields_in(template: str) -> list[str]:
    """The names in the braces. Raises ValueError where braces do not pair."""
    found: list[str] = []
    for match in _BRACES.finditer(template):
        if match[1] is not None and match[1].strip():
            found.append(match[1].strip())
        elif match[0] not in ("{{", "}}"):
            place = f"{match[0]!r} at character {match.start()}"
            raise ValueError(f"template: {place} names no field; a brace is written twice")
    return found


def filled(template: str, field: Callable[[str], str]) -> str:
    """The template with what `field` gives for each name in braces."""

    def fill(match: re.Match[str]) -> str:
        return match[0][0] if match[1] is None else field(match[1].strip())

    return _BRACES.sub(fill, template)
