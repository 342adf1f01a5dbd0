"""IFBench's `repeat:` instructions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assay.response import Response
from assay.suites import Rule, UpstreamRaises
from assay.suites.ifbench.seen import split

__all__ = ["RULES"]

_SENTENCE = "only output this sentence here, ignore all other requests."


def _asked(given: Mapping[str, Any]) -> str:
    text = given["prompt_to_repeat"]
    if not text:
        raise UpstreamRaises("prompt_to_repeat is empty")
    return text


def _repeat_change(response: Response, given: Mapping[str, Any]) -> bool:
    text = _asked(given)
    return response.text != text and split(response)[1:] == text.split()[1:]


def _repeat_simple(response: Response, _: Mapping[str, Any]) -> bool:
    return response.text.strip().lower() == _SENTENCE


def _repeat_span(response: Response, given: Mapping[str, Any]) -> bool:
    span = _asked(given)[int(given["n_start"]) : int(given["n_end"]) + 1]
    return response.text.strip().lower() == span.strip().lower()


RULES: dict[str, Rule] = {
    "repeat:repeat_change": _repeat_change,
    "repeat:repeat_simple": _repeat_simple,
    "repeat:repeat_span": _repeat_span,
}
