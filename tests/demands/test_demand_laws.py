"""The laws hold of every text: also of texts that nobody would write."""

from __future__ import annotations

from random import Random
from typing import Any

import msgspec
import pytest

from assay.checks.text.count import Count
from assay.context import Context
from assay.demands import Quantity
from assay.demands.laws import divided, laws, units_of
from assay.parts import parts_of
from assay.registry import parse
from assay.response import Response

COUNTED = [
    *({"kind": f"text.{name}", "min": 1} for name in (
        "words", "unique_words", "sentences", "lines", "numbers", "commas", "capital_words",
        "placeholders", "highlights", "bullets", "numbered_items", "headings", "code_blocks",
    )),
    *({"kind": "text.characters", "min": 1, "of": of} for of in ("all", "visible", "letters")),
    *({"kind": "text.paragraphs", "min": 1, "divider": d} for d in ("blank", "***")),
    *({"kind": "text.letter", "min": 1, "letter": c} for c in "aetis,;#["),
    *({"kind": "text.punctuation", "min": 1, "marks": m} for m in (".", "!?", ",;", ".!?,;:#")),
    *({"kind": "text.sections", "min": 1, "marker": m} for m in ("Section", "Part", "-")),
    *({"kind": "text.headings", "min": 1, "level": n} for n in (1, 2)),
    {"kind": "text.bullets", "min": 1, "top": True},
    {"kind": "text.code_blocks", "min": 1, "language": "python"},
    *({"kind": "text.keyword", "min": 1, "word": w, "matching": m} for m in ("word", "substring")
      for w in ("tide", "rock pool", "pool", "the", "so, the", "a", "crab.", "well-known", "well")),
]  # fmt: skip
PIECES = (
    "tide", "tide", "rock pool", "Rock  pool", "pool", "the", "so, the", "crab.", "well-known",
    "- ", "* ", "1. ", "2) ", "# ", "## ", "```", "```python", "~~~", "\n", "\n", "\n\n", "***",
    "---", "******", " ", " ", " ", ".", "!", "?", "\u2026", ",", ";", ":", "Section 1", "Part II:",
    "Section2", "[x y]", "*so*", "**so**", "_so_", "__a__", "<<T>>", "7", "3.5", "1,000", "2-3",
    "\u65e5\u672c", "\u3002", "\u3053\u308c", "\u0e2a\u0e27", "e\u0301", "\u00e9", "I", "A", "NASA",
    "\u00ab", "\u201c", '"', "'", "(", ")", "-", "_", "\u00a0", "\t", "\u200b", "\uff0c", "Dr.",
    "e.g.", "U.S.A.", "a.b", "\U0001f600", "\x00", "\ud800", "P.S. x", "\r\n", "\u2028", "| a |",
)  # fmt: skip


@pytest.fixture(scope="module")
def counters() -> dict[Quantity, Count]:
    found: dict[Quantity, Count] = {}
    for stated in COUNTED:
        check = parse(stated)
        asked = check.asked()
        assert isinstance(check, Count)
        assert asked is not None
        found[asked.amounts[0].quantity] = check
    return found


def skeleton(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def counted(check: Count, text: str) -> int:
    found = check.count(Response(text), Context())
    return found if isinstance(found, int) else len(found)


def texts(number: int):
    rng = Random(7)
    for _ in range(number):
        pieces = rng.choices(PIECES, k=rng.randint(1, 30))
        yield rng.choice(("", " ")).join(pieces)


def test_every_law_holds_of_every_text(counters: dict[Quantity, Count]):
    stated = laws(list(counters))
    for text in texts(250):
        have = {quantity: counted(check, text) for quantity, check in counters.items()}
        if not have[Quantity("characters", ("visible",))]:
            continue
        for law in stated:
            if all(name in have for name, _ in law.terms):
                total = sum(factor * have[name] for name, factor in law.terms)
                assert total >= law.least, (law, text)


@pytest.mark.parametrize("unit", ["word", "sentence", "paragraph", "line", "item"])
@pytest.mark.parametrize("low", [1, 2])
def test_what_each_unit_has_the_text_has(counters: dict[Quantity, Count], unit: str, low: int):
    asked = {
        quantity: check
        for quantity, check in counters.items()
        if quantity.what in ("words", "commas", "letter", "punctuation", "phrase", "numbers")
        or quantity.what == "characters"
    }
    for text in texts(60):
        units = parts_of(Response(text), unit)  # pyright: ignore[reportArgumentType]
        if not units:
            continue
        number = len(units)
        for quantity, check in asked.items():
            shares = [counted(check, part.text) for part in units]
            if min(shares) >= low:
                each = parse({"kind": "each", "unit": unit, "check": stated(check, min=low)})
                assert total_at_least(each, quantity, number) <= counted(check, text), (text, unit)
            if divided(unit, quantity):
                assert sum(shares) >= counted(check, text), (text, unit, quantity)
            if unit in ("line", "paragraph") and quantity.what == "words":
                assert sum(shares) == counted(check, text), (text, unit)


@pytest.mark.parametrize("unit", ["paragraph", "line"])
def test_the_first_and_the_last_unit_begin_and_end_the_text(unit: str):
    for text in texts(400):
        units = parts_of(Response(text), unit)  # pyright: ignore[reportArgumentType]
        bare = [skeleton(part.text) for part in units]
        if any(bare):
            assert "".join(bare) == skeleton(text), text


def test_a_block_of_code_in_json_has_no_sentences():
    for body in ('{"a": "The tide is low. It is so!"}', '["Low tide is near.",\n\n"So it is."]'):
        for fence in ("```", "~~~", "````"):
            text = f"{fence}json\n{body}\n{fence}"
            assert parse({"kind": "text.json"}).verify(Response(text), Context()).passed
            assert not parts_of(Response(text), "sentence")


def stated(check: Count, **bounds: int) -> dict[str, Any]:
    given = msgspec.to_builtins(check)
    return {k: v for k, v in given.items() if k not in ("min", "max")} | bounds


def total_at_least(each: object, quantity: Quantity, number: int) -> int:
    """The least of the whole that the laws give for so many units."""
    from assay.check import Check
    from assay.demands.linear import Bounds, narrowed

    assert isinstance(each, Check)
    asked = each.asked()
    assert asked is not None
    unit = units_of(asked.units[0].unit)
    left = narrowed({unit: Bounds(number, number)}, laws([quantity], asked.units))
    return left[quantity].low if left and quantity in left else 0
