"""What parts of speech each word can be: `parts-of-speech:assay/1` (English).

For each word of `words:assay/1` the classes that it can belong to where it stands. The words of
closed classes are listed here. For the others the lexicon of lemminflect (the extra `language`)
says what a form can be, and its neighbours strike out what they exclude: after an article there
is no verb, after "to" or "can" no noun, a word before "the" at the start of a sentence is no noun.
What they leave open stays open. A word in no list can be a noun or an adjective, and what its
ending allows.

NOT covered: other languages; sentences that mean to mislead ("The old man the boat").
"""

from __future__ import annotations

from functools import cache, lru_cache
from importlib import import_module
from itertools import pairwise
from typing import Any

from assay.errors import MissingExtra
from assay.views.folded import folded
from assay.views.sentences import spans as sentence_spans
from assay.views.view import View
from assay.views.words import spans

__all__ = ["PARTS_OF_SPEECH", "Classes", "first_classes"]

Classes = frozenset[str]
"""Of `noun`, `verb`, `adjective`, `adverb`, `pronoun`, `determiner`, `preposition`,
`conjunction`, `interjection`, `numeral`."""

_VERBAL = ("ing", "ed", "ize", "ise", "ify", "ate", "izes", "ises", "ifies", "ates")
_NAMES = {
    "NOUN": "noun",
    "PROPN": "noun",
    "VERB": "verb",
    "AUX": "verb",
    "ADJ": "adjective",
    "ADV": "adverb",
}
_CLOSED = {
    "determiner": "a an the this that these those my your his her its our their every each no some "
    "any either neither what which whose both all another",
    "pronoun": "i me mine myself we us ours ourselves you yours yourself yourselves he him his "
    "himself she her hers herself it itself they them theirs themselves this that these those who "
    "whom whose which what whoever whatever anybody anyone anything everybody everyone everything "
    "nobody none nothing somebody someone something each either neither both all some any another",
    "preposition": "about above across after against along among around as at before behind below "
    "beneath beside between beyond by despite during except for from in inside into near of off on "
    "onto out outside over past since through throughout to toward towards under until up upon via "
    "with within without",
    "conjunction": "and but or nor so yet for because although though while if unless until than "
    "as since whether when where that before after once",
    "adverb": "not here there now then thus hence therefore however moreover furthermore very too "
    "also quite rather almost always never often seldom sometimes perhaps maybe just even only "
    "again soon already still well how why when where once so yet about around off on out over up "
    "in before after since",
    "verb": "am is are was were be been being have has had having do does did can could may might "
    "must shall should will would ought cannot let",
    "interjection": "well oh ah hello hi hey yes no ok okay please wow thanks alas",
    "numeral": "zero one two three four five six seven eight nine ten eleven twelve hundred "
    "thousand million",
}
# Names that are spelt like verbs.
_CALLED = frozenset("chuck drew google grant harry josh pat rob skype sue wade".split())
_MODAL = frozenset("to can could may might must shall should will would cannot".split())
_SUBJECT = frozenset("i you we they he she it who".split())
_OBJECT = frozenset("a an the my your his her its our their me us them this these those".split())
_FINITE = frozenset(
    "is are was were am has had does did can could may might must will would".split()
)
_BEFORE_NOUN = frozenset("a an the my your our their its every".split())


def table(text: str) -> list[Classes]:
    """The classes of each word; as many as there are word spans."""
    starts = {start for start, _ in sentence_spans(text)}
    said = [_head(word) if "'" in word else word for word in folded(text)]
    places = spans(text)
    first = [start in starts for start, _ in places]
    near = [text[a:b].isspace() for (_, a), (b, _) in pairwise(places)]
    before = ["", *(word if n else "" for word, n in zip(said, near, strict=False))]
    after = [*(word if n else "" for word, n in zip(said[1:], near, strict=False)), ""]
    return list(map(_in_place, said, before, after, first))


def first_classes(text: str) -> Classes:
    """The classes of the first word; none where there is no word."""
    text = text[:2000]
    said, places = [_head(word) for word in folded(text)], spans(text)
    if not said:
        return frozenset()
    near = len(said) > 1 and text[places[0][1] : places[1][0]].isspace()
    return _in_place(said[0], "", said[1] if near else "", True)


PARTS_OF_SPEECH = View("parts-of-speech:assay/1", table)


@lru_cache(maxsize=32768)
def _in_place(word: str, before: str, after: str, first: bool) -> Classes:
    """What a word can be beside its neighbours; `first` says that a sentence begins with it."""
    found = possible(word)
    struck = _struck(word, "" if first else before, after, first)
    left = found - struck
    if not left and word not in _closed() and (after in _FINITE or before in _BEFORE_NOUN):
        return frozenset(("noun",))  # a name that is spelt like a verb: "Harry was late."
    return left or found


def _struck(word: str, before: str, after: str, first: bool) -> Classes:
    if before in _BEFORE_NOUN:
        return frozenset(("verb",))
    if before in _MODAL:
        return frozenset(("noun", "adjective"))
    if before in _SUBJECT:
        return frozenset(("noun",))
    if not first:
        return frozenset()
    if after in _FINITE or (word.endswith("s") and not word.endswith("ss")):
        # A subject: "hides" would need one itself.
        return frozenset(("verb",)) if word not in _closed() else frozenset()
    if after in _OBJECT and not word.endswith(("ing", "ed")):
        return frozenset(("noun", "adjective"))
    return frozenset()


@lru_cache(maxsize=32768)
def possible(word: str) -> Classes:
    """What a word, case folded and without contraction, can be."""
    closed = _closed().get(word)
    if closed is not None:
        return closed
    if not any(map(str.isalpha, word)):
        return frozenset(("numeral",))
    listed = _lexicon()(word)
    known = frozenset(_NAMES[name] for name in listed if name in _NAMES)
    if word in _CALLED:
        known |= {"noun"}
    return known or _guessed(word)


def _guessed(word: str) -> Classes:
    """What a word that is in no list can be, by its ending: nouns and adjectives are coined."""
    if word.endswith("ly"):
        return frozenset(("adverb", "adjective"))
    if word.endswith(_VERBAL):
        return frozenset(("noun", "verb", "adjective"))
    return frozenset(("noun", "adjective"))


def _head(word: str) -> str:
    return word.removesuffix("n't").partition("'")[0] or word


@cache
def _closed() -> dict[str, Classes]:
    found: dict[str, Classes] = {}
    for name, words in _CLOSED.items():
        for word in words.split():
            found[word] = found.get(word, frozenset()) | {name}
    return found


@cache
def _lexicon() -> Any:
    try:
        return import_module("lemminflect").getAllLemmas
    except ImportError:
        raise MissingExtra("lemminflect, which knows parts of speech,", "language") from None
