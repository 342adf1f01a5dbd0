"""Sample logs of lm-evaluation-harness as rows, in the form that lm-eval 0.4.13 writes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assay.errors import InputError
from assay.sample import encode_json, read_row
from assay.tasks.answers_layouts import Fields
from assay.tasks.logs.asked import Asked, stated_check
from assay.tasks.logs.lm_eval import convert

STAMP = "2026-11-21T18-11-24.571319"


def record(doc: int = 0, filtered: str = "strict", **fields: Any) -> dict[str, Any]:
    return {
        "doc_id": doc,
        "doc": {"question": f"{doc}+2?", "answer": str(doc + 2)},
        "target": str(doc + 2),
        "arguments": {"gen_args_0": {"arg_0": f"Q: {doc}+2?", "arg_1": {"until": ["\n"]}}},
        "resps": [[f"It is {doc + 2}."]],
        "filtered_resps": [str(doc + 2)],
        "filter": filtered,
        "metrics": ["exact_match"],
        "exact_match": 1.0,
        **fields,
    }


def ranked(likelihoods: list[float], choices: list[str], **fields: Any) -> dict[str, Any]:
    asked = {
        f"gen_args_{n}": {"arg_0": "Even? 4\nAnswer:", "arg_1": f" {choice}"}
        for n, choice in enumerate(choices)
    }
    made = {
        "doc": {"question": "Even? 4", "choices": choices, "label": 0},
        "target": "0",
        "arguments": asked,
        "resps": [[[str(one), "False"]] for one in likelihoods],
        "filtered_resps": [[str(one), "False"] for one in likelihoods],
        "filter": "none",
        "metrics": ["acc_norm", "acc"],
        "acc": 1.0,
        "acc_norm": 0.0,
    }
    return record(4) | made | {"exact_match": None} | fields


def log(folder: Path, *records: Any, task: str = "arith") -> str:
    path = folder / f"samples_{task}_{STAMP}.jsonl"
    path.write_text("".join(json.dumps(one) + "\n" for one in records))
    return str(path)


def rows_of(*files: str, named: Fields | None = None, **asked: Any) -> list[dict[str, Any]]:
    rows = list(convert(*files, asked=Asked(**asked), named=named))
    for row in rows:
        read_row(encode_json(row))
    return rows


def test_a_document_is_a_row_with_what_was_decided(tmp_path: Path) -> None:
    (row,) = rows_of(log(tmp_path, record()))
    assert (row["id"], row["prompt"], row["response"]) == ("0", "0+2?", "It is 2.")
    assert row["checks"] == [{"kind": "answer.any", "gold": "2"}]
    assert row["meta"] == {
        "source": "lm-eval",
        "task": "arith",
        "recorded": {"exact_match,strict": 1.0},
        "recorded_by": "exact_match,strict",
        "checks_from": "target",
    }
    assert row["verdicts"][0][0]["why"] == "recorded by lm-eval's exact_match,strict: 1.0"
    assert row["passed"] is True


def test_filters_of_a_document_are_one_row(tmp_path: Path) -> None:
    loose = [record(n, "flexible", exact_match=0.0) for n in range(3)]
    file = log(tmp_path, *map(record, range(3)), *loose)
    rows = rows_of(file)
    assert [row["id"] for row in rows] == ["0", "1", "2"]
    assert rows[0]["meta"]["recorded"] == {"exact_match,strict": 1.0, "exact_match,flexible": 0.0}
    assert [row["passed"] for row in rows] == [True] * 3
    assert rows_of(file, scorer="exact_match,flexible")[0]["passed"] is False
    with pytest.raises(InputError, match="no metric 'exact_mach'; did you mean 'exact_match"):
        rows_of(file, scorer="exact_mach")


def test_the_same_document_twice_is_an_error_as_no_one_knows_which_counts(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="attempt 0 at '0' stands twice"):
        rows_of(log(tmp_path, record(), record(exact_match=0.0)))


def test_a_folder_with_its_results(tmp_path: Path) -> None:
    log(tmp_path, record(), task="b_task")
    log(tmp_path, record(), task="a_task")
    results = {"results": {}, "configs": {}, "model_name": "org/model", "x": float("nan")}
    (tmp_path / f"results_{STAMP}.json").write_text(json.dumps(results, indent=2))
    rows = rows_of(str(tmp_path))
    assert [row["id"] for row in rows] == ["a_task/0", "b_task/0"]
    assert {row["meta"]["model"] for row in rows} == {"org/model"}
    assert {row["generation"]["model"] for row in rows} == {"org/model"}


def test_several_responses_and_one_decision(tmp_path: Path) -> None:
    (row,) = rows_of(log(tmp_path, record(resps=[["2", "3", "2"]], filter="maj")))
    assert row["response"] == ["2", "3", "2"]
    assert "verdicts" not in row
    assert row["meta"]["recorded"] == {"exact_match,maj": 1.0}


def test_the_likeliest_choice_is_the_response(tmp_path: Path) -> None:
    (row,) = rows_of(log(tmp_path, ranked([-0.1, -0.2, -0.8], ["yes", "no", "maybe"])))
    assert (row["response"], row["prompt"]) == ("yes", "Even? 4\nAnswer:")
    options = ["yes", "no", "maybe"]
    assert row["checks"] == [{"kind": "answer.choice", "gold": "A", "options": options}]
    assert row["meta"]["recorded_by"] == "acc,none"
    assert row["passed"] is True


def test_choices_that_are_digits(tmp_path: Path) -> None:
    """The target "0" is the place of "1", or the choice "0": `acc` tells which."""
    by_place = ranked([-0.1, -0.9], ["1", "0"], acc=1.0)
    by_text = ranked([-0.1, -0.9], ["1", "0"], acc=0.0)
    golds = [rows_of(log(tmp_path, one))[0]["checks"][0]["gold"] for one in (by_place, by_text)]
    assert golds == ["A", "B"]
    (row,) = rows_of(log(tmp_path, ranked([-0.1, -0.9], ["1", "0"], acc=None)))
    assert (row["checks"], row["meta"]["checks_from"]) == ([], "none: the log states no target")


def test_choices_that_differ_in_the_prompt(tmp_path: Path) -> None:
    one = ranked([-3.0, -1.0], ["x", "y"], target="1")
    for n, arguments in enumerate(one["arguments"].values()):
        arguments |= {"arg_0": f"It was option {n}", "arg_1": " which was large."}
    (row,) = rows_of(log(tmp_path, one))
    assert (row["prompt"], row["response"]) == ("Even? 4", "B")
    assert row["checks"][0]["gold"] == "B"


def test_a_log_without_text_is_refused(tmp_path: Path) -> None:
    alone = ranked([-0.5], ["4"])
    with pytest.raises(InputError, match=r":1: resps: log-likelihoods are no response"):
        rows_of(log(tmp_path, alone))


def test_checks_that_are_stated(tmp_path: Path) -> None:
    named = Fields(response="filtered_resps.0", gold="doc.answer")
    (row,) = rows_of(log(tmp_path, record()), checks=(stated_check("answer.number"),), named=named)
    assert (row["response"], row["checks"]) == ("2", [{"kind": "answer.number", "gold": "2"}])
    without = record(target=None) | {"doc": {}}
    (row,) = rows_of(log(tmp_path, without), checks=(stated_check('text.words:{"min": 2}'),))
    assert row["checks"] == [{"kind": "text.words", "min": 2}]
    with pytest.raises(InputError, match="gold answer"):
        rows_of(log(tmp_path, without))


def test_metrics_that_decide_nothing(tmp_path: Path) -> None:
    file = log(tmp_path, record(metrics=["bleu"], bleu=31.5, exact_match=None))
    (row,) = rows_of(file)
    assert row["meta"]["recorded"] == {"bleu,strict": 31.5, "exact_match,strict": None}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("", "there are no records"),
        ("[]", "there are no records"),
        ("{}", "gold answer"),
        ('{"resps": 1, "target": "2"', "not JSON"),
        ('{"resps": [[{"a": 1}]], "target": "2"}', "resps|role"),
    ],
)
def test_logs_that_are_none(tmp_path: Path, data: str, said: str) -> None:
    path = tmp_path / "s.jsonl"
    path.write_text(data)
    with pytest.raises(InputError, match=said):
        rows_of(str(path))


def test_folders_and_results_that_are_none(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no samples_\*\.jsonl"):
        rows_of(str(tmp_path))
    log(tmp_path, record())
    for data in ("", "[", "7"):
        (tmp_path / f"results_{STAMP}.json").write_text(data)
        if data != "7":
            with pytest.raises(InputError, match=r"results_.*not JSON"):
                rows_of(str(tmp_path))
    assert "model" not in rows_of(str(tmp_path))[0]["meta"]


def test_old_logs_name_neither_filters_nor_metrics(tmp_path: Path) -> None:
    """As lm-eval 0.4.2 wrote them: one JSON array, a document again for each filter."""
    made = [record(doc, exact_match=right, f1=0.5) for right in (0.0, 1.0) for doc in (0, 1)]
    for one in made:
        del one["filter"], one["metrics"]
        one["arguments"] = [["Q: 2+2?", {"until": ["\n"]}]]
    path = tmp_path / "pretrained__gpt2_arith.jsonl"
    path.write_text(json.dumps(made, indent=2))
    rows = rows_of(str(path))
    assert [row["id"] for row in rows] == ["0", "1"]
    assert rows[0]["meta"]["recorded"] == {
        "exact_match,none": 0.0, "f1,none": 0.5, "exact_match,2": 1.0, "f1,2": 0.5,
    }  # fmt: skip
    assert [row["passed"] for row in rows] == [False, False]
    assert [row["passed"] for row in rows_of(str(path), scorer="exact_match,2")] == [True, True]


def test_an_old_log_with_another_answer_to_a_document_is_of_two_runs(tmp_path: Path) -> None:
    """A filter changes what is read out of a response, never the response."""
    made = [record(), record(1), record(resps=[["It is 5."]], exact_match=0.0)]
    for one in made:
        del one["filter"], one["metrics"]
    with pytest.raises(InputError, match=r":3: attempt 0 at '0' stands twice"):
        rows_of(log(tmp_path, *made))


def test_two_runs_of_a_task_in_a_folder_are_no_twice_as_many_answers(tmp_path: Path) -> None:
    first = Path(log(tmp_path, record()))
    (tmp_path / "samples_arith_2026-11-22T18-11-24.571319.jsonl").write_bytes(first.read_bytes())
    with pytest.raises(InputError, match="attempt 0 at 'arith/0' stands twice"):
        rows_of(str(tmp_path))
