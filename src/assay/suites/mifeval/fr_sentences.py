"""French sentences."""

from __future__ import annotations

from assay.views import punkt

__all__ = ["count_sentences"]


def count_sentences(text: str) -> int:
    return len(punkt.sentences(text))
