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

from collections.abc import Callable, Mapping
from typing import Any, cast

from assay.check import Check
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
from assay.errors import BadParameter, CheckError, UnknownKind, did_you_mean
from assay.sample import decode_json

__all__ = ["INSTRUCTIONS", "checks_from", "instruction"]

OPTIONS = ("My answer is yes.", "My answer is no.", "My answer is maybe.")
"""The fixed answers of `detectable_format:constrained_response`."""

Arguments = Mapping[str, Any]


def _bounds(relation: str, number: str) -> Callable[[Arguments], dict[str, Any]]:
    """`at least n` and `less than n`, the two relations there are, as inclusive bounds."""

    def bounds(given: Arguments) -> dict[str, Any]:
        count = _whole(given, number)
        if given[relation] == "at least":
            return {"min": count}
        if given[relation] != "less than":
            raise BadParameter(
                f"expected 'at least' or 'less than', got {given[relation]!r}", relation
            )
        if count < 1:
            raise BadParameter(f"less than {count} of something cannot be", number)
        return {"max": count - 1}

    return bounds


def _whole(given: Arguments, name: str) -> int:
    value = given[name]
    whole = isinstance(value, int) or (isinstance(value, float) and value.is_integer())
    if isinstance(value, bool) or not whole:
        raise BadParameter(f"expected a whole number, got {value!r}", name)
    return int(value)


def _exactly(given: Arguments, name: str) -> dict[str, Any]:
    return {"min": _whole(given, name), "max": _whole(given, name)}


_words = _bounds("relation", "num_words")
_sentences = _bounds("relation", "num_sentences")
_frequency = _bounds("relation", "frequency")
_letters = _bounds("let_relation", "let_frequency")
_capitals = _bounds("capital_relation", "capital_frequency")

Maker = Callable[[Arguments], Check]
INSTRUCTIONS: dict[str, tuple[tuple[str, ...], Maker]] = {
    "keywords:existence": (("keywords",), lambda a: Contains(words=a["keywords"])),
    "keywords:frequency": (
        ("keyword", "frequency", "relation"),
        lambda a: Keyword(word=a["keyword"], **_frequency(a)),
    ),
    "keywords:forbidden_words": (
        ("forbidden_words",),
        lambda a: Excludes(words=a["forbidden_words"]),
    ),
    "keywords:letter_frequency": (
        ("letter", "let_frequency", "let_relation"),
        lambda a: Letter(letter=a["letter"], **_letters(a)),
    ),
    "language:response_language": (("language",), lambda a: Language(language=a["language"])),
    "length_constraints:number_sentences": (
        ("num_sentences", "relation"),
        lambda a: Sentences(**_sentences(a)),
    ),
    "length_constraints:number_paragraphs": (
        ("num_paragraphs",),
        lambda a: Paragraphs(divider="***", **_exactly(a, "num_paragraphs")),
    ),
    "length_constraints:number_words": (
        ("num_words", "relation"),
        lambda a: Words(**_words(a)),
    ),
    "length_constraints:nth_paragraph_first_word": (
        ("num_paragraphs", "nth_paragraph", "first_word"),
        lambda a: ParagraphStart(
            index=_whole(a, "nth_paragraph"),
            word=a["first_word"],
            count=_whole(a, "num_paragraphs"),
        ),
    ),
    "detectable_content:number_placeholders": (
        ("num_placeholders",),
        lambda a: Placeholders(min=_whole(a, "num_placeholders")),
    ),
    "detectable_content:postscript": (
        ("postscript_marker",),
        lambda a: Postscript(marker=a["postscript_marker"]),
    ),
    "detectable_format:number_bullet_lists": (
        ("num_bullets",),
        lambda a: Bullets(**_exactly(a, "num_bullets")),
    ),
    "detectable_format:constrained_response": ((), lambda _: Choice(options=OPTIONS)),
    "detectable_format:number_highlighted_sections": (
        ("num_highlights",),
        lambda a: Highlights(min=_whole(a, "num_highlights")),
    ),
    "detectable_format:multiple_sections": (
        ("section_spliter", "num_sections"),
        lambda a: Sections(marker=a["section_spliter"], min=_whole(a, "num_sections")),
    ),
    "detectable_format:json_format": ((), lambda _: Json()),
    "detectable_format:title": ((), lambda _: Title()),
    "combination:two_responses": ((), lambda _: Responses()),
    "combination:repeat_prompt": (
        ("prompt_to_repeat",),
        lambda a: Repeats(text=a["prompt_to_repeat"]),
    ),
    "startend:end_checker": (("end_phrase",), lambda a: Ends(phrase=a["end_phrase"])),
    "startend:quotation": ((), lambda _: Quoted()),
    "change_case:capital_word_frequency": (
        ("capital_frequency", "capital_relation"),
        lambda a: CapitalWords(**_capitals(a)),
    ),
    "change_case:english_capital": ((), lambda _: Case(case="upper", language="en")),
    "change_case:english_lowercase": ((), lambda _: Case(case="lower", language="en")),
    "punctuation:no_comma": ((), lambda _: Commas(max=0)),
}
"""For each instruction id the arguments it needs, and the check it becomes."""


def instruction(identity: str, arguments: object) -> Check:
    """The check for one instruction.

    Raises UnknownKind for an id that IFEval does not have and BadParameter for arguments that do
    not fit it.
    """
    if identity not in INSTRUCTIONS:
        raise UnknownKind(
            f"unknown IFEval instruction {identity!r}{did_you_mean(identity, INSTRUCTIONS)}"
        )
    needed, make = INSTRUCTIONS[identity]
    given = {k: v for k, v in _arguments(arguments).items() if v is not None}
    for name in needed:
        if name not in given:
            raise BadParameter(f"{identity} needs the argument {name!r}", name)
    for name in given:
        if name not in needed:
            near = did_you_mean(name, needed)
            raise BadParameter(f"{identity} has no argument {name!r}{near}", name)
    return make(given)


def checks_from(row: Mapping[str, Any]) -> list[Check]:
    """The checks of an IFEval row, one an instruction, in order.

    Raises CheckError with the path to the fault.
    """
    identities = _listed(row, "instruction_id_list")
    arguments = _listed(row, "kwargs")
    if len(arguments) != len(identities):
        raise BadParameter(
            f"{len(identities)} instructions but {len(arguments)} arguments", "kwargs"
        )
    made: list[Check] = []
    for place, (identity, given) in enumerate(zip(identities, arguments, strict=True)):
        try:
            made.append(instruction(str(identity), given))
        except UnknownKind as fault:
            raise fault.under(f"instruction_id_list[{place}]") from None
        except CheckError as fault:
            raise fault.under(f"kwargs[{place}]") from None
    return made


def _listed(row: Mapping[str, Any], field: str) -> list[Any]:
    value = row.get(field)
    if isinstance(value, str):
        value = _decoded(value, field)
    if not isinstance(value, list):
        raise BadParameter(f"expected a list, got {value!r:.60}", field)
    return cast("list[Any]", value)


def _arguments(value: object) -> dict[str, Any]:
    if isinstance(value, str):
        value = _decoded(value, "")
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise BadParameter(f"expected an object, got {value!r:.60}")
    return cast("dict[str, Any]", value)


def _decoded(text: str, field: str) -> Any:
    try:
        return decode_json(text)
    except (ValueError, RecursionError):
        raise BadParameter(f"expected JSON, got {text!r:.60}", field) from None
