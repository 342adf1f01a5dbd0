"""Runs inside the sandbox: a Python program as `python program.py < input` would run it.

A `Driver` source: the standard library only. The payload is a line of JSON (`argv`, the program's
name in the folder and its arguments; `prelude`, what is run before it; `size`, that of the
program), the program, and what it reads. It leaves through `os._exit` with the status that the
interpreter would have given, after what that does at its end: it waits for threads, calls what was
registered with atexit, empties the module and flushes the streams.
"""

from __future__ import annotations

import atexit
import builtins
import io
import json
import os
import signal
import site
import sys
import threading
import types
from typing import Any

_INTERRUPTED = -signal.SIGINT


def main(payload: bytes, channel: Any) -> None:  # noqa: ARG001, what it writes is what it says
    """Runs the program and ends the process."""
    head, _, data = payload.partition(b"\n")
    asked = json.loads(head)
    source, size = asked["argv"][0], asked["size"]
    made = os.open(source, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
    with open(made, "wb", buffering=0) as file:
        _write(file, memoryview(data)[:size])
    _standard_streams(memoryview(data)[size:])
    _as_started(asked["argv"])
    _end(_run(source, data[:size], asked["prelude"]))


def _write(file: Any, data: memoryview) -> None:
    while data:
        data = data[file.write(data) :]


def _standard_streams(data: memoryview) -> None:
    """Standard input is a file that holds the data; the streams are as in a fresh interpreter."""
    try:
        given = os.memfd_create("stdin")
    except OSError:
        given = os.open(".", os.O_TMPFILE | os.O_RDWR, 0o600)
    with open(given, "wb", buffering=0) as file:
        _write(file, data)
        file.seek(0)
        os.dup2(given, 0)
    sys.stdin = sys.__stdin__ = _text(0, "r")
    sys.stdout = sys.__stdout__ = _text(1, "w")
    sys.stderr = sys.__stderr__ = _text(2, "w")


def _text(number: int, mode: str) -> Any:
    raw = io.FileIO(number, mode, closefd=False)
    raw.name = ("<stdin>", "<stdout>", "<stderr>")[number]
    buffer = io.BufferedReader(raw) if mode == "r" else io.BufferedWriter(raw)
    errors = "backslashreplace" if number == 2 else "surrogateescape"
    made: Any = io.TextIOWrapper(
        buffer, encoding="utf-8", errors=errors, line_buffering=number == 2
    )
    made.mode = mode  # programs with input and output of their own look at it
    return made


def _as_started(argv: list[str]) -> None:
    """What a fresh interpreter has, whatever the warm one did before; chance is always the same."""
    sys.argv = argv
    sys.path[0:1] = [os.getcwd(), sys.path[0]] if sys.path else [os.getcwd()]
    signal.signal(signal.SIGINT, signal.default_int_handler)
    if not hasattr(builtins, "exit"):
        site.setquit()
    random = sys.modules.get("random")
    if random is not None:
        random.seed(0)


def _run(program: str, source: bytes, prelude: str) -> int:
    module: Any = types.ModuleType("__main__")
    module.__file__ = os.path.abspath(program)
    module.__builtins__ = __builtins__
    sys.modules["__main__"] = module
    depth = _depth()
    try:
        code = compile(source, module.__file__, "exec", dont_inherit=True)
        sys.setrecursionlimit(1000 + depth)
        if prelude:
            exec(prelude, module.__dict__)  # noqa: S102, it is trusted
        exec(code, module.__dict__)  # noqa: S102, this is what it is for
    except BaseException as raised:
        return _status_of(raised)
    return 0


def _depth() -> int:
    """How many frames stand below the program that would not, were it a script."""
    depth, frame = 0, sys._getframe()  # pyright: ignore[reportPrivateUsage]
    while frame is not None:
        depth, frame = depth + 1, frame.f_back
    return depth


def _status_of(raised: BaseException) -> int:
    """The exit status for what a program raised, said on standard error as Python would."""
    if isinstance(raised, SystemExit):
        return _exit_status(raised.code)
    trace = raised.__traceback__
    own = globals()
    while trace is not None and trace.tb_frame.f_globals is own:
        trace = trace.tb_next
    try:
        raised.__traceback__ = trace
        sys.excepthook(type(raised), raised, trace)
    except SystemExit as left:
        return _exit_status(left.code)
    except BaseException:
        return 1
    return _INTERRUPTED if isinstance(raised, KeyboardInterrupt) else 1


def _exit_status(code: Any) -> int:
    if code is None:
        return 0
    if isinstance(code, int):
        return code & 0xFF
    try:
        sys.stderr.write(f"{code}\n")
    except BaseException:
        return 1
    return 1


def _end(status: int) -> None:
    try:
        threading._shutdown()  # pyright: ignore
    except BaseException as raised:
        sys.excepthook(type(raised), raised, raised.__traceback__)
    atexit._run_exitfuncs()  # pyright: ignore[reportPrivateUsage]
    flushed = _flushed()  # first while streams of the program's own still have their module
    sys.stdout, sys.stderr = sys.__stdout__, sys.__stderr__
    if threading.active_count() == 1:
        _empty(sys.modules.get("__main__"))
    if not (_flushed() and flushed):
        status = 120
    if status == _INTERRUPTED:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        os.kill(os.getpid(), signal.SIGINT)
    os._exit(status)


def _empty(module: Any) -> None:
    """Drops the module's names, so that what its objects do at their end is done."""
    space = getattr(module, "__dict__", {})
    private = [n for n in space if n[:1] == "_" and n[1:2] != "_"]
    for name in [*private, *(n for n in list(space) if n != "__builtins__")]:
        space[name] = None


def _flushed() -> bool:
    """Whether what is left in the streams could be written."""
    good = True
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None and not getattr(stream, "closed", False):
                stream.flush()
        except BaseException:
            good = good and stream is sys.stderr
    return good
