"""How often a law is tried: every time in a full run, a quarter as often without slow tests."""

from __future__ import annotations

from hypothesis import settings

__all__ = ["tried"]


def tried(times: int) -> settings:
    """Settings for so many examples in a full run."""
    full = 100
    return settings(max_examples=max(8, times * settings.default.max_examples // full))
