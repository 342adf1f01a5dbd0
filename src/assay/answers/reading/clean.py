"""One spelling before tokens are made: Unicode signs as LaTeX, wrappers off, stray marks away.

Plain ASCII text passes with a few membership tests. Nothing here looks inside a formula; what
LaTeX commands mean is `assay.answers.reading.names`.
"""

from __future__ import annotations

import re
import unicodedata

from assay.answers.patterns import lazy
from assay.answers.reading.spacing import trimmed

__all__ = ["boxed", "flattened", "normalised", "unwrapped"]

_SUPERSCRIPT = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱˣʸᵏᵐᵃᵇ", "0123456789+-=()nixykmab", strict=True))
_SUBSCRIPT = dict(zip("₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₙᵢₖₘₓₐⱼ", "0123456789+-=()nikmxaj", strict=True))
_RAISED = lazy(f"[{''.join(_SUPERSCRIPT)}]+")
_ROOT = lazy("([²³⁴⁵⁶⁷⁸⁹ⁿ])√")
_LOWERED = lazy(f"[{''.join(_SUBSCRIPT)}]+")

_GREEK = {
    **dict(
        zip(
            "αβγδεζηθικλμνξορσςτυφχψωΓΔΘΛΞΠΣΥΦΨΩϕϵϑ",
            "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron rho"
            " sigma sigma tau upsilon phi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma"
            " Upsilon Phi Psi Omega phi epsilon theta".split(),
            strict=True,
        )
    ),
    "π": "pi",
    "𝜋": "pi",
    "∞": "infty",
    "√": "sqrt",
    "∑": "sum",
    "∏": "prod",
    "∫": "int",
    "∪": "cup",
    "∩": "cap",
    "∈": "in",
    "∉": "notin",
    "⊂": "subset",
    "⊆": "subset",
    "∅": "emptyset",
    "∖": "setminus",
    "≡": "equiv",
    "∀": "forall",
    "∧": "land",
    "∨": "lor",
    "±": "pm",
    "∓": "mp",
    "×": "times",
    "✕": "times",
    "⨯": "times",
    "·": "cdot",
    "⋅": "cdot",
    "∙": "cdot",
    "•": "cdot",
    "∗": "cdot",
    "÷": "div",
    "⌊": "lfloor",
    "⌋": "rfloor",
    "⌈": "lceil",
    "⌉": "rceil",
    "⟨": "langle",
    "⟩": "rangle",
    "〈": "langle",
    "〉": "rangle",
    "∣": "mid",
    "…": "ldots",
    "→": "to",
    "⇒": "to",
    "ℓ": "ell",
    "ℏ": "hbar",
    "∂": "partial",
}
_SIGNS = {
    **{sign: f"\\{name} " for sign, name in _GREEK.items()},
    **dict.fromkeys("−–—﹣‐‑‒", "-"),
    **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\xad", ""),
    **dict.fromkeys("\u2061\u2062\u2063\u2064", " "),
    **dict.fromkeys("\xa0\u2002\u2003\u2004\u2005\u2007\u2008\u3000", " "),
    **dict.fromkeys("\u2009\u202f\u2006\u200a", "\\,"),
    **dict.fromkeys("′’‘ʹ", "'"),
    **dict.fromkeys("″“”", '"'),
    "¢": " cents",
    "∛": "\\sqrt[3]",
    "∜": "\\sqrt[4]",
    "≤": "<=",
    "≦": "<=",
    "⩽": "<=",
    "≥": ">=",
    "≧": ">=",
    "⩾": ">=",
    "≠": "!=",
    "≈": "\\approx ",
    "≃": "\\approx ",
    "≅": "\\approx ",
    "∼": "\\approx ",
    "∕": "/",
    "⁄": "/",
    "∶": ":",
    "、": ",",
    "。": ".",
    "，": ",",
    "；": ";",
    "：": ":",
    "【": "[",
    "】": "]",
    "ℝ": "\\mathbb{R}",
    "ℤ": "\\mathbb{Z}",
    "ℚ": "\\mathbb{Q}",
    "ℕ": "\\mathbb{N}",
    "ℂ": "\\mathbb{C}",
    "𝑖": "i",
    "ⅈ": "i",
    "ⅇ": "e",
    "°": "^\\circ ",
    "º": "^\\circ ",
    "\u0305": "",
    **{chr(0x2460 + i): f"({i + 1})" for i in range(20)},
    **{chr(0xFF01 + i): chr(0x21 + i) for i in range(94) if chr(0xFF01 + i) not in "，；："},
}
_TABLE = str.maketrans(_SIGNS)
_FRACTIONS = lazy("[¼½¾⅐-⅞]")
_FANCY = lazy("[\U0001d400-\U0001d7ff]+")
_FRENCH_LOW = lazy(r"\](?=[^\[\](),;]*[,;][^\[\](),;]*[\[\]])([^\[\]()]*)([\[\]])")
_FRENCH_HIGH = lazy(r"([\[(][^\[\](),;]*[,;][^\[\](),;]*)\[")
_TIMES = lazy(r"(?<=\d) ?[xX] ?(?=10 ?(?:\^|\*\*))")
_DOUBLED = lazy(r"\\\\(?=[a-zA-Z])")
_ENVIRONMENT = lazy(r"\\(?:begin|end)\s*\{[a-z]+\*?\}(?:\{[lcr|]*\})?|\\\\|&|\^\s*\{\s*\}")
_LEAD = lazy(
    r"(?:(?:so|thus|hence|therefore),?\s+)?(?:the\s+)?(?:final\s+|correct\s+)?ans(?:wer)?\b\.?"
    r"(?:\s+is\b|\s+are\b)?\s*[:=]?\s*|\[?答案\]?\s*[是为]?\s*[:=]?\s*",
    re.IGNORECASE,
)
_PAIRS = (("$$", "$$"), ("$", "$"), ("\\(", "\\)"), ("\\[", "\\]"), ("**", "**"), ("__", "__"))
_QUOTES = (("`", "`"), ('"', '"'), ("*", "*"))


