"""The rules one by one: variants of golds, guards, persons, shares, polar answers."""

from __future__ import annotations

import pytest

from assay.answers.wording import judge_text
from assay.answers.wording.golds import ALL, gold_of
from assay.answers.wording.guards import objection
from assay.answers.wording.names import could_be_person, find_person
from assay.answers.wording.passage import Passage
from assay.answers.wording.questions import question_of
from assay.answers.wording.recall import recall

NONE = question_of("")


def texts(alias: str) -> set[str]:
    return {variant.text for variant in gold_of(alias).variants}


class TestGolds:
    @pytest.mark.parametrize(
        ("alias", "expected"),
        [
            ("(North Atlantic) Gannet", {"(North Atlantic) Gannet", "Gannet"}),
            ("gravity (G)", {"gravity (G)", "gravity"}),
            ("deoxyribonucleic acid (DNA)", {"DNA", "deoxyribonucleic acid"}),
            ("William (or Bill)", {"William", "Bill"}),
            ("Shaw, George Bernard", {"George Bernard Shaw"}),
            ("pigeons or doves", {"pigeons", "doves"}),
            ("16 or older", {"16 or older"}),
            ("the 1979–80 season", {"1979"}),
            ("English rock band the Outfield", {"Outfield"}),
            ("nomads from Inner Asia", {"nomads from Inner Asia"}),
            ("Sir Isaac Newton", {"Isaac Newton"}),
            ("King", {"King"}),
        ],
    )
    def test_variants(self, alias: str, expected: set[str]) -> None:
        assert expected <= texts(alias)

    def test_what_is_no_variant(self) -> None:
        assert "older" not in texts("16 or older")
        assert "Asia" not in texts("nomads from Inner Asia")
        assert "BCE" not in texts("the mid-10th century BCE")

    @pytest.mark.parametrize(
        ("alias", "items"),
        [
            ("Laius and Jocasta", ("Laius", "Jocasta")),
            ("Green, White, Orange", ("Green", "White", "Orange")),
            ("Dom & Vincent", ("Dom", "Vincent")),
            ("Surrey, England", ()),
            ("salt and pepper", ()),
            ("Oslo", ()),
        ],
    )
    def test_items(self, alias: str, items: tuple[str, ...]) -> None:
        assert gold_of(alias).variants[0].items == items

    def test_what_stands_after_a_comma_is_an_apposition(self) -> None:
        assert gold_of("Surrey, United Kingdom").variants[0].lead == 1
        assert gold_of("Surrey").variants[0].lead == ALL

    def test_a_title_of_function_words_keeps_them(self) -> None:
        assert gold_of("In Time").variants[0].core == ""
        assert gold_of("in the time of war").variants[0].core == "timewar"

    def test_a_date_is_one(self) -> None:
        date = gold_of("23 September 1889").date
        assert date is not None
        assert (date.year, date.month, date.day) == (1889, 9, 23)
        assert gold_of("the War of 1812").date is None


class TestObjections:
    @pytest.mark.parametrize(
        "text",
        [
            "It is not @.", "It was never @.", "It isn't @.", "It wasn’t called @.",
            "Lyon instead of @.", "Lyon, rather than the @.", "any city except @",
            "It was not founded in @.", "neither Lyon nor @", "not Lyon or @", "It is no longer @.",
            "unlike @, it lies inland", "It was not the @.", "not “@”",
        ],
    )  # fmt: skip
    def test_denied(self, text: str) -> None:
        start = text.index("@")
        found = objection(text.replace("@", "Paris"), start, start + 5, NONE)
        assert found is not None
        assert found.rule == "denied"

    @pytest.mark.parametrize(
        "text",
        [
            "It is @.", "not only @ but Lyon", "It is not far. It is @.",
            "Lyon is not it, but @ is.", "It isn't Lyon; it's @.", "not until 1900 was @ taken",
            "No, it is @.", "I do not know it well, but the town is @.",
        ],
    )  # fmt: skip
    def test_not_denied(self, text: str) -> None:
        start = text.index("@")
        assert objection(text.replace("@", "Paris"), start, start + 5, NONE) is None

    def test_a_denial_of_the_question_is_no_denial(self) -> None:
        question = question_of("who sings the song it is not over")
        text = "It is Not Over"
        assert objection(text, 10, 14, question) is None
        assert objection(text, 10, 14, NONE) is not None

    @pytest.mark.parametrize(
        "after",
        [
            ". Wait, it is Lyon.",
            "... no wait, Lyon.",
            ". Correction: Lyon.",
            ". Scratch that, Lyon.",
        ],
    )
    def test_withdrawn(self, after: str) -> None:
        found = objection(f"Paris{after}", 0, 5, NONE)
        assert found is not None
        assert found.rule == "withdrawn"

    def test_confirmed_after_all(self) -> None:
        assert objection("Paris. Wait, is it? Yes, Paris.", 0, 5, NONE) is None

    def test_two_names_of_one_thing_are_no_list(self) -> None:
        assert objection("Paris or Lutetia", 0, 5, NONE) is None

    def test_a_long_list_offers_no_answer(self) -> None:
        text = "Rome, Oslo, Bern, Riga, Kyiv, Bonn, Paris, Cork, Graz, Lodz, Nice, Turin"
        start = text.index("Paris")
        found = objection(text, start, start + 5, NONE)
        assert found is not None
        assert found.rule == "one-of-many"
        assert objection(text, start, start + 5, question_of("name some cities")) is None


