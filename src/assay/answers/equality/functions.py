"""The elementary functions in double precision, real and complex, with their slopes.

The slope carries an error of the argument over to the value. Where it is infinite, at the ends of
the domain of arcsin say, it is cut off; the radius is then no strict bound any more, and the
comparison of such values goes on to high precision.
"""

from __future__ import annotations

import cmath
import math
import operator
from collections.abc import Callable
from typing import Any

__all__ = [
    "COMPLEX",
    "INVERSE_RECIPROCALS",
    "PARTS",
    "REAL",
    "RECIPROCALS",
    "SLOPES",
    "STEPS",
    "WHOLE",
]


def _factorial(value: float) -> float:
    return math.gamma(value + 1.0)


def _double_factorial(value: float) -> float:
    if not value.is_integer() or not -1 <= value < 300:
        raise ValueError(value)
    return float(math.prod(range(round(value), 0, -2)))


RECIPROCALS = {
    "cot": "tan",
    "sec": "cos",
    "csc": "sin",
    "coth": "tanh",
    "sech": "cosh",
    "csch": "sinh",
}
INVERSE_RECIPROCALS = {
    "arcsec": "arccos",
    "arccsc": "arcsin",
    "arcsech": "arccosh",
    "arccsch": "arcsinh",
    "arccoth": "arctanh",
}
PARTS = frozenset({"abs", "norm", "re", "im", "conj", "arg"})
STEPS = frozenset({"sign", "floor", "ceil"})
WHOLE: dict[str, Callable[..., int]] = {
    "gcd": math.gcd,
    "lcm": math.lcm,
    "mod": operator.mod,
}


def _arccot(value: float) -> float:
    return math.pi / 2 - math.atan(value)


REAL: dict[str, Callable[[float], float]] = {
    "sin": math.sin,
    "cos": math.cos,
    "tan": math.tan,
    "arcsin": math.asin,
    "arccos": math.acos,
    "arctan": math.atan,
    "arccot": _arccot,
    "sinh": math.sinh,
    "cosh": math.cosh,
    "tanh": math.tanh,
    "arcsinh": math.asinh,
    "arccosh": math.acosh,
    "arctanh": math.atanh,
    "log": math.log,
    "factorial": _factorial,
    "factorial2": _double_factorial,
}
COMPLEX: dict[str, Callable[[complex], complex]] = {
    "sin": cmath.sin,
    "cos": cmath.cos,
    "tan": cmath.tan,
    "arcsin": cmath.asin,
    "arccos": cmath.acos,
    "arctan": cmath.atan,
    "sinh": cmath.sinh,
    "cosh": cmath.cosh,
    "tanh": cmath.tanh,
    "arcsinh": cmath.asinh,
    "arccosh": cmath.acosh,
    "arctanh": cmath.atanh,
    "log": cmath.log,
}


def _near_one(value: Any) -> Any:
    """The slope of arcsin, which is infinite at the ends of its domain."""
    return 1 / max(abs(cmath.sqrt(1 - value * value)), 1e-8)


SLOPES: dict[str, Callable[[Any], Any]] = {
    "sin": cmath.cos,
    "cos": cmath.sin,
    "tan": lambda x: 1 + cmath.tan(x) ** 2,
    "arcsin": _near_one,
    "arccos": _near_one,
    "arctan": lambda x: 1 / max(abs(1 + x * x), 1e-8),
    "arccot": lambda x: 1 / (1 + x * x),
    "sinh": cmath.cosh,
    "cosh": cmath.sinh,
    "tanh": lambda x: 1.0 if isinstance(x, float) else 1 - cmath.tanh(x) ** 2,
    "arcsinh": lambda x: 1 / max(abs(cmath.sqrt(1 + x * x)), 1e-8),
    "arccosh": lambda x: 1 / max(abs(cmath.sqrt(x * x - 1)), 1e-8),
    "arctanh": lambda x: 1 / max(abs(1 - x * x), 1e-12),
    "log": lambda x: 1 / x,
    "factorial": lambda x: 3.0 * math.gamma(x + 1.0) * (1 + math.log(1 + abs(x))),
    "factorial2": lambda _: 0.0,
}
