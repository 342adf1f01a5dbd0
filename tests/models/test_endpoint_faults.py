"""Each way in which an endpoint can fail: tried again where that helps, named where it does not."""

from __future__ import annotations

import time
from collections import Counter

import pytest
from asking import asks, model_of, one
from endpoint import Behaviour, Endpoint

from assay.errors import ModelError
from assay.models.openai import OpenAI

PASSING = ["429", "429-after", "500", "503", "html", "broken", "shape", "empty", "reset"]


@pytest.mark.parametrize("fault", PASSING)
def test_a_fault_that_passes_is_tried_again(fault: str) -> None:
    with Endpoint(Behaviour(script=[fault, fault])) as endpoint, model_of(endpoint) as model:
        answer = one(model)
        assert answer.generation
        assert answer.generation.text == "say it"
        assert endpoint.counts()["requests"] == 3


@pytest.mark.parametrize(
    ("fault", "kind", "status"),
    [
        ("429", "rate_limit", 429),
        ("500", "server", 500),
        ("html", "server", 502),
        ("broken", "malformed", None),
        ("shape", "malformed", None),
        ("empty", "malformed", None),
        ("reset", "connection", None),
        ("hang", "timeout", None),
        ("stall", "timeout", None),
        ("drip", "timeout", None),
        ("flood", "malformed", None),
        ("bomb", "malformed", None),
    ],
)
def test_a_fault_that_stays_is_named(fault: str, kind: str, status: int | None) -> None:
    behaviour = Behaviour(shares={fault: 1.0})
    settings = {"tries": 2, "timeout": 0.3 if kind == "timeout" else 20, "max_bytes": 200_000}
    with Endpoint(behaviour) as endpoint, model_of(endpoint, **settings) as model:
        answer = one(model)
        assert answer.generation is None
        assert answer.fault
        assert (answer.fault.kind, answer.fault.status, answer.fault.tries) == (kind, status, 2)
        assert endpoint.counts()["requests"] == 2


def test_what_cannot_change_is_not_tried_again() -> None:
    behaviour = Behaviour(script=["ok", "400", "401", "404"])
    with Endpoint(behaviour) as endpoint, model_of(endpoint, concurrency=1) as model:
        answers = list(model.stream(asks(5)))
    statuses = [answer.fault.status for answer in answers if answer.fault]
    assert statuses == [400, 401, 404]
    assert {answer.fault.kind for answer in answers if answer.fault} == {"refused"}
    assert all(answer.fault.tries == 1 for answer in answers if answer.fault)
    assert endpoint.service.outcomes["ok"] == 2


def test_an_error_says_what_the_endpoint_said() -> None:
    with Endpoint(Behaviour(shares={"400": 1.0})) as endpoint, model_of(endpoint) as model:
        answer = one(model)
    assert answer.fault
    assert answer.fault.message == "HTTP 400: this is fault 400"


def test_a_key_that_is_no_longer_taken_ends_the_stream_and_not_each_ask() -> None:
    behaviour = Behaviour(script=["ok"] * 5, shares={"401": 1.0})
    with Endpoint(behaviour) as endpoint, model_of(endpoint, concurrency=1) as model:
        with pytest.raises(ModelError, match="HTTP 401"):
            list(model.stream(asks(1000)))
        assert endpoint.counts()["requests"] <= 20


def test_an_address_without_v1_is_hinted_at() -> None:
    with Endpoint(Behaviour(shares={"404": 1.0})) as endpoint:
        model = OpenAI("m", base_url=endpoint.url.removesuffix("/v1"))
        with model, pytest.raises(ModelError, match="mostly end in /v1"):
            one(model)


@pytest.mark.parametrize("fault", ["401", "404"])
def test_an_endpoint_that_cannot_be_used_ends_the_stream(fault: str) -> None:
    with Endpoint(Behaviour(shares={fault: 1.0})) as endpoint, model_of(endpoint) as model:
        with pytest.raises(ModelError, match=f"cannot be used for 'm': HTTP {fault}"):
            list(model.stream(asks(100)))
        assert endpoint.counts()["requests"] <= 32