class TestPersons:
    @pytest.mark.parametrize("name", ["Ada Lovelace", "J. R. R. Tolkien", "Madonna", "Kanye West"])
    def test_may_be(self, name: str) -> None:
        assert could_be_person(gold_of(name).variants[0])

    @pytest.mark.parametrize(
        "name", ["Gupta Empire", "New Mexico", "North Korea", "Charles III", "a red house", "7 Up"]
    )
    def test_is_none(self, name: str) -> None:
        assert not could_be_person(gold_of(name).variants[0])

    def test_offsets_cover_the_whole_name(self) -> None:
        text = "It was Mr. James Wilson Marshall who found it."
        span = find_person(Passage(text), gold_of("James W. Marshall").variants[0], frozenset())
        assert span is not None
        assert (
            text[slice(*span)] == "Mr. James Wilson Marshall"[4:] or "James" in text[slice(*span)]
        )

    def test_a_surname_that_begins_another_name(self) -> None:
        gold = gold_of("John Jackson").variants[0]
        assert find_person(Passage("the Jackson Five"), gold, frozenset()) is None
        assert find_person(Passage("by Jackson, in 1970"), gold, frozenset()) is not None


class TestShares:
    def share(self, response: str, gold: str, question: str = "") -> float:
        return recall(
            Passage(response), gold_of(gold).variants[0], question_of(question).keys
        ).share

    def test_all_and_nothing(self) -> None:
        assert self.share("the frontal lobe", "frontal lobe") == 1.0
        assert self.share("the liver", "frontal lobe") == 0.0

    def test_a_name_weighs_more_than_its_class(self) -> None:
        assert self.share("the Esk", "River Esk") > 0.7
        assert self.share("the river Tay", "River Esk") < 0.3

    def test_a_number_must_be_there(self) -> None:
        assert self.share("four-year terms", "two four-year terms") == 0.0

    def test_another_ending_counts_almost_in_full(self) -> None:
        assert self.share("magnetic", "magnetism") == pytest.approx(0.9)

    def test_words_of_the_question_do_not_count(self) -> None:
        assert self.share("a tax law", "statutory law", "what kind of law is it") == 0.0


@pytest.mark.parametrize(
    ("response", "gold", "expected"),
    [
        ("Yes.", "yes", True),
        ("No, it is not.", "yes", False),
        ("It is false.", "False", True),
        ("That is not true.", "no", True),
        ("That is correct.", "True", True),
        ("Perhaps.", "yes", False),
    ],
)
def test_polar_answers(response: str, gold: str, expected: bool) -> None:
    assert (judge_text(response, [gold]).passed is True) is expected


def test_aliases_by_the_dozen_need_a_surer_share() -> None:
    aliases = [f"Alias {number}" for number in range(12)]
    response, gold = "rugby of some kind", "rugby union"
    assert judge_text(response, [gold]).passed
    assert judge_text(response, [gold, *aliases]).passed is None


@pytest.mark.parametrize("response", ["\\text{circle}", "$\\textbf{two lines}$", "\\mathrm{empty}"])
def test_markup_is_no_word(response: str):
    question = "Is the graph a circle, an ellipse, two lines or empty?"
    assert judge_text(response, ["\\text{ellipse}"], question=question).passed is not True
    assert judge_text("\\boxed{\\text{Ellipse}}", ["\\text{ellipse}"], question=question).passed


@pytest.mark.parametrize(
    ("gold", "response"),
    [
        ("1969", "Before 1969."),
        ("12", "More than 12."),
        ("12", "At least 12"),
        ("1969", "Sometime between 1960 and 1969."),
        ("Marie Curie", "Anyone but Marie Curie."),
        ("Paris", "Many think Paris, but it was Lyon."),
        ("Paris", "Maybe Paris, maybe London."),
        ("Paris", "London, Paris, Berlin, Rome, Madrid"),
        ("left ventricle", "right ventricle"),
        ("9 am", "The answer is 9 pm."),
        ("300 BC", "300 AD"),
        ("the father of Luke", "the son of Luke"),
        ("John F. Kennedy", "Robert F. Kennedy"),
    ],
)
def test_a_bound_a_belief_a_list_or_an_opposite_is_no_answer(gold: str, response: str):
    question = "Who was it?"
    assert judge_text(response, [gold], question=question).passed is not True
    assert judge_text(gold, [gold], question=question).passed is True


@pytest.mark.parametrize(
    ("gold", "response"),
    [
        ("1969", "It was after the war, in 1969."),
        (
            "12 million",
            (
                "Today more than 12 million people live in the city, which makes it the largest "
                "one in all of the country."
            ),
        ),
        ("Paris", "Most people think that the capital is Paris, and it is."),
        ("James Wilson Marshall", "Wilson Marshall"),
    ],
)
def test_a_guard_does_not_reach_further_than_it_means(gold: str, response: str):
    assert judge_text(response, [gold]).passed is True
