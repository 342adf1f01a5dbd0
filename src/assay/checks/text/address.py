"""`text.address`: the reader addressed informally or formally."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Sequence
from functools import cache
from random import Random
from typing import Any, ClassVar, Literal

from assay.check import Check, Example
from assay.checks.text.base import Finding, TextCheck, spans_of
from assay.checks.text.edges import folded
from assay.context import Context
from assay.demands import Demands, amount, both
from assay.response import Response
from assay.views.language import LANGUAGE, matches
from assay.views.view import View

__all__ = ["Address"]

Places = list[tuple[int, int]]

# The pronouns and possessives that tell; what may also be another word (`ton` the tone, `su` his,
# `ihr` her) does not.
_INFORMAL = {
    "fr": r"tu|te|t['\u2019](?=[aeiouyhàâéèêîôœ])|toi|ta|tes|tiens?|tiennes?",
    "es": "tú|te|ti|contigo|tu|tus|tuy[oa]s?|vos|vosotr[oa]s|vuestr[oa]s?|os",
    "de": "du|dich|dir|dein(?:e[mnrs]?)?|euch|euer|eure[mnrs]?",
}
_FORMAL = {
    "fr": "(?<!rendez-)(?<!garde-à-)vous|votre|vos|vôtres?",
    "es": "usted(?:es)?|ud|uds|vd|vds",
    "de": "Sie|Ihnen|Ihr(?:e[mnrs]?)?",
}
# What ends in -ez and is no verb; names are told by their capital.
_NO_VERB = frozenset("chez assez nez rez raz fez riz merguez lez".split())
_VERB = re.compile(r"(?<![\w-])(?!rendez-vous)\w{1,24}ez(?!\w)", re.IGNORECASE)
# A German Sie that opens a sentence may be "she" or "they".
_OPENS = re.compile(r"(?:^|[.!?:\u2026\n])[\s\"'\u201c\u201e\u00bb(*_>#-]{0,20}$")
_BEFORE = 24
# A text of another language may have so many words for each that tells: it quotes the other one.
_WORDS_EACH = 10
_BLANK = re.compile(r"\[[^\[\]\n]{1,80}\]")
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
    or Sie, by the pronouns and possessives that tell them apart, and by French verbs in -ez.

    A text passes with at least one of the wanted form and none of the other. Where it has neither
    it is undecided, as an imperative may tell. A text in another language fails, unless one word
    in ten or more tells: it may quote much.
    Score: the share of the telling words that fit.

    What stands in square brackets to be filled in is passed over, and so are words of the other
    form in a phrase that the prompt has too. NOT covered: a plural `vous`, a quotation in the
    other form, Spanish `su`.
    """

    uses: ClassVar[tuple[View[Any], ...]] = (LANGUAGE,)

    language: Literal["fr", "es", "de"]
    form: Literal["informal", "formal"]

    def standard(self, response: Response, context: Context) -> Finding:
        informal, formal = self._found(response)
        right, wrong = (informal, formal) if self.form == "informal" else (formal, informal)
        wrong = self._meant(response.text, wrong, context.question)
        few = len(right) * _WORDS_EACH < len(response.text.split())
        if not wrong and few and matches(response.view(LANGUAGE), self.language) is False:
            return Finding(False, f"The text is not in {_NAMES[self.language]}.", 0.0)
        if not right and not wrong:
            return Finding(None, "No pronoun tells how the reader is addressed.")
        wanted = f"only {self.form} address required"
        total = len(right) + len(wrong)
        why = f"{len(right)} of {total} words that tell are {self.form}; {wanted}."
        score = len(right) / total if wrong else None
        return Finding(not wrong, why, score, spans_of(response.text, wrong or right))

    @staticmethod
    def _meant(text: str, wrong: Places, prompt: str) -> Places:
        """Those that are the writer's own, neither to be filled in nor given by the prompt."""
        blank = [found.span() for found in _BLANK.finditer(text)] if wrong else []
        said = folded(prompt)
        kept: Places = []
        for start, end in wrong:
            at = bisect(blank, (start, len(text))) - 1
            if at >= 0 and start < blank[at][1]:
                continue
            before = text[max(0, start - _BEFORE) : start].rpartition("\n")[2].split()[-2:]
            phrase = folded(" ".join([*before, text[start:end]]))
            if len(before) < 2 or not said or phrase not in said:
                kept.append((start, end))
        return kept

    def _found(self, response: Response) -> tuple[Places, Places]:
        informal, formal = _patterns(self.language)
        text = response.text
        formally = [match.span() for match in formal.finditer(text)]
        if self.language == "de":
            formally = [span for span in formally if not _opens(text, span[0])]
        elif self.language == "fr":
            formally = sorted(formally + _verbs(text))
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


def _opens(text: str, start: int) -> bool:
    """Whether a sentence begins there."""
    return _OPENS.search(text[max(0, start - _BEFORE) : start]) is not None


def _verbs(text: str) -> Places:
    """Where French verbs of the form with vous stand."""
    found = [match for match in _VERB.finditer(text) if match[0].lower() not in _NO_VERB]
    return [m.span() for m in found if m[0][0].islower() or _opens(text, m.start())]


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    # After an inverted verb there is a hyphen: viens-tu.
    informal = re.compile(rf"(?<![\w'\u2019])(?:{_INFORMAL[language]})(?<!\w(?=\w))", re.IGNORECASE)
    flags = re.NOFLAG if language == "de" else re.IGNORECASE
    return informal, re.compile(rf"(?<!\w)(?:{_FORMAL[language]})(?!\w)", flags)
