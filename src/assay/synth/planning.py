"""What a draft is made from: the demands, what the laws leave of their bounds, and a style."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

import msgspec

from assay.demands import Demands, Edge, Quantity, Units
from assay.demands.linear import Bounds
from assay.synth.draft import Sentence, Word
from assay.synth.vocabulary import SPACED, Vocabulary

__all__ = [
    "LINES",
    "MANY",
    "PARAGRAPHS",
    "RULED",
    "SENTENCES",
    "WORDS",
    "Plan",
    "Style",
    "edge_words",
    "filler",
    "fixed_words",
    "least_of",
    "marks_of",
    "new_label",
    "new_sentence",
    "plan_of",
    "quiet",
]

MANY = 10**9
_TOLD = 7
"""Words by which a language can be told."""
LINES = Quantity("lines")
SENTENCES = Quantity("sentences")
WORDS = Quantity("words")
PARAGRAPHS = Quantity("paragraphs", ("blank",))
RULED = Quantity("paragraphs", ("***",))


class Style(msgspec.Struct, frozen=True):
    """How a draft is made: what is tried in turn, from the readable to the tight."""

    inline: bool = False
    """Title, dividers and postscripts within running text, not on lines of their own."""
    level: bool = False
    """Dividers within running text, title and postscripts on lines of their own."""
    bare: bool = False
    """List items, headings and sections without words."""
    veiled: bool = False
    """Required wordings in code marks, so that they say nothing of the language."""
    broken: bool = False
    """Fixed wordings over several paragraphs, so that they are no sentence."""
    compact: bool = False
    """JSON with a member on each line, the brackets beside them."""
    roman: bool = False
    """Sections with Roman numbers."""
    dense: bool = False
    """Ideographs in code marks, each a word, so that they say nothing of the language."""


class Plan(msgspec.Struct):
    """What a draft is made from."""

    way: Demands
    bounds: Mapping[Quantity, Bounds]
    words: Vocabulary
    style: Style
    rng: Random
    sentence_low: int = 0
    sentence_high: int | None = None
    item_low: int = 0
    item_high: int | None = None
    line_low: int = 0
    line_high: int | None = None
    paragraph_low: int = 0
    paragraph_high: int | None = None
    share: int = 0
    """Sentences in each paragraph, where that is asked."""
    share_high: int | None = None
    lined: bool = False
    """Wordings are asked of each line, so that prose has one sentence a line."""
    shift: dict[str, int] = msgspec.field(default_factory=dict[str, int])
    """What to aim at beside a target, as earlier drafts have missed it."""

    @property
    def capped(self) -> set[str]:
        """The marks that there must not be too many of."""
        return {c for a in self.way.amounts if a.max is not None for c in marks_of(a.quantity)}

    def of(self, quantity: Quantity) -> Bounds:
        """The bounds of a quantity."""
        return self.bounds.get(quantity, Bounds())

    def high(self, quantity: Quantity) -> int:
        """The upper bound, or a very large number."""
        high = self.of(quantity).high
        return MANY if high is None else high

    def least(self, what: str) -> list[tuple[Quantity, int]]:
        """The quantities of a name that are asked for, and the least of each."""
        return [(q, b.low) for q, b in self.bounds.items() if q.what == what and b.low]


def marks_of(quantity: Quantity) -> str:
    """The marks that a quantity counts; empty where it counts something else."""
    if quantity.what == "commas":
        return ","
    if quantity.what == "punctuation" or (
        quantity.what == "letter" and not quantity.of[0].isalnum()
    ):
        return quantity.of[0]
    return ""


def plan_of(
    way: Demands, bounds: Mapping[Quantity, Bounds], words: Vocabulary, style: Style, rng: Random
) -> Plan:
    """The plan for settled demands."""
    plan = Plan(way, bounds, words, style, rng)
    for unit in way.units:
        low, high = _words_of(unit)
        if unit.unit == "sentence":
            plan.sentence_low = max(plan.sentence_low, low)
            plan.sentence_high = least_of(plan.sentence_high, high)
        elif unit.unit == "item":
            plan.item_low = max(plan.item_low, low)
            plan.item_high = least_of(plan.item_high, high)
        elif unit.unit == "line":
            plan.line_low = max(plan.line_low, low)
            plan.line_high = least_of(plan.line_high, high)
        elif unit.unit == "paragraph":
            plan.paragraph_low = max(plan.paragraph_low, low)
            plan.paragraph_high = least_of(plan.paragraph_high, high)
            for amount in unit.asked.amounts:
                if amount.quantity == SENTENCES:
                    plan.share = max(plan.share, amount.min, 1)
                    plan.share_high = least_of(plan.share_high, amount.max)
        if unit.unit == "line" and (unit.asked.edges or _phrases(unit)):
            plan.lined = True
    return plan


def _words_of(unit: Units) -> Bounds:
    """How many words a unit may have; from its characters at about six a word."""
    number = Bounds()
    for quantity, low, high in unit.asked.amounts:
        if quantity == WORDS:
            number = number.meet(low, high)
        elif quantity.what == "characters":
            number = number.meet(low // 4, None if high is None else max(1, high // 9))
    if unit.asked.languages and (number.high is None or number.high > _TOLD):
        number = number.meet(_TOLD, None)
    return number


def _phrases(unit: Units) -> list[str]:
    return [a.quantity.of[0] for a in unit.asked.amounts if a.quantity.what == "phrase" and a.min]


def least_of(one: int | None, other: int | None) -> int | None:
    given = [n for n in (one, other) if n is not None]
    return min(given) if given else None


def fixed_words(plan: Plan, phrase: str, spare: bool = False) -> list[Word]:
    """A wording as fixed words; in code marks where the style wants it."""
    pieces = phrase.split() if plan.words.language in SPACED else [phrase]
    made = [Word(piece, fixed=True, bound=n > 0) for n, piece in enumerate(pieces)]
    made = made or [Word(phrase, fixed=True)]
    high = least_of(plan.sentence_high, 3 if plan.style.broken and spare else None)
    if high is not None and len(made) > high:
        # From the end, so that no last word is left alone before a full stop.
        for place in range(len(made) - high, 0, -high):
            made[place].broken = True
    if plan.style.veiled and not spare:
        made[0].head, made[-1].tail = "`", "`"
    return made


def quiet(plan: Plan, text: str) -> str:
    """The text not in capitals, where there must not be many of those."""
    capital = Quantity("capital_words")
    capped = any(a.quantity == capital and a.max is not None for a in plan.way.amounts)
    return text.capitalize() if capped and text.isupper() else text


def new_label(plan: Plan, number: int = 1) -> Sentence:
    """A few words without a mark."""
    low = max(plan.line_low, number)
    words = [filler(plan) for _ in range(low)]
    return Sentence(words, "", max(plan.line_low, 0), plan.line_high)


def filler(plan: Plan) -> Word:
    return Word(plan.words.word(plan.rng, "n"), part="n")


def new_sentence(plan: Plan, number: int = 1) -> Sentence:
    low = max(plan.sentence_low, number)
    words = [filler(plan) for _ in range(low)]
    return Sentence(
        words, "." if plan.words.spaced else "\u3002", plan.sentence_low, plan.sentence_high
    )


def edge_words(plan: Plan, edges: list[Edge]) -> list[Word]:
    longest = max(edges, key=lambda edge: len(edge.bare), default=None)
    if longest is None:
        return []
    phrase = longest.phrase if longest.strict else longest.phrase.strip("\u201c\u201d \n\t*_#>")
    return fixed_words(plan, phrase, spare=True)
