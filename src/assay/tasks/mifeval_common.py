"""What M-IFEval's Spanish and French instructions mean in the same way: all but their words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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
from assay.checks.text.repeats import Repeats
from assay.checks.text.responses import Responses
from assay.checks.text.sections import Sections
from assay.checks.text.sentences import Sentences
from assay.checks.text.words import Words
from assay.errors import BadParameter
from assay.tasks.suites import Arguments, Impossible, Instruction, exactly, whole

__all__ = ["Bounds", "Relations", "bounds", "common"]

Relations = Mapping[str, Callable[[int], dict[str, Any]]]
"""The words of comparison of a language, and the inclusive bounds that each makes of a number."""

Bounds = Callable[[Arguments], dict[str, Any]]


def bounds(relations: Relations, number: str, relation: str = "relation") -> Bounds:
    """The bounds of an instruction; its first relation where it is not given."""

    def made(given: Arguments) -> dict[str, Any]:
        how = given.get(relation, next(iter(relations)))
        if how not in relations:
            raise BadParameter(f"expected one of {', '.join(relations)}, got {how!r:.60}", relation)
        found = relations[how](whole(given, number))
        if found.get("max", 0) < 0:
            raise Impossible(f"{how} {given[number]} of something cannot be", number)
        return found

    return made


def common(
    relations: Relations, language: str, options: Sequence[str], words: Mapping[str, str]
) -> dict[str, Instruction]:
    """The instructions; `words` gives the example words of the language, and a relation."""
    how = words["relation"]

    def counted(number: str, relation: str = "relation") -> Bounds:
        return bounds(relations, number, relation)

    frequency, letters = counted("frequency"), counted("let_frequency", "let_relation")
    capitals = counted("capital_frequency", "capital_relation")
    number_words, sentences = counted("num_words"), counted("num_sentences")
    return {
        "keywords:existence": Instruction(
            lambda a: Contains(words=a["keywords"]),
            {"keywords": [words["one"], words["other"]]},
        ),
        "keywords:frequency": Instruction(
            lambda a: Keyword(word=a["keyword"], **frequency(a)),
            {"keyword": words["one"], "frequency": 3, "relation": how},
        ),
        "keywords:forbidden_words": Instruction(
            lambda a: Excludes(words=a["forbidden_words"]),
            {"forbidden_words": [words["other"]]},
        ),
        "keywords:letter_frequency": Instruction(
            lambda a: Letter(letter=a["letter"], **letters(a)),
            {"letter": "r", "let_frequency": 8, "let_relation": how},
        ),
        "language:response_language": Instruction(
            lambda a: Language(language=a["language"]),
            {"language": "it"},
        ),
        "length_constraints:number_words": Instruction(
            lambda a: Words(**number_words(a)),
            {"num_words": 120, "relation": how},
        ),
        "length_constraints:number_sentences": Instruction(
            lambda a: Sentences(**sentences(a)),
            {"num_sentences": 5, "relation": how},
        ),
        "length_constraints:number_paragraphs": Instruction(
            lambda a: Paragraphs(divider="***", **exactly(a, "num_paragraphs")),
            {"num_paragraphs": 3},
        ),
        "length_constraints:nth_paragraph_first_word": Instruction(
            lambda a: ParagraphStart(
                index=whole(a, "nth_paragraph"),
                word=a["first_word"],
                count=whole(a, "num_paragraphs"),
            ),
            {"num_paragraphs": 3, "nth_paragraph": 2, "first_word": words["one"]},
        ),
        "detectable_content:number_placeholders": Instruction(
            lambda a: Placeholders(min=whole(a, "num_placeholders")),
            {"num_placeholders": 3},
        ),
        "detectable_content:postscript": Instruction(
            lambda a: Postscript(marker=a["postscript_marker"]),
            {"postscript_marker": words["postscript"]},
        ),
        "detectable_format:number_bullet_lists": Instruction(
            lambda a: Bullets(**exactly(a, "num_bullets")),
            {"num_bullets": 4},
        ),
        "detectable_format:constrained_response": Instruction(
            lambda _: Choice(options=tuple(options)),
        ),
        "detectable_format:number_highlighted_sections": Instruction(
            lambda a: Highlights(min=whole(a, "num_highlights")),
            {"num_highlights": 2},
        ),
        "detectable_format:multiple_sections": Instruction(
            lambda a: Sections(marker=a["section_spliter"], min=whole(a, "num_sections")),
            {"section_spliter": words["section"], "num_sections": 3},
        ),
        "detectable_format:json_format": Instruction(lambda _: Json()),
        "combination:two_responses": Instruction(lambda _: Responses()),
        "combination:repeat_prompt": Instruction(
            lambda a: Repeats(text=a["prompt_to_repeat"]),
            {"prompt_to_repeat": words["prompt"]},
        ),
        "startend:end_checker": Instruction(
            lambda a: Ends(phrase=a["end_phrase"]),
            {"end_phrase": words["end"]},
        ),
        "change_case:capital_word_frequency": Instruction(
            lambda a: CapitalWords(**capitals(a)),
            {"capital_frequency": 4, "capital_relation": how},
        ),
        f"change_case:{words['language']}_capital": Instruction(
            lambda _: Case(case="upper", language=language),
        ),
        f"change_case:{words['language']}_lowercase": Instruction(
            lambda _: Case(case="lower", language=language),
        ),
        "punctuation:no_comma": Instruction(lambda _: Commas(max=0)),
    }
