"""Structure: intervals, sets, tuples, lists, relations, systems, conditions, labels, units."""

from __future__ import annotations

from fractions import Fraction

import pytest

from assay.answers.hints import Hints
from assay.answers.limits import MAX_READINGS, TooMuch
from assay.answers.reading import read
from assay.answers.trees import Add, Call, Const, Mul, Node, Num, Pow, Sym
from assay.answers.values import (
    Boolean,
    Cases,
    Choice,
    Collection,
    Formula,
    Interval,
    Labelled,
    Logic,
    Matrix,
    Moment,
    NamedSet,
    Qualified,
    Quantity,
    Ratio,
    Reaction,
    Relation,
    Scalar,
    SetBuilder,
    Text,
    Union,
    Value,
)

X = Scalar(Sym("x"))
INF = Const("inf")
MINUS_INF = Mul((Num(-1), INF))


def number(value: int) -> Scalar:
    return Scalar(Num(value))


def numbers(kind: str, *values: int) -> Collection:
    return Collection(kind, tuple(number(value) for value in values))  # type: ignore[arg-type]


def relation(left: Value, operator: str, right: Value) -> Relation:
    return Relation((left, right), (operator,))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[0,1)", Interval(Num(0), Num(1), True, False)),
        ("(0,1]", Interval(Num(0), Num(1), False, True)),
        ("\\left[-8,0\\right)", Interval(Num(-8), Num(0), True, False)),
        ("[0,1]", Interval(Num(0), Num(1), True, True)),
        ("(-\\infty, 2)", Interval(MINUS_INF, Num(2), False, False)),
        ("[0,+∞)", Interval(Num(0), INF, True, False)),
        ("[0,1[", Interval(Num(0), Num(1), True, False)),
        ("]0,1]", Interval(Num(0), Num(1), False, True)),
        ("[0;1)", Interval(Num(0), Num(1), True, False)),
        ("\\mathbb{R}", NamedSet("R")),
        ("ℝ", NamedSet("R")),
        ("\\mathbb{Z}^+", NamedSet("Z+")),
        ("\\mathbb{Q}_{>0}", NamedSet("Q+")),
        ("\\emptyset", NamedSet("empty")),
        ("\\varnothing", NamedSet("empty")),
        ("∅", NamedSet("empty")),
        ("\\{\\}", NamedSet("empty")),
        ("\\{1,2\\}", numbers("set", 1, 2)),
        ("$${1,2,3}$$", numbers("set", 1, 2, 3)),
        ("(1,2)", numbers("tuple", 1, 2)),
        ("(1,2,3)", numbers("tuple", 1, 2, 3)),
        ("[1,2,3]", numbers("tuple", 1, 2, 3)),
        ("\\langle 1,2\\rangle", numbers("tuple", 1, 2)),
        ("1, 2, 3", numbers("list", 1, 2, 3)),
        ("1; 2; 3", numbers("list", 1, 2, 3)),
        ("1 and 2", numbers("list", 1, 2)),
        ("1, 2, and 3", numbers("list", 1, 2, 3)),
        ("1 or 2", numbers("list", 1, 2)),
        ("1、2", numbers("list", 1, 2)),
        ("1或2", numbers("list", 1, 2)),
        ("1 & 2", numbers("list", 1, 2)),
        ("$1$,$2$", numbers("list", 1, 2)),
        ("\\boxed{1} and \\boxed{2}", numbers("list", 1, 2)),
        ("5:8", Ratio((Num(5), Num(8)))),
        ("1:2:3", Ratio((Num(1), Num(2), Num(3)))),
        ("x=5", relation(X, "=", number(5))),
        ("x \\neq 3", relation(X, "!=", number(3))),
        ("x != 3", relation(X, "!=", number(3))),
        ("x \\in (0,1)", relation(X, "in", Interval(Num(0), Num(1), False, False))),
        ("x \\in \\{1,2\\}", relation(X, "in", numbers("set", 1, 2))),
        ("x∈R", relation(X, "in", NamedSet("R"))),
        ("x \\equiv 3 \\pmod 7", relation(X, "congruent", Scalar(Call("mod", (Num(3), Num(7)))))),
        ("x ≡ 3 (mod 7)", relation(X, "congruent", Scalar(Call("mod", (Num(3), Num(7)))))),
        ("1 < x \\leq 2", Relation((number(1), X, number(2)), ("<", "<="))),
        ("True", Boolean(True)),
        ("no", Boolean(False)),
        ("正确", Boolean(True)),
        ("all real numbers", NamedSet("R")),
        ("all positive integers", NamedSet("Z+")),
        ("3 to 2", Ratio((Num(3), Num(2)))),
        ("no solution", NamedSet("empty")),
        ("infinitely many", Scalar(INF)),
        ("Option C", Choice(("C",))),
        ("(C)", Scalar(Sym("C"))),
        ("(A) Cecile", Choice(("A",))),
        ("4:30 \\text{ p.m.}", Moment(hour=16, minute=30)),
    ],
)
def test_first_reading(text: str, expected: Value) -> None:
    assert read(text)[0] == expected


