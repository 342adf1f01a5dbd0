"""How a chemical formula or name is read, for `assay.answers.chemistry.formulae`.

LaTeX goes first, then state and charge, and what is left must be elements, counts and brackets.
Letters that may be anything else (`I`, `No`, `BC`, `B_1C_1`) are no formula unless something says
so: a command, a charge, a state, or that chemists write them. Where a condensed formula shows how
the atoms are bound, `structure` says it canonically.
"""

from __future__ import annotations

import re

from assay.answers.chemistry.acyclic import read_acyclic
from assay.answers.chemistry.elements import ELEMENTS
from assay.answers.chemistry.isotopes import read_isotope
from assay.answers.chemistry.naming import formula_of_name
from assay.answers.chemistry.structures import structure
from assay.answers.values import Formula

__all__ = ["species"]

_MAX_DEPTH = 6
_MAX_COUNT = 10_000
_MARKED = re.compile(r"\\(?:ce|mathrm|text|rm|textrm|operatorname|mathbf|mbox)(?![A-Za-z])")
_COMMANDS = re.compile(
    r"\\(?:ce|mathrm|text|rm|textrm|operatorname|mathbf|mbox|left|right|displaystyle|mathsf)"
    r"(?![A-Za-z])|\\[,;:! ]|[${}~]"
)
_SIGNS = str.maketrans("₀₁₂₃₄₅₆₇₈₉₊₋−–⋅∙•*", "0123456789+---····")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
_RAISED_RUN = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]*[⁺⁻]+")
_STATE = re.compile(r" *\((aq|s|l|g|cr|c)\)$")
_CHARGE = re.compile(r" *\^ *\(?(?:(\d*)([+-]+)|([+-])(\d+))\)?$| +(\d+)([+-])$| *\((\d*)([+-])\)$")
_PLAIN_CHARGE = re.compile(r"(?<![\s+-])(\d*)([+-])$")
_BODY = re.compile(
    r"(?P<element>[A-Z][a-z]?)|(?P<open>[(\[])|(?P<close>[)\]])|(?P<count>\d{1,4})|(?P<dot>[·.])|(?P<bond>[-=≡])"
)
_PIECE = re.compile(r"[A-Z][a-z]?")
_WITH_NAME = re.compile(r"(.{1,80}?) ?\(([A-Za-z][A-Za-z ,\-()IVX]{3,60})\)$")
_MOLECULES = frozenset("H2 O2 N2 F2 Cl2 Br2 I2 O3 P4 S8 C60 D2 He2".split())
_CAPITALS = frozenset(
    "CO NO HF HI KI KF CN HCN KCN KOH OH NH CS BN BP SO HBO VO HIO HOF HNO HCO CHO KCNO KH PH "
    "SCN OCN CNO HNCO HSCN KSCN COOH HCOOH HCHO ICN BF".split()
)
_LONG = 4
_ORGANIC = re.compile("CO?OH|HOO?C|CHO")
_WORDS = frozenset("He In As At Be No Ho Am Pa Os Co La Ra Re Po Mo Es Ta Ti NaN".split())


def species(text: str) -> Formula | None:
    """The species that the whole text states, by formula or by name; None where it is none."""
    said = text.strip().rstrip(".")
    marked = _MARKED.search(said) is not None
    typed = _typed(said)
    surely = "\\ce" in said
    found = read_isotope(typed) or _written(typed, marked, surely) or named_formula(typed)
    if found is not None:
        return found
    both = _WITH_NAME.fullmatch(typed)
    if both is not None:
        return _agreed(_written(both[1], marked), named_formula(both[2]))
    return read_acyclic(typed)


def named_formula(text: str) -> Formula | None:
    """The species of an English name; None where it is none."""
    formula = formula_of_name(text)
    return _written(formula, marked=True, surely=True) if formula else None


def _agreed(formula: Formula | None, name: Formula | None) -> Formula | None:
    """A formula and its name, where they say the same; the one that says more."""
    if (
        formula is None
        or name is None
        or (formula.atoms, formula.charge) != (name.atoms, name.charge)
    ):
        return None
    return name if name.structure else formula


def _typed(text: str) -> str:
    """The text without LaTeX and with plain digits; `^` and `_` stay, braces go."""
    if "\\" in text:
        text = text.replace("\\cdot", "·").replace("\\bullet", "·").replace("\\equiv", "≡")
    if not text.isascii():
        text = _RAISED_RUN.sub(lambda run: "^" + run[0].translate(_RAISED), text).translate(_SIGNS)
    elif "*" in text:
        text = text.replace("*", "·")
    return " ".join(_COMMANDS.sub("", text).split())


