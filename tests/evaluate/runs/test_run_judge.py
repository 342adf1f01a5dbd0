"""Judging beside the model: at once, never in its way, and to an end when it is interrupted."""

from __future__ import annotations

import _thread
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from threading import Thread

import pytest
from run_parts import Parrot, Tides

from assay.check import Check
from assay.context import Context
from assay.errors import RunError
from assay.evaluate.runs import open_run
from assay.evaluate.runs.begin import run
from assay.evaluate.runs.journal import Journal
from assay.model import Answer, Ask
from assay.response import Response
from assay.verdict import Verdict


class Sleepy(Check, kind="runs.sleepy"):
    """Takes its time."""

    runs = "inline"
    seconds: float = 0.1

    def verify(self, response: Response, context: Context) -> Verdict:
        time.sleep(self.seconds)
        return self.decide(bool(response.text), "It said something.")


def lines_in(path: Path) -> int:
    return path.read_bytes().count(b"\n") if path.exists() else 0


def waited_for(path: Path, lines: int, seconds: float = 30) -> bool:
    until = time.monotonic() + seconds
    while lines_in(path) < lines and time.monotonic() < until:
        time.sleep(0.01)
    return lines_in(path) >= lines


def test_a_line_is_written_while_the_next_answer_is_awaited(tmp_path: Path) -> None:
    written: list[bool] = []

    class Patient(Parrot):
        def stream(self, asks: Iterable[Ask]) -> Iterator[Answer]:
            for number, answer in enumerate(super().stream(asks), 1):
                yield answer
                written.append(waited_for(tmp_path / "r" / "samples.jsonl", number))

    run(Tides(size=4), Patient(), out=tmp_path / "r")
    assert written == [True] * 4


def test_a_slow_check_does_not_keep_the_model_waiting(tmp_path: Path) -> None:
    behind: list[int] = []

    class Counted(Parrot):
        def stream(self, asks: Iterable[Ask]) -> Iterator[Answer]:
            yield from super().stream(asks)
            behind.append(20 - lines_in(tmp_path / "r" / "samples.jsonl"))

    folder = run(Tides(size=20), Counted(), out=tmp_path / "r", checks=[Sleepy(seconds=0.05)])
    assert folder.info.totals.answers == 20
    assert behind[0] > 10


class Interrupted(Parrot):
    def stream(self, asks: Iterable[Ask]) -> Iterator[Answer]:
        yield from super().stream(asks)
        raise KeyboardInterrupt


def test_ctrl_c_judges_what_has_come(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        run(Tides(size=10), Interrupted(), out=tmp_path / "r", checks=[Sleepy(seconds=0.02)])
    folder = open_run(tmp_path / "r")
    assert len(list(folder.lines())) == folder.info.totals.answers == 10
    assert folder.info.status == "stopped"


def test_a_second_ctrl_c_leaves_the_rest_to_the_next_sitting(tmp_path: Path) -> None:
    path = tmp_path / "r" / "samples.jsonl"

    def interrupt() -> None:
        if waited_for(path, 3):
            _thread.interrupt_main()

    again = Thread(target=interrupt)
    again.start()
    with pytest.raises(KeyboardInterrupt):
        run(Tides(size=100), Interrupted(), out=tmp_path / "r", checks=[Sleepy(seconds=0.1)])
    again.join()
    assert 0 < len(list(open_run(tmp_path / "r").lines())) < 100
    assert open_run(tmp_path / "r").info.status == "stopped"


def test_a_full_disk_stops_the_run_and_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    append = Journal.append

    def filling(journal: Journal, line: object) -> None:
        if lines_in(tmp_path / "r" / "samples.jsonl") > 4:
            raise RunError("samples.jsonl: No space left on device")
        append(journal, line)  # type: ignore[arg-type]

    monkeypatch.setattr(Journal, "append", filling)
    model = Parrot()
    with pytest.raises(RunError, match="No space left"):
        run(Tides(size=3000), model, out=tmp_path / "r")
    assert len(model.asked) < 3000
    folder = open_run(tmp_path / "r")
    assert (folder.info.status, folder.info.totals.answers) == ("stopped", 5)
    assert "No space left" in folder.info.why