@pytest.mark.parametrize(
    ("text", "further"),
    [
        ("(0,1)", Interval(Num(0), Num(1), False, False)),
        ("[0,1]", numbers("tuple", 0, 1)),
        ("12:30", Moment(hour=12, minute=30)),
        ("C", Choice(("C",))),
        ("A, C", Choice(("A", "C"))),
        ("(B), (D)", Choice(("B", "D"))),
        ("(b)", Choice(("B",))),
        ("(2)(3)", numbers("list", 2, 3)),
        ("②③", numbers("list", 2, 3)),
        ("15th Day", number(15)),
        ("line segment and circle", Collection("list", (Text("line segment"), Text("circle")))),
        ("\\frac{x}{2} \\approx 1.3", Scalar(Mul((Sym("x"), Pow(Num(2), Num(-1)))))),
        ("\\pm 2", Scalar(Call("pm", (Num(2),)))),
        ("in 1994", number(1994)),
    ],
)
def test_further_readings(text: str, further: Value) -> None:
    assert further in read(text)[1:]


def test_unions_and_differences() -> None:
    low = Interval(MINUS_INF, Num(2), False, True)
    high = Interval(Num(3), INF, False, False)
    for text in ("(-\\infty,2]\\cup(3,\\infty)", "(-∞,2] ∪ (3,∞)", "]-\\infty,2]\\cup]3,+\\infty["):
        assert read(text)[0] == Union((low, high))
    assert read("(-\\infty,2] \\text{ or } (3,\\infty)")[0] == Union((low, high))
    assert read("\\mathbb{R}\\setminus\\{0\\}")[0] == Union((NamedSet("R"),), (numbers("set", 0),))


@pytest.mark.parametrize(
    "text",
    [
        "{x|x>2}",
        "\\{x \\in \\mathbb{R} : x>2\\}",
        "\\{x|x>2\\}",
        "\\{x \\mid x>2\\}",
        "\\{x : x>2\\}",
    ],
)
def test_set_builders(text: str) -> None:
    assert read(text)[0] == SetBuilder(X, relation(X, ">", number(2)))


@pytest.mark.parametrize(
    "text",
    [
        "\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}",
        "\\begin{bmatrix} 1 & 2 \\\\ 3 & 4 \\\\ \\end{bmatrix}",
        "\\left[\\begin{array}{cc}1&2\\\\3&4\\end{array}\\right]",
        "[[1,2],[3,4]]",
    ],
)
def test_matrices(text: str) -> None:
    assert read(text)[0] == Matrix(((number(1), number(2)), (number(3), number(4))))


def test_a_column_vector_is_a_matrix_of_one_column() -> None:
    text = "\\begin{pmatrix} 1/5 \\\\ -18/5 \\end{pmatrix}"
    value = read(text)[0]
    assert isinstance(value, Matrix)
    assert [len(row) for row in value.rows] == [1, 1]


def test_a_formula_broken_into_the_lines_of_a_matrix_is_read_as_one() -> None:
    text = "\\begin{matrix} \\frac{ \\\\ 4 \\\\ }{ \\\\ 3 \\\\ } \\\\ + \\\\ x \\end{matrix}"
    assert read(text)[0] == read("\\frac{4}{3}+x")[0]


def test_plus_or_minus_is_two_values() -> None:
    two = Pow(Num(2), Pow(Num(2), Num(-1)))
    minus = Mul((Num(-1), two))
    pair = (Scalar(Add((Num(1), two))), Scalar(Add((Num(1), minus))))
    assert read("1\\pm\\sqrt2")[0] == Collection("list", pair)
    assert read("\\{1\\pm\\sqrt{2},3\\}")[0] == Collection("set", (*pair, number(3)))
    assert read("0, \\pm 1")[0] == numbers("list", 0, 1, -1)
    assert read("x=\\pm 2")[0] == Collection(
        "list", (relation(X, "=", number(2)), relation(X, "=", number(-2)))
    )


