"""What a question asks of its answer: decimal places, unit, base, kind, order.

Only what is said in so many words: "to two decimal places", "in degrees", "as an interval", "in
base 3", "True or false?", 保留两位小数. A hint decides between readings; it never makes an answer
right or wrong by itself, so that what is not understood costs nothing. Each pattern runs only where
its key occurs in the question.
"""

from __future__ import annotations

import re

from assay.answers.extraction.marks import last_match
from assay.answers.extraction.statements import fold
from assay.answers.hints import AnswerType, Hints
from assay.answers.patterns import lazy

__all__ = ["asked"]

MAX_QUESTION = 8_000
"""Characters of a question that are looked at, at its end."""

_COUNTS = {
    "zero": 0,
    "no": 0,
    "one": 1,
    "a": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "twelve": 12,
    "sixteen": 16,
    "eleven": 11,
    "一": 1,
    "二": 2,
    "两": 2,
    "兩": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
}
_COUNT = (
    r"\$?(\d{1,2}|zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|sixteen)\$?"
)
_FRACTIONS = {"tenth": 1, "hundredth": 2, "thousandth": 3, "ten-thousandth": 4, "ten thousandth": 4}
_ROUND = {"ten": -1, "hundred": -2, "thousand": -3, "million": -6, "cent": 2, "penny": 2}

_PLACES = lazy(_COUNT + r"[- ](?:decimal|digits? after the (?:decimal )?point|places|d\.?p)")
_NEAREST = lazy(
    r"nearest (?:\$?0?(\.0*1)\b|((?:ten[- ])?(?:tenth|hundredth|thousandth)|ten|hundred|"
    r"thousand|million|"
    r"cent|penny)s?\b|\$?(10{1,6})\b|([a-z]{3,}))"
)
_SIGNIFICANT = lazy(_COUNT + r"[- ](?:significant|sig\.?\b)")
_PLACES_ZH = lazy(
    r"(?:保留|精确到|到)\s?(?:小数点?后)?\s?([一二两三四五六\d])\s?位(?:小数)?(有效)?"
)
_EXACT_ZH = lazy(r"精确到\s?\$?(0?\.0*1|整数|个位|1)")
_BASE = lazy(
    r"(?:answer|express|write|convert|expressed|written|represent\w*|as a|what is|find|compute|"
    r"calculate|"
    r"evaluate|sum|difference|product)\b[^.?!]{0,120}?\b(?:in|to|into|as a) "
    r"(?:a )?base[-~ ]\$?" + _COUNT
)
_ANY_BASE = lazy(r"base[-~ ]\$?" + _COUNT)
_TERMS = lazy(r"in terms of (?:the (?:variables?|letters?) )?(\$?[^.?!;\n]{1,60})")
_LETTER = lazy(
    r"(?<![A-Za-z\\])(?:\\(alpha|beta|gamma|delta|theta|phi|lambda|mu|omega|pi)|"
    r"([A-Za-z]))(?![A-Za-z])"
)
_UNIT_WORDS = (
    r"degrees?(?: celsius| fahrenheit)?|radians?|(?:square |cubic )?(?:(?:milli|centi|deci|kilo|"
    r"micro|nano)?"
    r"met(?:er|re)s?|inch(?:es)?|feet|foot|yards?|miles?|cm|mm|km|units)|(?:milli|kilo|"
    r"micro)?grams?|kg|"
    r"pounds?|ounces?|tons?|(?:milli)?lit(?:er|re)s?|gallons?|quarts?|pints?|cups|(?:milli|"
    r"micro|nano)?seconds?|"
    r"minutes?|hours?|days?|weeks?|months?|years?|dollars?|cents?|euros?|(?:kilo|"
    r"milli)?(?:joules?|watts?|"
    r"volts?|newtons?|pascals?|hertz|amperes?|amps?|ohms?)|kelvins?|moles?|"
    r"(?:miles|kilomet(?:er|re)s|met(?:er|re)s|feet) per (?:hour|second|minute)|m/s|km/h|mph"
)
_UNIT = lazy(
    r"(?:\bin (?:units of )?|\bhow many |\bnumber of |\(units?: ?\$?|\bin terms of )((?:"
    + _UNIT_WORDS
    + r")(?: per (?:hour|second|minute|day))?)(?=[\s.,?!;:)$]|\Z)"
)
_PARENTHESIS = lazy(r"\(units?\s?[:：]\s?\$?([^()$\n]{1,24})\$?\)")
_TYPES: tuple[tuple[str, re.Pattern[str], AnswerType], ...] = (
    (
        "interval",
        lazy(
            r"interval notation|(?:as|using) (?:an |a union of )?intervals?\b|form of an interval"
        ),
        "interval",
    ),
    (
        "ordered",
        lazy(r"(?<!many )(?<!number of )\bordered (?:pair|triple|quadruple|tuple)\b"),
        "tuple",
    ),
    (
        "coordinates",
        lazy(r"(?:what are|find|give|determine|as|in) (?:the )?(?:\w+ )?coordinates"),
        "tuple",
    ),
    (
        "in the form",
        lazy(r"in the form \$?\\?(?:left)?\s?\([^()$]{1,24},[^()$]{1,24}\)"),
        "tuple",
    ),
    (
        "true",
        lazy(r"\btrue or false\b|\btrue/false\b|answer (?:with )?[\"']?true\b"),
        "boolean",
    ),
    ("yes", lazy(r"\byes or no\b|\byes/no\b"), "boolean"),
    ("percent", lazy(r"\b(?:what|which|as a|find the|in) percent(?:age)?s?\b"), "percent"),
    (
        "matri",
        lazy(r"\b(?:as a|find the|find a|compute the|what is the) (?:\w+ )?matrix\b(?! [a-z]+'s)"),
        "matrix",
    ),
    (
        "equation",
        lazy(
            r"\b(?:find|what is|write|give|determine) (?:the |an )?(?:\w+ )?equation (?:of|for)\b"
        ),
        "equation",
    ),
    ("inequality", lazy(r"\bas an inequality\b"), "inequality"),
    ("as a set", lazy(r"\bas a set\b"), "set"),
    ("as a list", lazy(r"\bas a list\b"), "list"),
    ("separated by", lazy(r"separated by commas|comma[- ]separated"), "list"),
    ("what date", lazy(r"\b(?:what|which) date\b"), "date"),
    ("what time", lazy(r"\bwhat time\b"), "time"),
    ("chemical", lazy(r"\b(?:balanced )?chemical (?:formula|equation)\b"), "chemistry"),
    ("how many", lazy(r"\bhow many\b"), "number"),
    ("decimal", lazy(r"\bas a (?:terminating )?decimal\b"), "number"),
    ("fraction", lazy(r"\bas an? (?:\w+ )?fraction\b"), "number"),
    ("对错", lazy("判断(?:对错|正误)|对错"), "boolean"),
    ("区间", lazy("用区间表示"), "interval"),
    ("百分之", lazy("百分之(?:几|多少)"), "percent"),
)
_ANY_ORDER = lazy(r"\bany order\b")
_ORDERED = lazy(
    r"in (?:increasing|decreasing|ascending|descending|chronological|alphabetical|numerical)\b|"
    r"in order(?=[.,?!$]|\s*\Z)|from (?:the )?(?:smallest|least|lowest|largest|greatest|"
    r"highest) to|从(?:小到大|大到小)"
)


