"""Metrics, intervals and tests equal what independent implementations of them say."""

from __future__ import annotations

from fractions import Fraction
from random import Random
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assay.evaluate.bootstrap import percentiles
from assay.evaluate.compare.difference import tango
from assay.evaluate.compare.significance import holm, mcnemar, sign_flips
from assay.evaluate.distributions import beta_cdf, binomial_half, t_quantile
from assay.evaluate.intervals import Z, clopper_pearson, wilson
from assay.evaluate.metrics import Known, Measure, Outcome, measure
from assay.evaluate.metrics.repeated import at_least, pass_at

stats = pytest.importorskip("scipy.stats")
np = pytest.importorskip("numpy")
special = pytest.importorskip("scipy.special")
optimize = pytest.importorskip("scipy.optimize")
multiple = pytest.importorskip("statsmodels.stats.multitest")
proportion = pytest.importorskip("statsmodels.stats.proportion")
tables = pytest.importorskip("statsmodels.stats.contingency_tables")
sklearn = pytest.importorskip("sklearn.metrics")
calibration = pytest.importorskip("sklearn.calibration")

shares = st.integers(0, 20).map(lambda whole: whole / 20)
responses = st.lists(st.tuples(shares, st.booleans()), min_size=2, max_size=60)


def outcomes(seen: list[tuple[float, bool]]) -> list[Outcome]:
    return [
        Outcome.of([right], cluster=place, known=[Known(confidence=confidence)])
        for place, (confidence, right) in enumerate(seen)
    ]


def named(name: str, seen: list[tuple[float, bool]]) -> dict[str, Measure]:
    return {found.name: found for found in measure([name], outcomes(seen))}


@given(st.floats(0.05, 500), st.floats(0.05, 500), st.floats(0, 1))
def test_the_incomplete_beta_function_is_scipys(a: float, b: float, x: float):
    assert beta_cdf(x, a, b) == pytest.approx(special.betainc(a, b, x), abs=1e-11)


@given(st.floats(0.001, 0.999), st.integers(1, 5000))
def test_the_quantiles_of_t_are_scipys(p: float, freedom: int):
    expected = stats.t.ppf(p, freedom)
    assert t_quantile(p, freedom) == pytest.approx(expected, rel=1e-7, abs=1e-7)


@given(st.integers(1, 9000), st.data())
@settings(max_examples=50)
def test_tosses_of_a_coin_are_scipys(n: int, data: st.DataObject):
    k = data.draw(st.integers(-1, n))
    assert binomial_half(k, n) == pytest.approx(stats.binom.cdf(k, n, 0.5), abs=1e-12)


@given(st.integers(1, 400), st.data())
@settings(max_examples=60)
def test_wilson_and_clopper_pearson_are_statsmodels(n: int, data: st.DataObject):
    passes = data.draw(st.integers(0, n))
    expected = proportion.proportion_confint(passes, n, method="wilson")
    assert wilson(passes / n, n) == pytest.approx(expected, abs=1e-9)
    expected = proportion.proportion_confint(passes, n, method="beta")
    assert clopper_pearson(passes, n) == pytest.approx(expected, abs=1e-9)


@given(st.integers(0, 60), st.integers(0, 60))
@settings(max_examples=60)
def test_mcnemar_is_statsmodels(gained: int, lost: int):
    found = mcnemar(gained, lost)
    if gained + lost:
        expected = tables.mcnemar([[5, gained], [lost, 7]], exact=True).pvalue
        assert found.exact_p == pytest.approx(expected)
        here = stats.binom.pmf(min(gained, lost), gained + lost, 0.5)
        tail = 2 * stats.binom.cdf(min(gained, lost), gained + lost, 0.5)
        assert found.p == pytest.approx(min(1.0, tail - here))
    else:
        assert (found.p, found.exact_p) == (1.0, 1.0)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=12))
def test_holm_is_statsmodels(values: list[float]):
    with patch("gc.collect"):  # which it calls each time, and which takes longer the more there is
        expected = multiple.multipletests(values, method="holm")[1]
    assert holm(values) == pytest.approx(list(expected))


@given(st.lists(st.fractions(-1, 1, max_denominator=4), min_size=2, max_size=9))
@settings(max_examples=60)
def test_sign_flips_are_scipys_permutation_test(differences: list[Fraction]):
    values = np.array([float(one) for one in differences])
    # SciPy says the same of samples: it exchanges pairs, which turns the sign of a difference.
    expected = stats.permutation_test(
        (values, np.zeros_like(values)),
        lambda x, y, axis: np.mean(x - y, axis=axis),
        permutation_type="samples",
        vectorized=True,
        n_resamples=np.inf,
    ).pvalue
    assert sign_flips(differences).p == pytest.approx(expected)


@given(st.lists(st.sampled_from([-1, 1]), min_size=1, max_size=60))
def test_sign_flips_of_single_attempts_are_the_exact_mcnemar(signs: list[int]):
    found = sign_flips([Fraction(sign) for sign in signs])
    assert found.p == pytest.approx(mcnemar(signs.count(1), signs.count(-1)).exact_p)


def test_drawn_sign_flips_are_near_the_exact_ones():
    random = Random(3)
    exact = [Fraction(random.randint(-3, 5), 4) for _ in range(40)]
    # Denominators without a small common multiple cannot be counted out.
    odd = [one + Fraction(random.randint(1, 9), 10**7 + 19 * k) for k, one in enumerate(exact)]
    counted, drawn = sign_flips(exact), sign_flips(odd)
    assert (counted.name, drawn.name) == ("sign flips, exact", "sign flips, 20,000 draws")
    assert drawn.p == pytest.approx(counted.p, abs=0.02)
    assert sign_flips(odd) == drawn


