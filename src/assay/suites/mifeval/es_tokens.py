"""Spanish tokens as spaCy's `es_core_news_sm` cuts them (release 3.8), and which are words.

The tokenizer of that model is one of rules, given here anew: white space parts, marks come off the
ends of what is left, one at either end at a time, full stops, commas and a few signs part it
inside, and exceptions (abbreviations, faces) stay whole. A token is a mark if all its characters
are Unicode punctuation; every other one is a word to M-IFEval, white space beyond one blank and
signs such as `+` and `€` included. Time is linear: every stretch is looked at from its ends.

Not followed to the letter: letters and symbols that came into Unicode after version 11, and
addresses of the web by number.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from itertools import pairwise
from types import MappingProxyType
from unicodedata import category

from assay.response import Response
from assay.views.view import View

__all__ = ["is_mark", "tokens", "words", "words_of"]

_QUOTES = "'\"”“`‘´’‚,„»«「」『』（）〔〕【】《》〈〉⟦⟧"
_MARKS = "…,:;!?¿؟¡()[]{}<>_#*&。？！，、；：～·।،۔؛٪"
_CURRENCIES = "$£€¥฿₽﷼₴" + "".join(map(chr, range(0x20A0, 0x20C0)))
_UNITS = (
    "km km² km³ m m² m³ dm dm² dm³ cm cm² cm³ mm mm² mm³ ha µm nm yd in ft kg g mg µg t lb oz m/s "
    "km/h kmh mph hPa Pa mbar mb MB kb KB gb GB tb TB T G M K км км² км³ м м² м³ дм дм² дм³ "
    "см см² см³ мм мм² мм³ нм кг г мг м/с км/ч кПа Па мбар Кб КБ кб Мб МБ мб Гб ГБ гб Тб ТБ"
)
# Hebrew, Arabic, the scripts of India, Hangul, kana, Han and so on: letters without case.
_CASELESS = (
    "\u1200-\u137f\u0980-\u09ff\u0591-\u05f4\u0620-\u064a\u066e-\u06d5\u06e5-\u06ff\u0750-\u077f"
    "\u0d80-\u0dff\u0900-\u097f\u0c80-\u0cff\u0b80-\u0bff\u0c00-\u0c7f\uac00-\ud7af\u1100-\u11ff"
    "\u3040-\u30ff\u3400-\u9fff\U00020000-\U0002ebef\u2e80-\u2fff\u31c0-\u31ef\u3200-\u33ff"
    "\u3000-\u303f\uf900-\ufaff\ufb1d-\ufdfb\ufe30-\ufefc"
)
_CASED = ((0x41, 0x24F), (0x250, 0x2AF), (0x386, 0x3CE), (0x400, 0x45F), (0x490, 0x4E9))
_MORE_CASED = ((0x1D00, 0x1D9A), (0x1E00, 0x1EFF), (0xFF21, 0xFF5A))
_SYMBOLS = ((0xA6, 0x33FF), (0x4DC0, 0x4DFF), (0xA490, 0xA839), (0xFFE4, 0xFFFD))
_PICTURES = (
    "\U0001f000-\U0001f02b\U0001f030-\U0001f093\U0001f0a0-\U0001f0ae\U0001f0b1-\U0001f0bf"
    "\U0001f0c1-\U0001f0cf\U0001f0d1-\U0001f0f5\U0001f110-\U0001f16b\U0001f170-\U0001f1ac"
    "\U0001f1e6-\U0001f202\U0001f210-\U0001f23b\U0001f240-\U0001f248\U0001f250\U0001f251"
    "\U0001f260-\U0001f265\U0001f300-\U0001f3fa\U0001f400-\U0001f6d4\U0001f6e0-\U0001f6ec"
    "\U0001f6f0-\U0001f6f9\U0001f700-\U0001f773\U0001f780-\U0001f7d8\U0001f800-\U0001f8ad"
    "\U0001f900-\U0001f90b\U0001f910-\U0001f93e\U0001f940-\U0001f970\U0001f973-\U0001f976"
    "\U0001f97a\U0001f97c-\U0001f9a2\U0001f9b0-\U0001f9b9\U0001f9c0-\U0001f9c2\U0001f9d0-\U0001fa6d"
)
_FACES = r"""
:) :-) :)) :-)) :))) :-))) (: (-: =) (= :] :-] [: [-: [= =] :o) (o: :} :-} 8) 8-) (-8 ;) ;-) (;
(-; :( :-( :(( :-(( :((( :-((( ): )-: =( >:( :') :'-) :'( :'-( :/ :-/ =/ =| :| :-| ]= =[ :1 :P :-P
:p :-p :O :-O :o :-o :0 :-0 :() >:o :* :-* :3 :-3 =3 :> :-> :X :-X :x :-x :D :-D ;D ;-D =D xD XD
xDD XDD 8D 8-D ^_^ ^__^ ^___^ >.< >.> <.< ._. ;_; -_- -__- v.v V.V v_v V_V o_o o_O O_o O_O 0_o o_0
0_0 o.O O.o O.O o.o 0.0 o.0 0.o @_@ <3 <33 <333 </3 (^_^) (-_-) (._.) (>_<) (*_*) (¬_¬) ಠ_ಠ ಠ︵ಠ
(ಠ_ಠ) ¯\(ツ)/¯ (╯°□°）╯︵┻━┻ ><(((*>
"""
_ABBREVIATIONS = """
n° °C aprox. dna. dpto. ej. esq. pág. p.ej. Ud. Vd. Uds. Vds. vol. a.C. a.J.C. d.C. d.J.C. apdo.
Av. Avda. Cía. Dr. Dra. EE.UU. Ee.Uu. etc. fig. Gob. Gral. Ing. J.C. km/h Lic. m.n. núm. P.D. Prof.
Profa. q.e.p.d. Q.E.P.D. S.A. S.L. S.R.L. s.s.s. Sr. Sra. Srta. C++ <space> ' '' \\") \\t \\n —
a. b. c. d. e. f. g. h. i. j. k. l. m. n. o. p. q. r. s. t. u. v. w. x. y. z. ä. ö. ü.
"""
_LONGEST_END = 12
_LONGEST_EXCEPTION = 12
_LONG = 40
_SCHEME = re.compile(r"[\w+.-]{2,}://")


_Join = tuple[list[str], tuple[str, ...]]
"""The pieces that the other rules would make of an exception, and its own parts."""


class _Rules:
    """The patterns; made when first asked, since they look Unicode's categories up."""

    def __init__(self) -> None:
        lower, upper = _letters(str.islower), _letters(str.isupper)
        quotes = re.escape(_QUOTES)
        symbol = f"[{_symbols()}{_PICTURES}]"
        marks = f"[{re.escape(_MARKS + _QUOTES)}]"
        money = rf"US\$|C\$|A\$|[{re.escape(_CURRENCIES)}]"
        units = "|".join(map(re.escape, _UNITS.split()))
        after = rf"[0-9{lower}%²+|\-(?:){re.escape(_MARKS)}{quotes}—–]"
        head = (
            rf"[§%=—–]|\+(?![0-9])|{marks}|\.\.+|US\$|C\$|A\$|[{re.escape(_CURRENCIES)}]|{symbol}"
        )
        self.head = re.compile(head)
        self.heads = re.compile(rf"(?:{head})++")
        self.tail = re.compile(
            rf"(?:……|’’|[—–]|{marks}|{symbol}|(?<=[0-9])(?:\+|{money}|{units})|(?<=°[FfCcKk])\."
            rf"|(?<={after})\.|(?<=[{upper}][{upper}])\.)\Z"
        )
        letter = rf"[{lower}{upper}]"
        self.inside = re.compile(
            rf"\.\.+|…|{symbol}|(?<=[0-9])[+*^](?=[0-9-])"
            rf"|(?<=[{lower}{quotes}—–])\.(?=[{upper}{quotes}—–])"
            rf"|(?<={letter}),(?={letter})|(?<=[{lower}{upper}0-9])[:<>=/](?={letter})"
        )
        # The ranges of the address pattern take in the surrogates.
        one = "[A-Za-z0-9\u00a1-\uffff]"
        self.host = re.compile(
            rf"(?:(?:{one}[A-Za-z0-9\u00a1-\uffff_-]{{0,62}})?{one}\.)+[{lower}]{{2,63}}"
            r"(?::\d{2,5})?(?=[/?#]|\Z)"
        )
        self.whole = _exceptions()
        self.ends = frozenset(_MARKS + _QUOTES + "—–")
        self.joined: dict[tuple[str, str], list[_Join]] = {}
        for text, parts in self.whole.items():
            pieces = _cut(text, self, plain=True) if " " not in text else []
            if len(pieces) > 1 and not is_mark(text):
                self.joined.setdefault((pieces[0], pieces[1]), []).append((pieces, parts))


def _ranges(codes: Iterator[int]) -> str:
    """The body of a character class."""
    body: list[str] = []
    start = end = -2
    for code in codes:
        if code == end + 1:
            end = code
            continue
        if start >= 0:
            body.append(f"{re.escape(chr(start))}-{re.escape(chr(end))}")
        start = end = code
    return "".join(body) + f"{re.escape(chr(start))}-{re.escape(chr(end))}"


def _letters(of_case: Callable[[str], bool]) -> str:
    spans = (*_CASED, *_MORE_CASED)
    codes = (code for first, last in spans for code in range(first, last + 1))
    fitting = (c for c in codes if category(chr(c)) in ("Ll", "Lu") and of_case(chr(c)))
    return _ranges(fitting) + _CASELESS


def _symbols() -> str:
    codes = (code for first, last in _SYMBOLS for code in range(first, last + 1))
    return _ranges(code for code in codes if category(chr(code)) == "So")


def _exceptions() -> Mapping[str, tuple[str, ...]]:
    known: dict[str, tuple[str, ...]] = {
        one: (one,) for one in (*_FACES.split(), *_ABBREVIATIONS.split(), "EE. UU.", "Ee. Uu.")
    }
    known |= {"pal": ("pa", "l"), "12m.": ("12", "m.")}
    for hour in map(str, range(1, 13)):
        for half in ("a.m.", "am", "p.m.", "pm"):
            known[hour + half] = (hour, half)
    for unit in "cfkCFK":
        known[f"°{unit}."] = ("°", unit, ".")
    return MappingProxyType(known)


_rules = cache(_Rules)


_STRETCH = re.compile(r"(\s*)(\S+)")
_STATES = (["EE", "."], ["UU", "."]), (["Ee", "."], ["Uu", "."])


def tokens(text: str) -> list[str]:
    """The tokens in order; white space beyond one blank is one.

    Faces made of marks only are left in pieces where they are glued to something.
    """
    rules = _rules()
    known: dict[str, list[str]] = {}
    found: list[str] = []
    before: list[str] = []
    body = text.rstrip()
    for space, word in _STRETCH.findall(body):
        pieces = known.get(word)
        if pieces is None:
            pieces = known[word] = _cut(word, rules)
        if space == " " and (before[-2:], pieces[:2]) in _STATES:
            # "EE. UU." is one token.
            found[-2:] = [f"{before[-2]}. {pieces[0]}."]
            found += pieces[2:]
        else:
            found += _blank(space, bool(found))
            found += pieces
        before = pieces
    return found + _blank(text[len(body) :], bool(found))


def _blank(space: str, inner: bool) -> list[str]:
    """A stretch of white space as a token, without the one blank that ends the token before it."""
    rest = space[1:] if inner and space[:1] == " " else space
    return [rest] if rest else []


def _cut(text: str, rules: _Rules, plain: bool = False) -> list[str]:
    """The tokens of a stretch without white space; `plain` without exceptions."""
    whole: Mapping[str, tuple[str, ...]] = {} if plain else rules.whole
    start, end = 0, len(text)
    heads: list[str] = []
    tails: list[str] = []
    if end > _LONG:
        start, end = _shortened(text, heads, tails, rules)
    while start < end and _exception(text, start, end, whole) is None:
        match = rules.head.match(text, start, end)
        head = match.end() if match else start
        if head > start and _exception(text, head, end, whole):
            heads.append(text[start:head])
            start = head
            break
        tail = _tail(text, head, end, rules)
        if tail < end and _exception(text, start, tail, whole):
            tails.append(text[tail:end])
            end = tail
            break
        if head == start and tail == end:
            break
        if head > start:
            heads.append(text[start:head])
        if tail < end:
            tails.append(text[tail:end])
        start, end = head, tail
    if start < end:
        heads += _exception(text, start, end, whole) or _parted(text[start:end], rules)
    pieces = heads + tails[::-1]
    return pieces if plain or len(pieces) < 2 else _rejoined(pieces, rules.joined)


def _shortened(text: str, heads: list[str], tails: list[str], rules: _Rules) -> tuple[int, int]:
    """The stretch without marks that open and end it, as long as it is too long for exceptions."""
    run = rules.heads.match(text, 0, len(text) - _LONG)
    start = run.end() if run else 0
    heads += rules.head.findall(text, 0, start)
    end, ends = len(text), rules.ends
    while end - start > _LONG:
        mark = text[end - 1]
        if mark not in ends and (mark != "." or text[end - 2] not in ends):
            break
        tails.append(mark)
        end -= 1
    return start, end


def _exception(
    text: str, start: int, end: int, whole: Mapping[str, tuple[str, ...]]
) -> tuple[str, ...] | None:
    return whole.get(text[start:end]) if end - start <= _LONGEST_EXCEPTION else None


def _rejoined(pieces: list[str], joined: Mapping[tuple[str, str], list[_Join]]) -> list[str]:
    """The pieces with those of an exception put together again, the longest first."""
    spans = [
        (len(known), start, parts)
        for start, pair in enumerate(pairwise(pieces))
        if pair in joined
        for known, parts in joined[pair]
        if pieces[start : start + len(known)] == known
    ]
    if not spans:
        return pieces
    taken: set[int] = set()
    whole: dict[int, tuple[int, tuple[str, ...]]] = {}
    for length, start, parts in sorted(spans, key=lambda span: (-span[0], span[1])):
        if start not in taken and start + length - 1 not in taken:
            whole[start] = start + length, parts
        taken.update(range(start, start + length))
    found: list[str] = []
    at = 0
    while at < len(pieces):
        stop, parts = whole.get(at, (at + 1, (pieces[at],)))
        found += parts
        at = stop
    return found


def _tail(text: str, start: int, end: int, rules: _Rules) -> int:
    """Where the mark at the end begins; `end` where there is none."""
    if text.endswith("..", start, end):
        return start + len(text[start:end].rstrip("."))
    match = rules.tail.search(text[max(start, end - _LONGEST_END) : end])
    return end - (match.end() - match.start()) if match else end


def _parted(word: str, rules: _Rules) -> list[str]:
    """The word cut at the marks inside of it, unless it is an address of the web."""
    marks = [match.span() for match in rules.inside.finditer(word)]
    if not marks or _is_address(word, rules):
        return [word]
    found: list[str] = []
    at = 0
    for start, end in marks:
        if start > 0:
            found += [word[at:start], word[start:end]] if start > at else [word[start:end]]
            at = end
    return [*found, word[at:]] if at < len(word) else found


def _is_address(word: str, rules: _Rules) -> bool:
    """Whether a host, with its port and path, ends the word, after a scheme or a user or both."""
    scheme = _SCHEME.match(word)
    starts = {0, scheme.end() if scheme else 0}
    starts.update(n + 1 for n, character in enumerate(word) if character == "@" and n > 0)
    return any(rules.host.match(word, start) for start in starts)


def is_mark(token: str) -> bool:
    """Whether all of its characters are punctuation, as Unicode has it."""
    return all(category(character)[0] == "P" for character in token)


def words_of(text: str) -> list[str]:
    """The tokens of a text that are no marks."""
    kinds: dict[str, bool] = {}
    found: list[str] = []
    for token in tokens(text):
        mark = kinds.get(token)
        if mark is None:
            mark = kinds[token] = is_mark(token)
        if not mark:
            found.append(token)
    return found


_WORDS = View("words:spacy-es-3.8/1", words_of)


def words(response: Response) -> list[str]:
    """`words_of` the response."""
    return response.view(_WORDS)
