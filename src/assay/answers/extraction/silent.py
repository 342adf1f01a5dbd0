"""The answer of a response that announces none, and what is suspect about it.

Where such a response breaks off, declines or pleads, what a silent rule finds is a candidate but
no answer.
"""

from __future__ import annotations

import re

from assay.answers.extraction import flags
from assay.answers.extraction.bare import bare
from assay.answers.extraction.closing import closing
from assay.answers.extraction.deciding import offered
from assay.answers.extraction.found import Candidate, Extraction, Flag
from assay.answers.extraction.loops import chanted, repetition
from assay.answers.extraction.marks import Span, tighten
from assay.answers.extraction.numerals import narrow, worded
from assay.answers.extraction.phrases import sentences
from assay.answers.extraction.shotgun import shotgun
from assay.answers.extraction.stretch import Stretch
from assay.answers.extraction.told import chained, computed, only_mathematics
from assay.answers.extraction.truncation import broken_off, truncated
from assay.answers.patterns import lazy

__all__ = ["praise", "silent"]

MAX_SENTENCE = 200
"""Characters of a single sentence that may be an answer in words."""
MAX_TEXT = 300
"""Characters of a response that may be an answer as a whole where a text is wanted."""


def silent(part: Stretch) -> Extraction:
    """The final answer by the rules that need no announcement."""
    text, start, end, blocks = part[:4]
    plain = bare(text, start, end) and not any(block.tag for block in blocks)
    loop = chanted(text, start, end) if plain else repetition(text, start, end)
    if loop is not None:
        return Extraction(None, (), (loop,))
    found = (
        broken_off(text, start, end)
        if plain
        else truncated(text, start, end, blocks, stated=False),
        flags.refusal(text, start, end, bare=plain),
        flags.pleading(text, start, end, instead=True),
    )
    raised = tuple(flag for flag in found if flag is not None)
    if part.want != "text" and (denial := _DENIAL.match(text, start, end)) is not None:
        why = f"it only says that the answer is not {denial.group(1)[:40]}"
        return Extraction(None, (), (Flag("empty", why, start, end),))
    final = _candidate(part, plain=plain, cut=found[0] is not None)
    if final is None:
        return Extraction(None, (), raised or (Flag("empty", "no answer was found", start, end),))
    if flags.praised(final.text) and not (plain and final.text.isalpha()):
        return Extraction(None, (final,), raised or (praise(final),))
    if raised:
        return Extraction(None, (final,), raised)
    final, hedge = offered(text, final)
    many = hedge or shotgun(final, 1, part.expected_items)
    return Extraction(final, (final,), () if many is None else (many,))


def praise(final: Candidate) -> Flag:
    """The flag on an answer that is nothing but the word for a right one."""
    return Flag("pleading", "the answer is the word for a right one", final.start, final.end)


def _candidate(part: Stretch, *, plain: bool, cut: bool) -> Candidate | None:
    text, start, end, blocks, want = part[:5]
    rule, span = "whole", (start, start)
    if want == "number" and worded(text, start, end):
        plain = False
    if plain or (want == "text" and end - start <= MAX_TEXT and not blocks):
        span = _whole(part)
    elif (made := closing(text, start, end, blocks, number=want == "number")) is not None:
        rule, span = made.rule, (made.start, made.end)
    elif not cut and end - start <= MAX_SENTENCE and len(sentences(text, start, end)) == 1:
        span = tighten(text, start, end)
    if span[0] >= span[1]:
        return None
    low, high = narrow(text, *span) if want == "number" else span
    return Candidate(text[low:high], low, high, rule)


_DENIAL = lazy(
    r"\W*(?:so |thus |hence |therefore |and |but )?,?\s?(?:(?:the|my) (?:[^\W\d_]{1,16}\s){0,2}"
    r"(?:answer|result|solution|value|number)|it)\s?(?:is|was|['’]s)(?:\snot|n['’]t)\s"
    r"((?:\$|\\[(\[]|[-−+])?\s?\d[^\s]{0,40})\W{0,4}\Z",
    re.IGNORECASE,
)
"""A response that says what the answer is not, and nothing else."""
_LABEL = lazy(r"[^\W\d_][\w ,'’-]{2,60}[:：]\s{0,3}(?=\$|\\[(\[]|\\begin)")


def _whole(part: Stretch) -> Span:
    labelled = _LABEL.match(part.text, part.start, part.end)
    start = part.start if labelled is None else labelled.end()
    low, high = tighten(part.text, start, part.end)
    if part.want == "text":
        return low, high
    if (only := only_mathematics(part.text, part.start, part.end)) is not None:
        return tighten(part.text, *only)
    return chained(part.text, *computed(part.text, low, high))
