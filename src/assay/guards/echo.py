"""What a response copies from its prompt: all of it, or the instructions themselves.

A run of `RUN` words in the order of the prompt is copied (all the words of a shorter prompt). A
response of which nine tenths are copied is an echo, unless the prompt gives a text to work on
(rewrite, proofread, extract ...) and the instructions themselves are not in the copy.
A sentence of the prompt counts as an instruction where it speaks of the response or of its form.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from typing import NamedTuple

from assay.context import Context
from assay.guards.reduced import Reduced, cut_out, remade
from assay.guards.said import bare_words, said
from assay.response import Response

__all__ = ["RUN", "echoed", "unquoted"]

RUN = 6
_SHARE = 0.9
_LEAST = 4
_MOST = 200
_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")
_WORKS_ON = re.compile(
    r"\b(?:re-?write|re-?phrase|paraphrase|proofread|edit|correct|fix|improve|extract|copy|repeat"
    r"|quote|translate|convert|format|shorten|summari[sz]e|re-?format|re-?word|revise|change|turn"
    r"|complete|continue|fill|classify|sort|reverse|make (?:this|it|the)|key ?points|short it)\b"
    # Spanish, French, German; Japanese and Chinese.
    r"|\b(?:reescrib|corrig|corrij|traduc|tradui|resum|r\u00e9sum|copi|repit|mejor|am\u00e9lior"
    r"|r\u00e9\u00e9cri|reformul|r\u00e9p\u00e9t|r\u00e9p\u00e8t|korrigier|\u00fcbersetz|umschreib"
    r"|wiederhol|verbesser)"
    r"|\u66f8\u304d\u76f4|\u66f8\u304d\u63db|\u4fee\u6b63|\u8981\u7d04|\u7ffb\u8a33|\u8a33\u3057"
    r"|\u7e70\u308a\u8fd4|\u8a00\u3044\u63db|\u6539\u5199|\u91cd\u5199|\u4fee\u6539|\u7ffb\u8bd1"
    r"|\u603b\u7ed3|\u91cd\u590d|\u6da6\u8272|\u6821\u5bf9",
    re.IGNORECASE,
)
_INSTRUCTION = re.compile(
    r"\b(?:your|the|this|entire|whole) (?:\w+ )?(?:response|answer|output|reply|text)\b"
    r"|\b(?:must|should) (?:not|be|only|also|contain|include|have|appear|start|begin|end|use)\b"
    r"|\b(?:at (?:least|most)|exactly|no more than|less than|more than) (?:\d+|one|two|three)\b"
    r"|^\W*(?:(?:please|also|and|then|first|finally|next|in addition) )*(?:do not|don't|never"
    r"|include|use|write|answer|respond|reply|avoid|refrain|make sure|ensure|be sure|end|start"
    r"|begin|wrap|put|give|add|mention|highlight|keep|provide|repeat|finish|separate|create"
    r"|limit|follow|explain|describe|list|copy|choose|limit)\b",
    re.IGNORECASE,
)


class _Prompt(NamedTuple):
    """The prompt's words, and its sentences, each with its own."""

    words: frozenset[str]
    sentences: tuple[tuple[frozenset[str], str], ...]


class _Runs(NamedTuple):
    """What can be copied: the runs of so many words, all words between spaces."""

    size: int
    runs: frozenset[tuple[str, ...]]
    whole: str
    works_on: bool


class _Words(NamedTuple):
    """The words of a text, where they stand, and all of them between spaces."""

    words: list[str]
    places: list[tuple[int, int]]
    joined: str
    starts: list[int]


def echoed(response: Response, context: Context, partly: bool = False) -> str:
    """What is copied, where the response is hardly more than that; nothing elsewhere.

    `partly`: a copy of the prompt is asked for, and something beside it.
    """
    asked = _asked(context)
    if not asked:
        return ""
    return response.keep(("echoed", partly, asked), lambda: _echoed(response, asked, partly))


