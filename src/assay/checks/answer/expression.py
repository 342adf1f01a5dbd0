"""`answer.expression`: an answer that is a calculation with given numbers, as in Countdown."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction
from random import Random
from typing import ClassVar

from assay.answers.extraction import Candidate, extract
from assay.check import Example
from assay.checks.answer.base import AnswerCheck, Judged, named
from assay.context import Context
from assay.response import Response
from assay.verdict import Comparison

__all__ = ["Expression"]

_TOKEN = re.compile(r"\s*(?:([0-9]{1,12})|(\\times|\\cdot|\\div|[-+*/()×·⋅∗•÷−–xX]))")
_SIGNS = {
    **dict.fromkeys("×·⋅∗•xX", "*"), r"\times": "*", r"\cdot": "*",
    "÷": "/", r"\div": "/", "−": "-", "–": "-",
}  # fmt: skip
_SILENT = re.compile(r"\\(?:left|right|(?:boxed|mathbf|text)(?= *\{)|[,;:! ]|(?=\*))|\$")
_QUOTIENT = re.compile(r"\\[dt]?frac *\{([^{}]*)\} *\{([^{}]*)\}")
_BRACKETS = str.maketrans("[]{}", "()()")
_SIDE = re.compile(
    r"(?:[-+*/()×·⋅∗•÷−–\[\]{}0-9 $]|\\(?:times|cdot|div|left|right|[dt]?frac|\*)"
    r"|(?<=[0-9)\]} ])[xX](?=[ (\[{\\]*[0-9(]))+\Z"
)
_FORMULA = re.compile(r"(?<!\\)\\[\[\]()]")
_OPENED = re.compile(r"(?:\\(?:boxed|fbox|mathbf|text) *\{ *|\*\*)\Z")
"""What may stand around the last side alone."""
_NAME = re.compile(
    r" *(?:[a-z]|(?:the )?(?:final )?(?:answer|expression|result|solution|target|total|value))"
    r"(?: is)? *",
    re.IGNORECASE,
)
"""What may be said to equal the calculation."""
_DENIED = re.compile(
    r"\b(?:no|not|never|wrong|incorrect|(?:is|does|do)n['\u2019]t)\b", re.IGNORECASE
)
_CLAUSE = re.compile(r"[.,;:!?\n]")
_BEFORE = "\n\t:;=>|`\"'\u201c\u2018"
"""What may stand right before a calculation."""
_GOES_ON = re.compile(
    r"(?:\\[A-Za-z]*|[\^_%±∓√]|\b(?:plus|minus|times|over|by|of|mod|root)) *\Z", re.IGNORECASE
)
"""What the calculation behind it may belong to."""
_LONGEST = 400
_DEEPEST = 50


class Expression(AnswerCheck, kind="answer.expression"):
    """The final answer is a calculation with `numbers` that makes `gold`.

    Each number stands in it as often as in `numbers`, or, where not `every` one need be used, at
    most so often. `operators` are those allowed, divided by spaces; brackets always are. Between
    equals signs all sides must be equal, and the first with an operator is the calculation; the
    sides before a final `= 22` belong to the answer, from where LaTeX opens the formula. Fractions
    are exact; a minus may stand before a number where `-` is allowed. Score: 0 or 1.
    """

    version: ClassVar[str] = "4"

    numbers: tuple[int, ...]
    operators: str = "+ - * /"
    every: bool = True

    def validate(self) -> None:
        super().validate()
        if not self.numbers or min(self.numbers) < 0:
            raise ValueError("`numbers` needs whole numbers from 0 up")
        if wrong := set(self.operators.split()) - set("+-*/"):
            raise ValueError(f"`operators` are of + - * /, got {min(wrong)!r}")

    def judge(self, response: Response, context: Context, golds: tuple[str, ...]) -> Judged:
        found = extract(response.text, question=context.question, want="math")
        said = _whole(response.text, found.final) if found.final is not None else ""
        rule = found.final.rule if found.final is not None else ""
        try:
            why = self._flaw(said, golds)
        except _Unread as fault:
            why = f"{said!r:.120} is no calculation: {fault}."
        comparison = Comparison("exact", golds[0][:120], said[:120], rule, named(self))
        shown = f"{said} makes {golds[0]} with the numbers given."
        return Judged(not why, why or shown, found, comparison)

    def _flaw(self, said: str, golds: tuple[str, ...]) -> str:
        """What is wrong with the answer, as a sentence; empty where nothing is."""
        if not said.strip():
            return "There is no final answer."
        sides = said.strip(" `*").split("=")
        if len(sides) > 1 and _NAME.fullmatch(sides[0]):
            sides = sides[1:]
        read = [_read(side) for side in sides]
        place = next((place for place, (_, _, signs) in enumerate(read) if signs), 0)
        left, (value, used, signs) = sides[place], read[place]
        for stated, (other, _, _) in zip(sides, read, strict=True):
            if other != value:
                return f"{left.strip()} is {value}, not {stated.strip():.40}."
        if strange := signs - set(self.operators.split()):
            return f"{min(strange)!r} is no operator that is allowed."
        given = Counter(self.numbers)
        if over := used - given:
            number = min(over)
            return f"{number} stands there {used[number]} times, given {given[number]} times."
        if self.every and (left_out := given - used):
            return f"{min(left_out)} is not used."
        try:
            wanted = [Fraction(gold) for gold in golds]
        except (ValueError, ZeroDivisionError):
            raise _Unread(f"the gold {golds[0]!r:.40} is no number") from None
        return "" if value in wanted else f"{left.strip()} is {value}, not {golds[0]}."

    def describe(self) -> str:
        often = "each once" if self.every else "each at most once"
        shown = ", ".join(map(str, self.numbers))
        return f"Give a calculation with the numbers {shown}, {often}, that makes {self.gold}."

    @classmethod
    def examples(cls) -> Sequence[Example]:
        check = cls(gold=22, numbers=(3, 5, 7))
        return (
            Example(check, "3*5=15, 15+7=22\nAnswer: 3*5+7", True),
            Example(check, "The answer is \\boxed{7 + 3 \\times 5 = 22}.", True),
            Example(check, "Answer: 7 + 3*5 = 7 + 15 = 22", True),
            Example(check, "22 = 7 - (-3)*5", True),
            Example(check, "\\[7 + 3 \\times 5 = \\boxed{22}\\]", True),
            Example(check, "Answer: x = 3*5 + 7", True),
            Example(check, "Answer: 22", False),
            Example(check, "Answer: 3*5+8-1", False),
            Example(check, "Answer: 3*7+5", False),
            Example(cls(gold=15, numbers=(3, 5, 7), every=False), "Answer: (3)*5", True),
            Example(cls(gold=8, numbers=(2, 4), operators="+ -"), "Answer: 2*4", False),
        )

    @classmethod
    def draw(cls, rng: Random, level: int) -> Expression:
        """The sum of `level` + 1 numbers."""
        numbers = tuple([rng.randint(1, 9 * level) for _ in range(level + 1)])
        return cls(gold=sum(numbers), numbers=numbers)


class _Unread(ValueError):
    """The text is no calculation, for the reason that it says."""


def _whole(text: str, final: Candidate) -> str:
    """The answer with the sides before it, where it is the last one of an equation."""
    start = max(0, final.start - _LONGEST)
    before = _OPENED.sub("", text[start : final.start])
    if start:  # what it is cut from is not known
        before = before.partition(" ")[2]
    marks = [*_FORMULA.finditer(before)]
    if marks and marks[-1][0] in (r"\[", r"\("):
        before = before[marks[-1].end() :]
    *sides, after = before.split("=")
    if after.strip(" $"):
        return final.text
    if sides and _is_denied(clause := _CLAUSE.split(sides[-1])[-1]):
        return f"{clause.strip()} = {final.text}"
    kept = ""
    for side in reversed(sides):
        found = _SIDE.search(side)
        if found is None or not found[0].strip() or not _begins(found):
            break
        if kept and not _is_side(found):
            break
        after = f"{found[0]}={after}"
        # Before the last side, a number alone may be part of a name, as in "Attempt 2 = ...".
        if not kept or _read(found[0])[2]:
            kept = after
        if found.start():
            break
    return kept + final.text


def _is_denied(clause: str) -> bool:
    """Whether the words right before a calculation deny it or, where what is before the equals sign
    is none, any words."""
    found = _SIDE.search(clause)
    if found is None or not found[0].strip():
        return _DENIED.search(clause) is not None
    last = clause[: found.start()].split()[-1:]
    return bool(last) and _DENIED.fullmatch(last[0]) is not None


def _begins(found: re.Match[str]) -> bool:
    """Whether the calculation begins there, and is not the end of a longer one, nor of a name: the
    -1 of x-1, the 3*5 of 2.3*5 and of 2^3*5."""
    before = found.string[: found.start()]
    if not before or before.endswith("\\\\"):  # at the beginning, or after a break of LaTeX's
        return True
    if found[0][0] not in " $":
        return before[-1] in _BEFORE
    return _GOES_ON.search(before) is None


def _is_side(found: re.Match[str]) -> bool:
    """Whether what stands there can be read."""
    try:
        _read(found[0])
    except _Unread:
        return False
    return True


def _read(text: str) -> tuple[Fraction, Counter[int], set[str]]:
    """The value of a calculation, the numbers and the operators in it."""
    if len(text) > _LONGEST:
        raise _Unread("it is too long")
    tokens = [*_tokens(_plain(text))]
    used = Counter(token for token in tokens if isinstance(token, int))
    signs = {token for token in tokens if isinstance(token, str)} - {"(", ")"}
    tokens.reverse()
    value = _sum(tokens, 0)
    if tokens:
        raise _Unread(f"{tokens[-1]!r} is in the way")
    return value, used, signs


def _plain(text: str) -> str:
    """The text with fractions as quotients, one sort of brackets, and no mark that says nothing."""
    text, found = _SILENT.sub(" ", text), 1
    while found:
        text, found = _QUOTIENT.subn(r"((\1)/(\2))", text)
    return text.translate(_BRACKETS).strip()


def _tokens(text: str) -> Iterator[int | str]:
    place = 0
    while place < len(text):
        found = _TOKEN.match(text, place)
        if found is None:
            raise _Unread(f"{text[place : place + 20].strip()!r} is neither number nor operator")
        yield int(found[1]) if found[1] else _SIGNS.get(found[2], found[2])
        place = found.end()


def _sum(tokens: list[int | str], depth: int) -> Fraction:
    value = _product(tokens, depth)
    while tokens and tokens[-1] in ("+", "-"):
        sign = tokens.pop()
        other = _product(tokens, depth)
        value = value + other if sign == "+" else value - other
    return value


def _product(tokens: list[int | str], depth: int) -> Fraction:
    value = _term(tokens, depth)
    while tokens and tokens[-1] in ("*", "/"):
        sign = tokens.pop()
        other = _term(tokens, depth)
        if sign == "/" and not other:
            raise _Unread("it divides by 0")
        value = value * other if sign == "*" else value / other
    return value


def _term(tokens: list[int | str], depth: int) -> Fraction:
    first = tokens.pop() if tokens else None
    if first == "-" and depth < _DEEPEST:
        return -_term(tokens, depth + 1)
    if isinstance(first, int):
        return Fraction(first)
    if first != "(" or depth >= _DEEPEST:
        raise _Unread("a number is missing" if first is None or first != "(" else "too deep")
    value = _sum(tokens, depth + 1)
    if not tokens or tokens.pop() != ")":
        raise _Unread("a bracket stays open")
    return value
