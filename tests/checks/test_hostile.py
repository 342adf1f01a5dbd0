"""No text, however hostile, breaks a check or makes it slow; no pattern holds up a run."""

from __future__ import annotations

import random
from collections.abc import Iterable
from functools import cache

import pytest

import assay
from assay.check import Check
from assay.checks.text.regex import Regex
from assay.context import MODES, Context, Mode
from assay.response import Response
from every_kind import EXAMPLES, KINDS

LENGTH = 10_000
PIECES = [
    " ",
    "\n",
    "\t",
    "[",
    "]",
    "<<",
    ">>",
    "*",
    "_",
    '"',
    "`",
    "#",
    "-",
    "- ",
    "1. ",
    "{",
    '{"a":',
    "\\",
    "a",
    "A",
    "a ",
    ".",
    ". ",
    "! ",
    "P.S. ",
    "<think>",
    "</think>",
    "\x00",
    "\u202e",
    "\u0301",
    "\u200d",
    "潮",
    "\ud800",
    "***\n",
    "```\n",
    "# a\n",
    "- a\n",
    "1. a\n",
    "\r",
    "\u2028",
    "\u00a0```\n",
    "Section 1 ",
    "[a",
    "<<a",
    "*a",
    "a*",
    "_a",
    "a.b",
    "1,",
    "A.",
    ". A",
    "(",
    "|",
    "İ",
    "ß",
    "ſ",
    "\u3042",
    "\u0e01",
]


@cache
def _random(kind: str) -> str:
    rng = random.Random(kind)
    ranges = {"ascii": (0, 0x80), "plane": (0, 0x10000), "all": (0, 0x110000)}
    if kind in ranges:
        return "".join(chr(rng.randrange(*ranges[kind])) for _ in range(LENGTH))
    return "".join(rng.choice('[]<>*_"`#-. \n') for _ in range(LENGTH))


@cache
def _texts(length: int = LENGTH) -> dict[str, str]:
    repeated = {repr(piece): (piece * length)[:length] for piece in PIECES}
    edges = {"blank-a": " " * length + "a", "lines-a": "\n" * length + "a"}
    mixed = {name: _random(name)[:length] for name in ("ascii", "plane", "all", "marks")}
    return repeated | edges | mixed


@cache
def _checks(mode: Mode) -> list[Check]:
    """The examples' checks; a language in official mode needs an extra, a pattern its deadline."""
    checks = dict.fromkeys(e.check for kind in KINDS for e in EXAMPLES[kind])
    return [
        check
        for check in checks
        if check.kind != "text.regex"
        and (mode != "official" or getattr(check, "language", None) is None)
    ]


def _all_decide(checks: Iterable[Check], mode: Mode, text: str) -> None:
    response, context = Response(text), Context(mode=mode, prompt="Name a crab.")
    for check in checks:
        verdict = context.verify(check, response)
        assert verdict.status != "error", (check, text[:20], verdict.why)
        for span in verdict.evidence:
            assert span.start is None or text[span.start : span.end] == span.text, check


@pytest.mark.parametrize("mode", ["robust", "official"])  # robust asks the standard rule first
def test_every_kind_gives_a_verdict_on_a_short_hostile_text(mode: Mode):
    firsts = {check.kind: check for check in reversed(_checks(mode))}
    for text in _texts(400).values():
        _all_decide(firsts.values(), mode, text)


@pytest.mark.slow
@pytest.mark.parametrize("name", _texts())
@pytest.mark.parametrize("mode", MODES)
def test_every_check_gives_a_verdict_on_a_hostile_text(mode: Mode, name: str):
    _all_decide(_checks(mode), mode, _texts()[name])


@pytest.mark.parametrize("text", ["", " ", "\ud800", "\x00", "日"])
@pytest.mark.parametrize("mode", MODES)
def test_every_check_gives_a_verdict_on_next_to_nothing(mode: Mode, text: str):
    _all_decide(_checks(mode), mode, text)


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece", ["a ", "1. ", "[a", "<<a", "*a", "**a ", "P.S. ", ". ", "\n", "- a\n", "```\n"]
)
def test_a_hundred_thousand_characters_get_a_verdict(piece: str):
    """What it costs is measured by benchmarks/hostile.py."""
    _all_decide(_checks("standard"), "standard", (piece * 100_000)[:100_000])


@pytest.mark.slow
def test_a_catastrophic_pattern_is_an_error_by_its_deadline():
    verdict = assay.verify("a" * 40 + "b", Regex(pattern=r"(a+)+$"))
    assert verdict.status == "error"
    assert (verdict.passed, verdict.score) == (None, None)
    assert "deadline" in verdict.why


@pytest.mark.slow
def test_a_catastrophic_keyword_in_official_mode_is_an_error_by_its_deadline():
    check = assay.parse({"kind": "text.contains", "words": ["(a+)+$"]})
    assert assay.verify("a" * 40 + "b", check, mode="official").status == "error"
    assert assay.verify("so (a+)+$ it is", check).passed is True
