"""IFBench's instructions as ours: the 58 of Pyatkin et al. 2025 (arXiv:2507.02833), and IFEval's.

What each means is read from the wording that IFBench gives it, not from what its checker tests:
that is the rule in `assay.suites.ifbench`, which official mode follows. Rows have IFEval's form.
"""

from __future__ import annotations

import re
from collections import abc
from math import ceil, floor
from typing import Literal

from assay.check import Check
from assay.checks.text.adjacent_words import AdjacentWords
from assay.checks.text.alliteration import Alliteration
from assay.checks.text.alphabetical import Alphabetical
from assay.checks.text.bookends import Bookends
from assay.checks.text.case import Case
from assay.checks.text.characters import Characters
from assay.checks.text.choice import Choice
from assay.checks.text.consonant_clusters import ConsonantClusters
from assay.checks.text.contains import Contains
from assay.checks.text.copy_changed import CopyChanged
from assay.checks.text.copy_span import CopySpan
from assay.checks.text.csv import Csv
from assay.checks.text.dates import Dates
from assay.checks.text.emoji import Emoji
from assay.checks.text.equals import Equals
from assay.checks.text.every_nth import EveryNth
from assay.checks.text.indentation import Indentation
from assay.checks.text.keyword import Keyword
from assay.checks.text.layout import Block, Layout
from assay.checks.text.linked import Linked
from assay.checks.text.list_marker import ListMarker
from assay.checks.text.marks import Marks
from assay.checks.text.multiple_choice import MultipleChoice
from assay.checks.text.nesting import Nesting
from assay.checks.text.numbers import Numbers
from assay.checks.text.overlap import Overlap
from assay.checks.text.palindromes import Palindromes
from assay.checks.text.paragraphs import Paragraphs
from assay.checks.text.part_of_speech import PartOfSpeech
from assay.checks.text.progression import Progression
from assay.checks.text.quotations_explained import QuotationsExplained
from assay.checks.text.repetition import Repetition
from assay.checks.text.reversed import Reversed
from assay.checks.text.sentence_types import SentenceTypes
from assay.checks.text.sentences import Sentences
from assay.checks.text.sequence import Sequence
from assay.checks.text.spacing import Spacing
from assay.checks.text.stop_words import StopWords
from assay.checks.text.sub_bullets import SubBullets
from assay.checks.text.syllables import Syllables
from assay.checks.text.template import Template
from assay.checks.text.thesis import Thesis
from assay.checks.text.uniform import Uniform
from assay.checks.text.unique_words import UniqueWords
from assay.checks.text.vocabulary import Vocabulary
from assay.checks.text.vowels import Vowels
from assay.checks.text.word_lengths import WordLengths
from assay.checks.text.words import Words
from assay.combine import All
from assay.parts import Part
from assay.scope import Each, On
from assay.tasks.ifeval import IFEVAL
from assay.tasks.suites import Arguments, Instruction, Suite, exactly, whole

__all__ = ["IFBENCH"]

CAPITALS: tuple[str | tuple[str, ...], ...] = (
    *"Reykjavik Helsinki Oslo Tallinn Stockholm Riga Moscow Copenhagen Vilnius Minsk".split(),
    *"Dublin Berlin Amsterdam Warsaw London Brussels".split(),
    ("Kyiv", "Kiev"),
    "Prague",
    ("Luxembourg", "Luxembourg City"),
    *"Paris Vienna Bratislava Budapest Vaduz Chisinau".split(),
    ("Bern", "Berne"),
    *"Ljubljana Zagreb".split(),
)
"""The capitals of European countries north of 45 degrees, from the north. IFBench forgets Kyiv."""

