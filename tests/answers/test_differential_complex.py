"""Random complex numbers, rewritten and perturbed, against principal values to sixty digits."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

import pytest

from assay.answers.equality import compare
from assay.answers.reading import read

pytestmark = pytest.mark.slow

mpmath = pytest.importorskip("mpmath")

Written = tuple[str, Any]
"""LaTeX, and the value."""

_LARGEST = 1e9


def leaf(rng: Random) -> Written:
    """A Gaussian integer, a root, or a point of the unit circle."""
    a, b = rng.randint(-6, 6), rng.choice((1, 2, 3, 5))
    kind = rng.choice("ggire")
    if kind == "g":
        return f"({a}+{b}i)", mpmath.mpc(a, b)
    if kind == "i":
        return "i", mpmath.mpc(0, 1)
    if kind == "r":
        return f"(\\sqrt{{{b}}}-{b}i)", mpmath.sqrt(b) - mpmath.mpc(0, b)
    n = rng.randint(3, 12)
    return f"e^{{\\frac{{{a}\\pi i}}{{{n}}}}}", mpmath.expjpi(mpmath.mpf(a) / n)


def grown(rng: Random, depth: int) -> Written:
    """An expression of at most `depth` levels."""
    if not depth:
        return leaf(rng)
    one, z = grown(rng, depth - 1)
    name = rng.choice(("+", "-", "*", "/", "power", "abs", "exp", "sqrt", "ln", "re"))
    if name in "+-*/":
        other, w = grown(rng, depth - 1)
        if name == "/":
            return f"\\frac{{{one}}}{{{other}}}", z / w
        value = {"+": z + w, "-": z - w, "*": z * w}[name]
        sign = "\\cdot" if name == "*" else name
        return f"(({one}) {sign} ({other}))", value
    if name == "power":
        n = rng.choice((2, 3, -1, 5))
        return f"({one})^{{{n}}}", z**n
    texts = {
        "abs": (f"\\left|{one}\\right|", abs(z)),
        "exp": (f"e^{{{one}}}", mpmath.exp(z)),
        "sqrt": (f"\\sqrt{{{one}}}", mpmath.sqrt(z)),
        "ln": (f"\\ln({one})", mpmath.log(z)),
        "re": (f"\\operatorname{{Re}}({one})", mpmath.re(z)),
    }
    return texts[name]


def rewritten(text: str, z: Any, rng: Random) -> Written:
    """The same number in another form."""
    extra, w = leaf(rng)
    forms = (
        (f"\\frac{{({text})({extra})}}{{{extra}}}", z),
        (f"({extra}) + ({text}) - ({extra})", z),
        (f"e^{{\\ln({text})}}", z),
        (f"(\\sqrt{{{text}}})^2", z),
        (f"\\operatorname{{Re}}({text}) + i\\operatorname{{Im}}({text})", z),
        (f"-i \\cdot i({text})", z),
        (f"-({text})", -z),
        (f"i({text})", z * 1j),
        (f"({text}) + \\frac{{i}}{{1000}}", z + mpmath.mpc(0, 1) / 1000),
        (f"\\frac{{{text}}}{{{extra}}}", z / w),
    )
    return rng.choice(forms)


def pairs(seed: int) -> Iterator[tuple[str, str, bool]]:
    """Two numbers and whether they are the same."""
    rng = Random(seed)
    with mpmath.workdps(60):
        for _ in range(30):
            try:
                text, z = grown(rng, rng.randint(0, 3))
                other, w = rewritten(text, z, rng)
            except (ZeroDivisionError, ValueError, OverflowError):
                continue
            if 1 / _LARGEST < abs(z) < _LARGEST and abs(w) < _LARGEST:
                yield text, other, abs(z - w) < mpmath.mpf(10) ** -40 * abs(z)


def test_no_verdict_contradicts_the_principal_value():
    decided = total = 0
    for seed in range(12):
        for gold, given, truth in pairs(seed):
            outcome = compare(read(gold), read(given))
            assert outcome.equal in (truth, None), (gold, given, outcome)
            decided += outcome.equal is not None
            total += 1
    assert total > 200
    assert decided >= 0.95 * total
