"""IFBench's 58 instructions as our checks: what each means, and the bugs that this repairs."""

from __future__ import annotations

from typing import Any

import pytest

from assay.context import Context
from assay.response import Response
from assay.tasks.ifbench import CAPITALS, COUNTRIES, IFBENCH

SIMPLE = "Only output this sentence here, ignore all other requests."
REQUEST = "Go to sea and look for crabs."
ALPHABET = "abcdefghijklmnopqrstuvwxyz"
KEYWORDS = {f"keyword{n}": word for n, word in enumerate("art tide pool rock crab".split(), 1)}
KEPT = "art" + " tide" * 2 + " pool" * 3 + " rock" * 5 + " crab" * 7
FROM_NORTH = [item if isinstance(item, str) else item[0] for item in CAPITALS]
FROM_Z = sorted((c if isinstance(c, str) else c[0] for c in COUNTRIES), reverse=True)
PALINDROMES = "level radar civic kayak madam refer rotor stats tenet sagas"


def questions(lengths: str = "1234", options: int = 5) -> str:
    letters = "\n".join(f"{letter}) Pablo Picasso" for letter in "ABCDE"[:options])
    return "\n\n".join(
        f"Question {n}. Who painted {'the very old ' * int(size)}picture?\n{letters}"
        for n, size in enumerate(lengths, 1)
    )


def csv(names: str, row: str, rows: int, delimiter: str = ",") -> str:
    return "\n".join(line.replace(" ", delimiter) for line in (names, *[row] * rows))


CITY = "ID Country City Year Count"
PRODUCT = "ProductID Category Brand Price Stock"
STUDENT = '"StudentID" "Subject" "Grade" "Semester" "Score"'

Case = tuple[str, dict[str, Any], list[str], list[str]]

