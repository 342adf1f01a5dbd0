"""`code.repository`: a change to a repository judged by its tests."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase
from pathlib import PurePosixPath
from typing import Annotated, Literal, NamedTuple

import msgspec

from assay.check import Example
from assay.checks.code.base import CodeCheck
from assay.checks.code.extraction import Found
from assay.checks.code.outputs import as_bytes
from assay.checks.code.patches import Files, PatchError, applied, edited
from assay.checks.code.pytests import Asked, Missing, run_tests
from assay.checks.code.sources import SourceError, files_at
from assay.checks.code.written_patches import written
from assay.context import Context
from assay.response import Response
from assay.sandbox import Limits, shared
from assay.verdict import Verdict

__all__ = ["GUARDED", "Repository"]

GUARDED = (
    "conftest.py",
    "pytest.ini",
    ".pytest.ini",
    "pytest.toml",
    ".pytest.toml",
    "tox.ini",
    "setup.cfg",
    "pyproject.toml",
    "sitecustomize.py",
    "usercustomize.py",
    "*.pth",
    "*.pyc",
    "*.so",
)
"""Files by whose name the run of the tests can be changed; only the repository's own count."""

_GUARDED_FOLDERS = ("*.egg-info", "*.dist-info", "__pycache__")
_TEST_TOOLS = frozenset(
    {"pytest", "_pytest", "pluggy", "iniconfig", "packaging", "exceptiongroup", "tomli", "py"}
)
_MOST = 4 << 20


class _Prepared(NamedTuple):
    """The files that are tested, and what of the response was set aside."""

    files: Files
    set_aside: tuple[str, ...] = ()


