"""What the kinds for copies, wrapped words and set tasks decide, where others go wrong."""

from __future__ import annotations

from random import Random
from typing import Any

import msgspec
import pytest

from assay.context import Context
from assay.errors import BadParameter
from assay.registry import find, parse
from assay.response import Response
from assay.verdict import Verdict

KINDS = (
    "bracketed_words copies copy_changed copy_span csv dates indentation joined_sentences "
    "multiple_choice procedure rephrase reversed sequence states thesis wrapped_bigrams"
).split()
ASKED = "Write about the tide, and then about crabs."
LETTERS = "text.reversed"

TABLE: list[tuple[str, dict[str, Any], str, bool | None]] = [
    # Brackets hold one word each, whatever the word.
    ("bracketed_words", {}, "[I] [don't] [know.] \u2014 [So]", True),
    ("bracketed_words", {}, "[[Low]] [tide]", True),
    ("bracketed_words", {}, "[Low tide]", False),
    ("bracketed_words", {}, "[Low] [tide", False),
    ("bracketed_words", {}, "Low] [tide]", False),
    ("bracketed_words", {}, "[\u6f6e\u304c\u5f15\u304f]", True),
    ("bracketed_words", {}, "[] []", False),
    # An odd last word, one word, and words between the pairs.
    ("wrapped_bigrams", {}, "<<Low>>", False),
    ("wrapped_bigrams", {}, "Low", False),
    ("wrapped_bigrams", {}, "<<the low>> tide <<is here>>", False),
    ("wrapped_bigrams", {}, "<<the <<low tide>>", False),
    ("wrapped_bigrams", {}, "<<the low>> <<tide is>> <<here>>", False),
    ("wrapped_bigrams", {}, "<<the low>>, <<tide is>>!", True),
    ("wrapped_bigrams", {"size": 3}, "<<the low tide>>", True),
    ("joined_sentences", {}, "it is low.-crabs hide.", True),
    ("joined_sentences", {}, "it is low.-crabs hide. so it is.", False),
    # Sentences, not the words in them, are joined.
    ("joined_sentences", {}, "It is low-lying-land here.", False),
    ("joined_sentences", {}, '"It is low."-"Crabs hide."', True),
    ("joined_sentences", {}, "It is low.-\nCrabs hide.", False),
    ("joined_sentences", {"joiner": "||"}, "It is low.||Crabs hide.", True),
    ("joined_sentences", {"joiner": "||"}, "It is low.-Crabs hide.", False),
    # Stairs: blank lines are none, tabs are wider than spaces.
    ("indentation", {}, "a\n\n b\n\n\n  c", True),
    ("indentation", {}, "a\n\tb\n     c", True),
    ("indentation", {}, "  a\n b", False),
    ("indentation", {"min": 4}, "a\n b\n  c", False),
    ("indentation", {}, "```\n  a\n  b\n```", False),
    # Every section, not only the first.
    ("thesis", {}, "# A\n<i>The tide is low.</i> Yes.\n# B\n_Crabs all do hide._ Yes.", True),
    ("thesis", {}, "# A\n<i>The tide is low.</i> Yes.\n# B\nCrabs.", False),
    ("thesis", {}, "My essay.\n\n# A\n<i>The tide is low.</i> Yes.", True),
    ("thesis", {}, "# Title\n\n## A\n<em>The tide is low.</em> Yes.", True),
    ("thesis", {}, "Section 1\n<i>It is all low.</i> Yes.\n\nSection 2\nCrabs.", False),
    ("thesis", {}, "Well, <i>the tide is low.</i> Yes.", False),
    ("thesis", {}, "<i>The tide is low.</em> Yes.", False),
    ("thesis", {}, "<i></i> The tide is low.", False),
    ("thesis", {"words": 1}, "*Low* is the tide.", True),
    # Copies.
    ("copies", {}, ASKED.upper(), True),
    ("copies", {"exactly": True}, ASKED.upper(), False),
    ("copies", {}, f"{ASKED}\n\nThe tide is low.", False),
    ("copies", {"times": 2}, f"{ASKED}******{ASKED}", True),
    ("copies", {"times": 2}, f"{ASKED}\n{ASKED}", False),
    ("copies", {"times": 2, "separator": "\n"}, f"{ASKED}\n{ASKED}", True),
    ("copies", {"times": 2, "separator": "\n"}, f"{ASKED}\n{ASKED}\n{ASKED}", False),
    ("copies", {"text": "a ****** b", "times": 2}, "a ****** b ****** a ****** b", True),
    ("copies", {"text": "a ****** b", "times": 2}, "a ****** b", False),
    # One word is another: a copy without change, or with two, is none.
    ("copy_changed", {}, ASKED.replace("Write", "Talk"), True),
    ("copy_changed", {}, ASKED.replace("Write", "Write:"), False),
    ("copy_changed", {}, ASKED.replace("Write ", ""), False),
    ("copy_changed", {"change": "last"}, ASKED.replace("crabs", "weed"), True),
    ("copy_changed", {"change": "any"}, ASKED.replace("tide", "sea"), True),
    (
        "copy_changed",
        {"text": "a+ (b c", "change": "inner", "alone": False},
        "Here: a+ [x c. So.",
        True,
    ),
    (
        "copy_changed",
        {"text": "low tide now", "change": "inner", "times": 2, "alone": False},
        "low water now low water now low tide now",
        False,
    ),
    # The last character belongs to an inclusive span.
    ("copy_span", {"start": 6, "end": 10}, "about", True),
    ("copy_span", {"start": 6, "end": 10, "inclusive": False}, "abou", True),
    ("copy_span", {"start": 5, "end": 10}, "about", True),
    ("copy_span", {"start": 1, "end": 2, "of": "word"}, "about the", True),
    ("copy_span", {"start": 3, "end": 4, "of": "word"}, "tide, and", True),
    ("copy_span", {"start": 3, "end": 4, "of": "word"}, "tide,", False),
    ("copy_span", {"start": 500, "end": 510}, "about", None),
    # What is not marked stays.
    ("rephrase", {"text": "*Low* tide, *high* tide"}, "Ebb tide, flood tide", True),
    ("rephrase", {"text": "*Low* tide, *high* tide"}, "Ebb tide, *high* tide", False),
    ("rephrase", {"text": "*Low* tide, *high* tide"}, "tide, tide", False),
    ("rephrase", {"text": "a *b* a *c* a"}, "a x a y a", True),
    # Lists.
    ("sequence", {"items": ["7", "14"]}, "7\n14", True),
    ("sequence", {"items": ["7", "14"]}, "7 14", True),
    ("sequence", {"items": ["7", "14"]}, "7-14", True),
    ("sequence", {"items": ["7", "14"]}, "7, 14, 77", False),
    ("sequence", {"items": ["7", "14"], "exact": False}, "Multiples: 7 and then 14.", True),
    ("sequence", {"items": ["Niger", "Nigeria"], "separator": "line"}, "Nigeria\nNiger", False),
    ("sequence", {"items": ["Niger", "Nigeria"], "order": "any"}, "Nigeria\nNiger", True),
    ("sequence", {"items": ["Guinea", "Guinea-Bissau"]}, "Guinea, Guinea-Bissau", True),
    (
        "sequence",
        {"items": ["Reykjav\u00edk", "Oslo"], "separator": "comma"},
        "Reykjavik,Oslo",
        True,
    ),
    ("sequence", {"items": ["Reykjavik", "Oslo"], "separator": "comma"}, "Reykjavik;Oslo", False),
    ("sequence", {"items": ["b", "a"], "order": "descending"}, "b a b", False),
    (
        "multiple_choice",
        {"questions": 1, "options": 2},
        "Question 1: Low?\n(A) Yes\n(B) No\n\nThe answer is A.",
        True,
    ),
    ("multiple_choice", {"questions": 1, "options": 2}, "Question 1: Low?\nA) Yes\nC) No", False),
    ("multiple_choice", {"questions": 1, "options": 2}, "Question 1:\nA) Yes\nB) No", False),
    ("multiple_choice", {"questions": 1, "options": 2}, "**Question:** Low?\nA) y\nB) n", True),
    ("multiple_choice", {"questions": 1, "options": 2}, "Question yourself:\nA) y\nB) n", False),
    (
        "multiple_choice",
        {"questions": 1, "options": 2},
        "Question 1:\nI. Kant wrote?\nA. x\nB. y",
        True,
    ),
    ("multiple_choice", {"questions": 2, "options": 2}, "Question 1: Low?\nA) y\nB) n", False),
    # Backwards.
    ("reversed", {"contains": "bald eagle"}, "zzz eagle bald", False),
    ("reversed", {"contains": "bald eagle"}, "here is it, bald eagle the", False),
    ("reversed", {"of": "letter", "contains": "bald eagle"}, "lobmys eht si elgae dlab ehT", True),
    ("reversed", {"of": "letter", "contains": "bald eagle"}, "the symbol is elgae dlab", False),
    ("reversed", {"of": "letter", "text": "caf\u00e9"}, "e\u0301fac", True),
    ("reversed", {"text": "low tide"}, "tide low", True),
    # Delimited data.
    ("csv", {"columns": ["a", "b"]}, 'a,b\n"x\ny","z ""q"""\n', True),
    ("csv", {"columns": ["a", "b"]}, 'a,b\n"x"y,z', False),
    ("csv", {"columns": ["a", "b"]}, "a,b", False),
    ("csv", {"columns": ["a", "b"], "max": 0}, "a,b", True),
    ("csv", {}, "one column\nonly", False),
    ("csv", {"delimiter": "tab"}, "a\tb\n1\t2", True),
    ("csv", {"delimiter": "tab"}, "a,b\n1,2", False),
    ("csv", {"quoted": "all"}, '"a","b"\n"1",""', True),
    ("csv", {"quoted": "special"}, 'a,b\n"3,5",x', True),
    ("csv", {"quoted": "special"}, 'a,b\n"35",x', False),
    ("csv", {"columns": ["a", "b"]}, f'a,b\n{"x" * 140_000},"y"', True),
    # Days that there are.
    ("dates", {}, "1800-00-00", False),
    ("dates", {}, "1900-02-29", False),
    ("dates", {}, "2000-02-29", True),
    ("dates", {}, "0000-01-01", False),
    ("dates", {}, "2000-1-1", False),
    ("dates", {}, "2000-01-01 and 2000-01-02", False),
    ("dates", {"only": False}, "From 2000-01-01 to 2000-13-01", False),
    ("dates", {"only": False}, "Call 12000-01-01 or 2000-01-012", False),
    ("dates", {"only": False}, "None at all", False),
    # Types are exact; 2.0 is 2.
    ("states", {"output": 2}, "**Output:** 2.0", True),
    ("states", {"output": 1}, "Output: True", False),
    ("states", {"output": "1"}, "Output: 1", True),
    ("states", {"output": 1}, "Output: '1'", False),
    ("states", {"output": None}, "Output: None", True),
    ("states", {"output": [[1], {"a": 2}]}, "### Output\nOutput:\n```\n[[1], {'a': 2}]\n```", True),
    ("states", {"output": 1, "states": {"n": 3}}, "Output: 2\nOutput: 1\nStats: n = 3", True),
    ("states", {"output": 1, "states": {"n": 3}}, '{"output": 1, "n": 3}', True),
    ("states", {"output": 1, "states": {"n": 2}}, 'Output: 1\nStats: {"n": 2}\n\nDone!', True),
    # Steps.
    ("procedure", {"intermediate": ["a"], "final": "b"}, "- a\n\n### Final state\n\nb", True),
    ("procedure", {"final": "b"}, 'So: {"intermediate": [], "final": "b"}', True),
    ("procedure", {"final": 3}, "Final: 3", True),
    ("procedure", {"intermediate": [1, 2], "final": 3}, "1. 1\n2. 2\n3. 3\nFinal: 3", True),
    ("procedure", {"intermediate": [1, 2], "final": 3}, "1. 1\n2. 2\n3. 4\nFinal: 3", False),
    ("procedure", {"intermediate": ["a b"], "final": "ab"}, "a b\nFinal string: ab", True),
    ("procedure", {"intermediate": ["a b"], "final": "ab"}, "ab\nFinal string: ab", False),
    ("procedure", {"intermediate": [["a", "b"]], "final": "x"}, "- ['a', 'b']\nFinal: x", True),
]


