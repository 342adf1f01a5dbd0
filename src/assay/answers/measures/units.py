"""Units of measure: read alone, split off an answer, or read together with their numbers.

The tables are in `symbols` (by symbol), `names` (in words), `chinese` and `currencies`; a unit that
no table knows is none. `PERCENT`, `DEGREE`, `PERMILLE` and `PPM` are the pure numbers with a name.
A first look turns away what has no unit, and only then are readers and tables loaded.
"""

from __future__ import annotations

import re
from fractions import Fraction

from assay.answers.limits import MAX_CHARS
from assay.answers.values import Quantity, Unit

__all__ = [
    "DEGREE",
    "PERCENT",
    "PERMILLE",
    "PPM",
    "read_compound",
    "read_unit",
    "same_tag",
    "split_unit",
]

PERCENT = Unit("%", Fraction(1, 100))
DEGREE = Unit("°", Fraction(1, 180), pi=1)
PERMILLE = Unit("‰", Fraction(1, 1000))
PPM = Unit("ppm", Fraction(1, 1_000_000))

_MAX_UNIT = 120
_MAX_COMPOUND = 120
_TWO_NUMBERS = re.compile(r"\d[^\d]{1,40}\d|[\u4e00-\u9fff].*[\u4e00-\u9fff]")
_ENDING = frozenset("})%°$'\"′″Ω℃Å€£¥₹‰☉⊕²³¹⁰⁴⁵⁶⁷⁸⁹.")
_PRICED = frozenset("$\\€£¥￥₹₽₩₪₫₺฿₱₦-+")


def read_unit(text: str) -> Unit | None:
    """The unit that the whole text states, in LaTeX, symbols or words; None where it is none."""
    if len(text) > _MAX_UNIT:
        return None
    from assay.answers.measures import expressions

    return expressions.read_unit(text)


def split_unit(text: str) -> tuple[str, Unit, bool] | None:
    """The answer without its unit, the unit, and whether its letters can be nothing else.

    `3\\ \\text{kJ}` gives `3`, the kilojoule and True; `5 m` gives `5`, the metre and False, since
    it may be a product. None where there is no unit: `2x+3`, `\\sin x`, `the year 1994`.
    """
    text = text.strip()
    if not text or len(text) > MAX_CHARS or not _may_have_unit(text):
        return None
    from assay.answers.measures.splitting import split

    return split(text)


def _may_have_unit(text: str) -> bool:
    """A first look: whether the last character can end a unit, or the first begin a currency."""
    last = text[-1]
    if not ("0" <= last <= "9"):
        return last in _ENDING or last.isalpha()
    if text[0] in _PRICED or text[0].isupper():
        return True
    return text[-2:-1].isalpha() or text[-2:-1] in "^-" or "**" in text


def read_compound(text: str) -> Quantity | None:
    """The quantity that two or more numbers with units state together: `5 ft 3 in`.

    All parts have one dimension and units grow smaller; the sum counts the first unit.
    """
    if len(text) > _MAX_COMPOUND or not _TWO_NUMBERS.search(text):
        return None
    from assay.answers.measures.compounds import compound

    return compound(text)


def same_tag(left: str, right: str) -> bool:
    """Whether two counts are of the same thing: `vein` and `main vein` are."""
    return left == right or left.endswith(f" {right}") or right.endswith(f" {left}")
