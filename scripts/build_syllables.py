"""Makes `src/assay/views/data/syllables.txt.z`: the words whose syllables spelling does not tell.

    python scripts/build_syllables.py cmudict.dict words.txt

`cmudict.dict` is the CMU Pronouncing Dictionary as text, `words.txt` the words to keep of it, one
a line, which leaves out its tens of thousands of surnames. Each line of the result has the least
and the most syllables and the words of which that is true, sorted; a word begins with the number
of letters (as a character from `0` on) that it shares with the one before it.
"""

from __future__ import annotations

import sys
import zlib
from collections import defaultdict
from itertools import takewhile
from pathlib import Path

from assay.views.syllables import spelt

SPELT_OUT = frozenset("am as at id in it no or so us".split())
"""Words that the dictionary also has as abbreviations, read letter by letter."""
TO = Path(__file__).parents[1] / "src/assay/views/data/syllables.txt.z"


def pronounced(lines: list[str]) -> dict[str, set[int]]:
    """How many syllables each word has, one number a pronunciation."""
    found: dict[str, set[int]] = defaultdict(set)
    for line in lines:
        entry, *sounds = line.partition("#")[0].split()
        word = entry.partition("(")[0]
        if word.isascii() and word.isalpha():
            found[word].add(sum(sound[-1].isdigit() for sound in sounds))
    return found


def packed(words: list[str]) -> str:
    """The words, each without what it shares with the one before it."""
    made: list[str] = []
    before = ""
    for word in words:
        pairs = zip(before, word, strict=False)
        same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
        made.append(chr(48 + same) + word[same:])
        before = word
    return " ".join(made)


def main(dictionary: str, kept: str) -> None:
    wanted = set(Path(kept).read_text(encoding="utf-8").lower().split())
    sounds = pronounced(Path(dictionary).read_text(encoding="utf-8").splitlines())
    groups: dict[tuple[int, int], list[str]] = defaultdict(list)
    for word in sorted(wanted & sounds.keys()):
        counts = min(sounds[word]), max(sounds[word])
        if word in SPELT_OUT:
            counts = counts[0], counts[0]
        if spelt(word) != counts:
            groups[counts].append(word)
    lines = [f"{low}{high} {packed(words)}" for (low, high), words in sorted(groups.items())]
    TO.write_bytes(zlib.compress("\n".join(lines).encode("ascii"), 9))
    print(f"{sum(map(len, groups.values()))} words, {TO.stat().st_size} bytes")


if __name__ == "__main__":
    main(*sys.argv[1:])
