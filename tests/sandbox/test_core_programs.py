"""Commands: what they read, what comes back."""

from __future__ import annotations

import pytest

from assay.errors import BadParameter
from assay.sandbox import Limits, Program, Sandbox


def shell(sandbox: Sandbox, script: str, **given: object) -> bytes:
    run = sandbox.run(Program(argv=("sh", "-c", script), **given))  # pyright: ignore
    assert run.ok, run
    return run.stdout


def test_standard_input_is_a_file_of_any_bytes(sandbox: Sandbox) -> None:
    every = bytes(range(256)) * 5000
    assert shell(sandbox, "cat", stdin=every) == every
    assert shell(sandbox, "cat") == b""
    assert shell(sandbox, "head -c 3 >/dev/null; cat /dev/stdin | wc -c", stdin=b"x" * 9)


def test_streams_can_be_opened_by_name(full: Sandbox) -> None:
    assert shell(full, "echo a > /dev/stdout; cat < /dev/stdin", stdin=b"b") == b"a\nb"


def test_files_are_given_and_come_back(sandbox: Sandbox) -> None:
    script = (
        "./run.sh; cat in/a > out.bin; mkdir -p deep/er; echo hi > deep/er/x.txt; echo 1 > y.txt"
    )
    files = {"in/a": b"\0\1", "run.sh": b"#!/bin/sh\necho ran > ran.txt\n"}
    program = Program(argv=("sh", "-c", script), files=files, collect=("**/*.txt", "out.bin"))
    run = sandbox.run(program)
    assert run.ok, run
    assert run.files == {
        "deep/er/x.txt": b"hi\n", "out.bin": b"\0\1", "ran.txt": b"ran\n", "y.txt": b"1\n",
    }  # fmt: skip


def test_only_regular_files_come_back(sandbox: Sandbox) -> None:
    script = "mkfifo pipe; ln -s /etc/passwd link; mkdir real; echo x > real/f; ln -s real to\n"
    script += "echo y > z"
    for wanted in (("*", "*/*"), ("pipe", "link", "to/f", "real/f", "z", "../work/z", "absent")):
        run = sandbox.run(Program(argv=("sh", "-c", script), collect=wanted))
        assert run.files == {"real/f": b"x\n", "z": b"y\n"}


def test_files_that_come_back_are_bounded(sandbox: Sandbox) -> None:
    script = "head -c 2000000 /dev/zero > big; echo a > small"
    run = sandbox.run(Program(argv=("sh", "-c", script), collect=("*",)), Limits(output=1))
    assert run.files == {"small": b"a\n"}


def test_python_is_the_one_that_runs_assay(sandbox: Sandbox) -> None:
    import sys

    code = "import sys; print(sys.version); print(__name__)"
    run = sandbox.run(Program(argv=("python", "-c", code)))
    assert run.stdout.decode() == f"{sys.version}\n__main__\n"


def test_a_tool_that_is_not_there_is_no_fault_of_the_program(sandbox: Sandbox) -> None:
    run = sandbox.run(Program(argv=("no-such-tool",)))
    assert run.outcome == "broken"
    assert "no-such-tool" in run.why
    assert sandbox.run(Program(argv=("./a.out",))).status == 127
    run = sandbox.run(Program(argv=("./f",), files={"f": b"not a program"}))
    assert run.status == 126


@pytest.mark.parametrize(
    ("tool", "there"), [("sh", True), ("python", True), ("no-such-tool", False)]
)
def test_tools_are_known_beforehand(sandbox: Sandbox, tool: str, there: bool) -> None:
    assert sandbox.has(tool) is there


def test_a_command_is_needed(sandbox: Sandbox) -> None:
    with pytest.raises(BadParameter, match="argv"):
        sandbox.run(Program(argv=()))


def test_compiled_programs_can_be_run(sandbox: Sandbox) -> None:
    if not sandbox.has("cc"):
        pytest.skip("no C compiler here")
    source = b'#include <stdio.h>\nint main(void){puts("compiled");}'
    made = sandbox.run(
        Program(argv=("cc", "a.c", "-o", "a.out"), files={"a.c": source}, collect=("a.out",))
    )
    assert made.ok, made
    run = sandbox.run(Program(argv=("./a.out",), files=made.files))
    assert run.stdout == b"compiled\n"
