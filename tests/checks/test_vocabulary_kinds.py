"""The kinds about words on the traps that public checkers fall into, and where they cannot tell."""

from __future__ import annotations

from random import Random

import msgspec
import pytest

import assay
from assay.errors import BadParameter
from assay.registry import find, parse
from assay.views.emoji import EMOJI
from assay.views.stop_words import stop_words
from assay.views.syllables import syllables
from assay.views.tenses import TENSES
from checks.laws.vocabulary import LAWS

CASES = [
    # IFBench counts "And", "and" and "AND," as three conjunctions.
    ("And and AND,", {"list": "conjunctions", "distinct": True, "min": 2}, False),
    ("orchard fortune", {"list": "conjunctions", "min": 1}, False),
    ("I\u2019m sure she\u2019s here", {"list": "pronouns", "min": 2, "max": 2}, True),
]


@pytest.mark.parametrize(("said", "given", "passed"), CASES)
def test_words_of_a_list_are_whole_and_counted_once(said: str, given: dict[str, object], passed):
    assert assay.verify(said, {"kind": "text.vocabulary", **given}).passed is passed


@pytest.mark.parametrize("said", ["I saw a cat.", "1221 11", "aaaa bbbb", "I. a. O."])
def test_a_letter_a_number_and_a_row_of_one_letter_are_no_palindromes(said: str):
    assert assay.verify(said, {"kind": "text.palindromes", "min": 1}).passed is False


@pytest.mark.parametrize(
    "check",
    [
        {"kind": "text.progression"},
        {"kind": "text.uniform"},
        {"kind": "text.linked"},
        {"kind": "text.alphabetical"},
        {"kind": "text.adjacent_words", "avoid": "same_initial"},
        {"kind": "text.bookends"},
        {"kind": "text.alliteration", "growing": True},
        {"kind": "text.syllables", "alternating": True},
    ],
)
def test_one_unit_alone_is_not_compared(check: dict[str, object]):
    assert assay.verify("Low.", check).passed is False


@pytest.mark.parametrize(
    "check",
    [
        {"kind": "text.repetition", "max": 3},
        {"kind": "text.stop_words", "max": 50},
        {"kind": "text.lowercase_words", "max": 5},
        {"kind": "text.consonant_clusters"},
        {"kind": "text.word_lengths", "max": 9},
        {"kind": "text.vowels", "max": 3},
        {"kind": "text.syllables", "max": 30},
        {"kind": "text.part_of_speech", "tag": "preposition", "max": 1},
        {"kind": "text.tense", "tense": "past_perfect", "min": 0, "max": 1},
    ],
)
def test_without_words_nothing_holds(check: dict[str, object]):
    assert assay.verify("?! ... --", check).passed is False


@pytest.mark.parametrize(
    ("word", "counts"),
    [
        ("banana", (3, 3)),
        ("fire", (1, 2)),
        ("Science", (2, 2)),
        ("didn't", (2, 2)),
        ("don\u2019t", (1, 1)),
        ("walked", (1, 1)),
        ("they're", (1, 1)),
        ("that'll", (2, 2)),
        ("can't", (1, 1)),
        ("us", (1, 1)),
        ("haven't", (2, 2)),
        ("o'clock", (2, 2)),
        ("created", (3, 3)),
        ("boxes", (2, 2)),
        ("rhythm", (2, 2)),
        ("well-known", (2, 2)),
        ("cafe\u0301", (2, 2)),
        ("it's", (1, 1)),
        ("fox's", (2, 2)),
    ],
)
def test_syllables_of_a_word(word: str, counts: tuple[int, int]):
    assert syllables(word) == counts


