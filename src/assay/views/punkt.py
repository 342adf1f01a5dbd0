"""Sentences as the public IFEval checkers see them: Punkt (Kiss and Strunk, 2006), English.

`sentences(text)` gives the list that nltk 3.9.1 gives for its English model with boundaries
realigned. The decision procedure is written anew and exact; what it decides *with* comes from one
of two places:

* by default Assay's own English knowledge (`punkt_english`), because the trained model has no
  clear licence. It agrees with the trained one on nearly every count (docs/notes-punkt.md);
* where the environment variable `ASSAY_PUNKT` names a folder with `abbrev_types.txt`,
  `collocations.tab`, `ortho_context.tab` and `sent_starters.txt`, those, and then the result is
  the reference's to the letter.

`version()` tells which. A run of text without a blank that holds possible ends (`.`, `?`, `!`
before a blank, bracket or quote) is decided once, together with the word that follows it, so the
cost is linear in the text. Other languages need a `Model` of their own. Not covered: training,
other nltk versions.
"""

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

from assay.views import punkt_english as english

__all__ = ["VERSION", "Model", "built", "sentences", "version"]

VERSION = "punkt-nltk3.9/1"

_VARIABLE = "ASSAY_PUNKT"
_FILES = ("abbrev_types.txt", "collocations.tab", "ortho_context.tab", "sent_starters.txt")
_LONGEST = 40

_SPLITTING = r"""[)";}\]*:@'({\[!?]"""
_RUN = r"(?:-{2,}|\.{2,}|(?:\.\s){2,}\.)"
_POSSIBLE_END = re.compile(rf"[.?!](?=(?:{_SPLITTING}|\s+(\S+)))")
_TOKEN = re.compile(
    rf"{_RUN}"
    rf"|(?=[^(\"`{{\[:;&#*@)}}\]\-,])\S+?(?=\s|$|{_SPLITTING}|{_RUN}|,(?=$|\s|{_SPLITTING}|{_RUN}))"
    r"|\S"
)
_NUMBER = re.compile(r"-?[.,]?\d[\d,.-]*\Z")
_INITIAL = re.compile(r"[^\W\d]\.\Z")
_LETTERS_AT_END = re.compile(r"[^\W\d_]{2,}\Z")
_BLANKS = " \n\t\r\v\f"  # other Unicode blanks join words here
_CLOSERS = "\"')]}"
_CLOSING = re.compile(r"[\"')\]}]+?(?:\s+|(?=--)|$)", re.MULTILINE)

_Span = tuple[int, int]
_Candidate = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Model:
    """What Punkt must know of a language."""

    name: str
    abbreviations: frozenset[str]
    collocations: frozenset[tuple[str, str]]
    starters: frozenset[str]
    cases: Callable[[str], int]
    """The ways a word is known to be written: bits of `punkt_english`, 0 for an unknown word."""
    endings: frozenset[str]
    """The letters an abbreviation or collocation may end in: all other words are plain."""


def sentences(text: str, model: Model | None = None) -> list[str]:
    """The sentences of `text`, in order, each with the closing quotes and brackets after it.

    `model` is what is known of the language, if it is not English.
    """
    known = _model() if model is None else model
    return [text[start:stop] for start, stop in _realigned(text, _spans(text, known))]


def version() -> str:
    """The rules and the data that `sentences` uses now: a new one voids old counts."""
    return f"{VERSION}+{_model().name}"


def _spans(text: str, model: Model) -> Iterator[_Span]:
    """The first cut. After an end without a blank, the next sentence starts right there."""
    start = 0
    known: dict[str, bool] = {}  # a text that repeats itself asks the same again and again
    for word, end, after, following in _candidates(text):
        if not _ends_plainly(text, word, end, model):
            context = text[word:after]
            ends = known.get(context)
            if ends is None:
                ends = known[context] = _ends(context, model)
            if not ends:
                continue
        yield start, end
        start = following
    yield start, len(text.rstrip())


def _candidates(text: str) -> Iterator[_Candidate]:
    """For each unbroken run with possible ends: where it starts, its last end, where the context
    of the decision stops, and where the next sentence would start."""
    word = last = 0
    pending: _Candidate | None = None
    blanks = [blank for blank in _BLANKS if blank in text]
    for match in _POSSIBLE_END.finditer(text):
        here = match.start()
        if here > last + 2:
            blank = -1
            for mark in blanks:
                place = text.rfind(mark, last + 1, here)
                blank = max(blank, place)
        else:
            blank = last + 1 if here == last + 2 and text[last + 1] in _BLANKS else -1
        # A run that starts with its own end ("!! Oh") has that first end decided by itself.
        if pending and (blank >= 0 or word == last):
            yield pending
        word, last = blank + 1 if blank >= 0 else word, here
        following, after = match.span(1)
        if following < 0:
            following, after = here + 1, here + 2
        pending = word, here + 1, after, following
    if pending:
        yield pending


