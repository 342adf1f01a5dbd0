"""What `parse` finds in a text: its final answer, by the extractor of all answer kinds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

import msgspec

from assay.adapters.math_verify_configs import (
    ExtractionTarget,
    StringExtractionConfig,
    strings_of,
)
from assay.answers.extraction import Extraction, extract
from assay.answers.extraction.choice import extract_choice
from assay.answers.hints import NONE
from assay.answers.limits import TooMuch
from assay.answers.policy import DEFAULT
from assay.answers.reading import read
from assay.answers.showing import show
from assay.answers.values import Text
from assay.checks.answer.comparing import same_by

__all__ = ["Answer", "answers_in", "is_text"]

Parameters: TypeAlias = tuple[tuple[str, Any], ...]

_SILENT = frozenset({"whole", "bold", "last", "last_number", "output", "therefore"})
"""Rules that find an answer which nothing announces."""

_same = same_by(NONE, DEFAULT)


class Answer(msgspec.Struct, frozen=True):
    """A final answer: its text, the rule that found it, what is suspect about the response.

    `source` is the whole text, which `verify` judges; `str` gives the normal form.
    """

    text: str
    rule: str = ""
    flags: tuple[str, ...] = ()
    source: str = ""
    kind: str = "answer.any"
    parameters: Parameters = ()

    def __str__(self) -> str:
        if self.kind == "answer.choice":
            return self.text
        try:
            return show(read(self.text, NONE)[0])
        except TooMuch:
            return self.text[:120]

    def __repr__(self) -> str:
        return f"Answer({str(self)!r}, {self.rule!r})"


def answers_in(text: str, targets: Sequence[ExtractionTarget]) -> list[Answer]:
    """The final answer of a text, in a list; an empty list where there is none."""
    strings = strings_of(targets)
    if strings is not None:
        chosen = _chosen(text, strings)
        if chosen or len(targets) == 1:
            return chosen
    found = extract(text, same=_same)
    if found.final is None:
        found = extract_choice(text)
    final = found.final
    if final is None or (final.rule in _SILENT and not _without_anchor(targets)):
        return []
    bare = final.rule == "whole" and "\n" not in text.strip() and "<" not in text
    return [Answer(text.strip() if bare else final.text, final.rule, _flags(found), text)]


def is_text(answer: Answer) -> bool:
    """Whether an answer is words, and nothing that could be computed with."""
    try:
        return isinstance(read(answer.text, NONE)[0], Text)
    except TooMuch:
        return False


def _chosen(text: str, strings: StringExtractionConfig) -> list[Answer]:
    names = strings.strings
    parameters: Parameters
    if all(len(name) == 1 and name.isalpha() for name in names):
        letters = "".join(names).upper()
        parameters = (("letters", letters),)
        found = extract_choice(text, letters=letters)
    else:
        letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[: len(names)]
        parameters = (("options", tuple(names)),)
        found = extract_choice(text, options=names)
    final = found.final
    if final is None or final.text not in letters:
        return []
    name = names[letters.index(final.text)]
    said = name.lower() if strings.lowercase else name
    return [Answer(said, final.rule, _flags(found), text, "answer.choice", parameters)]


def _flags(found: Extraction) -> tuple[str, ...]:
    return tuple([flag.name for flag in found.flags])


def _without_anchor(targets: Sequence[ExtractionTarget]) -> bool:
    """Whether any target takes an answer that nothing announces."""
    return not targets or any(target.try_extract_without_anchor for target in targets)
