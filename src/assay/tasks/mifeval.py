"""M-IFEval's instructions as ours: Spanish, French, Japanese and English.

They are those of Dussolle et al. 2025 (arXiv:2502.04688), in rows of IFEval's form. An id opens
with its language (`es:keywords:existence`); the English ones are IFEval's, with or without `en:`.
"""

from __future__ import annotations

from assay.tasks import mifeval_es, mifeval_fr, mifeval_ja
from assay.tasks.ifeval import IFEVAL
from assay.tasks.suites import Suite

__all__ = ["MIFEVAL"]

# Under another name, since M-IFEval has no rules of its own for these.
_ENGLISH = Suite("mifeval-en", {f"en:{name}": one for name, one in IFEVAL.instructions.items()})

MIFEVAL = Suite(
    "mifeval",
    {**mifeval_es.INSTRUCTIONS, **mifeval_fr.INSTRUCTIONS, **mifeval_ja.INSTRUCTIONS},
    inherits=(_ENGLISH, IFEVAL),
)
