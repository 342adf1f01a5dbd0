"""`text.layout`: the blocks that the text consists of, in order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from random import Random
from typing import Annotated, Any, ClassVar, Literal

import msgspec

from assay.check import Check, Example
from assay.checks.text.base import Finding, TextCheck
from assay.checks.text.count import Bound, bound_phrase, bound_score
from assay.context import Context
from assay.demands import Demands, amount, both
from assay.response import Response
from assay.views.layout import LAYOUT, Run
from assay.views.sentences import SENTENCES
from assay.views.view import View

__all__ = ["Block", "Layout"]

Of = Literal["sentences", "paragraphs", "bullets", "numbered", "headings", "table", "code", "quote"]
_NOUNS: dict[str, tuple[str, str]] = {
    "sentences": ("sentence", "sentences"),
    "paragraphs": ("paragraph", "paragraphs"),
    "bullets": ("bullet point", "bullet points"),
    "numbered": ("numbered item", "numbered items"),
    "headings": ("heading", "headings"),
    "table": ("table row", "table rows"),
    "code": ("code block", "code blocks"),
    "quote": ("line of a block quote", "lines of a block quote"),
}


# What other kinds count of these blocks.
_COUNTED: dict[str, tuple[str, tuple[str, ...]]] = {
    "sentences": ("sentences", ()),
    "paragraphs": ("paragraphs", ("blank",)),
    "bullets": ("bullets", ("",)),
    "numbered": ("numbered_items", ("",)),
    "headings": ("headings", ("",)),
    "code": ("code_blocks", ("",)),
}


class Block(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Blocks of one sort, and how many of them stand together."""

    of: Of
    min: Annotated[int, msgspec.Meta(ge=1)] = 1
    max: Bound | None = None


class Layout(TextCheck, kind="text.layout"):
    """The text consists of `blocks`, in that order.

    A block is `sentences` or `paragraphs` (running text), `bullets`, `numbered` items, `headings`,
    a `table` (its rows), `code` or a block `quote`; at least `min` and at most `max` of it stand
    together. With `rest` other blocks may stand before, between and after them. Score: the share
    of `blocks` that stand in order, counted from the first, with the share of its bound that the
    next one reaches, less that of the blocks too many.
    """

    uses: ClassVar[tuple[View[Any], ...]] = (LAYOUT, SENTENCES)

    blocks: Annotated[tuple[Block, ...], msgspec.Meta(min_length=1, max_length=50)]
    rest: bool = False

    def validate(self) -> None:
        for block in self.blocks:
            if block.max is not None and block.min > block.max:
                raise ValueError(f"min is {block.min} but max is {block.max}")
        for one, two in zip(self.blocks, self.blocks[1:], strict=False):
            if _sort(one) == _sort(two) and not self.rest:
                raise ValueError(f"{one.of} and {two.of} next to each other are one block")

    def standard(self, response: Response, context: Context) -> Finding:
        runs = response.view(LAYOUT)
        worded = any(block.of == "sentences" for block in self.blocks)
        starts = [start for start, _ in response.view(SENTENCES)] if worded else []
        fitting = extra = 0
        near = 0.0
        for run in runs:
            share = 0.0
            if fitting < len(self.blocks):
                share = _fits(self.blocks[fitting], run, starts)
            if share == 1.0:
                extra += bool(near) and not self.rest
                fitting, near = fitting + 1, 0.0
            elif share > near:
                extra += bool(near) and not self.rest
                near = share
            elif not self.rest:
                extra += 1
        passed = fitting == len(self.blocks) and not extra
        score = (fitting + near) / (len(self.blocks) + extra)
        shown = ", ".join(f"{run.number} {_name(run)}" for run in runs[:8])
        wanted = ", then ".join(_said(block) for block in self.blocks)
        return Finding(passed, f"The text is {shown}; {wanted} required.", score)

    def demands(self) -> Demands | None:
        """So many of each block at least; of their order nothing is said."""
        least: dict[str, int] = {}
        for block in self.blocks:
            least[block.of] = least.get(block.of, 0) + block.min
        return both(
            [
                amount(_COUNTED[of][0], n, None, _COUNTED[of][1])
                for of, n in least.items()
                if of in _COUNTED
            ]
        )

    def describe(self) -> str:
        wanted = ", followed by ".join(_said(block) for block in self.blocks)
        return f"Write {wanted}{'' if self.rest else ', and nothing else'}."

    @classmethod
    def draw(cls, rng: Random, level: int) -> Check:
        """Two sorts at 1, one more each second level; counts are exact at 5."""
        sorts: list[Of] = ["sentences", "bullets", "quote", "numbered", "table", "code"]
        chosen: list[Of] = [sorts[0], *rng.sample(sorts[1:], (level + 1) // 2)]
        least = [rng.randint(1, 3) if of != "code" else 1 for of in chosen]
        return cls(
            blocks=tuple(
                Block(of=of, min=n, max=n if level == 5 else None)
                for of, n in zip(chosen, least, strict=True)
            ),
            rest=level == 1,
        )

    @classmethod
    def examples(cls) -> Sequence[Example]:
        both = cls(blocks=(Block(of="sentences", min=2), Block(of="bullets", min=2)))
        return (
            Example(both, "The tide falls. Crabs hide.\n\n* crab\n* limpet", True),
            Example(both, "The tide falls.\n\n* crab\n* limpet", False),
            Example(both, "* crab\n* limpet\n\nThe tide falls. Crabs hide.", False),
            Example(both, "The tide falls. Crabs hide.\n\n* crab\n* limpet\n\nSo it is.", False),
        )


def _sort(block: Block) -> str:
    return "prose" if block.of in ("sentences", "paragraphs") else block.of


def _fits(block: Block, run: Run, starts: list[int]) -> float:
    """How far a run is the block that is asked for: 1 where it is, 0 where it is another."""
    if _sort(block) != run.sort:
        return 0.0
    count = run.number
    if block.of == "sentences":
        count = bisect_left(starts, run.end) - bisect_left(starts, run.start)
    if block.min <= count and (block.max is None or count <= block.max):
        return 1.0
    return bound_score(count, block.min, block.max)


def _name(run: Run) -> str:
    of = "paragraphs" if run.sort == "prose" else run.sort
    return _NOUNS[of][run.number != 1]


def _said(block: Block) -> str:
    last = block.min if block.max is None else block.max
    return f"{bound_phrase(block.min, block.max)} {_NOUNS[block.of][last != 1]}"
