"""Several questions in one response: `71.【答案】D ... 75.【答案】B`, `1. D 2. A`, `1-5 DABCD`."""

from __future__ import annotations

import re

from assay.answers.extraction.choice_letters import Grammar, Named
from assay.answers.patterns import lazy

__all__ = ["parts"]

_HEADED = lazy(
    r"(?:^|\n)[ \t]*[(（第]?(?P<number>\d{1,3})[)）.、．:：题\s]{0,3}[ \t]{0,3}"
    r"(?:【?(?:答案|解析|解答)】?|(?:the )?(?:correct )?answers?\b)?",
    re.IGNORECASE,
)
_ANSWER = lazy(
    r"【答案】[:：]?\s{0,3}|(?:答案|answers?)(?:\s?[:：]|是|为| is)\s{0,3}", re.IGNORECASE
)
_RANGE = lazy(
    r"(?P<low>\d{1,3})\s?[-–—~～]\s?(?P<high>\d{1,3})[.:：、题\s]{0,4}"
    r"(?P<run>[A-Z](?:[ \t,，、]{0,2}[A-Z]){1,30})"
)
_PAIR = lazy(r"(?P<number>\d{1,3})\s?[.)）、:：-]\s?[(（]?(?P<letter>[A-Z])(?![A-Za-z])")
_LONGEST = 60


def parts(text: str, start: int, end: int, names: Grammar) -> Named | None:
    """The options of numbered questions, in order; None where the text has no such answers."""
    return (
        _ranges(text, start, end, names)
        or _numbered(text, start, end, names)
        or _inline(text, start, end, names)
    )


def _ranges(text: str, start: int, end: int, names: Grammar) -> Named | None:
    letters: list[str] = []
    first = last = -1
    for match in _RANGE.finditer(text, start, end):
        run = [char for char in match["run"] if char in names.letters]
        if len(run) != int(match["high"]) - int(match["low"]) + 1:
            return None
        first = match.start("run") if first < 0 else first
        last = match.end()
        letters += run
    return Named(tuple(letters), first, last) if letters else None


def _numbered(text: str, start: int, end: int, names: Grammar) -> Named | None:
    """One answer for each section that begins with the next number."""
    heads = _consecutive(list(_HEADED.finditer(text, start, end)))
    if len(heads) < 2:
        return None
    limits = [match.start() for match in heads[1:]] + [end]
    if _ANSWER.search(text, start, heads[0].start()) is not None:
        return None
    letters: list[str] = []
    first = last = -1
    for head, limit in zip(heads, limits, strict=True):
        named = _section(text, head, limit, names)
        if named is None:
            continue
        letters.append("".join(named.letters))
        first = named.start if first < 0 else first
        last = named.end
    if len(letters) < 2 or len(letters) * 2 < len(heads):
        return None
    return Named(tuple(letters), first, last)


def _inline(text: str, start: int, end: int, names: Grammar) -> Named | None:
    """`1. D, 2. A, 3. B` in one line, and nothing else."""
    if end - start > _LONGEST * 12:
        return None
    found = list(_PAIR.finditer(text, start, end))
    numbers = [int(match["number"]) for match in found]
    if len(found) < 2 or numbers != list(range(numbers[0], numbers[0] + len(found))):
        return None
    if any(char.isalnum() for char in _PAIR.sub("", text[start:end])):
        return None
    letters = tuple([match["letter"] for match in found])
    if not set(letters) <= set(names.letters):
        return None
    return Named(letters, found[0].start("letter"), found[-1].end())


def _consecutive(heads: list[re.Match[str]]) -> list[re.Match[str]]:
    """The run of headings whose numbers ascend by one from the first."""
    run: list[re.Match[str]] = []
    for head in heads[: 4 * _LONGEST]:
        if not run or int(head["number"]) == int(run[-1]["number"]) + 1:
            run.append(head)
    return run


def _section(text: str, head: re.Match[str], limit: int, names: Grammar) -> Named | None:
    """The answer of one section: what its last cue announces, or a letter alone."""
    place = head.end()
    for cue in _ANSWER.finditer(text, head.start(), limit):
        place = cue.end()
    named = names.read(text, place, limit)
    if named is None:
        return None
    if place > head.end() or text[head.start() : head.end()].rstrip().endswith(("】", "案")):
        return named
    line = text.find("\n", named.end, limit)
    rest = text[named.end : line if line >= 0 else limit]
    return named if not rest.strip(" .。;；,，") or rest[:1] in ".):：" else None
