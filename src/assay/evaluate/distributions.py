"""Quantiles and tails of the distributions that intervals and tests rest on, without SciPy.

Regularised incomplete beta by its continued fraction (DLMF 8.17.22), evaluated by Lentz's method;
Student's t and the binomial follow from it (DLMF 8.17.5). Right to about nine digits.
"""

from __future__ import annotations

from functools import lru_cache
from math import comb, exp, lgamma, log, log1p, sqrt
from statistics import NormalDist

__all__ = ["beta_cdf", "beta_quantile", "binomial_half", "normal_quantile", "t_quantile"]

_TINY = 1e-300
_STEPS = 10_000
_EXACT = 4000
"""Up to this many coin tosses are counted out in integers."""

normal_quantile = NormalDist().inv_cdf


def beta_cdf(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function I_x(a, b), for a, b > 0."""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):
        return 1 - beta_cdf(1 - x, b, a)
    front = a * log(x) + b * log1p(-x) + lgamma(a + b) - lgamma(a) - lgamma(b)
    return exp(front) / a * _fraction(x, a, b)


def _fraction(x: float, a: float, b: float) -> float:
    """1/(1 + d_1/(1 + d_2/(1 + ...))) of DLMF 8.17.22."""
    value, upper, lower = 1.0, 1.0, 0.0
    for step in range(1, _STEPS):
        m, odd = divmod(step, 2)
        if odd:
            term = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        else:
            term = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        lower = 1 / ((1 + term * lower) or _TINY)
        upper = (1 + term / upper) or _TINY
        value *= upper * lower
        if abs(upper * lower - 1) < 1e-15:
            break
    return 1 / value


def beta_quantile(p: float, a: float, b: float) -> float:
    """The x in [0, 1] with I_x(a, b) = p, by bisection."""
    low, high = 0.0, 1.0
    for _ in range(200):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        if beta_cdf(middle, a, b) < p:
            low = middle
        else:
            high = middle
    return (low + high) / 2


@lru_cache(maxsize=4096)
def t_quantile(p: float, freedom: float) -> float:
    """The quantile of Student's t with so many degrees of freedom, for 0 < p < 1."""
    if p < 0.5:
        return -t_quantile(1 - p, freedom)
    x = beta_quantile(2 * (1 - p), freedom / 2, 0.5)
    return sqrt(freedom * (1 - x) / x)


def binomial_half(k: int, n: int) -> float:
    """The chance of at most k heads in n tosses of a fair coin."""
    if k < 0 or k >= n:
        return float(k >= n)
    if n <= _EXACT:
        return sum(comb(n, j) for j in range(k + 1)) / 2**n
    return 1 - beta_cdf(0.5, k + 1, n - k)
