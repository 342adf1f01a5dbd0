"""Models: what writes text, behind one interface (`assay.model.Model`).

make      a model from its name          cache     answers kept in sqlite
echo      tells the prompt back          budget    a bound in tokens or dollars
scripted  answers from a file            openai    endpoints, local and hosted
embedded  the model that comes along     local     transformers (extra)
"""

from __future__ import annotations

from assay.models.factory import SECRETS, make

__all__ = ["SECRETS", "make"]
