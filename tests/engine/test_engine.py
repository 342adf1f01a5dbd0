"""The engine: order, streaming, threads, forks, and programs of every shape."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import bad_checks
import pytest
from hypothesis import given
from hypothesis import strategies as st

import assay
from assay.checks import text
from assay.errors import BadParameter
from assay.sample import read_row

REGEX = text.Regex(pattern="a+")
WORDS = text.Words(min=1)
NEAR, ENGINE = assay.Engine(), assay.Engine(2)


def plain(verdicts: list[list[assay.Verdict]]) -> list[list[tuple[str, object, str]]]:
    return [[(v.kind, v.passed, v.why) for v in row] for row in verdicts]


@given(st.lists(st.text(max_size=20), max_size=6))
def test_results_are_the_same_wherever_they_are_made(texts: list[str]) -> None:
    job = assay.Job(texts, [WORDS, REGEX, text.Contains(words=("a",))])
    (near,) = NEAR.run([job])
    (far,) = ENGINE.run([job])
    assert plain(near) == plain(far)
    assert len(near) == len(texts)


@pytest.fixture(scope="module", autouse=True)
def _end() -> Iterator[None]:
    yield
    ENGINE.close()
    NEAR.close()


def test_order_is_kept_though_workers_finish_as_they_like() -> None:
    checks = [bad_checks.Slow(seconds=0.0), WORDS]
    jobs = (assay.Job([f"word {n} " * (n % 7)], checks, meta={"n": n}) for n in range(700))
    found = [row[0].why for (row,) in ENGINE.run(jobs)]
    assert found == [f"{len(f'word {n} ' * (n % 7))} characters." for n in range(700)]


def test_what_asks_for_the_most_time_starts_first_and_is_told_in_order(tmp_path: Path) -> None:
    note = str(tmp_path / "asked")
    seconds = {"none": 0.0, "some": 20.0, "more": 40.0, "none too": 0.0, "some too": 20.0}
    with assay.Engine() as engine:
        jobs = [
            assay.Job([name], [bad_checks.Patient(note=note, seconds=time)])
            for name, time in seconds.items()
        ]
        told = [row[0].why for (row,) in engine.run(jobs)]
    assert told == list(seconds)
    asked = Path(note).read_text(encoding="utf-8").splitlines()
    assert asked == ["more", "some", "some too", "none", "none too"]


def test_jobs_are_read_as_they_are_needed() -> None:
    read = 0

    def jobs() -> Iterator[assay.Job]:
        nonlocal read
        for _ in range(10_000):
            read += 1
            yield assay.Job(["x"], [bad_checks.Sound()])

    results = ENGINE.run(jobs())
    next(results)
    assert read <= 2048
    results.close()


def test_long_jobs_are_read_fewer_ahead() -> None:
    read = 0

    def jobs() -> Iterator[assay.Job]:
        nonlocal read
        for _ in range(100):
            read += 1
            yield assay.Job(["x" * (4 << 20)], [bad_checks.Sound()])

    with assay.Engine() as engine:
        results = engine.run(jobs())
        next(results)
        assert read <= 8
        results.close()


def test_inline_checks_start_no_process() -> None:
    engine = assay.Engine()
    list(engine.run([assay.Job(["x"], [WORDS])]))
    assert "Pool" not in repr(vars(engine))


def test_no_jobs_no_responses_and_no_checks_are_nothing() -> None:
    assert list(ENGINE.run([])) == []
    assert list(ENGINE.run([assay.Job([], [REGEX]), assay.Job(["x"], [])])) == [[], [[]]]


def test_a_run_given_up_hinders_no_later_one() -> None:
    with assay.Engine() as engine:
        first = engine.run([assay.Job(["hang"], [bad_checks.Endless()]) for _ in range(3)])
        with pytest.raises(RuntimeError, match="given up"):
            engine_feed(engine)
        first.close()
        ((row,),) = engine.run([assay.Job(["x"], [bad_checks.Sound()])])
        assert row[0].passed is True


def engine_feed(engine: assay.Engine) -> None:
    def jobs() -> Iterator[assay.Job]:
        yield assay.Job(["x"], [bad_checks.Endless()])
        raise RuntimeError("given up")

    list(engine.run(jobs()))


def test_two_runs_of_one_engine_may_be_interleaved() -> None:
    with assay.Engine(2) as engine:
        one = engine.run([assay.Job([f"a{n}"], [bad_checks.Slow()]) for n in range(20)])
        two = engine.run([assay.Job([f"b{n}!"], [bad_checks.Slow()]) for n in range(20)])
        pairs = list(zip(one, two, strict=True))
    assert all(a[0][0].why != b[0][0].why for a, b in pairs)


def test_an_engine_closed_in_the_midst_says_so() -> None:
    engine = assay.Engine()
    results = engine.run([assay.Job(["x"], [bad_checks.Slow()]) for _ in range(300)])
    next(results)
    engine.close()
    with pytest.raises(assay.EngineError, match="closed"):
        list(results)


def test_many_threads_at_once() -> None:
    found: dict[int, list[str]] = {}

    def ask(number: int) -> None:
        texts = ["good", "exit", "raise"]
        verdicts = assay.verify_batch(texts, [bad_checks.Bad(), REGEX])
        found[number] = [row[0].status for row in verdicts]

    threads = [threading.Thread(target=ask, args=(n,)) for n in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [found[number] for number in range(5)] == [["pass", "error", "error"]] * 5


def test_the_worker_of_a_thread_ends_with_the_thread() -> None:
    said: list[str] = []
    thread = threading.Thread(target=lambda: said.append(assay.verify("x", bad_checks.Leaky()).why))
    thread.start()
    thread.join()
    worker = int(said[0].split()[0])
    with pytest.raises(ProcessLookupError):
        os.kill(worker, 0)


def test_a_fork_has_workers_of_its_own() -> None:
    before = assay.verify("x", bad_checks.Leaky()).why
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(writing, assay.verify("x", bad_checks.Leaky()).why.encode())
        os._exit(0)
    os.close(writing)
    os.waitpid(child, 0)
    forked = os.read(reading, 100).decode()
    os.close(reading)
    assert forked
    assert forked.split()[0] != before.split()[0]
    assert assay.verify("x", bad_checks.Leaky()).why == before


def test_a_program_with_more_than_a_thousand_files_open() -> None:
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY and hard < 1400:
        pytest.skip("this machine allows too few open files")
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, 1400), hard))
    sockets = [socket.socket() for _ in range(1100)]
    try:
        with assay.Engine() as engine:
            ((row,),) = engine.run([assay.Job(["x"], [bad_checks.Sound()])])
    finally:
        for item in sockets:
            item.close()
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    assert row[0].passed is True


def test_parameters_that_cannot_be_hashed_are_no_hindrance() -> None:
    check = bad_checks.Listed(words=["x"])
    assert assay.verify("x", check).passed is True


def test_a_kind_of_a_function_needs_no_worker_or_is_refused() -> None:
    class Local(assay.Check, kind="test.local"):
        def verify(self, response: assay.Response, context: assay.Context) -> assay.Verdict:
            return self.decide(True, "Here.")

    class Near(Local, kind="test.near"):
        runs = "inline"

    with pytest.raises(assay.CheckError, match="a function"):
        assay.verify("x", Local())
    ((row,),) = ENGINE.run([assay.Job(["x"], [Near()])])
    assert row[0].passed is True


def run(folder: Path, source: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "error", *arguments]
    return subprocess.run(
        command, input=source, cwd=folder, capture_output=True, text=True, timeout=120
    )


PROGRAM = """
import assay
from assay.checks import text
print("started")
print(assay.verify("aaa", text.Regex(pattern="a+")).passed)
print([v[0].passed for v in assay.verify_batch(["b", "a"], [text.Regex(pattern="a+")])])
"""


def test_a_program_without_a_main_guard_and_files_named_like_pythons(tmp_path: Path) -> None:
    (tmp_path / "program.py").write_text(PROGRAM)
    (tmp_path / "empty").mkdir()
    shadows = tmp_path / "empty"
    for name in ("struct", "select", "msgspec", "random", "types"):
        (shadows / f"{name}.py").write_text("raise SystemExit('shadowed')")
    done = run(shadows, "", str(tmp_path / "program.py"))
    assert (done.stdout, done.stderr) == ("started\nTrue\n[False, True]\n", "")


def test_a_program_from_standard_input(tmp_path: Path) -> None:
    done = run(tmp_path, PROGRAM, "-")
    assert (done.stdout, done.stderr) == ("started\nTrue\n[False, True]\n", "")


def test_a_kind_of_the_program_itself_is_refused_with_a_way_out(tmp_path: Path) -> None:
    source = """
