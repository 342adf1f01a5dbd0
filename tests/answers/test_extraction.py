"""How a response states its answer, in several languages and formats, and what counts then."""

from __future__ import annotations

import pytest

from assay.answers.extraction import extract


def final(text: str, **options: object) -> str | None:
    found = extract(text, **options).final  # type: ignore[arg-type]
    return None if found is None else found.text


def rule(text: str) -> str | None:
    found = extract(text).final
    return None if found is None else found.rule


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("The answer is 5.", "5"),
        ("So the final answer is: $7$", "7"),
        ("Final Answer: The final answer is $7$. I hope it is correct.", "7"),
        (
            "The final answer is $(3, \\frac{\\pi}{2}).$ I hope it is correct.",
            "(3, \\frac{\\pi}{2})",
        ),
        ("### Final Answer\n\n$\\frac{3}{4}$", "\\frac{3}{4}"),
        ("**Final Answer:** 42", "42"),
        ("**Answer**: 42", "42"),
        ("ANSWER: 7", "7"),
        ("Final answer - 42", "42"),
        ("My answer: 7", "7"),
        ("Ans. 18", "18"),
        ("**A: 18**", "18"),
        ("Result: 18", "18"),
        ("The correct answer is (C) 15.", "(C) 15"),
        ("The answer to the question is approximately 3.14.", "3.14"),
        ("Hence, the answer would be $-2$", "-2"),
        ("The answer is therefore $\\sqrt{2}$.", "\\sqrt{2}"),
        ("The answer is 5:00 PM.", "5:00 PM"),
        ("The answer is Dr. Smith.", "Dr. Smith"),
        ("The answer is no solution.", "no solution"),
        ("Answer: Yes", "Yes"),
        ("The answer is 1, 2 and 3.", "1, 2 and 3"),
        ("The answer is \\$18.50.", "\\$18.50"),
        ("So the answer is 4!", "4!"),
        ("The answer is 0.5%.", "0.5%"),
        ("The answer is 520 - 480 = 40.", "40"),
        ("Answer: \\[ \n 9 \n \\]", "9"),
        ("Answer $$ \n 9 \n $$", "9"),
        ("Answer \\( (9+1) \\)", "(9+1)"),
        (
            "The answer is\n$$\n\\begin{pmatrix} 1 \\\\ 2 \\end{pmatrix}.\n$$",
            "\\begin{pmatrix} 1 \\\\ 2 \\end{pmatrix}",
        ),
    ],
)
def test_statements_in_english(text: str, answer: str) -> None:
    assert final(text) == answer


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("La réponse est 42.", "42"),
        ("Réponse : 42", "42"),
        ("La respuesta es 42.", "42"),
        ("Por lo tanto, la respuesta final es $42$.", "42"),
        ("Die Antwort ist 42.", "42"),
        ("Die richtige Antwort lautet 42.", "42"),
        ("La risposta è 42.", "42"),
        ("A resposta é 42.", "42"),
        ("**Ответ:** $42$", "42"),
        ("Таким образом, ответ равен 42.", "42"),
        ("Правильный ответ — 42.", "42"),
        ("答えは42です。", "42"),
        ("したがって、答えは $42$ です。", "$42$"),
        ("정답은 42입니다.", "42"),
        ("答案是42。", "42"),
        ("答案：42", "42"),
        ("故答案为：42", "42"),
        ("故选：C", "C"),
        ("所以答案是 $\\frac{1}{2}$。", "\\frac{1}{2}"),
        ("因此，答案为$x=3$。", "x=3"),
        ("【解析】略<eoe>\n【答案】$(2,3)$<eoa>", "(2,3)"),
        ("答：小明有5个苹果。", "5"),
    ],
)
def test_statements_in_other_languages(text: str, answer: str) -> None:
    found = final(text)
    assert found is not None
    assert found.strip("$") == answer.strip("$")


