"""FollowBench's rows as ours (Jiang et al. 2023, arXiv:2310.20410): one constraint more a level.

A record reads `{"example_id": 1, "category": "mixed", "source": "xsum", "level": 3,
"instruction": "...", "target": "..."}`, with the model's `generation` beside it, or in a second
file of its outputs (`prompt_new`, `choices`), joined by the instruction. Sources with rules get
their level's constraints as checks, each level those of the ones below; every other record asks a
judge and stays `unchecked`. Level 0 is the bare request and no row. `meta.group` and `meta.level`
serve `--metrics hsr,ssr,csl`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from string import punctuation
from typing import Any, cast

from assay.check import Check
from assay.errors import BadParameter, InputError
from assay.registry import parse
from assay.sample import decode_json
from assay.tasks.records import FilePath, Record, json_records
from assay.tasks.suite_lines import Given, text_in, unanswered
from assay.unchecked import Unchecked

__all__ = ["ANSWERED", "FORMATS", "WRITTEN", "convert", "level_checks"]

Level = dict[str, Any]


def convert(*files: FilePath, answered: bool = True) -> Iterator[dict[str, Any]]:
    """The rows of DATA, with OUTPUTS joined by the instruction if given.

    Raises InputError, with file, line and field, for a record that is malformed or unanswered.
    """
    if not 1 <= len(files) <= 2:
        raise InputError(f"followbench takes data and outputs, got {len(files)} files")
    outputs = dict(_outputs(files[1])) if len(files) == 2 else {}
    for record in json_records(files[0]):
        try:
            row = _row(record.fields if answered else {**record.fields, "generation": ""}, outputs)
        except BadParameter as fault:
            raise record.fault(fault.message, fault.field) from None
        if row is not None:
            yield row if answered else unanswered(row)


def _outputs(path: FilePath) -> Iterator[tuple[str, str]]:
    for record in json_records(path):
        try:
            yield text_in(record.fields, "prompt_new"), _generated(record)
        except BadParameter as fault:
            raise record.fault(fault.message, fault.field) from None


def _generated(record: Record) -> str:
    try:
        text = record.fields["choices"][0]["message"]["content"]
    except (KeyError, IndexError, TypeError):
        text = record.fields.get("response")
    if not isinstance(text, str):
        raise BadParameter("there is no text of the model", "choices")
    return text


def _row(given: Given, outputs: Mapping[str, str]) -> dict[str, Any] | None:
    level = given.get("level")
    if type(level) is not int or not 0 <= level <= 5:
        raise BadParameter(f"expected a level from 0 to 5, got {level!r:.60}", "level")
    if level == 0:
        return None
    instruction = text_in(given, "instruction")
    response = given.get("generation", given.get("response", outputs.get(instruction)))
    if not isinstance(response, str):
        raise BadParameter("there is no response to this instruction", "generation")
    category = str(given.get("category", ""))
    return {
        "id": f"{category}:{given.get('example_id', '')}:{level}",
        "prompt": instruction,
        "response": response,
        "checks": list(level_checks(given, level)),
        "meta": {
            "source": "followbench",
            "group": f"{category}:{given.get('example_id', '')}",
            "level": level,
            "followbench_source": given.get("source"),
        },
    }


def level_checks(given: Given, level: int) -> tuple[Check, ...]:
    """The constraints of a record's level, those of the levels below first."""
    target = given.get("target")
    rules = _rules(given, target if isinstance(target, str) else "")
    if rules is None:
        return (
            Unchecked(requirement=text_in(given, "instruction"), why="The suite asks a judge."),
        )
    return tuple(parse(rule) for rule in rules[:level])


def _rules(given: Given, target: str) -> Sequence[Level] | None:
    if given.get("category") == "format" and given.get("example_id") in FORMATS:
        return FORMATS[cast("int", given["example_id"])](cast("int", given["level"]))
    if given.get("category") == "example":
        return (
            [{"kind": "text.template", "template": _slots(target), "slots": "{}"}]
            if target
            else None
        )
    source = given.get("source")
    if source in WRITTEN:
        return WRITTEN[cast("str", source)]
    make = ANSWERED.get(cast("str", source))
    return None if make is None or not target else [make(target)]


def _sentence(index: int, check: Level) -> Level:
    return {"kind": "on", "part": "sentence", "index": index, "check": check}


def _contains(*words: str) -> Level:
    return {"kind": "text.contains", "words": list(words)}


def _excludes(*words: str) -> Level:
    return {"kind": "text.excludes", "words": list(words)}


