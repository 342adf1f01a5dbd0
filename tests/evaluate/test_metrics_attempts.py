"""Metrics over samples with several attempts: what they count, and what they count apart."""

from __future__ import annotations

from itertools import combinations, permutations
from math import exp, log
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assay.errors import BadParameter
from assay.evaluate.bootstrap import Sums, drawn
from assay.evaluate.metrics import NAMES, Known, Measure, Outcome, measure, metrics
from assay.evaluate.metrics.binned import Binned, Observed, equal_width
from assay.evaluate.metrics.votes import Camp, chance_of_right, classes
from assay.model import Usage
from assay.verdict import Comparison, Verdict

Truth = bool | None
truths = st.lists(st.sampled_from([True, False, None]), min_size=1, max_size=6)
EVERY = [
    "accuracy",
    "pass-curve",
    "pass^2",
    "majority@2",
    "cot-pass@2",
    "ece",
    "brier",
    "aurc",
    "abstention",
    "cost:tokens",
    "phrasings",
    "orders",
]


def sample(*passed: Truth, cluster: int = 0, **more: Any) -> Outcome:
    return Outcome.of(passed, cluster=cluster, **more)


def found(name: str, *samples: Outcome) -> dict[str, Measure]:
    return {one.name: one for one in measure([name], samples)}


def only(name: str, *samples: Outcome) -> Measure:
    (one,) = measure([name], samples)
    return one


def answering(*answers: tuple[str | None, Truth], cluster: int = 0, **meta: Any) -> Outcome:
    known = [Known(answer=answer) for answer, _ in answers]
    return sample(*(p for _, p in answers), cluster=cluster, known=known, meta=meta)


def judged(kind: str, passed: Truth, score: float | None = None) -> Verdict:
    status = {True: "pass", False: "fail", None: "undecided"}[passed]
    number = float(passed) if score is None and passed is not None else score
    return Verdict(kind, status, passed, number, "")  # type: ignore[arg-type]


def test_each_sample_weighs_the_same():
    one = only("accuracy", sample(True), sample(False, False, False, cluster=1))
    assert (one.value, one.n, one.unknown) == (0.5, 4, 0)


def test_undecided_attempts_and_faults_are_counted_apart():
    one = only("accuracy", sample(True, None, False, faults=2), sample(None, cluster=1))
    assert (one.value, one.n, one.unknown, one.faults) == (0.5, 2, 2, 2)


def test_several_attempts_narrow_an_interval_less_than_several_samples():
    random = Random(1)
    easy = [random.random() for _ in range(60)]
    many = [sample(*(random.random() < p for _ in range(8)), cluster=k) for k, p in enumerate(easy)]
    single = [sample(random.random() < easy[k % 60], cluster=k) for k in range(480)]
    grouped, alone = only("accuracy", *many), only("accuracy", *single)
    assert grouped.high - grouped.low > 1.4 * (alone.high - alone.low)


def test_an_exact_interval_wants_single_attempts():
    one = only("accuracy:exact", sample(True), sample(True, cluster=1))
    assert (one.value, one.high, one.method) == (1.0, 1.0, "clopper-pearson")
    assert one.low == pytest.approx(0.025**0.5)
    several = only("accuracy:exact", sample(True, False))
    assert several.low is None
    assert several.why


def test_the_curve_runs_over_powers_of_two_to_the_most_there_are():
    curve = found("pass-curve", sample(True, False, False, False, False, False))
    assert list(curve) == ["pass@1", "pass@2", "pass@4", "pass@6"]
    assert [p.x for p in curve["pass@6"].curve] == [1, 2, 4, 6]
    assert [p.y for p in curve["pass@6"].curve] == pytest.approx([1 / 6, 2 / 6, 4 / 6, 1])


@given(st.lists(truths, min_size=1, max_size=6))
def test_passing_once_grows_with_k_and_passing_always_falls(lines: list[list[Truth]]):
    samples = [sample(*line, cluster=k) for k, line in enumerate(lines) if None not in line]
    whole = [one for one in samples if len(one.responses) >= 3]
    once = [only(f"pass@{k}", *whole).value for k in (1, 2, 3)]
    always = [only(f"pass^{k}", *whole).value for k in (1, 2, 3)]
    if whole:
        assert once == sorted(once)
        assert always == sorted(always, reverse=True)
        assert once[0] == pytest.approx(always[0])
        assert only("accuracy", *whole).value == pytest.approx(once[0])


def test_a_vote_is_over_classes_of_equal_answers():
    assert classes(["0.5", "1/2", "2", "50%", "two halves", "2.0"]) == [0, 0, 1, 0, 2, 1]
    one = answering(("1/2", True), ("0.5", True), ("3", False), ("4", False), ("3", False))
    two = answering(("1/2", True), ("0.5", True), ("3", False))
    assert only("majority@5", one).value == 0.5  # two against two: a coin
    assert only("majority@3", two).value == 1.0


