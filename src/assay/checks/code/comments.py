"""The kind `code.comments`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random
from typing import Annotated, Literal

import msgspec

from assay.check import Example
from assay.checks.code.quality.base import Finding, QualityCheck, counted
from assay.checks.code.quality.source import Source

__all__ = ["Comments"]

_LEAST_LETTERS = 3
_OPEN = re.compile(r"\b(?:TODO|FIXME|XXX|HACK)\b|\A(?i:todo|fixme|xxx|hack)\b")


class Comments(QualityCheck, kind="code.comments"):
    """Comments (after `#`): how many, where, how they are written.

    `min` and `max` bound their number, `share` the least number of them for each line of code
    (0.1: one for ten). `place`: `own_line` forbids those behind code, `inline` those on lines
    of their own. `form`: `sentence` asks for a capital letter or a digit at the start and a
    full stop (or `!`, `?`, `:`) at the end, of lines directly under one another together.
    `every_function`: one within each function. `open_ends`: False forbids TODO, FIXME, XXX and
    HACK. A comment of fewer than three letters is not counted, nor is `#!`, nor one that only
    speaks to tools (`noqa`, `type:`, `pylint:`), nor is a docstring. Where `place` or `form`
    ask for something a program without comments fails.
    """

    min: Annotated[int, msgspec.Meta(ge=1, le=100_000)] | None = None
    max: Annotated[int, msgspec.Meta(ge=0, le=100_000)] | None = None
    share: Annotated[float, msgspec.Meta(gt=0, le=5)] | None = None
    place: Literal["any", "own_line", "inline"] = "any"
    form: Literal["any", "sentence"] = "any"
    every_function: bool = False
    open_ends: bool = True

    def validate(self) -> None:
        bounds = (self.min, self.max, self.share)
        shaped = self.place != "any" or self.form != "any" or self.every_function
        if all(bound is None for bound in bounds) and not shaped and self.open_ends:
            raise ValueError("nothing is asked for")
        if self.min is not None and self.max is not None and self.min > self.max:
            raise ValueError(f"min is {self.min} and max is {self.max}")

    def finding(self, source: Source) -> Finding:
        found = [(t.start[0], t.string[1:].strip(), t.line[: t.start[1]]) for t in source.comments]
        told = [one for one in found if _told(one[1])]
        wrong: list[tuple[int, str]] = []
        for line, text, before in told:
            said = self._fault(text, before)
            if said:
                wrong.append((line, said))
        if self.form == "sentence":
            said = "the comment is no sentence with a capital letter and a full stop"
            wrong += [(line, said) for line, text in _joined(told) if not _sentence(text)]
        wrong += self._number(len(told), source)
        if self.every_function:
            lines = [line for line, _, _ in told]
            for node in source.functions:
                if not any(node.lineno <= line <= (node.end_lineno or 0) for line in lines):
                    wrong.append((node.lineno, f"{node.name} has no comment"))
            if not source.functions:
                wrong.append((1, "there is no function that could have a comment"))
        needs = self.place != "any" or self.form != "any"
        places = max(len(told), len(wrong), 0 if needs else 1)
        return Finding(
            wrong, places, "The program has no comment.", f"It has {counted(len(told), 'comment')}."
        )

    def _fault(self, text: str, before: str) -> str:
        if self.place == "own_line" and before.strip():
            return "the comment stands behind code"
        if self.place == "inline" and not before.strip():
            return "the comment stands on a line of its own"
        if not self.open_ends and _OPEN.search(text):
            return "the comment leaves something open"
        return ""

    def _number(self, number: int, source: Source) -> list[tuple[int, str]]:
        code = {t.start[0] for t in source.tokens if t.string.strip() and t.string[0] != "#"}
        least = self.min or 0
        if self.share is not None:
            least = max(least, -(-len(code) * self.share // 1))
        has = counted(number, "comment")
        if number < least:
            return [(1, f"there {'is' if number == 1 else 'are'} {has}; {least:g} are required")]
        if self.max is not None and number > self.max:
            return [(1, f"there are {has}; at most {self.max} are allowed")]
        return []

    def describe(self) -> str:
        asked: list[str] = []
        if self.min is not None:
            asked.append(f"Write at least {counted(self.min, 'comment')} in the code.")
        if self.max is not None:
            most = f"at most {counted(self.max, 'comment')}" if self.max else "no comments"
            asked.append(f"Write {most} in the code.")
        if self.share is not None:
            asked.append(
                f"Write at least one comment for every {1 / self.share:.3g} lines of code."
            )
        if self.place == "own_line":
            asked.append("Put comments on lines of their own, not behind code.")
        if self.place == "inline":
            asked.append("Put comments behind the code on the same line.")
        if self.form == "sentence":
            asked.append("Write comments as sentences with a capital letter and a full stop.")
        if self.every_function:
            asked.append("Comment something inside every function.")
        if not self.open_ends:
            asked.append("Leave no TODO or FIXME comments in the code.")
        return " ".join(asked)

    @classmethod
    def examples(cls) -> Sequence[Example]:
        own = "# Adds one.\ndef f(a):\n    return a + 1\n"
        behind = "def f(a):\n    return a + 1  # adds one\n"
        return (
            Example(cls(min=1), own, True),
            Example(cls(min=1), "def f():\n    '''# Not a comment.'''\n", False),
            Example(cls(place="own_line"), own, True),
            Example(cls(place="own_line"), behind, False),
            Example(cls(place="own_line"), "def f(a):\n    return a\n", False),
            Example(cls(max=0), "url = '#top'\nprint(url)\n", True),
            Example(cls(form="sentence"), behind, False),
            Example(cls(min=2), "x = f()  # .\n#\n# noqa\n", False),
        )

    @classmethod
    def draw(cls, rng: Random, level: int) -> Comments:
        usual = (
            cls(min=rng.randint(1, 3)),
            cls(max=0),
            cls(min=rng.randint(3, 5), place="own_line"),
            cls(every_function=True, form="sentence"),
            cls(share=rng.choice((0.2, 0.25)), place="own_line", form="sentence"),
        )
        return usual[min(max(level, 1), 5) - 1]


def _joined(told: list[tuple[int, str, str]]) -> list[tuple[int, str]]:
    """The comments, where those on lines of their own directly under one another are one."""
    joined: list[tuple[int, str]] = []
    last, margin = 0, ""
    for line, text, before in told:
        if joined and not before.strip() and line == last + 1 and before == margin:
            joined[-1] = (joined[-1][0], f"{joined[-1][1]} {text}")
        else:
            joined.append((line, text))
        last, margin = line, before
    return joined


def _sentence(text: str) -> bool:
    return (text[0].isupper() or text[0].isdigit()) and text.endswith((".", "!", "?", ":"))


def _told(text: str) -> bool:
    """Whether a comment tells a reader something."""
    if text.lower().startswith(("noqa", "type:", "pylint:", "pragma:", "fmt:", "ruff:", "mypy:")):
        return False
    return sum(letter.isalpha() for letter in text) >= _LEAST_LETTERS
