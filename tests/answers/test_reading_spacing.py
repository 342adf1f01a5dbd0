"""Spacing at the ends of an answer changes no reading; what is hidden is never read as shown."""

from __future__ import annotations

import time

import pytest

from assay.answers.equality import compare
from assay.answers.reading import read
from assay.answers.reading.spacing import hides_text, trimmed, without_phantoms
from assay.answers.values import Matrix, Text

HANG = 5.0
"""Seconds: a hang, not a speed; benchmarks measure that."""

ANSWERS = (
    "42",
    "-3.5",
    r"\frac{1}{2}",
    "1011_2",
    r"1011_{\text{two}}",
    r"\ce{H2O}",
    "H₂SO₄",
    "四十二",
    "forty-two",
    "(0, 1]",
    "5 km",
    "January 5, 1990",
    "B",
    "true",
    r"\begin{pmatrix}1&2\\3&4\end{pmatrix}",
)
AHEAD = (r"\,", r"\;", r"\!", r"\ ", "~", r"\quad ", r"\qquad", r"\displaystyle ", r"\left.", r"\:")
BEHIND = (r"\,", r"\;", r"\!", r"\ ", "~", r"\quad", r"\qquad ", r"\right.", "\\", r"\\", r"\,.")


@pytest.mark.parametrize("answer", ANSWERS)
def test_space_ahead_and_behind_changes_nothing(answer: str) -> None:
    for space in AHEAD:
        gap = " " if space == r"\qquad" and answer[0].isalpha() else ""
        assert read(space + gap + answer) == read(answer), space
    for space in BEHIND:
        assert read(answer + space) == read(answer), space


@pytest.mark.parametrize("answer", ANSWERS)
def test_space_within_marks_and_boxes_changes_nothing(answer: str) -> None:
    assert read(rf"\boxed{{\,{answer}\;}}") == read(rf"\boxed{{{answer}}}")
    assert read(rf"$\displaystyle {answer}\,$")[0] == read(f"${answer}$")[0]


@pytest.mark.parametrize("word", [r"\quadratic", r"\leftarrow x", r"\displaystyles"])
def test_a_longer_command_is_no_space(word: str) -> None:
    assert trimmed(word) == word


@pytest.mark.parametrize(
    "text",
    [
        r"42\phantom{1}1",
        r"42\hphantom{1}",
        r"\vphantom{x}7",
        r"\phantom{4}2",
        r"4\phantom 1 2",
        r"4\phantom{\frac{1}{2}}2",
    ],
)
def test_a_phantom_with_figures_is_not_understood(text: str) -> None:
    assert [type(value) for value in read(text)] == [Text]
    assert compare(read("42"), read(text)).equal is not True


def test_a_phantom_sign_aligns_a_column() -> None:
    text = r"\begin{pmatrix} \phantom{-}1 & 2 \\ -3 & 4 \end{pmatrix}"
    assert without_phantoms(text).count("phantom") == 0
    assert not hides_text("The Phantom of the Opera")
    assert isinstance(read(text)[0], Matrix)
    assert read(text) == read(r"\begin{pmatrix} 1 & 2 \\ -3 & 4 \end{pmatrix}")


@pytest.mark.parametrize("piece", [r"\,", r"\quad ", "~", "\\", r"\left.", r"\phantom{", " "])
def test_endless_space_is_cheap(piece: str) -> None:
    text = (piece * 4000)[:4000]
    before = time.process_time()
    read(text[:3999] + "5")
    read("5" + text[:3999])
    assert time.process_time() - before < HANG