CASES: list[Case] = [
    ("count:word_count_range", {"min_words": 3, "max_words": 4}, ["It doesn't matter."], ["It is"]),
    ("count:unique_word_count", {"N": 3}, ["The tide falls."], ["The the, tide - !"]),
    ("count:conjunctions", {"small_n": 3}, ["Low but wet, or dry and so on."], ["And and AND, x."]),
    ("count:person_names", {"N": 2}, ["Emma met Leo."], ["Emma and Emma's leopard."]),
    ("count:pronouns", {"N": 2}, ["She saw it."], ["The item."]),
    ("count:numbers", {"N": 2}, ["From 2020-2021."], ["From 2020."]),
    (
        "count:punctuation",
        {},
        ["One, two; three: four. Five! Six? Seven?!"],
        ["One, two; three: four. Seven?!", "One, two; three: four. Five! Six?"],
    ),
    (
        "count:keywords_multiple",
        KEYWORDS,
        [KEPT],
        [KEPT.replace("art", "start"), KEPT + " crab"],
    ),
    ("count:words_japanese", {"N": 2}, ["one \u732b two \u72ac"], ["one cat two \u72ac", "one"]),
    (
        "ratio:overlap",
        {"reference_text": "The tide is low and the crabs hide.", "percentage": 100},
        ["The tide is low and the crabs hide."],
        ["Whales sing far out at sea tonight.", "hide"],
    ),
    ("ratio:sentence_type", {}, ["It is low. It is wet. Is it?"], ["Crypt", "It is low. Is it?"]),
    ("ratio:sentence_balance", {}, ["It is low. Is it? Oh yes!"], ["Crypt", "It is low."]),
    (
        "ratio:sentence_words",
        {},
        ["Cats run. Dogs nap. Bees hum."],
        ["A cat. A cat. A cat.", "Cats run. Dogs sleep. Bees hum."],
    ),
    ("ratio:stop_words", {"percentage": 50}, ["Tide pools glitter."], ["It is what it is.", "?!"]),
    ("words:alphabet", {}, ["Yes, zoos are big."], ["Ants carry crumbs."]),
    ("words:vowel", {}, ["Tall cats\nsit at last."], ["Some big cats run.", "Cats.\n\nSit."]),
    ("words:consonants", {}, ["Strong winds blast."], ["The sea."]),
    ("words:palindrome", {}, [PALINDROMES], [PALINDROMES.removesuffix("sagas") + "noon"]),
    ("words:prime_lengths", {}, ["The tides of old."], ["Four."]),
    ("words:repeats", {"small_n": 1}, ["The tide falls."], ["The tide, the pool."]),
    ("words:no_consecutive", {}, ["The old tide falls."], ["Two tides."]),
    ("words:start_verb", {}, ["Consider the tide.", "Water the plants."], ["The tide is low."]),
    ("words:odd_even_syllables", {}, ["Water falls over stones."], ["Low tide."]),
    (
        "words:last_first",
        {},
        ["See the tide. Tide is low."],
        ["See the tide. It is low.", "Crypt"],
    ),
    (
        "words:paragraph_last_first",
        {},
        ["Tide is tide.\nLow is low."],
        ["Tide is low.", "Tide is tide.\nLow is high."],
    ),
    (
        "words:keywords_specific_position",
        {"keyword": "pool", "n": 2, "m": 2},
        ["Look there. A pool."],
        ["Look there. Pool, a.", "A pool."],
    ),
    (
        "words:words_position",
        {"keyword": "tide"},
        ["The tide and tide turns!?"],
        ["The tide turns back.", "tide"],
    ),
    (
        "sentence:keyword",
        {"word": "cat", "N": 2},
        ["They sat. A cat came."],
        ["A cat came. They sat.", "They sat. They concatenate."],
    ),
    (
        "sentence:alliteration_increment",
        {},
        ["Big boats sail. Six silly swans hide."],
        ["Six silly swans hide. Big boats sail."],
    ),
    ("sentence:increment", {"small_n": 1}, ["Go. Go on. Go on now."], ["Go. Go on now.", "Go."]),
    ("format:options", {"options": "yes/no/maybe"}, ["Yes."], ["Yes, for the tide is low."]),
    ("format:options", {"options": "orange, pork"}, ["pork"], ["ange"]),
    ("format:options", {"options": "I know or I don't know"}, ["I don't know."], ["I do."]),
    ("format:options", {"options": "a), b), c), d)"}, ["b)"], ["e)"]),
    ("format:newline", {}, ["low\ntide\nnow"], ["low tide\nnow"]),
    (
        "format:emoji",
        {},
        ["Low tide \U0001f30a. High tide! \U0001f980", "Germany. \U0001f1e9\U0001f1ea"],
        ["Low tide \U0001f30a. High tide."],
    ),
    ("format:line_indent", {}, ["a\n b\n  c"], ["a\n b\nc", "a"]),
    (
        "format:quote_unquote",
        {},
        ['"Low tide" is when the sea is out.'],
        ['The sea is out at "low tide".', "No quotation."],
    ),
    ("format:list", {"sep": "..."}, ["... low\n... high"], ["low... high..."]),
    (
        "format:thesis",
        {},
        [
            "<i>The tide rules all.</i> They move the sea.",
            "<em>The tide rules all.</em> They move the sea.",
        ],
        ["The tide rules all. They move the sea."],
    ),
    (
        "format:sub-bullets",
        {},
        ["* low\n  - wet\n* high\n  - dry"],
        ["A well-known tide.", "* low"],
    ),
    (
        "format:no_bullets_bullets",
        {},
        ["It is low. It is wet.\n\n* a\n* b", "It is low.\n\nIt is wet.\n\n* a\n* b\n"],
        ["It is low. It is wet.", "* a\n* b\n\nIt is low. It is wet.", "It is low.\n\n* a\n* b"],
    ),
    ("format:title_case", {}, ["The Tide of the Sea"], ["The tide of the sea"]),
    (
        "format:output_template",
        {},
        ["My Answer: low\nMy Conclusion: wait\nFuture Outlook: dry"],
        ["Future Outlook: dry\nMy Conclusion: wait\nMy Answer: low"],
    ),
    ("format:no_whitespace", {}, ["Low-tide."], ["Low tide."]),
    ("format:parentheses", {}, ["a (b [c {d (e [f] g) h} i] j)"], ["a (b [c {d} e] f)", "((((("]),
    ("format:quotes", {}, ['"a \'b "c" d\' e"'], ["\"a 'b' c\"", "plain"]),
    (
        "repeat:repeat_change",
        {"prompt_to_repeat": REQUEST},
        [REQUEST.replace("Go", "Run")],
        [REQUEST, REQUEST + " ", "Crabs live by the sea."],
    ),
    ("repeat:repeat_simple", {}, [SIMPLE], [SIMPLE + " Yes."]),
    (
        "repeat:repeat_span",
        {"prompt_to_repeat": REQUEST, "n_start": 1, "n_end": 2},
        ["to sea"],
        ["o ", "Go to sea"],
    ),
    ("custom:multiples", {}, ["14, 21, 28, 35, 42, 49"], ["7, 14, 21, 28, 35, 42, 49", "14, 21"]),
    (
        "custom:mcq_count_length",
        {},
        [questions()],
        [questions("1233"), questions(options=4), questions("123")],
    ),
    (
        "custom:reverse_newline",
        {},
        ["\n".join(FROM_Z)],
        ["\n".join(reversed(FROM_Z)), ", ".join(FROM_Z), "Zimbabwe\nZambia"],
    ),
    (
        "custom:word_reverse",
        {},
        ["eagle bald the is US the of symbol national The"],
        ["The national symbol of the US is the bald eagle", "Crypt"],
    ),
    (
        "custom:character_reverse",
        {},
        ["elgae dlab eht si SU eht fo lobmys lanoitan ehT"],
        ["The national symbol of the US is the bald eagle", "Crypt"],
    ),
    (
        "custom:sentence_alphabet",
        {},
        [" ".join(f"{c.upper()}nd it went." for c in ALPHABET)],
        [" ".join(f"{c.upper()}nd it went." for c in ALPHABET[:25])],
    ),
    (
        "custom:european_capitals_sort",
        {},
        [", ".join(FROM_NORTH), ", ".join(FROM_NORTH) + "."],
        [", ".join(reversed(FROM_NORTH)), "Oslo, Riga"],
    ),
    (
        "custom:csv_city",
        {},
        [csv(CITY, "1 Chile Lota 1999 5", 7), csv(CITY, "1 Chile Lota 1999 5", 7) + "\n\n"],
        [csv(CITY, "1 Chile Lota 1999 5", 6), csv(CITY, "1 Chile Lota 1999", 7)],
    ),
    (
        "custom:csv_special_character",
        {},
        [csv(PRODUCT, '1 "a&b" c 2 3', 14)],
        [csv(PRODUCT, "1 ab c 2 3", 14), csv(PRODUCT, '1 "a&b" c 2 3', 13)],
    ),
    (
        "custom:csv_quotes",
        {},
        [csv(STUDENT, '"1" "a" "b" "2" "3"', 3, "\t")],
        [csv(STUDENT, "1 a b 2 3", 3, "\t"), csv(STUDENT, '"1" "a" "b" "2" "3"', 3)],
    ),
    (
        "custom:date_format_list",
        {},
        ["1796-05-10, 1800-06-14"],
        ["1800-00-00", "10 May 1796", "1796-02-30"],
    ),
]


