"""Random expressions with a value of their own: LaTeX for our reader, mpmath for the truth.

An expression is a tuple of an operation and its operands. Nothing of ours takes part in making,
rewriting or evaluating it, so that a verdict of ours can be held against it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random
from typing import Any, TypeAlias

import mpmath

__all__ = ["Expression", "NoValue", "grown", "latex", "perturbed", "rewritten", "value"]

Expression: TypeAlias = tuple[Any, ...]


class NoValue(Exception):
    """The expression has no real value of a sensible size here."""


_BINARY = ("add", "add", "sub", "mul", "mul", "div")
_UNARY = ("sqrt", "cbrt", "ln", "sin", "cos", "tan", "arctan", "exp", "abs", "square", "inverse")


def number(rng: Random) -> Expression:
    """A small number, rational or not."""
    kind = rng.choice("nnnnfprb!")
    if kind == "n":
        return ("num", rng.randint(1, 12), 1)
    if kind == "f":
        return ("num", rng.randint(1, 12), rng.randint(2, 12))
    if kind == "p":
        return ("pi",)
    if kind == "r":
        return ("sqrt", ("num", rng.randint(2, 12), 1))
    if kind == "!":
        return ("factorial", rng.randint(0, 7))
    top = rng.randint(1, 9)
    return ("binom", top, rng.randint(0, top))


def grown(rng: Random, depth: int, letters: str = "") -> Expression:
    """A random expression of at most `depth` levels."""
    if not depth or rng.random() < 0.15:
        return ("sym", rng.choice(letters)) if letters and rng.random() < 0.6 else number(rng)
    if rng.random() < 0.55:
        name = rng.choice(_BINARY)
        return (name, grown(rng, depth - 1, letters), grown(rng, depth - 1, letters))
    name = rng.choice(_UNARY)
    return (name, grown(rng, depth - 1, letters))


# Values


def _guarded(result: Any) -> Any:
    if isinstance(result, mpmath.mpc) or not mpmath.isfinite(result):
        raise NoValue
    if result and not 1e-12 < abs(result) < 1e12:
        raise NoValue
    return result


def _cube_root(x: Any) -> Any:
    return mpmath.cbrt(x) if x >= 0 else -mpmath.cbrt(-x)


_VALUES: dict[str, Callable[..., Any]] = {
    "add": lambda x, y: x + y,
    "sub": lambda x, y: x - y,
    "mul": lambda x, y: x * y,
    "div": lambda x, y: x / y,
    "sqrt": mpmath.sqrt,
    "cbrt": _cube_root,
    "ln": mpmath.log,
    "sin": mpmath.sin,
    "cos": mpmath.cos,
    "tan": mpmath.tan,
    "arctan": mpmath.atan,
    "arcsin": mpmath.asin,
    "exp": mpmath.exp,
    "abs": abs,
    "neg": lambda x: -x,
    "square": lambda x: x * x,
    "inverse": lambda x: 1 / x,
}


def value(tree: Expression, point: Mapping[str, Any]) -> Any:
    """The value in the current precision; NoValue where it is none, or beyond all scale."""
    name = tree[0]
    if name == "num":
        return mpmath.mpf(tree[1]) / tree[2]
    if name == "sym":
        return point[tree[1]]
    if name == "pi":
        return +mpmath.pi
    if name == "factorial":
        return mpmath.factorial(tree[1])
    if name == "binom":
        return mpmath.binomial(tree[1], tree[2])
    operands = [value(part, point) for part in tree[1:]]
    try:
        return _guarded(_VALUES[name](*operands))
    except (ZeroDivisionError, ValueError, OverflowError):
        raise NoValue from None


# Rewriting


def rewritten(tree: Expression, rng: Random, times: int = 3) -> Expression:
    """The same function in other clothes, on the same domain but for isolated points."""
    for _ in range(times):
        tree = _somewhere(tree, rng, _equal_form)
    return tree


def perturbed(tree: Expression, rng: Random) -> Expression:
    """One place changed; by chance, the same value still."""
    return _somewhere(tree, rng, _other_form)


def _somewhere(
    tree: Expression, rng: Random, change: Callable[[Expression, Random], Expression]
) -> Expression:
    places = [at for at, part in enumerate(tree) if isinstance(part, tuple)]
    if not places or rng.random() < 0.3:
        return change(tree, rng)
    at = rng.choice(places)
    return (*tree[:at], _somewhere(tree[at], rng, change), *tree[at + 1 :])


def _equal_form(tree: Expression, rng: Random) -> Expression:
    name, two = tree[0], ("num", 2, 1)
    if name in _REWRITES and rng.random() < 0.8:
        return _REWRITES[name](*tree[1:])
    extra = number(rng)
    choices = (
        ("sub", ("add", tree, extra), extra),
        ("div", ("mul", extra, tree), extra),
        ("neg", ("neg", tree)),
        ("div", ("add", tree, tree), two),
        ("add", ("sub", extra, tree), ("sub", ("mul", two, tree), extra)),
    )
    return rng.choice(choices)


def _half(x: Expression) -> Expression:
    return ("div", x, ("num", 2, 1))


_REWRITES: dict[str, Callable[..., Expression]] = {
    "add": lambda x, y: ("add", y, x),
    "mul": lambda x, y: ("mul", y, x),
    "sub": lambda x, y: ("neg", ("sub", y, x)),
    "div": lambda x, y: ("mul", x, ("inverse", y)),
    "square": lambda x: ("mul", x, x),
    "inverse": lambda x: ("div", ("num", 3, 1), ("mul", ("num", 3, 1), x)),
    "abs": lambda x: ("sqrt", ("square", x)),
    "sin": lambda x: ("mul", ("num", 2, 1), ("mul", ("sin", _half(x)), ("cos", _half(x)))),
    "cos": lambda x: ("sub", ("num", 1, 1), ("mul", ("num", 2, 1), ("square", ("sin", _half(x))))),
    "tan": lambda x: ("div", ("sin", x), ("cos", x)),
    "ln": lambda x: ("neg", ("ln", ("inverse", x))),
    "exp": lambda x: ("square", ("exp", _half(x))),
    "sqrt": lambda x: ("exp", _half(("ln", x))),
    "arctan": lambda x: ("arcsin", ("div", x, ("sqrt", ("add", ("num", 1, 1), ("square", x))))),
    "binom": lambda n, k: (
        "div",
        ("factorial", n),
        ("mul", ("factorial", k), ("factorial", n - k)),
    ),
    "num": lambda p, q: ("num", 7 * p, 7 * q),
}
"""The root of zero has no logarithm: such points are left out by `value` itself."""

_OTHER = {"sin": "cos", "cos": "sin", "add": "sub", "sub": "add", "sqrt": "cbrt", "ln": "exp"}


def _other_form(tree: Expression, rng: Random) -> Expression:
    name = tree[0]
    if name in _OTHER and rng.random() < 0.5:
        return (_OTHER[name], *tree[1:])
    if name == "num":
        return ("num", tree[1] + rng.choice((-1, 1, 2)), tree[2])
    small = ("num", 1, rng.choice((1, 2, 10, 1000, 10**6)))
    choices = (("neg", tree), ("add", tree, small), ("mul", tree, ("add", ("num", 1, 1), small)))
    return rng.choice(choices)


# Notation


def latex(tree: Expression, rng: Random) -> str:
    """LaTeX, with one of several ways to write each thing."""
    name, parts = tree[0], tree[1:]
    if name == "num":
        return _fraction(parts[0], parts[1], rng)
    if name in ("sym", "pi"):
        return parts[0] if parts else "\\pi"
    if name == "factorial":
        return f"{parts[0]}!"
    if name == "binom":
        return f"\\binom{{{parts[0]}}}{{{parts[1]}}}"
    return rng.choice(_NOTATION[name]).format(*[latex(part, rng) for part in parts])


def _fraction(top: int, bottom: int, rng: Random) -> str:
    if bottom == 1:
        return str(top)
    return rng.choice(("\\frac{{{}}}{{{}}}", "({}/{})", "\\dfrac{{{}}}{{{}}}")).format(top, bottom)


_NOTATION: dict[str, tuple[str, ...]] = {
    "add": ("({}+{})", "\\left({} + {}\\right)"),
    "sub": ("({}-({}))", "\\left({} - \\left({}\\right)\\right)"),
    "mul": ("({})({})", "({})\\cdot({})", "({}) \\times ({})"),
    "div": ("\\frac{{{}}}{{{}}}", "(({})/({}))", "\\tfrac{{{}}}{{{}}}"),
    "sqrt": ("\\sqrt{{{}}}", "({})^{{1/2}}", "({})^{{\\frac12}}"),
    "cbrt": ("\\sqrt[3]{{{}}}",),
    "ln": ("\\ln({})", "\\ln\\left({}\\right)", "\\log_{{e}}({})"),
    "sin": ("\\sin({})", "\\sin\\left({}\\right)"),
    "cos": ("\\cos({})", "\\cos{{({})}}"),
    "tan": ("\\tan({})",),
    "arctan": ("\\arctan({})", "\\tan^{{-1}}({})"),
    "arcsin": ("\\arcsin({})",),
    "exp": ("e^{{{}}}", "\\exp({})", "\\mathrm{{e}}^{{{}}}"),
    "abs": ("\\left|{}\\right|", "\\lvert {}\\rvert"),
    "neg": ("(-({}))",),
    "square": ("({})^2", "({})^{{2}}", "\\left({}\\right)^{{2}}"),
    "inverse": ("\\frac{{1}}{{{}}}", "({})^{{-1}}", "(1/({}))"),
}
