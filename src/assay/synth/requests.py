"""Requests that any instructions can be put to, and the sets of checks that a language can say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random

from assay.check import Check
from assay.checks.text.language import Language
from assay.errors import CheckError
from assay.phrasing import phrasings
from assay.synth.conflicts import conflict
from assay.synth.drawing import GENERIC, draw_set
from assay.synth.witnesses import witness

__all__ = ["FORMS", "OPEN", "REQUESTS", "draw_said"]

OPEN = tuple(kind for kind in GENERIC if kind not in ("text.choice", "text.equals"))
"""The generic kinds but those that leave nothing to answer."""
FORMS = tuple(
    f"text.{name}"
    for name in "sentences paragraphs lines characters numbers commas title placeholders "
    "highlights bullets numbered_items headings code_blocks quoted responses".split()
)
"""Those that name no word, letter or case of English."""
_TRIES = 60

REQUESTS: Mapping[str, Sequence[str]] = {
    "en": (
        "Describe a tide pool.",
        "Write a letter to a lighthouse keeper.",
        "Explain how bread rises.",
        "Tell a story about a lost kite.",
        "Describe your way to the station on a rainy morning.",
        "Write a notice about a missing cat.",
        "Explain why leaves change their colour in autumn.",
        "Invite your neighbours to a garden party.",
        "Describe the sound of an old clock shop.",
        "Write a short review of a train journey.",
        "Explain how to plant a tree.",
        "Tell a story about two brothers and a well.",
        "Write a note that thanks a bus driver.",
        "Describe a market at six in the morning.",
        "Explain what a beekeeper does in spring.",
        "Write an advertisement for a used bicycle.",
        "Explain how a canal lock works.",
        "Describe a painting that you remember.",
        "Write a diary entry of a mountain guide.",
        "Tell a story about a key that fits no door.",
        "Explain how to make a cup of tea.",
        "Write a complaint about a noisy street.",
        "Describe the night sky to a child.",
        "Explain how a library lends its books.",
        "Write a speech for the opening of a bridge.",
        "Tell a story about a violin in a storm.",
        "Describe a harbour in winter.",
        "Explain why the sea is salty.",
        "Write a recipe for a simple soup.",
        "Describe a good teacher.",
        "Explain how to find north without a compass.",
        "Write a message in a bottle.",
    ),
    "es": ("Describe una poza de marea.", "Explica cómo sube el pan."),
    "fr": ("Décrivez une mare de marée.", "Expliquez comment lève le pain."),
    "ja": ("潮だまりについて説明してください。", "パンが膨らむ仕組みを説明してください。"),
    "zh": ("请描述一个潮池。", "请解释面包是怎样发起来的。"),
}
"""By language; ours, and about nothing in particular."""


def draw_said(
    rng: Random, level: int, count: int, kinds: Sequence[str], language: str = "en"
) -> tuple[Check, ...]:
    """Checks that go together, and that the language can say.

    In a language other than English that language is asked for besides. Raises CheckError where no
    such set is found.
    """
    spoken = () if language == "en" else (Language(language=language),)
    for _ in range(_TRIES):
        checks = (*draw_set(rng, level, count, kinds), *spoken)
        if not all(phrasings(check, language) for check in checks):
            continue
        if not spoken or (not conflict(checks) and witness(checks, thorough=False)):
            return checks
    raise CheckError(f"no {count} checks of level {level} that {language} can say were found")
