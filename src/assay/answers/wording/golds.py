"""A gold answer read once: its alternatives, without what is optional in it.

"(North Atlantic) Gannet" may do without the parenthesis, "adenosine diphosphate (ADP)" may be its
acronym, "Shaw, George Bernard" is written the other way round, 'Leon "Kida" Burns' answers to
his nickname, a title before a name may be missing, a description too ("the drama series
Gunsmoke"), and a season goes by its first year.
"""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from assay.answers.patterns import lazy
from assay.answers.wording.dates import Date, date_of
from assay.answers.wording.folding import Words, repaired
from assay.answers.wording.lexicon import ARTICLES, FUNCTION, GENERIC, TITLES
from assay.answers.wording.passage import content, run_together, words_of
from assay.answers.wording.signs import negative
from assay.answers.wording.symbols import is_symbol

__all__ = ["ALL", "Gold", "Variant", "gold_of"]

ALL = 1_000
"""The lead of a gold answer without an apposition."""

_PARENTHESIS = lazy(r"\(([^()]*)\)|\[([^\[\]]*)\]")
_NICKNAME = lazy(r"[\"\u201c\u201d]([^\"\u201c\u201d]+)[\"\u201c\u201d]")
_INVERTED = lazy(r"([^,\d]+), ([^,\d]+)")
_SEASON = lazy(r"(?:the )?(\d{4})[/\u2013-]\d{2}(?: season)?")
_ACCEPTED = lazy(r"(?:also )?(?:accept|or|aka|a\.k\.a\.|called|known as) ", re.IGNORECASE)
_DIGIT = lazy(r"\d")
_LISTED = lazy(r",? and |,? & ?|, ")
_LONGEST = 2_000


class Variant(msgspec.Struct, frozen=True, gc=False):
    """One way to write a gold answer.

    `core` is its content keys run together, `whole` the forms of all words. `items` are the parts
    of a list. The content words from `lead` on are an apposition ("Surrey, England"). `weak` is
    a way of writing that only counts as a phrase.
    """

    text: str
    words: Words
    core: str
    whole: str
    items: tuple[str, ...] = ()
    lead: int = ALL
    weak: bool = False
    negative: bool = False


class Gold(msgspec.Struct, frozen=True, gc=False):
    """An alias and the ways to write it; the first is the alias as it stands."""

    alias: str
    variants: tuple[Variant, ...]
    date: Date | None = None
    symbol: bool = False


@lru_cache(maxsize=4_096)
def gold_of(alias: str) -> Gold:
    """The alternatives of one alias; what is longer than a short answer is cut."""
    text = repaired(alias[:_LONGEST])
    if is_symbol(text):
        return Gold(alias, (), None, True)
    texts = list(dict.fromkeys(_texts(text)))
    parenthesis = "(" in text and ")" in text and len(texts) > 1
    variants = [_variant(texts[0], parenthesis), *[_variant(other, False) for other in texts[1:]]]
    if match := _INVERTED.fullmatch(text):
        variants.append(_variant(f"{match[2]} {match[1]}", True))
    kept = tuple([variant for variant in variants if variant.whole])
    dated = date_of(words_of(text)) if _DIGIT.search(text) else None
    return Gold(alias, kept, dated)


def _texts(alias: str) -> list[str]:
    found = [alias, *_without_parentheses(alias), *_nicknamed(alias)]
    if " or " in alias and not any(character.isdigit() for character in alias):
        found += [part for part in alias.split(" or ") if _telling(part)]
    if match := _SEASON.fullmatch(alias):
        found.append(match[1])
    if named := _described(alias):
        found.append(named)
    return found + [bare for text in found if (bare := _untitled(text)) != text]


def _without_parentheses(alias: str) -> list[str]:
    """The rest without them, and what they hold where it is an acronym or a second answer."""
    if "(" not in alias and "[" not in alias:
        return []
    bare = " ".join(_PARENTHESIS.sub(" ", alias).split())
    found = [bare] if bare else []
    for inner in _PARENTHESIS.findall(alias):
        held = (inner[0] or inner[1]).strip()
        if held.isupper() and 2 <= len(held) <= 8:
            found.append(held)
        elif match := _ACCEPTED.match(held):
            found.append(held[match.end() :])
    return found


def _nicknamed(alias: str) -> list[str]:
    """Without the nickname in quotation marks, and with it for the given name."""
    match = _NICKNAME.search(alias)
    bare = " ".join(_NICKNAME.sub(" ", alias).split()) if match else ""
    return [bare, f"{match[1]} {bare.split()[-1]}"] if match and bare else []


def _described(text: str) -> str:
    """The name after a description: "Gunsmoke" of "the drama series Gunsmoke"."""
    words = text.split()
    first = len(words)
    while first and words[first - 1][0].isupper():
        first -= 1
    name = " ".join(words[first:])
    if first and words[first - 1].lower() in ARTICLES:
        first -= 1
    if not name or name.isupper() or not first or not words[first - 1].isalpha():
        return ""
    before = words[first - 1].lower()
    return "" if before in FUNCTION or (first == 1 and before in GENERIC) else name


def _untitled(text: str) -> str:
    words = text.split()
    first = 0
    while first < len(words) - 1 and words[first].lower().rstrip(".") in TITLES:
        first += 1
    return " ".join(words[first:])


def _variant(text: str, weak: bool) -> Variant:
    words = words_of(text)
    if len(words) > 1 and words[0].form in ARTICLES:
        words = words[1:]
    whole = run_together(words, False)[0]
    below = bool(words) and words[0].form[0].isdigit() and negative(text, words[0].start)
    kept = content(words)
    if _is_title(words, kept):
        return Variant(text, words, "", whole, weak=weak)
    core, items = run_together(kept, True)[0], _items(text)
    return Variant(text, kept, core, whole, items, _lead(text, kept, items), weak, below)


def _is_title(words: Words, kept: Words) -> bool:
    """Whether function words belong to a name: "In Time", "I Get By", "The Who"."""
    if not kept:
        return True
    return all(word.capital for word in words) and any(
        word.form in FUNCTION and word.form not in ARTICLES for word in words
    )


def _lead(text: str, kept: Words, items: tuple[str, ...]) -> int:
    comma = text.find(",")
    if comma < 0 or items:
        return ALL
    return sum([word.start < comma for word in kept]) or ALL


def _items(text: str) -> tuple[str, ...]:
    """The parts of "A and B", "A, B and C"; empty for what is one thing."""
    if "," not in text and "&" not in text and " and " not in text:
        return ()
    parts = [part.strip() for part in _LISTED.split(text)]
    joined = " and " in text or "&" in text
    if len(parts) < 2 or (not joined and len(parts) < 3):
        return ()
    if all(part[:1].isupper() and _telling(part) for part in parts):
        return tuple(parts)
    return ()


def _telling(part: str) -> bool:
    return any(word.key not in GENERIC for word in content(words_of(part)))
