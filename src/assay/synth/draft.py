"""A text in the making: words in sentences, sentences in rows, rows in paragraphs.

A row is a block of prose, which may run over several lines, or one line with a prefix (a list
item, a heading, a section). Filler words may be exchanged; fixed ones stand for what is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from assay.synth.jsontext import Layout, laid_out

__all__ = ["Draft", "Row", "Sentence", "Word", "cased"]

_WORD = re.compile(r"(?<![\w\u0300-\u036f])[^\W\d_]")
_WHOLE = re.compile(r"(?<![\w\u0300-\u036f])[^\W\d_]+(?:['\u2019][^\W\d_]+)*")
_SMALL = frozenset(
    "a an and as at but by for from in into nor of on or so the to up via with yet".split()
)


class Word(msgspec.Struct):
    """A word, with what is set before and after it. `loud` is in capitals."""

    text: str
    fixed: bool = False
    part: str = ""
    head: str = ""
    tail: str = ""
    loud: bool = False
    glued: bool = False
    """Bound to the word before it by a hyphen."""
    bound: bool = False
    """Of one wording with the word before it."""
    broken: bool = False
    """A blank line before it."""
    final: bool = False
    """Of the wording that ends the text."""

    @property
    def worded(self) -> bool:
        """Whether it counts as a word, as a divider does not."""
        return any(map(str.isalnum, self.text))

    def show(self) -> str:
        """The word as it stands in the text."""
        return f"{self.head}{self.text.upper() if self.loud else self.text}{self.tail}"


class Sentence(msgspec.Struct):
    """Words and the mark that ends them; no mark where it is a label."""

    words: list[Word]
    mark: str = "."
    low: int = 0
    high: int | None = None

    @property
    def filler(self) -> list[Word]:
        """The words that may be exchanged or left out."""
        return [word for word in self.words if not word.fixed]


class Row(msgspec.Struct):
    """A block of prose over `lines` lines, or a line with a prefix."""

    sentences: list[Sentence]
    prefix: str = ""
    suffix: str = ""
    kind: str = "prose"
    lines: int = 1

    @property
    def prose(self) -> bool:
        """Whether this is running text."""
        return self.kind == "prose"


class Draft(msgspec.Struct):
    """Paragraphs of rows, and how they are put together."""

    paragraphs: list[list[Row]]
    case: str = ""
    gap: str = " "
    head: str = ""
    tail: str = ""
    json: Layout | None = None
    width: int = 10**9
    """The most words of a text in JSON, and of a line."""
    line: int = 10**9
    narrow: bool = False
    """Lines are cut between any two words."""

    def rows(self) -> Iterator[Row]:
        """Every row in order."""
        for paragraph in self.paragraphs:
            yield from paragraph

    def sentences(self) -> list[Sentence]:
        """Every sentence in order."""
        return [sentence for row in self.rows() for sentence in row.sentences]

    def words(self) -> list[Word]:
        """Every word in order."""
        return [word for sentence in self.sentences() for word in sentence.words]

    def text(self) -> str:
        """The text as it stands."""
        if self.json is not None:
            return laid_out(self.json, self._texts())
        shown = ["\n".join(self._row(row) for row in rows) for rows in self.paragraphs]
        text = "\n\n".join(piece for piece in shown if piece)
        apart = " " if self.tail and self._fenced() else ""
        return cased(f"{self.head}{text}{apart}{self.tail}", self.case)

    def _fenced(self) -> bool:
        """Whether the last line opens a block of code, whose language must stand alone."""
        return bool(self.paragraphs and self.paragraphs[-1]) and (
            self.paragraphs[-1][-1].kind == "fence"
        )

    def line_of_prose(self) -> str:
        """All sentences on one line."""
        return cased(self.on_line(self.sentences()), self.case)

    def _texts(self) -> list[str]:
        """The prose in texts that are not too long."""
        prose = self.line_of_prose()
        words = prose.split(" ")
        if len(words) <= self.width:
            return [prose]
        if self.json is not None and self.json.worded:
            head, rest = words[: self.width], words[self.width :]
            number = -(-len(rest) // self.line)
            return [" ".join(head), *_even([(word, 1) for word in rest], number, self.gap)]
        number = -(-len(words) // self.width)
        return _even([(word, 1) for word in words], number, self.gap)

    def _row(self, row: Row) -> str:
        if row.lines > 1:
            return row.prefix + "\n".join(self._broken(row)) + row.suffix
        return (row.prefix + self.on_line(row.sentences)).rstrip() + row.suffix

    def on_line(self, sentences: list[Sentence]) -> str:
        """Sentences on one line."""
        return self.gap.join(filter(None, map(self._sentence, sentences)))

    def _sentence(self, sentence: Sentence) -> str:
        return self._capital("".join(self._spaced(sentence.words))) + sentence.mark

    def _spaced(self, words: list[Word]) -> Iterator[str]:
        ended = False
        for place, word in enumerate(words):
            if place:
                yield (
                    "\n\n"
                    if word.broken
                    else "-"
                    if word.glued
                    else self._gap(words[place - 1], word)
                )
            shown = word.show()
            yield self._capital(shown) if ended and not word.fixed else shown
            ended = shown[-1:] in (".", "!", "?")

    def _gap(self, before: Word, after: Word) -> str:
        """A space, also where words are not spaced but one is set off or in Latin letters."""
        if self.gap:
            return self.gap
        marked = before.tail.strip(",;:]") or after.head.strip("[")
        apart = marked or (before.tail and after.head)
        return " " if apart or before.text.isascii() or after.text.isascii() else ""

    @staticmethod
    def _capital(text: str) -> str:
        return text[:1].upper() + text[1:]

    def _broken(self, row: Row) -> list[str]:
        """The prose cut into its lines: between sentences where there are enough, or in them."""
        pieces = [(self._sentence(s), sum(w.worded for w in s.words)) for s in row.sentences]
        if len(pieces) < row.lines or self.narrow:
            shown = [self._sentence(s) for s in row.sentences]
            pieces = [(w, int(any(map(str.isalnum, w)))) for one in shown for w in one.split(" ")]
            if self.gap == "":
                pieces = [piece for s in row.sentences for piece in self._pieces(s)]
        final = any(word.final for s in row.sentences for word in s.words)
        return _even(pieces, row.lines, self.gap, 0 if final else 1)

    def _pieces(self, sentence: Sentence) -> Iterator[tuple[str, int]]:
        for place, word in enumerate(sentence.words):
            last = place == len(sentence.words) - 1
            yield word.show() + (sentence.mark if last else ""), 1


def _even(pieces: list[tuple[str, int]], lines: int, gap: str, at: int = 1) -> list[str]:
    """The pieces on so many lines of about the same number of words; dashes where too few."""
    total = sum(weight for _, weight in pieces)
    shown: list[str] = []
    line: list[str] = []
    done = 0
    for place, (piece, weight) in enumerate(pieces):
        line.append(piece)
        done += weight
        left, rest = lines - len(shown) - 1, len(pieces) - place - 1
        if left and (done * lines >= total * (len(shown) + 1) or rest <= left):
            shown.append(gap.join(line))
            line = []
    if line:
        shown.append(gap.join(line))
    shown[at:at] = ["\u2014"] * (lines - len(shown))
    return shown


def _titled(word: str) -> str:
    return word if word in _SMALL else word[0].upper() + word[1:]


def cased(text: str, case: str) -> str:
    """The text in that case throughout."""
    if case == "upper":
        return text.upper()
    if case == "lower":
        return text.lower()
    if case == "title":
        return _WHOLE.sub(lambda match: _titled(match[0]), text)
    if case == "capitalised":
        return _WORD.sub(lambda match: match[0].upper(), text)
    return text
