"""The rule parts of MulDimIF, FollowBench and ComplexBench, and what of them asks a judge."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import assay
from assay.errors import BadParameter, InputError
from assay.registry import parse
from assay.sample import encode_json
from assay.tasks.complexbench import rule_check
from assay.tasks.followbench import level_checks
from assay.tasks.formats import reader
from assay.tasks.muldimif import read_constraint
from assay.unchecked import Unchecked

MULDIMIF = (
    Path(__file__).parents[3]
    / "shared" / "data" / "instructions" / "prompts" / "muldimif_test_1200.json.gz"
)  # fmt: skip
Write = Callable[..., str]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(*records: Any, name: str = "in.jsonl") -> str:
        path = tmp_path / name
        path.write_text("".join(json.dumps(record) + "\n" for record in records))
        return str(path)

    return written


def rows(format: str, *files: str) -> list[dict[str, Any]]:
    return [json.loads(encode_json(row)) for row in reader(format)(*files)]


def passed(check: assay.Check, text: str) -> bool | None:
    return assay.verify(text, check).passed


SENTENCES: list[tuple[tuple[str, str, str], str, str]] = [
    (("Length", "Words", "at most 3 words"), "one two three", "one two three four"),
    (("Length", "Sentences", "Use a single sentence"), "One.", "One. Two."),
    (
        ("Length", "Words", "Each sentence must have at most 2 words"),
        "One two. Three.",
        "One two three. Four.",
    ),
    (("Content", "Keywords", "include 'tide' and 'pool'"), "a tide pool", "a tide"),
    (("Content", "Keywords", "such as 'tide' or 'pool'"), "a pool", "a rock"),
    (("Content", "Keywords", "must not include 'tide'"), "a pool", "a tide"),
    (("Content", "Keywords", "the keyword 'children's rights'"), "children's rights", "rights"),
    (("Language", "English", "use capitalized letters for each word"), "The Tide", "The tide"),
    (("Language", "English: All Uppercase", "all uppercase letters"), "TIDE", "Tide"),
    (("Content", "Punctuation", "conclude with a question mark"), "Why?", "Why."),
    (("Format", "Markdown", "a level 2 heading"), "## Tide\n\nx", "# Tide\n\nx"),
    (("Format", "Markdown", "at least two heading levels"), "# A\n\n## B\n\nx", "# A\n\n# B\n\nx"),
    (("Format", "Text", "No bullet points"), "text", "- text"),
    (
        ("Table", "Row limit", "If a table is used, it must not exceed 1 row"),
        "no table",
        "| a |\n|---|\n| 1 |\n| 2 |",
    ),
    (
        ("Table", "Column limit", "a table with exactly 2 columns"),
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "| a |\n|---|\n| 1 |",
    ),
]


@pytest.mark.parametrize(("said", "good", "bad"), SENTENCES)
def test_a_sentence_of_muldimif_becomes_a_check(said: tuple[str, str, str], good: str, bad: str):
    check = read_constraint(*said)
    assert passed(check, good) is True
    assert passed(check, bad) is False


@pytest.mark.parametrize(
    "said",
    [
        ("Length", "Words", "Each cell must contain at most 10 words"),
        ("Format", "Blurb", "resembling a short blurb"),
        ("Nothing", "known", "whatever"),
    ],
)
def test_what_is_not_understood_stays_and_says_so(said: tuple[str, str, str]):
    check = read_constraint(*said)
    assert isinstance(check, Unchecked)
    assert passed(check, "anything") is None
    assert check.requirement == said[2]


@given(st.sampled_from([s[0][:2] for s in SENTENCES]), st.text(min_size=1, max_size=80))
def test_any_sentence_gives_a_check(names: tuple[str, str], sentence: str):
    assert read_constraint(*names, sentence).describe()


@pytest.mark.skipif(not MULDIMIF.exists(), reason="the labelled data is not here")
def test_nearly_all_of_muldimif_is_read():
    given_rows = json.loads(gzip.decompress(MULDIMIF.read_bytes()))
    checks = [read_constraint(*said) for row in given_rows for said in row["constraints"]]
    assert sum(isinstance(check, Unchecked) for check in checks) < 0.05 * len(checks)


def test_a_conversation_of_muldimif_is_a_row(write: Write):
    record = {
        "id": "1",
        "conversations": [
            {"role": "user", "content": "Describe a pool."},
            {"role": "assistant", "content": "A pool."},
        ],
        "constraints": [["Length", "Words", "at most 3 words"]],
        "difficulty": "Level 1",
    }
    (row,) = rows("muldimif", write(record))
    assert (row["prompt"], row["response"]) == ("Describe a pool.", "A pool.")
    with pytest.raises(InputError, match="conversations"):
        rows("muldimif", write({**record, "conversations": [{"role": "user"}]}))


RULES = [
    ("keyword:[\u6d77,\u77f3]", "\u6d77\u548c\u77f3\u5934", "\u6d77"),
    ("forbidden_word:[\u6d77]", "\u77f3\u5934", "\u6d77"),
    ("length:[1,3]", "abc", "abcd"),
    ("length_word:[2,2]", "two words", "three small words"),
    ("startswith:Dear crab", "Dear crab, hello", "Hello"),
    ("startswith:Dear\nendswith:Bye", "Dear crab. Bye", "Dear crab."),
    ("not endswith:Bye", "Hello", "Bye"),
    ("match:yes", "yes", "no"),
    ('Json:["a"]', '{"a": 1}', '{"b": 1}'),
    ("constraint_punc:[.]", "One. Two.", "One, two."),
]


@pytest.mark.parametrize(("rule", "good", "bad"), RULES)
def test_a_rule_of_complexbench_becomes_a_check(rule: str, good: str, bad: str):
    check = rule_check(rule)
    assert passed(check, good) is True
    assert passed(check, bad) is False


@pytest.mark.parametrize("rule", ["", "nothing:[1]", "length:[a,b]", "length:[1]", "keyword:[]"])
def test_what_is_no_rule_is_refused(rule: str):
    with pytest.raises(BadParameter):
        rule_check(rule)


def test_questions_rest_on_others(write: Write):
    record = {
        "main_id": 9,
        "instruction": "i",
        "generated": "abc",
        "scoring_questions": [
            {"point_id": 4, "question": "Right?", "rule": None, "dep": []},
            {"point_id": 5, "question": "Short?", "rule": "length:[1,9]", "dep": [4]},
            {"point_id": 6, "question": "Part?", "rule": "model_length:[1,9]", "dep": [4, 5]},
        ],
    }
    (row,) = rows("complexbench", write(record))
    assert row["meta"]["depends"] == [[], [0], [0, 1]]
    assert [check["kind"] for check in row["checks"]] == [
        "unchecked",
        "text.characters",
        "unchecked",
    ]
    with pytest.raises(InputError, match=r"scoring_questions\[0\].question"):
        rows("complexbench", write({**record, "scoring_questions": [{"question": 3}]}))


LEVELS = [
    ("xsum", 5, "", "The operation is going well.", "The operation goes well."),
    ("gigaword", 5, "", "crabs hide in the cold pool at night", "Crabs hide in pools."),
    ("samsum", 3, "", "Crabs like stuff.", "Crabs like rocks."),
    ("arxiv", 4, "", "We study activations.", "They study activations."),
    ("E2E", 2, "yes", "yes", "no"),
    ("self_made_space", 1, "north", "It lies north.", "It lies south."),
    ("gsm_8k", 3, "$12", "So it costs $12.", "So it costs $13."),
    ("BBH_logical", 3, "(B)", "The answer is (B).", "The answer is (A)."),
]


@pytest.mark.parametrize(("source", "level", "target", "good", "bad"), LEVELS)
def test_a_level_of_followbench_is_its_constraints_so_far(
    source: str, level: int, target: str, good: str, bad: str
):
    record = {"source": source, "target": target, "instruction": "i", "category": "mixed"}
    checks = level_checks(record, level)
    assert all(passed(check, good) for check in checks)
    assert not all(passed(check, bad) for check in checks)


def test_rows_of_followbench_carry_group_and_level(write: Write):
    base = {"example_id": 3, "category": "style", "source": "x", "target": ""}
    records = [{**base, "level": n, "instruction": f"i{n}"} for n in range(6)]
    outputs = [
        {"prompt_new": f"i{n}", "choices": [{"message": {"content": "done"}}]} for n in range(6)
    ]
    made = rows("followbench", write(*records), write(*outputs, name="out.jsonl"))
    assert [(row["meta"]["group"], row["meta"]["level"]) for row in made] == [
        ("style:3", n) for n in range(1, 6)
    ]
    with pytest.raises(InputError, match="no response"):
        rows("followbench", write(records[1]))


def test_every_level_of_every_source_parses():
    from assay.tasks import followbench

    for source in (*followbench.WRITTEN, *followbench.ANSWERED):
        for level in range(1, 6):
            record = {"source": source, "target": "t", "instruction": "i", "category": "mixed"}
            assert level_checks(record, level)
    for example in followbench.FORMATS:
        record = {"category": "format", "example_id": example, "level": 5, "instruction": "i"}
        assert len(level_checks(record, 5)) == 5
    slots = {"category": "example", "target": "Answer: {answer}", "instruction": "i"}
    (template,) = level_checks(slots, 1)
    assert passed(parse(template), "Answer: yes") is True