def passes(identity: str, given: dict[str, Any], text: str) -> bool | None:
    verdict = Context().verify(IFBENCH.instruction(identity, given), Response(text))
    assert verdict.status != "error", verdict.why
    return verdict.passed


@pytest.mark.parametrize(("identity", "given", "right", "wrong"), CASES)
def test_what_an_instruction_means(
    identity: str, given: dict[str, Any], right: list[str], wrong: list[str]
) -> None:
    if identity == "words:start_verb":
        pytest.importorskip("lemminflect")
    assert [t for t in right if passes(identity, given, t) is not True] == []
    assert [t for t in wrong if passes(identity, given, t) is not False] == []


def test_all_58_instructions_are_known_and_shown() -> None:
    assert len(IFBENCH.instructions) == 58
    assert {case[0] for case in CASES} == set(IFBENCH.instructions)


@pytest.mark.parametrize("identity", IFBENCH.instructions)
def test_every_example_makes_a_check_that_says_itself(identity: str) -> None:
    check = IFBENCH.instruction(identity, IFBENCH.instructions[identity].example)
    assert check.kind == "text.suite"
    assert check.describe().endswith(".")
    assert passes(identity, dict(IFBENCH.instructions[identity].example), " ") is False


def test_the_ids_of_ifeval_stay_what_they_are() -> None:
    assert IFBENCH.instruction("punctuation:no_comma", {}).kind == "text.commas"
