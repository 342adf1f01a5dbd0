"""What the kinds of form decide where it is easy to get wrong: punctuation, lists, Markdown."""

from __future__ import annotations

import ast
from itertools import product
from random import Random
from typing import Any
from xml.etree import ElementTree

import msgspec
import pytest

from assay.check import Example
from assay.context import Context
from assay.errors import BadParameter
from assay.registry import find, parse
from assay.response import Response
from assay.verdict import Verdict
from assay.views.pylist import python_list
from assay.views.xmltext import xml

KINDS = (
    "block_quotes citations edge headings json_shape layout list_marker marks nesting "
    "numbered_keys punctuation python_list quotations_explained sentence_types spacing sub_bullets "
    "table template xml"
).split()

BOTH = [{"of": "sentences", "min": 2}, {"of": "bullets", "min": 2}]
RATIO = {"declarative": 2, "interrogative": 1}
BALANCE = {"declarative": 1, "interrogative": 1, "exclamatory": 1}
TWO = {"template": "My Answer: [answer] My Conclusion: [conclusion]"}
TABLE = "a | b\n--- | ---\n1 | 2"

TABLE_OF_CASES: list[tuple[str, dict[str, Any], str, bool | None]] = [
    ("block_quotes", {"min": 1}, "   > yes", True),
    ("block_quotes", {"min": 1}, "    > code", False),
    ("block_quotes", {"max": 0}, "a > b\n->", True),
    ("citations", {"min": 1}, "In March (2020) and Table 1 (2021).", False),
    ("citations", {"min": 1}, "It rained (May, 2020).", False),
    ("citations", {"min": 2, "max": 2}, "So (see Lee et al., 2019a; van Roe, n.d.).", True),
    ("citations", {"min": 1}, "As Lee & O'Roe (2019, p. 4) say.", True),
    ("citations", {"of": "in_text", "min": 1}, "so [1], so [2]", False),
    ("citations", {"of": "references", "min": 1}, "1. WHO. (2020). *On tides.* Press.", True),
    ("citations", {"of": "references", "min": 1}, "Lee, A. Title. 2020.", False),
    ("citations", {"of": "references", "min": 2}, "Lee, A. (2019). A.\nRoe, B. (2020). B.", True),
    ("edge", {"at": "end", "characters": "."}, "潮落ちる。", False),
    ("edge", {"at": "end", "characters": "?"}, "潮？", True),
    ("edge", {"at": "end", "characters": '"'}, 'a "b"', True),
    ("edge", {"at": "end", "characters": "."}, "***", False),
    ("edge", {"number": True}, "**3.** low tide", True),
    ("edge", {"number": True}, "(2) low tide", True),
    ("edge", {"number": True}, "1、潮", True),
    ("edge", {"number": True}, "3.5 metres", True),
    ("headings", {"min": 1, "ordered": True}, "## A\n# B", False),
    ("headings", {"min": 1, "deepest": 2}, "# A\n### B", False),
    ("headings", {"min": 1, "levels": 2}, "# A\n## B\n#", True),
    ("json_shape", {"min_attributes": 2}, "[1, 2]", False),
    ("json_shape", {"min_attributes": 3, "deep": True}, '[{"a": 1}, {"b": {"c": 2}}]', True),
    ("json_shape", {"max_depth": 0}, "42", True),
    ("json_shape", {"max_depth": 1}, '{"a": "[[[]]]"}', True),
    ("json_shape", {"path": "$.a", "required": ["b"]}, '{"a": [1]}', False),
    ("json_shape", {"path": "$.z", "max_attributes": 3}, '{"a": 1}', False),
    ("json_shape", {"allowed": []}, "{}", True),
    ("layout", {"blocks": BOTH, "rest": True}, "# T\n\nA b. C d.\n\n- x\n- y\n\nSo.", True),
    ("layout", {"blocks": BOTH}, "A b. C d.\n- x\n- y", True),
    ("layout", {"blocks": BOTH}, "A well-known b. C - d.", False),
    ("layout", {"blocks": BOTH}, "A b. C d.\n\n1. x\n2. y", False),
    ("layout", {"blocks": [{"of": "table", "min": 2}]}, TABLE + "\n3 | 4", True),
    ("layout", {"blocks": [{"of": "code"}]}, "```\n- a\n\n# b\n```", True),
    ("layout", {"blocks": [{"of": "bullets", "max": 1}]}, "- a\n  more\n\n  even more", True),
    ("list_marker", {"marker": "...", "min": 2}, "So... it is... here", False),
    ("list_marker", {"marker": "ITEM", "min": 1}, "ITEMS are here", False),
    ("list_marker", {"marker": "-", "min": 2}, "- a\n- b", True),
    ("list_marker", {"marker": "*", "min": 1}, "**Low** tide\n*so* it is\n***", False),
    ("list_marker", {"marker": "-", "min": 1}, "-5 degrees\n---\n", False),
    ("list_marker", {"marker": "=>", "min": 1}, "=>> so", False),
    ("list_marker", {"marker": "=>", "min": 2}, "=>crab\n=> weed", True),
    ("list_marker", {"marker": "@", "min": 2}, "@ a\n@\n", False),
    ("marks", {"required": ["?!"]}, "What\u203d", True),
    ("marks", {"required": ["?!", "?"]}, "What?!", False),
    ("marks", {"required": ["?!", "?"]}, "What?! No?!", True),
    ("marks", {"required": ["."]}, "It is 3.5 m", False),
    ("marks", {"required": ["..."]}, "So\u2026", True),
    ("marks", {"required": ['"']}, "\u201cso\u201d", True),
    ("marks", {"allowed": ""}, "Don't go 3.5 m", True),
    ("marks", {"allowed": "\uff0c\u3002"}, "潮，蟹。", True),
    ("marks", {"allowed": ","}, "潮，蟹。", False),
    ("nesting", {"min": 5}, "((((()))))", False),
    ("nesting", {"min": 5}, ")))))a(((((", False),
    ("nesting", {"min": 2}, "(a [b) c]", False),
    ("nesting", {"min": 2, "max": 2}, "x (y (z ()))", True),
    ("nesting", {"min": 1, "max": 1}, "(a [] )", True),
    ("nesting", {"of": "quotes", "min": 1, "max": 1}, "“so ‘’”", True),
    ("nesting", {"max": 1}, "1) a (b) 2) c :(", True),
    ("nesting", {"min": 2}, "（一【二】）", True),
    ("nesting", {"of": "quotes", "min": 2}, '"a "b" c"', False),
    ("nesting", {"of": "quotes", "min": 3}, "“a ‘b “c” d’ e”", True),
    ("nesting", {"of": "quotes", "min": 3}, '"a \'b "c" d\' e"', True),
    ("nesting", {"of": "quotes", "max": 0}, "It's 6'2\", isn’t it?", True),
    ("nesting", {"of": "quotes", "min": 1}, '"open\n\nand never closed here"', False),
    ("numbered_keys", {"keys": ["Name"]}, "See **1. Name:** x", False),
    ("numbered_keys", {"keys": ["Name"], "only": True}, "**1. Name:** x\n**2. Y:** z", False),
    ("numbered_keys", {"keys": ["Name"]}, "### **1. Name**: x", True),
    ("punctuation", {"marks": ".", "max": 0}, "3.5 m", False),
    ("punctuation", {"marks": "'", "min": 1}, "isn’t", True),
    ("punctuation", {"marks": "]^-", "min": 3}, "a]^-", True),
    ("python_list", {}, "[]", True),
    ("python_list", {"min": 2}, "[[1, 2]]", False),
    ("python_list", {}, "[open('x')]", False),
    ("python_list", {}, "['it\\'s', 'a]']", True),
    ("python_list", {}, "[x for x in y]", False),
    ("python_list", {}, "[1] + [2]", False),
    ("python_list", {"max": 1}, "[{'a': 1, 'b': [1, 2]},]", True),
    ("quotations_explained", {}, '"A" and "B" are both words here.', False),
    ("quotations_explained", {}, '"A" means this here.\n\nHe said "B"\n\nwhich means that', False),
    ("quotations_explained", {"min": 2}, '"A" is one of two.', False),
    ("sentence_types", RATIO, "!!!", False),
    ("sentence_types", RATIO, "A tide. A crab. A weed. A pool. Low tide? High tide?", True),
    ("sentence_types", BALANCE, "Go!", False),
    ("sentence_types", BALANCE, "Who? What?! It is low. It is high. Go! Stop!", True),
    ("sentence_types", {"interrogative": 1, "need": "exactly"}, "Is it low? It is.", True),
    ("sentence_types", {"interrogative": 1, "need": "least"}, "Is it? Was it? It is.", True),
    ("sentence_types", {"interrogative": 1, "need": "least"}, "It is.", False),
    ("numbered_keys", {"min": 2, "max": 2}, "**1. A:** x\n**2. B:** y", True),
    ("numbered_keys", {"min": 2}, "**1. A:** x\n**1. B:** y", False),
    ("numbered_keys", {"min": 1}, "1. A: x", False),
    ("marks", {"required": ["?!", "."]}, "?!.", False),
    ("spacing", {"spaces": 1}, "Tide.  Crab falls.", False),
    ("spacing", {"spaces": 1}, "low\u00a0tide", False),
    ("spacing", {"spaces": 0}, "a\u3000b", False),
    ("spacing", {"spaces": 0}, "  a-b\n", True),
    ("sub_bullets", {}, "- a\n\t- b", True),
    ("sub_bullets", {"each": 2}, "- a\n  - b\n    - c", False),
    ("sub_bullets", {}, "1. a\n   - b", False),
    ("sub_bullets", {"top": "*", "sub": "-"}, "* a\n  - b\n* c\n  - d", True),
    ("sub_bullets", {"top": "*", "sub": "-"}, "* a\n  * b", False),
    ("sub_bullets", {"top": "*", "sub": "-"}, "*A tide\n  - low\n*A crab\n  - red", True),
    ("sub_bullets", {"top": "*", "sub": "-"}, "*A* tide\n  - low", False),
    ("list_marker", {"marker": "->", "min": 2, "inline": True}, "a->b->c", False),
    ("table", {}, "a | b\n1 | 2", False),
    ("table", {}, "a | b\n---\n1 | 2", False),
    ("table", {"max_rows": 1}, TABLE + "\n3 | 4", False),
    ("table", {"max_rows": 1}, TABLE + "\n\n" + TABLE + "\n3 | 4", False),
    ("table", {"min_columns": 2, "max_columns": 2}, "| a \\| b | c |\n|-|-|\n| 1 | 2 |", True),
    ("table", {"headers": ["B", "a"], "exact": True}, TABLE, False),
    ("table", {"headers": ["A", "B"], "exact": True}, TABLE, True),
    ("table", {}, f"```\n{TABLE}\n```", False),
    ("template", TWO, "My Answer: a. My Conclusion:", False),
    ("template", TWO, "My answer: a. My conclusion: b.", False),
    ("template", TWO, "# My Answer:\na\n\n# My Conclusion:\nb", True),
    ("template", {"template": "{a} so {b}", "slots": "{}"}, "x so y", True),
    ("template", {"template": "{a} so {b}", "slots": "{}"}, "so y", False),
    ("template", {"template": "A: [a]. B"}, "A: x. B. B", True),
    ("xml", {}, "<a>&nbsp;</a>", False),
    ("xml", {}, "<a/><b/>", False),
    ("xml", {}, "<a>" * 5000 + "</a>" * 5000, True),
    ("xml", {"max_depth": 2}, "<a><b><c/></b></a>", False),
    ("xml", {"required": ["b"]}, "<a><c/></a>", False),
    ("xml", {}, "<?xml version='1.0' encoding='UTF-16'?><a/>", True),
    ("xml", {}, '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', True),
    ("xml", {}, '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///x">]><a>&b;</a>', None),
]


