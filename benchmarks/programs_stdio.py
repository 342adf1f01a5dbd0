"""Programs judged by what they write: right programs pass, wrong ones fail, and how fast.

    python benchmarks/programs_stdio.py [--peer PYTHON] [--cases 20] [--rounds 5]

Problems, inputs and programs are made here: for each problem right programs in the styles that
contest programmers write (`input`, `sys.stdin.buffer`, `open(0)`, threads with a large stack,
`os._exit`, a main guard) and wrong ones (nearly right, crashing, leaving early, writing too much).
Assay judges them by `code.stdio`; the peer is LiveCodeBench's runner as verl ships it, in the
interpreter PYTHON that has verl installed (`scripts/peer_environment.sh`). Both run in a process
of their own that is measured from outside: wall time, and processor time of all its children.
Each judges every program `rounds` times, one after another. Assay isolates each case in a fresh
process; the peer runs all cases of a program in one process, without isolation.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from random import Random
from time import perf_counter
from types import ModuleType
from typing import Any, NamedTuple

SECONDS = 6


class Problem(NamedTuple):
    """What makes an input, what it should give, and programs that are right or wrong."""

    make: Callable[[Random], str]
    answer: Callable[[str], str]
    right: tuple[str, ...]
    wrong: tuple[str, ...]


def numbers(rng: Random) -> str:
    count = rng.randint(1, 50)
    most = rng.choice((-1, 99))
    return f"{count}\n{' '.join(str(rng.randint(-99, most)) for _ in range(count))}\n"


def words(rng: Random) -> str:
    return "".join(f"{rng.choice(('crab', 'eel', 'cod'))} {rng.randint(0, 9)}\n" for _ in range(30))


def listed(text: str) -> list[int]:
    return list(map(int, text.split()[1:]))


def best_run(values: list[int]) -> int:
    best = here = values[0]
    for value in values[1:]:
        here = max(value, here + value)
        best = max(best, here)
    return best


def counted(text: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for line in text.splitlines():
        name, number = line.split()
        found[name] = found.get(name, 0) + int(number)
    return found


BODY = """best = here = xs[0]
for x in xs[1:]:
    here = max(x, here + x)
    best = max(best, here)
"""
THREAD = """import sys, threading
sys.setrecursionlimit(10**6)
threading.stack_size(1 << 26)
def solve(xs):
    def go(n):
        if n == 0:
            return xs[0], xs[0]
        here, best = go(n - 1)
        here = max(xs[n], here + xs[n])
        return here, max(best, here)
    return go(len(xs) - 1)[1]
def main():
    input()
    print(solve(list(map(int, input().split()))))
t = threading.Thread(target=main)
t.start()
t.join()
"""
GUARD = """def main():
    input()
    print(sum(map(int, input().split())))

if __name__ == '__main__':
    main()
"""
LEAVES = """import os, sys
sys.stdin.readline()
sys.stdout.write(str(sum(map(int, sys.stdin.readline().split()))) + '\\n')
sys.stdout.flush()
os._exit(0)
"""
COUNTS = """import sys
from collections import Counter
c = Counter()
for line in sys.stdin:
    name, number = line.split()
    c[name] += int(number)
for name in sorted(c):
    print(f'{name}: {c[name]}')
"""
ENDS = """c = {}
try:
    while True:
        name, number = input().split()
        c[name] = c.get(name, 0) + int(number)
except EOFError:
    pass
