"""Chemical equations: species with coefficients on two sides of an arrow.

`2H_2 + O_2 \\rightarrow 2H_2O`, `->`, `=`, `\\rightleftharpoons`, `\\xrightarrow{\\Delta}`. What
stands over the arrow is dropped. An equals sign makes an equation of formulae only where every
species is one and some species can be nothing else (`U = IR` is physics).
"""

from __future__ import annotations

from assay.answers.values import Reaction

__all__ = ["read_reaction"]

_MAX_CHARS = 600
_ARROWS = ("arrow", "harpoon", "->", "=", "\\to", "→", "⇌", "⟶", "⇄", "↔", "=>", "-->")


def read_reaction(text: str) -> Reaction | None:
    """The chemical equation that the whole text states; None where it is none."""
    if len(text) > _MAX_CHARS or not any(map(text.__contains__, _ARROWS)) or text.islower():
        return None
    from assay.answers.chemistry.equations import equation

    return equation(text)
