"""What cannot stand together by form: edges, whole texts, JSON, quotation marks, case, language.

Edges are compared by their letters and digits alone, so that no mark that a rule passes over can
make two seem apart that are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from assay.demands.asked import Amount, Case, Demands, Edge, Exactly, Fixed, Quantity, both
from assay.demands.laws import titles_apart
from assay.demands.linear import Inequality
from assay.demands.wordings import COMMAS, capitals, holds, marks, plain

__all__ = ["clash", "facts", "shape"]

_BLOCKS = ("bullets", "numbered_items", "headings")
_WHOLE = ("line", "paragraph")
"""Units that have all of a text among them."""
_WORD = re.compile("(?<![\\w\u0300-\u036f])[a-z]+")
# The little words that title case lets begin with a small letter.
_SMALL = frozenset(
    "a an and as at but by for from in into nor of on or so the to up via with yet".split()
)
_JSON_FENCE = re.compile(r"(?:json[0-9a-z]*|javascript|js)?", re.IGNORECASE)
_OPENING_QUOTES = '"\u201c\u201e\u00ab'
_WRAPPING = "*_`\"'#>()."
_NEEDS = {
    "placeholders": "[", "numbered_items": "0123456789", "numbers": "0123456789",
    "bullets": "-*+", "item units": "-*+0123456789", "headings": "#",
    "code_blocks": "`~", "highlights": "*_",
}  # fmt: skip
"""What a text in ASCII needs at least one of to have any of the quantity."""
_LIST = "-*+\u2022\u2023\u25e6\u2043\u2219\u25cf\u25aa#`~"


def clash(asked: Demands) -> bool:
    """Whether two of the demands can be seen not to go together, counts apart."""
    asked = _of_all_lines(asked)
    return (
        _languages(asked)
        or _cases(asked)
        or any(_apart(a, b) for a, b in combinations(asked.edges, 2))
        or any(_json(asked, json) for json in asked.json)
        or any(_whole(asked, fixed) for fixed in asked.fixed)
        or (asked.quoted and any(_unquoted(edge) for edge in asked.edges))
    )


def _of_all_lines(asked: Demands) -> Demands:
    """With what is asked of every line or paragraph, as far as it binds the text.

    The case of every line is that of the text; its first line begins as it does, and each of its
    paragraphs begins as a line.
    """
    found = [u.asked for u in asked.units if u.unit in _WHOLE and u.least is None]
    if not found:
        return asked
    places = {0, *(edge.paragraph for edge in asked.edges)}
    edges = [e for one in found for e in one.edges if not e.strict and not e.paragraph]
    spread = tuple(
        edge._replace(paragraph=place)
        for edge in edges
        for place in (places if edge.side == "start" else (0,))
    )
    cases: tuple[Case, ...] = tuple(case for one in found for case in one.cases)
    return both([asked, Demands(edges=spread, cases=cases)])


def _barred_lines(asked: Demands, quantities: list[Quantity]) -> Iterator[Amount]:
    """The blocks whose lines do not begin as every line must."""
    for unit in asked.units:
        if unit.unit != "line" or unit.least is not None:
            continue
        for edge in unit.asked.edges:
            if edge.side != "start" or not edge.bare[:1].isalpha():
                continue
            for q in quantities:
                language = q.what == "code_blocks" and _skeleton(q.of[0])
                if (
                    q.what == "numbered_items"
                    or (language and not _alike(language, edge.bare))
                    or (q.what == "sections" and not _alike(q.of[0], edge.bare))
                ):
                    yield Amount(q, 0, 0)


def facts(asked: Demands, units: Sequence[Quantity] = ()) -> Iterator[Amount]:
    """What the forms say about amounts, those of `units` among them."""
    quantities = list(dict.fromkeys([*(a.quantity for a in asked.amounts), *units]))
    yield from _barred_lines(asked, quantities)
    asked = _of_all_lines(asked)
    quantities += [Quantity("phrase", (plain(edge.bare), "word")) for edge in asked.edges]
    if "lower" in asked.cases:
        yield Amount(Quantity("capital_words"), 0, 0)
    if "upper" in asked.cases:
        required = [q.of[0] for q, low, _ in asked.amounts if q.what == "phrase" and low]
        required += [edge.bare for edge in asked.edges]
        # What begins one paragraph has no word of what begins another.
        begun: dict[int, int] = {}
        for edge in asked.edges:
            if edge.side == "start":
                place = edge.paragraph or 1
                begun[place] = max(begun.get(place, 0), capitals(edge.bare))
        loud = max([sum(begun.values()), *map(capitals, required)])
        yield Amount(Quantity("capital_words"), loud)
    for edge in asked.edges:
        yield Amount(Quantity("phrase", (plain(edge.bare), "word")), 1)
        if edge.paragraph:
            yield Amount(Quantity("paragraphs", ("blank",)), edge.paragraph)
    for json in asked.json:
        yield from _in_json(json, quantities)
        yield from _fenced(asked)
    for fixed in asked.fixed:
        yield from _in_text(fixed, quantities)


def shape(asked: Demands) -> Iterator[Inequality[Quantity]]:
    """What the first line of the text cannot be, so that there must be one more line."""
    quantities = list(dict.fromkeys(a.quantity for a in asked.amounts))
    lines = Quantity("lines")
    if any(a.quantity.what == "sentences" and a.min for a in asked.amounts):
        # A sentence stands neither in a heading nor in code.
        for heading in quantities:
            if heading.what == "headings":
                yield Inequality(((lines, 1), (heading, -1)), 1)
                for code in quantities:
                    if code.what == "code_blocks":
                        yield Inequality(((lines, 1), (heading, -1), (code, -2)))
    deep = max([a.min for a in asked.amounts if a.quantity.what == "heading levels"], default=0)
    for heading in quantities:
        if heading.what == "headings" and deep > 1:
            # A heading of each level has as many marks.
            visible = Quantity("characters", ("visible",))
            terms = ((visible, 1), (Quantity("words"), -1), (heading, -1))
            yield Inequality(terms, deep * (deep - 1) // 2)
    barred = [q for q in quantities if q.what in _BLOCKS] if asked.quoted else []
    for edge in asked.edges:
        if edge.side == "end" or edge.paragraph > 1:
            continue
        first = edge.bare[0]
        titles = [q for q in titles_apart(quantities) if q.of[0][0] not in (first, *_WRAPPING)]
        barred += titles
        if edge.strict and first not in _LIST and not first.isdigit():
            barred += [q for q in quantities if q.what in _BLOCKS]
        if not first.isdigit():
            barred += [q for q in quantities if q.what == "numbered_items"]
        for section in quantities:
            if section.what == "sections" and not _alike(edge.bare, section.of[0]):
                yield Inequality(((lines, 1), (section, -1)), 1)
                for title in titles_apart(titles, [section]):
                    yield Inequality(((lines, 1), (section, -1), (title, -1)), 1)
                for item in quantities:
                    if item.what == "numbered_items" and not first.isdigit():
                        yield Inequality(((lines, 1), (section, -1), (item, -1)), 1)
    if any(json.of == "object" for json in asked.json):
        for section in quantities:
            if section.what == "sections" and section.of[0][:1].isalnum():
                # The first line begins with a brace or a fence.
                yield Inequality(((lines, 1), (section, -1)), 1)
    starts = [e for e in asked.edges if e.side == "start" and e.bare[:1].isalpha()]
    number = len({edge.paragraph or 1 for edge in starts})
    for item in quantities:
        if item.what == "numbered_items" and number:
            yield Inequality(((lines, 1), (item, -1)), number)
        elif item.what == "sections":
            apart = {e.paragraph or 1 for e in starts if not _alike(e.bare, item.of[0])}
            if len(apart) > 1:  # each paragraph's first line is none of a section
                yield Inequality(((lines, 1), (item, -1)), len(apart))
    if "upper" in asked.cases:
        wanted = [a.quantity.of[0] for a in asked.amounts if a.quantity.what == "phrase" and a.min]
        wanted += [edge.bare for edge in asked.edges if edge.side == "end"]
        yield from _loud_code(starts, quantities, wanted)
        yield from _loud_sections(starts, quantities, wanted)
    chosen = {q.what: q for q in barred}
    if chosen:
        yield Inequality(((lines, 1), *((q, -1) for q in chosen.values())), 1)
    opening = [e for e in starts if e.paragraph < 2]
    others = tuple((q, -1) for q in chosen.values())
    for code in quantities:
        # The first line is no fence; the last block need not be closed.
        if code.what == "code_blocks" and (
            asked.quoted
            or any(e.strict or (code.of[0] and not _alike(e.bare, code.of[0])) for e in opening)
        ):
            yield Inequality(((lines, 1), *others, (code, -2)))


def _loud_code(
    starts: Sequence[Edge], quantities: list[Quantity], wanted: Sequence[str]
) -> Iterator[Inequality[Quantity]]:
    """In capitals the languages of code are words in capitals, besides those of the opening, or of
    a wording that does not hold one."""
    code = [q for q in quantities if q.what == "code_blocks" and capitals(q.of[0])]
    firsts = [e.bare for e in starts if not any(_alike(e.bare, q.of[0]) for q in code)]
    names = [_skeleton(q.of[0]) for q in code]
    firsts += [w for w in wanted if not any(name in _skeleton(w) for name in names)]
    loud = max(map(capitals, firsts), default=0)
    if code:
        yield Inequality(((Quantity("capital_words"), 1), *((q, -1) for q in code)), loud)


def _loud_sections(
    starts: Sequence[Edge], quantities: list[Quantity], wanted: Sequence[str]
) -> Iterator[Inequality[Quantity]]:
    """In capitals each section's line begins with words in capitals, besides those of the opening
    of the text, or of a wording, in which no section's line may begin."""
    for section in quantities:
        if section.what != "sections" or not capitals(section.of[0]):
            continue
        name = _skeleton(section.of[0])
        opening = [e.bare for e in starts if e.paragraph < 2]
        firsts = [w for w in (*opening, *wanted) if name not in _skeleton(w)]
        firsts = [w for w in firsts if not _alike(w, section.of[0])]
        loud = max(map(capitals, firsts), default=0)
        terms = ((Quantity("capital_words"), 1), (section, -capitals(section.of[0])))
        yield Inequality(terms, loud)


