"""Verilog source as tokens: which modules it defines, and what no design may do.

No parser: iverilog and Yosys decide what the language is. Here is only seen what a design would
need to leave its room: system tasks beyond those that compute or print, files, other modules'
insides. Comments and strings are passed over. Linear in the length of the source.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

__all__ = [
    "Token",
    "alike",
    "edges",
    "forbidden",
    "modules",
    "reached",
    "renamed",
    "timescale",
    "tokens",
    "top_of",
]

_TOKEN = re.compile(
    r"""
    (?P<skip>\s+|//[^\n]*|/\*(?:[^*]|\*(?!/))*(?:\*/|\Z)|\(\*(?!\s*\))(?:[^*]|\*(?!\)))*(?:\*\)|\Z))
  | (?P<string>"(?:[^"\\]|\\.)*(?:"|\Z))
  | (?P<word>[A-Za-z_][\w$]*|\\\S+)
  | (?P<system>\$[\w$]+)
  | (?P<directive>`+[\w"]*)
  | (?P<number>(?:\d[\d_]*[ \t]*)?'[sS]?[bBoOdDhH][ \t]*[\w?]+|'[01xXzZ]\b|\d[\w.]*)
  | (?P<sign><<<|>>>|===|!==|<=|>=|==|!=|&&|\|\||<<|>>|\*\*|~\^|\^~|~&|~\||\+:|-:|->|::|.)
    """,
    re.VERBOSE | re.DOTALL,
)

COMPUTES = frozenset(
    "$signed $unsigned $clog2 $bits $size $left $right $low $high $increment $dimensions "
    "$unpacked_dimensions $countones $countbits $onehot $onehot0 $isunknown $rtoi $itor "
    "$realtobits $bitstoreal $cast $typename $time $stime $realtime $random $urandom "
    "$urandom_range $display $displayb $displayh $displayo $write $writeb $writeh $writeo "
    "$monitor $strobe $error $warning $info $timeformat $ln $log10 $exp $sqrt $pow $floor $ceil "
    "$abs $min $max $sin $cos $tan $atan".split()
)
"""System tasks and functions that a design may use: they compute, or print what nobody believes."""

_WORDS = frozenset(("force", "release", "bind", "config", "program"))


class Token(NamedTuple):
    """A piece of source: its class, its text, where it stands."""

    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def tokens(source: str) -> Iterator[Token]:
    """The tokens of Verilog, comments, attributes and space left out."""
    for found in _TOKEN.finditer(source):
        if found.lastgroup and found.lastgroup != "skip":
            yield Token(found.lastgroup, found.group(), found.start())


def modules(source: str) -> list[str]:
    """The names of the modules that the source defines, in order."""
    found: list[str] = []
    for before, token in pairwise(tokens(source)):
        if before.text in ("module", "macromodule") and token.kind == "word":
            found.append(token.text)
    return found


def top_of(source: str, preferred: tuple[str, ...] = ()) -> str:
    """The module that is the design: a preferred name, else the last that no other instantiates."""
    names = modules(source)
    for name in preferred:
        if name in names:
            return name
    counts = Counter(token.text for token in tokens(source))
    lone = [name for name in names if counts[name] == 1]
    return (lone or names or [""])[-1]


def renamed(source: str, name: str, to: str) -> str:
    """The source with a word exchanged wherever it stands as a word."""
    parts: list[str] = []
    at = 0
    for token in tokens(source):
        if token.kind == "word" and token.text == name:
            parts += (source[at : token.start], to)
            at = token.end
    return "".join((*parts, source[at:]))


def alike(source: str, other: str, top: str) -> bool:
    """Whether a design is another, token for token, the name of its top module apart."""
    name = top_of(other, ("RefModule", top))
    same = renamed(other, name, top) if name and name != top else other
    return [t.text for t in tokens(source)] == [t.text for t in tokens(same)]


def reached(source: str, top: str) -> str:
    """The source without the modules that the top one does not use, such as a bench beside it."""
    spans: list[tuple[int, int, str, set[str]]] = []
    start, name = -1, ""
    words: set[str] = set()
    for token in tokens(source):
        if token.text in ("module", "macromodule"):
            start, name = token.start, ""
            words = set()
        elif token.text == "endmodule" and start >= 0:
            spans.append((start, token.end, name, words))
            start = -1
        elif start >= 0:
            name = name or token.text
            words.add(token.text)
    used: set[str] = set()
    waiting = {top}
    while waiting:
        used |= waiting
        named = {word for _, _, name, words in spans if name in waiting for word in words}
        waiting = (named & {name for _, _, name, _ in spans}) - used
    parts: list[str] = []
    at = 0
    for start, end, name, _ in spans:
        if name not in used:
            parts.append(source[at:start])
            at = end
    return "".join((*parts, source[at:]))


def timescale(source: str) -> str:
    """The first `timescale line; empty where there is none."""
    found = re.search(r"^\s*(`timescale[ \t]+[^\n]*?)[ \t]*(?://[^\n]*)?$", source, re.MULTILINE)
    return found.group(1) if found else ""


def edges(source: str) -> dict[str, set[str]]:
    """The signals that the source waits for an edge of, with the edges."""
    found: dict[str, set[str]] = {}
    for before, token in pairwise(tokens(source)):
        if before.text in ("posedge", "negedge") and token.kind == "word":
            found.setdefault(token.text, set()).add(before.text)
    return found


def forbidden(source: str) -> tuple[str, Token] | None:
    """The first thing that no design may do: what it is, and where; None where there is none."""
    words = list(tokens(source))
    dotted = _heads(words)
    counts = Counter(token.text for token in words if token.kind == "word")
    heads = Counter(token.text for token in dotted)
    places = {token.start for token in dotted}
    for place, token in enumerate(words):
        after = words[place + 1] if place + 1 < len(words) else None
        if token.kind == "system" and token.text not in COMPUTES:
            return f"the system task {token.text}", token
        if token.kind == "directive":
            name = token.text.lower()
            if name == "`include":
                return "a file that it includes", token
            if name.startswith("``") or '"' in name:
                return "names pasted together by a macro", token
            if name == "`line":
                return "the directive `line", token
        if token.text in ("import", "export"):
            if after is not None and after.kind == "string":
                return "a function of another language", token
        elif token.kind == "word" and token.text in _WORDS:
            return f"`{token.text}`", token
        # A name that stands nowhere but before dots belongs to a module that is not its own.
        if token.start in places and heads[token.text] == counts[token.text]:
            return f"a name outside of the design, {token.text}", token
    return None


def _heads(words: list[Token]) -> list[Token]:
    """The first names of dotted names, `$root` and `$unit` among them."""
    found: list[Token] = []
    for place, token in enumerate(words[:-1]):
        if token.kind != "word" or words[place + 1].text != ".":
            continue
        if place and words[place - 1].text in (".", "::"):
            continue
        found.append(token)
    return found
