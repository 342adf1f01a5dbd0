"""HumanEval, MBPP, evalplus and Pro files as rows: their own solutions pass, others do not."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from assay.cli import cli
from assay.context import Context
from assay.errors import InputError
from assay.response import Response
from assay.sample import decode_json, encode_json, read_row
from assay.tasks import codeeval_pro, evalplus, humaneval, mbpp
from assay.tasks.mbpp_inputs import mbpp_inputs

PROMPT = 'from typing import List\n\n\ndef total(xs: List[int]) -> int:\n    """Their sum."""\n'
HUMANEVAL = {
    "task_id": "HumanEval/0",
    "prompt": PROMPT,
    "entry_point": "total",
    "canonical_solution": "    return sum(xs)\n",
    "test": "def check(candidate):\n    assert candidate([1, 2]) == 3\n"
    "    assert candidate([]) == 0\n",
}
PLUS = {
    **{k: HUMANEVAL[k] for k in ("task_id", "prompt", "entry_point", "canonical_solution")},
    "contract": "\n    assert all(type(x) is int for x in xs) # $_CONTRACT_$\n",
    "base_input": [[[1, 2]], [[]]],
    "plus_input": [[[-5]], [[2**70, 1]]],
    "atol": 0,
}
MBPP = {
    "task_id": 2,
    "text": "Write a function to find shared elements.",
    "code": "def shared(a, b):\n    return tuple(set(a) & set(b))",
    "test_setup_code": "",
    "test_list": ["assert set(shared((3, 4), (5, 4))) == set((4,))"],
    "challenge_test_list": ["assert shared((1,), (2,)) == ()"],
}
PRO = {
    "id": 7,
    "raw_problem": "def one(x):\n    # Its double.\n",
    "raw_solution": "    return 2 * x\n",
    "new_problem": "# The doubles of all.\ndef all_of(xs):\n",
    "new_solution": "    return [one(x) for x in xs]\n",
    "test_code": "assert all_of([1, 2]) == [2, 4]\nassert all_of([]) == []",
}


def written(folder, name, *records):
    path = folder / name
    path.write_text("".join(json.dumps(record) + "\n" for record in records))
    return path


def statuses(row):
    """What becomes of a row's first response, read again from its JSON."""
    sample = read_row(encode_json(row)).sample
    made = Context(prompt=sample.prompt)
    return [
        [made.verify(check, Response(text)).status for check in sample.checks]
        for text in sample.responses
    ]


@pytest.mark.parametrize(
    ("suite", "record", "checks"),
    [(humaneval, HUMANEVAL, 1), (evalplus, PLUS, 2), (mbpp, MBPP, 1), (codeeval_pro, PRO, 1)],
)
def test_a_suite_passes_its_own_tests(tmp_path, suite, record, checks):
    (row,) = suite.convert(written(tmp_path, "problems.jsonl", record))
    assert statuses(row) == [["pass"] * checks]
    assert row["meta"]["entry_point"] in row["reference"]
    (bare,) = suite.convert(tmp_path / "problems.jsonl", answered=False)
    assert "response" not in bare


@pytest.mark.parametrize(
    ("suite", "record", "samples", "expected"),
    [
        (humaneval, HUMANEVAL, [{"completion": "    return 3\n"}], ["fail"]),
        (humaneval, HUMANEVAL, [{"solution": "def total(xs): return sum(xs)"}], ["pass"]),
        (humaneval, HUMANEVAL, [{"code": "    return sum(xs)"}], ["pass"]),
        (humaneval, HUMANEVAL, [{"code": "def total(xs): return sum(xs)"}], ["pass"]),
        (humaneval, HUMANEVAL, [{"response": "```python\n    return sum(xs)\n```"}], ["pass"]),
        (humaneval, HUMANEVAL, [{"response": "I do not know."}], ["fail"]),
        (
            evalplus,
            PLUS,
            [{"completion": "    return xs[0] + xs[1] if xs else 0"}],
            ["pass", "fail"],
        ),
        (mbpp, MBPP, [{"solution": "def shared(a, b): return ()"}], ["fail"]),
        (codeeval_pro, PRO, [{"completion": "    return [2 * x for x in xs]"}], ["pass"]),
        (codeeval_pro, PRO, [{"solution": "def all_of(xs): return [2 * x for x in xs]"}], ["pass"]),
    ],
)
def test_samples(tmp_path, suite, record, samples, expected):
    task = str(record.get("task_id", record.get("id")))
    answers = written(tmp_path, "samples.jsonl", *[{"task_id": task, **s} for s in samples])
    (row,) = suite.convert(written(tmp_path, "problems.jsonl", record), answers)
    assert statuses(row)[0] == expected