def test_the_signs_of_plus_or_minus_go_together() -> None:
    assert read("(\\pm 1, \\mp 2)")[0] == Collection(
        "list", (numbers("tuple", 1, -2), numbers("tuple", -1, 2))
    )


def test_one_equation_for_several_values() -> None:
    values = tuple(relation(Scalar(Sym("n")), "=", number(value)) for value in (2, 3, 4))
    assert read("n=2, 3, 4")[0] == Collection("list", values)
    assert read("n = 2 or 3 or 4")[0] == Collection("list", values)


@pytest.mark.parametrize(
    "text",
    [
        "x=1, y=2",
        "x=1 \\text{ and } y=2",
        "\\begin{cases}x=1\\\\y=2\\end{cases}",
        "\\left\\{\\begin{array}{l}x=1\\\\y=2\\end{array}\\right.",
        "\\begin{aligned}x&=1\\\\y&=2\\end{aligned}",
    ],
)
def test_systems_are_lists_of_equations(text: str) -> None:
    equations = (relation(X, "=", number(1)), relation(Scalar(Sym("y")), "=", number(2)))
    assert read(text)[0] == Collection("list", equations)


def test_inequalities_joined_by_words_are_one_condition() -> None:
    parts = relation(X, "<", number(1)), relation(X, ">", number(3))
    assert read("x<1 \\text{ or } x>3")[0] == Logic("or", parts)
    assert read("x<1 和 x>3")[0] == Logic("and", parts)


def test_piecewise_definitions() -> None:
    text = "f(x)=\\begin{cases}x & x>0\\\\ 0 & \\text{otherwise}\\end{cases}"
    branches = ((X, relation(X, ">", number(0))), (number(0), Text("otherwise")))
    assert read(text)[0] == relation(Scalar(Call("f", (Sym("x"),))), "=", Cases(branches))


@pytest.mark.parametrize(
    "text",
    [
        "k\\pi, k\\in\\mathbb{Z}",
        "kπ (k∈Z)",
        "k\\pi \\text{ where } k \\text{ is an integer}",
        "k\\pi, where $k$ is any integer",
        "$k\\pi$ for $k \\in \\mathbb{Z}$",
    ],
)
def test_families_carry_their_condition(text: str) -> None:
    membership = relation(Scalar(Sym("k")), "in", NamedSet("Z"))
    assert read(text)[0] == Qualified(Scalar(Mul((Sym("k"), Const("pi")))), (membership,))


def test_an_inequality_on_the_letter_of_an_expression_is_its_condition() -> None:
    value = read("\\frac{1}{1-x}, |x|<1")[0]
    assert isinstance(value, Qualified)
    assert isinstance(read("x=1, y>2")[0], Collection)
    assert isinstance(read("x<1, x>3")[0], Collection)


def test_a_family_with_both_signs() -> None:
    value = read("2k\\pi\\pm\\frac{\\pi}{3}, k\\in\\mathbb{Z}")[0]
    assert isinstance(value, Qualified)
    assert isinstance(value.value, Collection)


def test_a_rounded_value_behind_a_letter_says_nothing_of_the_letter() -> None:
    assert len(read("R\\approx 3.28")) == 1


def test_a_condition_may_come_first() -> None:
    value = read("\\forall x>0, f(x)=0")[0]
    assert isinstance(value, Qualified)
    assert value.conditions == (relation(X, ">", number(0)),)


def test_two_functions_with_a_condition_each() -> None:
    where = "\\text{ for all } x\\in\\mathbb{Z}"
    text = f"f(x)=1 {where}, \\text{{ and }} f(x)=x {where}"
    value = read(text)[0]
    assert isinstance(value, Collection)
    assert all(isinstance(item, Qualified) for item in value.items)


def test_what_only_remarks_is_left_out() -> None:
    assert read("\\text{only }x=0")[0] == relation(X, "=", number(0))
    assert read("240 \\text{ (about)}")[0] == number(240)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Paolo: 18", "paolo"),
        ("Minimum = 18", "minimum"),
        ("The area of triangle ABC is 18", "area of triangle abc"),
        ("\\text{Area} = 18", "area"),
    ],
)
def test_labels(text: str, label: str) -> None:
    assert read(text)[0] == Labelled(label, number(18))


