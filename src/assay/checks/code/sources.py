"""The files of a repository: from a folder, a tar archive, or a commit of a git repository."""

from __future__ import annotations

import io
import os
import subprocess
import tarfile
from functools import lru_cache
from pathlib import Path

from assay.checks.code.patches import Files

__all__ = ["SourceError", "files_at"]

_MOST_BYTES = 512 << 20
_MOST_FILES = 100_000
_LEFT_OUT = frozenset({".git", "__pycache__", ".pytest_cache", "node_modules"})


class SourceError(ValueError):
    """The files cannot be read."""


def files_at(path: str, commit: str = "") -> Files:
    """The regular files there, by path; links and git's own are left out.

    A folder in which an archive keeps all it holds is no part of the paths. Raises SourceError.
    """
    place = Path(path)
    try:
        changed = place.stat().st_mtime_ns
        return _read(str(place.resolve()), commit, changed)
    except (OSError, tarfile.TarError, EOFError, ValueError) as fault:
        raise SourceError(f"{path}: {getattr(fault, 'strerror', None) or fault}") from None


@lru_cache(maxsize=8)
def _read(path: str, commit: str, changed: int) -> Files:  # noqa: ARG001, of what is kept
    if commit:
        return _from_git(path, commit)
    if os.path.isdir(path):
        return _from_folder(path)
    with tarfile.open(path) as archive:
        return _without_top(_from_archive(archive))


def _from_git(path: str, commit: str) -> Files:
    if not commit.isalnum():
        raise ValueError(f"{commit!r:.60} names no commit")
    done = subprocess.run(  # noqa: S603
        ["git", "-C", path, "archive", "--format=tar", commit],  # noqa: S607
        capture_output=True,
        check=False,
    )
    if done.returncode:
        raise ValueError(done.stderr.decode("utf-8", "replace").strip()[:200])
    with tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
        return _from_archive(archive)


def _from_folder(path: str) -> Files:
    found: dict[str, bytes] = {}
    size = 0
    for here, folders, names in os.walk(path):
        folders[:] = sorted(set(folders) - _LEFT_OUT)
        for name in sorted(names):
            file = Path(here, name)
            if file.is_symlink() or not file.is_file():
                continue
            data = file.read_bytes()
            size += len(data)
            found[str(file.relative_to(path))] = data
            _bounded(len(found), size)
    return found


def _from_archive(archive: tarfile.TarFile) -> Files:
    found: dict[str, bytes] = {}
    size = 0
    for member in archive:
        parts = [part for part in member.name.split("/") if part not in ("", ".")]
        if not member.isreg() or ".." in parts or _LEFT_OUT.intersection(parts):
            continue
        size += member.size
        _bounded(len(found), size)
        file = archive.extractfile(member)
        found["/".join(parts)] = file.read() if file else b""
    return found


def _without_top(files: Files) -> Files:
    """The files without the one folder that an archive keeps them all in."""
    tops = {name.split("/")[0] for name in files}
    if len(tops) == 1 and all("/" in name for name in files):
        return {name.partition("/")[2]: data for name, data in files.items()}
    return files


def _bounded(files: int, size: int) -> None:
    if files > _MOST_FILES or size > _MOST_BYTES:
        raise ValueError(f"more than {_MOST_FILES} files or {_MOST_BYTES >> 20} MiB")