def test_an_address_where_nobody_listens_ends_the_stream() -> None:
    with Endpoint() as endpoint:
        model = model_of(endpoint)
    with model, pytest.raises(ModelError, match=f"nobody answers at {endpoint.url}"):
        list(model.stream(asks(100)))


def test_who_accepts_and_cuts_is_somebody() -> None:
    behaviour = Behaviour(shares={"reset": 1.0})
    with Endpoint(behaviour) as endpoint, model_of(endpoint, tries=5) as model:
        answer = one(model)
    assert answer.fault
    assert (answer.fault.kind, answer.fault.tries) == ("connection", 5)


def test_what_ends_while_it_is_asked_costs_faults_and_no_exception() -> None:
    with Endpoint() as endpoint:
        model = model_of(endpoint, tries=2)
        assert one(model).generation
    with model:
        answers = list(model.stream(asks(20)))
    assert Counter(a.fault.kind for a in answers if a.fault) == {"connection": 20}


def test_retry_after_is_kept_to_and_bounded() -> None:
    behaviour = Behaviour(script=["429-after"], retry_after="0.3")
    with Endpoint(behaviour) as endpoint, model_of(endpoint, max_wait=10) as model:
        began = time.monotonic()
        assert one(model).generation
        assert time.monotonic() - began >= 0.3  # never sooner
    behaviour = Behaviour(script=["429-after"], retry_after="86400")
    with Endpoint(behaviour) as endpoint, model_of(endpoint, max_wait=0.01) as model:
        assert one(model).generation


def test_patience_ends_the_tries() -> None:
    behaviour = Behaviour(shares={"429-after": 1.0}, retry_after="50")
    settings = {"max_wait": 60, "patience": 5}
    with Endpoint(behaviour) as endpoint, model_of(endpoint, **settings) as model:
        answer = one(model)
    assert answer.fault
    assert (answer.fault.kind, answer.fault.tries) == ("rate_limit", 1)


def test_a_mixture_of_faults_ends_in_answers_and_no_charge_is_made_twice() -> None:
    shares = {"429": 0.1, "500": 0.05, "hang": 0.02, "broken": 0.05, "reset": 0.02, "html": 0.02}
    behaviour = Behaviour(delay=0.005, shares=shares, seed=3, idempotent=True)
    with Endpoint(behaviour) as endpoint, model_of(endpoint, timeout=0.5) as model:
        answers = list(model.stream(asks(300)))
        counts = endpoint.counts()
    assert sorted(int(answer.ask.key) for answer in answers) == list(range(300))
    for answer in answers:
        assert answer.generation
        assert answer.generation.text == answer.ask.prompt
    assert counts["most_charges"] == 1
    assert counts["charges"] == 300


def test_usage_counts_answers_that_arrived_and_nothing_else() -> None:
    behaviour = Behaviour(script=["broken", "reset", "500"])
    prices = {"price_in": 1.0, "price_out": 2.0}
    with Endpoint(behaviour) as endpoint, model_of(endpoint, **prices) as model:
        answer = one(model)
    assert answer.generation
    usage = answer.generation.usage
    assert usage.completion_tokens == 2
    assert usage.cost == pytest.approx((usage.prompt_tokens + 2 * 2) / 1e6)


def test_more_than_the_endpoint_takes_is_found_out_and_kept_to() -> None:
    behaviour = Behaviour(delay=0.02, capacity=6)
    with Endpoint(behaviour) as endpoint, model_of(endpoint, tries=20, max_wait=1) as model:
        answers = list(model.stream(asks(400)))
        counts = endpoint.counts()
    assert all(answer.generation for answer in answers)
    assert counts["outcomes"].get("429", 0) < 400
