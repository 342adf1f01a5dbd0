"""The field's metrics, against their definitions counted out by hand or by enumeration."""

from __future__ import annotations

from importlib import import_module
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.errors import BadParameter
from assay.evaluate.metrics import NAMES, Measure, Outcome, metrics
from assay.evaluate.metrics.repeated import at_least, pass_at
from assay.tasks.registry import BUILT_IN
from assay.verdict import Verdict

Truth = bool | None
STATUS = {True: "pass", False: "fail", None: "undecided"}


def verdict(passed: Truth, mode: str = "standard") -> Verdict:
    score = None if passed is None else float(passed)
    return Verdict("text.words", STATUS[passed], passed, score, "", mode=mode)  # type: ignore[arg-type]


def row(*responses: list[Truth], cluster: int = 0, **meta: Any) -> Outcome:
    return Outcome(cluster, meta, [[verdict(passed) for passed in line] for line in responses])


def measured(name: str, *rows: Outcome) -> list[Measure]:
    (metric,) = metrics([name])
    for given_row in rows:
        metric.add(given_row)
    return metric.measures()


def value(name: str, *rows: Outcome) -> float | None:
    (measure,) = measured(name, *rows)
    return measure.value


ROWS = (
    row([True, True], cluster=1),
    row([True, False, False], cluster=2),
    row([False], cluster=3),
    row([True, None], cluster=4),
)


def test_prompts_instructions_and_the_soft_mean():
    assert value("prompt", *ROWS) == pytest.approx(1 / 3)
    assert value("instruction", *ROWS) == pytest.approx(4 / 7)
    assert value("csr", *ROWS) == pytest.approx((1 + 1 / 3 + 0 + 1) / 4)


def test_what_is_unknown_is_counted_apart():
    (prompts,) = measured("prompt", *ROWS)
    (instructions,) = measured("instruction", *ROWS)
    assert (prompts.n, prompts.unknown) == (3, 1)
    assert (instructions.n, instructions.unknown) == (7, 1)


def test_a_failed_instruction_fails_the_prompt_whatever_is_unknown():
    assert value("prompt", row([None, False])) == 0.0


def test_a_loose_run_gives_both():
    edited = Outcome(0, {}, [[verdict(True, "standard+loose"), verdict(True)]])
    strict, loose = measured("instruction", edited)
    assert (strict.name, strict.value, loose.name, loose.value) == (
        "instruction strict",
        0.5,
        "instruction loose",
        1.0,
    )


def test_levels_hard_and_soft():
    rows = [
        row([True], group="a", level=1, cluster=1),
        row([True, False], group="a", level=2, cluster=1),
        row([True], group="b", level=1, cluster=2),
        row([True, True], group="b", level=2, cluster=2),
    ]
    assert [m.value for m in measured("hsr", *rows)] == [1.0, 0.5]
    assert [m.value for m in measured("ssr", *rows)] == [1.0, 0.75]


def test_levels_in_a_row_stop_at_the_first_gap():
    def group(name: str, *passed: Truth) -> list[Outcome]:
        return [row([p], group=name, level=n) for n, p in enumerate(passed, 1)]

    gap = group("gap", True, False, True, True, True)
    full = group("full", True, True, True, True, True)
    none = group("none", False, True, True, True, True)
    doubt = group("doubt", True, None, True, True, True)
    (measure,) = measured("csl", *gap, *full, *none, *doubt)
    assert measure.value == pytest.approx((1 + 5 + 0) / 3)
    assert (measure.n, measure.unknown, measure.most) == (3, 1, 5)


def test_requirements_rest_on_others_directly_or_not():
    chain = row([False, True, True, True], depends=[[], [0], [1], []])
    assert value("drfr", chain) == pytest.approx(1 / 4)
    assert value("drfr", row([False, True, True, True])) == pytest.approx(3 / 4)


def test_requirements_in_a_circle_end():
    assert value("drfr", row([True, True], depends=[[1], [0]])) == 1.0


@pytest.mark.parametrize("depends", [None, "x", 3, [["a", True, 9, -1]], {"0": [1]}])
def test_malformed_dependencies_are_none(depends: object):
    assert value("drfr", row([True, False], depends=depends)) == 0.5


