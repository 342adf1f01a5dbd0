"""Answers of every type, each with other ways to write it and with answers that it is not."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from hypothesis import strategies as st

__all__ = ["GOLDS", "SIMPLE", "Gold"]

Draw = st.DrawFn


class Gold(NamedTuple):
    """An answer in LaTeX, the same written otherwise, and others that are near but not the same."""

    text: str
    same: tuple[str, ...]
    other: tuple[str, ...]


digits = st.integers(2, 9)
small = st.integers(2, 60)
letters = st.sampled_from("xyabt")


def _distinct(draw: Draw, count: int) -> list[int]:
    return draw(st.lists(st.integers(-50, 60), min_size=count, max_size=count, unique=True))


@st.composite
def integers(draw: Draw) -> Gold:
    value = draw(st.integers(1000, 10**9))
    grouped = f"{value:,}"
    same = (grouped, grouped.replace(",", "{,}"), grouped.replace(",", "\\,"), f"{value}.0")
    return Gold(str(value), same, (str(value + 1), f"-{value}", f"{value}0", str(value)[:-1]))


@st.composite
def fractions(draw: Draw) -> Gold:
    value = draw(st.fractions(min_value=1, max_value=40, max_denominator=60))
    value += Fraction(1, 61)
    up, down = value.numerator, value.denominator
    same = (f"{up}/{down}", f"\\dfrac{{{up}}}{{{down}}}", f"\\tfrac{{{2 * up}}}{{{2 * down}}}")
    other = (f"\\frac{{{up + 1}}}{{{down}}}", f"-\\frac{{{up}}}{{{down}}}", f"{down}/{up}")
    return Gold(f"\\frac{{{up}}}{{{down}}}", same, other)


@st.composite
def decimals(draw: Draw) -> Gold:
    whole, part = draw(st.integers(0, 999)), draw(st.integers(101, 998))
    text = f"{whole}.{part:03d}"
    exact = Fraction(text)
    same = (f"{text}0", f"\\frac{{{exact.numerator}}}{{{exact.denominator}}}")
    return Gold(text, same, (f"{whole}.{part + 1:03d}", f"-{text}", f"{whole + 1}.{part:03d}"))


@st.composite
def scientific(draw: Draw) -> Gold:
    lead, part, power = draw(digits), draw(st.integers(10, 98)), draw(st.integers(4, 30))
    power *= draw(st.sampled_from([1, -1]))
    text = f"{lead}.{part} \\times 10^{{{power}}}"
    same = (f"{lead}.{part}e{power}", f"{lead}.{part}\\cdot 10^{{{power}}}")
    other = (
        f"{lead}.{part} \\times 10^{{{power + 1}}}",
        f"{lead}.{part} \\times 10^{{{-power}}}",
        f"{lead}.{part + 1} \\times 10^{{{power}}}",
    )
    return Gold(text, same, other)


@st.composite
def percents(draw: Draw) -> Gold:
    value = draw(st.integers(11, 99))
    other = (f"{value + 1}\\%", f"0.{value + 1}", f"-{value}\\%")
    return Gold(f"{value}\\%", (f"{value}%", f"0.{value}", f"{value} percent"), other)


@st.composite
def quantities(draw: Draw) -> Gold:
    value = draw(small)
    unit, more, fewer = draw(
        st.sampled_from([("m", "cm", 100), ("kg", "g", 1000), ("h", "min", 60), ("kJ", "J", 1000)])
    )
    same = (
        f"{value} {unit}",
        f"{value}\\,\\mathrm{{{unit}}}",
        f"{value * fewer} {more}",
        f"{value}~\\text{{{unit}}}",
    )
    other = (f"{value} {more}", f"{value + 1} {unit}", f"{value} {unit}^2", f"-{value} {unit}")
    return Gold(f"{value}\\ \\text{{{unit}}}", same, other)


@st.composite
def moneys(draw: Draw) -> Gold:
    value = draw(st.integers(1000, 99999))
    same = (f"${value:,}", f"{value} dollars", f"\\${value}.00")
    return Gold(f"\\${value}", same, (f"\\${value + 1}", f"€{value}", f"\\${value}0"))


@st.composite
def intervals(draw: Draw) -> Gold:
    low, high = sorted(_distinct(draw, 2))
    left, right = draw(st.sampled_from(["[)", "(]", "[]"]))
    text = f"{left}{low}, {high}{right}"
    lower, upper = ("\\le" if left == "[" else "<"), ("\\le" if right == "]" else "<")
    same = (f"\\left{left}{low},{high}\\right{right}", f"{low} {lower} x {upper} {high}")
    turned = {"[": "(", "(": "[", "]": ")", ")": "]"}
    other = (
        f"{turned[left]}{low}, {high}{right}"
        if right == "]" or left == "("
        else f"[{low}, {high}]",
        f"{left}{low}, {high + 1}{right}",
        f"{left}{low}, \\infty)",
    )
    return Gold(text, same, other)


@st.composite
def unions(draw: Draw) -> Gold:
    a, b = sorted(_distinct(draw, 2))
    one, two = f"(-\\infty, {a})", f"[{b}, \\infty)"
    same = (f"{two} \\cup {one}", f"x < {a} \\text{{ or }} x \\ge {b}", f"(-∞,{a})∪[{b},+∞)")
    other = (one, two, f"{one} \\cup ({b}, \\infty)", f"{one} \\cup [{b + 1}, \\infty)")
    return Gold(f"{one} \\cup {two}", same, other)


@st.composite
def sets(draw: Draw) -> Gold:
    a, b, c = _distinct(draw, 3)
    same = (f"\\left\\{{{c}, {a}, {b}\\right\\}}", f"\\{{ {b},{c},{a} \\}}")
    other = (f"\\{{{a}, {b}\\}}", f"\\{{{a}, {b}, {c}, 77\\}}", f"\\{{{a}, {b}, {c + 200}\\}}")
    return Gold(f"\\{{{a}, {b}, {c}\\}}", same, other)


@st.composite
def lists(draw: Draw) -> Gold:
    a, b, c = _distinct(draw, 3)
    same = (f"{c}, {b}, {a}", f"{b}, {a} and {c}", f"{a},{c},{b}")
    return Gold(f"{a}, {b}, {c}", same, (f"{a}, {b}", f"{a}, {b}, {c}, 99", f"{a}, {b}, {c + 200}"))


@st.composite
def points(draw: Draw) -> Gold:
    a, b, c = _distinct(draw, 3)
    same = (f"\\left({a},{b},{c}\\right)", f"({a}, {b},\\, {c})")
    other = (f"({b}, {a}, {c})", f"({a}, {b})", f"({a}, {b}, {c + 1})", f"({a}, {b}, {c}, 0)")
    return Gold(f"({a}, {b}, {c})", same, other)


@st.composite
def matrices(draw: Draw) -> Gold:
    a, b, c, d = _distinct(draw, 4)

    def laid(kind: str, *entries: int) -> str:
        w, x, y, z = entries
        return f"\\begin{{{kind}}} {w} & {x} \\\\ {y} & {z} \\end{{{kind}}}"

    same = (laid("bmatrix", a, b, c, d), f"[[{a}, {b}], [{c}, {d}]]")
    other = (
        laid("pmatrix", a, c, b, d),
        laid("pmatrix", a, b, c, d + 1),
        f"\\begin{{pmatrix}} {a} & {b} \\end{{pmatrix}}",
    )
    return Gold(laid("pmatrix", a, b, c, d), same, other)


@st.composite
def equations(draw: Draw) -> Gold:
    a, b = draw(digits), draw(small)
    same = (f"y - {b} = {a}x", f"y={b}+{a} x", f"{a}x - y + {b} = 0")
    return Gold(
        f"y = {a}x + {b}", same, (f"y = {a}x - {b}", f"y = {a + 1}x + {b}", f"x = {a}y + {b}")
    )


@st.composite
def inequalities(draw: Draw) -> Gold:
    a = draw(small)
    same = (f"x>{a}", f"{a} < x", f"({a}, \\infty)")
    return Gold(f"x > {a}", same, (f"x < {a}", f"x \\ge {a}", f"x > {a + 1}", f"x > -{a}"))


@st.composite
def polynomials(draw: Draw) -> Gold:
    (a, b), x = (draw(digits), draw(digits)), draw(letters)
    first, second = a + b, a * b
    text = f"{x}^2 + {first}{x} + {second}"
    same = (f"({x}+{a})({x}+{b})", f"{second}+{first}{x}+{x}^{{2}}", f"{x}({x}+{first})+{second}")
    other = (
        f"{x}^2 - {first}{x} + {second}",
        f"{x}^2 + {first}{x} + {second + 1}",
        f"{x}^3 + {first}{x} + {second}",
        text.replace(x, "q"),
    )
    return Gold(text, same, other)


@st.composite
def radicals(draw: Draw) -> Gold:
    a, b = draw(digits), draw(st.sampled_from([2, 3, 5, 7, 11]))
    same = (f"\\sqrt{{{a * a * b}}}", f"{a}\\cdot\\sqrt {b}", f"{a}√{b}", f"{a}*sqrt({b})")
    other = (f"-{a}\\sqrt{{{b}}}", f"{a}\\sqrt{{{b + 2}}}", f"{a}\\sqrt[3]{{{b}}}", f"{a * b}")
    return Gold(f"{a}\\sqrt{{{b}}}", same, other)


@st.composite
def families(draw: Draw) -> Gold:
    a = draw(st.integers(3, 9))
    tail = ", k \\in \\mathbb{Z}"
    text = f"\\frac{{\\pi}}{{{a}}} + 2k\\pi{tail}"
    same = (
        f"2\\pi k + \\frac{{\\pi}}{{{a}}}{tail}",
        f"\\frac{{\\pi}}{{{a}}} + 2n\\pi, n \\in \\mathbb{{Z}}",
    )
    other = (f"\\frac{{\\pi}}{{{a}}} + k\\pi{tail}", f"\\frac{{\\pi}}{{{a + 1}}} + 2k\\pi{tail}")
    return Gold(text, same, other)


@st.composite
def dates(draw: Draw) -> Gold:
    day, year = draw(st.integers(13, 27)), draw(st.integers(1800, 2020))
    number, month = draw(st.sampled_from([(1, "January"), (5, "May"), (10, "October")]))
    same = (
        f"{month} {day}, {year}",
        f"{year}-{number:02d}-{day}",
        f"the {day}th of {month} {year}",
    )
    other = (f"{day + 1} {month} {year}", f"{day} {month} {year + 1}", f"{day} July {year}")
    return Gold(f"{day} {month} {year}", same, other)


formulae = st.sampled_from(
    [
        Gold("H_2SO_4", ("H2SO4", "\\mathrm{H_2SO_4}", "H₂SO₄"), ("H_2SO_3", "HSO_4", "H_2S_4O")),
        Gold("Fe^{3+}", ("\\mathrm{Fe}^{3+}", "Fe³⁺"), ("Fe^{2+}", "Fe^{3-}", "F^{3+}")),
        Gold("Ca(OH)_2", ("\\ce{Ca(OH)2}", "Ca(OH)2"), ("CaOH_2", "Ca(OH)_3", "Cs(OH)_2")),
    ]
)


@st.composite
def based(draw: Draw) -> Gold:
    value = draw(st.integers(40, 400))
    digits = ""
    left = value
    while left:
        left, digit = divmod(left, 3)
        digits = f"{digit}{digits}"
    same = (f"{digits}_{{3}}", f"{digits}_{{\\text{{three}}}}")
    turned = digits[:-1] + str((int(digits[-1]) + 1) % 3)
    return Gold(f"{digits}_3", same, (f"{turned}_3", f"{digits}_4", f"{digits}0_3"))


@st.composite
def complexes(draw: Draw) -> Gold:
    a, b = draw(digits), draw(digits)
    same = (f"{b}i+{a}", f"{a} + {b} i", f"{a}+i\\cdot {b}")
    return Gold(f"{a} + {b}i", same, (f"{a} - {b}i", f"{a} + {b + 1}i", f"{a + b}", f"-{a} + {b}i"))


booleans = st.sampled_from(
    [
        Gold("True", ("true", "\\text{True}"), ("False", "false")),
        Gold("False", ("false", "\\text{False}"), ("True", "true")),
        Gold("Yes", ("yes", "\\text{Yes}"), ("No", "no")),
    ]
)


@st.composite
def ratios(draw: Draw) -> Gold:
    a, b = draw(digits), draw(st.sampled_from([11, 13, 17]))
    same = (f"{a} : {b}", f"{2 * a}:{2 * b}", f"{a} \\colon {b}", f"{a} to {b}")
    return Gold(f"{a}:{b}", same, (f"{b}:{a}", f"{a}:{b + 1}", f"{a}:{b}:1"))


SIMPLE: dict[str, st.SearchStrategy[Gold]] = {
    "integer": integers(),
    "fraction": fractions(),
    "decimal": decimals(),
    "scientific": scientific(),
    "percent": percents(),
    "quantity": quantities(),
    "money": moneys(),
    "interval": intervals(),
    "union": unions(),
    "set": sets(),
    "list": lists(),
    "point": points(),
    "matrix": matrices(),
    "equation": equations(),
    "inequality": inequalities(),
    "polynomial": polynomials(),
    "radical": radicals(),
    "date": dates(),
    "base": based(),
    "complex": complexes(),
    "boolean": booleans,
    "ratio": ratios(),
}
"""Types of which two answers can always be told apart."""

GOLDS = {**SIMPLE, "family": families(), "formula": formulae}
