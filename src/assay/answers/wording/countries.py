"""Countries of several words under one key: "the U.S.", "United States of America", "America"."""

from __future__ import annotations

from assay.answers.wording.folding import Word, Words

__all__ = ["COUNTRY_WORDS", "joined_countries"]

COUNTRY_WORDS = frozenset(("united", "u", "britain", "usa", "america", "soviet"))
"""One of these stands in each of them."""

_PAIRS = {
    ("united", "states"): "usa", ("u", "s"): "usa", ("united", "kingdom"): "uk", ("u", "k"): "uk",
    ("great", "britain"): "uk", ("soviet", "union"): "ussr",
}  # fmt: skip


def joined_countries(words: Words) -> Words:
    """The words with each country of two words as one."""
    joined: Words = []
    for word in words:
        before = joined[-1] if joined else None
        if before and (pair := (before.form, word.form)) in _PAIRS:
            key = _PAIRS[pair]
            joined[-1] = Word(key, key, before.start, word.end, before.capital)
        elif before and before.key == "usa" and word.form in ("a", "america"):
            joined[-1] = Word("usa", "usa", before.start, word.end, before.capital)
        else:
            joined.append(word)
    return joined
