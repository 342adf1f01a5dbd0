"""LiveCodeBench, APPS, CodeContests, CRUXEval, SWE-bench and RES-Q as rows that verify."""

from __future__ import annotations

import base64
import json
import pickle
import shutil
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import assay
from assay.errors import InputError
from assay.registry import parse
from assay.sample import decode_json, encode_json
from assay.tasks.formats import reader
from assay.tasks.livecodebench import text_in_pickle

Write = Callable[..., str]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(*records: Any, name: str = "p.jsonl") -> str:
        path = tmp_path / name
        path.write_text("\n".join(json.dumps(record) for record in records))
        return str(path)

    return written


def verdicts(form: str, *files: str) -> dict[str, list[bool | None]]:
    """What the rows of the files come to: by id, for each response."""
    found: dict[str, list[bool | None]] = {}
    for row in reader(form)(*files):
        data = decode_json(encode_json(row))
        responses = data["response"] if isinstance(data["response"], list) else [data["response"]]
        (check,) = map(parse, data["checks"])
        found[data["id"]] = [
            assay.verify(response, check, prompt=data["prompt"]).passed for response in responses
        ]
    return found


def packed(text: str) -> str:
    return base64.b64encode(zlib.compress(pickle.dumps(text))).decode()


LCB = {
    "question_id": "a",
    "question_content": "Read a number and write twice that.",
    "starter_code": "",
    "platform": "atcoder",
    "difficulty": "easy",
    "contest_date": "2024-01-01T00:00:00",
    "public_test_cases": json.dumps([{"input": "3\n", "output": "6\n", "testtype": "stdin"}]),
    "private_test_cases": packed(json.dumps([{"input": "5", "output": "10", "testtype": "stdin"}])),
    "metadata": "{}",
}
LCB_CALL = {
    **LCB,
    "question_id": "b",
    "starter_code": "class Solution:\n    def joined(self, xs: List[int], x: int) -> List[int]:\n",
    "public_test_cases": json.dumps(
        [{"input": "[1, 2]\n3", "output": "[1, 2, 3]", "testtype": "functional"}]
    ),
    "private_test_cases": "[]",
    "metadata": json.dumps({"func_name": "joined"}),
}


def test_livecodebench(write: Write) -> None:
    samples = [
        {"question_id": "a", "code_list": ["print(2*int(input()))", "print(6)"]},
        {"question_id": "b", "code_list": []},
    ]
    samples[0]["code_list"].append("print(ceil(2.0 * int(input())))")
    samples[1]["code_list"] = [
        "class Solution:\n    def joined(self, xs: List[int], x):\n        return [*xs, x]",
        "class Solution:\n    def joined(self, xs, x):\n        return (*xs, x)",
        "class Solution:\n    def joined(self, xs, x):\n        return [x, *xs]",
    ]
    files = write(LCB, LCB_CALL), write(*samples, name="s.jsonl")
    found = verdicts("livecodebench", *files)
    assert found == {"a": [True, False, True], "b": [True, True, False]}


def test_a_pickle_is_read_and_not_loaded(write: Write) -> None:
    class Evil:
        def __reduce__(self) -> Any:
            return pytest.fail, ("it was loaded",)

    for bad in (Evil(), ["a"], {"a": 1}, 3, ("a", "b")):
        with pytest.raises(ValueError, match="the pickle holds"):
            text_in_pickle(pickle.dumps(bad))
    for garbage in (b"garbage", b"", b"\x80\x04", pickle.dumps("text")[:-3]):
        with pytest.raises(ValueError, match=r"pickle|opcode|string|expected"):
            text_in_pickle(garbage)
    for protocol in range(1, pickle.HIGHEST_PROTOCOL + 1):
        for text in ("", "[]", "crab \u00e9" * 100, "x" * 70_000):
            assert text_in_pickle(pickle.dumps(text, protocol)) == text
    evil = base64.b64encode(zlib.compress(pickle.dumps(Evil()))).decode()
    for private in (evil, "!!!", base64.b64encode(b"x").decode()):
        problem = {**LCB, "private_test_cases": private}
        with pytest.raises(InputError, match="private_test_cases"):
            list(reader("livecodebench")(write(problem), answered=False))