@pytest.mark.parametrize(
    ("text", "answer", "name"),
    [
        ("48 / 2 = 24\n#### 72", "72", "hashes"),
        ("#### 1,234", "1,234", "hashes"),
        ("He sold 26.\nA: 26", "26", "answer"),
        ("<answer>42</answer>", "42", "tag"),
        ("<answer>\n 42 \n</answer>", "42", "tag"),
        ('{"reasoning": "6 * 7", "answer": "42"}', "42", "json"),
        ('{"answer": 42}', "42", "json"),
        ('```json\n{"answer": [1, 2]}\n```', "[1, 2]", "json"),
        ("```python\nprint(6 * 7)\n```\n```output\n42\n```", "42", "output"),
        ("```python\nprint(6 * 7)\n```\n\n```\n42\n```", "42", "output"),
        ("因此，数学作业比阅读作业多 **3页**。", "3页", "bold"),
    ],
)
def test_formats(text: str, answer: str, name: str) -> None:
    assert (final(text), rule(text)) == (answer, name)


@pytest.mark.parametrize(
    "answer",
    [
        "42",
        "-5",
        ".4",
        "1/2",
        "\\frac{1}{2}",
        "23, -9, 21",
        "480 cm",
        "x = 42",
        "June 5, 2020",
        "Paolo: 18, Sara: 19",
        "k\\pi, k \\in \\mathbb{Z}",
        "(-\\infty, 2) \\cup (3, \\infty)",
        "\\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}",
        "The midpoints form a regular hexagon",
        "all real numbers except 3",
    ],
)
def test_a_bare_answer_is_taken_whole(answer: str) -> None:
    assert (final(answer), rule(answer)) == (answer, "whole")
    assert final(f"${answer}$") == answer or "$" in answer
    assert final(f"\\[ {answer} \\]") == answer


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Therefore x = 5.", "5"),
        ("Therefore the line is 3x + 4y + 13 = 0.", "3x + 4y + 13 = 0"),
        ("Hence $3x + 4y + 13 = 0$.", "3x + 4y + 13 = 0"),
        ("Hence $f(x) = 3x+1$.", "f(x) = 3x+1"),
        ("We conclude that $x = 3 + 4 = 7$.", "7"),
        ("The value of $f(2)$ is 7.", "7"),
        ("The solutions are $x=2$ and $x=-3$.", "$x=2$ and $x=-3$"),
        ("Multiplying by $6$ gives $3x+2x=30$, so $5x=30$ and $x=6$.", "x=6"),
        ("So she pays $18.", "$18"),
        ("The final number of objects left is 0.", "0"),
        ("There are 12 objects left after subtracting all 3 tiny things.", "12"),
        ("There are three groups of bars with a value smaller than 40.", "three"),
        ("The final value is 1, as there is only one object left of 7.", "1"),
        ("It takes 3 hours and 20 minutes.", "3 hours and 20 minutes"),
        ("Therefore, Tom earns $18 per hour and $36 in total.", "$36"),
        ("Therefore, the probability is $\\frac{3}{8}$, or 0.375.", "$\\frac{3}{8}$"),
        ("综上所述，小明有5个苹果。", "5"),
        ("6 * 7\n=> 42", "42"),
        (
            "\\begin{align*}\nx(1+x)\n&=x+x^2\\\\\n&=x^2+x\n\\end{align*}",
            "x^2+x",
        ),
    ],
)
def test_last_sentences(text: str, answer: str) -> None:
    assert final(text) == answer


def test_a_sentence_without_a_value_may_be_the_answer_in_words() -> None:
    assert final("There is no real solution.") == "There is no real solution"


def test_for_a_number_the_last_one_counts() -> None:
    assert final("He had 5 and got 3 more, 8 marbles", want="number") == "8"
    assert final("The answer is 5 apples.", want="number") == "5"
    assert final("\\boxed{x = 7}", want="number") == "7"


def test_for_a_text_a_short_response_is_taken_whole() -> None:
    said = "It was founded in Paris by two brothers"
    assert final(said, want="text") == said


def test_reasons_after_the_answer_are_cut_off() -> None:
    assert final("The answer is 5 m because 10 / 2 = 5.") == "5 m"
    assert final("The answer is 18. This is because 9*2=18 and 3*7=21.") == "18"


def test_what_follows_is_not_the_answer() -> None:
    assert final("Exact Answer: 18\nConfidence: 90%") == "18"
    assert final("So it is \\boxed{10}. Ask me if you have questions about step 3!") == "10"