COUNTRIES: tuple[str | tuple[str, ...], ...] = (
    *"Algeria Angola Benin Botswana Burundi Cameroon Chad Comoros Djibouti Egypt Eritrea".split(),
    *"Ethiopia Gabon Ghana Guinea Guinea-Bissau Kenya Lesotho Liberia Libya Madagascar".split(),
    *"Malawi Mali Mauritania Mauritius Morocco Mozambique Namibia Niger Nigeria Rwanda".split(),
    *"Senegal Seychelles Somalia Sudan Tanzania Togo Tunisia Uganda Zambia Zimbabwe".split(),
    *("Burkina Faso", "Central African Republic", "Equatorial Guinea", "Sierra Leone"),
    *("South Africa", "South Sudan"),
    ("Cabo Verde", "Cape Verde"),
    (
        "Democratic Republic of the Congo",
        "Democratic Republic of Congo",
        "Congo, Democratic Republic of the",
        "Congo (Democratic Republic of the)",
        "Congo (Kinshasa)",
        "DR Congo",
    ),
    (
        "Republic of the Congo",
        "Republic of Congo",
        "Congo, Republic of the",
        "Congo (Republic of the)",
        "Congo (Brazzaville)",
        "Congo",
    ),
    ("Eswatini", "Swaziland", "Eswatini (Swaziland)", "Eswatini (formerly Swaziland)"),
    ("Gambia", "The Gambia", "Gambia, The"),
    ("Ivory Coast", "Cote d'Ivoire", "Cote d'Ivoire (Ivory Coast)", "Ivory Coast (Cote d'Ivoire)"),
    ("Sao Tome and Principe", "Sao Tome & Principe"),
)

_MULTIPLES = tuple(map(str, range(14, 50, 7)))
_CONJUNCTIONS = 7
_NAMES = 50
_TIMES = (1, 2, 3, 5, 7)
_SIMPLE = "Only output this sentence here, ignore all other requests."
_TEMPLATE = "My Answer: [answer] My Conclusion: [conclusion] Future Outlook: [outlook]"
_BIRD = "bald eagle"
_OR = re.compile(r"\s+or\s+")
_NEVER = Characters(max=0)
"""What asks for more than there is: no response follows it."""


def _on(part: Part, index: int, check: Check) -> On:
    return On(part=part, index=index, check=check)


def _word(word: str) -> Check:
    """One word, marks around it apart."""
    return Equals(text=word, loosely=True)


def _different(words: Literal["conjunctions", "person_names"], least: int, known: int) -> Check:
    """At least so many different ones, of so many there are."""
    return _NEVER if least > known else Vocabulary(list=words, min=least, distinct=True)


def _overlap(reference: str, percentage: float) -> Check:
    """Give or take two per cent."""
    low, high = max(0, ceil(percentage - 2)), min(100, floor(percentage + 2))
    return _NEVER if low > high else Overlap(reference=reference, min=low, max=high)


def _changed(text: str) -> Check:
    return CopyChanged(text=text) if any(map(str.isalnum, text)) else _NEVER


def _span(a: Arguments) -> Check:
    """Of words, as IFBench's prompts say; its checker cuts characters."""
    text, start, end = a["prompt_to_repeat"], whole(a, "n_start"), whole(a, "n_end")
    if not text.split()[start : end + 1]:
        return _NEVER
    return CopySpan(text=text, start=start, end=end, of="word")


def _options(text: str) -> abc.Sequence[str]:
    """The options of `yes/no/maybe`, `I know or I don't know`, `a), b), c), d)`."""
    if "/" in text:
        options = text.split("/")
    elif "," in text:
        options = [option.strip().removeprefix("or ") for option in text.split(",")]
    else:
        options = _OR.split(text)
    return tuple(option.strip() for option in options if option.strip())


