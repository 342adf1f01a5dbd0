"""How strong a suite of tests is, measured on programs whose worth is known.

A suite is a verifier: it accepts or rejects programs, and may be wrong both ways. The measures are
those of "Rethinking Verification for LLM Code Generation" (Ma et al. 2025, arXiv:2507.06920,
section 3) and of mutation analysis. For problem i let W_i be the known wrong programs, C_i the
known right ones, and T_i the tests.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import msgspec

__all__ = [
    "Judged",
    "Outcomes",
    "area_under_accuracy",
    "detection_rate",
    "effective_tests",
    "failure_patterns",
    "false_rejections",
    "flips",
    "verifier_accuracy",
]

Outcomes: TypeAlias = tuple[bool, ...]
"""For one program: test by test, whether it passed."""


class Judged(msgspec.Struct, frozen=True):
    """One problem: the outcomes of its wrong and of its right programs, over the same tests."""

    wrong: tuple[Outcomes, ...]
    right: tuple[Outcomes, ...] = ()

    def first(self, amount: int) -> Judged:
        """The same problem with only the first tests of its suite."""
        return Judged(
            tuple(outcomes[:amount] for outcomes in self.wrong),
            tuple(outcomes[:amount] for outcomes in self.right),
        )


def detection_rate(problems: Sequence[Judged]) -> float | None:
    """DR: the share of the wrong programs that some test rejects.

    sum_i |{w in W_i : w fails some t in T_i}| / sum_i |W_i|; None without wrong programs.
    """
    wrong = [outcomes for problem in problems for outcomes in problem.wrong]
    return sum(not all(outcomes) for outcomes in wrong) / len(wrong) if wrong else None


def verifier_accuracy(problems: Sequence[Judged]) -> float | None:
    """VAcc: the share of the problems whose suite is right about every known program.

    (1/N) sum_i [T_i rejects all of W_i and accepts all of C_i], over problems with wrong programs.
    """
    counted = [problem for problem in problems if problem.wrong]
    return sum(map(_sound, counted)) / len(counted) if counted else None


def _sound(problem: Judged) -> bool:
    rejects = all(not all(outcomes) for outcomes in problem.wrong)
    return rejects and all(all(outcomes) for outcomes in problem.right)


def false_rejections(problems: Sequence[Judged]) -> float | None:
    """The share of the right programs that some test rejects; None without right programs."""
    right = [outcomes for problem in problems for outcomes in problem.right]
    return sum(not all(outcomes) for outcomes in right) / len(right) if right else None


def failure_patterns(problem: Judged) -> int:
    """DEPC: how many different sets of tests the wrong programs fail.

    Many tests that all fail together see one error; divided by the number of tests it is the
    suite's diversity. A program that fails none adds none.
    """
    return len({outcomes for outcomes in problem.wrong if not all(outcomes)})


def area_under_accuracy(problems: Sequence[Judged], most: int) -> float | None:
    """AUC@N: the mean of VAcc over suites cut to their first 1, 2, ... N tests.

    It rewards suites that are right with few tests. None without wrong programs.
    """
    accuracies = [
        accuracy
        for amount in range(1, most + 1)
        if (accuracy := verifier_accuracy([problem.first(amount) for problem in problems]))
        is not None
    ]
    return sum(accuracies) / len(accuracies) if accuracies else None


def effective_tests(problem: Judged) -> float | None:
    """How many independent tests the suite is worth: n / (1 + (n - 1) r).

    r is the mean correlation between the outcomes of two tests over the wrong programs, not below
    zero; tests that all programs pass, or all fail, say nothing and are not counted. None where
    no two tests are left to compare.
    """
    columns = [column for column in zip(*problem.wrong, strict=True) if len(set(column)) > 1]
    if len(columns) < 2:
        return None
    pairs = [
        _correlation(one, two) for place, one in enumerate(columns) for two in columns[place + 1 :]
    ]
    mean = max(0.0, sum(pairs) / len(pairs))
    return len(columns) / (1 + (len(columns) - 1) * mean)


def _correlation(one: Sequence[bool], two: Sequence[bool]) -> float:
    """Pearson's, of two columns neither of which is constant."""
    n = len(one)
    first, second = sum(one) / n, sum(two) / n
    both = sum(a and b for a, b in zip(one, two, strict=True)) / n
    return (both - first * second) / (first * (1 - first) * second * (1 - second)) ** 0.5


def flips(runs: Sequence[Outcomes]) -> float | None:
    """The share of tests whose outcome is not the same in every run of one program."""
    if len(runs) < 2 or not runs[0]:
        return None
    return sum(len(set(column)) > 1 for column in zip(*runs, strict=True)) / len(runs[0])