def ask(kind: str, parameters: dict[str, Any], response: str) -> Verdict:
    check = parse({"kind": f"text.{kind}", **parameters})
    return Context(prompt=ASKED).verify(check, Response(response))


@pytest.mark.parametrize(
    ("kind", "parameters", "response", "passed"),
    TABLE,
    ids=[f"{case[0]}-{place}" for place, case in enumerate(TABLE)],
)
def test_standard_rule(kind: str, parameters: dict[str, Any], response: str, passed: bool | None):
    verdict = ask(kind, parameters, response)
    assert verdict.passed is passed, verdict.why
    if passed is not None:
        assert verdict.score is not None
        assert (verdict.score == 1.0) is passed
        assert 0.0 <= verdict.score <= 1.0


@pytest.mark.parametrize("kind", KINDS)
def test_drawn_checks_are_valid_and_vary_with_the_level(kind: str):
    found: dict[int, set[str]] = {}
    for level in range(1, 6):
        for seed in range(30):
            check = find(f"text.{kind}").draw(Random(seed), level)
            assert parse(msgspec.to_builtins(check)) == check
            assert hash(check) == hash(parse(msgspec.to_builtins(check)))
            assert check.describe().endswith(".")
            found.setdefault(level, set()).add(repr(msgspec.to_builtins(check)))
    assert found[1] != found[5]


