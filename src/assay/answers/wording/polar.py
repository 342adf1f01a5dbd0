"""Golds that are yes or no, true or false: the first such word of the response decides."""

from __future__ import annotations

import re

from assay.answers.patterns import lazy
from assay.answers.wording.golds import Gold
from assay.answers.wording.judgement import Judgement
from assay.answers.wording.passage import Passage

__all__ = ["polar"]

_SAYS = {
    "yes": True, "yeah": True, "yep": True, "true": True, "correct": True,
    "no": False, "nope": False, "false": False, "incorrect": False, "untrue": False,
}  # fmt: skip
_WORD = lazy(
    r"\b(not (?:true|correct)|not false|"
    + "|".join(_SAYS)
    + r")\b(?! (?:doubt|matter|longer|one))",
    re.IGNORECASE,
)


def polar(passage: Passage, golds: list[Gold]) -> Judgement | None:
    """None where a gold is something else, or the response has no such word."""
    wanted = {_SAYS.get(gold.variants[-1].whole) if gold.variants else None for gold in golds}
    if None in wanted or len(wanted) != 1:
        return None
    found = _WORD.search(passage.text)
    if found is None:
        return None
    said = found[0].lower()
    says = said == "not false" if said.startswith("not ") else _SAYS[said]
    same = says in wanted
    why = f"says {found[0]!r}"
    return Judgement(same, float(same), why, "polar", golds[0].alias if same else "", *found.span())