@given(st.integers(1, 12), st.data())
def test_the_score_interval_solves_its_own_equation(n: int, data: st.DataObject):
    """With the restricted maximum likelihood found by SciPy and not by Tango's formula."""
    gained = data.draw(st.integers(0, n))
    lost = data.draw(st.integers(0, n - gained))
    for bound in tango(gained, lost, n, Z):
        if abs(bound) > 1 - 1e-9:
            continue
        limits = max(0.0, -bound) + 1e-12, (1 - bound) / 2 - 1e-12
        worse = optimize.minimize_scalar(
            lambda q, d=bound: -_likelihood(gained, lost, n, q, d),
            bounds=limits,
            method="bounded",
            options={"xatol": 1e-12},
        ).x
        variance = n * (2 * worse + bound * (1 - bound))
        score = (gained - lost - n * bound) / variance**0.5
        assert abs(score) == pytest.approx(Z, abs=2e-3)


def _likelihood(gained: int, lost: int, n: int, worse: float, difference: float) -> float:
    from math import log

    better, same = worse + difference, 1 - 2 * worse - difference
    parts = [(gained, better), (lost, worse), (n - gained - lost, same)]
    return sum(count * log(max(share, 1e-300)) for count, share in parts if count)


@given(st.integers(1, 60), st.data())
def test_pass_at_k_is_the_hypergeometric_tail(n: int, data: st.DataObject):
    c, k = data.draw(st.integers(0, n)), data.draw(st.integers(1, n))
    assert pass_at(n, c, k) == pytest.approx(1 - stats.hypergeom.pmf(0, n, c, k))
    assert at_least(n, c, k, k) == pytest.approx(stats.hypergeom.pmf(k, n, c, k))


@given(responses)
@settings(max_examples=60)
def test_the_brier_score_is_sklearns_and_its_parts_add_up(seen: list[tuple[float, bool]]):
    found = named("brier", seen)
    confidences, right = [c for c, _ in seen], [int(r) for _, r in seen]
    assert found["brier"].value == pytest.approx(
        sklearn.brier_score_loss(right, confidences, pos_label=1)
    )
    parts = {name.removeprefix("brier "): one.value for name, one in found.items()}
    added = parts["reliability"] - parts["resolution"] + parts["uncertainty"]
    assert added == pytest.approx(found["brier"].value)


@given(responses, st.sampled_from(["uniform", "quantile"]))
@settings(max_examples=60)
def test_the_calibration_error_is_that_of_sklearns_curve(
    seen: list[tuple[float, bool]], strategy: str
):
    confidences, right = [c for c, _ in seen], [int(r) for _, r in seen]
    name = "ece" if strategy == "uniform" else "ece equal-mass"
    found = named("ece", seen)[name]
    accuracy, confidence = calibration.calibration_curve(
        right, confidences, n_bins=15, strategy=strategy, pos_label=1
    )
    points = found.curve
    assert [p.y for p in points] == pytest.approx(list(accuracy))
    assert [p.x for p in points] == pytest.approx(list(confidence))
    assert sum(p.n for p in points) == len(seen)
    gaps = sum(p.n * abs(a - c) for p, a, c in zip(points, accuracy, confidence, strict=True))
    assert found.value == pytest.approx(gaps / len(seen))


@given(responses)
@settings(max_examples=60)
def test_the_area_under_risk_and_coverage_is_its_definition(seen: list[tuple[float, bool]]):
    """Over distinct confidences, term by term."""
    ranked = [(place / len(seen), right) for place, (_, right) in enumerate(seen)]
    wrong = [not right for _, right in reversed(ranked)]
    risks = [sum(wrong[:i]) / i for i in range(1, len(wrong) + 1)]
    best = sorted(wrong)
    least = [sum(best[:i]) / i for i in range(1, len(best) + 1)]
    found = named("aurc", ranked)
    assert found["aurc"].value == pytest.approx(sum(risks) / len(risks))
    excess = (sum(risks) - sum(least)) / len(risks)
    assert found["e-aurc"].value == pytest.approx(excess, abs=1e-12)


def test_equal_confidences_get_the_mean_over_all_orders():
    random = Random(0)
    seen = [(random.choice([0.2, 0.5, 0.9]), random.random() < 0.6) for _ in range(12)]
    total = 0.0
    for _ in range(800):
        broken = [(c + 1e-6 * random.random(), right) for c, right in seen]
        total += named("aurc", broken)["aurc"].value
    assert named("aurc", seen)["aurc"].value == pytest.approx(total / 800, abs=0.006)


def test_linearised_errors_are_those_of_a_bootstrap():
    """The interval by influence functions beside one of resampled responses."""
    random = Random(7)
    seen = [(c := random.random(), random.random() < c) for _ in range(300)]
    found = named("aurc", seen)["aurc"]
    drawn = []
    for _ in range(200):
        again = [seen[random.randrange(len(seen))] for _ in seen]
        drawn.append(named("aurc", again)["aurc"].value)
    low, high = percentiles(drawn, 0.025, 0.975)
    assert found.low == pytest.approx(low, abs=0.02)
    assert found.high == pytest.approx(high, abs=0.02)
