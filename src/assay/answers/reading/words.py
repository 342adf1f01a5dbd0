"""Answers in words: what a text says when it is no formula, and the numbers that stand in it.

`folded` is the form that texts are compared in: one case, no LaTeX, no markdown, no leading
article, no closing punctuation. Truth values, options and "no solution" are recognised whole;
nothing here guesses from part of a sentence but its numbers, which are a further reading.
"""

from __future__ import annotations

import re

from assay.answers.patterns import lazy
from assay.answers.trees import Const
from assay.answers.values import Boolean, Choice, Collection, NamedSet, Scalar, Text, Value

__all__ = ["bare", "chosen", "folded", "known", "listed"]

_COMMAND = lazy(
    r"\\(?:text(?:bf|it|rm|sf)?|math(?:rm|bf|it|sf)|mbox|hbox|operatorname)\b|\\(?:quad|qquad|displaystyle"
    r"|left|right)(?![A-Za-z])|\\[,;:! ]|[{}$*`~]+|\\[()\[\]]"
)
_SPACE = lazy(r"\s+")
_ARTICLE = lazy(r"(?:the|an?)\s+(?!(?:or|and|is)\b)(?=[^\W\d_]{2}|\d)")
_TRUE = frozenset("true yes correct right 对 是 正确 真".split())
_FALSE = frozenset("false no incorrect wrong 错 否 错误 不正确 假 不是".split()) | {
    "not true",
    "not correct",
}
_EMPTY = lazy(
    r"(?:there (?:is|are) )?no (?:real |integer |such )?"
    r"(?:solutions?|roots?|values?|numbers?)(?: exists?)?"
    r"|(?:the )?empty(?: set)?|none|无解|空集"
)
_ENDLESS = lazy(r"infinit(?:y|e)|infinitely many(?: solutions?)?|无穷多个?|无数个?")
_NUMBERS = lazy(
    r"(?:(?:the )?set of )?(?:all|any|every)(?: the)? (positive |negative )?"
    r"(real|rational|integer|natural|complex)s?(?: numbers?)?"
)
_SETS = {"real": "R", "rational": "Q", "integer": "Z", "natural": "N", "complex": "C"}
_HALVES = {"": "", "positive ": "+", "negative ": "-"}
_OPTION = lazy(
    r"(?:(?i:(?:the\s+)?(?:correct\s+)?(?:option|choice|answer)s?\s*(?:is\s*)?:?\s*)|选项?\s*)?"
    r"(?P<letters>\(?[A-Z]\)?(?: ?(?:,|and|&)? ?(?:and )?\(?[A-Z]\)?){0,7}) ?[).:,]?",
)
_LABELLED = lazy(r"(?:\(([A-J])\)|([A-J])[.:)])\s+\S.*", re.DOTALL)
_SMALL = lazy(r"\(?([a-j])\)")
_LETTERS = lazy(r"[A-Z]")


_BETWEEN = lazy(r" ?(?:[,;]| and | or |和|或|与|及) ?(?:and |or )?")


def listed(words: str) -> Collection | None:
    """Two to eight short items in words: "line segment, circle"; None for a sentence."""
    items = [_headed(item) for item in _BETWEEN.split(words)]
    if not 2 <= len(items) <= 8 or not all(_is_short(item) for item in items):
        return None
    return Collection("list", tuple(Text(item) for item in items if item))


def _is_short(item: str) -> bool:
    return item[:1].isalpha() and len(item) > 1 and item.count(" ") < 5


def folded(text: str) -> str:
    """The words of a text in the form in which texts are compared."""
    return _headed(bare(text).casefold())


def bare(text: str) -> str:
    """A text without the commands of LaTeX that only typeset, and without closing punctuation."""
    return _SPACE.sub(" ", _COMMAND.sub(" ", text)).strip(" .,;:!?\"'")


def _headed(words: str) -> str:
    found = _ARTICLE.match(words)
    return words[found.end() :] if found else words


def known(words: str) -> Value | None:
    """A truth value, the empty set or "infinitely many"; None for other words."""
    verdict = words.partition(",")[0]
    if verdict in _TRUE:
        return Boolean(True)
    if verdict in _FALSE:
        return Boolean(False)
    if _EMPTY.fullmatch(words):
        return NamedSet("empty")
    if _ENDLESS.fullmatch(words):
        return Scalar(Const("inf"))
    numbers = _NUMBERS.fullmatch(words)
    return NamedSet(_SETS[numbers[2]] + _HALVES[numbers[1] or ""]) if numbers else None


def chosen(text: str) -> Choice | None:
    """One or more options by their letters: `C`, `(C)`, `Option C`, `A, C`; None otherwise."""
    if (labelled := _LABELLED.fullmatch(text)) is not None:
        return Choice((labelled[1] or labelled[2],))
    if (small := _SMALL.fullmatch(text)) is not None:
        return Choice((small[1].upper(),))
    if len(text) > 40 or text[-1:].islower():
        return None
    found = _OPTION.fullmatch(text)
    if found is None:
        return None
    letters = _LETTERS.findall(found["letters"].replace("and", ","))
    if len(set(letters)) != len(letters) or any(letter > "J" for letter in letters):
        return None
    return Choice(tuple(letters))
