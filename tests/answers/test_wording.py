"""Short answers: what people accept as the same answer, and what they do not."""

from __future__ import annotations

import pytest

from assay.answers.wording import MAX_GOLDS, MAX_RESPONSE, judge_text


def passed(response: str, *golds: str, question: str = "") -> bool | None:
    return judge_text(response, golds, question=question).passed


SAME = {
    "phrase": ("It was written by Jane Austen in 1813.", "Jane Austen"),
    "case": ("it was jane austen", "JANE AUSTEN"),
    "article": ("a lighthouse", "the lighthouse"),
    "accent": ("He flew to Malaga.", "Málaga"),
    "ligature": ("an encyclopaedia", "encyclopædia"),
    "stroke": ("She was born in Tromso.", "Tromsø"),
    "curly apostrophe": ("It is Bull’s-eye.", "Bull's eye"),
    "possessive": ("Boyle's law", "Boyle"),
    "hyphen": ("A head mounted display", "head-mounted display"),
    "joined": ("a steamship", "Steam Ship"),
    "parted": ("Samudra Gupta issued them", "Samudragupta"),
    "plural": ("the thylakoid membrane", "on the thylakoid membranes"),
    "plural in ies": ("a cherry", "cherries"),
    "irregular plural": ("two mice", "mouse"),
    "British spelling": ("grey theatres", "gray theater"),
    "-ise": ("It is magnetised.", "magnetized"),
    "ampersand": ("Gary Lewis and the Playboys", "Gary Lewis & the Playboys"),
    "numeral in words": ("There were four seasons.", "4"),
    "numeral in digits": ("There are 27 of them.", "twenty-seven"),
    "large numeral": ("They offered £10,000.", "ten thousand"),
    "millions": ("about 7 million people", "7,000,000"),
    "ordinal": ("the 5th largest", "fifth"),
    "ordinal and number": ("It is the 5th.", "5"),
    "span of years": ("in the 1979-1980 season", "1979–80 season"),
    "first year of a season": ("in 1979", "1979–80 season"),
    "unit": ("5 feet 6 inches", "5 ft 6 in"),
    "optional part": ("the northern gannet", "(North Atlantic) Gannet"),
    "acronym in parentheses": ("ADP", "adenosine diphosphate (ADP)"),
    "name of an acronym in parentheses": ("adenosine diphosphate", "adenosine diphosphate (ADP)"),
    "accepted beside": ("the Duke of Cambridge", "PRINCE WILLIAM (accept DUKE OF CAMBRIDGE)"),
    "disambiguation": ("It is Jasper.", "Jasper (mineral)"),
    "inverted": ("George Bernard Shaw wrote it.", "Shaw, George Bernard"),
    "nickname": ("Kida Burns won.", 'Leon "Kida" Burns'),
    "title in the gold": ("Shinzo Abe was the guest.", "Prime Minister Shinzo Abe"),
    "description in the gold": ("It comes from Gunsmoke.", "the drama series Gunsmoke"),
    "preposition": ("explosion", "in an explosion"),
    "date turned round": ("February 9th, 2018", "9 February 2018"),
    "date in ISO": ("on 2018-02-09", "9 February 2018"),
    "date with of": ("the 9th of February, 2018", "February 9, 2018"),
    "only the year given": ("It opened in 1889.", "23 September 1889"),
    "more than the year given": ("It opened on 23 September 1889.", "1889"),
    "month and year given": ("in May 1984", "May 3, 1984"),
    "country and people": ("He is Colombian.", "Colombia"),
    "country by its short name": ("It was filmed in the UK.", "the United Kingdom"),
    "country by its initials": ("the U.S. team won", "United States"),
    "place in a country": ("It lies in Surrey, England.", "Surrey, United Kingdom"),
    "list in another order": ("Jocasta and Laius", "Laius and Jocasta"),
    "list with commas": ("white, green and orange", "Green, White, Orange"),
    "acronym spelt out": ("the Department of Motor Vehicles", "DMV"),
    "initials": ("It is a WWE title.", "World Wrestling Entertainment"),
    "slip of the pen": ("It was Shostakovich.", "Shostakovitch"),
    "ending": ("They were sharecroppers.", "Sharecropping"),
    "sign": ("an asterisk (*)", "*"),
    "letter with a sign": ("Most have A+ blood.", "A+"),
    "lost spaces": ("It was composed byAndrew Lloyd Webber in London.", "Andrew Lloyd Webber"),
    "lost space before a small letter": ("The industry ismining1.", "mining"),
    "reference mark after a year": ("It was released in 19392.", "1939"),
    "raised reference mark": ("It was Keeley Hawes⁶.", "Keeley Hawes"),
    "wrongly decoded": ("It was Dáin.", "DÃ¡in"),
    "negative number": ("It is -40 degrees.", "minus 40"),
    "Roman numeral": ("World War 2", "World War II"),
    "yes among words": ("Yes, it is so.", "yes"),
    "yes for true": ("Yes, he was.", "True"),
    "band of function words": ("It was The Who.", "The Who"),
    "initial in a gold": (
        "Zen and the Art of Cycling by Robert Pirsig",
        "Zen and the Art of Cycling by Robert M. Pirsig",
    ),
    "doubt cleared": ("I am not sure, but I think it is Paris.", "Paris"),
    "most of a phrase": (
        "the teaching of evolution in public schools",
        "Teaching the theory of evolution in schools",
    ),
}

