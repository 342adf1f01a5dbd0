"""IFBench's own rules: what its checkers say, known bugs included."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.response import Response
from assay.suites import UpstreamRaises
from assay.suites.ifbench import RULES

ALPHABET = " ".join(f"{letter}x" for letter in "abcdefghijklmnopqrstuvwxyz")
COUNTRIES = ["Zimbabwe", *(f"S\u00e3o {n:02}" for n in range(60, 9, -1))]
CAPITALS = (
    "Reykjav\u00edk, Helsinki, Oslo, Tallinn, Stockholm, Riga, Moscow, Copenhagen, Vilnius, Minsk, "
    "Dublin, Berlin, Amsterdam, Warsaw, London, Brussels, Prague, Luxembourg, Paris, Vienna, "
    "Bratislava, Budapest, Vaduz, Chisinau, Bern, Ljubljana, Zagreb"
)
SENTENCE = "Only output this sentence here, ignore all other requests."
PALINDROMES = "level radar civic kayak madam refer rotor stats tenet sagas"


def questions(*options: int, lengths: tuple[int, ...] = (4, 5, 6, 7)) -> str:
    return "\n".join(
        f"Question {n}. {'w' * length}?\n" + "\n".join(f"{'ABCDE'[o]}) one" for o in range(count))
        for n, (length, count) in enumerate(zip(lengths, options, strict=True), 1)
    )


def table(header: str, delimiter: str, *rows: str) -> str:
    return "\n".join([header.replace(" ", delimiter), *(r.replace(" ", delimiter) for r in rows)])


CITY = "ID Country City Year Count"
PRODUCT = "ProductID Category Brand Price Stock"
STUDENT = '"StudentID" "Subject" "Grade" "Semester" "Score"'
ROW = "1 a b 2 3"
QUOTED_ROW = '"1" "a" "b" "2" "3"'

CASES: list[tuple[str, dict[str, Any], str, bool]] = [
    # counts
    ("count:word_count_range", {"min_words": 2, "max_words": 2}, "don't", True),
    ("count:word_count_range", {"min_words": 2, "max_words": 2}, "one", False),
    ("count:unique_word_count", {"N": 4}, "The the, tide - !", False),
    ("count:unique_word_count", {"N": 3}, "The tide -", True),
    ("count:conjunctions", {"small_n": 3}, "And and AND,", True),
    ("count:conjunctions", {"small_n": 2}, "and and", False),
    ("count:person_names", {"N": 2}, "Emma met Emma's Leo.", True),
    ("count:person_names", {"N": 1}, "emma met Emma_1 and Leonard", False),
    ("count:pronouns", {"N": 3}, "She/her said it", True),
    ("count:pronouns", {"N": 2}, "Gimme that.", True),
    ("count:pronouns", {"N": 1}, "The item", False),
    ("count:numbers", {"N": 1}, "2020-2021", True),
    ("count:numbers", {"N": 1}, "1,2,3", True),
    ("count:numbers", {"N": 2}, "H2O at 20", True),
    ("count:punctuation", {}, "a.b,c!d?e;f:g?!", True),
    ("count:punctuation", {}, "a.b,c;f:g?!", False),
    ("count:punctuation", {}, "a.b,c!d?e;f:g\u203d", True),
    (
        "count:keywords_multiple",
        {f"keyword{n}": k for n, k in enumerate(("art", "b!", "c!", "d!", "e!"), 1)},
        "start" + "B!" * 2 + "c!" * 3 + "d!" * 5 + "e!" * 7,
        True,
    ),
    ("count:words_japanese", {"N": 2}, "one \u732b two \u72ac", True),
    ("count:words_japanese", {"N": 2}, "one 2 two --", True),
    ("count:words_japanese", {"N": 1}, "\u732b cat", False),
    # ratios
    ("ratio:overlap", {"reference_text": "abcd", "percentage": 50}, "abce", True),
    ("ratio:overlap", {"reference_text": "abcd", "percentage": 53}, "abce", False),
    ("ratio:overlap", {"reference_text": "abcd", "percentage": 0}, "ab", False),
    ("ratio:sentence_type", {}, "Crypt", True),
    ("ratio:sentence_type", {}, "One. Two. Three?", True),
    ("ratio:sentence_type", {}, "One. Two?", False),
    ("ratio:sentence_balance", {}, "One. Two? Three!", True),
    ("ratio:sentence_balance", {}, "Crypt", True),
    ("ratio:sentence_balance", {}, "One.", False),
    ("ratio:sentence_words", {}, "A cat. A cat. A cat.", True),
    ("ratio:sentence_words", {}, "A cat. A dog. A mouse.", False),
    ("ratio:stop_words", {"percentage": 50}, "The tide", True),
    ("ratio:stop_words", {"percentage": 49}, "The tide", False),
    ("ratio:stop_words", {"percentage": 100}, "?!", False),
    # words
    ("words:alphabet", {}, ALPHABET + " Apple", True),
    ("words:alphabet", {}, "Yes zoo apple", True),
    ("words:alphabet", {}, "1 b", False),
    ("words:alphabet", {}, "a c", False),
    ("words:vowel", {}, "a e i", True),
    ("words:vowel", {}, "a e i o", False),
    ("words:vowel", {}, "a\nb", False),
    ("words:consonants", {}, "The strong wind", True),
    ("words:consonants", {}, "The sea", False),
    ("words:palindrome", {}, PALINDROMES.title(), True),
    ("words:palindrome", {}, PALINDROMES.removesuffix("sagas") + "noon", False),
    ("words:prime_lengths", {}, "it's a-b cde", True),
    ("words:prime_lengths", {}, "four", False),
    ("words:repeats", {"small_n": 1}, "The tide, the pool", False),
    ("words:repeats", {"small_n": 2}, "The tide, the pool", True),
    ("words:no_consecutive", {}, "the 'old cat", True),
    ("words:no_consecutive", {}, "Two tides", False),
    ("words:start_verb", {}, "Consider the tide.", True),
    ("words:start_verb", {}, "The tide turns.", False),
    ("words:start_verb", {}, "Write an email.", False),
    ("words:last_first", {}, "See the tide. Tide is low.", True),
    ("words:last_first", {}, "See the tide. It is low.", False),
    ("words:last_first", {}, "One sentence only.", True),
    ("words:paragraph_last_first", {}, "Tide and tide.\n\n***\nLow, low", False),
    ("words:paragraph_last_first", {}, "Tide and tide.\n\n***\nLow low", True),
    ("words:keywords_specific_position", {"keyword": "Pool ", "n": 2, "m": 2}, "A. A pool.", True),
    ("words:keywords_specific_position", {"keyword": "pool", "n": 1, "m": 2}, "- a pool", True),
    ("words:keywords_specific_position", {"keyword": "pool", "n": 3, "m": 2}, "A pool.", False),
    ("words:words_position", {"keyword": "tide"}, "the tide of tide turns.", True),
    ("words:words_position", {"keyword": "tide"}, "the tide of tide turns!?", False),
    ("words:words_position", {"keyword": "tide"}, "tide", False),
    # sentences
    ("sentence:keyword", {"word": "cat", "N": 2}, "A dog. A Cat.", True),
    ("sentence:keyword", {"word": "cat", "N": 1}, "They concatenate.", False),
    ("sentence:alliteration_increment", {}, "No one here. Tides turn. Big blue boats.", True),
    ("sentence:alliteration_increment", {}, "Tides turn. Big boats.", False),
    ("sentence:increment", {"small_n": 1}, "Go. Go on. Go on now.", True),
    ("sentence:increment", {"small_n": 1}, "Go. Go on now.", False),
    # formats
    ("format:options", {"options": "yes/no/maybe"}, "*Yes.*", True),
    ("format:options", {"options": "A), B), C)"}, "a)", False),
    ("format:options", {"options": "A), B), C)"}, "B)", True),
    ("format:options", {"options": "orange, pork"}, "ange, p", True),
    ("format:newline", {}, "one\n\n-\ntwo", True),
    ("format:newline", {}, "one two", False),
    ("format:emoji", {}, "Low tide \U0001f30a. High tide. \U0001f980", True),
    ("format:emoji", {}, "Low tide \U0001f30a. High tide.", False),
    ("format:emoji", {}, "Flags fail \U0001f1e9\U0001f1ea", False),
    ("format:line_indent", {}, "a\n b\n  c", True),
    ("format:line_indent", {}, "a\n b\n b", False),
    ("format:quote_unquote", {}, 'He said "no" and left.', True),
    ("format:quote_unquote", {}, 'He said "no".', False),
    ("format:quote_unquote", {}, 'He said "no" "yes" again', False),
    ("format:list", {"sep": "..."}, "one... two......", True),
    ("format:list", {"sep": "SEP"}, "SEP one", False),
    ("format:thesis", {}, "<em>The tide</em> turns", True),
    ("format:thesis", {}, "<em></em> turns", True),
    ("format:thesis", {}, "<i> </i> turns", False),
    ("format:thesis", {}, "<i>The tide</i>", False),
    ("format:sub-bullets", {}, "no bullet at all", True),
    ("format:sub-bullets", {}, "* one, well-known", True),
    ("format:sub-bullets", {}, "* one\n- a\n* two", False),
    ("format:no_bullets_bullets", {}, "One. Two.\n\n* a\n* b", True),
    ("format:no_bullets_bullets", {}, "One! Two?\n* a\n* b", True),
    ("format:no_bullets_bullets", {}, "One. Two.\n\nThree.\n* a\n* b", False),
    ("format:no_bullets_bullets", {}, "One. Two.\n* a\n* b\n", False),
    ("format:title_case", {}, "The Tide Of JSON iPhone 3rd", True),
    ("format:title_case", {}, "The Tide of", False),
    ("format:title_case", {}, "A b", False),
    ("format:output_template", {}, "Future Outlook: My Answer:My Conclusion:", True),
    ("format:output_template", {}, "My answer: My Conclusion: Future Outlook:", False),
    ("format:no_whitespace", {}, "Low-tide", True),
    ("format:no_whitespace", {}, "Low\u00a0tide", False),
    ("format:parentheses", {}, "([{([a])", True),
    ("format:parentheses", {}, "([{(a)}])", False),
    ("format:parentheses", {}, "([{(] [a]", False),
    ("format:quotes", {}, '"a \'b "c" d\' e"', True),
    ("format:quotes", {}, "\"a 'b' c\"", False),
    ("format:quotes", {}, '"a \'b "c"', False),
    # repeats
    ("repeat:repeat_change", {"prompt_to_repeat": "Go  to sea"}, "Run to\nsea", True),
    ("repeat:repeat_change", {"prompt_to_repeat": "Go to sea"}, "Go to sea", False),
    ("repeat:repeat_change", {"prompt_to_repeat": "Go to sea"}, "Go to sea ", True),
    (
        "repeat:repeat_simple",
        {},
        "only output this sentence here, ignore all other requests.",
        True,
    ),
    ("repeat:repeat_simple", {}, "Only output this.", False),
    (
        "repeat:repeat_span",
        {"prompt_to_repeat": "low tide", "n_start": 4, "n_end": 6},
        " TID ",
        True,
    ),
    # one prompt each
    ("custom:multiples", {}, "14,21 28\n35.42 and 49", True),
    ("custom:multiples", {}, "7, 14, 21, 28, 35, 42, 49", False),
    ("custom:mcq_count_length", {}, questions(5, 5, 5, 5), True),
    ("custom:mcq_count_length", {}, questions(5, 5, 5, 4), False),
    ("custom:mcq_count_length", {}, questions(5, 5, 5, 5, lengths=(4, 5, 5, 7)), False),
    ("custom:mcq_count_length", {}, "Sure! " + questions(5, 5, 5, 5), False),
    ("custom:reverse_newline", {}, "The list:\n\n* " + "\n* ".join(COUNTRIES), True),
    ("custom:reverse_newline", {}, "\n".join(COUNTRIES[:51]), False),
    ("custom:reverse_newline", {}, "\n".join([*COUNTRIES, "Togo"]), False),
    ("custom:word_reverse", {}, "zzz eagle bald", True),
    ("custom:word_reverse", {}, "The bald eagle", False),
    ("custom:character_reverse", {}, "xyz Elgae dlab", True),
    ("custom:character_reverse", {}, "bald eagle", False),
    ("custom:sentence_alphabet", {}, " ".join(f"{c}b it." for c in ALPHABET.split()), True),
    ("custom:sentence_alphabet", {}, "Ab it. Bc it.", False),
    ("custom:european_capitals_sort", {}, CAPITALS + ",", True),
    ("custom:european_capitals_sort", {}, CAPITALS + ".", False),
    ("custom:csv_city", {}, table(CITY, ",", *[ROW] * 7) + "\n", True),
    ("custom:csv_city", {}, table(CITY, ",", *[ROW] * 7) + "\n\n", False),
    ("custom:csv_city", {}, table(CITY, ",", *[ROW] * 6), False),
    ("custom:csv_special_character", {}, table(PRODUCT, ",", *['1 "a&" b 2 3'] * 14), True),
    ("custom:csv_special_character", {}, table(PRODUCT, ",", *[QUOTED_ROW] * 14), False),
    ("custom:csv_special_character", {}, table(PRODUCT, ",", *["1 a& b 2 3"] * 14), False),
    ("custom:csv_quotes", {}, table(STUDENT, "\t", *[QUOTED_ROW] * 3), True),
    ("custom:csv_quotes", {}, table(STUDENT, "\t", *[ROW] * 3), False),
    ("custom:date_format_list", {}, "1800-00-00, 1796-02-29", True),
    ("custom:date_format_list", {}, "1800-04-31", False),
    ("custom:date_format_list", {}, "1822-01-01", False),
]


@pytest.mark.parametrize(("identity", "given_", "text", "passed"), CASES)
def test_rules_say_what_ifbench_says(
    identity: str, given_: dict[str, Any], text: str, passed: bool
) -> None:
    assert RULES[identity](Response(text), given_) is passed


def test_every_rule_but_the_one_on_syllables_is_shown() -> None:
    assert len(RULES) == 58
    assert set(RULES) - {case[0] for case in CASES} == {"words:odd_even_syllables"}


def test_syllables_are_counted_by_syllapy() -> None:
    pytest.importorskip("syllapy")
    says = RULES["words:odd_even_syllables"]
    assert says(Response("The water, low over there? Tide!"), {}) is False
    assert says(Response("The water's tide"), {}) is True


@pytest.mark.parametrize(
    ("identity", "given_", "text"),
    [
        ("count:words_japanese", {"N": 0}, "a"),
        ("ratio:overlap", {"reference_text": None, "percentage": 1}, "abcd"),
        ("repeat:repeat_change", {"prompt_to_repeat": ""}, "a"),
        ("repeat:repeat_span", {"prompt_to_repeat": "", "n_start": 0, "n_end": 1}, "a"),
        ("custom:csv_city", {}, "a" * 131_073),
        (
            "custom:csv_quotes",
            {},
            table(STUDENT, "\t", QUOTED_ROW, QUOTED_ROW, '"1" "a"  "2" "3"'),
        ),
    ],
)
def test_where_ifbench_raises_so_do_we(identity: str, given_: dict[str, Any], text: str) -> None:
    with pytest.raises(UpstreamRaises):
        RULES[identity](Response(text), given_)


@given(st.text("a \n\t", max_size=30))
def test_stairs_are_read_from_a_list_that_is_cut_while_it_is_run_over(text: str) -> None:
    lines = text.split("\n")
    for line in lines:  # upstream's loop, whose cost is the square of the lines
        if not line.strip():
            lines.remove(line)
    depths = [len(line) - len(line.lstrip(" ")) for line in lines]
    rising = all(a < b for a, b in pairwise(depths))
    assert RULES["format:line_indent"](Response(text), {}) is rising


ANY_ARGUMENTS: dict[str, Any] = {
    **dict.fromkeys(("N", "n", "m", "small_n", "n_start", "min_words"), 1),
    **dict.fromkeys(("keyword", "word", "sep", "prompt_to_repeat", "reference_text"), "aa b"),
    **{f"keyword{n}": "a" for n in range(1, 6)},
    "n_end": 3,
    "max_words": 9,
    "percentage": 50,
    "options": "yes/no",
}

HOSTILE = {
    "brackets": "[(" * 2000,
    "newlines": "a" + "\n" * 4000 + "b",
    "questions": "Question 1" + "\n" * 4000,
    "marks": "Zimbabwe" + "\u0315\u0300" * 2000,
    "quotes": "ProductID,Category,Brand,Price,Stock\n" + '"!' * 2000,
    "surrogates": "\ud800 " * 2000,
    "NUL": "\0" * 4000,
    "stops": "?!. " * 1000,
    "emoji": "\U0001f30a" * 4000,
    "tags": "<i>a</i" * 600,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_get_a_verdict_from_every_rule(name: str) -> None:
    response = Response(HOSTILE[name])
    for identity, says in RULES.items():
        if identity != "words:odd_even_syllables":
            assert says(response, ANY_ARGUMENTS) in (True, False)


@pytest.mark.parametrize("mark", "\xa9\U0001f30a\U0001f3fb\u2764")
def test_one_character_of_unicodes_emoji_is_enough(mark: str) -> None:
    assert RULES["format:emoji"](Response(f"Low tide {mark}"), {})


@pytest.mark.parametrize("mark", ["#", "7", "\ufe0f", "\u200d", "\U0001f1e9"])
def test_parts_of_emoji_are_none(mark: str) -> None:
    assert not RULES["format:emoji"](Response(f"Low tide {mark}"), {})
