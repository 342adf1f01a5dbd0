"""What a sentence is: `sentences:assay/1`.

A sentence ends at `.`, `!`, `?`, an ellipsis or their CJK, Devanagari, Arabic and Armenian
counterparts, with closing quotes and brackets after them, where white space or the end follows
(CJK marks need none). Nothing crosses the end of its block: a blank line, the next list item, a
heading, a table, a code fence. What is left there without a mark is a sentence if it has five
words or more, so that a greeting, a label or a list item of two words is none, unless it is all
there is.

Where the next word begins in lower case, in a text that uses capitals, a full stop ends no
sentence, nor does a mark in brackets or quotation marks ("Really?" she asked). Neither does a full
stop after an initial or an abbreviation that a name follows. Headings, titles, lines in
bold without a mark, table rows, code and stretches without a letter or digit are no sentences.

NOT covered: sentences that end without a mark inside a running paragraph; Thai, which has no
marks at all.
"""

from __future__ import annotations

import re
from itertools import islice

from assay.views.blocks import Fences
from assay.views.view import View

__all__ = ["SENTENCES", "spans"]

_CLOSERS = "\"'\u201d\u2019\u00bb)\\]}*_`\u300d\u300f\uff09\u3011"
_UNSPACED = "\u3002\uff01\uff1f\uff61"
_END = re.compile(
    f"[.!?\u2026\u203d\u2047-\u2049\u0964\u0965\u06d4\u061f\u0589\u1362{_UNSPACED}]+[{_CLOSERS}]*"
)
_ITEM = re.compile(r"[ \t]*(?:(?:[-*+\u2022\u2023\u25e6\u00b7>]|\d{1,4}[.)])[ \t]+)+")
_HEADING = re.compile(r"[ \t]{0,3}(?:#{1,6}[ \t]|\|)")
_CAPITAL = re.compile("[A-Z\u00c0-\u00de\u0386-\u03ab\u0400-\u042f\u0531-\u0556]")
_SUBSTANCE = re.compile(r"[^\W_]")
_LETTER = re.compile(r"[^\W\d_]")
_NEXT = re.compile(r"[\s(\[{\"'\u201c\u2018*_]{0,200}(\w?)")
_OPENERS = "([{\"'\u201c\u2018*_"
_REACH = 40
_UNMARKED = 5
_LONGER = 7
# A name follows these, so that a capital after the full stop says nothing.
_BEFORE_NAME = frozenset(
    "mr mrs ms mx dr prof rev fr hon gen col maj capt cmdr lt sgt cpl pvt adm gov sen rep "
    "pres st mt ft messrs mme mlle sr sra srta dra vs v cf viz e.g i.e fig figs no nos vol pp "
    "p ch sec eq ed eds al art ca approx".split()
)
# A capital letter after these is a label, not an initial.
_LABELS = frozenset(
    "a an the plan vitamin option grade type group class part hepatitis appendix section figure "
    "team exhibit schedule model series zone block gate".split()
)
_BEFORE_NUMBER = frozenset(
    "jan feb mar apr jun jul aug sep sept oct nov dec ver v approx ca c".split()
)
_ONLY_STOPS = re.compile(r"\.+(?![!?])")
# Something follows these in the same sentence more often than not, in lower case.
_BEFORE_MORE = frozenset("etc inc ltd co corp dept est a.m p.m u.s u.k ph.d jr".split())


def spans(text: str) -> list[tuple[int, int]]:
    """Where the sentences are: offsets in code points, end exclusive."""
    capitals = not _lower_cased(text)
    found: list[tuple[int, int]] = []
    rest: list[tuple[int, int]] = []
    known: dict[tuple[str, str], bool] = {}  # a text that repeats itself asks the same again
    for start, end in _blocks(text):
        for opened, last, marked in _cut(text, start, end, capitals, known):
            first = opened
            while first < last and text[first].isspace():
                first += 1
            if marked and text[first].isalpha():
                found.append((first, last))
            elif _SUBSTANCE.search(text, first, last) is not None:
                piece = text[first:last]
                worded = marked and _LETTER.search(piece) is not None
                whole = worded or len(piece.split()) >= _UNMARKED
                trimmed = (first, first + len(piece.rstrip()))
                (found if whole else rest).append(trimmed)
    return found or rest[:1]


SENTENCES = View("sentences:assay/1", spans)


