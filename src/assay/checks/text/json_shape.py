"""`text.json_shape`: the keys, the depth and the size of a JSON value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random
from typing import Any, ClassVar, cast

from assay.check import Check, Example
from assay.checks.text.base import Finding, TextCheck
from assay.checks.text.count import Bound, bound_phrase, bound_score
from assay.context import Context
from assay.demands import Demands, Exactly, amount, both
from assay.parts import json_path
from assay.response import Response
from assay.views.jsontext import JSON
from assay.views.view import View

__all__ = ["JsonShape"]


class JsonShape(TextCheck, kind="text.json_shape"):
    """The whole response is JSON, and the value at `path` has this shape.

    An object there has the keys `required` and none but `allowed` (and the required ones).
    `min_attributes` and `max_attributes` bound how many keys it has, with those of the objects
    inside it where `deep` is set; `min_depth` and `max_depth` how deep containers are nested:
    `{}` is 1 deep, `{"a": []}` 2, a number 0. The response may be one code block.
    Score: the mean over what is asked, each the share of it that is there.
    """

    uses: ClassVar[tuple[View[Any], ...]] = (JSON,)

    path: str = "$"
    required: tuple[str, ...] = ()
    allowed: tuple[str, ...] | None = None
    min_depth: Bound | None = None
    max_depth: Bound | None = None
    min_attributes: Bound | None = None
    max_attributes: Bound | None = None
    deep: bool = False

    def validate(self) -> None:
        json_path(None, self.path)
        asked = (
            self.min_depth,
            self.max_depth,
            self.min_attributes,
            self.max_attributes,
            self.allowed,
        )
        if not self.required and all(bound is None for bound in asked):
            raise ValueError("text.json_shape needs keys, a depth or a number of keys")
        for low, high in (
            (self.min_depth, self.max_depth),
            (self.min_attributes, self.max_attributes),
        ):
            if low is not None and high is not None and low > high:
                raise ValueError(f"the least is {low} but the most is {high}")

    def standard(self, response: Response, context: Context) -> Finding:
        parsed = response.view(JSON)
        if parsed.fault:
            why = f"Not JSON: {parsed.fault[:200]}." if parsed.told else f"{parsed.fault}."
            return Finding(False if parsed.told else None, why[0].upper() + why[1:])
        there, value = json_path(parsed.value, self.path)
        if not there:
            return Finding(False, f"There is nothing at {self.path}.", 0.0)
        made = list(self._judged(value))
        faults = [fault for fault, _ in made if fault]
        score = sum(score for _, score in made) / len(made)
        return Finding(not faults, " ".join(faults) or "The JSON has the shape required.", score)

    def _judged(self, value: Any) -> Iterator[tuple[str, float]]:
        """What each requirement has to complain of, and how far it is met."""
        keyed = self.required or self.allowed is not None
        sized = self.min_attributes is not None or self.max_attributes is not None
        if (keyed or (sized and not self.deep)) and not isinstance(value, dict):
            yield f"No object at {self.path}.", 0.0
            return
        if keyed:
            yield from self._keys(cast("dict[str, Any]", value))
        keys, depth = _measured(value)
        if not self.deep and isinstance(value, dict):
            keys = len(cast("dict[str, Any]", value))
        yield from _bounded(keys, self.min_attributes, self.max_attributes, "keys")
        yield from _bounded(depth, self.min_depth, self.max_depth, "levels of nesting")

    def _keys(self, value: dict[str, Any]) -> Iterator[tuple[str, float]]:
        if self.required:
            missing = [key for key in self.required if key not in value]
            fault = f"Keys missing: {', '.join(map(repr, missing[:5]))}." if missing else ""
            yield fault, 1 - len(missing) / len(self.required)
        if self.allowed is not None:
            known = {*self.allowed, *self.required}
            foreign = [key for key in value if key not in known]
            fault = f"Keys not allowed: {', '.join(map(repr, foreign[:5]))}." if foreign else ""
            yield fault, 1 / (1 + len(foreign))

    def demands(self) -> Demands | None:
        """That it is JSON and, of the whole value, which keys it has."""
        whole = self.path == "$"
        inside = not whole or (self.min_depth or 0) > 0
        sized = (
            self.min_attributes is not None or self.max_attributes is not None
        ) and not self.deep
        keyed = bool(self.required) or self.allowed is not None or sized
        of = "object" if whole and keyed else "container" if inside or keyed else "any"
        least = amount("characters", 1, None, ("visible",))
        keys = self.required if whole else ()
        return both([least, Demands(json=(Exactly(of, keys),))])

    def describe(self) -> str:
        where = "" if self.path == "$" else f" whose value at {self.path}"
        asked: list[str] = []
        if self.required:
            asked.append(f"has the keys {', '.join(map(repr, self.required))}")
        if self.allowed is not None:
            names = ", ".join(map(repr, dict.fromkeys((*self.required, *self.allowed))))
            asked.append(f"has no keys but {names}" if names else "has no keys")
        if self.min_attributes is not None or self.max_attributes is not None:
            inside = ", nested ones counted" if self.deep else ""
            asked.append(
                f"has {bound_phrase(self.min_attributes, self.max_attributes)} keys{inside}"
            )
        if self.min_depth is not None or self.max_depth is not None:
            asked.append(f"is nested {bound_phrase(self.min_depth, self.max_depth)} levels deep")
        that = "" if where else " that"
        return f"Answer with JSON{where}{that} {' and '.join(asked)}, and nothing else."

    @classmethod
    def draw(cls, rng: Random, level: int) -> Check:
        """A few keys at 1; more, deeper, and no others with the level."""
        names = ["name", "place", "tide", "depth", "colour", "legs", "notes"]
        keys = tuple(rng.sample(names, 1 + level))
        depth = None if level == 1 else level
        return cls(
            required=keys,
            min_depth=depth,
            max_depth=depth if level >= 4 else None,
            allowed=keys if level == 5 else None,
        )

    @classmethod
    def examples(cls) -> Sequence[Example]:
        shape = cls(required=("crab",), min_depth=2, max_attributes=2)
        return (
            Example(shape, '```json\n{"crab": {"legs": 10}}\n```', True),
            Example(shape, '{"crab": "{}"}', False),
            Example(shape, 'Here it is: {"crab": {"legs": 10}}', False),
            Example(cls(allowed=("crab",)), '{"crab": 1, "weed": 2}', False),
            Example(cls(path="$.crab", min_attributes=1), '{"crab": {"legs": 10}}', True),
        )


def _measured(value: Any) -> tuple[int, int]:
    """How many keys there are in all, and how deep the containers are nested."""
    keys = depth = 0
    level: list[Any] = [value]
    while level:
        objects = [cast("dict[str, Any]", v) for v in level if isinstance(v, dict)]
        arrays = [cast("list[Any]", v) for v in level if isinstance(v, list)]
        depth += bool(objects or arrays)
        keys += sum(map(len, objects))
        level = [v for held in objects for v in held.values()]
        level += [v for held in arrays for v in held]
    return keys, depth


def _bounded(n: int, low: int | None, high: int | None, noun: str) -> Iterator[tuple[str, float]]:
    if low is None and high is None:
        return
    if (low is None or n >= low) and (high is None or n <= high):
        yield "", 1.0
    else:
        yield f"{n} {noun}; {bound_phrase(low, high)} required.", bound_score(n, low, high)