def _written(typed: str, marked: bool, surely: bool = False) -> Formula | None:
    """The species of a formula as it is typed."""
    state = _STATE.search(typed)
    body = typed[: state.start()] if state is not None else typed
    if body in ("e^-", "e-"):
        return Formula((), -1)
    body, charge, explicit = _charged(body.strip())
    if explicit is None:
        return None
    subscripts = "_" in body
    if subscripts:
        if re.search(r"_ ?(?:1(?!\d)|[^\d ])", body):
            return None
        body = body.replace("_", "")
    body = body.replace(" ", "") if marked or subscripts or explicit else body
    atoms = _composition(body)
    if not atoms:
        return None
    if len(body.strip("()[]")) == 1 and not (surely or explicit or state is not None):
        return None
    plausible = marked or explicit or state is not None
    if not plausible and not _is_chemistry(body):
        return None
    counted = tuple(sorted(atoms.items()))
    return Formula(
        counted, charge, structure(body, counted) if not charge else "", state[1] if state else ""
    )


def _charged(body: str) -> tuple[str, int, bool | None]:
    """The formula without its charge, the charge, and whether one is written (None: badly)."""
    found = _CHARGE.search(body)
    if found is not None:
        digits = found[1] or found[4] or found[5] or found[7] or ""
        signs = found[2] or found[3] or found[6] or found[8]
        size = int(digits) if digits else len(signs)
        return body[: found.start()], _signed(size, signs), True
    if "^" in body:
        return body, 0, None
    plain = _PLAIN_CHARGE.search(body)
    if plain is None:
        return body, 0, False
    stem, digits, sign = body[: plain.start()], plain[1], plain[2]
    if _PIECE.fullmatch(stem) and len(digits) <= 1 and "_" not in body:
        return stem, _signed(int(digits or 1), sign), True
    if len(digits) >= 2 and "_" not in body:
        return stem + digits[:-1], _signed(int(digits[-1]), sign), True
    return stem + digits, _signed(1, sign), True


def _signed(size: int, sign: str) -> int:
    return -size if "-" in sign else size


def _composition(body: str) -> dict[str, int]:
    """How many atoms of each element; empty where the body is no formula."""
    total: dict[str, int] = {}
    for place, part in enumerate(re.split("[·.]", body)):
        factor = re.match(r"\d{1,3}", part)
        if factor is not None and not place:
            return {}
        atoms = _part(part[factor.end() :] if factor else part)
        if not atoms:
            return {}
        for element, count in atoms.items():
            total[element] = total.get(element, 0) + count * (int(factor[0]) if factor else 1)
    return total if all(count <= _MAX_COUNT for count in total.values()) else {}


def _part(part: str) -> dict[str, int]:
    """The atoms of one part without a dot, brackets multiplied out."""
    stack: list[dict[str, int]] = [{}]
    last: dict[str, int] | None = None
    position = 0
    for token in _BODY.finditer(part):
        if token.start() != position:
            return {}
        position = token.end()
        kind, said = token.lastgroup, token[0]
        if kind == "element":
            last = _element(said)
            if last is None:
                return {}
            _add(stack[-1], last)
        elif kind == "open":
            stack.append({})
            last = None
            if len(stack) > _MAX_DEPTH:
                return {}
        elif kind == "close":
            if len(stack) < 2:
                return {}
            last = stack.pop()
            _add(stack[-1], last)
        elif kind == "count":
            if last is None or said.startswith("0") or int(said) == 0:
                return {}
            _add(stack[-1], last, int(said) - 1)
            last = None
        else:
            last = None
    return stack[0] if position == len(part) and len(stack) == 1 else {}


def _element(symbol: str) -> dict[str, int] | None:
    if symbol in ELEMENTS:
        return {symbol: 1}
    return None


def _add(total: dict[str, int], more: dict[str, int], times: int = 1) -> None:
    for element, count in more.items():
        total[element] = total.get(element, 0) + count * times


def _is_chemistry(body: str) -> bool:
    """Whether letters alone are a formula and not a word, a segment or a variable."""
    pieces = _PIECE.findall(body)
    if any(sign.isdigit() for sign in body):
        if len(pieces) == 1:
            return body in _MOLECULES
        return not body[0].isdigit() and " " not in body
    if not body.isalpha():
        if _ORGANIC.search(body):
            return True
        return "(" not in body and len(pieces) > 1 and any(len(piece) > 1 for piece in pieces)
    if len(pieces) == 1:
        return len(body) == 2 and body not in _WORDS
    if len(body) >= _LONG and _ORGANIC.search(body):
        return True
    return body in _CAPITALS if body.isupper() else body not in _WORDS