print(*(f'{n}: {c[n]}' for n in sorted(c)), sep='\\n')
"""
READ = "input()\nxs = list(map(int, input().split()))\n"
PROBLEMS = (
    Problem(
        numbers,
        lambda text: f"{sum(listed(text))}\n",
        (
            "n = int(input())\nprint(sum(map(int, input().split())))",
            "import sys\ndata = sys.stdin.buffer.read().split()\nprint(sum(map(int, data[1:])))",
            "data = open(0).read().split()\nprint(sum(map(int, data[1:])))",
            "import sys\nlines = sys.stdin.readlines()\nprint(sum(map(int, lines[1].split())))",
            GUARD,
            LEAVES,
        ),
        (
            f"{READ}print(sum(map(abs, xs)))",
            "print(0)",
            f"{READ}print(sum(xs))\nprint(len(xs))",
            "import os\nos._exit(0)",
            "import sys\nsys.exit(0)",
        ),
    ),
    Problem(
        numbers,
        lambda text: f"{best_run(listed(text))}\n",
        (
            f"{READ}{BODY}print(best)",
            f"import sys\n_, *xs = map(int, sys.stdin.read().split())\n{BODY}print(best)",
            THREAD,
        ),
        (
            f"{READ}{BODY}print(max(best, 0))",
            f"{READ}{BODY}print(best)\nprint(xs[60])",
            f"{READ}print(max(xs))",
        ),
    ),
    Problem(
        words,
        lambda text: "".join(f"{n}: {c}\n" for n, c in sorted(counted(text).items())),
        (COUNTS, ENDS),
        (
            COUNTS.replace("sorted(c)", "c"),
            "import sys\nfor line in sys.stdin: print(line.strip())",
        ),
    ),
)


def asked(cases: int) -> list[dict[str, Any]]:
    """The programs with their cases, and whether each is right."""
    made: list[dict[str, Any]] = []
    for number, problem in enumerate(PROBLEMS):
        rng = Random(number)
        inputs = [problem.make(rng) for _ in range(cases)]
        outputs = [problem.answer(text) for text in inputs]
        for programs, right in ((problem.right, True), (problem.wrong, False)):
            made += [
                {"program": text, "inputs": inputs, "outputs": outputs, "right": right}
                for text in programs
            ]
    return made


def assay() -> Callable[[dict[str, Any]], bool | None]:
    from assay.checks.code.stdio import Case, Stdio
    from assay.context import Context
    from assay.response import Response

    context = Context()

    def judge(asked: dict[str, Any]) -> bool | None:
        pairs = zip(asked["inputs"], asked["outputs"], strict=True)
        cases = tuple(Case(given, wanted) for given, wanted in pairs)
        check = Stdio(cases=cases, compare="decimals", cpu=SECONDS, form="program")
        return check.verify(Response(asked["program"]), context).passed

    return judge


def peer() -> Callable[[dict[str, Any]], bool | None]:
    """The runner alone; the framework around it is not loaded."""
    found = importlib.util.find_spec("verl")
    assert found is not None
    assert found.origin is not None
    folder = Path(found.origin).parent / "utils" / "reward_score" / "prime_code"
    package = ModuleType("prime_code")
    package.__path__ = [str(folder)]
    sys.modules["prime_code"] = package
    check_correctness = importlib.import_module("prime_code.utils").check_correctness

    def judge(asked: dict[str, Any]) -> bool | None:
        pairs = {"inputs": asked["inputs"], "outputs": asked["outputs"]}
        results, _ = check_correctness(pairs, asked["program"], SECONDS, debug=False)
        return bool(results) and all(value is True for value in results)

    return judge


def drive(who: str, path: str, rounds: int) -> None:
    """Inside the measured process: judges all, and prints the verdicts and the seconds."""
    programs = json.loads(Path(path).read_text("utf-8"))
    judge = {"assay": assay, "peer": peer}[who]()
    judge(programs[0])
    started = perf_counter()
    verdicts = [[judge(one) for one in programs] for _ in range(rounds)]
    seconds = perf_counter() - started
    print(json.dumps({"verdicts": verdicts, "seconds": seconds}))


def measured(who: str, python: str, path: str, rounds: int) -> tuple[dict[str, Any], float]:
    """What the process said, and the processor time of it and all its children."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [python, __file__, "--drive", who, path, "--rounds", str(rounds)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    lines = done.stdout.decode("utf-8", "replace").splitlines()
    return json.loads(next(line for line in reversed(lines) if line.startswith("{"))), cpu


def report(who: str, programs: list[dict[str, Any]], said: dict[str, Any], cpu: float) -> float:
    """Prints a line, and the programs judged wrongly; the cases a second."""
    rounds = said["verdicts"]
    right = [one["right"] for one in programs]
    refused = {n for row in rounds for n, passed in enumerate(row) if right[n] and not passed}
    let_by = {n for row in rounds for n, passed in enumerate(row) if not right[n] and passed}
    unsteady = sum(len({row[n] for row in rounds}) > 1 for n in range(len(programs)))
    cases = sum(len(one["inputs"]) for one in programs) * len(rounds)
    speed = cases / said["seconds"]
    print(
        f"{who:8} {len(refused):2} of {sum(right)} right refused   {len(let_by):2} of "
        f"{len(right) - sum(right)} wrong let by   {unsteady} unsteady   "
        f"{speed:7.0f} cases/s   {cpu / cases * 1000:6.2f} ms of CPU a case"
    )
    for what, numbers_of in (("refused", refused), ("let by", let_by)):
        for n in sorted(numbers_of):
            print(f"           {what}: {programs[n]['program'][:80]!r}")
    return speed


def main() -> None:
    parser = argparse.ArgumentParser(description="Programs by what they write.")
    parser.add_argument("--peer", metavar="PYTHON")
    parser.add_argument("--cases", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--drive", nargs=2, metavar=("WHO", "FILE"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.drive:
        who, file = options.drive
        drive(who, file, options.rounds)
        return
    programs = asked(options.cases)
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump(programs, file)
        file.flush()
        ours = report(
            "assay", programs, *measured("assay", sys.executable, file.name, options.rounds)
        )
        if not options.peer:
            print("peer     not run: --peer PYTHON names an interpreter that has verl")
            return
        theirs = measured("peer", options.peer, file.name, options.rounds)
        peers = report("peer", programs, *theirs)
    print(f"ratio    {ours / peers:.2f} times the peer's cases a second, each case isolated")


if __name__ == "__main__":
    main()
