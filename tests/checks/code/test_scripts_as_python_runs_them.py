"""The warm interpreter runs a program as `python program.py` does: the two are compared."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from assay.checks.code.languages import Built
from assay.checks.code.programs import start
from assay.sandbox import Limits, shared

LIMITS = Limits(cpu=10.0, wall=25.0)

PROGRAMS = {
    "input": "a = input()\nb = input('? ')\nprint(a, b)",
    "end of input": "input()\ninput()\ninput()\ninput()",
    "lines": "import sys\nfor line in sys.stdin:\n    print(len(line))",
    "buffer": "import sys\nprint(sys.stdin.buffer.read())",
    "descriptor": "import os\nprint(os.read(0, 5), os.read(0, 100))",
    "open 0": "print(open(0).read())",
    "read twice": "import sys\nprint(sys.stdin.read(), repr(sys.stdin.read()))",
    "name": "print(__name__)\nif __name__ == '__main__':\n    print('main')",
    "main module": "import __main__\nx = 3\nprint(__main__.x, __main__.__name__)",
    "own class": "import pickle\nclass A:\n    x = 1\nprint(pickle.loads(pickle.dumps(A())).x)",
    "dataclass": "from dataclasses import dataclass\n@dataclass\nclass A:\n    x: int\nprint(A(1))",
    "argv": "import sys\nprint(len(sys.argv), sys.argv[0])",
    "file": "import os\nprint(os.path.basename(__file__), open(__file__).read()[:6])",
    "exit 0": "import sys\nprint('x')\nsys.exit()",
    "exit 3": "import sys\nprint('x')\nsys.exit(3)",
    "exit True": "import sys\nsys.exit(True)",
    "exit -1": "import sys\nsys.exit(-1)",
    "exit text": "import sys\nprint('x')\nsys.exit('gone')",
    "exit list": "raise SystemExit([1])",
    "exit name": "print('x')\nexit(4)",
    "os._exit loses what is buffered": "import os\nprint('x')\nos._exit(0)",
    "os._exit after a flush": "import os\nprint('x', flush=True)\nos._exit(5)",
    "raised": "print('x')\nraise ValueError('no')",
    "raised in a call": "def f():\n    return 1 / 0\nprint('x')\nf()",
    "chained": "try:\n    1 / 0\nexcept Exception as e:\n    raise KeyError('k') from e",
    "syntax": "print('x'",
    "null byte": "print('a\0b')",
    "coding": "# -*- coding: latin-1 -*-\nprint(len('\u00e9'))",
    "mark": "\ufeffprint('x')",
    "carriage returns": "if True:\r\n    print('x')\r\n",
    "future": "from __future__ import annotations\n"
    "def f(x: nothing): pass\nprint(f.__annotations__)",
    "excepthook": "import sys\nsys.excepthook = lambda *a: print('hooked', a[0].__name__)\n1 / 0",
    "excepthook exits": "import sys\nsys.excepthook = lambda *a: sys.exit(7)\n1 / 0",
    "interrupt": "raise KeyboardInterrupt",
    "atexit": "import atexit\natexit.register(print, 'end')\nprint('x')",
    "atexit after raised": "import atexit\natexit.register(print, 'end')\n1 / 0",
    "atexit exits": "import atexit, os\natexit.register(os._exit, 0)\n1 / 0",
    "deleted at the end": "class A:\n"
    "    def __del__(self):\n        print('gone')\na = A()\n_b = A()",
    "thread": "import threading, time\ndef f():\n    time.sleep(0.05)\n    print('t')\n"
    "threading.Thread(target=f).start()\nprint('m')",
    "daemon": "import threading, time\nthreading.Thread(target=time.sleep, args=(60,), daemon=True)"
    ".start()\nprint('m')",
    "exit in a thread": "import threading, sys\nt = threading.Thread(target=sys.exit, args=(3,))\n"
    "t.start()\nt.join()\nprint('m')",
    "raised in a thread": "import threading\n"
    "t = threading.Thread(target=lambda: 1 / 0)\nt.start()\n"
    "t.join()\nprint('m')",
    "stack of a thread": "import sys, threading\nsys.setrecursionlimit(10**6)\n"
    "threading.stack_size(1 << 27)\ndef f(n):\n    return 0 if n == 0 else 1 + f(n - 1)\n"
    "t = threading.Thread(target=lambda: print(f(20000)))\nt.start()\nt.join()",
    "too deep": "def f():\n    f()\ntry:\n    f()\nexcept RecursionError:\n    print('deep')",
    "just not too deep": "def f(n):\n    return n and f(n - 1)\nprint(f(985))",
    "stdout closed": "import sys\nprint('x')\nsys.stdout.close()",
    "stdout gone": "import os\nprint('x')\nos.close(1)",
    "stdout None": "import sys\nprint('x')\nsys.stdout.flush()\nsys.stdout = None\nprint('y')",
    "stdin closed": "import sys\nsys.stdin.close()\nprint('x')",
    "raw bytes": "import sys\nsys.stdout.buffer.write(b'\\xff\\x00\\n')",
    "surrogates": "print('\\udcff')",
    "lone surrogate": "print('\\ud800')",
    "non-ASCII": "print('\u00e9\u4e2d')",
    "both streams": "import sys\nprint('o')\nprint('e', file=sys.stderr)",
    "line ends": "import sys\nsys.stdout.write('a\\r\\nb\\n')",
    "string stdin": "import io, sys\nsys.stdin = io.StringIO('q')\nprint(input())",
    "child": "import subprocess, sys\nprint(subprocess.run([sys.executable, '-c', 'print(1)'],"
    " capture_output=True).stdout)",
    "fork": "import os\npid = os.fork()\nif pid == 0:\n    os._exit(3)\n"
    "print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))",
    "killed": "import os, signal\nprint('x', flush=True)\nos.kill(os.getpid(), signal.SIGKILL)",
    "encoding": "import sys\nprint(sys.stdin.encoding, sys.stdout.encoding, sys.stdout.errors)",
    "globals": "print(sorted(n for n in globals() if not n.startswith('__')))",
    "asyncio": "import asyncio\nasync def f():\n    await asyncio.sleep(0)\n    print('a')\n"
    "asyncio.run(f())",
    "annotations": "x: int = 1\nprint(__annotations__)",
    "doc": "'''Doc.'''\nprint(__doc__)",
    "generator": "def g():\n"
    "    try:\n        yield 1\n    finally:\n        print('f')\nh = g()\nnext(h)",
}


def as_a_script(program: str, data: bytes, folder: Path) -> tuple[int, bytes, bytes]:
    (folder / "program.py").write_bytes(program.encode("utf-8", "surrogatepass"))
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    done = subprocess.run(
        [sys.executable, "program.py"],
        input=data,
        capture_output=True,
        cwd=folder,
        env={**kept, "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"},
    )
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("name", PROGRAMS)
def test_output_and_status_are_those_of_a_script(name: str, tmp_path: Path) -> None:
    program, data = PROGRAMS[name], b"one\ntwo \xff\nthree"
    if name in ("input", "lines", "open 0", "read twice"):
        data = b"one\ntwo\nthree"
    status, out, err = as_a_script(program, data, tmp_path)
    built = Built(
        {"program.py": program.encode("utf-8", "surrogatepass")}, ("python", "program.py")
    )
    run = start(shared(), built, data, LIMITS)
    told = -run.signal if run.outcome == "signal" else run.status
    assert (told, run.stdout) == (status, out), run
    last = [text.strip().splitlines()[-1:] for text in (err, run.stderr)]
    assert last[0] == last[1] or name in ("stdout gone", "raised in a thread", "null byte")


def test_two_runs_of_a_program_by_chance_are_the_same() -> None:
    program = b"import random\nprint(random.random(), hash('a'), list({'a', 'b', 'c'}))"
    built = Built({"program.py": program}, ("python", "program.py"))
    first, second = (start(shared(), built, b"", LIMITS).stdout for _ in range(2))
    assert first == second != b""


def test_what_one_run_leaves_the_next_does_not_see() -> None:
    write = b"open('left', 'w').write('x')\nimport builtins, sys\nbuiltins.print = None\n"
    look = b"import os\nprint(sorted(os.listdir()))"
    runs = [
        start(shared(), Built({"program.py": code}, ("python", "program.py")), b"", LIMITS)
        for code in (write, look)
    ]
    assert runs[1].stdout == b"['program.py']\n"
