"""The rules of mifeval."""

from __future__ import annotations

from assay.suites import Rule

__all__ = ["RULES"]

RULES: dict[str, Rule] = {}
