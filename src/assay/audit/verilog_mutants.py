"""Wrong hardware made from right: one small change of the tokens of a Verilog design each.

The operators are those of mutation analysis for hardware: arithmetic, logic and relations
exchanged, constants off by one, the other edge of a clock, blocking and non-blocking assignment
exchanged, conditions negated, branches of a choice exchanged, indices moved, names mistaken for one
another, an assignment left out. The header of the module stays as it is, so that what is changed is
what the design does. A mutant may still mean the same: `code.verilog_equivalence` tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random
from typing import NamedTuple

from assay.checks.code.hdl.source import Token, tokens

__all__ = ["OPERATORS", "VerilogMutant", "verilog_mutants"]

OPERATORS = (
    "arithmetic", "logic", "relation", "shift", "negation", "constant", "edge", "assignment",
    "condition", "choice", "index", "name", "omission",
)  # fmt: skip

_EXCHANGED = {
    "+": ("arithmetic", ("-",)), "-": ("arithmetic", ("+",)), "*": ("arithmetic", ("+",)),
    "&": ("logic", ("|", "^")), "|": ("logic", ("&", "^")), "^": ("logic", ("&", "|")),
    "~^": ("logic", ("^",)), "^~": ("logic", ("^",)),
    "&&": ("logic", ("||",)), "||": ("logic", ("&&",)),
    "==": ("relation", ("!=", "<=")), "!=": ("relation", ("==",)), "===": ("relation", ("!==",)),
    "<": ("relation", ("<=", ">=")), ">": ("relation", (">=", "<=")),
    ">=": ("relation", (">", "<")),
    "<<": ("shift", (">>",)), ">>": ("shift", ("<<",)), ">>>": ("shift", (">>", "<<")),
    "~": ("negation", ("",)), "!": ("negation", ("",)),
    "posedge": ("edge", ("negedge",)), "negedge": ("edge", ("posedge",)),
}  # fmt: skip
_LITERAL = re.compile(r"(?P<base>'[sS]?[bBoOdDhH])(?P<digits>[0-9a-fA-F_]+)\Z")
_RADIX = {"b": 2, "o": 8, "d": 10, "h": 16}
_KEYWORDS = frozenset(
    "module endmodule begin end if else case casez casex endcase default assign always always_ff "
    "always_comb always_latch initial posedge negedge or input output inout reg wire logic integer "
    "int bit parameter localparam for generate endgenerate genvar function endfunction task "
    "endtask signed unsigned typedef enum struct packed return while repeat forever".split()
)


class VerilogMutant(NamedTuple):
    """A changed design: its source, what kind of change, and where."""

    source: str
    operator: str
    line: int
    change: str


def verilog_mutants(source: str, *, most: int = 0, seed: int = 0) -> list[VerilogMutant]:
    """Every mutant of a design in order, or `most` of them drawn by `seed`, all operators in turn.

    That each compiles is not promised.
    """
    found = list(dict.fromkeys(_all(source)))
    if not most or len(found) <= most:
        return found
    rng = Random(f"{seed}:verilog")  # noqa: S311, reproducible by design
    groups = [[m for m in found if m.operator == name] for name in OPERATORS]
    for group in groups:
        rng.shuffle(group)
    rng.shuffle(groups)
    taken: list[VerilogMutant] = []
    while len(taken) < most:
        for group in groups:
            if group and len(taken) < most:
                taken.append(group.pop())
    return taken


def _all(source: str) -> Iterator[VerilogMutant]:
    words = _body(list(tokens(source)))
    for place, token in enumerate(words):
        for operator, start, end, text in _changes(source, words, place):
            was, now = source[start:end], text
            made = source[:start] + text + source[end:]
            line = source.count("\n", 0, token.start) + 1
            yield VerilogMutant(made, operator, line, f"{_short(was)} became {_short(now)}")


def _body(words: list[Token]) -> list[Token]:
    """The tokens outside of module headers and of declarations of ports."""
    kept: list[Token] = []
    skipping = False
    for token in words:
        if token.text in ("module", "input", "output", "inout", "typedef", "parameter", "genvar"):
            skipping = True
        if not skipping:
            kept.append(token)
        if token.text == ";":
            skipping = False
    return kept


def _changes(source: str, words: list[Token], place: int) -> Iterator[tuple[str, int, int, str]]:
    """What can be changed at a token: the operator, the stretch, its new text."""
    token = words[place]
    before = words[place - 1].text if place else ""
    if token.text in _EXCHANGED:
        binary = token.text not in "+-&|^" or _operand_before(words, place)
        operator, others = _EXCHANGED[token.text]
        if binary or operator == "negation":
            for other in others:
                yield operator, token.start, token.end, other
    if token.text == "<=":
        if _assigns(words, place):
            yield "assignment", token.start, token.end, "="
        else:
            yield "relation", token.start, token.end, "<"
            yield "relation", token.start, token.end, ">"
    elif token.text == "=" and _assigns(words, place) and _in_always(words, place):
        yield "assignment", token.start, token.end, "<="
    elif token.kind == "number":
        operator = "index" if before in ("[", ":", "+:", "-:") else "constant"
        for text in _near(token.text):
            yield operator, token.start, token.end, text
    elif token.text == "if" and place + 1 < len(words) and words[place + 1].text == "(":
        end = _closing(words, place + 1)
        if end:
            inner = words[place + 1].end
            condition = source[inner : words[end].start]
            yield "condition", inner, words[end].start, f"!({condition})"
            yield "condition", inner, words[end].start, "1'b1"
    elif token.text == "?":
        yield from _swapped(words, place)
    elif token.kind == "word" and token.text not in _KEYWORDS:
        yield from _mistaken(words, place)
    if token.text in ("<=", "=") and _assigns(words, place) and _in_always(words, place):
        yield from _omitted(words, place)


def _operand_before(words: list[Token], place: int) -> bool:
    before = words[place - 1] if place else None
    return before is not None and (
        (before.kind in ("word", "number") and before.text not in _KEYWORDS)
        or before.text in (")", "]", "}")
    )


def _assigns(words: list[Token], place: int) -> bool:
    """Whether this sign assigns: outside of brackets, the first of its kind in its statement."""
    depth = 0
    for token in reversed(words[max(0, place - 60) : place]):
        if token.text in (")", "]", "}"):
            depth += 1
        elif token.text in ("(", "[", "{"):
            depth -= 1
            if depth < 0:
                return False
        elif not depth:
            if token.text in ("=", "<="):
                return False
            if (
                token.text in (";", "begin", "end", "else", ":", "endcase")
                or token.text == "assign"
            ):
                return token.text != "assign"
    return True


def _in_always(words: list[Token], place: int) -> bool:
    """Whether the last block that was opened is procedural."""
    for token in reversed(words[:place]):
        if token.text.startswith("always"):
            return True
        if token.text in ("assign", "initial", "endmodule", "localparam", "function"):
            return False
    return False


def _near(literal: str) -> Iterator[str]:
    """A number one more and one less, in its own base; the same number of bits."""
    found = _LITERAL.search(literal)
    if found is None:
        if literal.isdecimal():
            yield str(int(literal) + 1)
            if int(literal):
                yield str(int(literal) - 1)
        return
    radix = _RADIX[found.group("base")[-1].lower()]
    try:
        value = int(found.group("digits").replace("_", ""), radix)
    except ValueError:
        return
    letter = {2: "b", 8: "o", 10: "d", 16: "x"}[radix]
    size = len(found.group("digits")) if radix != 10 else 1
    for other in (value + 1, value - 1):
        digits = format(other, f"0{size}{letter}") if other >= 0 else ""
        if digits and (radix == 10 or len(digits) == size):
            yield literal[: found.start()] + found.group("base") + digits


def _closing(words: list[Token], opening: int) -> int:
    depth = 0
    for place in range(opening, len(words)):
        if words[place].text in ("(", "[", "{"):
            depth += 1
        elif words[place].text in (")", "]", "}"):
            depth -= 1
            if not depth:
                return place
    return 0


def _swapped(words: list[Token], place: int) -> Iterator[tuple[str, int, int, str]]:
    """The two branches of a choice exchanged, where both are single words or numbers."""
    if place + 4 >= len(words):
        return
    yes, colon, no, after = words[place + 1 : place + 5]
    ends = after.text in (";", ",", ")", "}")
    if colon.text == ":" and ends and {yes.kind, no.kind} <= {"word", "number"}:
        yield "choice", yes.start, no.end, f"{no.text} : {yes.text}"


def _mistaken(words: list[Token], place: int) -> Iterator[tuple[str, int, int, str]]:
    """The name beside it in the order of names, where this one is read and stands alone."""
    token = words[place]
    after = words[place + 1].text if place + 1 < len(words) else ""
    before = words[place - 1].text if place else ""
    if after in ("(", ".", "=", "<=", ":") or before in (
        ".",
        "#",
        "`",
        "wire",
        "reg",
        "logic",
        "]",
    ):
        return
    if not (_operand_before(words, place) or before in _READS):
        return
    names = sorted(
        {t.text for t in words if t.kind == "word" and t.text not in _KEYWORDS and t.text.islower()}
    )
    if token.text not in names or len(names) < 2:
        return
    other = names[(names.index(token.text) + 1) % len(names)]
    yield "name", token.start, token.end, other


_READS = frozenset(
    ("(", "=", "<=", "&", "|", "^", "+", "-", "~", "!", "?", ",", "{", "&&", "||", "==", "<", ">")
)


def _omitted(words: list[Token], place: int) -> Iterator[tuple[str, int, int, str]]:
    """The assignment left out: its whole statement is empty."""
    start = place
    while start and words[start - 1].text not in (";", "begin", "end", "else", ":", ")"):
        start -= 1
    end = place
    while end < len(words) and words[end].text != ";":
        end += 1
    if end < len(words) and words[start].kind == "word":
        yield "omission", words[start].start, words[end].start, ""


def _short(text: str) -> str:
    line = " ".join(text.split())
    return f"`{line if len(line) <= 40 else line[:37] + '...'}`" if line else "nothing"
