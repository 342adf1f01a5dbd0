"""Statements that contradict themselves or say nothing, conditions, labels of sets, vectors,
and constants of integration."""

from __future__ import annotations

import time

import pytest

from assay.answers.equality import compare
from assay.answers.equality.partial import Beyond
from assay.answers.equality.precise import Budget
from assay.answers.policy import DEFAULT, Policy
from assay.answers.reading import read
from assay.answers.trees import Num
from assay.answers.values import Qualified, Scalar, Text

HANG = 5.0
"""Seconds: a hang, not a speed; benchmarks measure that."""

SLOW = [
    (r"\sum_{k=1}^{400}(\tanh(11)\cdot k)", r"e^{\ln(\sum_{k=1}^{400}(\tanh(11)\cdot k))}"),
    (r"\sum_{k=1}^{400}(\sec(y)k)", r"\sum_{k=1}^{400}(\sec(y)k)+10^{-40}"),
    (r"\sum_{k=1}^{400}(e^{x} k)", r"\sum_{k=1}^{400}(k e^{x})+10^{-20}"),
    (r"\sum_{k=1}^{400}(10^{-90}\cdot k)", r"\sqrt{(\sum_{k=1}^{400}(10^{-90}\cdot k))^2}"),
]


def ask(one: str, other: str, policy: Policy = DEFAULT) -> bool | None:
    outcome = compare(read(one), read(other), policy)
    assert compare(read(other), read(one), policy).equal is outcome.equal
    return outcome.equal


@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [
        ("a = 41 = 42", "42", False),
        ("a = 41 = 42", "41", False),
        ("S = 2+3 = 6", "6", False),
        ("S = 2+3 = 5", "5", True),
        (r"x = \frac{1}{3} = 0.33", r"\frac{1}{3}", True),
        (r"x = \frac{22}{7} = 3.14", r"\frac{22}{7}", True),
        (r"p = 50\% = 0.5", "0.5", True),
        (r"d = 1\text{ km} = 1000\text{ m}", r"1\text{ km}", True),
    ],
)
def test_the_sides_of_a_chain_must_agree(one: str, other: str, equal: bool) -> None:
    assert ask(one, other) is equal


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("x=x", "x=42"),
        ("0=0", "x=42"),
        ("x+y=x+y", "x=y"),
        ("x=x", "42"),
        ("0=0", "42"),
        (r"\neq 42", "42"),
        (">41", "42"),
        ("<5", r"5\text{ cm}"),
        ("f'(x)", "f(x)"),
        ("f''(x)", "f'(x)"),
        ("Fe^{2+}", "Fe^{3+}"),
        (r"\ce{NaOH}", r"\ce{Na2OH}"),
        ("November 24th, 1889", "December 25, 1889"),
        ("16th February 1977", "the 16th of February, 1978"),
        (r"A\cup B=\{1,2,3\}", r"\{1,2,4\}"),
        ("i+2j", "(2,1)"),
        ("i+2j", "(1,2,3)"),
        ("x^2+C", "x^3+K"),
        ("kx", "cx"),
        ("y=Ce^{x}", "y=Ke^{x}"),
        ("k+1", "c+1"),
        ("x+c", "x+k"),
        ("mc^2", "mk^2"),
        (r"c_1e^x+c_2e^{-x}", r"c_1e^x+c_2e^{-2x}"),
    ],
)
def test_different(one: str, other: str) -> None:
    assert ask(one, other) is False


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1 2", "12"),
        (r"30\%", r"30\% \text{ increase}"),
        (r"(y\cdot 0\cdot x)^{-\frac{5}{2}}+x", "x+y"),
        (r"x+\frac{1}{(x-x)^{5/2}}", "x"),
    ],
)
def test_undecided(one: str, other: str) -> None:
    assert ask(one, other) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (r"A\cup B=\{1,2,3\}", r"\{1,2,3\}"),
        (r"\emptyset", r"\{\}"),
        (r"2\hat{i}+\hat{j}", "(2,1)"),
        (r"2\hat i+\hat j", r"\begin{pmatrix}2\\1\end{pmatrix}"),
        (r"\mathbf i-2\mathbf j", "(1,-2)"),
        ("i-2j+3k", r"\langle 1,-2,3\rangle"),
        (r"\frac{1}{\sqrt2}(i+j)", r"(\frac{1}{\sqrt2},\frac{1}{\sqrt2})"),
        ("2i+3k", "(2,0,3)"),
        ("x^2+C", "x^2+K"),
        ("x^2+C", "x^2+1+C"),
        ("x^2+C", "x^2+1+K"),
        (r"y=\frac{x^2}{2}+C", r"y=\frac{x^2}{2}+K"),
        (r"\frac{\sin^2 x}{2}+C", r"-\frac{\cos 2x}{4}+K"),
        (r"c_1e^x+c_2e^{-x}", r"C_1 e^x+C_2 e^{-x}"),
        (r"c_1e^x+c_2e^{-x}", r"C_2 e^x+C_1 e^{-x}"),
    ],
)
def test_equal(one: str, other: str) -> None:
    assert ask(one, other) is True


def test_one_of_two_cases_is_not_the_answer() -> None:
    """Read as cases or as a remark, it is not 42 whatever x is."""
    assert not ask("42 if x>0, otherwise 41", "42")
    said = Qualified(Scalar(Num(42)), (Text("x>0, otherwise 41"),))
    assert not compare((said,), read("42")).equal
    assert not compare(read("42"), (said,)).equal


@pytest.mark.parametrize(("one", "other"), SLOW)
def test_long_sums_of_functions_cost_little(one: str, other: str) -> None:
    gold, given = read(one), read(other)
    begun = time.process_time()
    assert compare(gold, given).equal is not False
    assert time.process_time() - begun < HANG


def test_a_budget_ends() -> None:
    budget = Budget(10)
    budget.spend(9)
    with pytest.raises(Beyond):
        budget.spend(2)
