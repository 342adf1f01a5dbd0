"""IFBench's `ratio:` instructions."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from assay.response import Response
from assay.suites import Rule, UpstreamRaises
from assay.suites.ifbench.seen import sentences, words

__all__ = ["RULES"]

_STOP_WORDS = frozenset(
    (
        "i me my myself we our ours ourselves you your yours yourself yourselves he him his "
        "himself she her hers herself it its itself they them their theirs themselves what which "
        "who whom this that these those am is are was were be been being have has had having do "
        "does did doing a an the and but if or because as until while of at by for with about "
        "against between into through during before after above below to from up down in out on "
        "off over under again further then once here there when where why how all any both each "
        "few more most other some such no nor not only own same so than too very s t can will "
        "just don should now d ll m o re ve y ain aren couldn didn doesn hadn hasn haven isn ma "
        "mightn mustn needn shan shouldn wasn weren won wouldn"
    ).split()
)
"""Those of nltk's English list of 2023 that are one run of letters: no other can be met."""


def _overlap(response: Response, given: Mapping[str, Any]) -> bool:
    # Of characters, three in a row: nltk.ngrams is handed the text itself.
    reference = given["reference_text"]
    if not isinstance(reference, str):
        raise UpstreamRaises("there is no reference text")
    ours = response.keep("ifbench:trigrams", lambda: _trigrams(response.text))
    if not ours:
        return False
    share = 100 * (len(ours & _reference_trigrams(reference)) / len(ours))
    return given["percentage"] - 2 <= share <= given["percentage"] + 2


def _trigrams(text: str) -> frozenset[tuple[str, str, str]]:
    return frozenset(zip(text, text[1:], text[2:], strict=False))


@lru_cache(maxsize=32)
def _reference_trigrams(text: str) -> frozenset[tuple[str, str, str]]:
    return _trigrams(text)


def _ends(response: Response) -> tuple[int, int, int]:
    """How many sentences end in a full stop, a question mark, an exclamation mark."""
    last = [sentence[-1:] for sentence in sentences(response)]
    return last.count("."), last.count("?"), last.count("!")


def _sentence_type(response: Response, _: Mapping[str, Any]) -> bool:
    declarative, interrogative, _exclamatory = _ends(response)
    return declarative == 2 * interrogative


def _sentence_balance(response: Response, _: Mapping[str, Any]) -> bool:
    declarative, interrogative, exclamatory = _ends(response)
    return declarative == interrogative == exclamatory


def _sentence_words(response: Response, _: Mapping[str, Any]) -> bool:
    lengths = [len(sentence.strip()) for sentence in sentences(response)]
    return len(lengths) == 3 and len(set(lengths)) == 1


def _stop_words(response: Response, given: Mapping[str, Any]) -> bool:
    seen = words(response)
    if not seen:
        return False
    stops = response.keep(
        "ifbench:stop words", lambda: sum(word.lower() in _STOP_WORDS for word in seen)
    )
    return (stops / len(seen)) * 100 <= given["percentage"]


RULES: dict[str, Rule] = {
    "ratio:overlap": _overlap,
    "ratio:sentence_type": _sentence_type,
    "ratio:sentence_balance": _sentence_balance,
    "ratio:sentence_words": _sentence_words,
    "ratio:stop_words": _stop_words,
}
