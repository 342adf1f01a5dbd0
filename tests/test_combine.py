"""The combinators are Kleene's logic: laws over random trees, and the tables by hand."""

from __future__ import annotations

from itertools import permutations, product

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.check import Check
from assay.combine import All, Any, AtLeast, Cascade, If, Not, Weighted
from assay.context import Context
from assay.errors import BadParameter
from assay.registry import parse
from assay.response import Response
from assay.verdict import Verdict
from leaves import BROKEN, DOUBT, FALSE, TRUE, Fixed, truth

STATUS = {True: TRUE, False: FALSE, None: DOUBT}
leaves = st.one_of(
    st.sampled_from([TRUE, FALSE, DOUBT, BROKEN]),
    st.builds(Fixed, status=st.just("fail"), score=st.floats(0, 0.99)),
)


def _grown(children: st.SearchStrategy[Check]) -> st.SearchStrategy[Check]:
    some = st.lists(children, max_size=3).map(tuple)
    filled = st.lists(children, min_size=1, max_size=3).map(tuple)
    return st.one_of(
        st.builds(lambda c: All(checks=c), some),
        st.builds(lambda c: Any(checks=c), some),
        st.builds(lambda c: Not(check=c), children),
        st.builds(lambda c, n: AtLeast(checks=c, count=min(n, len(c))), some, st.integers(0, 3)),
        st.builds(lambda c, t: Weighted(checks=c, threshold=t), filled, st.floats(0.01, 1)),
        st.builds(
            lambda c, a, b: If(condition=c, then=a, otherwise=b),
            children,
            children,
            st.none() | children,
        ),
    )


trees = st.recursive(leaves, _grown, max_leaves=8)
with_cascades = st.recursive(
    leaves,
    lambda c: (
        _grown(c) | st.builds(lambda s: Cascade(checks=s), st.lists(c, min_size=1, max_size=3))
    ),
    max_leaves=8,
)


def ask(check: Check) -> Verdict:
    return Context().verify(check, Response("x"))


@given(with_cascades)
def test_status_passed_and_score_tell_one_story(tree: Check):
    verdict = ask(tree)
    assert verdict.passed == {"pass": True, "fail": False}.get(verdict.status)
    assert (verdict.score is None) == (verdict.passed is None)
    if verdict.score is not None:
        assert 0.0 <= verdict.score <= 1.0
        assert (verdict.score == 1.0) is verdict.passed
    assert verdict.why.endswith(".") or "(" in verdict.why


@given(st.lists(trees, max_size=4))
def test_de_morgan(checks: list[Check]):
    negated = [Not(check=c) for c in checks]
    assert truth(Not(check=All(checks=tuple(checks)))) is truth(Any(checks=tuple(negated)))
    assert truth(Not(check=Any(checks=tuple(checks)))) is truth(All(checks=tuple(negated)))


@given(trees)
def test_negation_is_its_own_inverse_and_keeps_doubt(tree: Check):
    once = truth(Not(check=tree))
    assert truth(Not(check=Not(check=tree))) is truth(tree)
    assert (once is None) == (truth(tree) is None)
    assert once is not truth(tree) or once is None


@given(st.lists(trees, max_size=4), st.randoms(use_true_random=False))
def test_the_order_of_the_parts_decides_nothing(checks: list[Check], rng: object):
    shuffled = list(checks)
    rng.shuffle(shuffled)  # pyright: ignore[reportAttributeAccessIssue]
    for kind in (All, Any):
        assert truth(kind(checks=tuple(checks))) is truth(kind(checks=tuple(shuffled)))
    half = len(checks) // 2
    before, after = (
        AtLeast(checks=tuple(checks), count=half),
        AtLeast(checks=tuple(shuffled), count=half),
    )
    assert truth(before) is truth(after)


