"""What is suspect about a response: each function looks for one thing, and finds it or not.

A flag states a fact; whether it fails an answer is for the policy. Refusals are looked for only
where no answer is stated. Many answers, loops and echoes, and texts that break off have modules of
their own.
"""

from __future__ import annotations

import re
from functools import cache

from assay.answers.extraction.found import Flag
from assay.answers.patterns import lazy

__all__ = [
    "blank",
    "left_open",
    "pleading",
    "praised",
    "refusal",
]


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """What is sought in few responses is compiled when it is first sought."""
    return re.compile(pattern, re.IGNORECASE)


_NOTHING = lazy(
    r"(?:(?:the|final|my|thought|let['’]?s|think|about|this|step|by|solve|problem|question|"
    r"solution|answer|"
    r"process|reasoning|result|response|output|conclusion|explanation|okay|ok|sure|here|is|we|"
    r"will|now|"
    r"respuesta|réponse|antwort|lösung|ответ|решение)\b|"
    r"</?[a-z_]{1,20}>|解答?|解析|答案?|かいせつ|答え|[^\w∅∞<>=≤≥±%√]|_)*\Z",
    re.IGNORECASE,
)
_REFUSAL = (
    r"\b(?:i(?:['’]m| am)? (?:sorry|afraid)|(?:i|we) (?:cannot|can['’]?t|can not|won['’]t|"
    r"will not|could not|couldn['’]t) (?:help|assist|answer|provide|solve|determine|give|"
    r"complete|do|"
    r"comply|fulfil)|"
    r"i(?:['’]m| am) (?:unable|not able)|as an ai|i do(?: not|n['’]t) know|i have no idea|"
    r"i must decline|my apologies|i apologi[sz]e|je suis désolé|lo siento|es tut mir leid|"
    r"mi dispiace|"
    r"sinto muito|извините|не могу)\b|抱歉|对不起|無法|无法(?:回答|确定|帮助|提供|解答)|"
    r"申し訳|죄송"
)
_LACKS = (
    *("provide", "information", "data", "be determined", "be answered", "be given", "be solved"),
    *("possible to", "difficult to", "without"),
)
_UNDECIDED = (
    r"please (?:provide|upload|share)|\b(?:not enough|insufficient|not sufficient|"
    r"enough) information|"
    r"information (?:provided )?is (?:not enough|insufficient|not provided)|"
    r"without (?:any |further |more |additional |specific |the |an? )+(?:information|data|"
    r"details|image|picture|diagram)|"
    r"(?:cannot|can['’]?t|can not|could not) be (?:determined|provided|answered|given|solved)|"
    r"(?:not possible|impossible|difficult) to (?:determine|provide|answer|solve|give)"
)
_UNSURE = (
    r"\b(?:i(?:['’]m| am) (?:not|un)\s?(?:sure|certain)|"
    r"i (?:cannot|can['’]?t|can not) (?:tell|say))\b"
    r"[^\d$\\\n]{0,200}\Z"
)
_UNSURES = ("sure", "certain", "tell", "say")
_REGRETS = (
    *(
        "sorry",
        "afraid",
        "cannot",
        "can't",
        "can’t",
        "can not",
        "won't",
        "could not",
        "couldn",
        "unable",
    ),
    *(
        "not able",
        "as an ai",
        "know",
        "no idea",
        "decline",
        "apolog",
        "désolé",
        "lo siento",
        "leid",
    ),
    *(
        "dispiace",
        "sinto muito",
        "извините",
        "не могу",
        "抱歉",
        "对不起",
        "無法",
        "无法",
        "申し訳",
        "죄송",
    ),
)
_COMMANDING = (
    r"\b(?:mark|grade|score|rate|accept|judge|consider|treat|label|evaluate)\s(?:this|it|my)\b"
    r"[^.\n]{0,30}\b(?:as|with|to be)\b[^.\n]{0,20}\b(?:correct|right|marks?|points?|accepted|"
    r"passed)|"
    r"\bignore (?:all |any )?(?:the )?(?:previous|prior|above|earlier) (?:instructions|rules|"
    r"prompts?)|"
    r"\b(?:dear|note to|message to|attention) (?:the )?(?:grader|judge|evaluator|verifier|"
    r"examiner)|"
    r"\bgrader\s?[:：]\s?(?:please |you )?(?:output|print|return|answer|mark|say|give)\b|"
    r"\bgive (?:me|this|it|my)\b[^.\n]{0,20}\b(?:full|maximum) (?:points?|score|marks?|"
    r"credit)\b|请给?满分|判(?:定)?为正确"
)
_HIDDEN = (
    r"<[a-z]{1,12}\s[^<>]{0,80}(?:\bhidden\b|display\s?:\s?none|visibility\s?:\s?hidden|"
    r"font-size\s?:\s?0|opacity\s?:\s?0(?![.\d]))[^<>]{0,80}>[^<>]{0,80}\b(?:answer|boxed)\b"
)
_HIDING = ("hidden", "display", "font-size", "opacity")
_COMMANDS = ("grader", "ignore", "judge", "evaluator", "full ", "maximum ", "满分", "为正确")
_VERBS = ("mark", "grade", "score", "rate ", "accept", "consider", "treat", "label")
_PRAISING = (
    r"\b(?:this|the|my|above|given|provided) (?:final )?(?:answer|solution|response|"
    r"output) (?:is|matches|was|"
    r"should be (?:marked|accepted|considered|judged))\s(?:absolutely |completely |fully |"
    r"entirely |indeed )?"
    r"(?:correct|right|accepted|the (?:reference|gold|ground))|答案正确|"
    r"\b(?:score|grade|verdict|judge?ment|reward|rating)\s?[:=]\s?(?:1(?:\.0+)?\b(?!\d)|correct|"
    r"true|pass|"
    r"a\+?\b|100\s?%|10/10|full)"
)
_PRAISE = lazy(
    r"\W*(?:\\text\s?\{)?\W*(?:(?:the |this |my )?(?:answer |solution )?(?:is )?)?"
    r"(?:correct|right|accepted|pass(?:ed)?|full marks?|100\s?% correct|gold|ground truth|"
    r"reference answer|the (?:correct|right) answer|正确|对)\W*\Z",
    re.IGNORECASE,
)
_TAIL = 600