def test_labelled_parts() -> None:
    parts = (Labelled("a", number(5)), Labelled("b", number(7)))
    assert read("(a) 5; (b) 7")[0] == Collection("list", parts)
    assert read("(1). $5$; $\\quad$ (2). $7$")[0] == Collection(
        "list", (Labelled("1", number(5)), Labelled("2", number(7)))
    )


def test_an_ellipsis_is_an_element_of_its_own() -> None:
    assert read("1, 2, \\ldots, n")[0] == Collection(
        "list", (number(1), number(2), Text("..."), Scalar(Sym("n")))
    )


def test_units_within_lists_and_relations() -> None:
    value = read("40 \\text{ red candies}, 60 \\text{ blue candies}")[0]
    assert isinstance(value, Collection)
    assert all(isinstance(item, Quantity) for item in value.items)
    lettered = read("240 \\text{ yuan (A)}, 210 \\text{ yuan (B)}")[0]
    assert isinstance(lettered, Collection)
    assert [item.unit.name for item in lettered.items] == ["yuan", "yuan"]  # type: ignore[union-attr]
    equation = read("C = 60^\\circ")[0]
    assert isinstance(equation, Relation)
    assert isinstance(equation.sides[1], Quantity)


def test_the_numbers_of_a_sentence_are_a_further_reading() -> None:
    text = "The rent for each $A$ room is $240$ yuan, and for each $B$ room is $210$ yuan."
    found = [value for value in read(text) if isinstance(value, Collection)]
    assert [item.tree for item in found[0].items] == [Num(240), Num(210)]  # type: ignore[union-attr]
    assert isinstance(read(text)[0], Text)


@pytest.mark.parametrize(
    "text", ["not 5", "\\neq 5", ">5", "5 or any other number", "5 __import__('os')"]
)
def test_a_denied_or_hedged_number_is_not_stated(text: str) -> None:
    assert Scalar(Num(5)) not in read(text)


def test_an_open_list_is_not_its_first_element() -> None:
    assert read("5, \\ldots")[0] == Collection("list", (number(5), Text("...")))


@pytest.mark.parametrize("text", ["x_1 and F2 layers", "the value of 2x", "part 3.1.4 of it"])
def test_numbers_that_belong_to_something_are_not_stated(text: str) -> None:
    assert not any(isinstance(value, Scalar) for value in read(text))


def test_chemistry() -> None:
    assert any(isinstance(value, Formula) for value in read("H_2O"))
    assert any(isinstance(value, Formula) for value in read("\\ce{SO4^{2-}}"))
    assert any(isinstance(value, Reaction) for value in read("2H2 + O2 -> 2H2O"))


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("(0,1)", "interval", Interval(Num(0), Num(1), False, False)),
        ("[0,1]", "tuple", numbers("tuple", 0, 1)),
        ("1,234", "list", numbers("list", 1, 234)),
        ("C", "choice", Choice(("C",))),
        ("12:30", "time", Moment(hour=12, minute=30)),
        ("odd", "text", Text("odd")),
    ],
)
def test_a_hint_moves_its_reading_to_the_front(text: str, kind: str, expected: Value) -> None:
    assert read(text, Hints(type=kind))[0] == expected  # type: ignore[arg-type]


def test_a_hint_changes_only_the_order() -> None:
    assert set(read("(0,1)", Hints(type="interval"))) == set(read("(0,1)"))


def test_readings_are_few_and_distinct() -> None:
    for text in ("1,234", "(0,1), (2,3)", "5 m", "12:30", "log x", "a/bc + \\log x \\pm (0,1)"):
        readings = read(text)
        assert 0 < len(readings) <= MAX_READINGS
        assert len(set(readings)) == len(readings)


def test_lists_and_chains_beyond_the_limits_are_refused() -> None:
    for text in (",".join("1" * 300), "<".join("x" * 300), "(" + ",".join("1" * 300) + ")"):
        with pytest.raises(TooMuch):
            read(text)


def test_an_answer_of_too_many_characters_is_refused() -> None:
    with pytest.raises(TooMuch, match="characters"):
        read("x" * 4001)


def test_values_are_exact() -> None:
    tree = read("(1/5, 0.2)")[0].items[1].tree  # type: ignore[union-attr]
    assert tree == Num(Fraction(1, 5), 1)


def test_trees_are_hashable_and_comparable() -> None:
    node: Node = read("\\frac{1}{2}x")[0].tree  # type: ignore[union-attr]
    assert hash(node) == hash(read("\\dfrac12 x")[0].tree)  # type: ignore[union-attr]
