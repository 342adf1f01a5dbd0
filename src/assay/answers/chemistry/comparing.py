"""When two formulae or two chemical equations say the same.

Composition and charge decide, then the structure where both sides show one. A bare composition
that several molecules share is undecided against a structure. Equations are equal up to a common
factor and the order of species; states count only where both sides give them.
"""

from __future__ import annotations

from fractions import Fraction

from assay.answers.outcome import Outcome
from assay.answers.values import Formula, Reaction

__all__ = ["same_formula", "same_reaction"]

_EQUAL = Outcome(True, "exact")


def same_formula(a: Formula, b: Formula) -> Outcome:
    """Whether two species are the same."""
    if a.atoms != b.atoms:
        return Outcome(False, "exact", f"other atoms: {_atoms(a)} and {_atoms(b)}")
    if a.charge != b.charge:
        return Outcome(False, "exact", f"another charge: {a.charge:+d} and {b.charge:+d}")
    if a.state and b.state and a.state != b.state:
        return Outcome(False, "exact", f"another state: {a.state} and {b.state}")
    if a.structure.lstrip("~") == b.structure.lstrip("~") or _one_isomer(a):
        return _EQUAL
    if a.structure[:1] == "~" or b.structure[:1] == "~":
        return Outcome(None, "none", "an alkyl group may be branched")
    if a.structure and b.structure:
        return Outcome(False, "structure", "the same atoms bound otherwise")
    return Outcome(None, "none", "one side gives only the composition, which isomers share")


def same_reaction(a: Reaction, b: Reaction) -> Outcome:
    """Whether two chemical equations are the same."""
    if a.reversible and b.reversible:
        turned = _sides(a.left, b.right), _sides(a.right, b.left)
        if turned[0] is not None and turned[0] == turned[1]:
            return _EQUAL
    ratios: list[Fraction] = []
    for left, right in ((a.left, b.left), (a.right, b.right)):
        ratio = _sides(left, right)
        if ratio is None:
            return Outcome(False, "structure", "other species")
        ratios.append(ratio)
    if ratios[0] != ratios[1] or not ratios[0]:
        return Outcome(False, "exact", "other coefficients")
    return _EQUAL


def _sides(
    left: tuple[tuple[Fraction, Formula], ...], right: tuple[tuple[Fraction, Formula], ...]
) -> Fraction | None:
    """The factor by which one side is the other, 0 where there is none; None for other species."""
    rest = list(right)
    if len(left) != len(right):
        return None
    ratios: set[Fraction] = set()
    for count, species in left:
        place = next(
            (i for i, (_, other) in enumerate(rest) if same_formula(species, other).equal), None
        )
        if place is None:
            return None
        other_count, _ = rest.pop(place)
        if not other_count:
            return None
        ratios.add(count / other_count)
    return ratios.pop() if len(ratios) == 1 else Fraction()


def _one_isomer(formula: Formula) -> bool:
    """Whether the composition is that of one molecule alone, as far as textbooks go."""
    counts = dict(formula.atoms)
    carbons, hydrogens = counts.pop("C", 0), counts.pop("H", 0)
    if carbons < 2 or not hydrogens:
        return True
    if carbons == 2:
        return not counts or (hydrogens == 5 and list(counts.values()) == [1] and "O" not in counts)
    return carbons == 3 and hydrogens == 8 and not counts


def _atoms(formula: Formula) -> str:
    return (
        "".join(f"{element}{count if count > 1 else ''}" for element, count in formula.atoms) or "e"
    )
