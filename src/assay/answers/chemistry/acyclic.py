"""Molecules without rings, written as SMILES without brackets: `CCO`, `CC(=O)O`, `C=CC`, `CC#N`.

Enough to recognise the structure of an answer that a formula names too; what has rings, charges or
stereochemistry needs rdkit (`assay.answers.chemistry.smiles`). A text that may be a formula in
capitals (`CO`, `CN`) is not taken: two carbons side by side, a bond or a branch must show.
"""

from __future__ import annotations

import re

from assay.answers.chemistry.skeletons import MAX_ATOMS, VALENCES, Skeleton
from assay.answers.values import Formula

__all__ = ["read_acyclic"]

_WHOLE = re.compile(r"(?=.{3})(?=.*C[C(=#])(?:Cl|Br|[CNOSFI]|[()=#])+")
_TOKEN = re.compile(r"Cl|Br|.")
_ORDERS = {"=": 2, "#": 3}


def read_acyclic(text: str) -> Formula | None:
    """The molecule that the whole text states as SMILES; None where it states none."""
    if len(text) > 2 * MAX_ATOMS or not _WHOLE.fullmatch(text):
        return None
    bonds = _bonds(text)
    if bonds is None:
        return None
    symbols, parents, orders = bonds
    used = [0] * len(symbols)
    for atom, (parent, order) in enumerate(zip(parents, orders, strict=True)):
        if parent >= 0:
            used[atom] += order
            used[parent] += order
    hydrogens = [VALENCES[symbol] - count for symbol, count in zip(symbols, used, strict=True)]
    if min(hydrogens) < 0:
        return None
    structure = _skeleton(symbols, parents, orders, hydrogens).canonical()
    atoms = {symbol: symbols.count(symbol) for symbol in set(symbols)}
    if any(hydrogens):
        atoms["H"] = sum(hydrogens)
    return Formula(tuple(sorted(atoms.items())), 0, structure) if structure else None


def _bonds(text: str) -> tuple[list[str], list[int], list[int]] | None:
    """Symbols, the atom each is bound to and by what order; None where brackets are odd."""
    symbols: list[str] = []
    parents: list[int] = []
    orders: list[int] = []
    branches: list[int] = []
    last, order = -1, 1
    for sign in _TOKEN.findall(text):
        if sign == "(":
            branches.append(last)
        elif sign == ")":
            if not branches:
                return None
            last = branches.pop()
        elif sign in _ORDERS:
            order = _ORDERS[sign]
        else:
            if last < 0 and symbols:
                return None
            symbols.append(sign)
            parents.append(last)
            orders.append(order)
            last, order = len(symbols) - 1, 1
    return (
        None if branches or order != 1 or len(symbols) > MAX_ATOMS else (symbols, parents, orders)
    )


def _skeleton(
    symbols: list[str], parents: list[int], orders: list[int], hydrogens: list[int]
) -> Skeleton:
    """The same molecule as a tree, oxygens at the end of a double bond folded into their atom."""
    skeleton = Skeleton()
    ketonic = (
        {0} if symbols[0] == "O" and orders[1:2] == [2] and parents.count(0) == 1 else set[int]()
    )
    places: dict[int, int] = {}
    for atom, symbol in enumerate(symbols):
        parent = parents[atom]
        if symbol == "O" and orders[atom] == 2 and parent >= 0 and atom not in parents:
            skeleton.oxygens[places[parent]] += 1
        elif atom not in ketonic:
            bound = places.get(parent)
            places[atom] = skeleton.add(symbol, hydrogens[atom], bound)
            skeleton.oxygens[places[atom]] += parent in ketonic
    return skeleton
