"""Robust mode: an answer that only repeats what was to be worked out.

"What is 6 + 5 + 8?" is answered by "6 + 5 + 8" with an answer that equals 19. Whoever reads it
takes it for no answer, and a policy that is paid for it learns to repeat questions.
"""

from __future__ import annotations

import re
from math import gcd

from assay.answers.hints import NONE
from assay.checks.answer.comparing import numeral

__all__ = ["restated"]

_WORKED = re.compile(r"[-+*/^%\u00d7\u00f7\u00b7\u22c5\u2212\u221a!]|\\[a-zA-Z]|\w\(")
"""What something is to be worked out by; in front of a numeral alone it is its sign."""
_LAYOUT = re.compile(r"\\(?:left|right|displaystyle|[,;:! ])|[\s{}$]|\\[()\[\]]")
_FRACTION = re.compile(
    r"[-+]?\s*(?:(\d{1,30})\s*/\s*(\d{1,30})|\\[dt]?frac\s*{(\d{1,30})}\s*{(\d{1,30})})"
)
_SAME = str.maketrans({"\u00d7": "*", "\u00b7": "*", "\u22c5": "*", "\u2212": "-", "\u00f7": "/"})
_WRITTEN = (
    ("\\dfrac", "\\frac"), ("\\tfrac", "\\frac"), ("\\cdot", "*"), ("\\times", "*"), ("\\div", "/"),
)  # fmt: skip
_LONGEST = 400
_QUESTION = 4000


def restated(answer: str, golds: tuple[str, ...], question: str) -> bool:
    """Whether the answer is a calculation that stands in the question, and is no gold as written.

    A numeral, a fraction in lowest terms, a name, and words are none.
    """
    if not answer or len(answer) > _LONGEST or _WORKED.search(answer) is None:
        return False
    bare = _bare(answer)
    if not bare or bare in map(_bare, golds) or numeral(answer, NONE) or _lowest(answer):
        return False
    return bare in _bare(question[-_QUESTION:])


def _lowest(text: str) -> bool:
    """Whether it is one fraction that cannot be reduced."""
    found = _FRACTION.fullmatch(text.strip())
    if found is None:
        return False
    top, bottom = (int(part) for part in found.groups() if part is not None)
    return bottom > 1 and gcd(top, bottom) == 1


def _bare(text: str) -> str:
    """Without what only lays it out."""
    for written, plain in _WRITTEN:
        text = text.replace(written, plain)
    return _LAYOUT.sub("", text.translate(_SAME)).rstrip(".=")
