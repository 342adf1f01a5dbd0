"""What the public IFEval checkers see, definition by definition.

Each view gives what `instructions.py` of google-research/instruction_following_eval would find
in a text, in linear time where upstream is quadratic (a run of brackets, of newlines, of `<`).
The quirks are upstream's; `docs/modes.md` lists them.
"""

from __future__ import annotations

import json
import re

from assay.views import punkt, treebank
from assay.views.langdetect import LANGDETECT
from assay.views.view import View

__all__ = [
    "OFFICIAL_BULLETS",
    "OFFICIAL_HIGHLIGHTS",
    "OFFICIAL_JSON",
    "OFFICIAL_LANGUAGE",
    "OFFICIAL_PLACEHOLDERS",
    "OFFICIAL_SENTENCES",
    "OFFICIAL_TITLE",
    "OFFICIAL_UPPER",
]

# Upstream opens with `^\s*`, which may begin lines earlier; what is counted is the same.
_STARRED = re.compile(r"^[^\S\n]*\*[^*].*$", re.MULTILINE)
_DASHED = re.compile(r"^[^\S\n]*-.*$", re.MULTILINE)
_HIGHLIGHT = re.compile(r"\*[^\n*]*\*")
_DOUBLE = re.compile(r"\*\*[^\n*]*\*\*")
_FENCE_HEADS = ("```json", "```Json", "```JSON", "```")


def bullets(text: str) -> int:
    """Lines that open with an asterisk and something else, and lines that open with a dash."""
    return len(_STARRED.findall(text)) + len(_DASHED.findall(text))


def highlights(text: str) -> int:
    """Stretches between single asterisks, and again those between double ones."""
    single = sum(bool(found.strip("*").strip()) for found in _HIGHLIGHT.findall(text))
    double = (found.removeprefix("**").removesuffix("**") for found in _DOUBLE.findall(text))
    return single + sum(bool(found.strip()) for found in double)


def placeholders(text: str) -> int:
    """Pairs of square brackets on one line, each from the first opening one still free."""
    count = 0
    for line in text.split("\n") if "[" in text else ():
        closed = -1
        while (opened := line.find("[", closed + 1)) >= 0:
            closed = line.find("]", opened + 1)
            if closed < 0:
                break
            count += 1
    return count


def has_title(text: str) -> bool:
    """Whether a line has something other than angle brackets between `<<` and its last `>>`."""
    for line in text.split("\n") if "<<" in text else ():
        opened = line.find("<<")
        closed = line.rfind(">>")
        if 0 <= opened <= closed - 3 and line[opened : closed + 2].lstrip("<").rstrip(">").strip():
            return True
    return False


def json_fault(text: str) -> str:
    """Why Python's json refuses the text without its fences; empty where it does not.

    Raises RecursionError on deep nesting, by which upstream's whole run dies.
    """
    body = text.strip()
    for head in _FENCE_HEADS:
        body = body.removeprefix(head)
    try:
        json.loads(body.removesuffix("```").strip())
    except ValueError as fault:
        return str(fault) or "not JSON"
    return ""


OFFICIAL_BULLETS = View("bullets:ifeval/1", bullets)
OFFICIAL_HIGHLIGHTS = View("highlights:ifeval/1", highlights)
OFFICIAL_JSON = View("json:ifeval/1", json_fault)
OFFICIAL_LANGUAGE = LANGDETECT
OFFICIAL_PLACEHOLDERS = View("placeholders:ifeval/1", placeholders)
OFFICIAL_SENTENCES = View(punkt.version, lambda text: len(punkt.sentences(text)))
OFFICIAL_TITLE = View("title:ifeval/1", has_title)
OFFICIAL_UPPER = View("tokens:treebank-nltk3.9/1", treebank.count_upper)
