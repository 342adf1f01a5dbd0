"""Commands by the state they leave."""

from __future__ import annotations

import shutil
from typing import Any

import pytest

import assay
from assay.checks.code.shell import Shell
from assay.errors import BadParameter
from assay.registry import parse
from assay.verdict import Verdict

pytestmark = pytest.mark.skipif(not shutil.which("bash"), reason="bash is not installed")

FILES: dict[str, Any] = {
    "a/x.txt": "1\n2\n",
    "run.sh": {"text": "echo hi\n", "mode": "644"},
    "link": {"link": "a/x.txt"},
    "empty": {"folder": True},
}


def judged(response: str, /, **options: Any) -> Verdict:
    check = parse({"kind": "code.shell", "files": FILES, **options})
    return assay.verify(f"```bash\n{response}\n```", check)


@pytest.mark.parametrize(
    ("command", "options", "passed"),
    [
        ("chmod +x run.sh", {"expect": {"run.sh": {"mode": "755"}}}, True),
        ("chmod 700 run.sh", {"expect": {"run.sh": {"mode": "755"}}}, False),
        ("rm -r a", {"expect": {"a": None}}, True),
        ("rm -r a run.sh", {"expect": {"a": None}}, False),
        ("rm -r a run.sh", {"expect": {"a": None}, "others": "any"}, True),
        ("rm a/x.txt; mkdir a/x.txt", {"expect": {"a/x.txt": "1\n2\n"}}, False),
        ("chmod 600 a/x.txt; touch b", {"expect": {"b": ""}}, False),
        ("mkdir -p n/m", {"expect": {"n/m": {"folder": True}}}, True),
        ("ln -s a b", {"expect": {"b": {"link": "a"}}}, True),
        ("ln -s ./a b", {"expect": {"b": {"link": "a"}}}, False),
        ("ln -s a b; touch c", {"expect": {"b": {"link": "a"}}, "others": "same"}, False),
        ("ln -s a b; touch c", {"expect": {"b": {"link": "a"}}}, True),
        ("mkfifo p", {"expect": {"p": ""}}, False),
        ("$ wc -l a/x.txt", {"stdout": "2 a/x.txt"}, True),
        ("wc -l a/x.txt; exit 1", {"stdout": "2 a/x.txt"}, False),
        ("wc -l a/x.txt; exit 1", {"stdout": "2 a/x.txt", "status": 1}, True),
        ("wc -l a/x.txt; exit 1", {"stdout": "2 a/x.txt", "status": None}, True),
        ("cat", {"stdin": "in", "stdout": "in"}, True),
        ("cd ~ && pwd && echo $HOME", {"stdout": "x"}, False),
        ("cat ~/a/x.txt", {"stdout": "1\n2"}, True),
        ("mv a/x.txt b", {"command": "cp a/x.txt b; rm a/x.txt"}, True),
        ("cp a/x.txt b", {"command": "cp a/x.txt b; rm a/x.txt"}, False),
        ("cp a/x.txt b; rm a/x.txt; chmod 600 b", {"command": "mv a/x.txt b"}, False),
        ("printf '\\xff' > b", {"command": "printf '\\xff' > b"}, True),
        ("printf '\\xfe' > b", {"command": "printf '\\xff' > b"}, False),
        ("touch $'\\xff'", {"command": "touch $'\\xff'"}, True),
        ("if", {"stdout": ""}, False),
    ],
)
def test_states(command: str, options: dict[str, Any], passed: bool) -> None:
    assert judged(command, **options).passed is passed


@pytest.mark.parametrize(
    ("response", "passed"),
    [
        ("```bash\ntouch b\n```\n\nThen:\n\n```bash\ntouch c\n```", True),
        ("```bash\ntouch b c\n```\n\nCheck with:\n\n```bash\ncat b c\n```", True),
        ("```bash\nmv a/x.txt b; touch c\n```\nor\n```bash\nmv a/x.txt b\n```", False),
        ("```bash\ntouch b c\n```\n\nAlternatively:\n\n```bash\nrm b\n```", True),
        ("```bash\ntouch b\n```\nand\n```python\nopen('c', 'w')\n```", False),
        ("```\ntouch b c\n```", True),
        ("```console\n$ touch b c\n$ ls\na b c\n```", True),
        ("touch b c", True),
    ],
)
def test_blocks_one_after_the_other(response: str, passed: bool) -> None:
    check = parse({"kind": "code.shell", "files": FILES, "expect": {"b": "", "c": ""}})
    assert assay.verify(response, check).passed is passed


def test_the_score_is_the_share_of_demands_met() -> None:
    found = judged("touch b", expect={"b": "", "c": "", "run.sh": None})
    assert (found.passed, found.score) == (False, 0.6)


@pytest.mark.parametrize(
    "command",
    [
        "yes",
        "kill -9 $PPID; sleep 9",
        "kill -9 -1",
        "cat /dev/zero > big",
        ":(){ :|:& };:",
        "for i in {1..6000}; do : > f$i; done",
        "rm -rf ~ 2>/dev/null; rm -rf ../*",
        "exec 3>&-; exec 1>&-; exec 2>&-",
        "chmod 000 . a",
        "mkdir -p " + "d/" * 500,
    ],
)
def test_hostile_commands_fail(command: str) -> None:
    assert judged(command, stdout="never", cpu=1.0).passed is False


def test_what_is_left_running_leaves_no_trace() -> None:
    found = judged("(sleep 0.3; touch late) & disown; echo x", stdout="x", others="same")
    assert found.passed is True


def test_the_host_is_not_there() -> None:
    found = judged("cat /etc/shadow; echo $USER $SECRET; ls /root /home", status=None, stdout="x")
    assert found.passed is False
    assert "root:" not in found.why


def test_what_is_ours_is_undecided() -> None:
    assert judged("true", command="exit 3").passed is None
    assert judged("true", files={"a": "x", "a/b": "y"}, stdout="").passed is None


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"stdout": "x", "command": "true"},
        {"expect": {"/etc/x": ""}},
        {"expect": {"../x": ""}},
        {"expect": {"": ""}},
        {"stdout": "", "files": {"a": {"mode": "9"}}},
        {"stdout": "", "files": {"a": {"text": 1}}},
    ],
)
def test_bad_parameters_are_refused(given: dict[str, Any]) -> None:
    with pytest.raises(BadParameter):
        parse({"kind": "code.shell", **given})


def test_it_is_data() -> None:
    check = Shell.examples()[0].check
    from assay.sample import decode_json, encode_json

    again = parse(decode_json(encode_json(check)))
    assert again == check
    assert hash(again) == hash(check)
