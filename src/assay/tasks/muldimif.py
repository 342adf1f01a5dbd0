"""MulDimIF's rows as ours (Ye et al. 2025, arXiv:2505.07591): constraints said in plain English.

A record reads `{"id": "...", "conversations": [{"role": "user", "content": "..."}],
"constraints": [["Length", "Words", "The answer must have at most 100 words"], ...],
"difficulty": "Level 2"}`; the response is the last turn of the assistant, or stands beside it. Each
sentence is read once, here, into a check; one that is not understood stays as `unchecked` and says
so, where the suite's own scripts guess from it at judging time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, TypeAlias, cast

from assay.check import Check
from assay.errors import BadParameter
from assay.registry import parse
from assay.tasks.records import FilePath
from assay.tasks.spoken_bounds import bounds_said
from assay.tasks.suite_lines import Given, converted, listed_in, said
from assay.unchecked import Unchecked

__all__ = ["convert", "read_constraint"]

Read: TypeAlias = "dict[str, Any] | None"

_QUOTED = re.compile(r"(?<!\w)['\"\u2018\u201c](.{1,120}?)['\"\u2019\u201d](?!\w)")
_EACH = re.compile(r"\b(?:each|every)\s+(?!word\b)([\w' -]{1,30})", re.IGNORECASE)
_MARKS = {
    "question mark": ("?", "\uff1f"),
    "exclamation": ("!", "\uff01"),
    "period": (".", "\u3002"),
    "full stop": (".", "\u3002"),
    "semicolon": (";", "\uff1b"),
    "colon": (":", "\uff1a"),
    "ellipsis": ("...", "\u2026"),
}
_LEVEL = re.compile(r"\bh([1-6])\b|(?:heading )?level (?:of )?([1-6])\b", re.IGNORECASE)
_IF_USED = re.compile(r"\bif\b.{0,60}\b(?:table|tables|xml|json)\b|\bany tables?\b", re.IGNORECASE)


def convert(*files: FilePath, answered: bool = True) -> Iterator[dict[str, Any]]:
    """The rows. Raises InputError, with file, line and field, for a record that is malformed."""
    return converted(files, _rows, answered=answered)


def _rows(given: Given) -> Iterator[dict[str, Any]]:
    turns = [_message(turn, n) for n, turn in enumerate(listed_in(given, "conversations"))]
    asked = [turn for turn in turns if turn.get("role") == "user"]
    answered = [turn["content"] for turn in turns if turn.get("role") == "assistant"]
    if not asked:
        raise BadParameter("there is no message of the user", "conversations")
    response = answered[-1] if answered else said(given, "response", "responses", "output")
    yield {
        "id": str(given.get("id", "")),
        "prompt": asked[-1]["content"],
        "response": response,
        "checks": [_check(item, n) for n, item in enumerate(listed_in(given, "constraints"))],
        "meta": {
            "source": "muldimif",
            "constraint_pattern": given.get("constraint_pattern"),
            "difficulty": given.get("difficulty"),
        },
    }


def _message(given: object, place: int) -> dict[str, Any]:
    message = cast("dict[str, Any]", given) if isinstance(given, dict) else {}
    if not isinstance(message.get("content"), str):
        raise BadParameter(
            f"expected a message with a content, got {given!r:.60}", f"conversations[{place}]"
        )
    return message


def _check(item: object, place: int) -> Check:
    parts = cast("list[Any]", item) if isinstance(item, list) else []
    if len(parts) != 3 or not all(isinstance(part, str) and part.strip() for part in parts):
        raise BadParameter(
            f"expected a category, a type and a sentence, got {item!r:.60}", f"constraints[{place}]"
        )
    return read_constraint(*parts)


def read_constraint(category: str, kind: str, sentence: str) -> Check:
    """The check that a sentence of a category states, or `unchecked` where it is not understood."""
    name = f"{category} {kind}".lower()
    reader = next((read for key, read in _READERS if key in name), None)
    made = reader(sentence) if reader is not None else None
    if made is None:
        why = f"This sentence of {category}, {kind} is not understood as a rule."
        return Unchecked(requirement=sentence, why=why)
    return parse(made)


def _counted(unit: str) -> Callable[[str], Read]:
    def read(sentence: str) -> Read:
        bounds = bounds_said(sentence)
        if bounds is None and re.search(rf"\b(?:a single|one) {unit}\b", sentence, re.IGNORECASE):
            bounds = {"min": 1, "max": 1}
        return bounds and _scoped(sentence, {"kind": f"text.{unit}s", **bounds}, unit)

    return read


def _scoped(sentence: str, check: dict[str, Any], unit: str = "") -> Read:
    """The check on each sentence, paragraph or item where the sentence says so.

    None where it speaks of each of something that cannot be told apart by rule.
    """
    each = _EACH.search(sentence)
    if each is None:
        return check
    what = each[1].lower()
    for part, words in (
        ("sentence", ("sentence",)),
        ("paragraph", ("paragraph",)),
        ("item", ("bullet", "item", "list", "point")),
        ("line", ("line",)),
    ):
        if what.startswith(words) and part != unit:
            return {"kind": "each", "unit": part, "check": check}
    return None


def _keywords(sentence: str) -> Read:
    words = [word.strip(" ,.") for word in _QUOTED.findall(sentence)]
    words = [word for word in words if word]
    if not words:
        return None
    if re.search(r"\bnot (?:\w+ ){0,3}(?:include|contain|use|mention)", sentence, re.IGNORECASE):
        return _scoped(sentence, {"kind": "text.excludes", "words": words})
    choice = re.search(r"\bone of\b|['\"\u2019\u201d],? or ", sentence, re.IGNORECASE)
    least = {"min": 1} if choice and len(words) > 1 else {}
    return _scoped(sentence, {"kind": "text.contains", "words": words, **least})


def _english(sentence: str) -> Read:
    low = sentence.lower()
    if "uppercase" in low or "upper case" in low or "all capital" in low or "all caps" in low:
        return _scoped(sentence, {"kind": "text.case", "case": "upper"})
    if "lowercase" in low or "lower case" in low:
        return _scoped(sentence, {"kind": "text.case", "case": "lower"})
    if "capital" in low:
        return {"kind": "text.case", "case": "capitalised"}
    return {"kind": "text.language", "language": "en"} if "english" in low else None


def _chinese(sentence: str) -> Read:
    low = sentence.lower()
    if "traditional" in low or "\u7e41" in low:
        return {"kind": "text.han_variant", "variant": "traditional"}
    if "simplified" in low or "\u7b80" in low:
        return {"kind": "text.han_variant", "variant": "simplified"}
    return {"kind": "text.language", "language": "zh"} if "chinese" in low else None


def _headings(sentence: str) -> Read:
    levels = sorted({int(a or b) for a, b in _LEVEL.findall(sentence)})
    checks = [{"kind": "text.headings", "level": level, "min": 1} for level in levels]
    if len(checks) > 1:
        return {"kind": "all", "checks": checks}
    if checks:
        return checks[0]
    bounds = bounds_said(sentence)
    if bounds and re.search(
        r"\b(?:heading|different) levels|at \w+ levels", sentence, re.IGNORECASE
    ):
        least = bounds.get("min", 0)
        return {"kind": "text.headings", "min": 1, "levels": least} if 0 < least <= 6 else None
    if bounds and re.search(r"\d|two|three|four|five", sentence) and "heading" in sentence.lower():
        return {"kind": "text.headings", **bounds}
    return {"kind": "text.headings", "min": 1} if "heading" in sentence.lower() else None


def _table(sentence: str) -> Read:
    low, bounds = sentence.lower(), bounds_said(sentence)
    unit = "columns" if "column" in low else "rows" if "row" in low else ""
    if bounds is None or not unit:
        return {"kind": "text.table"} if "table" in low and not unit and not bounds else None
    check = {"kind": "text.table", **{f"{end}_{unit}": n for end, n in bounds.items()}}
    if not _IF_USED.search(sentence):
        return check
    return {"kind": "if", "condition": {"kind": "text.table"}, "then": check}


def _ending(sentence: str) -> Read:
    low = sentence.lower()
    marks = next((marks for name, marks in _MARKS.items() if name in low), None)
    if marks is None or not re.search(r"\bend|conclu|clos|finish", low):
        return None
    ends = [{"kind": "text.ends", "phrase": mark} for mark in marks]
    return _scoped(sentence, {"kind": "any", "checks": ends})


def _json(sentence: str) -> Read:
    bounds = bounds_said(sentence)
    if bounds is None:
        found = re.search(r"(?:level of|levels? )(\d)\b", sentence)
        bounds = {"min": int(found[1]), "max": int(found[1])} if found else None
    what = "attributes" if "attribute" in sentence.lower() else "depth"
    return bounds and {"kind": "text.json_shape", **{f"{e}_{what}": n for e, n in bounds.items()}}


def _xml(sentence: str) -> Read:
    bounds = bounds_said(sentence)
    check = bounds and {"kind": "text.xml", **{f"{e}_attributes": n for e, n in bounds.items()}}
    if check and _IF_USED.search(sentence):
        return {"kind": "if", "condition": {"kind": "text.xml"}, "then": check}
    return check


def _identifier(sentence: str) -> Read:
    words = _QUOTED.findall(sentence)
    if len(words) != 1 or _EACH.search(sentence) or not re.search(r"answer|response", sentence):
        return None
    return {"kind": "text.starts", "phrase": words[0]} if "start" in sentence.lower() else None


def _format(sentence: str) -> Read:
    if re.search(r"\bno bullet", sentence, re.IGNORECASE):
        return {"kind": "text.bullets", "max": 0}
    return None


def _quotes(sentence: str) -> Read:
    return {"kind": "text.block_quotes", "min": 1} if "block quote" in sentence.lower() else None


_READERS: tuple[tuple[str, Callable[[str], Read]], ...] = (
    ("keyword", _keywords),
    ("mention", _keywords),
    ("punctuation", _ending),
    ("identifiers", _identifier),
    ("english", _english),
    ("chinese", _chinese),
    ("sentences", _counted("sentence")),
    ("paragraphs", _counted("paragraph")),
    ("words", _counted("word")),
    ("word count", _counted("word")),
    ("length", _counted("word")),
    ("block quotes", _quotes),
    ("markdown", _headings),
    ("table", _table),
    ("json", _json),
    ("xml", _xml),
    ("format text", _format),
    ("bullet", _format),
)
"""By what the category and the type say, in that order."""
