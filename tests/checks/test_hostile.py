"""No text, however hostile, breaks a check or makes it slow; no pattern holds up a run."""

from __future__ import annotations

import random
from functools import cache
from importlib import import_module

import pytest

import assay
from assay.check import Check
from assay.checks.text.regex import Regex
from assay.context import MODES, Context, Mode
from assay.registry import find
from assay.response import Response
from assay.suites import SUITES
from every_kind import EXAMPLES, KINDS

LENGTH = 1_500
LONG = 100_000
PIECES = [
    *(" ", "\n", "\t", "\r", "\r\n", "\u2028", "\x00", "\\", "\ud800", "\udc00\ud800", "\uffff"),
    *("a", "A", "a ", "A ", "aB ", "I a ", "bcdfgh ", "aeiou", "noon ", "a-b ", "it's ", "a.b"),
    *(".", ". ", "? ", "?!", "! ", "... ", "A. ", ". A", "Mr. ", "P.S. ", "P.S.\n", "first, "),
    *(
        "[",
        "]",
        "[x] ",
        "[a",
        "[[]] ",
        "[1](",
        "<<",
        ">>",
        "<<a",
        "([{",
        "([{}])",
        "(",
        "{",
        "\u300a",
    ),
    *(
        '"',
        '"a" ',
        '"",',
        '"a,\n"',
        "'",
        "a's'",
        "\u201c\u2018",
        "\u00ab",
        "\u300c",
        "\u300c\u6f6e\u300d",
    ),
    *("*", "_", "*a", "a*", "_a", "**a ", "`", "```\n", "~~~\n", "\u00a0```\n", "---\n", "***\n"),
    *("#", "# a\n", "-", "- ", "- \n", "- a\n", "  - a\n", "1. ", "1. \n", "1. a\n", "> a\n\n"),
    *("|", "|a|b|\n", "|-|-|\n", "a,", "a\t", "Section 1 ", "\u7b2c1\u7ae0\n", "a: b\n", "a\n\n"),
    *(
        '{"a":',
        '{"a":1}',
        "[1,",
        "['a', ",
        "<a>",
        "</a>",
        "<a b='",
        "<!--",
        "<![CDATA[",
        "&a;",
        "<",
    ),
    *("<think>", "</think>", "<think></think>", "{x}", "{{", "1", "1,", "1e", "2024-01-01 ", "5% "),
    *(
        "\u6f6e",
        "\u6f6e\u3002",
        "\u3002",
        "\u3001",
        "\u3067\u3059\u3002",
        "\u3042\u30a2",
        "\u6f22(\u304b)",
        "\u4e00\u5341",
    ),
    *(
        "a\u6f6e",
        "a\u044f",
        "\u0e01",
        "\ud55c ",
        "\u0939\u093f ",
        "\u0639",
        "\u0130",
        "\u00df",
        "\u017f",
        "\ufb01",
    ),
    *("\u0301", "e\u0301", "\u200b", "\u200d", "\u202e", "\ufe0f", "\U0001f600", "\U0001f1eb"),
    *("\U0001f469\u200d\U0001f469\u200d", "\U0001f44d\U0001f3fd", "\u00bf", "a\u00f1o "),
]
"""Units of which a hostile text is many."""
FEW = ["a ", "1. ", "[a", "<<a", "**a ", ". ", "- a\n", '{"a":', "\u6f6e\u3002", "\ud800", "\u0301"]


def _mixed(name: str, size: int) -> str:
    rng = random.Random(name)
    ranges = {"ascii": (0, 0x80), "plane": (0, 0x10000), "all": (0, 0x110000)}
    if name in ranges:
        return "".join(chr(rng.randrange(*ranges[name])) for _ in range(size))
    if name == "pieces":
        return "".join(rng.choices(PIECES, k=size))[:size]
    return "".join(rng.choices('[]<>*_"`#-|,(){}. \n', k=size))


