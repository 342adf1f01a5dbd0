"""Assertions: what is translated, what is judged apart, and that both say the same."""

from __future__ import annotations

import pytest

from assay.checks.code.asserts import Asserts
from assay.checks.code.judging import called_in, free_names
from assay.checks.code.translation import translated
from assay.context import Context
from assay.errors import BadParameter
from assay.response import Response

ECHO = "def f(*x):\n    return x[0] if len(x) == 1 else x\n"
LOOP = "def check(c):\n    for _ in [1]:\n        {}\n"


def judged(tests, program=ECHO, **given):
    check = Asserts(entry_point="f", tests=tests, form="program", cpu=2.0, **given)
    return Context().verify(check, Response(program))


HOLD = [
    "assert f(3) == 3",
    "assert 3 == f(3)",
    "assert f([1, 2]) == [1, 2], 'message'",
    "assert abs(f(0.1 + 0.2) - 0.3) < 1e-9",
    "assert set(f([3, 1])) == {1, 3}",
    "assert not f(0)",
    "assert f(None) is None",
    "assert f(1) is not None and f(2)",
    "assert f(True) is True",
    "assert f((1, 2)) == (1, 2) != [1, 2]",
    "assert math.isclose(f(0.30000000001), 0.3, rel_tol=1e-6)",
    "assert f(1) == f(1)",
    "assert f('abc')[1] == 'b' and f('abc')[::-1] == 'cba'",
    "assert len(f([1])) == 1 and isinstance(f('x'), str)",
    "assert f({'a': 1})['a'] in (1, 2)",
    "assert sorted(f([2, 1])) == [1, 2]",
    "assert f(-2 ** 3) == -8",
    "assert f(1) == 1 if True else False",
    "assert f([1] * 3) == [1, 1, 1]",
    "assert type(f(1)) == int",
    "assert f(round(2.5)) == 2",
    "assert f(4 * math.pi) == 4 * math.pi",
]
FAIL = [
    "assert f(3) == 4",
    "assert abs(f('x') - 1) < 2",
    "assert f(1) is None",
    "assert f(float('nan')) == float('nan')",
    "assert f((1, 2)) == [1, 2]",
    "assert len(f(3)) == 1",
    "assert f() == 1",
]


@pytest.mark.parametrize("test", HOLD)
def test_an_assertion_that_holds(test):
    verdict = judged((test,))
    assert verdict.passed, verdict.why
    assert verdict.definitions[-1] == "asserts:translated"


@pytest.mark.parametrize("test", FAIL)
def test_an_assertion_that_does_not(test):
    assert judged((test,)).passed is False


@pytest.mark.parametrize("test", [HOLD[0], HOLD[3], FAIL[0], FAIL[1], FAIL[6]])
def test_judged_apart_says_the_same(test):
    verdict = judged(LOOP.format(test))
    assert verdict.definitions[-1] == "asserts:judged apart"
    assert verdict.passed is judged((test,)).passed


@pytest.mark.parametrize(
    "test",
    [
        "for n in range(3):\n    assert f(n) == n",
        "assert f(f(1)) == 1",
        "x = f(1)\nassert x == 1",
        "import random\nassert f(random.random()) < 1",
        "assert f(lambda: 1)",
        "assert [n for n in f([1])] == [1]",
        "assert helper(f(1)) == 1",
        "x = [1]\nassert f(x) == [1]\nassert x == [1]",
        "assert f(1) == unknown",
        "assert f('a').upper() == 'A'",
        "try:\n    f()\n    assert False\nexcept IndexError:\n    pass",
        "assert f(1) == ...",
        "assert 9 ** 9 ** 9 == f(1)",
    ],
)
def test_what_is_not_translated(test):
    assert translated((test,), "f") is None


def test_a_list_used_again_after_a_call_is_not_translated():
    assert translated(("x = [1]\nassert f(x) == x",), "f") is None


def test_variables_before_the_assertion_are_understood():
    tests = "a = [1, 2]\nb = len(a)\nassert f(a) == [1, 2]\nassert f(b) == 2"
    assert judged(tests).passed


def test_the_form_of_humaneval():
    tests = (
        "METADATA = {'author': 'x'}\n\ndef check(candidate):\n    '''Doc.'''\n"
        "    assert candidate(1) == 1, 'one'\n    assert candidate([2]) == [2]\n    assert True\n\n"
        "check(f)\n"
    )
    verdict = judged(tests)
    assert verdict.why == "All 3 assertions hold."


def test_the_score_counts_assertions_after_the_first_that_failed():
    tests = ("assert f(1) == 2", "assert f(2) == 2", "assert f(3) == 3")
    assert judged(tests).score == pytest.approx(2 / 3)
    apart = judged("for n in (1, 2, 3):\n    assert f(n) == max(n, 2)")
    assert apart.score == pytest.approx(2 / 3)


def test_the_why_names_what_was_got_and_expected():
    why = judged(("assert f(3) == 4",)).why
    assert why.startswith("assert f(3) == 4: got 3, expected 4.")


