"""What is run: a command in a folder of its own, or a driver in a warm Python interpreter."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

__all__ = ["Driver", "Program"]


class Program(msgspec.Struct, frozen=True, kw_only=True):
    """A command, what it reads, and which of its files come back.

    `argv`: the command; its first word is looked up on the sandbox's own PATH. `python` is the
    interpreter that runs Assay. `files`: by path relative to the folder in which it starts; a
    text whose path ends in `.sh` is not executable by itself: name the shell. `stdin` is a file,
    at its start. `env` is added to a clean environment. `collect`: glob patterns, relative to the
    folder; regular files only, no links followed, `Limits.output` in all.
    """

    argv: tuple[str, ...]
    stdin: bytes = b""
    files: Mapping[str, bytes] = {}
    env: Mapping[str, str] = {}
    collect: tuple[str, ...] = ()


class Driver(msgspec.Struct, frozen=True, kw_only=True):
    """Trusted Python that runs inside, beside the untrusted code that it calls.

    `source` defines `main(payload: bytes, channel)`; it may import the standard library only. It is
    executed once in each warm interpreter, and `main` is called in a fresh isolated fork of it.
    `channel.send(bytes)` sends a message out, `channel.receive()` gives the next one that came in
    (b"" at the end). Nothing a driver says is believed further than the code beside it: whatever
    it sends may be forged, so expected values never go in.
    """

    name: str
    source: str
