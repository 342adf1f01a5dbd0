"""Boxes: nested, several, unclosed, with what belongs to them before and after."""

from __future__ import annotations

import pytest

from assay.answers.extraction import extract


def final(text: str) -> str | None:
    found = extract(text).final
    return None if found is None else found.text


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("so $x = \\boxed{42}$.", "42"),
        ("\\boxed{ 42. }", "42"),
        ("\\boxed{$42$}", "42"),
        ("\\boxed{x=5}", "x=5"),
        ("\\boxed{\\text{Tuesday}}", "\\text{Tuesday}"),
        ("\\boxed{\\frac{1}{\\sqrt{2}}}", "\\frac{1}{\\sqrt{2}}"),
        ("\\boxed{\\{1, 2\\}}", "\\{1, 2\\}"),
        ("\\boxed{\\boxed{5}}", "5"),
        ("\\boxed{a + \\boxed{5}}", "a + \\boxed{5}"),
        ("\\fbox{5}", "5"),
        ("\\framebox[2cm]{5}", "5"),
        ("\\boxed 5", "5"),
        ("\\boxed {5}", "5"),
        ("\x08oxed{5}", "5"),
        ("boxed{5}", "5"),
    ],
)
def test_one_box(text: str, answer: str) -> None:
    assert final(text) == answer


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("$x=-\\boxed{256}$", "-256"),
        ("$\\pm\\boxed{3}$", "\\pm3"),
        ("\\boxed{5} meters", "5 meters"),
        ("$\\boxed{5}$ m/s", "5 m/s"),
        ("\\boxed{50}\\%", "50\\%"),
        ("$\\boxed{90}^\\circ$", "90^\\circ"),
        ("$\\boxed{12} \\mathrm{~cm}^{2}$", "12\\mathrm{~cm}^{2}"),
        ("Tyrion uses $\\boxed{12}$ face masks.", "12"),
        ("$\\boxed{12} = 3 \\cdot 4$", "12"),
    ],
)
def test_sign_and_unit_around_a_box(text: str, answer: str) -> None:
    assert final(text) == answer


@pytest.mark.parametrize(
    "text",
    [
        "\\boxed{1} and \\boxed{3}",
        "$\\boxed{1}$ or $\\boxed{3}$",
        "$x_1=\\boxed{1}, x_2=\\boxed{3}$",
        "(a) \\boxed{1} (b) \\boxed{3}",
        "\\boxed{1}\n\n\\boxed{3}",
        "\\boxed{1}, \\boxed{3}, and \\boxed{1}",
    ],
)
def test_boxes_of_one_statement_are_a_list(text: str) -> None:
    found = extract(text)
    assert found.final is not None
    assert (found.final.text, found.final.rule) == ("1, 3", "boxes")
    assert found.flags == ()


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("\\boxed{\\frac{1}{2}", "\\frac{1}{2}"),
        ("$\\boxed{5$ is what we get.", "5"),
        ("\\boxed{5\nis what we get.", "5"),
    ],
)
def test_an_unclosed_box(text: str, answer: str) -> None:
    found = extract(text).final
    assert found is not None
    assert (found.text, found.rule) == (answer, "box_unclosed")


def test_of_different_boxes_the_last_counts() -> None:
    text = "\\boxed{12345}\n\nLet us compute the sum again from the start. We get \\boxed{12}."
    found = extract(text)
    assert found.final is not None
    assert found.final.text == "12"
    assert found.flags == ()


def test_a_correction_is_no_hedge() -> None:
    for text in (
        "I get \\boxed{3}. Wait, I made a mistake. It is \\boxed{4}.",
        "\\boxed{3}\nWait, that is wrong. So the answer is 4.",
    ):
        found = extract(text)
        assert found.final is not None
        assert found.final.text == "4"
        assert found.flags == ()


def test_a_statement_about_a_box_is_part_of_it() -> None:
    found = extract("**Final Answer**\n\nThe final answer is $\\boxed{\\text{(B)}}$")
    assert [one.text for one in found.candidates] == ["\\text{(B)}"]


def test_a_box_is_not_overruled_by_prose_that_agrees() -> None:
    found = extract("so it is $\\boxed{2\\pi}$ inches.\nThe answer is: 2\\pi")
    assert found.final is not None
    assert found.final.text == "2\\pi inches"
    assert found.flags == ()


def test_same_decides_whether_two_candidates_agree() -> None:
    text = "The answer is 1/2. The answer is 0.5."
    assert [flag.name for flag in extract(text).flags] == ["hedge"]
    assert extract(text, same=lambda *_: True).flags == ()
    assert extract(text, same=lambda *_: None).flags == ()


def test_an_empty_box_is_no_answer() -> None:
    for text in ("\\boxed{}", "\\boxed{ }", "\\boxed{?}", "2\\boxed{.}"):
        found = extract(text)
        assert found.final is None
        assert [flag.name for flag in found.flags] == ["empty"]


def test_a_filled_box_beats_an_empty_one() -> None:
    assert final("\\boxed{} and then \\boxed{7}") == "7"
    assert final("\\boxed{7} and then \\boxed{}") == "7"


def test_special_tokens_may_box_an_answer() -> None:
    text = "\n<|begin_of_box|>A<|end_of_box|>"
    found = extract(text).final
    assert found is not None
    assert (found.text, found.rule) == ("A", "box")
    assert text[found.start : found.end] == "A"
    assert final("<|begin_of_box|>A<|end_of_box|>, no: \\boxed{B}") == "B"
    assert final("<|begin_of_box|>42") == "42"


def test_more_boxes_than_a_response_needs_are_cut_from_the_front() -> None:
    text = "".join(f"\\boxed{{{number}}}. Next we add one and see. " for number in range(1_000))
    assert final(text) == "999"


def equal(one: str, other: str) -> bool:
    return {one, other} <= {"\\frac{3}{4}", "0.75"}


@pytest.mark.parametrize(
    "text",
    [
        "$\\boxed{\\frac{3}{4}}$ or $\\boxed{0.75}$",
        "$\\boxed{\\frac{3}{4}}$ or 0.75",
        "$\\boxed{\\frac{3}{4}} \\approx \\boxed{0.7}$",
    ],
)
def test_one_value_in_two_notations_is_one_answer(text: str) -> None:
    found = extract(text, same=equal)
    assert found.final is not None
    assert found.final.text == "\\frac{3}{4}"
    assert found.flags == ()