OTHER = {
    "another word": ("Lyon", "Paris"),
    "part of a word": ("the parish", "Paris"),
    "another number": ("There were 5.", "4"),
    "number within a number": ("1889", "89"),
    "numbers run together": ("19 81", "1981"),
    "decimal": ("2.4 billion", "2.45 billion"),
    "one number of two": ("5 ft 5 in", "5 ft 6 in"),
    "another sign": ("It is 40.", "-40"),
    "another sign in words": ("minus 40", "40"),
    "another blood group": ("A-positive", "A+"),
    "another day": ("September 14, 2004", "September 12, 2004"),
    "another month": ("June 2018", "January 2018"),
    "another year": ("March 8, 1988", "March 8, 1987"),
    "half of a list": ("The Beatles and Girls Aloud", "The Beatles and The Spice Girls"),
    "kind without a name": ("the Finke River", "Warburton River"),
    "small word of a title": ("He got it.", "I Get By"),
    "denied": ("It is not Paris.", "Paris"),
    "denied among others": ("It is from Belgium, not France or Spain.", "Spain"),
    "denied with a verb": ("It was not written by Jane Austen.", "Jane Austen"),
    "denied date": ("It was not on May 3, 1914.", "3 May 1914"),
    "denied in other words": ("They were not sharecroppers.", "Sharecropping"),
    "a thousand years": ("about 1,000 years ago", "the year 1000"),
    "doubted": ("I don't know if it is Paris or Lyon.", "Paris"),
    "another war": ("World War I", "World War II"),
    "another ruler": ("King Charles II", "Charles III"),
    "another vitamin": ("vitamin C", "Vitamin B"),
    "another Korea": ("South Korea", "North Korea"),
    "the other York": ("York", "New York"),
    "no with a yes in it": ("No, yes-men are bad.", "yes"),
    "yes with a no in it": ("There is no doubt: yes.", "no"),
    "true and denied": ("It is not true.", "True"),
    "common words of a band": ("It was the band who sang it.", "The Who"),
    "rather than": ("Lyon rather than Paris", "Paris"),
    "withdrawn": ("Paris. Wait, no. It is Lyon.", "Paris"),
    "one of many": ("Rome, Paris, Berlin, Madrid, Lisbon or Vienna", "Paris"),
    "declined": ("I do not know.", "Paris"),
}


@pytest.mark.parametrize("case", SAME)
def test_accepts(case: str) -> None:
    response, gold = SAME[case]
    found = judge_text(response, [gold])
    assert found.passed is True, found
    assert found.score == 1.0


@pytest.mark.parametrize("case", OTHER)
def test_does_not_accept(case: str) -> None:
    response, gold = OTHER[case]
    found = judge_text(response, [gold])
    assert found.passed is not True, found
    assert found.score < 1.0
    assert found.why


def test_any_alias_will_do() -> None:
    found = judge_text("It was the Big Apple.", ["New York", "Big Apple", "NYC"])
    assert found.passed
    assert found.gold == "Big Apple"


def test_evidence_is_a_stretch_of_the_response() -> None:
    response = "Well, the answer must be Jane Austen, I think."
    found = judge_text(response, ["Jane Austen"])
    assert response[found.start : found.end] == "Jane Austen"
    assert found.rule == "phrase"


def test_evidence_stays_in_place_behind_a_removed_mark() -> None:
    response = "Released in 19392."
    found = judge_text(response, ["1939"])
    assert response[found.start : found.end] == "1939"


class TestPersons:
    WHO = "Who discovered gold in California?"

    @pytest.mark.parametrize(
        "response",
        [
            "James Wilson Marshall",
            "James Marshall",
            "J. W. Marshall",
            "J.W. Marshall",
            "Jim Marshall",
            "Marshall",
            "Mr. Marshall",
            "It was found by Marshall in 1848.",
            "James W. Marshal",
        ],
    )
    def test_the_same_person(self, response: str) -> None:
        assert passed(response, "James W. Marshall", question=self.WHO)

    @pytest.mark.parametrize(
        "response",
        ["Penny Marshall", "James", "James Brown", "Marshall Islands", "It was James Watt."],
    )
    def test_another_person(self, response: str) -> None:
        assert passed(response, "James W. Marshall", question=self.WHO) is not True

    @pytest.mark.parametrize(
        ("response", "gold"),
        [("John Smith", "Will Smith"), ("Adam Smith", "Adam West"), ("May Day", "May Smith")],
    )
    def test_names_like_common_words(self, response: str, gold: str) -> None:
        assert passed(response, gold, question="Who is it?") is not True

    def test_denied(self) -> None:
        assert passed("It is not Jim Marshall.", "James W. Marshall", question=self.WHO) is False

    def test_a_surname_from_the_question_names_nobody(self) -> None:
        question = "Which of the Marshall brothers found gold?"
        assert passed("It was Marshall.", "James Marshall", question=question) is not True

    @pytest.mark.parametrize(
        ("response", "gold"),
        [
            ("Dave Gahan", "David Gahan"),
            ("Thad Luckinbill", "Thaddeus Rowe Luckinbill"),
            ("Yevgenia Medvedeva", "Evgenia Medvedeva"),
            ("Dr. B.R. Ambedkar", "Bhimrao Ramji Ambedkar"),
            ("John G. Roberts Jr.", "John Roberts"),
            ("Will Smith", "William Smith"),
        ],
    )
    def test_given_names_vary(self, response: str, gold: str) -> None:
        assert passed(response, gold, question="Who is it?")


