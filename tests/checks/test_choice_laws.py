"""Laws of `answer.choice`: the letter that is said, in any way of saying it, and no other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.checks import answer
from assay.context import Context
from assay.response import Response
from assay.verdict import Verdict
from effort import tried

LAW = tried(80)

OPTIONS = (
    "the mitochondrion",
    "a ribosome",
    "the cell wall",
    "a chloroplast",
    "the nucleus",
    "a vacuole",
)
LETTERS = "ABCDEF"
QUESTION = "Which part of the cell does this?\n" + "\n".join(
    f"{letter}. {option}" for letter, option in zip(LETTERS, OPTIONS, strict=True)
)

SAID = (
    "{}",
    "({})",
    "{}.",
    "**{}**",
    "The answer is {}.",
    "The answer is ({}).",
    "the correct answer is: **{}**",
    "Answer: {}",
    "ANSWER: {}",
    "So the final answer is $\\boxed{{{}}}$.",
    "\\boxed{{\\text{{({})}}}}",
    "Therefore, the correct option is {}.",
    "The best choice is option {}.",
    "#### {}",
    "<answer>{}</answer>",
    '{{"answer": "{}"}}',
    "<think>It could be any of them.</think>\n\nThe answer is {}.",
    "答案：{}",
    "【答案】{}",
    "故选：{}。",
    "因此，正确答案是{}。",
    "La respuesta correcta es {}.",
    "La réponse est {}.",
    "Die Antwort ist {}.",
    "Ответ: {}",
    "答え：{}",
    "정답: {}",
    "A resposta é {}.",
    "La risposta corretta è {}.",
)
MUSED = (
    "At first sight {} looks right, but it is not.\n",
    "Option {} is incorrect, since it makes no sugar.\n",
    "We can rule out {}.\n",
    "{} is wrong because plants have it too.\n",
)
letters = st.sampled_from(LETTERS)


def ask(gold: object, response: str, question: str = "", **given: object) -> Verdict:
    check = answer.Choice(gold=gold, **given)  # type: ignore[arg-type]
    return Context(prompt=question).verify(check, Response(response))


@pytest.mark.parametrize("question", ["", QUESTION], ids=["bare", "asked"])
@pytest.mark.parametrize("way", SAID)
def test_the_letter_said_passes_and_every_other_fails(way: str, question: str) -> None:
    for said in LETTERS:
        for gold in LETTERS:
            verdict = ask(gold, way.format(said), question)
            assert verdict.passed is (said == gold), (way.format(said), gold, verdict.why)


@LAW
@given(letters, letters, st.sampled_from(MUSED), st.sampled_from(SAID[4:7]))
def test_what_is_considered_and_dropped_does_not_count(
    dropped: str, chosen: str, mused: str, way: str
) -> None:
    if dropped == chosen:
        return
    response = mused.format(dropped) + way.format(chosen)
    assert ask(chosen, response, QUESTION).passed is True, response
    assert ask(dropped, response, QUESTION).passed is False, response


@LAW
@given(st.permutations(OPTIONS), st.integers(0, 5), st.booleans())
def test_permuted_options_keep_the_content_and_move_the_letter(
    options: list[str], place: int, by_letter: bool
) -> None:
    said = f"({LETTERS[place]})" if by_letter else options[place]
    for other in range(len(options)):
        verdict = ask(options[other], f"The answer is {said}.", options=tuple(options))
        assert verdict.passed is (other == place), (options, place, other, verdict.why)


@LAW
@given(st.sets(letters, min_size=2, max_size=4))
def test_several_letters_are_a_set(letters: set[str]) -> None:
    gold = "".join(sorted(letters))
    turned = sorted(letters, reverse=True)
    for way in ("{}", "The answer is {}.", "\\boxed{{{}}}", "答案：{}"):
        for said in (gold, ", ".join(turned), ",".join(turned), " and ".join(turned)):
            verdict = ask(gold, way.format(said))
            assert verdict.passed is True, (gold, way.format(said), verdict.why)


@LAW
@given(st.sets(letters, min_size=2, max_size=4), letters)
def test_a_missing_or_further_letter_fails(gold: set[str], change: str) -> None:
    said = sorted(gold ^ {change})
    if not said:
        return
    response = f"The answer is {', '.join(said)}."
    assert ask("".join(sorted(gold)), response).passed is False, response


@LAW
@given(letters, st.sampled_from(("", " ", "\n", "\n\n", "  \n")), st.sampled_from(SAID[4:12]))
def test_space_around_changes_nothing(letter: str, space: str, way: str) -> None:
    assert ask(letter, space + way.format(letter) + space, QUESTION).passed is True


@pytest.mark.parametrize("options", [2, 3, 5])
def test_naming_every_option_chooses_none(options: int) -> None:
    named = list(LETTERS[:options])
    for response in (", ".join(named), " or ".join(named), f"The answer is {' or '.join(named)}."):
        for gold in named:
            verdict = ask(gold, response, QUESTION)
            assert verdict.passed is not True, (response, gold, verdict.why)


@LAW
@given(st.text(alphabet="abcdefgh ,.\n", max_size=60), letters)
def test_words_without_a_choice_never_pass(text: str, letter: str) -> None:
    if letter.lower() in text.split() or text.strip(" .,\n").lower() == letter.lower():
        return
    assert ask(letter, text, "").passed is not True, text


@pytest.mark.parametrize(
    ("way", "names"), [("{}", ("1", "2", "3")), ("Option {}", ("1", "2", "3"))]
)
def test_options_named_by_numbers(way: str, names: tuple[str, ...]) -> None:
    question = "Which one?\n" + "\n".join(
        f"({name}) {option}" for name, option in zip(names, OPTIONS, strict=False)
    )
    for said in names:
        for gold in names:
            response = f"The answer is {way.format(said)}."
            verdict = ask(gold, response, question)
            assert verdict.passed is (said == gold), (response, gold, verdict.why)


@pytest.mark.parametrize("gold", ["I", "II", "III", "IV"])
def test_options_named_by_roman_numerals(gold: str) -> None:
    options = dict(zip(("I", "II", "III", "IV"), OPTIONS, strict=False))
    question = "Which one?\n" + "\n".join(f"{name}. {text}" for name, text in options.items())
    for said in options:
        verdict = ask(gold, f"The answer is {said}.", question)
        assert verdict.passed is (said == gold), (said, gold, verdict.why)
