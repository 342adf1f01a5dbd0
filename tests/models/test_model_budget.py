"""A budget ends a run cleanly: what is under way is finished, the rest is refused by name."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from asking import asks, model_of
from endpoint import Behaviour, Endpoint

from assay.errors import BadParameter, ModelError
from assay.model import Generation, Usage
from assay.models import make
from assay.models.budget import Budgeted
from assay.models.echo import Echo
from assay.models.scripted import Scripted


def test_tokens() -> None:
    model = Budgeted(Echo(), tokens=20)  # four tokens an ask: "say 0" and its echo
    answers = list(model.stream(asks(10)))
    assert [bool(answer.generation) for answer in answers] == [True] * 5 + [False] * 5
    faults = [answer.fault for answer in answers if answer.fault]
    assert {fault.kind for fault in faults} == {"budget"}
    assert faults[0].message == "the budget is spent: 20 of 20 tokens"
    assert [answer.ask.key for answer in answers] == [str(number) for number in range(10)]
    assert model.spent
    assert {answer.fault.kind for answer in model.stream(asks(3)) if answer.fault} == {"budget"}


def test_dollars_of_an_endpoint() -> None:
    prices = {"price_in": 1000.0, "price_out": 1000.0}
    with Endpoint(Behaviour(delay=0.01)) as endpoint:
        inner = model_of(endpoint, concurrency=4, **prices)
        with Budgeted(inner, dollars=0.1) as model:
            answers = list(model.stream(asks(100)))
        counts = endpoint.counts()
    kinds = Counter(answer.fault.kind if answer.fault else "ok" for answer in answers)
    assert kinds["ok"] == counts["charges"]
    assert kinds["ok"] + kinds["budget"] == 100
    costs = [a.generation.usage.cost or 0 for a in answers if a.generation]
    assert model.used_dollars == pytest.approx(sum(costs))
    assert 0.1 <= model.used_dollars <= 0.1 + 9 * max(costs)


def test_what_is_cached_costs_nothing(tmp_path: Path) -> None:
    for _ in range(2):
        with make("echo", cache=tmp_path / "c.db", budget_tokens=20) as model:
            answers = list(model.stream(asks(5)))
        assert all(answer.generation for answer in answers)
    with make("echo", cache=tmp_path / "c.db", budget_tokens=20) as model:
        answers = list(model.stream(asks(12)))
    assert [bool(answer.generation) for answer in answers] == [True] * 10 + [False] * 2


def test_a_budget_that_cannot_be_counted_is_an_error() -> None:
    model = Budgeted(Echo(), dollars=1.0)
    with pytest.raises(ModelError, match="price_in"):
        list(model.stream(asks(3)))
    model = Budgeted(Scripted([Generation(usage=Usage(cost=0.1))]), tokens=5)
    with pytest.raises(ModelError, match="tokens"):
        list(model.stream(asks(1, prompt="")))


@pytest.mark.parametrize("value", [0, -1, float("inf"), float("nan")])
def test_a_budget_is_a_number_above_nothing(value: float) -> None:
    with pytest.raises(BadParameter, match="budget_dollars"):
        make("echo", budget_dollars=value)


def test_settings_and_name_are_the_models_with_the_budget() -> None:
    model = make("openai:m", base_url="http://h/v1", budget_tokens=5)
    assert model.name == "openai:m"
    assert model.settings["base_url"] == "http://h/v1"
    assert model.settings["budget_tokens"] == 5
    assert model.identity == make("openai:m", base_url="http://h/v1").identity
