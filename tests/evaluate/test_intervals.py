"""Intervals against published values, and their coverage where observations are clustered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.evaluate.intervals import Rate, TalliedRate, wilson


@pytest.mark.parametrize(
    ("passes", "n", "low", "high"),
    [
        # Newcombe 1998, Statistics in Medicine 17:857, table I, method 3.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilsons_interval_as_published(passes: int, n: int, low: float, high: float) -> None:
    found = wilson(passes / n, n)
    assert [round(bound, 4) for bound in found] == [low, high]


@given(st.integers(1, 10_000))
def test_bounds_of_all_and_of_none_are_exact(n: int) -> None:
    assert wilson(0.0, n)[0] == 0.0
    assert wilson(1.0, n)[1] == 1.0


def tallied(clusters: Sequence[tuple[float, int]]) -> TalliedRate:
    rate = TalliedRate()
    for number, (passes, size) in enumerate(clusters):
        rate.add(number, passes, size)
    return rate


def test_nothing_counted_is_no_rate() -> None:
    found = TalliedRate().rate()
    assert (found.rate, found.low, found.high, found.n) == (None, None, None, 0)


@given(st.lists(st.integers(0, 1), min_size=1, max_size=50))
def test_independent_observations_have_wilsons_interval(passes: list[int]) -> None:
    found = tallied([(value, 1) for value in passes]).rate()
    assert (found.low, found.high) == wilson(sum(passes) / len(passes), len(passes))


@given(st.lists(st.integers(1, 9).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
                min_size=1, max_size=30))  # fmt: skip
def test_bounds_hold_the_rate_and_clusters_never_narrow_them(
    clusters: list[tuple[int, int]],
) -> None:
    found = tallied(clusters).rate()
    assert found.rate is not None
    assert found.low is not None
    assert found.high is not None
    assert 0 <= found.low <= found.rate + 1e-12
    assert found.rate <= found.high + 1e-12 <= 1 + 1e-9
    low, high = wilson(found.rate, found.n)
    assert found.low <= low + 1e-12
    assert found.high >= high - 1e-12


def covers(rng: Random, prompts: int, most: int, spread: float) -> bool:
    """Whether the interval of one simulated run holds the rate 0.7 of all possible prompts."""
    rate = TalliedRate()
    for prompt in range(prompts):
        share = rng.betavariate(0.7 * spread, 0.3 * spread)
        size = rng.randint(1, most)
        rate.add(prompt, sum(rng.random() < share for _ in range(size)), size)
    found = rate.rate()
    assert found.low is not None
    assert found.high is not None
    return found.low <= 0.7 <= found.high


@pytest.mark.parametrize(("prompts", "most", "spread"), [(40, 8, 1.0), (100, 16, 0.5), (200, 1, 1)])
def test_about_95_of_100_intervals_hold_the_true_rate(
    prompts: int, most: int, spread: float
) -> None:
    rng = Random(20241121)
    held = sum(covers(rng, prompts, most, spread) for _ in range(400))
    assert 0.915 <= held / 400 <= 0.985


def holds(rng: Random, prompts: int, attempts: int, shares: Callable[[Random], float]) -> Rate:
    rate = TalliedRate()
    for prompt in range(prompts):
        share = shares(rng)
        passes = sum(rng.random() < share for _ in range(attempts))
        rate.add(prompt, passes / attempts, 1, attempts)
    return rate.rate()


def beta(rng: Random) -> float:
    return rng.betavariate(2, 2)


def nearly_all(rng: Random) -> float:
    """All but one prompt in twenty pass nearly always, those never."""
    return 0.0 if rng.random() < 0.05 else 0.995


@pytest.mark.parametrize(
    ("prompts", "attempts", "shares", "true"),
    [
        (3, 32, beta, 0.5),
        (5, 32, beta, 0.5),
        (10, 16, beta, 0.5),
        (5, 64, nearly_all, 0.95 * 0.995),
        (10, 64, nearly_all, 0.95 * 0.995),
    ],
)
def test_many_attempts_of_few_prompts_do_not_make_an_interval_too_sure(
    prompts: int, attempts: int, shares: Callable[[Random], float], true: float
) -> None:
    rng = Random(3)
    found = [holds(rng, prompts, attempts, shares) for _ in range(300)]
    assert sum(one.low <= true <= one.high for one in found) / 300 >= 0.94


def test_a_single_failure_does_not_narrow_an_interval_much() -> None:
    whole = tallied([(64, 64)] * 10).rate()
    but_one = tallied([(64, 64)] * 9 + [(63, 64)]).rate()
    assert whole.low == pytest.approx(wilson(1.0, 10)[0])
    assert but_one.low < wilson(639 / 640, 40)[0]


def test_numbers_have_narrower_intervals_than_yes_and_no_that_still_hold() -> None:
    rng, held = Random(5), 0
    for _ in range(100):
        rate = TalliedRate()
        for prompt in range(300):
            confidence = rng.random()
            rate.add(prompt, (confidence - (rng.random() < confidence)) ** 2, 1)
        found = rate.rate()
        held += found.low <= 1 / 6 <= found.high
        low, high = wilson(found.rate, 300)
        assert found.high - found.low < 0.75 * (high - low)
    assert held >= 92


def test_few_numbers_are_not_believed_to_vary_as_little_as_they_do() -> None:
    alike = tallied([(0.01, 1)] * 10).rate()
    assert alike.high > wilson(0.01, 20)[1]


def test_an_interval_that_forgets_the_clusters_would_be_far_too_narrow() -> None:
    found = tallied([(16, 16)] * 7 + [(0, 16)] * 3).rate()
    assert found.low is not None
    assert found.low < 0.45 < wilson(0.7, 160)[0]


def test_more_clusters_than_are_kept_change_the_interval_little() -> None:
    rng = Random(7)
    clusters = [(sum(rng.random() < 0.6 for _ in range(4)), 4) for _ in range(20_000)]
    found = tallied(clusters).rate()
    low, high = wilson(0.6, 80_000)
    assert found.n == 80_000
    assert found.low == pytest.approx(low, abs=0.006)
    assert found.high == pytest.approx(high, abs=0.006)
