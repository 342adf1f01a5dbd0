"""Laws of the kinds: an answer is itself however it is said and written, and nothing near it."""

from __future__ import annotations

import pytest
from answer_golds import GOLDS, SIMPLE, Gold
from hypothesis import given
from hypothesis import strategies as st

from assay.checks import answer
from assay.context import Context
from assay.response import Response
from assay.verdict import Verdict
from effort import tried

LAW = tried(25)
KINDS = (answer.Math, answer.Any)

SAID = (
    "{}",
    "  {}\n",
    "The answer is {}",
    "The answer is {}.",
    "So the answer is ${}$.",
    "Adding up gives\n\n$$\\boxed{{{}}}$$",
    "Hence \\( \\boxed{{{}}} \\).",
    "\\boxed{{\\boxed{{{}}}}}",
    "First \\boxed{{{0}}}. To repeat: \\boxed{{{0}}}",
    "<think>Perhaps 123456789?</think>\nThe final answer is \\boxed{{{}}}.",
    "**Answer:** {}",
    "#### {}",
)
"""Ways to say an answer; those in words are followed by one without a unit in dollars."""

SYNONYMS = (
    ("\\frac", "\\dfrac"),
    ("\\frac", "\\tfrac"),
    ("\\text", "\\mathrm"),
    ("\\times", "\\cdot"),
    ("(", "\\left("),
    (", ", ",\\, "),
    (", ", ","),
    (" + ", "+"),
    (" + ", "\\;+\\;"),
    ("\\le ", "\\leq "),
    ("\\cup", " ∪ "),
    ("pmatrix", "bmatrix"),
)


def ask(gold: str, response: str, kind: type[answer.Math | answer.Any] = answer.Math) -> Verdict:
    return Context().verify(kind(gold=gold), Response(response))


def written(text: str, old: str, new: str) -> str:
    """The text with a synonym; only brackets round on both sides grow, and none of Ca(OH)2."""
    if new == "\\left(":
        closed = text.count("(") == text.count(")") and not set("[]OH") & set(text)
        return text.replace("(", "\\left(").replace(")", "\\right)") if closed else text
    return text.replace(old, new)


def types(golds: dict[str, st.SearchStrategy[Gold]]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("golds", list(golds.values()), ids=list(golds))


def said(way: str, text: str) -> str:
    """A dollar sign inside a formula is escaped by whoever writes one."""
    return way.replace("$", "") if "$" in text and "boxed" not in way else way


@types(GOLDS)
def test_an_answer_is_itself_in_every_way_of_saying_it(golds: st.SearchStrategy[Gold]) -> None:
    @LAW
    @given(golds, st.sampled_from(SAID), st.sampled_from(KINDS))
    def law(gold: Gold, way: str, kind: type[answer.Math | answer.Any]) -> None:
        response = said(way, gold.text).format(gold.text)
        verdict = ask(gold.text, response, kind)
        assert verdict.passed is True, (gold.text, response, verdict.why)

    law()


@types(GOLDS)
def test_other_ways_to_write_it_are_the_same_both_ways(golds: st.SearchStrategy[Gold]) -> None:
    @LAW
    @given(golds, st.data())
    def law(gold: Gold, data: st.DataObject) -> None:
        text = data.draw(st.sampled_from(gold.same))
        for one, other in ((gold.text, text), (text, gold.text)):
            verdict = ask(one, f"\\boxed{{{other}}}")
            assert verdict.passed is True, (one, other, verdict.why)

    law()


@types(GOLDS)
def test_typography_changes_nothing(golds: st.SearchStrategy[Gold]) -> None:
    @LAW
    @given(golds, st.lists(st.sampled_from(SYNONYMS), min_size=1, max_size=3))
    def law(gold: Gold, synonyms: list[tuple[str, str]]) -> None:
        text = gold.text
        for old, new in synonyms:
            text = written(text, old, new)
        verdict = ask(gold.text, f"Thus we have \\boxed{{ {text} }}.")
        assert verdict.passed is True, (gold.text, text, verdict.why)

    law()


@types(SIMPLE)
def test_what_is_near_is_different_both_ways(golds: st.SearchStrategy[Gold]) -> None:
    @LAW
    @given(golds, st.data())
    def law(gold: Gold, data: st.DataObject) -> None:
        text = data.draw(st.sampled_from(gold.other))
        for one, other in ((gold.text, text), (text, gold.text)):
            verdict = ask(one, f"\\boxed{{{other}}}")
            assert verdict.passed is False, (one, other, verdict.why)

    law()


@types(GOLDS)
def test_what_is_near_never_passes_however_it_is_said(golds: st.SearchStrategy[Gold]) -> None:
    @LAW
    @given(golds, st.data(), st.sampled_from(SAID), st.sampled_from(KINDS))
    def law(
        gold: Gold, data: st.DataObject, way: str, kind: type[answer.Math | answer.Any]
    ) -> None:
        text = data.draw(st.sampled_from(gold.other))
        response = said(way, text).format(text)
        verdict = ask(gold.text, response, kind)
        assert verdict.passed is not True, (gold.text, response, verdict.why)

    law()


@LAW
@given(st.sampled_from(list(SIMPLE)), st.sampled_from(list(SIMPLE)), st.data())
def test_swapping_two_answers_changes_no_verdict(one: str, other: str, data: st.DataObject) -> None:
    left, right = data.draw(SIMPLE[one]).text, data.draw(SIMPLE[other]).text
    there, back = ask(left, f"\\boxed{{{right}}}"), ask(right, f"\\boxed{{{left}}}")
    assert there.passed is back.passed, (left, right, there.why, back.why)


@LAW
@given(st.sampled_from(list(GOLDS)), st.data())
def test_strict_accepts_nothing_that_the_default_refuses(name: str, data: st.DataObject) -> None:
    gold = data.draw(GOLDS[name])
    text = data.draw(st.sampled_from((*gold.same, *gold.other)))
    response = Response(f"\\boxed{{{text}}}")
    verdicts = {
        policy: Context().verify(answer.Math(gold=gold.text, policy=policy), response).passed
        for policy in ("strict", "default", "lenient")
    }
    if verdicts["strict"]:
        assert verdicts["default"], (gold.text, text)
    if verdicts["default"]:
        assert verdicts["lenient"], (gold.text, text)


@LAW
@given(st.sampled_from(list(GOLDS)), st.data())
def test_of_several_golds_any_will_do(name: str, data: st.DataObject) -> None:
    gold = data.draw(GOLDS[name])
    wrong = gold.other[0]
    check = answer.Math(gold=(wrong, gold.text))
    assert Context().verify(check, Response(f"\\boxed{{{gold.text}}}")).passed is True
