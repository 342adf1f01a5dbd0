"""The other end of `symbolic`: reads two trees a line, answers `equal`, `different` or a reason.

It builds sympy objects node by node and asks whether the difference simplifies to zero. It has no
clock of its own: whoever asks kills it. Memory is bounded, so that a runaway simplification
cannot take the machine with it.
"""

from __future__ import annotations

import contextlib
import json
import sys
from typing import Any

__all__ = ["main"]

_MEMORY = 2 << 30
_NAMES = {
    "arcsin": "asin",
    "arccos": "acos",
    "arctan": "atan",
    "arccot": "acot",
    "arcsec": "asec",
    "arccsc": "acsc",
    "arcsinh": "asinh",
    "arccosh": "acosh",
    "arctanh": "atanh",
    "abs": "Abs",
    "conj": "conjugate",
    "ceil": "ceiling",
    "binom": "binomial",
    "perm": "ff",
    "max": "Max",
    "min": "Min",
    "mod": "Mod",
}
_SAME = frozenset(
    """sin cos tan cot sec csc sinh cosh tanh coth exp log sign re im arg floor factorial
    factorial2 gcd lcm""".split()
)


def _built(sympy: Any, node: list[Any]) -> Any:
    head, rest = node[0], node[1:]
    if head == "num":
        return sympy.Rational(int(rest[0], 16), int(rest[1], 16))
    if head == "sym":
        return sympy.Symbol(rest[0], real=True)
    if head == "const":
        return {"pi": sympy.pi, "e": sympy.E, "i": sympy.I, "inf": sympy.oo}[rest[0]]
    operands = [_built(sympy, part) for part in rest]
    if head in ("add", "mul", "pow"):
        return {"add": sympy.Add, "mul": sympy.Mul, "pow": _power(sympy)}[head](*operands)
    return _called(sympy, head.removeprefix("call "), operands)


def _power(sympy: Any) -> Any:
    """A root of odd degree is real, as everywhere else here."""

    def power(base: Any, exponent: Any) -> Any:
        if exponent.is_Rational and exponent.q % 2 and exponent.q > 1 and base.is_real:
            return sympy.real_root(base, exponent.q) ** exponent.p
        return base**exponent

    return power


def _called(sympy: Any, name: str, operands: list[Any]) -> Any:
    if name in ("sum", "prod"):
        kind = sympy.Sum if name == "sum" else sympy.Product
        return kind(operands[0], tuple(operands[1:4])).doit()
    if name == "integral":
        return sympy.integrate(operands[0], tuple(operands[1:]) if operands[2:] else operands[1])
    if name == "derivative":
        return sympy.diff(*operands)
    if name == "limit":
        return sympy.limit(*operands)
    if name in _NAMES or name in _SAME:
        return getattr(sympy, _NAMES.get(name, name))(*operands)
    return sympy.Function(name)(*operands)


def _verdict(sympy: Any, one: Any, other: Any) -> str:
    gap = one - other
    if gap == 0 or sympy.simplify(gap) == 0:
        return "equal"
    known = gap.equals(0)
    return "undecided" if known is None else "equal" if known else "different"


def _bound_memory() -> None:
    """Where the system can; a lower bound from outside stays in force."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


def main() -> None:
    """Answer line by line until the input ends."""
    import sympy  # pyright: ignore[reportMissingTypeStubs]

    _bound_memory()
    print("ready", flush=True)  # noqa: T201
    for line in sys.stdin:
        try:
            one, other = json.loads(line)
            answer = _verdict(sympy, _built(sympy, one), _built(sympy, other))
        except Exception as fault:
            answer = type(fault).__name__
        print(answer, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
