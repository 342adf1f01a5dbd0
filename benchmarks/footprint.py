"""What the base install weighs: megabytes, distributions, and CPU time to import and to start.

    python benchmarks/footprint.py [--runs N]

Makes a virtual environment in a temporary folder and installs the working tree into it by pip,
without extras. Counted are the bytes of every file in the environment, compiled modules included,
less those of the same environment before, which holds pip alone; distributions other than pip and
setuptools. Times are medians of fresh interpreters, CPU of user and system, on modules that are
already compiled. Exit status 1 where a bar of size is missed; a time misses its bar without one,
since it says as much about the machine.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import venv
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MEGABYTES, DISTRIBUTIONS = 17.0, 18
IMPORT_MS, HELP_MS = 60.0, 150.0
FIRST = "import assay; assay.verify('A text.', assay.parse({'kind': 'text.commas', 'max': 0}))"
APART = {"pip", "setuptools"}


def size_of(folder: Path) -> int:
    """The bytes of the files below a folder, links not followed."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return sum(path.stat().st_size for path in files)


def pip(python: Path, *arguments: str) -> str:
    """What pip prints."""
    command = [python, "-m", "pip", "--disable-pip-version-check", *arguments]
    return subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True).stdout


def distributions(python: Path) -> list[str]:
    """The names of what is installed, pip and setuptools apart."""
    listed = json.loads(pip(python, "list", "--format", "json"))
    return sorted(item["name"] for item in listed if item["name"] not in APART)


def cpu_ms(command: Sequence[str | Path]) -> float:
    """The CPU time of one process, in milliseconds."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command} ended with {process.returncode}")
    return (used.ru_utime + used.ru_stime) * 1000


def medians(commands: Sequence[Sequence[str | Path]], runs: int) -> list[float]:
    """The median of each command, run in turn; the first turn compiles and is not counted."""
    turns = [[cpu_ms(command) for command in commands] for _ in range(runs + 1)]
    return [statistics.median(times) for times in zip(*turns[1:], strict=True)]


def line(title: str, measured: float, bar: float, unit: str = "") -> None:
    shown = f"{measured:.1f}" if isinstance(measured, float) else str(measured)
    verdict = "met" if measured <= bar else "MISSED"
    print(f"{title:<44}{shown + unit:>10}   bar {f'{bar:g}{unit}':>7}   {verdict}")


def weigh(folder: Path) -> tuple[Path, float, list[str]]:
    """An environment with the package in it: its Python, the megabytes added, what came."""
    venv.create(folder, with_pip=True)
    python = folder / "bin" / "python"
    # pip leaves compiled modules of its own behind when it runs: that is not our weight.
    pip(python, "list")
    subprocess.run([python, "-m", "compileall", "-q", folder], check=False)
    before = size_of(folder)
    pip(python, "install", "--quiet", str(ROOT))
    return python, (size_of(folder) - before) / 1e6, distributions(python)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=15, help="fresh interpreters a command")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        python, added, names = weigh(Path(folder) / "environment")
        commands = (
            [python, "-c", "pass"],
            [python, "-c", "import assay"],
            [python, "-c", FIRST],
            [python.with_name("assay"), "--help"],
        )
        empty, imported, judged, helped = medians(commands, options.runs)
    print(f"base install: {', '.join(names)}")
    line("megabytes added, compiled modules included", added, MEGABYTES, " MB")
    line("distributions, ours included", len(names), DISTRIBUTIONS)
    line("import assay, less an empty interpreter", imported - empty, IMPORT_MS, " ms")
    line("assay --help, the interpreter included", helped, HELP_MS, " ms")
    print(f"CPU time, median of {options.runs}; an empty interpreter takes {empty:.1f} ms.")
    print("Names are imported when first used: up to and with a first verdict, the import takes")
    print(f"{judged - empty:.1f} ms, for which there is no bar.")
    sys.exit(added > MEGABYTES or len(names) > DISTRIBUTIONS)


if __name__ == "__main__":
    main()
