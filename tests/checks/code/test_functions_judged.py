"""Functions against cases: what passes, what fails and what is said of it."""

from __future__ import annotations

import pytest

import assay
from assay.checks.code.asserts import Asserts
from assay.checks.code.calls import called
from assay.checks.code.equality import Equality, same
from assay.checks.code.expected import digest_of
from assay.checks.code.function import Case, Function
from assay.checks.code.values import to_json
from assay.checks.code.wire import encode
from assay.context import Context
from assay.errors import BadParameter
from assay.response import Response
from assay.sandbox import Limits, Run


def asked(*pairs, **rules):
    cases = tuple(Case(args=(to_json(a),), expected=to_json(e)) for a, e in pairs)
    return Function(entry_point="f", cases=cases, form="program", **{"cpu": 2.0, **rules})


def judged(check, program, prompt=""):
    return Context(prompt=prompt).verify(check, Response(program))


ECHO = "def f(x):\n    return x\n"


@pytest.mark.parametrize("kind", [Function, Asserts])
def test_examples(kind):
    for example in kind.examples():
        verdict = judged(example.check, example.response)
        assert verdict.passed is example.passed, verdict.why
        assert (verdict.score == 1.0) is example.passed


def test_values_of_all_kinds_go_in_and_come_out():
    values = [
        None, True, -(2**70), 10**5000, 1.5, float("inf"), float("nan"), 1 + 2j, "ä\ud800\0", b"\0",
        (1, (2,)), {1, 2}, frozenset("ab"), {1: "a", (2, 3): None}, [[], {}], "x" * 100_000,
    ]  # fmt: skip
    verdict = judged(asked(*[(value, value) for value in values], compare="strict"), ECHO)
    assert verdict.passed, verdict.why


def test_the_score_is_the_share_and_the_first_failure_is_named():
    verdict = judged(asked((1, 1), (2, 5), ("a", "b"), ([3], [3])), ECHO)
    assert verdict.score == 0.5
    assert verdict.why == ("Case 2 of 4, f(2), gave 2, expected 5. (2 of 4 cases passed.)")


def test_outcomes_case_by_case():
    check = asked((1, 1), (2, 5), (3, 3))
    assert check.outcomes(Response(ECHO), Context()) == (True, False, True)
    assert check.outcomes(Response("def g(): pass"), Context()) == (False,) * 3
    assert check.outcomes(Response(""), Context()) == ()
    tests = Asserts(entry_point="f", tests=("assert f(1) == 1", "assert not f(2)"), form="program")
    assert tests.outcomes(Response(ECHO), Context()) == (True, False)


@pytest.mark.parametrize(
    ("program", "said"),
    [
        ("def f(x):\n    return 1 / 0", "raised ZeroDivisionError: division by zero"),
        ("def f(x):\n    exit(0)", "raised SystemExit: 0"),
        ("def f(x) return", "does not load: SyntaxError"),
        ("def g(x):\n    return x", "does not load: NameError: it defines no 'f'"),
        ("import nothing_of_that_name", "does not load: ModuleNotFoundError"),
        ("def f(x):\n    import os\n    os._exit(0)", "has no result. The program ended before."),
        ("def f(x):\n    import os\n    os.kill(os.getpid(), 11)", "died of SIGSEGV"),
        ("def f(x):\n    return f(x)", "raised RecursionError"),
        ("def f(x):\n    return object()", "gave an object of the class object"),
        ("def f(x):\n    return [print]", "gave [<builtin_function_or_method>]"),
        ("def f(x):\n    return (y for y in [1])", "gave an iterator of [1], expected 1"),
        ("f = 3", "raised TypeError: 'int' object is not callable"),
        ("def f(x):\n    while True: pass", "took more than 1 s of processor time"),
        ("def f(x):\n    return 'x' * 10**10", "raised MemoryError"),
    ],
)
def test_each_bad_end_is_a_fail_that_says_how(program, said):
    verdict = judged(asked((1, 1), cpu=1.0, memory=256), program)
    assert verdict.passed is False
    assert said in verdict.why


