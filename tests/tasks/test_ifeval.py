"""IFEval's files in every form that hubs and harnesses give them."""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from assay.errors import BadParameter, InputError, UnknownKind
from assay.tasks.ifeval import IFEVAL
from assay.tasks.suite_files import convert

ARGUMENTS: dict[str, dict[str, Any]] = {
    "keywords:existence": {"keywords": ["a", "b"]},
    "keywords:frequency": {"keyword": "a", "frequency": 2, "relation": "at least"},
    "keywords:forbidden_words": {"forbidden_words": ["a"]},
    "keywords:letter_frequency": {"letter": "a", "let_frequency": 2, "let_relation": "less than"},
    "language:response_language": {"language": "de"},
    "length_constraints:number_sentences": {"num_sentences": 3, "relation": "less than"},
    "length_constraints:number_paragraphs": {"num_paragraphs": 3},
    "length_constraints:number_words": {"num_words": 3, "relation": "at least"},
    "length_constraints:nth_paragraph_first_word": {
        "num_paragraphs": 3,
        "nth_paragraph": 1,
        "first_word": "so",
    },
    "detectable_content:number_placeholders": {"num_placeholders": 2},
    "detectable_content:postscript": {"postscript_marker": "P.S."},
    "detectable_format:number_bullet_lists": {"num_bullets": 2},
    "detectable_format:constrained_response": {},
    "detectable_format:number_highlighted_sections": {"num_highlights": 2},
    "detectable_format:multiple_sections": {"section_spliter": "Part", "num_sections": 2},
    "detectable_format:json_format": {},
    "detectable_format:title": {},
    "combination:two_responses": {},
    "combination:repeat_prompt": {"prompt_to_repeat": "Say it."},
    "startend:end_checker": {"end_phrase": "The end."},
    "startend:quotation": {},
    "change_case:capital_word_frequency": {
        "capital_frequency": 2,
        "capital_relation": "at least",
    },
    "change_case:english_capital": {},
    "change_case:english_lowercase": {},
    "punctuation:no_comma": {},
}
PADDING = {name: None for given in ARGUMENTS.values() for name in given}


def test_all_25_instructions_are_known() -> None:
    assert sorted(ARGUMENTS) == sorted(IFEVAL.instructions)
    assert len(IFEVAL.instructions) == 25


@pytest.mark.parametrize("identity", ARGUMENTS)
def test_every_form_of_the_arguments_makes_the_same_check(identity: str) -> None:
    given = ARGUMENTS[identity]
    plain = IFEVAL.instruction(identity, given)
    floats = {k: float(v) if isinstance(v, int) else v for k, v in given.items()}
    for form in ({**PADDING, **given}, json.dumps(given), json.dumps({**PADDING, **given}), floats):
        assert IFEVAL.instruction(identity, form) == plain
    if not given:
        assert IFEVAL.instruction(identity, None) == plain


@pytest.mark.parametrize("identity", [name for name, given in ARGUMENTS.items() if given])
def test_a_missing_argument_is_an_error_and_never_drawn(identity: str) -> None:
    for name in ARGUMENTS[identity]:
        given = {k: v for k, v in ARGUMENTS[identity].items() if k != name}
        with pytest.raises(BadParameter, match=name):
            IFEVAL.instruction(identity, given)
        with pytest.raises(BadParameter, match=name):
            IFEVAL.instruction(identity, {**given, name: None})


WRONG: list[Any] = [True, [], {}, [3], "", "x" * 9, -1, 0.5, 1e999, float("nan"), 10**30]


@pytest.mark.parametrize("identity", ARGUMENTS)
def test_arguments_of_the_wrong_type_never_escape_as_anything_else(identity: str) -> None:
    for name, value in product(ARGUMENTS[identity], WRONG):
        try:
            check = IFEVAL.instruction(identity, {**ARGUMENTS[identity], name: value})
        except BadParameter:
            continue
        assert check.kind


def test_an_unknown_argument_names_the_nearest() -> None:
    with pytest.raises(BadParameter, match="num_words"):
        IFEVAL.instruction(
            "length_constraints:number_words", {"num_word": 3, "relation": "at least"}
        )
    with pytest.raises(BadParameter, match="no argument 'extra'"):
        IFEVAL.instruction("punctuation:no_comma", {"extra": 1})


def test_an_unknown_instruction_names_the_nearest() -> None:
    with pytest.raises(UnknownKind, match="did you mean 'punctuation:no_comma'"):
        IFEVAL.instruction("punctuation:no_commas", {})


@pytest.mark.parametrize("relation", ["at most", "", "AT LEAST", 3, ["at least"]])
def test_an_unknown_relation_is_an_error(relation: object) -> None:
    with pytest.raises(BadParameter, match="relation"):
        IFEVAL.instruction(
            "length_constraints:number_words", {"num_words": 3, "relation": relation}
        )


def test_less_than_n_is_at_most_n_minus_one() -> None:
    made = IFEVAL.instruction(
        "length_constraints:number_words", {"num_words": 3, "relation": "less than"}
    )
    assert (made.min, made.max) == (None, 2)  # pyright: ignore


