"""Asks the graders of the peer environment, kills what takes too long, and keeps what they said.

`ask(environment, grader, rows)` gives one `Said` a row. A grader that is silent for longer than
the cap is killed with all its children and started again behind that row. What was said lies in
`cache/` inside the environment, row by row, in a file for each grader, the versions installed and
the file that drives them, so that the next run of a benchmark has only ours to measure; CPU times
in it are of the run that made it. Delete the folder, or pass `fresh`, to measure anew.
"""

from __future__ import annotations

import hashlib
import json
import os
import select
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from peer_ifeval import ENVIRONMENT

__all__ = ["CAP", "ENVIRONMENT", "Said", "ask", "is_there"]

CAP = 30.0
"""Seconds that a peer may be silent on one row."""

_FILE = Path(__file__).with_name("peer_answers.py")
_LOADING = 120.0
"""Seconds that it may take to load."""


class Said(NamedTuple):
    """What a grader says of a row: `verdict` None where it cannot tell or raised; what it cost."""

    verdict: bool | None
    cpu: float
    peak_mb: float
    killed: bool = False


def is_there(environment: Path) -> bool:
    """Whether the peer environment can be asked; says so where not."""
    if (environment / "bin" / "python").exists():
        return True
    print(f"{environment}: not there, so the peers are skipped.")
    print("  sh scripts/peer_environment.sh makes it.")
    return False


def ask(
    environment: Path,
    grader: str,
    rows: Sequence[Mapping[str, Any]],
    *,
    cap: float = CAP,
    passes: int = 1,
    fresh: bool = False,
) -> list[Said]:
    """What a grader says of rows of `gold`, `response` and `bare`, in their order."""
    keys = [_digest(json.dumps(row)) for row in rows]
    kept = _cache_file(environment, grader, f"{cap} {passes}")
    known: dict[str, Any] = json.loads(kept.read_text()) if kept.exists() else {}
    missing = {k: row for k, row in zip(keys, rows, strict=True) if fresh or k not in known}
    if missing:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "rows.jsonl"
            path.write_text("".join(json.dumps(row) + "\n" for row in missing.values()), "utf-8")
            said = _ask_all(environment, grader, path, len(missing), cap * passes, passes)
        known.update(zip(missing, said, strict=True))
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(json.dumps(known))
    return [Said(*known[key]) for key in keys]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _cache_file(environment: Path, grader: str, how: str) -> Path:
    installed = sorted(p.name for p in environment.glob("lib/python*/site-packages/*.dist-info"))
    made = _digest("\0".join((how, _FILE.read_text("utf-8"), *installed)))
    return environment / "cache" / f"{grader.replace(' ', '-')}-{made}.json"


def _ask_all(
    environment: Path, grader: str, path: Path, count: int, cap: float, passes: int
) -> list[Said]:
    said: list[Said] = []
    while len(said) < count:
        before = len(said)
        said.extend(_one_process(environment, grader, path, before, cap, passes))
        if len(said) < count:  # it was killed, or died, on the next row
            said.append(Said(None, cap / passes, 0.0, killed=True))
    return said


def _one_process(
    environment: Path, grader: str, path: Path, start: int, cap: float, passes: int
) -> Iterator[Said]:
    """The answers of one process, until it ends or is silent for too long."""
    command = [environment / "bin/python", _FILE, grader, path, "--start", str(start)]
    process = subprocess.Popen(
        [*map(str, command), "--passes", str(passes)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    try:
        lines = _lines(process, cap)
        if next(lines, None) is None:
            raise SystemExit(f"{grader} does not load: {_complaint(process)}")
        for line in lines:
            found = json.loads(line)
            yield Said(found["said"], found["cpu"], found["peak_mb"])
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def _lines(process: subprocess.Popen[bytes], cap: float) -> Iterator[bytes]:
    """Its lines, as long as each comes in time; more time is given to the first."""
    assert process.stdout is not None
    waiting, allowed = b"", _LOADING
    while select.select([process.stdout], [], [], allowed)[0]:
        piece = os.read(process.stdout.fileno(), 1 << 16)
        if not piece:
            return
        *whole, waiting = (waiting + piece).split(b"\n")
        yield from whole
        allowed = cap


def _complaint(process: subprocess.Popen[bytes]) -> str:
    os.killpg(process.pid, signal.SIGKILL)
    _, errors = process.communicate()
    return (errors.decode("utf-8", "replace").strip().splitlines() or ["no word"])[-1]
