"""Compiles the C files of the embedded model when the package is built.

Where there is no C compiler the package is built without: everything works, and the embedded model
is computed in plain Python. `CC` names another compiler.
"""

from __future__ import annotations

import os
import runpy
import shlex
import shutil
import subprocess
import sysconfig
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from packaging.tags import sys_tags

FOLDER = "assay/models/embedded/compiled"
NAME = "libllama.so"
# Nothing that may change a bit: products and sums are fused only where product.c allows it.
FLAGS = ("-std=c11", "-O3", "-fno-math-errno", "-ffp-contract=off", "-fPIC", "-shared")


class Library(BuildHookInterface[Any]):
    """Puts the library into a wheel, or, of an editable install, beside its C files."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        self._made = tempfile.TemporaryDirectory()
        source, made = Path(self.root, "src", FOLDER), Path(self._made.name, NAME)
        why = compiled(source, made)
        if why:
            self.app.display_warning(f"the embedded model stays in plain Python: {why}")
        if version == "editable":
            self._placed(made, source / NAME)
        elif not why:
            build_data["force_include"][str(made)] = f"{FOLDER}/{NAME}"
            build_data["pure_python"] = False
            build_data["tag"] = f"py3-none-{_platform()}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        self._made.cleanup()

    def _placed(self, made: Path, library: Path) -> None:
        """The library in the place of an older one, which goes where there is none. It is moved
        there, since another process may have the older one open."""
        beside = library.with_name(f"{NAME}.{os.getpid()}")
        try:
            if made.exists():
                shutil.copyfile(made, beside)
                beside.replace(library)
            else:
                library.unlink(missing_ok=True)
        except OSError as error:
            self.app.display_warning(f"{library}: {error.strerror}")


def compiled(source: Path, library: Path) -> str:
    """Compiles the C files of a folder; gives why it could not be done, or nothing."""
    files = sorted(source.glob("*.c"))
    try:
        digest = runpy.run_path(str(source / "library.py"))["sources"](source)
        compiler = shlex.split(os.environ.get("CC") or sysconfig.get_config_var("CC") or "cc")
        command = [*compiler, *FLAGS, f'-DSOURCES="{digest}"', *files, "-o", library, "-lm"]
        subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
    except (OSError, ValueError, subprocess.CalledProcessError) as error:
        return getattr(error, "stderr", None) or str(error)
    return ""


def _platform() -> str:
    """The platform's tag, as of a wheel that was built here and checked against no standard."""
    every = (tag.platform for tag in sys_tags())
    return next(name for name in every if not name.startswith(("manylinux", "musllinux")))