def _lower_cased(text: str) -> bool:
    """Whether the text does without capitals, a few names apart."""
    sample = text[:20_000]
    enough = len(sample) // 200 + 1
    return sum(1 for _ in islice(_CAPITAL.finditer(sample), enough)) < enough


def _blocks(text: str) -> list[tuple[int, int]]:
    """Stretches of prose that no sentence crosses."""
    found: list[tuple[int, int]] = []
    start: int | None = None
    position = 0
    fences = Fences()
    for line in text.split("\n"):
        place = _place(line, fences) if line else -1
        if start is not None and place != 0:
            found.append((start, position))
            start = None
        if start is None and place >= 0:
            start = position + place
        position += len(line) + 1
    if start is not None:
        found.append((start, len(text)))
    return found


def _place(line: str, fences: Fences) -> int:
    """Where the text of a list item begins in its line; 0 for running prose, -1 for no prose."""
    head = line.lstrip()[:1]
    if head.isalpha() and fences.language is None:
        return 0
    if (head and head in "`~" and fences.marks(line)) or fences.language is not None or not head:
        return -1
    if head in "#|<*" and _is_heading(line):
        return -1
    item = _ITEM.match(line)
    return item.end() if item is not None else 0


def _is_heading(line: str) -> bool:
    """A heading, a table row, a title in angular brackets, or a line in bold without a mark."""
    if _HEADING.match(line):
        return True
    text = line.strip()
    if text.startswith("<<"):
        return text.endswith(">>")
    bold = text.startswith("**") and text.endswith("**") and text.count("**") == 2
    return bold and _END.fullmatch(text[-3:-2]) is None


def _cut(
    text: str, start: int, end: int, capitals: bool, known: dict[tuple[str, str], bool]
) -> list[tuple[int, int, bool]]:
    """The block at its sentence ends; with each piece, whether a mark ends it."""
    found: list[tuple[int, int, bool]] = []
    first = start
    for match in _END.finditer(text, start, end):
        begin, stop = match.span()
        mark = text[begin]
        if mark not in _UNSPACED and stop < end and not text[stop].isspace():
            continue
        if mark == "." and not _is_plain_end(text, begin, stop):
            following = _next_letter(text, stop, end)
            if following:
                asked = text[max(first, begin - _REACH) : stop], following
                if asked not in known:
                    known[asked] = _continues(
                        asked[0][: begin - stop], match[0], following, capitals
                    )
                if known[asked]:
                    continue
        if (
            mark in "!?"
            and capitals
            and text[stop - 1] not in "!?"
            and _next_letter(text, stop, end).islower()
        ):
            continue  # "Really?" she asked.
        found.append((first, stop, True))
        first = stop
    found.append((first, end, False))
    return found


def _is_plain_end(text: str, dot: int, stop: int) -> bool:
    """Whether a word longer than any abbreviation stands before and a capital after: most ends."""
    word = text[dot - _LONGER : dot] if dot >= _LONGER else ""
    return text[stop + 1 : stop + 2].isupper() and word.isalpha()


def _next_letter(text: str, start: int, end: int) -> str:
    after = _NEXT.match(text, start, end)
    return after[1] if after is not None else ""


def _continues(before: str, mark: str, following: str, capitals: bool) -> bool:
    """Whether the sentence goes on after this full stop or ellipsis."""
    if not _ONLY_STOPS.match(mark):
        return False
    if following.islower() and capitals:
        return True
    if mark.startswith(".."):
        return False
    words = before.split()
    word = words[-1].lstrip(_OPENERS).lower() if words else ""
    if following.isdigit():
        return word in _BEFORE_NAME or word in _BEFORE_NUMBER
    if following.islower() and word in _BEFORE_MORE:
        return True
    return word in _BEFORE_NAME or _is_initial(words)


def _is_initial(words: list[str]) -> bool:
    """Whether the last word is the initial of a name: alone, or after a name or an initial."""
    if len(words[-1:]) != 1 or len(words[-1].lstrip(_OPENERS)) != 1:
        return False
    letter = words[-1].lstrip(_OPENERS)
    if not letter.isupper() or letter == "I":
        return False
    before = words[-2].strip(_OPENERS + ".,") if len(words) > 1 else ""
    return not before or (before[0].isupper() and before.lower() not in _LABELS)
