"""Messages go both ways while a driver runs."""

from __future__ import annotations

import gc
from time import monotonic

import pytest
from core_runs import EXEC, QUICK, execute

from assay.sandbox import Driver, Limits, Sandbox

ECHO = Driver(
    name="echo",
    source="def main(payload, channel):\n    channel.send(payload)\n"
    "    while message := channel.receive():\n        channel.send(message[::-1])\n",
)


def test_messages_go_both_ways(sandbox: Sandbox) -> None:
    session = sandbox.open(ECHO, b"first")
    assert session.receive(5) == b"first"
    for message in (b"abc", b"x" * 2_000_000, b"\0\1"):
        session.send(message)
        assert session.receive(5) == message[::-1]
    session.send(b"")
    run = session.finish()
    assert run.ok, run
    assert len(run.messages) == 4
    assert session.finish() is run


def test_waiting_for_a_message_has_an_end(sandbox: Sandbox) -> None:
    with sandbox.open(ECHO, b"") as session:
        assert session.receive(5) == b""
        started = monotonic()
        assert session.receive(0.1) is None
        assert monotonic() - started < 1
        session.send(b"still here")
        assert session.receive(5) == b"ereh llits"


def test_a_session_ends_at_its_wall(sandbox: Sandbox) -> None:
    session = sandbox.open(ECHO, b"", Limits(wall=0.3))
    assert session.receive() == b""
    started = monotonic()
    assert session.receive() is None
    assert session.finish().outcome == "wall"
    assert monotonic() - started < 1.3


def test_a_session_that_is_left_is_ended(sandbox: Sandbox) -> None:
    with sandbox.open(EXEC, b"import time; time.sleep(90)"):
        pass
    session = sandbox.open(EXEC, b"import time; time.sleep(90)")
    del session
    gc.collect()
    assert execute(sandbox, "print(1)").ok


def test_two_sessions_of_one_thread_do_not_wait_for_each_other(sandbox: Sandbox) -> None:
    with sandbox.open(ECHO, b"one") as one, sandbox.open(ECHO, b"two") as two:
        assert two.receive(5) == b"two"
        assert one.receive(5) == b"one"
        assert sandbox.call(EXEC, b"print(3)", QUICK).stdout == b"3\n"


def test_a_program_that_does_not_read_holds_nobody(sandbox: Sandbox) -> None:
    with sandbox.open(EXEC, b"import time; time.sleep(90)", Limits(wall=0.5)) as session:
        for _ in range(20):
            session.send(b"x" * 1_000_000)
        assert session.receive() is None
        assert session.finish().outcome == "wall"


def test_both_write_much_at_once(sandbox: Sandbox) -> None:
    code = b"for n in range(20): channel.send(b'y' * 1000000); print('z' * 100000)\n"
    code += b"while channel.receive(): pass"
    with sandbox.open(EXEC, code) as session:
        for _ in range(20):
            session.send(b"x" * 1_000_000)
        session.send(b"")
        run = session.finish()
    assert run.ok, run
    assert len(run.messages) == 20
    assert run.stdout_size == 20 * 100_001


def test_files_are_there_for_a_driver(sandbox: Sandbox) -> None:
    code = b"channel.send(open('in/a.txt', 'rb').read())"
    run = sandbox.call(EXEC, code, files={"in/a.txt": b"given"})
    assert run.messages == (b"given",)


def test_a_faulty_driver_is_the_callers_fault(sandbox: Sandbox) -> None:
    run = sandbox.call(Driver(name="bad", source="def main(:"), b"")
    assert run.outcome == "broken"
    assert "SyntaxError" in run.why
    assert sandbox.call(Driver(name="none", source="x = 1"), b"").outcome == "broken"
    assert execute(sandbox, "print(1)").ok


@pytest.mark.parametrize("size", [0, 1, 70_000, 5_000_000])
def test_payloads_of_any_size(sandbox: Sandbox, size: int) -> None:
    session = sandbox.open(ECHO, b"p" * size)
    session.send(b"")
    assert session.finish().messages == (b"p" * size,)