def ask(kind: str, parameters: dict[str, Any], response: str) -> Verdict:
    check = parse({"kind": f"text.{kind}", **parameters})
    return Context().verify(check, Response(response))


@pytest.mark.parametrize(("kind", "parameters", "response", "passed"), TABLE_OF_CASES)
def test_decides(kind: str, parameters: dict[str, Any], response: str, passed: bool | None):
    verdict = ask(kind, parameters, response)
    assert verdict.passed is passed, verdict.why
    if passed is not None:
        assert verdict.score is not None
        assert (verdict.score == 1.0) is passed


@pytest.mark.parametrize("kind", KINDS)
def test_draws_valid_checks_that_differ_by_level(kind: str):
    cls = find(f"text.{kind}")
    drawn = [[cls.draw(Random(seed), level) for seed in range(20)] for level in range(1, 6)]
    for checks in drawn:
        for check in checks:
            assert parse(msgspec.to_builtins(check)) == check
            assert check.describe().endswith(".")
    assert set(drawn[0]) != set(drawn[4])


HOSTILE = (
    "((((", "))))", "\ud800", "[" * 3000, "<a>" * 3000, "| " * 3000, '"' * 3001, "\x00-",
)  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_survives(kind: str):
    for level, text in product((1, 5), HOSTILE):
        check = find(f"text.{kind}").draw(Random(0), level)
        verdict = Context().verify(check, Response(text))
        assert verdict.status in ("pass", "fail"), (level, text[:4], verdict.why)


