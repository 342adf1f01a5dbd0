"""Math-Verify's extraction settings, accepted so that a call need not change.

Assay has one extractor for all notations, so most of these settings have nothing to set. What
does: `try_extract_without_anchor=False` wants the answer announced (a box, "the answer is",
"####"), and `StringExtractionConfig` asks for one of its strings. What does not:
`boxed_match_priority` and `normalization_config`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias, cast

import msgspec

__all__ = [
    "ExprExtractionConfig",
    "ExtractionTarget",
    "LatexExtractionConfig",
    "LatexNormalizationConfig",
    "NormalizationConfig",
    "StringExtractionConfig",
    "TimeoutException",
    "strings_of",
]


class LatexNormalizationConfig:
    """Takes any settings and does nothing with them: notation is read, not rewritten."""

    def __init__(self, *_: object, **settings: object) -> None:
        self.settings = settings


NormalizationConfig = LatexNormalizationConfig
"""Its name in latex2sympy2_extended, whose own objects are taken as well."""


class TimeoutException(Exception):
    """There for callers that catch it; never raised."""


class LatexExtractionConfig(msgspec.Struct, frozen=True):
    """Answers in LaTeX."""

    try_extract_without_anchor: bool = True
    boxed_match_priority: int = 50
    normalization_config: Any = None


class ExprExtractionConfig(msgspec.Struct, frozen=True):
    """Answers in plain text: numbers and expressions."""

    try_extract_without_anchor: bool = True


class StringExtractionConfig(msgspec.Struct, frozen=True):
    """Answers that are one of a few strings: the letters of options, or yes and no."""

    strings: tuple[str, ...] = ("A", "B", "C", "D")
    try_extract_without_anchor: bool = True
    lowercase: bool = True


ExtractionTarget: TypeAlias = LatexExtractionConfig | ExprExtractionConfig | StringExtractionConfig


def strings_of(targets: Sequence[ExtractionTarget]) -> StringExtractionConfig | None:
    """The strings that are asked for, if any are; by Math-Verify's own settings too."""
    asked = [target for target in targets if hasattr(target, "strings")]
    return cast("StringExtractionConfig", asked[0]) if asked else None
