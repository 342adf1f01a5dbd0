"""One metamorphic law a kind: what must not change its verdict, and what must turn it.

Each module here holds `LAWS`, from kind to `Law`; `tests/checks/test_kind_laws.py` runs them all.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from typing import Any, NamedTuple

from assay.check import Check
from assay.registry import parse

Edit = str | Callable[[str], str]


class Law(NamedTuple):
    """A check, a text it decides, edits that keep the verdict and edits that turn it.

    An edit is the edited text itself, or a function from the text to it.
    """

    check: dict[str, Any]
    text: str
    keep: tuple[Edit, ...]
    flip: tuple[Edit, ...]
    prompt: str = ""

    def made(self) -> Check:
        """The check."""
        return parse(self.check)


def every_law() -> dict[str, Law]:
    """The laws of all modules here, by kind."""
    found: dict[str, Law] = {}
    for module in pkgutil.iter_modules(__path__):
        found |= importlib.import_module(f"{__name__}.{module.name}").LAWS
    return found
