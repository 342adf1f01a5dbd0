"""Multiple choice in whole responses: the option that a response gives as its answer, and why so.

Of the weightiest claims (see `choice_cues`) the last counts: a response may correct itself. Only
where no option is named does the content of the options speak. What stands in the reasoning part
is no claim, nor is what follows when a response goes on to invent further questions.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from assay.answers.extraction.choice_claims import Claim, announced
from assay.answers.extraction.choice_closing import (
    beside,
    chosen,
    contradiction,
    cut,
    hedge,
    silent,
)
from assay.answers.extraction.choice_content import fold
from assay.answers.extraction.choice_layout import by_layout, closing, trimmed
from assay.answers.extraction.choice_letters import LETTERS, Grammar, Scheme, grammar
from assay.answers.extraction.choice_options import Options, options_of
from assay.answers.extraction.choice_parts import parts
from assay.answers.extraction.choice_preference import faulted, preferred
from assay.answers.extraction.choice_said import boxed_later, confirmed, said
from assay.answers.extraction.found import Candidate, Extraction, Flag
from assay.answers.patterns import lazy
from assay.views.reasoning import split

__all__ = ["extract_choice"]

MAX_TEXT = 40_000
"""Characters of a response that are read: its last."""

_NEGATIVE = lazy(
    r"\b(?:not|incorrect|false|wrong|except|untrue)\b|不正确|错误|不符合|不属于|不是|有误|不恰当",
    re.IGNORECASE,
)
_NUMBER = lazy(r"\s*[(（第]?\d{1,3}\D")
_DIGIT = lazy(r"\d")
MAX_PLACED = 2_000
"""Characters of a response in which options are sought by their place."""
_CORRECTION = lazy(
    r"\b(?:wait|actually|correction|mistake|oops|sorry|on second thought|instead|re-?check\w*|"
    r"hmm)\b|更正|不对|其实",
    re.IGNORECASE,
)


class _Asked(NamedTuple):
    """What is asked of an extraction, and what is known of the question."""

    names: Grammar
    options: Sequence[str]
    question: str
    several: bool
    lists: int = 0

    @property
    def known(self) -> Options:
        if self.options or self.question:
            return options_of(self.options, self.question, self.names.letters)
        return Options({})


def extract_choice(
    text: str,
    *,
    letters: str = LETTERS,
    options: Sequence[str] = (),
    question: str = "",
    several: bool = False,
    scheme: Scheme | None = None,
) -> Extraction:
    """The option or options that a response gives: `final.text` is "C", or "A,C" for several.

    `letters` name the options in order. `options` are their contents; without them they are read
    out of `question`. With `several` any number may be right, and "A or C" is no hedge. `scheme`
    says that options are numbered in Roman or Arabic; without it the question shows it. Answers
    to numbered questions are all given, in order ("D,A,B"), by the rule "parts".
    """
    known = options_of((), question, letters) if question and not options else Options({})
    names = grammar(letters, scheme or known.scheme)
    asked = _Asked(names, options, question, several, known.lists)
    found = _answered(text, asked)
    if found.final is None and scheme is None and known.scheme != "letters":
        return _answered(text, asked._replace(names=grammar(letters)))
    if (scheme is None or scheme == "letters") and names.scheme == "letters":
        return _by_place(text, asked, found)
    return found


def _by_place(text: str, asked: _Asked, found: Extraction) -> Extraction:
    """Options that have letters named by their place: "3", "(iii)"; not where contents are so."""
    contents = asked.known.contents
    stands = found.final is not None and found.final.text[:1] in contents
    if stands or not contents or len(text) > MAX_PLACED:
        return found
    if found.final is not None and found.final.text != "I":
        return found  # a letter beyond the options
    for scheme in ("roman", "numbers"):
        placed = grammar(asked.names.letters, scheme)
        if any(placed.read(content, 0, len(content)) for content in contents.values()):
            continue
        if scheme == "numbers" and any(map(_DIGIT.search, contents.values())):
            continue
        again = _answered(text, asked._replace(names=placed))
        if again.final is not None and set(again.final.text.split(",")) <= contents.keys():
            return again
    return found


def _answered(text: str, asked: _Asked) -> Extraction:
    """The answer behind the reasoning part; else the one within it, flagged."""
    reasoning, (start, end) = split(text) if "<" in text else (None, (0, len(text)))
    found = _within(text, start, end, asked)
    if found.final is not None or reasoning is None:
        return found
    inside = _within(text, *reasoning, asked)
    if inside.final is None:
        return found
    flag = Flag("reasoning_only", "the answer stands only inside the reasoning", *reasoning)
    return Extraction(inside.final, inside.candidates, (flag, *inside.flags))


def _within(text: str, start: int, end: int, asked: _Asked) -> Extraction:
    """The answer in a stretch that holds no reasoning part."""
    end = trimmed(text, start, end)
    start = max(start, end - MAX_TEXT)
    if asked.lists > 1 or _numbers(text, start, end):
        numbered = parts(text, start, end, asked.names)
        if numbered is not None:
            return _found([Claim(numbered, "parts", 3)], 0, ())
    claims = announced(text, start, end, asked.names)
    end = cut(text, end, claims)
    claims = [claim for claim in claims if claim.start < end]
    claims = sorted(_claims(text, start, end, asked, claims), key=lambda claim: claim.start)
    final = chosen(claims)
    if final is None and (ending := closing(text, start, end, asked.names)) is not None:
        claims, final = [ending], ending
    if final is None:
        return Extraction(None, _candidates(claims), silent(text, start, end, asked.question))
    content = "" if final.rule in ("content", "implied") else beside(text, end, final)
    raised = (
        hedge(text, claims, final, asked.names, several=asked.several),
        contradiction(content, final, asked.known.contents) if content else None,
    )
    return _found(claims, claims.index(final), tuple([flag for flag in raised if flag is not None]))


def _claims(text: str, start: int, end: int, asked: _Asked, made: list[Claim]) -> list[Claim]:
    """What is announced, and what layout, preference and content add to it."""
    names = asked.names
    claims = made + by_layout(text, start, end, names)
    claims += _later(text, start, end, names, claims)
    if any(_plain(claim, asked.options) for claim in claims):
        if asked.options and text.find("boxed{", _last(claims), end) >= 0:
            claims += boxed_later(text, _last(claims), end, asked.known.contents)
        return claims
    options = asked.known.contents
    if options:
        claims = [confirmed(text, end, claim, options) for claim in claims]
        if not any(claim.weight == 3 for claim in claims) and not _are_names(options, names):
            claims += said(
                text, start, end, options, implied=not any(claim.weight == 2 for claim in claims)
            )
    if not claims and _NEGATIVE.search(asked.question):
        return faulted(text, start, end, names)
    return claims


def _are_names(options: Mapping[str, str], names: Grammar) -> bool:
    """Whether the contents are letters themselves, and so no other way to name an option."""
    folded = [fold(content).upper() for content in options.values()]
    return all(len(content) <= 1 and content in names.letters for content in folded)


def _last(claims: list[Claim]) -> int:
    """Where the last announced claim ends; -1 where there is none."""
    return max([claim.named.end for claim in claims if claim.weight == 3], default=-1)


def _plain(claim: Claim, options: Sequence[str]) -> bool:
    """Whether a claim needs no look at the options: one letter, which the list surely has."""
    first = claim.named.letters[0]
    likely = LETTERS[: len(options) or 4]
    return claim.weight == 3 and len(claim.named.letters) == 1 and first in likely


def _numbers(text: str, start: int, end: int) -> bool:
    """Whether a text may answer numbered questions: it begins with a number, or says 答案 twice."""
    if _NUMBER.match(text, start, end) is not None:
        return True
    return not text.isascii() and text.count("答案", start, end) > 1


def _later(text: str, start: int, end: int, names: Grammar, claims: list[Claim]) -> list[Claim]:
    """Options preferred: where nothing is announced, or in a correction of what was."""
    last = _last(claims)
    if last < 0:
        return preferred(text, start, end, names)
    if end - last < 12 or _CORRECTION.search(text, last, end) is None:
        return []
    return [
        claim._replace(weight=3)
        for claim in preferred(text, last, end, names)
        if claim.rule != "bold"
    ]


def _found(claims: list[Claim], index: int, flags: tuple[Flag, ...]) -> Extraction:
    candidates = _candidates(claims)
    return Extraction(candidates[index], candidates, flags)


def _candidates(claims: list[Claim]) -> tuple[Candidate, ...]:
    return tuple(
        [
            Candidate(",".join(named.letters), named.start, named.end, rule)
            for named, rule, _ in claims
        ]
    )
