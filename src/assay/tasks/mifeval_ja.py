"""M-IFEval's Japanese instructions as ours: the 33 of Dussolle et al. 2025 (arXiv:2502.04688).

What each means is read from its Japanese wording, not from what M-IFEval's checker tests: that is
the rule in `assay.suites.mifeval.ja`, which official mode follows. Relations are `未満` (fewer
than) and `以上` (that many or more).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from assay.checks.text.bracketed import Bracketed
from assay.checks.text.characters import Characters
from assay.checks.text.choice import Choice
from assay.checks.text.contains import Contains
from assay.checks.text.ends import Ends
from assay.checks.text.excludes import Excludes
from assay.checks.text.furigana import Furigana
from assay.checks.text.json import Json
from assay.checks.text.kanji_numerals import KanjiNumerals
from assay.checks.text.keyword import Keyword
from assay.checks.text.language import Language
from assay.checks.text.letter import Letter
from assay.checks.text.list_marker import ListMarker
from assay.checks.text.nominal_endings import NominalEndings
from assay.checks.text.numbered_heads import NumberedHeads
from assay.checks.text.numbered_items import NumberedItems
from assay.checks.text.paragraph_start import ParagraphStart
from assay.checks.text.paragraphs import Paragraphs
from assay.checks.text.placeholders import Placeholders
from assay.checks.text.postscript import Postscript
from assay.checks.text.punctuation import Punctuation
from assay.checks.text.repeats import Repeats
from assay.checks.text.responses import Responses
from assay.checks.text.script import Script
from assay.checks.text.script_count import ScriptCount
from assay.checks.text.sentence_endings import SentenceEndings
from assay.checks.text.sentences import Sentences
from assay.errors import BadParameter
from assay.suites.mifeval.ja import OPTIONS
from assay.tasks.suites import Arguments, Impossible, Instruction, exactly, whole

__all__ = ["INSTRUCTIONS"]


def _bounds(number: str, relation: str = "relation") -> Callable[[Arguments], dict[str, Any]]:
    """`n以上` and `n未満`, the two relations there are, as inclusive bounds."""

    def made(given: Arguments) -> dict[str, Any]:
        count = whole(given, number)
        if given[relation] == "以上":
            return {"min": count}
        if given[relation] != "未満":
            raise BadParameter(f"expected '以上' or '未満', got {given[relation]!r:.60}", relation)
        if count < 1:
            raise Impossible(f"less than {count} of something cannot be", number)
        return {"max": count - 1}

    return made


_sentences = _bounds("num_sentences")
_characters = _bounds("num_letters")
_frequency = _bounds("frequency")
_letters = _bounds("let_frequency", "let_relation")
_kanji = _bounds("kanji_limit")

_CONTENT = {
    "keywords:existence": Instruction(
        lambda a: Contains(words=a["keywords"]),
        {"keywords": ["海", "蟹"]},
    ),
    "keywords:frequency": Instruction(
        lambda a: Keyword(word=a["keyword"], **_frequency(a)),
        {"keyword": "海", "frequency": 3, "relation": "以上"},
    ),
    "keywords:forbidden_words": Instruction(
        lambda a: Excludes(words=a["forbidden_words"]),
        {"forbidden_words": ["川"]},
    ),
    "keywords:letter_frequency": Instruction(
        lambda a: Letter(letter=a["letter"], **_letters(a)),
        {"letter": "し", "let_frequency": 5, "let_relation": "以上"},
    ),
    "language:response_language": Instruction(
        lambda a: Language(language=a["language"]),
        {"language": "fr"},
    ),
    "length_constraints:number_sentences": Instruction(
        lambda a: Sentences(**_sentences(a)),
        {"num_sentences": 4, "relation": "以上"},
    ),
    "length_constraints:number_paragraphs": Instruction(
        lambda a: Paragraphs(divider="***", **exactly(a, "num_paragraphs")),
        {"num_paragraphs": 3},
    ),
    "length_constraints:number_letters": Instruction(
        lambda a: Characters(**_characters(a)),
        {"num_letters": 400, "relation": "未満"},
    ),
    "length_constraints:nth_paragraph_first_word": Instruction(
        lambda a: ParagraphStart(
            index=whole(a, "nth_paragraph"),
            word=a["first_word"],
            count=whole(a, "num_paragraphs"),
        ),
        {"num_paragraphs": 3, "nth_paragraph": 2, "first_word": "海"},
    ),
    "detectable_content:number_placeholders": Instruction(
        lambda a: Placeholders(min=whole(a, "num_placeholders")),
        {"num_placeholders": 3},
    ),
    "detectable_content:postscript": Instruction(
        lambda a: Postscript(marker=a["postscript_marker"]),
        {"postscript_marker": "追伸"},
    ),
    "combination:two_responses": Instruction(
        lambda _: Responses(),
    ),
    "combination:repeat_prompt": Instruction(
        lambda a: Repeats(text=a["prompt_to_repeat"]),
        {"prompt_to_repeat": "海について書いてください。"},
    ),
    "startend:end_checker": Instruction(
        lambda a: Ends(phrase=a["end_phrase"]),
        {"end_phrase": "他にご質問はありますか？"},
    ),
    "startend:quotation": Instruction(
        lambda _: Bracketed(pair="「」", whole=True),
    ),
}

_FORM = {
    "detectable_format:number_bullet_lists": Instruction(
        lambda a: ListMarker(marker="・", **exactly(a, "num_bullets")),
        {"num_bullets": 4},
    ),
    "detectable_format:number_numbered_lists": Instruction(
        lambda a: NumberedItems(**exactly(a, "num_items")),
        {"num_items": 4},
    ),
    "detectable_format:constrained_response": Instruction(
        lambda _: Choice(options=OPTIONS),
    ),
    "detectable_format:number_highlighted_sections": Instruction(
        lambda a: Bracketed(pair="《》", min=whole(a, "num_highlights")),
        {"num_highlights": 3},
    ),
    "detectable_format:multiple_sections": Instruction(
        lambda a: NumberedHeads(
            template=f"第{{n}}{a['section_spliter'].strip()}", min=whole(a, "num_sections")
        ),
        {"section_spliter": "章", "num_sections": 3},
    ),
    "detectable_format:json_format": Instruction(
        lambda _: Json(),
    ),
    "detectable_format:title": Instruction(
        lambda _: Bracketed(pair="『』", min=1),
    ),
    "punctuation:no_comma": Instruction(
        lambda _: Punctuation(marks="、，､", max=0),
    ),
    "punctuation:no_period": Instruction(
        lambda _: Punctuation(marks="。｡", max=0),
    ),
}

_JAPANESE = {
    "detectable_format:nominal_ending": Instruction(
        lambda a: NominalEndings(min=whole(a, "count")),
        {"count": 2},
    ),
    "startend:sentence_unified_end": Instruction(
        lambda a: SentenceEndings(endings=(a["ending"],)),
        {"ending": "です"},
    ),
    "letters:furigana": Instruction(
        lambda _: Furigana(every=True),
    ),
    "letters:kansuuji": Instruction(
        lambda _: KanjiNumerals(),
    ),
    "letters:no_katakana": Instruction(
        lambda _: Script(without=("katakana",)),
    ),
    "letters:katakana_only": Instruction(
        lambda _: Script(only=("katakana",)),
    ),
    "letters:no_hiragana": Instruction(
        lambda _: Script(without=("hiragana",)),
    ),
    "letters:hiragana_only": Instruction(
        lambda _: Script(only=("hiragana",)),
    ),
    "letters:kanji": Instruction(
        lambda a: ScriptCount(script="han", **_kanji(a)),
        {"kanji_limit": 40, "relation": "未満"},
    ),
}

INSTRUCTIONS: dict[str, Instruction] = {
    f"ja:{identity}": known for identity, known in (_CONTENT | _FORM | _JAPANESE).items()
}
"""The instructions, by id."""
