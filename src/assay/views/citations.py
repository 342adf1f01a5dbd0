"""Citations in the form of the APA (7th edition): `citations:assay/1`, `references:assay/1`.

In running text: `(Lee & Roe, 2020, p. 4; Poe, n.d.)`, each of them, and `Poe et al. (2021)`. In a
list of references: a line that begins with `Lee, A. B., & Roe, C. (2020). Title`, or with a group
(`World Health Organization. (2020). Title`). NOT covered: other styles, entries over several lines.
"""

from __future__ import annotations

import re
from bisect import bisect

from assay.views.view import View

__all__ = ["CITATIONS", "REFERENCES"]

Offsets = tuple[int, int]

_YEAR = r"(?:1[5-9]\d\d|20\d\d)[a-z]?|n\.d\.|in press"
_DATED = re.compile(rf"\((?:{_YEAR})(?:, [^()\n]{{1,40}})?\)")
_ENTITLED = re.compile(r"\. {0,2}[*_\"\u201c]{0,3}[^\W_]")
_BRACKETED = re.compile(r"\(([^()\n]{5,400})\)")
_UPPER = "[^\\W\\d_a-z\u00df-\u00f6\u00f8-\u00ff]"
_NAME = f"{_UPPER}(?:[^\\W\\d_]{{1,40}}|(?=['\u2019]))(?:['\u2019\\-][^\\W\\d_]{{1,40}}){{0,3}}"
_CITED = re.compile(
    r"\s{0,3}(?:(?:see|also|cf\.|e\.g\.,?|i\.e\.,?|for example,|as cited in) ){0,3}"
    r"(?:(?:van|von|de|der|den|del|della|di|da|la|le|al) ){0,3}"
    rf"(?P<name>{_NAME})[^;\d]{{0,120}}, (?:{_YEAR})(?!\d)"
)
_CITING = re.compile(rf"{_NAME}(?:['\u2019]s)?")
_MARKER = re.compile(r"[ \t]{0,8}(?:[-*\u2022] |\d{1,3}[.)] |\[\d{1,3}\] ?)?[*_]{0,3}")
_AUTHOR = re.compile(rf"{_NAME}, [^\W\d_a-z]\.|(?:[^\W_]|[ ,&'\u2019.\-]){{3,200}}\.$")
_LONGEST = 320
_DATES = frozenset(
    "January February March April May June July August September October November December Spring "
    "Summer Autumn Fall Winter Figure Table Section Chapter Version Since Until".split()
)


def citations(text: str) -> list[Offsets]:
    """Where the citations in running text are."""
    found: list[Offsets] = []
    entries = references(text)
    for match in _DATED.finditer(text):
        words = text[max(0, match.start() - 60) : match.start()].split()
        if not words or _entry(entries, match.start()):
            continue
        name = words[-1].lstrip('(*_"\u201c')
        known = words[-2:] == ["et", "al."] or _CITING.fullmatch(name) is not None
        if known and name not in _DATES:
            found.append((match.start() - len(name) - 1, match.end()))
    for match in _BRACKETED.finditer(text):
        start = match.start(1)
        for part in match[1].split(";"):
            cited = _CITED.match(part)
            if cited is not None and cited["name"] not in _DATES and not _entry(entries, start):
                found.append((start + len(part) - len(part.lstrip()), start + len(part)))
            start += len(part) + 1
    return sorted(found)


def references(text: str) -> list[Offsets]:
    """Where the entries of a list of references are."""
    found: list[Offsets] = []
    seen = 0
    for match in _DATED.finditer(text):
        if match.start() < seen:
            continue  # a later date of a line that has been looked at
        start = text.rfind("\n", seen, match.start()) + 1 or seen
        end = text.find("\n", match.end())
        end = seen = end if end >= 0 else len(text)
        if match.start() - start <= _LONGEST and _ENTITLED.match(text, match.end()):
            marker = _MARKER.match(text, start, match.start())
            author = text[marker.end() if marker else start : match.start()].strip(" *_\n")
            if author[:1].isupper() and _AUTHOR.match(author) is not None:
                found.append((start, end))
    return found


def _entry(entries: list[Offsets], place: int) -> bool:
    """Whether the place is in an entry of the list of references."""
    low = bisect(entries, (place + 1, 0)) - 1
    return low >= 0 and place < entries[low][1]


CITATIONS = View("citations:assay/1", citations)
REFERENCES = View("references:assay/1", references)