@pytest.mark.parametrize(
    "text",
    [
        "The answer is 42.</s>",
        "The answer is 42.<|im_end|>\n<|im_start|>user\nThe answer is 9",
        "<|im_start|>assistant\nThe answer is 42.<|endoftext|>The answer is 7.",
        "6*7\n#### 42\n\nQuestion: What is 2+2?\nAnswer: 4\n#### 4",
        "The answer is 42.\n\nQ: How many?\nA: The answer is 7.",
        "The answer is 42.\n\n### Problem 2:\nWhat is 1+1? The answer is 2.",
        "答案是42\n\n问题：一加一？答案是2",
    ],
)
def test_residue_of_templates_and_invented_questions(text: str) -> None:
    assert final(text) == "42"


def test_a_question_before_any_answer_is_no_residue() -> None:
    assert final("Let me see.\nQuestion: what is 6*7?\nThe answer is 42.") == "42"


def test_reasoning_parts_are_stripped() -> None:
    assert final("<think>The answer is 1.</think>The answer is 2.") == "2"
    inside = extract("<think>The answer is 1.</think>")
    assert inside.final is not None
    assert inside.final.text == "1"
    assert [flag.name for flag in inside.flags] == ["reasoning_only"]


def test_later_statements_override_earlier_ones() -> None:
    assert final("The answer is 3. Hmm, let me recheck the sum. The answer is 4.") == "4"
    assert final("I first thought A, but the correct answer is C") == "C"
    assert final("It could be B, but the answer is A") == "A"


def test_what_is_said_of_an_answer_is_none() -> None:
    assert final("The answer is 7. The answer is reasonable.") == "7"
    assert final("The answer is 7.\nThis answer is correct.\nThis answer is wrong.") == "7"
    looped = "The answer is 7.\n" + "This answer is correct.\n" * 100
    assert final(looped) == "7"


def test_a_number_that_is_cut_off_is_not_the_answer() -> None:
    assert final("The answer is 25.59.\nThe answer is 25.") == "25.59"
    assert final("The answer is 28900.\nThe answer is 28") == "28900"


def test_a_heading_over_a_solution_announces_nothing() -> None:
    text = "Here is the answer:\n\nThe model has 9 dots in 3 equal groups. There are 4 in each."
    assert final(text) == "4"


def test_statements_in_code_count_only_where_there_are_no_others() -> None:
    code = '```python\n# the answer is 9\nprint("hm")\n```\n'
    assert final(code + "The answer is 7.") == "7"
    assert final("```python\nTherefore, the answer is 7.\n```") == "7"


def test_every_candidate_is_returned_in_order() -> None:
    found = extract("The answer is 3. No, wait. The answer is 4. So \\boxed{5}.")
    assert [one.text for one in found.candidates] == ["3", "4", "5"]
    assert [one.rule for one in found.candidates] == ["answer", "answer", "box"]
    assert found.final == found.candidates[-1]


@pytest.mark.parametrize("word", ["in", "to", "the", "not", "above", "close"])
def test_a_single_word_after_a_colon_may_be_any_word(word: str) -> None:
    assert final(f"The gap is before a noun.\n\n**Answer:** {word}.", want="text") == word
    for before in ("\\boxed{42}", "The answer is 42.", "**Answer:** 42"):
        for want in ("text", "math", "number"):
            assert final(f"{before}\n\nAnswer: {word}", want=want) == "42"
    assert final(f"The answer is {word} 5.", want="text") != word


def test_offsets_are_those_of_the_original_text() -> None:
    text = "<think>12</think>\nİİ Thus, **the answer is $\\frac{1}{2}$**.<|im_end|>"
    found = extract(text).final
    assert found is not None
    assert text[found.start : found.end] == found.text == "\\frac{1}{2}"


def test_dollars_that_are_money_open_no_mathematics() -> None:
    assert final("She had $12 and spent $5. The answer is $7. That is $7 more than $0.") == "$7"
    assert final("Now there is $5 left and $7 more") == "$5"
    text = "The income for 1969 is higher, at $1,385.55, whereas that of 1956 is lower, at $995.49."
    assert final(text) == "$995.49"


