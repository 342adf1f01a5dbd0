"""Our checks as instructions of the public suites, where they can be said there.

The way back is never guessed: what is proposed for a check is read again by the suite's importer,
and only what gives the same check (its rule mode set aside) is written.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias, cast

import msgspec

from assay.check import Check
from assay.checks.text.suite import Suite as SuiteCheck
from assay.errors import CheckError
from assay.sample import Sample, decode_json, encode_json
from assay.scope import On
from assay.tasks.suites import Suite

__all__ = ["FORMS", "Said", "exported", "said_in"]

Said: TypeAlias = tuple[str, dict[str, Any]]
"""An instruction's id and its arguments."""


def said_in(suite: Suite, check: Check) -> Said | None:
    """The instruction of the suite that means exactly this check; None where there is none."""
    if isinstance(check, SuiteCheck):
        if check.suite == suite.name and check == _read(suite, (check.id, check.arguments)):
            return check.id, check.arguments
        check = check.check
    plain = _plain(check)
    for said in _proposed(plain):
        again = _read(suite, said)
        meant = again.check if isinstance(again, SuiteCheck) else again
        if meant is not None and _plain(meant) == plain:
            return said
    return None


def exported(
    sample: Sample, suite: Suite, form: str
) -> tuple[dict[str, Any] | None, tuple[Check, ...]]:
    """A sample in a suite's form, and the checks that the suite cannot say.

    With any of those there is no row: a part of the instructions would be another task.
    """
    asked = [_of_answer(c) if form == "rlvr" else c for c in sample.checks]
    said = [said_in(suite, check) for check in asked]
    lost = tuple(c for c, found in zip(sample.checks, said, strict=True) if found is None)
    kept = [found for found in said if found is not None]
    if lost or not kept:
        return None, lost
    return FORMS[form](sample, kept), ()


def _of_answer(check: Check) -> Check:
    """What is asked of the part after the reasoning, which is all that RLVR's verifiers read."""
    whole = isinstance(check, On) and check == On(part="answer", check=check.check)
    return cast("On", check).check if whole else check


def _ifeval(sample: Sample, said: Sequence[Said]) -> dict[str, Any]:
    """IFEval's prompt row: Zhou et al. 2023."""
    return {
        "key": _key(sample),
        "prompt": sample.prompt,
        "instruction_id_list": [identity for identity, _ in said],
        "kwargs": [arguments for _, arguments in said],
    }


def _rlvr(sample: Sample, said: Sequence[Said]) -> dict[str, Any]:
    """open-instruct's training row: the instructions as JSON in `ground_truth`."""
    prompt = sample.prompt
    messages = [{"role": "user", "content": prompt}] if isinstance(prompt, str) else list(prompt)
    truth = {
        "instruction_id": [identity for identity, _ in said],
        "kwargs": [arguments or None for _, arguments in said],
    }
    return {
        "key": _key(sample),
        "messages": messages,
        "ground_truth": json.dumps([truth], ensure_ascii=False),
        "dataset": "ifeval",
    }


FORMS: Mapping[str, Callable[[Sample, Sequence[Said]], dict[str, Any]]] = {
    "ifeval": _ifeval,
    "rlvr": _rlvr,
}
"""The forms of a row, by name."""


def _key(sample: Sample) -> Any:
    return int(sample.id) if sample.id.isascii() and sample.id.isdigit() else sample.id


def _read(suite: Suite, said: Said) -> Check | None:
    try:
        return suite.instruction(*said)
    except CheckError:
        return None


def _plain(check: Check) -> Check:
    """The check without a rule mode of its own."""
    return msgspec.structs.replace(check, mode=None) if hasattr(check, "mode") else check


def _proposed(check: Check) -> Iterator[Said]:
    """What IFEval may call a check: right for the kind, perhaps wrong in some parameter."""
    given: dict[str, Any] = {**_defaults(check), **decode_json(encode_json(check))}
    low, high = given.get("min"), given.get("max")
    if (low is None) is not (high is None):
        given[_RELATION] = "at least" if high is None else "less than"
        given[_NUMBER] = low if high is None else high + 1
    for identity, names in _IFEVAL.get(given["kind"], {}).items():
        if all(given.get(ours) is not None for ours in names.values()):
            yield identity, {theirs: given[ours] for theirs, ours in names.items()}


def _defaults(check: Check) -> dict[str, Any]:
    """All parameters, those left at their defaults too."""
    return {name: getattr(check, name) for name in check.__struct_fields__}


_RELATION, _NUMBER = "relation", "number"
"""The two words in which IFEval says a bound on one side."""
_IFEVAL: Mapping[str, Mapping[str, Mapping[str, str]]] = {
    "text.contains": {"keywords:existence": {"keywords": "words"}},
    "text.keyword": {
        "keywords:frequency": {"keyword": "word", "relation": _RELATION, "frequency": _NUMBER}
    },
    "text.excludes": {"keywords:forbidden_words": {"forbidden_words": "words"}},
    "text.letter": {
        "keywords:letter_frequency": {
            "letter": "letter",
            "let_relation": _RELATION,
            "let_frequency": _NUMBER,
        }
    },
    "text.language": {"language:response_language": {"language": "language"}},
    "text.sentences": {
        "length_constraints:number_sentences": {"relation": _RELATION, "num_sentences": _NUMBER}
    },
    "text.paragraphs": {"length_constraints:number_paragraphs": {"num_paragraphs": "min"}},
    "text.words": {
        "length_constraints:number_words": {"relation": _RELATION, "num_words": _NUMBER}
    },
    "text.paragraph_start": {
        "length_constraints:nth_paragraph_first_word": {
            "num_paragraphs": "count",
            "nth_paragraph": "index",
            "first_word": "word",
        }
    },
    "text.placeholders": {"detectable_content:number_placeholders": {"num_placeholders": "min"}},
    "text.postscript": {"detectable_content:postscript": {"postscript_marker": "marker"}},
    "text.bullets": {"detectable_format:number_bullet_lists": {"num_bullets": "min"}},
    "text.choice": {"detectable_format:constrained_response": {}},
    "text.highlights": {"detectable_format:number_highlighted_sections": {"num_highlights": "min"}},
    "text.sections": {
        "detectable_format:multiple_sections": {"section_spliter": "marker", "num_sections": "min"}
    },
    "text.json": {"detectable_format:json_format": {}},
    "text.title": {"detectable_format:title": {}},
    "text.responses": {"combination:two_responses": {}},
    "text.repeats": {"combination:repeat_prompt": {"prompt_to_repeat": "text"}},
    "text.ends": {"startend:end_checker": {"end_phrase": "phrase"}},
    "text.quoted": {"startend:quotation": {}},
    "text.capital_words": {
        "change_case:capital_word_frequency": {
            "capital_relation": _RELATION,
            "capital_frequency": _NUMBER,
        }
    },
    "text.case": {"change_case:english_capital": {}, "change_case:english_lowercase": {}},
    "text.commas": {"punctuation:no_comma": {}},
}
"""For a kind the instructions that may say it, and from which parameter each argument comes."""
