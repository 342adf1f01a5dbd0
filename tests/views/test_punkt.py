"""Sentences of the official mode: a table checked against nltk 3.9.1, and what always holds.

The table's expectations are what the reference gives with its own trained model; Assay's own data
must give the same for every line of it.
"""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.views import punkt

TABLE: list[tuple[str, list[str]]] = [
    ("", []),
    (" \n\t ", []),
    ("No end here", ["No end here"]),
    ("  Blanks before. And after.  \n", ["  Blanks before.", "And after."]),
    ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
    ("Stop!! Really?! Yes.", ["Stop!!", "Really?!", "Yes."]),
    ("!! Oh no.", ["!", "!", "Oh no."]),
    ("Line one.\nLine two.\n\nLine three.", ["Line one.", "Line two.", "Line three."]),
    ("Title\n\nA text follows. It ends.", ["Title\n\nA text follows.", "It ends."]),
    # Abbreviations the reference honours, and those it does not.
    ("Dr. Brown saw Mrs. Green at 5 p.m. today.", ["Dr. Brown saw Mrs. Green at 5 p.m. today."]),
    ("We met at 5 p.m. He left.", ["We met at 5 p.m.", "He left."]),
    ("Pens, ink, etc. are sold.", ["Pens, ink, etc.", "are sold."]),
    ("Use fruit, e.g. apples.", ["Use fruit, e.g.", "apples."]),
    ("She lives in the U.S. and works.", ["She lives in the U.S. and works."]),
    ("It left the U.S. However, it came back.", ["It left the U.S.", "However, it came back."]),
    ("It left the U.S. About time.", ["It left the U.S. About time."]),
    ("Smith-Jr. went home.", ["Smith-Jr. went home."]),
    # Initials, numbers, ellipses.
    ("J. Zwxyk wrote it.", ["J. Zwxyk wrote it."]),
    ("Take vitamin A. The doctor said so.", ["Take vitamin A.", "The doctor said so."]),
    ("Take vitamin C. The doctor said so.", ["Take vitamin C. The doctor said so."]),
    ("1. First point\n2. Second point", ["1.", "First point\n2.", "Second point"]),
    ("1. apples\n2. pears", ["1. apples\n2. pears"]),
    ("See part 7. Review it.", ["See part 7. Review it."]),
    ("It cost 3.50 euros. Cheap.", ["It cost 3.50 euros.", "Cheap."]),
    ("Well... maybe not. Fine.", ["Well... maybe not.", "Fine."]),
    ("Well... He left.", ["Well...", "He left."]),
    ("Well... About time.", ["Well... About time."]),
    # Quotes, brackets and marks after the end.
    ('"Go." She went.', ['"Go."', "She went."]),
    ('He said "Stop!" and left.', ['He said "Stop!"', "and left."]),
    ("(It works.) [Yes!] Good.", ["(It works.)", "[Yes!]", "Good."]),
    ("**Bold.** Then more.", ["**Bold.", "** Then more."]),
    ("“Go.” She went.", ["“Go.” She went."]),
    ("End.) -- and on", ["End.)", "-- and on"]),
    ("Glued.Together stays.", ["Glued.Together stays."]),
    ("Glued.(Then) splits.", ["Glued.", "(Then) splits."]),
    ("A blank.\u00a0Not ASCII. Two.", ["A blank.", "Not ASCII.", "Two."]),
    ("日本語。次の文。", ["日本語。次の文。"]),
]


@pytest.fixture(autouse=True)
def own_data(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ASSAY_PUNKT", raising=False)


def model_files(folder: Path) -> str:
    """A folder in the trained model's format, with a language of our own."""
    (folder / "abbrev_types.txt").write_text("foo\nx.y", encoding="utf-8")
    (folder / "collocations.tab").write_text("##number##\tbar\nqux\tbar", encoding="utf-8")
    (folder / "ortho_context.tab").write_text("then\t32\nnow\t36\nwe\t16", encoding="utf-8")
    (folder / "sent_starters.txt").write_text("now", encoding="utf-8")
    return str(folder)


@pytest.mark.parametrize(("text", "expected"), TABLE)
def test_the_reference_table(text: str, expected: list[str]) -> None:
    assert punkt.sentences(text) == expected


odd = st.text(st.sampled_from(".!? \n\t\u00a0\"')]}(-*,:aAéZ19…“”\ud800\u202e\x00"), max_size=80)
phrases = st.lists(
    st.sampled_from(
        ["Dr.", "U.S.", "e.g.", "...", "1.", "The", "he", "Paris", "A.", '"', "!!", "x.)"]
    )
).map(" ".join)


@given(st.text() | odd | phrases)
def test_sentences_are_pieces_of_the_text_in_order(text: str) -> None:
    at = 0
    for sentence in punkt.sentences(text):
        assert sentence
        at = text.index(sentence, at) + len(sentence)


@given(st.text() | odd | phrases)
def test_only_blanks_are_lost(text: str) -> None:
    assert "".join("".join(punkt.sentences(text)).split()) == "".join(text.split())


@given(odd | phrases)
def test_blanks_around_the_text_do_not_change_the_count(text: str) -> None:
    assert len(punkt.sentences(f"{text}\n ")) == len(punkt.sentences(text))


@pytest.mark.parametrize(
    "unit", [" ", "\n", "[", "<<", "*", '"', "a", ".", "!", '."', ". ", "a. ", "Mr. ", "1.", "\x00"]
)
def test_hostile_input_loses_nothing(unit: str) -> None:
    text = unit * 20_000 + "x"
    assert "".join("".join(punkt.sentences(text)).split()) == "".join(text.split())


def test_a_long_word_before_a_period_is_still_read_as_a_whole() -> None:
    assert punkt.sentences("a" * 50_000 + ". B went.") == ["a" * 50_000 + ".", "B went."]


def test_the_version_names_the_rules_and_the_data() -> None:
    assert punkt.version().startswith(f"{punkt.VERSION}+own-english/")


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("A foo. bar", 1),
        ("A foo. Then", 2),
        ("A foo. Now", 2),
        ("A foo. Else", 1),
        ("An x-foo. else", 1),
        ("An x.y. else", 1),
        ("Mr. Brown", 2),
        ("A 7. Bar", 1),
        ("A qux. Bar", 1),
        ("A qux. Baz", 2),
        ("A 7. we", 2),
        ("A 7. they", 1),
    ],
)
def test_a_named_model_decides(
    text: str, count: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSAY_PUNKT", model_files(tmp_path))
    assert len(punkt.sentences(text)) == count
    assert punkt.version().startswith(f"{punkt.VERSION}+trained-")


def test_the_version_changes_with_the_model_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSAY_PUNKT", model_files(tmp_path))
    first = punkt.version()
    other = tmp_path / "other"
    other.mkdir()
    monkeypatch.setenv("ASSAY_PUNKT", model_files(other))
    assert punkt.version() == first
    third = tmp_path / "third"
    third.mkdir()
    model_files(third)
    (third / "sent_starters.txt").write_text("else", encoding="utf-8")
    monkeypatch.setenv("ASSAY_PUNKT", str(third))
    assert punkt.version() != first


def test_a_folder_without_the_model_is_refused_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSAY_PUNKT", str(tmp_path))
    with pytest.raises(FileNotFoundError, match="ASSAY_PUNKT"):
        punkt.sentences("One. Two.")
