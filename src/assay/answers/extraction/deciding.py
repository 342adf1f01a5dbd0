"""Which of several announced answers counts, and whether the response hedges between them.

The last one counts, except that a box is not overruled by mere prose after it: there a different
answer must follow a word of correction. Two that are offered side by side, or as alternatives, are
a hedge.
"""

from __future__ import annotations

import re

from assay.answers.extraction.explicit import Explicit
from assay.answers.extraction.found import Candidate, Flag
from assay.answers.extraction.marks import tighten
from assay.answers.extraction.stretch import Same
from assay.answers.patterns import lazy

__all__ = ["chosen", "doubted", "offered"]

_ALTERNATIVE = lazy(
    r"\b(?:alternativ(?:e|ely|amente)|or (?:else|maybe|perhaps|possibly)|"
    r"another (?:possible )?(?:answer|solution)|"
    r"(?:could|might|may|can) also|otherwise|if (?:that|this) is (?:wrong|incorrect)|if not|"
    r"other possible|"
    r"possibly|perhaps|maybe|o bien|ou bien)\b|或者|另一个|也可能|または|"
    r"\b(?:or|oder|ou)\W{0,4}(?:\w{1,8}\s){0,4}\W{0,4}\Z",
    re.IGNORECASE,
)
_CORRECTION = lazy(
    r"\b(?:wait|actually|correction|corrected|mistake|error|sorry|instead|hold on|recheck|"
    r"re-check|oops|"
    r"let me (?:re|double)|no,|wrong|incorrect|final|overall|in conclusion|therefore|thus|hence|"
    r"revis|re-?calculat|re-?evaluat|re-?examin|but)|更正|错误|其实|应该|最终|综上",
    re.IGNORECASE,
)
_BESIDE = lazy(
    r"(?:\W|(?:the|final|my|so|correct|a|possible|another|second|and|is)\b){0,40}\Z", re.IGNORECASE
)
_NEAR = 160
MAX_BESIDE = 40
"""Characters between two answers that nothing but their announcement separates."""
MAX_WORDS = 30
"""Characters of an answer in words that may overrule a value."""
_DOUBT = lazy(
    r"\W{0,6}\s?(?:\b(?:or|but|though|although)\b[^.\n]{0,30}\b(?:could|might|may|maybe|perhaps|"
    r"possibly|also|else)\b[^.\n]{0,20}?|\(?or\b[^.\n]{0,12}?)([-−]?\d[\d.,/]*(?<=\d)%?)",
    re.IGNORECASE,
)
_OFFERED = lazy(
    r"[\s,;(–—-]{1,4}(?:or|but|though|although)\s(?:it\s|else\s)?(?:may|might|could|maybe|perhaps|"
    r"possibly|alternatively|else)\b.{0,80}\Z|[,;(–—-]\s?(?:maybe|perhaps|possibly)\s.{1,60}\Z",
    re.IGNORECASE,
)
_APPROXIMATELY = lazy(
    r"(?:\W|\\approx|\\text|or|which is|about|approximately|i\.e)*\Z", re.IGNORECASE
)


def chosen(text: str, real: list[Explicit], same: Same) -> tuple[Explicit, Flag | None]:
    """The explicit answer that counts, and the hedge where another stands beside it."""
    last = _last(real)
    others = [one for one in real if one.candidate.start < last.candidate.start]
    if not others:
        return last, None
    before = others[-1]
    fuller = next((one for one in reversed(others) if one.plain != last.plain), before)
    if not last.boxed and _cut_off(fuller.plain, last.plain):
        return fuller, None
    if _agree(before, last, same):
        return (before if before.boxed and not last.boxed else last), None
    return _preferred(text, before, last)


def _last(real: list[Explicit]) -> Explicit:
    """The last one; a long one in words only where none holds a value."""
    last = real[-1]
    if last.valued or len(last.candidate.text) <= MAX_WORDS:
        return last
    return next((one for one in reversed(real) if one.valued), last)


def _preferred(text: str, before: Explicit, last: Explicit) -> tuple[Explicit, Flag | None]:
    """Which of two different answers counts, by what is said between them."""
    between = text[before.end : last.candidate.start][-_NEAR:]
    beside = text[before.end : last.lead][: MAX_BESIDE + 1]
    if ("approx" in beside or "≈" in beside) and _APPROXIMATELY.match(beside) is not None:
        return before, None  # the exact value, and then its decimals
    if _BESIDE.match(beside) is not None:
        return last, _hedge(before, last)
    if _CORRECTION.search(between) is not None:
        return (before if before.boxed and not last.valued else last), None
    if _ALTERNATIVE.search(between) is not None:
        return last, _hedge(before, last)
    if before.boxed and not last.boxed:
        return before, _hedge(before, last) if last.valued else None
    return last, None


def doubted(text: str, final: Candidate, end: int, same: Same) -> Flag | None:
    """The hedge in the words right after an answer: "7, but it might also be 8"."""
    found = _DOUBT.match(text, final.end, min(end, final.end + 120))
    if found is not None and same(final.text, found.group(1)) is False:
        return Flag("hedge", "it offers a second answer", *found.span())
    inside = final.text.find("(or ")
    if inside < 0:
        return None
    return Flag("hedge", "it offers a second answer in brackets", final.start, final.end)


def offered(text: str, final: Candidate) -> tuple[Candidate, Flag | None]:
    """The answer without a second one that it offers itself, and the hedge: "7, or maybe 8"."""
    low = max(final.start, final.end - 100)
    if final.text != text[final.start : final.end] or final.rule.startswith("box"):
        return final, None
    found = _OFFERED.search(text, low, final.end)
    if found is None or found.start() <= final.start:
        return final, None
    low, high = tighten(text, final.start, found.start())
    kept = Candidate(text[low:high], low, high, final.rule)
    return kept, Flag("hedge", "it offers a second answer", *found.span())


def _cut_off(full: str, said: str) -> bool:
    """Whether `said` is the beginning of the number `full`, as where a loop breaks off."""
    rest = full[len(said) :].lstrip(",")
    return (
        said[-1:].isdigit()
        and full.startswith(said)
        and rest[:1] in tuple(".0123456789")
        and rest[1:2] != ""
    )


def _agree(one: Explicit, other: Explicit, same: Same) -> bool:
    """Whether two may say the same, with or without the unit that stands after a box."""
    if one.plain == other.plain or same(one.candidate.text, other.candidate.text) is not False:
        return True
    if one.plain == one.candidate.text and other.plain == other.candidate.text:
        return False
    return same(one.plain, other.plain) is not False


def _hedge(before: Explicit, last: Explicit) -> Flag:
    why = f"it offers {_brief(before)} and {_brief(last)}"
    return Flag("hedge", why, before.candidate.start, last.candidate.end)


def _brief(one: Explicit) -> str:
    said = one.candidate.text
    return said if len(said) <= 40 else said[:39] + "…"