def test_a_case_may_be_bounded_by_itself():
    verdict = judged(
        asked((1, 1), (2, 2), (3, 3), cpu=5.0, case_cpu=0.3),
        "def f(x):\n    while x == 2: pass\n    return x",
    )
    assert verdict.passed is False
    assert "Case 2 of 3, f(2), has no result. It took more than 0.3 s" in verdict.why
    assert verdict.score == pytest.approx(1 / 3)


def test_printing_is_no_fault():
    assert judged(asked((1, 1)), "def f(x):\n    print('y' * 10**7)\n    return x").passed


def test_arguments_are_fresh_for_each_case():
    program = "seen = []\ndef f(x):\n    x.append(0)\n    seen.append(x)\n    return len(x)"
    assert judged(asked(([1], 2), ([1], 2)), program).passed


def test_a_class_is_made_anew_for_each_call():
    program = (
        "class Solution:\n    def __init__(self):\n        self.n = 0\n"
        "    def f(self, x):\n        self.n += x\n        return self.n\n"
    )
    check = Function(
        entry_point="Solution.f",
        cases=(Case(args=(2,), expected=2), Case(args=(2,), expected=2)),
    )
    assert judged(check, f"```python\n{program}```").passed


def test_keywords_and_alternatives():
    check = Function(
        entry_point="f",
        cases=(Case(args=(1,), kwargs={"y": 2}, expected=0, either=(3, "x")),),
        form="program",
    )
    assert judged(check, "def f(x, *, y): return x + y").passed
    assert not judged(check, "def f(x, *, y): return x - y").passed


def test_the_prompt_is_continued_and_its_head_goes_along():
    prompt = (
        "import math\n\ndef area(r):\n    return math.pi * r * r\n\n\ndef f(x):\n    '''Go.'''\n"
    )
    check = Function(entry_point="f", cases=(Case(args=(0,), expected=0.0),), prompt=prompt)
    assert judged(check, "    return area(x)\n").passed
    assert judged(check, "```python\ndef f(x):\n    return area(x)\n```").passed
    without = Function(entry_point="f", cases=check.cases)
    assert judged(without, "    return area(x)\n", prompt=prompt).passed
    assert judged(without, "def f(x):\n    return area(x)\n").passed is False


def test_a_reference_says_what_is_right():
    check = Function(
        entry_point="f",
        cases=(Case(args=(3,)), Case(args=([1, 2],))),
        reference="def f(x):\n    return x * 2",
        form="program",
    )
    assert judged(check, "def f(x):\n    return x + x").passed
    assert not judged(check, ECHO).passed


@pytest.mark.parametrize("reference", ["def f(x): 1 / 0", "def g(): 1", "def f(x): return print"])
def test_a_reference_that_does_not_run_decides_nothing(reference):
    check = Function(entry_point="f", cases=(Case(args=(3,)),), reference=reference)
    verdict = judged(check, ECHO)
    assert verdict.passed is None
    assert "reference" in verdict.why


def test_a_judge_takes_several_answers():
    check = Function(
        entry_point="f",
        cases=(Case(args=(15,)), Case(args=(4,))),
        judge="def accepts(found, n):\n    a, b = found\n    return a * b == n and a > 1",
        form="program",
    )
    factor = "def f(n):\n    a = next(d for d in range(2, n) if n % d == 0)\n    return a, n // a"
    assert judged(check, factor).passed
    assert judged(check, factor.replace("a, n // a", "n // a, a")).passed
    verdict = judged(check, "def f(n): return 1, n")
    assert verdict.passed is False
    assert "which the judge refuses" in verdict.why
    assert judged(check, "def f(n): return None").passed is False


def test_a_judge_that_does_not_load_decides_nothing():
    check = Function(entry_point="f", cases=(Case(args=(1,)),), judge="def accepts(")
    assert judged(check, ECHO).passed is None


