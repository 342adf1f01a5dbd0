"""The functions of open-instruct's `if_functions.py` as ours, by what they are asked to verify.

They rewrite IFEval's 25 types for training (Tülu 3: Lambert et al. 2024, arXiv:2411.15124), with
other relations: `at least`, `at most` and `around`, which is 10 % more or less of words, and one
more or less of sentences. There is no official mode for them: in it the kinds follow IFEval's own
checkers, from which these functions differ.
"""

from __future__ import annotations

from typing import Any

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
from assay.errors import BadParameter
from assay.tasks.suites import Arguments, Instruction, Suite, exactly, whole

__all__ = ["IF_FUNCTIONS"]


def _quantified(a: Arguments, tolerance: int) -> dict[str, Any]:
    number, how = whole(a, "N"), a["quantifier"]
    if how == "at least":
        return {"min": number}
    if how == "at most":
        return {"max": number}
    if how != "around":
        known = "'at least', 'around' or 'at most'"
        raise BadParameter(f"expected {known}, got {how!r:.60}", "quantifier")
    return {"min": max(0, number - tolerance), "max": number + tolerance}


def _tenth(a: Arguments) -> int:
    """Ten per cent of the number, and one at least."""
    return max(round(whole(a, "N") * 0.1), 1)


IF_FUNCTIONS = Suite(
    "if_functions",
    {
        "verify_keywords": Instruction(
            lambda a: Contains(words=a["keyword_list"]),
            {"keyword_list": ["tide", "pool"]},
        ),
        "verify_keyword_frequency": Instruction(
            lambda a: Keyword(word=a["word"], **exactly(a, "N")),
            {"word": "tide", "N": 3},
        ),
        "validate_forbidden_words": Instruction(
            lambda a: Excludes(words=a["forbidden_words"]),
            {"forbidden_words": ["river"]},
        ),
        "verify_letter_frequency": Instruction(
            lambda a: Letter(letter=a["letter"], **exactly(a, "N")),
            {"letter": "t", "N": 8},
        ),
        "validate_response_language": Instruction(
            lambda a: Language(language=a["language"]),
            {"language": "fr"},
        ),
        "verify_paragraph_count": Instruction(
            lambda a: Paragraphs(divider="***", **exactly(a, "N")),
            {"N": 3},
        ),
        "validate_word_constraint": Instruction(
            lambda a: Words(**_quantified(a, _tenth(a))),
            {"N": 120, "quantifier": "around"},
        ),
        "verify_sentence_constraint": Instruction(
            lambda a: Sentences(**_quantified(a, 1)),
            {"N": 5, "quantifier": "at most"},
        ),
        "validate_paragraphs": Instruction(
            lambda a: ParagraphStart(
                index=whole(a, "i"), word=a["first_word"], count=whole(a, "N")
            ),
            {"N": 3, "first_word": "crabs", "i": 2},
        ),
        "verify_postscript": Instruction(
            lambda a: Postscript(marker=a["postscript_marker"]),
            {"postscript_marker": "P.S."},
        ),
        "validate_placeholders": Instruction(
            lambda a: Placeholders(min=whole(a, "N")),
            {"N": 3},
        ),
        "verify_bullet_points": Instruction(
            lambda a: Bullets(**exactly(a, "N")),
            {"N": 4},
        ),
        "validate_title": Instruction(lambda _: Title()),
        "validate_choice": Instruction(
            lambda a: Choice(options=a["options"]),
            {"options": ["low", "high"]},
        ),
        "validate_highlighted_sections": Instruction(
            lambda a: Highlights(min=whole(a, "N")),
            {"N": 2},
        ),
        "validate_sections": Instruction(
            lambda a: Sections(marker=a["section_splitter"], min=whole(a, "N")),
            {"section_splitter": "Section", "N": 3},
        ),
        "validate_json_format": Instruction(lambda _: Json()),
        "validate_repeat_prompt": Instruction(
            lambda a: Repeats(text=a["original_prompt"]),
            {"original_prompt": "Describe a tide pool."},
        ),
        "validate_two_responses": Instruction(lambda _: Responses()),
        "validate_uppercase": Instruction(lambda _: Case(case="upper", language="en")),
        "validate_lowercase": Instruction(lambda _: Case(case="lower", language="en")),
        "validate_frequency_capital_words": Instruction(
            lambda a: CapitalWords(**_quantified(a, _tenth(a))),
            {"N": 4, "quantifier": "at least"},
        ),
        "validate_end": Instruction(
            lambda a: Ends(phrase=a["end_phrase"]),
            {"end_phrase": "The tide is low."},
        ),
        "validate_quotation": Instruction(lambda _: Quoted()),
        "validate_no_commas": Instruction(lambda _: Commas(max=0)),
    },
)
"""The 25 functions, by name."""
