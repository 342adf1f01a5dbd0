"""M-IFEval's 33 Japanese instructions, by its own checkers (lightblue's, of 2024).

Written from the behaviour of `instructions/ja_instructions.py` in its first state, by which the
shipped verdicts were made; a later fork repaired some, and not here. Where upstream's patterns
take quadratic time, these find the same in linear time. Words are Janome's (extra `japanese`), and
asked for only where the text itself does not decide. langdetect is drawn with seed 0.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any

from assay.response import Response
from assay.suites import Rule, UpstreamRaises
from assay.suites.mifeval import ja_sentences
from assay.views.japanese import NOUN, TOKENS, UNQUOTED, UNQUOTED_TOKENS, Token
from assay.views.langdetect import LANGDETECT
from assay.views.view import View

__all__ = ["OPTIONS", "RULES"]

Arguments = Mapping[str, Any]

OPTIONS = ("はい、そうです。", "いいえ、違います。", "どちらとも言えません。")
"""The fixed answers of `detectable_format:constrained_response`."""

# Upstream's patterns open with `^\s*`, which may begin lines earlier; what is counted is the same.
_BULLET = re.compile(r"^[^\S\n]*・[^・].*$", re.MULTILINE)
_NUMBERED = re.compile(r"^[^\S\n]*\d+\.\s.*$", re.MULTILINE)
_PLACEHOLDER = re.compile(r"\[[^\]\n]*\]")
_HIGHLIGHT = re.compile(r"《([^\n《》]*)》")
_STARS = re.compile(r"\s?\*\*\*\s?")
_POSTSCRIPTS = {"P.P.S": r"p\.\s?p\.\s?s", "P.S.": r"p\.\s?s\."}
_FENCES = ("```json", "```Json", "```JSON", "```")
_KANJI = re.compile("[\u4e00-\u9faf]")
_KANJI_RUN = re.compile("[\u4e00-\u9faf]++(（[ぁ-ん]++）)?")
_STOP = re.compile("[。！？]")
_SURROGATE = re.compile("[\ud800-\udfff]")
# What section_spliter, a regular expression upstream, may hold without running away.
_QUANTIFIERS = frozenset("*+?{|(")


def _relation(number: str, relation: str = "relation") -> Callable[[int, Arguments], bool]:
    """A count against the argument `number`: fewer, or as many or more."""

    def holds(count: int, arguments: Arguments) -> bool:
        bound = _drawn(arguments, number)
        if arguments[relation] == "未満":
            return count < bound
        if arguments[relation] != "以上":
            raise UpstreamRaises(f"it knows no relation {arguments[relation]!r:.20}")
        return count >= bound

    return holds


def _drawn(arguments: Arguments, name: str) -> Any:
    """A number that upstream draws at random where it is negative."""
    if arguments[name] < 0:
        raise UpstreamRaises(f"it draws {name} at random")
    return arguments[name]


_frequency = _relation("frequency")
_letters = _relation("let_frequency", "let_relation")
_kanji_limit = _relation("kanji_limit")
_num_letters = _relation("num_letters")
_num_sentences = _relation("num_sentences")


def _tokens(response: Response, view: View[tuple[Token, ...]] = TOKENS) -> tuple[Token, ...]:
    _refuse_surrogates(response)
    return response.view(view)


def _refuse_surrogates(response: Response) -> None:
    if _SURROGATE.search(response.text):
        raise UpstreamRaises("its tagger takes no lone surrogates")


def _counts(response: Response) -> Counter[str]:
    """How often each word stands in the text, seen as Janome sees it."""
    return response.keep(
        "mifeval:ja:words",
        lambda: Counter([token.surface for token in _tokens(response)]),
    )


def _given(arguments: Arguments, name: str) -> Any:
    """Words that upstream draws at random where there are none."""
    if not arguments[name]:
        raise UpstreamRaises(f"it draws {name} at random")
    return arguments[name]


def _has_word(response: Response, word: str) -> bool:
    _refuse_surrogates(response)
    return word in response.text and word in _counts(response)


def keywords(response: Response, arguments: Arguments) -> bool:
    """Each keyword is a word of its own by Janome; what Janome divides never is."""
    return all(_has_word(response, word) for word in _given(arguments, "keywords"))


def frequency(response: Response, arguments: Arguments) -> bool:
    """The keyword as a word, so many times."""
    word = _given(arguments, "keyword").strip()
    there = _has_word(response, word)
    return _frequency(_counts(response)[word] if there else 0, arguments)


def forbidden(response: Response, arguments: Arguments) -> bool:
    """None of them is a word; a longer word that holds one may be there."""
    return not any(_has_word(response, word) for word in _given(arguments, "forbidden_words"))


def letter_frequency(response: Response, arguments: Arguments) -> bool:
    """A hiragana and its katakana together, so many times."""
    letter = arguments["letter"]
    if len(letter) != 1 or not "ぁ" <= letter <= "ん":
        raise UpstreamRaises("it draws the letter at random")
    text = response.text
    return _letters(text.count(letter) + text.count(chr(ord(letter) + 96)), arguments)


def language(response: Response, arguments: Arguments) -> bool:
    """What langdetect cannot tell passes."""
    return response.view(LANGDETECT) in (arguments["language"], "")


def sentences(response: Response, arguments: Arguments) -> bool:
    return _num_sentences(response.view(ja_sentences.SENTENCES), arguments)


def paragraphs(response: Response, arguments: Arguments) -> bool:
    """Three asterisks anywhere divide; an empty stretch in the middle fails."""
    pieces = [bool(piece.strip()) for piece in _STARS.split(response.text)]
    return all(pieces[1:-1]) and sum(pieces) == _drawn(arguments, "num_paragraphs")


def letters(response: Response, arguments: Arguments) -> bool:
    """All characters, white space and line ends too."""
    return _num_letters(len(response.text), arguments)


def paragraph_start(response: Response, arguments: Arguments) -> bool:
    """Stretches between two newlines, blank ones not counted and yet numbered."""
    number: int = _drawn(arguments, "num_paragraphs")
    nth: int = arguments["nth_paragraph"]
    if not 0 < nth <= number:
        raise UpstreamRaises("it draws nth_paragraph at random")
    pieces = [piece.strip() for piece in response.text.split("\n\n")]
    filled = sum(map(bool, pieces))
    if nth > filled or not pieces[nth - 1]:
        return False
    opening = pieces[nth - 1].lstrip("「").lstrip("『")
    return filled == number and opening.startswith(arguments["first_word"].lower())


def placeholders(response: Response, arguments: Arguments) -> bool:
    found = 0
    for line in response.text.split("\n"):
        if "[" in line:
            found += len(_PLACEHOLDER.findall(line[: line.rfind("]") + 1]))
    return found >= _drawn(arguments, "num_placeholders")


def postscript(response: Response, arguments: Arguments) -> bool:
    """The marker anywhere, whatever its case."""
    marker = arguments["postscript_marker"].strip()
    pattern = _POSTSCRIPTS.get(marker) or re.escape(marker)
    return re.search(pattern, response.text, re.IGNORECASE) is not None


def bullets(response: Response, arguments: Arguments) -> bool:
    return len(_BULLET.findall(response.text)) == _drawn(arguments, "num_bullets")


def numbered(response: Response, arguments: Arguments) -> bool:
    return len(_NUMBERED.findall(response.text)) == _drawn(arguments, "num_items")


def constrained(response: Response, _: Arguments) -> bool:
    """One of the answers somewhere in the text, or several."""
    text = response.text.strip()
    return any(option in text for option in OPTIONS)


def highlights(response: Response, arguments: Arguments) -> bool:
    found = [inner for inner in _HIGHLIGHT.findall(response.text) if inner.strip()]
    return len(found) >= _drawn(arguments, "num_highlights")


def sections(response: Response, arguments: Arguments) -> bool:
    """Heads such as 第1章 anywhere in the text, in the middle of a sentence too."""
    splitter = arguments["section_spliter"].strip()
    if not _QUANTIFIERS.isdisjoint(splitter):
        raise UpstreamRaises("its section_spliter is a regular expression of unbounded time")
    try:
        head = re.compile(rf"\s?第\d+{splitter}\s?")
    except re.error:
        raise UpstreamRaises("its section_spliter is no regular expression") from None
    found = sum(1 for _ in head.finditer(response.text))
    return found >= _drawn(arguments, "num_sections")


def json_format(response: Response, _: Arguments) -> bool:
    body = response.text.strip()
    for fence in _FENCES:
        body = body.removeprefix(fence)
    try:
        json.loads(body.removesuffix("```").strip())
    except ValueError:
        return False
    except RecursionError:
        raise UpstreamRaises("its JSON parser gives up on the nesting") from None
    return True


def title(response: Response, _: Arguments) -> bool:
    """On some line, from the first 『 to the last 』, something other than these two."""
    for line in response.text.split("\n"):
        opened = line.find("『")
        closed = line.rfind("』")
        if 0 <= opened <= closed - 2:
            inner = line[opened : closed + 1].lstrip("『").rstrip("』")
            if inner.strip():
                return True
    return False


def two_responses(response: Response, _: Arguments) -> bool:
    pieces = [piece.strip() for piece in response.text.split("******")]
    given = [piece for piece in pieces if piece]
    return all(pieces[1:-1]) and len(given) == 2 and given[0] != given[1]


def repeat_prompt(response: Response, arguments: Arguments) -> bool:
    if not arguments["prompt_to_repeat"]:
        raise UpstreamRaises("it is given no prompt to repeat")
    return response.text.strip().startswith(arguments["prompt_to_repeat"].strip())


def ends(response: Response, arguments: Arguments) -> bool:
    text = response.text.strip().strip("」』")
    return text.endswith(arguments["end_phrase"].strip().strip("」』"))


def unified_end(response: Response, arguments: Arguments) -> bool:
    """Quotations apart, what stands before each mark and after the last ends so."""
    pieces = _STOP.split(response.view(UNQUOTED))
    return all(piece.endswith(arguments["ending"]) for piece in pieces if piece)


def nominal_endings(response: Response, arguments: Arguments) -> bool:
    """Nouns before a mark, quotations apart; numerals and suffixes are nouns to Janome."""
    number = _drawn(arguments, "count")
    found = _tokens(response, UNQUOTED_TOKENS)
    nominal = [
        a for a, mark in pairwise(found) if mark.surface in "。！？" and a.part.startswith(NOUN)
    ]
    return len(nominal) >= number


def furigana(response: Response, _: Arguments) -> bool:
    """Each run of kanji has hiragana in full-width brackets after it; none at all passes."""
    return all(match[1] for match in _KANJI_RUN.finditer(response.text))


def kanji(response: Response, arguments: Arguments) -> bool:
    return _kanji_limit(len(_KANJI.findall(response.text)), arguments)


def no_digit(response: Response, _: Arguments) -> bool:
    return re.search(r"\d", response.text) is None


def _all_letters(fits: re.Pattern[str]) -> Rule:
    """Whether each letter, by its Unicode category, fits; no letter at all passes."""

    def rule(response: Response, _: Arguments) -> bool:
        others = set(fits.sub("", response.text))
        return not any(unicodedata.category(character).startswith("L") for character in others)

    return rule


def _none_of(characters: re.Pattern[str]) -> Rule:
    return lambda response, _: characters.search(response.text) is None


def quotation(response: Response, _: Arguments) -> bool:
    text = response.text.strip()
    return len(text) > 1 and text[0] == "「" and text[-1] == "」"


_RULES: dict[str, Rule] = {
    "keywords:existence": keywords,
    "keywords:frequency": frequency,
    "keywords:forbidden_words": forbidden,
    "keywords:letter_frequency": letter_frequency,
    "language:response_language": language,
    "length_constraints:number_sentences": sentences,
    "length_constraints:number_paragraphs": paragraphs,
    "length_constraints:number_letters": letters,
    "length_constraints:nth_paragraph_first_word": paragraph_start,
    "detectable_content:number_placeholders": placeholders,
    "detectable_content:postscript": postscript,
    "detectable_format:number_bullet_lists": bullets,
    "detectable_format:number_numbered_lists": numbered,
    "detectable_format:constrained_response": constrained,
    "detectable_format:number_highlighted_sections": highlights,
    "detectable_format:multiple_sections": sections,
    "detectable_format:json_format": json_format,
    "detectable_format:title": title,
    "detectable_format:nominal_ending": nominal_endings,
    "combination:two_responses": two_responses,
    "combination:repeat_prompt": repeat_prompt,
    "startend:end_checker": ends,
    "startend:sentence_unified_end": unified_end,
    "startend:quotation": quotation,
    "letters:furigana": furigana,
    "letters:kansuuji": no_digit,
    "letters:no_katakana": _none_of(re.compile("[ァ-ヺｦ-ﾟ]")),
    "letters:katakana_only": _all_letters(re.compile("[ァ-ンー・ｦ-ﾟ]")),
    "letters:no_hiragana": _none_of(re.compile("[ぁ-ゖ]")),
    "letters:hiragana_only": _all_letters(re.compile("[ぁ-んー]")),
    "letters:kanji": kanji,
    "punctuation:no_comma": _none_of(re.compile("、")),
    "punctuation:no_period": _none_of(re.compile("。")),
}

RULES: dict[str, Rule] = {f"ja:{identity}": rule for identity, rule in _RULES.items()}
"""The rules, by id."""
