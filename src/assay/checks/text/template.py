"""`text.template`: a fixed text with slots to be filled."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from random import Random
from typing import Annotated, Literal

import msgspec

from assay.check import Check, Example
from assay.checks.text.base import Finding, TextCheck
from assay.context import Context
from assay.response import Response

__all__ = ["Template"]

_SLOTS = {
    "[]": re.compile(r"\[([^\[\]\n]{1,200})\]"),
    "{}": re.compile(r"\{([^{}\n]{1,200})\}"),
    "<>": re.compile(r"<([^<>\n]{1,200})>"),
}
_HEADING = re.compile(r"^[ \t]*#{1,6}[ \t]+", re.MULTILINE)
_EMPHASIS = "*_`"
_SUBSTANCE = re.compile(r"[^\W_]")


class Template(TextCheck, kind="text.template"):
    """The text is `template` with every slot filled: its fixed parts stand as they are written,
    in order, from the first to the last, and something else than the slot's name stands between.

    A slot is a name in square brackets, or in those that `slots` gives. White space is free;
    Markdown emphasis and heading marks around the fixed parts are passed over. Score: the share
    of fixed parts found in order and of slots filled between them; where text stands before or
    after, that is one part more.
    """

    template: Annotated[str, msgspec.Meta(min_length=1, max_length=20_000)]
    slots: Literal["[]", "{}", "<>"] = "[]"

    def validate(self) -> None:
        _, names = _parts(self.template, self.slots)
        if not names:
            raise ValueError(f"the template has no slot in {self.slots}")

    def standard(self, response: Response, context: Context) -> Finding:
        fixed, names = _parts(self.template, self.slots)
        text = _plain(response.text)
        filled, missing, left = _matched(text, fixed, names, self.slots)
        parts = len([part for part in fixed if part])
        absent = len(missing)
        total = parts + len(names)
        score = (parts - absent + len(names) - len(left)) / total
        if missing:
            return Finding(False, f"Not found in its place: {missing[0]!r:.120}.", _below(score))
        if left:
            return Finding(False, f"Not filled: {', '.join(left[:5])}.", _below(score))
        if not filled:
            return Finding(
                False, "Something stands before or after the template.", total / (total + 1)
            )
        return Finding(True, f"{len(names)} slots are filled, and the rest stands as given.")

    def describe(self) -> str:
        return (
            "Use exactly this template, and fill in what is in brackets: "
            f"{self.template.strip()!r}."
        )

    @classmethod
    def draw(cls, rng: Random, level: int) -> Check:
        """One slot more a level."""
        names = rng.sample(["Answer", "Reason", "Doubt", "Outlook", "Source", "Example"], level)
        return cls(template=" ".join(f"My {name}: [{name.lower()}]" for name in names))

    @classmethod
    def examples(cls) -> Sequence[Example]:
        two = cls(template="My Answer: [answer] My Conclusion: [conclusion]")
        return (
            Example(two, "**My Answer:** Low tide.\n\n**My Conclusion:** Wait.", True),
            Example(two, "My Conclusion: Wait. My Answer: Low tide.", False),
            Example(two, "My Answer: [answer] My Conclusion: [conclusion]", False),
            Example(two, "My Answer: My Conclusion: Wait.", False),
        )


def _plain(text: str) -> str:
    if "#" in text:
        text = _HEADING.sub("", text)
    for mark in _EMPHASIS:
        text = text.replace(mark, "")
    return " ".join(text.split())


@lru_cache(maxsize=256)
def _parts(template: str, slots: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The fixed parts, one more than there are slots, and the names of the slots."""
    pieces = _SLOTS[slots].split(template)
    return tuple(_plain(piece) for piece in pieces[::2]), tuple(pieces[1::2])


def _matched(
    text: str, fixed: tuple[str, ...], names: tuple[str, ...], slots: str
) -> tuple[bool, list[str], list[str]]:
    """Whether text and template cover each other, the fixed parts missing, the slots not filled."""
    missing: list[str] = []
    left: list[str] = []
    covered = text.startswith(fixed[0])
    end = len(fixed[0]) if covered else max(0, text.find(fixed[0])) + len(fixed[0])
    lost = fixed[0] not in text
    if lost:
        missing.append(fixed[0])
        end = 0
    last = len(fixed) - 1
    for place, (part, name) in enumerate(zip(fixed[1:], names, strict=True), 1):
        start = text.find(part, end) if part else len(text)
        if place == last and part and text.endswith(part):
            start = max(len(text) - len(part), 0)
        if start < end:
            missing.append(part)
            left.append(name)
            lost = True
            continue
        if lost or not _filled(text[end:start], name, slots):
            left.append(name)
        lost = False
        end = start + len(part)
    return covered and end >= len(text), missing, left


def _filled(found: str, name: str, slots: str) -> bool:
    bare = found.strip()
    inner = bare.removeprefix(slots[0]).removesuffix(slots[1]).strip()
    return _SUBSTANCE.search(bare) is not None and inner.casefold() != name.strip().casefold()


def _below(score: float) -> float:
    return min(score, 1 - 2**-20)
