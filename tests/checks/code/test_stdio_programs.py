"""Programs by what they write: languages, checkers, bad ends, hostile output, laws."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from typing import Any

import pytest

import assay
from assay.checks.code.checker import Checker
from assay.checks.code.stdio import Case, Stdio
from assay.context import Context
from assay.errors import BadParameter
from assay.registry import parse
from assay.response import Response
from assay.verdict import Verdict

UPPER = (Case("abc\n", "ABC\n"), Case("x y\nz", "X Y\nZ"))
SOURCES = {
    "python": "import sys\nprint(sys.stdin.read().upper())",
    "c": "#include <stdio.h>\n#include <ctype.h>\n"
    "int main(){int c; while((c = getchar()) != EOF) putchar(toupper(c)); return 0;}",
    "cpp": "#include <iostream>\n#include <string>\nint main(){std::string s;"
    "while(std::getline(std::cin, s)){for(auto& c : s) c = toupper(c); std::cout << s << '\\n';}}",
    "javascript": "process.stdout.write(require('fs').readFileSync(0, 'utf8').toUpperCase())",
    "shell": "tr a-z A-Z",
}
TOOLS = {"c": "gcc", "cpp": "g++", "javascript": "node", "shell": "bash"}


def needs(language: str) -> None:
    tool = TOOLS.get(language)
    if tool and not shutil.which(tool):
        pytest.skip(f"{tool} is not installed")


def judged(program: str, cases: Sequence[Case], **options: Any) -> Verdict:
    return assay.verify(program, Stdio(cases=tuple(cases), form="program", **options))


@pytest.mark.parametrize("language", SOURCES)
def test_each_language_passes_and_fails(language: str) -> None:
    needs(language)
    assert judged(SOURCES[language], UPPER, language=language).passed is True
    wrong = judged(SOURCES[language], [*UPPER, Case("a", "b")], language=language)
    assert (wrong.passed, round(wrong.score or 0, 3)) == (False, 0.667)
    assert "case 3" in wrong.why


@pytest.mark.parametrize("language", SOURCES)
def test_line_ends_of_the_response_do_not_matter(language: str) -> None:
    needs(language)
    fence = {"cpp": "cpp", "javascript": "js", "shell": "bash"}.get(language, language)
    response = f"So:\n\n```{fence}\n{SOURCES[language]}\n```\n".replace("\n", "\r\n")
    assert assay.verify(response, Stdio(cases=UPPER, language=language)).passed is True


def test_a_transcript_of_bash_is_what_was_typed() -> None:
    needs("shell")
    response = "```console\n$ tr a-z A-Z\nABC\n```"
    assert assay.verify(response, Stdio(cases=UPPER, language="bash")).passed is True


@pytest.mark.parametrize("name", ["C++", "py", "Python3", "node", "bash"])
def test_languages_have_other_names(name: str) -> None:
    check = Stdio(cases=UPPER, language=name)
    language = {"C++": "cpp", "node": "javascript", "bash": "shell"}.get(name, "python")
    needs(language)
    fence = {"cpp": "cpp", "javascript": "js", "shell": "bash"}.get(language, "python")
    assert assay.verify(f"So:\n\n```{fence}\n{SOURCES[language]}\n```", check).passed is True


@pytest.mark.parametrize("language", ["c", "cpp"])
def test_what_does_not_compile_fails_with_the_message(language: str) -> None:
    needs(language)
    found = judged("int main() { return crabs; }", UPPER, language=language)
    assert found.passed is False
    assert "crabs" in found.why
    include = judged('#include "/etc/passwd"\nint main(){}', UPPER, language=language)
    assert include.passed is False
    assert "root:" not in include.why


def test_compiling_is_bounded() -> None:
    needs("cpp")
    bomb = "template<int n> struct A { A<n + 1> a; }; A<0> a; int main(){}"
    assert judged(bomb, UPPER, language="cpp").passed is False
    endless = '#include "/dev/zero"\nint main(){}'
    assert judged(endless, UPPER, language="cpp").passed is False


def test_a_tool_that_does_not_work_leaves_it_undecided(monkeypatch: pytest.MonkeyPatch) -> None:
    needs("shell")
    from assay.checks.code import languages

    broken = {
        "c": languages.Language("program.c", "bash", ("bash", "-c", "exit 1"), plain="int x;"),
        "shell": languages.Language("x", "bash", (), ("bash", "-c", "exit 127"), plain="echo ok"),
    }
    monkeypatch.setattr(languages, "LANGUAGES", broken)
    languages.unfit.cache_clear()
    for language in broken:
        check = Stdio(cases=UPPER, language=language, form="program")
        found = check.verify(Response("x"), Context())
        assert found.passed is None
        assert "bash does not work here" in found.why
    languages.unfit.cache_clear()


def test_recursion_may_be_as_deep_as_memory_allows() -> None:
    needs("cpp")
    deep = "#include <cstdio>\nint f(int n){volatile char b[100]; b[0] = 1;"
    deep += 'return n ? f(n - 1) + b[0] : 0;}\nint main(){std::printf("%d", f(500000));}'
    assert judged(deep, [Case("", "500000")], language="cpp").passed is True
    assert judged(deep, [Case("", "500000")], language="cpp", memory=16).passed is False


def test_other_languages_are_undecided() -> None:
    found = judged("PROGRAM-ID. X.", UPPER, language="cobol")
    assert found.passed is None
    assert "cobol" in found.why


@pytest.mark.parametrize(
    ("program", "why"),
    [
        ("while True: pass", "processor time"),
        pytest.param("import time\ntime.sleep(60)", "on the clock", marks=pytest.mark.slow),
        ("x = bytearray(2 << 30)", "memory|MemoryError"),
        ("while True: print('x' * 10000)", "MiB"),
        ("import os\nos.abort()", "SIGABRT"),
        ("print('ABC')\nraise KeyError('k')", "KeyError: 'k'"),
        ("print(input().upper())\nimport sys\nsys.exit(3)", "status 3"),
        ("import os\nprint('ABC')\nos._exit(0)", "output ends before"),
        ("", "no program"),
    ],
)
def test_bad_ends_fail_and_say_how(program: str, why: str) -> None:
    import re

    found = judged(program, [Case("abc", "ABC")], cpu=0.6, memory=256)
    assert found.passed is False
    assert re.search(why, found.why), found.why


def test_the_exit_status_need_not_count() -> None:
    program = "print(input().upper())\nimport sys\nsys.exit(3)"
    assert judged(program, [Case("abc", "ABC")], status="any").passed is True


def test_after_a_case_out_of_time_no_other_is_tried() -> None:
    program = "x = input()\nwhile x == 'b': pass\nprint(x)"
    cases = [Case(x, x) for x in "abacadab"]
    found = judged(program, cases, cpu=0.3)
    assert (found.passed, found.score) == (False, 1 / 8)


def test_a_megabyte_from_a_right_program_passes() -> None:
    text = "crab " * 250_000
    assert judged("print('crab ' * 250_000)", [Case("", text)]).passed is True
    huge = "crabs " * 1_600_000
    assert judged("print('crabs ' * 1_600_000)", [Case("", huge)]).passed is True
    lines = "\n".join(map(str, range(200_000)))
    assert judged("for n in range(200_000): print(n)", [Case("", lines)]).passed is True
    assert judged("print(len(input()))", [Case("x" * 3_000_000, "3000000")]).passed is True


def test_bytes_that_are_no_text_are_wrong_and_nothing_else() -> None:
    write = "import sys\nsys.stdout.buffer.write({!r})"
    assert judged(write.format(b"\xff\x00"), [Case("", "a")]).passed is False
    assert judged(write.format(b"\xff\x00"), [Case("", "\udcff\x00")], compare="exact").passed
    assert judged(write.format(b"\xef\xbb\xbfa\r\n"), [Case("", "a")]).passed is True


def test_any_of_several_outputs_will_do() -> None:
    cases = [Case("4", ("2 2", "1 3", "3 1"))]
    assert judged("print(3, 1)", cases).passed is True
    found = judged("print(4, 1)", cases)
    assert found.passed is False
    assert "none of 2 other answers" in found.why


SUM = Checker(
    source="import sys\nn, parts = (open(p).read().split() for p in sys.argv[1:3])\n"
    "if sum(map(int, parts)) != int(n[0]):\n    print('no sum', file=sys.stderr)\n    sys.exit(1)\n"
)


def test_a_checker_decides() -> None:
    cases = [Case("10"), Case("7")]
    good = "n = int(input())\nprint(1, n - 1)"
    assert judged(good, cases, checker=SUM).passed is True
    found = judged("print(5, 5)", cases, checker=SUM)
    assert (found.passed, found.score) == (False, 0.5)
    assert "no sum" in found.why
    assert judged("print('x')", cases, checker=SUM).passed is False


@pytest.mark.parametrize(
    "source", ["import os\nos._exit(3)", "while True: pass", "import sys; sys.exit(9)"]
)
def test_a_checker_that_does_not_decide_leaves_it_undecided(source: str) -> None:
    found = judged("print(1)", [Case()], checker=Checker(source=source), cpu=0.5)
    assert found.passed is None
    wrong = judged("1 / 0", [Case()], checker=Checker(source=source), cpu=0.5)
    assert wrong.passed is False


@pytest.mark.parametrize("source", ["def f(:", "import nothing_of_this_name", "unknown_name(1)"])
def test_a_checker_with_a_fault_of_its_own_decides_nothing(source: str) -> None:
    assert judged("print(1)", [Case()], checker=Checker(source=source)).passed is None


def test_a_checker_in_cpp_with_a_header() -> None:
    needs("cpp")
    source = '#include "rule.h"\n#include <fstream>\nint main(int n, char** a)'
    source += "{std::ifstream f(a[2]); int x; f >> x; return x == WANTED ? 0 : 1;}"
    checker = Checker(source=source, language="cpp", files={"rule.h": "#define WANTED 7\n"})
    assert judged("print(7)", [Case()], checker=checker).passed is True
    assert judged("print(8)", [Case()], checker=checker).passed is False


def test_what_a_program_cannot_see() -> None:
    """Neither the expected output, nor other runs, nor the check."""
    look = "import os, sys, gc\nfor here, _, names in os.walk('.'):\n    print(names)\n"
    look += "print(any('S3CRET' in o for o in gc.get_objects() if isinstance(o, str)))"
    found = judged(look, [Case("", "S3CRET")])
    assert found.passed is False
    assert "program.py" in found.why


def test_the_order_of_cases_does_not_matter() -> None:
    program = "x = int(input())\nprint(x * 2 if x != 3 else 0)"
    cases = [Case(f"{n}", f"{2 * n}") for n in range(5)]
    scores = {judged(program, order).score for order in (cases, cases[::-1], cases[2:] + cases[:2])}
    assert scores == {0.8}


def test_white_space_and_comments_do_not_matter() -> None:
    cases = [Case("3\n", "6\n"), Case("3", "6"), Case("3\r\n", "6")]
    for program in ("print(2 * int(input()))", "# a\n\n\nprint( 2*int( input() ) )  # b\n\n"):
        assert judged(program, cases).passed is True


def test_a_prelude_is_there_before_the_program() -> None:
    cases = [Case("2.5", "3")]
    program = "print(ceil(float(input())))"
    assert judged(program, cases).passed is False
    assert judged(program, cases, prelude="from math import *").passed is True
    for broken in ("import nothing_of_this_name", "def f(:"):
        assert judged(program, cases, prelude=broken).passed is None
    future = f"from __future__ import annotations\n{program}"
    assert judged(future, cases, prelude="from math import *").passed is True


@pytest.mark.parametrize(
    "given",
    [
        {"cases": []},
        {"cases": [{"stdin": 1}]},
        {"cases": [{"stdout": []}]},
        {"cases": [{"out": "x"}]},
        {"cases": [{}], "atol": -1},
        {"cases": [{}], "compare": "exactly"},
        {"cases": [{}], "checker": {"source": ""}},
        {"cases": [{}], "cpu": 0},
    ],
)
def test_bad_parameters_are_refused(given: dict[str, Any]) -> None:
    with pytest.raises(BadParameter):
        parse({"kind": "code.stdio", **given})


def test_it_is_data() -> None:
    check = Stdio(cases=(Case("1", ("a", "b")),), checker=SUM, language="cpp")
    from assay.sample import decode_json, encode_json

    assert parse(decode_json(encode_json(check))) == check
    assert hash(check) == hash(parse(decode_json(encode_json(check))))
    assert check.time_allowed() > check.limits.wall
    assert check.describe().endswith(".")
