"""Finds the program in a response, and says by which rule.

The reasoning part of a response is left out. In what remains the first rule that finds something
decides, in this order:

    fence            the last fenced block that defines the entry point
    fence, last      the last fenced block of the language, where none defines it or none is asked
    fence, open      as above, but the block has no end
    fence, longer    the first two, but the block goes on behind a fence inside of the program
    fence, joined    the first, with definitions from other blocks which that program lacks
    fence, prompt    the last block, which continues the prompt, where none defines the entry point
    tag              between [PYTHON] and [/PYTHON], [BEGIN] and [DONE], <code> or <answer> tags
    whole            the whole text defines the entry point or is a program
    prompt           the whole text continues the prompt: the body of the function it began
    prompt, indented the same, with the indentation repaired
    prompt, cut      the same, without what stands after the function and is no Python
    lines            the longest run of whole lines that is a program and defines the entry point

A block counts where it names the language, or no language; one that names another never does. The
last rule that defines beats an earlier one, since who corrects himself does so further down.
Blocks inside lists are dedented. Nothing is executed: definitions are found by the beginnings of
lines, and Python is only parsed.
"""

from __future__ import annotations

import ast
import re
import warnings
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate, islice

import msgspec

from assay.checks.code.joining import supplied
from assay.response import Response
from assay.verdict import Span
from assay.views.blocks import MARKDOWN, Code
from assay.views.reasoning import REASONING

__all__ = ["LANGUAGES", "Found", "defines", "find", "head_of", "is_python"]

LANGUAGES: dict[str, tuple[str, ...]] = {
    "python": ("python", "py", "python3", "py3", "ipython", "python2", "pycon"),
    "c": ("c", "h"),
    "cpp": ("cpp", "c++", "cc", "cxx", "hpp"),
    "javascript": ("javascript", "js", "node", "mjs"),
    "sql": (
        "sql",
        "sqlite",
        "sqlite3",
        "mysql",
        "mariadb",
        "postgresql",
        "postgres",
        "psql",
        "tsql",
    ),
    "shell": ("bash", "sh", "shell", "zsh", "console"),
    "verilog": ("verilog", "systemverilog", "sv", "v"),
    "diff": ("diff", "patch"),
}
"""What a fence may be called, by language."""

_TAGS = (
    (re.compile(r"\[PYTHON\]", re.IGNORECASE), re.compile(r"\[/PYTHON\]", re.IGNORECASE)),
    (re.compile(r"\[BEGIN\]"), re.compile(r"\[DONE\]")),
    (re.compile(r"<code>", re.IGNORECASE), re.compile(r"</code>", re.IGNORECASE)),
    (re.compile(r"<answer>", re.IGNORECASE), re.compile(r"</answer>", re.IGNORECASE)),
)
_STARTS = re.compile(r"(?:import|from|def|class|async|if|for|while|try|with|@|#|\w+ *[:=(\[.,])")
_FENCE = re.compile(r"^[ \t]*(?:```|~~~)[ \t]*\r?$", re.MULTILINE)
_BODY = re.compile(r"(?:[ \t]*\r?\n)*[ \t]+\S")
_RETURNS = re.compile(r"^(?: {0,4}|\t)(?:return|yield|raise)\b", re.MULTILINE)
_MOST_FENCES = 20
_MOST_JOINED = 20
_MOST_PARSED = 400_000
_MOST_IN_ALL = 500_000
_MOST_TRIES = 60


class Found(msgspec.Struct, frozen=True):
    """A program, the rule that found it, and where it stands in the response's text.

    `text` is what runs; it differs from the stretch where the prompt was put before it or the
    indentation was repaired. `prompted` tells that the prompt is already part of it.
    """

    text: str
    rule: str
    span: Span
    prompted: bool = False


def find(
    response: Response, language: str = "python", entry_point: str = "", prompt: str = ""
) -> Found | None:
    """The program in a response; None where there is none.

    `entry_point` is the function or class that it must define, `prompt` the code which it may
    continue (HumanEval's form).
    """
    start, end = response.view(REASONING).answer
    text = response.text[start:end]
    if not text.strip():
        return None
    if text.startswith("\ufeff"):
        start, text = start + 1, text[1:]
    # The indentation of the first line belongs to a body that continues a prompt.
    lead = response.text[response.text.rfind("\n", 0, start) + 1 : start]
    if not lead.strip():
        start -= len(lead)
        text = lead + text
    found = (
        _fenced(text, language, entry_point, prompt)
        or _tagged(text, language, entry_point)
        or _unmarked(text, language, entry_point, prompt)
    )
    if found is None:
        return None
    return msgspec.structs.replace(found, span=found.span.shifted(start))


