"""Mending a text by trial: edits at random, of which those that bring it nearer are kept.

The general fall-back where a text that was built to plan passes all checks but a few. Scores say
how far a text is from passing, so that many small steps lead there; a step that neither helps nor
harms is kept too, and now and then one that harms, or the search would stay in the first dead
end. It proves nothing where it finds nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from random import Random
from typing import TypeAlias

from assay.check import Check
from assay.context import Context
from assay.demands import Demands, Quantity
from assay.response import Response
from assay.synth.vocabulary import Vocabulary

__all__ = ["loss", "mended"]

Edit: TypeAlias = Callable[[str, Random], str]

_CONTEXT = Context()
_STARTS = 4
"""Texts that the search begins from, the best ones."""
_WORK = 1_500_000
"""Characters that are judged in all, and so many more for each text."""
_EACH = 80
_FAILED = 0.25
"""What a failed check weighs however near it is."""
_MARKS = (".", "!", "?", "\u2026", ",", ";", ":", "(", "\u2014")
_TOKEN = re.compile(r"\S+")
_SPACE = re.compile(r"\s+")
_MARK = re.compile(r"[^\w\s]")
_WORD = re.compile(r"[^\W\d_]+")
_PREFIX = re.compile(r"(?m)^[ \t]*(?:[-*+>]|#{1,6}|\d+[.)])[ \t]*")
_SENTENCE = re.compile(r"[^.!?\u2026\u3002\n]+[.!?\u2026\u3002]*[ \t]*")


def loss(checks: Sequence[Check], text: str, limit: float = 1e9) -> float:
    """How far a text is from passing all; 0 where it does, and cut off above `limit`."""
    response = Response(text)
    total = 0.0
    for check in checks:
        verdict = _CONTEXT.verify(check, response)
        if verdict.passed is not True:
            total += _FAILED + 1.0 - (verdict.score or 0.0)
            if total > limit:
                break
    return total


def mended(
    texts: Sequence[str], checks: Sequence[Check], asked: Demands, words: Vocabulary, rng: Random
) -> str | None:
    """A text that passes all, found from texts that nearly do; None where none was found."""
    parts = _parts(checks)
    ranked = sorted({text: loss(parts, text) for text in texts}.items(), key=lambda pair: pair[1])
    edits = _edits(asked, words)
    for text, far in ranked[:_STARTS]:
        found = _climbed(text, far, parts, edits, rng)
        if found is not None:
            return found
    return None


def _parts(checks: Sequence[Check]) -> list[Check]:
    """The checks, those that must all hold one by one: more scores lead further."""
    found: list[Check] = []
    for check in checks:
        found += _parts(check.children()) if check.kind == "all" else [check]
    return list(dict.fromkeys(found))


def _climbed(
    text: str, far: float, checks: list[Check], edits: Sequence[Edit], rng: Random
) -> str | None:
    work = _WORK // _STARTS
    best = far
    while far > 0:
        tried = rng.choice(edits)(text, rng)
        if rng.random() < 0.3:
            tried = rng.choice(edits)(tried, rng)
        work -= _EACH + len(tried)
        if work < 0:
            return None
        if tried == text:
            continue
        # Now and then a step back, never far from the best.
        limit = max(far, min(far + 0.3, best + 0.5)) if rng.random() < 0.02 else far
        new = loss(checks, tried, limit)
        if new <= limit:
            text, far = tried, new
            best = min(best, far)
            # What failed is asked first, so that most texts are judged by one check.
            if new and rng.random() < 0.1:
                checks.sort(key=lambda c: _CONTEXT.verify(c, Response(text)).passed is True)
    return text


def _edits(asked: Demands, words: Vocabulary) -> list[Edit]:
    """The edits that go with what is asked, the likelier ones more than once."""
    pieces = _pieces(asked)
    marks = [*_MARKS, *(c for q in _quantities(asked) for c in _marks(q))]
    fillers = [*words.every[:200], *words.made[:80]]
    letters = [q.of[0] for q in _quantities(asked) if q.what == "letter"]

    def filler(rng: Random) -> str:
        word = rng.choice(fillers)
        if letters and rng.random() < 0.2:
            return word + rng.choice(letters)
        return word

    space = " " if words.spaced else ""

    def add_word(text: str, rng: Random) -> str:
        place = _place(text, _SPACE, rng)
        new = " ".join(filler(rng) for _ in range(rng.choice((1, 1, 1, 2, 4))))
        if place is None:
            return f"{text} {new}"
        return f"{text[: place[0]]}{space or ' '}{new}{text[place[0] :]}"

    def add_sentence(text: str, rng: Random) -> str:
        number = rng.choice((1, 2, 3, 4, 6))
        new = " ".join(filler(rng) for _ in range(number)).capitalize() + rng.choice(".!?")
        place = _place(text, _SPACE, rng)
        return f"{text[: place[0]]} {new}{text[place[0] :]}" if place else f"{text} {new}"

    def add_piece(text: str, rng: Random) -> str:
        if not pieces:
            return text
        new = rng.choice(pieces)
        place = _place(text, _SPACE, rng) or (len(text), len(text))
        before, after = rng.choice((("\n", "\n"), ("\n", " "), (" ", " "), ("\n\n", "\n\n")))
        return rng.choice(
            (
                f"{text[: place[0]]}{before}{new}{after}{text[place[1] :]}",
                f"{new}{after}{text}",
                f"{text}{before}{new}",
            )
        )

    def exchange(text: str, rng: Random) -> str:
        place = _place(text, _WORD, rng)
        return f"{text[: place[0]]}{filler(rng)}{text[place[1] :]}" if place else text

    def add_mark(text: str, rng: Random) -> str:
        place = _place(text, _TOKEN, rng)
        mark = rng.choice(marks)
        if place is None:
            return text + mark
        if rng.random() < 0.2:
            return f"{text[: place[0]]}{mark}{text[place[0] :]}"
        return f"{text[: place[1]]}{rng.choice(('', '', ' '))}{mark}{text[place[1] :]}"

    def exchange_mark(text: str, rng: Random) -> str:
        place = _place(text, _MARK, rng)
        return f"{text[: place[0]]}{rng.choice(marks)}{text[place[1] :]}" if place else text

    return [
        *(add_word,) * 2,
        add_sentence,
        *(add_piece,) * 2,
        exchange,
        exchange,
        add_mark,
        exchange_mark,
        *_PLAIN,
    ]


def _quantities(asked: Demands) -> list[Quantity]:
    inner = [a.quantity for unit in asked.units for a in unit.asked.amounts]
    return list(dict.fromkeys([*(a.quantity for a in asked.amounts), *inner]))


def _marks(quantity: Quantity) -> str:
    if quantity.what in ("punctuation", "letter") and not quantity.of[0].isalnum():
        return quantity.of[0]
    return ""


def _pieces(asked: Demands) -> list[str]:
    """What a text has more of when it is put in."""
    found = ["\u2014", "(", "-", "tide."]
    for what, of in _quantities(asked):
        name = of[0] if of else ""
        found += {
            "phrase": [name],
            "bullets": ["- ", "* tide"],
            "item units": ["- tide", "* a tide ran"],
            "numbered_items": ["1. ", "2. tide", "3. tide"],
            "headings": ["# ", "## ", "### tide", "#### ", "##### "],
            "heading levels": ["# ", "## ", "### ", "#### ", "##### "],
            "sections": [f"{name} 1", f"{name} I: tide", f"# {name} 2"],
            "code_blocks": [f"```{name}\n```", f"~~~{name}\n~~~", f"```{name}"],
            "placeholders": ["[tide]", "[7]"],
            "highlights": ["*tide*", "*a tide*"],
            "numbers": ["7", "12"],
            "capital_words": ["TIDE", "AN", "# TIDE", "# AN OLD TIDE SO"],
            "responses": [name, f"tide {name} pool"],
            "paragraphs": ["***"] if name == "***" else [],
            "title": ["tide".join(of)] if len(of) == 2 else [],
            "postscript": [f"{name} tide"],
        }.get(what, [])
    for edge in (*asked.edges, *(e for unit in asked.units for e in unit.asked.edges)):
        found += [edge.phrase, edge.phrase]
    return found


def _place(text: str, pattern: re.Pattern[str], rng: Random) -> tuple[int, int] | None:
    """Where the pattern is found, from a random place on."""
    if not text:
        return None
    found = pattern.search(text, rng.randrange(len(text))) or pattern.search(text)
    return found.span() if found else None


def _dropped(pattern: re.Pattern[str]) -> Edit:
    def edit(text: str, rng: Random) -> str:
        place = _place(text, pattern, rng)
        if place is None:
            return text
        before, after = text[: place[0]], text[place[1] :]
        if before[-1:] == " " and (not after or after[0].isspace()):
            before = before[:-1]
        return before + after

    return edit


def _drop_line(text: str, rng: Random) -> str:
    lines = text.split("\n")
    del lines[rng.randrange(len(lines))]
    return "\n".join(lines) or text


def _copy_line(text: str, rng: Random) -> str:
    lines = text.split("\n")
    lines.insert(rng.randrange(len(lines) + 1), rng.choice(lines))
    return "\n".join(lines)


def _move_line(text: str, rng: Random) -> str:
    lines = text.split("\n")
    line = lines.pop(rng.randrange(len(lines)))
    lines.insert(rng.randrange(len(lines) + 1), line)
    return "\n".join(lines)


def _move_sentence(text: str, rng: Random) -> str:
    place = _place(text, _SENTENCE, rng)
    if place is None:
        return text
    sentence, rest = text[place[0] : place[1]], text[: place[0]] + text[place[1] :]
    to = _place(rest, _SPACE, rng)
    return f"{rest[: to[0]]} {sentence.strip()}{rest[to[0] :]}" if to else text


def _respace(text: str, rng: Random) -> str:
    place = _place(text, _SPACE, rng)
    new = rng.choice((" ", "\n", "\n\n", "-", "", " ", "\n"))
    return f"{text[: place[0]]}{new}{text[place[1] :]}" if place else text


def _rebreak(text: str, rng: Random) -> str:
    """Another kind of break between two lines."""
    place = _place(text, _BREAK, rng)
    new = rng.choice((" ", "\n", "\n\n", ". "))
    return f"{text[: place[0]]}{new}{text[place[1] :]}" if place else text


_BREAK = re.compile(r"\s*\n\s*")


def _prefix(text: str, rng: Random) -> str:
    """A line begun as a list item, a heading or a quotation."""
    lines = text.split("\n")
    place = rng.randrange(len(lines))
    lines[place] = rng.choice(("- ", "* ", "# ", "## ", "1. ", "> ", "#")) + lines[place]
    return "\n".join(lines)


def _recase(text: str, rng: Random) -> str:
    place = _place(text, _WORD, rng)
    if place is None:
        return text
    word = text[place[0] : place[1]]
    new = rng.choice((word.upper(), word.lower(), word.capitalize()))
    return text[: place[0]] + new + text[place[1] :]


def _wrap(text: str, rng: Random) -> str:
    place = _place(text, _TOKEN, rng)
    head, tail = rng.choice((("*", "*"), ("[", "]"), ("`", "`"), ('"', '"'), ("(", ")")))
    if place is None:
        return text
    return f"{text[: place[0]]}{head}{text[place[0] : place[1]]}{tail}{text[place[1] :]}"


def _letter(text: str, rng: Random) -> str:
    """A letter of a word twice, or not at all."""
    place = _place(text, _WORD, rng)
    if place is None:
        return text
    at = rng.randrange(*place)
    return text[:at] + text[at] * rng.choice((0, 2)) + text[at + 1 :]


def _shorten(text: str, rng: Random) -> str:
    """A word cut down to its first letters."""
    place = _place(text, _WORD, rng)
    if place is None:
        return text
    return text[: place[0] + rng.choice((1, 1, 2, 3))] + text[place[1] :]


_PLAIN: tuple[Edit, ...] = (
    _dropped(_TOKEN),
    _dropped(_TOKEN),
    _dropped(_MARK),
    _dropped(_SENTENCE),
    _dropped(_PREFIX),
    _drop_line,
    _copy_line,
    _move_line,
    _move_sentence,
    _respace,
    _respace,
    _rebreak,
    _prefix,
    _recase,
    _wrap,
    _letter,
    _shorten,
)
