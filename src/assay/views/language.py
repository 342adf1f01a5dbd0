"""Which natural language a text is in: `language:assay-ngram/1`.

The writing system comes first: Greek, Hebrew, Hangul, Thai and others name their language, kana
says Japanese, Han without kana Chinese. Languages that share a script (31 in Latin, and those in
Cyrillic, Arabic and Devanagari letters) are told apart by n-grams of up to three letters and by
function words, from `data/language.bin` (origin and licence: `data/language.NOTICE.txt`; made by
`scripts/build_language_model.py`). At most 64 words, spread evenly over the whole text, are
scored, so a long text costs no more than a page; every other one where that leaves no doubt.
Case does not matter; fenced and inline code,
tags, URLs and placeholders in brackets are left out, unless nothing else is there.

"und" means that it cannot be told: no letters, too few, or no known language. Deterministic and
offline. NOT covered: languages outside `LANGUAGES` (a Galician text looks Portuguese), several
languages in one text (the predominant one is named, `share` says how much is in it), romanised
writing, dialects, and Bokmål against Nynorsk.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache
from math import exp
from typing import NamedTuple

from assay.views import ngrams
from assay.views.scripts import count_scripts
from assay.views.view import View

__all__ = [
    "LANGUAGE",
    "LANGUAGES",
    "NO",
    "VERSION",
    "YES",
    "Language",
    "identify",
    "is_language",
    "matches",
    "normalise",
    "script_for",
    "told",
]

VERSION = "language:assay-ngram/1"
YES = 0.8  # confidence from which `is_language` says True
NO = 0.9  # confidence in another language from which it says False

_WORDS = 64  # words scored of one text
_CHUNK = 8  # words a chunk: how mixed a text is shows in how its chunks vote
_WINDOWS, _WINDOW = 12, 500  # what is read of a text longer than their product
_PLAIN = 0.95  # confidence and share by every other word from which the rest is not read
_BEST = 0.999
_TEMPERATURE = 2.0  # neighbouring n-grams are no independent evidence
_UNSURE = 0.4  # below this confidence the answer is "und"
_MIXED = 0.75  # share of the text from which it counts as being in one language
_DISSENT = 6.0  # nats by which a chunk must prefer another language to vote for it

_ONE_LANGUAGE = {
    "armenian": "hy",
    "bengali": "bn",
    "burmese": "my",
    "georgian": "ka",
    "greek": "el",
    "gujarati": "gu",
    "gurmukhi": "pa",
    "hangul": "ko",
    "hebrew": "he",
    "kannada": "kn",
    "khmer": "km",
    "lao": "lo",
    "malayalam": "ml",
    "odia": "or",
    "sinhala": "si",
    "tamil": "ta",
    "telugu": "te",
    "thai": "th",
}
_SHARED = {
    "latin": "af ca cs cy da de en es et fi fr hr hu id it lt lv nl no pl pt ro sk sl so sq sv sw"
    " tl tr vi",
    "cyrillic": "bg mk ru uk",
    "arabic": "ar fa ur",
    "devanagari": "hi mr ne",
}
_LETTERS = {
    "latin": "[a-z\u00df-\u024f\u1e00-\u1eff]+",
    "cyrillic": "[\u0400-\u052f]+",
    "arabic": "[\u0620-\u06ff]+",
    "devanagari": "[\u0900-\u097f]+",
}
_FOREIGN = {
    "latin": "[þðəɛɔŋħġĥĝĉĵŝŭɓɗƙɣ]",
    "cyrillic": "[^а-яёѐѝіїєґѓќѕјљњџ ]",
    "arabic": "[ېۇۆۈۋڭێڵڕەټډړږښګڼڤ]",
    "devanagari": "(?!)",
}
# Nats against the languages that are asked for less, so that two letters of English stay English.
_ALIASES = {
    "cmn": "zh",
    "fil": "tl",
    "in": "id",
    "iw": "he",
    "nb": "no",
    "nn": "no",
    "zh-cn": "zh-hans",
    "zh-hk": "zh-hant",
    "zh-sg": "zh-hans",
    "zh-tw": "zh-hant",
}
_ANY_LETTER = re.compile(r"[^\W\d_]")
# Each begins with a literal, so that the search for it runs at the speed of memchr.
_NOISE = (
    ("http", re.compile(r"https?://\S+")),
    ("www.", re.compile(r"www\.\S+")),
    ("`", re.compile(r"`[^`\n]*`")),
    ("<", re.compile(r"<[^<>\n]{1,100}>")),
    ("[", re.compile(r"\[[^\[\]\n]{1,60}\](?!\()")),
    ("](", re.compile(r"\]\([^()\s]*\)")),
)

LANGUAGES: frozenset[str] = frozenset(
    [*_ONE_LANGUAGE.values(), *" ".join(_SHARED.values()).split(), "ja", "zh"]
)


class Language(NamedTuple):
    """The language of a text, how sure that is, and what it would be otherwise."""

    code: str
    """ISO 639-1, or "und": it cannot be told."""
    confidence: float
    """In [0, 1]: the chance of being right, lowered where the text is mixed."""
    runner_up: str = "und"
    """The next best; for "und" the best guess."""
    share: float = 1.0
    """The part of the text that is in this language, roughly."""
    script: str = ""
    """For Chinese, "Hans" or "Hant" where the characters tell."""


def identify(text: str) -> Language:
    """The predominant language of the text."""
    prose = _prose(text)
    weights = count_scripts(prose)
    if not weights or _ANY_LETTER.search(prose) is None:  # digits and marks have a script, too
        return Language("und", 0.0, share=0.0)
    if "han" in weights or "kana" in weights:
        han, kana = weights.pop("han", 0), weights.pop("kana", 0)
        weights["kana" if kana * 20 > han else "han"] = han + kana
    script = max(weights, key=lambda name: weights[name])
    share = weights[script] / sum(weights.values())
    if script in _SHARED:
        return _by_words(prose, script, share)
    if script == "han":
        return _by_ideographs(prose, share)
    code = "ja" if script == "kana" else _ONE_LANGUAGE.get(script, "und")
    sure = 0.0 if code == "und" else 0.99 if weights[script] > 4 else 0.8
    return Language(code, _mixed(sure, share), "zh" if code == "ja" else "und", share)


def is_language(text: str, code: str) -> bool | None:
    """Whether the text is in that language: True, False, or None where it cannot be told.

    True from a confidence of `YES`, False from a confidence of `NO` in another language. None
    for a code that is not in `LANGUAGES`. `zh-cn` and `zh-tw` ask for the characters as well.
    """
    return matches(identify(text), code)


def told(text: str) -> str:
    """The language that the text passes for, or "und"."""
    found = identify(text)
    return found.code if found.confidence >= YES else "und"


def matches(found: Language, code: str) -> bool | None:
    """What `is_language` says, of a text whose language is identified already."""
    wanted, _, script = normalise(code).partition("-")
    if wanted not in LANGUAGES:
        return None
    if found.code == wanted:
        return _has_script(found, script) if found.confidence >= YES else None
    return False if found.code != "und" and found.confidence >= NO else None


def normalise(code: str) -> str:
    """A code in lower case without its region, aliases resolved: `pt-BR` is pt, `iw` he."""
    lower = code.strip().lower().replace("_", "-")
    known = _ALIASES.get(lower, lower)
    if known in {"zh-hans", "zh-hant"}:
        return known
    bare = known.partition("-")[0]
    return _ALIASES.get(bare, bare)


def script_for(code: str) -> str:
    """The script of which a text has a letter to be in that language, where several share one."""
    bare = normalise(code).partition("-")[0]
    shared = {"latin", "cyrillic"}  # the words of others may be digits
    return next((s for s in shared if bare in _SHARED[s].split()), "")


def _has_script(found: Language, script: str) -> bool | None:
    if script and not found.script:
        return None
    return not script or found.script.lower() == script


def _prose(text: str) -> str:
    """What is read as running text: windows of a long text, without code, tags and addresses."""
    kept = " ".join(text.split("```")[::2]) if "```" in text else text
    kept = _windows(kept)
    for mark, pattern in _NOISE:
        if mark in kept:
            kept = pattern.sub(" ", kept)
    return kept if _ANY_LETTER.search(kept) else _windows(text)


def _windows(text: str) -> str:
    if len(text) <= _WINDOWS * _WINDOW:
        return text
    step = (len(text) - _WINDOW) / (_WINDOWS - 1)
    starts = [round(step * i) for i in range(_WINDOWS)]
    return " ".join([text[start : start + _WINDOW] for start in starts])


def _mixed(confidence: float, share: float) -> float:
    return min(_BEST, confidence) * min(1.0, share / _MIXED)


def _by_ideographs(prose: str, share: float) -> Language:
    """Chinese, simplified or traditional by which old character sets have its characters."""
    characters = "".join(re.findall("[\u3400-\u9fff]", prose))[:400]
    simplified, traditional = _known(characters, "gb2312"), _known(characters, "big5")
    neither = "".join(set(characters) - set(simplified) - set(traditional))
    if len(_known(neither, "shift_jis")) * 25 > len(set(characters)):
        return Language("ja", _mixed(0.7, share), "zh", share)
    sure = min(0.99, 0.6 + 0.03 * len(characters))
    excess = len(simplified) - len(traditional)
    told = abs(excess) > 0.02 * len(characters)
    script = ("Hans" if excess > 0 else "Hant") if told else ""
    return Language("zh", _mixed(sure, share), "ja", share, script)


def _known(characters: str, charset: str) -> str:
    """The characters that an old national character set has."""
    return characters.encode(charset, "ignore").decode(charset)


def _by_words(prose: str, script: str, share: float) -> Language:
    words = _telling(_sample(prose, script))
    if len(words) == _WORDS:
        half = _scored(words[::2], prose, script, share)
        if half.confidence >= _PLAIN and half.share >= _PLAIN:
            return half
    return _scored(words, prose, script, share)


def _scored(words: list[str], prose: str, script: str, share: float) -> Language:
    letters = sum([min(ngrams.LONGEST, len(word)) for word in words])
    if letters < 2:
        return Language("und", 0.0, share=0.0)
    table = ngrams.table(script)
    chunks = [
        sum([ngrams.cost(word, script) for word in chunk])
        for chunk in _split(words, max(1, len(words) // _CHUNK))
    ]
    total = sum(chunks)
    costs = table.unpack(total)
    best = costs.index(min(costs))
    if len(chunks) > 1:
        best, agreed = _vote([table.lanes(chunk) for chunk in chunks], best, table.step)
        share *= agreed
    second = costs.index(min(costs[:best] + costs[best + 1 :]))
    sure = _posterior(costs, best, table.step) * table.fit(total, best, letters)
    if not prose.isascii():
        sure *= _familiar(words, script, letters)
    first, other = table.languages[best], table.languages[second]
    confidence = _mixed(sure, share)
    if confidence < _UNSURE:
        return Language("und", confidence, first, share)
    return Language(first, confidence, other, share)


def _sample(prose: str, script: str) -> list[str]:
    """At most `_WORDS` words of the script, lower-cased, at even steps over the text."""
    tokens = prose.split()
    if len(tokens) > _WORDS:
        tokens = _spread(tokens)
    text = " ".join(tokens)
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
        if "İ" in text:  # only Turkish has it, and there the capital of ı is I
            text = text.replace("I", "ı").replace("İ", "i")
    words = _pattern(_LETTERS[script]).findall(text.lower())
    return _spread(words) if len(words) > _WORDS else words


@cache
def _pattern(letters: str) -> re.Pattern[str]:
    """Compiled at first need: a class of letters outside ASCII takes a millisecond."""
    return re.compile(letters)


def _spread(items: list[str]) -> list[str]:
    n = len(items)
    return [items[i * n // _WORDS] for i in range(_WORDS)]


def _telling(words: list[str]) -> list[str]:
    """Without what only repeats: a hundred times the same line is no more than the line."""
    if len(set(words)) * 4 < len(words):
        words = list(dict.fromkeys(words))
    longer = [word for word in words if len(word) > 1]
    return longer if len(longer) * 2 < len(words) else words


def _split(words: list[str], parts: int) -> list[list[str]]:
    edges = [len(words) * i // parts for i in range(parts + 1)]
    return [words[edges[i] : edges[i + 1]] for i in range(parts)]


def _familiar(words: list[str], script: str, letters: int) -> float:
    """1 without letters that no known language of the script has, less for more of them."""
    foreign = len(_pattern(_FOREIGN[script]).findall(" ".join(words)))
    return 1.0 if foreign < 2 else max(0.0, 1.0 - 30 * foreign / letters)


def _vote(chunks: list[tuple[int, ...]], best: int, step: float) -> tuple[int, float]:
    """The language of most chunks, and the part of them that are in it or might be."""
    votes: Counter[int] = Counter()
    for costs in chunks:
        lowest = min(costs)
        dissents = costs[best] - lowest > _DISSENT / step
        votes[costs.index(lowest) if dissents else best] += 1
    winner = best if votes[best] * 2 >= len(chunks) else votes.most_common(1)[0][0]
    return winner, votes[winner] / len(chunks)


def _posterior(costs: list[float], best: int, step: float) -> float:
    lowest = costs[best]
    scale = step / _TEMPERATURE
    far = lowest + 40 / scale
    return 1.0 / sum([exp(min(0.0, (lowest - cost) * scale)) for cost in costs if cost < far])


LANGUAGE = View(VERSION, identify)
