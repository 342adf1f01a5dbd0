"""The constants that inputs are made of: those of known inputs, and of source code."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterable
from typing import Any, cast

__all__ = ["Vocabulary", "constants_of"]

_MOST = 400
_TOKEN = re.compile(r"[^\W\d_]+|\d+|\s+|[^\w\s]|_")


class Vocabulary:
    """Integers, floats, texts, the tokens of those texts and their characters, in order seen."""

    def __init__(self, values: Iterable[Any]) -> None:
        integers: dict[int, None] = {}
        floats: dict[float, None] = {}
        texts: dict[str, None] = {}
        for value in _leaves(values):
            if type(value) is int:
                integers[value] = None
            elif type(value) is float:
                floats[value] = None
            elif type(value) is str:
                texts[value] = None
        tokens = {token: None for text in texts for token in _TOKEN.findall(text[:2000])}
        characters = {letter: None for text in texts for letter in text[:2000]}
        self.integers = list(integers)[:_MOST]
        self.floats = list(floats)[:_MOST]
        self.texts = list(texts)[:_MOST]
        self.tokens = list(tokens)[:_MOST]
        self.characters = list(characters)[:_MOST] or list(string.ascii_lowercase)


def constants_of(source: str) -> list[Any]:
    """The literal constants of Python source: numbers, texts without the docstrings.

    Empty where the source does not parse.
    """
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []
    documentation = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and id(node) not in documentation
        and type(node.value) in (int, float, str)
    ]


def _leaves(values: Iterable[Any]) -> Iterable[Any]:
    for value in values:
        if isinstance(value, dict):
            held = cast("dict[Any, Any]", value)
            yield from _leaves([*held.keys(), *held.values()])
        elif isinstance(value, list | tuple | set | frozenset):
            yield from _leaves(cast("Iterable[Any]", value))
        else:
            yield value
