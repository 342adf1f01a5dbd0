"""Instructions on the quality of code: traps, laws, and programs made to be hard to read."""

from __future__ import annotations

from random import Random

import msgspec
import pytest

from assay.check import Check
from assay.checks.code.avoids import Avoids
from assay.checks.code.comments import Comments
from assay.checks.code.complexity import Complexity
from assay.checks.code.docstrings import Docstrings
from assay.checks.code.imports import Imports
from assay.checks.code.layout import Layout
from assay.checks.code.names import Names
from assay.checks.code.quality.base import QualityCheck
from assay.checks.code.quality.linter import linter_version
from assay.checks.code.quality.metrics import METRICS
from assay.checks.code.ruff import Ruff
from assay.checks.code.typing import Typing
from assay.checks.code.uses import Uses
from assay.context import Context
from assay.errors import BadParameter
from assay.response import Response
from assay.verdict import Verdict

KINDS: tuple[type[QualityCheck], ...] = (
    Avoids, Comments, Complexity, Docstrings, Imports, Layout, Names, Ruff, Typing, Uses,
)  # fmt: skip
needs_ruff = pytest.mark.skipif(not linter_version(), reason="ruff is not installed")


def judged(check: Check, code: str) -> Verdict:
    return check.verify(Response(f"```python\n{code}\n```"), Context())


@pytest.mark.parametrize("kind", KINDS)
def test_examples_are_judged_as_they_say(kind: type[QualityCheck]) -> None:
    for example in kind.examples():
        verdict = example.check.verify(Response(example.response), Context())
        assert verdict.passed is example.passed, (example, verdict.why)


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_drawn_is_valid_and_says_itself(kind: type[QualityCheck]) -> None:
    for level in range(1, 6):
        said = {kind.draw(Random(seed), level).describe() for seed in range(10)}
        assert all(text.endswith(".") and text[0].isupper() for text in said)
    assert kind.draw(Random(1), 1) != kind.draw(Random(1), 5)


HOSTILE = {
    "brackets": "(" * 100_000,
    "elifs": "if a:\n    b()\n" + "elif a:\n    b()\n" * 5_000,
    "sum": "a = " + "+".join("b" * 50_000),
    "attributes": "a" + ".b" * 60_000 + "()",
    "deep blocks": "\n".join("    " * n + "if a:" for n in range(90)) + "\n" + "    " * 90 + "b()",
    "null": "a = 1\0\nf()",
    "lone surrogate": "a = '\ud800'\nf(a)",
    "functions": "def f(): g()\n" * 15_000,
    "quotes": "'\"" * 50_000,
    "comments": "#\n" * 90_000 + "f()",
    "one line": "f(" + "1, " * 60_000 + ")",
    "lambdas": "a = " + "lambda: " * 3_000 + "1",
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind is not Ruff])
def test_a_program_made_to_be_hard_to_read_gets_a_verdict(
    kind: type[QualityCheck], name: str
) -> None:
    for check in {kind.draw(Random(level), level) for level in (1, 4, 5)}:
        assert judged(check, HOSTILE[name]).status in ("pass", "fail")


def test_what_is_too_long_is_undecided() -> None:
    assert judged(Avoids(constructs=("eval",)), "f()\n" * 100_000).passed is None


def test_evidence_is_the_lines_of_the_response() -> None:
    text = "Here:\n\n```python\nimport os\nprint(os)\n```\nDone."
    verdict = Avoids(constructs=("print",)).verify(Response(text), Context())
    (span,) = verdict.evidence
    assert text[span.start : span.end] == span.text == "print(os)"


SIZES = """
def f(a, b=1, *c, d, **e):
    '''Text.'''
    x = y = 0
    for i in a:
        if i and b or d:
            x += 1
        elif c:
            y = [j for j in c if j]
        else:
            while e:
                try:
                    g()
                except (A, B):
                    return 1
    def inner(q):
        if q:
            return q
    return x if y else 0
"""


@pytest.mark.parametrize(
    ("metric", "size"),
    [("cyclomatic", 10), ("nesting", 4), ("lines", 18), ("arguments", 5), ("returns", 2),
     ("branches", 6), ("variables", 4), ("file_lines", 18), ("statements", 13)],
)  # fmt: skip
def test_sizes_are_as_documented(metric: str, size: int) -> None:
    exact = msgspec.convert({"kind": "code.complexity", "metric": metric, "max": size}, Complexity)
    assert judged(exact, SIZES).passed, judged(exact, SIZES).why
    less = msgspec.structs.replace(exact, max=size - 1)
    assert judged(less, SIZES).passed is False


