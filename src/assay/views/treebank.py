"""Word tokens as the public IFEval checkers see them: Treebank style, after Punkt's sentences.

`tokens(text)` gives the list that `nltk.word_tokenize(text)` of nltk 3.9.1 gives: punctuation
stands alone, clitics part from their word ("do" "n't"), straight double quotes become `` and ''.
A period parts from its word only at the end of a sentence, so the sentences, and with them the
data they rest on (`punkt.version()`), matter here too.

The order of the steps is part of the definition: each sees the blanks that the earlier ones put
in. Every step is linear; the end of the sentence is looked at from the end, not searched for.
Not covered: other languages, spans of the tokens in the text, the other curly quotes of nltk 3.10.
"""

import re
from collections import Counter
from collections.abc import Iterable

from assay.views import punkt

__all__ = ["VERSION", "count_upper", "tokens", "tokens_of_sentences"]

VERSION = "treebank-nltk3.9/1"

_MAY_FOLLOW_LAST_PERIOD = "])}>\"'»”’ "
_OPENING_MARK = re.compile(r"[«“‘„]|`+")
_OPENING_QUOTE = re.compile(r"(?<=[ (\[{<])(?:\"|'')")
_BEFORE_QUOTED_LETTER = re.compile(r"(?<=')(?=(?![mtsdn])\w\b)", re.IGNORECASE)
_COLON_OR_COMMA = re.compile(r"([:,])(\D)")
_COLON_OR_COMMA_LAST = re.compile(r"[:,]$")
_SEPARATED = ((", ", " ,  "), (": ", " :  "))
_MARKS = ";@#$%&?!"
_PERIODS = re.compile(r"\.{2,}")
_LATE_MARKS = "*][(){}<>"
_CLOSING_MARKS = "»”’"
_APOSTROPHE_LAST = re.compile(r"([^'])' ")
_CLITIC = re.compile(r"([^' ])('[sSmMdD]?) ")
_LONG_CLITIC = re.compile(r"([^' ])('ll|'LL|'re|'RE|'ve|'VE|n't|N'T) ")
_CONTRACTION = re.compile(
    r"\b(can(?=not)|d(?='ye)|gim(?=me)|lem(?=me)|gon(?=na)|got(?=ta)|more(?='n)|wan(?=na\s))"
    r"(not|'ye|me|na|ta|'n)\b",
    re.IGNORECASE,
)
_CONTRACTED = ("cannot", "gimme", "lemme", "gonna", "gotta", "wanna", "d'ye", "more'n")
_CONTRACTED_IT = tuple(re.compile(rf" ('t)({verb})\b", re.IGNORECASE) for verb in ("is", "was"))
_PLAIN_WORDS = re.compile(r"(?<![^ \n])(?:[A-Za-z][a-z]++[,.;:!?]?([ \n]|\Z))+")


def tokens(text: str) -> list[str]:
    """The word and punctuation tokens of `text`, sentence by sentence."""
    return tokens_of_sentences(punkt.sentences(text))


def tokens_of_sentences(sentences: Iterable[str]) -> list[str]:
    """The tokens of a text whose sentences are known."""
    known: dict[str, list[str]] = {}  # a text that repeats itself asks the same again and again
    found: list[str] = []
    for sentence in sentences:
        if sentence not in known:
            known[sentence] = _tokens(sentence)
        found += known[sentence]
    return found


def count_upper(text: str) -> int:
    """How many of `tokens(text)` are in capitals (`str.isupper`), without building all of them."""
    if not any(map(str.isupper, set(text))):
        return 0
    different = Counter(punkt.sentences(text))
    return sum(n * _upper_in_sentence(sentence) for sentence, n in different.items())


def _upper_in_sentence(sentence: str) -> int:
    # A word in small letters, capitalised or not, gives no token in capitals and touches no
    # other token; one stand-in keeps the sentence's start and end where they were.
    rest = _PLAIN_WORDS.sub(r"a\1", sentence)
    return 0 if rest.islower() else sum(token.isupper() for token in _tokens(rest))


def _tokens(sentence: str) -> list[str]:
    text = _opening_quotes(sentence)
    text = _punctuation(_last_period(text))
    return _contractions(_closing_quotes(f" {text} ")).split()


def _opening_quotes(text: str) -> str:
    if "`" in text or not text.isascii():
        text = _OPENING_MARK.sub(r" \g<0> ", text)
    if text.startswith('"'):
        text = f"``{text[1:]}"
    text = text.replace("``", " `` ")
    if '"' in text or "''" in text:
        text = _OPENING_QUOTE.sub(" `` ", text)
    return _BEFORE_QUOTED_LETTER.sub(" ", text) if "'" in text else text


def _last_period(text: str) -> str:
    """Part the period that ends the sentence, unless it is one of several."""
    at = text.rfind(".")
    if at < 1 or text[at - 1] == ".":
        return text
    rest = text[at + 1 :]
    beyond = rest.lstrip(_MAY_FOLLOW_LAST_PERIOD)
    if beyond.strip():
        return text
    return f"{text[:at]} . {rest[: len(rest) - len(beyond)]} "


def _punctuation(text: str) -> str:
    text = _colons_and_commas(text)
    text = _apart(_MARKS, text)
    if ".." in text:
        text = _PERIODS.sub(r" \g<0> ", text)
    if "'" in text:
        text = _APOSTROPHE_LAST.sub(r"\1 ' ", text)
    return _apart(_LATE_MARKS, text).replace("--", " -- ")


def _colons_and_commas(text: str) -> str:
    if all(text.count(mark[0]) == text.count(mark) for mark, _ in _SEPARATED):
        for mark, apart in _SEPARATED:
            text = text.replace(mark, apart)
        return text
    text = _COLON_OR_COMMA.sub(r" \1 \2", text)
    return _COLON_OR_COMMA_LAST.sub(r" \g<0> ", text)


def _apart(marks: str, text: str) -> str:
    # Replacing mark by mark is many times faster than one pattern on a text of marks only.
    for mark in marks:
        text = text.replace(mark, f" {mark} ")
    return text


def _closing_quotes(text: str) -> str:
    text = _apart(_CLOSING_MARKS, text).replace("''", " '' ").replace('"', " '' ")
    if "'" in text:
        text = f" {' '.join(text.split())} "  # it has a blank at either end
        text = _LONG_CLITIC.sub(r"\1 \2 ", _CLITIC.sub(r"\1 \2 ", text))
    return text


def _contractions(text: str) -> str:
    if _may_contract(text):
        text = _CONTRACTION.sub(r" \1 \2 ", text)
    if "'" in text:
        for contracted in _CONTRACTED_IT:
            text = contracted.sub(r" \1 \2 ", text)
    return text


def _may_contract(text: str) -> bool:
    """Whether the slow search for contractions could find one; other letters fold to ASCII's."""
    if not text.isascii():
        return True
    lowered = text.lower()
    return any(contracted in lowered for contracted in _CONTRACTED)