def test_no_answer_is_no_vote():
    silent = answering((None, False), (None, False), ("7", True))
    assert only("majority@3", silent).value == 1.0
    assert only("majority@1", silent).value == pytest.approx(1 / 3)


def test_a_vote_that_an_undecided_answer_may_win_is_unknown():
    may_win = answering(("7", True), ("8", None))
    cannot = answering(("7", True), ("7", True), ("8", None))
    assert only("majority@2", may_win).value is None
    assert only("majority@3", cannot).value == 1.0
    assert only("majority@2", cannot).value is None  # 7 and 8 may be drawn


def test_the_answer_is_found_in_the_response_where_no_verdict_shows_it():
    known = [Known(response=f"So the answer is \\boxed{{{n}}}.") for n in (4, 5, 4)]
    assert only("majority@3", sample(True, False, True, known=known)).value == 1.0


@given(
    st.lists(st.integers(1, 3), max_size=3),
    st.integers(0, 2),
    st.randoms(use_true_random=False),
)
@settings(max_examples=60)
def test_votes_are_what_enumeration_says(sizes: list[int], quiet: int, random: Random):
    right = [random.random() for _ in sizes]
    camps = [Camp(size, value) for size, value in zip(sizes, right, strict=True)]
    voters = [place for place, size in enumerate(sizes) for _ in range(size)] + [-1] * quiet
    for k in range(1, len(voters) + 1):
        total, draws = 0.0, list(combinations(voters, k))
        for draw in draws:
            heard = [one for one in draw if one >= 0]
            most = max(map(heard.count, heard), default=0)
            named = {one for one in heard if heard.count(one) == most}
            total += sum(right[one] for one in named) / len(named) if named else 0.25
        chance = chance_of_right(camps, Camp(quiet, 0.25), k)
        assert chance == pytest.approx(total / len(draws))


def test_right_and_soundly_reasoned():
    kind = "reasoning.steps"
    lines = [(True, True), (True, False), (False, None), (False, True)]
    row = Outcome(0, {}, [[judged("answer.math", r), judged(kind, s)] for r, s in lines])
    both = found(f"cot-pass@2:{kind}", row)
    assert both[f"cot-pass@2:{kind}"].value == pytest.approx(1 - 3 / 6)
    assert both["pass@2 by the other checks"].value == pytest.approx(1 - 1 / 6)


def test_a_right_answer_without_a_second_verdict_makes_the_sample_unknown():
    known = [Known(reasoned=None), Known(reasoned=True)]
    one = found("cot-pass@1", sample(True, True, known=known))["cot-pass@1"]
    assert (one.value, one.unknown) == (None, 1)
    assert found("cot-pass@1", sample(True, False, known=[Known(reasoned=True), Known()]))[
        "cot-pass@1"
    ].value == pytest.approx(0.5)


def test_confidences_come_from_where_it_is_said():
    usage = Usage(completion_tokens=2)
    known = [Known(logprob=log(0.25), tokens=2, usage=usage)]
    row = sample(True, known=known, meta={"confidence": 0.75, "deep": {"er": [0.125]}})
    sources = {
        "ece": 0.75,
        "ece:meta.confidence": 0.75,
        "ece:meta.deep.er": 0.125,
        "ece:logprob": 0.5,
        "ece:logprob:sum": 0.25,
    }
    for name, confidence in sources.items():
        assert found(name, row)[name].curve[0].x == pytest.approx(confidence)


def test_a_token_of_probability_zero_is_no_confidence_at_all():
    row = sample(False, known=[Known(logprob=float("-inf"), tokens=3)])
    assert found("ece:logprob", row)["ece:logprob"].value == 0.0
    assert exp(float("-inf")) == 0.0


def test_a_judge_whose_score_is_the_confidence_does_not_decide_what_is_right():
    row = Outcome(0, {}, [[judged("answer.math", True), judged("judge", False, 0.75)]])
    one = found("brier:score:judge", row)["brier:score:judge"]
    assert one.value == pytest.approx(0.0625)


@pytest.mark.parametrize("given_confidence", [None, True, "0.5", 1.5, -0.1, float("nan"), [], {}])
def test_what_is_no_confidence_is_unknown(given_confidence: object):
    row = sample(True, meta={"confidence": given_confidence})
    for one in measure(["ece", "brier", "aurc"], [row]):
        assert (one.value, one.n, one.unknown) == (None, 0, 1)
        assert "confidence" in one.why


