"""`text.sub_bullets`: every bullet point has bullet points of its own."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Sequence
from random import Random
from typing import Annotated, Any, ClassVar

import msgspec

from assay.check import Check, Example
from assay.checks.text.base import Finding, TextCheck, spans_of
from assay.context import Context
from assay.demands import Demands, amount, both
from assay.response import Response
from assay.views.blocks import MARKDOWN, Item, filled
from assay.views.view import View

__all__ = ["SubBullets"]

_GLUED = re.compile(r"^([ \t]*)([*+-])([^\W\d_][^\n]*)", re.MULTILINE)
Marker = Annotated[str, msgspec.Meta(max_length=1)]


class SubBullets(TextCheck, kind="text.sub_bullets"):
    """There are at least `min` bullet points, and each has at least `each` of its own, with text.

    A sub-bullet is indented more than its bullet, or has the marker `sub` where a bullet has the
    marker `top`; with these given, bullets must have them, and white space need not follow. Deeper
    levels count for the one above them only. Score: the share of the bullets, and of the
    `min` that must be there, with enough.
    """

    uses: ClassVar[tuple[View[Any], ...]] = (MARKDOWN,)

    min: Annotated[int, msgspec.Meta(ge=1)] = 1
    each: Annotated[int, msgspec.Meta(ge=1)] = 1
    top: Marker = ""
    sub: Marker = ""

    def validate(self) -> None:
        if self.top and self.top == self.sub:
            return
        if bool(self.top) != bool(self.sub):
            raise ValueError("top and sub are given both or not at all")

    def standard(self, response: Response, context: Context) -> Finding:
        items = [i for i in response.view(MARKDOWN).items if not i.numbered]
        items = [item for item in items if filled(response.text, item)]
        if self.top:
            items = sorted(items + _glued(response, self.top + self.sub))
        bullets = _counted(items, self.top, self.sub)
        poor = [(i.start, i.end) for i, subs in bullets if subs < self.each]
        right = len(bullets) - len(poor)
        share = right / max(len(bullets), self.min)
        if len(bullets) < self.min:
            why = f"{len(bullets)} bullet points; at least {self.min} required."
            return Finding(False, why, share)
        why = f"{right} of {len(bullets)} bullet points have at least {self.each} below; all must."
        return Finding(not poor, why, share if poor else None, spans_of(response.text, poor))

    def demands(self) -> Demands | None:
        least = self.min * (1 + self.each)
        if self.top:  # without white space after its marker no other kind takes it for a bullet
            return amount("lines", least)
        return both([amount("bullets", least, None, ("",)), amount("lines", least)])

    def describe(self) -> str:
        top = f" marked with {self.top}" if self.top else ""
        sub = f" marked with {self.sub}" if self.sub else ""
        number = f"at least {self.min} bullet point{'s' if self.min > 1 else ''}"
        subs = f"at least {self.each} sub-bullet{'s' if self.each > 1 else ''}"
        return f"Include {number}{top}, and give each {subs}{sub}."

    @classmethod
    def draw(cls, rng: Random, level: int) -> Check:
        """More bullets and more below each with the level; markers are prescribed at 4 and 5."""
        top, sub = ("*", "-") if level >= 4 else ("", "")
        return cls(min=level + rng.randint(0, 1), each=(level + 1) // 2, top=top, sub=sub)

    @classmethod
    def examples(cls) -> Sequence[Example]:
        marked = cls(top="*", sub="-")
        return (
            Example(cls(min=2), "- crab\n  - claw\n- limpet\n  - shell", True),
            Example(cls(), "- crab\n  - claw\n- limpet", False),
            Example(cls(), "A well-known crab.", False),
            Example(marked, "* crab\n- claw\n* limpet\n- shell", True),
            Example(marked, "- crab\n  - claw", False),
        )


def _glued(response: Response, markers: str) -> list[Item]:
    """Lines that begin with a marker and a letter at once, and do not close it as emphasis."""
    code = [(block.start, block.end) for block in response.view(MARKDOWN).code]
    found: list[Item] = []
    for match in _GLUED.finditer(response.text):
        mark, line = match[2], match[0]
        block = bisect(code, (match.start(), len(response.text))) - 1
        inside = block >= 0 and match.start() < code[block][1]
        if mark in markers and not inside and (mark == "-" or line.count(mark) % 2):
            indent = len(match[1].expandtabs(4))
            found.append(Item(match.start(), match.start(3), match.end(), mark, indent))
    return found


def _counted(items: list[Item], top: str, sub: str) -> list[tuple[Item, int]]:
    """The bullets that stand highest, each with how many are directly below it."""
    found: list[tuple[Item, int]] = []
    inner: int | None = None
    for item in items:
        last = found[-1][0] if found else None
        if last is None or not _below(item, last, top, sub):
            found.append((item, 0))
            inner = None
        elif (not sub or item.marker == sub) and (inner is None or item.indent <= inner):
            inner = item.indent
            found[-1] = (found[-1][0], found[-1][1] + 1)
    wrong = [(item, 0) for item, _ in found if top and item.marker != top]
    return [(i, 0) if (i, 0) in wrong[:1] else (i, n) for i, n in found] if wrong else found


def _below(item: Item, last: Item, top: str, sub: str) -> bool:
    if top and top != sub and item.indent == last.indent:
        return last.marker == top and item.marker == sub
    return item.indent > last.indent
