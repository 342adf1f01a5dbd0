"""Units are read in every notation, split off answers, and never found in plain mathematics."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.answers.measures.units import (
    DEGREE,
    PERCENT,
    PERMILLE,
    PPM,
    read_compound,
    read_unit,
    same_tag,
    split_unit,
)
from assay.answers.trees import Num
from assay.answers.values import Unit
from effort import tried

LENGTH, MASS, TIME, CURRENT, HEAT, AMOUNT, LIGHT, INFORMATION = range(8)


def dims(**exponents: int) -> tuple[int, ...]:
    names = ("length", "mass", "time", "current", "heat", "amount", "light", "information")
    return tuple(exponents.get(name, 0) for name in names)


ENERGY = dims(length=2, mass=1, time=-2)
PRESSURE = dims(length=-1, mass=1, time=-2)


def unit(text: str) -> Unit:
    found = read_unit(text)
    assert found is not None, text
    return found


def alike(left: Unit, right: Unit) -> bool:
    """The same but for the name."""
    return (left.factor, left.pi, left.offset, left.dimension, left.tag) == (
        right.factor,
        right.pi,
        right.offset,
        right.dimension,
        right.tag,
    )


@pytest.mark.parametrize(
    ("text", "factor", "dimension"),
    [
        ("m", "1", dims(length=1)),
        ("km", "1000", dims(length=1)),
        ("cm", "1/100", dims(length=1)),
        ("µm", "1/1000000", dims(length=1)),
        ("Å", "1e-10", dims(length=1)),
        ("in", "0.0254", dims(length=1)),
        ("ft", "0.3048", dims(length=1)),
        ("mi", "1609.344", dims(length=1)),
        ("ly", "9460730472580800", dims(length=1)),
        ("kg", "1", dims(mass=1)),
        ("g", "1/1000", dims(mass=1)),
        ("lb", "0.45359237", dims(mass=1)),
        ("amu", "1.66053906892e-27", dims(mass=1)),
        ("u", "1.66053906892e-27", dims(mass=1)),
        ("ms", "1/1000", dims(time=1)),
        ("min", "60", dims(time=1)),
        ("hours", "3600", dims(time=1)),
        ("years", "31557600", dims(time=1)),
        ("K", "1", dims(heat=1)),
        ("mol", "1", dims(amount=1)),
        ("M", "1000", dims(length=-3, amount=1)),
        ("mol/L", "1000", dims(length=-3, amount=1)),
        ("L", "1/1000", dims(length=3)),
        ("dm^3", "1/1000", dims(length=3)),
        ("N", "1", dims(length=1, mass=1, time=-2)),
        ("J", "1", ENERGY),
        ("eV", "1.602176634e-19", ENERGY),
        ("keV", "1.602176634e-16", ENERGY),
        ("cal", "4.184", ENERGY),
        ("kWh", "3600000", ENERGY),
        ("atm", "101325", PRESSURE),
        ("bar", "100000", PRESSURE),
        ("torr", "101325/760", PRESSURE),
        ("mmHg", "133.322387415", PRESSURE),
        ("psi", "8896443230521/1290320000", PRESSURE),
        ("Hz", "1", dims(time=-1)),
        ("V", "1", dims(length=2, mass=1, time=-3, current=-1)),
        (r"\Omega", "1", dims(length=2, mass=1, time=-3, current=-2)),
        (r"k\Omega", "1000", dims(length=2, mass=1, time=-3, current=-2)),
        ("T", "1", dims(mass=1, time=-2, current=-1)),
        ("kB", "8000", dims(information=1)),
        ("MiB", "8388608", dims(information=1)),
        ("mph", "0.44704", dims(length=1, time=-1)),
        ("miles per hour", "0.44704", dims(length=1, time=-1)),
        ("km/h", "5/18", dims(length=1, time=-1)),
        ("acre", "4046.8564224", dims(length=2)),
        ("ha", "10000", dims(length=2)),
        ("gallons", "0.003785411784", dims(length=3)),
        ("mpg", "1609344000000000/3785411784", dims(length=-2)),
        ("M_{\\odot}", "1.98841e30", dims(mass=1)),
        ("nautical miles", "1852", dims(length=1)),
        ("light years", "9460730472580800", dims(length=1)),
        ("fl oz", "0.0000295735295625", dims(length=3)),
    ],
)
def test_factor_and_dimension(text: str, factor: str, dimension: tuple[int, ...]) -> None:
    top, _, bottom = factor.partition("/")
    found = unit(text)
    assert (found.factor, found.dimension) == (Fraction(top) / Fraction(bottom or 1), dimension)
    assert (found.pi, found.offset, found.tag) == (0, 0, "")


# Values that pint 0.25.3 gives, noted here as facts.
@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("kJ/mol", 1000.0),
        ("lb in^-2", 703.0695796391593),
        ("g/cm^3", 1000.0),
        ("hp", 745.6998715822702),
        ("Da", 1.66053906892e-27),
        ("stone", 6.35029318),
        ("knots", 0.5144444444444445),
        ("ounces", 0.028349523125),
        ("debye", 3.33564095198152e-30),
        ("hartree", 4.359744722206e-18),
        ("curies", 3.7e10),
        ("centuries", 3155760000.0),
        ("tablespoons", 1.4786764781249999e-05),
        ("kcal", 4184.0),
        ("MeV/c^2", 1.7826619216278975e-30),
        ("W/m^2", 1.0),
        ("L atm", 101.325),
    ],
)
def test_values_of_an_independent_library(text: str, value: float) -> None:
    assert float(unit(text).factor) == pytest.approx(value, rel=1e-9)


@pytest.mark.parametrize(
    "group",
    [
        [
            r"\mathrm{~kJ} \mathrm{~mol}^{-1}",
            "kJ/mol",
            "kJ mol-1",
            r"\text{kJ}/\text{mol}",
            *[
                "kilojoules per mole",
                "kJ·mol⁻¹",
                r"\mathrm{kJ\,mol^{-1}}",
                "kg * m ** 2 / s ** 2 / mol",
            ][:3],
        ],
        ["J", r"kg \cdot m^2 / s^2", "kg * m ** 2 / s ** 2", "kg·m²/s²", "N m", "newton-metres"],
        ["m/s²", "m/s^2", "m/s/s", "metres per second squared", r"\mathrm{m}\,\mathrm{s}^{-2}"],
        ["cm^2", "sq cm", "square centimeters", r"\text{ cm}^2", "centimetres squared", "平方厘米"],
        ["m^3", "cubic meters", "m³", "cu. m", "立方米"],
        [r"\mu\mathrm{C}", r"\mu \mathrm{C}", "μC", "µC", "microcoulombs"],
        ["km/h", "kilometers per hour", "千米/小时", "千米每小时", "km h^{-1}", r"\frac{km}{h}"],
        ["J/(mol·K)", "J mol^-1 K^-1", "J/mol K", "J/mol/K", r"\mathrm{J/(mol\cdot K)}"],
        ["kg/m^3", r"\frac{\text{kg}}{\text{m}^3}", r"\frac{\mathrm{kg}}{\mathrm{m}^{3}}"],
        ["°C", r"^\circ\mathrm{C}", r"^{\circ} \text{C}", "degrees Celsius", "℃", "摄氏度"],
        [r"^\circ", "degrees", "°", r"^{\circ}", "度", r"\degree"],
        ["%", r"\%", "percent", "per cent", r"\text{ percent}", "％"],
        ["in^2", r"\mbox{ inches}^2", "square inches", "inches squared"],
        ["1/s", "s^{-1}", r"\mathrm{s}^{-1}", "per second"],
        ["ft·lbf", "foot-pounds"],
        ["kWh", "kilowatt-hours", "kW h", "千瓦时"],
        ["L/min", r"\mathrm{L}/\mathrm{min}", "litres per minute"],
        ["min", "minutes", "分钟"],
        ["km", "KM", "kilometre", "千米", "公里"],
        ["hour(s)", "h"],
    ],
)
def test_notations_of_one_unit(group: list[str]) -> None:
    first = unit(group[0])
    for text in group[1:]:
        assert alike(first, unit(text)), text


def test_named_constants() -> None:
    assert alike(PERCENT, unit("%"))
    assert alike(DEGREE, unit("degrees"))
    assert alike(PERMILLE, unit("‰"))
    assert alike(PPM, unit("ppm"))
    assert DEGREE.pi == 1


def test_temperatures_have_offsets_alone_and_none_in_products() -> None:
    assert unit("°C").offset == Fraction("273.15")
    fahrenheit = unit("degrees Fahrenheit")
    assert 32 * fahrenheit.factor + fahrenheit.offset == Fraction("273.15")
    assert unit("J/°C").offset == 0


@pytest.mark.parametrize(
    ("text", "tag", "factor"),
    [
        ("dollars", "USD", 1),
        (r"\$", "USD", 1),
        ("USD", "USD", 1),
        ("cents", "USD", Fraction(1, 100)),
        ("€", "EUR", 1),
        ("yuan", "CNY", 1),
        ("元", "CNY", 1),
        ("万元", "CNY", 10000),
        ("pence", "GBP", Fraction(1, 100)),
    ],
)
def test_currencies_are_tags(text: str, tag: str, factor: Fraction) -> None:
    assert (unit(text).tag, unit(text).factor) == (tag, factor)


def test_what_stands_below_the_stroke() -> None:
    assert unit("W/m K").dimension == unit("W m^-1 K^-1").dimension
    assert unit("J/mol K^-1").dimension == unit("J mol^-1 K^-1").dimension
    assert unit("dollars per hour").dimension == dims(time=-1)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "x",
        "xy",
        "foo",
        "2x",
        "kg +",
        "m^",
        "(m",
        "m)",
        "m/",
        r"\foo",
        "m^99",
        "m^{1/2",
        "km^{0.5}",
        "the",
        r"\text{ }",
        r"\text{and}",
        "10 kg",
        "sin",
        "m m m m m m m m m m m m m m m",
        "q/s",
    ],
)
def test_no_unit(text: str) -> None:
    assert read_unit(text) is None


@pytest.mark.parametrize(
    ("text", "head", "unit_text", "certain"),
    [
        (r"3.2\times 10^{-3}\ \text{kJ}", r"3.2\times 10^{-3}", "kJ", True),
        ("5 m", "5", "m", False),
        ("5m", "5", "m", False),
        ("2h", "2", "h", False),
        ("10 L", "10", "L", False),
        ("0.8c", "0.8", "c", False),
        ("5 kg", "5", "kg", True),
        ("5kg", "5", "kg", True),
        ("5 m/s", "5", "m/s", True),
        (r"5 \text{m}", "5", "m", True),
        (r"5\,\mathrm{m}\,\mathrm{s}^{-1}", "5", "m/s", True),
        (r"25\%", "25", "%", True),
        ("25 %", "25", "%", True),
        ("25 percent", "25", "%", True),
        (r"32\ \mathrm{%}", "32", "%", True),
        (r"120^\circ", "120", "degrees", True),
        (r"120^{\circ}", "120", "degrees", True),
        ("13°", "13", "degrees", True),
        (r"\frac{90}{23}^{\circ}", r"\frac{90}{23}", "degrees", True),
        (r"37^\circ\mathrm{C}", "37", "°C", True),
        (r"\frac{270}7\text{ degrees}", r"\frac{270}7", "degrees", True),
        (r"864 \mbox{ inches}^2", "864", "in^2", True),
        (r"3\sqrt{2} \text{ cm}", r"3\sqrt{2}", "cm", True),
        (r"\sqrt{3} m", r"\sqrt{3}", "m", False),
        (r"2 \pi \text{ rad}", r"2 \pi", "rad", True),
        (r"x \text{ cm}", "x", "cm", True),
        ("x cm", "x", "cm", False),
        (r"\$5.20", "5.20", "USD", True),
        (r"\$32,\!348", r"32,\!348", "USD", True),
        (r"-\$5", "-5", "USD", True),
        ("$175", "175", "USD", True),
        ("US$ 5", "5", "USD", True),
        ("€5", "5", "EUR", True),
        ("5 €", "5", "EUR", True),
        ("89,034.79 $", "89,034.79", "USD", True),
        (r"7166.67 $\$$", "7166.67", "USD", True),
        ("$5 million", "5 million", "USD", True),
        (r"\$0.06 per mile", "0.06", "dollars per mile", True),
        ("15.6 $m/s$", "15.6", "m/s", True),
        (r"-45 $\mu \mathrm{C}$", "-45", "μC", True),
        (r"+11 $\mathrm{kJ} \mathrm{mol}^{-1}$", "+11", "kJ/mol", True),
        ("-5.1e-18 kg·m²/s²", "-5.1e-18", "J", True),
        ("8.7e-18 kg * m ** 2 / s ** 2", "8.7e-18", "J", True),
        (r"3.0\times 10^{5}\ \text{kg/m/s²}", r"3.0\times 10^{5}", "Pa", True),
        ("3.0×10⁸ m/s", "3.0×10⁸", "m/s", True),
        ("3.2e+11 1/s", "3.2e+11", "1/s", False),
        (r"\text{5 cm}", "5", "cm", True),
        ("$5 cm$", "5", "cm", True),
        (r"8{,}000 \text{ m}", "8{,}000", "m", True),
        ("twelve miles", "twelve", "mi", True),
        ("1.5 million dollars", "1.5 million", "USD", True),
        ("3 1/2 hours", "3 1/2", "h", True),
        ("5 feet tall", "5", "ft", True),
        ("5 pounds of sugar", "5", "lb", True),
        ("5 years old", "5", "years", True),
        ("4.40米", "4.40", "m", True),
        ("五百元", "五百", "元", True),
        ("5万元", "5", "万元", True),
        ("3.5万人", "3.5万", "人", True),
        ("5300000 mK", "5300000", "mK", True),
        ("10 cm.", "10", "cm", True),
    ],
)
def test_split(text: str, head: str, unit_text: str, certain: bool) -> None:
    found = split_unit(text)
    assert found is not None
    assert found[0] == head
    assert alike(found[1], unit(unit_text))
    assert found[2] is certain


@pytest.mark.parametrize(
    ("text", "head", "tag"),
    [
        ("5 apples", "5", "apple"),
        ("12 people", "12", "person"),
        ("3 main veins", "3", "main vein"),
        (r"2 \text{ solutions}", "2", "solution"),
        (r"3\text{ ways}", "3", "way"),
        ("6 cards in total", "6", "card"),
        ("3 slices of pizza", "3", "slice"),
        ("1.5 million people", "1.5 million", "person"),
        (r"\frac{3}{4}\text{ units}", r"\frac{3}{4}", "unit"),
        ("三十五个", "三十五", "个"),
        ("60 beats per minute", "60", "beat"),
        ("5 people/km^2", "5", "person"),
        ("5 people per square km", "5", "person"),
    ],
)
def test_counted_things(text: str, head: str, tag: str) -> None:
    found = split_unit(text)
    assert found is not None
    assert (found[0], found[1].tag, found[2]) == (head, tag, True)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "5",
        "-3.14",
        "2x+3",
        r"\sin x",
        r"3\sqrt{2}",
        "x^2 y",
        r"\frac{1}{2}",
        "(3,4)",
        "[0, 1)",
        "3ab",
        "PA",
        "3 PA",
        "x=5",
        "x = 5 cm",
        "3 cm, 4 cm",
        "the year 1994",
        "five",
        "$5$",
        "5i",
        "2e",
        r"\pi",
        r"5\mathrm{i}",
        r"\mathrm{e}^2",
        r"12^{\mathrm{th}}",
        "15th Day",
        "7 a.m.",
        "1980s",
        r"\frac{1+a+b}c",
        r"\frac1 m",
        r"\frac{\sqrt{2}}m",
        "7 th",
        "4:30 pm",
        "10 o'clock",
        r"4:30 \text{ p.m.}",
        r"5 \text{ or } 6",
        r"2 \text{ if } x>0",
        "42.2%-62.6%",
        "三分之二",
        "六百",
        r"\frac{5\text{ m}}{2}",
        "2ab",
        "ab",
        "I",
        "a",
        "C",
        r"\text{odd}",
        r"\mathrm{E}",
        "(B)",
        "x + m",
        r"45 \min",
        r"\text{(A)}",
        "1,2,3",
        "5:8",
        r"2\cdot",
        r"3+\text{m}",
        r"y=3\text{ cm}",
        "no solution",
    ],
)
def test_nothing_to_split(text: str) -> None:
    assert split_unit(text) is None


@pytest.mark.parametrize(
    ("text", "value", "unit_text"),
    [
        ("5 ft 3 in", Fraction(21, 4), "ft"),
        ("5'3\"", Fraction(21, 4), "ft"),
        ("5 feet 3 inches", Fraction(21, 4), "ft"),
        ("2 hours 30 minutes", Fraction(5, 2), "h"),
        ("2 hours and 30 minutes", Fraction(5, 2), "h"),
        ("2 h, 30 min", Fraction(5, 2), "h"),
        (r"2 \text{ hours } 30 \text{ minutes}", Fraction(5, 2), "h"),
        ("2小时30分", Fraction(5, 2), "h"),
        ("两小时二十分钟", Fraction(7, 3), "h"),
        ("3 kg 500 g", Fraction(7, 2), "kg"),
        (r"30^\circ 15'", Fraction(121, 4), "degrees"),
        ("1 yd 1 ft 6 in", Fraction(3, 2), "yd"),
    ],
)
def test_compound_quantities(text: str, value: Fraction, unit_text: str) -> None:
    found = read_compound(text)
    assert found is not None
    assert isinstance(found.tree, Num)
    assert found.tree.value == value
    assert alike(found.unit, unit(unit_text))


@pytest.mark.parametrize(
    "text",
    ["5 ft", "3 in 5 ft", "5 ft 3 kg", "5 3", "12", "", "x 5 y 3", "5 ft 3 in 2 ft", "20 °C 5 °C"],
)
def test_no_compound(text: str) -> None:
    assert read_compound(text) is None


def test_a_rate_of_counted_things_has_a_dimension() -> None:
    found = split_unit("60 beats per minute")
    assert found is not None
    assert (found[1].factor, found[1].dimension) == (Fraction(1, 60), dims(time=-1))


def test_a_tag_agrees_with_its_longer_form() -> None:
    assert same_tag("vein", "main vein")
    assert same_tag("main vein", "vein")
    assert not same_tag("red ball", "blue ball")
    assert not same_tag("vein", "ein")


PREFIXES = ["", "k", "m", "μ", "n", "M", "G"]
SYMBOLS = ["m", "g", "s", "A", "mol", "N", "Pa", "J", "W", "V", "Hz", "L", "eV"]
FACTORS = st.tuples(
    st.sampled_from(PREFIXES), st.sampled_from(SYMBOLS), st.integers(-3, 3).filter(bool)
)


def plainly(factors: list[tuple[str, str, int]]) -> str:
    return " ".join(f"{prefix}{name}^{exponent}" for prefix, name, exponent in factors)


def in_latex(factors: list[tuple[str, str, int]]) -> str:
    return " ".join(
        rf"\mathrm{{~{prefix}{name}}}^{{{exponent}}}" for prefix, name, exponent in factors
    )


@tried(80)
@given(st.lists(FACTORS, min_size=1, max_size=4))
def test_what_is_written_is_read(factors: list[tuple[str, str, int]]) -> None:
    plain, latex = unit(plainly(factors)), unit(in_latex(factors))
    assert alike(plain, latex)
    expected = Fraction(1)
    for prefix, name, exponent in factors:
        expected *= unit(prefix + name).factor ** exponent
    assert plain.factor == expected


@tried(80)
@given(st.lists(FACTORS, min_size=1, max_size=4), st.integers(-999, 999))
def test_a_unit_comes_off_the_number_it_was_put_on(
    factors: list[tuple[str, str, int]], number: int
) -> None:
    found = split_unit(f"{number} {in_latex(factors)}")
    assert found is not None
    assert found[0] == str(number)
    assert alike(found[1], unit(plainly(factors)))


SOUP = st.text(alphabet="mkgs0123456789./*^{}()$\\ °%μ元每textrm$per-−'\"", max_size=60)


@tried(300)
@given(SOUP)
def test_soup_is_never_an_error(text: str) -> None:
    for reader in (read_unit, split_unit, read_compound):
        reader(text)


@tried(150)
@given(st.text(max_size=40))
def test_any_text_is_never_an_error(text: str) -> None:
    for reader in (read_unit, split_unit, read_compound):
        reader(text)