@pytest.mark.parametrize("metric", METRICS)
def test_renaming_and_blank_lines_do_not_change_sizes(metric: str) -> None:
    if metric in ("lines", "methods"):
        pytest.skip("lines count, and there is no class")
    check = msgspec.convert({"kind": "code.complexity", "metric": metric, "max": 3}, Complexity)
    changed = SIZES.replace("inner", "within").replace("\n", "\n\n")
    assert judged(check, SIZES).score == judged(check, changed).score


def test_names_of_each_sort_and_style() -> None:
    code = (
        "LIMIT = 5\nclass HttpClient:\n    def sendAll(self, rowCount):\n"
        "        totalSum = rowCount\n        return totalSum\n"
    )
    assert judged(Names(of="classes", style="PascalCase"), code).passed
    assert judged(Names(of="constants", style="UPPER_CASE"), code).passed
    assert judged(Names(of="functions", style="camelCase"), code).passed
    assert judged(Names(of="arguments", style="camelCase"), code).passed
    assert judged(Names(of="variables", style="camelCase"), code).passed
    for of in ("functions", "arguments", "variables"):
        assert judged(Names(of=of, style="snake_case"), code).passed is False  # type: ignore[arg-type]
    assert judged(Names(of="functions", prefix="send"), code).passed
    assert judged(Names(of="functions", prefix="_send"), code).passed is False
    assert judged(Names(of="functions", style="snake_case"), "f()").passed is False
    with pytest.raises(BadParameter, match="one of style"):
        Names(of="functions")


@pytest.mark.parametrize("style", ["google", "numpy", "sphinx"])
def test_docstrings_of_each_convention(style: str) -> None:
    bodies = {
        "google": "Args:\n        a: One.\n        b: Two.\n\n    Returns:\n        It.",
        "numpy": (
            "Parameters\n    ----------\n    a : int\n    b : int\n\n"
            "    Returns\n    -------\n    int"
        ),
        "sphinx": ":param a: One.\n    :param b: Two.\n    :returns: It.",
    }
    for name, body in bodies.items():
        code = f'def f(a, b):\n    """Add.\n\n    {body}\n    """\n    return a + b\n'
        check = Docstrings(style=style)  # type: ignore[arg-type]
        assert judged(check, code).passed is (name == style), (name, style)
        assert judged(check, code.replace("b: Two", "c: Two").replace("b : int", "c : int").replace(
            "param b", "param c")).passed is False  # fmt: skip


def test_a_docstring_asks_only_for_what_applies() -> None:
    bare = 'def f():\n    """Do it."""\n    g()\n'
    assert judged(Docstrings(style="google"), bare).passed
    raising = 'def f():\n    """Do it."""\n    raise E\n'
    assert judged(Docstrings(sections=("raises",)), raising).passed is False
    assert judged(Docstrings(sections=("raises",)), bare).passed
    assert judged(Docstrings(of="public"), "def _f():\n    g()\n").passed is False


def test_imports() -> None:
    code = (
        "'''Doc.'''\nimport json\nimport os.path as p\n\nimport numpy as np\n\nprint(json, p, np)\n"
    )
    assert judged(Imports(top=True, sorted=True, unused=False), code).passed
    assert judged(Imports(standard=True), code).passed is False
    assert judged(Imports(forbidden=("os",)), code).passed is False
    assert judged(Imports(required=("os.path", "json")), code).passed
    assert judged(Imports(required=("os",)), "import osmosis\nprint(osmosis)").passed is False
    late = "def f():\n    import os\n    return os\n"
    assert judged(Imports(top=True), late).passed is False
    assert judged(Imports(relative=False), "from . import a\nprint(a)").passed is False
    with pytest.raises(BadParameter, match="both required and forbidden"):
        Imports(required=("os",), forbidden=("os",))


def test_comments_that_tell_nothing_do_not_count() -> None:
    assert judged(Comments(min=1), "#!/bin/python\n# noqa\n# ---\nf()").passed is False
    assert judged(Comments(min=1), "f()  # calls it").passed
    assert judged(Comments(open_ends=False), "f()\n# TODO: more").passed is False
    assert judged(Comments(every_function=True), "def f():\n    # It is one.\n    g()").passed
    assert judged(Comments(every_function=True), "# One.\ndef f():\n    g()").passed is False


