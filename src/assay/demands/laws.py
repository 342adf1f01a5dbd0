"""What holds between the quantities of any text, by our definitions.

A sentence has a word, a line a visible character, a list item a line; what is asked of each
sentence adds up over all of them; a wording brings its letters. Each law is a linear inequality.
Only what holds of every text is a law: a paragraph need not have a word (it may be an ellipsis),
a word may hold several keywords (`tide-pool`), and an ideograph is a word of one character, so
that there are none between those. NOT covered: look-alike letters (see `wordings`), and keys of
JSON in escapes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from assay.demands.asked import VISIBLE, Quantity, Units
from assay.demands.linear import Inequality
from assay.demands.wordings import COMMAS, holds, letters, marks, pieces, solid

__all__ = [
    "ALL",
    "LETTERS",
    "LINES",
    "PARAGRAPHS",
    "SENTENCES",
    "WORDS",
    "divided",
    "laws",
    "titles_apart",
    "units_of",
    "unshared",
]

Law: TypeAlias = Inequality[Quantity]

ALL = Quantity("characters", ("all",))
LETTERS = Quantity("characters", ("letters",))
LATIN = Quantity("script_count", ("latin",))
ITEMS = Quantity("item units")
WORDS = Quantity("words")
UNIQUE = Quantity("unique_words")
SENTENCES = Quantity("sentences")
PARAGRAPHS = Quantity("paragraphs", ("blank",))
RULED = Quantity("paragraphs", ("***",))
LINES = Quantity("lines")
CAPITALS = Quantity("capital_words")
NUMBERS = Quantity("numbers")
COMMA = Quantity("commas")

_UNITS = {"word": WORDS, "sentence": SENTENCES, "paragraph": PARAGRAPHS, "line": LINES}
_ADDS = {"words", "characters", "letter", "commas", "punctuation", "phrase", "numbers"}
"""What a text has at least as much of as its units have together."""
_PARTITION = {"words", "letter", "commas", "punctuation"}
"""What is found in lines and paragraphs and nowhere else; so are letters and visible characters."""
_BLOCKS = {"bullets": 1, "numbered_items": 1, "headings": 1, "code_blocks": 2}
"""Blocks of Markdown, and how many lines each takes that no other block can use."""
_MARKED = ("bullets", "numbered_items", "headings")
"""Blocks that each take a character besides their words."""
_RUN = re.compile(r"[A-Za-z0-9]+")
_BESIDE = ".,;:!?"
_CURLY = frozenset("\u2018\u2019\u201c\u201d\u201e")
_BLOCK_MARKS = '#-*+`~>"\u201c'
_FENCE_MARKS = "`~"
_SECTION_MARKS = f"{_BLOCK_MARKS}_\\'(["
"""What may stand before a block's or a section's text on its line."""
_CHARACTERS = {"placeholders": ("[", 1), "headings": ("#", 1)}
"""A character that each needs, and how many."""


def units_of(unit: str) -> Quantity:
    """How many units of that name there are."""
    return _UNITS.get(unit, Quantity(f"{unit} units"))


def _exceeds(more: Quantity, less: Quantity, times: int = 1, plus: int = 0) -> Law:
    """There are at least `times` as many, and `plus`, of one as of the other."""
    return Inequality(((more, 1), (less, -times)), plus)


_ALWAYS: tuple[Law, ...] = (
    _exceeds(ALL, VISIBLE),
    _exceeds(VISIBLE, LETTERS),
    _exceeds(VISIBLE, WORDS),
    _exceeds(WORDS, SENTENCES),
    _exceeds(WORDS, UNIQUE),
    _exceeds(WORDS, CAPITALS),
    _exceeds(LETTERS, CAPITALS, 2),
    _exceeds(LINES, PARAGRAPHS),
    _exceeds(VISIBLE, LINES),
    _exceeds(VISIBLE, SENTENCES, 2, -1),
    _exceeds(VISIBLE, RULED, 4, -3),
    _exceeds(ALL, RULED, 6, -5),
    Inequality(((ALL, 1), (VISIBLE, -1), (LINES, -1)), -1),
    Inequality(((ALL, 1), (VISIBLE, -1), (PARAGRAPHS, -2)), -2),
)


def laws(quantities: Sequence[Quantity], units: Sequence[Units] = ()) -> list[Law]:
    """The laws between these quantities and what is asked of units."""
    named = list(dict.fromkeys(quantities))
    found = list(_ALWAYS)
    found += _of_blocks(named)
    found += _of_characters(named)
    found += _of_phrases(named)
    for asked in units:
        found += _of_units(asked)
    return found


def _of(named: Sequence[Quantity], what: str) -> list[Quantity]:
    return [q for q in named if q.what == what]


def _of_blocks(named: Sequence[Quantity]) -> Iterator[Law]:
    """Each block of Markdown has lines of its own; so have sections, whose line may be a block."""
    kinds = {what: _of(named, what) for what in _BLOCKS}
    titles = titles_apart(named)
    yield from _of_code(named, kinds["code_blocks"], kinds["numbered_items"])
    for chosen in _one_each([kinds[what] for what in _MARKED if kinds[what]]):
        yield Inequality(((VISIBLE, 1), (WORDS, -1), *((q, -1) for q in chosen)))
        for q in _of(named, "phrase"):
            if spare := _unworded(q.of[0]):
                least = ((q, -spare), *((item, -1) for item in chosen))
                yield Inequality(((VISIBLE, 1), (WORDS, -1), *least))
    for chosen in _one_each([found for found in kinds.values() if found]):
        terms = tuple((q, -_BLOCKS[q.what]) for q in chosen)
        # The last code block need not be closed.
        least = -1 if any(q.what == "code_blocks" for q in chosen) else 0
        for title in [(), *(((title, -1),) for title in titles)]:
            yield Inequality(((LINES, 1), *terms, *title), least)
        if not any(q.what == "code_blocks" for q in chosen):
            for title in titles_apart(named, fences=False):
                yield Inequality(((LINES, 1), *terms, (title, -1)), least)
        if not any(q.what in ("bullets", "numbered_items") for q in chosen):
            yield Inequality(((LINES, 1), *terms, (ITEMS, -1)), least)
    for item in kinds["numbered_items"]:
        yield _exceeds(WORDS, item)
        yield _exceeds(VISIBLE, item, 2)
        for title in _of(named, "title"):
            if title.of != ("<<", ">>") and not title.of[0][0].isdigit():
                yield Inequality(((LINES, 1), (item, -1), (title, -1)))
    for code in kinds["code_blocks"]:
        yield _exceeds(VISIBLE, code, 6, -3)
    for what in ("bullets", "headings", "code_blocks"):
        yield from _of_variants(kinds[what])
    for heading in kinds["headings"]:
        if not heading.of[0]:
            levels = Quantity("heading levels")
            yield _exceeds(heading, levels)
            for other in kinds["headings"]:
                if other.of[0]:  # every other level has a heading of its own
                    yield Inequality(((heading, 1), (other, -1), (levels, -1)), -1)
    for section in _of(named, "sections"):
        yield _exceeds(LINES, section)
        # The line of a section may be a bullet or a heading; a number or a fence is none.
        for item in kinds["numbered_items"]:
            yield Inequality(((LINES, 1), (section, -1), (item, -1)))
        if any(map(str.isalnum, section.of[0])):
            yield _exceeds(WORDS, section)
            yield _exceeds(LETTERS, section, sum(map(str.isalpha, section.of[0])) or 1)
    for what, width in (("placeholders", 3), ("highlights", 2), ("title", 3)):
        for one in _of(named, what):
            yield _exceeds(VISIBLE, one, width)


def _of_code(
    named: Sequence[Quantity], code: Sequence[Quantity], items: Sequence[Quantity]
) -> Iterator[Law]:
    """Blocks of code in different languages are different blocks, and none of a section's."""
    every = [q for q in code if q.of[0]]
    for chosen in {tuple(every), *((q,) for q in code), ()}:
        terms = ((LINES, 1), *((q, -2) for q in chosen))
        least = -1 if chosen else 0
        yield Inequality(terms, least)
        for sections in _told_apart(_of(named, "sections")):
            lines = (*terms, *((section, -1) for section in sections))
            yield Inequality(lines, least)
            for title in titles_apart(named, sections):
                yield Inequality((*lines, (title, -1)), least)
            for item in items:
                yield Inequality((*lines, (item, -1)), least)


