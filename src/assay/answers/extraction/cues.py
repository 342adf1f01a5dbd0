"""The table of statements: the words after which a response states its answer.

A rule has a `key`, sought as a plain string in the lower-cased text, and a pattern which must match
from the key on; what follows the match is the answer. Where `line` is set, the key must begin its
line (marks of a list or of emphasis aside). Patterns hold no nested repetition, and gaps between
words are bounded.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

__all__ = ["ASCII_CUES", "OTHER_CUES", "Cue"]


class Cue(NamedTuple):
    """One way to state an answer; `rule` is its name in an `Extraction`."""

    key: str
    pattern: str
    rule: str
    line: bool = False

    def match(self, text: str, at: int, end: int) -> re.Match[str] | None:
        """The words at `at` that introduce an answer."""
        return _compiled(self.pattern).match(text, at, end)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Few cues occur in a response: a pattern is compiled when its key is first found."""
    return re.compile(pattern, re.IGNORECASE)


_COLON = r"\s{0,3}[\"'*_`)\]】]{0,4}\s{0,3}(?::|：|=>|->|→|=)"
_SOFT = (
    r"(?:\s{1,3}(?:therefore|thus|then|hence|indeed|simply|just|also|now|still|actually|clearly))?"
)


def _cue(key: str, pattern: str, rule: str, *, line: bool = False) -> Cue:
    return Cue(key, pattern, rule, line)


ASCII_CUES: tuple[Cue, ...] = (
    _cue(
        "answer",
        r"answers?(?:\s{0,4}\([^()\n]{1,40}\))?(?:"
        + _COLON
        + r"|\s{1,2}[-–—]\s|"
        + r"[*_\"']{0,3}(?:,?\s{1,3}[^\s.:;,()$\\]{1,24}){0,8}?,?\s{1,3}(?:is|are|was|be|equals|"
        + r"becomes|=)(?![a-z])"
        + _SOFT
        + r"(?:\s{0,2}:)?|[ \t]{0,3}[*_#]{0,3}[ \t]{0,3}\n|\s{1,3}(?=\\[(\[]|\$|-?\d))",
        "answer",
    ),
    _cue("final result", r"final result(?:" + _COLON + r"|\s{1,3}(?:is|=)(?![a-z]))", "answer"),
    _cue("result", r"results?\s{0,2}[*_]{0,2}\s?[:：]", "answer", line=True),
    _cue("####", r"####[ \t]*(?!#)", "hashes", line=True),
    _cue("a:", r"a:[ \t]*", "answer", line=True),
    _cue("ans", r"ans(?:\s{0,4}[.:=]|\s{0,4}：|\.?\s{1,3}(?:is|are)\b)", "answer", line=True),
    _cue(
        "respuesta",
        r"respuesta(?:\s{1,3}\w{1,24}){0,3}?(?:" + _COLON + r"|\s{1,3}(?:es|son|sería)\b)",
        "answer",
    ),
    _cue(
        "antwort",
        r"antwort(?:\s{1,3}\w{1,24}){0,3}?(?:" + _COLON + r"|\s{1,3}(?:ist|lautet|sind|wäre)\b)",
        "answer",
    ),
    _cue(
        "risposta",
        r"risposta(?:\s{1,3}\w{1,24}){0,3}?(?:" + _COLON + r"|\s{1,3}(?:è|e'|sono|sarebbe)(?!\w))",
        "answer",
    ),
    _cue("antwoord", r"antwoord(?:" + _COLON + r"|\s{1,3}is\b)", "answer"),
    _cue("jawaban", r"jawaban(?:nya)?(?:" + _COLON + r"|\s{1,3}adalah\b)", "answer"),
    _cue("cevap", r"cevap" + _COLON, "answer"),
    _cue(
        "resposta",
        r"resposta(?:\s{1,3}\w{1,24}){0,3}?(?:" + _COLON + r"|\s{1,3}(?:é|e|são|seria)(?!\w))",
        "answer",
    ),
    _cue(
        "reponse",
        r"reponse(?:\s{1,3}\w{1,24}){0,3}?(?:" + _COLON + r"|\s{1,3}(?:est|sont|serait)\b)",
        "answer",
    ),
)
"""Keys of ASCII letters only."""

_ZH_IS = (
    r"\s{0,3}(?:应该|应当|应|就|即|可能|便|也)?\s{0,3}(?:是|为|為|等于|等於|选择?|選擇?|填)?"
    r"\s{0,3}[】\])）*]{0,4}\s{0,3}[:：=]?"
)

OTHER_CUES: tuple[Cue, ...] = (
    _cue("答案", r"答案" + _ZH_IS, "answer"),
    _cue("故选", r"故选择?\s{0,4}[:：]?\s{0,4}", "answer"),
    _cue("故選", r"故選擇?\s{0,4}[:：]?\s{0,4}", "answer"),
    _cue("故填", r"故填\s{0,4}[:：]?\s{0,4}", "answer"),
    _cue("答", r"答\s{0,3}[:：]", "answer", line=True),
    _cue(
        "réponse",
        r"réponse(?:\s{1,3}\w{1,24}){0,3}?(?:" + _COLON + r"|\s{1,3}(?:est|sont|serait)\b)",
        "answer",
    ),
    _cue(
        "ответ",
        r"ответ(?:ом|а)?(?:\s{1,3}\w{1,24}){0,3}?\s{0,3}(?:[:：=\-–—]|равен|является|это)",
        "answer",
    ),
    _cue("відповідь", r"відповідь\s{0,4}[:\-–—]\s{0,4}", "answer"),
    _cue(
        "odpowiedź", r"odpowiedź(?:\s{1,3}\w{1,24}){0,2}?(?:" + _COLON + r"|\s{1,3}to\b)", "answer"
    ),
    _cue("正解", r"正解\s{0,4}(?:は|[:：])\s{0,4}[、,]?\s{0,4}", "answer"),
    _cue("الجواب", r"الجواب(?:\s{1,3}\w{1,24}){0,2}?\s{0,4}(?:هو|هي|:)\s{0,4}", "answer"),
    _cue("đáp án", r"đáp án(?:\s{1,3}\w{1,8}){0,2}?\s{0,4}(?:là|:)\s{0,4}", "answer"),
    _cue("svaret", r"svaret(?:\s{1,3}är\b|" + _COLON + ")", "answer"),
    _cue("答え", r"答え?\s{0,4}(?:は|[:：])\s{0,4}[、,]?\s{0,4}", "answer"),
    _cue("解答", r"解答\s{0,4}(?:は|[:：])\s{0,4}[、,]?\s{0,4}", "answer"),
    _cue("답", r"답(?:변)?\s{0,4}(?:은|는|:|：)\s{0,4}", "answer"),
    _cue("الإجابة", r"الإجابة(?:\s{1,3}\w{1,24}){0,2}?\s{0,4}(?:هي|:)\s{0,4}", "answer"),
    _cue("उत्तर", r"उत्तर\s{0,4}(?:है|:)\s{0,4}", "answer"),
)
"""Keys that are found only in a text with other letters."""
