"""Constructs of Python: each is found where it stands, and not where it only seems to."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assay.checks.code.avoids import Avoids
from assay.checks.code.quality.constructs import CONSTRUCTS
from assay.checks.code.uses import Uses
from assay.context import Context
from assay.errors import BadParameter
from assay.response import Response
from assay.verdict import Verdict

CASES: dict[str, tuple[str, str]] = {
    "global": ("def f():\n    global a\n    a = 1", "a = 'global a'"),
    "nonlocal": ("def f():\n    a = 1\n    def g():\n        nonlocal a\n        a = 2", "a = f()"),
    "eval": ("import builtins as b\nb.eval('1')", "model.eval()"),
    "exec": ("exec('a')", "cursor.exec('a')"),
    "print": ("if a:\n    print(a)", "printer = '# print(1)'; pprint(a)"),
    "input": ("a = input()", "a = get_input()"),
    "lambda": ("f = lambda a: a", "def f(a): return a"),
    "bare_except": ("try:\n    f()\nexcept:\n    raise", "try:\n    f()\nexcept E:\n    raise"),
    "broad_except": (
        "try:\n    f()\nexcept (KeyError, Exception):\n    g()",
        "try:\n    f()\nexcept KeyError:\n    g()",
    ),
    "except_pass": (
        "try:\n    f()\nexcept E:\n    ...",
        "try:\n    f()\nexcept E:\n    log()",
    ),
    "raise_exception": ("raise Exception('a')", "raise ValueError('a')"),
    "raise_from": (
        "try:\n    f()\nexcept E as e:\n    raise V() from e",
        "try:\n    f()\nexcept E as e:\n    raise V(e)",
    ),
    "raise": ("raise E", "a = f()"),
    "try": ("try:\n    f()\nfinally:\n    g()", "with f():\n    g()"),
    "try_else": (
        "try:\n    f()\nexcept E:\n    g()\nelse:\n    h()",
        "try:\n    f()\nexcept E:\n    g()",
    ),
    "finally": ("try:\n    f()\nfinally:\n    g()", "try:\n    f()\nexcept E:\n    g()"),
    "custom_exception": ("class E(ValueError):\n    pass", "class E(Thing):\n    pass"),
    "assert": ("assert a", "self.assertTrue(a)"),
    "mutable_default": ("def f(*, a=dict()):\n    return a", "def f(a=None, b=()):\n    return a"),
    "default_argument": ("def f(a=1):\n    return a", "def f(a):\n    return a"),
    "keyword_only": ("def f(*, a):\n    return a", "def f(*a):\n    return a"),
    "positional_only": ("def f(a, /):\n    return a", "def f(a):\n    return a"),
    "star_args": ("def f(*a):\n    return a", "def f(*, a):\n    return f(*a)"),
    "star_kwargs": ("def f(**a):\n    return a", "f(**a)"),
    "star_import": ("from os import *", "import os\na = 2 * 3"),
    "while": ("while a:\n    f()", "for a in b:\n    f()"),
    "for": ("for a in b:\n    f()", "a = [c for c in b]"),
    "loop": ("while a:\n    f()", "a = [c for c in b]"),
    "nested_loop": (
        "for a in b:\n    if a:\n        for c in a:\n            f()",
        "for a in b:\n    def g():\n        for c in a:\n            f()",
    ),
    "index_loop": ("for i in range(0, len(a)):\n    f(i)", "for i in range(5):\n    f(len(a))"),
    "loop_else": ("for a in b:\n    f()\nelse:\n    g()", "if a:\n    f()\nelse:\n    g()"),
    "break": ("for a in b:\n    break", "for a in b:\n    continue"),
    "continue": ("for a in b:\n    continue", "for a in b:\n    break"),
    "recursion": (
        "class A:\n    def f(self):\n        return self.f()",
        "class A:\n    def f(self):\n        return self.b.f()\n\ndef g():\n    return h()",
    ),
    "class": ("class A:\n    a = 1", "a = type('A', (), {})"),
    "function": ("async def f():\n    g()", "f = lambda: 1"),
    "nested_function": (
        "def f():\n    def g():\n        h()",
        "class A:\n    def f(self):\n        g()",
    ),
    "comprehension": ("a = {b for b in c}", "a = set(c)"),
    "list_comprehension": ("a = [b for b in c]", "a = list(b for b in c)"),
    "dict_comprehension": ("a = {b: 1 for b in c}", "a = {b for b in c}"),
    "set_comprehension": ("a = {b for b in c}", "a = {1, 2}"),
    "generator_expression": ("a = sum(b for b in c)", "a = sum([b for b in c])"),
    "yield": ("def f():\n    yield from g()", "def f():\n    return g()"),
    "async": ("async def f():\n    await g()", "def f():\n    g()"),
    "f_string": ("a = f'{b}'", "a = f'b'; c = '{b}'"),
    "percent_format": ("a = '%s' % b", "a = b % 2"),
    "str_format": ("a = '{}'.format(b)", "a = format(b, 'd')"),
    "string_concatenation": ("a = 'b' + c", "a = 'b' 'c'; d = 1 + e"),
    "walrus": ("if (a := f()):\n    g(a)", "a = f()"),
    "ternary": ("a = b if c else d", "if c:\n    a = b"),
    "match": ("match a:\n    case 1:\n        f()", "match = re.match(a, b)"),
    "elif": ("if a:\n    f()\nelif b:\n    g()", "if a:\n    f()\nelse:\n    if b:\n        g()"),
    "else_after_return": (
        "def f():\n    if a:\n        return 1\n    else:\n        return 2",
        "def f():\n    if a:\n        return 1\n    return 2",
    ),
    "early_return": (
        "def f():\n    if not a:\n        return None\n    return g()",
        "def f():\n    if a:\n        return g()\n    else:\n        return None",
    ),
    "with": ("with f() as a:\n    g()", "a = f()"),
    "open_without_with": ("a = open('b')", "with open('b') as a:\n    f(a)"),
    "decorator": ("@a\ndef f():\n    g()", "f = a(g)"),
    "property": ("class A:\n    @property\n    def a(self):\n        return 1", "a = b.property"),
    "staticmethod": ("class A:\n    @staticmethod\n    def a():\n        return 1", "a = 1; f()"),
    "classmethod": ("class A:\n    @classmethod\n    def a(cls):\n        return 1", "a = 1; f()"),
    "dataclass": (
        "import dataclasses as d\n@d.dataclass\nclass A:\n    a: int",
        "class A:\n    a: int",
    ),
    "cache": ("from functools import cache as c\n@c\ndef f():\n    g()", "cache = {}; f()"),
    "enum": ("import enum\nclass A(enum.Enum):\n    B = 1", "class A(Thing):\n    B = 1"),
    "named_tuple": ("class A(typing.NamedTuple):\n    a: int", "A = dict(a=1)"),
    "protocol": ("from abc import ABC\nclass A(ABC):\n    a = 1", "class A:\n    a = 1"),
    "pathlib": ("from pathlib import Path as P\na = P('b') / 'c'", "Path = str\na = Path('b')"),
    "os_path": ("from os import path as p\na = p.join('b')", "import os\na = os.listdir()"),
    "logging": ("import logging as l\nl.info('a')", "logging = 1\nlog('a')"),
    "regex": ("from re import match as m\nm('a', b)", "import re\nf()"),
    "itertools": ("from itertools import chain\na = chain(b)", "chain(b)"),
    "enumerate": ("for a, b in enumerate(c):\n    f()", "enumerate_all(a)"),
    "zip": ("a = dict(zip(b, c))", "zipped(a)"),
    "any_all": ("a = all(b)", "a = b.any()"),
    "map_filter": ("a = list(map(f, b))", "a = b.map(f)"),
    "sorted": ("a = sorted(b)", "b.sort()"),
    "sort_method": ("b.sort(key=c)", "a = sorted(b)"),
    "isinstance": ("if isinstance(a, int):\n    f()", "if type(a) is int:\n    f()"),
    "exit": ("from sys import exit as leave\nleave(1)", "menu.exit()"),
    "subprocess": ("from subprocess import run\nrun(['a'])", "import subprocess\nrun(['a'])"),
    "chained_comparison": ("a = 1 < b < 3", "a = 1 < b and b < 3"),
    "unpacking": ("a, b = b, a", "a = (b, a)"),
    "none_comparison": ("if a == None:\n    f()", "if a is None:\n    f()"),
    "bool_comparison": ("if True == a:\n    f()", "if a == 1 or a is True:\n    f()"),
    "type_comparison": ("if type(a) == int:\n    f()", "if isinstance(a, int):\n    f()"),
    "magic_number": (
        "def f(a):\n    return a * 86400",
        "DAY = 86400\ndef f(a, b=77):\n    return a * DAY + 1",
    ),
    "unused_variable": (
        "def f():\n    a = 1\n    return 2",
        "def f():\n    a = 1\n    _b = 2\n    return a",
    ),
    "unused_argument": ("def f(a, b):\n    return a", "def f(self, a, _b):\n    return a"),
    "module_state": ("rows = []\nf()", "rows = ()\nf()"),
    "main_guard": ("if __name__ == '__main__':\n    f()", "if name == '__main__':\n    f()"),
    "main_code": (
        "def f():\n    g()\n\nf()",
        "def f():\n    g()\n\nif __name__ == '__main__':\n    f()",
    ),
    "pass": ("def f():\n    pass", "def f():\n    ..."),
    "del": ("del a", "a = None; f()"),
}  # fmt: skip


def judged(check: Uses | Avoids, code: str) -> Verdict:
    return check.verify(Response(f"```python\n{code}\n```"), Context())


def test_each_construct_has_its_case() -> None:
    assert set(CASES) == set(CONSTRUCTS)


def test_the_page_lists_every_construct() -> None:
    page = (Path(__file__).parents[3] / "docs" / "code-quality.md").read_text(encoding="utf-8")
    told = dict(re.findall(r"^\| `(\w+)` \| ([^|\n]*) \|$", page, re.MULTILINE))
    assert told == {name: construct.one for name, construct in CONSTRUCTS.items()}


@pytest.mark.parametrize("name", CASES)
def test_a_construct_is_found_where_it_stands(name: str) -> None:
    there, not_there = CASES[name]
    uses, avoids = Uses(construct=name), Avoids(constructs=(name,))
    assert judged(uses, there).passed, judged(uses, there).why
    assert judged(avoids, there).passed is False
    assert judged(uses, not_there).passed is False
    assert judged(avoids, not_there).passed, judged(avoids, not_there).why


@pytest.mark.parametrize("name", CASES)
def test_comments_and_texts_change_nothing(name: str) -> None:
    there, not_there = CASES[name]
    quoted = "\n".join(f"# {line}" for line in there.split("\n"))
    check = Avoids(constructs=(name,))
    assert judged(check, f"{quoted}\n\n{not_there}\n\n{quoted}").passed
    assert judged(check, f"{quoted}\n{there}").passed is False


@pytest.mark.parametrize("text", ["No", "Sorry, cannot.", "", "yes", "...", "x", "a.b", "'text'"])
def test_words_are_no_program(text: str) -> None:
    verdict = Avoids(constructs=("eval",)).verify(Response(text), Context())
    assert verdict.passed is False


def test_more_of_what_is_asked_scores_more() -> None:
    check = Uses(construct="with", min=4)
    scores = [judged(check, "with a:\n    b()\n" * n).score for n in range(1, 5)]
    assert scores == [0.25, 0.5, 0.75, 1.0]
    avoids = Avoids(constructs=("with",))
    scores = [judged(avoids, "c()\n" + "with a:\n    b()\n" * n).score for n in range(3)]
    assert scores == [1.0, 0.5, pytest.approx(1 / 3)]


def test_an_unknown_construct_is_refused_with_the_nearest() -> None:
    with pytest.raises(BadParameter, match="did you mean 'comprehension'"):
        Uses(construct="comprehensions")


LET_BE = [
    ("unused_variable", "def f(a):\n    for b, c in a:\n        g(b)"),
    ("unused_variable", "def f(a):\n    b, c = a\n    d = 0\n    d += 1\n    return b"),
    ("unused_variable", "def f():\n    a = 1\n    return locals()"),
    ("unused_argument", "class A:\n    def __exit__(self, a, b, c):\n        f()"),
    ("unused_argument", "def f(a):\n    raise NotImplementedError"),
    ("else_after_return", "if a:\n    f()\nelif b:\n    raise E\nelse:\n    g()"),
    ("type_comparison", "a = type(b) is int"),
    ("open_without_with", "def f():\n    return open(a)"),
    ("open_without_with", "with ExitStack() as s:\n    a = s.enter_context(open(b))"),
    ("main_code", "'Text.'\nimport a\nB = 1\nclass C:\n    f()"),
    ("magic_number", "def f():\n    LIMIT = 86400\n    return LIMIT"),
    ("recursion", "def f():\n    def f():\n        return 1\n    return g(f)"),
]


@pytest.mark.parametrize(("name", "code"), LET_BE)
def test_what_only_looks_like_it_is_let_be(name: str, code: str) -> None:
    verdict = judged(Avoids(constructs=(name,)), code)
    assert verdict.passed, verdict.why
