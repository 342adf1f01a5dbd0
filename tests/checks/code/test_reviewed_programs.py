"""Responses as models write them, each of which a review found judged wrongly."""

from __future__ import annotations

import msgspec
import pytest

from assay.check import Check
from assay.checks.code.asserts import Asserts
from assay.checks.code.extraction import find
from assay.checks.code.function import Case, Function
from assay.checks.code.layout import Layout
from assay.checks.code.output import Output
from assay.checks.code.repository import Repository
from assay.checks.code.security import Security
from assay.checks.code.shell import Shell
from assay.checks.code.sql import Sql
from assay.checks.code.stdio import Case as Lines
from assay.checks.code.stdio import Stdio
from assay.context import Context
from assay.errors import BadParameter
from assay.response import Response
from assay.verdict import Verdict

ADD = "def add(a, b):\n    return a + b"
PROMPT = 'import math\n\n\ndef total(xs):\n    """The sum of xs, None for none."""\n'
JOINED = "fence, joined"
FAST = """import io, os, sys
class Fast(io.IOBase):
    def __init__(self, file):
        self._fd = file.fileno()
        self.writes = "x" in file.mode or "r" not in file.mode
        self.buffer = io.BytesIO()
        self.write = lambda text: self.buffer.write(text.encode())
    def flush(self):
        if self.writes:
            os.write(self._fd, self.buffer.getvalue())
            self.buffer.truncate(0), self.buffer.seek(0)
sys.stdin, sys.stdout = Fast(sys.stdin), Fast(sys.stdout)
print(2 * int(os.read(sys.stdin._fd, 100)))"""


def fenced(code: str, language: str = "python") -> str:
    return f"```{language}\n{code}\n```\n"


def blocks(*codes: str) -> str:
    return "Then:\n".join(map(fenced, codes))


def judge(check: Check, text: str) -> Verdict:
    return check.verify(Response(text), Context())


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (f"\ufeff{ADD}", "whole"),
        (fenced(f"\ufeff{ADD}"), "fence, last"),
        ("    def add(a, b):\n        return a + b\n", "whole"),
        (f"```python\n{ADD}```", "fence, open"),
        (
            fenced('def add(a, b):\n    """Adds.\n\n    ```\n    add(1, 2)\n    ```\n    """\n')[
                :-5
            ]
            + "    return a + b\n```\n",
            "fence, longer",
        ),
        (
            blocks("def plus(a, b):\n    return a + b", "def add(a, b):\n    return plus(a, b)"),
            JOINED,
        ),
        (
            blocks("import math\nprint(add(1, 2))", "def add(a, b):\n    return math.ceil(a + b)"),
            JOINED,
        ),
        (
            blocks("def add(a, b):\n    return one(a) + b", "def one(a):\n    return a * N\nN = 1"),
            JOINED,
        ),
        (blocks(ADD, "print(add(1, 2))"), "fence"),
        (fenced("import os\nhere = os.path.dirname(__file__)\n" + ADD), "fence"),
    ],
)
def test_a_function_is_found_where_it_stands(text: str, rule: str) -> None:
    check = Function(entry_point="add", cases=(Case(args=(1, 2), expected=3),))
    verdict = judge(check, text)
    assert verdict.status == "pass", verdict.why
    assert verdict.definitions == (f"program:{rule}",)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (fenced("    return sum(xs) if xs else None"), "fence, prompt"),
        (fenced("if not xs:\n    return None\nreturn sum(xs)"), "fence, prompt"),
        (f"The sum.\n\n{fenced('    return sum(xs) or None')}Done.", "fence, prompt"),
        ("    return math.fsum(xs) if xs else None\n```\n\nIt adds: foo\n", "prompt"),
    ],
)
def test_a_fence_may_hold_or_end_what_continues_the_prompt(text: str, rule: str) -> None:
    cases = (Case(args=([1, 2],), expected=3), Case(args=([],), expected=None))
    verdict = judge(Function(entry_point="total", prompt=PROMPT, cases=cases), text)
    assert verdict.status == "pass", verdict.why
    assert verdict.definitions == (f"program:{rule}",)


def test_what_is_joined_brings_definitions_only() -> None:
    text = fenced("raise SystemExit\ndef plus(a):\n    return a") + fenced(
        "def add(a):\n    return plus(a)"
    )
    found = find(Response(text), "python", "add")
    assert found is not None
    assert "SystemExit" not in found.text
    assert found.span.text == "def add(a):\n    return plus(a)"


def test_what_is_joined_is_held_against_the_response() -> None:
    pytest.importorskip("bandit", reason="bandit is not installed (extra `code`)")
    text = fenced("def plus(a):\n    return eval(a)") + fenced("def add(a):\n    return plus(a)")
    assert judge(Security(entry_point="add"), text).status == "fail"


