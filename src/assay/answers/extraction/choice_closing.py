"""Where a response ends that goes on to other questions, and what is suspect about its claims."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assay.answers.extraction import flags
from assay.answers.extraction.choice_claims import Claim
from assay.answers.extraction.choice_content import fold
from assay.answers.extraction.choice_letters import Grammar
from assay.answers.extraction.found import Flag
from assay.answers.extraction.loops import echo, repetition
from assay.answers.extraction.truncation import truncated
from assay.answers.patterns import lazy

__all__ = ["beside", "chosen", "contradiction", "cut", "hedge", "silent"]

_QUESTION = lazy(
    r"\n[ \t]*[#*>\-]{0,4}[ \t]*(?:(?:new |next )?question|problem|exercise|q|human|user|"
    r"instruction|hint|pregunta|frage|"
    r"问题|题目|例题|问|問題|문제)[ \t]*[#(]?\d{0,3}\)?[ \t]*\**[ \t]*[:：]",
    re.IGNORECASE,
)
_ALTERNATIVE = lazy(
    r"\b(?:or|alternativ(?:e|ely)|another (?:possible )?(?:answer|option|choice)|"
    r"(?:could|might|may) also|otherwise|possibly|perhaps|maybe|also|oder|ou|o)\b|或者|也可能",
    re.IGNORECASE,
)
_CORRECTION = lazy(
    r"\b(?:wait|actually|correct\w*|mistake|error|sorry|instead|hold on|re-?check|oops|let me|no|"
    r"wrong|incorrect|final|finally|overall|conclusion|therefore|thus|hence|so|revis\w*|re-?evaluat\w*|but|"
    r"however|best|answer:)\b|"
    r"更正|错误|其实|应该|最终|综上|所以|因此|故",
    re.IGNORECASE,
)
_ALSO = lazy(
    r"[\s,;.]{0,3}(?:or|but|though|although|however)?[^.\n]{0,20}\b(?:could|might|may|can)\s"
    r"(?:well\s|also\s|possibly\s){0,2}be\s|[\s,;.]{0,3}(?:或者?|但)?[^。\n]{0,8}也可能是",
    re.IGNORECASE,
)
_NEAR = 120
_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_BESIDE = 16
_BESIDE_MOST = 200


def cut(text: str, end: int, claims: Sequence[Claim]) -> int:
    """Where what belongs to the question ends, after the first announced answer."""
    first = next((claim for claim in claims if claim.weight == 3), None)
    if first is None:
        return end
    further = _QUESTION.search(text, first.named.end, end)
    return end if further is None else further.start()


def chosen(claims: Sequence[Claim]) -> Claim | None:
    """The last of the weightiest claims; a mere mention where there is but one option mentioned."""
    if not claims:
        return None
    top = max(claim.weight for claim in claims)
    best = [claim for claim in claims if claim.weight == top]
    if top == 1 and len({claim.named.letters for claim in best}) > 1:
        return None
    return best[-1]


def hedge(
    text: str, claims: Sequence[Claim], final: Claim, names: Grammar, *, several: bool
) -> Flag | None:
    """Several different answers: joined by "or", listed, or side by side without a correction."""
    named = final.named
    if not several and named.alternative:
        return Flag("hedge", f"it offers {' or '.join(named.letters)}", named.start, named.end)
    if not several and len(named.letters) > 3 and "".join(named.letters) in _ALPHABET:
        return Flag("shotgun", "it names four options and more", named.start, named.end)
    also = _ALSO.match(text, named.end)
    other = names.read(text, also.end(), len(text)) if also is not None else None
    if other is not None and other.letters != named.letters:
        why = f"it offers {','.join(named.letters)}, but perhaps {','.join(other.letters)}"
        return Flag("hedge", why, named.start, other.end)
    before = [c for c in claims if c.start < final.start and c.weight == final.weight]
    if not before or set(before[-1].named.letters) & set(named.letters):
        return None
    between = text[before[-1].named.end : final.start][-_NEAR:]
    beside = len(between.strip()) <= _BESIDE or _ALTERNATIVE.search(between) is not None
    if beside and len(between) < _NEAR and _CORRECTION.search(between) is None:
        why = f"it offers {','.join(before[-1].named.letters)} and {','.join(named.letters)}"
        return Flag("hedge", why, before[-1].start, named.end)
    return None


def beside(text: str, end: int, final: Claim) -> str:
    """What stands on the line behind a letter."""
    line = text.find("\n", final.named.end, end)
    stop = min(line if line >= 0 else end, final.named.end + _BESIDE_MOST)
    return text[final.named.end : stop].strip(" .:)-–*")


def contradiction(content: str, final: Claim, options: Mapping[str, str]) -> Flag | None:
    """The content beside the letter is that of another option."""
    letters = final.named.letters
    if not options or len(letters) != 1 or letters[0] not in options:
        return None
    said = fold(content)
    if not said or said.startswith(fold(options[letters[0]])):
        return None
    other = next((name for name, content in options.items() if fold(content) == said), None)
    if other is None:
        return None
    return Flag(
        "contradiction",
        f"it names {letters[0]} beside the content of {other}",
        final.start,
        final.named.end,
    )


def silent(text: str, start: int, end: int, question: str) -> tuple[Flag, ...]:
    """Why a response claims nothing."""
    found = (
        flags.blank(text, start, end),
        echo(text, start, end, question),
        repetition(text, start, end),
        flags.refusal(text, start, end),
        flags.pleading(text, start, end, instead=True),
        truncated(text, start, end, [], stated=False),
    )
    raised = tuple([flag for flag in found if flag is not None])
    return raised or (Flag("empty", "it names no option", start, end),)
