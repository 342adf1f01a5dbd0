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

import gzip
import re
from bisect import bisect_left
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

from assay.errors import MissingExtra
from assay.views.folded import FOLDED
from assay.views.sentences import SENTENCES
from assay.views.view import Known, View
from assay.views.words import WORD_STARTS, WORDS, first_spans

__all__ = ["PARTS_OF_SPEECH", "Classes", "first_classes"]

Classes = frozenset[str]
"""Of `noun`, `verb`, `adjective`, `adverb`, `pronoun`, `determiner`, `preposition`,
`conjunction`, `interjection`, `numeral`."""

_VERBAL = ("ing", "ed", "ize", "ise", "ify", "ate", "izes", "ises", "ifies", "ates")
_NAMES = {
    "noun": "noun",
    "propn": "noun",
    "verb": "verb",
    "aux": "verb",
    "adj": "adjective",
    "adv": "adverb",
}
_FILES = ("lemma_lu.csv.gz", "lemma_overrides.csv")
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
_LEADING = _BEFORE_NOUN | _MODAL | _SUBJECT
_COINED: Classes = frozenset(("noun", "adjective"))
_LATIN = re.compile("[a-z]")


def table(text: str) -> list[Classes]:
    """The classes of each word; as many as there are words."""
    return _known_table(text, {})


def _known_table(text: str, known: Known) -> list[Classes]:
    for view in (WORDS, WORD_STARTS, FOLDED, SENTENCES):
        if view not in known:
            known[view] = view.value(text, known)
    places: list[int] = known[WORD_STARTS]
    whole: list[str] = known[WORDS]
    words: list[str] = known[FOLDED]
    sentences: list[tuple[int, int]] = known[SENTENCES]
    said = [_head(word) if "'" in word else word for word in words]
    found = [
        _COINED if len(word) == 1 and word > "z" and word.isalpha() else possible(word)
        for word in said
    ]
    starts = {start for start, _ in sentences}

    def beside(at: int, other: int) -> str:
        """The other word, where nothing but white space stands between the two."""
        if not 0 <= other < len(said):
            return ""
        first = min(at, other)
        end, start = places[first] + len(whole[first]), places[first + 1]
        return said[other] if text[end:start].isspace() else ""

    # Beside others stand only the words that begin a sentence or follow one that says much.
    looked_at = {bisect_left(places, start) for start in starts}
    looked_at.update([n for n, word in enumerate(said, 1) if word in _LEADING])
    looked_at.discard(len(said))
    for at in looked_at:
        first = places[at] in starts
        found[at] = _in_place(said[at], beside(at, at - 1), beside(at, at + 1), first)
    return found


def first_classes(text: str) -> Classes:
    """The classes of the first word; none where there is no word."""
    text = text[:2000]
    places = first_spans(text, 2)
    if not places:
        return frozenset()
    said = [_head(text[start:end].replace("\u2019", "'").casefold()) for start, end in places]
    near = len(said) > 1 and text[places[0][1] : places[1][0]].isspace()
    return _in_place(said[0], "", said[1] if near else "", True)


PARTS_OF_SPEECH = View("parts-of-speech:assay/1", table, _known_table)


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
    if _LATIN.search(word) is None:
        return _COINED
    known = _lexicon().get(word.lower(), frozenset[str]())
    if word in _CALLED:
        known |= {"noun"}
    return known or _guessed(word)


def _guessed(word: str) -> Classes:
    """What a word that is in no list can be, by its ending: nouns and adjectives are coined."""
    if word.endswith("ly"):
        return frozenset(("adverb", "adjective"))
    if word.endswith(_VERBAL):
        return frozenset(("noun", "verb", "adjective"))
    return _COINED


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
def _lexicon() -> dict[str, Classes]:
    """What each listed form can be, from the tables of lemminflect.

    They are read here, without importing the package: it would bring NumPy along, and take ten
    times as long.
    """
    found: dict[str, Classes] = {}
    shared: dict[tuple[Classes, str], Classes] = {}
    nothing: Classes = frozenset()
    for line in _table():
        word, _, rest = line.partition(",")
        name = _NAMES.get(rest.partition(",")[0].lower())
        if name is not None:
            before = found.get(word, nothing)
            both = shared.get((before, name))
            if both is None:
                both = shared[before, name] = before | {name}
            found[word] = both
    return found


def _table() -> list[str]:
    """The lines `form,category,lemmas` of the lexicon, wherever it is installed."""
    lines: list[str] = []
    try:
        spec = find_spec("lemminflect")
        for name in _FILES:
            data = (
                Path(str(spec and spec.origin)).with_name("resources").joinpath(name).read_bytes()
            )
            text = gzip.decompress(data) if name.endswith(".gz") else data
            lines += text.decode("utf-8").splitlines()
    except (ImportError, ValueError, OSError):
        raise MissingExtra("lemminflect, which knows parts of speech,", "language") from None
    return lines
