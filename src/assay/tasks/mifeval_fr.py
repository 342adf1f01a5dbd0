"""M-IFEval's French instructions as ours: the 30 of Dussolle et al. 2025 (arXiv:2502.04688).

What each means is read from its French wording, not from what M-IFEval's checker tests: that is
the rule in `assay.suites.mifeval.fr`, which official mode follows. Relations are `au moins` (at
least) and `moins de` (fewer than). A title stands between double hashes: `##so##`.
"""

from __future__ import annotations

from collections.abc import Mapping

from assay.check import Check
from assay.checks.text.accents import Accents
from assay.checks.text.address import Address
from assay.checks.text.bracketed import Bracketed
from assay.checks.text.contains import Contains
from assay.checks.text.digits import Digits
from assay.checks.text.excludes import Excludes
from assay.checks.text.letter import Letter
from assay.checks.text.quoted import Quoted
from assay.checks.text.title import Title
from assay.combine import All, Any
from assay.errors import BadParameter
from assay.suites.mifeval.fr import OPTIONS
from assay.tasks.mifeval_common import Relations, common
from assay.tasks.suites import Arguments, Instruction

__all__ = ["INSTRUCTIONS"]

_RELATIONS: Relations = {
    "au moins": lambda number: {"min": number},
    "moins de": lambda number: {"max": number - 1},
}
_WORDS = {
    "language": "french",
    "relation": "au moins",
    "one": "marée",
    "other": "crabe",
    "section": "Section",
    "postscript": "P.S.",
    "prompt": "Décrivez une mare.",
    "end": "Que puis-je faire pour vous ?",
}
_SHORT = 2
"""Up to so many letters, what lacks an accent may be another word ("a", "ou"), rightly there."""


def _accented(a: Arguments) -> Check:
    """Each word stands there with its accents, and not without."""
    wanted = a["word_to_accentuate"]
    if not isinstance(wanted, Mapping) or not wanted:
        raise BadParameter(f"expected words and their spelling, got {wanted!r:.60}")
    words = {str(plain): str(word) for plain, word in wanted.items()}  # pyright: ignore
    bare = tuple(p for p, word in words.items() if p != word and len(p) > _SHORT)
    right = Contains(words=tuple(words.values()))
    return All(checks=(right, Excludes(words=bare))) if bare else right


_OWN = {
    "detectable_content:informal_address": Instruction(
        lambda _: Address(language="fr", form="informal"),
    ),
    "detectable_content:no_digits": Instruction(lambda _: Digits(max=0)),
    "detectable_format:title": Instruction(lambda _: Title(marks=("##", "##"))),
    "startend:quotation": Instruction(
        lambda _: Any(checks=(Quoted(), Bracketed(pair="«»", whole=True))),
    ),
    "special_character:ethel_or_cedilla": Instruction(
        lambda a: Letter(letter=a["forbidden_char"], max=0),
        {"forbidden_char": "ç"},
    ),
    "special_character:no_accents": Instruction(lambda _: Accents(max=0)),
    "special_character:accents": Instruction(
        _accented,
        {"word_to_accentuate": {"maree": "marée", "cotes": "côtes"}},
    ),
}

INSTRUCTIONS: dict[str, Instruction] = {
    f"fr:{identity}": known
    for identity, known in (common(_RELATIONS, "fr", OPTIONS, _WORDS) | _OWN).items()
}
"""The instructions, by id."""
