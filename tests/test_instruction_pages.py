"""The union of constraint types is whole, and every entry of it is a check of ours."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from assay.tasks.formats import SUITES, suite

SCRIPTS = Path(__file__).resolve().parent.parent / "scripts"


@pytest.fixture(scope="module")
def pages() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "instruction_pages", SCRIPTS / "instruction_pages.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_the_union_has_every_type_once(pages: ModuleType):
    assert [found["type"] for found in pages.TYPES] == list(range(1, 148))


def test_every_type_of_the_union_is_a_check_that_says_itself(pages: ModuleType):
    for found in pages.TYPES:
        checks = pages.parsed(found)
        assert checks, found["meaning"]
        assert all(check.describe().endswith(".") for check in checks)


def test_every_id_of_every_suite_stands_on_its_page(pages: ModuleType):
    page = pages.suites_page("")
    for name in SUITES:
        for identity in suite(name).instructions:
            assert f"| {identity} |" in page


def test_every_suite_of_the_union_is_mapped(pages: ModuleType):
    page = pages.suites_page("").lower().replace("_", "-")
    own = {"open-instruct": "if-functions", "m-ifeval": "mifeval"}
    for found in pages.TYPES:
        for name in found["suites"]:
            plain = name.lower().partition(",")[0]
            assert own.get(plain, plain) in page, name