def test_exceptions_reach_tests_that_wait_for_them():
    tests = "try:\n    f(1)\n    assert False\nexcept ValueError as e:\n    assert str(e) == 'no'"
    assert judged(tests, "def f(x):\n    raise ValueError('no')").passed
    assert judged(tests, ECHO).passed is False


def test_other_functions_of_the_program_are_called_too():
    tests = "for n in range(3):\n    assert f(g(n)) == n"
    assert judged(tests, "def g(n): return [n]\ndef f(x): return x[0]").passed
    assert judged(tests, "def f(x): return x[0]").passed is False


@pytest.mark.parametrize(
    ("program", "said"),
    [
        ("def f(x:", "does not load"),
        ("import os\ndef f(x): os._exit(0)", "Tests were cut short. The program ended before."),
        ("def f(x):\n    while 1: pass", "processor time"),
        ("def f(x): return print", "does not hold"),
    ],
)
def test_bad_ends_judged_apart(program, said):
    verdict = judged("for n in range(3):\n    assert f(n) == n", program, case_cpu=0.5)
    assert verdict.passed is False
    assert said in verdict.why


def test_no_object_of_the_program_meets_an_assertion():
    liar = (
        "class E(int):\n    def __eq__(s, o): return True\n    def __bool__(s): return True\n"
        "    __hash__ = int.__hash__\n    def __sub__(s, o): return s\n"
        "    def __abs__(s): return s\n"
        "    def __lt__(s, o): return True\ndef f(*x): return E(99)"
    )
    for test in ("assert f(3) == 3", "assert abs(f(3) - 3) < 1", LOOP.format("assert c(3) == 3")):
        assert judged(test, liar).passed is False


def test_a_program_that_speaks_out_of_turn_fails():
    program = (
        "import sys, marshal\ndef f(x):\n    send = sys._getframe(1).f_locals['send']\n"
        "    for n in range(5): send(b'V' + n.to_bytes(4, 'little') + marshal.dumps(n, 2))\n"
        "    return 7"
    )
    assert judged("for n in (5, 6):\n    assert f(n) == n", program).passed is False


def test_bad_tests_are_refused():
    for tests in ("assert f(", "f(1)", ()):
        with pytest.raises(BadParameter):
            Asserts(entry_point="f", tests=tests)


def test_names_that_tests_take_from_the_program():
    tests = "import math\ndef check(c):\n    for i in range(3):\n        assert c(enc(i)) == len(x)"
    names = free_names(tests, "f")
    assert names[0] == "f"
    assert set(names) == {"f", "enc", "x"}
    assert called_in("assert g(f(1))", "def f(x): 1\ndef g(x): 2\ndef h(): 3") == "g"
    assert called_in("assert (", "def f(): 1") == ""


@pytest.mark.parametrize(
    "test",
    [
        "assert set(f(3)) == {1}",
        "assert f(3) ** 99 == 1",
        "assert 'ab' * f(3) == 'ab'",
        "assert len(range(f(3))) == 1",
        "assert math.factorial(f(3)) == 1",
        "for n in [1]:\n    assert 3 ** f(3) == 1",
    ],
)
@pytest.mark.parametrize("result", ["[n * (2**61 - 1) for n in range(200_000)]", "10**9", "-1"])
def test_no_result_holds_up_the_judge(test, result):
    assert judged(test, f"def f(x): return {result}", case_cpu=0.5).passed is False


def test_a_fraction_that_would_take_for_ever_is_no_data():
    program = (
        "from fractions import Fraction\n\ndef f(x):\n    made = Fraction(1, 2)\n"
        "    made._numerator = 3 ** 10**5\n    return made\n"
    )
    assert judged("assert f(1) == 1", program).passed is False


@pytest.mark.parametrize(
    "test",
    [
        "s = f()\ns.push(1)\nassert s.pop() == 1",
        "assert f(1).size == 1",
        "g = f(1)\nassert g(2) == 3",
        "assert f(1)(2) == 3",
        "assert f(lambda x: x, 1) == 1",
        "def key(x):\n    return x\nassert f(key) == 1",
        "def check(c):\n    assert c(1).height > 2",
    ],
)
def test_tests_of_objects_are_undecided(test):
    verdict = judged(test)
    assert verdict.passed is None
    assert "Only data travels" in verdict.why


@pytest.mark.parametrize(
    "test",
    [
        "assert list(f(3)) == [0, 1, 2]",
        "for n in f(2):\n    assert n in (0, 1)",
        "g = f(3)\nassert next(g) == 0\nassert next(g) == 1",
        "assert f(2) != [0, 1]",
    ],
)
def test_iterators_are_gone_through(test):
    program = "def f(n):\n    yield from range(n)"
    assert judged(test, program).passed, judged(test, program).why


def test_an_exception_of_the_programs_own_is_caught_by_its_builtin_type():
    test = "try:\n    f(-1)\n    assert False\nexcept ValueError as e:\n    assert str(e) == 'neg'"
    program = "class Negative(ValueError): pass\ndef f(x): raise Negative('neg')"
    assert judged(test, program).passed
