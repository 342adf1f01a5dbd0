"""`text.address`: the reader addressed informally or formally."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from random import Random
from typing import Literal

from assay.check import Check, Example
from assay.checks.text.base import Finding, TextCheck, spans_of
from assay.context import Context
from assay.demands import Demands, amount, both
from assay.response import Response

__all__ = ["Address"]

Places = list[tuple[int, int]]

# The pronouns and possessives that tell; what may also be another word (`ton` the tone, `su` his,
# `ihr` her) does not.
_INFORMAL = {
    "fr": r"tu|te|t['\u2019](?=[aeiouyhéèê])|toi|ta|tes|tiens?|tiennes?",
    "es": "tú|te|ti|contigo|tu|tus|tuy[oa]s?|vos|vosotr[oa]s|vuestr[oa]s?|os",
    "de": "du|dich|dir|dein(?:e[mnrs]?)?|euch|euer|eure[mnrs]?",
}
_FORMAL = {
    "fr": "(?<!rendez-)(?<!garde-à-)vous|votre|vos|vôtres?",
    "es": "usted(?:es)?|ud|uds|vd|vds",
    "de": "Sie|Ihnen|Ihr(?:e[mnrs]?)?",
}
# A German Sie that opens a sentence may be "she" or "they".
_OPENS = re.compile(r"(?:^|[.!?:\u2026\n])[\s\"'\u201c\u201e\u00bb(*_>#-]{0,20}$")
_BEFORE = 24
_NAMES = {"fr": "French", "es": "Spanish", "de": "German"}
_WORDS = {
    ("fr", "informal"): "tu",
    ("fr", "formal"): "vous",
    ("es", "informal"): "tú",
    ("es", "formal"): "usted",
    ("de", "informal"): "du",
    ("de", "formal"): "Sie",
}


class Address(TextCheck, kind="text.address"):
    """The reader is addressed in one `form`: French tu or vous, Spanish tú or usted, German du
    or Sie, by the pronouns and possessives that tell them apart.

    A text passes with at least one of the wanted form and none of the other. Undecided where it
    has neither: verbs are not looked at. Score: the share of the telling words that fit.

    NOT covered: a plural `vous`, a quotation in the other form, Spanish `su`.
    """

    language: Literal["fr", "es", "de"]
    form: Literal["informal", "formal"]

    def standard(self, response: Response, context: Context) -> Finding:
        informal, formal = self._found(response)
        right, wrong = (informal, formal) if self.form == "informal" else (formal, informal)
        if not right and not wrong:
            return Finding(None, "No pronoun tells how the reader is addressed.")
        wanted = f"only {self.form} address required"
        total = len(right) + len(wrong)
        why = f"{len(right)} of {total} words that tell are {self.form}; {wanted}."
        score = len(right) / total if wrong else None
        return Finding(not wrong, why, score, spans_of(response.text, wrong or right))

    def _found(self, response: Response) -> tuple[Places, Places]:
        informal, formal = _patterns(self.language)
        text = response.text
        formally = [match.span() for match in formal.finditer(text)]
        if self.language == "de":
            formally = [
                s for s in formally if not _OPENS.search(text[max(0, s[0] - _BEFORE) : s[0]])
            ]
        return [match.span() for match in informal.finditer(text)], formally

    def describe(self) -> str:
        word = _WORDS[self.language, self.form]
        return f"Address the reader {self.form}ly in {_NAMES[self.language]}, with {word!r}."

    def demands(self) -> Demands | None:
        """A word of the wanted form, and none of the other."""
        other = "formal" if self.form == "informal" else "informal"
        wanted = amount("address", 1, None, (self.language, self.form))
        return both([wanted, amount("address", 0, 0, (self.language, other))])

    @classmethod
    def examples(cls) -> Sequence[Example]:
        tu = cls(language="fr", form="informal")
        return (
            Example(tu, "Si tu viens à la plage, prends tes bottes.", True),
            Example(tu, "Si tu venez, prenez vos bottes.", False),
            Example(tu, "La mer est calme.", None),
            Example(cls(language="es", form="formal"), "¿Viene usted a la playa?", True),
            Example(
                cls(language="de", form="formal"), "Kommen Sie mit, und bring dein Boot.", False
            ),
            Example(cls(language="de", form="informal"), "Die Krabbe? Sie beißt dich nicht.", True),
        )

    @classmethod
    def draw(cls, rng: Random, level: int) -> Check:
        """Mostly formal, as models write anyway, at low levels; mostly informal at high ones."""
        languages: tuple[Literal["fr", "es", "de"], ...] = ("fr", "es", "de")
        informal = rng.random() < level / 5
        return cls(language=rng.choice(languages), form="informal" if informal else "formal")


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    # After an inverted verb there is a hyphen: viens-tu.
    informal = re.compile(rf"(?<![\w'\u2019])(?:{_INFORMAL[language]})(?!\w)", re.IGNORECASE)
    flags = re.NOFLAG if language == "de" else re.IGNORECASE
    return informal, re.compile(rf"(?<!\w)(?:{_FORMAL[language]})(?!\w)", flags)
