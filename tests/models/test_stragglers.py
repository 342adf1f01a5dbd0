"""What never ends is given up once the rest of a run is known, and what is merely slow is not."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial

import pytest
from asking import asks, model_of
from endpoint import Behaviour, Endpoint

from assay.errors import BadParameter
from assay.models.openai import stragglers
from assay.models.openai.stragglers import KNOWN, Stragglers


def test_a_run_does_not_wait_out_the_deadline_of_what_the_endpoint_lost() -> None:
    script = ["ok"] * 50 + ["hang", "hang"]
    with Endpoint(Behaviour(delay=0.01, script=script)) as endpoint:
        with model_of(endpoint, timeout=3000.0, patience=9000.0, concurrency=4) as model:
            answers = list(model.stream(asks(60)))
        counts = endpoint.counts()
    assert all(answer.generation for answer in answers)
    assert counts["requests"] == 62
    assert counts["most_charges"] == 1


def test_without_it_the_deadline_is_kept_to() -> None:
    script = ["ok"] * 50 + ["hang"]
    settings = {"timeout": 1.0, "tries": 1, "straggler": 0.0}
    with Endpoint(Behaviour(script=script)) as endpoint, model_of(endpoint, **settings) as model:
        answers = list(model.stream(asks(51)))
    assert [answer.fault.kind for answer in answers if answer.fault] == ["timeout"]


@pytest.mark.parametrize("factor", [0.5, -1.0, float("inf"), float("nan")])
def test_factors_that_mean_nothing_are_refused(factor: float) -> None:
    with Endpoint(Behaviour()) as endpoint, pytest.raises(BadParameter, match="straggler"):
        model_of(endpoint, straggler=factor)


def given_up(
    watch: Callable[[Stragglers], Awaitable[None]], answers: int, factor: float = 2.0
) -> bool:
    """Whether the one request that `watch` makes ends by being given up, after so many answers."""

    async def run() -> bool:
        own = Stragglers(factor)
        for _ in range(answers):
            own.answered(0.01)
        try:
            await watch(own)
        except TimeoutError:
            return True
        return False

    return asyncio.run(run())


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stragglers, "QUICK", 0.01)


async def lost(own: Stragglers, *, spared: bool = False, overtaken: bool = True) -> None:
    """A request that takes long, while one that began after it is answered."""
    async with own.watched(spared=spared):
        await asyncio.sleep(0.02)
        if overtaken:
            own.answered(0.001)
        await asyncio.sleep(0.1)


@pytest.mark.usefixtures("quick")
def test_few_answers_tell_nothing_of_the_others() -> None:
    assert given_up(lost, answers=KNOWN - 1)
    assert not given_up(lost, answers=KNOWN - 2)


@pytest.mark.usefixtures("quick")
def test_what_was_given_up_once_is_spared() -> None:
    assert not given_up(partial(lost, spared=True), answers=1000)


@pytest.mark.usefixtures("quick")
def test_what_began_last_may_be_longer_than_all_before() -> None:
    assert not given_up(partial(lost, overtaken=False), answers=1000)


@pytest.mark.usefixtures("quick")
def test_a_slower_answer_that_comes_meanwhile_gives_more_time() -> None:
    async def watch(own: Stragglers) -> None:
        async with own.watched(spared=False):
            own.answered(5.0)
            await asyncio.sleep(0.02)
            own.answered(0.001)
            await asyncio.sleep(0.1)

    assert not given_up(watch, answers=1000)


@pytest.mark.usefixtures("quick")
def test_of_many_that_stall_together_only_a_small_share_is_given_up() -> None:
    async def run() -> list[BaseException | None]:
        own = Stragglers(2.0)
        for _ in range(999):
            own.answered(0.01)
        stalled = [lost(own, overtaken=False) for _ in range(89)]
        return await asyncio.gather(*stalled, lost(own), return_exceptions=True)

    ended = asyncio.run(run())
    assert sum(isinstance(end, TimeoutError) for end in ended) == 20
    assert sum(end is None for end in ended) == 70


def test_one_of_few_is_given_up_when_the_last_other_is_answered() -> None:
    settings = {"timeout": 3000.0, "patience": 9000.0, "concurrency": 2}
    behaviour = Behaviour(script=["ok", "hang", *["ok"] * 10])
    with Endpoint(behaviour) as endpoint, model_of(endpoint, **settings) as model:
        answers = list(model.stream(asks(1 + KNOWN)))
    assert all(answer.generation for answer in answers)


def test_streams_know_nothing_of_each_other() -> None:
    with Endpoint(Behaviour()) as endpoint, model_of(endpoint) as model:
        assert all(answer.generation for answer in model.stream(asks(200)))
        endpoint.service.behaviour.delay = 0.6
        assert all(answer.generation for answer in model.stream(asks(20, "then {}")))
        assert endpoint.counts()["requests"] == 220


def test_tries_and_patience_are_kept_to() -> None:
    script = ["ok"] * 50 + ["hang"]
    settings = {"timeout": 1.0, "tries": 1}
    with Endpoint(Behaviour(script=script)) as endpoint, model_of(endpoint, **settings) as model:
        answers = list(model.stream(asks(51)))
        assert endpoint.counts()["requests"] == 51
    assert [answer.fault.tries for answer in answers if answer.fault] == [1]