def titles_apart(
    named: Sequence[Quantity], sections: Sequence[Quantity] = (), *, fences: bool = True
) -> list[Quantity]:
    """The titles whose line can be none of a block (of code neither, where there are `fences`), nor
    of these sections."""
    marks = _SECTION_MARKS if sections else _BLOCK_MARKS
    marks = marks if fences else "".join(c for c in marks if c not in _FENCE_MARKS)
    firsts = {section.of[0][0].casefold() for section in sections}
    return [
        q
        for q in _of(named, "title")
        if not (q.of[0][0] in marks or q.of[0][0].isalnum() or q.of[0][0].isspace())
        and q.of != ("<<", ">>")  # which may stand within a line
        and q.of[0][0].casefold() not in firsts
    ]


def _told_apart(sections: Sequence[Quantity]) -> list[list[Quantity]]:
    """Each of the sections alone, and those together whose markers cannot begin one line."""
    apart: list[Quantity] = []
    for section in sections:
        name = section.of[0].casefold()
        others = [other.of[0].casefold() for other in apart]
        if name.isalpha() and not any(o.startswith(name) or name.startswith(o) for o in others):
            apart.append(section)
    return [[section] for section in sections] + ([apart] if len(apart) > 1 else [])


def _unworded(words: str) -> int:
    """How many visible characters of a wording begin no word, whatever stands around it."""
    if not words.isascii() or "#" in words or "=" in words or "-" in words:
        return 0
    return len("".join(words.split())) - len(_RUN.findall(words))


