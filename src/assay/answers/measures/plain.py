"""A unit as it is typed: LaTeX commands, signs of other alphabets and look-alikes made plain.

`\\mathrm{~kJ} \\mathrm{~mol}^{-1}` becomes `kJ mol^-1`, `m/s²` becomes `m/s^2`,
`^{\\circ}\\mathrm{C}` becomes `°C`. Wrappers become blanks, so that two units side by side stay
two. A control sequence that is part of no unit stays as it is, and nothing that reads units will
take it.
"""

from __future__ import annotations

import re

__all__ = ["plain"]

_WRAPPERS = (
    "mathrm|text|textrm|textnormal|textup|textit|textbf|mbox|hbox|mathit|mathbf|mathsf|mathtt|rm|"
    "operatorname|unit|si|displaystyle|left|right|bf|it|rmfamily|textsf|boldsymbol"
)
_COMMAND = re.compile(r"\\([A-Za-z]+|.)\*?", re.DOTALL)
_FRACTION = re.compile(r"\\[dtc]?frac\s*(?=\{)")
_MAX_FRACTIONS = 4
_EMPTIED = frozenset(_WRAPPERS.split("|"))
_MEANS = {
    "mu": "μ", "micro": "μ", "upmu": "μ", "Omega": "Ω", "ohm": "Ω", "circ": "°", "degree": "°",
    "degreeCelsius": "°C", "celsius": "°C", "AA": "Å", "angstrom": "Å", "r": " ", "mathring": " ",
    "cdot": "·", "times": "·", "bullet": "·", "ast": "·", "percent": "%", "euro": "€",
    "pounds": "£", "yen": "¥", "ell": "l", "per": "/", "div": "/", "odot": "☉", "oplus": "⊕",
    "prime": "′", "%": "%", "$": "$", "text": " ", "quad": " ", "qquad": " ", "cent": "¢",
    "permil": "‰", "textdegree": "°", "texteuro": "€", "textmu": "μ", "textohm": "Ω",
}  # fmt: skip
_SIGNS = str.maketrans({
    "µ": "μ", "Ω": "Ω", "Å": "Å", "℃": "°C", "℉": "°F", "º": "°", "˚": "°", "％": "%", "／": "/",
    "（": "(", "）": ")", "·": "·", "⋅": "·", "∙": "·", "•": "·", "×": "·", "−": "-", "–": "-",
    "∕": "/", "⁄": "/", "~": " ", "\xa0": " ", "\u2009": " ", "\u202f": " ", "\u200b": " ",
    "{": "", "}": " ", "㎡": "m^2", "㎥": "m^3", "㎝": "cm", "㎜": "mm", "㎞": "km", "㎏": "kg",
    "㎎": "mg", "㏄": "cc", "㎖": "mL", "＄": "$", "ℓ": "l", "″": "″", "⊙": "☉", "*": "*",
    "\t": " ", "\n": " ",
})  # fmt: skip
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
_RAISED_RUN = re.compile("[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_LOOSE = re.compile(r"\^? *° *(?=[CFK]\b)|\^ *°|(?<=μ) +(?=[A-Za-z])|\^ +|_ *(?=[☉⊕])")
_LOOSE_SIGNS = ("^", "°", "μ", "_")


def plain(text: str) -> str:
    """The text of a unit without LaTeX; single blanks at most between its parts."""
    if "\\" in text:
        if "frac" in text:
            text = _without_fractions(text)
        text = _COMMAND.sub(_said, text)
    if not text.isascii():
        text = _RAISED_RUN.sub(lambda run: "^" + run[0].translate(_RAISED), text)
    text = text.translate(_SIGNS)
    text = " ".join(text.split())
    return _LOOSE.sub(_tight, text) if any(map(text.__contains__, _LOOSE_SIGNS)) else text


def _without_fractions(text: str) -> str:
    """`\\frac{a}{b}` written as `(a)/(b)`."""
    for _ in range(_MAX_FRACTIONS):
        found = _FRACTION.search(text)
        if found is None:
            break
        middle = _closing(text, found.end())
        end = _closing(text, middle)
        if not middle or not end:
            break
        above, below = text[found.end() + 1 : middle - 1], text[middle + 1 : end - 1]
        text = f"{text[: found.start()]}({above})/({below}){text[end:]}"
    return text


def _closing(text: str, start: int) -> int:
    """Where the brace that opens at `start` has been closed; 0 where it is not."""
    if text[start : start + 1] != "{":
        return 0
    depth = 0
    for place in range(start, len(text)):
        depth += (text[place] == "{") - (text[place] == "}")
        if not depth:
            return place + 1
    return 0


def _said(command: re.Match[str]) -> str:
    """What a command stands for; one that is part of no unit is left."""
    name = command[1]
    if name in _EMPTIED:
        return " "
    meaning = _MEANS.get(name)
    if meaning is not None:
        return meaning
    return command[0] if name.isalpha() or name in "\\()[]{}" else " "


def _tight(found: re.Match[str]) -> str:
    return "°" if "°" in found[0] else "^" if found[0][0] == "^" else ""
