"""`text.sequence`: the items asked for, all of them, in the order asked for."""

from __future__ import annotations

from collections.abc import Sequence as Several
from random import Random
from typing import Annotated, Any, ClassVar, Literal

import msgspec

from assay.check import Check, Example
from assay.checks.text.base import Finding, TextCheck, Trait
from assay.checks.text.drawing import TOPICS
from assay.checks.text.listed import (
    Item,
    entries_of,
    longest_rise,
    names_of,
    plain_name,
)
from assay.context import Context
from assay.response import Response
from assay.views.view import View
from assay.views.words import WORDS

__all__ = ["Sequence"]

_ORDERS = {
    "given": "in this order",
    "any": "in any order",
    "ascending": "in alphabetical order",
    "descending": "in reverse alphabetical order",
}


class Sequence(TextCheck, kind="text.sequence"):
    """The text lists `items`, each of them once, in the order asked for.

    An item may be given as several names, any of which will do; case, accents, list markers and
    marks are set aside. `order` is `given`, `any`, or `ascending` or `descending` by the names as
    they are written. `separator` says what stands between items: a `line` break, a `comma`, or
    `any` mark or space. With `exact` nothing but the items may stand there (an "and" between
    them may, where the separator is `any`); otherwise other text is passed over.
    Score: the longest part that is in order, over the number of items or of entries, whichever
    is more.
    """

    uses: ClassVar[tuple[View[Any], ...]] = (WORDS,)

    items: Annotated[tuple[Item, ...], msgspec.Meta(min_length=1)]
    order: Literal["given", "any", "ascending", "descending"] = "given"
    separator: Literal["any", "line", "comma"] = "any"
    exact: bool = True

    def validate(self) -> None:
        seen: dict[str, int] = {}
        for number, item in enumerate(self.items):
            for name in names_of(item):
                if not plain_name(name):
                    raise ValueError(f"the item {name!r} holds no word")
                if seen.setdefault(plain_name(name), number) != number:
                    raise ValueError(f"{name!r} names two items")
            if not names_of(item):
                raise ValueError("an item has no name")

    def standard(self, response: Response, context: Context) -> Finding:
        known, other = entries_of(response, self.items, self.separator)
        total = len(known) + (other if self.exact else 0)
        ordered = longest_rise(self._ranks(known))
        all_there = sorted(item for item, _ in known) == list(range(len(self.items)))
        passed = all_there and ordered == len(known) and total == len(known)
        listed = len({item for item, _ in known})
        why = f"{listed} of {len(self.items)} items listed, {ordered} of {len(known)} in order"
        if self.exact and other:
            why += f", {other} other entries"
        wanted = f"all, once, {_ORDERS[self.order]}"
        score = 1.0 if passed else 0.99 * ordered / max(len(self.items), total)
        return Finding(passed, f"{why}; {wanted} required.", score)

    def _ranks(self, known: list[tuple[int, str]]) -> list[int]:
        """The place of each entry in the order that is asked for."""
        if self.order == "given":
            return [item for item, _ in known]
        if self.order == "any":
            first = {item: place for place, (item, _) in reversed(list(enumerate(known)))}
            return [first[item] for item, _ in known]
        names = sorted({name for _, name in known}, reverse=self.order == "descending")
        places = {name: place for place, name in enumerate(names)}
        return [places[name] for _, name in known]

    def invites(self) -> tuple[Trait, ...]:
        return ("brevity", "copying")

    def describe(self) -> str:
        names = ", ".join(names_of(item)[0] for item in self.items)
        how = {"any": "", "line": ", each on a line of its own", "comma": ", separated by commas"}
        only = ", and nothing else" if self.exact else ""
        return f"List these items {_ORDERS[self.order]}{how[self.separator]}{only}: {names}."

    @classmethod
    def draw(cls, rng: Random, level: int) -> Check:
        """A few words as given at 1; multiples of a number, and words to be sorted, later."""
        if level >= 4 and rng.random() < 0.5:
            step = rng.randint(6, 19)
            return cls(items=tuple(str(step * n) for n in range(1, 2 * level + 1)))
        order = ("given", "given", "ascending", "descending", "descending")[level - 1]
        names = tuple(rng.sample(TOPICS, 2 * level + 1))
        separator = rng.choice(("line", "comma")) if level > 1 else "any"
        return cls(items=names, order=order, separator=separator, exact=level > 2)

    @classmethod
    def examples(cls) -> Several[Example]:
        sevens = cls(items=("14", "21", "28"))
        coast = cls(
            items=("Senegal", ("C\u00f4te d'Ivoire", "Ivory Coast"), "Guinea-Bissau"),
            order="descending",
            separator="line",
            exact=False,
        )
        return (
            Example(sevens, "14,21,28", True),
            Example(sevens, "1. 14\n2. 21\n3. 28", True),
            Example(sevens, "14, 28, 21", False),
            Example(sevens, "14, 21, 28, 35", False),
            Example(sevens, "Sure: 14, 21, 28", False),
            Example(coast, "Here:\n- Senegal\n- Ivory Coast\n- Guinea-Bissau", True),
            Example(coast, "Guinea-Bissau\nSenegal\nCote d'Ivoire", False),
        )