@cache
def _texts(size: int) -> dict[str, str]:
    """Many of each piece, what mirrors itself or ends otherwise, and mixtures."""
    texts = {repr(piece): (piece * size)[:size] for piece in PIECES}
    texts |= {"blanks, a": " " * size + "a", "lines, a": "\n" * size + "a"}
    texts["a, blanks, a"] = "a" + " " * size + "a"
    for left, right in ("()", "[]", "{}", "\u300c\u300d", "\u201c\u201d", "<>"):
        texts[left + right] = left * (size // 2) + right * (size // 2)
    texts["deep JSON"] = '{"a":' * (size // 6) + "1" + "}" * (size // 6)
    texts["deep XML"] = "<a>" * (size // 7) + "</a>" * (size // 7)
    texts["wide table"] = f"|{'a|' * (size // 4)}\n|{'-|' * (size // 4)}\n"
    return texts | {n: _mixed(n, size) for n in ("ascii", "plane", "all", "marks", "pieces")}


def _in_worker(check: Check) -> bool:
    return any(check.where(mode) == "worker" for mode in MODES)


def _leads_away(check: Check) -> bool:
    """Whether a check, or one inside it, is decided in a process of its own."""
    return any(_in_worker(inner) for inner in check.tree())


@cache
def _checks(suites: bool = True) -> tuple[Check, ...]:
    """Those of the examples, two that are drawn of each kind of text, and the suites' own.

    Programs apart, which run elsewhere and have hostile texts of their own.
    """
    made: list[Check] = []
    for kind in KINDS:
        if kind.startswith("code."):
            continue
        made += [example.check for example in EXAMPLES[kind]]
        if kind.startswith("text."):
            made += [find(kind).draw(random.Random(kind), level) for level in (1, 5)]
    for name in SUITES if suites else ():
        suite = getattr(import_module(f"assay.tasks.{name}"), name.upper())
        made += [suite.instruction(i, known.example) for i, known in suite.instructions.items()]
    return tuple(check for check in dict.fromkeys(made) if not _leads_away(check))


def _asks_langdetect(check: Check) -> bool:
    """Whether official mode asks langdetect, which takes as long as it takes."""
    text = repr(check)
    return "language" in text or "english" in text or "Case" in text or "letters" in text


def _judge(check: Check, response: Response, mode: Mode) -> None:
    verdict = Context(mode=mode, prompt="Name a crab.").verify(check, response)
    text = response.text
    assert verdict.status != "error", (check, verdict.why)
    assert verdict.score is None or 0 <= verdict.score <= 1, check
    assert (verdict.passed is True) == (verdict.status == "pass"), check
    for span in verdict.evidence:
        assert span.start is None or text[span.start : span.end] == span.text, check


def _asked(mode: Mode, share: int = 0, shares: int = 1) -> list[Check]:
    """The checks of a mode; a part of them where several texts divide them among themselves."""
    checks = [c for c in _checks() if mode == "official" or c.kind != "text.suite"]
    if mode == "official":
        checks = [c for c in checks if not _asks_langdetect(c)]
    return checks[share::shares]


TEXTS = [*_texts(0)]


@pytest.mark.parametrize("name", TEXTS)
def test_every_check_gives_a_verdict_on_a_hostile_text(name: str):
    """Standard mode asks all of them, the other modes every seventh, another one each text."""
    place = TEXTS.index(name)
    for mode in MODES:
        response = Response(_texts(LENGTH)[name])
        shares = 4 if mode == "standard" else 7
        for check in _asked(mode, place % shares, shares):
            _judge(check, response, mode)


@pytest.mark.slow
@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("mode", MODES)
def test_every_check_gives_a_verdict_on_a_long_hostile_text(mode: Mode, name: str):
    """Every ninth check, another one each text: all of them over the texts."""
    response = Response(_texts(LONG)[name])
    for check in _asked(mode, TEXTS.index(name) % 9, 9):
        _judge(check, response, mode)


@pytest.mark.parametrize("piece", FEW)
@pytest.mark.parametrize("mode", MODES)
def test_every_check_gives_a_verdict_on_a_few_of_a_kind(mode: Mode, piece: str):
    response = Response(piece * 40)
    for check in _asked(mode):
        _judge(check, response, mode)


@pytest.mark.parametrize("text", ["", " ", "\ud800", "\x00", "\u65e5"])
@pytest.mark.parametrize("mode", MODES)
def test_every_check_gives_a_verdict_on_next_to_nothing(mode: Mode, text: str):
    for check in _asked(mode):
        _judge(check, Response(text), mode)


@pytest.mark.slow
@pytest.mark.parametrize("piece", ["a ", "\u6f6e\u3002", "\ud800", "[", "A. "])
@pytest.mark.parametrize("mode", MODES)
def test_what_runs_in_a_worker_ends_by_its_deadline(mode: Mode, piece: str):
    """A verdict comes all the same: the check's own, or that its time ran out."""
    checks = [e.check for kind in KINDS for e in EXAMPLES[kind] if _in_worker(e.check)]
    for check in dict.fromkeys(c for c in checks if c.kind.startswith("text.")):
        verdict = assay.verify((piece * LONG)[:LONG], check, mode=mode)
        assert verdict.status in ("pass", "fail", "undecided", "error"), check


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
