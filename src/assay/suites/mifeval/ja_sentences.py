"""How many sentences M-IFEval counts in a Japanese text.

It counts what ja_sentence_segmenter 0.0.2 gives: the text in NEologd's normal form, cut at line
ends, a line that ends in `の` joined to the next, and cut after each `。`, `!` and `?` that stands
in no bracket of one level. Lines without a letter count, as do blank ones that hold a space.
Written from its behaviour; linear where joining lines one by one was quadratic.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from string import punctuation

from assay.views.view import View

__all__ = ["SENTENCES", "count"]

# The full-width form of each ASCII mark. The backslash has none; the yen sign stands for it.
_FULL = {ord(c): chr(ord(c) + 0xFEE0) for c in punctuation if c not in "\"'\\~"} | {
    ord('"'): "\u201d",
    ord("'"): "\u2019",
    ord("~"): "\u301c",
    ord("\u00a5"): "\uffe5",
}
_NARROWED = "".join([c for c in _FULL.values() if c != "\uff1d"])
_LETTERS = re.compile("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff61-\uff9f]+")
_MARKS = re.compile(f"[{re.escape(_NARROWED)}]+")
_HYPHENS = re.compile("[\u02d7\u058a\u2010\u2011\u2012\u2013\u2043\u207b\u208b\u2212]+")
_LONG = re.compile("[\ufe63\uff0d\uff70\u2014\u2015\u2500\u2501\u30fc]+")
_TILDES = re.compile("[~\u223c\u223e\u301c\u3030\uff5e]")
_SPACES = re.compile("[ \u3000]+")
_WIDE = "\u4e00-\u9fff\u3040-\u309f\u30a0-\u30ff\u3000-\u303f\uff00-\uffef"
_BETWEEN = re.compile(f"(?<=[{_WIDE}]) (?=[\\x00-\\x7f{_WIDE}])|(?<=[\\x00-\\x7f]) (?=[{_WIDE}])")

_BRACKETS = (re.compile("「[^「」]*」"), re.compile(r"\([^()]*\)"))
# Marks in brackets are fenced by this character, and so protected where it stands already.
_FENCE = "\u222f"
_END = re.compile(f"(?<!{_FENCE})([。!?])(?!{_FENCE})")
_FENCED = re.compile(f"{_FENCE}([。!?]){_FENCE}")


def count(text: str) -> int:
    """The number of sentences."""
    different = Counter(_joined(_normal(text).splitlines()))
    return sum(n * _sentences(line) for line, n in different.items())


SENTENCES = View("sentences:ja-sentence-segmenter-0.0.2/1", count)


def _normal(text: str) -> str:
    """NEologd's normal form, tildes kept."""
    text = _narrow(_LETTERS, text.strip())
    text = _LONG.sub("ー", _HYPHENS.sub("-", text))
    text = _TILDES.sub("\uff5e", text).translate(_FULL)
    text = _BETWEEN.sub("", _SPACES.sub(" ", text))
    return _narrow(_MARKS, text).replace("\u2019", "'").replace("\u201d", '"')


def _narrow(these: re.Pattern[str], text: str) -> str:
    narrow = these.sub(lambda run: unicodedata.normalize("NFKC", run[0]), text)
    return narrow.replace("\uff0d", "-")


def _joined(lines: list[str]) -> list[str]:
    """The lines, each that ends in `の` and has more before it put together with the next."""
    joined: list[list[str]] = []
    length, open_ended = 0, False
    for line in lines:
        if open_ended and length > 1:
            joined[-1].append(line)
            length += len(line)
            open_ended = line.endswith("の") or not line
        else:
            joined.append([line])
            length, open_ended = len(line), line.endswith("の")
    return ["".join(parts) for parts in joined]


def _sentences(line: str) -> int:
    for brackets in _BRACKETS:
        line = brackets.sub(lambda inner: _END.sub(rf"{_FENCE}\1{_FENCE}", inner[0]), line)
    return len(_FENCED.sub(r"\1", _END.sub("\\1\n", line)).splitlines())
