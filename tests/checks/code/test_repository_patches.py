"""Changes to a repository by its tests; and those who would rather lie than fix."""

from __future__ import annotations

import difflib
import io
import subprocess
import tarfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

import assay
from assay.checks.code.repository import Repository
from assay.errors import BadParameter
from assay.registry import parse
from assay.verdict import Verdict

pytest.importorskip("pytest")

POOL = "def depth(crabs):\n    return crabs\n"
RIGHT = "def depth(crabs):\n    return 2 * crabs\n"
WRONG = "def depth(crabs):\n    return 3 * crabs\n"
TESTS = """\
import unittest
import pytest
import pool

def test_depth():
    assert pool.depth(2) == 4

@pytest.mark.parametrize("a,b", [(1, 2), (3, 6)])
def test_many(a, b):
    found = pool.depth(a)
    assert found == b

class TestPool(unittest.TestCase):
    def test_unit(self):
        self.assertEqual(pool.depth(2), 4)

    @unittest.skip("not now")
    def test_skipped(self):
        pass

def test_early():
    if True:
        return
    assert pool.depth(1) == 2

def test_kept():
    assert pool.depth(0) == 0

@pytest.mark.xfail
def test_known_to_fail():
    assert pool.depth(1) == 77
"""
PLACE = "sub/test_pool.py"
FIXED = tuple(
    f"{PLACE}::{name}"
    for name in ("test_depth", "test_many[1-2]", "test_many[3-6]", "TestPool::test_unit")
)
KEPT = tuple(f"{PLACE}::{name}" for name in ("test_early", "test_kept", "test_known_to_fail"))
CHECK = Repository(
    files={"pool.py": POOL, "setup.cfg": "[tool:pytest]\naddopts = -x\n"},
    tests={PLACE: TESTS},
    fail_to_pass=FIXED,
    pass_to_pass=KEPT,
    cpu=20.0,
)


def patch(files: Mapping[str, str], base: Mapping[str, str] = CHECK.files) -> str:
    made = []
    for path, text in files.items():
        old = base.get(path, "").splitlines(keepends=True)
        names = f"a/{path}" if old else "/dev/null", f"b/{path}"
        made += difflib.unified_diff(old, text.splitlines(keepends=True), *names)
    return f"Here it is:\n\n```diff\n{''.join(made)}```\n"


def judged(files: Mapping[str, str], check: Repository = CHECK) -> Verdict:
    return assay.verify(patch(files), check)


def test_right_and_wrong() -> None:
    found = judged({"pool.py": RIGHT})
    assert (found.passed, found.score) == (True, 1.0), found.why
    found = judged({"pool.py": WRONG})
    assert (found.passed, round(found.score or 0, 3)) == (False, 0.429)
    assert "assert 6 == 4" in found.why


def test_in_other_forms() -> None:
    plain = patch({"pool.py": RIGHT}).split("```diff\n")[1].removesuffix("```\n")
    for response in (f"<patch>\n{plain}</patch>", plain, f"I fixed it.\n\n{plain}"):
        assert assay.verify(response, CHECK).passed is True
    blocks = "pool.py\n<<<<<<< SEARCH\n    return crabs\n=======\n    return crabs * 2\n"
    check = parse({**_data(CHECK), "form": "blocks"})
    assert assay.verify(f"{blocks}>>>>>>> REPLACE", check).passed is True
    assert assay.verify(plain, check).passed is False
    miscounted = plain.replace("@@ -1,2 +1,2 @@", "@@ -1,9 +1,7 @@")
    assert assay.verify(miscounted, CHECK).passed is False
    assert assay.verify(miscounted, parse({**_data(CHECK), "recount": True})).passed is True


def _data(check: Repository) -> dict[str, Any]:
    import msgspec

    return msgspec.to_builtins(check)


@pytest.mark.parametrize(
    "response", ["", "No.", "```diff\n```", "--- a/x\n", "\udcff", "@@ " * 9999]
)
def test_no_patch_fails(response: str) -> None:
    assert assay.verify(response, CHECK).passed is False


