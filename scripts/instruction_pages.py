"""The pages that map the field's instruction types to our checks.

`constraint_types.json` holds the union of seventeen suites by meaning: for each type its group, the
suites that have it and checks that say it. The ids of each suite come from the importers.
"""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import Any, TypedDict

from assay.registry import parse
from assay.sample import encode_json
from assay.tasks import complexbench, followbench
from assay.tasks.formats import SUITES, suite
from assay.tasks.if_functions import IF_FUNCTIONS
from assay.tasks.mathif import MATHIF
from assay.tasks.muldimif import read_constraint
from assay.tasks.reasonif import REASONIF
from assay.tasks.suites import Suite

__all__ = ["TYPES", "ConstraintType", "constraints_page", "parsed", "suites_page"]


class ConstraintType(TypedDict):
    """One type of the union: its number and group there, and what it comes to here."""

    type: int
    group: str
    meaning: str
    suites: list[str]
    checks: list[dict[str, Any]]


TYPES: list[ConstraintType] = json.loads(
    (Path(__file__).parent / "constraint_types.json").read_text(encoding="utf-8")
)
_GROUPS = {
    "length": "Length",
    "vocab": "Vocabulary",
    "keywords": "Keywords and letters",
    "position": "Position",
    "wordform": "Form of words",
    "case-lang": "Case, language and script",
    "punct": "Punctuation",
    "format": "Format",
    "copy": "Copying",
    "task": "Tasks",
}


def constraints_page(made: str) -> str:
    """Every type of the union with the checks that say it."""
    groups: defaultdict[str, list[ConstraintType]] = defaultdict(list)
    for found in TYPES:
        groups[found["group"]].append(found)
    lines = [
        f"<!-- {made} -->",
        "# Every known type of constraint",
        "",
        f"The {len(TYPES)} types of verifiable constraints on text that IFEval, IFBench, IFEvalG,",
        "Multi-IF, M-IFEval, IFEval-FC, CoDI-Eval, MulDimIF, FollowBench, ComplexBench, MathIF,",
        "ReasonIF, MMMT-IF, ProcBench and LogicIF have between them, by meaning, each with a check",
        "that says it. What each suite calls them stands in [suites.md](suites.md).",
    ]
    for name, title in _GROUPS.items():
        lines += ["", f"## {title}", "", "| type | meaning | here | suites |", "|---|---|---|---|"]
        for found in groups[name]:
            checks = "<br>".join(_code(check) for check in found["checks"])
            lines.append(
                f"| {found['type']} | {_cell(found['meaning'])} | {checks} "
                f"| {', '.join(found['suites'])} |"
            )
    return "\n".join(lines) + "\n"


def suites_page(made: str) -> str:
    """For each suite its ids, with the arguments of an example and the check it becomes."""
    lines = [
        f"<!-- {made} -->",
        "# What each suite's instructions become",
        "",
        "For each id the arguments of an example and the check that `assay convert` makes of it.",
        "For IFBench, IFEvalG and M-IFEval the check stands inside a `text.suite`, which holds the",
        "id and its arguments too, so that official mode decides by the suite's own rule.",
    ]
    for name in SUITES:
        lines += _suite(suite(name))
    lines += [
        "",
        "## multi-if",
        "",
        "IFEval's ids, turn by turn; each turn becomes a row with `meta.turn`.",
    ]
    lines += _suite(MATHIF, "IFEval's ids as well, on what follows the reasoning (`on` `answer`).")
    lines += _suite(REASONIF, "IFEval's ids as well, all put `on` the `reasoning`.")
    lines += _suite(
        IF_FUNCTIONS, "open-instruct's older training functions (`assay convert rlvr`)."
    )
    lines += _named("ifeval-fc", "checker", _IFEVAL_FC)
    lines += ["", "Each is put on the argument of the function call: `on` `json` at its path."]
    lines += _named("codi-eval", "task", _CODI)
    lines += _named("muldimif", "sentence", _SENTENCES)
    lines += [
        "",
        "Sentences are read by `assay convert muldimif`; one that is not understood stays as",
    ]
    lines += ["`unchecked`."]
    lines += _named("procbench, logicif, mmmt-if", "what is asked", _OTHERS)
    lines += ["", "## complexbench", "", "| rule | here |", "|---|---|"]
    lines += [f"| `{_cell(rule)}` | {_code(_plain(rule))} |" for rule in _RULES]
    lines += ["", "Rules that begin with `model_` are about a part that a judge must find first:"]
    lines += ["they stay as `unchecked`.", "", "## followbench", ""]
    lines += ["| source | level | here |", "|---|---|---|"]
    for source in (*followbench.WRITTEN, *followbench.ANSWERED):
        lines += _levels(source)
    return "\n".join(lines) + "\n"


