"""Assay's own caches of inputs, found where they are, so that a benchmark can empty them."""

from __future__ import annotations

import functools
import gc
from typing import Any

__all__ = ["bounded_caches"]

_Cache: type[Any] = type(functools.lru_cache(len))


def bounded_caches() -> list[Any]:
    """Every bounded `lru_cache` of Assay's; tables that load once are unbounded ones."""
    return [
        cache
        for cache in gc.get_objects()
        if isinstance(cache, _Cache)
        and cache.__module__.startswith("assay")
        and cache.cache_parameters()["maxsize"] is not None
    ]
