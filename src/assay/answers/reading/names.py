"""The vocabulary of formulae: which commands and words name what.

LaTeX commands and plain words share one table, because `\\sin`, `sin` and `\\operatorname{sin}`
say the same. A command that is in no table is unknown, and what holds it is read as text.
"""

from __future__ import annotations

__all__ = [
    "COMMANDS",
    "CONNECTORS",
    "DROPPED",
    "FUNCTIONS",
    "GREEK",
    "INVERSES",
    "PLAIN_WORDS",
    "STOP_WORDS",
]

_TRIG = ("sin", "cos", "tan", "cot", "sec", "csc")

FUNCTIONS: dict[str, str] = {
    **{name: name for name in _TRIG},
    **{name + "h": name + "h" for name in _TRIG},
    **{"arc" + name: "arc" + name for name in _TRIG},
    **{"arc" + name + "h": "arc" + name + "h" for name in _TRIG},
    **{"ar" + name + "h": "arc" + name + "h" for name in _TRIG},
    **{"a" + name: "arc" + name for name in ("sin", "cos", "tan", "sinh", "cosh", "tanh")},
    "tg": "tan",
    "ctg": "cot",
    "cosec": "csc",
    "arctg": "arctan",
    "sh": "sinh",
    "ch": "cosh",
    "th": "tanh",
    "ln": "ln",
    "log": "log",
    "lg": "lg",
    "lb": "lb",
    "exp": "exp",
    "abs": "abs",
    "sgn": "sign",
    "sign": "sign",
    "Re": "re",
    "Im": "im",
    "arg": "arg",
    "Arg": "arg",
    "conj": "conj",
    "floor": "floor",
    "ceil": "ceil",
    "factorial": "factorial",
    "gcd": "gcd",
    "lcm": "lcm",
    "max": "max",
    "min": "min",
    "det": "det",
    "tr": "trace",
    "trace": "trace",
    "nCr": "binom",
    "binomial": "binom",
    "comb": "binom",
    "nPr": "perm",
    "erf": "erf",
    "Gamma": "Gamma",
}
"""Known functions by what is written; the value is the name that trees use (`ln`, `lg` and `lb`
are logarithms to a base)."""

INVERSES: dict[str, str] = {
    name + suffix: "arc" + name + suffix for name in _TRIG for suffix in ("", "h")
}
"""What the exponent -1 of a function means."""

GREEK: frozenset[str] = frozenset(
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron rho sigma"
    " tau upsilon phi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega"
    " ell hbar nabla partial aleph imath jmath mho odot oplus".split()
)

COMMANDS: dict[str, tuple[str, str]] = {
    **{name: ("name", name) for name in GREEK},
    "varepsilon": ("name", "epsilon"),
    "vartheta": ("name", "theta"),
    "varphi": ("name", "phi"),
    "varrho": ("name", "rho"),
    "varsigma": ("name", "sigma"),
    "ohm": ("name", "Omega"),
    **{name: ("fn", tree) for name, tree in FUNCTIONS.items() if name != "Gamma"},
    **dict.fromkeys(("frac", "dfrac", "tfrac", "cfrac", "nicefrac", "sfrac"), ("frac", "")),
    **dict.fromkeys(("binom", "dbinom", "tbinom"), ("binom", "")),
    **dict.fromkeys(("sqrt", "surd"), ("sqrt", "")),
    "choose": ("choose", ""),
    "over": ("over", ""),
    "pi": ("const", "pi"),
    "infty": ("const", "inf"),
    "infin": ("const", "inf"),
    "cdot": ("*", ""),
    "times": ("*", ""),
    "ast": ("*", ""),
    "bullet": ("*", ""),
    "div": ("/", ""),
    "slash": ("/", ""),
    "pm": ("pm", ""),
    "mp": ("mp", ""),
    **dict.fromkeys(("le", "leq", "leqslant", "leqq", "lesssim"), ("rel", "<=")),
    **dict.fromkeys(("ge", "geq", "geqslant", "geqq", "gtrsim"), ("rel", ">=")),
    "lt": ("rel", "<"),
    "gt": ("rel", ">"),
    **dict.fromkeys(("ne", "neq"), ("rel", "!=")),
    **dict.fromkeys(("approx", "approxeq", "simeq", "sim", "thickapprox", "doteq"), ("rel", "~")),
    "in": ("rel", "in"),
    "notin": ("rel", "notin"),
    **dict.fromkeys(("subset", "subseteq", "subsetneq"), ("rel", "subset")),
    "equiv": ("rel", "congruent"),
    "cup": ("cup", ""),
    **dict.fromkeys(("bigcup", "sqcup", "cupdot", "uplus"), ("cup", "")),
    "cap": ("cap", ""),
    **dict.fromkeys(("setminus", "backslash", "smallsetminus"), ("minus", "")),
    **dict.fromkeys(("emptyset", "varnothing", "O"), ("set", "empty")),
    **dict.fromkeys(("mid", "vert", "lvert", "rvert"), ("|", "")),
    **dict.fromkeys(("Vert", "lVert", "rVert"), ("norm", "")),
    **dict.fromkeys(("land", "wedge"), ("and", "")),
    **dict.fromkeys(("lor", "vee"), ("or", "")),
    **dict.fromkeys(("forall",), ("where", "")),
    "lfloor": ("lfloor", ""),
    "rfloor": ("rfloor", ""),
    "lceil": ("lceil", ""),
    "rceil": ("rceil", ""),
    "langle": ("langle", ""),
    "rangle": ("rangle", ""),
    "lbrace": ("set{", ""),
    "rbrace": ("set}", ""),
    "lbrack": ("[", ""),
    "rbrack": ("]", ""),
    "sum": ("sum", "sum"),
    "prod": ("sum", "prod"),
    "int": ("int", ""),
    "lim": ("lim", ""),
    "to": ("to", ""),
    "rightarrow": ("to", ""),
    "prime": ("'", ""),
    "colon": (":", ""),
    "percent": ("pct", ""),
    "degree": ("deg", ""),
    "deg": ("deg", ""),
    "ldots": ("dots", ""),
    "dots": ("dots", ""),
    "cdots": ("dots", ""),
    "dotsc": ("dots", ""),
    "dotsb": ("dots", ""),
    **dict.fromkeys(
        ("vec", "overrightarrow", "hat", "widehat", "tilde", "widetilde"),
        ("accent", ""),
    ),
    **dict.fromkeys(("overline", "bar"), ("accent", "line")),
    "dot": ("dot", "'"),
    "ddot": ("dot", "''"),
    "bmod": ("mod", ""),
    "mod": ("mod", ""),
    "pmod": ("pmod", ""),
    "pounds": ("cur", ""),
    "euro": ("cur", ""),
    "ce": ("ce", ""),
    "mathbb": ("font", ""),
    "mathbf": ("font", ""),
    "mathcal": ("font", ""),
    "bm": ("font", ""),
    "boldsymbol": ("font", ""),
    "mathfrak": ("font", ""),
    "implies": ("to", ""),
    "iff": ("to", ""),
    "Rightarrow": ("to", ""),
    "R": ("set", "R"),
    "Z": ("set", "Z"),
    "N": ("set", "N"),
    "Q": ("set", "Q"),
}

