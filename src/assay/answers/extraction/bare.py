"""Whether a whole text is nothing but an answer: no prose, or a few words without a verb."""

from __future__ import annotations

import re

from assay.answers.extraction.marks import COMMAND
from assay.answers.patterns import lazy

__all__ = ["THEREFORE", "bare"]

MAX_BARE = 1_000
"""Characters of a response that may be an answer as a whole."""

THEREFORE = lazy(
    r"\W*(?:(?:therefore|thus|hence|so|consequently|finally|in conclusion|in total|overall|"
    r"altogether|donc|ainsi|also|daher|deshalb|por lo tanto|por tanto|así|quindi|dunque|portanto|"
    r"logo|следовательно|значит|итак|таким образом)(?!\w)|"
    r"因此|所以|综上|故|したがって|よって|따라서)",
    re.IGNORECASE,
)
"""How a sentence begins that concludes."""
_WORD = lazy(r"[^\W\d_]{2,}")
_VERB = lazy(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|should|must|need|needs|get|gets|"
    r"equals|there|we|let|find|therefore|thus|hence|since|because|so|est|sont|es|son|ist|sind|"
    r"aura|auront|coûte|gagne|reste|restent|hay|tiene|quedan|cuesta|hat|kostet|bleiben|ha|costa|"
    r"restano|tem|custa|restam)\b|"
    r"[是为有因所以得解设由则]|我们|首先|然后|可以",
    re.IGNORECASE,
)
_PREFACED = lazy(
    THEREFORE.pattern + r"|\s*#{1,6}\s[^\n]*\n|[\W_]*(?:\\text\s?\{)?[\W_]*(?:final |the |my )*"
    r"(?:result|solution|output|answer|conclusion|total)"
    r"\b[^\n]{0,3}(?:[:：=}]|\s[-–—]\s)|.{1,200}\n\s*(?:=>|⇒|→|∴|\\therefore)",
    re.IGNORECASE,
)
_DERIVED = lazy(r"\\\\\s*&?\s*(?:=|\\approx|\\implies|\\Rightarrow)")
_ALIGNED = ("\\begin{align", "\\begin{split", "\\begin{gather", "\\begin{eqnarray")
_QUALIFIED = lazy(r"([^\n]{1,200}?),?\s(?:where|for (?:all|any|every|some)|such that)\s")
_TOLD = lazy(r"(?:the|this|that|it|hence|we|in|on|at|for|if|based)\s", re.IGNORECASE)


def bare(text: str, start: int, end: int) -> bool:
    """Whether a response is nothing but an answer: no prose, or a few words without a verb."""
    if end - start > MAX_BARE:
        return False
    body = text[start:end]
    if body.startswith("\\begin{") and body.endswith("}"):
        return not body.startswith(_ALIGNED) or _DERIVED.search(body) is None
    words = _prose(body)
    if _PREFACED.match(body) is not None or "```" in body.strip("`"):
        return False
    qualified = _QUALIFIED.match(body)
    if qualified is not None and _prose(qualified.group(1)) <= 2:
        return True
    if words > 3 and body.endswith("."):
        return False
    if _TOLD.match(body) is not None and _VERB.search(body) is not None:
        return False
    if words <= 2 and "\n\n" not in body:
        return True
    return words <= 12 and "\n" not in body and _VERB.search(body) is None


def _prose(body: str) -> int:
    """How many words there are that are no mathematics."""
    return sum(map(_weight, _WORD.findall(COMMAND.sub(" ", body))))


def _weight(word: str) -> int:
    """How many words a run of letters is; Chinese and Japanese write them together."""
    return 1 if word[0] < "\u2e80" else (len(word) + 1) // 2
