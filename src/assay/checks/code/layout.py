"""The kind `code.layout`."""

from __future__ import annotations

import ast
import re
import tokenize
from collections.abc import Iterator, Sequence
from itertools import pairwise
from random import Random
from typing import Annotated, Literal, cast

import msgspec

from assay.check import Example
from assay.checks.code.quality.base import Finding, QualityCheck, listed
from assay.checks.code.quality.source import Source

__all__ = ["Layout"]

_OPENING = re.compile(r"[A-Za-z]{0,2}(\"\"\"|'''|\"|')")


class Layout(QualityCheck, kind="code.layout"):
    """How the lines of the program are laid out.

    `line_length`: the most characters in a line. `quotes`: of texts that could have either
    (`double` or `single`; a text that holds that quote, and docstrings, are left out; at least one
    text is needed). `indent`: spaces a level, 0 for tabs (at least one indented line is needed).
    `trailing_space`: False forbids space at the ends of lines. `semicolons`: False forbids
    statements joined by `;`. `one_line_blocks`: False forbids `if x: y` on one line.
    `trailing_commas`: True asks for one after the last element where a bracket is closed on a
    line of its own (at least one such bracket is needed). `two_blank_lines`: True asks for two
    blank lines around functions and classes of the module.
    """

    line_length: Annotated[int, msgspec.Meta(ge=20, le=1000)] | None = None
    quotes: Literal["double", "single"] | None = None
    indent: Annotated[int, msgspec.Meta(ge=0, le=16)] | None = None
    trailing_space: bool = True
    semicolons: bool = True
    one_line_blocks: bool = True
    trailing_commas: bool = False
    two_blank_lines: bool = False

    def validate(self) -> None:
        free = self.trailing_space and self.semicolons and self.one_line_blocks
        bound = (self.line_length, self.quotes, self.indent)
        asked = self.trailing_commas or self.two_blank_lines
        if free and not asked and all(value is None for value in bound):
            raise ValueError("nothing is asked for")

    def finding(self, source: Source) -> Finding:
        wrong: list[tuple[int, str]] = []
        if self.line_length is not None:
            wrong += _long(source, self.line_length)
        if not self.trailing_space:
            lines = enumerate(source.lines, 1)
            wrong += [
                (n, "there is space at the end") for n, line in lines if line != line.rstrip()
            ]
        if not self.semicolons:
            wrong += _signs(source, ";", "statements are joined by a semicolon")
        if not self.one_line_blocks:
            wrong += _one_line(source)
        if self.two_blank_lines:
            wrong += _blank(source)
        for rule, nothing in self._needing(source):
            found = list(rule)
            wrong += [(line, said) for line, said in found if said]
            if not found:
                wrong.append((1, nothing))
        places = max(len(source.lines), len(wrong))
        return Finding(wrong, places, "", "The program is laid out as asked for.")

    def _needing(self, source: Source) -> Iterator[tuple[Iterator[tuple[int, str]], str]]:
        """Rules that need something to be about, and what is said where there is nothing."""
        if self.quotes is not None:
            yield _quotes(source, self.quotes), "there is no text in quotes"
        if self.indent is not None:
            yield _indented(source, self.indent), "no line is indented"
        if self.trailing_commas:
            yield _commas(source), "no bracket is closed on a line of its own"

    def describe(self) -> str:
        asked: list[str] = []
        if self.line_length is not None:
            asked.append(f"keep every line within {self.line_length} characters")
        if self.quotes is not None:
            asked.append(f"write strings in {self.quotes} quotes")
        if self.indent is not None:
            by = f"{self.indent} spaces" if self.indent else "tabs"
            asked.append(f"indent by {by}")
        if not self.trailing_space:
            asked.append("leave no space at the ends of lines")
        if not self.semicolons:
            asked.append("join no statements by semicolons")
        if not self.one_line_blocks:
            asked.append("put the body of every block on lines of its own")
        if self.trailing_commas:
            asked.append("put a comma after the last element of every bracket that spans lines")
        if self.two_blank_lines:
            asked.append("put two blank lines around functions and classes of the module")
        return f"In the code, {listed(asked)}."

    @classmethod
    def examples(cls) -> Sequence[Example]:
        rows = 'rows = [\n    "a",\n    "b",\n]\n'
        return (
            Example(cls(line_length=20), "x = 'short enough'\n", True),
            Example(cls(line_length=20), "value = 'much too long'\n", False),
            Example(cls(quotes="double"), rows, True),
            Example(cls(quotes="double"), "x = 'it'\n", False),
            Example(cls(quotes="double"), "x = 'say \"it\"'\n", False),
            Example(cls(quotes="single"), "x = f(1)\n", False),
            Example(cls(trailing_commas=True), rows, True),
            Example(cls(trailing_commas=True), rows.replace('"b",', '"b"'), False),
            Example(cls(indent=2), "if x:\n    f()\n", False),
        )

    @classmethod
    def draw(cls, rng: Random, level: int) -> Layout:
        quotes: Literal["double", "single"] = rng.choice(("double", "single"))
        usual = (
            cls(line_length=rng.choice((100, 88))),
            cls(line_length=79, trailing_space=False),
            cls(quotes=quotes, semicolons=False),
            cls(line_length=72, indent=rng.choice((2, 4)), quotes=quotes),
            cls(
                line_length=60, indent=rng.choice((2, 3, 0)), quotes="single", trailing_commas=True
            ),
        )
        return usual[min(max(level, 1), 5) - 1]


