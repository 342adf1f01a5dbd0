"""IFBench's rules (Pyatkin et al. 2025, arXiv:2507.02833)."""

from __future__ import annotations

import re

from assay.suites import Rule

__all__ = ["RULES"]

RULES: dict[str, Rule] = {
    "count:numbers": lambda r, a: len(re.findall(r"\b\d+\b", r.text)) == a["N"],
}
