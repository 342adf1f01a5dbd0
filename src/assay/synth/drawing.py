"""Sets of checks drawn at random that can all be met, and the prompts that ask for them."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any

import msgspec

from assay.check import Check
from assay.errors import CheckError
from assay.phrasing import say
from assay.registry import find
from assay.synth.conflicts import conflict
from assay.synth.witnesses import witness

__all__ = ["GENERIC", "compose", "draw_set", "row"]

GENERIC = tuple(
    f"text.{name}"
    for name in "words sentences paragraphs lines characters unique_words numbers letter keyword "
    "contains excludes commas punctuation case capital_words language starts ends quoted title "
    "sections placeholders highlights bullets numbered_items headings code_blocks json choice "
    "equals postscript responses repeats paragraph_start".split()
)
"""The kinds that can be reasoned about and for which texts can be made."""
_TRIES = 200


def draw_set(
    rng: Random, level: int, count: int, kinds: Sequence[str] | None = None
) -> tuple[Check, ...]:
    """So many checks of difficulty `level` (1 to 5), of different kinds, that go together.

    No conflict is known between them and, where all can be reasoned about, there is a text that
    passes them all; unless one is not generic and no text can be made even for it alone. Raises
    CheckError where no such set is found among `kinds` (the generic ones by default).
    """
    names = list(GENERIC if kinds is None else kinds)
    chosen: list[Check] = []
    for _ in range(_TRIES):
        if len(chosen) == count:
            return tuple(chosen)
        left = [name for name in names if all(check.kind != name for check in chosen)]
        if not left:
            break
        drawn = find(rng.choice(left)).draw(rng, level)
        if _together([*chosen, drawn], rng):
            chosen.append(drawn)
        elif len(chosen) == 1 and rng.random() < 0.1:
            chosen.clear()  # Little goes with a first one such as a fixed text.
    if len(chosen) == count:
        return tuple(chosen)
    raise CheckError(f"no {count} checks of level {level} that go together were found")


def _together(checks: Sequence[Check], rng: Random) -> bool:
    if conflict(checks):
        return False
    if any(check.asked() is None for check in checks):
        return True
    seed = rng.randrange(1000)
    if witness(checks, seed, thorough=False) is not None:
        return True
    special = [check for check in checks if check.kind not in GENERIC]
    return any(witness([check], seed, thorough=False) is None for check in special)


def compose(
    request: str, checks: Sequence[Check], rng: Random | None = None, language: str = "en"
) -> str:
    """The request with what else is asked: in running text for two, as a list for more.

    With `rng` each check is said in one of its phrasings, else in its plainest.
    Raises BadParameter where `language` has no phrasing of a check.
    """
    said = [say(check, rng, language) for check in checks]
    if len(said) < 3:
        return " ".join([request.strip(), *said])
    return "\n".join([request.strip(), "", *(f"- {line}" for line in said)])


def row(
    identity: str,
    request: str,
    checks: Sequence[Check],
    rng: Random | None = None,
    language: str = "en",
) -> dict[str, Any]:
    """A row of our format: the composed prompt and the checks that judge the answer to it."""
    return {
        "id": identity,
        "prompt": compose(request, checks, rng, language),
        "checks": [msgspec.to_builtins(check) for check in checks],
    }
