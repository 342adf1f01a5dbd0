"""Claims by content: the option's words or number stand where its letter should.

After "the answer is", in a box, in a short response, in the last sentence or the first; in this
order, and the first of them that says exactly one option decides. A sentence with a negation says
nothing, and of the numbers in a sentence only the last can be meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from assay.answers.extraction.choice_claims import Claim
from assay.answers.extraction.choice_content import MAX_ANSWER, concluded, contained, matched
from assay.answers.extraction.choice_letters import Named
from assay.answers.patterns import lazy

__all__ = ["boxed_later", "confirmed", "said"]

_CUE = lazy(
    r"(?:answers?|solution|option|choice|result)(?:\s(?!not\b)[^\s.:;?!]{1,24}){0,10}?"
    r"(?:\s(?:is|are|be|equals|as)\b|[*_\"”)\]]{0,4}\s?[:：=])[\s:：*]{0,4}|答案[^\n。，:：]{0,8}?(?:[:：】]|[是为])\s{0,3}|####\s?",
    re.IGNORECASE,
)
_BOX = lazy(r"boxed\s?\{")
_STOP = lazy(r"[.!?](?=[\"'”’)*]{0,2}(?:\s|$))|[。！？\n]")
_NEGATION = lazy(
    r"\b(?:not|never|cannot|neither|nor|none|unless|except|without)\b|n't\b|不|没|非", re.IGNORECASE
)
_POLAR = lazy(
    r"(?:\W*(?:so|thus|therefore|hence|then|sure|answer)\b)?\W*(yes|no|true|false|是|否|对|错)(?=\W|$)",
    re.IGNORECASE,
)
_VERB = lazy(r"\b(?:is|are|be|equals|to|of|approximately)\b|=|≈|是|为|等于")
_EITHER = lazy(r"\b(?:or|either|oder|ou)\b|或", re.IGNORECASE)
_TAIL = 2000
_SHORT = 240
_NEAR = 300


_LAYOUTS = frozenset(("first_line", "last_line", "whole"))


def confirmed(text: str, end: int, claim: Claim, options: Mapping[str, str]) -> Claim:
    """The claim with the weight that it has beside the options.

    A line that consists of a label and the content of an option is an announced answer. A letter
    that no option has is a mere mention, so that content comes before it.
    """
    if claim.named.letters[0] not in options:
        return claim._replace(weight=1)
    if len(claim.named.letters) > 1:
        letter = matched(text[claim.named.start : claim.named.end], options)
        return (
            claim
            if letter is None
            else Claim(claim.named._replace(letters=(letter,)), "content", 3)
        )
    if claim.rule not in _LAYOUTS:
        return claim
    stop = text.find("\n", claim.named.end, end)
    beside = text[claim.named.end : stop if stop >= 0 else end].strip(" .):：、-–*")
    return claim._replace(weight=3) if matched(beside[:MAX_ANSWER], options) is not None else claim


def boxed_later(text: str, start: int, end: int, options: Mapping[str, str]) -> list[Claim]:
    """The option whose content stands in the last box; `start` is where the last claim ends."""
    place = text.rfind("boxed{", start, end)
    if place < 0:
        return []
    high = _closing(text, place + 6, min(end, place + MAX_ANSWER))
    letter = matched(text[place + 6 : high], options)
    return [] if letter is None else [Claim(Named((letter,), place + 6, high), "content", 3)]


def said(
    text: str, start: int, end: int, options: Mapping[str, str], *, implied: bool
) -> list[Claim]:
    """The option whose content is announced, boxed or all there is; at most one.

    With `implied` the content of a sentence will do.
    """
    for low, high, weight in _stretches(text, start, end):
        piece = text[low:high]
        letter = matched(piece, options)
        if letter is None and weight == 3 and _NEGATION.search(piece) is None:
            letter = contained(piece, options)
        if letter is not None:
            return [Claim(Named((letter,), low, high), "content", 3)]
        if weight == 3 and end - low <= _NEAR and piece.strip():
            return []
    return _implied(text, start, end, options) if implied else []


def _implied(text: str, start: int, end: int, options: Mapping[str, str]) -> list[Claim]:
    """The only option whose content stands in the last sentence, the one before, or the first."""
    for low, high in _sentences(text, start, end):
        letter = _sentence(text[low:high], options)
        if letter is not None:
            return [Claim(Named((letter,), low, high), "implied", 2)]
    return []


def _stretches(text: str, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """What is announced, boxed, or the whole of a short response."""
    low = max(start, end - _TAIL)
    announced = [(match.end(), 3) for match in _CUE.finditer(text, low, end)][-8:]
    boxed = [(match.end(), 3) for match in _BOX.finditer(text, low, end)][-8:]
    for place, weight in sorted([*announced, *boxed], reverse=True):
        stop = _STOP.search(text, place + 1, min(end, place + 300))
        high = stop.start() if stop is not None else min(end, place + 300)
        if (place, weight) in boxed:
            high = _closing(text, place, high)
        yield place, high, weight
    if end - start <= _SHORT:
        yield start, end, 2


def _closing(text: str, place: int, end: int) -> int:
    """Where the brace closes that was opened before `place`."""
    depth = 1
    for position in range(place, end):
        char = text[position]
        depth += (char == "{") - (char == "}")
        if depth == 0:
            return position
    return end


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The last sentence, the one before it, and the first."""
    low = max(start, end - 800)
    ends = [match.end() for match in _STOP.finditer(text, low, end)]
    bounds = [low, *ends, end]
    spans = [(a, b) for a, b in pairwise(bounds) if text[a:b].strip(" .\n*")]
    yield from spans[:-3:-1]
    stop = _STOP.search(text, start, min(end, start + 300))
    if (stop is not None and low > start) or len(spans) > 2:
        yield start, stop.start() if stop is not None else min(end, start + 300)


def _sentence(sentence: str, options: Mapping[str, str]) -> str | None:
    polar = _POLAR.match(sentence)
    if polar is not None:
        return matched(polar[1], options)
    if _NEGATION.search(sentence):
        return None
    undecided = _EITHER.search(sentence) is not None
    found = (contained if undecided else concluded)(sentence, options)
    if found is not None or undecided:
        return found
    verbs = [verb.end() for verb in _VERB.finditer(sentence)]
    return matched(sentence[verbs[-1] :], options) if verbs else None
