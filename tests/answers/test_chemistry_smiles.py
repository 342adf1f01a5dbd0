"""SMILES are compared by rdkit's canonical form, which the extra `[chem]` brings."""

from __future__ import annotations

import importlib
import importlib.util

import pytest

import assay
from assay.answers.chemistry import smiles
from assay.answers.chemistry.smiles import MAX_SMILES, is_smiles, same_smiles
from assay.errors import MissingExtra

needs_rdkit = pytest.mark.skipif(
    importlib.util.find_spec("rdkit") is None, reason="rdkit is not installed"
)


def test_the_same_text_needs_no_rdkit() -> None:
    assert same_smiles("c1ccccc1", "c1ccccc1").equal is True


def test_a_missing_rdkit_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(name: str) -> object:
        raise ImportError(name)

    monkeypatch.setattr(smiles, "import_module", gone)
    smiles._rdkit.cache_clear()
    with pytest.raises(MissingExtra, match="chem"):
        same_smiles("CCO", "OCC")


def test_what_is_too_long_is_undecided() -> None:
    assert same_smiles("C" * (MAX_SMILES + 1), "CC").equal is None


@needs_rdkit
@pytest.mark.parametrize(
    ("left", "right", "equal"),
    [
        ("CCO", "OCC", True),
        ("c1ccccc1", "C1=CC=CC=C1", True),
        ("CCO", "COC", False),
        ("C[C@H](N)C(=O)O", "C[C@@H](N)C(=O)O", False),
        ("CCO", "no smiles", None),
        ("C1CC", "CCC", None),
    ],
)
def test_molecules(left: str, right: str, equal: bool | None) -> None:
    smiles._rdkit.cache_clear()
    assert same_smiles(left, right).equal is equal
    assert same_smiles(right, left).equal is equal


@pytest.mark.parametrize("text", ["c1ccccc1", "C1CCCCC1", "CC(C)=O", "O=C(O)c1ccccc1OC(C)=O"])
def test_a_smiles_is_told_by_its_marks(text: str):
    assert is_smiles(text)


@pytest.mark.parametrize(
    "text", ["12345", "P(B)=1", "CO2", "C2H5OH", "NaCl", "(-1)(2)", "C1CCC", "CC(=O", "BCNOP", ""]
)
def test_other_notation_is_no_smiles(text: str):
    assert not is_smiles(text)


def test_answers_in_smiles_are_compared_as_molecules():
    pytest.importorskip("rdkit")
    benzene = {"kind": "answer.any", "gold": "c1ccccc1"}
    assert assay.verify("\\boxed{C1=CC=CC=C1}", benzene).passed is True
    assert assay.verify("\\boxed{C1CCCCC1}", benzene).passed is False
