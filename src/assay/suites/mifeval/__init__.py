"""M-IFEval's rules: instructions in Spanish, French and Japanese (Dussolle et al. 2025).

arXiv:2502.04688. Followed are the checkers by which the benchmark's authors made the verdicts that
they ship, of 2024, each language by its own module; an id opens with its language (`es:`, `fr:`,
`ja:`). Its English ids are IFEval's.
"""

from __future__ import annotations

from assay.suites import Rule
from assay.suites.mifeval import es, fr, ja

__all__ = ["RULES", "SLOW"]

RULES: dict[str, Rule] = {**es.RULES, **fr.RULES, **ja.RULES}

SLOW = frozenset(
    {
        "ja:keywords:existence",
        "ja:keywords:frequency",
        "ja:keywords:forbidden_words",
        "ja:detectable_format:nominal_ending",
    }
)
"""Rules that may ask Janome, which takes some hundred microseconds a word."""