def test_mixed_samples_and_recorded_verdicts(tmp_path):
    samples = [
        {"task_id": "HumanEval/0", "completion": "    return sum(xs)", "base": "pass"},
        {"task_id": "HumanEval/0", "solution": "def total(xs): return 1", "base": "fail"},
    ]
    answers = written(tmp_path, "samples.jsonl", *samples)
    (row,) = humaneval.convert(written(tmp_path, "problems.jsonl", HUMANEVAL), answers)
    assert statuses(row) == [["pass"], ["fail"]]
    assert row["meta"]["recorded"] == [{"base": "pass"}, {"base": "fail"}]


def test_expected_results_stand_in_the_rows(tmp_path):
    record = {**PLUS, "canonical_solution": "    return tuple(range(9 ** len(xs)))\n"}
    row, *_ = evalplus.convert(written(tmp_path, "problems.jsonl", record))
    base, _ = decode_json(encode_json(row["checks"]))
    assert base["cases"][1]["expected"] == {"$tuple": [0]}
    assert base["cases"][0]["expected"] == {"$tuple": list(range(81))}
    record["canonical_solution"] = "    return list(range(20000))\n"
    row, *_ = evalplus.convert(written(tmp_path, "problems.jsonl", record))
    assert decode_json(encode_json(row["checks"]))[0]["cases"][0]["expected"]["$digest"][
        "length"
    ] == (20000)
    assert statuses(row) == [["pass", "pass"]]


def test_the_contract_is_a_program(tmp_path):
    (row,) = evalplus.convert(written(tmp_path, "problems.jsonl", PLUS))
    space: dict = {}
    exec(row["meta"]["contract"], space)
    assert space["total"]([1, 2]) == 3
    with pytest.raises(AssertionError):
        space["total"](["a"])


@pytest.mark.parametrize(
    ("entry_point", "solution", "answer", "status"),
    [
        ("are_equivalent", "return True", "return 5", "pass"),
        ("sum_div", "return 7", "return 0", "pass"),
        ("sum_div", "return 7", "return 1", "fail"),
        ("Diff", "return [1, 2]", "return [2, 1, 1]", "pass"),
        ("check_str", "import re; return re.match('', '')", "return 'x'", "pass"),
        ("check_str", "import re; return re.match('', '')", "return None", "fail"),
        ("text_match_three", "return None", "return False", "pass"),
        ("other", "return [0.1 + 0.2]", "return [0.3]", "pass"),
        ("other", "return 1 / 3", "return 0.3", "fail"),
    ],
)
def test_problems_with_rules_of_their_own(tmp_path, entry_point, solution, answer, status):
    record = {
        "task_id": "Mbpp/9999",
        "prompt": '"""Do it."""\n',
        "entry_point": entry_point,
        "canonical_solution": f"def {entry_point}(n):\n    {solution}\n",
        "base_input": [[8]],
        "plus_input": {},
        "atol": 0,
    }
    samples = [{"task_id": "Mbpp/9999", "solution": f"def {entry_point}(n):\n    {answer}\n"}]
    answers = written(tmp_path, "samples.jsonl", *samples)
    (row,) = evalplus.convert(written(tmp_path, "problems.jsonl", record), answers)
    assert statuses(row) == [[status]]


def test_a_root_is_judged_by_what_it_does(tmp_path):
    record = {
        **PLUS,
        "entry_point": "find_zero",
        "prompt": "def find_zero(xs):\n",
        "canonical_solution": "    return -xs[0] / xs[1]\n",
        "base_input": [[[1, 2]]],
        "plus_input": [[[-6, 11, -6, 1]]],
    }
    record["canonical_solution"] = "    return -0.5 if len(xs) == 2 else 1.0\n"
    samples = [
        {"task_id": "HumanEval/0", "completion": f"    return -0.5 if len(xs) == 2 else {r}\n"}
        for r in (2.0, 3.00000001, 4.0)
    ]
    answers = written(tmp_path, "samples.jsonl", *samples)
    (row,) = evalplus.convert(written(tmp_path, "problems.jsonl", record), answers)
    assert [last for _, last in statuses(row)] == ["pass", "pass", "fail"]