def _ends_plainly(text: str, word: int, end: int, model: Model) -> bool:
    """The common cases, cheaply: `?`, `!`, and a word that can be no abbreviation."""
    if text[end - 1] != ".":
        return True
    if end < word + 3 or not (text[end - 2].isalnum() and text[end - 3].isalnum()):
        return False
    letters = _LETTERS_AT_END.search(text, max(word, end - _LONGEST), end - 1)
    return (
        letters is not None
        and letters.end() - letters.start() < _LONGEST - 1
        and letters[0].lower() not in model.endings
    )


def _ends(context: str, model: Model) -> bool:
    """Does a sentence end inside `context`, before its last token?"""
    tokens = [token for line in context.split("\n") for token in _TOKEN.findall(line)]
    return any(_ends_at(token, following, model) for token, following in pairwise(tokens))


def _ends_at(token: str, following: str, model: Model) -> bool:
    """Punkt's two passes over one token: by its own type, then by the token that follows."""
    if token[-1] != ".":
        return token in ("?", "!")
    kind, next_kind = _without_period(_kind(token)), _kind(following)
    if _ends_alone(following, model):
        next_kind = _without_period(next_kind)
    if (kind, next_kind) in model.collocations:
        return False
    ends, initial = _ends_alone(token, model), _INITIAL.match(token) is not None
    starts = _starts(following, next_kind, model)
    if initial or kind == english.NUMBER:
        return ends and not (starts is False or (initial and _name(following, next_kind, model)))
    if ends:
        return True
    return starts is True or (following[0].isupper() and next_kind in model.starters)


def _ends_alone(token: str, model: Model) -> bool:
    """First pass: a sentence end unless an ellipsis or an abbreviation."""
    if token in (".", "?", "!"):
        return True
    if token[-1] != "." or token.endswith(".."):
        return False
    word = token[:-1].lower()
    return not (word in model.abbreviations or word.split("-")[-1] in model.abbreviations)


def _starts(token: str, kind: str, model: Model) -> bool | None:
    """Does the writing of `token` speak for a new sentence? None where it says nothing."""
    if token in (";", ":", ",", ".", "!", "?"):
        return False
    cases = model.cases(kind)
    if token[0].isupper() and cases & english.LOWER and not cases & english.UPPER_INSIDE:
        return True
    if token[0].islower() and (cases & english.UPPER or not cases & english.LOWER_FIRST):
        return False
    return None


def _name(token: str, kind: str, model: Model) -> bool:
    """A capitalised word never seen in lower case, as after an initial: "J. Bach"."""
    return token[0].isupper() and not model.cases(kind) & english.LOWER


def _kind(token: str) -> str:
    lowered = token.lower()
    return english.NUMBER if _NUMBER.match(lowered) else lowered


def _without_period(kind: str) -> str:
    return kind[:-1] if len(kind) > 1 and kind[-1] == "." else kind


def _realigned(text: str, spans: Iterator[_Span]) -> Iterator[_Span]:
    """Closing quotes and brackets that begin a span belong to the one before it."""
    shift = 0
    for (start, stop), (next_start, next_stop) in pairwise([*spans, (-1, -1)]):
        closes = next_start >= 0 and text[next_start : next_start + 1] in _CLOSERS
        closing = _CLOSING.match(text, next_start, next_stop) if closes else None
        if closing:
            yield start + shift, next_start + len(closing[0].rstrip())
        elif start + shift < stop:
            yield start + shift, stop
        shift = closing.end() - next_start if closing else 0


def _model() -> Model:
    folder = os.environ.get(_VARIABLE)
    return _trained(folder) if folder else _own()


@cache
def _own() -> Model:
    return built(
        english.VERSION,
        english.abbreviations(),
        english.collocations(),
        frozenset(),
        english.cases,
    )


@cache
def _trained(folder: str) -> Model:
    """The trained model's own files: one entry a line, fields parted by a tab."""
    try:
        raw = [(Path(folder) / name).read_bytes() for name in _FILES]
    except OSError as error:
        raise FileNotFoundError(
            f"{_VARIABLE}={folder!r} must name a folder with {', '.join(_FILES)}: {error}"
        ) from error
    abbreviations, collocations, cases, starters = (
        data.decode("utf-8").removesuffix("\n").split("\n") for data in raw
    )
    known = {word: int(bits) for word, _, bits in _parted(cases)}
    pairs = frozenset((first, second) for first, _, second in _parted(collocations))
    return built(
        f"trained-{sha256(b'|'.join(raw)).hexdigest()[:12]}",
        frozenset(abbreviations),
        pairs,
        frozenset(starters),
        lambda word: known.get(word, 0),
    )


def _parted(lines: list[str]) -> Iterator[tuple[str, str, str]]:
    return (line.partition("\t") for line in lines)


def built(
    name: str,
    abbreviations: frozenset[str],
    collocations: frozenset[tuple[str, str]],
    starters: frozenset[str],
    cases: Callable[[str], int],
) -> Model:
    """A model of a language, its words in lower case and without their last full stop."""
    words = [*abbreviations, *(first for first, _ in collocations)]
    letters = (_LETTERS_AT_END.search(word) for word in words)
    endings = frozenset(found[0] for found in letters if found)
    return Model(name, abbreviations, collocations, starters, cases, endings)
