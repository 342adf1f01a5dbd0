"""Announcements in other languages: what they announce counts, and nothing before it."""

from __future__ import annotations

import pytest

import assay
from assay.checks import answer

ANNOUNCED = (
    "The answer is {}.",
    "Thus, the final answer is: {}",
    "答案是{}。",
    "答案为：{}",
    "故答案为：{}",
    "因此，最终答案是 {}。",
    "La respuesta es {}.",
    "La respuesta final es: {}",
    "Respuesta: {}",
    "La réponse est {}.",
    "Réponse : {}",
    "La réponse finale est {}.",
    "Die Antwort ist {}.",
    "Antwort: {}",
    "Die endgültige Antwort lautet {}.",
    "A resposta é {}.",
    "Resposta: {}",
    "La risposta è {}.",
    "Risposta: {}",
    "Ответ: {}.",
    "Ответ — {}.",
    "答えは{}です。",
    "答え：{}",
    "정답은 {}입니다.",
    "답: {}",
    "उत्तर: {}",
    "الإجابة هي {}.",
)
BEFORE = "3 + 4 = 7, 12 / 5 = 2.4.\n"
ANSWERS = (("42", "43"), ("-3.5", "3.5"), ("\\frac{7}{9}", "\\frac{9}{7}"), ("$x^2+1$", "$x^2-1$"))


@pytest.mark.parametrize("way", ANNOUNCED)
@pytest.mark.parametrize(("gold", "near"), ANSWERS)
def test_what_is_announced_is_judged(way: str, gold: str, near: str) -> None:
    check = answer.Math(gold=gold)
    assert assay.verify(BEFORE + way.format(gold), check).status == "pass"
    assert assay.verify(BEFORE + way.format(near), check).status == "fail"


@pytest.mark.parametrize("way", ANNOUNCED)
def test_a_number_before_it_is_not_the_answer(way: str) -> None:
    for number in ("7", "2.4", "12"):
        assert assay.verify(BEFORE + way.format(42), answer.Math(gold=number)).status == "fail"


@pytest.mark.parametrize("way", ANNOUNCED)
def test_the_later_of_two_announcements_counts(way: str) -> None:
    response = f"{way.format(41)}\nThat is wrong; let me correct it.\n{way.format(42)}"
    assert assay.verify(response, answer.Math(gold=42)).passed is True
    assert assay.verify(response, answer.Math(gold=41)).passed is not True


@pytest.mark.parametrize("way", ANNOUNCED)
def test_evidence_is_what_was_announced(way: str) -> None:
    verdict = assay.verify(BEFORE + way.format("42"), answer.Math(gold=42))
    (span,) = verdict.evidence
    assert span.text.strip(" .。$") == "42"


@pytest.mark.parametrize("way", ANNOUNCED)
@pytest.mark.parametrize("name", ["Paris", "Marie Curie", "1999"])
def test_words_are_announced_as_well(way: str, name: str) -> None:
    assert assay.verify(way.format(name), answer.Text(gold=name)).passed is True
    assert assay.verify(way.format(name), answer.Text(gold="Leonhard Euler")).passed is not True
