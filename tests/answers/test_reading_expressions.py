"""Expressions: precedence, implicit products, functions, scripts, and notations of one meaning."""

from __future__ import annotations

import pytest

from assay.answers.hints import Hints
from assay.answers.limits import TooMuch
from assay.answers.reading import read
from assay.answers.trees import Add, Call, Const, Mul, Node, Num, Pow, Sym
from assay.answers.values import Scalar, Text

X, Y, N = Sym("x"), Sym("y"), Sym("n")
PI, E, IMAGINARY = Const("pi"), Const("e"), Const("i")
HALF = Pow(Num(2), Num(-1))


def tree(text: str, hints: Hints = Hints()) -> Node:  # noqa: B008
    value = read(text, hints)[0]
    assert isinstance(value, Scalar), value
    return value.tree


def root(node: Node) -> Node:
    return Pow(node, HALF)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x+y", Add((X, Y))),
        ("x-y", Add((X, Mul((Num(-1), Y))))),
        ("x-5", Add((X, Num(-5)))),
        ("2x", Mul((Num(2), X))),
        ("xy", Mul((X, Y))),
        ("2x^2y", Mul((Num(2), Pow(X, Num(2)), Y))),
        ("-x^2", Mul((Num(-1), Pow(X, Num(2))))),
        ("(-x)^2", Pow(Mul((Num(-1), X)), Num(2))),
        ("2^{3^2}", Pow(Num(2), Pow(Num(3), Num(2)))),
        ("2^3^2", Pow(Num(2), Pow(Num(3), Num(2)))),
        ("x^10", Pow(X, Num(10))),
        ("x^{-1}", Pow(X, Num(-1))),
        ("x**2", Pow(X, Num(2))),
        ("x²", Pow(X, Num(2))),
        ("2*-3", Mul((Num(2), Num(-3)))),
        ("2(x+y)", Mul((Num(2), Add((X, Y))))),
        ("x(x+1)", Mul((X, Add((X, Num(1)))))),
        ("\\sqrt{2}", root(Num(2))),
        ("\\sqrt2", root(Num(2))),
        ("√2", root(Num(2))),
        ("√(2)", root(Num(2))),
        ("sqrt(2)", root(Num(2))),
        ("4√(2)", Mul((Num(4), root(Num(2))))),
        ("\\sqrt[3]{x}", Pow(X, Pow(Num(3), Num(-1)))),
        ("³√x", Pow(X, Pow(Num(3), Num(-1)))),
        ("2\\pi", Mul((Num(2), PI))),
        ("2π", Mul((Num(2), PI))),
        ("pi/2", Mul((PI, HALF))),
        ("exp(16)", Call("exp", (Num(16),))),
        ("e^{i\\pi}", Pow(E, Mul((IMAGINARY, PI)))),
        ("6 - 5i", Add((Num(6), Mul((Num(-1), Num(5), IMAGINARY))))),
        ("n!", Call("factorial", (N,))),
        ("7!!", Call("factorial2", (Num(7),))),
        ("2n!", Mul((Num(2), Call("factorial", (N,))))),
        ("|x|", Call("abs", (X,))),
        ("\\left|x-1\\right|", Call("abs", (Add((X, Num(-1))),))),
        ("\\lvert x\\rvert", Call("abs", (X,))),
        ("|x||y|", Mul((Call("abs", (X,)), Call("abs", (Y,))))),
        ("||x|-1|", Call("abs", (Add((Call("abs", (X,)), Num(-1))),))),
        ("\\lfloor x\\rfloor", Call("floor", (X,))),
        ("⌈x⌉", Call("ceil", (X,))),
        ("\\binom{n}{2}", Call("binom", (N, Num(2)))),
        ("{n \\choose 2}", Call("binom", (N, Num(2)))),
        ("C_{n}^{2}", Call("binom", (N, Num(2)))),
        ("C_5^2", Call("binom", (Num(5), Num(2)))),
        ("A_5^2", Call("perm", (Num(5), Num(2)))),
        ("C_1", Sym("C_1")),
        ("x_1", Sym("x_1")),
        ("x_{1}", Sym("x_1")),
        ("x₁", Sym("x_1")),
        ("a_{n+1}", Sym("a_n+1")),
        ("v^2_0", Pow(Sym("v_0"), Num(2))),
        ("\\alpha", Sym("alpha")),
        ("α", Sym("alpha")),
        ("\\varphi", Sym("phi")),
        ("\\overline{AB}", Sym("AB")),
        ("\\vec{a}", Sym("a")),
        ("\\infty", Const("inf")),
        ("-∞", Mul((Num(-1), Const("inf")))),
        ("\\text{undefined}", Const("undefined")),
        ("\\max(1,x)", Call("max", (Num(1), X))),
        ("\\gcd(a, b)", Call("gcd", (Sym("a"), Sym("b")))),
        ("\\frac{\\sqrt{3}}{2}", Mul((root(Num(3)), HALF))),
        ("\\frac{1+x}x", Mul((Add((Num(1), X)), Pow(X, Num(-1))))),
        ("\\mathrm{e}^x", Pow(E, X)),
        ("\\|x\\|", Call("norm", (X,))),
    ],
)
def test_expressions(text: str, expected: Node) -> None:
    assert tree(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\\sin x", Call("sin", (X,))),
        ("sin x", Call("sin", (X,))),
        ("sinx", Call("sin", (X,))),
        ("\\sin(x)", Call("sin", (X,))),
        ("\\sin{x}", Call("sin", (X,))),
        ("\\operatorname{sin} x", Call("sin", (X,))),
        ("\\text{sin}(x)", Call("sin", (X,))),
        ("\\sin 2x", Call("sin", (Mul((Num(2), X)),))),
        ("\\sin^2 x", Pow(Call("sin", (X,)), Num(2))),
        ("\\sin^{-1} x", Call("arcsin", (X,))),
        ("\\arcsin x", Call("arcsin", (X,))),
        ("\\tan ^{-1}\\left(x\\right)", Call("arctan", (X,))),
        ("\\sin x\\cos x", Mul((Call("sin", (X,)), Call("cos", (X,))))),
        ("sinxcosx", Mul((Call("sin", (X,)), Call("cos", (X,))))),
        ("\\sin x+1", Add((Call("sin", (X,)), Num(1)))),
        ("\\sin(x)^2", Pow(Call("sin", (X,)), Num(2))),
        ("tg x", Call("tan", (X,))),
        ("\\mathrm{Re}(x)", Call("re", (X,))),
        ("\\operatorname{sgn}(x)", Call("sign", (X,))),
        ("asin(x)", Call("arcsin", (X,))),
        ("log2(3)", Call("log", (Num(3), Num(2)))),
        ("C(5,2)", Call("binom", (Num(5), Num(2)))),
        ("3 \\bmod 4", Call("mod", (Num(3), Num(4)))),
        ("\\ln 8", Call("log", (Num(8),))),
        ("\\ln x^2", Call("log", (Pow(X, Num(2)),))),
        ("3\\ln 2", Mul((Num(3), Call("log", (Num(2),))))),
        ("\\log_2 3", Call("log", (Num(3), Num(2)))),
        ("\\log_{10}(2)", Call("log", (Num(2), Num(10)))),
        ("\\log _{10} 2", Call("log", (Num(2), Num(10)))),
        ("\\lg 2", Call("log", (Num(2), Num(10)))),
        ("f(x)", Call("f", (X,))),
        ("f'(x)", Call("f'", (X,))),
        ("f''(x)", Call("f''", (X,))),
        ("f^{-1}(x)", Call("f^-1", (X,))),
        ("y'", Sym("y'")),
        ("\\frac{dy}{dx}", Call("derivative", (Y, X))),
        (
            "\\sum_{i=1}^{n} i^2",
            Call("sum", (Pow(Sym("i"), Num(2)), Sym("i"), Num(1), N)),
        ),
        (
            "\\prod^{n}_{k=1} k",
            Call("prod", (Sym("k"), Sym("k"), Num(1), N)),
        ),
        ("\\int_0^1 x\\,dx", Call("integral", (X, X, Num(0), Num(1)))),
        ("\\int x dx", Call("integral", (X, X))),
        ("\\lim_{x\\to 0} x", Call("limit", (X, X, Num(0)))),
    ],
)
def test_functions(text: str, expected: Node) -> None:
    assert tree(text) == expected


