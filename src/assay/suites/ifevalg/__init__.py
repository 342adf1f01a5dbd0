"""The rules of ifevalg."""

from __future__ import annotations

from assay.suites import Rule

__all__ = ["RULES"]

RULES: dict[str, Rule] = {}