@pytest.mark.parametrize(
    ("compare", "expected", "found", "passes"),
    [
        ("python", 1, True, True),
        ("python", 1, 1.0, True),
        ("python", (1, 2), [1, 2], False),
        ("python", [float("nan")], [float("nan")], True),
        ("python", 0.3, 0.1 + 0.2, True),
        ("python", [0.3, 1.0], [0.1 + 0.2, 1.0], True),
        ("python", [0.3, 1], [0.1 + 0.2, 1], False),
        ("python", 1.0, 1.01, False),
        ("python", 3.0000001, 3, False),
        ("python", {"a": 1}, {"a": True}, True),
        ("strict", 1, True, False),
        ("strict", [1, {2}], [1, {True + 1}], True),
        ("strict", {1: 2}, {True: 2}, False),
        ("strict", {1}, {1.0}, False),
        ("unordered", [1, 2, 2], [2, 1, 2], True),
        ("unordered", [1, 2, 2], [2, 1, 1], False),
        ("unordered", [[1], [2]], [[2], [1]], True),
        ("unordered", [0.1, 0.2], [0.2, 0.1 + 1e-9], True),
        ("set", [1, 1, 2], (2, 1), True),
        ("set", [1], [[1]], False),
        ("not_none", True, "x", True),
        ("not_none", False, None, True),
        ("not_none", True, False, False),
        ("returned", 1, None, True),
    ],
)
def test_rules_of_equality(compare, expected, found, passes):
    assert same(expected, found, Equality(compare)) is passes


def test_a_tolerance_reaches_inside():
    rule = Equality(atol=0.01)
    assert same({"a": [1.0, 2]}, {"a": [1.001, 2]}, rule)
    assert not same({"a": [1.0, 2]}, {"a": [1.1, 2]}, rule)
    assert not same(0.3, 0.1 + 0.2, Equality(atol=0))
    assert not same(float("inf"), 1e300, rule)
    assert same(1 + 1j, 1.001 + 1j, rule)


def test_a_large_result_is_compared_by_its_digest():
    value = list(range(30_000))
    digest = to_json(digest_of(encode(value)))
    check = Function(
        entry_point="f", cases=(Case(args=(30_000,), expected=digest),), form="program"
    )
    assert judged(check, "def f(n): return list(range(n))").passed
    assert judged(check, "def f(n): return [float(x) for x in range(n)]").passed
    assert not judged(check, "def f(n): return list(range(1, n + 1))").passed
    assert not judged(check, "def f(n): return tuple(range(n))").passed


def test_bad_parameters_are_refused():
    for given in (
        {"cases": ()},
        {"entry_point": "f g"},
        {"cases": (Case(args=(1,)),)},
        {"cpu": 0},
        {"memory": 1},
        {"atol": -1.0},
        {"case_cpu": -1.0},
        {"compare": "nearly"},
    ):
        with pytest.raises(BadParameter):
            Function(**{"entry_point": "f", "cases": (Case(expected=1),), **given})


def test_a_value_with_a_bad_tag_is_undecided():
    check = Function(entry_point="f", cases=(Case(expected={"$nothing": 1}),))
    assert judged(check, ECHO).passed is None


def test_through_the_engine():
    check = {"kind": "code.function", "entry_point": "f", "cases": [{"args": [1], "expected": 1}]}
    verdict = assay.verify("```python\ndef f(x):\n    return x\n```", check)
    assert verdict.passed
    assert verdict.evidence[0].text == "def f(x):\n    return x"


# Programs that mean to pass without being right.


