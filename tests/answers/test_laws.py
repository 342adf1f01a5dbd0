"""Laws of equality: reflexive, symmetric, blind to rewriting, alert to every real change."""

from __future__ import annotations

from fractions import Fraction
from random import Random

from hypothesis import assume, given
from hypothesis import strategies as st

from assay.answers.equality import compare
from assay.answers.equality.exact import exact
from assay.answers.equality.partial import NoValue
from assay.answers.trees import Add, Call, Const, Mul, Node, Num, Pow, Sym
from assay.answers.values import (
    Collection,
    Interval,
    Matrix,
    Quantity,
    Relation,
    Scalar,
    Unit,
    Value,
)
from effort import tried

LAW = tried(120)

numbers = st.one_of(
    st.integers(-30, 30).map(Num),
    st.fractions(min_value=-5, max_value=5, max_denominator=12).map(Num),
)
leaves = st.one_of(
    numbers, st.sampled_from([Sym("x"), Sym("y"), Const("pi"), Const("e"), Sym("n")])
)


def grown(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    few = st.lists(inner, min_size=2, max_size=3).map(tuple)
    return st.one_of(
        few.map(Add),
        few.map(Mul),
        st.builds(Pow, inner, st.sampled_from([Num(2), Num(-1), Num(3), Num(Fraction(1, 2))])),
        st.builds(lambda name, part: Call(name, (part,)), st.sampled_from(["sin", "exp"]), inner),
    )


trees: st.SearchStrategy[Node] = st.recursive(leaves, grown, max_leaves=8)
polynomials: st.SearchStrategy[Node] = st.recursive(
    st.one_of(numbers, st.sampled_from([Sym("x"), Sym("y")])),
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: Add(tuple(parts))),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: Mul(tuple(parts))),
        st.builds(Pow, inner, st.sampled_from([Num(2), Num(3)])),
    ),
    max_leaves=8,
)
constants = st.integers(-50, 50).map(lambda number: Scalar(Num(number)))


def equal(one: Value, other: Value) -> bool | None:
    outcome = compare((one,), (other,)).equal
    assert compare((other,), (one,)).equal is outcome
    return outcome


@LAW
@given(trees)
def test_reflexive(tree: Node) -> None:
    assert equal(Scalar(tree), Scalar(tree)) is True


@LAW
@given(trees, trees)
def test_symmetric(one: Node, other: Node) -> None:
    equal(Scalar(one), Scalar(other))


@LAW
@given(polynomials, polynomials, polynomials)
def test_rewriting_changes_nothing(a: Node, b: Node, c: Node) -> None:
    whole = Mul((a, Add((b, c))))
    spread = Add((Mul((c, a)), Mul((b, a))))
    assert equal(Scalar(whole), Scalar(spread)) is True
    square = Pow(Add((a, b)), Num(2))
    assert equal(Scalar(square), Scalar(Add((Pow(a, Num(2)), Pow(b, Num(2)), Mul((Num(2), a, b))))))


@LAW
@given(polynomials, st.integers(1, 9))
def test_a_changed_constant_is_seen(tree: Node, change: int) -> None:
    assert equal(Scalar(tree), Scalar(Add((tree, Num(change))))) is False


@LAW
@given(trees)
def test_a_changed_sign_is_never_equal_unless_zero(tree: Node) -> None:
    negative = Mul((Num(-1), tree))
    if equal(Scalar(tree), Scalar(negative)):
        assert equal(Scalar(tree), Scalar(Num(0))) in (True, None)


@LAW
@given(polynomials, st.integers(1, 20), st.integers(1, 20))
def test_agrees_with_exact_values(tree: Node, x: int, y: int) -> None:
    """What is called equal has equal exact values at any point; what differs somewhere is not."""
    other = Add((tree, Mul((Sym("x"), Num(0)))))
    try:
        left = exact(tree, {"x": x, "y": y})
    except NoValue:
        assume(False)
        return
    assert left == exact(other, {"x": x, "y": y})
    assert equal(Scalar(tree), Scalar(other)) is True


@LAW
@given(st.fractions(max_denominator=10**6), st.fractions(max_denominator=10**6))
def test_exact_numbers(one: Fraction, other: Fraction) -> None:
    assert equal(Scalar(Num(one)), Scalar(Num(other))) is (one == other)


