"""M-IFEval's Spanish instructions as ours: the 30 of Dussolle et al. 2025 (arXiv:2502.04688).

What each means is read from its Spanish wording, not from what M-IFEval's checker tests: that is
the rule in `assay.suites.mifeval.es`, which official mode follows. Relations are `al menos` (at
least) and `como máximo` (at most).
"""

from __future__ import annotations

from assay.checks.text.highlights import Highlights
from assay.checks.text.marks import Marks
from assay.checks.text.placeholders import Placeholders
from assay.checks.text.quoted import Quoted
from assay.checks.text.sections import Sections
from assay.checks.text.title import Title
from assay.checks.text.words_with import WordsWith
from assay.suites.mifeval.es import OPTIONS
from assay.tasks.mifeval_common import Relations, bounds, common
from assay.tasks.suites import Instruction, exactly

__all__ = ["INSTRUCTIONS"]

_RELATIONS: Relations = {
    "al menos": lambda number: {"min": number},
    "como máximo": lambda number: {"max": number},
}
_WORDS = {
    "language": "spanish",
    "relation": "al menos",
    "one": "marea",
    "other": "cangrejo",
    "section": "Sección",
    "postscript": "P.D.",
    "prompt": "Describe una poza de marea.",
    "end": "Un saludo",
}

_placeholders = bounds(_RELATIONS, "num_placeholders")
_highlights = bounds(_RELATIONS, "num_highlights")
_sections = bounds(_RELATIONS, "num_sections")
_accented = bounds(_RELATIONS, "num_words")

_OWN = {
    "detectable_content:number_placeholders": Instruction(
        lambda a: Placeholders(**_placeholders(a)),
        {"num_placeholders": 3, "relation": "al menos"},
        optional=("relation",),
    ),
    "detectable_format:number_highlighted_sections": Instruction(
        lambda a: Highlights(**_highlights(a)),
        {"num_highlights": 2, "relation": "al menos"},
        optional=("relation",),
    ),
    "detectable_format:multiple_sections": Instruction(
        lambda a: Sections(marker=a["section_spliter"], **_sections(a)),
        {"section_spliter": "Sección", "num_sections": 3, "relation": "al menos"},
        optional=("relation",),
    ),
    "detectable_format:title": Instruction(lambda _: Title()),
    "startend:quotation": Instruction(lambda _: Quoted()),
    "punctuation:question_marks": Instruction(lambda _: Marks(required=("¿", "?"))),
    "punctuation:exclamation_marks": Instruction(lambda _: Marks(required=("¡", "!"))),
    "special_character:enie": Instruction(
        lambda a: WordsWith(letters="ñ", **exactly(a, "let_frequency")),
        {"let_frequency": 5},
    ),
    "special_character:dieresis": Instruction(
        lambda a: WordsWith(letters="ü", **exactly(a, "let_frequency")),
        {"let_frequency": 2},
    ),
    "special_character:tildes": Instruction(
        lambda a: WordsWith(letters="áéíóú", **_accented(a)),
        {"num_words": 10, "relation": "al menos"},
    ),
}

INSTRUCTIONS: dict[str, Instruction] = {
    f"es:{identity}": known
    for identity, known in (common(_RELATIONS, "es", OPTIONS, _WORDS) | _OWN).items()
}
"""The instructions, by id."""