def blank(text: str, start: int, end: int) -> Flag | None:
    """Nothing is said: blank, punctuation, or a heading without what should follow it."""
    if start < end and (end - start > 120 or _NOTHING.match(text, start, end) is None):
        return None
    return Flag("empty", "there is no answer in the response", start, end)


def refusal(text: str, start: int, end: int, *, bare: bool = False) -> Flag | None:
    """It declines to answer; the bare words "cannot be determined" are an answer."""
    found = None
    for low, high in ((start, min(end, start + _TAIL)), (max(start, end - _TAIL), end)):
        if found is None and _any(_REGRETS, text[low:high].lower()):
            found = _compiled(_REFUSAL).search(text, low, high)
    if found is None and not bare and _any(_LACKS, text[max(start, end - _TAIL) : end].lower()):
        found = _compiled(_UNDECIDED).search(text, max(start, end - _TAIL), end)
    if found is None and _any(_UNSURES, text[max(start, end - _TAIL) : end].lower()):
        found = _compiled(_UNSURE).search(text, max(start, end - _TAIL), end)
    return None if found is None else Flag("refusal", "it declines to answer", *found.span())


def pleading(text: str, start: int, end: int, *, instead: bool) -> Flag | None:
    """It commands the grader or hides an answer; or, `instead` of one, it says that it is right."""
    low = max(start, end - _TAIL)
    tail = text[low:end].lower()
    found = None
    if _any(_COMMANDS, tail) or (_any(_VERBS, tail) and ("correct" in tail or "right" in tail)):
        found = _compiled(_COMMANDING).search(text, low, end)
    if found is None and _any(_HIDING, tail):
        found = _compiled(_HIDDEN).search(text, low, end)
    if found is None and instead:
        found = _compiled(_PRAISING).search(text, low, end)
    return (
        None if found is None else Flag("pleading", "it asks to be marked correct", *found.span())
    )


def _any(words: tuple[str, ...], text: str) -> bool:
    return any(word in text for word in words)


def praised(text: str) -> bool:
    """Whether an answer is nothing but the word for a right one."""
    return len(text) <= 60 and _PRAISE.match(text) is not None


def left_open(text: str) -> bool:
    """Whether an answer is only a placeholder: "?", "...", "___"."""
    return not text.strip("?.…_ -") and text not in ("-", "--")