@given(trees, trees, trees)
def test_grouping_decides_nothing(a: Check, b: Check, c: Check):
    for kind in (All, Any):
        flat = truth(kind(checks=(a, b, c)))
        assert truth(kind(checks=(kind(checks=(a, b)), c))) is flat
        assert truth(kind(checks=(a, kind(checks=(b, c))))) is flat


@given(trees)
def test_a_check_with_itself_is_the_check(tree: Check):
    for kind in (All, Any):
        assert truth(kind(checks=(tree, tree))) is truth(tree)
        assert truth(kind(checks=(tree,))) is truth(tree)
    assert truth(AtLeast(checks=(tree,), count=1)) is truth(tree)
    assert truth(Cascade(checks=(tree,))) is truth(tree)


@given(trees, trees, trees)
def test_all_distributes_over_any(a: Check, b: Check, c: Check):
    left = All(checks=(a, Any(checks=(b, c))))
    right = Any(checks=(All(checks=(a, b)), All(checks=(a, c))))
    assert truth(left) is truth(right)


def test_nothing_to_hold_holds_and_nothing_to_choose_fails():
    assert truth(All(checks=())) is True
    assert truth(Any(checks=())) is False
    assert truth(AtLeast(checks=(), count=0)) is True


@given(st.lists(trees, max_size=4), st.integers(0, 4))
def test_at_least_n_hold_exactly_where_not_more_than_the_rest_fail(checks: list[Check], count: int):
    count = min(count, len(checks))
    rest = len(checks) - count + 1
    straight = truth(AtLeast(checks=tuple(checks), count=count))
    if rest > len(checks):
        assert straight is True
    else:
        negated = tuple(Not(check=c) for c in checks)
        assert truth(Not(check=AtLeast(checks=negated, count=rest))) is straight


@given(st.lists(trees, min_size=1, max_size=4))
def test_at_least_one_is_any_and_at_least_all_is_all(checks: list[Check]):
    parts = tuple(checks)
    assert truth(AtLeast(checks=parts, count=1)) is truth(Any(checks=parts))
    assert truth(AtLeast(checks=parts, count=len(parts))) is truth(All(checks=parts))


def _informed(check: Check, found: Check) -> Check:
    """The tree with every doubtful leaf replaced by a decision."""
    if isinstance(check, Fixed):
        return found if check.status in ("undecided", "error") else check
    made = {
        name: tuple(_informed(c, found) for c in value)
        if isinstance(value := getattr(check, name), tuple)
        else value and _informed(value, found)
        for name in check.nested
    }
    return msgspec.structs.replace(check, **made)


@given(trees, st.sampled_from([TRUE, FALSE, Fixed(status="fail", score=0.5)]))
def test_learning_more_never_overturns_a_decision(tree: Check, found: Check):
    before, after = truth(tree), truth(_informed(tree, found))
    assert after is not None
    assert before is None or after is before


@given(st.lists(st.sampled_from([DOUBT, BROKEN]), min_size=1, max_size=3))
def test_doubt_made_of_errors_is_an_error(checks: list[Check]):
    expected = "error" if BROKEN in checks else "undecided"
    for kind in (All, Any, Cascade, Weighted):
        assert ask(kind(checks=tuple(checks))).status == expected


def test_a_cascade_takes_the_first_that_can_tell_and_asks_no_more():
    verdict = ask(Cascade(checks=(DOUBT, BROKEN, FALSE, TRUE)))
    assert verdict.passed is False
    assert [part.status for part in verdict.parts] == ["undecided", "error", "fail"]


def test_a_cascade_passes_over_scores_it_is_unsure_of():
    middling = Fixed(status="fail", score=0.5)
    assert truth(Cascade(checks=(middling, TRUE), unsure=(0.4, 0.6))) is True
    assert truth(Cascade(checks=(middling, TRUE))) is False
    assert truth(Cascade(checks=(middling,), unsure=(0.4, 0.6))) is None


