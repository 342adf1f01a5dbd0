"""The strength of the tests in rows: mutants, false passes, and cases that tell them apart."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from assay.audit.tested import Settings, audit_tests
from assay.context import Context
from assay.registry import parse
from assay.response import Response
from assay.sample import Sample

RIGHT = "def clip(x, top):\n    return top if x > top else 0 if x < 0 else x\n"
WRONG = "def clip(x, top):\n    return min(x, top)\n"
FEW = Settings(mutants=6, inputs=60, cpu=2.0)


def sample(tests: list[str], *responses: str, **more: Any) -> Sample:
    check = parse(
        {"kind": "code.asserts", "entry_point": "clip", "tests": tests, "form": "program"}
    )
    given = {"reference": RIGHT, **more}
    return Sample(id="clip", responses=responses, checks=(check,), **given)


@pytest.fixture(scope="module")
def weak():
    return audit_tests(
        sample(["assert clip(5, 3) == 3", "assert clip(2, 3) == 2"], RIGHT, WRONG), FEW
    )


def test_a_weak_suite_lets_mutants_through_and_says_which(weak: Any):
    assert weak.tests == 2
    assert 0 < weak.killed < weak.mutants == 6
    assert len(weak.survivors) == weak.mutants - weak.killed
    assert any("should give" in survivor for survivor in weak.survivors)


def test_a_false_pass_is_found_with_the_input_that_shows_it(weak: Any):
    assert weak.accepted == 2
    (found,) = weak.false_passes
    assert found.response == 1
    assert "should give 0; it gave -" in found.why


def test_the_cases_found_refuse_what_passed_and_accept_the_reference(weak: Any):
    added = [msgspec.to_builtins(case) for case in weak.added]
    check = parse(
        {"kind": "code.function", "entry_point": "clip", "cases": added, "form": "program"}
    )
    context = Context()
    assert context.verify(check, Response(RIGHT)).passed is True
    assert context.verify(check, Response(WRONG)).passed is False


def test_a_contract_says_which_inputs_count():
    contract = RIGHT.replace("    return", "    assert x >= 0\n    return")
    row = sample(["assert clip(5, 3) == 3"], WRONG, meta={"contract": contract})
    assert audit_tests(row, FEW).false_passes == ()


def test_what_cannot_be_asked_says_why():
    no_reference = sample(["assert clip(5, 3) == 3"], RIGHT, reference=None)
    refused = sample(["assert clip(5, 3) == 4"], RIGHT)
    nothing = Sample(id="n", checks=(parse({"kind": "text.words", "min": 3}),))
    assert "no reference" in audit_tests(no_reference, FEW).fault
    assert "refuse the reference" in audit_tests(refused, FEW).fault
    assert "no tests" in audit_tests(nothing, FEW).fault


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"reference": RIGHT.replace("return", "return " + 900 * "-" + "0 +")}, "beyond what"),
        ({"meta": {"contract": "def clip(:"}}, "accepts none"),
        ({"meta": {"contract": [1]}}, "no program"),
        ({"reference": "def clip(:"}, "no reference"),
    ],
)
def test_a_row_that_is_odd_is_a_fault_and_no_clean_result(more: dict[str, Any], said: str):
    assert said in audit_tests(sample(["assert clip(5, 3) == 3"], WRONG, **more), FEW).fault


def test_numbers_too_long_to_be_shown_end_nothing():
    row = Sample(
        id="long",
        responses=("def f(x):\n    return x\n",),
        checks=(parse({"kind": "code.asserts", "entry_point": "f", "form": "program",
                       "tests": "assert f(10**5000) == 10**5000"}),),
        reference="def f(x):\n    return x\n",
    )  # fmt: skip
    assert "beyond what" in audit_tests(row, FEW).fault
