"""N-grams of languages, packed so that one addition scores all of them.

The data (`data/language.bin`) hold, for each script, a cost in nats for every n-gram of up to three
letters and every language. Each row is one integer with 16 bits a language: adding two integers
adds all languages at once, at the speed of C. Loaded at first need.
"""

from __future__ import annotations

import zlib
from functools import cache, lru_cache
from math import sqrt
from operator import add
from pathlib import Path
from struct import unpack_from
from typing import NamedTuple

import msgspec

__all__ = ["LONGEST", "Table", "cost", "table"]

LONGEST = 20  # letters scored of one word; with _WORDS it keeps every 16-bit sum from overflow
_ODD, _ODD_SHORT, _ODD_RANGE = 3.15, 3.5, 0.5  # nats a letter from which a text looks foreign
_RARER = {"af": 1.5, "ca": 1.0, "cy": 1.5, "so": 2.0, "sq": 1.0, "sw": 1.0, "tl": 1.0}


class _Part(msgspec.Struct):
    """One script in the header of the data: its languages, its n-grams, where its rows are."""

    languages: str
    grams: str
    start: int
    size: int


class _Header(msgspec.Struct):
    """The first line of the data."""

    step: float
    scripts: dict[str, _Part]


class Table(NamedTuple):
    """The rows of one script, each packed into one integer with 16 bits a language.

    Adding two integers then adds all languages at once, at the speed of C.
    """

    languages: list[str]
    grams: dict[str, int]
    priors: list[float]
    step: float

    def unpack(self, total: int) -> list[float]:
        return list(map(add, self.lanes(total), self.priors))

    def lanes(self, total: int) -> tuple[int, ...]:
        n = len(self.languages)
        return unpack_from(f"<{n}H", total.to_bytes(2 * n + 2, "little"))

    def fit(self, total: int, best: int, letters: int) -> float:
        """1 where the letters follow each other as in that language, 0 where they do not."""
        shift = 16 * len(self.languages)
        cost = ((total >> shift) + (total >> 16 * best & 0xFFFF)) * self.step / letters
        excess = cost - _ODD - _ODD_SHORT / sqrt(letters)
        return min(1.0, max(0.0, 1.0 - excess / _ODD_RANGE))


@lru_cache(maxsize=32768)
def cost(word: str, script: str) -> int:
    grams = table(script).grams
    get = grams.get
    padded = f" {word[:LONGEST]} "
    total = get(f"={word}", 0)
    # Each n-gram once a word: "aaaaaaaa" is no better evidence than "aaa".
    for gram in {padded[at : at + 3] for at in range(len(padded) - 2)}:
        total += get(gram) or get(gram[1:]) or get(gram[1]) or 0
    return total


@cache
def table(script: str) -> Table:
    header, body = _model()
    part = header.scripts[script]
    languages = part.languages.split()
    rows = body[part.start : part.start + part.size]
    priors = [_RARER.get(language, 0.0) / header.step for language in languages]
    grams = _pack(part.grams.split("\t"), rows, len(languages) + 1)
    return Table(languages, grams, priors, header.step)


def _pack(grams: list[str], rows: bytes, lanes: int) -> dict[str, int]:
    wide = bytearray(2 * len(rows))
    wide[::2] = rows
    width = 2 * lanes
    read = int.from_bytes
    starts = range(0, len(wide), width)
    return {
        gram: read(wide[at : at + width], "little") for gram, at in zip(grams, starts, strict=True)
    }


@cache
def _model() -> tuple[_Header, bytes]:
    path = Path(__file__).with_name("data") / "language.bin"
    head, _, body = zlib.decompress(path.read_bytes()).partition(b"\n")
    return msgspec.json.decode(head, type=_Header), body