class Repository(CodeCheck, kind="code.repository"):
    """A patch after which a repository's tests pass (the forms of SWE-bench, SWE-Dev and RES-Q).

    The repository: `files`, texts by path, over those at `path`, a folder, a tar archive or, with
    `commit`, a git repository. The response holds a unified diff, or with `form` set to `blocks`
    blocks that search and replace (<<<<<<< SEARCH). It must fit exactly, at the line that it names
    or elsewhere; with `recount` the numbers of lines that its hunks announce may be wrong.

    Then come the tests: `test_patch`, and `tests`, texts by path. What they hold stands as they
    have it, whatever the response did there; so do all files by whose names a test run can be
    changed (conftest.py, pytest.ini, setup.cfg, *.pth and others, `protected` adds patterns): what
    a response does to those is set aside, and a module that would stand before one of Python's or
    pytest's own fails it. `fail_to_pass` and `pass_to_pass` are pytest's ids of tests that must
    pass; one that is skipped has not passed, one that is expected to fail and does has.

    All runs in the sandbox, with `source_paths` in front of Python's path, under a plugin that is
    loaded first. A test must be reported by it once for every phase; the exit status and the
    output of pytest count for nothing. In each module tests are run that must fail: where one
    passes, the run is a lie and has failed. The tests of `fail_to_pass` are run a second time with
    something else for what their `==` expects: one that passes again has passed for nothing. Since
    code and tests share a process, lies that know this harness remain possible (docs/code-io.md).

    The score is the share of tests passed, and below 1 where any fails. Undecided where pytest, the
    repository or a right test patch is missing or the sandbox breaks.
    """

    fail_to_pass: Annotated[tuple[str, ...], msgspec.Meta(min_length=1)]
    pass_to_pass: tuple[str, ...] = ()
    files: Mapping[str, str] = {}
    path: str = ""
    commit: str = ""
    test_patch: str = ""
    tests: Mapping[str, str] = {}
    protected: tuple[str, ...] = ()
    source_paths: tuple[str, ...] = (".", "src")
    form: Literal["diff", "blocks"] = "diff"
    recount: bool = False
    plugins: bool = False
    cpu: float = 300.0
    memory: int = 4096

    def __hash__(self) -> int:
        return hash(msgspec.json.encode(self))

    def validate(self) -> None:
        super().validate()
        if not self.files and not self.path:
            raise ValueError("files or path must say what the repository is")
        for name in (*self.files, *self.tests, *self.source_paths):
            if name.startswith("/") or ".." in PurePosixPath(name).parts or not name:
                raise ValueError(f"{name!r:.60} is no path inside the repository")
        for test in (*self.fail_to_pass, *self.pass_to_pass):
            if not test.split("::")[0].endswith(".py") or "::" not in test:
                raise ValueError(
                    f"{test!r:.80} is no id of pytest's, such as tests/test_a.py::test_b"
                )

    @property
    def limits(self) -> Limits:
        return Limits(
            cpu=self.cpu,
            wall=2 * self.cpu + 5,
            memory=self.memory,
            processes=256,
            scratch=2048,
            inodes=200_000,
            file=512,
            descriptors=1024,
        )

    def time_allowed(self) -> float:
        return self.longest + 60

    def verify(self, response: Response, context: Context) -> Verdict:
        if response.silent:
            return self.undecided("There is no message of the assistant.")
        found = written(response, self.form)
        if found is None:
            return self.decide(False, f"The response holds no {self._form}.", score=0.0)
        try:
            base = self._base()
        except SourceError as fault:
            return self.undecided(f"The repository cannot be read: {fault}.")
        try:
            tested = self._with_tests(base)
        except PatchError as fault:
            return self.undecided(f"The test patch does not fit: {fault}.")
        try:
            prepared = self._prepared(base, tested, found)
        except PatchError as fault:
            return self.say(False, f"The {self._form} does not fit: {fault}.", found, 0.0)
        return self._judged(prepared, found)

    @property
    def _form(self) -> str:
        return "patch" if self.form == "diff" else "block that searches and replaces"

    def _base(self) -> Files:
        given = {path: as_bytes(text) for path, text in self.files.items()}
        return {**(files_at(self.path, self.commit) if self.path else {}), **given}

    def _with_tests(self, base: Files) -> Files:
        """The files that the tests bring, as they have them; those they delete are missing."""
        made = dict(base)
        if self.test_patch.strip():
            made = applied(made, as_bytes(self.test_patch), recount=True)
        return {**made, **{path: as_bytes(text) for path, text in self.tests.items()}}

    def _prepared(self, base: Files, tested: Files, found: Found) -> _Prepared:
        """What is tested: the response's files, and over them those it has no say in."""
        if len(found.text) > _MOST:
            raise PatchError(f"it is longer than {_MOST >> 20} MiB")
        if self.form == "diff":
            changed = applied(base, as_bytes(found.text), recount=self.recount)
        else:
            changed = edited(base, found.text)
        named = {test.split("::")[0] for test in (*self.fail_to_pass, *self.pass_to_pass)}
        of_tests = {p for p in {*base, *tested} if base.get(p) != tested.get(p)} | named
        own = {p for p in {*base, *changed} if base.get(p) != changed.get(p)}
        aside = {path for path in own if path in of_tests or self._is_guarded(path)}
        for path in own - aside:
            if path in changed and path not in base and self._shadows(path, base):
                raise PatchError(f"{path} would stand before a module of Python's or pytest's")
        made = {path: data for path, data in changed.items() if path not in aside}
        for path in aside | of_tests:
            made.pop(path, None)
            if path in tested:
                made[path] = tested[path]
        return _Prepared(made, tuple(sorted(aside)))

    def _is_guarded(self, path: str) -> bool:
        pure = PurePosixPath(path)
        return (
            any(fnmatchcase(pure.name, pattern) for pattern in GUARDED)
            or any(fnmatchcase(part, p) for part in pure.parts[:-1] for p in _GUARDED_FOLDERS)
            or any(fnmatchcase(path, pattern) for pattern in self.protected)
        )

    def _shadows(self, path: str, base: Files) -> bool:
        """Whether a new file makes a module of a name that Python or pytest has already."""
        for start in {*self.source_paths, "."}:
            lead = "" if start == "." else f"{PurePosixPath(start)}/"
            if not path.startswith(lead):
                continue
            top = path[len(lead) :].split("/")[0]
            name = top.removesuffix(".py")
            taken = name in _TEST_TOOLS or (name in sys.stdlib_module_names and name != "test")
            if taken and not any(f"{known}/".startswith(f"{lead}{top}/") for known in base):
                return True
        return False

    def _judged(self, prepared: _Prepared, found: Found) -> Verdict:
        wanted = tuple(dict.fromkeys((*self.fail_to_pass, *self.pass_to_pass)))
        paths = tuple(dict.fromkeys((*self.source_paths, ".")))
        asked = Asked(wanted, self.fail_to_pass, paths, self.plugins)
        ran = run_tests(shared(), prepared.files, asked, self.limits)
        if isinstance(ran, Missing):
            return self.undecided(ran.why)
        aside = ", ".join(prepared.set_aside[:3])
        note = f" What it did to {aside} was set aside." if aside else ""
        if ran.lied:
            return self.say(False, f"{ran.lied}{note}", found, 0.0)
        failed = [test for test in wanted if ran.outcomes.get(test) is not True]
        if not failed:
            return self.say(True, f"{len(wanted)} of {len(wanted)} tests passed.{note}", found)
        why = ran.why.get(failed[0]) or ran.ended or "it was not run"
        right = len(wanted) - len(failed)
        said = f"{right} of {len(wanted)} tests passed; {failed[0]}: {why.rstrip('.')}.{note}"
        return self.say(False, said, found, right / len(wanted))

    def describe(self) -> str:
        what = "a unified diff" if self.form == "diff" else "blocks that search and replace"
        tests = ", ".join(self.fail_to_pass[:3])
        return f"Write {what} after which the tests pass: {tests}."

    @classmethod
    def examples(cls) -> Sequence[Example]:
        pool = cls(
            files={"pool.py": "def depth(crabs):\n    return crabs\n"},
            tests={
                "test_pool.py": "import pool\ndef test_depth():\n    assert pool.depth(2) == 4\n"
            },
            fail_to_pass=("test_pool.py::test_depth",),
            cpu=20.0,
        )
        head = "```diff\n--- a/pool.py\n+++ b/pool.py\n@@ -1,2 +1,2 @@\n def depth(crabs):\n"
        return (
            Example(pool, f"{head}-    return crabs\n+    return 2 * crabs\n```", True),
            Example(pool, f"{head}-    return crabs\n+    return 3 * crabs\n```", False),
            Example(pool, f"{head}-    return 1\n+    return 2 * crabs\n```", False),
        )
