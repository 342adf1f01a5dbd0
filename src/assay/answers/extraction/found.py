"""What extraction found in a response: the final answer, every candidate, and what is suspect."""

from __future__ import annotations

from typing import Literal, TypeAlias

import msgspec

__all__ = ["RULES", "Candidate", "Extraction", "Flag", "FlagName"]

RULES: dict[str, str] = {
    "box": "in a box: \\boxed{...}, \\fbox{...}, a box of special tokens",
    "boxes": "in several boxes that form one statement",
    "box_unclosed": "in a box that is opened and not closed",
    "tag": "in a tag: <answer>...</answer>",
    "json": 'in a field: {"answer": ...}',
    "answer": "announced in words: the answer is ..., Answer: ..., 答案",
    "hashes": "after ####",
    "option": "announced as an option: the right option is ...",
    "parts": "answers to numbered questions, in order",
    "output": "what code at the end printed",
    "bold": "alone in bold",
    "therefore": "in a last sentence that concludes: therefore, so, 所以",
    "last": "the value at the end of the last sentence",
    "last_number": "the last number",
    "whole": "the response as a whole",
    "first_line": "a letter on the first line",
    "last_line": "a letter on the last line",
    "repeated": "a letter again and again, as some ask for: CCCCC",
    "called": "an option called right",
    "chosen": "an option said to be chosen: I choose ..., 故选",
    "equated": "an option in brackets after is, are, equals",
    "closing": "options after is, are at the very end of a short response",
    "faulted": "the option called wrong, where the question asks for that one",
    "content": "an option's content, announced or all there is",
    "implied": "an option's content in a sentence",
    "reasoning": "a text that stands only inside the reasoning",
}
"""The rules of extraction: their names in verdicts, and where the answer stood."""

FlagName: TypeAlias = Literal[
    "empty",
    "truncated",
    "refusal",
    "repetition",
    "hedge",
    "echo",
    "shotgun",
    "reasoning_only",
    "pleading",
    "contradiction",
]
"""`empty`: no answer at all (blank, a lone ":", an empty box). `truncated`: the text stops in the
middle. `refusal`: it declines to answer. `repetition`: it loops. `hedge`: it ends with several
different finals. `echo`: it only repeats the question. `shotgun`: it lists many answers.
`reasoning_only`: the answer stands only inside the reasoning part. `pleading`: it asks to be
marked correct instead of answering. `contradiction`: the letter of one option stands beside the
content of another."""


class Candidate(msgspec.Struct, frozen=True, gc=False):
    """A stretch that may be the final answer: `text` is `response[start:end]`, cleaned only of
    the marks around it; `rule` is the name of the extraction rule that matched, one of `RULES`."""

    text: str
    start: int
    end: int
    rule: str


class Flag(msgspec.Struct, frozen=True, gc=False):
    """Something suspect: what (`name`), why (one clause), and where."""

    name: FlagName
    why: str
    start: int = 0
    end: int = 0


class Extraction(msgspec.Struct, frozen=True, gc=False):
    """`final` is the answer that counts, None where there is none; `candidates` are all that
    matched, in order of appearance; `flags` are for the policy to act on."""

    final: Candidate | None
    candidates: tuple[Candidate, ...] = ()
    flags: tuple[Flag, ...] = ()
