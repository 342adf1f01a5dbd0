"""What a build of the package holds, with a C compiler and without one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

pytest.importorskip("hatchling", reason="hatchling builds the package")
ROOT = Path(__file__).resolve().parent.parent
LIBRARY = "assay/models/embedded/compiled/libllama.so"


def wheel(folder: Path, compiler: str) -> Path:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(
        command, cwd=ROOT, env=os.environ | {"CC": compiler}, check=True, capture_output=True
    )
    (found,) = folder.iterdir()
    return found


@pytest.mark.skipif(shutil.which("cc") is None, reason="there is no C compiler here")
def test_a_wheel_holds_the_library_of_its_platform(tmp_path: Path) -> None:
    found = wheel(tmp_path / "dist", "cc")
    with ZipFile(found) as content:
        names = set(content.namelist())
        content.extract(LIBRARY, tmp_path)
    assert "-py3-none-" in found.name
    assert not found.name.endswith("-any.whl")
    assert not {name for name in names if name.endswith((".c", ".h"))}
    program = (
        "import sys; from pathlib import Path; from assay.models.embedded.compiled import library\n"
        "library.FILE = Path(sys.argv[1]); assert library.library()"
    )
    subprocess.run([sys.executable, "-c", program, str(tmp_path / LIBRARY)], check=True)


@pytest.mark.parametrize("compiler", ["false", "no-such-compiler -m64", 'gcc "'])
def test_without_a_compiler_the_wheel_is_pure_python(tmp_path: Path, compiler: str) -> None:
    found = wheel(tmp_path, compiler)
    assert found.name.endswith("-py3-none-any.whl")
    with ZipFile(found) as content:
        assert LIBRARY not in content.namelist()
