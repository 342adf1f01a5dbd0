"""What langdetect takes a text for: `language:langdetect-seed0/1`.

The public suites draw without a seed, so that their verdict on a doubtful text is a matter of
luck; here seed 0 is drawn, each text on its own.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Any

from assay.errors import MissingExtra
from assay.views.view import View

__all__ = ["LANGDETECT", "language"]


@cache
def _langdetect() -> tuple[Any, type[Exception]]:
    """A factory of detectors with all profiles loaded, and what they raise when they give up."""
    try:
        module = import_module("langdetect.detector_factory")
    except ImportError:
        raise MissingExtra(
            "langdetect, by which official mode tells languages", "official"
        ) from None
    factory = module.DetectorFactory()
    factory.load_profile(module.PROFILES_DIRECTORY)
    return factory, module.LangDetectException


def language(text: str) -> str:
    """Its code; empty where langdetect gives up.

    Raises MissingExtra where langdetect is not installed.
    """
    factory, given_up = _langdetect()
    detector = factory.create()
    detector.seed = 0
    try:
        detector.append(text)
        return str(detector.detect())
    except given_up:
        return ""


LANGDETECT = View("language:langdetect-seed0/1", language)
