"""Many digits: functions beside an independent library, and small things beside large ones."""

from __future__ import annotations

from decimal import Context, Decimal, localcontext
from random import Random

import pytest

from assay.answers.equality import compare
from assay.answers.equality.bigs import Big, apply
from assay.answers.equality.elementary import arctangent, cosine_and_sine, pi
from assay.answers.reading import read

NAMES = {
    "sin": "sin", "cos": "cos", "tan": "tan", "cot": "cot", "sec": "sec", "csc": "csc",
    "arcsin": "asin", "arccos": "acos", "arctan": "atan", "arcsec": "asec", "arccsc": "acsc",
    "sinh": "sinh", "cosh": "cosh", "tanh": "tanh", "coth": "coth", "sech": "sech",
    "csch": "csch", "arcsinh": "asinh", "arccosh": "acosh", "arctanh": "atanh",
    "arccoth": "acoth", "exp": "exp", "log": "log",
}  # fmt: skip
"""Ours, and mpmath's."""


@pytest.mark.parametrize("name", NAMES)
def test_a_function_agrees_with_mpmath_to_forty_digits(name: str):
    mpmath = pytest.importorskip("mpmath")
    rng = Random(name)
    with localcontext(Context(prec=60)), mpmath.workdps(60):
        for _ in range(40):
            re = rng.choice((rng.uniform(-3, 3), rng.uniform(-1, 1), rng.uniform(-20, 20)))
            im = rng.choice((0.0, rng.uniform(-3, 3)))
            made = apply(name, Big(Decimal(re), Decimal(im)))
            expected = getattr(mpmath, NAMES[name])(mpmath.mpc(re, im) if im else mpmath.mpf(re))
            assert made is not None
            found = mpmath.mpc(str(made.re), str(made.im))
            assert abs(found - expected) <= mpmath.mpf(10) ** -40 * max(1, abs(expected))


def test_pi_and_angles():
    with localcontext(Context(prec=50)):
        assert str(pi()) == "3.1415926535897932384626433832795028841971693993751"
        cosine, sine = cosine_and_sine(Decimal(10) ** 30)
        assert abs(cosine * cosine + sine * sine - 1) < Decimal("1e-48")
        assert arctangent(Decimal(1)) * 4 == pi()


def test_an_unknown_function_is_not_guessed():
    assert apply("zeta", Big(Decimal(3))) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("\\sin 1", "\\sin(1)+10^{-150}"),
        ("\\ln 2", "\\ln(2+10^{-90})"),
        ("\\cos 1", "\\cos(1)+\\frac{1}{100!}"),
        ("\\cos 1", "\\cos 1+e^{-500}"),
        ("10^{300}+\\sin 1", "10^{300}+\\sin 2"),
        ("\\tanh(400)", "1"),
        ("\\coth 400", "\\tanh 400"),
        ("\\arctan(e^{e^6})", "\\pi/2"),
        ("e^{\\pi\\sqrt{163}}", "262537412640768744"),
        ("e^{e^{e^2}}", "e^{e^{e^2}}+1"),
        ("\\frac{1}{\\operatorname{arctanh}(1)}", "0"),
    ],
)
def test_what_is_small_is_not_lost_beside_what_is_large(one: str, other: str):
    assert compare(read(one), read(other)).equal is not True
    assert compare(read(other), read(one)).equal is not True


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("\\cos\\frac{\\pi}{5}", "\\frac{1+\\sqrt5}{4}"),
        ("\\arctan 1+\\arctan 2+\\arctan 3", "\\pi"),
        ("\\tan 15^\\circ", "2-\\sqrt3"),
        ("e^{-\\ln 7}", "1/7"),
    ],
)
def test_true_identities_hold(one: str, other: str):
    assert compare(read(one), read(other)).equal is True


@pytest.mark.parametrize("text", ["\\operatorname{arctanh}(1)", "\\operatorname{arccoth}(1)"])
def test_a_pole_is_undecided_and_raises_nothing(text: str):
    assert compare(read(text), read("5")).equal is not True