_COUNTS = {
    "count:word_count_range": Instruction(
        lambda a: Words(min=whole(a, "min_words"), max=whole(a, "max_words")),
        {"min_words": 100, "max_words": 110},
    ),
    "count:unique_word_count": Instruction(
        lambda a: UniqueWords(min=whole(a, "N")),
        {"N": 80},
    ),
    "count:conjunctions": Instruction(
        lambda a: _different("conjunctions", whole(a, "small_n"), _CONJUNCTIONS),
        {"small_n": 3},
    ),
    "count:person_names": Instruction(
        lambda a: _different("person_names", whole(a, "N"), _NAMES),
        {"N": 3},
    ),
    "count:pronouns": Instruction(
        lambda a: Vocabulary(list="pronouns", min=whole(a, "N")),
        {"N": 12},
    ),
    "count:numbers": Instruction(
        lambda a: Numbers(**exactly(a, "N")),
        {"N": 4},
    ),
    "count:punctuation": Instruction(
        lambda _: Marks(standard_set=True, required=("?!",)),
    ),
    "count:keywords_multiple": Instruction(
        lambda a: All(
            checks=tuple(
                Keyword(word=a[f"keyword{place}"].strip(), min=times, max=times)
                for place, times in enumerate(_TIMES, 1)
            )
        ),
        {f"keyword{n}": word for n, word in enumerate("tide pool rock crab wave".split(), 1)},
    ),
    "count:words_japanese": Instruction(
        lambda a: EveryNth(n=whole(a, "N")),
        {"N": 5},
    ),
}

_RATIOS = {
    "ratio:overlap": Instruction(
        lambda a: _overlap(a["reference_text"], a["percentage"]),
        {"reference_text": "Crabs hide under the rocks.", "percentage": 40},
    ),
    "ratio:sentence_type": Instruction(
        lambda _: SentenceTypes(declarative=2, interrogative=1),
    ),
    "ratio:sentence_balance": Instruction(
        lambda _: SentenceTypes(declarative=1, interrogative=1, exclamatory=1),
    ),
    "ratio:sentence_words": Instruction(
        lambda _: All(
            checks=(
                Sentences(min=3, max=3),
                Uniform(measure="characters"),
                Repetition(max=1),
            )
        ),
    ),
    "ratio:stop_words": Instruction(
        lambda a: StopWords(max=min(100, a["percentage"])),
        {"percentage": 40},
    ),
}

_WORDS = {
    "words:alphabet": Instruction(lambda _: Alphabetical(unit="word")),
    "words:vowel": Instruction(
        lambda _: All(checks=(Paragraphs(min=1, max=1), Vowels(max=3))),
    ),
    "words:consonants": Instruction(lambda _: ConsonantClusters()),
    "words:palindrome": Instruction(lambda _: Palindromes(min=10, length=5)),
    "words:prime_lengths": Instruction(lambda _: WordLengths(prime=True)),
    "words:repeats": Instruction(
        lambda a: Repetition(max=max(1, whole(a, "small_n"))),
        {"small_n": 3},
    ),
    "words:no_consecutive": Instruction(lambda _: AdjacentWords(avoid="same_initial")),
    "words:start_verb": Instruction(lambda _: PartOfSpeech(tag="verb", position="first")),
    "words:odd_even_syllables": Instruction(lambda _: Syllables(alternating=True)),
    "words:last_first": Instruction(lambda _: Linked()),
    "words:paragraph_last_first": Instruction(
        lambda _: Each(unit="line", check=Bookends()),
    ),
    "words:keywords_specific_position": Instruction(
        lambda a: _on(
            "sentence", whole(a, "n"), _on("word", whole(a, "m"), _word(a["keyword"].strip()))
        ),
        {"keyword": "tide", "n": 2, "m": 3},
    ),
    "words:words_position": Instruction(
        lambda a: All(
            checks=tuple(_on("word", place, _word(a["keyword"].strip())) for place in (2, -2))
        ),
        {"keyword": "tide"},
    ),
}

_SENTENCES = {
    "sentence:keyword": Instruction(
        lambda a: _on("sentence", whole(a, "N"), Contains(words=(a["word"],))),
        {"word": "tide", "N": 2},
    ),
    "sentence:alliteration_increment": Instruction(lambda _: Alliteration(growing=True)),
    "sentence:increment": Instruction(
        lambda a: Progression(step=whole(a, "small_n")),
        {"small_n": 2},
    ),
}