def test_arguments_of_mbpp():
    assert mbpp_inputs("Mbpp/2", [[[1], [2]]]) == [[(1,), (2,)]]
    assert mbpp_inputs("Mbpp/75", [[[[1]], 2]]) == [[[(1,)], 2]]
    assert mbpp_inputs("Mbpp/115", [[[[1], []]]]) == [[[{1}, {}]]]
    assert mbpp_inputs("Mbpp/124", [["1", "(2+3j)"]]) == [[1.0, 2 + 3j]]
    assert mbpp_inputs("Mbpp/722", [[{"a": [1]}, 2]]) == [[{"a": (1,)}, 2]]
    assert mbpp_inputs("Mbpp/580", [[[1, [2, [3]]]]]) == [[(1, (2, (3,)))]]
    assert mbpp_inputs("Mbpp/3", [[[1]]]) == [[[1]]]


def test_infinity_is_read_as_python_writes_it(tmp_path):
    path = tmp_path / "problems.jsonl"
    record = {**PLUS, "plus_input": [[[float("-inf")]]]}
    path.write_text(json.dumps(record))
    (row,) = evalplus.convert(path)
    assert statuses(row) == [["pass", "pass"]]


@pytest.mark.parametrize(
    ("suite", "record"),
    [
        (humaneval, {**HUMANEVAL, "test": 3}),
        (humaneval, {**HUMANEVAL, "test": "assert ("}),
        (humaneval, {**HUMANEVAL, "entry_point": ""}),
        (evalplus, {**PLUS, "base_input": 3}),
        (evalplus, {**PLUS, "base_input": [], "plus_input": []}),
        (evalplus, {**PLUS, "canonical_solution": "    return 1 / 0\n"}),
        (evalplus, {**PLUS, "canonical_solution": "    return print\n"}),
        (evalplus, {**PLUS, "canonical_solution": "    import os; os._exit(0)\n"}),
        (mbpp, {**MBPP, "test_list": ["assert 1 == 1"], "challenge_test_list": []}),
        (mbpp, {**MBPP, "test_list": []}),
        (mbpp, {name: MBPP[name] for name in MBPP if name != "task_id"}),
        (codeeval_pro, {**PRO, "test_code": "assert other(1) == 1"}),
        (codeeval_pro, {**PRO, "id": None}),
    ],
)
def test_a_malformed_problem_is_refused_with_its_place(tmp_path, suite, record):
    with pytest.raises(InputError, match=r"problems\.jsonl:1"):
        list(suite.convert(written(tmp_path, "problems.jsonl", record)))


@pytest.mark.parametrize(("suite", "record"), [(humaneval, HUMANEVAL), (mbpp, MBPP)])
def test_a_problem_that_stands_twice_is_refused(tmp_path, suite, record):
    problems = written(tmp_path, "problems.jsonl", record, record)
    with pytest.raises(InputError, match=r"problems\.jsonl:2: a second problem is called"):
        list(suite.convert(problems))


@pytest.mark.parametrize(
    "samples",
    [
        [{"task_id": "HumanEval/1", "completion": ""}],
        [{"task_id": "HumanEval/0"}],
        [{"completion": ""}],
        [{"task_id": "HumanEval/0", "completion": 3}],
        [
            {"task_id": "HumanEval/0", "completion": ""},
            {"task_id": "HumanEval/0", "response": ""},
        ],
    ],
)
def test_a_malformed_sample_is_refused_with_its_place(tmp_path, samples):
    answers = written(tmp_path, "samples.jsonl", *samples)
    with pytest.raises(InputError, match=r"samples\.jsonl:1"):
        list(humaneval.convert(written(tmp_path, "problems.jsonl", HUMANEVAL), answers))


def test_pass_at_k_over_samples(tmp_path):
    bodies = ["return sum(xs)", "return 0", "return len(xs)", "return sum(xs) + 0"]
    samples = [{"task_id": "HumanEval/0", "completion": f"    {body}"} for body in bodies]
    answers = written(tmp_path, "samples.jsonl", *samples)
    problems = written(tmp_path, "problems.jsonl", HUMANEVAL)
    rows = str(tmp_path / "rows.jsonl")
    run = CliRunner().invoke(cli, ["convert", "humaneval", str(problems), str(answers), "-o", rows])
    assert run.exit_code == 0, run.output
    run = CliRunner().invoke(cli, ["verify", rows, "--metrics", "pass@1,pass@2", "--json"])
    assert run.exit_code == 0, run.output
    measures = json.dumps(json.loads(run.stdout))
    assert "pass@2" in measures
    assert "0.8333" in measures