def normalised(text: str) -> str:
    """The same answer in ASCII signs and LaTeX commands; other letters stay."""
    if not text.isascii():
        text = _ROOT.sub(_rooted, text)
        text = _RAISED.sub(_raised, text)
        text = _LOWERED.sub(_lowered, text)
        text = _FRACTIONS.sub(_fraction, text)
        text = text.translate(_TABLE)
        text = _FANCY.sub(_compatible, text)
    if "x" in text or "X" in text:
        text = _TIMES.sub("*", text)
    if "** " in text:
        text = text.replace("** ", "**")
    if text.startswith("]") or text.endswith("["):
        text = _FRENCH_LOW.sub(r"(\1\2", text)
        text = _FRENCH_HIGH.sub(r"\1)", text)
    if "\\\\" in text and "\\begin" not in text:
        text = _DOUBLED.sub(r"\\", text)
    return text


def boxed(text: str) -> str:
    """What stands in the boxes of `text`, as a list; the text itself where it has none."""
    found: list[str] = []
    at = text.find("\\boxed{")
    while at >= 0 and len(found) < 64:
        end = _closing(text, at + 6)
        if end < 0:
            break
        found.append(text[at + 7 : end])
        at = text.find("\\boxed{", end)
    return ", ".join(found) if found else text


def flattened(text: str) -> str:
    """`text` without environments and line breaks, for a formula that was broken into lines."""
    return _ENVIRONMENT.sub(" ", text)


def unwrapped(text: str) -> str:
    """`text` without what only encloses or announces an answer: `$`, bold, "The answer is"."""
    for _ in range(8):
        before = text
        text = trimmed(text)
        if text and text[-1] in ".,;" and not text.endswith("..."):
            text = text[:-1].rstrip()
        text = _unpaired(text)
        if text[:1] in "aAsStThHfFcC[答" and (lead := _LEAD.match(text)):
            text = text[lead.end() :] or text
        if text == before:
            break
    return text


def _unpaired(text: str) -> str:
    for opening, closing in (*_PAIRS, *_QUOTES):
        if text.startswith(opening) and text.endswith(closing):
            inner = text[len(opening) : -len(closing)]
            if len(text) >= 2 * len(opening) + 1 and opening not in inner and closing not in inner:
                return inner
    if text.startswith(("\\boxed{", "\\fbox{", "\\text{", "\\textbf{", "\\mathrm{", "\\mathbf{")):
        start = text.index("{")
        if _closing(text, start) == len(text) - 1:
            return text[start + 1 : -1]
    return text


def _closing(text: str, start: int) -> int:
    """Where the brace that opens at `start` closes; -1 where it does not."""
    depth = 0
    for at in range(start, len(text)):
        if text[at] == "{":
            depth += 1
        elif text[at] == "}":
            depth -= 1
            if not depth:
                return at
    return -1


def _rooted(found: re.Match[str]) -> str:
    return f"\\sqrt[{_SUPERSCRIPT[found[1]]}]"


def _raised(found: re.Match[str]) -> str:
    return "^{" + "".join(_SUPERSCRIPT[sign] for sign in found[0]) + "}"


def _lowered(found: re.Match[str]) -> str:
    return "_{" + "".join(_SUBSCRIPT[sign] for sign in found[0]) + "}"


def _fraction(found: re.Match[str]) -> str:
    top, _, bottom = unicodedata.normalize("NFKC", found[0]).partition("⁄")
    return f"\\frac{{{top}}}{{{bottom}}}" if bottom else found[0]


def _compatible(found: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", found[0])
