"""Measures of a suite's strength, on tables small enough to be counted by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.audit.strength import (
    Judged,
    area_under_accuracy,
    detection_rate,
    effective_tests,
    failure_patterns,
    false_rejections,
    flips,
    verifier_accuracy,
)

T, F = True, False
STRONG = Judged(wrong=((F, T), (T, F)), right=((T, T),))
WEAK = Judged(wrong=((T, T), (F, T)), right=((T, T),))
UNFAIR = Judged(wrong=((F, F),), right=((T, F),))


def test_detection_counts_programs_and_accuracy_counts_problems():
    assert detection_rate([STRONG, WEAK]) == 3 / 4
    assert verifier_accuracy([STRONG, WEAK]) == 1 / 2


def test_a_suite_that_rejects_right_programs_is_not_accurate():
    assert detection_rate([UNFAIR]) == 1.0
    assert verifier_accuracy([UNFAIR]) == 0.0
    assert false_rejections([UNFAIR, STRONG]) == 1 / 2


def test_without_programs_there_is_nothing_to_say():
    nothing = Judged(())
    assert detection_rate([nothing]) is None
    assert verifier_accuracy([nothing]) is None
    assert false_rejections([nothing]) is None
    assert area_under_accuracy([nothing], 3) is None
    assert effective_tests(nothing) is None
    assert flips([]) is None


def test_patterns_of_failure_are_counted_once():
    assert failure_patterns(Judged(((F, T), (F, T), (T, F), (T, T)))) == 2


def test_area_rewards_suites_that_are_right_early():
    early = Judged(((F, T),))
    late = Judged(((T, F),))
    assert area_under_accuracy([early], 2) == 1.0
    assert area_under_accuracy([late], 2) == 0.5


def test_tests_that_fail_together_are_worth_one():
    assert effective_tests(Judged(((F, F, F), (T, T, T)))) == pytest.approx(1.0)
    independent = Judged(((F, F), (F, T), (T, F), (T, T)))
    assert effective_tests(independent) == pytest.approx(2.0)


def test_flips_are_tests_that_do_not_agree_with_themselves():
    assert flips([(T, F, T), (T, T, T)]) == pytest.approx(1 / 3)


tables = st.integers(1, 5).flatmap(
    lambda n: st.builds(
        Judged,
        st.lists(st.tuples(*[st.booleans()] * n), max_size=5).map(tuple),
        st.lists(st.tuples(*[st.booleans()] * n), max_size=3).map(tuple),
    )
)


@given(st.lists(tables, max_size=5))
def test_rates_are_shares_and_perfect_accuracy_means_full_detection(problems: list[Judged]):
    rate, accuracy = detection_rate(problems), verifier_accuracy(problems)
    for share in (rate, accuracy, false_rejections(problems)):
        assert share is None or 0.0 <= share <= 1.0
    if accuracy == 1.0:
        assert rate == 1.0


@given(tables)
def test_more_tests_never_detect_less(problem: Judged):
    shares = [detection_rate([problem.first(n)]) or 0.0 for n in range(1, 6)]
    assert shares == sorted(shares)
