"""The model in the box, a small Llama that needs nothing else. A wind tunnel, no language model."""

from __future__ import annotations

from assay.models.embedded.model import Embedded

__all__ = ["Embedded"]
