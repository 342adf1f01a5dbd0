"""`text.procedure`: the states that a procedure goes through, step by step."""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random
from typing import Any, ClassVar, cast

from assay.check import Check, Example
from assay.checks.text.base import Finding, TextCheck, Trait
from assay.checks.text.drawing import TOPICS
from assay.context import Context
from assay.response import Response
from assay.views.literals import literal
from assay.views.steps import STEPS
from assay.views.view import View

__all__ = ["Procedure"]

State = str | int | list[str | int]
_INTEGER = re.compile(r"[-+]?[0-9]{1,100}")
_AROUND = " \t\r\n`*\"'"


class Procedure(TextCheck, kind="text.procedure"):
    """The response lists the states in `intermediate` in order, and ends with `final`.

    It has a JSON object with `intermediate` and `final`, or text: the states as a list literal or
    one a line (numbered, bulleted or after `Step 1:`), then a line `Final state: ...`. A first
    state that is `initial`, and a last one that is the final state again, are passed over. States
    are texts, whole numbers or lists of them; what a text holds must be equal to the letter,
    quotation marks around it aside.

    After ProcBench (arXiv:2410.03117): with the final state at the end of either list, PML is the
    length of the prefix in which both agree, and the score is the prefix accuracy, PML over the
    length of the longer list; it passes where that is 1 (sequential match).
    """

    uses: ClassVar[tuple[View[Any], ...]] = (STEPS,)

    intermediate: list[State] = []  # noqa: RUF012, msgspec copies it
    final: State
    initial: State | None = None

    def __hash__(self) -> int:
        return hash((self.kind, repr(self.intermediate), repr(self.final), repr(self.initial)))

    def standard(self, response: Response, context: Context) -> Finding:
        said = response.view(STEPS)
        between = said.between
        if between and self.initial is not None and _equal(self.initial, between[0]):
            between = between[1:]
        again = between and said.final is not None and _equal(self.final, between[-1])
        if again and _equal(self.final, said.final) and len(between) > len(self.intermediate):
            between = between[:-1]
        states = between if said.final is None else [*between, said.final]
        expected = [*self.intermediate, self.final]
        same = 0
        for wanted, found in zip(expected, states, strict=False):
            if not _equal(wanted, found):
                break
            same += 1
        accuracy = same / max(len(expected), len(states))
        last = said.final is not None and _equal(self.final, said.final)
        why = (
            f"The first {same} of {len(expected)} states are right, {len(states)} given, the final "
            f"one {'right' if last else 'wrong'}; all required."
        )
        return Finding(accuracy == 1.0 and last, why, accuracy if last else min(accuracy, 0.99))

    def invites(self) -> tuple[Trait, ...]:
        return ("brevity", "repetition", "copying")

    def describe(self) -> str:
        number = len(self.intermediate)
        first = f" from {self.initial!r:.200}" if self.initial is not None else ""
        return (
            f"Follow the procedure step by step{first}: list the {number} intermediate "
            f"state{'' if number == 1 else 's'} in order, one on each line, and end with a line "
            "'Final state:' and the final state."
        )

    @classmethod
    def draw(cls, rng: Random, level: int) -> Check:
        """A word whose letters are taken off one by one: more of them with the level."""
        word = rng.choice([w for w in TOPICS if len(w) >= 5]) * (1 + level // 3)
        steps = min(2 * level, len(word) - 2)
        states = [word[:-n] for n in range(1, steps + 1)]
        return cls(initial=word, intermediate=list(states[:-1]), final=states[-1])

    @classmethod
    def examples(cls) -> Sequence[Example]:
        check = cls(initial="tide", intermediate=["tid", "ti"], final="t")
        lists = cls(intermediate=[["a", "b"], [1, 2]], final=3)
        return (
            Example(check, "1. tid\n2. ti\n\nFinal state: t", True),
            Example(check, '{"intermediate": ["tid", "ti"], "final": "t"}', True),
            Example(check, "Intermediate states: ['tide', 'tid', 'ti']\nFinal string: `t`", True),
            Example(check, "1. tid\n2. it\n\nFinal state: t", False),
            Example(check, "1. tid\n2. ti", False),
            Example(check, "t", False),
            Example(lists, "Step 1: [a, b]\nStep 2: 1, 2\nFinal: 3", True),
            Example(lists, "After step 1 (fill): [a, b]\nAfter step 2: 1, 2\nFinal: 3", True),
            Example(lists, "Step 1: [b, a]\nStep 2: 1, 2\nFinal: 3", False),
        )


def _equal(wanted: State, found: Any) -> bool:
    """Whether a state as it is given is the one that is expected."""
    bare = found.strip(_AROUND) if isinstance(found, str) else found
    if isinstance(wanted, list):
        parts = _parts(bare)
        return parts is not None and list(map(str, wanted)) == list(map(str, parts))
    if isinstance(bare, (bool, list, dict)):
        return False
    if isinstance(wanted, int) and isinstance(bare, str):
        return _INTEGER.fullmatch(bare) is not None and int(bare) == wanted
    return str(wanted) == str(bare)


def _parts(found: Any) -> list[Any] | None:
    """The elements of a state that is a list: as a list, a list literal, or with commas between."""
    if isinstance(found, list):
        return cast("list[Any]", found)
    if not isinstance(found, str):
        return None
    listed = found[:1] + found[-1:] in ("[]", "()")
    value = literal(found) if listed else None
    if isinstance(value, list):
        return cast("list[Any]", value)
    inner = found[1:-1] if listed else found
    return [part.strip(_AROUND) for part in inner.split(",")]