@pytest.mark.parametrize(
    ("kind", "parameters"),
    [
        ("wrapped_bigrams", {"opening": "|", "closing": "|"}),
        ("joined_sentences", {"joiner": " - "}),
        ("copy_changed", {"text": "low tide", "change": "inner"}),
        ("copy_changed", {"text": "low " * 50, "alone": False}),
        ("copy_span", {"start": 5, "end": 2}),
        ("copy_span", {"text": "low", "start": 5, "end": 7}),
        ("rephrase", {"text": "nothing marked"}),
        ("sequence", {"items": ["a", "A"]}),
        ("sequence", {"items": ["..."]}),
        ("reversed", {}),
        ("reversed", {"text": "a b", "contains": "a"}),
        ("csv", {"min": 3, "max": 2}),
        ("csv", {"columns": ["a", ""]}),
        ("dates", {"format": "DD Month YYYY"}),
        ("dates", {"format": "YYYYMMDD,"}),
        ("dates", {"after": "2000-02-30"}),
        ("dates", {"after": "2001-01-01", "before": "2000-01-01"}),
    ],
)
def test_parameters_that_do_not_go_together_are_refused(kind: str, parameters: dict[str, Any]):
    with pytest.raises(BadParameter):
        parse({"kind": f"text.{kind}", **parameters})


