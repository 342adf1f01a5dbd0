"""Chemical equations: read with any arrow, equal up to a factor and the order of species."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.answers.chemistry.comparing import same_reaction
from assay.answers.chemistry.reactions import read_reaction
from assay.answers.values import Reaction
from effort import tried


def reaction(text: str) -> Reaction:
    found = read_reaction(text)
    assert found is not None, text
    return found


def equal(left: str, right: str) -> bool | None:
    there = same_reaction(reaction(left), reaction(right))
    assert there.equal is same_reaction(reaction(right), reaction(left)).equal
    return there.equal


WATER = r"2H_2 + O_2 \rightarrow 2H_2O"


@pytest.mark.parametrize(
    "text",
    [
        "2H2 + O2 -> 2H2O",
        "2H2+O2=2H2O",
        "O2 + 2H2 → 2H2O",
        "4H_2 + 2O_2 \\to 4H_2O",
        r"H_2 + \frac{1}{2} O_2 \rightarrow H_2O",
        "H2 + 1/2 O2 -> H2O",
        "H2 + 0.5 O2 -> H2O",
        r"\ce{2H2 + O2 -> 2H2O}",
        r"2H_2(g) + O_2(g) \xrightarrow{\Delta} 2H_2O(l)",
        r"$2\mathrm{H}_2 + \mathrm{O}_2 \longrightarrow 2\mathrm{H}_2\mathrm{O}$",
        r"2 H_2 + O_2 \rightleftharpoons 2 H_2O",
        "2H2 + O2 ==> 2H2O",
    ],
)
def test_one_reaction_in_many_forms(text: str) -> None:
    assert equal(WATER, text) is True


@pytest.mark.parametrize(
    "text",
    [
        "2H2O -> 2H2 + O2",
        "H2 + O2 -> H2O",
        "2H2 + O2 -> 2H2O2",
        "2H2 + O2 -> 2H2O + N2",
        "2H2 + O3 -> 2H2O",
        "2H2 + O2 -> 3H2O",
    ],
)
def test_other_reactions(text: str) -> None:
    assert equal(WATER, text) is False


def test_what_goes_both_ways_may_be_turned_round() -> None:
    assert equal(r"\ce{N2 + 3H2 <=> 2NH3}", r"2NH_3 \rightleftharpoons N_2 + 3H_2") is True


@pytest.mark.parametrize(
    "text",
    [
        r"Fe^{3+} + e^- \to Fe^{2+}",
        r"Zn + 2 HCl \rightarrow ZnCl_2 + H_2 \uparrow",
        r"^{238}_{92}U \to ^{234}_{90}Th + ^4_2He",
        r"^{238}_{92}\text{U} \rightarrow {}^{234}_{90}\text{Th} + \alpha",
        "Ag+ + Cl- -> AgCl↓",
        "MnO4^- + 8H^+ + 5e^- -> Mn^{2+} + 4H2O",
    ],
)
def test_ions_particles_and_nuclei(text: str) -> None:
    assert equal(text, text) is True


def test_an_alpha_particle_is_a_helium_nucleus() -> None:
    assert equal(r"^{238}_{92}U \to ^{234}_{90}Th + \alpha", r"^{238}U \to ^{234}Th + ^4He") is True


def test_coefficients_are_read() -> None:
    counts = [count for count, _ in reaction(r"\frac{1}{2} N_2 + 1.5 H2 -> NH3").left]
    assert counts == [Fraction(1, 2), Fraction(3, 2)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x=5",
        "a+b=c",
        "y = 2x+3",
        "U = IR",
        "I = V",
        "I=C+S",
        "P + Q = 5",
        "CO = BO",
        "A -> B",
        "F = ma",
        "H2 ->",
        "-> H2",
        "=",
        "H2 + -> O2",
        r"x \to \infty",
        r"\lim_{x \to 0}",
        "2H2",
        "PV = nRT",
        "BC = 5",
    ],
)
def test_no_reaction(text: str) -> None:
    assert read_reaction(text) is None


SPECIES = st.sampled_from(["H2", "O2", "H2O", "CO2", "CH4", "Fe2O3", "NaCl", "Na+", "SO4^{2-}"])
SIDE = st.dictionaries(SPECIES, st.integers(1, 12), min_size=1, max_size=4)


def written(side: dict[str, int], factor: int = 1) -> str:
    return " + ".join(f"{count * factor} {species}" for species, count in side.items())


@tried(100)
@given(SIDE, SIDE, st.integers(1, 5))
def test_factor_and_order_are_free(
    left: dict[str, int], right: dict[str, int], factor: int
) -> None:
    turned = written(dict(reversed(left.items())), factor)
    assert (
        equal(f"{written(left)} -> {written(right)}", f"{turned} -> {written(right, factor)}")
        is True
    )


@tried(100)
@given(SIDE, SIDE)
def test_a_changed_coefficient_shows(left: dict[str, int], right: dict[str, int]) -> None:
    first = next(iter(left))
    changed = left | {first: left[first] + 1}
    if len(left) + len(right) > 2 and not (len(left) == 1 and len(right) == 0):
        assert (
            equal(f"{written(left)} -> {written(right)}", f"{written(changed)} -> {written(right)}")
            is False
        )


@tried(200)
@given(st.text(max_size=40) | st.text(alphabet="H2O+->=\\to Na^{-}", max_size=40))
def test_any_text_is_never_an_error(text: str) -> None:
    read_reaction(text)
