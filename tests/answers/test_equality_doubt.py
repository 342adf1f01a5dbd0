"""What must not be said: equal by knowing our points, different for want of ability."""

from __future__ import annotations

import subprocess
import sys

import pytest

from assay.answers.equality import compare
from assay.answers.equality.fields import SMALL_PRIMES, field
from assay.answers.policy import DEFAULT, LENIENT, STRICT, Policy
from assay.answers.reading import read


def ask(one: str, other: str, policy: Policy = DEFAULT) -> bool | None:
    outcome = compare(read(one), read(other), policy)
    assert compare(read(other), read(one), policy).equal is outcome.equal
    return outcome.equal


def test_the_prime_is_safe_and_every_small_prime_a_square() -> None:
    prime, _ = field()
    assert prime.bit_length() >= 127
    assert all(pow(small, prime >> 1, prime) == 1 for small in SMALL_PRIMES)
    for number in (prime, prime >> 1):
        assert all(pow(base, number - 1, number) == 1 for base in (2, 3, 5, 7, 11))


def test_every_process_has_a_prime_of_its_own() -> None:
    asked = "from assay.answers.equality.fields import field; print(field()[0])"
    said = subprocess.run([sys.executable, "-c", asked], capture_output=True, check=True)
    assert int(said.stdout) != field()[0]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (r"\sqrt{404}", r"2\sqrt{101}"),
        (r"\sqrt{101}\sqrt{103}", r"\sqrt{10403}"),
        (r"101^{n+1}", r"101\cdot 101^n"),
        (r"\sqrt[3]{-54}", r"-3\sqrt[3]{2}"),
        (r"\frac{1}{\sqrt{202}}", r"\frac{\sqrt{202}}{202}"),
        (r"\ln(e^{-i\pi})", r"\pi i"),
        (r"\sqrt{(1-i)^4}", "2i"),
        (r"\binom{n}{2}", r"\frac{n(n-1)}{2}"),
        (r"\sqrt{x^2+2x+1}", "|x+1|"),
    ],
)
def test_equal(one: str, other: str) -> None:
    assert ask(one, other) is True


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (r"\sin x", r"\sin(x)+10^{-20}"),
        ("|x|", "|x|+10^{-40}"),
        (r"\cosh(500x)", r"\sinh(500x)"),
        (r"\sqrt{10^{40}+x}", "10^{20}"),
        (r"\sin x+10^{20}y", r"\cos x+10^{20}y"),
        (r"\lfloor x/1000\rfloor", "0"),
        (r"n \bmod 11", "n"),
        (r"2x_{plumless}+x_{buckeroo}", r"x_{plumless}+2x_{buckeroo}"),
        (r"12\pi", r"12\phi"),
        (r"\text{The function has no zeros.}", "5"),
        (r"\text{cannot be determined}", "12"),
        ("12:00", "1:00"),
        ("0:1", "0:5"),
    ],
)
def test_different(one: str, other: str) -> None:
    assert ask(one, other) is False


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (r"\gamma", "0.5772156649"),
        (r"\phi", r"\frac{1+\sqrt5}{2}"),
        (r"\Gamma(\frac13)", "3"),
        (r"\sqrt{a^2b}", r"a\sqrt b"),
        ("|x+100|", "x+100"),
        (r"\max(x,-100)", "x"),
        (r"\lfloor n\rfloor", "n"),
        (r"\text{some of the real numbers}", "5"),
    ],
)
def test_never_decided_wrongly(one: str, other: str) -> None:
    assert compare(read(one), read(other)).equal is None


@pytest.mark.parametrize(
    ("longer", "shorter"),
    [("7.57", "7.6"), ("3.102", "3.1"), (r"1.27\%", r"1.3\%"), ("35.7946", "35.8")],
)
def test_a_decimal_stands_for_a_longer_one_from_two_digits_on(longer: str, shorter: str) -> None:
    assert ask(longer, shorter) is True
    assert ask(longer, shorter, STRICT) is False


@pytest.mark.parametrize(
    ("one", "other"), [("0.53", "0.5"), ("88.33", "88"), ("1130.0", "1131"), ("7.57", "7.5")]
)
def test_but_not_from_one_digit_and_no_integer(one: str, other: str) -> None:
    assert ask(one, other) is False


def test_lenient_takes_one_digit() -> None:
    assert ask("0.53", "0.5", LENIENT) is True


@pytest.mark.parametrize(
    "words",
    [
        "we cannot find the number of divisors for this expression",
        "the average of the two smallest integer solutions cannot be calculated",
        "the text does not provide information on the number of houses",
        "some integer value representing the count of movies meeting the criteria",
    ],
)
def test_a_sentence_that_declines_or_talks_is_no_number(words: str):
    assert compare(read("8"), read(words)).equal is False
    assert compare(read(words), read("8")).equal is False


@pytest.mark.parametrize(
    "words", ["no solution", "no real number", "infinitely many", "impossible"]
)
def test_a_phrase_that_may_mean_a_value_is_left_open(words: str):
    assert compare(read("8"), read(words)).equal is not True
