"""The kind `code.docstrings`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random
from typing import Annotated, Literal

import msgspec

from assay.check import Example
from assay.checks.code.quality.base import Finding, QualityCheck, listed
from assay.checks.code.quality.docs import TOLD, Documented, due, fault
from assay.checks.code.quality.source import Source

__all__ = ["Docstrings"]

_STYLES = {"google": "Google", "numpy": "NumPy", "sphinx": "Sphinx (reStructuredText)"}


class Docstrings(QualityCheck, kind="code.docstrings"):
    """Functions, classes or the module have docstrings of the form asked for.

    `of`: what must have one (`public`: what does not begin with an underscore and is not inside
    a function; `all` adds the module). `style`: of functions that take or give something,
    parameters and results in the convention of Google (`Args:`), NumPy (`Parameters`
    underlined) or Sphinx (`:param x:`), every parameter named. `sections`: parts that must be
    there where they apply (`arguments`, `returns`, `raises` where it raises, `examples`).
    `first_line`: the first line is by itself and ends in a full stop; `imperative` adds that it
    begins with no third person ("Returns"). `max_line`: the greatest length of a line. A
    program without anything that could have one fails.
    """

    of: Literal["functions", "classes", "module", "public", "all"] = "functions"
    style: Literal["any", "google", "numpy", "sphinx"] = "any"
    sections: tuple[Literal["arguments", "returns", "raises", "examples"], ...] = ()
    first_line: Literal["any", "sentence", "imperative"] = "any"
    max_line: Annotated[int, msgspec.Meta(ge=20, le=1000)] | None = None

    def finding(self, source: Source) -> Finding:
        places = list(due(source, self.of))
        faults = [(place, self._fault(place, source)) for place in places]
        names = {"public": "public functions or classes", "all": "functions or classes"}
        return Finding(
            [(place.line, said) for place, said in faults if said],
            len(places),
            f"The program has no {names.get(self.of, self.of)}.",
            f"All {len(places)} have the docstring asked for.",
        )

    def _fault(self, place: Documented, source: Source) -> str:
        if place.text is None:
            return f"{place.name} has no docstring"
        first = place.text.split("\n")[0].strip()
        if self.first_line != "any":
            lines = place.text.split("\n")
            if not first.endswith((".", "!", "?")) or (len(lines) > 1 and lines[1].strip()):
                return f"the docstring of {place.name} does not begin with a line of one sentence"
            if self.first_line == "imperative" and _third_person(first):
                return f"the docstring of {place.name} does not begin with an imperative"
        if self.max_line and any(len(line) > self.max_line for line in place.text.split("\n")):
            return f"a line in the docstring of {place.name} is longer than {self.max_line}"
        return fault(place, source, self.style, self.sections)

    def describe(self) -> str:
        of = {
            "functions": "every function", "classes": "every class", "module": "the module",
            "public": "every public function and class",
            "all": "the module and every function and class",
        }[self.of]  # fmt: skip
        asked = f"In the code, give {of} a docstring"
        if self.style != "any":
            asked += f" in {_STYLES[self.style]} style"
        if self.sections:
            parts = listed([TOLD[name] for name in self.sections])
            asked += f" that tells of its {parts}, where there are any"
        more: list[str] = []
        if self.first_line == "sentence":
            more.append("its first line must be one sentence that ends in a full stop")
        if self.first_line == "imperative":
            more.append("its first line must be one sentence in the imperative")
        if self.max_line:
            more.append(f"its lines must have at most {self.max_line} characters")
        return f"{'; '.join((asked, *more))}."

    @classmethod
    def examples(cls) -> Sequence[Example]:
        body = 'def f(rows, n):\n    """First rows.\n\n    {}\n    """\n    return rows[:n]\n'
        google = "Args:\n        rows: All.\n        n: How many.\n\n    Returns:\n        Some."
        return (
            Example(cls(), 'def f():\n    """Do it."""\n', True),
            Example(cls(), "def f():\n    # Do it.\n    pass\n", False),
            Example(cls(style="google"), body.format(google), True),
            Example(cls(style="numpy"), body.format(google), False),
            Example(cls(style="google"), body.format("Takes rows and n."), False),
            Example(cls(), "x = 1\n", False),
            Example(cls(first_line="imperative"), 'def f():\n    """Returns it."""\n', False),
        )

    @classmethod
    def draw(cls, rng: Random, level: int) -> Docstrings:
        style: Literal["google", "numpy", "sphinx"] = rng.choice(("google", "numpy", "sphinx"))
        usual = (
            cls(),
            cls(of=rng.choice(("public", "all"))),
            cls(style=style),
            cls(style=style, first_line="imperative"),
            cls(style=style, first_line="imperative", sections=("raises", "examples"), max_line=72),
        )
        return usual[min(max(level, 1), 5) - 1]


def _third_person(line: str) -> bool:
    """Whether a sentence begins with a verb in the third person, or with an article."""
    first = re.match(r"[A-Za-z]+", line)
    word = first.group().lower() if first else ""
    if word in ("the", "a", "an", "this", "that", "it"):
        return True
    return word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3
