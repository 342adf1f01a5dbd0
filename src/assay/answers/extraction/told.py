"""The value that a sentence states: "there are 12 apples left", "hence x = 3 + 4 = 7".

What follows the last "is", "are", "has", "=" counts where it begins with a value; else the last
mathematics of the sentence, with what is listed before it; else the last number. A reason given
afterwards ("because ...") does not count.
"""

from __future__ import annotations

import re

from assay.answers.extraction.marks import Span, last_match, money, tighten
from assay.answers.extraction.numerals import NUMBER, WORDS, denied
from assay.answers.extraction.phrases import phrase
from assay.answers.patterns import lazy

__all__ = ["chained", "computed", "leading", "only_mathematics", "value_in"]

_LINK = lazy(
    r"(?:\b(?:is|are|was|were|be|equals?|equal to|becomes?|has|have|had|contains?|costs?|made|"
    r"makes|earns?|need|needs|spent|spends?|get|gets|takes?|took|lasts?|left with|total of|est|"
    r"sont|es|son|ist|sind|è|é|"
    r"aura|auront|coûte|gagne|reste|restent|hay|tiene|quedan|cuesta|hat|kostet|bleiben|ha|costa|"
    r"restano|tem|custa|restam)\b|"
    r"[=≈→]|(?<!\d)[:：]|=>|->|是|为|等于|有|需要|得到?|多|共)\s*(?:of\s+|about\s+|approximately\s+|only\s+|"
    r"exactly\s+|either\s+|a total of\s+|around\s+|roughly\s+|now\s+|also\s+|still\s+|encore\s+|"
    r"noch\s+|ancora\s+|ainda\s+|equal to\s+|"
    r"therefore\s+)*"
    r"(?=\(?[-−]?(?:\$|\\[(\[]|[€£¥]|\.?\d|\\(?:d?frac|sqrt|pi|text\{\d)|"
    + WORDS
    + r"\b(?! of| out)))",
    re.IGNORECASE,
)
_MATH = lazy(
    r"\$\$|\$|\\[()\[\]]|\\(?:begin|end)\{(?:align|aligned|equation|gather|split|eqnarray)\*?\}|"
    r"\\[\\$]"
)
_CLOSERS = {"$": "$", "$$": "$$", "\\(": "\\)", "\\[": "\\]"}
_REASON = lazy(
    r",?\s(?:because|since|as (?:there|it|the|we|this|they)|due to|given that|assuming|"
    r"after (?:all|the))\b",
    re.IGNORECASE,
)
_IDLE = lazy(
    r"(?:\\?[A-Za-z]+'?(?:_\{?\w{1,4}\}?)?(?:\([a-z](?:,\s?[a-z])?\))?|\\[a-z]+\s?\{\w{1,4}\})?\Z"
)
_GLUE = lazy(r"\s*(?:,|;|and|or|y|et|und|和|或|、|,\s*and|,\s*or)?\s*\Z", re.IGNORECASE)
_RELATION = lazy(r"(?<![<>!\\:])=(?!=)|\\approx|≈|\\Rightarrow|\\implies|\\iff|⇒")
_NAME = lazy(r"\s*(?:\\?[A-Za-z]+(?:_\{?\w{1,8}\}?)?(?:\(\w\))?'?|\\[a-z]+\{\w{1,4}\})\s*\Z")
_ARITHMETIC = lazy(
    r"\\(?:[dtc]?frac|sqrt|times|cdot|div|left|right|displaystyle|q?quad|[,;!%$ ])(?![A-Za-z])"
)
_LETTERS = lazy(r"[^\W\d_]|[<>≤≥]|,\s")
_TOTAL = lazy(
    r"[\s(]([$€£]?\d[\d,.]*)(?:\s[^\W\d_]{1,24}){0,2}\s(?:in total|altogether|in all)\W{0,4}\Z",
    re.IGNORECASE,
)
_NEAR_END = 90
_VARIABLE = lazy(r"(?<![A-Za-z\\])\d?[a-z]\s?[-+*^]|[-+*^]\s?\d*[a-z](?![A-Za-z])")
_EQUATION = lazy(
    r"(?:\A|(?<=[\s,:]))(?:[A-Za-z](?:\([a-z]\))?|\d{1,9})\s?=\s?[-+\d.a-z*/^() ]{1,80}\Z"
)
_EITHER = lazy(
    r"(?<![A-Za-z])([a-z])\s?=\s?[-+\d./]{1,20},?\s(?:or|and)\s\1\s?=\s?[-+\d./]{1,20}\Z"
)
_EXCEPTING = lazy(
    r"\b(?:except|excluding|not|no|without|other than|all|every|any|but)\b", re.IGNORECASE
)
_OR_DECIMAL = lazy(
    r"(?:(?<=[}$)π])|(?<=/\d)|(?<=/\d\d)),?\s(?:or|which is|i\.e\.|that is),?\s(?:about\s|"
    r"approximately\s|roughly\s)?\$?[-−]?\d*(?:\.\d+\\?%?|\\?%)\$?\Z"
)
_COUNTED = lazy(
    r"([-−]?\d[\d,.]*)\s?(?:个|個|只|隻|本|页|頁|张|張|条|條|头|件|颗|辆|位|名|棵|块|支|枝|枚|匹|人)\S{0,12}\Z"
)
_COMPOUND = lazy(r"\d[\d.,]*\s[^\W\d_]+(?:,|\sand|,\sand)?\s\d[\d.,]*\s[^\W\d_]+\Z")
_LEFT = lazy(
    r"(?:\s\w+)?\s(?:left|remaining|total|in total|altogether|each|in each|now)\Z", re.IGNORECASE
)
_JOINT = lazy(r"\b(?:and|or)\b|\\text|\\q?quad|;")
_PLANE = lazy(r"(?<![A-Za-z\\])[xyz](?![A-Za-z])")
_ZERO = lazy(r"0\W{0,4}\Z")
_NUMERAL = lazy(WORDS + r"\b", re.IGNORECASE)
_WORDS = lazy(r"\s+[^\W\d_]{2,}")