_RULES = (
    "keyword:[tide,pool]",
    "forbidden_word:[river]",
    "startswith:Dear crab",
    "endswith:Goodbye",
    "not endswith:Goodbye",
    "length:[1,100]",
    "length_word:[1,20]",
    "match:yes",
    "constraint_punc:[.]",
    'Json:["crab"]',
)


_IFEVAL_FC: dict[str, Any] = {
    "CyrillicGreekChecker": {"kind": "text.script", "only": ["cyrillic", "greek"]},
    "HighlightedSectionsCountChecker": {"kind": "text.highlights", "min": 3},
    "JsonFormatChecker": {"kind": "text.json"},
    "KeywordFrequencyChecker": {"kind": "text.keyword", "word": "tide", "min": 3},
    "KeywordsPresenceChecker": {"kind": "text.contains", "words": ["tide", "pool"]},
    "LetterFrequencyChecker": {"kind": "text.letter", "letter": "t", "min": 8},
    "NAllCapitalWordsChecker": {"kind": "text.capital_words", "min": 3, "max": 3},
    "NCommasChecker": {"kind": "text.commas", "min": 2, "max": 2},
    "PlaceholderCountChecker": {"kind": "text.placeholders", "min": 2},
    "PythonListFormatChecker": {"kind": "text.python_list"},
    "QuotationChecker": {"kind": "text.quoted"},
    "SentenceCountChecker": {"kind": "text.sentences", "min": 3, "max": 3},
    "SpacesInBetweenChecker": {"kind": "text.spacing", "spaces": 2},
    "TitleFormatChecker": {"kind": "text.title"},
    "WordCountChecker": {"kind": "text.words", "min": 20, "max": 20},
}
_CODI: dict[str, Any] = {
    "length": {"kind": "text.words", "min": 10, "max": 20},
    "keyword": {"kind": "text.contains", "words": ["tide", "pool"]},
    "keyword, to be avoided": {"kind": "text.excludes", "words": ["river"]},
}
_SENTENCES: dict[str, Any] = {
    f"{category}, {kind}: {sentence}": read_constraint(category, kind, sentence)
    for category, kind, sentence in (
        ("Content", "Keywords", "must include the keywords 'tide' and 'pool'"),
        ("Content", "Punctuation", "must end with a period"),
        ("Content", "Identifiers", "The answer must start with 'Tide:'"),
        ("Length", "Words", "at most 100 words"),
        ("Length", "Sentences", "between 3 and 5 sentences"),
        ("Length", "Paragraphs", "at least three paragraphs"),
        ("Language", "English", "use capitalized letters for each word"),
        ("Language", "Chinese", "in Simplified Chinese"),
        ("Format", "Markdown", "a level 2 heading"),
        ("Format", "Table", "If a table is used, at most 5 rows"),
        ("Format", "Json", "object nesting levels must not exceed 3"),
        ("Format", "XML", "no more than three attributes"),
    )
}
_OTHERS: dict[str, Any] = {
    "ProcBench: the steps of a procedure": {
        "kind": "text.procedure",
        "initial": "tide",
        "intermediate": ["dite"],
        "final": "edit",
    },
    "LogicIF: output and state of a function": {
        "kind": "text.states",
        "output": 3,
        "states": {"swaps": 2},
    },
    "MMMT-IF: instructions given in earlier turns": {
        "kind": "dialogue",
        "rules": [{"kind": "rule", "check": {"kind": "text.words", "max": 20}, "from": 2}],
    },
}


def _named(title: str, what: str, checks: dict[str, Any]) -> list[str]:
    lines = ["", f"## {title}", "", f"| {what} | here |", "|---|---|"]
    return lines + [f"| {_cell(name)} | {_code(parse(check))} |" for name, check in checks.items()]


def _suite(found: Suite, note: str = "") -> list[str]:
    lines = ["", f"## {found.name}", "", *([note, ""] if note else [])]
    lines += ["| id | arguments | here |", "|---|---|---|"]
    for identity, instruction in found.instructions.items():
        meant = instruction.make(instruction.example)
        lines.append(f"| {identity} | {_code(dict(instruction.example))} | {_code(meant)} |")
    return lines


def _levels(source: str) -> list[str]:
    given = {"source": source, "category": "mixed", "target": "tide", "instruction": "i"}
    checks = followbench.level_checks(given, 5)
    return [f"| {source} | {level} | {_code(check)} |" for level, check in enumerate(checks, 1)]


def _plain(rule: str) -> Any:
    return complexbench.rule_check(rule)


def _code(value: Any) -> str:
    text = encode_json(value).decode()
    return f"`{_cell(text)}`" if text != "{}" else ""


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", "\\n")


def parsed(found: ConstraintType) -> list[Any]:
    """The checks of a type, made."""
    return [parse(check) for check in found["checks"]]