import assay
class Mine(assay.Check, kind="mine.one"):
    def verify(self, response, context):
        return self.decide(True, "Yes.")
try:
    assay.verify("x", Mine())
except assay.CheckError as fault:
    print(fault)
"""
    done = run(tmp_path, source, "-")
    assert "__main__" in done.stdout
    assert "move it to a module" in done.stdout


def test_a_module_of_the_current_folder_is_found_by_the_workers(tmp_path: Path) -> None:
    (tmp_path / "mykinds.py").write_text(
        "import assay\n"
        "class Mine(assay.Check, kind='mine.two'):\n"
        "    def verify(self, response, context):\n"
        "        return self.decide(True, 'Yes.')\n"
    )
    source = "import assay, mykinds; print(assay.verify('x', mykinds.Mine()).why)"
    assert run(tmp_path, source, "-").stdout == "Yes.\n"


def test_two_files_of_one_name_are_two_modules(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "kinds.py").write_text(
            "import assay\n"
            f"class Kind(assay.Check, kind='mine.{name}file'):\n"
            "    def verify(self, response, context):\n"
            f"        return self.decide(True, '{name}.')\n"
        )
    loaded = [assay.load(f"{tmp_path / name / 'kinds.py'}:Kind") for name in ("one", "two")]
    assert [assay.verify("x", kind()).why for kind in loaded] == ["one.", "two."]


def test_checks_inside_each_other_beyond_reason_are_refused() -> None:
    def row(depth: int) -> bytes:
        head, tail = b'{"kind":"not","check":' * depth, b"}" * depth
        return (
            b'{"response":"a","checks":[' + head + b'{"kind":"text.words","min":1}' + tail + b"]}"
        )

    for depth in (65, 400, 5000):
        with pytest.raises(assay.InputError, match="deep"):
            read_row(row(depth))


def test_checks_inside_each_other_within_reason_are_asked() -> None:
    head, tail = b'{"kind":"not","check":' * 60, b"}" * 60
    line = b'{"response":"a","checks":[' + head + b'{"kind":"text.words","min":1}' + tail + b"]}"
    sample = read_row(line).sample
    ((near,),) = assay.Engine().run([assay.Job(sample.responses, sample.checks)])
    ((far,),) = ENGINE.run([assay.Job(sample.responses, sample.checks)])
    assert near[0].passed is far[0].passed is True


@pytest.mark.parametrize("prompt", [["p", "q"], 7, {"role": "user"}])
def test_one_prompt_is_for_the_whole_batch(prompt: Any) -> None:
    with pytest.raises(BadParameter, match="one prompt"):
        assay.verify_batch(["a", "b"], [{"kind": "text.words", "min": 1}], prompt=prompt)
