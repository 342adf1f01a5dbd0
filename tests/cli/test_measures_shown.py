"""Measures on the terminal: digits and units that people read."""

from __future__ import annotations

import pytest

from assay.cli.summary import amount
from assay.evaluate.metrics import Measure


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        (0.555, "share", "55.5%"),
        (0.0873, "number", "0.0873"),
        (0.0, "usd", "$0"),
        (1.5, "usd", "$1.5"),
        (0.000012344, "usd", "$0.00001234"),
        (1234567.0, "usd", "$1,235,000"),
        (96.68, "tokens", "96.7 tokens"),
        (12345.6, "tokens", "12,346 tokens"),
        (0.0000012, "seconds", "0.0000012 seconds"),
    ],
)
def test_a_value_in_its_unit(value: float, unit: str, shown: str):
    assert amount(value, Measure("m", value, None, None, 1, 0, unit=unit)) == shown  # type: ignore[arg-type]
