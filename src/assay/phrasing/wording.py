"""What a language needs to say the generic kinds: its words and templates, and the table of them.

A language is data. Templates name what they take: `{amount}` is a count with its noun, `{words}` a
list in quotation marks, `{what}` a keyword or a letter with the noun before it; all others are the
check's own parameters. Every list of templates has the plainest first.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

import msgspec

from assay.check import Check

__all__ = ["Amount", "Phrases", "Say", "Table", "Templates", "Wording", "listed", "table"]

Say: TypeAlias = Callable[[Any], Sequence[str]]
Templates: TypeAlias = tuple[str, ...]
Amount: TypeAlias = Callable[[int | None, int | None, tuple[str, str]], str]
"""Bounds, and a noun in singular and plural, in words: `at least 3 commas`."""


class Phrases(NamedTuple):
    """What says a kind: the phrasings of a check, and the parameters that they speak of.

    A phrasing must say all that its check asks: a check with any other parameter set is not said.
    `none` tells whether a bound of 0 can be said.
    """

    say: Say
    of: frozenset[str]
    none: bool = False

    def said(self, check: Check) -> tuple[str, ...]:
        """The phrasings of a check; none where they would leave something out."""
        fields = msgspec.structs.fields(check)
        given = {f.name for f in fields if getattr(check, f.name) != f.default} - {"mode"}
        if not given <= self.of or (getattr(check, "max", None) == 0 and not self.none):
            return ()
        return tuple(self.say(check))


Table: TypeAlias = Mapping[str, Phrases]


class Wording(msgspec.Struct, frozen=True, kw_only=True):
    """The words of one language. Kinds that count are `nouns`; the fixed ones are `plain`."""

    amount: Amount
    nouns: Mapping[str, tuple[str, str]]
    counted: Templates
    none: Templates
    absent: Callable[[tuple[str, str]], str]
    """A noun as it stands after the negation of `none`."""
    lengths: Mapping[str, tuple[str, str]] = {}
    length: Templates = ()
    """Kinds that are a length of the whole, where that is said unlike the use of something."""
    languages: Mapping[str, str]
    language: Templates
    cases: Mapping[str, str]
    case: Templates
    case_in: Templates
    quote: str
    """How a word is quoted, `{}` being the word."""
    comma: str
    last_and: str
    last_or: str
    last_nor: str
    keyword: tuple[str, str]
    """The noun before one keyword, and before several."""
    contains: Templates
    some: Templates
    word: tuple[str, str]
    excludes: Templates
    what_word: str
    what_letter: str
    time: tuple[str, str]
    times: Templates
    never: Templates
    section: tuple[str, str]
    sections: Templates
    paragraph: tuple[str, str]
    blank: str
    stars: str
    paragraphs: Templates
    paragraph_start: Templates
    paragraph_start_of: Templates
    choice: Templates
    repeats: Templates
    repeats_text: Templates
    plain: Mapping[str, tuple[Templates, tuple[str, ...]]]
    """For a kind its templates over the check's parameters, and the parameters they speak of."""
    units: Mapping[str, str]
    each: str
    join: str

    def quoted(self, words: Sequence[str], last: str) -> str:
        """Words in quotation marks, as a list in running text."""
        return listed([self.quote.format(word) for word in words], self.comma, last)

    def over(self, check: Any, parts: Sequence[str]) -> str:
        """A check over others, from a phrasing of each of its parts; empty where it has none."""
        if check.kind == "all":
            return self.join.join(parts)
        plainly = check.kind == "each" and check.min is None and check.missing == "fail"
        unit = self.units.get(check.unit) if plainly else None
        return self.each.format(unit=unit, part=parts[0]) if unit else ""


def listed(items: Sequence[str], comma: str, last: str) -> str:
    """The items as a list in running text, such as `a, b and c`."""
    if len(items) < 2:
        return "".join(items)
    return f"{comma.join(items[:-1])}{last}{items[-1]}"


