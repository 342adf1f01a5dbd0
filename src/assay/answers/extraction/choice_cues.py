r"""The table of claims: the words by which a response names an option as its answer.

A cue has a `key`, sought as a plain string in the lower-cased text, and a pattern that must match
from the key on and ends just before the option. `weight` is how much the claim says: 3 an
answer announced, 2 an option preferred, 1 an option mentioned or proposed. A claim of a lower
weight counts only where there is none of a higher.
"""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["CUES", "OTHER_CUES", "REMOTE_CUES", "Cue"]


class Cue(NamedTuple):
    """One way to claim an option; the pattern is completed by the grammar of its name."""

    key: str
    pattern: str
    rule: str
    weight: int = 3


_COLON = r"[*_`'\"”)\]】»]{0,4}\s{0,3}(?:[:：=]|->|→|⇒|\s[-–—]{1,2}\s)\s{0,3}"
_SOFTLY = (
    r"(?:,?\s+(?:therefore|thus|then|hence|most|likely|probably|definitely|clearly|indeed|simply|just|"
    r"also|now|either|both|only|as follows|given by|to be|in fact|actually|obviously|certainly|"
    r"option|choice|the one|not .{1,6}?,? but(?: rather)?|rather|instead|still|,|best|labell?ed|"
    r"represented by|listed as|found in|marked)){0,5}"
)
_IS = rf"(?:\b(?:is|are|be|being|remains|becomes|equals|as)\b|=){_SOFTLY}\s*[:：]?"
_GAP = r"[^\n.:;?!。：；]"
_WORDS = r"(?:\s(?!\(?[A-Z]\b)[^\s.:;?!]{1,20}){0,12}?"

CUES: tuple[Cue, ...] = (
    Cue("answer", rf"answers?(?:{_COLON}|{_GAP}{{0,100}}?{_IS})", "answer"),
    Cue(
        "answer",
        r"answers?[*_#'\" \t]{0,4}[:：]?[*_ \t]{0,4}(?:\n\s{0,3}|[ \t]+(?=[(\[*]))",
        "answer",
        2,
    ),
    Cue("solution", rf"solution(?:{_COLON}|{_GAP}{{0,60}}?{_IS})", "answer"),
    Cue("choice", rf"choices?{_WORDS}(?:\s+{_IS}|{_COLON})", "option"),
    Cue("option", rf"options?{_WORDS}(?:\s+{_IS}|{_COLON})", "option"),
    Cue("answer>", r"(?<!/)answer>\s{0,3}", "answer"),
    Cue("ans:", r"\bans:\s{0,3}", "answer"),
    Cue("ans.", r"\bans\.\s?[:=]?\s{0,3}", "answer"),
    Cue("####", r"####", "hashes"),
)
"""Cues of plain English, sought in every response."""

_EU_GAP = r"(?:\s+(?!no\b|ne\b|nicht\b|non\b|não\b)[^\s.:;?!]{1,20}){0,6}?"
_EU_SOFTLY = (
    r"(?:\s(?:donc|alors|por (?:lo )?tanto|also|daher|somit|quindi|dunque|portanto|la|el|a|il|die|"
    r"letra|lettre|lettera|Buchstabe|"
    r"(?:la |l'|die )?(?:option|opción|opção|opzione|réponse|alternativa))){0,3}"
)
_ZH_IS = (
    r"(?:应该|应当|应|就|即|可能|便|也|只能|只有)?(?:是|为|為|等于|选择?|選擇?|填)?"
    r"[】\])）*\s]{0,6}[:：=是为]?\s{0,3}"
)

_UNCHOSEN = "".join(
    [rf"(?<!{word})" for word in ("不", "不能", "不应", "不可", "不會", "不会", "别", "若", "如果")]
)
OTHER_CUES: tuple[Cue, ...] = (
    Cue("答案", rf"答案(?!错|不)[\u4e00-\u9fff“”]{{0,12}}?{_ZH_IS}", "answer"),
    Cue("选", rf"{_UNCHOSEN}选(?!项|出|用|手|拔|举)(?:择|取)?[:：]?\s{{0,2}}", "chosen"),
    Cue("選", rf"{_UNCHOSEN}選(?!項|出|用|手|拔|舉)(?:擇|取)?[:：]?\s{{0,2}}", "chosen"),
    Cue("的是", r"的是[:：]?\s{0,2}", "answer", 2),
    Cue(
        "选项",
        r"(?<=[确佳合的])选项(?:应该|应当|应|就|只有|只能)?(?:是|为|選|选)[:：]?\s{0,2}",
        "option",
    ),
)
"""Cues with Chinese characters."""


def _remote(key: str, verbs: str) -> Cue:
    return Cue(
        key, rf"{key}(?:{_COLON}|{_EU_GAP}\s+(?:{verbs})(?!\w){_EU_SOFTLY}\s*[:：]?\s?)", "answer"
    )


REMOTE_CUES: tuple[Cue, ...] = (
    _remote("réponse", "est|serait|sera"),
    _remote("reponse", "est|serait|sera"),
    _remote("respuesta", "es|sería|será"),
    _remote("opción", "es|sería|será"),
    _remote("opcion", "es|sería|será"),
    _remote("antwort", "ist|lautet|wäre|sind"),
    _remote("lösung", "ist|lautet|wäre|sind"),
    _remote("risposta", "è|e'|sarebbe|sono"),
    _remote("resposta", "é|e|seria|será"),
    _remote("alternativa", "é|e|seria|es|será"),
    _remote("ответ", "—|-|это"),
    Cue(
        "richtig",
        r"richtig (?:ist|sind|wäre)(?: (?:also|daher|nur))?(?: die)?(?: Antwort| Option)?\s?:?\s",
        "answer",
    ),
    Cue("答え", r"答え(?:は|[:：])\s{0,2}", "answer"),
    Cue("正解", r"正解(?:は|[:：])?\s{0,2}", "answer"),
    Cue("답", r"답(?:은|는|[:：])\s{0,2}", "answer"),
    Cue("الإجابة", r"الإجابة(?:\s\w{1,12})?\s?(?:هي|هو|[:：])\s{0,2}", "answer"),
    Cue("الجواب", r"الجواب(?:\s\w{1,12})?\s?(?:هي|هو|[:：])\s{0,2}", "answer"),
    Cue("उत्तर", r"उत्तर\s?(?:है|[:：])?\s{0,2}", "answer"),
    Cue("đáp án", r"đáp án(?:\s\w{1,8}){0,2}?\s?(?:là|[:：])\s{0,2}", "answer"),
    _remote("odpowiedź", "to|jest"),
    _remote("antwoord", "is"),
    _remote("svaret", "är"),
    _remote("jawaban", "adalah|ialah"),
    _remote("jawabannya", "adalah|ialah"),
    _remote("cevap", "şu"),
    Cue("정답", r"정답(?:은|는|[:：])?\s{0,2}", "answer"),
    Cue("statement", rf"statements?{_WORDS}\s+{_IS}", "answer", 2),
    Cue("conclusion", rf"conclusion{_COLON}", "answer"),
    Cue("correct", rf"correct(?:ed)?{_COLON}", "answer"),
    Cue("key", rf"\bkey{_COLON}", "answer"),
    Cue("final", r"final(?: string| output| choice| decision| selection)?\s?[:：]\s?", "answer"),
    Cue(
        "string",
        rf"(?:string|output|response|letter|selection|verdict|result)s?{_GAP}{{0,40}}?(?:{_IS}|{_COLON})",
        "answer",
        2,
    ),
)
"""Cues of other languages and less usual words, sought where nothing else announces an answer."""