def defines(code: str, name: str) -> bool:
    """Whether a line at the left margin defines the name: def, class, or an assignment."""
    return not name or _definition(name).search(code) is not None


@lru_cache(maxsize=256)
def _definition(name: str) -> re.Pattern[str]:
    word = re.escape(name)
    return re.compile(
        rf"^(?:(?:async[ \t]+)?def|class)[ \t]+{word}\b|^{word}[ \t]*(?::[^=\n]*)?=(?!=)",
        re.MULTILINE,
    )


def is_python(code: str) -> bool:
    """Whether it parses."""
    if len(code) > _MOST_PARSED:
        return True  # the interpreter inside the sandbox will say
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compile(code, "response", "exec", ast.PyCF_ONLY_AST, dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError, MemoryError, OverflowError):
        return False
    return True


def head_of(prompt: str, entry_point: str) -> str:
    """What stands in a prompt before the function it asks for: imports and other functions."""
    found = _definition(entry_point).search(prompt) if entry_point else None
    head = prompt[: found.start()] if found else ""
    return head if head.strip() and is_python(head) else ""


def _fenced(text: str, language: str, entry_point: str, prompt: str) -> Found | None:
    """By code fences."""
    blocks = Response(text).view(MARKDOWN).code
    names = LANGUAGES.get(language, (language,))
    named = [block for block in blocks if block.language.strip("{.}") in names]
    nameless = [block for block in blocks if not block.language]
    wanted = [b for b in blocks if not b.language or b.language.strip("{.}") in names]
    chosen: Code | None = None
    rule = "fence"
    if entry_point:
        chosen = next(
            (b for b in reversed(wanted) if _has(text, b.start, b.end, entry_point)), None
        )
    if chosen is None and prompt and language == "python":
        found = _completed(text, wanted, prompt)
        if found is not None:
            return found
    if chosen is None:
        pool = [b for b in named or nameless if text[b.start : b.end].strip()]
        chosen = _last_program(text, pool, language)
        rule = "fence, last"
    if chosen is None:
        return None
    found = _cut(text, chosen.start, chosen.end, rule)
    if chosen.end == len(text):
        # The fence that should end it is missing, or stands at the end of its last line.
        code = text[chosen.start :].rstrip().removesuffix("```")
        found = _cut(text, chosen.start, chosen.start + len(code), "fence, open")
    if language != "python":
        return found
    found = _longer(text, chosen, entry_point, found)
    return _joined(text, chosen, wanted, found) if entry_point and len(wanted) > 1 else found


def _longer(text: str, block: Code, entry_point: str, found: Found) -> Found:
    """The block up to a later fence, where one inside of a docstring ends it too early."""
    fences = list(islice(_FENCE.finditer(text, block.end), _MOST_FENCES))
    if len(fences) < 2 or is_python(found.text):
        return found
    for fence in fences:
        longer = _cut(text, block.start, fence.start(), "fence, longer")
        if is_python(longer.text) and defines(longer.text, entry_point):
            return longer
    return found


def _joined(text: str, chosen: Code, blocks: Sequence[Code], found: Found) -> Found:
    """The program with what it lacks and other blocks define."""
    place = next(n for n, block in enumerate(blocks) if block is chosen)
    near = blocks[max(place - _MOST_JOINED, 0) : place + _MOST_JOINED]
    codes = [(b.start, _dedented(text[b.start : b.end])) for b in near if b is not chosen]
    before = [code for start, code in codes if start < chosen.start]
    more = supplied(found.text, before, [code for _, code in codes[len(before) :]])
    if not more or "__future__" in found.text:
        return found
    return msgspec.structs.replace(found, text=f"{more}\n\n{found.text}", rule="fence, joined")


def _completed(text: str, blocks: Sequence[Code], prompt: str) -> Found | None:
    """The last block that is the body of the function which the prompt began.

    Where the text itself continues it, the first fence is the end of the prompt's own block.
    """
    if blocks and blocks[0].end == len(text):
        start = text.rfind("\n", 0, blocks[0].start - 1) + 1
        if text[:start].strip() and text[:1].isspace():
            return _continued(text[:start], prompt)
    for block in reversed(blocks[-_MOST_JOINED:]):
        code = text[block.start : block.end]
        if not (_BODY.match(code) or _RETURNS.search(code)):
            continue
        found = _continued(code, prompt)
        if found is not None:
            span = found.span.shifted(block.start)
            return msgspec.structs.replace(found, rule="fence, prompt", span=span)
    return None


