"""Models that transformers runs on this machine (extra `local`)."""

from __future__ import annotations

from assay.models.local.model import Local

__all__ = ["Local"]