SYNONYMS = [
    ("\\frac{x+1}{2}", "\\dfrac{x+1}{2}", "(x+1)/2", "\\tfrac{x+1}{2}", "$\\frac{x+1}{2}$"),
    ("2\\cdot x", "2\\times x", "2*x", "2x", "2 x", "2·x", "2\\,x", "2\\cdotx"),
    ("\\left(x+1\\right)^2", "(x+1)^2", "\\big(x+1\\big)^2", "( x + 1 )^{2}", "(x+1)**2", "(x+1)²"),
    ("\\sqrt{x}", "\\sqrt x", "√x", "sqrt(x)", "$\\displaystyle \\sqrt{x}$", "\\(\\sqrt{x}\\)"),
    ("x\\leq 2", "x \\le 2", "x<=2", "x ≤ 2", "x \\leqslant 2", "$x\\leq2$."),
    ("\\{1,2\\}", "\\left\\{1, 2\\right\\}", "$\\{1,\\;2\\}$", "{1,2}", "\\lbrace 1,2\\rbrace"),
    ("(0,\\infty)", "(0, +\\infty)", "\\left(0,+\\infty\\right)", "(0,∞)", "(0, \\infty )."),
    ("f(x)=x", "$f(x) = x$", "$$f(x)=x$$", "\\[ f(x) = x \\]", "**$f(x)=x$**"),
    ("\\begin{pmatrix}1\\\\2\\end{pmatrix}", "\\begin{bmatrix} 1 \\\\[2pt] 2 \\end{bmatrix}"),
    ("x \\text{ and } y", "x and y", "x 和 y", "$x$ and $y$", "x, y", "x; y"),
]


