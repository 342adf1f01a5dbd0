"""Every claim of an option in a stretch of a response, by the table of cues and by its layout.

Weights are those of `choice_cues`. A claim inside a condition, a question, a negation or somebody
else's mouth ("if the answer is K", "not B", "C is wrong") is none. Of each cue only the last
occurrences are looked at, so that the work is bounded whatever the text repeats.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from assay.answers.extraction.choice_cues import CUES, OTHER_CUES, REMOTE_CUES, Cue
from assay.answers.extraction.choice_letters import Grammar, Named
from assay.answers.patterns import lazy

__all__ = ["Claim", "announced", "lists", "own", "sentence_of"]

_MOST = 48
_LOOKBACK = 90
_LIST = 600
_UNSAID = lazy(
    r"(?:\b(?:if|whether|assum\w+|suppos\w+|unless|says|said|claims|claimed|believes?|argues?|when|"
    r"incorrect|wrong|other|isn't|not|neither|example|e\.g\.|choose from)|如果|假设|错误|若)"
    r"(?:[,:]?\s+(?:that|the|my|your|an?|of|is|was|final|correct|right|best|provided|given|possible|"
    r"their|these|above|statement|option|choice|answer|one|正确))*[\s(]{0,3}$",
    re.IGNORECASE,
)
_NONE = lazy(r"\b(?:none|neither)\b|都不|均不", re.IGNORECASE)
_CONCLUSION = lazy(
    r"[;:,]\s(?:so|therefore|thus|hence|but|and|then|leaving|making|the|we|I)\b|"
    r"\s(?:so|therefore|thus|hence|leaving)\b|[；，]",
)
_IF_THEN = lazy(r"\b(?:if|when)\b.*\bthen\b|如果.*那么", re.IGNORECASE)
_SENTENCE = lazy(r"[.\n!?。！？](?=\s|$)|\n|[。！？]")
_SUSPECT = lazy(
    r"\b(?:if|whether|assum|suppos|unless|said|says|claim|belie|argue|when|incorrect|wrong|isn|not|"
    r"neither|example|e\.g|choose|none|other)|如果|假设|错误|若|不",
    re.IGNORECASE,
)
_NEGATED = lazy(
    r"\b(?:not|never|cannot|wrong|incorrect|other than|rather than|if|unless|neither|none|nor)\b|"
    r"n't\b|不|错",
    re.IGNORECASE,
)
_PROPOSED = lazy(
    r"\b(?:could|might|may|was|were|initial\w*|first|previous\w*|tempt\w*|trap|second|possible|"
    r"potential|example|format|each|every|other|another)\b|可能",
    re.IGNORECASE,
)
_DOUBT = lazy(f"{_NEGATED.pattern}|{_PROPOSED.pattern}", re.IGNORECASE)
_OFFERED = lazy(r"(?:options|choices)\b", re.IGNORECASE)
_RIGHT = lazy(
    r"\b(?:correct|right|true|best|valid|answers?|only|remaining|"
    r"suitable|appropriate)\b",
    re.IGNORECASE,
)
_BUT = lazy(r"not .{1,6}but\b")
_LABEL = lazy(r".?[.):：、）\]][ \t]{0,3}\S")
_BOX = lazy(r"boxed\s?\{")
_AFTER_NAME = lazy(r"\s*[.):：、,\]-]")


class Claim(NamedTuple):
    """An option claimed at a place; see `choice_cues` for `weight`."""

    named: Named
    rule: str
    weight: int

    @property
    def start(self) -> int:
        return self.named.start


class Completed(NamedTuple):
    """A cue with its pattern completed by the names of a grammar."""

    cue: Cue
    pattern: re.Pattern[str]


@lru_cache(maxsize=64)
def _completed(names: Grammar, cues: tuple[Cue, ...]) -> tuple[Completed, ...]:
    """Cues compiled for a grammar; case is ignored in the words, not in the names."""
    return tuple([Completed(cue, lazy(rf"(?i:{cue.pattern})(?={names.start})")) for cue in cues])


def announced(text: str, start: int, end: int, names: Grammar) -> list[Claim]:
    """The claims made in so many words, and boxes, in order of appearance."""
    folded = _lowered(text[start:end])
    found = _boxed(text, start, end, names)
    found += _by_cues(text, folded, start, end, names, CUES)
    if not folded.isascii():
        found += _by_cues(text, folded, start, end, names, OTHER_CUES)
    if not any(claim.weight == 3 for claim in found):
        found += _by_cues(text, folded, start, end, names, REMOTE_CUES)
    return _ordered(found)


def _lowered(text: str) -> str:
    """The text in lower case, with every character in its place."""
    folded = text.lower()
    if len(folded) == len(text):
        return folded
    return "".join([low if len(low := char.lower()) == 1 else char for char in text])


def _by_cues(
    text: str, folded: str, start: int, end: int, names: Grammar, cues: tuple[Cue, ...]
) -> list[Claim]:
    found: list[Claim] = []
    places: dict[str, list[int]] = {}
    for cue, pattern in _completed(names, cues):
        if cue.key not in places:
            places[cue.key] = _occurrences(folded, cue.key)
        for place in places[cue.key]:
            matched = pattern.match(text, start + place, end)
            if matched is None:
                continue
            weight = _weight(text, start, matched, cue)
            named = names.read(text, matched.end(), end) if weight else None
            if named is not None and not lists(text, named, end, names):
                found.append(Claim(named, cue.rule, weight))
    return found


def lists(text: str, named: Named, end: int, names: Grammar) -> bool:
    """Whether a claim of the first option opens a list of options instead."""
    if named.letters != (names.letters[0],) or names.scheme != "letters":
        return False
    ahead = text[named.end - 1 : min(end, named.end + _LIST)]
    if _LABEL.match(ahead) is None:
        return False
    place = 0
    for letter in names.letters[1:3]:
        following = re.compile(rf"[\s(（]{letter}[.):：、）]").search(ahead, place)
        if following is None:
            return False
        place = following.end()
    return True


def _occurrences(folded: str, key: str) -> list[int]:
    """The last places of a key, in order of appearance."""
    found: list[int] = []
    place = folded.rfind(key)
    while place >= 0 and len(found) < _MOST:
        found.append(place)
        place = folded.rfind(key, 0, place)
    return found[::-1]


def _weight(text: str, start: int, matched: re.Match[str], cue: Cue) -> int:
    """What a cue weighs at its place: 0 where it claims nothing."""
    said = matched.group()
    if (
        _OFFERED.match(said) is not None
        and _RIGHT.search(text, max(start, matched.start() - 24), matched.end()) is None
    ):
        return 0
    place = matched.start()
    before = text[max(start, place - _LOOKBACK) : place]
    if _SUSPECT.search(before) is None:
        before = ""
    else:
        before = sentence_of(before)
        if not own(before):
            return 0
    if _DOUBT.search(said) is None:
        return 1 if before and _IF_THEN.search(before) else cue.weight
    if _NEGATED.search(said) and not _BUT.search(said):
        return 0
    return 1 if _PROPOSED.search(said) or _IF_THEN.search(before) else cue.weight


def own(before: str) -> bool:
    """Whether a claim is the response's own, and not denied, asked, supposed or somebody else's.

    `before` is what stands before the claim in its sentence.
    """
    if _UNSAID.search(before) is not None:
        return False
    denials = [denial.end() for denial in _NONE.finditer(before)]
    return not denials or _CONCLUSION.search(before, denials[-1]) is not None


def sentence_of(before: str) -> str:
    """What of a stretch belongs to the sentence that goes on behind it."""
    ends = [match.end() for match in _SENTENCE.finditer(before)]
    return before[ends[-1] :] if ends else before


def _boxed(text: str, start: int, end: int, names: Grammar) -> list[Claim]:
    """Boxes that hold an option and nothing else but its content."""
    found: list[Claim] = []
    if text.find("boxed", start, end) < 0:
        return found
    for place in _occurrences(text[start:end], "boxed"):
        opened = _BOX.match(text, start + place, end)
        named = names.read(text, opened.end() - 1, end) if opened is not None else None
        if named is None:
            continue
        closed = text[named.start : named.end]
        if "}" in closed or ")" in closed or _AFTER_NAME.match(text, named.end, end):
            found.append(Claim(named, "box", 3))
    return found


def _ordered(found: list[Claim]) -> list[Claim]:
    """In order of appearance, one claim for each place: the weightiest."""
    found.sort(key=lambda claim: (claim.start, -claim.weight))
    kept: list[Claim] = []
    for claim in found:
        if not kept or kept[-1].start != claim.start:
            kept.append(claim)
    return kept
