"""Claims by layout: a letter alone on the last line or the first, `CCCCC`, a line "(C) content"."""

from __future__ import annotations

import re

from assay.answers.extraction.choice_claims import Claim, lists, own
from assay.answers.extraction.choice_letters import Grammar, Named
from assay.answers.patterns import lazy

__all__ = ["by_layout", "closing", "trimmed"]

_JUNK = lazy(r"(?:\s|<[/|]?[a-z_|]{1,16}>|```|\\\]|\\\)|\$\$|\*\*)+\Z")
_REST = lazy(r"[\s.。!！,，、:：;；)\]}*_`'\"]*")
_LABEL = lazy(r"\s?[.):：、）\]]|\s[-–—:]\s")
_REASON = lazy(r"\s*[,，]?\s*(?:because|since|as|is|—|-|–|\(|\[|因为)")
_LEAD = lazy(
    r"(?:\s{0,2}[^\w\s()\[\]{}\\$*\"'“”‘’`_.:]{1,3}\s{0,2}|"
    r"\s{0,2}(?:so|thus|hence|therefore|then|it(?:'s| is)|this is|that(?:'s| is)|"
    r"(?:it )?(?:must|has to|should|would) be|"
    r"i(?: would|'d)? (?:think|believe|guess|say)|definitely|probably|certainly|clearly|either|"
    r"both|c'est|es|la|所以|因此|故|应该是?|是|答)(?:\b|(?<=[\u4e00-\u9fff]))[,，:：]?\s{0,2}){1,4}",
    re.IGNORECASE,
)
_VERB = lazy(r"\b(?:is|are|was|were)[:\s]\s{0,2}")
_DENIAL = lazy(
    r"\b(?:not|no|never|neither|wrong|incorrect|false|except|if|whether|options|choices|statements)\b|n['’]t\b|\?"
)
MAX_CLOSING = 160
"""Characters of a response whose last words may name its options."""
_RUN = lazy(r"([A-Z])\1{3,}")
_LISTED = lazy(
    r"(?i:(?:[\s*-]{0,6}(?:option|choice|选项)[\s_]?)?)[\s*(（\[>-]{0,8}([A-Z])[.):：、）\]]"
)


def trimmed(text: str, start: int, end: int) -> int:
    """Where the text ends without the closing marks of chat templates and displays."""
    while end > start and text[end - 1].isspace():
        end -= 1
    if end == start or text[end - 1] not in ">`])$*":
        return end
    low = max(start, end - 160)
    junk = _JUNK.search(text[low:end])
    return end if junk is None else low + junk.start()


def by_layout(text: str, start: int, end: int, names: Grammar) -> list[Claim]:
    """Claims of the first line, the last line, and of a letter repeated near the end."""
    while start < end and text[start].isspace():
        start += 1
    low = text.rfind("\n", start, end) + 1
    only = low <= start
    found: list[Claim] = []
    if not only:
        high = text.find("\n", start, end)
        found += _line(text, start, high, names, "first_line", end)
    found += _line(text, max(low, start), end, names, "whole" if only else "last_line", end)
    if not any(claim.weight == 3 for claim in found):
        found += _repeated(text, start, end, names)
    return found


def _line(text: str, start: int, end: int, names: Grammar, rule: str, last: int) -> list[Claim]:
    if end - start > 400:
        return []
    named = names.read(text, start, end)
    if named is None:
        return [] if rule == "first_line" else _led(text, start, end, names, rule)
    rest = _REST.match(text, named.end, end)
    if rest is not None and rest.end() == end:
        return [Claim(named, rule, 2 if rule == "first_line" else 3)]
    if len(named.letters) > 1 or lists(text, named, last, names):
        return []
    if _listing(text, start, end, last, named, rule):
        return []
    labelled = text[named.end - 1] in ")]}:" or _LABEL.match(text, named.end, end)
    if labelled or (rule != "first_line" and _REASON.match(text, named.end, end)):
        return [Claim(named, rule, 2)]
    return []


def _led(text: str, start: int, end: int, names: Grammar, rule: str) -> list[Claim]:
    """A line such as "So C." or "→ C"."""
    lead = _LEAD.match(text, start, end)
    named = names.read(text, lead.end(), end) if lead is not None else None
    if named is None:
        return []
    rest = _REST.match(text, named.end, end)
    return [Claim(named, rule, 2)] if rest is not None and rest.end() == end else []


def _listing(text: str, start: int, end: int, last: int, named: Named, rule: str) -> bool:
    """Whether a line is one of a list of options."""
    letter = named.letters[0]
    if rule == "first_line":
        follower = _LISTED.match(text, min(end + 1, last), last)
        return follower is not None and follower[1] == chr(ord(letter) + 1)
    before = text.rfind("\n", 0, max(start - 2, 0)) + 1
    leader = _LISTED.match(text, before, start)
    return leader is not None and leader[1] == chr(ord(letter) - 1)


def closing(text: str, start: int, end: int, names: Grammar) -> Claim | None:
    """Options at the very end of a short response: "The planets are A and B."."""
    if end - start > MAX_CLOSING:
        return None
    for verb in _VERB.finditer(text, start, end):
        said = text[start : verb.start()]
        named = names.read(text, verb.end(), end)
        if named is None or _DENIAL.search(said) is not None or not own(said):
            continue
        rest = _REST.match(text, named.end, end)
        if rest is not None and rest.end() == end:
            return Claim(named, "closing", 2)
    return None


def _repeated(text: str, start: int, end: int, names: Grammar) -> list[Claim]:
    """A letter four times and more, as some ask for."""
    if names.scheme != "letters":
        return []
    return [
        Claim(Named((match[1],), match.start(), match.end()), "repeated", 3)
        for match in _RUN.finditer(text, max(start, end - 300), end)
        if match[1] in names.letters
    ]
