"""How a chemical equation is read, for `assay.answers.chemistry.reactions`.

Coefficients are integers, decimals or fractions; what stands over the arrow is dropped. Arrows up
and down (a gas, a precipitate) say nothing. Greek letters are the particles of nuclear equations.
"""

from __future__ import annotations

import re
from fractions import Fraction

from assay.answers.chemistry.species import species
from assay.answers.values import Formula, Reaction

__all__ = ["equation"]

_MAX_SPECIES = 16
_ARROW = re.compile(
    r"\\(?:x|long)?(?:left)?rightarrow(?:\s*\[[^\][]{0,80}\])?(?:\s*\{[^{}]{0,80}\})?|\\to(?![a-z])|"
    r"\\(?:x?rightleftharpoons|leftrightharpoons|rightleftarrows|leftrightarrows|rightleftharpoon)(?![a-z])"
    r"|<=+>|<-+>|[-=]+>|→|⇌|⟶|⇄|↔|\\(?:L|l)ongrightarrow|=",
    re.IGNORECASE,
)
_BOTH_WAYS = ("harpoon", "<", "⇌", "⇄", "↔", "arrows", "leftright")
_COEFFICIENT = re.compile(
    r"(?:(\d{1,4})\s*/\s*(\d{1,3})|\\[dt]?frac\s*\{(\d{1,4})\}\s*\{(\d{1,3})\}"
    r"|(\d{1,4}(?:\.\d{1,4})?))?\s*(?:\\[,; ]|·)?\s*(.+)",
    re.DOTALL,
)
_PARTICLES = {
    "alpha": Formula((("4He", 1),)), "α": Formula((("4He", 1),)), "gamma": Formula((("γ", 1),)),
    "γ": Formula((("γ", 1),)), "beta^-": Formula((), -1), "β^-": Formula((), -1),
    "beta^+": Formula((), 1), "β^+": Formula((), 1),
}  # fmt: skip
_LEAD = re.compile(r"^(?:\s|\$)*\\(?:ce|mathrm)\s*\{(.*)\}(?:\s|\$)*$", re.DOTALL)
_PLUS = re.compile(r"\s\+\s|(?<=[\w)\]}])\s*\+\s*(?=[\d\\A-Z(\[])")


def equation(text: str) -> Reaction | None:
    """The chemical equation that the whole text states; None where it is none."""
    wrapped = _LEAD.match(text)
    if wrapped is not None:
        text = wrapped[1]
    arrow = _ARROW.search(text)
    if arrow is None:
        return None
    left, right = _side(text[: arrow.start()]), _side(text[arrow.end() :])
    if not left or not right or (arrow[0] == "=" and not _chemical(text)):
        return None
    reversible = any(sign in arrow[0].lower() for sign in _BOTH_WAYS)
    return Reaction(left, right, reversible)


def _chemical(text: str) -> bool:
    """Whether an equation with an equals sign has a species that is nothing else."""
    for part in re.split(r"[=+]", text)[: 2 * _MAX_SPECIES]:
        found = _COEFFICIENT.fullmatch(part.strip(" $"))
        if found is None or (found[6].isalpha() and found[6].isupper()):
            continue
        if len(found[6]) > 1 and species(found[6]) is not None:
            return True
    return False


def _side(text: str) -> tuple[tuple[Fraction, Formula], ...] | None:
    text = (
        text.replace("\\uparrow", "")
        .replace("\\downarrow", "")
        .replace("↑", "")
        .replace("↓", "")
        .strip(" $")
    )
    parts = _PLUS.split(text)
    if len(parts) > _MAX_SPECIES:
        return None
    side: list[tuple[Fraction, Formula]] = []
    for part in parts:
        found = _COEFFICIENT.fullmatch(part.strip())
        if found is None:
            return None
        formula = _particle(found[6]) or species(f"\\ce{{{found[6]}}}")
        if formula is None:
            return None
        side.append((_coefficient(found), formula))
    return tuple(side)


def _particle(text: str) -> Formula | None:
    """The particle that a Greek letter stands for in nuclear equations."""
    return _PARTICLES.get(text.replace("\\", "").replace("{", "").replace("}", "").strip())


def _coefficient(found: re.Match[str]) -> Fraction:
    above, below = found[1] or found[3], found[2] or found[4]
    if above and int(below):
        return Fraction(int(above), int(below))
    return Fraction(found[5]) if found[5] else Fraction(1)
