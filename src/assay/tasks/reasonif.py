"""ReasonIF's rows as ours (Kwon et al. 2025, arXiv:2510.15211): constraints on the reasoning.

A record reads `{"prompt": "...", "question": "...", "answer": "081",
"constraint_name": ["punctuation:no_comma"], "constraint_args": [null],
"reasoning_content": ["..."], "response": ["..."]}`. The reasoning is put before the response
between think tags, and the checks are put on it; a missing or blank trace fails, as in the suite.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from assay.checks.text.words import Words
from assay.errors import BadParameter
from assay.scope import On
from assay.tasks.ifeval import IFEVAL
from assay.tasks.records import FilePath
from assay.tasks.suite_lines import Given, converted, said, text_in
from assay.tasks.suites import Arguments, Instruction, Suite, listed, whole

__all__ = ["REASONIF", "convert"]


def _fewer(given: Arguments) -> Words:
    count = whole(given, "num_words")
    if count < 1:
        raise BadParameter(f"fewer than {count} words cannot be", "num_words")
    return Words(max=count - 1)


REASONIF = Suite(
    "reasonif",
    {
        "language:reasoning_language": IFEVAL.instructions["language:response_language"],
        "length_constraint_checkers:number_words": Instruction(_fewer, {"num_words": 860}),
    },
    (IFEVAL,),
)


def convert(*files: FilePath, answered: bool = True) -> Iterator[dict[str, Any]]:
    """The rows. Raises InputError, with file, line and field, for a record that is malformed."""
    return converted(files, _rows, answered=answered)


def _rows(given: Given) -> Iterator[dict[str, Any]]:
    asked = REASONIF.checks_from(given, "constraint_name", "constraint_args")
    yield {
        "id": str(given.get("id", "")),
        "prompt": text_in(given, "prompt"),
        "response": _said(given),
        "checks": [On(part="reasoning", check=check) for check in asked],
        "reference": given.get("answer"),
        "meta": {"source": "reasonif", "instruction_id_list": listed(given, "constraint_name")},
    }


def _said(given: Given) -> Any:
    """The reasoning and what follows it, sample by sample; a whole response as it stands."""
    if given.get("reasoning_content") is None:
        return said(given, "response", "responses", "output")
    reasoning = _several(said(given, "reasoning_content"))
    answers = [""] * len(reasoning)
    if any(given.get(field) for field in ("response", "responses", "output")):
        answers = _several(said(given, "response", "responses", "output"))
    if len(answers) != len(reasoning):
        raise BadParameter(
            f"{len(reasoning)} traces but {len(answers)} responses", "reasoning_content"
        )
    whole_texts = [
        f"<think>\n{trace}\n</think>\n{answer}"
        for trace, answer in zip(reasoning, answers, strict=True)
    ]
    return whole_texts if len(whole_texts) > 1 else whole_texts[0]


def _several(value: Any) -> list[str]:
    return cast("list[str]", value) if isinstance(value, list) else [value]
