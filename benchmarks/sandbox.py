"""Programs a second at each isolation, the processor time of each, and what many leave behind.

    python benchmarks/sandbox.py                  # runs a second, with all layers and without each
    python benchmarks/sandbox.py --leak 10000     # so many in a row: what is left

`call` is a driver in the warm interpreter, `true` an executed /bin/true, `python` an executed
`python -c pass`. Two cells, two threads. The times are of the host, its zygotes and the programs
together, so that they hold on a busy machine; runs a second are those of this machine now.
"""

from __future__ import annotations

import argparse
import os
import resource
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

from assay.sandbox import Driver, Program, Run, Sandbox
from assay.sandbox.levels import NAMESPACES

ECHO = Driver(name="echo", source="def main(payload, channel):\n    channel.send(payload)\n")
WAYS: dict[str, Callable[[Sandbox], Run]] = {
    "call": lambda sandbox: sandbox.call(ECHO, b"x"),
    "true": lambda sandbox: sandbox.run(Program(argv=("/bin/true",))),
    "python": lambda sandbox: sandbox.run(Program(argv=("python", "-c", "pass"))),
}
SETS: dict[str, set[str]] = {
    "all layers": set(),
    "without cgroup": {"cgroup"},
    "without seccomp": {"seccomp"},
    "without landlock": {"landlock"},
    "without namespaces": set(NAMESPACES),
}
TICK = os.sysconf("SC_CLK_TCK")


def tree(pid: int) -> Iterator[int]:
    yield pid
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text(encoding="ascii").split():
                yield from tree(int(child))


def zygotes(sandbox: Sandbox) -> list[int]:
    return [pid for cell in sandbox.pool.cells for pid in tree(cell.pid)]


def seconds_of(pids: list[int]) -> float:
    """Processor time of processes, and of those that they have seen end."""
    total = 0
    for pid in pids:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        total += sum(map(int, fields[11:15]))
    return total / TICK


def host_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def rate(sandbox: Sandbox, way: Callable[[Sandbox], Run], runs: int) -> tuple[float, float, float]:
    """Runs a second, and milliseconds of processor time a run: outside and inside."""

    def one(_: int) -> None:
        run = way(sandbox)
        if not run.ok:
            raise SystemExit(f"{run.outcome}: {run.why}\n{run.stderr.decode()}")

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(one, range(20)))
        pids = zygotes(sandbox)
        host, inside, start = host_seconds(), seconds_of(pids), time.monotonic()
        list(pool.map(one, range(runs)))
        wall = time.monotonic() - start
    host, inside = host_seconds() - host, seconds_of(pids) - inside
    return runs / wall, host / runs * 1000, inside / runs * 1000


def rates(runs: int) -> None:
    print(f"{'isolation':22}{'program':10}{'runs/s':>8}{'ms host':>9}{'ms inside':>10}{'ms':>7}")
    for name, without in SETS.items():
        with Sandbox(workers=2, without=without, require="none") as sandbox:
            for way, run in WAYS.items():
                count = runs if way == "call" else max(20, runs // 10)
                speed, host, inside = rate(sandbox, run, count)
                print(f"{name:22}{way:10}{speed:8.0f}{host:9.2f}{inside:10.2f}{host + inside:7.2f}")
    with Sandbox() as sandbox:
        print("layers here:", ", ".join(sandbox.layers))
        for layer, why in sandbox.missing.items():
            print(f"missing: {layer} ({why})")


def resident(pid: int) -> float:
    fields = Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()
    return int(fields[1]) * os.sysconf("SC_PAGE_SIZE") / (1 << 20)


def state(sandbox: Sandbox) -> dict[str, float]:
    pids = zygotes(sandbox)
    return {
        "processes": len(list(tree(os.getpid()))) - 1,
        "descriptors of the host": len(os.listdir("/proc/self/fd")),
        "descriptors of zygotes": sum(len(os.listdir(f"/proc/{pid}/fd")) for pid in pids),
        "files in /tmp": len(os.listdir("/tmp")),
        "shared memory": len(Path("/proc/sysvipc/shm").read_text(encoding="ascii").splitlines()),
        "mounts": len(Path("/proc/self/mounts").read_text(encoding="utf-8").splitlines()),
        "MiB of the host": resident(os.getpid()),
        "MiB of the zygotes": sum(resident(pid) for pid in pids),
    }


KINDS = (
    "channel.send(b'x')",
    "open('left', 'w').write('x' * 1000)",
    "import os\nif not os.fork():\n    os.setsid()\n    import time; time.sleep(60)",
    "1 / 0",
    "print('x' * 100000)",
)


def leak(runs: int) -> None:
    driver = Driver(
        name="exec",
        source="def main(payload, channel):\n    exec(payload.decode(), {'channel': channel})\n",
    )
    with Sandbox(workers=2) as sandbox, ThreadPoolExecutor(2) as pool:

        def one(n: int) -> str:
            return sandbox.call(driver, KINDS[n % len(KINDS)].encode()).outcome

        list(pool.map(one, range(100)))
        before, pids = state(sandbox), zygotes(sandbox)
        outcomes = {o for n in range(0, runs, 100) for o in pool.map(one, range(n, n + 100))}
        after = state(sandbox)
        same = pids == zygotes(sandbox)
    print(f"{runs} programs in a row; outcomes {sorted(outcomes)}; the same zygotes: {same}")
    for name, value in after.items():
        print(f"{name:26}{before[name]:9.1f} before {value:9.1f} after")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--runs", type=int, default=2000)
    parser.add_argument("--leak", type=int, default=0)
    given = parser.parse_args()
    if given.leak:
        leak(given.leak)
    else:
        rates(given.runs)


if __name__ == "__main__":
    main()
