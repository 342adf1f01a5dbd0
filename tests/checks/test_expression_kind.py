"""`answer.expression`: calculations with given numbers, and what is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import assay
from assay.errors import BadParameter


def verdict(answer: str, **parameters: object) -> assay.Verdict:
    check = {"kind": "answer.expression", "gold": 22, "numbers": [3, 5, 7], **parameters}
    return assay.verify(answer, check)


@pytest.mark.parametrize(
    "answer",
    ["Answer: 3*5+7", "Answer: 7+(5*3)", "Answer: 7 + 3 × 5", "Answer: ((7)+(3*5))=22",
     "\\boxed{7 + 3 \\cdot 5}", "I tried 3+5+7=15.\n\nSo the answer is 3*5+7.",
     "Answer: 7 + 3 x 5", "Answer: 3\\*5 + 7", "Answer: 22 = 3*5 + 7", "Answer: -(-3*5) + 7",
     "**3*5 + 7 = 22**", "$7 + \\left(3 \\times 5\\right)$", "Answer: {3*5}+[7] = 22"],
)  # fmt: skip
def test_right_ways_pass(answer: str) -> None:
    assert verdict(answer).passed is True


@pytest.mark.parametrize(
    "answer",
    [r"Answer: \[3 \cdot 5 + 7 = 22\]", r"Answer: \(3 \cdot 5 + 7 = 22\)",
     r"The final expression is: \[7 + 3 \times 5 = 22\] which uses every number once.",
     r"\[3 \cdot 5 = 15\] \[3 \cdot 5 + 7 = 22\]", r"Answer: \(\left(3*5\right) + 7 = 22\)",
     r"Answer: \\(3*5) + 7 = 22"],
)  # fmt: skip
def test_a_formula_begins_where_latex_opens_it(answer: str) -> None:
    assert verdict(answer).passed is True


@pytest.mark.parametrize(
    "answer",
    ["Answer: 7+3*5 = 7+15 = 22", "The answer is 7 + 3*5 = 7+15 = 22 = 22.",
     "Answer: $7+3*5 = 7+15 = 22$", "So f(x) = 3*5+7 = 22", "x-1 = 3*5+7 = 22",
     "Thus, attempt 2 = $3*5+7 = 22$", ")= 3*5+7 = 22"],
)  # fmt: skip
def test_the_sides_before_the_last_two_count(answer: str) -> None:
    assert verdict(answer).passed is True


def test_all_sides_must_be_equal() -> None:
    assert "7+3*5 is 22, not 7+16" in verdict("Answer: 7+3*5 = 7+16 = 22").why
    assert "3*5 is 15, not 15+7" in verdict("Answer: 3*5 = 15+7 = 22").why


@pytest.mark.parametrize("part", ["1=", "1+", "\\[", "\\[1=", "x", "((1)=", " = ", "\\frac{1"])
def test_much_before_the_answer_is_read_in_short(part: str) -> None:
    assert verdict("Answer: " + part * (100_000 // len(part)) + "= 22").passed is False


@pytest.mark.parametrize(
    ("answer", "why"),
    [("Answer: 22", "22 stands there 1 times, given 0 times"),
     ("Answer: 3*5+7=23", "is 22, not 23"),
     ("Answer: 3*7", "5 is not used"),
     ("Answer: 3*7+5", "is 26, not 22"),
     ("Answer: 3*5+7-3+3", "3 stands there 3 times"),
     ("Answer: 3*5+", ""), ("Answer: (3*5+7", ""), ("", "no final answer")],
)  # fmt: skip
def test_wrong_ones_fail_and_say_why(answer: str, why: str) -> None:
    found = verdict(answer)
    assert found.passed is False
    assert why in found.why


@pytest.mark.parametrize(
    "answer",
    [
        "\\[3*5+7 = \\boxed{22}\\]",
        "3*5+7 = **22**",
        "thus$3\\times 5+7 = \\boxed{22}$",
        "So y = \\boxed{3*5+7}",
        "Answer: x = 3*5+7",
        "Answer: the result is = 3*5+7",
        "It is not easy. Answer: 3*5+7 = 22",
        "Let me try.\nIt is not hard to see that 3*5+7 = \\boxed{22}",
        "There is no other way than this:\nno doubt that 3*5+7 = **22**",
    ],
)
def test_a_result_may_be_boxed_and_a_calculation_have_a_name(answer: str) -> None:
    assert verdict(answer).passed is True


@pytest.mark.parametrize(
    "answer",
    [
        "8.3*5+7 = 22",
        "8,3*5+7 = **22**",
        "100 - 2.3*5+7 = \\boxed{22}",
        "\\[5^3*5+7 = \\boxed{22}\\]",
        "\\[5^{3*5+7} = \\boxed{22}\\]",
        "\\[\\sqrt{3*5+7} = \\boxed{22}\\]",
        "\\[99\\pm 3*5+7 = \\boxed{22}\\]",
        "4!3*5+7 = 22",
        "9 plus 3*5+7 = 22",
        "10 ^ 3*5+7 = 22",
        "f(3*5+7) = 22",
        "1" * 500 + "3*5+7 = 22",
        "1 + " * 120 + "3*5+7 = 22",
        "Answer: not = 3*5+7",
        "Hm.\nThis is not 3*5+7 = \\boxed{22}",
        "Answer: the wrong result is = 3*5+7",
        "Answer: ten = 3*5+7",
    ],
)
def test_the_end_of_a_longer_calculation_or_what_is_denied_is_none(answer: str) -> None:
    assert verdict(answer).passed is False


def test_fractions_are_exact_and_dividing_by_zero_is_no_crash() -> None:
    assert verdict("Answer: 3*7/5", gold="21/5").passed is True
    assert verdict("Answer: 3*7/5", gold="4.2").passed is True
    assert verdict("\\boxed{\\frac{3*7}{5}}", gold="21/5").passed is True
    assert verdict("\\boxed{\\frac{\\frac{3}{5}}{7}}", gold="3/35").passed is True
    assert verdict("Answer: 7/(5-5)", numbers=[5, 5, 7]).passed is False


def test_not_every_number_need_be_used_where_said() -> None:
    assert verdict("Answer: 3*5", gold=15, every=False).passed is True
    assert verdict("Answer: 3*5", gold=15).passed is False


def test_operators_are_held_to() -> None:
    assert verdict("Answer: 3*5+7", operators="+ -").passed is False
    assert verdict("Answer: -3+5*5", numbers=[3, 5, 5], operators="+ *").passed is False


@pytest.mark.parametrize("wrong", [{"numbers": []}, {"numbers": [-1]}, {"operators": "+ ^"}])
def test_bad_parameters_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(BadParameter):
        verdict("Answer: 1", **wrong)


@given(st.text(alphabet="0123456789+-*/()= \\timesfrac{}[]x", max_size=60))
def test_whatever_is_written_is_judged(text: str) -> None:
    assert verdict(f"Answer: {text}").passed in (True, False)


def test_depth_and_length_have_bounds() -> None:
    assert verdict("Answer: " + "(" * 3000 + "3" + ")" * 3000).passed is False
    assert verdict("Answer: " + "3+" * 3000 + "3").passed is False
    assert verdict("Answer: " + "-" * 300 + "3").passed is False
