"""`text.xml`: the whole response is XML."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random
from typing import Any, ClassVar

from assay.check import Check, Example
from assay.checks.text.base import Finding, TextCheck
from assay.checks.text.count import Bound, bound_phrase, bound_score
from assay.context import Context
from assay.response import Response
from assay.views.view import View
from assay.views.xmltext import XML
from assay.views.xmltext import Xml as Document

__all__ = ["Xml"]


class Xml(TextCheck, kind="text.xml"):
    """The whole response, or the one code block that it consists of, is well-formed XML.

    `root` is the name of its root element, `required` are names of elements that must occur; the
    number of elements, of attributes (of all elements together) and the depth are within bounds.
    A document that declares entities is not read, and the verdict undecided.
    Score: 0 where it is no XML, otherwise the mean over well-formedness and what is asked.
    """

    uses: ClassVar[tuple[View[Any], ...]] = (XML,)

    root: str = ""
    required: tuple[str, ...] = ()
    min_elements: Bound | None = None
    max_elements: Bound | None = None
    min_attributes: Bound | None = None
    max_attributes: Bound | None = None
    min_depth: Bound | None = None
    max_depth: Bound | None = None

    def validate(self) -> None:
        for low, high, noun in self._bounds():
            if low is not None and high is not None and low > high:
                raise ValueError(f"of {noun} the least is {low} but the most is {high}")

    def _bounds(self) -> tuple[tuple[int | None, int | None, str], ...]:
        return (
            (self.min_elements, self.max_elements, "elements"),
            (self.min_attributes, self.max_attributes, "attributes"),
            (self.min_depth, self.max_depth, "levels"),
        )

    def standard(self, response: Response, context: Context) -> Finding:
        found = response.view(XML)
        if found.fault:
            why = f"Not well-formed XML: {found.fault}." if found.told else f"{found.fault}."
            return Finding(False if found.told else None, why[0].upper() + why[1:], 0.0)
        made = list(self._judged(found))
        faults = [fault for fault, _ in made if fault]
        score = (1 + sum(score for _, score in made)) / (1 + len(made))
        return Finding(not faults, " ".join(faults) or "Well-formed XML as required.", score)

    def _judged(self, found: Document) -> Iterator[tuple[str, float]]:
        """What each requirement has to complain of, and how far it is met."""
        if self.root:
            right = found.root == self.root
            fault = "" if right else f"The root is {found.root[:60]!r}; {self.root!r} required."
            yield fault, float(right)
        if self.required:
            missing = [name for name in self.required if name not in found.elements]
            fault = f"Elements missing: {', '.join(missing[:5])}." if missing else ""
            yield fault, 1 - len(missing) / len(self.required)
        numbers = (sum(found.elements.values()), found.attributes, found.depth)
        for number, (low, high, noun) in zip(numbers, self._bounds(), strict=True):
            if low is None and high is None:
                continue
            fine = (low is None or number >= low) and (high is None or number <= high)
            fault = "" if fine else f"{number} {noun}; {bound_phrase(low, high)} required."
            yield fault, 1.0 if fine else bound_score(number, low, high)

    def describe(self) -> str:
        asked: list[str] = []
        if self.root:
            asked.append(f"the root element {self.root!r}")
        if self.required:
            asked.append(f"the elements {', '.join(map(repr, self.required))}")
        for low, high, noun in self._bounds():
            if low is not None or high is not None:
                deep = " of nesting" if noun == "levels" else ""
                asked.append(f"{bound_phrase(low, high)} {noun}{deep}")
        having = f" with {' and '.join(asked)}" if asked else ""
        return f"Answer with well-formed XML{having}, and nothing else."

    @classmethod
    def draw(cls, rng: Random, level: int) -> Check:
        """A root at 1; attributes, elements and depth with the level, exact at 5."""
        root = rng.choice(["tide", "pool", "shore"])
        least = rng.randint(1, 2 * level)
        return cls(
            root=root,
            min_attributes=least if level >= 2 else None,
            max_attributes=least if level == 5 else None,
            min_elements=level + 2 if level >= 3 else None,
            min_depth=level - 1 if level >= 4 else None,
        )

    @classmethod
    def examples(cls) -> Sequence[Example]:
        two = cls(root="pool", min_attributes=2)
        return (
            Example(two, '```xml\n<pool depth="1"><crab legs="10"/></pool>\n```', True),
            Example(two, '<pool><crab legs="10"/></pool>', False),
            Example(cls(), "<pool><crab></pool>", False),
            Example(cls(), "Here: <pool/>", False),
            Example(cls(), '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', None),
        )