class TestQuestion:
    def test_its_words_are_no_evidence(self) -> None:
        question = "what is the collection of districts east of the jordan river"
        response = "The collection of districts east of the Jordan River is the West Bank."
        assert judge_text(response, ["Jordan"], question=question).rule == "echo"

    def test_repeating_it_is_no_answer(self) -> None:
        question = "did the show end with betty or veronica"
        assert (
            passed("Did the show end with Betty or Veronica?", "Betty", question=question) is None
        )

    def test_choosing_from_it_is(self) -> None:
        question = "did batman or spider-man come first"
        assert passed("Batman.", "Batman", question=question)
        assert passed("Batman came first, in 1939.", "Batman", question=question)

    def test_a_word_said_anew_is_evidence(self) -> None:
        question = "where is the curse of oak island filmed"
        assert passed(
            "The Curse of Oak Island is filmed on Oak Island.", "Oak Island", question=question
        )

    def test_the_rest_of_a_phrase_can_suffice(self) -> None:
        question = "which organ helps digestion, the small or large one"
        assert passed("The liver.", "liver organ", question=question)

    def test_what_it_asks_several_of_may_be_listed(self) -> None:
        golds = ["sleet", "hail", "snow", "rain"]
        response = "rain, snow, sleet, hail, graupel or drizzle"
        assert passed(response, *golds, question="what are the types of precipitation")
        assert passed(response, *golds, question="how is it called") is False

    def test_another_day_of_the_year_is_another_date(self) -> None:
        golds = ["November 27, 2013", "2013"]
        assert passed("It came out in 2013.", *golds)
        assert passed("It came out on November 27, 2013.", *golds)
        assert passed("It came out on November 8, 2013.", *golds) is False


class TestMethods:
    def test_exact(self) -> None:
        assert judge_text(" Paris\n", ["Paris"], method="exact").passed
        assert judge_text("paris", ["Paris"], method="exact").passed is False

    def test_normalised(self) -> None:
        assert judge_text("The Paris!", ["paris"], method="normalised").passed
        assert judge_text("It is Paris.", ["Paris"], method="normalised").passed is False

    def test_f1(self) -> None:
        found = judge_text("the red big house", ["big house"], method="f1", threshold=0.8)
        assert found.passed
        assert judge_text("a red house", ["big house"], method="f1", threshold=0.8).score == 0.5
        assert judge_text("a red house", ["big house"], method="f1", threshold=0.5).passed

    def test_containment_has_the_guards_and_no_more(self) -> None:
        def contains(response: str, gold: str) -> bool | None:
            return judge_text(response, [gold], method="contains").passed

        assert contains("It is Paris, France.", "Paris")
        assert contains("It is not Paris.", "Paris") is False
        assert contains("Dave Gahan", "David Gahan") is False
        assert contains("an asterisk (*)", "*")

    def test_threshold_of_the_standard_method(self) -> None:
        response, golds = "European colonial powers", ["European imperial powers"]
        assert judge_text(response, golds, threshold=0.5).passed
        assert judge_text(response, golds, threshold=0.9).passed is None


class TestEdges:
    def test_no_gold(self) -> None:
        assert judge_text("Paris", []).passed is None
        assert judge_text("Paris", ["", "  "]).rule == "no-gold"

    def test_empty_response(self) -> None:
        assert judge_text(" \n", ["Paris"]).passed is False

    def test_gold_without_words(self) -> None:
        assert judge_text("Paris", ["..."]).passed is not True
        assert judge_text("...", ["()"]).passed is not True

    def test_a_long_response_is_left_open(self) -> None:
        assert judge_text("Paris " * MAX_RESPONSE, ["Paris"]).passed is None

    def test_many_golds_are_left_open_where_none_is_found(self) -> None:
        golds = [f"gold {number}" for number in range(MAX_GOLDS + 1)]
        assert judge_text("gold 1", golds).passed
        assert judge_text("silver", golds).passed is None

    def test_score_is_the_token_f1_where_it_fails(self) -> None:
        assert judge_text("a red house", ["blue house"], method="exact").score == 0.5
        assert judge_text("Not Paris", ["Paris"]).score < 1.0