def test_apps(write: Write) -> None:
    asked = "Read a number and write something."
    text = {
        "problem_id": 0,
        "question": asked,
        "solutions": json.dumps(["print(int(input()) + 0.5)", "print(3)"]),
        "input_output": json.dumps({"inputs": ["1\n", "2"], "outputs": ["1.50\n", "2.5"]}),
    }
    call = {
        "problem_id": 1,
        "question": asked,
        "starter_code": "def more(x):\n",
        "solutions": ["def more(x):\n    return x + 1", "def more(x):\n    return [x + 1]"],
        "input_output": {"fn_name": "more", "inputs": [[1], [2]], "outputs": [[2], [3]]},
    }
    assert verdicts("apps", write(text, call)) == {"0": [True, False], "1": [True, True]}


@pytest.mark.skipif(not shutil.which("g++"), reason="g++ is not installed")
def test_codecontests(write: Write) -> None:
    cpp = "#include <iostream>\nint main(){int a, b; std::cin >> a >> b; std::cout << a + b;}"
    problem = {
        "name": "A",
        "description": "Add.",
        "public_tests": {"input": ["1 2\n"], "output": ["3\n"]},
        "private_tests": {"input": ["2 2"], "output": ["4"]},
        "solutions": {
            "language": [2, 3],
            "solution": [cpp, "print(sum(map(int, input().split())))"],
        },
        "time_limit": {"seconds": 1, "nanos": 500_000_000},
        "memory_limit_bytes": 256_000_000,
    }
    assert verdicts("codecontests", write(problem)) == {"A": [True]}
    only = {**problem, "solutions": {"language": [2, 4], "solution": [cpp, "class A {}"]}}
    assert verdicts("codecontests", write(only)) == {"A": [True]}
    (row,) = reader("codecontests")(write(only))
    assert (row["checks"][0].language, row["checks"][0].cpu) == ("cpp", 1.5)


def test_cruxeval(write: Write) -> None:
    code = "def f(xs):\n    return sorted(xs)"
    problem = {"id": "sample_0", "code": code, "input": "[2, 1]", "output": "[1, 2]"}
    assert verdicts("cruxeval-o", write(problem)) == {"sample_0": [True]}
    assert verdicts("cruxeval-i", write(problem)) == {"sample_0": [True]}
    said = write({"sample_0": ["[1, 2]", "[2, 1]"]}, name="s.json")
    assert verdicts("cruxeval-o", write(problem), said) == {"sample_0": [True, False]}
    said = write({"id": "sample_0", "response": "f([1, 2])"}, name="s.jsonl")
    assert verdicts("cruxeval-i", write(problem), said) == {"sample_0": [True]}


PATCH = "--- a/pool.py\n+++ b/pool.py\n@@ -1,2 +1,2 @@\n def depth(c):\n"
PATCH += "-    return c\n+    return 2 * c\n"
TESTS = (
    "--- /dev/null\n+++ b/test_pool.py\n@@ -0,0 +1,3 @@\n+import pool\n+def test_depth():\n"
    "+    assert pool.depth(2) == 4\n"
)
FILES = {"pool.py": "def depth(c):\n    return c\n"}


def test_swe_bench(write: Write) -> None:
    task = {
        "instance_id": "x__y-1",
        "repo": "x/y",
        "base_commit": "abc",
        "problem_statement": "Twice the depth.",
        "patch": PATCH,
        "test_patch": TESTS,
        "FAIL_TO_PASS": json.dumps(["test_pool.py::test_depth"]),
        "PASS_TO_PASS": "[]",
    }
    here = {**task, "files": FILES}
    assert verdicts("swe-bench", write(here)) == {"x__y-1": [True]}
    wrong = {"instance_id": "x__y-1", "model_patch": PATCH.replace("2 * c", "3 * c")}
    assert verdicts("swe-bench", write(here), write(wrong, name="s.jsonl")) == {"x__y-1": [False]}
    (row,) = reader("swe-bench")(write(task))
    assert (row["checks"][0].path, row["checks"][0].commit) == ("repositories/x__y", "abc")
    assert verdicts("swe-bench", write(task)) == {"x__y-1": [None]}
    django = {**task, "FAIL_TO_PASS": ["test_x (a.tests.T)"]}
    assert verdicts("swe-bench", write(django)) == {"x__y-1": [None]}


