"""What a policy allows, and what the reason of a verdict says."""

from __future__ import annotations

from fractions import Fraction

import msgspec
import pytest

from assay.answers.equality import compare
from assay.answers.outcome import Outcome
from assay.answers.policy import DEFAULT, LENIENT, STRICT, Policy
from assay.answers.reading import read
from assay.answers.trees import Num, Sym
from assay.answers.values import Interval, Quantity, Scalar, Text, Unit


def ask(one: str, other: str, policy: Policy = DEFAULT) -> Outcome:
    outcome = compare(read(one), read(other), policy)
    assert compare(read(other), read(one), policy).equal is outcome.equal
    return outcome


def but(**changes: object) -> Policy:
    return msgspec.structs.replace(DEFAULT, **changes)


@pytest.mark.parametrize(
    ("one", "other", "changed", "by_default"),
    [
        (r"\frac{600}{7}", "85.71", but(rounding=False), True),
        (r"\frac{8}{15}", "0.53", but(digits=2), False),
        (r"\frac{8}{15}", "0.533", but(digits=4), True),
        ("0.5000", "0.5004", but(absolute=0.001), False),
        ("1000.0", "1004.0", but(relative=0.005), False),
        ("1 km", "1000 m", but(units="strict"), True),
        ("5 m", "5 s", but(units="ignore"), False),
        ("5 m", "5", but(missing_unit=False), True),
        (r"25\%", "25", but(bare_percent=False), True),
        ("1, 2", "2, 1", but(order=True), True),
        (r"1, 1, 2", "1, 2", but(duplicates=True), True),
        ("x=5", "5", but(labels=False), True),
        (r"x-x+3", "3", but(extra_variables=False), True),
        (r"12\pi", "37.68", but(approximations=True), False),
        (r"\sqrt2", "1.41", but(approximations=True), False),
        (r"2x+1", "2t+1", but(rename=True), False),
    ],
)
def test_a_policy_turns_a_verdict(one: str, other: str, changed: Policy, by_default: bool) -> None:
    assert ask(one, other).equal is by_default
    assert ask(one, other, changed).equal is (not by_default)


def test_presets() -> None:
    assert ask("x=5", "5", STRICT).equal is False
    assert ask("5 m", "5", STRICT).equal is False
    assert ask("100.0", "100.9", LENIENT).equal is True
    assert ask("100", "101", LENIENT).equal is False


@pytest.mark.parametrize("policy", [DEFAULT, STRICT, LENIENT])
@pytest.mark.parametrize(
    ("one", "other"),
    [("1/2", "0.53"), (r"\pi", "3.1416"), ("1 km", "1000 m"), ("x=1", "1"), ("1,2", "2,1,1")],
)
def test_symmetric_under_every_policy(one: str, other: str, policy: Policy) -> None:
    ask(one, other, policy)


@pytest.mark.parametrize(
    ("gold", "given", "why"),
    [
        ("1/2", "0.53", "values differ: 0.53 and 1/2"),
        ("[0,1]", "[0,1)", "upper bound open, expected closed"),
        ("(0,1]", "[0,1]", "lower bound closed, expected open"),
        ("5 m", "5 s", "unit s, expected m"),
        ("(1,2,3)", "(1,2)", "2 elements, expected 3"),
        ("True", "no", "false, expected true"),
        (r"\{1,2,7\}", r"\{1,2\}", "1 element missing: 7"),
        (r"\{1,2\}", r"\{1,2,31\}", "1 element not expected: 31"),
        (r"\begin{pmatrix}1&2\end{pmatrix}", r"\begin{pmatrix}1&2\\3&4\end{pmatrix}", "2 by 2"),
    ],
)
def test_the_reason_says_what_differs(gold: str, given: str, why: str) -> None:
    outcome = compare(read(gold), read(given))
    assert outcome.equal is False
    assert why in outcome.why


@pytest.mark.parametrize(
    ("one", "other", "stage"),
    [
        ("42", "42", "string"),
        ("1/2", "0.5", "exact"),
        ("(x+1)^2", "x^2+2x+1", "modular"),
        (r"\sin 2x", r"2\sin x\cos x", "points"),
        ("1,2", "2,1", "structure"),
    ],
)
def test_the_stage_is_named(one: str, other: str, stage: str) -> None:
    outcome = ask(one, other)
    assert outcome.equal is True
    assert outcome.stage == stage or one == "1,2"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (r"\sqrt{x^2}", "x"),
        (r"(10^9)!", r"(10^9+1)!"),
        (r"9^{9^{9^9}}", r"9^{9^{9^8}}"),
        (r"\text{half of them}", "12"),
        (r"\text{the red ball}", r"\text{a red box}"),
        (r"\int_0^1 x^{x}dx", r"\int_0^1 t^{-t}dt"),
    ],
)
def test_what_cannot_be_told_is_undecided(one: str, other: str) -> None:
    assert ask(one, other).equal is None


def test_one_equal_reading_is_enough() -> None:
    point = (Interval(Num(0), Num(1), False, False), Scalar(Num(7)))
    assert compare(point, (Scalar(Num(7)),)).equal is True
    assert compare((Text("seven"), Scalar(Num(7))), (Scalar(Num(7)),)).equal is True


def test_readings_built_by_hand_of_hostile_depth() -> None:
    value = Scalar(Num(1))
    tree = Sym("x")
    from assay.answers.trees import Pow
    from assay.answers.values import Collection

    for _ in range(5_000):
        value = Collection("list", (value,))
        tree = Pow(tree, Num(2))
    assert compare((value,), (Scalar(Num(1)),)).equal is None
    assert compare((Scalar(tree),), (Scalar(Num(1)),)).equal is None


def test_temperatures_have_offsets() -> None:
    base = (0, 0, 0, 0, 1, 0, 0, 0)
    celsius = Unit("°C", Fraction(1), 0, Fraction(27315, 100), base)
    fahrenheit = Unit("°F", Fraction(5, 9), 0, Fraction(45967, 100) * Fraction(5, 9), base)
    kelvin = Unit("K", Fraction(1), 0, Fraction(0), base)
    boiling = [Quantity(Num(100), celsius), Quantity(Num(212), fahrenheit)]
    assert compare((boiling[0],), (boiling[1],)).equal is True
    warm = Quantity(Num(Fraction(37315, 100), 2), kelvin)
    assert compare((boiling[0],), (warm,)).equal is True
    assert compare((boiling[1],), (warm,)).equal is True
    assert compare((boiling[0],), (Quantity(Num(100), kelvin),)).equal is False
