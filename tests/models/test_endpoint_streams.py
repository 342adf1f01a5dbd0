"""Streams: how asks are drawn, from which threads, and how they end."""

from __future__ import annotations

import asyncio
import gc
import itertools
import multiprocessing
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from asking import asks, model_of, one
from endpoint import Behaviour, Endpoint

from assay.errors import ModelError
from assay.model import Ask
from assay.models.openai import OpenAI


def wait_until(condition: Callable[[], bool]) -> None:
    """Fails where it never becomes true."""
    end = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_each_ask_has_one_answer_and_nothing_is_drawn_far_ahead() -> None:
    drawn = read = 0
    furthest = 0

    def counted() -> Iterator[Ask]:
        nonlocal drawn, furthest
        for ask in asks(200):
            drawn += 1
            furthest = max(furthest, drawn - read)
            yield ask

    with Endpoint() as endpoint, model_of(endpoint, concurrency=8) as model:
        keys = []
        for answer in model.stream(counted()):
            read += 1
            keys.append(int(answer.ask.key))
    assert sorted(keys) == list(range(200))
    assert furthest <= 16
    assert endpoint.service.peak <= 8


def test_asks_are_drawn_by_the_thread_that_reads() -> None:
    threads = set()

    def watched() -> Iterator[Ask]:
        for ask in asks(30):
            threads.add(threading.get_ident())
            yield ask

    with Endpoint() as endpoint, model_of(endpoint) as model:
        assert len(list(model.stream(watched()))) == 30
    assert threads == {threading.get_ident()}


def test_those_that_wait_for_another_try_hold_up_nobody() -> None:
    behaviour = Behaviour(script=["429-after"], retry_after="30")
    settings = {"concurrency": 1, "max_wait": 60}
    with Endpoint(behaviour) as endpoint, model_of(endpoint, **settings) as model:
        stream = model.stream(asks(3))
        assert next(stream).ask.key == "1"  # while "0" rests
        stream.close()


def test_closing_a_stream_cancels_what_is_under_way() -> None:
    behaviour = Behaviour(script=["ok"] + ["hang"] * 50)
    with Endpoint(behaviour) as endpoint, model_of(endpoint, timeout=60) as model:
        stream = model.stream(asks(100))
        assert next(stream).generation
        wait_until(lambda: endpoint.service.under_way > 5)
        stream.close()
        wait_until(lambda: endpoint.service.under_way == 0)
        assert endpoint.service.outcomes["hang"] <= 33
        behaviour.script.clear()
        assert one(model).generation


def test_closing_the_model_ends_a_stream_with_an_answer_for_each_ask() -> None:
    with Endpoint(Behaviour(shares={"hang": 1.0})) as endpoint:
        model = model_of(endpoint, timeout=60)
        with ThreadPoolExecutor(1) as pool:
            reading = pool.submit(lambda: list(model.stream(asks(40))))
            wait_until(lambda: endpoint.service.under_way > 5)
            model.close()
            answers = reading.result(20)
    drawn = len(answers)
    assert 5 < drawn <= 33
    assert sorted(int(answer.ask.key) for answer in answers) == list(range(drawn))
    assert {answer.fault.kind for answer in answers if answer.fault} == {"cancelled"}
    with pytest.raises(ModelError, match="closed"):
        model.stream(asks(1))
    model.close()


def test_closing_ends_a_stream_without_end() -> None:
    with Endpoint() as endpoint, model_of(endpoint) as model:
        stream = model.stream(Ask(key=str(n), prompt="x") for n in itertools.count())
        for _, answer in zip(range(50), stream, strict=False):
            assert answer.generation
        model.close()
        assert len(list(stream)) <= 128


LEFT_OPEN = """
import sys
from assay.model import Ask
from assay.models import make
stream = make(sys.argv[1]).stream(Ask(key=str(n), prompt="x") for n in range(100))
print(next(stream).generation.text, flush=True)
{}
"""


