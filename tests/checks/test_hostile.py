"""No text, however hostile, breaks a check or makes it slow; no pattern holds up a run."""

from __future__ import annotations

import random
import time
from functools import cache

import pytest

import assay
from assay.check import Check
from assay.checks.text.regex import Regex
from assay.context import MODES, Context, Mode
from assay.registry import find, kinds
from assay.response import Response

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


def _texts() -> dict[str, str]:
    repeated = {repr(piece): (piece * LENGTH)[:LENGTH] for piece in PIECES}
    edges = {"blank-a": " " * LENGTH + "a", "lines-a": "\n" * LENGTH + "a"}
    return repeated | edges | {name: _random(name) for name in ("ascii", "plane", "all", "marks")}


def _checks() -> list[Check]:
    checks = [
        e.check for kind in kinds() for e in find(kind).examples() if not kind.startswith("test.")
    ]
    return [check for check in dict.fromkeys(checks) if check.kind != "text.regex"]


def _needs_langdetect(check: Check, mode: Mode) -> bool:
    return mode == "official" and getattr(check, "language", None) is not None


TEXTS = _texts()


@pytest.mark.parametrize("text", [*TEXTS.values()], ids=[*TEXTS])
@pytest.mark.parametrize("mode", MODES)
def test_every_check_gives_a_verdict_on_a_hostile_text(mode: Mode, text: str):
    response = Response(text)
    context = Context(mode=mode, prompt="Name a crab.")
    for check in _checks():
        if not _needs_langdetect(check, mode):
            verdict = context.verify(check, response)
            assert verdict.status != "error", (check, verdict.why)
            for span in verdict.evidence:
                assert span.start is None or text[span.start : span.end] == span.text, check


@pytest.mark.parametrize("text", ["", " ", "\ud800", "\x00", "日"])
@pytest.mark.parametrize("mode", MODES)
def test_every_check_gives_a_verdict_on_next_to_nothing(mode: Mode, text: str):
    for check in _checks():
        if not _needs_langdetect(check, mode):
            assert Context(mode=mode).verify(check, Response(text)).status != "error", check


@pytest.mark.parametrize(
    "piece", ["a ", "1. ", "[a", "<<a", "*a", "**a ", "P.S. ", ". ", "\n", "- a\n", "```\n"]
)
def test_twice_the_text_costs_about_twice_the_time(piece: str):
    """Eight times the text in quadratic time gives a factor of 64; 30 leaves room for noise."""

    def cost(length: int) -> float:
        text = (piece * length)[:length]
        spent = [_spent(text) for _ in range(3)]
        return min(spent)

    assert cost(32_000) < 30 * cost(4_000) + 0.05


def _spent(text: str) -> float:
    response, context = Response(text), Context(prompt="Name a crab.")
    started = time.process_time()
    for check in _checks():
        context.verify(check, response)
    return time.process_time() - started


@pytest.mark.slow
def test_a_catastrophic_pattern_is_an_error_by_its_deadline():
    started = time.monotonic()
    verdict = assay.verify("a" * 40 + "b", Regex(pattern=r"(a+)+$"))
    assert verdict.status == "error"
    assert (verdict.passed, verdict.score) == (None, None)
    assert time.monotonic() - started < Regex.deadline + 5


@pytest.mark.slow
def test_a_catastrophic_keyword_in_official_mode_is_an_error_by_its_deadline():
    check = assay.parse({"kind": "text.contains", "words": ["(a+)+$"]})
    assert assay.verify("a" * 40 + "b", check, mode="official").status == "error"
    assert assay.verify("so (a+)+$ it is", check).passed is True
