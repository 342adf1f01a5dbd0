r"""The grammar of option names: `C`, `(C)`, `\text{C}`, `Choice_C`, `A and C`, `ABD`, `CCCCC`.

Names stand for options by position: letters, or with another scheme Roman numerals or numbers; the
outcome is always in letters. The article "A", the pronoun "I", a variable (`A = 5`), the head of a
word (`B-cells`) and a letter with something other than a boundary behind it are no option names.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple, TypeAlias

from assay.answers.patterns import lazy

__all__ = ["LETTERS", "Grammar", "Named", "Scheme", "grammar"]

Scheme: TypeAlias = Literal["letters", "roman", "numbers"]
LETTERS = "ABCDEFGHIJ"
ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")

_OPENING = (
    r"(?:[\s*_`'\"“”‘’$(\[{（【「『:：>#~\u200b-]|<\|?[a-zA-Z_]{1,20}\|?>|<|\\(?:boxed|fbox|text(?:bf|it|rm|sf)?|"
    r"math(?:rm|bf|bb|sf|it|cal)|bf|rm|displaystyle|quad)(?![a-zA-Z])|\\[(\[,;! ]|[lL]['’](?=[oO])|"
    r"(?i:(?:option|choice|letter|opción|opcion|opção|option[ea]|answer|lettre|letra|buchstabe|lettera|antwort|réponse|"
    r"respuesta|вариант|विकल्प)s?"
    r"(?=[\s_:：*(\\\"'])|the\s|la\s|selon\s)|选项|选择|選項){0,24}+"
)
_CLOSING = r"(?:<[/|]?[a-zA-Z_]{1,20}\|?>|[)\]}）】」』>*_`'\"”’$]|\\[)\]])*"
_BOUNDARY = (
    r"(?![A-Za-z\u00c0-\u024f0-9_^]|['’][a-z]|[-‐][a-z]|\s?(?:[=≈^+]|<(?![/|a-z]))|"
    r"\s?\\(?:approx|times|cdot|frac)|\([a-z]\))"
)
_JOINT = (
    r"(?:[ \t]*[(（]?(?P<sep>,[ \t]*(?:and|or|und|oder|et|ou|y|o)\b|[,，、/&;；+]|"
    r"和|与|及|或者?|以及|(?<![a-z])(?:and/or|and|or|und|oder|et|ou|y|o|e)\b|"
    r"(?=[(（\[][A-Z][)）\]])))[ \t]*"
)
_BRIEF = (
    r"(?:[*_`'\"“‘$(\[{（【「]|\\(?:text(?:bf)?|mathrm|mathbf|[( ])|"
    r"(?i:option|choice|answer)s?[\s_]|选项|(?:also|both|either|possibly|maybe|perhaps)\s)*"
)
_ALTERNATIVE = frozenset(("or", "/", "或", "或者", "oder", "ou", "o", "and/or"))
_PLAIN_END = lazy(
    r"\s*(?:$|\n|[.,;:!)\]}…。，；：、）】<|/&和与及或।]|[(（\[–—]|-\s|"
    r"(?:because|since|as|for|is|and|or|which|with|was|due|considering|based|given|only|repeated|by|"
    r"option|porque|parce|car|weil|da|denn|因为|，)\b|です|である|だ(?!\w)|となり|입니다|이다|이에요|예요|है)"
)
_EXPRESSION = lazy(r"\s?[,/&+]\s?[a-z0-9]\b")
_QUESTION = lazy(r"[^\n.!?;]{0,40}\?")
_REFUSED = lazy(
    r"[\s,]{0,3}(?:\([^()\n]{0,80}\)\s?)?(?:(?:is|are|was|were|seems?|would be|can be|must be)\s+"
    r"(?:\w+ly\s+)?(?:also\s+)?)?(?:not\b(?!\s{1,3}\(?[A-Z]\b)|incorrect|wrong|false\b|ruled|eliminated|invalid|"
    r"错误|不对|不正确|不符合|不是|不可能|是错|有误)|"
    r"\s+(?:is|seems|looks)\s(?:much\s)?(?:less|worse|unlikely|implausible)\b"
)
_CLAUSE = lazy(r"[ \t]+(?:is|was|has|does|doesn't|isn't|cannot|can't|would|could|may|might)\b")
_MOST = 40


class Named(NamedTuple):
    """The options named at a place; `alternative` where they are joined by "or"."""

    letters: tuple[str, ...]
    start: int
    end: int
    alternative: bool = False


class Grammar:
    """How options are named: which names there are, and the patterns that read them."""

    __slots__ = ("_first", "_more", "_names", "letters", "name", "scheme", "start")

    def __init__(self, letters: str, scheme: Scheme) -> None:
        self.letters = letters
        self.scheme: Scheme = scheme
        self._names = _names(letters, scheme)
        upper = letters.upper()
        if scheme == "letters":
            kind = "[" + re.escape(upper) + "]"
            row = rf"{kind}(?:[ \t]{kind}){{1,30}}(?=[ \t]*(?:$|[\n<.。]))"
            many = rf"(?P<same>{kind})(?P=same){{3,}}|(?:{row})"
            one = rf"(?:{kind}{{1,12}}|[{re.escape(letters.lower())}])"
            self.name = kind
        else:
            many = "(?P<same>(?!))"
            one = "(?:" + "|".join(sorted(self._names, key=len, reverse=True)) + r")(?![.,]\d)"
            self.name = one
        self.start = rf"{_OPENING}(?:{many}|{one}{_BOUNDARY})"
        self._first = re.compile(
            rf"(?P<open>{_OPENING})(?P<name>{many}|{one}{_BOUNDARY})(?P<close>{_CLOSING})"
        )
        self._more = re.compile(
            rf"{_JOINT}(?P<open>{_BRIEF})(?P<name>{one}){_BOUNDARY}(?P<close>{_CLOSING})"
        )

    def read(self, text: str, start: int, end: int) -> Named | None:
        """The options named from `start` on, opening marks and "option" before them passed over."""
        first = self._first.match(text, start, end)
        if first is None:
            return None
        letters = self._letters(first)
        if letters is None or not self._stands(text, first, end):
            return None
        place, alternative = first.end(), False
        for _ in range(_MOST):
            more = self._more.match(text, place, end)
            if more is None or not self._joins(text, more, end):
                break
            further = self._letters(more)
            if further is None:
                break
            alternative = alternative or more["sep"].strip(", \t") in _ALTERNATIVE
            if more["sep"] or further != letters[-1:]:
                letters += further
            place = more.end()
        return Named(letters, first.start("name"), place, alternative)

    def letters_in(self, names: str) -> tuple[str, ...]:
        """The letters of the names in a short text that holds nothing else but what joins them."""
        return tuple([self._names[name] for name in re.findall(self.name, names)])

    def _letters(self, match: re.Match[str]) -> tuple[str, ...] | None:
        """The letters of one name, or of several written together; None where it is a word."""
        name = match["name"]
        if self.scheme != "letters":
            return (self._names[name],)
        if len(name) == 1:
            return (name.upper(),)
        run = tuple(name.split()) if " " in name or "\t" in name else tuple(name)
        if run.count(run[0]) == len(run):
            return run[:1]
        if len(run) != len(name) or list(run) == sorted(set(run)):
            return run
        return None

    def _stands(self, text: str, first: re.Match[str], end: int) -> bool:
        """Whether a name is more than an article, a pronoun or the start of a phrase."""
        name, after = first["name"], first.end()
        if text[after - 1] == "*" and text[after : after + 1].isdigit():
            return False
        if _QUESTION.match(text, after, min(end, after + 48)) or _REFUSED.match(text, after, end):
            return False
        if self.scheme != "numbers" and len(name) == 1 and (name in "AI" or name.islower()):
            if name.islower() and _EXPRESSION.match(text, after, end):
                return False
            close = first["close"]
            if name == "i" and self.scheme == "letters" and not close:
                return False
            if close and (first["open"] or close[0] in ")]）】") and name != "i":
                return True
            before = first["open"].rstrip(" _").lower()
            if before.endswith(("option", "choice", "letter", "选项")):
                return True
            return _PLAIN_END.match(text, after, end) is not None
        return True

    def _joins(self, text: str, more: re.Match[str], end: int) -> bool:
        """Whether a further name belongs to the same claim, and begins no clause of its own."""
        name = more["name"]
        if self.scheme == "letters" and name.islower():
            return bool(more["close"] and more["open"])
        if name == "I" and not more["close"]:
            return _PLAIN_END.match(text, more.end(), end) is not None
        return _CLAUSE.match(text, more.end(), end) is None


def _names(letters: str, scheme: Scheme) -> dict[str, str]:
    if scheme == "letters":
        return {letter: letter for letter in letters.upper()}
    names = ROMANS if scheme == "roman" else tuple(map(str, range(1, 11)))
    found = dict(zip(names, letters.upper(), strict=False))
    if scheme == "roman":
        found |= {name.lower(): letter for name, letter in found.items()}
    return found


@lru_cache(maxsize=64)
def grammar(letters: str = LETTERS, scheme: Scheme = "letters") -> Grammar:
    """The grammar of these names, compiled once."""
    return Grammar(letters, scheme)