def asked(question: str) -> Hints:
    """The hints that a question gives about its answer."""
    text = question[-MAX_QUESTION:]
    lowered = fold(text)
    kind = _kind(lowered)
    return Hints(
        type=kind,
        places=_places(lowered),
        significant=_significant(lowered),
        unit=_unit(text, lowered),
        base=_base(lowered),
        ordered=_order(lowered),
        variables=_variables(text, lowered),
    )


def _kind(lowered: str) -> AnswerType | None:
    for key, pattern, kind in _TYPES:
        if key in lowered and pattern.search(lowered) is not None:
            return kind
    return None


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    return last_match(pattern, text, 0, len(text))


def _number(word: str) -> int | None:
    return int(word) if word.isascii() and word.isdigit() else _COUNTS.get(word)


def _places(lowered: str) -> int | None:
    if "nearest" in lowered and (near := _last(_NEAREST, lowered)) is not None:
        return _nearest(near)
    if ("decimal" in lowered or "place" in lowered or "d.p" in lowered or "digit" in lowered) and (
        found := _last(_PLACES, lowered)
    ) is not None:
        return _number(found.group(1))
    if "位" in lowered and (zh := _last(_PLACES_ZH, lowered)) is not None and not zh.group(2):
        return _number(zh.group(1))
    if "精确到" in lowered and (zh := _last(_EXACT_ZH, lowered)) is not None:
        return len(zh.group(1).partition(".")[2])
    return None


def _nearest(near: re.Match[str]) -> int | None:
    step, word, power, unit = near.groups()
    if step:
        return len(step) - 1
    if power:
        return 1 - len(power)
    if word:
        return _FRACTIONS.get(word.rstrip("s"), _ROUND.get(word.rstrip("s")))
    return None if unit in ("neighbor", "neighbour", "point", "store", "town", "city", "one") else 0


def _significant(lowered: str) -> int | None:
    if ("significant" in lowered or "sig" in lowered) and (
        found := _last(_SIGNIFICANT, lowered)
    ) is not None:
        return _number(found.group(1))
    if "有效" in lowered and (zh := _last(_PLACES_ZH, lowered)) is not None:
        return _number(zh.group(1))
    return None


def _unit(text: str, lowered: str) -> str:
    if "unit:" in lowered or "units:" in lowered or "unit：" in lowered:
        found = _PARENTHESIS.search(lowered)
        if found is not None:
            return text[found.start(1) : found.end(1)].strip()
    if (
        "degree measure" in lowered
        or "measure in degrees" in lowered
        or "terms of degree" in lowered
    ):
        return "degrees"
    if "in " in lowered or "how many" in lowered or "number of" in lowered:
        match = _last(_UNIT, lowered)
        if match is not None and match.group(1) != "units":
            return match.group(1)
    return ""


def _base(lowered: str) -> int | None:
    if "base" not in lowered or (found := _last(_BASE, lowered)) is None:
        return None
    last = _last(_ANY_BASE, lowered)
    base = _number(found.group(1))
    if last is None or _number(last.group(1)) != base or base is None:
        return None
    return base if 2 <= base <= 36 else None


def _order(lowered: str) -> bool | None:
    if "any order" in lowered and _ANY_ORDER.search(lowered) is not None:
        return False
    if "order" in lowered or "from " in lowered or "从" in lowered:
        return True if _ORDERED.search(lowered) is not None else None
    return None


def _article(text: str, letter: re.Match[str]) -> bool:
    around = text[letter.start() - 1 : letter.end() + 1]
    return letter.group() in ("a", "A", "I") and around.startswith(" ") and around.endswith(" ")


def _variables(text: str, lowered: str) -> tuple[str, ...]:
    if "in terms of" not in lowered or (found := _last(_TERMS, lowered)) is None:
        return ()
    letters = _LETTER.finditer(text, *found.span(1))
    names = [
        name
        for match in letters
        if (name := match.group(1) or match.group(2)) != "pi" and not _article(text, match)
    ]
    return tuple(dict.fromkeys(names))