def table(own: Wording) -> Table:
    """The phrases of all generic kinds in a language."""
    made = {kind: _counting(own, noun) for kind, noun in own.nouns.items()}
    made |= {kind: _measuring(own, noun) for kind, noun in own.lengths.items()}
    made |= {kind: _plain(templates, of) for kind, (templates, of) in own.plain.items()}
    return {
        **made,
        "text.contains": _phrases(lambda c: _contains(own, c), "words", "min"),
        "text.excludes": _phrases(lambda c: _excludes(own, c), "words"),
        "text.keyword": _often(own, own.what_word, "word"),
        "text.letter": _often(own, own.what_letter, "letter"),
        "text.language": _phrases(lambda c: _language(own, c), "language"),
        "text.case": _phrases(lambda c: _case(own, c), "case", "language"),
        "text.sections": _phrases(lambda c: _sections(own, c), "marker", "min", "max"),
        "text.paragraphs": _phrases(lambda c: _paragraphs(own, c), "divider", "min", "max"),
        "text.paragraph_start": _phrases(lambda c: _start(own, c), "index", "word", "count"),
        "text.choice": _phrases(lambda c: _choice(own, c), "options"),
        "text.repeats": _phrases(lambda c: _repeats(own, c), "text"),
    }


def _phrases(say: Say, *of: str) -> Phrases:
    return Phrases(say, frozenset(of))


def _filled(templates: Templates, **values: object) -> list[str]:
    return [template.format(**values) for template in templates]


def _plain(templates: Templates, of: tuple[str, ...]) -> Phrases:
    def say(check: Any) -> Sequence[str]:
        return _filled(templates, **{name: getattr(check, name) for name in of or ()})

    return _phrases(say, *of)


def _counting(own: Wording, noun: tuple[str, str]) -> Phrases:
    def say(check: Any) -> Sequence[str]:
        if check.max == 0:
            return _filled(own.none, noun=own.absent(noun))
        return _filled(own.counted, amount=own.amount(check.min, check.max, noun))

    return Phrases(say, frozenset({"min", "max"}), none=True)


def _measuring(own: Wording, noun: tuple[str, str]) -> Phrases:
    def say(check: Any) -> Sequence[str]:
        return _filled(own.length, amount=own.amount(check.min, check.max, noun))

    return _phrases(say, "min", "max")


def _often(own: Wording, what: str, name: str) -> Phrases:
    def say(check: Any) -> Sequence[str]:
        said = what.format(getattr(check, name))
        if check.max == 0:
            return _filled(own.never, what=said)
        return _filled(own.times, what=said, times=own.amount(check.min, check.max, own.time))

    return Phrases(say, frozenset({name, "min", "max"}), none=True)


def _contains(own: Wording, check: Any) -> Sequence[str]:
    words = own.quoted(check.words, own.last_and)
    if check.min is not None and check.min != len(check.words):
        return _filled(own.some, words=words, min=check.min)
    return _filled(own.contains, words=words, what=own.keyword[len(check.words) > 1])


def _excludes(own: Wording, check: Any) -> Sequence[str]:
    words = own.quoted(check.words, own.last_nor)
    return _filled(own.excludes, words=words, what=own.word[len(check.words) > 1])


def _language(own: Wording, check: Any) -> Sequence[str]:
    name = own.languages.get(check.language)
    return _filled(own.language, name=name) if name else ()


def _case(own: Wording, check: Any) -> Sequence[str]:
    how, name = own.cases.get(check.case), own.languages.get(check.language or "")
    if how is None or (check.language and name is None):
        return ()
    return _filled(own.case_in if name else own.case, how=how, name=name)


def _sections(own: Wording, check: Any) -> Sequence[str]:
    amount = own.amount(check.min, check.max, own.section)
    return _filled(own.sections, amount=amount, marker=check.marker)


def _paragraphs(own: Wording, check: Any) -> Sequence[str]:
    amount = own.amount(check.min, check.max, own.paragraph)
    between = own.blank if check.divider == "blank" else own.stars
    return _filled(own.paragraphs, amount=amount, between=between)


def _start(own: Wording, check: Any) -> Sequence[str]:
    templates = own.paragraph_start if check.count is None else own.paragraph_start_of
    return _filled(templates, index=check.index, word=check.word, count=check.count)


def _choice(own: Wording, check: Any) -> Sequence[str]:
    return _filled(own.choice, options=own.quoted(check.options, own.last_or))


def _repeats(own: Wording, check: Any) -> Sequence[str]:
    return (
        _filled(own.repeats) if check.text is None else _filled(own.repeats_text, text=check.text)
    )
