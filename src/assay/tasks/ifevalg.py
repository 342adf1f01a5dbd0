"""IFEvalG's instructions as ours: 29 new ones to train on, and IFEval's.

They come from Pyatkin et al. 2025 (arXiv:2507.02833) and open-instruct. What each means is read
from its wording, not from what its checker tests: that is the rule in `assay.suites.ifevalg`, which
official mode follows. So `keywords:word_once` ("Include keyword ...") asks for once or more, and
`keywords:word_count_different_numbers` ("should appear N times") for exactly so many, since the
relation among its arguments is not said. Rows have IFEval's form.
"""

from __future__ import annotations

from typing import Any

from assay.check import Check
from assay.checks.text.adjacent_words import AdjacentWords
from assay.checks.text.bookends import Bookends
from assay.checks.text.bracketed_words import BracketedWords
from assay.checks.text.characters import Characters
from assay.checks.text.copies import Copies
from assay.checks.text.copy_changed import CopyChanged
from assay.checks.text.copy_span import CopySpan
from assay.checks.text.ends import Ends
from assay.checks.text.excludes import Excludes
from assay.checks.text.joined_sentences import JoinedSentences
from assay.checks.text.keyword import Keyword
from assay.checks.text.letter import Letter
from assay.checks.text.lowercase_words import LowercaseWords
from assay.checks.text.palindromes import Palindromes
from assay.checks.text.paragraphs import Paragraphs
from assay.checks.text.punctuation import Punctuation
from assay.checks.text.repetition import Repetition
from assay.checks.text.sentences import Sentences
from assay.checks.text.starts import Starts
from assay.checks.text.word import Word
from assay.checks.text.words import Words
from assay.checks.text.wrapped_bigrams import WrappedBigrams
from assay.combine import All
from assay.errors import BadParameter
from assay.scope import Each, On
from assay.tasks.ifeval import IFEVAL
from assay.tasks.suites import Arguments, Impossible, Instruction, Suite, bounds, whole

__all__ = ["IFEVALG"]

_letters = bounds("relation", "N")
_one_letter = bounds("let_relation", "let_frequency")

_PARAGRAPHS = 3
"""How many paragraphs `count:counting_composition` asks for."""


def _word(a: Arguments, name: str) -> str:
    """A word, or the first of a list of them, as some rows have it."""
    value: Any = a[name]
    if isinstance(value, list) and value:
        value = value[0]  # pyright: ignore[reportUnknownVariableType]
    if not isinstance(value, str) or not value.strip():
        refuse = Impossible if isinstance(value, str) else BadParameter
        raise refuse(f"expected a word, got {value!r:.60}", name)
    return value.strip()


def _exactly(word: str, times: int) -> Keyword:
    return Keyword(word=word, min=times, max=times)


def _nth(place: int, word: str) -> Check:
    """The word at a place, whatever marks are around it; a phrase stands at the start or end."""
    if len(word.split()) > 1 and abs(place) == 1:
        return Starts(phrase=word) if place > 0 else Ends(phrase=word)
    return On(part="word", index=place, check=Word(words=(word,)))


def _placed(a: Arguments) -> Check:
    nth = _nth(whole(a, "m"), _word(a, "keyword"))
    return On(part="sentence", index=whole(a, "n"), check=nth)


def _composed(a: Arguments) -> Check:
    """Paragraphs, sentences and words; the sentences are counted over all paragraphs."""
    sentences, words = whole(a, "n_sent"), whole(a, "n_words")
    total = _PARAGRAPHS * sentences
    return All(
        checks=(
            Paragraphs(divider="***", min=_PARAGRAPHS, max=_PARAGRAPHS),
            Sentences(min=total, max=total),
            Each(unit="sentence", check=Words(min=words, max=words)),
        )
    )


