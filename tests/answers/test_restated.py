"""In robust mode a calculation that stands in the question is no answer to it."""

from __future__ import annotations

import pytest

from assay.context import Context, Mode
from assay.registry import parse
from assay.response import Response
from assay.verdict import Verdict


def judged(
    question: str, said: str, gold: str, mode: Mode = "robust", kind: str = "answer.math"
) -> Verdict:
    check = parse({"kind": kind, "gold": gold})
    return Context(mode, question).verify(check, Response(said))


REPEATED = [
    ("Calculate 6 + 5 + 8.", "The answer is 6+5+8.", "19"),
    (
        "Find $\\dfrac{3}{4}\\cdot\\dfrac{8}{3}$.",
        "$\\boxed{\\frac{3}{4} \\cdot \\frac{8}{3}}$",
        "2",
    ),
    ("Reduce 6/4.", "Answer: 6/4", "3/2"),
    ("What is 7!?", "Answer: 7!", "5040"),
    ("Compute 12 \u00d7 12", "Final answer: 12 * 12", "144"),
]


@pytest.mark.parametrize(("question", "said", "gold"), REPEATED)
def test_a_repeated_question_is_refused_and_the_guard_named(
    question: str, said: str, gold: str
) -> None:
    verdict = judged(question, said, gold)
    assert (verdict.passed, verdict.guard, verdict.score) == (False, "echo", 0.0)
    assert judged(question, said, gold, "standard").passed is True
    assert judged(question, f"The answer is \\boxed{{{gold}}}.", gold).passed is True


@pytest.mark.parametrize(
    ("question", "said", "gold"),
    [
        ("Is 19 prime? Say the number if it is.", "The answer is 19.", "19"),
        ("Is -3 or 5 smaller?", "Answer: -3", "-3"),
        ("Which is larger, 2^10 or 10^3?", "Answer: $2^{10}$", "2^10"),
        ("Which of 1/2 and 1/3 is larger?", "Answer: 1/2", "0.5"),
        ("What is 6 + 5?", "6 + 5 = 11", "11"),
        ("How much: 3/4 cup or 1/2 cup?", "Answer: 3/4 cup", "3/4"),
        ("She reads 35.794 m. What is it?", "Answer: $35.794\\,m$", "35.8 m"),
        ("Is it 1 1/2 or 2 miles?", "Answer: 1 1/2", "1.5"),
        ("Is it \u221a2 or \u221a3?", "Answer: \u221a2", "\\sqrt{2}"),
        ("Which, 2\u221a3 or 3\u221a2?", "Answer: 2\u221a3", "2\\sqrt{3}"),
        ("Is it $3\\cdot\\pi$ or $4\\pi$?", "Answer: $3\\cdot\\pi$", "3\\pi"),
        ("Factor 3x-1 or not.", "Answer: x-1", "-1+x"),
        ("Is \\angle A = 90^\\circ?", "$\\boxed{\\angle A = 90^\\circ}$", "90^\\circ"),
        ("Who wrote it, Ann-Marie or Bob?", "Answer: Ann-Marie", "Ann-Marie"),
    ],
)
def test_what_a_question_offers_may_be_the_answer(question: str, said: str, gold: str) -> None:
    assert judged(question, said, gold).passed is True


@pytest.mark.parametrize("kind", ["answer.number", "answer.any"])
def test_other_kinds_refuse_it_too(kind: str) -> None:
    question, said, gold = REPEATED[0]
    assert judged(question, said, gold, kind=kind).passed is False


@pytest.mark.parametrize(
    ("gold", "said"),
    [("spider man", "Spider-Man"), ("ac/dc", "AC/DC"), ("jean-paul sartre", "Jean-Paul Sartre")],
)
def test_names_are_no_calculations(gold: str, said: str) -> None:
    question = f"Who was it, {said} or another?"
    assert judged(question, f"Answer: {said}", gold, kind="answer.text").passed is True
