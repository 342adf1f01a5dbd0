"""The options of a question: given by the caller, or read out of the question's own list.

A list is a run of labels that ascend by one from the first: `A. B. C.`, `(A) (B) (C)`, `A: B:`,
`A、B、`, `1) 2) 3)`, `(i) (ii) (iii)`, on lines of their own or in one. Letters go before Roman
numerals and numbers; of several lists the last is the question's, and their number that of its
parts. Where given options are a permutation of the question's list, the question's labels hold.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from assay.answers.extraction.choice_content import fold
from assay.answers.extraction.choice_letters import LETTERS, ROMANS, Scheme
from assay.answers.patterns import lazy

__all__ = ["Options", "options_of"]

MAX_QUESTION = 20_000
_LONGEST = 600
_LETTER = lazy(
    r"(?:(?<=[\s(（\[【。．;；，,*])|^|(?<=[\u4e00-\u9fff]))"
    r"([A-Z])\s?(?:[.．):：、）\]】]|[ \t]{2,})",
    re.MULTILINE,
)
_NUMBER = lazy(r"(?:(?<=[\s(（\[])|^)(\d{1,2})\s?[.):：、）\]](?!\d)", re.MULTILINE)
_ROMAN = lazy(r"(?:(?<=[\s(（\[])|^)([IVX]{1,4}|[ivx]{1,4})\s?[.):：、）\]]", re.MULTILINE)
_LABELLED = lazy(r"\s*[(（\[]?([A-Z])[.．):：、）\]]\s*(\S.*)", re.DOTALL)
_TAIL = lazy(
    r"\s*(?:\n\s*\n|\n(?:answer|please|if you|let's|hint|think|solution|答案|respond)\b|"
    r"[\n\s(（\[]+\Z).*",
    re.IGNORECASE | re.DOTALL,
)

_NUMERALS: tuple[tuple[re.Pattern[str], tuple[str, ...], Scheme], ...] = (
    (_ROMAN, ROMANS, "roman"),
    (_NUMBER, tuple(map(str, range(1, 11))), "numbers"),
)
_DEBRIS = lazy(r"\A\}(?:\\ )?\s*|(?:\\q?quad|\\(?:text(?:bf)?|math(?:bf|rm))\{?|\$\s?\$?|\s)+\Z")
"""What is left of `\\textbf{(A)}\\ x \\qquad \\textbf{(B)}` around x."""


class Options(NamedTuple):
    """`contents` by letter, in order; `lists` is how many lists of options the question has."""

    contents: dict[str, str]
    scheme: Scheme = "letters"
    lists: int = 0


def options_of(options: Sequence[str], question: str, letters: str = LETTERS) -> Options:
    """The options by letter; empty where none are known."""
    asked = _asked(question[-MAX_QUESTION:], letters) if question else Options({})
    if not options:
        return asked
    given = _given(tuple(options), letters)
    if len(asked.contents) == len(given):
        shown = {fold(content): letter for letter, content in asked.contents.items()}
        if shown.keys() == {fold(content) for content in given.values()}:
            return asked
    return Options(given, "letters", asked.lists)


def _given(options: tuple[str, ...], letters: str) -> dict[str, str]:
    """Options in order, or by their own labels where each has or is one."""
    labelled = [_LABELLED.fullmatch(option) for option in options]
    pairs = [(match[1], match[2].strip()) for match in labelled if match is not None]
    if len(pairs) == len(options) and len({label for label, _ in pairs}) == len(options):
        return dict(pairs)
    named = [fold(option).upper() for option in options]
    if len(set(named)) == len(named) and set(named) <= set(letters):
        return dict(zip(named, options, strict=True))
    return dict(zip(letters, options, strict=False))


@lru_cache(maxsize=256)
def _asked(question: str, letters: str) -> Options:
    found = _listed(question, _LETTER, tuple(letters))
    if found.contents:
        return found
    for pattern, labels, scheme in _NUMERALS:
        found = _listed(question, pattern, labels)
        if found.contents:
            contents = dict(zip(letters, found.contents.values(), strict=False))
            return Options(contents, scheme, found.lists)
    return Options({})


def _listed(question: str, pattern: re.Pattern[str], labels: tuple[str, ...]) -> Options:
    """The last run of ascending labels, and how many runs there are."""
    runs: list[list[re.Match[str]]] = []
    run: list[re.Match[str]] = []
    for match in pattern.finditer(question):
        label = match[1].upper()
        if len(run) < len(labels) and label == labels[len(run)]:
            run.append(match)
        elif label == labels[0]:
            runs.append(run)
            run = [match]
    runs.append(run)
    runs = [run for run in runs if len(run) > 1]
    if not runs:
        return Options({})
    last = runs[-1]
    ends = [match.start() for match in last[1:]] + [len(question)]
    pieces = [question[match.end() : end] for match, end in zip(last, ends, strict=True)]
    contents = {match[1].upper(): _piece(piece) for match, piece in zip(last, pieces, strict=True)}
    return Options(contents, "letters", len(runs))


def _piece(piece: str) -> str:
    """An option's content, without what follows the list and the bracket of the next label."""
    content = _TAIL.sub("", piece.strip()[:_LONGEST], count=1)
    content = content.strip("* \t\n").rstrip("(（[,;，； \t\n")
    return _DEBRIS.sub("", content) if "\\" in content else content
