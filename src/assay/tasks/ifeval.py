"""IFEval's rows as ours: the 25 instruction types of Zhou et al. 2023 (arXiv:2311.07911).

A prompt row reads

    {"key": 1000, "prompt": "...", "instruction_id_list": ["punctuation:no_comma", ...],
     "kwargs": [{}, {"relation": "at least", "num_words": 300}]}

and a response row `{"prompt": "...", "response": "..."}`, joined by the prompt; a row may hold
both. Arguments may be padded with None, or be JSON in a text, as data hubs store them. Each
instruction becomes one check, in order, so that repeated ids keep their places.
An id that is not known, or an argument that is missing, unknown or of the wrong type, is an error
that names the row: the public checkers draw a missing argument at random.
"""

from __future__ import annotations

from assay.checks.text.bullets import Bullets
from assay.checks.text.capital_words import CapitalWords
from assay.checks.text.case import Case
from assay.checks.text.choice import Choice
from assay.checks.text.commas import Commas
from assay.checks.text.contains import Contains
from assay.checks.text.ends import Ends
from assay.checks.text.excludes import Excludes
from assay.checks.text.highlights import Highlights
from assay.checks.text.json import Json
from assay.checks.text.keyword import Keyword
from assay.checks.text.language import Language
from assay.checks.text.letter import Letter
from assay.checks.text.paragraph_start import ParagraphStart
from assay.checks.text.paragraphs import Paragraphs
from assay.checks.text.placeholders import Placeholders
from assay.checks.text.postscript import Postscript
from assay.checks.text.quoted import Quoted
from assay.checks.text.repeats import Repeats
from assay.checks.text.responses import Responses
from assay.checks.text.sections import Sections
from assay.checks.text.sentences import Sentences
from assay.checks.text.title import Title
from assay.checks.text.words import Words
from assay.tasks.suites import Instruction, Suite, bounds, exactly, whole

__all__ = ["IFEVAL"]

OPTIONS = ("My answer is yes.", "My answer is no.", "My answer is maybe.")
"""The fixed answers of `detectable_format:constrained_response`."""

_words = bounds("relation", "num_words")
_sentences = bounds("relation", "num_sentences")
_frequency = bounds("relation", "frequency")
_letters = bounds("let_relation", "let_frequency")
_capitals = bounds("capital_relation", "capital_frequency")

_INSTRUCTIONS = {
    "keywords:existence": Instruction(
        lambda a: Contains(words=a["keywords"]),
        {"keywords": ["tide", "pool"]},
    ),
    "keywords:frequency": Instruction(
        lambda a: Keyword(word=a["keyword"], **_frequency(a)),
        {"keyword": "tide", "frequency": 3, "relation": "at least"},
    ),
    "keywords:forbidden_words": Instruction(
        lambda a: Excludes(words=a["forbidden_words"]),
        {"forbidden_words": ["river"]},
    ),
    "keywords:letter_frequency": Instruction(
        lambda a: Letter(letter=a["letter"], **_letters(a)),
        {"letter": "t", "let_frequency": 8, "let_relation": "less than"},
    ),
    "language:response_language": Instruction(
        lambda a: Language(language=a["language"]),
        {"language": "fr"},
    ),
    "length_constraints:number_sentences": Instruction(
        lambda a: Sentences(**_sentences(a)),
        {"num_sentences": 5, "relation": "at least"},
    ),
    "length_constraints:number_paragraphs": Instruction(
        lambda a: Paragraphs(divider="***", **exactly(a, "num_paragraphs")),
        {"num_paragraphs": 3},
    ),
    "length_constraints:number_words": Instruction(
        lambda a: Words(**_words(a)),
        {"num_words": 120, "relation": "at least"},
    ),
    "length_constraints:nth_paragraph_first_word": Instruction(
        lambda a: ParagraphStart(
            index=whole(a, "nth_paragraph"),
            word=a["first_word"],
            count=whole(a, "num_paragraphs"),
        ),
        {"num_paragraphs": 3, "nth_paragraph": 2, "first_word": "crabs"},
    ),
    "detectable_content:number_placeholders": Instruction(
        lambda a: Placeholders(min=whole(a, "num_placeholders")),
        {"num_placeholders": 3},
    ),
    "detectable_content:postscript": Instruction(
        lambda a: Postscript(marker=a["postscript_marker"]),
        {"postscript_marker": "P.S."},
    ),
    "detectable_format:number_bullet_lists": Instruction(
        lambda a: Bullets(**exactly(a, "num_bullets")),
        {"num_bullets": 4},
    ),
    "detectable_format:constrained_response": Instruction(
        lambda _: Choice(options=OPTIONS),
    ),
    "detectable_format:number_highlighted_sections": Instruction(
        lambda a: Highlights(min=whole(a, "num_highlights")),
        {"num_highlights": 2},
    ),
    "detectable_format:multiple_sections": Instruction(
        lambda a: Sections(marker=a["section_spliter"], min=whole(a, "num_sections")),
        {"section_spliter": "Section", "num_sections": 3},
    ),
    "detectable_format:json_format": Instruction(
        lambda _: Json(),
    ),
    "detectable_format:title": Instruction(
        lambda _: Title(),
    ),
    "combination:two_responses": Instruction(
        lambda _: Responses(),
    ),
    "combination:repeat_prompt": Instruction(
        lambda a: Repeats(text=a["prompt_to_repeat"]),
        {"prompt_to_repeat": "Describe a tide pool."},
    ),
    "startend:end_checker": Instruction(
        lambda a: Ends(phrase=a["end_phrase"]),
        {"end_phrase": "The tide is low."},
    ),
    "startend:quotation": Instruction(
        lambda _: Quoted(),
    ),
    "change_case:capital_word_frequency": Instruction(
        lambda a: CapitalWords(**_capitals(a)),
        {"capital_frequency": 4, "capital_relation": "at least"},
    ),
    "change_case:english_capital": Instruction(
        lambda _: Case(case="upper", language="en"),
    ),
    "change_case:english_lowercase": Instruction(
        lambda _: Case(case="lower", language="en"),
    ),
    "punctuation:no_comma": Instruction(
        lambda _: Commas(max=0),
    ),
}

IFEVAL = Suite("ifeval", _INSTRUCTIONS)