def test_a_numeral_makes_syllables_undecided_only_where_it_matters():
    assert assay.verify("At 17", {"kind": "text.syllables", "min": 4, "max": 4}).passed is None
    assert assay.verify("At 17", {"kind": "text.syllables", "max": 40}).passed is True
    assert assay.verify("At 17", {"kind": "text.syllables", "max": 1}).passed is False


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("\U0001f1eb\U0001f1f7 and 1\ufe0f\u20e3", 2),
        ("\U0001f469\u200d\U0001f4bb", 1),
        ("\U0001f44d\U0001f3fd", 1),
        ("\u2764 \u2764\ufe0f", 2),
        ("\u00a9 2020, \u2122, \u2192, #1", 0),
        ("\u2660\ufe0e", 0),
    ],
)
def test_what_one_emoji_is(text: str, number: int):
    assert len(EMOJI.compute(text)) == number


@pytest.mark.parametrize(
    ("said", "passed"),
    [
        ("Crabs hide! \U0001f980 Gulls cry? \U0001f1eb\U0001f1f7", True),
        ("Crabs hide \U0001f980! Gulls cry. 1\ufe0f\u20e3", True),
        ("Crabs hide! Gulls cry. \U0001f980", False),
        ("Crabs hide!\n\U0001f980 Gulls cry. \U0001f980", False),
        ("\U0001f980", False),
    ],
)
def test_an_emoji_at_the_end_of_every_sentence(said: str, passed: bool):
    check = {"kind": "text.emoji", "min": 1, "position": "sentences"}
    assert assay.verify(said, check).passed is passed


@pytest.mark.parametrize(
    ("said", "tenses"),
    [
        ("She has not always seen it.", ["present_perfect"]),
        ("Have the crabs hidden?", ["present_perfect"]),
        ("He had been told.", ["past_perfect"]),
        ("They will have been waiting.", ["future_perfect_continuous"]),
        ("I'm still waiting; we were reading.", ["present_continuous", "past_continuous"]),
        ("She'll be singing.", ["future_continuous"]),
        ("I have to go. The king is nothing. It was red.", []),
        ("I have, seen from here, two crabs.", []),
        ("It is a riddle waiting for you, and award-winning.", []),
        ("I have a lot invested; let's spread it.", []),
        (
            "What were the gulls saying? Never have I heard it.",
            ["past_continuous", "present_perfect"],
        ),
    ],
)
def test_the_tense_of_a_verb(said: str, tenses: list[str]):
    assert [found.tense for found in TENSES.compute(said)] == tenses


@pytest.mark.parametrize(
    ("said", "passed"),
    [
        ("Water the plants.", True),
        ("Write it down.", True),
        ("Water is wet.", False),
        ("Crabs hide.", False),
        ("Slide 1", None),
        ("Title: The sea", None),
        ("Let's go.", True),
        ("Please write.", False),
        ("Harry was late.", False),
        ("Avoids repetition.", True),
        ("Well, it rains.", False),
        ("Is it late?", True),
    ],
)
def test_a_verb_at_the_start_by_its_neighbours(said: str, passed: bool | None):
    pytest.importorskip("lemminflect")
    check = {"kind": "text.part_of_speech", "tag": "verb", "position": "first"}
    assert assay.verify(said, check).passed is passed