@pytest.mark.parametrize(("a", "b"), [*product([True, False, None], repeat=2)])
def test_an_unknown_condition_needs_both_branches_to_agree(a: bool | None, b: bool | None):
    got = truth(If(condition=DOUBT, then=STATUS[a], otherwise=STATUS[b]))
    assert got is (a if a is b else None)


def test_a_known_condition_takes_its_branch():
    assert truth(If(condition=TRUE, then=FALSE, otherwise=TRUE)) is False
    assert truth(If(condition=FALSE, then=FALSE, otherwise=TRUE)) is True
    assert truth(If(condition=FALSE, then=FALSE)) is True
    assert truth(If(condition=DOUBT, then=TRUE)) is True
    assert truth(If(condition=DOUBT, then=FALSE)) is None


def test_weights_decide_by_their_share():
    three = (TRUE, FALSE, DOUBT)
    assert truth(Weighted(checks=three, weights=(3, 1, 0.5), threshold=0.6)) is True
    assert truth(Weighted(checks=three, weights=(1, 3, 0.5), threshold=0.6)) is False
    assert truth(Weighted(checks=three, weights=(1, 1, 1), threshold=0.5)) is None
    assert truth(Weighted(checks=(TRUE,) * 7, weights=(0.1,) * 7, threshold=1.0)) is True


@pytest.mark.parametrize("order", [*permutations([TRUE, Fixed(status="fail", score=0.5), FALSE])])
def test_a_failed_conjunction_scores_the_mean_of_its_parts(order: tuple[Check, ...]):
    assert ask(All(checks=order)).score == pytest.approx(0.5)
    assert ask(Any(checks=order[:1])).score == ask(order[0]).score


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"kind": "at_least", "count": 2, "checks": []}, ""),
        ({"kind": "at_least", "count": -1, "checks": []}, "count"),
        ({"kind": "weighted", "checks": []}, ""),
        ({"kind": "weighted", "checks": [{"kind": "text.quoted"}], "weights": [1, 2]}, ""),
        (
            {"kind": "weighted", "checks": [{"kind": "text.quoted"}], "weights": [float("nan")]},
            "weights[0]",
        ),
        ({"kind": "cascade", "checks": []}, ""),
        ({"kind": "cascade", "checks": [{"kind": "text.quoted"}], "unsure": [0.6, 0.4]}, ""),
        ({"kind": "not"}, ""),
        ({"kind": "not", "check": None}, "check"),
        ({"kind": "not", "check": [{"kind": "text.quoted"}]}, "check"),
        ({"kind": "all", "checks": {"kind": "text.quoted"}}, "checks"),
        ({"kind": "all", "checks": [None]}, "checks[0]"),
        (
            {
                "kind": "any",
                "checks": [{"kind": "not", "check": {"kind": "text.words", "min": "x"}}],
            },
            "checks[0].check.min",
        ),
    ],
)
def test_what_cannot_be_combined_is_refused_with_its_place(data: object, field: str):
    with pytest.raises(BadParameter) as caught:
        parse(data)
    assert caught.value.field == field


def test_a_combinator_made_in_python_takes_checks_only():
    with pytest.raises(BadParameter, match=r"checks\[1\]"):
        All(checks=(TRUE, "text.words"))  # pyright: ignore[reportArgumentType]


def test_a_combinator_runs_where_its_neediest_part_must():
    quick, slow = parse({"kind": "text.quoted"}), parse({"kind": "text.regex", "pattern": "x"})
    assert All(checks=(quick, Not(check=quick))).where("standard") == "inline"
    assert All(checks=(quick, Not(check=slow))).where("standard") == "worker"


def test_a_fail_with_something_unknown_inside_leaves_a_weighted_mean_open():
    half = All(checks=(DOUBT, FALSE))
    assert truth(Weighted(checks=(half,), threshold=0.5)) is None
    assert truth(Weighted(checks=(half, half, TRUE), threshold=0.3)) is True
    assert truth(Weighted(checks=(All(checks=(TRUE, FALSE)),), threshold=0.6)) is False