def _last_program(text: str, blocks: Sequence[Code], language: str) -> Code | None:
    """The last block that parses, where the language is one we can parse; else the last."""
    if language == "python" and len(blocks) > 1:
        for block in blocks[: -_MOST_TRIES - 1 : -1]:
            if is_python(_dedented(text[block.start : block.end])):
                return block
    return blocks[-1] if blocks else None


def _has(text: str, start: int, end: int, name: str) -> bool:
    return defines(_dedented(text[start:end]), name)


def _tagged(text: str, language: str, entry_point: str) -> Found | None:
    """By tags; the last pair counts, and its end may be missing."""
    for opens, closes in _TAGS:
        if opens.pattern.startswith(r"\[PY") and language != "python":
            continue
        marks = list(opens.finditer(text))
        if not marks:
            continue
        start = marks[-1].end()
        closed = closes.search(text, start)
        end = closed.start() if closed else len(text)
        if text[start:end].strip() and defines(text[start:end], entry_point):
            return _cut(text, start, end, "tag")
    return None


def _unmarked(text: str, language: str, entry_point: str, prompt: str) -> Found | None:
    """The text itself, or a part of it."""
    if language != "python":
        return _cut(text, 0, len(text), "whole")
    plain = _dedented(text)
    if entry_point and defines(plain, entry_point) and is_python(plain):
        return _cut(text, 0, len(text), "whole")
    if prompt and not defines(text, entry_point):
        found = _continued(text, prompt)
        if found is not None:
            return found
    if not entry_point and is_python(text):
        return _cut(text, 0, len(text), "whole")
    found = _longest(text, entry_point)
    if found is not None:
        return found
    if prompt and not defines(text, entry_point):
        return Found(prompt + text, "prompt", Span(text, 0, len(text)), prompted=True)
    return _cut(text, 0, len(text), "whole") if defines(text, entry_point) else None


def _continued(text: str, prompt: str) -> Found | None:
    """As the body of the function that the prompt began."""
    joint = "" if prompt.endswith("\n") or text.startswith("\n") else "\n"
    lines = text.split("\n")
    first = next(line for line in lines if line.strip())
    ways = [("prompt", text), ("prompt", joint + text)] if joint else [("prompt", text)]
    if not first[0].isspace():
        whole = "\n".join(f"    {line}" if line.strip() else line for line in lines)
        ways[:0] = [("prompt, indented", joint + whole), ("prompt, indented", f"{joint}    {text}")]
    for rule, body in ways:
        if is_python(prompt + body):
            return Found(prompt + body, rule, Span(text, 0, len(text)), prompted=True)
    ends = [n for n in range(1, len(lines)) if lines[n] and not lines[n][0].isspace()]
    for end in ends[:_MOST_TRIES]:
        body = "\n".join(lines[:end])
        code = f"{prompt}{joint}{body}\n"
        if body.strip() and is_python(code):
            return Found(code, "prompt, cut", Span(body, 0, len(body)), prompted=True)
    return None


def _longest(text: str, entry_point: str) -> Found | None:
    """The longest run of lines that parses and defines, from a line that looks like code."""
    lines = text.split("\n")
    places = [0, *accumulate(len(line) + 1 for line in lines)]
    marks = [found.start() for found in _definition(entry_point).finditer(text)]
    starts = [n for n, line in enumerate(lines) if _STARTS.match(line)]
    ends = [n for n in range(1, len(lines)) if not lines[n] or not lines[n][0].isspace()]
    ends.append(len(lines))
    tries, parsed = 0, 0
    for start in starts:
        begin = places[start]
        first = bisect_left(marks, begin) if entry_point else 0
        if entry_point and first == len(marks):
            return None
        for end in reversed(ends):
            stop = places[end] - 1
            if end <= start or (entry_point and stop <= marks[first]):
                break
            tries, parsed = tries + 1, parsed + stop - begin
            if tries > _MOST_TRIES or parsed > _MOST_IN_ALL:
                return None
            if is_python(text[begin:stop]) and defines(text[begin:stop], entry_point):
                return _cut(text, begin, stop, "lines")
    return None


def _cut(text: str, start: int, end: int, rule: str) -> Found:
    code = text[start:end].removeprefix("\ufeff")
    return Found(_dedented(code), rule, Span(text[start:end], start, end))


def _dedented(code: str) -> str:
    """Without the indentation of its first line that holds something, where all lines have it."""
    lines = code.split("\n")
    first = next((line for line in lines if line.strip()), "")
    indent = first[: len(first) - len(first.lstrip(" \t"))]
    if not indent or any(line.strip() and not line.startswith(indent) for line in lines):
        return code
    return "\n".join(line[len(indent) :] if line.strip() else line for line in lines)