def _long(source: Source, most: int) -> list[tuple[int, str]]:
    lengths = [(n, len(line.rstrip("\r"))) for n, line in enumerate(source.lines, 1)]
    return [(n, f"the line has {length} characters") for n, length in lengths if length > most]


def _signs(source: Source, sign: str, said: str) -> list[tuple[int, str]]:
    return [(t.start[0], said) for t in source.tokens if t.type == tokenize.OP and t.string == sign]


def _one_line(source: Source) -> Iterator[tuple[int, str]]:
    for node in source.nodes:
        for part in ("body", "orelse", "finalbody"):
            inner = cast("object", getattr(node, part, None))
            first = cast("list[ast.AST]", inner)[0] if isinstance(inner, list) and inner else None
            if isinstance(first, ast.stmt) and not isinstance(node, ast.Module):
                before = source.lines[first.lineno - 1].encode()[: first.col_offset]
                if before.strip().endswith(b":"):
                    yield first.lineno, "the block stands on the line that opens it"


def _quotes(source: Source, wanted: str) -> Iterator[tuple[int, str]]:
    quote, other = ('"', "'") if wanted == "double" else ("'", '"')
    documents = {
        node.body[0].lineno
        for node in (source.tree, *source.functions, *source.classes)
        if node.body and isinstance(node.body[0], ast.Expr)
    }
    for token in source.tokens:
        if token.type != tokenize.STRING or token.start[0] in documents:
            continue
        opening = _OPENING.match(token.string)
        mark = opening.group(1) if opening else quote
        if mark[0] == other and quote not in token.string:
            yield token.start[0], f"the text is not in {wanted} quotes"
        elif mark[0] == quote:
            yield token.start[0], ""


def _indented(source: Source, spaces: int) -> Iterator[tuple[int, str]]:
    depth: list[str] = [""]
    for token in source.tokens:
        if token.type == tokenize.INDENT:
            before, depth = depth[-1], [*depth, token.string]
            added = token.string.removeprefix(before)
            good = added == (" " * spaces if spaces else "\t")
            by = "one tab" if not spaces else f"{spaces} spaces"
            yield token.start[0], "" if good else f"the block is not indented by {by}"
        elif token.type == tokenize.DEDENT:
            depth.pop()


def _commas(source: Source) -> Iterator[tuple[int, str]]:
    """Brackets of several elements, closed on a line of their own."""
    opened: list[tuple[tokenize.TokenInfo, bool]] = []
    before: tokenize.TokenInfo | None = None
    for token in source.tokens:
        if token.type in (tokenize.NL, tokenize.COMMENT):
            continue
        if token.string in ("(", "[", "{") and token.type == tokenize.OP:
            opened.append((token, False))
        elif token.string == "," and opened:
            opened[-1] = (opened[-1][0], True)
        elif token.string in (")", "]", "}") and token.type == tokenize.OP and opened:
            start, several = opened.pop()
            alone = before is not None and before.end[0] < token.start[0]
            if several and alone and start.start[0] < token.start[0] and before is not None:
                comma = before.string == ","
                yield before.start[0], "" if comma else "there is no comma after the last element"
        before = token


def _blank(source: Source) -> Iterator[tuple[int, str]]:
    body = source.tree.body
    for before, node in pairwise(body):
        kinds = (type(before).__name__, type(node).__name__)
        if not any(kind in ("FunctionDef", "AsyncFunctionDef", "ClassDef") for kind in kinds):
            continue
        decorators = getattr(node, "decorator_list", [])
        first = min([node.lineno, *(d.lineno for d in decorators)])
        between = source.lines[before.end_lineno or 0 : first - 1]
        if sum(1 for line in between if not line.strip()) < 2:
            yield first, "there are not two blank lines before it"