def test_a_label_before_mathematics_is_no_part_of_a_bare_answer() -> None:
    assert final("Matrix with fractions: $\\frac{1}{2}$") == "\\frac{1}{2}"


def test_a_conclusion_without_a_value_is_the_answer_in_words() -> None:
    text = "We try $x = 1$ and find $3 = 4$. " * 8 + "\nTherefore, there is no solution."
    assert final(text) == "there is no solution"


def test_a_long_derivation_is_not_entered_in_the_middle_of_its_mathematics() -> None:
    steps = "".join(f"$T_{{{step}}} = {step} \\cdot 4.0$\n\n" for step in range(100))
    assert final(steps + "Therefore, the period $T$ is $4.01 \\times 10^{18}$.") == (
        "4.01 \\times 10^{18}"
    )


def test_an_equation_is_kept_and_a_calculation_is_not() -> None:
    assert final("$7 = 11a+c$") == "7 = 11a+c"
    assert final("The answer is 7 + 4 = 11.") == "11"
    assert final("Hence $a^2+b^2=25$.") == "25"


@pytest.mark.parametrize(
    "answer",
    [
        "Sodium chloride",
        "SO_4^{2-}",
        "f(x) = x \\text{ and } f(x) = -x^2",
        "x = y = z = \\frac{\\sqrt{2}}{2}",
        "the set of all real numbers except $x=-4$ and $x=1$",
        "$f(x)=a x+b$, where $b$ is an arbitrary integer",
        "k\\pi where k is an integer",
    ],
)
def test_bare_answers_that_look_like_sentences(answer: str) -> None:
    assert (final(answer), rule(answer)) == (answer, "whole")


def test_a_greek_letter_is_a_name_not_arithmetic() -> None:
    assert final("$\\lambda = 0$") == "\\lambda = 0"
    assert final("6 + \\frac{4}{1} = 10") == "10"


def test_one_bare_word_may_answer_a_true_or_false_question() -> None:
    assert final("Correct") == "Correct"


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("6 times 7 makes 42.", "42"),
        ("It is 42 at first, but in the end 41.", "41"),
        ("The answer is 12 apples left over from 20.", "12"),
        ("The answer is -3.5e10 meters from the sun.", "-3.5e10 meters"),
        ("The answer is 50% of the whole class.", "50%"),
        ("answer: 3 + 4 = 7 apples", "7"),
        ("\\boxed{x = 7}", "7"),
    ],
)
def test_prose_is_searched_for_its_number(text: str, answer: str) -> None:
    assert final(text, want="number") == answer


@pytest.mark.parametrize(
    "answer",
    ["1-10^{-400}", "(x-0)(x-1)", "5!!!", ">5", "5 s", "5 or 6", "Lambda(x, __import__('os'))(5)"],
)
def test_no_number_is_cut_out_of_a_formula(answer: str) -> None:
    assert final(f"\\boxed{{{answer}}}", want="number") == answer
    if "Lambda" not in answer:
        assert final(f"The answer is {answer}", want="number") == answer
        assert final(answer, want="number") == answer


@pytest.mark.parametrize("want", ["math", "number"])
def test_a_number_that_is_denied_is_no_answer(want: str) -> None:
    assert final("The answer is not 5.", want=want) != "5"


@pytest.mark.parametrize("said", ["$(3,-2)$", "\\((3,-2)\\)"])
def test_the_only_mathematics_of_a_short_sentence_is_the_answer(said: str) -> None:
    assert final(f"They meet at {said}.") == "(3,-2)"
    assert final("all numbers but $3$.") == "all numbers but $3$"


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Therefore y = 2x + 3.", "y = 2x + 3"),
        ("y = 2x + 3", "y = 2x + 3"),
        ("Thus the equation is $7 = 11a + c$.", "7 = 11a + c"),
        ("7 = 11a+c", "7 = 11a+c"),
        ("So x = 2 or x = 1.", "x = 2 or x = 1"),
        ("The answer is x = 2 or x = 1.", "x = 2 or x = 1"),
        ("either 7 or 8", "7 or 8"),
        ("520 - 480 = 40", "40"),
    ],
)
def test_an_equation_that_is_the_answer_stays_whole(text: str, answer: str) -> None:
    assert final(text) == answer