_KEYWORDS = {
    "keywords:word_once": Instruction(
        lambda a: Keyword(word=_word(a, "keyword"), min=1),
        {"keyword": "tide"},
    ),
    "keywords:word_count_different_numbers": Instruction(
        lambda a: _exactly(_word(a, "keyword"), whole(a, "frequency")),
        {"keyword": "tide", "frequency": 3, "relation": "at least"},
        optional=("relation",),
    ),
    "keywords:exclude_word_harder": Instruction(
        lambda a: Excludes(words=(_word(a, "keyword"),)),
        {"keyword": "river"},
    ),
    "keywords:keyword_specific_position": Instruction(
        _placed,
        {"keyword": "tide", "n": 2, "m": 3},
    ),
    "keywords:no_adjacent_consecutive": Instruction(lambda _: AdjacentWords(avoid="next_initial")),
    "keywords:palindrome": Instruction(lambda _: Palindromes(min=1)),
    "keywords:start_end": Instruction(lambda _: Bookends(bare=True)),
    "count:count_increment_word": Instruction(
        lambda a: All(
            checks=(_exactly(_word(a, "keyword1"), 1), _exactly(_word(a, "keyword2"), 2))
        ),
        {"keyword1": "tide", "keyword2": "crab"},
    ),
    "first_word:first_word_answer": Instruction(
        lambda a: Starts(phrase=_word(a, "first_word")),
        {"first_word": "tide"},
    ),
    "first_word:first_word_sent": Instruction(
        lambda a: Each(unit="sentence", check=_nth(1, _word(a, "first_word"))),
        {"first_word": "tide"},
    ),
    "last_word:last_word_answer": Instruction(
        lambda a: _nth(-1, _word(a, "last_word")),
        {"last_word": "tide"},
    ),
    "last_word:last_word_sent": Instruction(
        lambda a: Each(unit="sentence", check=_nth(-1, _word(a, "last_word"))),
        {"last_word": "tide"},
    ),
}

_COUNTS = {
    "count:lowercase_counting": Instruction(
        lambda a: LowercaseWords(max=whole(a, "N")),
        {"N": 20},
    ),
    "count:count_unique": Instruction(lambda _: Repetition(max=1)),
    "count:counting_composition": Instruction(
        _composed,
        {"n_sent": 2, "n_words": 5},
    ),
    "letters:letter_counting": Instruction(
        lambda a: Characters(of="letters", **_letters(a)),
        {"N": 300, "relation": "at least"},
    ),
    "letters:letter_counting2": Instruction(
        lambda a: Letter(letter=a["letter"], **_one_letter(a)),
        {"letter": "t", "let_frequency": 8, "let_relation": "less than"},
    ),
    "paragraphs:paragraphs": Instruction(lambda _: Paragraphs(divider="***", min=2, max=2)),
    "paragraphs:paragraphs2": Instruction(lambda _: Paragraphs(min=2, max=2)),
}

_FORMS = {
    "detectable_format:sentence_hyphens": Instruction(lambda _: JoinedSentences()),
    "detectable_format:square_brackets": Instruction(lambda _: BracketedWords()),
    "detectable_format:bigram_wrapping": Instruction(lambda _: WrappedBigrams()),
    "punctuation:punctuation_dot": Instruction(lambda _: Punctuation(marks=".", max=0)),
    "punctuation:punctuation_exclamation": Instruction(lambda _: Punctuation(marks="!", max=0)),
}

_COPIES = {
    "copy:copy": Instruction(
        lambda a: Copies(text=a["prompt_to_repeat"]),
        {"prompt_to_repeat": "Describe a tide pool."},
    ),
    "copy:copying_simple": Instruction(
        lambda a: Copies(text=a["prompt_to_repeat"]),
        {"prompt_to_repeat": "Describe a tide pool."},
    ),
    "copy:copying_multiple": Instruction(
        lambda a: Copies(text=a["prompt_to_repeat"], times=whole(a, "N")),
        {"prompt_to_repeat": "Describe a tide pool.", "N": 3},
    ),
    "copy:repeat_phrase": Instruction(
        lambda a: CopyChanged(
            text=a["phrase"], change="inner", times=whole(a, "small_n"), alone=False
        ),
        {"phrase": "The tide is low today", "small_n": 2},
    ),
    "new:copy_span_idx": Instruction(
        lambda a: CopySpan(
            text=a["prompt_to_repeat"], start=whole(a, "n_start"), end=whole(a, "n_end")
        ),
        {"prompt_to_repeat": "Describe a tide pool.", "n_start": 9, "n_end": 14},
    ),
}


IFEVALG = Suite("ifevalg", {**_KEYWORDS, **_COUNTS, **_FORMS, **_COPIES}, inherits=(IFEVAL,))
