"""Multiple choice in whole responses: content, lists, several letters, parts, flags, limits."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.answers.extraction.choice import extract_choice
from assay.answers.extraction.found import Extraction
from effort import tried

HANG = 5.0
"""Seconds: a hang, not a speed; benchmarks measure that."""

CITIES = ("Paris", "London", "Rome", "New Rome")
LENGTHS = ("20 m", "30 m", "40 m", "50 m")


def chosen(text: str, **known: object) -> str | None:
    final = extract_choice(text, **known).final  # type: ignore[arg-type]
    return None if final is None else final.text


def flagged(found: Extraction) -> set[str]:
    return {flag.name for flag in found.flags}


@pytest.mark.parametrize(
    ("text", "letter"),
    [
        ("So the answer is 40 m.", "C"),
        ("So the answer is 40.", "C"),
        ("So the answer is $40\\,\\mathrm{m}$.", "C"),
        ("\\boxed{40}", "C"),
        ("\\boxed{40~\\text{m}}", "C"),
        ("40", "C"),
        ("It fell 20 m and then 20 m more, so the depth is 40 m.", "C"),
        ("The depth is 40.0 m", "C"),
        ("The answer is 45 m.", None),
        ("The depth is 20 m or 30 m.", None),
        ("The depth is not 20 m.", None),
    ],
)
def test_maps_a_number_to_its_option(text: str, letter: str | None) -> None:
    assert chosen(text, options=LENGTHS) == letter


@pytest.mark.parametrize(
    ("text", "letter"),
    [
        ("The capital of France is Paris.", "A"),
        ("the answer is paris", "A"),
        ("**Paris**", "A"),
        ("Answer: The answer is London, of course.", "B"),
        ("It is New Rome.", "D"),
        ("Rome", "C"),
        ("It is Paris or London.", None),
        ("It is not Paris.", None),
        ("It is Berlin.", None),
        ("Parisian fashion is old.", None),
        ("London is large. The capital, however, is Paris.", "A"),
    ],
)
def test_maps_words_to_their_option(text: str, letter: str | None) -> None:
    assert chosen(text, options=CITIES) == letter


@pytest.mark.parametrize(
    ("text", "letter"),
    [
        ("Yes", "A"),
        ("No.", "B"),
        ("No, it is not convex.", "B"),
        ("Therefore, yes, it is.", "A"),
        ("There is no way to know that", None),
        ("The answer is no.", "B"),
        ("(B) No", "B"),
    ],
)
def test_yes_and_no_are_options(text: str, letter: str | None) -> None:
    assert chosen(text, options=("Yes", "No")) == letter


def test_the_letter_counts_where_the_content_is_another_options() -> None:
    found = extract_choice("The answer is (C) 50 m.", options=LENGTHS)
    assert found.final is not None
    assert found.final.text == "C"
    assert flagged(found) == {"contradiction"}


def test_content_counts_where_the_letter_is_no_options() -> None:
    assert chosen("D) London is older.", options=("Paris", "London")) == "B"


def test_none_of_the_above_is_an_option_where_it_is_listed() -> None:
    options = ("1", "2", "3", "None of the above")
    assert chosen("The answer is: none of the above.", options=options) == "D"
    assert chosen("The answer is: none of the above.", options=options[:3]) is None


@pytest.mark.parametrize(
    "question",
    [
        "Which city?\nA. Paris\nB. London\nC. Rome",
        "Which city?\n(A) Paris\n(B) London\n(C) Rome\n",
        "Which city? (A) Paris (B) London (C) Rome",
        "Which city?\nA: Paris \nB: London \nC: Rome \n",
        "Which city?\nA) Paris B) London C) Rome",
        "哪个城市？\nA．Paris　B．London　C．Rome",
        "哪个城市？\nA、Paris\nB、London\nC、Rome",
        "Which city?\n**A.** Paris\n**B.** London\n**C.** Rome",
        "1. Who?\nA. Jo B. Bo C. Al\n2. Which city?\nA. Paris B. London C. Rome",
    ],
)
def test_reads_the_options_out_of_the_question(question: str) -> None:
    assert chosen("It must be London.", question=question) == "B"


def test_labels_of_the_question_hold_where_options_are_permuted() -> None:
    question = "Which city?\nA. London\nB. Rome\nC. Paris"
    assert chosen("Paris", question=question, options=("Paris", "London", "Rome")) == "C"
    assert chosen("Paris", options=("(B) London", "(A) Rome", "(C) Paris")) == "C"


@pytest.mark.parametrize(
    ("text", "letter"),
    [
        ("The answer is II.", "B"),
        ("The answer is (iii).", "C"),
        ("\\boxed{I}", "A"),
        ("Option III is correct.", "C"),
    ],
)
def test_roman_numerals_name_options_where_the_question_uses_them(text: str, letter: str) -> None:
    question = "Which?\n(I) Paris\n(II) London\n(III) Rome"
    assert chosen(text, question=question) == letter


@pytest.mark.parametrize(
    ("text", "letter"),
    [("The answer is 2.", "B"), ("(3)", "C"), ("Option 1 is correct.", "A"), ("Answer: 10", "J")],
)
def test_numbers_name_options_where_asked(text: str, letter: str) -> None:
    assert chosen(text, scheme="numbers") == letter


def test_letters_are_read_where_the_question_numbers_something_else() -> None:
    question = "Consider:\n1. Solve x.\n2. Solve y.\nWhich is it?"
    assert chosen("The answer is C.", question=question) == "C"


def test_options_in_latex_are_read() -> None:
    question = "$\\textbf{(A)}\\ 3r^2\\qquad \\textbf{(B)}\\ r^2\\qquad \\textbf{(C)}\\ 9$"
    assert chosen("So it is $\\boxed{r^2}$.", question=question) == "B"


def test_statements_in_roman_numerals_are_not_the_options() -> None:
    question = "I. x > 0\nII. x < 9\nWhich is true?\nA. I only\nB. II only\nC. I and II"
    assert chosen("The answer is C.", question=question) == "C"
    assert chosen("The answer is I and II.", question=question) == "C"


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("The answers are A and C.", "A,C"),
        ("The answer is A, C.", "A,C"),
        ("The answer is (A) and (C).", "A,C"),
        ("Options A and C are correct.", "A,C"),
        ("The correct options are A, B and D.", "A,B,D"),
        ("\\boxed{A, C}", "A,C"),
        ("\\boxed{\\text{A and C}}", "A,C"),
        ("Answer: ABD", "A,B,D"),
        ("AC", "A,C"),
        ("故选AC", "A,C"),
        ("【答案】 ABD", "A,B,D"),
        ("答案：A、C", "A,C"),
        ("答案是A和C。", "A,C"),
        ("The answer is A/C.", "A,C"),
        ("The answer is A & C", "A,C"),
    ],
)
def test_several_options(text: str, letters: str) -> None:
    found = extract_choice(text, several=True)
    assert found.final is not None
    assert found.final.text == letters
    assert found.flags == ()


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("71.【答案】D <eoa>\n72.【答案】A <eoa>\n73.【答案】B <eoa>", "D,A,B"),
        ("（1）【答案】 D\n（2）【答案】 D", "D,D"),
        ("1. D\n2. A\n3. B", "D,A,B"),
        ("1) (D)\n2) (A)", "D,A"),
        ("21. Answer: C\n22. Answer: A", "C,A"),
        ("1-5 DABCA", "D,A,B,C,A"),
        ("21-23: B A C\n24-25: D D", "B,A,C,D,D"),
        (
            "（1）【解析】A对\n【答案】: A <eoa>\n（2）【解析】是B\n【答案】: B <eoa>",
            "A,B",
        ),
    ],
)
def test_answers_to_numbered_questions_come_in_order(text: str, letters: str) -> None:
    found = extract_choice(text)
    assert found.final is not None
    assert (found.final.text, found.final.rule) == (letters, "parts")


def test_letters_in_a_row_keep_their_order() -> None:
    assert chosen("【答案】F A E C G <eoa>") == "F,A,E,C,G"


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("A or B", "hedge"),
        ("The answer is A or B.", "hedge"),
        ("The answer is either (A) or (B).", "hedge"),
        ("Solution: Choice_A/B", "hedge"),
        ("Solution: Choice_A or Choice_B", "hedge"),
        ("The answer is A. The answer is B.", "hedge"),
        ("The answer is A. Alternatively, the answer is B.", "hedge"),
        ("答案是A或B", "hedge"),
        ("The answer is B, but it could also be C.", "hedge"),
        ("The answer is B (or possibly C).", "hedge"),
        ("Either B or C.", "hedge"),
        ("\\boxed{A} \\boxed{B}", "hedge"),
        ("(A)(B)(C)(D)", "shotgun"),
        ("ABCD", "shotgun"),
        ("A B C D", "shotgun"),
        ("A, B, C, D", "shotgun"),
        ("The answer is A, B, C, or D.", "hedge"),
        ("<think>The answer is C.</think>", "reasoning_only"),
        ("", "empty"),
        ("Answer:", "empty"),
        ("I'm sorry, but I cannot help with that.", "refusal"),
    ],
)
def test_flags_what_is_suspect(text: str, flag: str) -> None:
    assert flag in flagged(extract_choice(text))


@pytest.mark.parametrize(
    ("text", "letter"),
    [
        ("The incorrect statement is (B).", "B"),
        ("B is false.", "B"),
        ("B is not true. A and C are.", "B"),
        ("所以错误的是B。", "B"),
        ("B项错误", "B"),
        ("B is false. C is false.", None),
        ("A is true and C is true.", "C"),
    ],
)
def test_what_is_wrong_is_the_answer_where_that_is_asked(text: str, letter: str | None) -> None:
    assert chosen(text, question="Which of these is NOT true?") == letter


@pytest.mark.parametrize("text", ["The incorrect statement is (B).", "B is false.", "B项错误"])
def test_what_is_wrong_is_no_answer_where_the_right_one_is_asked(text: str) -> None:
    assert chosen(text, question="Which is it?") is None


@pytest.mark.parametrize(
    "text",
    [
        "The answer is A. Wait, no. The answer is B.",
        "I first thought of A. So the answer is B.",
        "The correct answer is A... Actually, the correct answer is B.",
        "The answer is (B).\n\nBBBBB",
        "**B**\n\nThe answer is B because A is too large.",
    ],
)
def test_a_corrected_answer_is_no_hedge(text: str) -> None:
    found = extract_choice(text)
    assert found.final is not None
    assert found.final.text == "B"
    assert found.flags == ()


def test_candidates_are_in_order_with_their_rules() -> None:
    found = extract_choice("The answer is A. Wait: the answer is B.\n\nBBBBB")
    assert [(c.text, c.rule) for c in found.candidates] == [
        ("A", "answer"),
        ("B", "answer"),
        ("B", "last_line"),
    ]


def test_the_final_candidate_says_where_it_stands() -> None:
    text = "Therefore, the answer is (C)."
    final = extract_choice(text).final
    assert final is not None
    assert text[final.start :].startswith("C)")


@given(st.text(max_size=300))
@tried(150)
def test_any_text_is_read_without_an_exception(text: str) -> None:
    found = extract_choice(text, options=CITIES, question=text)
    final = found.final
    assert final is None or 0 <= final.start <= final.end <= len(text)


@given(
    st.sampled_from("ABCDEFGHIJ"),
    st.sampled_from(["The answer is ({}).", "Answer: {}", "\\boxed{{{}}}", "故选{}。", "**{}**"]),
    st.sampled_from(["", " ", "\n", "\n\n", "  \n"]),
)
@tried(60)
def test_white_space_around_a_claim_changes_nothing(letter: str, form: str, space: str) -> None:
    claim = form.format(letter)
    assert chosen(space + claim + space) == letter
    assert chosen("Some words.\n" + space + claim + space) == letter


HOSTILE = [
    "A ", "(A", "A:", "answer is ", "\\boxed{", "\\boxed{A", "A, ", "A or ", "answer: ", "1. A\n",
    "The answer is A or ", "答案", "【答案】A", "选", "1-5 ABCDE ", "(", "*", "**A", "<a>", "\n",
    "if the answer is ", "A is the ", "option letter ", "\\text{", "A. x\n", "\nQuestion: ", "'A'",
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("unit", HOSTILE)
def test_time_is_linear_on_hostile_text(unit: str) -> None:
    extract_choice("A", options=CITIES)
    extract_choice("so it is", options=CITIES)
    text = (unit * 100_000)[:100_000]
    started = time.process_time()
    extract_choice(text, options=CITIES)
    extract_choice("It is so", question=text)
    extract_choice("It is so", options=(text, text + "x"))
    assert time.process_time() - started < HANG
