"""Sums with dots: `1+2+\\cdots+100`, `1+3+5+\\ldots+99`, `1+2+\\cdots+n`.

Two or more terms before the dots give the step (or, from three terms on, the ratio); the term
behind them must lie on the same progression. The value is exact and needs no addition one by one.
"""

from __future__ import annotations

from itertools import pairwise

from assay.answers.patterns import lazy
from assay.answers.trees import Call, Node, Num, Sym

__all__ = ["progression"]

_SUM = lazy(
    r"(\d{1,9}(?:\s?\+\s?\d{1,9}){1,8})\s?\+\s?(?:\\[cl]?dots[bc]?|\.\.\.)\s?\+\s?(\d{1,18}|[nmkN])"
)
_FIGURES = lazy(r"\d+")
_MOST_TERMS = 64


def progression(source: str) -> Node | None:
    """The sum that dots stand in; None where the terms follow no progression."""
    found = _SUM.fullmatch(source)
    if found is None:
        return None
    terms = [int(each) for each in _FIGURES.findall(found[1])]
    if found[2].isalpha():
        return _up_to(terms, found[2])
    total = _arithmetic(terms, int(found[2])) or _geometric(terms, int(found[2]))
    return None if total is None else Num(total)


def _up_to(terms: list[int], last: str) -> Node | None:
    """`1 + 2 + ... + n`: successive integers up to a letter."""
    if any(after != before + 1 for before, after in pairwise(terms)):
        return None
    index = Sym("k" if last != "k" else "j")
    return Call("sum", (index, index, Num(terms[0]), Sym(last)))


def _arithmetic(terms: list[int], last: int) -> int | None:
    step = terms[1] - terms[0]
    steady = all(b - a == step for a, b in pairwise(terms))
    if not steady or not step or (last - terms[-1]) % step or (last - terms[-1]) // step < 1:
        return None
    count = (last - terms[0]) // step + 1
    return count * (terms[0] + last) // 2


def _geometric(terms: list[int], last: int) -> int | None:
    if len(terms) < 3 or not terms[0] or terms[1] % terms[0]:
        return None
    ratio = terms[1] // terms[0]
    steady = all(b == a * ratio for a, b in pairwise(terms))
    if not steady or ratio < 2:
        return None
    total, term = sum(terms), terms[-1] * ratio
    for _ in range(_MOST_TERMS):
        total += term
        if term >= last:
            return total if term == last else None
        term *= ratio
    return None