@pytest.mark.parametrize(
    ("kind", "parameters"),
    [
        ("edge", {}),
        ("edge", {"number": True, "at": "end"}),
        ("headings", {"min": 1, "level": 2, "ordered": True}),
        ("json_shape", {}),
        ("json_shape", {"min_depth": 2, "max_depth": 1}),
        ("json_shape", {"path": "a", "max_attributes": 1}),
        ("layout", {"blocks": []}),
        ("layout", {"blocks": [{"of": "sentences"}, {"of": "paragraphs"}]}),
        ("list_marker", {"marker": " ", "min": 1}),
        ("marks", {}),
        ("marks", {"required": ["!"], "allowed": "."}),
        ("numbered_keys", {"keys": ["a", "A"]}),
        ("python_list", {"min": 2, "max": 1}),
        ("sentence_types", {"declarative": 1}),
        ("sub_bullets", {"top": "*"}),
        ("table", {"min_rows": 2, "max_rows": 1}),
        ("table", {"exact": True}),
        ("template", {"template": "no slot"}),
        ("xml", {"min_elements": 2, "max_elements": 1}),
    ],
)
def test_refuses(kind: str, parameters: dict[str, Any]):
    with pytest.raises(BadParameter):
        parse({"kind": f"text.{kind}", **parameters})