def _one_each(groups: Sequence[Sequence[Quantity]]) -> list[tuple[Quantity, ...]]:
    """Every way to take one of each group."""
    ways: list[tuple[Quantity, ...]] = [()]
    for group in groups:
        ways = [(*way, one) for way in ways for one in group]
    return [way for way in ways if way][:64]


def _of_variants(named: Sequence[Quantity]) -> Iterator[Law]:
    """What is counted with a condition is no more than what is counted without one."""
    every = [q for q in named if not any(q.of)]
    for whole in every:
        for part in named:
            if part != whole:
                yield _exceeds(whole, part)


def _characters(q: Quantity) -> frozenset[str]:
    """The characters that a quantity counts, none of them a letter; empty where it does not."""
    if q.what == "commas":
        return COMMAS
    if q.what in ("letter", "punctuation"):
        found = frozenset(q.of[0])
        if q.what == "punctuation":  # full-width marks count, and curly ones for straight ones
            found |= {chr(ord(c) + 0xFEE0) for c in found if "!" <= c <= "~"}
            found |= _CURLY if found & {"'", '"'} else frozenset()
        return frozenset() if any(c.isalnum() or c.isspace() for c in found) else found
    return frozenset()


def _of_characters(named: Sequence[Quantity]) -> Iterator[Law]:
    classes = [(q, _characters(q)) for q in named]
    classes = [(q, held) for q, held in classes if held]
    if not any(held == COMMAS for _, held in classes):
        classes.append((COMMA, COMMAS))
    for one, few in classes:
        for other, many in classes:
            if one != other and few <= many:
                yield _exceeds(other, one)
        for title in _of(named, "title"):
            if times := sum(c in few for c in "".join(title.of)):
                yield _exceeds(one, title, times)
        for what, (mark, times) in _CHARACTERS.items():
            if mark in few:
                for q in _of(named, what):
                    yield _exceeds(one, q, times)
    apart: list[Quantity] = [NUMBERS]
    taken: frozenset[str] = frozenset()
    for q, held in classes:
        if not held & taken:
            apart.append(q)
            taken |= held
    yield Inequality(((VISIBLE, 1), (LETTERS, -1), *((q, -1) for q in apart)))
    for q, _ in classes:
        yield Inequality(((VISIBLE, 1), (LETTERS, -1), (NUMBERS, -1), (q, -1)))
    alphabetic = [q for q in _of(named, "letter") if q.of[0].isascii() and q.of[0].isalpha()]
    yield Inequality(((LETTERS, 1), *((q, -1) for q in alphabetic)))
    # A letter is of one script; what is taken for one of ASCII is Latin.
    yield Inequality(((LETTERS, 1), *((q, -1) for q in _of(named, "script_count"))))
    yield Inequality(((LATIN, 1), *((q, -1) for q in alphabetic)))
    for section in _of(named, "sections"):
        for letter in alphabetic:
            if times := letters(section.of[0], letter.of[0]):
                yield _exceeds(letter, section, times)