def test_res_q(write: Write) -> None:
    script = "import unittest, pool\nclass T(unittest.TestCase):\n    def test_a(self):\n"
    script += "        self.assertEqual(pool.depth(2), 4)\nif __name__ == '__main__':\n"
    task = {
        "id": "0_0",
        "repo_url": "https://github.com/x/y.git",
        "base_commit": "abc",
        "instruction": "Twice the depth.",
        "test_script": script + "    unittest.main()\n",
        "solution_patch": PATCH,
        "language": "python",
        "files": FILES,
    }
    assert verdicts("res-q", write(task)) == {"0_0": [True]}
    bodies = ("3 * c", "__import__('sys').exit(0)", "__import__('os')._exit(0)", "c * 2")
    said = [{"id": "0_0", "patch": PATCH.replace("2 * c", body)} for body in bodies]
    found = verdicts("res-q", write(task), write(*said, name="s.jsonl"))
    assert found == {"0_0": [False, False, False, True]}
    plain = {**task, "test_script": "import pool\nassert pool.depth(2) == 4\n"}
    found = verdicts("res-q", write(plain), write(*said, name="s.jsonl"))
    assert found == {"0_0": [False, False, False, True]}
    del task["files"]
    (row,) = reader("res-q")(write(task))
    assert (row["checks"][0].path, row["checks"][0].commit) == ("repositories/x__y", "abc")
    other = {**task, "language": "javascript"}
    assert verdicts("res-q", write(other)) == {"0_0": [None]}


@pytest.mark.parametrize(
    ("form", "problem", "field"),
    [
        ("livecodebench", {**LCB, "public_test_cases": "[{}]"}, "public_test_cases"),
        ("livecodebench", {**LCB, "public_test_cases": "[", "private_test_cases": ""}, "public"),
        ("livecodebench", {**LCB, "public_test_cases": "[]", "private_test_cases": ""}, "public"),
        (
            "livecodebench",
            {**LCB_CALL, "public_test_cases": [{"input": "x", "output": "1"}]},
            "expected JSON, got 'x'",
        ),
        ("livecodebench", {"question_content": "x"}, "question_id"),
        ("apps", {"problem_id": 1, "question": "q", "input_output": ""}, "input_output"),
        ("apps", {"problem_id": 1, "question": 3, "input_output": "{}"}, "question"),
        (
            "apps",
            {"problem_id": 1, "question": "q", "input_output": {"inputs": [1], "outputs": []}},
            "as many",
        ),
        ("codecontests", {"name": "x", "description": "d"}, "public_tests"),
        ("codecontests", {"name": "x", "description": "d", "public_tests": [1]}, "public_tests"),
        ("cruxeval-o", {"id": "x", "code": "c", "input": "1"}, "output"),
        ("cruxeval-o", {"id": "x", "code": "c", "input": "1", "output": "f("}, "output"),
        ("swe-bench", {"instance_id": "x", "problem_statement": "s"}, "FAIL_TO_PASS"),
        ("res-q", {"id": "x", "instruction": "s", "language": "python"}, "repo_url"),
    ],
)
def test_what_is_malformed_is_named(
    form: str, problem: dict[str, Any], field: str, write: Write
) -> None:
    with pytest.raises(InputError, match=field) as fault:
        list(reader(form)(write(problem), answered=False))
    assert "p.jsonl:1" in str(fault.value)


def test_answers_to_nothing_are_refused(write: Write) -> None:
    files = write(LCB), write({"question_id": "zz", "code_list": ["x"]}, name="s.jsonl")
    with pytest.raises(InputError, match="no problem is called 'zz'"):
        list(reader("livecodebench")(*files))
    files = write(LCB), write({"question_id": "a", "code": ["x"]}, name="s.jsonl")
    with pytest.raises(InputError, match="no answer"):
        list(reader("livecodebench")(*files))
