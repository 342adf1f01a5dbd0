"""Every text kind has a metamorphic law, and keeps it."""

from __future__ import annotations

import pytest

from assay.context import Context
from assay.registry import find, kinds
from assay.response import Response
from checks.laws import Edit, Law, every_law

LAWS = every_law()
ours = [k for k in kinds() if k.startswith("text.") and find(k).__module__.startswith("assay.")]


@pytest.mark.parametrize("kind", ours)
def test_every_kind_has_a_law(kind: str):
    law = LAWS[kind]
    assert law.made().kind == kind
    assert law.keep
    assert law.flip


def decided(law: Law, text: str) -> bool:
    verdict = Context(prompt=law.prompt).verify(law.made(), Response(text))
    assert verdict.passed is not None, verdict.why
    return verdict.passed


def edited(edit: Edit, text: str) -> str:
    made = edit if isinstance(edit, str) else edit(text)
    assert made != text
    return made


@pytest.mark.parametrize("kind", sorted(LAWS))
def test_the_law_holds(kind: str):
    law = LAWS[kind]
    before = decided(law, law.text)
    for edit in law.keep:
        assert decided(law, edited(edit, law.text)) is before, edited(edit, law.text)
    for edit in law.flip:
        assert decided(law, edited(edit, law.text)) is not before, edited(edit, law.text)
