"""A sample as a row of our format."""

from __future__ import annotations

from typing import Any

import msgspec

from assay.sample import Sample

__all__ = ["row_of"]


def row_of(sample: Sample) -> dict[str, Any]:
    """The fields of a row, without those that hold nothing; `encode_json` writes it."""
    made: dict[str, Any] = {"id": sample.id, "prompt": sample.prompt}
    if sample.responses:
        made["response"] = list(sample.responses) if sample.several else sample.responses[0]
    made["checks"] = [msgspec.to_builtins(check) for check in sample.checks]
    if sample.reference is not None:
        made["reference"] = sample.reference
    if sample.meta:
        made["meta"] = dict(sample.meta)
    return made