@pytest.mark.parametrize("ways", SYNONYMS, ids=[ways[0] for ways in SYNONYMS])
def test_synonyms_have_one_reading(ways: tuple[str, ...]) -> None:
    first = read(ways[0])[0]
    assert all(read(way)[0] == first for way in ways[1:])


def test_log_without_a_base_has_two_readings() -> None:
    assert read("\\log x") == (
        Scalar(Call("log", (X,))),
        Scalar(Call("log", (X, Num(10)))),
    )


def test_a_slash_before_a_product_has_two_readings() -> None:
    left = Scalar(Mul((Num(1), HALF, X)))
    right = Scalar(Mul((Num(1), Pow(Mul((Num(2), X)), Num(-1)))))
    assert read("1/2x") == (left, right)


def test_letters_of_a_short_word_may_be_factors() -> None:
    assert read("odd") == (Text("odd"), Scalar(Mul((Sym("o"), Sym("d"), Sym("d")))))
    assert tree("$abc$") == Mul((Sym("a"), Sym("b"), Sym("c")))


def test_e_and_i_may_be_variables() -> None:
    assert tree("i", Hints(variables=("i",))) == Sym("i")
    assert tree("3i+4j") == Add((Mul((Num(3), Sym("i"))), Mul((Num(4), Sym("j")))))
    assert tree("3\\mathbf{i}+4\\mathbf{j}") == tree("3i+4j")


def test_a_function_of_any_letter_is_defined_by_an_equation() -> None:
    relation = read("x(t) = 2t")[0]
    assert relation.sides[0] == Scalar(Call("x", (Sym("t"),)))  # type: ignore[union-attr]


def test_words_that_hold_the_name_of_a_function_are_words() -> None:
    assert isinstance(read("cost")[0], Text)
    assert isinstance(read("increasing")[0], Text)
    assert isinstance(read("login")[0], Text)


@pytest.mark.parametrize(
    "text",
    [
        "\\frac{1}{1+" * 70 + "1" + "}" * 70,
        "(" * 70 + "1" + ")" * 70,
        "2^" * 80 + "2",
        "\\sin" * 70 + "x",
    ],
)
def test_what_is_nested_too_deep_is_refused(text: str) -> None:
    with pytest.raises(TooMuch, match="60"):
        read(text)


def test_moderate_nesting_is_read() -> None:
    assert isinstance(read("\\frac{1}{1+" * 25 + "1" + "}" * 25)[0], Scalar)
    assert isinstance(read("\\sqrt{" * 40 + "2" + "}" * 40)[0], Scalar)


@pytest.mark.parametrize(
    "text", ["x+", "*", "\\frac{1}", "\\sqrt", "^2", "f(", "\\sum_{i}", "2 3x"]
)
def test_fragments_never_raise(text: str) -> None:
    assert read(text)


def test_an_unknown_command_is_no_number() -> None:
    assert isinstance(read("\\foobar{3}")[0], Text)
    assert isinstance(read("__import__('os').system('x')")[0], Text)
