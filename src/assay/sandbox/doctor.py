"""What isolates programs here: each layer taken on, then tried from inside, and told plainly.

A layer that the sandbox takes on is not believed to hold for that: a program is run that tries
what the layer forbids (`assay.sandbox.proofs`). What holds decides the level that is reached.
"""

from __future__ import annotations

import json
import os
import platform
import socket
import sys
import tempfile
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal, TypeAlias

import msgspec

from assay.errors import AssayError
from assay.sandbox.levels import LAYERS, Level, level
from assay.sandbox.limits import Limits
from assay.sandbox.program import Driver, Program
from assay.sandbox.sandbox import Sandbox

__all__ = ["LOST", "TOOLS", "Health", "LayerHealth", "State", "ToolHealth", "examine"]

State: TypeAlias = Literal["holds", "not proven", "fails", "missing"]

LOST = {
    "user": "what looks like a privilege inside could be one outside",
    "uid": "programs run as the host's own user, and share its limits and its processes",
    "pid": "descendants are hunted one by one instead of ending together, and numbers are seen",
    "mount": "files of the host's own user can change their rights; without Landlock, be read",
    "proc": "tools that need /proc do not work, or other processes can be seen in it",
    "network": "the network is left to the filters of calls, which know fewer ways",
    "ipc": "shared memory and queues are left to the filter of calls",
    "uts": "the host's name can be read",
    "scratch": "bytes and files on disk are looked at now and then, not bounded",
    "capabilities": "a program that gets out of one layer would find privileges there",
    "no_new_privs": "programs with the set-user-id bit can raise privileges",
    "rlimits": "memory, files and descriptors are bounded together only, if at all",
    "landlock": "a hole in the mounts would not be caught by a second layer",
    "seccomp": "the kernel's rarely used calls are open, where most of its holes have been",
    "cgroup": "memory and processes are counted by looking, not by the kernel",
}
"""What is lost without a layer, as far as no other stands in for it."""

TOOLS = {
    "python": "-V",
    "bash": "--version",
    "gcc": "--version",
    "g++": "--version",
    "node": "--version",
    "sqlite3": "--version",
    "git": "--version",
    "iverilog": "-V",
    "yosys": "-V",
}
"""Commands that checks use, and how each says its version."""

_PROBE = Limits(cpu=5.0, wall=10.0, scratch=8)
_TIMED = 20
_NOTHING = Driver(name="nothing", source="def main(payload, channel):\n    pass\n")


class LayerHealth(msgspec.Struct, frozen=True):
    """A layer: whether it holds, how that was tried, why it does not, and what that loses."""

    name: str
    meaning: str
    state: State
    tried: str = ""
    why: str = ""
    lost: str = ""


class ToolHealth(msgspec.Struct, frozen=True):
    """A command that checks use; `version` as it says itself inside, empty where it is missing."""

    name: str
    present: bool
    version: str = ""


class Health(msgspec.Struct, frozen=True):
    """What was found. `milliseconds` is the median of one run, of a warm driver that does nothing;
    `broken` says why no program could be run at all."""

    level: Level
    layers: tuple[LayerHealth, ...]
    tools: tuple[ToolHealth, ...]
    system: dict[str, str]
    milliseconds: float | None = None
    broken: str = ""


def examine(without: tuple[str, ...] = ()) -> Health:
    """Looks at this host. `without` takes layers away first, to see what is left."""
    with Sandbox(require="none", without=without, limits=_PROBE) as sandbox:
        try:
            taken, missing = sandbox.layers, sandbox.missing
            proofs = _proofs(sandbox, bounded="scratch" in taken)
        except (AssayError, RuntimeError) as error:
            return Health("none", (), (), _system(), broken=str(error))
        layers = tuple(_layer(name, taken, missing, proofs) for name in LAYERS)
        held = [one.name for one in layers if one.state in ("holds", "not proven")]
        return Health(level(held), layers, _tools(sandbox), _system(), _milliseconds(sandbox))


def _layer(
    name: str, taken: tuple[str, ...], missing: dict[str, str], proofs: dict[str, Any]
) -> LayerHealth:
    if name not in taken:
        why = missing.get(name, "not used here")
        return LayerHealth(name, LAYERS[name], "missing", why=why, lost=LOST[name])
    held, tried = proofs.get(name, (None, "not tried"))
    state: State = "not proven" if held is None else "holds" if held else "fails"
    return LayerHealth(name, LAYERS[name], state, tried, lost="" if held else LOST[name])


def _proofs(sandbox: Sandbox, *, bounded: bool) -> dict[str, Any]:
    source = Path(__file__).with_name("proofs.py").read_bytes()
    with _facts() as facts:
        facts["scratch"] = _PROBE.scratch if bounded else 0
        argv = ("python", "-I", "proofs.py", json.dumps(facts))
        run = sandbox.run(Program(argv=argv, files={"proofs.py": source}), _PROBE)
    if not run.ok:
        said = run.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2]
        raise RuntimeError(f"a program could not be run: {run.why}{f': {said}' if said else ''}")
    return json.loads(run.stdout)


@contextmanager
def _facts() -> Generator[dict[str, Any]]:
    """Things of the host that a program must not reach: a file, a service, its namespaces."""
    spaces = {kind: os.readlink(f"/proc/self/ns/{kind}") for kind in ("user", "pid", "ipc", "uts")}
    with (
        tempfile.TemporaryDirectory() as folder,
        socket.create_server(("127.0.0.1", 0)) as service,
    ):
        Path(folder).chmod(0o755)
        file = Path(folder) / "of-the-host"
        file.write_text("secret", "utf-8")
        file.chmod(0o666)
        yield {
            "spaces": spaces,
            "groups": Path("/proc/self/cgroup").read_text("utf-8"),
            "file": str(file),
            "port": service.getsockname()[1],
        }


def _tools(sandbox: Sandbox) -> tuple[ToolHealth, ...]:
    found: list[ToolHealth] = []
    for name, flag in TOOLS.items():
        if not sandbox.has(name):
            found.append(ToolHealth(name, False))
            continue
        run = sandbox.run(Program(argv=(name, flag)), _PROBE)
        said = (run.stdout or run.stderr).decode("utf-8", "replace").strip().partition("\n")[0]
        found.append(ToolHealth(name, run.ok, said if run.ok else ""))
    return tuple(found)


def _milliseconds(sandbox: Sandbox) -> float:
    times: list[float] = []
    for _ in range(_TIMED):
        started = time.perf_counter()
        sandbox.call(_NOTHING, b"")
        times.append(time.perf_counter() - started)
    return round(1000 * sorted(times)[_TIMED // 2], 2)


def _system() -> dict[str, str]:
    return {
        "system": f"{platform.system()} {platform.release()}",
        "machine": platform.machine(),
        "user": "root" if os.getuid() == 0 else f"uid {os.getuid()}",
        "python": platform.python_version(),
        "interpreter": sys.executable,
    }