def value_in(text: str, first: int, last: int) -> Span | None:
    """The value that a sentence states."""
    reason = _REASON.search(text, first, last)
    if reason is not None and NUMBER.search(text, first, reason.start()) is not None:
        last = reason.start()
    maths = _maths(text, first, last)
    links = [
        found.end()
        for found in _LINK.finditer(text, first, last)
        if not any(low <= found.start() < high for low, high in maths)
    ]
    if len(links) > 1 and _ZERO.match(text, links[-1], last) is not None:
        links.pop()  # an equation: 3x + 4y = 0
    if (equation := _equation(text, first, last)) is not None and not maths:
        return equation
    if links:
        return _short(text, *phrase(text, links[-1], last))
    while maths and _IDLE.match(text, *tighten(text, *maths[-1])) is not None:
        maths.pop()
    if maths:
        return _right_side(text, *tighten(text, *_joined(text, maths)))
    number = NUMBER.match(text, first, last) or last_match(NUMBER, text, first, last)
    if number is None or denied(text, first, number.start()):
        return None
    return tighten(text, *number.span())


def leading(text: str, first: int, last: int) -> Span:
    """The value of an answer in a sentence: the number it begins with, or the value it states."""
    begins = NUMBER.match(text, first, last) or _NUMERAL.match(text, first, last)
    if begins is not None:
        return _short(text, first, last)
    return value_in(text, first, last) or (first, last)


def only_mathematics(text: str, first: int, last: int) -> Span | None:
    """The mathematics at the end of a short sentence that holds no other."""
    maths = _maths(text, first, last)
    if len(maths) != 1 or text[maths[0][1] : last].strip() not in (".", "!"):
        return None
    low, high = maths[0]
    if not text[first:low].strip() or _EXCEPTING.search(text, first, low) is not None:
        return None
    return low, high


def _equation(text: str, first: int, last: int) -> Span | None:
    """The equation at the end of a sentence, where it is the answer: y = 2x + 3."""
    low, high = tighten(text, max(first, last - 120), last)
    if (either := _EITHER.search(text, low, high)) is not None:
        return either.span()
    found = _EQUATION.search(text, low, high)
    if found is None or text.count("=", *found.span()) > 1:
        return None
    right = text[text.find("=", *found.span()) + 1 : high]
    return found.span() if _VARIABLE.search(right) is not None else None


