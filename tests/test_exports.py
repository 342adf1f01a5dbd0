"""What `assay` exports is exactly what it says, and each module too."""

from __future__ import annotations

import ast
import importlib
import subprocess
import sys
from pathlib import Path

import pytest

import assay

ROOT = Path(assay.__file__).parent
ELSEWHERE = {"drivers", "inside", "proofs.py"}
"""Programs that only run in the sandbox, which reads them as text."""
MODULES = sorted(
    ".".join(("assay", *path.relative_to(ROOT).with_suffix("").parts)).removesuffix(".__init__")
    for path in ROOT.rglob("*.py")
    if path.name != "__main__.py" and not ELSEWHERE & set(path.relative_to(ROOT).parts)
)


def test_every_exported_name_can_be_had() -> None:
    assert list(assay.__all__) == sorted(set(assay.__all__))
    assert dir(assay) == sorted(assay.__all__)
    for name in assay.__all__:
        assert getattr(assay, name) is not None


def test_every_lazy_name_is_exported() -> None:
    lazy = {name for names in assay._ROOMS.values() for name in names}
    assert lazy | {"AnyOf", "__version__", "checks"} == set(assay.__all__)


def test_the_names_of_the_type_checker_are_the_exported_ones() -> None:
    tree = ast.parse(Path(assay.__file__).read_text())
    branch = next(node for node in tree.body if isinstance(node, ast.If))
    names = {
        alias.asname or alias.name
        for node in branch.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert names == set(assay.__all__) - {"__version__"}


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="frobnicate"):
        _ = assay.frobnicate  # type: ignore


def test_what_a_module_exports_is_there() -> None:
    for name in MODULES:
        module = importlib.import_module(name)
        exported = getattr(module, "__all__", [])
        assert len(exported) == len(set(exported)), name
        assert [item for item in exported if not hasattr(module, item)] == [], name


@pytest.mark.parametrize("name", ["assay.engine.api", "assay.cli.verify", "assay.sample"])
def test_a_module_can_be_the_first_one_imported(name: str) -> None:
    subprocess.run([sys.executable, "-W", "error", "-c", f"import {name}"], check=True)
