"""Molecules without rings as trees of atoms, in one canonical text.

An atom is labelled with its symbol, its hydrogens and its doubly bound oxygens; the other bonds
need no order, since valence leaves one way to set them in a tree. The canonical text is that of
the tree rooted at its centre, branches sorted (Aho, Hopcroft and Ullman). A benzene ring with one
bond outward is a single atom, `Ph`.
"""

from __future__ import annotations

__all__ = ["MAX_ATOMS", "VALENCES", "Skeleton"]

MAX_ATOMS = 48
VALENCES = {
    "C": 4,
    "N": 3,
    "O": 2,
    "S": 2,
    "F": 1,
    "Cl": 1,
    "Br": 1,
    "I": 1,
    "Ph": 1,
    "P": 3,
    "Si": 4,
}


class Skeleton:
    """Atoms with their hydrogens and doubly bound oxygens, and the bonds between them."""

    __slots__ = ("bonds", "hydrogens", "oxygens", "symbols")

    def __init__(self) -> None:
        self.symbols: list[str] = []
        self.hydrogens: list[int] = []
        self.oxygens: list[int] = []
        self.bonds: list[list[int]] = []

    def add(self, symbol: str, hydrogens: int = 0, to: int | None = None) -> int:
        """A further atom, bound to another where one is given; its number."""
        self.symbols.append(symbol)
        self.hydrogens.append(hydrogens)
        self.oxygens.append(0)
        self.bonds.append([])
        if to is not None:
            self.bind(to, len(self.symbols) - 1)
        return len(self.symbols) - 1

    def bind(self, left: int, right: int) -> None:
        """A bond between two atoms."""
        self.bonds[left].append(right)
        self.bonds[right].append(left)

    def free(self, atom: int) -> int:
        """How many bonds an atom has left when all it has are single."""
        used = self.hydrogens[atom] + len(self.bonds[atom])
        if self.symbols[atom] == "C":
            used += 2 * self.oxygens[atom]
        return VALENCES[self.symbols[atom]] - used

    def canonical(self) -> str:
        """The canonical text; empty where this is no molecule: open valences, two pieces."""
        if not self.symbols or len(self.symbols) > MAX_ATOMS:
            return ""
        if sum(map(len, self.bonds)) != 2 * (len(self.symbols) - 1) or not self._saturated():
            return ""
        return max(self._text(centre, -1) for centre in self._centres())

    def _order(self) -> list[tuple[int, int]]:
        """Atoms with their parents from atom 0 outward; short where there are two pieces."""
        order = [(0, -1)]
        for atom, parent in order:
            order.extend((other, atom) for other in self.bonds[atom] if other != parent)
        return order

    def _saturated(self) -> bool:
        """Whether multiple bonds along the tree take up all free valences."""
        order = self._order()
        if len(order) != len(self.symbols):
            return False
        free = [self.free(atom) for atom in range(len(self.symbols))]
        for atom, parent in reversed(order):
            if free[atom] < 0 or (parent < 0 and free[atom]):
                return False
            if parent >= 0:
                free[parent] -= free[atom]
        return True

    def _centres(self) -> list[int]:
        """The one or two atoms in the middle of the tree."""
        degree = [len(bound) for bound in self.bonds]
        layer = [atom for atom, count in enumerate(degree) if count <= 1]
        left = len(degree)
        while left > 2:
            left -= len(layer)
            inner: list[int] = []
            for atom in layer:
                for other in self.bonds[atom]:
                    degree[other] -= 1
                    if degree[other] == 1:
                        inner.append(other)
            layer = inner
        return layer

    def _text(self, atom: int, parent: int) -> str:
        branches = sorted(self._text(other, atom) for other in self.bonds[atom] if other != parent)
        label = f"{self.symbols[atom]}{self.hydrogens[atom] or ''}{'=' * self.oxygens[atom]}"
        return label + "".join(f"({branch})" for branch in branches)
