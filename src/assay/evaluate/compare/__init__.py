"""Two runs of the same task, compared pair by pair.

found = compare("runs/before", "runs/after", by=("meta.level",))
found.difference.value, found.difference.low, found.difference.high
found.test.p, found.flips, found.slices
"""

from __future__ import annotations

from assay.evaluate.compare.comparison import Comparison, Slice, compare
from assay.evaluate.compare.difference import Difference
from assay.evaluate.compare.pairing import Flip, Unpaired
from assay.evaluate.compare.significance import Test

__all__ = ["Comparison", "Difference", "Flip", "Slice", "Test", "Unpaired", "compare"]
