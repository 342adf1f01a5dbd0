"""`text.json`: the whole response is JSON."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any, ClassVar, Literal

from assay.check import Check, Example
from assay.checks.text.base import Finding, TextCheck
from assay.checks.text.drawing import TOPICS
from assay.checks.text.upstream import OFFICIAL_JSON
from assay.context import Context
from assay.demands import Demands, Exactly, amount, both
from assay.response import Response
from assay.views.jsontext import JSON
from assay.views.view import View

__all__ = ["Json"]

_TYPES = {"dict": "object", "list": "array", "str": "text", "bool": "truth value"}


class Json(TextCheck, kind="text.json"):
    """The whole response, or the one code block that it consists of, is JSON.

    `of` says what: an `object`, an `array`, a `container` (either) or `any` value; `keys` must be
    there in an object. NaN and a key that stands twice are no JSON. Score: the share of the keys
    that are there, counted with the object itself; 0.5 for JSON of another kind. Official: whatever
    Python's json accepts after some fences are cut off, `42` and NaN included.
    """

    uses: ClassVar[tuple[View[Any], ...]] = (JSON,)
    official_uses: ClassVar[tuple[View[Any], ...]] = (OFFICIAL_JSON,)

    of: Literal["object", "array", "container", "any"] = "container"
    keys: tuple[str, ...] = ()

    def standard(self, response: Response, context: Context) -> Finding:
        parsed = response.view(JSON)
        if parsed.fault:
            why = f"Not JSON: {parsed.fault[:200]}." if parsed.told else f"{parsed.fault}."
            return Finding(False if parsed.told else None, why[0].upper() + why[1:])
        got = _TYPES.get(type(parsed.value).__name__, "number or null")
        if not self._fits(got):
            return Finding(False, f"A JSON {got}; {self.of} required.", 0.5)
        missing = [k for k in self.keys if got != "object" or k not in parsed.value]
        if missing:
            share = 1 - len(missing) / (len(self.keys) + 1)
            return Finding(False, f"Keys missing: {', '.join(map(repr, missing[:5]))}.", share)
        return Finding(True, f"A JSON {got}.")

    def official(self, response: Response, context: Context) -> Finding:
        try:
            fault = response.view(OFFICIAL_JSON)
        except RecursionError:
            return Finding(None, "Nested so deeply that the public checker's run dies of it.")
        return Finding(
            not fault, f"Not JSON: {fault[:200]}." if fault else "Python's json reads it."
        )

    def _fits(self, got: str) -> bool:
        return self.of in ("any", got) or (self.of == "container" and got in ("object", "array"))

    def describe(self) -> str:
        what = {
            "container": "JSON",
            "any": "a JSON value",
            "object": "a JSON object",
            "array": "a JSON array",
        }
        keys = f" with the keys {', '.join(map(repr, self.keys))}" if self.keys else ""
        return f"Answer with {what[self.of]}{keys} and nothing else."

    def demands(self) -> Demands | None:
        of = "object" if self.keys else self.of
        least = amount("characters", 1 if of == "any" else 2, None, ("visible",))
        return both([least, Demands(json=(Exactly(of, self.keys),))])

    @classmethod
    def draw(cls, rng: Random, level: int) -> Check:
        """Any JSON at level 1, an object from 2 on, with up to four keys."""
        if level == 1:
            return cls()
        return cls(of="object", keys=tuple(rng.sample(TOPICS, level - 1)))

    @classmethod
    def examples(cls) -> Sequence[Example]:
        return (
            Example(cls(keys=("crab",)), '```json\n{"crab": 3}\n```', True),
            Example(cls(), '{"crab": NaN}', False),
            Example(cls(), "42", False),
            Example(cls(mode="official"), "42", True),
        )