def test_ids_that_are_not_there_or_skipped_have_not_passed() -> None:
    for name, why in (("TestPool::test_skipped", "skipped"), ("test_nothing", "not run")):
        check = parse({**_data(CHECK), "pass_to_pass": [f"{PLACE}::{name}"]})
        found = judged({"pool.py": RIGHT}, check)  # type: ignore[arg-type]
        assert (found.passed, found.score) == (False, 0.8)
        assert why in found.why


EQUAL = "class Same(int):\n    __hash__ = None\n    def __eq__(self, other):\n        return True\n"
HOOK = (
    "import pytest\n@pytest.hookimpl(hookwrapper=True)\n"
    "def pytest_runtest_makereport(item, call):\n    outcome = yield\n"
    "    report = outcome.get_result()\n    report.outcome = 'passed'\n"
)
LIES = {
    "leave": {"pool.py": "import os\nos._exit(0)\n"},
    "leave when called": {"pool.py": "import os\ndef depth(n):\n    os._exit(0)\n"},
    "exit": {"pool.py": "import sys\ndef depth(n):\n    sys.exit(0)\n"},
    "pytest.exit": {
        "pool.py": "import pytest\ndef depth(n):\n    pytest.exit('ok', returncode=0)\n"
    },
    "skip": {"pool.py": "import pytest\ndef depth(n):\n    pytest.skip()\n"},
    "xfail": {"pool.py": "import pytest\ndef depth(n):\n    pytest.xfail()\n"},
    "equal to all": {"pool.py": EQUAL + "def depth(n):\n    return Same()\n"},
    "conftest": {"pool.py": WRONG, "conftest.py": HOOK},
    "conftest below": {"pool.py": WRONG, "sub/conftest.py": HOOK},
    "setup.cfg": {"pool.py": WRONG, "setup.cfg": "[tool:pytest]\naddopts = --collect-only\n"},
    "pytest.ini": {"pool.py": WRONG, "pytest.ini": "[pytest]\naddopts = -p pool\n"},
    "plugin": {"pool.py": WRONG + HOOK, "x.egg-info/entry_points.txt": "[pytest11]\nx = pool\n"},
    "the tests": {"pool.py": WRONG, PLACE: "def test_depth(): pass\n"},
    "a module called pytest": {"pool.py": WRONG, "pytest.py": "x = 1\n"},
    "a module called json": {"pool.py": WRONG, "src/json/__init__.py": "x = 1\n"},
    "sitecustomize": {"pool.py": WRONG, "sitecustomize.py": "import os\nos._exit(0)\n"},
    "runtest": {
        "pool.py": WRONG + "import _pytest.python as p\np.Function.runtest = lambda self: None\n"
    },
    "reports": {
        "pool.py": WRONG
        + "import _pytest.reports as r\nold = r.TestReport.from_item_and_call.__func__\n"
        "def new(cls, item, call):\n    made = old(cls, item, call)\n"
        "    made.outcome, made.longrepr = 'passed', None\n    return made\n"
        "r.TestReport.from_item_and_call = classmethod(new)\n"
    },
    "calls": {
        "pool.py": WRONG + "import _pytest.runner as r\nold = r.CallInfo.from_call.__func__\n"
        "def new(cls, func, *a, **k):\n    return old(cls, lambda: None, when=k.get('when'))\n"
        "r.CallInfo.from_call = classmethod(new)\n"
    },
    "the module": {"pool.py": WRONG + "import sys\nsys.modules['test_pool'] = None\n"},
    "the assertion": {
        "pool.py": WRONG + "import builtins\nclass Quiet(BaseException): pass\n"
        "builtins.AssertionError = Quiet\n"
    },
    "assertEqual": {
        "pool.py": WRONG + "import unittest\nunittest.TestCase.assertEqual = lambda *a: None\n"
    },
    "the lines on stdout": {
        "pool.py": WRONG + f"for name in {FIXED!r}:\n    print(name, 'PASSED')\n"
    },
    "threads": {
        "pool.py": WRONG + "import threading, os\nthreading.Timer(0.01, os._exit, (0,)).start()\n"
    },
    "never": {"pool.py": "while True:\n    pass\n"},
}


