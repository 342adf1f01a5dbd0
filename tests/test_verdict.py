"""A verdict tells one story: status, passed and score agree, and doubt is no number."""

from __future__ import annotations

import math

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.check import Check
from assay.context import Context
from assay.response import Response
from assay.verdict import Span, Verdict, decided, error, undecided


def test_a_pass_scores_one_and_a_fail_scores_nought_by_default():
    assert (decided("k", True, "why").status, decided("k", True, "why").score) == ("pass", 1.0)
    assert (decided("k", False, "why").status, decided("k", False, "why").score) == ("fail", 0.0)


@pytest.mark.parametrize("verdict", [undecided("k", "no reference"), error("k", "it broke")])
def test_doubt_and_failure_are_no_numbers(verdict: Verdict):
    assert verdict.passed is None
    assert verdict.score is None


@given(st.booleans(), st.floats(allow_nan=True, allow_infinity=True))
def test_a_score_is_refused_exactly_where_it_contradicts(passed: bool, score: float):
    fits = math.isfinite(score) and 0 <= score <= 1 and (score == 1.0) is passed
    if fits:
        assert decided("k", passed, "why", score=score).score == score
    else:
        with pytest.raises(ValueError, match="does not fit"):
            decided("k", passed, "why", score=score)


def test_a_verdict_has_no_truth_value():
    with pytest.raises(TypeError, match=r"verdict\.passed"):
        bool(decided("k", True, "why"))


def test_a_verdict_is_frozen():
    with pytest.raises(AttributeError):
        decided("k", True, "why").passed = False  # pyright: ignore[reportAttributeAccessIssue]


@given(st.text(max_size=30), st.integers(0, 9), st.integers(0, 9), st.integers(0, 99))
def test_a_shifted_span_moves_both_ends(text: str, start: int, length: int, offset: int):
    moved = Span(text, start, start + length).shifted(offset)
    assert moved == Span(text, start + offset, start + length + offset)


def test_a_span_that_stands_nowhere_stays_so():
    assert Span("x").shifted(5) == Span("x")
    assert Span("x", 1, 2).shifted(None) == Span("x")


def test_a_verdict_survives_json():
    inner = decided("a", False, "no", score=0.25, evidence=(Span("x", 0, 1), Span("y")))
    verdict = error("b", "broke", parts=(inner, undecided("c", "?")))
    assert msgspec.json.decode(msgspec.json.encode(verdict), type=Verdict) == verdict


class _Mad(Check, kind="test.mad_score"):
    """Builds its verdict by hand, and wrongly."""

    score: float | None = None
    exact: bool = True

    def verify(self, response: Response, context: Context) -> Verdict:
        score = self.score if self.exact else math.nan
        return Verdict(self.kind, "pass", True, score, "by hand")


@pytest.mark.parametrize("mad", [_Mad(score=1.5), _Mad(score=-0.1), _Mad(exact=False)])
def test_a_score_that_is_none_becomes_an_error_at_the_boundary(mad: Check):
    verdict = Context().verify(mad, Response("x"))
    assert (verdict.status, verdict.passed, verdict.score) == ("error", None, None)
    assert "score" in verdict.why
