"""Word tokens of the official mode: a table checked against nltk 3.9.1, and what always holds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.views import treebank

TABLE: list[tuple[str, list[str]]] = [
    ("", []),
    ("Two words", ["Two", "words"]),
    ("A dot. And one.", ["A", "dot", ".", "And", "one", "."]),
    ("The U.S. won. Yes", ["The", "U.S.", "won", ".", "Yes"]),
    ("Wait... what?!", ["Wait", "...", "what", "?", "!"]),
    ("I can't, won't; we'll see", ["I", "ca", "n't", ",", "wo", "n't", ";", "we", "'ll", "see"]),
    ("CAN'T. DON'T GO.", ["CA", "N'T", ".", "DO", "N'T", "GO", "."]),
    ("It's Jo's and the boys' toy", ["It", "'s", "Jo", "'s", "and", "the", "boys", "'", "toy"]),
    ("IT'S' IT'S", ["IT", "'S", "'", "IT", "'S"]),
    ("You cannot gimme d'ye", ["You", "can", "not", "gim", "me", "d", "'ye"]),
    ("'Tis so, 'twas", ["'T", "is", "so", ",", "'t", "was"]),
    ("more'n I wanna do", ["more", "'n", "I", "wan", "na", "do"]),
    ('He said "Go." twice', ["He", "said", "``", "Go", ".", "''", "twice"]),
    ('"Go," she said.', ["``", "Go", ",", "''", "she", "said", "."]),
    ("“Go,” she ’said‘", ["“", "Go", ",", "”", "she", "’", "said", "‘"]),
    ("`a` ``b''", ["`", "a", "`", "``", "b", "''"]),
    ("a 'b' 'cd' 's", ["a", "'", "b", "'", "'cd", "'", "'s"]),
    ("(x) [y] {z} <w>", ["(", "x", ")", "[", "y", "]", "{", "z", "}", "<", "w", ">"]),
    ("$3.88, 1,000 at 10:30: #1", ["$", "3.88", ",", "1,000", "at", "10:30", ":", "#", "1"]),
    ("R&D is 5%", ["R", "&", "D", "is", "5", "%"]),
    ("a::b ::: c,", ["a", ":", ":b", ":", ":", ":", "c", ","]),
    ("**Bold** -- a---b", ["*", "*", "Bold", "*", "*", "--", "a", "--", "-b"]),
    ("NASA. (ESA.) 'ISRO.'", ["NASA", ".", "(", "ESA", ".", ")", "'ISRO", ".", "'"]),
    ("L.A. LAW. I", ["L.A.", "LAW", ".", "I"]),
    ("tab\tand\nline", ["tab", "and", "line"]),
]


@pytest.fixture(autouse=True)
def own_data(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ASSAY_PUNKT", raising=False)


@pytest.mark.parametrize(("text", "expected"), TABLE)
def test_the_reference_table(text: str, expected: list[str]) -> None:
    assert treebank.tokens(text) == expected


odd = st.text(
    st.sampled_from(".!? \n\t\"')](<-*,:;`“”’asmtdnASMTDN19\ud800\u202e\x00"), max_size=80
)
WORDS = "IT'S CAN'T. CANNOT Cannot D'ye 'TIS ' \" '' A I. The the, NASA... U.S. ok. x'S' : .) WANNA"
phrases = st.lists(st.sampled_from([*WORDS.split(), "\n", "wanna"])).map(" ".join)


@given(st.text() | odd | phrases)
def test_counting_capitals_skips_nothing_that_matters(text: str) -> None:
    assert treebank.count_upper(text) == sum(map(str.isupper, treebank.tokens(text)))


@given(st.text() | odd | phrases)
def test_only_blanks_and_double_quotes_change(text: str) -> None:
    def bare(written: str) -> str:
        for quote in ("``", "''"):
            written = written.replace(quote, '"')
        return "".join(written.split()).replace("'", "").replace("`", "").replace('"', "")

    assert bare("".join(treebank.tokens(text))) == bare(text)


@given(phrases)
def test_no_token_holds_a_blank(text: str) -> None:
    assert all(token and not any(map(str.isspace, token)) for token in treebank.tokens(text))


@pytest.mark.parametrize(
    "unit", [" ", "\n", "[", "<<", "*", '"', "a", "'", ":", ". ", "Mr. ", "\x00"]
)
def test_hostile_input_is_counted(unit: str) -> None:
    assert treebank.count_upper(unit * 20_000 + " NASA") == 1 + 20_000 * unit.isupper()


def test_a_period_far_from_the_end_is_found_without_searching() -> None:
    text = "Mr." + " " * 50_000 + "x"
    assert treebank.tokens(text) == ["Mr.", "x"]