DROPPED: frozenset[str] = frozenset(
    "displaystyle textstyle scriptstyle limits nolimits left right middle big Big bigg Bigg bigl"
    " bigr Bigl Bigr biggl biggr Biggl Biggr bigm quad qquad enspace thinspace space hfill"
    " boxed fbox mathit mathsf mathtt rm bf it sf tt text textbf textit textrm mathrm mbox hbox"
    " operatorname mathop mathrel mathord underline underbrace overbrace cancel bcancel emph"
    " nonumber notag large Large small color hskip strut noindent".split()
)
"""Commands that say nothing about the value; their arguments stay."""

_SHORT = ("ln", "lg", "lb", "tg", "tr", "Re", "Im")
PLAIN_WORDS: dict[str, tuple[str, str]] = {
    **{name: ("fn", tree) for name, tree in FUNCTIONS.items() if len(name) > 2 or name in _SHORT},
    **{name: ("name", name) for name in GREEK if len(name) > 2 and name != "partial"},
    "pi": ("const", "pi"),
    "Pi": ("const", "pi"),
    "inf": ("const", "inf"),
    "infty": ("const", "inf"),
    "infinity": ("const", "inf"),
    "Infinity": ("const", "inf"),
    "oo": ("const", "inf"),
    "sqrt": ("sqrt", ""),
    "cbrt": ("cbrt", ""),
    "mod": ("mod", ""),
    "in": ("rel", "in"),
    "cup": ("cup", ""),
    "union": ("cup", ""),
    "pm": ("pm", ""),
    "Li": ("name", "Li"),
    "undefined": ("const", "undefined"),
    "percent": ("pct", ""),
    "deg": ("deg", ""),
}
"""Words that mean the same without a backslash."""

CONNECTORS: dict[str, tuple[str, str]] = {
    "and": ("and", ""),
    "or": ("or", ""),
    "but": ("and", ""),
    "where": ("where", ""),
    "with": ("where", ""),
    "for": ("where", ""),
    "when": ("where", ""),
    "if": ("where", ""),
    "otherwise": ("otherwise", ""),
    "else": ("otherwise", ""),
    "only": ("skip", ""),
    "all": ("skip", ""),
    "any": ("skip", ""),
    "every": ("skip", ""),
    "each": ("skip", ""),
    "is": ("is", ""),
    "are": ("is", ""),
    "mod": ("mod", ""),
}

STOP_WORDS: frozenset[str] = frozenset(
    "is to of at by no so as an it we he on us go do my me up be am the not are".split()
)
"""Two-letter runs that are words and not products."""
