"""Laws of answers made of answers: what holds of an entry holds of the whole that has it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

import pytest
from answer_golds import GOLDS, SIMPLE, Gold
from hypothesis import given
from hypothesis import strategies as st

from assay.checks import answer
from assay.context import Context
from assay.response import Response
from assay.verdict import Verdict
from effort import tried

pytestmark = pytest.mark.slow

LAW = tried(40)
Whole: TypeAlias = Callable[[Sequence[str]], str]

entries = st.one_of([GOLDS[name] for name in ("fraction", "radical", "integer", "complex")])


def _points(items: Sequence[str]) -> str:
    return ", ".join(f"({item}, {place})" for place, item in enumerate(items))


def _column(items: Sequence[str]) -> str:
    broken = " \\\\ ".join(items)
    return f"\\begin{{pmatrix}} {broken} \\end{{pmatrix}}"


def _labelled(items: Sequence[str]) -> str:
    return ", ".join(f"{name} = {item}" for name, item in zip("uvw", items, strict=False))


WHOLES: dict[str, Whole] = {
    "list": ", ".join,
    "set": lambda items: "\\{" + ", ".join(items) + "\\}",
    "tuple": lambda items: "(" + ", ".join(items) + ")",
    "points": _points,
    "column": _column,
    "row": lambda items: "\\begin{bmatrix}" + " & ".join(items) + "\\end{bmatrix}",
    "assignments": _labelled,
}
UNORDERED = ("list", "set", "points", "assignments")


def ask(gold: str, response: str) -> Verdict:
    return Context().verify(answer.Math(gold=gold), Response(f"\\boxed{{{response}}}"))


def plain(gold: Gold) -> str:
    """The text of an entry; thousands separators would read as further entries."""
    return gold.text


@pytest.mark.parametrize("whole", WHOLES.values(), ids=list(WHOLES))
def test_a_whole_is_itself_with_every_entry_written_otherwise(whole: Whole) -> None:
    @LAW
    @given(st.lists(entries, min_size=2, max_size=3, unique_by=plain), st.data())
    def law(golds: list[Gold], data: st.DataObject) -> None:
        other = [
            data.draw(st.sampled_from([text for text in gold.same if "," not in text]))
            for gold in golds
        ]
        one, two = whole([gold.text for gold in golds]), whole(other)
        for gold, said in ((one, one), (one, two), (two, one)):
            verdict = ask(gold, said)
            assert verdict.passed is True, (gold, said, verdict.why)

    law()


@pytest.mark.parametrize("whole", WHOLES.values(), ids=list(WHOLES))
def test_one_changed_entry_is_seen(whole: Whole) -> None:
    @LAW
    @given(st.lists(entries, min_size=2, max_size=3, unique_by=plain), st.data())
    def law(golds: list[Gold], data: st.DataObject) -> None:
        texts = [gold.text for gold in golds]
        place = data.draw(st.integers(0, len(golds) - 1))
        changed = list(texts)
        changed[place] = data.draw(st.sampled_from(golds[place].other))
        if changed[place] in texts:
            return
        for gold, said in ((texts, changed), (changed, texts)):
            verdict = ask(whole(gold), whole(said))
            assert verdict.passed is False, (whole(gold), whole(said), verdict.why)

    law()


@pytest.mark.parametrize("whole", WHOLES.values(), ids=list(WHOLES))
def test_a_missing_and_a_further_entry_are_seen(whole: Whole) -> None:
    @LAW
    @given(st.lists(entries, min_size=3, max_size=3, unique_by=plain))
    def law(golds: list[Gold]) -> None:
        texts = [gold.text for gold in golds]
        for gold, said in ((texts, texts[:2]), (texts[:2], texts)):
            verdict = ask(whole(gold), whole(said))
            assert verdict.passed is False, (whole(gold), whole(said), verdict.why)

    law()


@pytest.mark.parametrize("name", WHOLES)
def test_the_order_of_entries_counts_where_it_means_something(name: str) -> None:
    whole = WHOLES[name]

    @LAW
    @given(st.lists(SIMPLE["fraction"], min_size=2, max_size=2, unique_by=plain))
    def law(golds: list[Gold]) -> None:
        texts = [gold.text for gold in golds]
        one, two = whole(texts), whole(texts[::-1])
        if name == "points":
            two = ", ".join(reversed(one.replace("), (", ")|(").split("|")))
        if name == "assignments":
            two = ", ".join(reversed(one.split(", ")))
        assert ask(one, two).passed is (name in UNORDERED), (one, two)

    law()


@LAW
@given(SIMPLE["fraction"], st.integers(2, 40))
def test_ends_of_intervals_are_answers_themselves(low: Gold, width: int) -> None:
    high = 100 + width
    for text in low.same:
        assert ask(f"[{low.text}, {high})", f"[{text}, {high})").passed is True, text
    for text in low.other:
        verdict = ask(f"[{low.text}, {high})", f"[{text}, {high})")
        assert verdict.passed is False, (low.text, text, verdict.why)


@LAW
@given(SIMPLE["fraction"], st.sampled_from(["x", "y", "f(x)", "m\\angle ABC", "\\alpha"]))
def test_a_name_may_stand_before_an_answer(gold: Gold, name: str) -> None:
    for text in (gold.text, *gold.same):
        assert ask(gold.text, f"{name} = {text}").passed is True, (name, text)
    for text in gold.other:
        assert ask(gold.text, f"{name} = {text}").passed is False, (name, text)
