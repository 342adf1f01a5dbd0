"""IFBench's `format:` instructions."""

from __future__ import annotations

import re
import string
from collections import defaultdict, deque
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from assay.response import Response
from assay.suites import Rule
from assay.suites.ifbench.seen import EDGE, NO_MARKS, bare, sentences, tokens
from assay.views import emoji, punkt

__all__ = ["RULES"]

_LETTERED = re.compile(r"\W*[aA]\W*[bB]\W*[cC]\W*")
_BRACKETS = re.compile(r"[()\[\]{}]")
_CLOSES = {")": "(", "]": "[", "}": "{"}
_QUOTES = re.compile("[\"']")
_NO_EXPLANATION = string.digits + string.punctuation.replace('"', "")
_LEAST_DEPTH = 5
_LEAST_QUOTED = 3


def _options(response: Response, given: Mapping[str, Any]) -> bool:
    options: str = given["options"]
    separator = next((mark for mark in ("/", "or") if mark in options), ",")
    allowed = [option.strip() for option in options.split(separator)]
    if _LETTERED.match(options):
        return response.text in allowed
    said = response.text.strip(EDGE).lower()
    return any(option.strip(EDGE).lower() == said for option in allowed)


def _newline(response: Response, _: Mapping[str, Any]) -> bool:
    text = bare(response).strip()
    return sum(map(bool, text.split("\n"))) == len(text.split())


def _emoji(response: Response, _: Mapping[str, Any]) -> bool:
    known = sentences(response)
    return all(
        _ends_in_emoji(sentence, known[place : place + 1])
        for place, sentence in enumerate(known, 1)
    )


def _ends_in_emoji(sentence: str, following: list[str]) -> bool:
    """An emoji after the mark that ends the sentence stands at the start of the next one."""
    bare = sentence.translate(NO_MARKS).strip()
    if any(map(_is_emoji, bare[-2:])):
        return True
    first = "".join(following).translate(NO_MARKS).strip()[:1]
    return bool(bare and first) and _is_emoji(first)


def _is_emoji(character: str) -> bool:
    """Whether it is one by itself: with a selector where it needs one, never half a flag."""
    return not character.isascii() and bool(emoji.spans(f"{character}\ufe0f"))


def _line_indent(response: Response, _: Mapping[str, Any]) -> bool:
    indents = (len(line) - len(line.lstrip(" ")) for line in _with_skipped_blanks(response.text))
    return all(before < after for before, after in pairwise(indents))


def _with_skipped_blanks(text: str) -> list[str]:
    """The lines, less the blank ones that a loop removes which cuts the list it runs over.

    The line after a removed one is never looked at, and what is removed is the first line of
    the same white space that is still there.
    """
    lines = text.split("\n")
    blanks: defaultdict[str, deque[int]] = defaultdict(deque)
    removed: set[int] = set()
    at = seen = 0
    while at < len(lines):
        if lines[at].strip():
            at += 1
            continue
        for place in range(seen, at + 1):
            if not lines[place].strip():
                blanks[lines[place]].append(place)
        seen = at + 1
        removed.add(blanks[lines[at]].popleft())
        at += 2
    return [line for place, line in enumerate(lines) if place not in removed]


def _quote_unquote(response: Response, _: Mapping[str, Any]) -> bool:
    text = "".join(response.text.replace("'\"'", "").split())
    return '""' not in text and not text.strip(_NO_EXPLANATION).endswith('"')


def _list(response: Response, given: Mapping[str, Any]) -> bool:
    return response.text.count(given["sep"]) >= 2


def _thesis(response: Response, _: Mapping[str, Any]) -> bool:
    text = response.text
    start = text.find("<i>")
    if start < 0:
        start = text.find("<em>")
    if start < 0:
        return False
    end = text.find("</i>", start)
    if end < 0:
        end = text.find("</em>", start)
    # Three and four characters are taken for the tags, whichever they are.
    return end >= 0 and bool(text[start + 3 : end].strip()) and bool(text[end + 4 :].strip())


def _sub_bullets(response: Response, _: Mapping[str, Any]) -> bool:
    return all("-" in part for part in response.text.split("*")[1:])


def _no_bullets_bullets(response: Response, _: Mapping[str, Any]) -> bool:
    lines = [line.strip() for line in response.text.split("\n")]
    first = next((at for at, line in enumerate(lines) if line.startswith("*")), len(lines))
    bullets = lines[first:]
    prose = lines[:first]
    if len(bullets) < 2 or not all(line.startswith("*") for line in bullets):
        return False
    # A blank line ends the sentences; only bullets may follow it.
    if "" in prose[:-1]:
        return False
    count = 0
    for line in prose:
        count += len(punkt.sentences(line))
        if count >= 2:
            return True
    return False


def _title_case(response: Response, _: Mapping[str, Any]) -> bool:
    return all(map(_may_stand_in_title, tokens(response)))


def _may_stand_in_title(token: str) -> bool:
    first, rest = token[0], token[1:]
    if not first.isalpha() or not first.islower():
        return True
    return bool(rest) and not rest.isupper() and not rest.islower()


def _output_template(response: Response, _: Mapping[str, Any]) -> bool:
    parts = ("My Answer:", "My Conclusion:", "Future Outlook:")
    return all(part in response.text for part in parts)


def _no_whitespace(response: Response, _: Mapping[str, Any]) -> bool:
    return response.text.split(maxsplit=1) == [response.text]


def _parentheses(response: Response, _: Mapping[str, Any]) -> bool:
    # The greatest depth is kept while what was opened closes, and is lost at a mismatch.
    opened: list[str] = []
    deepest = 0
    for bracket in _BRACKETS.findall(response.text):
        if bracket in "([{":
            opened.append(bracket)
            deepest = max(deepest, len(opened))
        elif opened and opened[-1] == _CLOSES[bracket]:
            opened.pop()
            if deepest >= _LEAST_DEPTH:
                return True
        else:
            opened, deepest = [], 0
    return False


def _quotes(response: Response, _: Mapping[str, Any]) -> bool:
    # A mark closes only what it has opened last, so that a stack of open marks alternates.
    opened: list[str] = []
    deepest = 0
    for mark in _QUOTES.findall(response.text):
        if opened and opened[-1] == mark:
            opened.pop()
            if deepest - len(opened) >= _LEAST_QUOTED:
                return True
        else:
            opened.append(mark)
            deepest = max(deepest, len(opened))
    return False


RULES: dict[str, Rule] = {
    "format:options": _options,
    "format:newline": _newline,
    "format:emoji": _emoji,
    "format:line_indent": _line_indent,
    "format:quote_unquote": _quote_unquote,
    "format:list": _list,
    "format:thesis": _thesis,
    "format:sub-bullets": _sub_bullets,
    "format:no_bullets_bullets": _no_bullets_bullets,
    "format:title_case": _title_case,
    "format:output_template": _output_template,
    "format:no_whitespace": _no_whitespace,
    "format:parentheses": _parentheses,
    "format:quotes": _quotes,
}
