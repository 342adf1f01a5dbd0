"""A chain is as true as `all`, and counts a link only where those it needs hold."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.chain import Chain
from assay.check import Check
from assay.combine import All
from assay.context import Context
from assay.errors import BadParameter
from assay.response import Response
from assay.verdict import Verdict
from leaves import BROKEN, DOUBT, FALSE, TRUE, Fixed, truth

leaves = st.one_of(
    st.sampled_from([TRUE, FALSE, DOUBT, BROKEN]),
    st.builds(Fixed, status=st.just("fail"), score=st.floats(0, 0.99)),
)
chains = st.lists(leaves, min_size=1, max_size=5).flatmap(
    lambda checks: st.tuples(
        st.just(tuple(checks)),
        st.none()
        | st.tuples(
            *(
                st.lists(st.integers(1, n), max_size=2).map(tuple) if n else st.just(())
                for n in range(len(checks))
            )
        ),
    )
)


def ask(check: Check) -> Verdict:
    return Context().verify(check, Response("x"))


@given(chains)
def test_a_chain_is_true_where_all_hold(
    made: tuple[tuple[Check, ...], tuple[tuple[int, ...], ...]],
):
    checks, needs = made
    assert truth(Chain(checks=checks, needs=needs)) is truth(All(checks=checks))


@given(chains)
def test_dependence_only_ever_takes_from_the_score(
    made: tuple[tuple[Check, ...], tuple[tuple[int, ...], ...]],
):
    checks, needs = made
    bound, free = ask(Chain(checks=checks, needs=needs)), ask(All(checks=checks))
    if bound.score is not None:
        assert free.score is not None
        assert bound.score <= free.score + 1e-9


@given(st.lists(st.sampled_from([TRUE, FALSE]), min_size=1, max_size=6))
def test_the_links_counted_are_the_levels_satisfied_one_after_another(checks: list[Check]):
    verdict = ask(Chain(checks=tuple(checks)))
    consecutive = next((n for n, c in enumerate(checks) if c is FALSE), len(checks))
    assert sum(part.passed is True for part in verdict.parts) == consecutive
    assert verdict.score is not None
    assert int(verdict.score * len(checks) + 0.01) == consecutive


def test_only_what_depends_on_a_failed_check_is_not_counted():
    verdict = ask(Chain(checks=(FALSE, TRUE, TRUE, TRUE), needs=((), (1,), (), (3,))))
    assert [part.passed for part in verdict.parts] == [False, False, True, True]
    assert verdict.score == pytest.approx(0.5)
    assert "depends on number 1" in verdict.parts[1].why


def test_what_depends_on_doubt_is_doubtful_unless_it_fails():
    assert [p.passed for p in ask(Chain(checks=(DOUBT, TRUE, FALSE))).parts] == [None, None, False]
    assert ask(Chain(checks=(BROKEN, TRUE))).status == "error"
    assert ask(Chain(checks=(DOUBT, TRUE))).status == "undecided"


def test_what_is_not_counted_is_not_asked():
    verdict = ask(Chain(checks=(FALSE, BROKEN)))
    assert [part.status for part in verdict.parts] == ["fail", "fail"]


@pytest.mark.parametrize("needs", [((), (2,)), ((1,), ()), ((),), ((), (0,)), ((), (), ())])
def test_a_check_needs_earlier_ones_only(needs: tuple[tuple[int, ...], ...]):
    with pytest.raises(BadParameter):
        Chain(checks=(TRUE, TRUE), needs=needs)


def test_an_empty_chain_is_refused():
    with pytest.raises(BadParameter):
        Chain(checks=())


def test_a_chain_says_itself_in_order():
    assert Chain(checks=(TRUE, FALSE)).describe() == "Be pass. Then: Be fail."
    for level in range(1, 6):
        drawn = Chain.draw(Random(level), level)
        assert isinstance(drawn, Chain)
        assert len(drawn.checks) == level
