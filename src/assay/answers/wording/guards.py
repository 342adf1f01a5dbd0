"""Why words that look like the answer are none: denied, withdrawn, one of many, or an echo.

A denial counts where it governs the words ("not X", "rather than X"), not anywhere in the
sentence; a list of alternatives from the sixth on, because people do write "X or Y" for one
thing, or from the fourth where the response is nothing else. NOT covered: irony, quotation of
somebody else's view.
"""

from __future__ import annotations

import re

import msgspec

from assay.answers.patterns import lazy
from assay.answers.wording.judgement import Rule
from assay.answers.wording.passage import Passage
from assay.answers.wording.questions import Question

__all__ = ["Objection", "echoes", "objection"]

_NEAR = 48
_DENIED = lazy(
    r"(?:\b(?:not|never|nor|neither|isn['\u2019]t|wasn['\u2019]t|aren['\u2019]t|weren['\u2019]t"
    r"|rather than|instead of|unlike|other than|except(?: for)?|excluding)"
    r"|\bno longer)(?: [a-z]{1,12}(?:ed|en|wn|de|ng|ght|lt))?"
    r"(?: (?:in|by|on|at|from|to|with|of|for))?(?: (?:the|an?|any|called|known as))?"
    r"(?: [\w.'\u2019-]{1,20}(?: or| nor| and))?[ \"\u201c\u2018'*_(]*$",
    re.IGNORECASE,
)
_DOUBTED = lazy(
    r"\b(?:know|sure|tell|say|determine) (?:if|whether)\b[^.!?\n]{0,24}$", re.IGNORECASE
)
_WITHDRAWN = lazy(
    r"(?:^|[.!?\u2026\u2014\n-]\s*)(?:no,? wait|wait,|wait\b[.!\u2026\u2014-]|correction:"
    r"|scratch that|on second thought|my mistake|i was wrong"
    r"|that(?:'s| is|\u2019s) (?:wrong|incorrect|not right))",
    re.IGNORECASE,
)
_WRONG = lazy(
    r"[\"'”’)*]{0,2}\s(?:is|was|would be)\s(?:wrong|incorrect|not (?:right|correct|the answer))\b",
    re.IGNORECASE,
)
_AWAY = lazy(r"\b(?:(?:far|away) from(?: the)?|(?:fewer|less) than)\s$", re.IGNORECASE)
_BOUNDED = lazy(
    r"\b(?:before|after|(?:more|less|fewer|greater|later|earlier|other) than|at least|at most"
    r"|(?:any|every|no)(?:one|body|thing|where) but|all but|between[^.]{1,20}and)"
    r"(?: the)?\s$",
    re.IGNORECASE,
)
_BELIEVED = lazy(
    r"\b(?:many|most|some|people|often|commonly|popularly)(?: people)? "
    r"(?:think|thought|believe[ds]?|says?|said|assumed?|claim(?:ed)?|guess(?:ed)?)"
    r"(?: that)?(?: it(?:['\u2019]s| is| was))?(?: the)?\s$",
    re.IGNORECASE,
)
_BUT = lazy(r"[^.!?]{0,40}?[,;]?\s(?:but|however|though|yet|actually)\b", re.IGNORECASE)
_MAYBE = lazy(r"\b(?:maybe|perhaps|possibly)(?: the)?\s$", re.IGNORECASE)
_OR_MAYBE = lazy(r"[^.!?]{0,20}?\b(?:maybe|perhaps|possibly)\b", re.IGNORECASE)
_BRIEF = 80
_SEPARATOR = lazy(r"([,;|\n\u2022]| / |\bor\b|\band\b)", re.IGNORECASE)
_SENTENCE = lazy(r"[.!?:](?=\s|$)")
_REACH = 600
_MOST_OR = 5
_MOST_LISTED = 10
_BARE_LIST = 4
_ITEM_WORDS = 4


class Objection(msgspec.Struct, frozen=True, gc=False):
    """What speaks against words that look like the answer."""

    rule: Rule
    why: str


