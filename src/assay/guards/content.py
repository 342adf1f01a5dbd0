"""How much is said: too little to follow anything, or the same over and over.

`vacuous` counts words; where a script does not put spaces between words, a long run counts as
several. No word at all is too little unless a fixed text is asked for. Without an invitation to be
brief, by a check or by the prompt itself ("in one word", "the next number"), one word is too
little, and where the prompt asks for a piece of writing (an essay, a story, a letter) so are fewer
than `PIECE`, where it asks how or why, or to explain or describe, fewer than `EXPLANATION`.

`repetitive` looks at the share of different words in short texts and at how far longer ones
compress: English prose compresses to about 0.45 bytes a character, a loop to a few hundredths.
"""

from __future__ import annotations

import re
import unicodedata
import zlib

from assay.context import Context
from assay.guards.said import said
from assay.response import Response
from assay.views.words import WORDS, first_spans

__all__ = ["EXPLANATION", "PIECE", "repetitive", "vacuous"]

PIECE = 6
EXPLANATION = 4
_SENTENCE = 40
_PLENTY = 3 * PIECE
_PER_WORD = 4
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff]")
_FEW = 4
_SHORT_SHARE = 0.3
_SHORT = 60
_MUCH = 5000
_PIECE = 4096
_PER_RUN = 15
_VARIED = 0.35
_LONGER = 400
_RATE = 0.09
_SUSPECT = 0.2
_DIGITS = re.compile(r"\d+")

_BRIEF = re.compile(
    r"\b(?:(?:one|single|1)[- ](?:word|letter|number|digit)\b|(?:another|a) word for\b|synonym"
    r"|next number|what am i\b|nickname|yes or no\b|true or false\b|how many\b"
    r"|(?:only|just) (?:the|a|one) (?:answer|number|letter|name|word|result|value|digit)\b"
    r"|(?:number|answer|name|word|letter|result|value) only\b|only (?:with )?mathematical)"
    # Spanish, French, German; Japanese and Chinese.
    r"|\buna? (?:sola |\u00fanica )?palabra\b|\bun (?:seul )?mot\b"
    r"|\bein(?:em|en)? (?:einzige[smn] )?wort\b"
    r"|\u4e00\u8a00|\u3072\u3068\u3053\u3068|\u4e00\u5358\u8a9e|\u4e00\u8a9e\u3067"
    r"|\u4e00\u4e2a(?:\u8bcd|\u5b57|\u6570\u5b57)",
    re.IGNORECASE,
)
_WRITING = re.compile(
    r"\b(?:write|compose|draft|create|generate|make|tell|give|compile|produce)\b[^.?!\n]{0,60}?"
    r"\b(?:essay|story|article|blog|letter|e-?mail|report|speech|screenplay|script|song|lyrics"
    r"|poem|resume|cv|proposal|itinerary|outline|review|dialogue|advertisement|press release"
    r"|biography|summary|paragraphs?|rap|ode|rubric|plan|pitch)\b",
    re.IGNORECASE,
)
_WORDLESS = re.compile(r"\bonly (?:with |in |use |using )?emojis?\b|\bin emojis?\b", re.IGNORECASE)
_EXPLAINING = re.compile(
    r"\b(?:how(?! (?:many|much|old|long|far|big|tall|often))|why|explain|describe|elaborate"
    r"|discuss|compare|analy[sz]e|evaluate|give me \d+|ideas|steps)\b",
    re.IGNORECASE,
)


def vacuous(response: Response, context: Context, traits: frozenset[str]) -> str:
    """What is missing from a response that says too little; nothing where it says enough."""
    if len(said(response).different) >= _PLENTY:
        return ""
    number = response.keep("amount", lambda: _amount(response))
    if number >= PIECE:
        return ""
    asked = context.question
    if number == 0 and "echo" not in traits and not _speaks_in_signs(response, asked):
        return "there is not one word in the response."
    if "brevity" in traits or (number == 0 and "echo" not in traits):
        return ""
    if number <= 1 and not _BRIEF.search(asked):
        return "the response is a single word, and nothing asks for that."
    if _WRITING.search(asked):
        return f"{number} words are no piece of writing; at least {PIECE} required."
    short = number < EXPLANATION and len(response.text) < _SENTENCE
    if short and _EXPLAINING.search(asked) and not _BRIEF.search(asked):
        return f"{number} words explain nothing; at least {EXPLANATION} required."
    return ""


def _speaks_in_signs(response: Response, asked: str) -> bool:
    """Whether the reply is of symbols, such as ∞ or an emoji, and a short one is asked for."""
    if not _BRIEF.search(asked) and not _WORDLESS.search(asked):
        return False
    return any(unicodedata.category(sign) in ("Sm", "So", "Sc") for sign in response.text[:400])


def _amount(response: Response) -> int:
    """How many words are said, up to `PIECE`."""
    total = 0
    for word in response.view(WORDS):
        total += max(1, len(word) // _PER_WORD) if _UNSPACED.match(word) else 1
        if total >= PIECE:
            break
    return total


def repetitive(response: Response) -> str:
    """What repeats; nothing where the response says one thing after another."""
    return response.keep("repetitive", lambda: _repetitive(response))


def _repetitive(response: Response) -> str:
    text = response.text
    if not text.isascii() and len(text) > _MUCH and _is_dense(text):
        return ""
    words, different = said(response)
    if not response.text.isascii():  # some scripts put no spaces, some marks inside words
        words = response.view(WORDS)
        different = frozenset(map(str.casefold, words))
    spaced = len(words) * _PER_RUN > len(response.text)
    if _FEW <= len(words) <= _SHORT and len(different) <= _SHORT_SHARE * len(words):
        return f"only {len(different)} of {len(words)} words are different."
    if len(response.text) < _LONGER or (spaced and len(different) > _VARIED * len(words)):
        return ""
    rate = _rate(response.text)
    if rate >= _RATE and rate < _SUSPECT and _is_prose(response.text):
        rate = _rate(_DIGITS.sub("0", response.text))  # a loop that counts
    if rate < _RATE:
        return f"the text repeats itself: it compresses to {rate:.2f} bytes a character."
    return ""


def _is_dense(text: str) -> bool:
    """Whether there are more than a few words, and the text surely compresses badly."""
    if len(first_spans(text, _SHORT + 1)) <= _SHORT:
        return False
    enough = _SUSPECT * len(text)
    press = zlib.compressobj(6)
    size = 0
    for start in range(0, len(text), _PIECE):
        size += len(press.compress(text[start : start + _PIECE].encode("utf-8", "surrogatepass")))
        if size > enough:
            return True
    return False


def _rate(text: str) -> float:
    """To how many bytes a character the text compresses."""
    return len(zlib.compress(text.encode("utf-8", "surrogatepass"), 6)) / len(text)


def _is_prose(text: str) -> bool:
    """Whether most of it is letters."""
    return sum(map(str.isalpha, text)) > 0.6 * len(text)
