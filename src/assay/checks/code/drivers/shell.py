"""Runs inside the sandbox: lays out a folder, runs a command in it, says what is there afterwards.

A `Driver` source: the standard library only. The payload is JSON: `entries` (what lies in the
folder at first, by path), `command`, `stdin`. The answer is `{"status", "stdout", "stderr",
"entries"}`, or `{"fault"}`; bytes in base64. The command runs in a process of its own that has no
hold of the channel; whatever it leaves running is killed before the folder is looked at.
"""

from __future__ import annotations

import base64
import contextlib
import json
import os
import signal
import stat
import subprocess
from typing import Any

_FOLDER = "folder"
_MOST_ENTRIES = 5_000
_MOST_BYTES = 8 << 20


class TooMuch(Exception):
    """More than may come back."""


def main(payload: bytes, channel: Any) -> None:
    """Answers once."""
    asked = json.loads(payload)
    os.umask(0o022)
    try:
        _lay_out(asked["entries"])
    except OSError as fault:
        channel.send(json.dumps({"fault": str(fault), "whose": "setup"}).encode())
        return
    status = _command(asked["command"], asked["stdin"])
    try:
        answer = {
            "status": status,
            "stdout": _bytes_of("stdout"),
            "stderr": _bytes_of("stderr"),
            "entries": _entries(),
        }
    except (TooMuch, OSError) as fault:
        answer = {"fault": str(fault), "whose": "command"}
    channel.send(json.dumps(answer).encode())


def _lay_out(entries: dict[str, Any]) -> None:
    os.mkdir(_FOLDER)
    for path in sorted(entries):
        entry = entries[path]
        place = os.path.join(_FOLDER, path)
        os.makedirs(place if entry["folder"] else os.path.dirname(place), exist_ok=True)
        if entry["link"] is not None:
            os.symlink(entry["link"], place)
        elif not entry["folder"]:
            with open(place, "wb") as file:
                file.write(base64.b64decode(entry["text"]))
    for path in sorted(entries, reverse=True):
        if entries[path]["mode"] is not None:
            os.chmod(os.path.join(_FOLDER, path), entries[path]["mode"])


def _command(command: str, stdin: str) -> int:
    """Runs it to its end; the status, negative for a signal."""
    for name, text in (("command", command), ("stdin", stdin)):
        with open(name, "wb") as file:
            file.write(base64.b64decode(text))
    home = os.path.abspath(_FOLDER)
    with open("stdin", "rb") as given, open("stdout", "wb") as out, open("stderr", "wb") as err:
        process = subprocess.Popen(  # noqa: S603, this is what it is for
            ["bash", "--noprofile", "--norc", os.path.abspath("command")],  # noqa: S607
            stdin=given,
            stdout=out,
            stderr=err,
            cwd=_FOLDER,
            env={**os.environ, "HOME": home, "PWD": home},
            start_new_session=True,
        )
        status = process.wait()
    with contextlib.suppress(OSError):
        os.killpg(process.pid, signal.SIGKILL)
    return status


def _bytes_of(path: str) -> str:
    if os.stat(path, follow_symlinks=False).st_size > _MOST_BYTES:
        raise TooMuch(f"more than {_MOST_BYTES >> 20} MiB were written")
    with open(path, "rb") as file:
        return base64.b64encode(file.read(_MOST_BYTES)).decode()


def _entries() -> dict[str, Any]:
    found: dict[str, Any] = {}
    left = _MOST_BYTES
    for here, folders, files in os.walk(_FOLDER):
        for name in [*folders, *files]:
            path = os.path.join(here, name)
            info = os.stat(path, follow_symlinks=False)
            entry: dict[str, Any] = {"mode": stat.S_IMODE(info.st_mode)}
            if stat.S_ISLNK(info.st_mode):
                entry |= {"kind": "link", "link": os.readlink(path)}
            elif stat.S_ISDIR(info.st_mode):
                entry |= {"kind": "folder"}
            elif stat.S_ISREG(info.st_mode):
                left -= info.st_size
                entry |= {"kind": "file", "text": _contents(path, info) if left >= 0 else None}
            else:
                entry |= {"kind": "other"}
            found[os.path.relpath(path, _FOLDER)] = entry
            if len(found) > _MOST_ENTRIES:
                raise TooMuch(f"there are more than {_MOST_ENTRIES} files")
    return found


def _contents(path: str, info: os.stat_result) -> str:
    """What a file holds, whatever its mode says."""
    if not info.st_mode & stat.S_IRUSR:
        os.chmod(path, stat.S_IMODE(info.st_mode) | stat.S_IRUSR)
    return _bytes_of(path)