ROW = {
    "key": 7,
    "prompt": "p",
    "response": "r",
    "instruction_id_list": ["punctuation:no_comma", "startend:quotation", "punctuation:no_comma"],
    "kwargs": [{}, {}, {}],
}


def test_repeated_ids_keep_their_places() -> None:
    kinds = [check.kind for check in IFEVAL.checks_from(ROW)]
    assert kinds == ["text.commas", "text.quoted", "text.commas"]


def test_lists_may_be_json_in_a_text() -> None:
    row = {
        **ROW,
        "instruction_id_list": json.dumps(ROW["instruction_id_list"]),
        "kwargs": "[{},{},{}]",
    }
    assert IFEVAL.checks_from(row) == IFEVAL.checks_from(ROW)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"kwargs": [{}]}, "kwargs"),
        ({"kwargs": None}, "kwargs"),
        ({"kwargs": "no json"}, "kwargs"),
        ({"kwargs": "[" * 100_000}, "kwargs"),
        ({"kwargs": [{}, 3, {}]}, "kwargs[1]"),
        ({"kwargs": [{}, "{", {}]}, "kwargs[1]"),
        ({"kwargs": [{}, {"x": 1}, {}]}, "kwargs[1].x"),
        ({"instruction_id_list": None}, "instruction_id_list"),
        ({"instruction_id_list": ["a", None, 3]}, "instruction_id_list[0]"),
        ({"prompt": None}, "prompt"),
    ],
)
def test_faults_name_file_line_and_field(
    tmp_path: Path, change: dict[str, Any], field: str
) -> None:
    path = tmp_path / "p.jsonl"
    path.write_text(json.dumps(ROW) + "\n\n" + json.dumps({**ROW, **change}) + "\n")
    with pytest.raises(InputError) as caught:
        list(convert(IFEVAL, path))
    assert (caught.value.file, caught.value.line, caught.value.field) == (str(path), 3, field)


def files(folder: Path, prompts: list[Any], responses: list[Any]) -> list[Path]:
    made = [folder / "p.jsonl", folder / "r.jsonl"]
    for path, rows in zip(made, (prompts, responses), strict=True):
        path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return made


def answer(prompt: str, response: Any = "x") -> dict[str, Any]:
    return {"prompt": prompt, "response": response}


def test_several_responses_to_a_prompt_make_a_list(tmp_path: Path) -> None:
    paths = files(tmp_path, [ROW], [answer("p", "1"), answer("p", "2")])
    assert [row["response"] for row in convert(IFEVAL, *paths)] == [["1", "2"]]


def test_a_row_without_a_key_has_no_id(tmp_path: Path) -> None:
    bare = {k: v for k, v in ROW.items() if k != "key"}
    rows = convert(IFEVAL, files(tmp_path, [ROW, bare, {**ROW, "key": None}], [])[0])
    assert [row.get("id") for row in rows] == ["7", None, None]


@pytest.mark.parametrize(
    ("responses", "said"),
    [
        ([], "no response to the prompt 'p'"),
        ([answer("P")], "no response"),
        ([answer("p"), answer("q")], "no prompt reads 'q'"),
        ([answer("p", None)], "response"),
        ([{"response": "x"}], "prompt"),
        ([[1]], "object"),
    ],
)
def test_responses_and_prompts_must_match(tmp_path: Path, responses: list[Any], said: str) -> None:
    with pytest.raises(InputError, match=said):
        list(convert(IFEVAL, *files(tmp_path, [ROW], responses)))


def at_least_words(**arguments: Any) -> dict[str, Any]:
    ids = ["length_constraints:number_words"]
    return {**ROW, "instruction_id_list": ids, "kwargs": [{"relation": "at least", **arguments}]}


@pytest.mark.parametrize(
    ("row", "field", "said"),
    [
        (at_least_words(num_wrds=3), "kwargs[0].num_wrds", "did you mean 'num_words'"),
        (at_least_words(num_words=-3), "kwargs[0].num_words", "got -3"),
        ({"instruction_ids": [], "prompt": "p"}, "instruction_id_list", "'instruction_ids'"),
        ({**ROW, "prompts": ROW["prompt"], "prompt": None}, "prompt", "expected a text"),
    ],
)
def test_a_fault_is_said_in_the_words_of_the_file(
    tmp_path: Path, row: dict[str, Any], field: str, said: str
) -> None:
    with pytest.raises(InputError, match=said) as caught:
        list(convert(IFEVAL, files(tmp_path, [row], [])[0], answered=False))
    assert caught.value.field == field


def test_prompts_may_be_one_array_and_unanswered(tmp_path: Path) -> None:
    path = tmp_path / "p.json"
    path.write_text(json.dumps([ROW, ROW], indent=1))
    made = list(convert(IFEVAL, path, answered=False))
    assert [row["prompt"] for row in made] == [ROW["prompt"]] * 2
    assert all("response" not in row for row in made)