def test_layout() -> None:
    code = "def f(a):\n    return g(\n        a,\n        'b',\n    )\n"
    assert judged(Layout(indent=4, trailing_commas=True, quotes="single"), code).passed
    assert judged(Layout(indent=2), code).passed is False
    assert judged(Layout(quotes="double"), code).passed is False
    assert judged(Layout(trailing_commas=True), code.replace("'b',", "'b'")).passed is False
    assert judged(Layout(trailing_commas=True), "f(a, b)").passed is False
    assert judged(Layout(indent=0), "if a:\n\tb()\n").passed
    assert judged(Layout(semicolons=False), "a = ';'\nf(); g()").passed is False
    assert judged(Layout(one_line_blocks=False), "if a: b()\n").passed is False
    assert judged(Layout(one_line_blocks=False), "a = {b: c()}\nf(lambda: d)\n").passed
    assert judged(Layout(two_blank_lines=True), "a()\n\ndef f():\n    g()\n").passed is False
    assert judged(Layout(trailing_space=False), "a() \nb()").passed is False
    assert judged(Layout(line_length=20), "a = '" + "b" * 15 + "'").passed is False


@needs_ruff
def test_rules_of_ruff_judge_and_are_not_talked_out_of_it() -> None:
    check = Ruff(rules=("E722", "F401"))
    bad = "try:\n    f()\nexcept:\n    g()"
    assert judged(check, "f()").passed
    assert judged(check, bad).passed is False
    for said in ("# noqa", "# ruff: noqa", "# noqa: E722"):
        assert judged(check, bad.replace("except:", f"except:  {said}")).passed is False
        assert judged(check, f"{said}\n{bad}").passed is False


@needs_ruff
def test_settings_of_ruff() -> None:
    code = "def f(a):\n    if a:\n        return 1\n    return 2"
    for most, passed in ((1, False), (2, True)):
        check = Ruff(rules=("C901",), settings=(("lint.mccabe.max-complexity", most),))
        assert judged(check, code).passed is passed
    convention = (("lint.pydocstyle.convention", "google"),)
    assert "google" in Ruff(rules=("D",), settings=convention).describe()


@needs_ruff
def test_a_rule_that_ruff_does_not_know_is_undecided() -> None:
    verdict = judged(Ruff(rules=("XYZ123",)), "f()")
    assert verdict.passed is None
    assert "Unknown rule" in verdict.why


def test_rules_and_settings_are_no_way_to_the_command_line() -> None:
    for rules, settings in (
        (("--fix",), ()), (("E,F",), ()), ((), ()), (("E",), (("extend", "/etc/x.toml"),)),
        (("E",), (("line-length", "5'\n[lint]"),)),
    ):  # fmt: skip
        with pytest.raises(BadParameter):
            Ruff(rules=rules, settings=settings)


def test_annotations_in_quotes_are_read() -> None:
    code = "from typing import Any, List\n\ndef f(x: 'List[Any]') -> 'None':\n    g(x)\n"
    assert judged(Imports(unused=False), code).passed
    assert judged(Typing(style="modern"), code).passed is False
    assert judged(Typing(style="no_any"), code).passed is False
    assert judged(Typing(style="modern"), "def f(x: 'list[int') -> '':\n    g(x)\n").passed


def test_a_sentence_may_go_over_lines_of_comment() -> None:
    check = Comments(form="sentence")
    assert judged(check, "# Does it, and then\n# does more.\nf()").passed
    assert judged(check, "f()  # Does it, and then\n# does more.\ng()").passed is False
    assert judged(Comments(open_ends=False), "# mastodon todos\nf()  # It may hack along.").passed
    assert judged(Comments(open_ends=False), "f()  # a TODO").passed is False


def test_a_letter_is_any_letter() -> None:
    assert judged(Names(of="variables", style="snake_case"), "größe_x = f()\n").passed
    assert judged(Names(of="variables", style="snake_case"), "Größe_x = f()\n").passed is False


@pytest.mark.parametrize(
    "code", ["e = eval\ne('1')", "a = list(map(eval, b))", "from builtins import eval as e\ne('1')",
             "import builtins\na = builtins.eval", "eval = eval\neval('1')",
             "def f(a, eval=eval):\n    return eval(a)"],
)  # fmt: skip
def test_a_function_is_used_where_it_is_named(code: str) -> None:
    assert judged(Avoids(constructs=("eval",)), code).passed is False


def test_a_function_of_ones_own_is_another() -> None:
    assert judged(Avoids(constructs=("eval",)), "def eval(a):\n    return a\n\neval(1)").passed
    assert judged(Avoids(constructs=("input",)), "def f(input):\n    return input").passed