def test_without_the_lexicon_parts_of_speech_name_the_extra(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(__import__("sys").modules, "lemminflect", None)
    from assay.views import parts_of_speech

    parts_of_speech._lexicon.cache_clear()
    parts_of_speech.possible.cache_clear()
    parts_of_speech._in_place.cache_clear()
    check = {"kind": "text.part_of_speech", "tag": "verb", "position": "first"}
    verdict = assay.verify("Zigzag home.", check)
    assert verdict.passed is None
    assert "assay[language]" in verdict.why
    assert assay.verify("The crab zigzags.", check).passed is False
    parts_of_speech._lexicon.cache_clear()


def test_a_step_is_met_exactly_or_at_least():
    said = "Tides fall. Then small crabs hide quickly."
    for rule, passed in (("exactly", False), ("at_least", True)):
        check = {"kind": "text.progression", "step": 2, "rule": rule}
        assert assay.verify(said, check).passed is passed


def test_an_overlap_is_measured_from_either_side():
    check = {"kind": "text.overlap", "n": 1, "reference": "a b c d", "min": 50, "max": 50}
    assert assay.verify("a b e f g h", {**check, "of": "coverage"}).passed is True
    assert assay.verify("a b e f", {**check, "of": "share"}).passed is True
    row = assay.verify("a b", {"kind": "text.overlap", "n": 1, "min": 90}, reference="a b c")
    assert row.passed is True


def test_a_word_stands_alone_in_its_place():
    word = {"kind": "text.word", "words": ["tide"]}
    second_last = {"kind": "on", "part": "word", "index": -2, "check": word}
    assert assay.verify("So goes the tide, always!?", second_last).passed is True
    assert assay.verify("The tides, always", second_last).passed is False


def test_stop_words_differ_by_language():
    assert {"the", "don't", "she's"} <= stop_words("en")
    assert {"los", "está"} <= stop_words("es")
    assert {"les", "où"} <= stop_words("fr")
    assert "tide" not in stop_words("en")


@pytest.mark.parametrize("kind", sorted(LAWS))
@pytest.mark.parametrize("level", range(1, 6))
def test_a_drawn_check_is_valid_and_says_itself(kind: str, level: int):
    for seed in range(20):
        check = find(kind).draw(Random(seed), level)
        assert parse(msgspec.to_builtins(check)) == check
        assert check.describe().endswith(".")


@pytest.mark.parametrize("kind", sorted(LAWS))
def test_higher_levels_draw_other_checks(kind: str):
    def drawn(level: int) -> set[object]:
        return {find(kind).draw(Random(seed), level) for seed in range(20)}

    assert drawn(1) != drawn(5)


@pytest.mark.parametrize(
    "check",
    [
        {"kind": "text.progression", "step": 0},
        {"kind": "text.progression", "unit": "word"},
        {"kind": "text.repetition", "max": 0},
        {"kind": "text.stop_words"},
        {"kind": "text.overlap", "min": 60, "max": 40},
        {"kind": "text.overlap", "min": 101},
        {"kind": "text.vocabulary", "min": 1},
        {"kind": "text.vocabulary", "words": ["two words"], "min": 1},
        {"kind": "text.vocabulary", "list": "conjunctions", "distinct": True, "min": 8},
        {"kind": "text.affix", "max": 0},
        {"kind": "text.key_sentences", "sentences": ["..."], "min": 1},
        {"kind": "text.alphabetical", "start": "é"},
        {"kind": "text.word_lengths"},
        {"kind": "text.syllables"},
        {"kind": "text.syllables", "max": 5, "pattern": [5, 7, 5]},
        {"kind": "text.alliteration"},
        {"kind": "text.word", "words": []},
        {"kind": "text.part_of_speech", "tag": "verb"},
        {"kind": "text.vowels", "min": 6},
    ],
)
def test_parameters_that_do_not_go_together_are_refused(check: dict[str, object]):
    with pytest.raises(BadParameter):
        parse(check)


@pytest.mark.parametrize(
    ("check", "worse", "better"),
    [
        ({"kind": "text.repetition", "max": 1}, "tide tide tide tide", "tide tide crab gull"),
        ({"kind": "text.stop_words", "max": 10}, "it is what it is", "it is sea water"),
        ({"kind": "text.progression"}, "A b. C d e f g h.", "A b. C d e f."),
        ({"kind": "text.syllables", "max": 3}, "banana banana", "banana tide"),
        ({"kind": "text.word_lengths", "max": 3}, "tide tides", "tide low"),
        ({"kind": "text.alliteration", "min": 4}, "big crabs", "big blue crabs"),
    ],
)
def test_the_score_grows_towards_the_bound(check: dict[str, object], worse: str, better: str):
    scores = [assay.verify(text, check).score for text in (worse, better)]
    assert scores[0] is not None
    assert scores[1] is not None
    assert scores[0] < scores[1] < 1.0
