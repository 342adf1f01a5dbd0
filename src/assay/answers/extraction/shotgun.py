"""Many answers at once, in the hope that one is right: a long list, or box after box."""

from __future__ import annotations

from assay.answers.extraction.found import Candidate, Flag
from assay.answers.patterns import lazy

__all__ = ["shotgun"]

MAX_ITEMS = 40
MAX_SHOTS = 20


def shotgun(final: Candidate, boxed: int, expected_items: int = 0) -> Flag | None:
    """Many answers at once, in the hope that one is right."""
    start, end = final.start, final.end
    items = _members(final.text)
    if items >= MAX_ITEMS and items > 2 * expected_items:
        return Flag("shotgun", f"the answer lists {items} items", start, end)
    if boxed > max(MAX_SHOTS, 2 * expected_items):
        return Flag("shotgun", f"{boxed} different answers are boxed one after another", start, end)
    return None


_SEPARATOR = lazy(r"\\.|[(\[{}\])]|[;；，、]|,(?!\d{3}(?!\d))")


def _members(text: str) -> int:
    """How many different members stand between the separators that are in no bracket."""
    if text.count(",") + text.count(";") + text.count("，") + text.count("、") < MAX_ITEMS - 1:
        return 1
    depth, begin = 0, 0
    members: set[str] = set()
    for mark in _SEPARATOR.finditer(text):
        sign = mark.group()
        if sign in "([{" or sign == "\\{":
            depth += 1
        elif sign in ")]}" or sign == "\\}":
            depth -= 1
        elif depth == 0 and sign[0] != "\\":
            members.add(text[begin : mark.start()].strip())
            begin = mark.end()
    members.add(text[begin:].strip())
    return len(members)