@pytest.mark.parametrize("lie", LIES)
def test_lies_do_not_pass(lie: str) -> None:
    check = parse({**_data(CHECK), "cpu": 1.5})
    found = judged(LIES[lie], check)  # type: ignore[arg-type]
    assert found.passed is False, found.why
    assert (found.score or 0) < 1


def test_what_is_set_aside_is_said_and_does_no_harm() -> None:
    found = judged({"pool.py": RIGHT, "conftest.py": "1 / 0\n", PLACE: "1 / 0\n"})
    assert found.passed is True
    assert "conftest.py, sub/test_pool.py was set aside" in found.why
    check = parse({**_data(CHECK), "protected": ["pool.py"]})
    assert judged({"pool.py": RIGHT}, check).passed is False  # type: ignore[arg-type]


def test_new_files_beside_old_ones_shadow_nothing() -> None:
    base = {**CHECK.files, "json/__init__.py": "", "test/__init__.py": ""}
    check = parse({**_data(CHECK), "files": base})
    for path in ("json/more.py", "test/test_more.py", "pkg/json.py", "pool2.py"):
        response = patch({"pool.py": RIGHT, path: "x = 1\n"}, base)
        assert assay.verify(response, check).passed is True
    for path in ("json.py", "src/json.py", "unittest/__init__.py", "_pytest/x.py"):
        response = patch({"pool.py": RIGHT, path: "x = 1\n"})
        assert assay.verify(response, CHECK).passed is False


def test_a_test_patch_stands_whatever_the_response_did() -> None:
    files = {"pool.py": POOL, "test_pool.py": "import pool\ndef test_a():\n    pass\n"}
    then = "import pool\ndef test_a():\n    assert pool.depth(1) == 2\n"
    tests = patch({"test_pool.py": then}, files).split("```diff\n")[1].removesuffix("```\n")
    check = Repository(
        files=files, test_patch=tests, fail_to_pass=("test_pool.py::test_a",), cpu=20.0
    )
    both = {"pool.py": WRONG, "test_pool.py": "def test_a(): pass\n"}
    assert assay.verify(patch(both, files), check).passed is False
    both = {"pool.py": RIGHT, "test_pool.py": "def test_a():\n    1 / 0\n"}
    assert assay.verify(patch(both, files), check).passed is True
    broken = parse({**_data(check), "test_patch": tests.replace("pass", "path")})
    assert assay.verify(patch(both, files), broken).passed is None


def test_where_repositories_come_from(tmp_path: Path) -> None:
    folder = tmp_path / "repo"
    (folder / "src").mkdir(parents=True)
    (folder / "src/pool.py").write_text(POOL)
    (folder / "secret").symlink_to("/etc/passwd")
    archive = tmp_path / "repo.tar.gz"
    with tarfile.open(archive, "w:gz") as made:
        made.add(folder, "pool-1.0")
        evil = tarfile.TarInfo("pool-1.0/../../evil")
        evil.size = 1
        made.addfile(evil, io.BytesIO(b"x"))
    git = ["git", "-C", str(folder), "-c", "user.name=a", "-c", "user.email=a@b"]
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "one"]):
        subprocess.run([*git, *command], check=True)
    at = subprocess.run([*git, "rev-parse", "HEAD"], capture_output=True, check=True, text=True)
    response = patch({"src/pool.py": RIGHT}, {"src/pool.py": POOL})
    for place in (
        {"path": str(folder)},
        {"path": str(archive)},
        {"path": str(folder), "commit": at.stdout.strip()},
    ):
        data = {**_data(CHECK), "files": {}, **place}
        assert assay.verify(response, parse(data)).passed is True
    for place in ({"path": str(tmp_path / "no")}, {"path": str(folder), "commit": "abcdef"}):
        assert assay.verify(response, parse({**_data(CHECK), "files": {}, **place})).passed is None


@pytest.mark.parametrize(
    "given",
    [
        {"fail_to_pass": []},
        {"files": {}},
        {"files": {"/x": ""}},
        {"files": {"../x": ""}},
        {"tests": {"a/../../x": ""}},
        {"fail_to_pass": ["test_x (module.Class)"]},
        {"form": "files"},
    ],
)
def test_bad_parameters_are_refused(given: dict[str, Any]) -> None:
    with pytest.raises(BadParameter):
        parse({**_data(CHECK), **given})
