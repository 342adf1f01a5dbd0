"""Mutants: each differs from the program, parses, and says what was changed where."""

from __future__ import annotations

import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.audit.mutants import OPERATORS, mutants

GRADE = '''
def grade(score, bonus=0):
    """The mark of a score."""
    total = score + bonus
    if total >= 90 and not bonus > 20:
        return "A"
    for mark, bound in [("B", 80), ("C", 70)]:
        if total < bound:
            continue
        return mark[:1], max(bound, -1)
    return sum(x // 2 for x in range(total - 1) if x)
'''


def test_every_operator_that_applies_makes_mutants():
    used = {mutant.operator for mutant in mutants(GRADE)}
    assert used == set(OPERATORS)


def test_mutants_are_distinct_programs_that_parse():
    found = mutants(GRADE)
    assert len({mutant.source for mutant in found}) == len(found) > 40
    assert ast.unparse(ast.parse(GRADE)) not in {mutant.source for mutant in found}
    for mutant in found:
        ast.parse(mutant.source)


def test_the_docstring_is_left_alone():
    assert all("The mark of a score." in mutant.source for mutant in mutants(GRADE))


def test_a_mutant_says_where_it_was_changed_and_how():
    found = {(mutant.line, mutant.change) for mutant in mutants("x = 1\ny = x < 2\n")}
    assert (2, "`x < 2` became `x <= 2`") in found
    assert (1, "`1` became `2`") in found


def test_a_sample_takes_from_every_operator_and_is_the_same_each_time():
    some = mutants(GRADE, most=13, seed=4)
    assert len(some) == 13
    assert {mutant.operator for mutant in some} == set(OPERATORS)
    assert some == mutants(GRADE, most=13, seed=4)


def test_what_the_compiler_makes_the_same_of_is_no_mutant():
    assert not [m for m in mutants("def f():\n    return 1\n    x = 2\n") if "x = 3" in m.source]


def test_a_program_that_does_not_parse_is_refused():
    with pytest.raises(SyntaxError):
        mutants("def f(:")


@given(st.text(max_size=40))
def test_any_text_gives_mutants_or_a_syntax_error(source: str):
    try:
        found = mutants(source)
    except (SyntaxError, ValueError):  # a null character is a ValueError in older versions
        return
    assert all(mutant.source != source for mutant in found)