def test_input_and_output_of_a_programs_own() -> None:
    verdict = judge(Stdio(cases=(Lines("3\n", "6\n"),)), fenced(FAST))
    assert verdict.status == "pass", verdict.why


@pytest.mark.parametrize("name", ["sql", "postgresql", "mysql", "SQL", "sqlite"])
def test_a_query_by_the_name_of_its_dialect(name: str) -> None:
    verdict = judge(Sql(rows=((1,),)), fenced("SELECT 1", name))
    assert verdict.status == "pass", verdict.why


def test_what_a_transcript_shows_is_not_typed() -> None:
    check = Shell(expect={"out": "3\n"})
    verdict = judge(check, fenced("$ echo 3 > out\n$ cat out\n3", "console"))
    assert verdict.status == "pass", verdict.why


@pytest.mark.parametrize("text", ["**Answer:** [1, 2]", "Answer: `[1, 2]`"])
def test_a_prediction_in_bold(text: str) -> None:
    check = Output(code="def f(x):\n    return x", input="[1, 2]", output="[1, 2]")
    verdict = judge(check, text)
    assert verdict.status == "pass", verdict.why


@pytest.mark.parametrize("form", ["diff", "blocks"])
def test_a_patch_with_the_line_ends_of_windows(form: str) -> None:
    check = Repository(
        files={
            "m.py": "def f():\n    return 1\n",
            "test_m.py": "def test():\n    assert f() == 2\n",
        },
        tests={"test_m.py": "from m import f\n\ndef test():\n    assert f() == 2\n"},
        fail_to_pass=("test_m.py::test",),
        form=form,
    )
    text = {
        "diff": "--- a/m.py\n+++ b/m.py\n@@ -1,2 +1,2 @@\n def f():\n-    return 1\n+    return 2",
        "blocks": "m.py\n<<<<<<< SEARCH\n    return 1\n=======\n    return 2\n>>>>>>> REPLACE",
    }[form]
    verdict = judge(check, fenced(text, "diff" if form == "diff" else "").replace("\n", "\r\n"))
    assert verdict.status == "pass", verdict.why


@pytest.mark.parametrize(
    "prelude", ["import (", "import no_such_module", "1 / 0", "raise SystemExit"]
)
@pytest.mark.parametrize(
    "tests", [("assert add(1, 2) == 3",), ("for n in range(2): assert add(n, n) == 2 * n",)]
)
def test_a_fault_of_the_rows_own_code_is_no_programs(prelude: str, tests: tuple[str, ...]) -> None:
    cases = (Case(args=(1, 2), expected=3),)
    for check in (
        Function(entry_point="add", cases=cases, prelude=prelude),
        Asserts(entry_point="add", tests=tests, prelude=prelude),
    ):
        verdict = judge(check, fenced(ADD))
        assert verdict.status == "undecided", verdict.why
        assert judge(check, fenced("def add(:")).status == "undecided"
    sound = msgspec.structs.replace(check, prelude="import math")
    assert judge(sound, fenced(f"import no_such_module\n{ADD}")).status == "fail"


def test_a_judge_says_true_or_false() -> None:
    cases = (Case(args=(1, 2)),)
    statuses = {
        said: judge(
            Function(entry_point="add", cases=cases, judge=f"def accepts(r, *a): return {said}"),
            fenced(ADD),
        ).status
        for said in ("r == 3", "r == 4", "1", "'yes'", "[]", "None", "print")
    }
    assert statuses == {
        "r == 3": "pass", "r == 4": "fail", "1": "undecided", "'yes'": "undecided",
        "[]": "fail", "None": "fail", "print": "fail",
    }  # fmt: skip


def test_what_can_judge_nothing_is_refused() -> None:
    with pytest.raises(BadParameter, match="never call add"):
        Asserts(entry_point="add", tests="assert 1 == 1")
    with pytest.raises(BadParameter, match="no name"):
        Asserts(entry_point="def", tests="assert 1 == 1")


def test_line_ends_of_windows_are_no_space() -> None:
    text = fenced("x = 1\ny = 2").replace("\n", "\r\n")
    assert judge(Layout(trailing_space=False), text).status == "pass"
    assert judge(Layout(trailing_space=False), text.replace("1", "1 ")).status == "fail"


@pytest.mark.parametrize("line", ["a=1\n", "@x\n", "```\n", "import a\nprose line here\n"])
def test_a_long_text_without_the_function_is_soon_read(line: str) -> None:
    assert find(Response(line * (100_000 // len(line))), "python", "add") is None
