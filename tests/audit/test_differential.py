"""Differential testing, in the real sandbox."""

from __future__ import annotations

from assay.audit.differential import compare, references
from assay.sandbox import Limits

LIMITS = Limits(cpu=2.0, wall=8.0)
ABSOLUTE = [("reference", "def f(x):\n    assert x > -100\n    return abs(x)\n")]


def known(inputs: list[list[object]]):
    return references(ABSOLUTE, "f", inputs, LIMITS)


def test_inputs_that_the_reference_refuses_are_left_out():
    assert known([[-500], [3], ["a"], [-2]]).inputs == [[-2], [3]]


def test_a_difference_says_what_was_expected_and_what_was_given():
    found = compare([("solution.py", "def f(x):\n    return x")], known([[3], [-2]]), LIMITS)
    assert found.difference is not None
    assert str(found.difference) == "(-2) should give 2; it gave -2"


def test_programs_that_are_the_same_do_not_differ():
    same = "def f(x):\n    return x if x > 0 else -x"
    assert compare([("solution.py", same)], known([[3], [-2]]), LIMITS).difference is None


def test_exceptions_and_early_ends_are_differences():
    raising = compare([("s", "def f(x):\n    return 1 / 0")], known([[3]]), LIMITS).difference
    leaving = compare(
        [("s", "import os\ndef f(x):\n    os._exit(0)")], known([[3]]), LIMITS
    ).difference
    assert raising is not None
    assert raising.kind == "exception"
    assert "ZeroDivisionError" in raising.given
    assert leaving is not None
    assert leaving.kind == "limit"


def test_a_reference_that_accepts_nothing_says_so():
    found = compare([("s", "def f(x):\n    return x")], known([["a"]]), LIMITS)
    assert found.difference is None
    assert found.fault == "The reference accepts none of the inputs."


def test_one_that_lies_about_being_equal_differs():
    liar = "class L(int):\n    def __eq__(s, o): return True\ndef f(x):\n    return L(x)"
    assert compare([("s", liar)], known([[-2]]), LIMITS).difference is not None
