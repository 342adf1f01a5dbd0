"""A keyword that is a regular expression never runs away, and is followed where it cannot."""

from __future__ import annotations

import re

import pytest

from assay.suites import UpstreamRaises
from assay.suites.patterns import compiled

SHORT = "A crab? c++ and 2*3, f(x).\n" * 20
RUN = "a" * 100_000


@pytest.mark.parametrize(
    "pattern", ["crab?", "c++", "2*3", ".*x", "[ab]+c", "f(x)", "a|b", r"\d+\."]
)
def test_a_harmless_pattern_is_made(pattern: str):
    assert compiled(pattern, SHORT).findall(SHORT) == re.findall(pattern, SHORT)


@pytest.mark.parametrize(
    "pattern", ["a+b", "(a|b)*c", "(a+)+$", ".*.*b", "[ab]*c", r"\w+b", "a?" * 30]
)
def test_a_pattern_that_may_run_away_is_refused(pattern: str):
    with pytest.raises(UpstreamRaises, match="too long"):
        compiled(pattern, RUN)


def test_no_pattern_is_an_error():
    with pytest.raises(re.error):
        compiled("(a", "a")


def test_what_the_text_has_no_runs_of_takes_no_time():
    assert compiled("b+c", RUN).search(RUN) is None
