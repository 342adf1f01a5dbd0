"""Outputs and inputs predicted: where they are found, how they are read, what they are worth."""

from __future__ import annotations

import math
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import assay
from assay.checks.code.input import Input
from assay.checks.code.literals import NoValue, alike, from_message, parsed, value_of
from assay.checks.code.output import Output
from assay.errors import BadParameter

COUNT = "from collections import Counter\ndef f(x):\n    return Counter(x)\n"
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.tuples(inner, inner)
        | st.dictionaries(st.text() | st.integers(), inner, max_size=3)
        | st.frozensets(st.integers(), max_size=3)
        | st.sets(st.text(), max_size=3)
    ),
    max_leaves=10,
)


@given(VALUES)
def test_what_repr_writes_is_read(value: Any) -> None:
    assert alike(value, value_of(parsed(repr(value))), exact=True)


@given(VALUES, VALUES)
def test_equal_is_as_python_has_it(one: Any, other: Any) -> None:
    text = repr((one, other))
    if "nan" not in text:
        assert alike(one, other, exact=False) == (one == other)
    assert not alike(one, other, exact=True) or alike(one, other, exact=False)


@given(st.text("()[]{},:'\"1-+.ejfstrn \\x0\n", max_size=60))
def test_no_text_does_more_than_to_be_refused(text: str) -> None:
    with suppress(NoValue):
        value_of(parsed(text))


@given(st.binary(max_size=40))
def test_no_message_does_more_than_to_be_refused(message: bytes) -> None:
    with suppress(NoValue):
        from_message(message)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("set()", set()),
        ("frozenset({1})", frozenset({1})),
        ("Counter({'a': 2})", {"a": 2}),
        ("defaultdict(<class 'int'>, {'a': 1})", {"a": 1}),
        ("defaultdict(None, {})", {}),
        ("OrderedDict([('a', 1)])", {"a": 1}),
        ("1-2j", 1 - 2j),
        ("-inf", -math.inf),
        ("float('nan')", math.nan),
        ("'a' 'b'", "ab"),
        ("+1", 1),
        (" [1,\n 2] ", [1, 2]),
        ("0x1f", 31),
        ("...", ...),
    ],
)
def test_forms_of_values(text: str, value: Any) -> None:
    assert alike(value, value_of(parsed(text)), exact=True)


@pytest.mark.parametrize(
    "text",
    ["", "f(1)", "x", "1 + 1", "9**9", "[1, x]", "{**{}}", "{[]: 1}", "-'a'", "lambda: 1", "[" * 90,
     "-" * 90 + "1", "f'{1}'", "set([[]])", "float('1')", "int('1')", "__import__('os')", "1;2",
     "9" * 5000, "OrderedDict([(1, 2, 3)])", "[i for i in ()]", "1" * 300_000],
)  # fmt: skip
def test_what_is_no_value(text: str) -> None:
    with pytest.raises(NoValue):
        value_of(parsed(text))


@pytest.mark.parametrize(
    ("response", "rule"),
    [
        ("{'a': 2, 'b': 1}", "whole"),
        ("[ANSWER]{'a': 2, 'b': 1}[/ANSWER]", "answer"),
        ("[ANSWER]3[/ANSWER] no:\n[ANSWER]f('aab') == {'b': 1, 'a': 2}[/ANSWER]", "answer"),
        ("[ANSWER]\n```python\n{'a': 2, 'b': 1}\n```\n[/ANSWER]", "answer"),
        ("<answer>assert f('aab') == Counter({'a': 2, 'b': 1})</answer>", "answer"),
        ("So:\n\nassert f('aab') == {'a': 2, 'b': 1}\n\nas said.", "assert"),
        ("So:\n\n```python\n{'a': 2,\n 'b': 1}\n```", "fence"),
        ("It gives `{'a': 2, 'b': 1}`.", "inline"),
        ("Two a.\nThe output is: {'a': 2, 'b': 1}.", "last line"),
        ("<think>`{}`</think>{'a': 2, 'b': 1}", "whole"),
        ("[ANSWER]{'a': 2, 'b': 1}.[/ANSWER]", "answer"),
        ("So $\\boxed{{'a': 2, 'b': 1}}$.", "boxed"),
        ("```python\n>>> f('aab')\n{'a': 2, 'b': 1}\n```", "fence"),
        ("```python\nresult = {'a': 2, 'b': 1}\n```", "fence"),
    ],
)
def test_where_a_prediction_is_found(response: str, rule: str) -> None:
    for known in ("{'a': 2, 'b': 1}", None):
        found = assay.verify(response, Output(code=COUNT, input="'aab'", output=known))
        assert found.passed is True, found.why
        assert found.definitions == (f"prediction:{rule}",)
        (span,) = found.evidence
        assert response[span.start : span.end] == span.text


