"""IFEvalG's rules: the 29 new training instructions of Pyatkin et al. 2025 (arXiv:2507.02833).

What is followed is `open_instruct/IFEvalG/instructions.py` of allenai/open-instruct as of 2026,
with the tokens of nltk 3.9.1. The other 25 of its ids are IFEval's. Where upstream would draw an
argument at random it gives no verdict, as where it raises.
"""

from __future__ import annotations

from assay.suites import Rule
from assay.suites.given import raising
from assay.suites.ifevalg import copying, counts, forms, keywords

__all__ = ["RULES"]

RULES: dict[str, Rule] = raising({**copying.RULES, **counts.RULES, **forms.RULES, **keywords.RULES})
