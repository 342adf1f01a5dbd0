"""The design in a response: where it is, and by which rule.

    fence            the last block that defines the module asked for, in Verilog or in no language,
                     and before it those blocks that define modules which it uses
    module           without such a block, from the first line that begins with `module` (or a
                     directive before it) to the last `endmodule`
    fence, last      otherwise the last block, for the verdict to say what is wrong with it

Modules that the one asked for does not come to use, a bench among them, are left out. The
reasoning part of a response is left out. A block with a test bench behind the design does not take
its place.
"""

from __future__ import annotations

import re

from assay.checks.code.extraction import LANGUAGES, Found
from assay.checks.code.hdl.source import modules, reached, tokens
from assay.response import Response
from assay.verdict import Span
from assay.views.blocks import MARKDOWN
from assay.views.reasoning import REASONING

__all__ = ["design_in"]

_FIRST = re.compile(r"^[ \t]*(?:\(\*[^\n]*\*\)[ \t]*)?module\b", re.MULTILINE)
_BEFORE = re.compile(r"[ \t\r]*(?:`(?!`)|//|$)")
_LAST = re.compile(r"\bendmodule\b(?:[ \t]*:[ \t]*\w+)?")


def design_in(response: Response, top: str) -> Found | None:
    """The design, or what comes nearest to one; None where there is nothing of the kind."""
    start, end = response.view(REASONING).answer
    text = response.text[start:end]
    found = _fenced(text, top) or _bare(text)
    if found is None:
        return None
    names = modules(found.text)
    text = reached(found.text, top) if top in names else found.text
    return Found(text, found.rule, found.span.shifted(start))


def _fenced(text: str, top: str) -> Found | None:
    blocks = [
        (text[block.start : block.end], block.start, block.end)
        for block in Response(text).view(MARKDOWN).code
        if not block.language or block.language.strip("{.}") in LANGUAGES["verilog"]
    ]
    holding = [(part, modules(part), start, end) for part, start, end in blocks]
    holding = [held for held in holding if held[1]]
    if not holding:
        return None
    chosen = next((held for held in reversed(holding) if top in held[1]), None)
    if chosen is None:
        part, _, start, end = holding[-1]
        return Found(part, "fence, last", Span(part, start, end))
    part, names, start, end = chosen
    whole, has, used = part, set(names), _words(part)
    for other, theirs, _, _ in reversed(holding):
        if not has & set(theirs) and used & set(theirs) and top not in _words(other):
            whole, has, used = f"{other}\n{whole}", has | set(theirs), used | _words(other)
    return Found(whole, "fence" if whole is part else "fences", Span(part, start, end))


def _words(source: str) -> set[str]:
    return {token.text for token in tokens(source)}


def _bare(text: str) -> Found | None:
    first = _FIRST.search(text)
    ends = [found.end() for found in _LAST.finditer(text)]
    if first is None or not ends or ends[-1] <= first.start():
        return None
    start = first.start()
    while start:  # the lines before it that are directives, comments or blank
        line = text.rfind("\n", 0, start - 1) + 1
        if not _BEFORE.match(text, line, start - 1):
            break
        start = line
    part = text[start : ends[-1]]
    return Found(part, "module", Span(part, start, ends[-1]))