@pytest.mark.parametrize(
    "name",
    "ece:logprobs ece:score ece:meta. cost:euro accuracy:wilson pass@1:x pass-curve:x cot-pass@2: "
    "phrasings:meta. pass^0 majority@".split(),
)
def test_settings_that_a_metric_does_not_know_are_refused(name: str):
    with pytest.raises(BadParameter):
        metrics([name])


@pytest.mark.parametrize(
    ("name", "near"),
    [("pass@K", "pass@4"), ("pass^k", "pass^4"), ("pif-n-k", "pif-4-4"), ("cot-pass@K:a", "@4")],
)
def test_a_letter_in_the_place_of_a_number_is_said_to_be_one(name: str, near: str):
    with pytest.raises(BadParameter, match=f"stand for numbers.*{near.replace('^', '.')}"):
        metrics([name])


def test_errors_of_calibration_by_chance_alone_begin_at_zero():
    random = Random(5)
    confidences = [random.random() for _ in range(200)]
    fair = [
        sample(random.random() < c, cluster=k, known=[Known(confidence=c)])
        for k, c in enumerate(confidences)
    ]
    wrong = [
        sample(random.random() < 0.5 * c, cluster=k, known=[Known(confidence=c)])
        for k, c in enumerate(confidences)
    ]
    assert found("ece", *fair)["ece"].low == 0.0
    assert found("ece", *wrong)["ece"].low > 0.1


def test_errors_of_calibration_of_few_responses_have_a_wide_enough_interval():
    def drawn_of(random: Random) -> Binned:
        """Confidences that are 0.1 too high throughout."""
        chances = [0.9 * random.betavariate(2, 2) for _ in range(30)]
        seen = [Observed(k, p + 0.1, random.random() < p) for k, p in enumerate(chances)]
        return Binned(seen, equal_width(seen))

    there = [drawn_of(Random(seed)).interval() for seed in range(60, 140)]
    assert sum(low <= 0.1 <= high for low, high in there) >= 77


def test_who_abstains_is_not_wrong():
    def said(passed: bool, *flags: str) -> list[Verdict]:
        return [
            Verdict(
                "answer.math",
                "pass" if passed else "fail",
                passed,
                float(passed),
                "",
                comparison=Comparison(flags=flags),
            )
        ]

    rows = [
        Outcome(0, {}, [said(True), said(False, "refusal")]),
        Outcome(1, {}, [said(False), said(False, "empty")]),
    ]
    one = found("abstention", *rows)
    assert one["abstention"].value == 0.5
    assert (one["accuracy when answered"].value, one["accuracy when answered"].n) == (0.5, 2)


def test_the_area_under_risk_and_coverage_of_few_prompts_has_a_wide_enough_interval():
    def drawn_of(random: Random, count: int) -> Measure:
        seen = [(random.betavariate(2, 2), random.gauss(0, 0.1)) for _ in range(count)]
        return found(
            "aurc",
            *(
                sample(random.random() < p, cluster=k, known=[Known(confidence=_within(p + off))])
                for k, (p, off) in enumerate(seen)
            ),
        )["aurc"]

    true = drawn_of(Random(1), 30_000).value
    few = [drawn_of(Random(seed), 6) for seed in range(200)]
    there = [one.low <= true <= one.high for one in few if one.low is not None]
    assert sum(there) / len(there) >= 0.94


def _within(value: float) -> float:
    return min(1.0, max(0.0, value))


def priced(*attempts: tuple[Truth, float | None], cluster: int = 0) -> Outcome:
    known = [
        Known(usage=None if cost is None else Usage(prompt_tokens=10, cost=cost))
        for _, cost in attempts
    ]
    return sample(*(p for p, _ in attempts), cluster=cluster, known=known)


def test_wrong_and_undecided_answers_cost_as_well():
    rows = priced((True, 2.0), (False, 1.0)), priced((None, 3.0), (True, None), cluster=1)
    one = only("cost", *rows)
    assert (one.value, one.n, one.unknown, one.unit) == (6.0, 2, 2, "usd")
    assert only("cost:tokens", *rows).value == 30.0


def test_a_cost_without_a_correct_answer_is_no_number():
    one = only("cost", priced((False, 2.0)))
    assert one.value is None
    assert one.why == "nothing passed, for 2 usd"
    assert only("cost", sample(True)).why == "no attempt has a known cost in usd"


