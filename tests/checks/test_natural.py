"""Standard rules on the small natural cases that a careful reader would try."""

from __future__ import annotations

import pytest

import assay
from assay.errors import BadParameter
from assay.views.sentences import SENTENCES

CASES = [
    # A word of any script is whole, however it is spelt and marked.
    ("Mañana llueve.", {"kind": "text.starts", "phrase": "Ma"}, "fail"),
    ("Начало дня.", {"kind": "text.starts", "phrase": "На"}, "fail"),
    ("Quel est ton prénom", {"kind": "text.ends", "phrase": "nom"}, "fail"),
    ("Мой дом", {"kind": "text.ends", "phrase": "ом"}, "fail"),
    ("北京很好", {"kind": "text.starts", "phrase": "北京"}, "pass"),
    ("_war_ is bad", {"kind": "text.excludes", "words": ["war"]}, "fail"),
    ("__war__ is bad", {"kind": "text.contains", "words": ["war"]}, "pass"),
    ("a cold_war map", {"kind": "text.contains", "words": ["war"]}, "fail"),
    ("a cafe\u0301", {"kind": "text.contains", "words": ["café"]}, "pass"),
    ("a café", {"kind": "text.excludes", "words": ["cafe"]}, "pass"),
    ("I don't", {"kind": "text.contains", "words": ["don\u2019t"]}, "pass"),
    ("I don\u2019t", {"kind": "text.contains", "words": ["don't"]}, "pass"),
    # A fence needs a line of its own.
    ("```ls``` lists.\n\n- a\n- b", {"kind": "text.bullets", "min": 2}, "pass"),
    # A postscript says something.
    ("Body.\n\nP.S.", {"kind": "text.postscript"}, "fail"),
    ("Body.\n\n**P.S.**", {"kind": "text.postscript"}, "fail"),
    ("Body.\n\nP.S. Bring boots", {"kind": "text.postscript"}, "pass"),
    # Commas and slashes divide words, digits apart.
    ("input,output,error", {"kind": "text.words", "min": 3, "max": 3}, "pass"),
    ("yes/no", {"kind": "text.words", "min": 2, "max": 2}, "pass"),
    ("1,000 at 10:30", {"kind": "text.words", "min": 3, "max": 3}, "pass"),
    ("word\u00adword U.S.A", {"kind": "text.words", "min": 2, "max": 2}, "pass"),
    # One quotation around everything, not several.
    ('"Low," she said. "High," he said. "Fine."', {"kind": "text.quoted"}, "fail"),
    ('"He said "hi" to me."', {"kind": "text.quoted"}, "pass"),
    # Options that differ by case or full stop are one.
    ("Yes", {"kind": "text.choice", "options": ["Yes", "yes", "No"]}, "pass"),
    ("My answer is yes", {"kind": "text.choice", "options": ["My answer is yes."]}, "pass"),
    # A title may stand in prose, an operator is none.
    ("My poem is <<Low water>>.", {"kind": "text.title"}, "pass"),
    ("Write a<<b>>c.", {"kind": "text.title"}, "fail"),
    ("你好[姓名]", {"kind": "text.placeholders", "min": 1}, "pass"),
    ("- Day 1: x\n- Day 2: y", {"kind": "text.sections", "marker": "Day", "min": 2}, "pass"),
    ("Section I think", {"kind": "text.sections", "marker": "Section", "min": 1}, "fail"),
    # What cannot be told is not false.
    ("[" * 300 + "]" * 300, {"kind": "text.json"}, "undecided"),
    ("[" * 300, {"kind": "text.json"}, "fail"),
    ("1" * 5000, {"kind": "text.json", "of": "any"}, "pass"),
    ("x", {"kind": "text.repeats", "mode": "official"}, "undecided"),
]


@pytest.mark.parametrize(("said", "check", "status"), CASES)
def test_a_careful_reader_agrees(said: str, check: dict[str, object], status: str):
    assert assay.verify(said, check).status == status


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("He got an A. She got a B. I got a C.", 3),
        ("Plan B. It works.", 2),
        ("J. Smith met George W. Bush. They ate.", 2),
        ("I saw him on Jan. 5. It rained. See you Dec. 7. Bye.", 4),
        ("1. Wash hands. 2. Dry hands.", 2),
        ("Is it Mr. or Mrs.? I forget.", 2),
        ('"Really?" she asked. He asked (why?) and left.', 2),
    ],
)
def test_sentences_as_a_reader_counts_them(text: str, number: int):
    assert len(SENTENCES.compute(text)) == number


def test_each_with_a_minimum_pays_for_units_that_are_there():
    check = {"kind": "each", "unit": "word", "min": 50, "check": {"kind": "text.words", "min": 1}}
    score = assay.verify("two words", check).score
    assert score == pytest.approx(2 / 50)


def test_a_pattern_that_may_run_away_goes_to_a_worker_in_official_mode():
    for word in ("a?a?b", "(a|aa)", "a{3}"):
        check = assay.parse({"kind": "text.keyword", "word": word, "min": 1})
        assert check.where("official") == "worker"
        assert check.where("standard") == "inline"


@pytest.mark.parametrize(
    ("check", "said"),
    [
        ({"kind": "text.words", "min": 1, "mode": "offical"}, "did you mean 'official'"),
        ({"kind": "each", "unit": "sentense", "check": {"kind": "text.json"}}, "'sentence'"),
        ({"kind": "text.words", "min": "many"}, "got 'many'"),
        ({"kind": "text.language", "language": "english"}, "ISO 639-1"),
    ],
)
def test_an_error_names_what_was_given_and_what_is_near(check: dict[str, object], said: str):
    with pytest.raises(BadParameter, match=said):
        assay.parse(check)


def test_whole_numbers_may_be_written_with_a_point():
    assert assay.parse({"kind": "text.words", "min": 3.0}) == assay.parse(
        {"kind": "text.words", "min": 3}
    )


def test_a_mode_that_does_not_exist_is_refused():
    with pytest.raises(BadParameter, match="official"):
        assay.verify("x", {"kind": "text.commas", "max": 0}, mode="offical")  # pyright: ignore


def test_a_batch_is_a_list_of_responses():
    with pytest.raises(BadParameter, match="list"):
        assay.verify_batch("abc", [{"kind": "text.commas", "max": 0}])


@pytest.mark.parametrize(
    "check",
    [
        {"kind": "each", "unit": "line", "check": {"kind": "text.words", "min": 1}},
        {"kind": "on", "part": "answer", "check": {"kind": "text.words", "min": 1}},
        {"kind": "not", "check": {"kind": "text.contains", "words": ["x"]}},
    ],
)
def test_where_the_assistant_said_nothing_no_scope_says_false(check: dict[str, object]):
    assert assay.verify([{"role": "user", "content": "x"}], check).passed is None


def test_a_mistyped_parameter_in_python_names_the_nearest():
    with pytest.raises(BadParameter, match="did you mean 'min'"):
        assay.find("text.words")(mn=5)