@pytest.mark.parametrize(
    ("kind", "parameters", "worse", "better"),
    [
        ("bracketed_words", {}, "[low] tide now", "[low] [tide] now"),
        ("wrapped_bigrams", {}, "<<low tide>> is now here", "<<low tide>> <<is now>> here"),
        ("copies", {"times": 3, "text": "low"}, "low", "low ****** low"),
        ("copies", {"text": "a b c d"}, "a b", "a b c"),
        ("csv", {"min": 3, "max": 3}, "a,b", "a,b\n1,2"),
        ("dates", {"min": 3}, "2000-01-01", "2000-01-01, 2000-01-02"),
        ("sequence", {"items": ["a", "b", "c"]}, "a", "a b"),
        ("sequence", {"items": ["a", "b", "c"]}, "c b a", "c a b"),
        ("indentation", {"min": 5}, "a\n b", "a\n b\n  c"),
        ("joined_sentences", {}, "It is. He is. We are.", "It is.-He is. We are."),
        ("states", {"output": 1, "states": {"n": 2}}, "Output: 3", "Output: 1"),
        ("procedure", {"intermediate": ["a", "b"], "final": "c"}, "a\nFinal: c", "a\nb\nFinal: x"),
    ],
)
def test_the_score_grows_as_the_text_comes_nearer(
    kind: str, parameters: dict[str, Any], worse: str, better: str
):
    one, two = ask(kind, parameters, worse).score, ask(kind, parameters, better).score
    assert one is not None
    assert two is not None
    assert one < two < 1.0


def test_procbench_prefix_accuracy():
    """PA is the length of the matching prefix over that of the longer list (arXiv:2410.03117)."""
    check = {"intermediate": ["a", "b", "c"], "final": "d"}
    assert ask("procedure", check, "1. a\n2. b\n3. x\nFinal: d").score == 2 / 4
    assert ask("procedure", check, "1. a\n2. b\n3. c\n4. e\nFinal: d").score == 3 / 5
    assert ask("procedure", check, "1. x\nFinal: d").score == 0.0


HOSTILE = (
    "[", "]", "<<", ">>", "<<a", "[a", "- a\n", "> \n", ". A", ".-A", '"', '"a",', "a,", ",", "\t",
    "<i>", "<i>a", "*a", "# a\n", "Question 1\n", "A) a\n", "1. a\n", "2000-01-01,", "2000-01-01-",
    "Output:\n", "Statistics:{", "Final:", "Intermediate:", "{", "[1,", "-", "- -", "n:", "\ud800",
    "e\u0301", "\u6f6e", "******", " ", "\n ", "low tide ", "a b ",
)  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_hostile_texts_get_a_verdict(kind: str):
    cls = find(f"text.{kind}")
    checks = {e.check for e in cls.examples()} | {cls.draw(Random(1), level) for level in (1, 3, 5)}
    for piece in HOSTILE:
        text = (piece * 3000)[:9000]
        for check in checks:
            verdict = Context(prompt=ASKED).verify(check, Response(text))
            assert verdict.status != "error", (check, piece, verdict.why)
            for span in verdict.evidence:
                assert span.start is None or text[span.start : span.end] == span.text
