"""The characters of a draft that no words bring: full stops fewer, dashes and spaces more."""

from __future__ import annotations

from collections.abc import Callable

from assay.demands import Quantity
from assay.synth.draft import Draft
from assay.synth.planning import MANY, SENTENCES, Plan

__all__ = ["Measure", "spread", "unmark"]

Measure = Callable[[Quantity, str], int | None]
"""How many of a quantity a text has; None where that cannot be measured."""
_UNMARKED = 64


def unmark(draft: Draft, plan: Plan, measure: Measure) -> None:
    """Full stops left out, where there are too many characters and enough sentences."""
    limits = [(of, plan.high(Quantity("characters", (of,)))) for of in ("all", "visible")]
    for sentence in draft.sentences()[:_UNMARKED]:
        text = draft.text().strip()
        sizes = {"all": len(text), "visible": len("".join(text.split()))}
        if all(sizes[of] <= high for of, high in limits):
            return
        kept, sentence.mark = sentence.mark, ""
        there = measure(SENTENCES, draft.text())
        if sentence.high is not None or (there is not None and there < plan.of(SENTENCES).low):
            sentence.mark = kept


def spread(draft: Draft, plan: Plan) -> None:
    """Dashes and spaces between two words, where characters are missing that no words bring."""
    low, _ = plan.of(Quantity("characters", ("all",)))
    visible, _ = plan.of(Quantity("characters", ("visible",)))
    text = draft.text().strip()
    dashes = visible - len("".join(text.split()))
    missing = low - len(text) - max(0, dashes)
    inner = [w for s in draft.sentences() for w in s.words[:-1] if not (w.fixed or w.tail)]
    if not inner:
        return
    if dashes > 0:
        inner[0].tail = " " + "\u2014" * dashes
    if missing > 0 and (draft.json is None or not draft.width < MANY):
        inner[len(inner) // 2].tail += " " * missing
