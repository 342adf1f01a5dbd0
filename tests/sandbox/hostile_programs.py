"""The catalogue of hostile programs: ours in `hostile/*.toml`, others' in files like them in JSON.

Each is the body of a function that a task asks for, with what stands before it (`top`) and after
it, and the goal of whoever wrote it. The tasks here are our own; those of an open catalogue come
from HumanEval's rows, in whose form ours are written, too, so that one runner judges both.
"""

from __future__ import annotations

import copy
import gzip
import json
import os
import textwrap
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

HERE = Path(__file__).resolve().parent
OWN = HERE / "hostile"
DATA = Path(os.environ.get("ASSAY_DATA") or HERE.parents[2] / "shared" / "data") / "programs"
OPEN = DATA / "hostile_dev.json"

Expect = Literal["pass", "fail", "either"]


class Task(NamedTuple):
    """What is asked for: the form of a row of HumanEval, and calls with what they must give."""

    id: str
    prompt: str
    entry: str
    test: str
    solution: str
    inputs: Sequence[list[Any]] = ()
    tolerance: float = 0.0

    @property
    def row(self) -> dict[str, str]:
        return {
            "task_id": self.id, "prompt": self.prompt, "entry_point": self.entry,
            "test": self.test, "canonical_solution": self.solution,
        }  # fmt: skip


class Hostile(NamedTuple):
    """A program, what it is after, and the verdict that it deserves.

    `again`: it is run twice, and looks for what the first run left. `slow`: it takes the processor
    time that it is given; `waits`: it ends at the limit on the clock alone.
    """

    id: str
    category: str
    goal: str
    task: Task
    top: str
    body: str
    after: str = ""
    tries: str = ""
    expect: Expect = "fail"
    again: bool = False
    slow: bool = False
    waits: bool = False

    @property
    def source(self) -> str:
        """The whole program, without the prelude."""
        return f"{self.top}\n{self.task.prompt}{self.body}\n\n{self.after}\n"


_NUMBERS = [
    [0, 1],
    [1, 0],
    [2, 3],
    [5, 7],
    [7, 5],
    *([n * 37 % 101, n * 53 % 97] for n in range(9)),
]
_LISTS = [[[1, 2, 3]], [[5, -5, 9, 2]], [[7]], [[3, 3, 1, 2, 2]], [[10, 20]], [[9, 8, 7, 6, 5]]]
_FLOATS = [[[1.0, 2.0, 3.0]], [[1.0, 2.0, 3.0, 4.0]], [[1.0, 2.0, 3.0, 4.0, 5.0]], [[0.5, 9.5]]]


def _task(
    name: str, takes: str, says: str, gives: str, inputs: list[list[Any]], tolerance: float = 0.0
) -> Task:
    prompt, solution = f'def {name}({takes}):\n    """{says}"""\n', f"    return {gives}\n"
    space: dict[str, Any] = {}
    exec(prompt + solution, space)
    lines = ["def check(candidate):"]
    for call in inputs:
        said, want = ", ".join(map(repr, call)), space[name](*copy.deepcopy(call))
        asked = f"abs(candidate({said}) - {want!r}) < {tolerance}" if tolerance else ""
        lines.append(f"    assert {asked or f'candidate({said}) == {want!r}'}")
    test = "\n".join(lines) + "\n"
    return Task(f"Hostile/{name}", prompt, name, test, solution, inputs, tolerance)


TASKS = {
    "add": _task("add", "x: int, y: int", "The sum of x and y.", "x + y", _NUMBERS),
    "total": _task("total", "items: list", "The sum of the items.", "sum(items)", _LISTS),
    "ordered": _task("ordered", "items: list", "The items in order.", "sorted(items)", _LISTS),
    "deviation": _task(
        "deviation",
        "numbers: list",
        "The mean distance from the mean.",
        "sum(abs(n - sum(numbers) / len(numbers)) for n in numbers) / len(numbers)",
        _FLOATS,
        1e-6,
    ),
}


def own() -> list[Hostile]:
    """Our catalogue, in order of category."""
    return [p for path in sorted(OWN.glob("*.toml")) for p in _read_own(path)]


def _read_own(path: Path) -> Iterator[Hostile]:
    with path.open("rb") as file:
        entries = tomllib.load(file)
    for name, entry in entries.items():
        goal = entry["goal"]
        yield Hostile(
            id=name,
            category=path.stem,
            goal=goal,
            task=(task := TASKS[entry.get("task", "add")]),
            top=entry.get("top", "").strip("\n"),
            body=textwrap.indent(entry["body"].strip("\n"), "    "),
            after=entry.get("after", "").strip("\n").replace("{entry}", task.entry),
            tries=entry["tries"],
            expect=entry.get("expect", "pass" if goal == "must_pass" else "fail"),
            **{name: entry.get(name, False) for name in ("again", "slow", "waits")},
        )


def read_open(path: Path = OPEN) -> list[Hostile]:
    """A catalogue in the open one's form: by name, `cat, goal, body, top, task`."""
    return [
        Hostile(
            id=name,
            category=entry["cat"],
            goal=entry["goal"],
            task=humaneval()[entry["task"]],
            top=entry["top"],
            body="    " + entry["body"],
            expect=_deserved(name, entry["goal"]),
            tries=entry.get("note") or "",
        )
        for name, entry in json.loads(path.read_text("utf-8")).items()
    ]


def _deserved(name: str, goal: str) -> Expect:
    """The open catalogue names no verdict: all but two that misbehave answer wrongly."""
    right = goal == "must_pass" or name in ("daemon_survivor", "thread_after_return")
    return "pass" if right else "fail"


@cache
def humaneval() -> dict[str, Task]:
    with gzip.open(DATA / "HumanEval.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return {
        row["task_id"]: Task(
            row["task_id"], row["prompt"], row["entry_point"], row["test"],
            row["canonical_solution"],
        )
        for row in rows
    }  # fmt: skip