def _exactly(kind: str, count: int) -> Level:
    return {"kind": f"text.{kind}", "min": count, "max": count}


_NO_MARKS = {"kind": "text.marks", "allowed": ""}
WRITTEN: Mapping[str, Sequence[Level]] = {
    "cnn_dailymail": (
        _exactly("sentences", 3),
        {"kind": "each", "unit": "sentence", "check": {"kind": "text.words", "max": 14}},
        {
            "kind": "all",
            "checks": [
                _sentence(n, _contains(word))
                for n, word in enumerate(("Potter", "actor", "films"), 1)
            ],
        },
        _sentence(2, _excludes("lavish")),
        _sentence(3, {"kind": "text.tense", "tense": "present_perfect"}),
    ),
    "xsum": (
        _exactly("sentences", 1),
        {"kind": "text.words", "max": 19},
        _excludes("Newton Stewart"),
        {"kind": "text.tense", "tense": "present_continuous"},
        _contains("operation"),
    ),
    "samsum": (
        _exactly("sentences", 1),
        {"kind": "text.words", "max": 14},
        _contains("stuff"),
        {"kind": "text.excludes", "words": ["procrast"], "matching": "substring"},
        {"kind": "text.punctuation", "marks": punctuation, "min": 1, "max": 1},
    ),
    "gigaword": (
        _exactly("words", 8),
        _NO_MARKS,
        {"kind": "text.case", "case": "lower"},
        _excludes("bus"),
        _contains("in"),
    ),
    "arxiv": (
        _exactly("sentences", 1),
        {"kind": "text.words", "max": 20},
        {"kind": "text.starts", "phrase": "We"},
        _contains("activations"),
        _excludes("transformer"),
    ),
}
"""Sources whose five levels add a constraint on form each."""


def _any_line(target: str) -> Level:
    options = [line.strip() for line in target.split("\n") if line.strip()]
    return {
        "kind": "each",
        "unit": "line",
        "check": {"kind": "any", "checks": [_same(option) for option in options]},
    }


def _same(text: str) -> Level:
    return {"kind": "text.equals", "text": text}


def _one_of(target: str) -> Level:
    try:
        options = decode_json(target.replace("'", '"'))
    except ValueError:
        options = None
    texts = cast("list[Any]", options) if isinstance(options, list) else [target]
    return {"kind": "any", "checks": [_same(str(text)) for text in texts]}


ANSWERED: Mapping[str, Callable[[str], Level]] = {
    "E2E": _same,
    "text_editing": _same,
    "WIKIEVENTS": _any_line,
    "CONLL2003": _one_of,
    "BBH_logical": lambda target: {"kind": "answer.choice", "gold": target.strip("() ")},
    "BBH_time": lambda target: {"kind": "answer.any", "gold": target},
    "self_made_space": lambda target: {
        "kind": "text.contains",
        "words": [target],
        "matching": "substring",
    },
    "gsm_8k": lambda target: {"kind": "answer.number", "gold": target},
}
"""Sources of which every level has one answer, the record's `target`."""


def _three_paragraphs(level: int) -> Sequence[Level]:
    """Format 22: suggestions in paragraphs."""
    return (
        _exactly("paragraphs", 4 if level == 5 else 3),
        {"kind": "each", "unit": "paragraph", "check": {"kind": "text.sentences", "max": 2}},
        {"kind": "each", "unit": "sentence", "check": {"kind": "text.words", "min": 21}},
        {"kind": "text.numbered_items", "min": 3},
        {"kind": "text.ends", "phrase": "Those are suggestions"},
    )


def _five_points(level: int) -> Sequence[Level]:  # noqa: ARG001
    """Format 30: five points, each a bold numbered keyword and its detail."""
    return (
        {"kind": "text.highlights", "min": 1},
        {"kind": "text.numbered_keys", "min": 5, "max": 5},
        {"kind": "each", "unit": "item", "check": {"kind": "text.sentences", "max": 1}},
        {"kind": "each", "unit": "sentence", "check": {"kind": "text.words", "min": 10, "max": 15}},
        {"kind": "text.affix", "ending": "ly", "max": 0},
    )


FORMATS: Mapping[int, Callable[[int], Sequence[Level]]] = {
    22: _three_paragraphs,
    30: _five_points,
}


def _slots(target: str) -> str:
    """The answer's template of a record: what precedes the slot and follows it."""
    return target.replace("{instruction}\n", "").replace("{{", "{").replace("}}", "}")
