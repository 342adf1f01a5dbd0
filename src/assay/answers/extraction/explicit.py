"""The answers that a response announces: its boxes and its statements, in order of appearance.

A statement about a box ("the answer is \\boxed{5}") is part of the box; one in code counts only
where nothing is announced outside; a heading ("Answer:") over a whole solution announces nothing.
"""

from __future__ import annotations

from typing import NamedTuple

from assay.answers.extraction.bare import bare
from assay.answers.extraction.boxes import boxes
from assay.answers.extraction.code import Fence
from assay.answers.extraction.found import Candidate
from assay.answers.extraction.grouping import Group, grouped
from assay.answers.extraction.statements import Statement, statements
from assay.answers.extraction.stretch import Same, Stretch, Want
from assay.answers.extraction.told import computed, leading

__all__ = ["Explicit", "explicit"]


class Explicit(NamedTuple):
    """A candidate with what is known of how it was introduced.

    `lead` is where the words before it begin, `end` where its mathematics or phrase ends, `valued`
    whether it holds digits or mathematics, `plain` its text without the unit after a box.
    """

    candidate: Candidate
    lead: int
    end: int
    boxed: bool
    valued: bool
    plain: str


def explicit(part: Stretch, lowered: str, same: Same) -> list[Explicit]:
    """Boxes and statements in order; `lowered` is the whole text in lower case."""
    text, start, end, blocks = part[:4]
    groups = grouped(text, boxes(text, start, end), same)
    found = [_of_group(group) for group in groups]
    said = statements(text, lowered, start, end)
    if part.want != "text" or groups or not all(one.alone for one in said):
        said = [one for one in said if not one.alone]
    if blocks:
        outside = [one for one in said if not _coded(one, blocks)]
        said = outside or ([] if groups else [one for one in said if not _assigned(text, one)])
    for statement in said:
        if statement.rule == "answer" and _heading(text, statement):
            continue
        if any(group.start < statement.end and statement.lead < group.end for group in groups):
            continue
        found.append(_of_statement(text, statement, part.want))
    if groups:
        found = [_led(one, said) for one in found]
    found.sort(key=lambda one: (one.candidate.start, one.candidate.end))
    return found


def _of_group(group: Group) -> Explicit:
    made = Candidate(group.text, group.low, group.high, group.rule)
    return Explicit(made, group.start, group.end, boxed=True, valued=True, plain=group.plain)


def _of_statement(text: str, said: Statement, want: Want) -> Explicit:
    low, high = said.start, said.end
    if want != "text":
        if not bare(text, low, high):
            low, high = leading(text, low, high)
        low, high = computed(text, low, high)
    made = Candidate(text[low:high], low, high, said.rule)
    return Explicit(made, said.lead, said.end, boxed=False, valued=said.valued, plain=made.text)


def _led(one: Explicit, said: list[Statement]) -> Explicit:
    """A box with the beginning of the statement around it as its own."""
    if one.boxed:
        for statement in said:
            if statement.lead < one.lead < statement.end:
                return one._replace(lead=statement.lead)
    return one


def _assigned(text: str, said: Statement) -> bool:
    return text.find("=", said.lead, said.start) >= 0


def _heading(text: str, said: Statement) -> bool:
    """Whether what follows "Answer:" is not the answer but a solution of several sentences."""
    if said.end - said.start < 12 or not text[said.end : said.end + 40].strip(" .。*$\n"):
        return False
    opened = text[said.lead : said.start].rstrip(" *\n】$")
    return opened.endswith((":", "：", "案")) and not bare(text, said.start, said.end)


def _coded(said: Statement, blocks: list[Fence]) -> bool:
    return any(block.start <= said.lead < block.end and block.tag for block in blocks)