@pytest.mark.parametrize(
    "response",
    ["", "f('aab')", "[ANSWER]f('aab') == f('aab')[/ANSWER]", "[ANSWER][/ANSWER]", "3",
     "(" * 10_000,
     "[ANSWER]{'a': 1 + 1, 'b': 1}[/ANSWER]", "\udcff\ud800", "[ANSWER]" * 20_000, "=" * 50_000,
     "assert f(==\n" * 5_000, "`" * 50_000, "é\x00"],
)  # fmt: skip
def test_what_predicts_nothing_right_fails(response: str) -> None:
    check = Output(code=COUNT, input="'aab'", output="{'a': 2, 'b': 1}")
    assert assay.verify(response, check).passed is False


def test_types_count_where_asked() -> None:
    for exact, passed in ((False, True), (True, False)):
        check = Output(code="def f(x):\n    return x", input="1", output="1", exact=exact)
        assert assay.verify("1.0", check).passed is passed
        assert assay.verify("True", check).passed is passed


@pytest.mark.parametrize(
    ("response", "passed"),
    [
        ("1, 2", True),
        ("f(2, 1)", True),
        ("f(3, b=0)", True),
        ("assert f(1, 2) == 3", True),
        ("3 == f(1, 2)", True),
        ("[ANSWER]f(a=0)[/ANSWER]", True),
        ("(1, 2)", False),
        ("f(1, 3)", False),
        ("f()", False),
        ("f(*[1, 2])", False),
        ("f(**{'a': 1, 'b': 2})", False),
        ("f(open('/etc/passwd'), 1)", False),
        ("f(10**9, 1)", False),
        ("g(1, 2)", False),
        ("f('1', '2')", False),
        ("f(1.5, 1.5)", True),
        ("f(float('nan'), 1)", False),
        ("```python\n>>> f(1, 2)\n3\n```", True),
        ("```python\n>>> f(1, 1)\n3\n```", False),
    ],
)
def test_any_input_that_gives_the_output_is_right(response: str, passed: bool) -> None:
    check = Input(code="def f(a, b=3):\n    return a + b\n", output="3")
    assert assay.verify(response, check).passed is passed


def test_inputs_that_take_for_ever_are_wrong() -> None:
    check = Input(code="def f(n):\n    while n:\n        n -= 1\n    return n", output="0", cpu=0.3)
    assert assay.verify("f(0)", check).passed is True
    found = assay.verify("f(-1)", check)
    assert found.passed is False
    assert "processor time" in found.why


@pytest.mark.parametrize(
    "code",
    ["def f(x):\n    return object()", "def f(x):\n    return 1 / 0", "def g(): pass", "def f("],
)
def test_functions_that_give_no_value_are_undecided(code: str) -> None:
    assert assay.verify("1", Output(code=code, input="1")).passed is None


def test_values_that_are_no_literals_are_refused() -> None:
    with pytest.raises(BadParameter, match="is no value"):
        Output(code="def f(): pass", input="1", output="f(1)")
    with pytest.raises(BadParameter, match="is no value"):
        Input(code="def f(): pass", output="f(1)")
