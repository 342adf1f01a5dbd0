"""Compiles the C files of the embedded model when the package is built.

Where there is no C compiler the package is built without: everything works, and the embedded model
is computed in plain Python. `CC` names another compiler.
"""

from __future__ import annotations

import os
import shlex
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
        source = Path(self.root, "src", FOLDER)
        if version == "editable":
            self._compile(source, source / NAME)
        elif self.target_name == "wheel":
            self._made = tempfile.TemporaryDirectory()
            library = Path(self._made.name, NAME)
            if self._compile(source, library):
                build_data["force_include"][str(library)] = f"{FOLDER}/{NAME}"
                build_data["pure_python"] = False
                build_data["tag"] = f"py3-none-{_platform()}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        if hasattr(self, "_made"):
            self._made.cleanup()

    def _compile(self, source: Path, library: Path) -> bool:
        """Whether it could be done. Where not, no library of before is left."""
        compiler = os.environ.get("CC") or sysconfig.get_config_var("CC") or "cc"
        # Another process may have the old file open: it is replaced, not written over.
        beside = library.with_name(f"{NAME}.{os.getpid()}")
        files = sorted(map(str, source.glob("*.c")))
        command = [*shlex.split(compiler), *FLAGS, *files, "-o", str(beside), "-lm"]
        try:
            subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
        except (OSError, subprocess.CalledProcessError) as error:
            said = getattr(error, "stderr", None) or error
            self.app.display_warning(f"the embedded model stays in plain Python: {said}")
            beside.unlink(missing_ok=True)
            library.unlink(missing_ok=True)
            return False
        beside.replace(library)
        return True


def _platform() -> str:
    """The platform's tag, as of a wheel that was built here and checked against no standard."""
    every = (tag.platform for tag in sys_tags())
    return next(name for name in every if not name.startswith(("manylinux", "musllinux")))