@pytest.mark.parametrize(
    ("kind", "parameters", "texts"),
    [
        ("sentence_types", RATIO, ["A tide? A crab?", "A tide. A crab?", "A. B. C? A tide. A."]),
        ("nesting", {"min": 3}, ["a", "(a)", "(a [b])", "(a [b {c}])"]),
        ("json_shape", {"required": ["a", "b"]}, ["{}", '{"a": 1}', '{"a": 1, "b": 2}']),
        ("table", {"min_rows": 3}, [TABLE, TABLE + "\n3 | 4", TABLE + "\n3 | 4\n5 | 6"]),
        ("xml", {"min_elements": 3}, ["<a/>", "<a><b/></a>", "<a><b/><c/></a>"]),
        ("marks", {"standard_set": True}, ["a.", "a. b,", "a. b, c! d? e; f: g"]),
        ("template", TWO, ["x", "My Answer: y", "My Answer: y My Conclusion: z"]),
        ("numbered_keys", {"keys": ["A", "B"]}, ["x", "**1. A:**", "**1. A:**\n**2. B:**"]),
    ],
)
def test_the_score_grows_toward_the_bound(kind: str, parameters: dict[str, Any], texts: list[str]):
    scores = [ask(kind, parameters, text).score or 0.0 for text in texts]
    assert scores == sorted(scores)
    assert len(set(scores)) > 1


MEASURED: dict[tuple[str, tuple[str, ...]], str] = {
    ("words", ()): "words",
    ("lines", ()): "lines",
    ("sentences", ()): "sentences",
    ("paragraphs", ("blank",)): "paragraphs",
    ("bullets", ("",)): "bullets",
    ("numbered_items", ("",)): "numbered_items",
    ("headings", ("",)): "headings",
    ("code_blocks", ("",)): "code_blocks",
}


@pytest.mark.parametrize("kind", KINDS)
def test_what_passes_has_what_the_check_demands(kind: str):
    examples = [e for e in find(f"text.{kind}").examples() if e.passed]
    examples += [
        Example(parse({"kind": f"text.{name}", **parameters}), response, True)
        for name, parameters, response, passed in TABLE_OF_CASES
        if name == kind and passed
    ]
    for example in examples:
        asked = example.check.demands()
        for (what, of), low, high in asked.amounts if asked is not None else ():
            if what == "punctuation":
                assert ask(what, {"marks": of[0], "min": low}, example.response).passed
            elif (what, of) in MEASURED:
                bounds = {"min": low} if high is None else {"min": low, "max": high}
                found = ask(MEASURED[what, of], bounds, example.response)
                assert found.passed, (example.check, found.why)


PIECES = "[ ] ( ) { } , : 'a' \"b\" 1 -2 3.5 True None b'q' r'\\d' .5 0x1f '".split()


def test_a_python_list_is_what_python_reads_as_one():
    rng = Random(7)
    for _ in range(3000):
        text = "[" + " ".join(rng.choices(PIECES, k=rng.randint(0, 7))) + "]"
        try:
            value = ast.literal_eval(text)
        except (ValueError, SyntaxError, TypeError):
            value = None
        found = python_list(text)
        assert (found.fault == "") is isinstance(value, list), text
        if isinstance(value, list):
            assert found.length == len(value), text


MARKUP = ["<a>", "</a>", "<b/>", "<b c='d'>", "</b>", "x", "&lt;", "&", "<", "<!-- x -->"]


def test_xml_is_what_elementtree_reads_as_such():
    rng = Random(7)
    for _ in range(3000):
        text = "<a>" + "".join(rng.choices(MARKUP, k=rng.randint(0, 6))) + "</a>"
        try:
            root = ElementTree.fromstring(text)
        except ElementTree.ParseError:
            root = None
        found = xml(text)
        assert (found.fault == "") is (root is not None), text
        if root is not None:
            assert sum(found.elements.values()) == sum(1 for _ in root.iter()), text
