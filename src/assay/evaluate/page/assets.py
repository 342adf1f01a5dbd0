"""The parts that generated pages have in common: colours, packed pieces, evidence in texts, the
verdict tree."""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files

__all__ = ["closed", "part", "shared_script", "shared_style", "source_hash"]

SCRIPTS = ("unpack.js", "shapes.js", "text.js", "verdicts.js")


def part(name: str, package: str = "assay.evaluate.page") -> str:
    """A file of a page, as a text."""
    return files(package).joinpath(name).read_text("utf-8")


def shared_style() -> str:
    """Colours for light and dark, and how marks, verdicts and odd characters look."""
    return part("shared.css")


def shared_script() -> str:
    """What unpacks a page's pieces, and shows texts with their evidence beside the verdicts."""
    return "\n".join(map(part, SCRIPTS))


def closed(*scripts: str) -> str:
    """Scripts that share one scope, which nothing outside can reach."""
    return '(() => {\n"use strict";\n' + "\n".join(scripts) + "})();\n"


def source_hash(text: str) -> str:
    """The source expression by which a content security policy allows this element alone."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
