"""Tokens of an answer: one linear pass over its text, LaTeX and plain notation alike.

A token is a kind and a value; kinds are the signs themselves (`+`, `(`, `^`) or short names:
`num` (its tree), `name` (a letter or a Greek letter), `word` (an unknown run of letters), `fn`,
`const`, `rel`, `and`, `or`, `where`, `deg`, `pct`, `cur`. Spacing commands, `$` and `\\left` leave
no token. The line keeps the slices of text: words and units are read from them.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from assay.answers.reading.lines import Line, paired
from assay.answers.reading.names import COMMANDS, CONNECTORS, DROPPED, PLAIN_WORDS, STOP_WORDS
from assay.answers.reading.numerals import cycle, numeral, repeating
from assay.answers.reading.signs import (
    CHINESE,
    ENGLISH,
    ESCAPED,
    FUNCTION,
    ONE,
    PERIOD,
    SEPARATORS,
    SILENT,
    TOKEN,
    TWO,
)
from assay.answers.trees import Node, Num

__all__ = ["tokenised"]

Found = re.Match[str]


def tokenised(text: str, grouped: bool = True, formula: bool = False) -> Line:
    """The tokens of `text`. `grouped`: whether `1,234` is one number outside of brackets;
    `formula`: whether runs of letters are products, which else the signs of the text decide."""
    line = Line(text)
    _Scanner(line, grouped).scan(text, formula or _is_formula(text), 0, len(text), False)
    paired(line)
    return line


def _is_formula(text: str) -> bool:
    if "$" in text:
        return False
    return "\\" in text or "^" in text or "_" in text


def _is_money(text: str) -> bool:
    """Whether `$` stands for dollars: an odd one out, or each before a figure."""
    pieces = text.split("$")
    return len(pieces) % 2 == 0 or all(piece.lstrip()[:1].isdigit() for piece in pieces[1:])


class _Scanner:
    __slots__ = ("depth", "ends", "grouped", "kinds", "line", "money", "spaced", "starts", "values")

    def __init__(self, line: Line, grouped: bool) -> None:
        self.line = line
        self.grouped = grouped
        self.kinds, self.values = line.kinds, line.values
        self.spaced, self.starts, self.ends = line.spaced, line.starts, line.ends
        self.depth = 0
        self.money = "$" in line.text and _is_money(line.text)

    def scan(self, text: str, formula: bool, low: int, high: int, inner: bool) -> None:
        """Tokenises text; `inner` is the content of one `\\text`, whose place is low to high."""
        at, space = 0, False
        while at < len(text):
            found = TOKEN.match(text, at)
            assert found is not None
            kind, stop, before = found.lastgroup or "", found.end(), len(self.kinds)
            if kind == "text":
                self.scan(found["text"], False, at, stop, True)
                self.spaced[before : before + 1] = [True] * (len(self.kinds) > before)
            elif kind != "space":
                if kind == "one":
                    formula = self._sign(found[0], text, formula)
                else:
                    stop, formula = self._token(kind, found, text, formula)
                self._place(before, space, low if inner else at, high if inner else stop)
            space = len(self.kinds) == before
            at = stop

    def _place(self, before: int, space: bool, start: int, stop: int) -> None:
        """Notes for the tokens since `before` where they stand."""
        for _ in range(before, len(self.kinds)):
            self.spaced.append(space)
            self.starts.append(start)
            self.ends.append(stop)
            space = False

    def _sign(self, sign: str, text: str, formula: bool) -> bool:
        pair = ONE.get(sign)
        if pair is not None:
            self.add(*pair)
        elif sign == "$":
            if not self.money:
                return not formula
            self.add("cur", sign)
        elif sign == "&":
            self.add("&" if "\\begin" in text else "and", sign)
        elif sign not in '`"':
            self.depth += (sign in "([") - (sign in ")]")
            self.add(sign, sign)
        return formula

    def _token(self, kind: str, found: Found, text: str, formula: bool) -> tuple[int, bool]:
        stop = found.end()
        if kind == "num":
            stop = self._number(found, text)
        elif kind == "run":
            self._run(found[0], formula)
        elif kind == "cmd":
            self._command(found["cmd"])
        elif kind == "esc":
            formula = self._escape(found["esc"], formula)
        elif kind == "two":
            self._two(found, text)
        else:
            _HANDLERS[kind](self, found)
        return stop, formula

    def add(self, kind: str, value: str | Node = "") -> None:
        self.kinds.append(kind)
        self.values.append(value)

    def _number(self, found: Found, text: str) -> int:
        figures, stop = found[0], found.end()
        if "." in figures:
            rest = PERIOD.match(text, stop)
            whole, _, places = figures.partition(".")
            if rest:
                self.add(
                    "num", repeating(whole, places, rest[1] + (rest[2] or "") + (rest[3] or ""))
                )
                return rest.end()
            if len(places) > 2 and text.startswith(("...", "\\ldots", "\\dots", "\\cdots"), stop):
                period = cycle(places)
                if period and not (places.strip("0123456789")):
                    head = places[: len(places) - len(period) * 3].rstrip()
                    self.add("num", repeating(whole, head, period))
                    return stop + (3 if text[stop] == "." else text.index("ots", stop) + 3 - stop)
        self.add("num", numeral(figures))
        return stop

    def grouped_number(self, found: Found) -> None:
        figures = found[0]
        commas = "," in figures and "{" not in figures and "\\" not in figures
        if commas and (self.depth > 0 or not self.grouped or figures[0] == "0"):
            for i, part in enumerate(figures.split(",")):
                if i:
                    self.add(",", ",")
                self.add("num", numeral(SEPARATORS.sub("", part)))
            return
        self.line.ambiguous |= commas
        self.add("num", numeral(SEPARATORS.sub("", figures)))

    def _run(self, run: str, formula: bool) -> None:
        if len(run) == 1:
            self.add("name", run)
            return
        known = PLAIN_WORDS.get(run) or CONNECTORS.get(run)
        if known:
            self.add(*known)
            return
        lower = run.lower()
        if lower in CONNECTORS:
            self.add(*CONNECTORS[lower])
        elif lower in ("st", "nd", "rd", "th") and self.kinds and self.kinds[-1] == "num":
            return
        elif FUNCTION.search(run) and (pieces := _pieces(run, formula)):
            for i, piece in enumerate(pieces):
                self.add(*PLAIN_WORDS[piece]) if i % 2 else self._letters(piece)
        elif (len(run) > 2 and not formula) or lower in STOP_WORDS or len(run) > 8:
            self.add("word", run)
        else:
            self._letters(run)

    def _letters(self, run: str) -> None:
        for letter in run:
            self.add("name", letter)

    def _command(self, name: str) -> None:
        known = COMMANDS.get(name)
        if known:
            self.add(*known)
        elif name not in DROPPED:
            self._unknown(name)

    def _unknown(self, name: str) -> None:
        """A command that ran into the next letter (`\\quadx`, `\\cdotx`), or none that we know."""
        for cut in (1, 2):
            head = name[:-cut]
            if head in COMMANDS or head in DROPPED:
                self._command(head)
                self._letters(name[-cut:])
                return
        self.add("word", name)

    def _escape(self, sign: str, formula: bool) -> bool:
        if sign in "([":
            return True
        if sign in ")]":
            return False
        kind = ESCAPED.get(sign)
        if kind:
            self.depth += (sign == "{") - (sign == "}")
            self.add(kind, sign)
        elif sign not in SILENT:
            self.add(sign, sign)
        return formula

    def _two(self, found: Found, text: str) -> None:
        before = text[found.start() - 1 : found.start()]
        if found[0] == "!=" and (before.isdigit() or before == ")"):
            self.add("!", "!")
            self.add("rel", "=")
        else:
            self.add(*TWO[found[0]])

    def letters(self, found: Found) -> None:
        self.add(*CHINESE.get(found[0], ("word", found[0])))

    def bar(self, found: Found) -> None:
        self.add("bar(" if found["bar"] == "left" else "bar)", "|")

    def nothing(self, found: Found) -> None:
        pass

    def operator(self, found: Found) -> None:
        """A name set upright: the function or the word that it is known as, else a function."""
        name = found["op"]
        known = COMMANDS.get(name) or CONNECTORS.get(name) or PLAIN_WORDS.get(name)
        if name in ("d", "e", "i", "j"):
            self.add("name", name)
        elif known and known[0] != "name":
            self.add(*known)
        else:
            self.add("op", name)

    def degree(self, found: Found) -> None:
        self.add("deg", "")

    def ordinal(self, found: Found) -> None:
        self.add("skip", "")

    def short(self, found: Found) -> None:
        """`\\frac12`: single digits, as TeX takes them."""
        self.add(*COMMANDS[found["short"]])
        self.add("num", Num(int(found["top"])))
        if found["bottom"]:
            self.add("num", Num(int(found["bottom"])))

    def row(self, found: Found) -> None:
        self.add("row", "")

    def begin(self, found: Found) -> None:
        self.depth += 1
        self.add("begin", found["begin"])

    def end(self, found: Found) -> None:
        self.depth -= 1
        self.add("end", found["end"])


def _pieces(run: str, formula: bool) -> list[str]:
    """A run such as `sinx` or `xsinxcosx`: letters and functions in turn; empty for a word."""
    pieces = FUNCTION.split(run)
    longest = 2 if formula else 1
    if run in ENGLISH or any(len(piece) > longest for piece in pieces[::2]):
        return []
    return pieces if formula or not pieces[0] or pieces[0] in "xyztnk" else []


_HANDLERS: dict[str, Callable[[_Scanner, Found], None]] = {
    "grouped": _Scanner.grouped_number,
    "letters": _Scanner.letters,
    "deg": _Scanner.degree,
    "ordinal": _Scanner.ordinal,
    "op": _Scanner.operator,
    "bar": _Scanner.bar,
    "short": _Scanner.short,
    "top": _Scanner.short,
    "bottom": _Scanner.short,
    "null": _Scanner.nothing,
    "row": _Scanner.row,
    "begin": _Scanner.begin,
    "end": _Scanner.end,
}
