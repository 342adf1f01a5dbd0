"""The model in the box: a small Llama run with NumPy alone. A wind tunnel, not a language model."""

from __future__ import annotations

from assay.models.embedded.model import Embedded

__all__ = ["Embedded"]
