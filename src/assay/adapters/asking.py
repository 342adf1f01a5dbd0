"""One question to an answer kind: whatever a framework calls a gold, a verdict comes back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from assay.check import Check
from assay.engine.api import verify_batch
from assay.registry import parse
from assay.sample import decode_json, encode_json
from assay.tasks.answers_fields import CHOOSING
from assay.tasks.answers_golds import Gold
from assay.verdict import Comparison, Verdict

__all__ = ["ask", "compared", "make"]

_LONGEST_KEPT = 4096
"""Bytes of a check that is kept: a batch asks for one gold many times."""


def make(kind: str, golds: Sequence[Gold], parameters: Mapping[str, Any]) -> Check:
    """The check of a kind with these golds, made once for all who ask alike.

    Raises UnknownKind or BadParameter, whose message names the nearest one there is.
    """
    stated = {name: value for name, value in parameters.items() if value is not None}
    given = {"kind": kind, **stated}
    if golds:
        given["gold"] = golds[0] if len(golds) == 1 else list(golds)
    data = encode_json(given)
    return _kept(data) if len(data) <= _LONGEST_KEPT else parse(decode_json(data))


@lru_cache(maxsize=4096)
def _kept(data: bytes) -> Check:
    return parse(decode_json(data))


def ask(
    kind: str,
    golds: Sequence[Gold],
    response: str,
    *,
    question: str = "",
    options: Sequence[str] = (),
    parameters: Mapping[str, Any],
) -> Verdict:
    """The verdict on a response; undecided where there is no gold.

    `options` go to kinds that take them, unless the parameters state others.
    """
    if options and kind in CHOOSING:
        parameters = {"options": options, **parameters}
    check = make(kind, golds, parameters)
    return verify_batch([response], [check], prompt=question)[0][0]


def compared(verdict: Verdict) -> Comparison:
    """How the answer was compared; empty for a verdict that compared nothing."""
    found = verdict.comparison
    return found if isinstance(found, Comparison) else Comparison()