def _echoed(response: Response, asked: str, partly: bool) -> str:
    bare, different = said(response)
    if sum(map(_prompt(asked).words.__contains__, bare)) < _SHARE * len(bare):
        return ""
    runs, given = _runs(asked), _words_of(response)
    total = len(given.words)
    if total < min(runs.size, _LEAST) or not runs.runs:
        return ""
    copied = _copied(given.words, runs)
    if copied < (total if partly else _SHARE * total):
        return ""
    told = (*_copied_instructions(asked, different), runs.whole)
    if runs.works_on and not any(instruction in given.joined for instruction in told):
        return ""
    return f"{copied} of {total} words are copied from the prompt."


def _copied(words: list[str], given: _Runs) -> int:
    """How many words stand in a run of the prompt."""
    size = given.size
    copied, until = 0, 0
    for start in range(len(words) - size + 1):
        if tuple(words[start : start + size]) in given.runs:
            copied += start + size - max(start, until)
            until = start + size
    return copied


def unquoted(response: Response, context: Context) -> Reduced | None:
    """The response without the instructions that it copies; None where it copies none."""
    asked = _asked(context)
    if not asked:
        return None
    return response.keep(("unquoted", asked), lambda: _unquoted(response, asked))


def _unquoted(response: Response, asked: str) -> Reduced | None:
    quoted: list[str] = []

    def without(turn: Response) -> str:
        told = _copied_instructions(asked, said(turn).different)
        if not told:
            return turn.text
        given = _words_of(turn)
        places = [place for i in told for place in _found(given, i, turn.text)]
        quoted.extend(" ".join(turn.text[start:end].split()) for start, end in places)
        return cut_out(turn.text, places) if places else turn.text

    made = remade(response, without)
    if made is response:
        return None
    return Reduced(made, f"an instruction copied from the prompt ({quoted[0]:.60})")


def _found(given: _Words, instruction: str, text: str) -> list[tuple[int, int]]:
    """Where an instruction stands in the text, with the marks that close it."""
    found: list[tuple[int, int]] = []
    number = instruction.count(" ") - 1
    at = given.joined.find(instruction)
    while at >= 0:
        first = bisect_left(given.starts, at + 1)
        start, end = given.places[first][0], given.places[first + number - 1][1]
        while end < len(text) and not text[end].isspace() and not text[end].isalnum():
            end += 1
        found.append((start, end))
        at = given.joined.find(instruction, at + len(instruction) - 1)
    return found


def _asked(context: Context) -> str:
    """All that was said to the model: the prompt, or its system and user messages."""
    if isinstance(context.prompt, str):
        return context.prompt
    roles = ("system", "user", "developer")
    told = [m for m in context.prompt if m.get("role") in roles]
    return "\n".join(Response([{**m, "role": "assistant"}]).text for m in told)


@lru_cache(maxsize=256)
def _prompt(asked: str) -> _Prompt:
    told = [sentence[0] for sentence in _SENTENCE.finditer(asked)]
    pairs = tuple((frozenset(bare_words(sentence)), sentence) for sentence in told)
    return _Prompt(frozenset(bare_words(asked)), pairs)


@lru_cache(maxsize=256)
def _runs(asked: str) -> _Runs:
    words = _lowered(asked)
    size = max(1, min(RUN, len(words)))
    runs = frozenset(tuple(words[n : n + size]) for n in range(len(words) - size + 1))
    return _Runs(size, runs, f" {' '.join(words)} ", _WORKS_ON.search(asked) is not None)


def _copied_instructions(asked: str, there: frozenset[str]) -> list[str]:
    """The prompt's instructions of which all words are there, as words between spaces."""
    near = [sentence for words, sentence in _prompt(asked).sentences if there.issuperset(words)]
    told = [_lowered(sentence) for sentence in near if _INSTRUCTION.search(sentence)][:_MOST]
    return list(dict.fromkeys(f" {' '.join(made)} " for made in told if len(made) >= _LEAST))


def _lowered(text: str) -> list[str]:
    return [word.casefold().replace("\u2019", "'") for word in _WORD.findall(text)]


def _words_of(response: Response) -> _Words:
    return response.keep("copied words", lambda: _spelt(response.text))


def _spelt(text: str) -> _Words:
    matches = list(_WORD.finditer(text))
    words = [match[0].casefold().replace("\u2019", "'") for match in matches]
    starts: list[int] = []
    position = 1
    for word in words:
        starts.append(position)
        position += len(word) + 1
    return _Words(words, [m.span() for m in matches], f" {' '.join(words)} ", starts)