def test_phrasings_of_an_item():
    rows = [
        sample(True, True, cluster=1, meta={"base": "a"}),
        sample(False, True, cluster=2, meta={"base": "a"}),
        sample(True, cluster=3, meta={"base": "alone"}),
        sample(True, cluster=4),
    ]
    one = found("phrasings", *rows)
    values = {name: m.value for name, m in one.items()}
    assert values["phrasings mean"] == 0.75
    assert values["phrasings worst"] == 0.5
    assert values["phrasings spread"] == 0.5
    assert 0 < values["phrasings spread by chance"] <= 0.5
    assert one["phrasings mean"].unknown == 1
    assert found("phrasings:meta.of.item", sample(True, meta={"of": {"item": 3}}))


def test_one_choice_in_all_orders():
    def shown(letter: str, order: list[int], base: str) -> Outcome:
        return answering((letter, True), base=base, order=order)

    steady = [shown("A", [2, 0, 1], "x"), shown("B", [0, 2, 1], "x")]
    swayed = [shown("A", [2, 0, 1], "y"), shown("(A)", [0, 2, 1], "y")]
    other = [shown("seven", [0, 1], "z"), shown("A", [0, 1], "z")]
    one = found("orders", *steady, *swayed, *other)["orders same choice"]
    assert (one.value, one.n, one.unknown) == (0.5, 2, 1)


@given(st.lists(truths, max_size=8), st.integers(0, 3))
@settings(max_examples=40, deadline=None)
def test_every_measure_is_a_number_or_says_why_not(lines: list[list[Truth]], faults: int):
    random = Random(len(lines))
    rows = [
        sample(
            *line,
            cluster=k // 2,
            faults=faults,
            meta={"base": str(k // 3), "order": [0, 1]},
            known=[
                Known(
                    answer=random.choice(["A", "B", None]),
                    confidence=random.choice([0.0, 0.3, 1.0, None]),
                    reasoned=random.choice([True, False]),
                    usage=Usage(prompt_tokens=random.choice([0, 5])),
                )
                for _ in line
            ],
        )
        for k, line in enumerate(lines)
    ]
    for one in measure(EVERY, rows):
        assert one.faults == faults * len(rows)
        assert one.n >= 0
        for number in (one.value, one.low, one.high):
            assert number is None or abs(number) < float("inf")
        if one.value is None:
            assert one.why
        elif one.low is not None:
            assert one.low - 1e-9 <= one.value <= one.high + 1e-9
        if one.unit == "share" and one.value is not None:
            assert 0 <= one.low <= one.high <= one.most
        elif one.unit == "number" and one.value is not None:
            assert -1 <= one.value <= 1


def test_the_order_in_which_samples_come_does_not_matter():
    rows = [
        sample(
            *passed,
            cluster=k,
            known=[Known(confidence=c, answer=a) for c, a in zip((0.2, 0.9), "AB", strict=True)],
            meta={"base": str(k % 2)},
        )
        for k, passed in enumerate([(True, False), (False, False), (True, None), (True, True)])
    ]
    names = [name for name in EVERY if not name.startswith("cost")]
    first = measure(names, rows)
    for order in list(permutations(rows))[1::7]:
        for one, other in zip(first, measure(names, order), strict=True):
            assert one.value == pytest.approx(other.value)
            assert one.low == pytest.approx(other.low)
            assert one.high == pytest.approx(other.high)


def test_draws_are_the_same_without_numpy(monkeypatch: pytest.MonkeyPatch):
    sums = Sums(2)
    random = Random(2)
    for cluster in range(700):
        sums.add(cluster, 0, 1.0)
        sums.add(cluster, 1, random.random())
    with_numpy = drawn(sums, 50)
    monkeypatch.setattr("assay.evaluate.bootstrap.find_spec", lambda _: None)
    without = drawn(sums, 50)
    assert [list(line) for line in without] == [pytest.approx(list(line)) for line in with_numpy]


def test_names_are_those_of_the_documentation():
    from pathlib import Path

    page = (Path(__file__).parents[2] / "docs" / "metrics.md").read_text(encoding="utf-8")
    assert [name for name in NAMES if f"`{name}" not in page] == []


@pytest.mark.slow
def test_intervals_cover_what_they_should():
    """Accuracy, pass@2 and cost of clustered attempts, over 400 runs of 60 samples."""
    truth = {"accuracy": 0.5, "pass@2": 1 - 0.3, "cost": 3.0}  # Beta(2, 2): E[(1-p)^2] = 0.3
    covered = dict.fromkeys(truth, 0)
    for seed in range(400):
        random = Random(seed)
        rows = []
        for k in range(60):
            p = random.betavariate(2, 2)
            rows.append(
                priced(*((random.random() < p, 3 * random.random()) for _ in range(4)), cluster=k)
            )
        for one in measure(list(truth), rows):
            covered[one.name] += one.low <= truth[one.name] <= one.high
    for name, times in covered.items():
        assert 0.92 <= times / 400 <= 0.985, name
