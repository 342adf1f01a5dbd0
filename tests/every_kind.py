"""The kinds that Assay has, and their examples: what is asked of every kind is asked of these."""

from __future__ import annotations

import pytest

from assay.check import Check, Example
from assay.registry import find, kinds

__all__ = ["EXAMPLES", "KINDS", "checks_of", "every_kind"]

KINDS = [kind for kind in kinds() if find(kind).__module__.startswith("assay.")]
EXAMPLES: dict[str, tuple[Example, ...]] = {kind: tuple(find(kind).examples()) for kind in KINDS}
every_kind = pytest.mark.parametrize("kind", KINDS)


def checks_of(kind: str) -> list[Check]:
    """The different checks of a kind's examples."""
    return list(dict.fromkeys(example.check for example in EXAMPLES[kind]))