def test_a_program_that_closes_nothing_ends_in_silence() -> None:
    with Endpoint(Behaviour(script=["ok"], shares={"hang": 1.0})) as endpoint:
        done = subprocess.run(
            [sys.executable, "-W", "always", "-c", LEFT_OPEN.format(""), f"{endpoint.url}#m"],
            capture_output=True,
            text=True,
        )
    assert (done.returncode, done.stdout, done.stderr) == (0, "x\n", "")


def test_an_interrupt_is_heard_while_an_answer_is_waited_for() -> None:
    with Endpoint(Behaviour(script=["ok"], shares={"hang": 1.0})) as endpoint:
        child = subprocess.Popen(
            [sys.executable, "-c", LEFT_OPEN.format("next(stream)"), f"{endpoint.url}#m"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert child.stdout
        assert child.stdout.readline() == "x\n"
        child.send_signal(signal.SIGINT)
        _, told = child.communicate(timeout=30)
    assert told.strip().endswith("KeyboardInterrupt")


def test_an_exception_of_the_asks_comes_through() -> None:
    def failing() -> Iterator[Ask]:
        yield from asks(3)
        raise ZeroDivisionError

    with Endpoint() as endpoint, model_of(endpoint) as model:
        with pytest.raises(ZeroDivisionError):
            list(model.stream(failing()))
        assert one(model).generation


def test_several_threads_share_a_model_and_its_limit() -> None:
    with Endpoint(Behaviour(delay=0.005)) as endpoint, model_of(endpoint, concurrency=6) as model:
        with ThreadPoolExecutor(4) as pool:
            read = [pool.submit(lambda: list(model.stream(asks(40)))) for _ in range(4)]
            answers = [answer for stream in read for answer in stream.result(60)]
        assert endpoint.service.peak <= 6
    assert len(answers) == 160
    assert all(answer.generation for answer in answers)


def test_a_stream_may_be_read_by_turns_in_several_threads() -> None:
    with Endpoint() as endpoint, model_of(endpoint) as model, ThreadPoolExecutor(3) as pool:
        stream = model.stream(asks(20))
        answers = [pool.submit(next, stream).result(20) for _ in range(20)]
    assert len({answer.ask.key for answer in answers}) == 20


def test_it_works_where_a_loop_is_running_already() -> None:
    async def notebook() -> int:
        with Endpoint() as endpoint, model_of(endpoint) as model:
            return len(model.generate("hi", n=3))

    assert asyncio.run(notebook()) == 3


def test_a_model_that_nobody_holds_is_read_to_the_end_and_then_leaves_no_thread() -> None:
    before = threading.active_count()
    with Endpoint() as endpoint:
        assert len(list(OpenAI("m", base_url=endpoint.url).stream(asks(20)))) == 20
    gc.collect()
    wait_until(lambda: threading.active_count() <= before)


def _asked_in_child(model: OpenAI, found: multiprocessing.SimpleQueue[str]) -> None:
    answer = one(model, "in a child")
    found.put(answer.generation.text if answer.generation else str(answer.fault))


def test_a_forked_process_asks_by_connections_of_its_own() -> None:
    context = multiprocessing.get_context("fork")
    with Endpoint(process=True) as endpoint, model_of(endpoint) as model:
        assert one(model, "before").generation
        found = context.SimpleQueue()
        child = context.Process(target=_asked_in_child, args=(model, found))
        child.start()
        assert found.get() == "in a child"
        child.join(20)
        assert child.exitcode == 0
        answer = one(model, "after")
    assert answer.generation
    assert answer.generation.text == "after"


def test_generate_gives_attempts_in_order() -> None:
    with Endpoint() as endpoint, model_of(endpoint) as model:
        answers = model.generate("hi", n=5)
    assert [answer.ask.attempt for answer in answers] == list(range(5))


def test_a_fault_in_the_client_costs_one_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise KeyError("a bug")

    monkeypatch.setattr("assay.models.openai.asking.generation_of", broken)
    with Endpoint() as endpoint, model_of(endpoint) as model:
        answer = one(model)
    assert answer.fault
    assert answer.fault.kind == "malformed"
    assert "KeyError" in answer.fault.message