def _of_phrases(named: Sequence[Quantity]) -> Iterator[Law]:
    """A wording brings letters, marks, words and the wordings inside it."""
    phrases = _of(named, "phrase")
    words = [q for q in phrases if solid(*q.of[:2])]
    for letter in _of(named, "letter"):
        mark = letter.of[0]
        brings = [(q, letters(q.of[0], mark)) for q in words] if mark.isalpha() else []
        if any(times for _, times in brings):
            yield Inequality(((letter, 1), *((q, -times) for q, times in brings if times)))
        apart = unshared(phrases) if mark.isalpha() else []
        if len(apart) > 1 and any(not solid(*q.of[:2]) for q in apart):
            every = ((q, letters(q.of[0], mark)) for q in apart)
            yield Inequality(((letter, 1), *((q, -times) for q, times in every if times)))
    if words:
        yield Inequality(((LETTERS, 1), *((q, -len(q.of[0])) for q in words)))
    if apart := unshared(phrases):
        # Letters beyond the first of a word begin none; white space inside a wording is its own.
        beyond = ((q, sum(map(str.isalpha, q.of[0])) - pieces(q.of[0])) for q in apart)
        yield Inequality(((VISIBLE, 1), (WORDS, -1), *((q, -n) for q, n in beyond if n)))
        inner = ((q, pieces(q.of[0]) - 1) for q in apart)
        yield Inequality(((ALL, 1), (VISIBLE, -1), *((q, -n) for q, n in inner if n)))
    for q in phrases:
        yield from _of_phrase(q, named)
        for other in phrases:
            if other != q and (times := holds(*q.of[:2], *other.of[:2])):
                yield _exceeds(other, q, times)


def unshared(phrases: Sequence[Quantity]) -> list[Quantity]:
    """Wordings of plain words of which no two share a word, so that they stand apart."""
    chosen: list[Quantity] = []
    taken: set[str] = set()
    for q in sorted(phrases, key=lambda q: len(q.of[0].split())):
        words = [word.strip(_BESIDE) for word in q.of[0].split()]
        plain_words = all(w.isascii() and w.isalpha() for w in words)
        if q.of[1:2] == ("word",) and plain_words and not taken & set(words):
            chosen.append(q)
            taken |= set(words)
    return chosen


def _of_phrase(q: Quantity, named: Sequence[Quantity]) -> Iterator[Law]:
    words = q.of[0]
    if times := sum(c.isascii() and c.isalpha() for c in words):
        yield _exceeds(LETTERS, q, times)
        yield _exceeds(LATIN, q, times)
    # Two of them may share a word: tide pool-tide pool.
    if (apart := pieces(words) - 1) > 0:
        yield Inequality(((WORDS, 1), (q, -apart)))
    # Between its first and its last word nothing is bound to another.
    inner = [word.casefold() for word in words.split()[1:-1] if word.isascii() and word.isalpha()]
    if inner:
        terms = ((WORDS, 1), (UNIQUE, -1), (q, -len(inner)))
        yield Inequality(terms, -len(set(inner)))
    for other in (*named, COMMA):
        if other.what == "letter" and other.of[0].isalpha():
            times = letters(words, other.of[0])
        else:
            times = marks(words, _characters(other))
        if times:
            yield _exceeds(other, q, times)


def _of_units(asked: Units) -> Iterator[Law]:
    """What is asked of each unit, taken over all of them."""
    if asked.apart:
        return
    unit = units_of(asked.unit)
    if asked.unit == "item":
        yield _exceeds(LINES, unit)
    for amount in asked.asked.amounts:
        q = amount.quantity
        # The number that marks a list item is a word, but no number.
        adds = q.what in _ADDS and not (q.what == "numbers" and asked.unit == "word")
        if adds and amount.min and asked.least is None:
            yield _exceeds(q, unit, amount.min)
        if adds and amount.min and asked.least is not None:
            yield Inequality(((q, 1),), amount.min * asked.least)
        if divided(asked.unit, q) and amount.max is not None and asked.least is None:
            most = ((unit, amount.max),) if amount.max else ()
            yield Inequality((*most, (q, -1)))


def divided(unit: str, q: Quantity) -> bool:
    """Whether what a text has of the quantity is what its units have together."""
    if unit not in ("line", "paragraph"):
        return False
    if q.what == "characters":
        return q.of[0] != "all"
    if q.what == "phrase":
        return solid(*q.of[:2])
    return q.what in _PARTITION and not (q.of and any(map(str.isspace, q.of[0])))
