"""How a unit is split off an answer, for `assay.answers.measures.units`.

A numeral in front makes it plain where the unit starts; elsewhere the longest end that reads as a
unit is taken, provided that what is left is an operand: balanced, and not ending in an operator.
Letters that stand bare are units only if they are used so often (`km`, `kJ`, `m/s`), and single
ones are never certain, since `5 m` may be a product. Words that are no unit but follow a numeral
(`12 apples`) count things.
"""

from __future__ import annotations

import re

from assay.answers.measures.bare import bare_unit
from assay.answers.measures.chinese import chinese_unit
from assay.answers.measures.counting import counted
from assay.answers.measures.expressions import MAX_UNIT_CHARS, read_unit
from assay.answers.measures.numerals import read_words
from assay.answers.measures.prices import rated, split_price
from assay.answers.values import Unit

__all__ = ["split"]

_MAX_STARTS = 8
_NUMERAL = re.compile(
    r"[-+−]?\s*(?:\d(?:[\d.]|(?:,\s?|\{,\}|\\[!,] ?|,\\! ?| )(?=\d{3}(?!\d)))*|\.\d+)"
    r"(?:\s*(?:\\times|\\cdot|×|·|\*|x)\s*10\s*(?:(?:\^|\*\*)\s*"
    r"(?:\{\s*[-+−]?\s*\d+\s*\}|[-+−]?\d+)|[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)"
    r"|[eE][-+−]?\d+(?![A-Za-z\d]))?"
    r"(?:\s*/\s*\d+(?![\d.])| \d+/\d+(?![\d.]))?"
    r"(?:\s(?:hundred|thousand|million|billion|trillion|dozen)\b(?!\s+(?:and|\d)))?"
)
_HANZI = re.compile(
    "[零〇一二三四五六七八九十百千万亿两半点负]+(?:分之[零一二三四五六七八九十百千万亿]+)?"
)
_SCALES = "百千万亿"
_BLANK = r"(?:\s|~|\\[ ,;:!]|\\q?quad(?![A-Za-z])|\u00a0|\u202f|\u2009)"
_SPACING = re.compile(f"{_BLANK}+")
_TRAILING = " \t\n~\u00a0\u202f\u2009"
_CLOSING = ("\\", "\\,", "\\;", "\\:", "\\!", "\\quad", "\\qquad")
_WRAPPED = re.compile(r"\\(?:text|mathrm|mbox|textrm|textbf|mathbf|textup|hbox)\s*\{([^{}]*)\}")
_START = re.compile(
    r"\\(?:text|mathrm|mbox|textrm|rm|textup|hbox|mathsf|operatorname|unit|si|textbf|mathbf)(?![A-Za-z])"
    r"|\^\s*\{?\s*\\circ(?![A-Za-z])|\\circ(?![A-Za-z])|\\degree|\^?°|\\?%|\\mu(?![A-Za-z])"
    r"|\\Omega(?![A-Za-z])|\\\$|\$|[€£¥₹℃‰Ω]|(?<![A-Za-z\\])[A-Za-zμµÅ]+|[\u4e00-\u9fff]+"
)
_BAD_END = re.compile(
    r"(?:[-+*/=<>^_(\[{,:;&|]|[A-Za-z]\.|\\(?:cdot|times|pm|mp|div|leq?|geq?|to|in|frac|sqrt|left))$"
)
_NUMERATOR = re.compile(r"frac\s*\d$")
_DECADE = re.compile(r"\d{3}0s")
_WORDY = re.compile(r"(?<![A-Za-z\\])[A-Za-z]{2,}")
_VARIABLE = re.compile(r"(?<![A-Za-z\\])[A-Za-z](?![A-Za-z])")
_RELATION = re.compile(r"[=<>:;&%]|\\(?:leq?|lt|geq?|gt|in|to|approx|and)(?![A-Za-z])|, ")


def split(text: str) -> tuple[str, Unit, bool] | None:
    """The answer without its unit, the unit, and whether its letters can be nothing else."""
    if "$" in text or text[-1] == "}":
        text = _unwrapped(text)
    text = _without_stop(text)
    if _DECADE.fullmatch(text):
        return None
    price = split_price(text)
    return _with_rate(*price) if price is not None else _measured(text)


