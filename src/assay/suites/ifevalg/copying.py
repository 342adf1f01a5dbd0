"""IFEvalG's instructions that ask for a copy of something."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from assay.response import Response
from assay.suites import Rule, UpstreamRaises
from assay.suites.given import agreed, drawn, numbers, text
from assay.suites.patterns import compiled

__all__ = ["RULES"]

_PLAIN = re.compile(r"[^\\^$*+?{}\[\]|()]*")
"""Words that mean themselves as patterns, but for a full stop, which means any character."""


def _prompt(given: Mapping[str, Any]) -> str:
    value = given.get("prompt_to_repeat")
    if not value:
        raise UpstreamRaises("prompt_to_repeat must be set")
    return str(value)


def _same(one: str, other: str) -> bool:
    return one.strip().lower() == other.strip().lower()


def _copy(response: Response, given: Mapping[str, Any]) -> bool:
    return _same(response.text, _prompt(given))


def _copies(response: Response, given: Mapping[str, Any]) -> bool:
    prompt = _prompt(given)
    pieces = response.text.split("******")
    same = all(_same(piece, prompt) for piece in pieces)
    return agreed("N", (same and len(pieces) == n for n in numbers(given, "N")))


def _span(response: Response, given: Mapping[str, Any]) -> bool:
    # The end is left out, although the instruction includes it.
    prompt, start, end = _prompt(given), given.get("n_start"), given.get("n_end")
    if start and end:
        return _same(response.text, prompt[start:end])
    if response.text.strip().lower() in prompt.lower():
        raise drawn("n_end" if start else "n_start")
    return False


def _phrase(response: Response, given: Mapping[str, Any]) -> bool:
    """Each stretch from the first word to the last differs from the phrase in at most one word;
    whether one does is asked of the last stretch only."""
    wanted = text(given, "phrase").split()
    found = list(_stretches(wanted[0], wanted[-1], response.text))
    times = [n for n in numbers(given, "small_n") if n == len(found)]
    if not times:
        return False
    fits = _transformed(found, wanted)
    return agreed("small_n", (fits and len(found) == n for n in numbers(given, "small_n")))


def _transformed(found: list[str], wanted: list[str]) -> bool:
    changes = 0
    for stretch in found:
        words = stretch.split()
        changes = sum(one != other for one, other in zip(words, wanted, strict=False))
        if len(words) != len(wanted) or changes > 1:
            return False
    return changes == 1


def _stretches(first: str, last: str, value: str) -> Iterator[str]:
    """What upstream's pattern `first .*? last` finds, the words being patterns themselves."""
    if not (_PLAIN.fullmatch(first) and _PLAIN.fullmatch(last)):
        starts = _count(first, value)
        yield from compiled(rf"{first} .*? {last}", value, starts=starts).findall(value)
        return
    # A stretch stays on its line; a line without an end after a start has no more of them.
    opening, closing = re.compile(f"{first} "), re.compile(f" {last}")
    for line in value.split("\n"):
        at = 0
        while (start := opening.search(line, at)) and (end := closing.search(line, start.end())):
            yield line[start.start() : end.end()]
            at = end.end()


def _count(pattern: str, value: str) -> int:
    """How often the pattern is found; -1 where it is half of one, such as "(so"."""
    try:
        return len(compiled(pattern, value).findall(value))
    except re.error:
        return -1


RULES: dict[str, Rule] = {
    "copy:copy": _copy,
    "copy:copying_simple": _copy,
    "copy:copying_multiple": _copies,
    "copy:repeat_phrase": _phrase,
    "new:copy_span_idx": _span,
}
