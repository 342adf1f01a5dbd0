"""How the atoms of a condensed formula are bound: `CH3CH2OH`, `C2H5OH`, `(CH3)2CHCOOH`, `CH2=CH2`.

The usual conventions are read: hydrogens, halogens and hydroxyl groups belong to the atom before
them, a bracket is a branch or, repeated and with two bonds free, a stretch of chain; CnH2n+1 is
the straight alkyl group, and a `~` says that from three carbons on it may be another. An oxygen
behind a carbon with two bonds free is doubly bound. A formula in which carbon and hydrogen stand
only once (`C2H6O`) shows no structure, and neither does what these conventions leave open: rings,
ions, wrong valences.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from assay.answers.chemistry.skeletons import MAX_ATOMS, Skeleton

__all__ = ["structure"]

_TOKEN = re.compile(r"([A-Z][a-z]?)(\d{0,2})|(\()|\)(\d{0,2})|[-=≡]")
_BRANCHING = re.compile(r"C(?:3H7|4H9|5H11|6H13|7H15|8H17|9H19)(?!\d)")
_HALOGENS = frozenset(("F", "Cl", "Br", "I"))
_SUPPORTED = frozenset("C H O N S F Cl Br I".split())
_TURNED = {"HOOC": "COOH", "HO2C": "COOH", "OHC": "CHO", "O2N": "NO2", "H2NOC": "CONH2"}
_MAX_DEPTH = 4


def structure(body: str, atoms: tuple[tuple[str, int], ...]) -> str:
    """The canonical structure of a condensed formula; empty where only a composition is written."""
    counts = dict(atoms)
    if "C" not in counts or "H" not in counts or not counts.keys() <= _SUPPORTED:
        return ""
    if sum(counts.values()) - counts["H"] > MAX_ATOMS or not _condensed(body):
        return ""
    tokens = _tokens(body)
    if tokens is None:
        return ""
    skeleton = Skeleton()
    try:
        _Chain(skeleton, tokens, None).read()
    except _Unclear:
        return ""
    text = skeleton.canonical()
    return f"~{text}" if text and _BRANCHING.search(body) else text


def _condensed(body: str) -> bool:
    """Whether the formula shows bonds: an element twice, a bracket or a bond."""
    elements = re.findall("[A-Z][a-z]?", body)
    return len(set(elements)) < len(elements) or not body.isalnum() or body.startswith("H")


class _Unclear(Exception):
    """The conventions do not say how the atoms are bound."""


class _Token(NamedTuple):
    """An element, or what a bracket holds, and how often it stands there."""

    element: str
    times: int
    inner: tuple[_Token, ...] = ()


def _tokens(body: str) -> tuple[_Token, ...] | None:
    """Elements and brackets with their counts; None where brackets or characters are odd."""
    turned = next((lead for lead in _TURNED if body.startswith(lead)), None)
    if turned is not None:
        body = f"({_TURNED[turned]}){body[len(turned) :]}"
    stack: list[list[_Token]] = [[]]
    position = 0
    for found in _TOKEN.finditer(body):
        if found.start() != position or len(stack) > _MAX_DEPTH:
            return None
        position = found.end()
        if found[1]:
            stack[-1].append(_Token(found[1], int(found[2] or 1)))
        elif found[3]:
            stack.append([])
        elif found[0][0] == ")":
            if len(stack) < 2:
                return None
            inner = tuple(stack.pop())
            stack[-1].append(_Token("", int(found[4] or 1), inner))
    return tuple(stack[0]) if position == len(body) and len(stack) == 1 else None


class _Chain:
    """Reads one run of tokens onto a skeleton, from the atom it is attached to."""

    def __init__(self, skeleton: Skeleton, tokens: tuple[_Token, ...], current: int | None) -> None:
        self.skeleton = skeleton
        self.tokens = tokens
        self.current = current
        self.base = current
        self.waiting: list[int] = []
        self.lead = 0
        self.place = 0

    def read(self) -> None:
        """All tokens; raises _Unclear where they cannot be bound."""
        while self.place < len(self.tokens):
            what, count, inner = self.tokens[self.place]
            self.place += 1
            if inner:
                self._group(inner, count)
            elif what == "H":
                self._lead(count)
            elif what == "C":
                self._carbon(count)
            elif what in _HALOGENS:
                self._single(what, count)
            elif what == "O":
                self._oxygen(count)
            else:
                self._hetero(what, count)
            if len(self.skeleton.symbols) > MAX_ATOMS:
                raise _Unclear
        if self.waiting or self.lead:
            raise _Unclear

    def _hydrogens(self) -> int:
        """The hydrogens written behind the atom just read, and those that stood before it."""
        count, self.lead = self.lead, 0
        if self.place < len(self.tokens) and self.tokens[self.place].element == "H":
            count += self.tokens[self.place].times
            self.place += 1
        return count

    def _lead(self, count: int) -> None:
        if self.current is not None or self.lead:
            raise _Unclear
        self.lead = count

    def _next_is(self, element: str) -> bool:
        return self.place < len(self.tokens) and self.tokens[self.place].element == element

    def _attach(self, symbol: str, hydrogens: int) -> int:
        """A further atom of the chain, with all that waits for one."""
        if self.current is not None and self.skeleton.free(self.current) < 1:
            raise _Unclear
        atom = self.skeleton.add(symbol, hydrogens, self.current)
        for other in self.waiting:
            self.skeleton.bind(other, atom)
        self.waiting = []
        self.current = atom
        return atom

    def _carbon(self, count: int) -> None:
        if count == 1:
            self._attach("C", self._hydrogens())
            return
        hydrogens = self._hydrogens()
        if count == 6 and hydrogens == 5:
            self._ring()
        elif hydrogens == 2 * count + 1:
            terminal = self.current is not None
            self._run([2] * (count - 1) + [3] if terminal else [3] + [2] * (count - 1))
        elif hydrogens == 2 * count:
            self._run([2] * count)
        else:
            raise _Unclear

    def _run(self, hydrogens: list[int]) -> None:
        for count in hydrogens:
            self._attach("C", count)

    def _ring(self) -> None:
        if self.current is None:
            self.current = self.skeleton.add("Ph")
        else:
            self._attach("Ph", 0)

    def _single(self, symbol: str, count: int) -> None:
        """Atoms with one bond, which hang on the atom before or wait for the next."""
        for _ in range(count):
            if self.current is None:
                self.waiting.append(self.skeleton.add(symbol))
            elif self.skeleton.free(self.current) < 1:
                raise _Unclear
            else:
                self.skeleton.add(symbol, 0, self.current)

    def _oxygen(self, count: int) -> None:
        skeleton, current = self.skeleton, self.current
        acid = self._next_is("H") and self.tokens[self.place].times == 1
        doubled = 0
        if current is not None and skeleton.symbols[current] in ("S", "N"):
            doubled = count - 1 if acid else count
        elif current is not None and skeleton.symbols[current] == "C":
            alone = count == 1 and not acid and skeleton.free(current) >= 2
            doubled = 1 if count == 2 or alone else 0
            if count == 2 and skeleton.free(current) < 3:
                raise _Unclear
        if current is not None:
            skeleton.oxygens[current] += doubled
        if count - doubled > 1:
            raise _Unclear
        if count - doubled == 1:
            self._hetero("O", 1)

    def _hetero(self, symbol: str, count: int) -> None:
        """Oxygen, nitrogen or sulphur: an end of the chain when its hydrogens fill it."""
        if count != 1:
            raise _Unclear
        before = self.current
        hydrogens = self._hydrogens()
        atom = self._attach(symbol, hydrogens)
        if self.skeleton.free(atom) == 0 and before is not None:
            self.current = before
        elif before is None and self.skeleton.free(atom) == 1 and not self.skeleton.bonds[atom]:
            self.current = None
            self.waiting.append(atom)

    def _group(self, group: tuple[_Token, ...], count: int) -> None:
        """A bracket: branches of the atom before, a stretch of chain, or what waits for an atom."""
        if self.current is None:
            for _ in range(count):
                inner = _Chain(self.skeleton, group, None)
                inner.read_waiting()
                self.waiting.append(inner.last())
            return
        for _ in range(count):
            inner = _Chain(self.skeleton, group, self.current)
            inner.read()
            if count > 1 and inner.current is not None and self.skeleton.free(inner.current) >= 1:
                self.current = inner.current

    def read_waiting(self) -> None:
        """All tokens of a bracket at the start, which may end in a single atom."""
        try:
            self.read()
        except _Unclear:
            if len(self.waiting) != 1 or self.place < len(self.tokens):
                raise
            self.current = self.waiting.pop()

    def last(self) -> int:
        """The atom by which a bracket at the start is bound to what follows."""
        if self.current is None:
            raise _Unclear
        return self.current