def _measured(text: str) -> tuple[str, Unit, bool] | None:
    """The unit behind a number, for a text that begins with no currency."""
    if not text:
        return None
    head = _NUMERAL.match(text)
    if head is not None:
        return _behind(text, head.end()) if head.end() < len(text) else None
    if not text.isascii():
        hanzi = _HANZI.match(text)
        if hanzi is not None:
            return _chinese(text, hanzi.end())
    return _anywhere(text)


def _unwrapped(text: str) -> str:
    """Without the dollars that enclose mathematics, and the one \\text around the whole."""
    if "$" in text:
        bare = text.replace("\\$", "\0")
        if bare.count("$") % 2 == 0:
            text = bare.replace("$", " ").strip().replace("\0", "\\$")
    whole = _WRAPPED.fullmatch(text)
    return whole[1].strip() if whole is not None and whole[1].strip()[:1].isdigit() else text


def _without_stop(text: str) -> str:
    """Without the full stop that ends a sentence."""
    return text[:-1].rstrip() if text[-1:] == "." else text


def _with_rate(number: str, unit: Unit) -> tuple[str, Unit, bool] | None:
    """A price, with what it is for where that is a unit: `\\$0.06 per mile`."""
    further = _measured(number)
    if further is None:
        return number, unit, True
    return further[0], rated(unit, further[1]), True


def _behind(text: str, end: int) -> tuple[str, Unit, bool] | None:
    """The unit behind a plain numeral, which is all that follows it."""
    spacing = _SPACING.match(text, end)
    start = spacing.end() if spacing is not None else end
    tail = text[start:]
    if not tail or len(tail) > MAX_UNIT_CHARS:
        return None
    head = text[:end].strip()
    first = tail[0]
    if first in _SCALES and (found := _chinese(text, end)) is not None:
        return found
    found = _unit(tail, start > end)
    if found is None and (start > end or first == "\\" or not first.isascii()):
        noun = counted(tail)
        found = (noun, True) if noun is not None else None
    return (head, found[0], found[1]) if found is not None else _anywhere(text)


def _unit(tail: str, apart: bool) -> tuple[Unit, bool] | None:
    """The unit that a tail states, marked as such or in bare letters."""
    if tail[0] in "\\%°^$" or not tail[0].isascii() or "\\" in tail or "{" in tail:
        unit = read_unit(tail)
        return (unit, True) if unit is not None else None
    return bare_unit(tail, apart)


def _chinese(text: str, end: int) -> tuple[str, Unit, bool] | None:
    """A unit behind Chinese numerals, or behind digits with a Chinese scale."""
    while end < len(text):
        unit = chinese_unit(text[end:])
        if unit is not None:
            return text[:end].strip(), unit, True
        if text[end] not in _SCALES:
            return None
        end += 1
    return None


def _anywhere(text: str) -> tuple[str, Unit, bool] | None:
    """The longest end of any text that is a unit, with an operand before it."""
    starts = [found.start() for found in _START.finditer(text, max(0, len(text) - MAX_UNIT_CHARS))]
    for start in starts[-_MAX_STARTS:]:
        if not start:
            continue
        tail = text[start:]
        if tail.count("}") > tail.count("{"):
            continue
        found = _unit(tail, text[start - 1] in _TRAILING)
        if found is None and tail[0] == "\\":
            noun = counted(tail)
            found = (noun, True) if noun is not None else None
        if found is None:
            continue
        head = _head(text[:start])
        if not _is_operand(head):
            return None
        marked = tail[0] in "\\%°^" or not _VARIABLE.search(head)
        return head, found[0], found[1] and marked
    return None


def _head(text: str) -> str:
    """What stands before a unit, without the spacing between them."""
    text = text.strip(_TRAILING)
    while text.endswith(_CLOSING):
        text = text[: text.rindex("\\")].rstrip(_TRAILING)
    return text


def _lacks_denominator(head: str) -> bool:
    """Whether a fraction ends with its numerator, so that what follows is no unit."""
    if not head.endswith("}"):
        return _NUMERATOR.search(head) is not None
    depth = 0
    for place in range(len(head) - 1, -1, -1):
        depth += (head[place] == "}") - (head[place] == "{")
        if not depth:
            return head[:place].rstrip().endswith("frac")
    return True


def _is_operand(head: str) -> bool:
    """Whether a text can be the number before a unit."""
    if not head or _BAD_END.search(head) or _RELATION.search(head):
        return False
    if _lacks_denominator(head):
        return False
    if any(head.count(left) != head.count(right) for left, right in ("{}", "()", "[]")):
        return False
    return not _WORDY.search(head) or read_words(head) is not None