@LAW
@given(st.lists(constants, min_size=1, max_size=12), st.randoms(use_true_random=False))
def test_the_order_of_a_list_does_not_matter(items: list[Scalar], source: Random) -> None:
    mixed = list(items)
    source.shuffle(mixed)
    one, other = Collection("list", tuple(items)), Collection("set", tuple(mixed))
    assert equal(one, other) is True


@LAW
@given(st.lists(constants, min_size=2, max_size=12, unique=True), constants)
def test_a_missing_or_foreign_element_is_seen(items: list[Scalar], extra: Scalar) -> None:
    whole = Collection("list", tuple(items))
    assert equal(whole, Collection("list", tuple(items[1:]))) is False
    if extra not in items:
        assert equal(whole, Collection("list", (*items, extra))) is False


@LAW
@given(st.lists(constants, min_size=2, max_size=8))
def test_the_order_of_a_tuple_matters(items: list[Scalar]) -> None:
    turned = items[::-1]
    same = items == turned
    assert equal(Collection("tuple", tuple(items)), Collection("tuple", tuple(turned))) is same


@LAW
@given(st.integers(-20, 20), st.integers(1, 20), st.booleans(), st.booleans())
def test_every_bracket_of_an_interval_counts(
    low: int, length: int, left: bool, right: bool
) -> None:
    ends = (Num(low), Num(low + length))
    interval = Interval(*ends, left, right)
    assert equal(interval, Interval(*ends, left, right)) is True
    assert equal(interval, Interval(*ends, not left, right)) is False
    assert equal(interval, Interval(*ends, left, not right)) is False
    assert equal(interval, Interval(ends[0], Num(low + length + 1), left, right)) is False


@LAW
@given(st.integers(-20, 20), st.integers(1, 20), st.booleans(), st.booleans())
def test_an_interval_is_its_inequality(low: int, length: int, left: bool, right: bool) -> None:
    interval = Interval(Num(low), Num(low + length), left, right)
    sides = (Scalar(Num(low)), Scalar(Sym("x")), Scalar(Num(low + length)))
    chain = Relation(sides, ("<=" if left else "<", "<=" if right else "<"))
    assert equal(interval, chain) is True
    other = Relation(sides, ("<=" if left else "<", "<" if right else "<="))
    assert equal(interval, other) is False


METRE = Unit("m", dimension=(1, 0, 0, 0, 0, 0, 0, 0))
SECOND = Unit("s", dimension=(0, 0, 1, 0, 0, 0, 0, 0))


@LAW
@given(st.integers(1, 10**6), st.integers(-3, 3))
def test_a_unit_converts_by_its_factor(count: int, power: int) -> None:
    scaled = Unit("u", Fraction(10) ** power, dimension=METRE.dimension)
    number = Num(Fraction(count) / Fraction(10) ** power)
    assert equal(Quantity(Num(count), METRE), Quantity(number, scaled)) is True
    assert equal(Quantity(Num(count), METRE), Quantity(Num(count), SECOND)) is False
    if power:
        assert equal(Quantity(Num(count), METRE), Quantity(Num(count), scaled)) is False


@LAW
@given(st.lists(st.lists(constants, min_size=2, max_size=2), min_size=2, max_size=3))
def test_one_changed_entry_of_a_matrix_is_seen(rows: list[list[Scalar]]) -> None:
    matrix = Matrix(tuple(tuple(row) for row in rows))
    first = rows[0][0].tree
    assert isinstance(first, Num)
    changed = [[Scalar(Num(first.value + 1)), rows[0][1]], *rows[1:]]
    assert equal(matrix, matrix) is True
    assert equal(matrix, Matrix(tuple(tuple(row) for row in changed))) is False


@LAW
@given(st.integers(-9, 9), st.integers(-9, 9), st.integers(-9, 9), st.integers(1, 9))
def test_a_line_is_its_multiples(a: int, b: int, c: int, factor: int) -> None:
    assume(a and b)

    def line(scale: int, constant: int) -> Relation:
        terms = (Mul((Num(scale * a), Sym("x"))), Mul((Num(scale * b), Sym("y"))))
        return Relation((Scalar(Add(terms)), Scalar(Num(scale * constant))), ("=",))

    assert equal(line(1, c), line(factor, c)) is True
    assert equal(line(1, c), line(-factor, c)) is True
    assert equal(line(1, c), line(factor, c + 1)) is False
