"""Values of JSON that may be anything, as what they should be, or an empty one of that."""

from __future__ import annotations

from typing import Any, cast

__all__ = ["fields_of", "items_of", "objects_in", "text_of"]


def fields_of(value: object) -> dict[str, Any]:
    """An object; an empty one in the place of anything else."""
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}


def items_of(value: object) -> list[Any]:
    """A list; an empty one in the place of anything else."""
    return cast("list[Any]", value) if isinstance(value, list) else []


def objects_in(value: object) -> list[dict[str, Any]]:
    """The objects in a list."""
    return [cast("dict[str, Any]", item) for item in items_of(value) if isinstance(item, dict)]


def text_of(value: object) -> str:
    """A text; an empty one in the place of anything else."""
    return value if isinstance(value, str) else ""
