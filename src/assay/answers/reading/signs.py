"""The signs of an answer: the pattern of one token, and what each sign stands for.

The pattern has no nested repetition, so that a token costs time in proportion to its length. Groups
are named by kind; their order decides where several would match.
"""

from __future__ import annotations

import re

from assay.answers.patterns import lazy

__all__ = [
    "CHINESE",
    "ENGLISH",
    "ESCAPED",
    "FUNCTION",
    "ONE",
    "PERIOD",
    "SEPARATORS",
    "SILENT",
    "TOKEN",
    "TWO",
]

TOKEN = re.compile(
    r"(?P<space>[\s~]+)"
    r"|(?P<grouped>\d{1,3}(?:(?:\{,\}|, (?=0)|\{,\}\\!|\\!,|,\\! ?|\\,|\\ |\\;|[, '])\d{3})+"
    r"(?!,?\d)(?:\.\d+)?)"
    r"|(?P<num>(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?)"
    r"|(?P<run>[A-Za-z]+)"
    r"|(?P<letters>[^\W\d_A-Za-z]+)"
    r"|(?P<deg>\^\s*(?:\{\s*\\circ\s*\}|\\circ(?![A-Za-z])))"
    r"|(?P<ordinal>\^\s*\{?\s*\\(?:text|mathrm|textrm)\s*\{\s*(?:st|nd|rd|th)\s*\}\s*\}?)"
    r"|\\operatorname\*?\s*\{\s*(?P<op>[A-Za-z]+)\s*\}"
    r"|\\(?:text(?:bf|it|rm|sf)?|math(?:rm|sf|it|tt)|mbox|hbox|operatorname\*?)\s*\{(?P<text>[^{}]*)\}"
    r"|\\begin\s*\{(?P<begin>[a-z]+)\*?\}(?:\s*\{[lcr|@ ]*\})?"
    r"|\\end\s*\{(?P<end>[a-z]+)\*?\}"
    r"|\\(?:left|right)\s*(?P<null>\.)"
    r"|\\(?P<bar>left|right)\s*(?:\||\\vert)"
    r"|\\(?P<short>[dtc]?frac|[dt]?binom)\s*(?P<top>\d)\s*(?P<bottom>\d)?"
    r"|\\(?P<cmd>[A-Za-z]+)"
    r"|(?P<row>\\\\(?:\[[-0-9.a-z ]*\])?)"
    r"|\\(?P<esc>.)"
    r"|(?P<two>\*\*|<=|>=|!=|==|=<|=>|->|<>|:=|\.\.\.)"
    r"|(?P<one>.)",
    re.DOTALL,
)
ESCAPED = {
    "{": "set{",
    "}": "set}",
    "%": "pct",
    "$": "cur",
    "|": "norm",
    "&": "and",
}
SILENT = frozenset(" ,;:!/_.>`'^\"-\n\t\\~=@")
TWO = {
    "**": ("^", ""),
    "<=": ("rel", "<="),
    "=<": ("rel", "<="),
    ">=": ("rel", ">="),
    "!=": ("rel", "!="),
    "<>": ("rel", "!="),
    "==": ("rel", "="),
    ":=": ("rel", "="),
    "=>": ("to", ""),
    "->": ("to", ""),
    "...": ("dots", ""),
}
ONE = {
    "=": ("rel", "="),
    "<": ("rel", "<"),
    ">": ("rel", ">"),
    "~": ("rel", "~"),
    "%": ("pct", ""),
    "٪": ("pct", ""),
    **dict.fromkeys("€£¥₹₽", ("cur", "")),
}
CHINESE = {
    "或": ("or", ""),
    "或者": ("or", ""),
    "和": ("and", ""),
    "及": ("and", ""),
    "与": ("and", ""),
    "且": ("and", ""),
    "其中": ("where", ""),
    "大于": ("rel", ">"),
    "小于": ("rel", "<"),
    "大于等于": ("rel", ">="),
    "小于等于": ("rel", "<="),
    "不小于": ("rel", ">="),
    "不大于": ("rel", "<="),
    "等于": ("rel", "="),
    "不等于": ("rel", "!="),
    "根号": ("sqrt", ""),
    "任意实数": ("set", "R"),
    "全体实数": ("set", "R"),
}
FUNCTION = re.compile(r"(arcsin|arccos|arctan|sin|cos|tan|cot|sec|csc|ln|log|lg|sqrt|exp)")
ENGLISH = frozenset("cost cosy cosa tank tana sina logs login secs lns lnx".split()) - {"lnx"}
SEPARATORS = lazy(r"[^\d.]+")
PERIOD = lazy(r"\\(?:overline|bar|dot)\s*\{?(\d+)\}?(?:(\d*)\\dot\s*\{?(\d)\}?)?")
