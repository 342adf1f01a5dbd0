"""Patches applied: what difflib writes comes out right, and what does not fit is refused."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.checks.code.patches import PatchError, applied, edited

LINES = st.lists(
    st.sampled_from(["a\n", "b\n", "\n", "- c\n", "+d\n", "@@ e\n", "f\r\n"]), max_size=20
)
MADE = b"--- /dev/null\n+++ b/l\n@@ -0,0 +1 @@\n+x\n"
OLD = b"one\ntwo\nthree\nfour\nfive\n"


def diff(
    before: Sequence[str],
    after: Sequence[str],
    context: int = 3,
    names: tuple[str, str] | None = None,
) -> bytes:
    one, other = names or ("a/x" if before else "/dev/null", "b/x" if after else "/dev/null")
    return "".join(difflib.unified_diff(list(before), list(after), one, other, n=context)).encode()


@given(LINES, LINES, st.integers(0, 3))
def test_what_difflib_writes_is_applied(before: list[str], after: list[str], context: int) -> None:
    if before == after:
        return
    files = {"x": "".join(before).encode()} if before else {}
    found = applied(files, diff(before, after, context))
    assert found.get("x", b"") == "".join(after).encode()
    assert ("x" in found) is bool(after)


@given(LINES, LINES)
def test_the_way_back(before: list[str], after: list[str]) -> None:
    if before == after or not before or not after:
        return
    files = {"x": "".join(before).encode()}
    there = applied(files, diff(before, after))
    assert applied(there, diff(after, before)) == files


@given(LINES, LINES, LINES)
def test_a_patch_fits_where_lines_were_put_before(
    before: list[str], after: list[str], more: list[str]
) -> None:
    unlike = [line.replace("\n", "!\n") for line in more]
    body = ["start\n", *before, "end\n"]
    then = ["start\n", *after, "end\n"]
    if body == then:
        return
    patch = diff(body, then, context=99)
    found = applied({"x": "".join([*unlike, *body]).encode()}, patch)
    assert found["x"] == "".join([*unlike, *then]).encode()


@given(st.binary(max_size=200), st.booleans())
def test_no_bytes_do_more_than_to_be_refused(patch: bytes, recount: bool) -> None:
    with suppress(PatchError):
        applied({"x": OLD}, patch, recount=recount)


@given(st.text("<>=SEARCHREPLACE\nx` ", max_size=80))
def test_no_blocks_do_more_than_to_be_refused(text: str) -> None:
    with suppress(PatchError):
        edited({"x": OLD}, text)


@given(LINES, LINES)
def test_wrong_counts_are_forgiven_where_asked(before: list[str], after: list[str]) -> None:
    plain = [line for line in before if line.strip() and line[0] not in "-+@"]
    then = [line for line in after if line.strip() and line[0] not in "-+@"]
    if plain == then or not plain:
        return
    patch = re.sub(
        rb"@@ -(\d+)(,\d+)? \+(\d+)(,\d+)? @@", rb"@@ -\1,77 +\3,78 @@", diff(plain, then)
    )
    files = {"x": "".join(plain).encode()}
    with pytest.raises(PatchError, match="not as long as it says"):
        applied(files, patch)
    if then:
        assert applied(files, patch, recount=True)["x"] == "".join(then).encode()


def hunk(*lines: str, head: str = "@@ -2,2 +2,2 @@") -> bytes:
    return "\n".join(["--- a/x", "+++ b/x", head, *lines, ""]).encode()


@pytest.mark.parametrize(
    ("patch", "why"),
    [
        (b"", "changes nothing"),
        (b"\n\nSee above.\n", "changes nothing"),
        (b"@@ -1 +1 @@\n-a\n+b\n", "before the name"),
        (b"--- a/x\n+++ b/x\n", "no change"),
        (b"--- /dev/null\n+++ /dev/null\n@@ -1 +1 @@\n-a\n+b\n", "names no file"),
        (hunk("-two", "-3", "+2", "+3"), "hunk 1 does not fit"),
        (hunk(" two", "-three"), "not as long as it says"),
        (hunk(" two", "-three", "+3", "+4"), "not as long as it says"),
        (hunk("-two", "*three", "+2", "+3"), "not as long as it says"),
        (b"--- a/y\n+++ b/y\n@@ -1 +1 @@\n-a\n+b\n", "no such file"),
        (b"--- /dev/null\n+++ b/x\n@@ -0,0 +1 @@\n+b\n", "there already"),
        (b"--- a/x\n+++ /dev/null\n@@ -1 +0,0 @@\n-one\n", "not all of its lines"),
        (b"--- a/x\n+++ b/../x\n@@ -1 +1 @@\n-one\n+1\n", "no path inside"),
        (b"--- /dev/null\n+++ b//etc/passwd\n@@ -0,0 +1 @@\n+b\n", "no path inside"),
        (b"--- /dev/null\n+++ /etc/passwd\n@@ -0,0 +1 @@\n+b\n", "no path inside"),
        (b"--- /dev/null\n+++ b/.git/config\n@@ -0,0 +1 @@\n+b\n", "no path inside"),
        (b"diff --git a/l b/l\nnew file mode 120000\n" + MADE, "link"),
        (b"diff --git a/x b/x\nGIT binary patch\nliteral 1\n", "binary"),
        (b"diff --git a/x b/y\nrename from x\nrename to ../y\n", "no path inside"),
    ],
)
def test_what_is_refused(patch: bytes, why: str) -> None:
    with pytest.raises(PatchError, match=re.escape(why)):
        applied({"x": OLD}, patch)


def test_the_forms_of_git() -> None:
    files = {"x": OLD, "dir/y": b"y\n"}
    rename = b"diff --git a/x b/z\nsimilarity index 100%\nrename from x\nrename to z\n"
    assert applied(files, rename) == {"z": OLD, "dir/y": b"y\n"}
    copy = b"diff --git a/x b/z\ncopy from x\ncopy to z\n"
    assert applied(files, copy) == {**files, "z": OLD}
    empty = b"diff --git a/e b/e\nnew file mode 100644\nindex 000..e69\n"
    assert applied(files, empty)["e"] == b""
    mode = b"diff --git a/x b/x\nold mode 100644\nnew mode 100755\n"
    assert applied(files, mode) == files
    gone = b"diff --git a/dir/y b/dir/y\ndeleted file mode 100644\n"
    gone += b"--- a/dir/y\n+++ /dev/null\n@@ -1 +0,0 @@\n-y\n"
    assert applied(files, gone) == {"x": OLD}
    quoted = b'--- /dev/null\n+++ "b/\\303\\251 \\"q\\"\\t"\n@@ -0,0 +1 @@\n+e\n'
    assert applied({}, quoted) == {'\u00e9 "q"\t': b"e\n"}
    dated = b"--- x\t2024-01-01 00:00:00\n+++ x\t2024-01-01\n@@ -1 +1 @@\n-one\n+1\n"
    assert applied({"x": b"one\n"}, dated) == {"x": b"1\n"}
    signed = hunk("-two", "+2", head="@@ -2 +2 @@") + b"-- \n2.39.2\n\n"
    assert applied({"x": OLD}, signed)["x"] == OLD.replace(b"two", b"2")


def test_newlines_at_the_end() -> None:
    end = b"\\ No newline at end of file\n"
    add = b"--- a/x\n+++ b/x\n@@ -1 +1,2 @@\n one\n" + end + b"+two\n" + end
    assert applied({"x": b"one"}, add) == {"x": b"one\ntwo"}
    untold = b"--- a/x\n+++ b/x\n@@ -1 +1,2 @@\n+zero\n one\n"
    assert applied({"x": b"one"}, untold) == {"x": b"zero\none"}
    drop = b"--- a/x\n+++ b/x\n@@ -1 +1 @@\n-one\n+one\n\\ No newline at end of file\n"
    assert applied({"x": b"one\n"}, drop) == {"x": b"one"}


def test_an_empty_line_of_context_may_have_lost_its_space() -> None:
    patch = b"--- a/x\n+++ b/x\n@@ -1,3 +1,3 @@\n a\n\n-b\n+c\n"
    assert applied({"x": b"a\n\nb\n"}, patch) == {"x": b"a\n\nc\n"}


def test_the_nearest_place_is_taken() -> None:
    files = {"x": b"p\nq\n" * 10}
    patch = b"--- a/x\n+++ b/x\n@@ -12,2 +12,2 @@\n-p\n+P\n q\n"
    assert applied(files, patch)["x"].splitlines().index(b"P") in (10, 12)


def test_hostile_repetition_is_no_burden() -> None:
    files = {"x": b"a\n" * 20_000}
    body = b" a\n" * 9_999 + b"-b\n"
    patch = b"--- a/x\n+++ b/x\n@@ -1,10000 +1,9999 @@\n" + body
    with pytest.raises(PatchError, match="does not fit"):
        applied(files, patch)
    kept = b"--- a/x\n+++ b/x\n@@ -1,20000 +1,20001 @@\n" + b" a\n" * 20_000 + b"+b\n"
    assert applied(files, kept)["x"] == files["x"] + b"b\n"
    stray = b"".join(b"@@ -%d +%d @@\n-a\n+b\n" % (n, n) for n in range(19_000, 1, -1))
    with pytest.raises(PatchError, match="elsewhere"):
        applied({"x": b"c\n" * 19_000 + b"a\n" * 19_000}, b"--- a/x\n+++ b/x\n" + stray)
    again = b"--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+a\n" * 20_000
    with pytest.raises(PatchError, match="too often"):
        applied({"x": b"a\n" * 50_000}, again)
    with pytest.raises(PatchError):
        edited(files, "x\n<<<<<<< SEARCH\n" * 50_000)


def test_blocks() -> None:
    block = "x\n```\n<<<<<<< SEARCH\ntwo\nthree\n=======\n2\n>>>>>>> REPLACE\n```\n"
    assert edited({"x": OLD}, block) == {"x": b"one\n2\nfour\nfive\n"}
    made = "**new.py**\n<<<<<<< SEARCH\n=======\nn = 1\n>>>>>>> REPLACE"
    assert edited({}, made) == {"new.py": b"n = 1\n"}
    for text, why in (
        (block.replace("two", "to"), "does not stand there"),
        (block.replace("x\n", "y\n", 1), "does not stand there"),
        (block.replace("x\n", "../x\n", 1), "no path inside"),
        (block.replace(">>>>>>> REPLACE", ""), "no end"),
        (made.replace("new.py", "x"), "there already"),
        ("nothing", "no block"),
    ):
        with pytest.raises(PatchError, match=re.escape(why)):
            edited({"x": OLD}, text)
    with pytest.raises(PatchError, match="more than once"):
        edited({"x": b"two\nthree\n" * 2}, block)
    assert edited({"x": b"two\nthree"}, block) == {"x": b"2\n"}
    assert edited({"x": b"twotwo\nthree\ntwo\nthree\n"}, block)["x"] == b"twotwo\nthree\n2\n"
