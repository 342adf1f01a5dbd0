"""The parts of the wording room: folding, dates, numerals, names, spelling, aliases."""

from __future__ import annotations

import pytest

from assay.answers.wording.aliases import split_aliases
from assay.answers.wording.dates import agree, date_of, dates_in
from assay.answers.wording.folding import fold, repaired
from assay.answers.wording.given_names import same_given
from assay.answers.wording.golds import gold_of
from assay.answers.wording.marks import without_marks
from assay.answers.wording.overlap import best_f1, normal
from assay.answers.wording.passage import Stream, words_of
from assay.answers.wording.refusal import refuses
from assay.answers.wording.signs import negative
from assay.answers.wording.spelling import near, related
from assay.answers.wording.symbols import find_symbol, is_symbol


def keys(text: str) -> list[str]:
    return [word.key for word in words_of(text)]


class TestFolding:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("Theatres", ["theater"]),
            ("1,234.50", ["1234.5"]),
            ("21st", ["21"]),
            ("first", ["1st"]),
            ("1st", ["1st"]),
            ("U.S.A.", ["usa"]),
            ("twenty-one", ["21"]),
            ("two hundred and five", ["205"]),
            ("3.5 million", ["3500000"]),
            ("ten thousand men", ["10000", "man"]),
            ("twenty two-headed", ["22", "headed"]),
            ("hundreds of birds", ["hundred", "of", "bird"]),
            ("iPhone5s", ["i", "phone", "5", "s"]),
            ("1979-80", ["1979", "1980"]),
            ("1979-12", ["1979", "12"]),
            ("ﬁsh", ["fish"]),
            ("", []),
        ],
    )
    def test_keys(self, text: str, expected: list[str]) -> None:
        assert keys(text) == expected

    def test_offsets_are_those_of_the_text(self) -> None:
        text = "Été in byAndrew, 5th"
        assert [text[word.start : word.end] for word in fold(text)] == [
            "Été", "in", "by", "Andrew", "5th",
        ]  # fmt: skip

    def test_how_it_was_written(self) -> None:
        words = fold("the WWE Title")
        assert [word.capital for word in words] == [False, True, True]
        assert [word.upper for word in words] == [False, True, False]

    def test_repaired(self) -> None:
        assert repaired("10â€“12 DÃ¡in") == "10–12 Dáin"
        assert repaired("Ãngelo Âge") == "Ãngelo Âge"


class TestStream:
    def test_ends_where_words_end(self) -> None:
        stream = Stream(words_of("a steam ship sails"), keyed=True)
        assert stream.find("steamship") == [(1, 2)]
        assert stream.find("teamship") == []
        assert stream.find("steamsh") == []

    def test_every_occurrence(self) -> None:
        assert Stream(words_of("ab ab xab ab"), keyed=False).find("ab") == [(0, 0), (1, 1), (3, 3)]


class TestDates:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("9 February 2018", [(2018, 2, 9)]),
            ("Feb. 9th, 2018", [(2018, 2, 9)]),
            ("the 9th of February", [(None, 2, 9)]),
            ("February 2018", [(2018, 2, None)]),
            ("in December", [(None, 12, None)]),
            ("in 1066", [(1066, None, None)]),
            ("2018-02-09", [(2018, 2, 9)]),
            ("25/12/2018", [(2018, 12, 25)]),
            ("12/25/2018", [(2018, 12, 25)]),
            ("31/31/2018", [(2018, None, None)]),
            ("1,066 years", []),
            ("they may march", []),
            ("May 3", [(None, 5, 3)]),
            ("from 1914 to 1918", [(1914, None, None), (1918, None, None)]),
            ("45 February", [(None, 2, None)]),
        ],
    )
    def test_found(self, text: str, expected: list[tuple[int | None, ...]]) -> None:
        found = [(date.year, date.month, date.day) for date in dates_in(words_of(text))]
        assert found == expected

    @pytest.mark.parametrize(
        "text", ["in 1914", "c. 1914 AD", "Sunday, May 3, 1914", "by May 1914"]
    )
    def test_a_gold_date(self, text: str) -> None:
        assert date_of(words_of(text)) is not None

    @pytest.mark.parametrize("text", ["1914 to 1918", "War of 1812", "1914 BC war", "the war"])
    def test_no_gold_date(self, text: str) -> None:
        assert date_of(words_of(text)) is None

    def test_a_date_in_figures_may_be_read_either_way(self) -> None:
        figures, named, turned = dates_in(
            words_of("9/2/2018, or 9 February 2018, or 2 September 2018")
        )
        assert agree(named, figures)
        assert agree(turned, figures)
        assert not agree(named, turned)

    def test_agree_is_symmetric(self) -> None:
        texts = ["1914", "May 1914", "3 May 1914", "3 May", "4 May 1914", "1915", "May"]
        dates = [dates_in(words_of(text)) for text in texts]
        found = [date for some in dates for date in some]
        for one in found:
            for other in found:
                assert agree(one, other) == agree(other, one)


