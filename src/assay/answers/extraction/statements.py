"""Explicit statements of an answer: "the answer is", "####", 答案, `<answer>`, `{"answer": ...}`.

Sought from the end backwards, at most `MAX_FOUND` of each key in `MAX_HITS` places: a text that
says "the answer is" ten thousand times has said it often enough. A statement whose answer is no
answer ("the answer is reasonable", "the answer is not unique") is none.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from assay.answers.extraction.cues import ASCII_CUES, OTHER_CUES, Cue
from assay.answers.extraction.flags import praised
from assay.answers.extraction.marks import Span
from assay.answers.extraction.phrases import phrase
from assay.answers.extraction.tagged import tagged
from assay.answers.patterns import lazy

__all__ = ["Statement", "fold", "statements"]

MAX_FOUND = 24
MAX_HITS = 120

_NO_ANSWER = lazy(
    r"(?:not|in|on|of|at|by|to|for|from|with|given|obtained|found|as|therefore|unique|reasonable|"
    r"verified|consistent|the same|close|based|based on|simplified|positive|negative|wrong|"
    r"incorrect|invalid|available|unknown|expected|supposed|here|below|above|the following|"
    r"expressed|written|rounded|required|indeed|now|follows|in the form|calculated|determined|"
    r"explained|different|already|then|clear|clearly|obvious|provided|explanation|explained|"
    r"within|between|the|that|what|how|why|this|it|we|i|you|our|my|so|choices?|options?|"
    r"question|key|format|to the (?:question|problem))\Z|"
    r"(?:not|in (?:the|a|terms|this)|as (?:follows|shown)|given (?:by|in)|found (?:by|in)|based on|"
    r"obtained|to (?:be|find|the)|reasonable|consistent|we (?:can|need|have|get)|"
    r"how |what |the (?:number|value|sum|product|same|total|answer|one|option) (?:of|that|as|to|"
    r"which)\b"
    r"(?!.*\d))",
    re.IGNORECASE,
)
_VALUE = lazy(r"[\d$\\∞π√∅]|[零一二三四五六七八九十百千]")
_SECTION = lazy(
    r"(?:step|part|case|method|option|solution|section|question|problem|approach|stage|phase)\b|"
    r"\d{1,2}[.)]\s+[^\W\d_]",
    re.IGNORECASE,
)
MAX_WORDS = 6
"""Words of a line after "####" that may be an answer though the text goes on."""
_MARGIN = 24
_LINE_MARKS = " \t*_#>-`【[(\"'•·"


class Statement(NamedTuple):
    """`lead` is where the words begin that introduce it; `valued` whether it holds mathematics;
    `alone` that its word is an answer only where nothing else is one."""

    lead: int
    start: int
    end: int
    rule: str
    valued: bool = True
    alone: bool = False


def fold(text: str) -> str:
    """The text in lower case, of the same length, so that offsets stay."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)


def statements(text: str, lowered: str, start: int, end: int) -> list[Statement]:
    """All explicit statements in order of their answers."""
    found: list[Statement] = []
    for cue in ASCII_CUES:
        if lowered.find(cue.key, start, end) >= 0:
            _collect(text, lowered, start, end, cue, found)
    if not text.isascii():
        for cue in OTHER_CUES:
            if lowered.find(cue.key, start, end) >= 0:
                _collect(text, lowered, start, end, cue, found)
    found.sort(key=_position)
    return found


def _position(statement: Statement) -> Span:
    return statement.start, statement.end


def _collect(
    text: str, lowered: str, start: int, end: int, cue: Cue, found: list[Statement]
) -> None:
    high, enough = end, len(found) + MAX_FOUND
    for _ in range(MAX_HITS):
        at = lowered.rfind(cue.key, start, high)
        if at < 0 or len(found) >= enough:
            return
        high = at
        if cue.key == "answer" and (field := tagged(text, start, at, end)) is not None:
            if field.low < field.high:
                valued = _VALUE.search(text, field.low, field.high) is not None
                found.append(Statement(*field, valued))
            continue
        if (statement := _stated(text, start, at, end, cue)) is not None:
            found.append(statement)


def _leads(text: str, start: int, at: int) -> bool:
    """Whether only marks of a list or of emphasis stand before it in its line."""
    head = max(start, at - _MARGIN)
    line = text.rfind("\n", head, at) + 1
    return not text[max(line, head) : at].strip(_LINE_MARKS) and (line > 0 or head == start)


def _heads(text: str, low: int, high: int, end: int) -> bool:
    """Whether marks of a heading stand before a heading, not before a final answer."""
    line = text.find("\n", high, end)
    rest = text[high : line if line >= 0 else end].strip(" *_#.\t")
    if rest[:1] in (":", "："):
        return True
    if line < 0 or not text[line:end].strip():
        return False
    if _SECTION.match(text, low, high) is not None:
        return True
    return _VALUE.search(text, low, high) is None or len(text[low:high].split()) > MAX_WORDS


def _alone(text: str, start: int, at: int, low: int, high: int, end: int) -> bool:
    """Whether a single word after a colon is the last line, as in "Answer: in": then it is meant,
    whatever word it is."""
    if not text[low:high].isalpha() or not _leads(text, start, at):
        return False
    return ":" in text[at:low] and not text[high:end].strip(" \t\n.*_`\"'")


def _stated(text: str, start: int, at: int, end: int, cue: Cue) -> Statement | None:
    if cue.line and not _leads(text, start, at):
        return None
    matched = cue.match(text, at, end)
    if matched is None:
        return None
    low, high = phrase(text, matched.end(), end)
    if low >= high:
        return None
    said = text[low:high]
    alone = _NO_ANSWER.match(said) is not None
    if praised(said) or (alone and not _alone(text, start, at, low, high, end)):
        return None
    if cue.rule == "hashes" and _heads(text, low, high, end):
        return None
    return Statement(at, low, high, cue.rule, _VALUE.search(said) is not None, alone)
