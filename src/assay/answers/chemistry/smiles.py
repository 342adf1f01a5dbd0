"""Molecules written as SMILES, compared by rdkit's canonical form (extra `[chem]`).

A text is taken for SMILES where it is made of nothing else, has three atoms or more, closes its
rings and brackets, and has a bond, ring or bracket that a plain formula has not. Formulae with
hydrogen (C2H5OH) are no SMILES: there it stands in brackets only.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Any

from assay.answers.outcome import Outcome
from assay.answers.patterns import lazy
from assay.errors import MissingExtra

__all__ = ["MAX_SMILES", "is_smiles", "same_smiles"]

MAX_SMILES = 500
"""Characters of a SMILES; rdkit's time grows with the rings of what is longer."""


_SMILES = lazy(r"(?:\[[A-Za-z0-9@+:-]{1,20}\]|Br|Cl|[BCNOPSFIbcnops]|%\d\d|[=#/\\().\d@-])+")
_ATOM = lazy(r"\[|Br|Cl|[BCNOPSFIbcnops]")
_RING = lazy(r"(?<=[A-Za-z\])=#\d])\d")
_BOND = lazy(r"[A-Za-z)\]\d][=#]\(?\[?[A-Za-z]|\[|[bcnops]\d|[A-Z]\d")


def is_smiles(text: str) -> bool:
    """Whether a text can hardly be anything but SMILES."""
    if not 5 <= len(text) <= MAX_SMILES or _SMILES.fullmatch(text) is None:
        return False
    if text.count("(") != text.count(")") or len(_ATOM.findall(text)) < 3:
        return False
    closed = all(text.count(ring) % 2 == 0 for ring in set(_RING.findall(text)))
    return closed and _BOND.search(text) is not None


@cache
def _rdkit() -> Any:
    """The module that reads SMILES, with its warnings off."""
    try:
        chem = import_module("rdkit.Chem")
        log = import_module("rdkit.RDLogger")
    except ImportError:
        raise MissingExtra("rdkit, which reads SMILES", "chem") from None
    log.DisableLog("rdApp.*")
    return chem


def same_smiles(a: str, b: str) -> Outcome:
    """Whether two SMILES state the same molecule; undecided where one of them is none.

    Raises MissingExtra where rdkit is not installed and the texts differ.
    """
    if a == b:
        return Outcome(True, "string")
    forms: list[str] = []
    for text in (a, b):
        if len(text) > MAX_SMILES:
            return Outcome(None, "none", f"a SMILES of more than {MAX_SMILES} characters")
        form = _canonical(text)
        if not form:
            return Outcome(None, "none", f"{text[:40]!r} is no SMILES")
        forms.append(form)
    if forms[0] == forms[1]:
        return Outcome(True, "exact")
    return Outcome(False, "exact", f"other molecules: {forms[0]} and {forms[1]}")


def _canonical(text: str) -> str:
    chem = _rdkit()
    molecule = chem.MolFromSmiles(text)
    return str(chem.MolToSmiles(molecule)) if molecule is not None else ""