class TestSpelling:
    @pytest.mark.parametrize(
        ("one", "other"),
        [("mathew", "matthew"), ("coleman", "colman"), ("recieve", "receive")],
    )
    def test_near(self, one: str, other: str) -> None:
        assert near(one, other)
        assert near(other, one)

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("monet", "manet"),
            ("cat", "cart"),
            ("1984", "1985"),
            ("austria", "bustria"),
            ("deduction", "detection"),
        ],
    )
    def test_not_near(self, one: str, other: str) -> None:
        assert not near(one, other)

    def test_related(self) -> None:
        assert related("colombia", "colombian")
        assert related("sharecropping", "sharecroppers")
        assert not related("superman", "super")
        assert not related("crossbar", "cross")


class TestGivenNames:
    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("j", "james"),
            ("bill", "william"),
            ("dave", "david"),
            ("thad", "thaddeus"),
            ("kate", "katherine"),
        ],
    )
    def test_same(self, one: str, other: str) -> None:
        assert same_given(one, other)
        assert same_given(other, one)

    @pytest.mark.parametrize(
        ("one", "other"), [("jo", "john"), ("luke", "anakin"), ("sam", "steven")]
    )
    def test_different(self, one: str, other: str) -> None:
        assert not same_given(one, other)


def test_aliases_are_split_with_care() -> None:
    assert split_aliases("Paris/City of Light") == ["Paris", "City of Light"]
    assert split_aliases("1979/80/Since 1979/80") == ["1979/80", "Since 1979/80"]
    assert split_aliases("1902/1900") == ["1902", "1900"]
    assert split_aliases("1979/21 July 1979") == ["1979", "21 July 1979"]
    assert split_aliases("1,228 km/h") == ["1,228 km/h"]
    assert split_aliases("seven/7") == ["seven", "7"]
    assert split_aliases("a|b", "|") == ["a", "b"]
    assert split_aliases("one/ /two") == ["one", "two"]


def test_variants_of_a_gold() -> None:
    texts = [variant.text for variant in gold_of("Sir John (Jack) Smith").variants]
    assert "Sir John Smith" in texts
    assert "John Smith" in texts


def test_reference_marks() -> None:
    assert without_marks("in 19392. Then 20141") == "in 1939 . Then 2014 "
    assert without_marks("10,000 and 12 and £19391.") == "10,000 and 12 and £19391."
    assert without_marks("19390 people") == "19390 people"


def test_overlap() -> None:
    assert normal("The  cat, a dog!") == "cat dog"
    assert best_f1("a cat sat", ["the dog sat", "cat"]) == (pytest.approx(2 / 3), "cat")
    assert best_f1("the", ["a"]) == (1.0, "a")
    assert best_f1("x x y", ["x y y"]) == (pytest.approx(2 / 3), "x y y")


def test_refusals() -> None:
    assert refuses("I'm sorry, I cannot answer that.")
    assert refuses("unknown")
    assert not refuses("The unknown soldier")


def test_signs() -> None:
    assert negative("-40", 1)
    assert negative("is minus 40", 9)
    assert not negative("14 - 18", 5)
    assert not negative("10-12", 3)


def test_symbols() -> None:
    assert is_symbol("A+")
    assert is_symbol("*")
    assert not is_symbol("5%")
    assert not is_symbol("a")
    assert find_symbol("type A+.", "A+") == (5, 7)
    assert find_symbol("type AA+", "A+") is None
    assert find_symbol("type A++", "A+") is None