def _maths(text: str, first: int, last: int) -> list[Span]:
    """The stretches of mathematics in a sentence, delimiters included."""
    found: list[Span] = []
    opened, closer = -1, ""
    for mark in _MATH.finditer(text, first, last):
        sign = mark.group()
        if closer:
            if sign == closer:
                found.append((opened, mark.end()))
                closer = ""
        elif sign in _CLOSERS and not (sign == "$" and money(text, mark.start(), last)):
            opened, closer = mark.start(), _CLOSERS[sign]
        elif sign.startswith("\\begin"):
            opened, closer = mark.start(), "\\end" + sign[6:]
    return found


def _joined(text: str, maths: list[Span]) -> Span:
    """The last mathematics with what is listed before it."""
    low, high = maths[-1]
    for before in reversed(maths[:-1]):
        if low - before[1] > 12 or _GLUE.match(text, before[1], low) is None:
            break
        if _named(text, *before) != _named(text, low, high):
            break
        low = before[0]
    return low, high


def _named(text: str, low: int, high: int) -> bool:
    """Whether it is a name with its value: $x = 6$, not $5x = 30$."""
    low, high = tighten(text, low, high)
    equals = text.find("=", low, high)
    return equals > 0 and _NAME.match(text, low, equals) is not None


def _right_side(text: str, low: int, high: int) -> Span:
    """The last side of an equation, unless that names what it defines: y = 2x."""
    sides = [
        found for found in _RELATION.finditer(text, low, high) if _top(text, low, found.start())
    ]
    if not sides or text.find("$", low, high) >= 0:
        return low, high
    if len(sides) == 1 and _NAME.match(text, low, sides[0].start()) is not None:
        return low, high
    if len(sides) > 1 and (text.find(",", low, high) >= 0 or _JOINT.search(text, low, high)):
        return low, high
    if len(sides) == 1 and len(set(_PLANE.findall(text, low, sides[0].start()))) > 1:
        return low, high  # a curve: x^2 + y^2 = 4
    close = text.find("\\end{", sides[-1].end(), high)
    cut = tighten(text, sides[-1].end(), close if close >= 0 else high)
    if len(sides) == 1 and _VARIABLE.search(_ARITHMETIC.sub(" ", text[cut[0] : cut[1]])):
        return low, high
    if len(sides) == 1 and text[cut[0] : cut[1]] == "0":
        return low, high  # an equation, not the value of its left side
    return cut if cut[0] < cut[1] else (low, high)


def chained(text: str, low: int, high: int) -> Span:
    """The result of a chain x = 3 + 4 = 7; what defines names only, a = b = c, is left."""
    if (
        text.count("=", low, high) < 2
        or text.find(",", low, high) >= 0
        or text.find("\\\\", low, high) >= 0
    ):
        return low, high
    middle = text[text.find("=", low, high) : text.rfind("=", low, high)]
    if _JOINT.search(text, low, high) is not None or not any(map(str.isdigit, middle)):
        return low, high
    cut = _right_side(text, low, high)
    if not any(char.isdigit() for char in text[cut[0] : cut[1]]):
        return low, high
    return cut


def computed(text: str, low: int, high: int) -> Span:
    """The result of a calculation with numbers only: 40 of 520 - 480 = 40."""
    equals = text.rfind("=", low, high)
    if equals < 0 or _LETTERS.search(_ARITHMETIC.sub(" ", text[low:high])) is not None:
        return low, high
    if text.find(",", equals, high) >= 0 or text.count("$", low, equals) % 2:
        return low, high
    return tighten(text, equals + 1, high)


def _top(text: str, low: int, at: int) -> bool:
    return text.count("{", low, at) == text.count("}", low, at)


def _short(text: str, low: int, high: int) -> Span:
    """A value followed by more than two words of prose, without these words."""
    if (total := _TOTAL.search(text, max(low, high - _NEAR_END), high)) is not None:
        return tighten(text, *total.span(1))
    if (approximated := _OR_DECIMAL.search(text, max(low, high - _NEAR_END), high)) is not None:
        high = approximated.start()
    if (counted := _COUNTED.match(text, low, high)) is not None:
        return counted.span(1)
    if _COMPOUND.match(text, low, high) is not None:
        return low, high
    number = NUMBER.match(text, low, high) or _NUMERAL.match(text, low, high)
    if number is not None and _LEFT.match(text, number.end(), high) is not None:
        return tighten(text, low, number.end())
    if number is not None and len(_WORDS.findall(text, number.end(), high)) > 2:
        return tighten(text, low, number.end())
    return _right_side(text, low, high)
