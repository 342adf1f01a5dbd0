"""What the rows of a file say of right and wrong responses, for `assay validate`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from assay.check import Check
from assay.errors import InputError
from assay.sample import Sample

__all__ = ["mistakes_in", "solutions_in"]


def solutions_in(sample: Sample) -> list[str]:
    """The texts in `reference` and `meta.solutions`; without them the gold of its only check."""
    known = [*_texts(sample.reference), *_listed(sample, "solutions")]
    if not known and len(sample.checks) == 1:
        known = _gold(sample.checks[0])
    return list(dict.fromkeys(known))


def mistakes_in(sample: Sample) -> list[str]:
    """The texts in `meta.mistakes`."""
    return _listed(sample, "mistakes")


def _listed(sample: Sample, field: str) -> list[str]:
    value = sample.meta.get(field)
    if value is None:
        return []
    if not isinstance(value, list) or not all(
        isinstance(item, str) for item in cast("list[Any]", value)
    ):
        raise InputError(
            f"expected a list of texts, got {value!r:.60}", field=f"{sample.id}: meta.{field}"
        )
    return cast("list[str]", value)


def _texts(value: Any) -> list[str]:
    """A text, a number, or a list of either; anything else is no response."""
    if isinstance(value, list):
        items = cast("list[Any]", value)
        return [_text(item) for item in items] if all(map(_plain, items)) else []
    return [_text(value)] if _plain(value) else []


def _plain(value: Any) -> bool:
    return isinstance(value, str | int | float) and not isinstance(value, bool)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else str(value)


def _gold(check: Check) -> list[str]:
    """The first gold answer; one of several is enough, or all are asked for."""
    gold: Any = getattr(check, "gold", None)
    if isinstance(gold, Mapping):
        return []
    golds = _texts(list(cast("Any", gold)) if isinstance(gold, tuple | list) else gold)
    return golds[:1]