def objection(text: str, start: int, end: int, question: Question) -> Objection | None:
    """What speaks against the words from `start` to `end`, if anything."""
    if _denied(text, start, question):
        return Objection("denied", "names it to deny it")
    if _doubted(text, start):
        return Objection("denied", "names it in doubt")
    if _wronged(text, end) or _AWAY.search(text[max(0, start - _NEAR) : start]) is not None:
        return Objection("denied", "names it to deny it")
    if _bounded(text, start, question):
        return Objection("denied", "names it as a bound, or as what it is not")
    if _contrasted(text, start, end):
        return Objection("denied", "names it beside something else")
    if _withdrawn(text, start, end):
        return Objection("withdrawn", "names it and takes it back")
    if not question.several and (count := _one_of_many(text, start, end, question)):
        return Objection("one-of-many", f"names it as one of {count}")
    return None


def echoes(passage: Passage, first: int, last: int, needle: str, question: Question) -> bool:
    """Whether words of the question stand in the response as they stood in the question."""
    words = passage.core.words
    if any(word.key not in question.keys for word in words[first : last + 1]):
        return False
    if passage.core.text == question.passage.core.text and len(words) >= 4:
        return True
    if question.options:
        return False
    before = words[first - 1].key if first else ""
    after = words[last + 1].key if last + 1 < len(words) else ""
    asked = question.passage.core
    for begin, finish in asked.find(needle):
        if begin and asked.words[begin - 1].key == before:
            return True
        if finish + 1 < len(asked.words) and asked.words[finish + 1].key == after:
            return True
    return False


def _denied(text: str, start: int, question: Question) -> bool:
    found = _DENIED.search(text[max(0, start - _NEAR) : start])
    if found is None:
        return False
    return found[0].split()[0].lower() not in question.passage.text.lower()


def _doubted(text: str, start: int) -> bool:
    return _DOUBTED.search(text[max(0, start - _NEAR) : start]) is not None


def _wronged(text: str, end: int) -> bool:
    return _WRONG.match(text, end) is not None


def _bounded(text: str, start: int, question: Question) -> bool:
    """Whether a short response only bounds the answer: "before 1969", "anyone but her"."""
    found = _BOUNDED.search(text[max(0, start - _NEAR) : start])
    if found is None or len(text) > _BRIEF:
        return False
    return found[0].strip().lower() not in question.passage.text.lower()


def _contrasted(text: str, start: int, end: int) -> bool:
    """Whether it is what many think, or one of two that may be."""
    before = text[max(0, start - _NEAR) : start]
    if _BELIEVED.search(before) is not None:
        return _BUT.match(text, end) is not None
    return _MAYBE.search(before) is not None and _OR_MAYBE.match(text, end) is not None


def _withdrawn(text: str, start: int, end: int) -> bool:
    return _WITHDRAWN.search(text, end, end + _REACH) is not None and (
        text[start:end] not in text[end:]
    )


def _one_of_many(text: str, start: int, end: int, question: Question) -> int:
    """How many an enumeration offers in which the words stand; 0 where they are few."""
    before = _items(text[max(0, start - _REACH) : start], backwards=True)
    after = _items(text[end : end + _REACH], backwards=False)
    count = len(before) + len(after) + 1
    if count > _MOST_LISTED or (
        count > _MOST_OR and not question.options and "or" in (*before, *after)
    ):
        return count
    bare = len(text) <= _BRIEF and len(_SEPARATOR.findall(text)) + 1 == count
    return count if bare and count >= _BARE_LIST and not question.options else 0


def _items(text: str, backwards: bool) -> list[str]:
    """The separators between short items, from the words outwards."""
    text = _SENTENCE.split(text)[-1 if backwards else 0]
    parts = _SEPARATOR.split(text)
    if backwards:
        parts.reverse()
    found: list[str] = []
    for index in range(1, len(parts) - 1, 2):
        near, separator, item = parts[index - 1], parts[index], parts[index + 1]
        if len(item.split()) > _ITEM_WORDS or (index == 1 and len(near.split()) > 2):
            break
        if item.strip():
            found.append(separator.lower())
    return found
