"""Options that a response prefers, without announcing an answer: called right, chosen, in bold."""

from __future__ import annotations

import re
from functools import lru_cache

from assay.answers.extraction.choice_claims import Claim, own, sentence_of
from assay.answers.extraction.choice_letters import Grammar, Named
from assay.answers.patterns import lazy

__all__ = ["faulted", "preferred"]

_LOOKBACK = 90
_RECENT = 2000
_BESIDE = r"(?:\s?\([^()\n]{0,100}\)|:[^\n.:]{0,80}?|,?\s\"[^\"\n]{0,120}\")?\s{0,2}"
_VERB = r"(?:is|are|was|ist|seems|appears|looks|would be|must be|should be)(?: to be)?"
_SOFTLY = r"(?: therefore| thus| clearly| indeed| most likely| likely| probably)?(?: the)?"
_KIND = r"(?: (?:only|most|one|single|best|closest|more|statement|option|choice|that is|overall))*"
_RIGHT = (
    r"(?:correct|right|best|answer|richtig|closest|appropriate|accurate|suitable|likely|plausible|"
    r"fitting|match|proper|valid|reasonable|true)\b"
)
_REMOTE = (
    r"(?:est |es |è |é )?(?:la |die )?(?:bonne|respuesta|réponse|risposta)?\s?"
    r"(?:correct[aeo]|corretta|richtig\w*|korrekt|juste)\b"
)
_FITS = r"(?:fits|works|suits|matches)\s(?:the\s\w{1,16}\s)?(?:best|perfectly)\b"
_VERDICT = rf"{_BESIDE}(?:{_REMOTE}|{_FITS}|{_VERB}{_SOFTLY}{_KIND}\s{_RIGHT})"
_CHOSEN = (
    r"\b(?:choos(?:e|ing)|select(?:ed|ing)?|pick(?:ing)?|chose|(?:go|going) with|opt for|settle on|"
    r"(?:have to|would|I'd) say|lean(?:ing)? towards?|vote for|guess(?: is| would be)?|"
    r"corresponds to|match(?:es)?|assume|only|leav(?:es|ing)(?: us)?(?: with)?(?: only)?|go for|"
    r"(?:we|I)(?: am|'m| are|'re) left with(?: only)?|clearly,? (?:it's|it is)|it must be):?"
    r"\s(?:the\s)?(?:answer\s)?(?:option|choice)?\s?"
)
_THING = lazy(
    r"\b(?:angle|triangle|point|line|vitamin|type|class|plan|grade|segment|side|statement|figure|step|part|"
    r"case|group|person|student|column|row|box|block|city|country|town|event|set|matrix|vertex|gene|claim)s?"
    r"\s[(*]{0,3}$",
    re.IGNORECASE,
)
_ALSO = r"[)\]*_`]{0,4}(?:,? and |, ?| & |、|和|与|及)(?:[Oo]ption |[Cc]hoice[ _]|选项)?[(\[*]{0,4}"


@lru_cache(maxsize=64)
def _preference(names: Grammar) -> re.Pattern[str]:
    """An option that is called right, or chosen, or that stands in bold."""
    name = names.name
    return re.compile(
        rf"(?:(?<=[Cc]hoice_)|(?<![A-Za-z0-9_'’.-]))(?P<called>{name}(?:{_ALSO}{name}){{0,9}})"
        rf"[)\]*_`\"”]{{0,6}}(?i:{_VERDICT})|"
        rf"(?i:{_CHOSEN})(?P<chosen>(?={names.start}))|"
        rf"\*\*\s?(?P<bold>(?=\(?{name}(?:[).:\]*]|\s?\*\*)))|"
        rf"\b(?:is|are|be|equals)\s{{0,2}}[:：]?\s{{0,2}}(?P<equated>(?=[(\[*]{{1,3}}{name}[)\]]))|"
        rf"(?<![A-Za-z0-9_'’.-])(?P<zh>{name}(?:{_ALSO}{name}){{0,9}})"
        r"\s?(?:选项|项)?(?:的说法|的描述)?(?:是|为)?(?:正确|符合题意|对(?![应称于比数角象面边立照]))"
    )


def preferred(text: str, start: int, end: int, names: Grammar) -> list[Claim]:
    """Options called right, chosen, or set in bold near the end."""
    found: list[Claim] = []
    start = max(start, end - _RECENT)
    for matched in _preference(names).finditer(text, start, end):
        kind = matched.lastgroup or ""
        before = text[max(start, matched.start() - _LOOKBACK) : matched.start()]
        if not own(sentence_of(before)) or (kind == "called" and _THING.search(before)):
            continue
        if kind in ("called", "zh"):
            letters = names.letters_in(matched[kind])
            named = Named(letters, matched.start(kind), matched.end())
        else:
            read = names.read(text, matched.start(kind), end)
            if read is None:
                continue
            named = read
        found.append(Claim(named, {"zh": "called"}.get(kind, kind), 2))
    return found


@lru_cache(maxsize=64)
def _fault(names: Grammar) -> re.Pattern[str]:
    """An option that is called wrong."""
    name = names.name
    return re.compile(
        rf"(?i:(?:incorrect|wrong|false|not (?:true|correct)|untrue|exception)[^.\n]{{0,24}}?"
        rf"(?:\sis|:)\s|(?:错误|不正确|不符合|有误|不恰当)[^。\n]{{0,10}}?(?:是|为|选项)\s?)"
        rf"(?P<named>(?={names.start}))|"
        rf"(?<![A-Za-z0-9'’.-])(?P<called>{name})[)\]*_`]{{0,4}}(?i:\s(?:is|must be)\s(?:the\s)?"
        rf"(?:incorrect|wrong|false|not true|not correct|untrue|exception)|(?:选项|项)?(?:是)?"
        rf"(?:错误|不正确|不符合|有误|不恰当))"
    )


def faulted(text: str, start: int, end: int, names: Grammar) -> list[Claim]:
    """The one option called wrong, for a question that asks which is; none where several are."""
    found: list[Claim] = []
    for matched in _fault(names).finditer(text, max(start, end - _RECENT), end):
        if matched.lastgroup == "called":
            letters = names.letters_in(matched["called"])
            found.append(Claim(Named(letters, *matched.span("called")), "faulted", 2))
        elif (named := names.read(text, matched.end(), end)) is not None:
            found.append(Claim(named, "faulted", 2))
    return found if len({claim.named.letters for claim in found}) == 1 else []
