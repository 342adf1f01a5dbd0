"""What a check asks of a text, in terms that can be reasoned about whatever the kind.

A kind says its demands in these few words; the laws and the solver know nothing of kinds. All is
meant by the standard rules of the kinds.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple, TypeAlias

import msgspec

__all__ = [
    "VISIBLE",
    "Amount",
    "Case",
    "Demands",
    "Edge",
    "Exactly",
    "Fixed",
    "Quantity",
    "Units",
    "amount",
    "both",
    "complement",
    "either",
    "phrase",
]

Case: TypeAlias = Literal["upper", "lower", "title", "capitalised"]


class Quantity(NamedTuple):
    """Something that can be counted in a text, such as its words or the letter e."""

    what: str
    of: tuple[str, ...] = ()


class Amount(NamedTuple):
    """How many of a quantity there must be; no `max` is no upper bound."""

    quantity: Quantity
    min: int = 0
    max: int | None = None


class Edge(NamedTuple):
    """A phrase at the start or end of the text, or at the start of its `paragraph`-th one.

    `bare` is the phrase folded and without the wrapping that is passed over; where `strict`,
    nothing at all may stand before it.
    """

    side: Literal["start", "end"]
    bare: str
    phrase: str
    paragraph: int = 0
    strict: bool = False


class Fixed(NamedTuple):
    """The whole text is this one.

    `exact` white space around it apart; `folded` where case, kind of apostrophe and runs of white
    space are free too; `wrapped` where marks of emphasis and quotation may also stand around it.
    """

    text: str
    how: Literal["exact", "folded", "wrapped"]


class Exactly(NamedTuple):
    """The whole text is JSON: of what sort, with which keys."""

    of: str
    keys: tuple[str, ...]


class Units(msgspec.Struct, frozen=True):
    """What is asked of the units of a text: of every one, or of at least `least` of them.

    A unit `turn N` is the N-th turn of a conversation, perhaps none of the text that is judged.
    """

    unit: str
    asked: Demands
    least: int | None = None

    @property
    def apart(self) -> bool:
        """Whether it may be none of the text that is judged."""
        return self.unit.startswith("turn ")


class Demands(msgspec.Struct, frozen=True):
    """All that is asked, together. Each of `choices` asks for at least one of its members."""

    amounts: tuple[Amount, ...] = ()
    edges: tuple[Edge, ...] = ()
    units: tuple[Units, ...] = ()
    choices: tuple[tuple[Demands, ...], ...] = ()
    languages: tuple[str, ...] = ()
    cases: tuple[Case, ...] = ()
    json: tuple[Exactly, ...] = ()
    fixed: tuple[Fixed, ...] = ()
    quoted: bool = False
    whole: bool = False
    """Whether it is all that is asked, so that a text that meets it passes."""


VISIBLE = Quantity("characters", ("visible",))
_SOMETHING = Amount(VISIBLE, 1)


def amount(
    what: str,
    low: int | None = None,
    high: int | None = None,
    of: tuple[str, ...] = (),
    *,
    whole: bool = False,
) -> Demands:
    """So many of one quantity, in a text that is not blank."""
    amounts = (Amount(Quantity(what, of), low or 0, high), _SOMETHING)
    return Demands(amounts=amounts, whole=whole)


def phrase(
    words: str,
    low: int = 0,
    high: int | None = None,
    matching: str = "word",
    *,
    whole: bool = False,
) -> Demands:
    """A wording so many times, whatever its case."""
    of = (" ".join(words.lower().split()) or words, matching)
    return amount("phrase", low, high, of, whole=whole)


def both(several: Iterable[Demands]) -> Demands:
    """All of several demands as one."""
    given = list(several)
    return Demands(
        amounts=tuple(a for d in given for a in d.amounts),
        edges=tuple(e for d in given for e in d.edges),
        units=tuple(u for d in given for u in d.units),
        choices=tuple(c for d in given for c in d.choices),
        languages=tuple(c for d in given for c in d.languages),
        cases=tuple(c for d in given for c in d.cases),
        json=tuple(j for d in given for j in d.json),
        fixed=tuple(f for d in given for f in d.fixed),
        quoted=any(d.quoted for d in given),
        whole=all(d.whole for d in given),
    )


def complement(asked: Demands) -> Demands | None:
    """What fails the amounts, by a blank text too; None where that is not all that is asked."""
    if not asked.whole or msgspec.structs.replace(asked, amounts=(), whole=False) != Demands():
        return None
    missed = [Amount(VISIBLE, 0, 0)]
    for quantity, low, high in asked.amounts:
        if low and (quantity, low, high) != _SOMETHING:
            missed.append(Amount(quantity, 0, low - 1))
        if high is not None:
            missed.append(Amount(quantity, high + 1))
    return either(Demands(amounts=(one,)) for one in dict.fromkeys(missed))


def either(several: Iterable[Demands]) -> Demands:
    """At least one of several demands."""
    return Demands(choices=(tuple(several),))
