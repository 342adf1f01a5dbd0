"""Robust mode: an answer that only repeats what was to be worked out.

"What is 6 + 5 + 8?" is answered by "6 + 5 + 8" with an answer that equals 19. Whoever reads it
takes it for no answer, and a policy that is paid for it learns to repeat questions.
"""

from __future__ import annotations

import re
from math import gcd
from typing import Any

from assay.answers.hints import NONE
from assay.answers.trees import Add, Call, Mul, Num, Pow
from assay.answers.values import Quantity, Scalar
from assay.checks.answer.comparing import first_value

__all__ = ["restated"]

_MIXED = re.compile(r"[-+]?\d+\s*(?:\s\d+\s*/\s*\d+|\\[dt]?frac.*)", re.DOTALL)
_LAYOUT = re.compile(r"\\(?:left|right|displaystyle|[,;:! ])|[\s{}$]|\\[()\[\]]")
_SAME = str.maketrans({"\u00d7": "*", "\u00b7": "*", "\u22c5": "*", "\u2212": "-", "\u00f7": "/"})
_WRITTEN = (
    ("\\dfrac", "\\frac"), ("\\tfrac", "\\frac"), ("\\cdot", "*"), ("\\times", "*"), ("\\div", "/"),
)  # fmt: skip
_LONGEST = 400
_QUESTION = 4000


def restated(answer: str, golds: tuple[str, ...], question: str) -> bool:
    """Whether the answer is a calculation that stands in the question, where every gold is a
    number that needs none.

    A numeral, a fraction in lowest terms and a mixed number need none, with a unit or without.
    """
    bare = _bare(answer) if len(answer) <= _LONGEST else ""
    if not bare or bare not in _bare(question[-_QUESTION:]):
        return False
    return _is_calculation(answer) and all(map(_is_number, golds))


def _is_calculation(text: str) -> bool:
    value = first_value(text, NONE)
    if not isinstance(value, Scalar | Quantity) or _MIXED.fullmatch(text.strip(" $")):
        return False
    return not _settled(value.tree) and _of_numbers(value.tree)


def _of_numbers(tree: Any) -> bool:
    """Whether nothing but numbers is worked with: what else there is may be a unit."""
    if isinstance(tree, Add):
        return all(map(_of_numbers, tree.terms))
    if isinstance(tree, Mul):
        return all(map(_of_numbers, tree.factors))
    if isinstance(tree, Call):
        return all(map(_of_numbers, tree.args))
    if isinstance(tree, Pow):
        return _of_numbers(tree.base) and _of_numbers(tree.exponent)
    return isinstance(tree, Num)


def _is_number(text: str) -> bool:
    value = first_value(text, NONE)
    return isinstance(value, Scalar | Quantity) and _settled(value.tree)


def _settled(tree: Any) -> bool:
    """Whether it is a numeral, or a fraction of two that cannot be reduced."""
    if isinstance(tree, Num):
        return True
    if not isinstance(tree, Mul) or len(tree.factors) != 2:
        return False
    top, bottom = tree.factors
    if not isinstance(top, Num) or not isinstance(bottom, Pow) or bottom.exponent != Num(-1):
        return False
    if not isinstance(bottom.base, Num):
        return False
    one, other = top.value, bottom.base.value
    return isinstance(one, int) and isinstance(other, int) and other > 1 and gcd(one, other) == 1


def _bare(text: str) -> str:
    """Without what only lays it out."""
    for written, plain in _WRITTEN:
        text = text.replace(written, plain)
    return _LAYOUT.sub("", text.translate(_SAME)).rstrip(".=")