def _alike(one: str, other: str) -> bool:
    a, b = _skeleton(one), _skeleton(other)
    return a.startswith(b) or b.startswith(a)


def _skeleton(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _languages(asked: Demands) -> bool:
    for one, other in combinations(set(asked.languages), 2):
        a, _, script = one.partition("-")
        b, _, other_script = other.partition("-")
        if a != b or (script and other_script and script != other_script):
            return True
    return False


def _cases(asked: Demands) -> bool:
    if {"upper", "lower"} <= set(asked.cases):
        return True
    spelt = [key for json in asked.json for key in json.keys]
    inner = [f" {_spelt(a)}" for a in asked.amounts if _cased(a) and not _spelt(a)[:1].isalnum()]
    if any(_misfits(case, text) for case in asked.cases for text in (*spelt, *inner)):
        return True
    if "upper" in asked.cases:
        # An escape needs a small u.
        if any(c.islower() for json in asked.json for key in json.keys for c in key):
            return True
        if any(_cased(a) and _spelt(a).upper() != _spelt(a) for a in asked.amounts):
            return True
    return "lower" in asked.cases and any(
        _cased(a) and any(c.isupper() for c in _spelt(a)) for a in asked.amounts
    )


def _misfits(case: str, spelt: str) -> bool:
    """Whether a spelling has a word that begins with a small letter where none may."""
    words = {match[0] for match in _WORD.finditer(spelt)}
    return bool(words if case == "capitalised" else words - _SMALL if case == "title" else ())


def _cased(amount: Amount) -> bool:
    """Whether a wording is asked for as it is spelt."""
    q = amount.quantity
    return q.what == "phrase" and amount.min > 0 and "cased" in q.of[2:]


def _spelt(amount: Amount) -> str:
    return amount.quantity.of[0]


def _apart(one: Edge, other: Edge) -> bool:
    """Whether two edges of one place exclude each other."""
    if one.side != other.side:
        return False
    if (one.paragraph or 1) != (other.paragraph or 1) or "-" in (one.bare[:1], other.bare[:1]):
        return False
    a, b = _skeleton(one.bare), _skeleton(other.bare)
    if one.side == "end":
        a, b = a[::-1], b[::-1]
    if a and b and not a.startswith(b) and not b.startswith(a):
        return True
    return one.side == "start" and (_within(one.bare, other.bare) or _within(other.bare, one.bare))


def _within(short: str, long: str) -> bool:
    """Whether one begins with the other, which ends there within a word."""
    follows = long[len(short) : len(short) + 1]
    begun = long[: len(short)].casefold() == short.casefold()
    return begun and follows.isascii() and follows.isalpha() and short[-1:].isalpha()


def _unquoted(edge: Edge) -> bool:
    return edge.strict and edge.side == "start" and edge.bare[0] not in _OPENING_QUOTES


def _json(asked: Demands, json: Exactly) -> bool:
    if json.of == "any":
        return False
    others = {j.of for j in asked.json}
    if asked.quoted or {"object", "array"} <= others or (json.of == "array" and json.keys):
        return True
    for edge in asked.edges:
        if edge.side == "end" and edge.bare[-1] not in "}]~`":
            return True
        if edge.side == "start" and edge.paragraph < 2 and not _begins_json(edge.bare):
            return True
    return any(_bare(fixed.text)[:1] not in ("{", "[", "j") for fixed in asked.fixed)


def _begins_json(bare: str) -> bool:
    """Whether JSON may begin with the wording: with a mark, or the name of its code block."""
    return bare[0] in "{[~`\"'" or bare.startswith(("js", "java"))


def _bare(text: str) -> str:
    return text.strip().strip("`~\"'*_ \n").casefold()


def _whole(asked: Demands, fixed: Fixed) -> bool:
    """Whether a fixed text cannot have the forms that are asked for."""
    text, letters = fixed.text.strip(), _skeleton(fixed.text)
    for other in asked.fixed:
        exact = fixed.how == other.how == "exact" and text != other.text.strip()
        if exact or letters != _skeleton(other.text):
            return True
    if asked.quoted and fixed.how != "wrapped" and text[:1] not in (*_OPENING_QUOTES, ""):
        return True
    for edge in asked.edges:
        mine = _skeleton(edge.bare)
        if edge.side == "start" and edge.paragraph < 2 and not letters.startswith(mine):
            return True
        if edge.side == "end" and not letters.endswith(mine):
            return True
    if fixed.how == "exact":
        return ("upper" in asked.cases and not text.isupper()) or (
            "lower" in asked.cases and not text.islower()
        )
    return False


def _fenced(asked: Demands) -> Iterator[Amount]:
    """In JSON a block of code is all there is, and code has no sentences."""
    if any(a.quantity.what == "code_blocks" and a.min for a in asked.amounts):
        yield Amount(Quantity("sentences"), 0, 0)


def _in_json(json: Exactly, quantities: list[Quantity]) -> Iterator[Amount]:
    for q in quantities:
        if q.what in _BLOCKS or (q.what == "code_blocks" and not _JSON_FENCE.fullmatch(q.of[0])):
            yield Amount(q, 0, 0)
        elif q.what == "code_blocks":
            yield Amount(q, 0, 1)
    yield Amount(Quantity("item units"), 0, 0)
    number = len(json.keys)
    if number:
        yield Amount(Quantity("letter", (":",)), number)
        yield Amount(Quantity("letter", ('"',)), 2 * number)
        yield Amount(Quantity("commas"), number - 1)
    for key in json.keys:
        if key.isascii() and key.isalnum():
            yield Amount(Quantity("phrase", (plain(key), "word")), 1)


def _in_text(fixed: Fixed, quantities: list[Quantity]) -> Iterator[Amount]:
    """The amounts that any spelling of a fixed text has."""
    text = fixed.text
    if not text.isascii():
        return
    bare = plain(text)
    wrapped = fixed.how == "wrapped"
    # A stretch without a mark is a sentence from five words on.
    ends = sum(c in ".!?" for c in text) + (text.strip()[-1:] not in (".", "!", "?"))
    unmarked = max(0, len(text.split()) - ends) // 5
    yield Amount(Quantity("sentences"), 0, max(1, ends + unmarked))
    yield _exactly(Quantity("characters", ("letters",)), sum(map(str.isalpha, text)))
    if not wrapped:
        lines = sum(1 for line in text.split("\n") if line.strip())
        exact = fixed.how == "exact"
        yield Amount(
            Quantity("lines"), lines if exact else 0, lines if exact else len(text.split())
        )
        yield _exactly(Quantity("characters", ("visible",)), len("".join(text.split())))
        if "*" not in text and text.strip():
            yield _exactly(Quantity("paragraphs", ("***",)), 1)
        if exact and "\n" not in text.strip() and any(map(str.isalnum, text)):
            yield _exactly(Quantity("paragraphs", ("blank",)), 1)
        if exact or len(text.split()) == 1:
            yield _exactly(Quantity("characters", ("all",)), len(text.strip()))
    for q in quantities:
        if q.what == "letter" and (q.of[0].isalpha() or not wrapped):
            if not q.of[0].isspace():
                yield _exactly(q, bare.count(q.of[0]))
        elif q.what == "phrase" and _settled(plain(q.of[0]), wrapped):
            yield _exactly(q, holds(bare, "word", *q.of[:2]))
        elif q.what == "commas":
            yield _exactly(q, marks(bare, COMMAS))
        elif q.what in ("postscript", "code_blocks") and not _names(text, q.of[0]):
            yield _exactly(q, 0)
        elif q.what == "punctuation":
            # Full stops may be added, and what is passed over.
            if not wrapped or not set(q.of[0]) & set(_WRAPPING):
                yield _exactly(q, marks(bare, frozenset(q.of[0])))
        elif (needs := _needs(q, wrapped)) and not any(c in bare for c in needs):
            yield _exactly(q, 0)


def _names(text: str, name: str) -> bool:
    """Whether the letters of a marker or language are in the text."""
    return _skeleton(name) in _skeleton(text)


def _needs(quantity: Quantity, wrapped: bool) -> str:
    """What a text needs one of to have any of the quantity, if that is known."""
    # Marks of emphasis around a text may open blocks of their own.
    if wrapped and quantity.what not in ("title", "placeholders", "numbered_items", "numbers"):
        return ""
    if quantity.what == "title":
        return "".join(c for c in "".join(quantity.of) if not wrapped or c not in _WRAPPING)
    return _NEEDS.get(quantity.what, "")


def _settled(phrase: str, wrapped: bool) -> bool:
    """Whether the spellings of a text cannot differ in how often the phrase is in it."""
    return not wrapped or all(c.isascii() and c not in _WRAPPING for c in phrase)


def _exactly(quantity: Quantity, number: int) -> Amount:
    return Amount(quantity, number, number)