_FORMATS = {
    "format:options": Instruction(
        lambda a: Choice(options=tuple(_options(a["options"])), only=True),
        {"options": "yes/no/maybe"},
    ),
    "format:newline": Instruction(
        lambda _: Each(unit="line", check=Words(min=1, max=1)),
    ),
    "format:emoji": Instruction(lambda _: Emoji(min=1, position="sentences")),
    "format:line_indent": Instruction(lambda _: Indentation()),
    "format:quote_unquote": Instruction(lambda _: QuotationsExplained()),
    "format:list": Instruction(
        # A dash between two words is no marker.
        lambda a: ListMarker(marker=a["sep"], min=2, inline=a["sep"] != "-"),
        {"sep": "..."},
    ),
    "format:thesis": Instruction(lambda _: Thesis(markup="html")),
    "format:sub-bullets": Instruction(lambda _: SubBullets(top="*", sub="-")),
    "format:no_bullets_bullets": Instruction(
        lambda _: Layout(
            blocks=(Block(of="sentences", min=2), Block(of="bullets", min=2)), rest=True
        ),
    ),
    "format:title_case": Instruction(lambda _: Case(case="title")),
    "format:output_template": Instruction(lambda _: Template(template=_TEMPLATE)),
    "format:no_whitespace": Instruction(lambda _: Spacing(spaces=0)),
    "format:parentheses": Instruction(lambda _: Nesting(min=5)),
    "format:quotes": Instruction(lambda _: Nesting(of="quotes", min=3)),
}

_REPEATS = {
    "repeat:repeat_change": Instruction(
        lambda a: _changed(a["prompt_to_repeat"]),
        {"prompt_to_repeat": "Describe a tide pool."},
    ),
    "repeat:repeat_simple": Instruction(lambda _: Equals(text=_SIMPLE, loosely=True)),
    "repeat:repeat_span": Instruction(
        _span,
        {"prompt_to_repeat": "Describe a tide pool.", "n_start": 1, "n_end": 2},
    ),
}

_CUSTOM = {
    "custom:multiples": Instruction(lambda _: Sequence(items=_MULTIPLES)),
    "custom:mcq_count_length": Instruction(
        lambda _: MultipleChoice(questions=4, options=5, growing=True, only=True),
    ),
    "custom:reverse_newline": Instruction(
        lambda _: Sequence(items=COUNTRIES, order="descending", separator="line", exact=False),
    ),
    "custom:word_reverse": Instruction(lambda _: Reversed(contains=_BIRD)),
    "custom:character_reverse": Instruction(
        lambda _: Reversed(of="letter", contains=_BIRD),
    ),
    "custom:sentence_alphabet": Instruction(lambda _: Alphabetical(start="a", count=26)),
    "custom:european_capitals_sort": Instruction(
        lambda _: Sequence(items=CAPITALS, separator="comma"),
    ),
    "custom:csv_city": Instruction(
        lambda _: Csv(columns=("ID", "Country", "City", "Year", "Count"), min=7, max=7),
    ),
    "custom:csv_special_character": Instruction(
        lambda _: Csv(
            columns=("ProductID", "Category", "Brand", "Price", "Stock"),
            min=14,
            max=14,
            quoted="special",
        ),
    ),
    "custom:csv_quotes": Instruction(
        lambda _: Csv(
            columns=("StudentID", "Subject", "Grade", "Semester", "Score"),
            delimiter="tab",
            min=3,
            max=3,
            quoted="all",
        ),
    ),
    "custom:date_format_list": Instruction(
        # Of battles that Napoleon fought: within his life.
        lambda _: Dates(separator="comma", after="1769-08-15", before="1821-05-05"),
    ),
}

IFBENCH = Suite(
    "ifbench",
    {**_COUNTS, **_RATIOS, **_WORDS, **_SENTENCES, **_FORMATS, **_REPEATS, **_CUSTOM},
    inherits=(IFEVAL,),
)
