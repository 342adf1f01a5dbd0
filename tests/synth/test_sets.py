"""Of every set drawn at random, either a conflict is named or a text passes it."""

from __future__ import annotations

from random import Random

import pytest

from assay.check import Check
from assay.registry import find, parse
from assay.synth import GENERIC, conflict, counterexample, passes, witness

SETS = 240
DRAWN = (*GENERIC, "each", "all")


def drawn(seed: int) -> list[Check]:
    rng = Random(seed)
    return [made(kind, rng) for kind in rng.sample(DRAWN, rng.randint(1, 6))]


def made(kind: str, rng: Random) -> Check:
    level = rng.randint(1, 5)
    if kind != "all":
        return find(kind).draw(rng, level)
    parts = [find(part).draw(rng, level) for part in rng.sample(GENERIC, 2)]
    return parse({"kind": "all", "checks": parts})


def test_a_set_has_a_conflict_or_a_witness():
    for seed in range(SETS):
        checks = drawn(seed)
        if conflict(checks):
            continue
        text = witness(checks)
        assert text is not None, (seed, checks)
        assert passes(checks, text)


@pytest.mark.parametrize("block", range(4))
def test_a_conflict_is_minimal(block: int):
    for seed in range(1000 + block, 1000 + SETS, 4):
        named = conflict(drawn(seed))
        for place in range(len(named) if len(named) > 1 else 0):
            rest = [*named[:place], *named[place + 1 :]]
            assert not conflict(rest)
            assert witness(rest) is not None, (seed, rest)


@pytest.mark.parametrize("kind", GENERIC)
def test_every_kind_is_shown_both_ways(kind: str):
    for level in range(1, 6):
        check = find(kind).draw(Random(level), level)
        text, other = witness([check], level), counterexample(check, level)
        assert text is not None, check
        assert other is not None, check
        assert passes([check], text)
        assert not passes([check], other)


@pytest.mark.parametrize("kind", GENERIC)
def test_what_is_drawn_varies_with_the_level(kind: str):
    if find(kind).__struct_fields__ == ("mode",):
        return
    easy = {find(kind).draw(Random(seed), 1) for seed in range(12)}
    hard = {find(kind).draw(Random(seed), 5) for seed in range(12)}
    assert easy != hard


def test_no_text_at_hand_passes_what_is_said_to_conflict():
    texts: list[str] = []
    named: list[tuple[Check, ...]] = []
    for seed in range(2000, 2150):
        found = conflict(drawn(seed))
        if found:
            named.append(found)
            shown = (witness([check]) for check in found)
            texts += [text for text in shown if text]
    texts += [text.upper() for text in texts] + [text.replace(" ", "-") for text in texts]
    assert named
    for checks in named:
        assert not any(passes(checks, text) for text in texts), checks