HOSTILE = {
    "always_equal": "class E(int):\n    def __eq__(s, o): return True\n"
    "    __hash__ = int.__hash__\ndef f(x): return E(7)",
    "lying_class": "class E:\n    __class__ = int\n    def __eq__(s, o): return True\n"
    "def f(x): return E()",
    "patched_builtins": "import builtins, marshal\nbuiltins.type = lambda v: int\n"
    "marshal.dumps = lambda *a: b'N'\nbuiltins.len = lambda v: 3\ndef f(x): return 7",
    "frames": "import sys\ndef f(x):\n    g = sys._getframe(1)\n    while g:\n"
    "        for v in list(g.f_locals.values()):\n            if isinstance(v, list): v.append(x)\n"
    "        g = g.f_back\n    return 7",
    "forged": "import sys, marshal\ndef f(x):\n    g = sys._getframe(1)\n"
    "    send = g.f_locals['send']\n"
    "    for n in range(9): send(b'V' + n.to_bytes(4, 'little') + marshal.dumps(7, 2))\n"
    "    return 7",
    "claims": "import sys, marshal\ndef f(x):\n    send = sys._getframe(1).f_locals['send']\n"
    "    send(b'PASS'); send(b''); send(b'T' + marshal.dumps((9, 0, '', ''), 2))\n    return 7",
    "exit_ahead": "import os\nos._exit(0)",
    "skips_ahead": "import sys\ndef f(x):\n    g = sys._getframe(1)\n"
    "    g.f_locals['send'](b'V\\x01\\0\\0\\0N')\n    return x",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_program_talks_its_way_past(name):
    verdict = judged(asked((1, 1), (2, 2), (3, 3)), HOSTILE[name])
    assert verdict.passed is False, verdict.why


def test_a_forged_result_is_only_a_result():
    program = (
        "import sys, marshal, os\ndef f(x):\n    send = sys._getframe(1).f_locals['send']\n"
        "    for n in range(3):\n"
        "        send(b'V' + n.to_bytes(4, 'little') + marshal.dumps(n + 1, 2))\n    os._exit(0)"
    )
    assert judged(asked((1, 1), (2, 2), (3, 3)), program).passed  # it did give the right results


def test_colliding_keys_do_not_hold_up_the_judge():
    program = f"def f(x): return {{n * {2**61 - 1} for n in range(2000)}}"
    verdict = judged(asked((1, set(range(2000))), cpu=5.0), program)
    assert verdict.passed is False
    assert "one hash" in verdict.why


class Scripted:
    """A sandbox whose runs are known beforehand."""

    def __init__(self, *runs):
        self.runs = list(runs)

    def call(self, driver, given, limits):
        return self.runs.pop(0)


def ended(outcome, cpu=0.0, *messages):
    return Run(outcome=outcome, status=0, cpu=cpu, messages=messages)


def test_a_sandbox_that_broke_is_tried_once_more():
    limits = Limits()
    twice = Scripted(ended("broken"), ended("exit", 0.0, b"V\0\0\0\0N"))
    assert len(called([], ("f",), (b"",), limits, sandbox=twice).messages) == 1
    assert called([], ("f",), (b"",), limits, sandbox=Scripted(*[ended("broken")] * 2)).run.outcome


def test_a_broken_sandbox_decides_nothing(monkeypatch):
    class Broken:
        def call(self, *_):
            return ended("broken")

        def open(self, *_):
            raise AssertionError

    monkeypatch.setattr("assay.checks.code.calls.shared", Broken)
    assert judged(asked((1, 1)), ECHO).passed is None
    tests = Asserts(entry_point="f", tests="assert f(1) == 1", form="program")
    assert judged(tests, ECHO).passed is None


def test_a_result_that_is_too_much_for_the_judge_is_refused():
    check = Function(
        entry_point="f",
        cases=(Case(args=(1,)), Case(args=(2,))),
        judge="def accepts(found, n):\n    return len(range(found)) and 3 ** found % 7 > 0",
        form="program",
        cpu=0.5,
    )
    verdict = judged(check, "def f(x): return x if x == 1 else 10**9")
    assert verdict.passed is False
    assert verdict.score == 0.5
    assert "Case 2 of 2" in verdict.why


@pytest.mark.parametrize("compare", ["set", "unordered"])
def test_colliding_elements_in_a_list(compare):
    program = f"def f(x): return [n * {2**61 - 1} for n in range(200_000)]"
    assert judged(asked((1, list(range(200_000))), compare=compare), program).passed is False
