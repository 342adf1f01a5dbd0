"""From the text of a response to its final answer.

What is announced, boxed or stated, comes before the silent rules (the whole response, what code
printed, the last sentence). Reasoning parts are stripped by the rule of `assay.views.reasoning`; an
answer that stands only inside one is returned and flagged.
"""

from __future__ import annotations

from assay.answers.extraction import flags
from assay.answers.extraction.announced import announced
from assay.answers.extraction.code import fences
from assay.answers.extraction.explicit import explicit
from assay.answers.extraction.found import Extraction, Flag
from assay.answers.extraction.loops import echo, once
from assay.answers.extraction.residue import next_question, trim
from assay.answers.extraction.silent import silent
from assay.answers.extraction.statements import fold
from assay.answers.extraction.stretch import Same, Stretch, Want
from assay.answers.patterns import lazy
from assay.views.reasoning import split

__all__ = ["extract"]

_MARKS = lazy(r"[\s$*]+|\\[,;! ]|\\(?:left|right|displaystyle)(?![a-zA-Z])")


def extract(
    text: str,
    *,
    question: str = "",
    want: Want = "math",
    same: Same | None = None,
    expected_items: int = 0,
) -> Extraction:
    """The final answer of a response, every candidate, and what is suspect about them.

    `question` is for telling an echo, `want` for what to look for where nothing is announced, and
    `same` says whether two candidates are the same answer (None: it cannot tell). An answer of at
    most twice `expected_items` members is no shotgun.
    """
    same = same or _folded
    if "<" not in text:
        return _within(text, 0, len(text), question, want, same, expected_items)
    reasoning, (start, end) = split(text)
    found = _within(text, start, end, question, want, same, expected_items)
    if found.final is not None or reasoning is None:
        return found
    inside = _within(text, *reasoning, question, want, same, expected_items)
    if inside.final is None:
        return found
    flag = Flag("reasoning_only", "the answer stands only inside the reasoning", *reasoning)
    if any(one.name == "refusal" for one in found.flags):
        return Extraction(None, inside.candidates, (*found.flags, flag))
    return Extraction(inside.final, inside.candidates, (flag, *inside.flags))


def _within(
    text: str,
    start: int,
    end: int,
    question: str,
    want: Want,
    same: Same,
    expected_items: int,
) -> Extraction:
    """The answer in a stretch that holds no reasoning part."""
    start, end = trim(text, start, end)
    flag = flags.blank(text, start, end) or echo(text, start, end, question)
    if flag is not None:
        return Extraction(None, (), (flag,))
    part = Stretch(text, start, end, fences(text, start, end), want, expected_items)
    found = explicit(part, fold(text), same)
    if not found and (ended := once(text, start, end)) < end:
        found = explicit(part._replace(end=ended), fold(text), same)
    if not found:
        return silent(part)
    cut = next_question(text, found[0].end, end)
    if cut is not None:
        found = [one for one in found if one.end <= cut]
        blocks = [block for block in part.blocks if block.end <= cut]
        part = part._replace(end=cut, blocks=blocks)
    return announced(part, found, same)


def _folded(one: str, other: str) -> bool:
    """Whether two texts are the same but for marks, a name before and a unit after."""
    folded = (_MARKS.sub("", one).casefold(), _MARKS.sub("", other).casefold())
    short, long = sorted(folded, key=len)
    if long.endswith("=" + short):
        return True
    return long.startswith(short) and not long[len(short) : len(short) + 1].strip(".,").isdigit()
