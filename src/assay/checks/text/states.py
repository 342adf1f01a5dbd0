"""`text.states`: the output of a described function, and what its counters stand at."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from random import Random
from typing import Annotated, Any, cast

import msgspec

from assay.check import Check, Example
from assay.checks.text.base import Finding, TextCheck, Trait
from assay.context import Context
from assay.response import Response
from assay.views.literals import UNREADABLE, braced, literal, same

__all__ = ["States"]

_LABEL = re.compile(
    r"^[ \t>*_#-]{0,10}(?:final[ \t]+)?(?:(?P<output>output|result|answer)|"
    r"(?P<states>statistics|stats|states?|counters?))[*_ \t]{0,5}[:=][*_ \t]{0,5}",
    re.IGNORECASE | re.MULTILINE,
)
_STATES = ("states", "state", "statistics", "stats", "counters")
_FENCE = re.compile(r"[ \t]*(?:```|~~~)[^\n]*")
_AROUND = " \t\r\n`*"
_Number = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]


class States(TextCheck, kind="text.states"):
    """The response gives the `output` of a function and the `states` of its counters, exactly.

    Either it has a JSON object with `output` and `states` (or `stats`, `statistics`), or it has
    lines `Output:` and `Statistics:`, the last of which count; the counters are an object, a Python
    dict or lines `name: value`. Types must agree: True is not 1 and "2" not 2, though 2.0 is 2 and
    a tuple is a list; text needs no quotation marks. After LogicIF, where the output and all
    counters must be equal. Score: the share of the fields, the output and each counter, that are
    right.
    """

    output: Any
    states: dict[_Number, Any] = msgspec.field(default_factory=dict[_Number, Any])

    def __hash__(self) -> int:
        return hash((self.kind, repr(self.output), repr(self.states)))

    def standard(self, response: Response, context: Context) -> Finding:
        given = braced(response.text)
        if "output" in given:
            right, found = self._from_json(given)
        else:
            right, found = self._from_lines(response.text)
        total = 1 + len(self.states)
        why = (
            f"{right} of {total} fields right, {found} found; the output and all counters required."
        )
        return Finding(right == total, why, right / total)

    def _from_json(self, given: dict[str, Any]) -> tuple[int, int]:
        counters = next((given[name] for name in _STATES if name in given), given)
        known = cast("dict[str, Any]", counters) if isinstance(counters, dict) else {}
        return self._counted(same(given["output"], self.output), 1, known)

    def _from_lines(self, text: str) -> tuple[int, int]:
        labels = list(_LABEL.finditer(text))
        ends = [label.start() for label in labels[1:]] + [len(text)]
        ends = ends[: len(labels)]
        said: dict[str, str] = {}
        for label, end in zip(labels, ends, strict=True):
            said[label.lastgroup or ""] = text[label.end() : end]
        output = said.get("output")
        right = output is not None and self._is_output(output)
        part = said.get("states", "")
        counters = braced(part) or self._named(part)
        return self._counted(right, int(output is not None), counters)

    def _is_output(self, text: str) -> bool:
        """Whether what follows the label is the output: its first line, or all of it."""
        whole = _bare(text)
        for part in dict.fromkeys((whole.split("\n\n")[0], whole.split("\n")[0], whole)):
            bare = part.strip(_AROUND)
            value = literal(bare)
            if value is not UNREADABLE and same(value, self.output):
                return True
            if isinstance(self.output, str) and bare == self.output.strip(_AROUND):
                return True
        return False

    def _named(self, text: str) -> dict[str, Any]:
        """The counters as lines `name: value`."""
        found: dict[str, Any] = {}
        for name in self.states:
            for match in _counter(name).finditer(text):
                value = literal(match[1].strip(_AROUND).rstrip(".,;} "))
                found[name] = match[1].strip(_AROUND) if value is UNREADABLE else value
        return found

    def _counted(self, right: bool, found: int, counters: Mapping[Any, Any]) -> tuple[int, int]:
        known = {name: counters[name] for name in self.states if name in counters}
        equal = sum(same(value, self.states[name]) for name, value in known.items())
        return right + equal, found + len(known)

    def invites(self) -> tuple[Trait, ...]:
        return ("brevity",)

    def describe(self) -> str:
        names = ", ".join(self.states)
        then = f", and on another, after 'Statistics:', a dictionary of {names}" if names else ""
        return f"Give the exact output on a line that begins with 'Output:'{then}."

    @classmethod
    def draw(cls, rng: Random, level: int) -> Check:
        """A number and one counter at 1; a list and as many counters as the level later."""
        names = rng.sample(("steps", "comparisons", "swaps", "loops", "updates", "calls"), level)
        output: Any = rng.randint(0, 99)
        if level > 2:
            output = [rng.randint(0, 99) for _ in range(2 * level)]
        return cls(output=output, states={name: rng.randint(0, 10 * level) for name in names})

    @classmethod
    def examples(cls) -> Sequence[Example]:
        check = cls(output=[1, 2], states={"swaps": 1, "loops": 3})
        return (
            Example(check, "**Output:** [1, 2]\n**Statistics:** {'swaps': 1, 'loops': 3}", True),
            Example(check, '{"output": [1, 2], "stats": {"swaps": 1, "loops": 3}}', True),
            Example(check, "Output: [1, 2]\nStatistics:\n- swaps: 1\n- loops: 3", True),
            Example(check, "Output: [1, 2]\nStatistics: {'swaps': 1, 'loops': 4}", False),
            Example(check, "Output: [1, 2]\nStatistics: {'swaps': True, 'loops': 3}", False),
            Example(check, "The result is [1, 2] after 1 swap and 3 loops.", False),
            Example(cls(output="low"), "Output: low", True),
        )


def _bare(text: str) -> str:
    """The text without the marks of code blocks and rules around it."""
    return _FENCE.sub("", text).strip(_AROUND + "-")


@lru_cache(maxsize=256)
def _counter(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(name)}[\"'*_`]{{0,5}}[ \t]{{0,5}}[:=]([^\n]*)")
