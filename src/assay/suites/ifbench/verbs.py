"""Whether a text opens with a verb, nearly as nltk's tagger of 2023 has it.

The tagger is an averaged perceptron trained on newspaper text whose weights have no clear
licence; what is wanted of it is one bit about one word. So: forms in -ing are verbs unless they
are known as other words, and so are the imperatives and the few forms listed here. On the
400 texts of the development set this agrees with the tagger on 99.25 %; it is not bit for bit.
"""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["opens_with_verb"]

_NOT_VERBS = frozenset(
    (
        "anything bearing being building ceiling clothing concerning cooking during evening "
        "everything king landing meeting morning nothing offspring painting ping pudding "
        "regarding ring sling something spring sterling string swing thing training wedding wing"
    ).split()
)

_FORMS = frozenset(("given", "had", "has", "is", "let", "was", "were", "being", "keep"))

_IMPERATIVES = frozenset(
    (
        "accept achieve add adjust allow analyze apply arrange ask assume avoid be become begin "
        "believe break bring build buy call choose collect come compare complete consider "
        "continue create decide define describe determine develop dig do draw eat encourage "
        "enjoy ensure establish examine expect explain explore find follow gather get give go "
        "grab have help hold identify imagine improve include incorporate increase join keep "
        "know learn leave let listen look maintain make meet move obtain offer open pay pick "
        "place plan prepare prevent produce protect provide put reach read receive reduce "
        "remake remember remove replace rewrite run save say see seek select sell send set show "
        "sit solve speak stay stop submit suppose take talk teach tell think travel try turn "
        "use visit wait wash watch work write"
    ).split()
)


def opens_with_verb(tokens: Sequence[str]) -> bool:
    if not tokens:
        return False
    first = tokens[0].lower()
    if tokens[1:2] == ["an"]:
        return False  # what stands before "an" is a noun to the tagger: "Write an email"
    if first.endswith("ing") and len(first) > 4:
        return first.isalpha() and (first not in _NOT_VERBS or first in _FORMS)
    return first in _FORMS or first in _IMPERATIVES