def test_turns_and_their_mean():
    rows = [
        row([True, False], turn=1, cluster=1),
        row([True, True], turn=2, cluster=1),
        row([False], turn=2, cluster=2),
    ]
    assert [(m.name, m.value) for m in measured("pif", *rows)] == [
        ("pif turn 1", 0.5),
        ("pif turn 2", 0.5),
        ("pif", 0.5),
    ]


def test_bases_need_all_their_variants():
    rows = [
        *(row([passed], base="a") for passed in (True, True, False)),
        *(row([True], base="b") for _ in range(2)),
        row([True], base="short"),
    ]
    (two,) = measured("reliable@2", *rows)
    assert (two.value, two.n, two.unknown) == (1.0, 2, 1)
    (three,) = measured("reliable@3", *rows)
    assert (three.value, three.n, three.unknown) == (0.0, 1, 2)


@given(st.integers(1, 7), st.data())
def test_drawing_is_what_enumeration_says(n: int, data: st.DataObject):
    c = data.draw(st.integers(0, n))
    drawn = data.draw(st.integers(1, n))
    needed = data.draw(st.integers(1, drawn))
    draws = list(combinations([True] * c + [False] * (n - c), drawn))
    share = sum(sum(draw) >= needed for draw in draws) / len(draws)
    assert at_least(n, c, drawn, needed) == pytest.approx(share)
    assert pass_at(n, c, drawn) == pytest.approx(sum(map(any, draws)) / len(draws))


def test_samples_are_the_responses_of_a_row():
    four = row([True], [True], [False], [True, False])
    assert value("pass@1", four) == pytest.approx(1 / 2)
    assert value("pass@4", four) == 1.0
    assert value("pif-4-2", four) == 1.0
    assert value("pif-4-3", four) == 0.0
    (short,) = measured("pass@5", four)
    assert (short.value, short.unknown) == (None, 1)


def test_more_cannot_be_drawn_than_there_are():
    with pytest.raises(ValueError, match="cannot draw 3 of 2"):
        pass_at(2, 1, 3)


@pytest.mark.parametrize("name", ["pass@0", "pif-2-3", "pass@", "Prompt", "x", "pass@9999999999"])
def test_what_is_not_a_metric_is_refused(name: str):
    with pytest.raises(BadParameter):
        metrics([name])


@pytest.mark.parametrize("name", NAMES)
def test_every_name_can_be_asked_for_and_is_empty_at_first(name: str):
    (metric,) = metrics([name.replace("K", "1").replace("N", "2")])
    assert metric.formula
    assert metric.source
    assert all(m.value is None and m.n == 0 for m in metric.measures())


@given(st.lists(st.lists(st.sampled_from([True, False, None]), max_size=4), max_size=12))
def test_every_measure_lies_within_its_interval(lines: list[list[Truth]]):
    rows = [
        row(line, line, cluster=n // 2, level=n % 3 + 1, group=str(n // 3), base="b", turn=n + 1)
        for n, line in enumerate(lines)
    ]
    for name in NAMES:
        for m in measured(name.replace("K", "1").replace("N", "2"), *rows):
            if m.value is not None and m.low is not None and m.high is not None:
                assert 0 <= m.low <= m.value + 1e-9
                assert m.value - 1e-9 <= m.high <= m.most


def test_each_type_of_instruction_has_its_accuracy():
    rows = (
        row([True, False], [True, True], instruction_id_list=["a:x", "b:y"]),
        row([None, False], cluster=1, instruction_id_list=["b:y", "b:y"]),
        row([True], cluster=2),
        row([True], cluster=3, instruction_id_list=["a:x", "b:y"]),
    )
    found = {m.name: (m.value, m.n, m.unknown) for m in measured("type", *rows)}
    assert found == {"a:x": (1.0, 2, 0), "b:y": (pytest.approx(1 / 3), 3, 1)}


def test_types_are_strict_and_loose_all_together():
    edited = Outcome(
        0, {"instruction_id_list": ["a", "b"]}, [[verdict(True, "official+loose")] * 2]
    )
    calm = Outcome(1, {"instruction_id_list": ["c"]}, [[verdict(True, "official")]])
    names = [m.name for m in measured("type", calm, edited)]
    assert names == ["a strict", "a loose", "b strict", "b loose", "c strict", "c loose"]


@pytest.mark.parametrize("place", BUILT_IN.values(), ids=list(BUILT_IN))
def test_the_metrics_of_every_built_in_task_are_known(place: str):
    module, _, name = place.partition(":")
    task = getattr(import_module(module), name)
    assert metrics(task.metrics)
