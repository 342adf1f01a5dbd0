"""What stands after the answer and is none of it: tokens of a chat template, an invented question.

The text ends at the first token which ends a turn or opens one, provided that something stands
before it; and at the first new "Question:" of a few-shot example that the model made up itself,
provided that what stands before it gives an answer in so many words.
"""

from __future__ import annotations

import re

from assay.answers.extraction.marks import Span
from assay.answers.patterns import lazy

__all__ = ["next_question", "trim"]

_TOKEN = lazy(
    r"<\|(?:im_end|im_start|endoftext|eot_id|end_of_text|start_header_id|end|eom_id|user|"
    r"assistant|system|return|EOT|endofprompt)\|>|</s>|<s>|(?:<eoa>)+|<eo[smhd]>|<end_of_turn>|"
    r"<start_of_turn>|\[/?INST\]|<｜[^｜\n]{1,40}｜>|<<SYS>>|\[UNUSED_TOKEN_\d+\]",
)
_PASSING = ("<eos>", "<eom>", "<eoh>", "<eod>")
_LEADING = lazy(
    r"\s*(?:<\|im_start\|>\s*assistant|<\|start_header_id\|>\s*assistant\s*<\|end_header_id\|>|"
    r"<\|assistant\|>|<\|begin_of_text\|>|<s>|\[/INST\]|<start_of_turn>\s*model|### Response:|"
    r"(?:Assistant|ASSISTANT|AI|GPT)\s*:|<｜Assistant｜>|<\|(?!begin_of_box)[a-z_]{1,20}\|>)"
)
_QUESTION = lazy(
    r"\n[ \t]*(?:[#*>\-]+[ \t]*){0,3}(?:question|problem|exercise|q|human|user|instruction|"
    r"new question|next question|pregunta|frage|domanda|pergunta|вопрос|задача|"
    r"问题|题目|例题|问|問題|문제)[ \t]*(?:\d{1,3}|[#(]\d{1,3}\)?)?[ \t]*\**[ \t]*[:：]",
    re.IGNORECASE,
)


def trim(text: str, start: int, end: int) -> Span:
    """The stretch without the tokens of a chat template at its head and from the first on."""
    start = end - len(text[start:end].lstrip())
    while (leading := _LEADING.match(text, start, end)) is not None and leading.end() > start:
        start = leading.end()
    if "<" in text or "INST]" in text or "[UNUSED" in text:
        start, end = _before_tokens(text, start, end)
    return start, start + len(text[start:end].rstrip())


def _before_tokens(text: str, start: int, end: int) -> Span:
    for token in _TOKEN.finditer(text, start, end):
        if token.group() in _PASSING:
            continue  # the end of an explanation or of a passage: the answer may follow
        if text[start : token.start()].strip():
            return start, token.start()
        start = token.end()
    return start, end


def next_question(text: str, start: int, end: int) -> int | None:
    """Where in the stretch a further question begins."""
    if text.find(":", start, end) < 0 and text.find("：", start, end) < 0:
        return None
    found = _QUESTION.search(text, start, end)
    return None if found is None else found.start()
