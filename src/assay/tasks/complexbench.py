"""ComplexBench's rows as ours (Wen et al. 2024, arXiv:2407.03978): questions that rest on others.

An instance reads `{"main_id": 899, "instruction": "...", "scoring_questions": [{"point_id": 0,
"question": "...", "rule": "length:[1,100]", "dep": []}, ...]}` with the model's `generated` beside
it. A question with a rule becomes a check; one that asks a judge, or whose rule (`model_...`) is
about a part that a judge must find first, stays as `unchecked`. `meta.depends` holds the
dependencies, so that `--metrics drfr` is the suite's score over what was decided.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from assay.check import Check
from assay.errors import BadParameter, CheckError
from assay.registry import parse
from assay.tasks.records import FilePath
from assay.tasks.suite_lines import Given, converted, listed_in, said, text_in
from assay.unchecked import Unchecked

__all__ = ["convert", "rule_check"]

_RULE = re.compile(r"^\s*(not )?([A-Za-z_]+):\s*(.*?)\s*$", re.DOTALL)


def convert(*files: FilePath, answered: bool = True) -> Iterator[dict[str, Any]]:
    """The rows. Raises InputError, with file, line and field, for a record that is malformed."""
    return converted(files, _rows, answered=answered)


def _rows(given: Given) -> Iterator[dict[str, Any]]:
    questions = listed_in(given, "scoring_questions")
    if not all(isinstance(question, dict) for question in questions):
        raise BadParameter("expected a list of objects", "scoring_questions")
    places = {question.get("point_id"): place for place, question in enumerate(questions)}
    yield {
        "id": str(given.get("main_id", "")),
        "prompt": text_in(given, "instruction"),
        "response": said(given, "generated", "response", "output"),
        "checks": [_check(question, n) for n, question in enumerate(questions)],
        "meta": {
            "source": "complexbench",
            "depends": [
                [places[d] for d in question.get("dep") or () if d in places]
                for question in questions
            ],
            "category": given.get("category"),
        },
    }


def _check(question: dict[str, Any], place: int) -> Check:
    field = f"scoring_questions[{place}]"
    asked = question.get("question")
    if not isinstance(asked, str) or not asked.strip():
        raise BadParameter(f"expected a text, got {asked!r:.60}", f"{field}.question")
    rule = question.get("rule")
    if rule is None or rule == "":
        return Unchecked(requirement=asked, why="The suite asks a judge.")
    if not isinstance(rule, str):
        raise BadParameter(f"expected a text, got {rule!r:.60}", f"{field}.rule")
    if "model_" in rule:
        why = f"The rule {rule!r:.80} is about a part that a judge must find first."
        return Unchecked(requirement=asked, why=why)
    try:
        return rule_check(rule)
    except CheckError as fault:
        raise fault.under(f"{field}.rule") from None


def rule_check(rule: str) -> Check:
    """The check for a rule such as `keyword:[a,b]`, `length:[1,100]` or two of them, line by line.

    Raises BadParameter for a rule that is not of the suite's language.
    """
    parts: list[Any] = []
    for line in re.split(r"\n(?=\s*(?:not )?[A-Za-z_]+:)", rule.strip()):
        found = _RULE.match(line)
        make = _PRIMITIVES.get(found[2]) if found else None
        if found is None or make is None:
            known = ", ".join(_PRIMITIVES)
            raise BadParameter(f"cannot read the rule {line!r:.60}; it has {known}")
        made = make(found[3])
        parts.append({"kind": "not", "check": made} if found[1] else made)
    return parse(parts[0] if len(parts) == 1 else {"kind": "all", "checks": parts})


def _listed(text: str) -> list[str]:
    items = [item.strip().strip("\"'") for item in text.strip().strip("[]").split(",")]
    return [item for item in items if item]


def _between(text: str) -> dict[str, int]:
    numbers = _listed(text)
    if len(numbers) != 2 or not all(n.lstrip("-").isdigit() and n.isascii() for n in numbers):
        raise BadParameter(f"expected two numbers, got {text!r:.60}")
    low, high = (max(0, int(n)) for n in numbers)
    return {"min": low, "max": high}


def _words(text: str) -> list[str]:
    words = _listed(text)
    if not words:
        raise BadParameter("expected a list of words, got none")
    return words


def _keyword(text: str) -> dict[str, Any]:
    return {"kind": "text.contains", "words": _words(text), "matching": "substring"}


def _forbidden(text: str) -> dict[str, Any]:
    return {"kind": "text.excludes", "words": _words(text), "matching": "substring"}


def _marks(text: str) -> dict[str, Any]:
    """Only the marks of the list may stand there."""
    return {"kind": "text.marks", "allowed": "".join(_listed(text))}


def _json(text: str) -> dict[str, Any]:
    return {"kind": "text.json", "of": "object", "keys": _listed(text)}


_PRIMITIVES: dict[str, Callable[[str], dict[str, Any]]] = {
    "keyword": _keyword,
    "forbidden_word": _forbidden,
    "startswith": lambda text: {"kind": "text.starts", "phrase": text},
    "endswith": lambda text: {"kind": "text.ends", "phrase": text},
    "length": lambda text: {"kind": "text.characters", **_between(text)},
    "length_word": lambda text: {"kind": "text.words", **_between(text)},
    "match": lambda text: {"kind": "text.equals", "text": text},
    "constraint_punc": _marks,
    "Json": _json,
}
"""The suite's primitives, on the whole response."""
