"""The page itself: one document, one style and one script, served or put into one file."""

from __future__ import annotations

import re
from functools import cache

from assay.evaluate.page.assets import closed, part, shared_script, shared_style

__all__ = ["pieces", "script", "served", "style"]

_PLACE = re.compile(r"<!--assay:(\w+)-->")
_SCRIPTS = (
    "pieces.js", "columns.js", "search.js", "select.js", "list.js", "reading.js", "sample.js",
    "plots.js", "summary.js", "compare.js", "address.js", "viewer.js",
)  # fmt: skip


@cache
def script() -> str:
    """All of the page's scripts, in one scope of their own."""
    return closed(shared_script(), *(_own(name) for name in _SCRIPTS))


@cache
def style() -> str:
    """All of the page's style."""
    return shared_style() + _own("viewer.css")


@cache
def pieces() -> tuple[tuple[str, str], ...]:
    """The document cut at its places `<!--assay:NAME-->`: pairs of a text and the name of the
    place after it, which is empty at the end."""
    cut = [*_PLACE.split(_own("viewer.html")), ""]
    return tuple(zip(cut[::2], cut[1::2], strict=True))


@cache
def served() -> str:
    """The document as it is served: style and script are files of their own, and no data."""
    known = {
        "style": '<link rel="stylesheet" href="viewer.css">',
        "script": '<script src="viewer.js"></script>',
    }
    return "".join(text + known.get(place, "") for text, place in pieces())


def _own(name: str) -> str:
    return part(f"page/{name}", "assay.viewer")
