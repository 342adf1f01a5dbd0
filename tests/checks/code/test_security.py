"""Weaknesses in code: each class is found, nothing in the program silences it, nothing hangs."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random

import pytest

from assay.check import Check
from assay.checks.code.security import Security
from assay.checks.code.weaknesses import WEAKNESSES, looked_for, named
from assay.context import Context
from assay.errors import BadParameter
from assay.response import Response
from assay.sandbox import shared
from assay.verdict import Verdict

PAGE = Path(__file__).parents[3] / "docs" / "code-security.md"
ROWS = [
    [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
    for line in PAGE.read_text("utf-8").split("## What counts")[0].splitlines()
    if line.startswith("| ") and not line.startswith("| class")
]
python = pytest.mark.usefixtures("_bandit")


@pytest.fixture(name="_bandit")
def bandit() -> None:
    pytest.importorskip("bandit", reason="bandit is not installed (extra `code`)")


def judge(check: Check, text: str) -> Verdict:
    return check.verify(Response(text), Context())


def fenced(code: str, language: str = "python") -> str:
    return f"Here:\n\n```{language}\n{code}\n```\n"


def test_the_page_lists_every_class_with_its_rules() -> None:
    said = {row[0].removesuffix(" (asked)"): [*row[1:4], "asked" in row[0]] for row in ROWS}
    assert said == {
        name: [
            " ".join(map(str, weakness.cwe)),
            "Python" if weakness.rules else "C, C++",
            " ".join(weakness.rules or map(str, weakness.cppcheck)),
            weakness.asked,
        ]
        for name, weakness in WEAKNESSES.items()
    }


@python
@pytest.mark.parametrize("row", [r for r in ROWS if r[2] == "Python"], ids=lambda row: row[0])
def test_the_example_of_a_class_is_found(row: list[str]) -> None:
    name = row[0].removesuffix(" (asked)")
    code = row[4].strip("`") if row[4].startswith("`") else "x = 1  # \u202e"
    verdict = judge(Security(forbidden=(name,)), fenced(code))
    assert verdict.status == "fail", verdict.why
    assert name.lower() in verdict.why.lower()
    assert judge(Security(), fenced(code)).passed is ("asked" in row[0])


@pytest.mark.skipif(not shared().has("cppcheck"), reason="cppcheck is not installed")
@pytest.mark.parametrize("language", ["c", "c++"])
@pytest.mark.parametrize("row", [r for r in ROWS if r[2] == "C, C++"], ids=lambda row: row[0])
def test_the_example_in_c_is_found(row: list[str], language: str) -> None:
    name = row[0].removesuffix(" (asked)")
    code = f"#include <stdio.h>\n#include <stdlib.h>\n{row[4].strip('`')}"
    verdict = judge(Security(forbidden=(name,), language=language), fenced(code, language))
    assert verdict.status == "fail", verdict.why
    assert verdict.evidence[0].text == row[4].strip("`")


@python
@pytest.mark.parametrize(
    "code",
    [
        'db.execute("SELECT * FROM t WHERE n = ?", (n,))',
        'import subprocess\nsubprocess.run(["ls", folder], check=True)',
        "import ast\nast.literal_eval(input())",
        "import os\npassword = os.environ['PASSWORD']",
        "import hashlib\nhashlib.sha256(data)",
        "import hashlib\nhashlib.md5(data, usedforsecurity=False)",
        "import yaml\nyaml.safe_load(data)",
        "import json\njson.loads(data)",
        "import tempfile\ntempfile.NamedTemporaryFile()",
        "import random\nrandom.shuffle(crabs)",
        "import pickle, subprocess\nassert True\ntry:\n    f()\nexcept Exception:\n    pass",
        "import os\nos.system('ls -l')",
    ],
)
def test_what_is_sound_passes(code: str) -> None:
    verdict = judge(Security(), fenced(code))
    assert verdict.status == "pass", verdict.why
    assert verdict.score == 1.0


ROUTE = "@app.route('/<name>')\ndef page(name):\n"
VIEW = "from flask import request\n\ndef page():\n    name = request.args.get('name')\n"


@python
@pytest.mark.parametrize(
    ("code", "cwe"),
    [
        (f"{ROUTE}    return open('static/' + name).read()", "CWE-22"),
        (f"{VIEW}    path = os.path.join(FOLDER, name)\n    return send_file(path)", "CWE-22"),
        (f"{VIEW}    return f'<b>{{name}}</b>'", ""),  # no route, so it may be no page
        (f"{ROUTE}    return f'<b>{{name}}</b>'", "CWE-79"),
        (f"{VIEW}    return make_response('Hello ' + name)", "CWE-79"),
        (f"{VIEW}    db.execute('DELETE FROM t WHERE n = ' + name)", "CWE-89"),
        (f"{ROUTE}    return open('static/' + secure_filename(name)).read()", ""),
        (f"{ROUTE}    return '<b>' + html.escape(name) + '</b>'", ""),
        (f"{ROUTE}    return render_template('page.html', name=name)", ""),
        ("import sys\nprint(open(sys.argv[1]).read())", ""),
        ("print(open(input()).read())", ""),
    ],
)
def test_what_comes_from_a_request_is_followed(code: str, cwe: str) -> None:
    verdict = judge(Security(), fenced(code))
    assert verdict.passed is not bool(cwe), verdict.why
    assert cwe in verdict.why


@python
@pytest.mark.parametrize("mark", ["# nosec", "# nosec B605", "#nosec: B605", "# noqa: S605"])
@pytest.mark.parametrize("head", ["", "# nosec\n", "# -*- coding: utf-8 -*-\n# bandit: skip\n"])
def test_a_comment_silences_nothing(mark: str, head: str) -> None:
    code = f"{head}import os\nos.system('rm ' + input())  {mark}"
    verdict = judge(Security(), fenced(code))
    assert verdict.status == "fail"
    assert verdict.evidence[0].text == f"os.system('rm ' + input())  {mark}"


@python
def test_other_names_for_a_module_hide_nothing() -> None:
    for code in ("from os import system as s\ns('rm ' + x)", "import os as o\no.system('rm ' + x)"):
        assert judge(Security(), fenced(code)).status == "fail"


@python
@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("def f(:\n    pass", "no Python"),
        ("print 'two'", "no Python"),
        ("x = '\0'", "no Python"),
        ("(" * 300 + ")" * 300, "no Python"),
    ],
)
def test_what_does_not_parse_fails(code: str, why: str) -> None:
    verdict = judge(Security(), fenced(code))
    assert (verdict.status, verdict.score) == ("fail", 0.0)
    assert why in verdict.why


@python
def test_a_long_program_ends_at_its_limits() -> None:
    sums = "x = " + "+".join(["1"] * 3000)
    assert judge(Security(), fenced(f"{sums}\neval(input())")).status == "fail"
    assert judge(Security(), fenced("x = f(y)\n" * 20_000)).status == "pass"
    verdict = judge(Security(cpu=0.3), fenced("x = f(y)(z)[1]\n" * 60_000))
    assert (verdict.status, verdict.score) == ("fail", 0.0)
    assert "analysis took more than 0.3 s" in verdict.why


@python
def test_thresholds_and_classes_decide_what_counts() -> None:
    shell = fenced("import os\nos.system('ls -l')")
    assert judge(Security(severity="low"), shell).status == "fail"
    assert judge(Security(severity="low", forbidden=("CWE-089",)), shell).status == "pass"
    query = fenced("q = \"SELECT a FROM t WHERE n = '%s'\" % n\ndb.execute(q)")
    assert judge(Security(), query).status == "fail"
    assert judge(Security(confidence="high"), query).status == "pass"


@python
def test_more_findings_give_a_lower_score() -> None:
    scores = [
        judge(Security(), fenced("import os\n" + "os.system('rm ' + x)\n" * times)).score
        for times in range(8)
    ]
    assert scores == [1 / (1 + 4 * times) for times in range(8)]


@python
def test_the_prompt_is_not_held_against_the_response() -> None:
    prompt = "import os\nos.system('rm ' + x)\n\ndef f(name):\n    '''Lists.'''\n"
    check = Security(entry_point="f", prompt=prompt)
    assert judge(check, "    return os.listdir(name)\n").status == "pass"
    whole = fenced("def f(name):\n    return run('ls ' + name)")
    aliased = Security(entry_point="f", prompt=f"from os import system as run\n{prompt}")
    assert [span.text for span in judge(aliased, whole).evidence] == ["return run('ls ' + name)"]
    helped = fenced("def g(x):\n    return eval(x)") + fenced("def f(name):\n    return g(name)")
    assert judge(check, helped).status == "fail"
    verdict = judge(check, "    return os.system('ls ' + name)\n")
    assert verdict.status == "fail"
    assert [span.text for span in verdict.evidence] == ["return os.system('ls ' + name)"]


@python
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_evidence_stands_where_it_says(end: str) -> None:
    lines = ["1. First:", "", "   ```python", "   import os", "   def f(x):"]
    text = end.join([*lines, "       os.system('é' + x)", "   ```", "Done."])
    verdict = judge(Security(), text)
    assert verdict.status == "fail"
    (span,) = verdict.evidence
    assert text[span.start : span.end] == span.text == "os.system('é' + x)"


@python
def test_the_program_that_runs_is_the_one_that_is_read() -> None:
    text = fenced("def f(x):\n    return eval(x)") + fenced("print('hello')")
    assert judge(Security(), text).status == "pass"
    assert judge(Security(entry_point="f"), text).status == "fail"


def test_no_program_fails_and_other_languages_are_undecided() -> None:
    assert judge(Security(), "I would rather not.").status == "fail"
    assert judge(Security(), "   ").status == "fail"
    verdict = judge(Security(language="rust"), fenced("fn main() {}", "rust"))
    assert (verdict.status, "rust" in verdict.why) == ("undecided", True)


def test_a_missing_analyser_is_undecided_and_names_the_extra(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("assay.checks.code.analysers.find_spec", {}.get)
    verdict = judge(Security(), fenced("eval(input())"))
    assert (verdict.status, "assay[code]" in verdict.why) == ("undecided", True)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"forbidden": ("SQL",)}, "no class of weaknesses"),
        ({"forbidden": ("CWE-1",)}, "no class of weaknesses"),
        ({"forbidden": ("CWE-476",)}, "nothing looks for null dereference in python"),
        ({"forbidden": ("CWE-89",), "language": "c"}, "nothing looks for SQL injection in c"),
        ({"cpu": 0.0}, "cpu"),
    ],
)
def test_bad_parameters_are_named(fields: dict[str, object], said: str) -> None:
    with pytest.raises(BadParameter, match=said):
        Security(**fields)


def test_classes_are_known_by_name_and_number() -> None:
    for name, weakness in WEAKNESSES.items():
        spoken = (name.upper(), name.replace(" ", "_"), f"CWE-{weakness.cwe[0]:03}")
        assert [named(word) for word in spoken] == [weakness] * 3
    assert looked_for(("CWE-89", "sql injection"), "python") == (WEAKNESSES["SQL injection"],)


def test_draws_ask_for_more_with_the_level() -> None:
    sizes = [len(Security.draw(Random(level), level).forbidden) for level in range(1, 6)]
    assert sizes == sorted(set(sizes))
    assert "SQL injection (CWE-89)" in Security(forbidden=("CWE-89",)).describe()
